//! What was erased: when, by whom and why, and which devices have not been heard of since.

use chrono::{DateTime, Utc};
use dong_hanh_domain::Erased;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::say;
use crate::device::people::{self, DeviceRow, PeopleError};
use crate::form::reason;
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{Empty, Icon, use_lang, use_page};
use crate::words::erasing as words;

/// What the server has said of the devices.
type Devices = RwSignal<Option<Result<Vec<DeviceRow>, PeopleError>>>;

/// The page.
#[component]
pub fn ErasedPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::rail(lang).into());
    let replica = use_replica();
    let erased = Memo::new(move |_| replica.all_erased());
    let devices: Devices = RwSignal::new(None);
    // The page may be gone when the answer comes.
    spawn_local(async move {
        let answer = people::devices(&replica.network()).await;
        devices.try_set(Some(answer));
    });
    let content = move || {
        let erased = erased.get();
        if erased.is_empty() {
            return view! {
                <Empty icon=Icon::Erase title=words::none_title(lang)>
                    <p>{words::none_text(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        let rows: Vec<_> = erased
            .into_iter()
            .map(|erased| row(replica, &erased, devices, lang))
            .collect();
        view! {
            <p class="muted">{words::text(lang)}</p>
            <div class="scroll-wide" tabindex="0" role="group" aria-label=words::rail(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words::column_when(lang)}</th>
                            <th scope="col">{words::column_hamlet(lang)}</th>
                            <th scope="col">{words::column_why(lang)}</th>
                            <th scope="col">{words::column_who(lang)}</th>
                            <th scope="col">{words::column_what(lang)}</th>
                            <th scope="col">{words::column_devices(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Topbar title=words::rail(lang)/>
        <main class="cover" id="main" tabindex="-1">{content}</main>
    }
    .into_any()
}

fn row(replica: Replica, erased: &Erased, devices: Devices, lang: Lang) -> AnyView {
    let hamlet = untrack(|| replica.hamlet(erased.hamlet));
    let hamlet = hamlet.map(|hamlet| say::capital(&hamlet.full_name()));
    let who = untrack(|| say::briefly(replica, erased.by));
    let who = say::capital(&who.unwrap_or_else(|| words::somebody(lang)));
    let at = erased.at;
    let not_heard = move || match devices.get() {
        None => words::asking(lang),
        Some(Err(error)) => words::not_asked(lang, &error.text(lang)),
        Some(Ok(devices)) => not_heard(&devices, at, lang),
    };
    view! {
        <tr>
            <th scope="row">{say::exactly(at)}</th>
            <td>{hamlet}</td>
            <td>{reason(lang, erased.because)}</td>
            <td>{who}</td>
            <td>{words::what(lang, erased.visits.len(), erased.media)}</td>
            <td>{not_heard}</td>
        </tr>
    }
    .into_any()
}

/// The devices that may still have it. One that is lost and has erased itself has nothing.
fn not_heard(devices: &[DeviceRow], at: DateTime<Utc>, lang: Lang) -> String {
    let may_have = |device: &&DeviceRow| {
        let lost = device.lost.as_ref();
        device.seen < at && lost.is_none_or(|lost| lost.erased.is_none())
    };
    let names: Vec<_> = devices
        .iter()
        .filter(may_have)
        .map(|device| device.label.clone())
        .collect();
    match names.len() {
        0 => words::all_heard(lang),
        count => words::not_heard(lang, count, &names.join(", ")),
    }
}
