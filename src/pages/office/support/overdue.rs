//! Promises that are overdue; first those of which reminding the volunteer has not helped.

use std::cmp::Reverse;

use dong_hanh_domain::following::{Commitment, Followed, Joined, Reminds};
use dong_hanh_domain::help::CommitmentState;
use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::super::say;
use crate::office::path;
use crate::pages::help::{Sayer, promise_words};
use crate::replica::{Replica, use_replica};
use crate::ui::{Icon, Reason, Tone, sentence_case};
use crate::words::{help, of, support as words};

/// The tile.
#[component]
pub(super) fn Overdue(followed: Memo<Joined>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let overdue = Memo::new(move |_| overdue(&followed.read(), replica));
    let count = move || words::overdue(lang, overdue.read().len());
    let lines = move || {
        let overdue = overdue.get();
        if overdue.is_empty() {
            return view! { <p class="small muted">{words::none_overdue(lang)}</p> }.into_any();
        }
        let lines: Vec<_> = overdue
            .into_iter()
            .map(|(household, promise)| line(lang, replica, household, &promise))
            .collect();
        view! { <ul class="help-lines help-walk">{lines}</ul> }.into_any()
    };
    view! {
        <section class="tile" aria-labelledby="overdue">
            <h2 id="overdue">{count}</h2>
            {lines}
        </section>
    }
    .into_any()
}

fn overdue(followed: &Joined, replica: Replica) -> Vec<(HouseholdId, Commitment)> {
    let today = replica.today();
    let of_household = |household: &Followed| {
        let promises = household.commitments.iter();
        let overdue = promises.filter(|promise| promise.overdue_on(today).is_some());
        let id = household.id;
        overdue
            .map(|promise| (id, promise.clone()))
            .collect::<Vec<_>>()
    };
    let there = followed
        .iter()
        .filter(|household| !household.is_left_alone(today));
    let mut overdue: Vec<_> = there.flat_map(of_household).collect();
    overdue.sort_by_key(|(household, promise)| {
        (Reverse(promise.overdue_on(today)), *household, promise.id)
    });
    overdue
}

fn line(lang: Lang, replica: Replica, household: HouseholdId, promise: &Commitment) -> AnyView {
    let today = replica.today();
    let sayer = Sayer::new(household);
    let what = promise_words(lang, promise);
    let standing = sentence_case(of(lang, promise.standing(today).borrowed()));
    let (tone, reminds) = match promise.reminds(today, &replica.settings().intervals) {
        Some(Reminds::Officer) => (Tone::Bad, words::reminds_office(lang)),
        _ => (Tone::Wait, words::reminds_volunteer(lang)),
    };
    let commitment = promise.id;
    let button = |word: String, state: CommitmentState| {
        let label = help::about(lang, &word, &promise.what);
        let say = move |_| sayer.say(Fact::Commitment { commitment, state });
        view! { <button type="button" class="btn secondary" aria-label=label on:click=say>{word}</button> }
    };
    view! {
        <li class="late">
            <p>{called(replica, household, lang)}</p>
            <Reason tone icon=Icon::Promise>
                {what} <span class="sub">{standing} ". " {reminds}</span>
            </Reason>
            <div class="help-row">
                {button(help::keep(lang), CommitmentState::Kept { on: today })}
                {button(help::withdraw(lang), CommitmentState::Withdrawn { on: today })}
            </div>
        </li>
    }
    .into_any()
}

/// The name of a household that leads to its page, and where it lives.
pub(super) fn called(replica: Replica, household: HouseholdId, lang: Lang) -> AnyView {
    let row = untrack(|| replica.row(household));
    let name = row.as_ref().map_or_else(
        || crate::words::facts::other_household(lang),
        |row| row.called(),
    );
    let hamlet = row.and_then(|row| replica.hamlet(row.hamlet));
    let hamlet = hamlet.map(|hamlet| say::capital(&hamlet.full_name()));
    let href = path(&format!("households/{household}"));
    view! { <a class="link name tall" href=href>{name}</a> <span class="small muted">" " {hamlet}</span> }
        .into_any()
}
