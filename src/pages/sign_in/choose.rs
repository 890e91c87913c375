//! Choosing a PIN, twice the same.

use dong_hanh_form::Lang;
use dong_hanh_vault::{Pin, UnfitPin};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::pin::failed;
use crate::replica::{Choosing, Why};
use crate::ui::PinPad;
use crate::words::{account, vault as words};

/// What to do about six digits that are not taken, for the screen.
pub(crate) fn unfit(lang: Lang, why: UnfitPin) -> String {
    match why {
        UnfitPin::NotSixDigits => words::ask(lang),
        UnfitPin::SoonGuessed => words::soon_guessed(lang),
    }
}

/// Somebody who has no PIN for this phone chooses one.
#[component]
pub(super) fn ChoosePin(here: Here, choosing: Choosing) -> impl IntoView {
    let lang = here.lang;
    let typed = RwSignal::new(String::new());
    let first = RwSignal::new(None::<Pin>);
    let busy = RwSignal::new(false);
    let take = move |text: String| {
        here.failed.set(None);
        let again = first.try_update(Option::take).flatten();
        let pin = match (again, Pin::chosen(&text)) {
            (None, Ok(pin)) => return first.set(Some(pin)),
            (None, Err(why)) => return here.failed.set(Some(unfit(lang, why))),
            (Some(before), Ok(pin)) if before == pin => pin,
            (Some(_), _) => return here.failed.set(Some(words::differs(lang))),
        };
        busy.set(true);
        spawn_local(async move {
            let came_in = here.session.choose_pin(&pin).await;
            let _ = busy.try_set(false);
            if let Err(error) = came_in {
                drop(here.failed.try_set(Some(error.text(here.lang))));
            }
        });
    };
    let asks = move || match (busy.get(), first.get()) {
        (true, _) => words::locking(lang),
        (false, Some(_)) => words::again(lang),
        (false, None) if choosing.why == Why::Plain => words::choose_plain_text(lang),
        (false, None) => words::choose_text(lang),
    };
    view! {
        <div class="door">{failed(here)}</div>
        <p class="muted" role="status">{asks}</p>
        <PinPad typed busy on_full=take />
        <Show when=move || !busy.get()>
            <button type="button" class="btn quiet" on:click=move |_| here.session.leave_unchosen()>
                {account::somebody_else(lang)}
            </button>
        </Show>
    }
    .into_any()
}
