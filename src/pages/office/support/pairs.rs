//! Gifts that look as if two people had written down one, and what an officer said of such pairs.

use dong_hanh_domain::following::{Followed, Joined, Received};
use dong_hanh_domain::help::{Pair, SupportId, pairs};
use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::super::walking::press;
use super::overdue::called;
use crate::pages::help::{Sayer, gift_words};
use crate::pages::review::use_desk;
use crate::replica::{Replica, use_replica};
use crate::ui::focus_soon;
use crate::words::{help, support as words};

/// The id of a button on a line.
fn place(key: &str, at: usize) -> String {
    format!("pair-{key}-{at}")
}

/// Two records of one household.
#[derive(Clone, Debug, PartialEq)]
struct Two {
    household: HouseholdId,
    pair: Pair,
    both: [Received; 2],
    /// What was said of them.
    is_one: Option<bool>,
}

/// The tile.
#[component]
pub(super) fn Pairs(followed: Memo<Joined>, lang: Lang) -> impl IntoView {
    let (replica, desk) = (use_replica(), use_desk());
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if desk.keys.get_untracked() {
            press(&event, ".help-walk > li");
        }
    });
    on_cleanup(move || keys.remove());
    let offered = Memo::new(move |_| followed.read().iter().flat_map(offered).collect::<Vec<_>>());
    let decided = Memo::new(move |_| followed.read().iter().flat_map(decided).collect::<Vec<_>>());
    let count = move || words::pairs(lang, offered.read().len());
    let list = move |twos: Vec<Two>| {
        let lines = twos.iter().enumerate();
        let lines: Vec<_> = lines
            .map(|(at, two)| line(lang, replica, at, two))
            .collect();
        view! { <ul class="help-lines help-walk">{lines}</ul> }
    };
    let open = move || {
        let offered = offered.get();
        if offered.is_empty() {
            return view! { <p class="small muted">{words::no_pairs(lang)}</p> }.into_any();
        }
        list(offered).into_any()
    };
    let said = move || {
        let decided = decided.get();
        (!decided.is_empty())
            .then(|| view! { <h3 class="sec">{words::decided(lang)}</h3> {list(decided)} })
    };
    view! {
        <section class="tile" aria-labelledby="pairs">
            <h2 id="pairs" tabindex="-1">{count}</h2>
            <p class="small muted">{words::pairs_text(lang)}</p>
            {open}
            {said}
        </section>
    }
    .into_any()
}

fn two(household: &Followed, pair: Pair, is_one: Option<bool>) -> Option<Two> {
    let of = |id: SupportId| household.supports.iter().find(|one| one.id == id).cloned();
    let [one, other] = pair.both();
    let mut both = [of(one)?, of(other)?];
    both.sort_by_key(|received| (received.day, received.id));
    Some(Two {
        household: household.id,
        pair,
        both,
        is_one,
    })
}

fn offered(household: &Followed) -> Vec<Two> {
    let alike = pairs(&household.supports, &household.help.pairs).into_iter();
    alike
        .filter_map(|alike| two(household, alike.pair, None))
        .collect()
}

fn decided(household: &Followed) -> Vec<Two> {
    let said = household.help.pairs.iter();
    said.filter_map(|(pair, is_one)| two(household, *pair, Some(*is_one)))
        .collect()
}

fn line(lang: Lang, replica: Replica, at: usize, two: &Two) -> AnyView {
    let sayer = Sayer::new(two.household);
    let pair = two.pair;
    let button = |word: String, key: &'static str, is_one: Option<bool>| {
        let fact = Fact::SameGift { pair, is_one };
        // The line goes to the other list; the next one stands in its place then, or the head is all there is.
        let say = move |_| {
            sayer.say_then(fact.clone(), move || {
                focus_soon("pairs".to_owned());
                focus_soon(place(key, at));
            });
        };
        view! {
            <button type="button" class="btn secondary" id=place(key, at) aria-keyshortcuts=key on:click=say>
                {word} " " <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    let row = match two.is_one {
        None => view! {
            {button(words::merge(lang), "C", Some(true))}
            {button(words::apart(lang), "N", Some(false))}
        }
        .into_any(),
        Some(_) => button(help::undo(lang), "U", None).into_any(),
    };
    let said = two.is_one.map(|is_one| {
        let said = if is_one {
            words::is_one(lang)
        } else {
            words::are_two(lang)
        };
        view! { <p class="small muted">{said}</p> }
    });
    let gift = |received: &Received| {
        let by = received.by.and_then(|by| untrack(|| replica.person(by)));
        let by = by.map(|person| help::recorded_by(lang, &person.called()));
        view! { <li>{gift_words(lang, received)} <span class="sub small muted">{by}</span></li> }
    };
    let gifts: Vec<_> = two.both.iter().map(gift).collect();
    view! {
        <li>
            <p>{called(replica, two.household, lang)}</p>
            <ul class="plain">{gifts}</ul>
            {said}
            <div class="help-row">{row}</div>
        </li>
    }
    .into_any()
}
