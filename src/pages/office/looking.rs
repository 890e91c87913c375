//! Asks an officer why a household is opened out of turn, before anything of it is shown.

use dong_hanh_audit::Why;
use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::Element;
use wasm_bindgen::JsCast as _;

use super::say;
use crate::replica::use_replica;
use crate::ui::{Icon, focus_soon};
use crate::words::{looking as words, of};

/// Lists of what is to be done, by their places in the office: whoever comes from there is in turn.
const LISTS: [&str; 9] = [
    "",
    "left-behind",
    "coverage",
    "duplicates",
    "support",
    "conflicts",
    "held",
    "import",
    "requests",
];

/// The household that was chosen last in a list of what is to be done; in the context of the whole office. Only the link that
/// was followed brings in turn, and only once: whoever goes to a list and back has chosen nothing there.
#[derive(Clone, Copy)]
pub struct CameFrom(StoredValue<Option<HouseholdId>>);

impl CameFrom {
    /// For all pages of the office.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }

    /// Notes the link to a household that is followed, while the page on which it stands is still at its address.
    pub fn note(self, event: &MouseEvent, address: &str) {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let link = target.and_then(|it| it.closest("main a[href]").ok().flatten());
        let link = link.and_then(|it| it.get_attribute("href"));
        if let Some(household) = link.and_then(|link| household_of(&link)) {
            self.0.set_value(is_list(address).then_some(household));
        }
    }

    /// Whether a household was chosen in a list of what is to be done; the next time it was not.
    pub(super) fn take(self, household: HouseholdId) -> bool {
        let mut chosen = None;
        self.0.update_value(|mark| chosen = mark.take());
        chosen == Some(household)
    }
}

fn is_list(address: &str) -> bool {
    let place = address.strip_prefix("/office").unwrap_or(address);
    LISTS.contains(&place.trim_matches('/'))
}

/// The household to which a link leads.
fn household_of(link: &str) -> Option<HouseholdId> {
    let id = link.strip_prefix("/office/households/")?;
    let end = id.find(['#', '?', '/']).unwrap_or(id.len());
    id.get(..end)?.parse().ok()
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

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_link_in_a_list_leads_to_one_household() {
        let id = "01920000-0000-7000-8000-000000000001";
        let household = id.parse().ok();
        assert!(household.is_some());
        let links = [
            format!("/office/households/{id}"),
            format!("/office/households/{id}#visit-1"),
        ];
        for link in links {
            assert_eq!(household_of(&link), household);
        }
        assert_eq!(household_of("/office/households"), None);
        assert!(is_list("/office/") && is_list("/office/requests"));
        assert!(!is_list("/office/households") && !is_list("/office/audit"));
    }
}
