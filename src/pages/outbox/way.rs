//! The one tap that takes the way out of something that the office holds.

use dong_hanh_domain::OperationId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::pages::visit::{Way, mend};
use crate::replica::{Replica, SaveError, WayOut};
use crate::ui::{Banner, Button, Icon, Look, Tone, use_lang, use_toaster};
use crate::words::outbox as words;

/// The button for the way out of an operation that is held; it says what has happened, or why nothing has.
pub(crate) fn way_out(replica: Replica, operation: OperationId, way: WayOut) -> AnyView {
    let lang = use_lang();
    let (word, done) = match way {
        WayOut::Correct => return mend(replica, Way::Correct(operation)),
        WayOut::Resend => (words::resend(lang), words::resent(lang)),
        WayOut::Acknowledge => (words::seen(lang), words::seen_done(lang)),
    };
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let toaster = use_toaster();
    let press = move |()| {
        busy.set(true);
        failed.set(None);
        let done = done.clone();
        spawn_local(async move {
            let taken = match way {
                WayOut::Acknowledge => replica.acknowledge(operation).await,
                WayOut::Resend | WayOut::Correct => replica.resend(operation).await,
            };
            let _ = busy.try_set(false);
            match taken {
                Ok(()) => toaster.say(done),
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::saving(lang)));
    let trouble = move || {
        failed.get().map(
            |error| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> },
        )
    };
    view! {
        {trouble}
        <Button look=Look::Primary main=true wide=true busy=verb on_press=press>{word.clone()}</Button>
    }
    .into_any()
}
