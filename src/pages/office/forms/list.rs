//! The forms of the unit, or why they did not come.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::ask::Asked;
use super::lists::Lists;
use super::tile::tile;
use crate::device::forms::FormRow;
use crate::device::people::PeopleError;
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Empty, Icon, Tone};
use crate::words::forms as words;
use crate::words::office;

/// The lists, or why they did not come.
#[component]
pub(super) fn List(
    /// They.
    lists: Lists,
    /// What is asked before something is done.
    about: RwSignal<Option<Asked>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let again = move |()| lists.again();
    let missed = move || {
        lists.missed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_downloaded(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    let content = move || match lists.answer.get() {
        None => view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any(),
        Some(Err(error)) => {
            let text = match error {
                PeopleError::NoAnswer => words::offline_text(lang),
                error => error.text(lang),
            };
            view! {
                <Empty icon=Icon::Offline title=words::offline(lang)>
                    <p>{text}</p>
                    <Button on_press=again>{office::try_again(lang)}</Button>
                </Empty>
            }
            .into_any()
        }
        Some(Ok(forms)) if forms.is_empty() => view! {
            <Empty icon=Icon::Edit title=words::empty(lang)>
                <p>{words::empty_text(lang)}</p>
            </Empty>
        }
        .into_any(),
        Some(Ok(forms)) => {
            let tiles = by_name(forms).into_iter();
            let tiles =
                tiles.map(|versions| untrack(|| tile(replica, lists, versions, about, lang)));
            view! {
                <section aria-labelledby="forms-list">
                    <h2 class="sec" id="forms-list">{words::list(lang)}</h2>
                    <p class="small muted keys-hint">{words::keys(lang)}</p>
                    <ul class="stacked">{tiles.collect_view()}</ul>
                </section>
            }
            .into_any()
        }
    };
    view! { {missed} {content} }.into_any()
}

/// The versions of each form; those in use first, and of them what most visits were recorded with.
fn by_name(forms: Vec<FormRow>) -> Vec<Vec<FormRow>> {
    let mut by_name = BTreeMap::<String, Vec<FormRow>>::new();
    for form in forms {
        by_name.entry(form.name.clone()).or_default().push(form);
    }
    let mut found: Vec<_> = by_name.into_values().collect();
    for versions in &mut found {
        versions.sort_by_key(|form| !form.current);
    }
    let visits = |versions: &[FormRow]| versions.iter().map(|form| form.visits).sum::<u64>();
    found.sort_by_key(|versions| {
        let is_used = versions.iter().any(|form| form.current);
        Reverse((is_used, visits(versions)))
    });
    found
}
