//! Reporting a device lost, and what came of it since.

use chrono::NaiveDate;
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::sessions;
use crate::device::people::{Colleague, DeviceRow, LossRow};
use crate::pages::office::breaches::about_device;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::{Dialog, Icon, Reason, Tone};
use crate::words::breaches;
use crate::words::devices as device_words;
use crate::words::lost as words;

/// A device that is about to be reported lost, or found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Losing {
    pub(super) user: UserId,
    pub(super) device: DeviceId,
    pub(super) label: String,
    pub(super) who: String,
}

impl Losing {
    fn of(device: &DeviceRow, owner: &Colleague, lang: Lang) -> Self {
        Self {
            user: device.user,
            device: device.device,
            label: Some(device.label.clone())
                .filter(|label| !label.is_empty())
                .unwrap_or_else(|| words::some_device(lang)),
            who: sessions::briefly(owner),
        }
    }
}

/// What has the focus again afterwards.
pub(super) fn button_id(losing: &Losing) -> String {
    format!("lost-{}-{}", losing.user, losing.device)
}

/// What reports a device lost; `lose` asks first.
pub(super) fn report(
    device: &DeviceRow,
    owner: &Colleague,
    lose: Callback<Losing>,
    lang: Lang,
) -> AnyView {
    let losing = Losing::of(device, owner, lang);
    view! {
        <button
            type="button"
            class="btn danger"
            id=button_id(&losing)
            aria-label=words::report_of(lang, &losing.label, &losing.who)
            aria-haspopup="dialog"
            on:click=move |_| lose.run(losing.clone())
        >
            {words::report(lang)}
        </button>
    }
    .into_any()
}

/// How a device stands that is lost, with what says that it was found.
pub(super) fn told(
    replica: Replica,
    device: &DeviceRow,
    loss: &LossRow,
    owner: &Colleague,
    found: Callback<Losing>,
    lang: Lang,
) -> AnyView {
    let today = replica.today();
    let since = words::since(lang, &say::moment(loss.since, today));
    // Whoever is of another office is not known here.
    let by = replica.person(loss.by).map(|person| person.called());
    let by = by.map(|by| format!(", {by}"));
    let losing = Losing::of(device, owner, lang);
    view! {
        <Reason tone=Tone::Bad icon=Icon::Lock><b>{since} {by}"."</b></Reason>
        {outcome(device, loss, today, lang)}
        <p class="done-head small">
            <span class="grow"></span>
            {breach(device, owner, false, lang)}
            <button
                type="button"
                class="btn secondary"
                id=button_id(&losing)
                aria-label=words::found_of(lang, &losing.label, &losing.who)
                on:click=move |_| found.run(losing.clone())
            >
                {words::found(lang)}
            </button>
        </p>
    }
    .into_any()
}

/// What begins a breach about a device: it was lost, or a token was copied from it.
pub(super) fn breach(
    device: &DeviceRow,
    owner: &Colleague,
    is_copied: bool,
    lang: Lang,
) -> AnyView {
    let losing = Losing::of(device, owner, lang);
    let href = about_device(device.user, device.device, is_copied);
    let label = breaches::begin_of(lang, &losing.label, &losing.who);
    view! { <a class="btn secondary" href=href aria-label=label>{breaches::begin(lang)}</a> }
        .into_any()
}

fn outcome(device: &DeviceRow, loss: &LossRow, today: NaiveDate, lang: Lang) -> AnyView {
    let came = loss.rescued;
    let is_anything = came.operations + came.drafts + came.media + came.unread > 0;
    let rescued = is_anything.then(|| {
        let said = words::rescued(lang, came.operations, came.drafts, came.media);
        view! { <Reason tone=Tone::Ok icon=Icon::Check>{said}"."</Reason> }
    });
    let unread = (came.unread > 0).then(|| {
        let said = words::rescued_unread(lang, came.unread);
        view! { <Reason tone=Tone::Wait icon=Icon::Attention>{said}"."</Reason> }
    });
    let end = match loss.erased {
        Some(at) => {
            let said = words::erased_at(lang, &say::moment(at, today));
            view! { <Reason tone=Tone::Ok icon=Icon::Check>{said}</Reason> }.into_any()
        }
        None => {
            let held = device.report.as_ref();
            let held = held.filter(|held| held.waiting + held.photos + held.drafts > 0);
            let held = held.map(|held| {
                let unsent =
                    device_words::unsent_parts(lang, held.waiting, held.photos, held.drafts);
                format!(". {}", words::held(lang, &unsent))
            });
            let said = format!("{}{}.", words::nothing_yet(lang), held.unwrap_or_default());
            let said = if is_anything { String::new() } else { said };
            view! { <Reason tone=Tone::Wait icon=Icon::Clock>{said}</Reason> }.into_any()
        }
    };
    view! { {rescued} {unread} {end} }.into_any()
}

/// Asks before a device is reported lost, and says what comes of it.
#[component]
pub(super) fn AskLost(
    asks: RwSignal<bool>,
    about: RwSignal<Option<Losing>>,
    lose: Callback<Losing>,
    /// For how many days it opens without the office, where that is known here.
    #[prop(into)]
    days: Signal<Option<u16>>,
    lang: Lang,
) -> impl IntoView {
    let of = move |part: fn(&Losing) -> &String| {
        let about = about.read();
        about
            .as_ref()
            .map(|losing| part(losing).clone())
            .unwrap_or_default()
    };
    let title =
        move || words::report_title(lang, &of(|losing| &losing.label), &of(|losing| &losing.who));
    let go = move |()| {
        if let Some(losing) = about.get_untracked() {
            lose.run(losing);
        }
    };
    view! {
        <Dialog
            open=asks
            title=Signal::derive(title)
            safe=words::report_not(lang)
            risky=words::report(lang)
            on_risky=go
        >
            <p>{move || words::report_text(lang, &of(|losing| &losing.who))}</p>
            {move || days.get().map(|days| view! { <p>{words::report_alone(lang, days)}</p> })}
            <p>{words::report_undo(lang)}</p>
        </Dialog>
    }
}
