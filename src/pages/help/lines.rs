//! The lines: each need, promise and gift with how it stands, and what can be said of it.

use std::collections::BTreeMap;

use dong_hanh_domain::following::{Commitment, Followed, Received};
use dong_hanh_domain::help::{Cause, CommitmentState, NeedKind, NeedState, Promiser};
use dong_hanh_domain::{Fact, VisitId, Word};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::fields::{DueField, SaveOrCancel, read_due};
use super::{Open, Sayer};
use crate::replica::Replica;
use crate::ui::{Icon, Reason, Tone, full_day, sentence_case};
use crate::words::{help as words, of};

/// The three lists; a sentence where all are empty.
pub(super) fn lists(
    lang: Lang,
    replica: Replica,
    followed: &Followed,
    sayer: Sayer,
    open: RwSignal<Option<Open>>,
    says: bool,
) -> AnyView {
    let needs = needs(lang, replica, followed, sayer, says);
    let promises = followed.commitments.iter().rev();
    let promises: Vec<_> = promises
        .map(|promise| commitment(lang, replica, followed, promise, sayer, open, says))
        .collect();
    let gifts = followed.supports.iter().rev();
    let gifts: Vec<_> = gifts
        .map(|received| support(lang, replica, received, sayer, says))
        .collect();
    if needs.is_empty() && promises.is_empty() && gifts.is_empty() && followed.causes.is_empty() {
        return view! { <p class="small muted">{words::nothing(lang)}</p> }.into_any();
    }
    let list = |title: String, lines: Vec<AnyView>| {
        (!lines.is_empty())
            .then(|| view! { <h3 class="sec">{title}</h3><ul class="help-lines">{lines}</ul> })
    };
    view! {
        {causes(lang, followed)}
        {list(words::commitments(lang), promises)}
        {list(words::needs(lang), needs)}
        {list(words::supports(lang), gifts)}
    }
    .into_any()
}

/// Why life is hard, as it was told last.
fn causes(lang: Lang, followed: &Followed) -> Option<AnyView> {
    let said = cause_words(lang, followed)?;
    Some(view! { <h3 class="sec">{words::causes(lang)}</h3><p>{said}</p> }.into_any())
}

/// The causes in one line; `None` where nobody told any.
pub(super) fn cause_words(lang: Lang, followed: &Followed) -> Option<String> {
    // What else it is stands in the visit, in the family's own words.
    let is_alone = followed.causes.len() == 1;
    let causes = followed.causes.iter();
    let causes = causes.filter(|cause| is_alone || **cause != Cause::Other);
    let causes: Vec<_> = causes.map(|cause| of(lang, cause.both())).collect();
    (!causes.is_empty()).then(|| sentence_case(&causes.join("; ")))
}

/// A button on a line: its word, and what it says.
type Said = (String, Fact);

fn buttons(lang: Lang, what: &str, said: Vec<Said>, sayer: Sayer) -> Vec<AnyView> {
    let button = |(word, fact): Said| {
        let label = words::about(lang, &word, what);
        let say = move |_| sayer.say(fact.clone());
        view! { <button type="button" class="btn secondary" aria-label=label on:click=say>{word}</button> }
            .into_any()
    };
    said.into_iter().map(button).collect()
}

fn line(tone: Tone, icon: Icon, text: String, under: Option<String>, row: Vec<AnyView>) -> AnyView {
    let row = (!row.is_empty()).then(|| view! { <div class="help-row">{row}</div> });
    view! {
        <li>
            <Reason tone icon>{text} {under.map(|under| view! { <span class="sub">{under}</span> })}</Reason>
            {row}
        </li>
    }
    .into_any()
}

fn needs(
    lang: Lang,
    replica: Replica,
    followed: &Followed,
    sayer: Sayer,
    says: bool,
) -> Vec<AnyView> {
    let on = replica.today();
    let mut waiting: BTreeMap<NeedKind, (String, Option<VisitId>)> = BTreeMap::new();
    // They are over together, for the record has one word on all that is urgent.
    let urgent = followed.urgent.iter();
    let texts = urgent.map(|one| words::need_since(lang, &one.what, &full_day(one.since)));
    let texts: Vec<_> = texts.collect();
    if let [first, rest @ ..] = &followed.urgent[..] {
        let told = rest.is_empty().then_some(first.told);
        waiting.insert(NeedKind::Urgent, (texts.join("; "), told));
    }
    for need in &followed.needs {
        let name = sentence_case(of(lang, need.kind.both()));
        waiting.insert(
            need.kind,
            (
                words::need_since(lang, &name, &full_day(need.since)),
                Some(need.told),
            ),
        );
    }
    let mut lines = Vec::new();
    for (need, (text, told)) in waiting.iter().rev() {
        let (need, is_urgent) = (*need, *need == NeedKind::Urgent);
        let told = *told;
        let said = [
            (words::meet(lang), NeedState::Met { on, told }),
            (words::over(lang), NeedState::Over { on, told }),
        ];
        let said = said.map(|(word, state)| (word, Fact::Need { need, state }));
        let row = says.then(|| buttons(lang, text, said.into(), sayer));
        let (tone, icon) = if is_urgent {
            (Tone::Bad, Icon::Attention)
        } else {
            (Tone::default(), Icon::Heart)
        };
        lines.push(line(
            tone,
            icon,
            text.clone(),
            None,
            row.unwrap_or_default(),
        ));
    }
    let over = followed.help.needs.iter();
    for (need, state) in over.filter(|(need, _)| !waiting.contains_key(need)) {
        let name = sentence_case(of(lang, need.both()));
        let text = words::need_said(lang, &name, of(lang, state.both().borrowed()));
        let (need, state) = (*need, NeedState::Open);
        let said = vec![(words::reopen(lang), Fact::Need { need, state })];
        let row = says.then(|| buttons(lang, &name, said, sayer));
        lines.push(line(
            Tone::default(),
            Icon::Check,
            text,
            None,
            row.unwrap_or_default(),
        ));
    }
    lines
}

