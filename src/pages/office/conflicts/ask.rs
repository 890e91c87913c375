//! The values of one fact side by side, a third beside them, and the button that writes the one that is chosen.

use dong_hanh_domain::Fact;
use dong_hanh_form::Lang;
use dong_hanh_sync::{Conflict, ConflictId, Side};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::third;
use super::{option_id, said, tile_id};
use crate::pages::facts::{self, Control};
use crate::pages::office::walking::is_typing;
use crate::replica::{Replica, SaveError, use_replica, values};
use crate::ui::{Button, Icon, Look, focus_soon, use_toaster};
use crate::words::conflicts as words;
use crate::words::facts as fact_words;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// One of the values that were said, by its place.
    Said(usize),
    /// Another one.
    Third,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq)]
enum Fault {
    /// To be mended here, in words.
    Typed(String),
    /// It could not be stored.
    Store(SaveError),
}

/// The question.
#[component]
pub(super) fn Ask(
    /// Between whose values one chooses.
    conflict: Conflict,
    /// Where one goes on when one is written.
    next: Callback<ConflictId, String>,
    /// Is told then.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let choice = RwSignal::new(None::<Choice>);
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Fault>);
    let busy = RwSignal::new(false);
    let values = StoredValue::new(values(&conflict));
    let count = values.read_value().len();
    let control = control(replica, &conflict);
    let picks = StoredValue::new(match &control {
        Control::Pick(facts) => facts.clone(),
        Control::Text(_) => Vec::new(),
    });
    let conflict = StoredValue::new(conflict);
    let is_picked = matches!(control, Control::Pick(_));

    // What is chosen, as a fact, or what is still to be mended.
    let chosen = move || -> Result<Fact, String> {
        match choice.get_untracked() {
            None => Err(fact_words::choose_first(lang)),
            Some(Choice::Said(at)) => Ok(values.read_value()[at][0].fact.clone()),
            Some(Choice::Third) if is_picked => {
                let at = typed.read_untracked().parse::<usize>().ok();
                let fact = at.and_then(|at| picks.read_value().get(at).cloned());
                fact.ok_or_else(|| fact_words::choose_first(lang))
            }
            Some(Choice::Third) => {
                let key = conflict.read_value().id.fact.clone();
                facts::read(&key, &typed.read_untracked(), replica.today(), lang)
            }
        }
    };
    let write = move || {
        if busy.get_untracked() {
            return;
        }
        let fact = chosen().and_then(|fact| {
            let household = replica.household(conflict.read_value().household);
            let takes = household.is_none_or(|household| household.takes(&fact));
            takes
                .then_some(fact)
                .ok_or_else(|| fact_words::not_possible(lang))
        });
        let fact = match fact {
            Ok(fact) => fact,
            Err(text) => return fault.set(Some(Fault::Typed(text))),
        };
        let conflict = conflict.get_value();
        let name = facts::fact_name(replica, conflict.household, &fact.key());
        let value = facts::fact_value(replica, conflict.household, &fact);
        busy.set(true);
        let next = next.run(conflict.id.clone());
        spawn_local(async move {
            match replica.choose(&conflict, fact).await {
                Ok(()) => {
                    toaster.say(words::saved(lang, &name, &value));
                    if let Some(on_done) = on_done {
                        on_done.try_run(());
                    }
                    focus_soon(next);
                }
                Err(error) => drop(fault.try_set(Some(Fault::Store(error)))),
            }
            busy.try_set(false);
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        write();
    };
    let choose = move |at: Choice| {
        choice.set(Some(at));
        fault.set(None);
    };
    let pressed = move |event: KeyboardEvent| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let number = event.key().parse::<usize>().ok();
        let Some(number) = number.filter(|_| is_plain && !is_typing(&event)) else {
            return;
        };
        if (1..=count + 1).contains(&number) {
            event.prevent_default();
            let at = number - 1;
            choose(if at < count {
                Choice::Said(at)
            } else {
                Choice::Third
            });
            let conflict = conflict.read_value();
            focus_soon(if at < count {
                option_id(&conflict, at)
            } else {
                format!("{}-third", tile_id(&conflict))
            });
        }
    };

    let group = tile_id(&conflict.read_value());
    let said_values = values
        .read_value()
        .iter()
        .enumerate()
        .map(|(at, sides)| {
            let on = Signal::derive(move || choice.get() == Some(Choice::Said(at)));
            value(
                replica,
                &conflict.read_value(),
                at,
                sides,
                on,
                move || choose(Choice::Said(at)),
                lang,
            )
        })
        .collect_view();
    let is_third = Signal::derive(move || choice.get() == Some(Choice::Third));
    let third = {
        let conflict = conflict.read_value();
        let name = facts::fact_name(replica, conflict.household, &conflict.id.fact);
        let field = words::third_field(lang, &name);
        let id = format!("{group}-third");
        let input = third_field(
            replica,
            &conflict,
            control,
            id,
            field,
            typed,
            move || choose(Choice::Third),
            lang,
        );
        view! {
            <div class="side">
                <label class="choice" class:is-on=is_third>
                    <input
                        type="radio"
                        name=group.clone()
                        id=option_id(&conflict, count)
                        prop:checked=is_third
                        on:change=move |_| choose(Choice::Third)
                    />
                    <span class="grow">{words::third(lang)}</span>
                    <kbd aria-hidden="true">{count + 1}</kbd>
                </label>
                {input}
            </div>
        }
    };
    let wrong = move || {
        fault.get().map(|fault| {
            let text = match fault {
                Fault::Typed(text) => text,
                Fault::Store(error) => error.text(lang),
            };
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    let label = format!("{group}-fact");
    view! {
        <form on:submit=submit on:keydown=pressed novalidate>
            <div class="sides" role="radiogroup" aria-labelledby=label>{said_values} {third}</div>
            <div role="alert">{wrong}</div>
            <Button look=Look::Primary class="mt-3" submit=true>
                {words::save(lang)} " " <kbd aria-hidden="true">"↵"</kbd>
            </Button>
        </form>
    }
    .into_any()
}

fn control(replica: Replica, conflict: &Conflict) -> Control {
    untrack(|| replica.household(conflict.household))
        .map_or(Control::Pick(Vec::new()), |household| {
            third::control(replica, &household, &conflict.id.fact)
        })
}

/// A value that was said, with all who said it.
fn value(
    replica: Replica,
    conflict: &Conflict,
    at: usize,
    sides: &[Side],
    on: Signal<bool>,
    choose: impl Fn() + 'static,
    lang: Lang,
) -> AnyView {
    let household = conflict.household;
    let fact = facts::fact_value(replica, household, &sides[0].fact);
    let stands = conflict.stands.fact.agrees(&sides[0].fact) && conflict.is_open();
    let stands = stands.then(|| {
        view! { <p><span class="state">{Icon::File.small()} <span>{words::stands(lang)}</span></span></p> }
    });
    let who = sides
        .iter()
        .map(|side| said(replica, household, side, lang));
    let who = who.collect_view();
    view! {
        <div class="side">
            <label class="choice" class:is-on=on>
                <input
                    type="radio"
                    name=tile_id(conflict)
                    id=option_id(conflict, at)
                    prop:checked=on
                    on:change=move |_| choose()
                />
                <span class="grow value">{fact}</span>
                <kbd aria-hidden="true">{at + 1}</kbd>
            </label>
            {stands}
            {who}
        </div>
    }
    .into_any()
}

/// The control for a value that nobody said; it chooses itself when it is used.
#[allow(clippy::too_many_arguments)]
fn third_field(
    replica: Replica,
    conflict: &Conflict,
    control: Control,
    id: String,
    label: String,
    typed: RwSignal<String>,
    choose: impl Fn() + Copy + 'static,
    lang: Lang,
) -> AnyView {
    match control {
        Control::Text(inputmode) => view! {
            <div class="field">
                <input
                    type="text"
                    id=id
                    aria-label=label
                    inputmode=inputmode
                    autocomplete="off"
                    prop:value=typed
                    on:input:target=move |event| {
                        typed.set(event.target().value());
                        choose();
                    }
                />
            </div>
        }
        .into_any(),
        Control::Pick(facts) => {
            let options = facts.iter().enumerate().map(|(at, fact)| {
                let words = facts::fact_value(replica, conflict.household, fact);
                view! { <option value=at.to_string()>{words}</option> }
            });
            let options = options.collect_view();
            view! {
                <div class="field">
                    <select
                        id=id
                        aria-label=label
                        on:change:target=move |event| {
                            typed.set(event.target().value());
                            choose();
                        }
                    >
                        <option value="">{words::third(lang)}</option>
                        {options}
                    </select>
                </div>
            }
            .into_any()
        }
    }
}
