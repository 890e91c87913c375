//! Forms that can be filled at a household besides the usual one.

use dong_hanh_domain::HouseholdId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::pages::consent::FirstAsk;
use crate::replica::{SaveError, use_replica};
use crate::ui::{Banner, Button, Icon, Sheet, Tone, use_lang};
use crate::words::households as words;

/// A button for each of them; nothing where there is only the usual one.
#[component]
pub(super) fn OtherForms(
    /// Where it would be filled.
    household: HouseholdId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let failed = RwSignal::new(None::<SaveError>);
    let others = Memo::new(move |_| {
        let others = replica.beginnings().into_iter().skip(1);
        others
            .map(|(_, form)| (form.name.clone(), form.title.get(lang).to_owned()))
            .collect::<Vec<_>>()
    });
    let buttons = move || {
        let others = others.get().into_iter();
        others
            .map(|(name, title)| {
                let navigate = use_navigate();
                let open = move |()| {
                    let (name, navigate) = (name.clone(), navigate.clone());
                    spawn_local(async move {
                        match replica.begin_visit(household, Some(&name)).await {
                            Ok(visit) => {
                                navigate(&format!("/visits/{visit}"), NavigateOptions::default());
                            }
                            Err(error) => drop(failed.try_set(Some(error))),
                        }
                    });
                };
                view! { <Button wide=true icon=Icon::File on_press=open>{title.clone()}</Button> }
            })
            .collect_view()
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    let asks_nothing = Memo::new(move |_| {
        let mut others = others.get().into_iter();
        others.any(|(name, _)| replica.begins_without_asking(Some(&name)))
    });
    let first_ask = move || {
        asks_nothing
            .get()
            .then(|| view! { <FirstAsk household lang /> })
    };
    let sheet = move || {
        let any = !others.read().is_empty();
        any.then(|| view! { <Sheet title=words::other_forms(lang)><div class="stack mt-3">{first_ask} {buttons} {trouble}</div></Sheet> })
    };
    sheet.into_any()
}
