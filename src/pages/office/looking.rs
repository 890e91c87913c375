//! Asks an officer why a household is opened out of turn, before anything of it is shown.

use dong_hanh_audit::Why;
use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::say;
use crate::replica::use_replica;
use crate::ui::{Icon, focus_soon};
use crate::words::{looking as words, of};

/// Lists of what is to be done, by their places in the office: whoever comes from there is in turn.
const LISTS: [&str; 8] = [
    "",
    "left-behind",
    "coverage",
    "duplicates",
    "support",
    "conflicts",
    "held",
    "import",
];

/// The page on which one was before this one; in the context of the whole office.
#[derive(Clone, Copy)]
pub struct CameFrom(RwSignal<(Option<String>, String)>);

impl CameFrom {
    /// Follows the address from inside the router.
    pub fn provide() {
        let address = use_location().pathname;
        let came = RwSignal::new((None, address.get_untracked()));
        Effect::new(move || {
            let now = address.get();
            came.update(|(before, here)| {
                if *here != now {
                    *before = Some(std::mem::replace(here, now));
                }
            });
        });
        provide_context(Self(came));
    }

    /// Whether one has come to an address from a list of what is to be done.
    pub(super) fn is_list(self, address: &str) -> bool {
        let (before, here) = self.0.get_untracked();
        // Whether the address was noted before this page was built or is to be noted behind it.
        let before = if here == address { before } else { Some(here) };
        before.is_some_and(|before| {
            let place = before.strip_prefix("/office").unwrap_or(&before);
            LISTS.contains(&place.trim_matches('/'))
        })
    }
}

/// The question, with a key for each answer.
#[component]
pub(super) fn Looking(
    household: HouseholdId,
    /// Is told when why is kept.
    on_said: Callback<()>,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let choose = move |why: Why| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            let kept = replica.say_why(household, why).await;
            busy.try_set(false);
            match kept {
                Ok(()) => {
                    on_said.run(());
                    focus_soon("main".to_owned());
                }
                Err(_) => drop(failed.try_set(true)),
            }
        });
    };
    let pressed = move |event: KeyboardEvent| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let number: Option<usize> = event.key().parse().ok().filter(|_| is_plain);
        let why = number.and_then(|number| Why::ALL.get(number.checked_sub(1)?));
        if let Some(why) = why {
            event.prevent_default();
            choose(*why);
        }
    };
    let reasons = Why::ALL.into_iter().enumerate().map(|(at, why)| {
        let said = say::capital(of(lang, why.both()));
        let id = (at == 0).then_some("first-reason");
        view! {
            <li>
                <button type="button" class="btn secondary wide" id=id on:click=move |_| choose(why)>
                    <kbd aria-hidden="true">{at + 1}</kbd> " " {said}
                </button>
            </li>
        }
    });
    focus_soon("first-reason".to_owned());
    view! {
        <section class="tile measure" aria-labelledby="why-title" on:keydown=pressed>
            <h2 id="why-title">{words::title(lang)}</h2>
            <p>{words::text(lang)}</p>
            <ul class="stacked" aria-label=words::reasons(lang)>{reasons.collect_view()}</ul>
            <div role="alert">
                {move || failed.get().then(|| view! { <p class="q-error">{Icon::Attention.small()} <span>{words::failed(lang)}</span></p> })}
            </div>
        </section>
    }
    .into_any()
}