fn commitment(
    lang: Lang,
    replica: Replica,
    followed: &Followed,
    promise: &Commitment,
    sayer: Sayer,
    open: RwSignal<Option<Open>>,
    says: bool,
) -> AnyView {
    let (on, commitment) = (replica.today(), promise.id);
    let text = promise_words(lang, promise);
    let standing = sentence_case(of(lang, promise.standing(on).borrowed()));
    let is_overdue = promise.overdue_on(on).is_some();
    let (tone, icon) = if is_overdue {
        (Tone::Bad, Icon::Promise)
    } else {
        (
            Tone::default(),
            if promise.is_waiting() {
                Icon::Promise
            } else {
                Icon::Check
            },
        )
    };
    let mut row = Vec::new();
    if says && promise.is_waiting() {
        let said = [
            (words::keep(lang), CommitmentState::Kept { on }),
            (words::missing(lang), CommitmentState::Missing { on }),
            (words::withdraw(lang), CommitmentState::Withdrawn { on }),
        ];
        let said = said.map(|(word, state)| (word, Fact::Commitment { commitment, state }));
        row = buttons(lang, &promise.what, said.into(), sayer);
        row.insert(2, move_button(lang, promise, open));
    } else if says && followed.help.commitments.contains_key(&commitment) {
        let state = CommitmentState::Open;
        let said = vec![(words::reopen(lang), Fact::Commitment { commitment, state })];
        row = buttons(lang, &promise.what, said, sayer);
    }
    if says && commitment.is_recorded() {
        let fact = Fact::Promise {
            promise: commitment,
            made: None,
        };
        let said = vec![(words::remove(lang), fact)];
        row.extend(buttons(lang, &promise.what, said, sayer));
    }
    let due = move || {
        (open.get() == Some(Open::Due(commitment)))
            .then(|| due(lang, replica, commitment, sayer, open))
    };
    let by = promise.recorded_by.and_then(|by| replica.person(by));
    let by = by.map(|person| words::recorded_by(lang, &person.called()));
    let under = [Some(standing), by].into_iter().flatten();
    let under = under.collect::<Vec<_>>().join(". ");
    let rest = line(tone, icon, text, Some(under), row);
    view! { {rest} {due} }.into_any()
}

fn move_button(lang: Lang, promise: &Commitment, open: RwSignal<Option<Open>>) -> AnyView {
    let id = promise.id;
    let word = words::move_it(lang);
    let label = words::about(lang, &word, &promise.what);
    let turn = move |_| {
        open.update(|open| *open = (*open != Some(Open::Due(id))).then_some(Open::Due(id)));
    };
    let is_open = move || {
        if open.get() == Some(Open::Due(id)) {
            "true"
        } else {
            "false"
        }
    };
    view! {
        <button type="button" class="btn secondary" aria-label=label aria-expanded=is_open on:click=turn>{word}</button>
    }
    .into_any()
}

/// Another day for a promise.
fn due(
    lang: Lang,
    replica: Replica,
    commitment: dong_hanh_domain::help::CommitmentId,
    sayer: Sayer,
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match read_due(lang, &typed.get_untracked(), replica.today()) {
            Err(what) => wrong.set(Some(what)),
            Ok(due) => {
                open.set(None);
                let state = CommitmentState::Moved { due };
                sayer.say(Fact::Commitment { commitment, state });
            }
        }
    };
    view! {
        <li>
            <form data-unkept="" on:submit=submit novalidate>
                <DueField typed wrong />
                <SaveOrCancel open />
            </form>
        </li>
    }
    .into_any()
}

fn support(lang: Lang, replica: Replica, received: &Received, sayer: Sayer, says: bool) -> AnyView {
    let text = gift_words(lang, received);
    let by = received.by.and_then(|by| replica.person(by));
    let by = by.map(|person| words::recorded_by(lang, &person.called()));
    let same = (!received.counts()).then(|| words::same_gift(lang));
    let helped = received
        .helped
        .map(|helped| words::helped(lang, of(lang, helped.both())));
    let under = [helped, by, same]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(". ");
    let support = received.id;
    let row = (says && support.is_recorded()).then(|| {
        let fact = Fact::Support {
            support,
            came: None,
        };
        buttons(lang, &text, vec![(words::remove(lang), fact)], sayer)
    });
    let under = (!under.is_empty()).then_some(under);
    line(
        Tone::default(),
        Icon::Received,
        text,
        under,
        row.unwrap_or_default(),
    )
}

/// `Sửa mái nhà (chị Mỹ Lệ)`.
pub(crate) fn promise_words(lang: Lang, promise: &Commitment) -> String {
    match whose(lang, promise.by, &promise.who) {
        None => promise.what.clone(),
        Some(who) => words::promised(lang, &promise.what, &who),
    }
}

/// Who promised: a name says more than a kind.
pub(crate) fn whose(lang: Lang, by: Option<Promiser>, name: &str) -> Option<String> {
    let kind = || by.map(|by| of(lang, by.both()).to_owned());
    (!name.is_empty()).then(|| name.to_owned()).or_else(kind)
}

/// `Nhà ở: 60.000.000 đ – Quỹ Vì người nghèo, ngày 20/10/2026`.
pub(crate) fn gift_words(lang: Lang, received: &Received) -> String {
    let gift = sentence_case(of(lang, received.gift.both().borrowed()));
    words::came(lang, &gift, &full_day(received.day))
}
