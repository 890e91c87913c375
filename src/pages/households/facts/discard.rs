//! Throws away what is typed of a household's facts and not said.

use dong_hanh_domain::HouseholdId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::pages::households::typing::OnPage;
use crate::pages::visit::replacing;
use crate::replica::{Typing, use_replica};
use crate::ui::{Button, Dialog, Icon, Look, use_lang};
use crate::words::otherwise as words;

/// Asks, and then throws all of it away; nothing where nothing is typed, or where another tab works.
#[component]
pub(super) fn Discard(
    /// Of which household.
    household: HouseholdId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let page = OnPage::take_up(Typing::Facts(household));
    let asks = RwSignal::new(false);
    let navigate = use_navigate();
    let discard = Callback::new(move |()| {
        page.keep(None);
        let known = untrack(|| replica.household(household)).is_some();
        let back = if known {
            format!("/households/{household}")
        } else {
            "/".to_owned()
        };
        navigate(&back, replacing());
    });
    let is_there = Memo::new(move |_| page.typed.read().is_some() && !page.following.get());
    let button = move || {
        is_there.get().then(|| {
            view! {
                <div class="sheet">
                    <Button look=Look::Danger wide=true icon=Some(Icon::Erase) on_press=move |()| asks.set(true)>
                        {words::discard(lang)}
                    </Button>
                    <Dialog
                        open=asks
                        title=words::discard_asks(lang)
                        safe=words::discard_not(lang)
                        risky=words::discard(lang)
                        on_risky=discard
                    >
                        <p>{words::discard_loses(lang)}</p>
                    </Dialog>
                </div>
            }
        })
    };
    // What could not be thrown away is told where all trouble with the storage is.
    button.into_any()
}
