//! Who did and read what in the unit, which only the server knows, and whether the chain of entries is whole.

mod chain;
mod filters;
mod row;

use std::collections::BTreeMap;

use dong_hanh_domain::DeviceId;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::chain::chain;
use self::filters::Filters;
pub(super) use self::row::who;
use self::row::{row, row_id};
use crate::device::audit::{self, Called, Entry, Page, Sought};
use crate::device::network::Network;
use crate::device::people::{self, PeopleError};
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{
    Banner, Button, Empty, Icon, Look, Tone, focus_soon, use_lang, use_page, use_toaster,
};
use crate::words::audit as words;
use crate::words::office;

/// What devices are called.
type Labels = BTreeMap<DeviceId, String>;

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
enum Answer {
    Asking,
    Came(Page),
    Failed(PeopleError),
}

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    use_page(words::title(lang).into());
    let sought = RwSignal::new(Sought::default());
    let answer = RwSignal::new(Answer::Asking);
    let labels = RwSignal::new(None::<Labels>);
    let people = RwSignal::new(Vec::<Called>::new());
    let fetching = RwSignal::new(false);
    let (busy, failed) = (
        RwSignal::new(false),
        RwSignal::new(None::<(String, PeopleError)>),
    );
    let ask = move || {
        let wanted = sought.get_untracked();
        answer.set(Answer::Asking);
        spawn_local(async move {
            let network = replica.network();
            if labels.try_get_untracked().flatten().is_none() {
                labels.try_set(named(&network).await);
            }
            let came = audit::entries(&network, &wanted, None).await;
            // What was chosen meanwhile is asked for by itself.
            if sought.try_get_untracked().is_some_and(|now| now == wanted) {
                if let Ok(page) = &came {
                    people.try_set(page.people.clone());
                }
                answer.try_set(came.map_or_else(Answer::Failed, Answer::Came));
            }
        });
    };
    Effect::new(move || {
        sought.track();
        ask();
    });
    let more = move |before: u64| {
        if fetching.get_untracked() {
            return;
        }
        fetching.set(true);
        let wanted = sought.get_untracked();
        failed.set(None);
        spawn_local(async move {
            let older = audit::entries(&replica.network(), &wanted, Some(before)).await;
            fetching.try_set(false);
            match older {
                Ok(older) if sought.try_get_untracked().is_some_and(|now| now == wanted) => {
                    let first = older.entries.first().map(|entry| entry.number);
                    answer.try_update(|answer| {
                        if let Answer::Came(page) = answer {
                            page.entries.extend(older.entries);
                            page.next = older.next;
                        }
                    });
                    // The button is gone, or another one.
                    if let Some(first) = first {
                        focus_soon(row_id(first));
                    }
                }
                Ok(_) => {}
                Err(error) => drop(failed.try_set(Some((words::failed(lang), error)))),
            }
        });
    };
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any()
        }
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Offline title=words::failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=move |()| ask()>{office::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(page) => {
            let labels = labels.get().unwrap_or_default();
            let next = page.next.map(|before| {
                view! {
                    <div>
                        <Button look=Look::Secondary on_press=move |()| more(before)>{words::more(lang)}</Button>
                    </div>
                }
            });
            view! { {chain(&page.chain, lang)} {entries(replica, &page.entries, &labels, lang)} {next} }.into_any()
        }
    };
    let trouble = move || {
        failed.get().map(|(title, error)| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover coverage" id="main" tabindex="-1">
            <p class="muted measure">{words::text(lang)}</p>
            <Filters sought people lang/>
            <Export sought busy failed lang/>
            {trouble}
            {content}
        </main>
    }
    .into_any()
}

/// The button that saves a table.
#[component]
fn Export(
    sought: RwSignal<Sought>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<(String, PeopleError)>>,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let verb = Signal::derive(move || busy.get().then(|| words::exporting(lang)));
    let export = move |()| {
        let (toaster, wanted) = (use_toaster(), sought.get_untracked());
        failed.set(None);
        busy.set(true);
        spawn_local(async move {
            match audit::export(&replica.network(), &wanted).await {
                Ok(()) => toaster.say(words::exported(lang)),
                Err(error) => drop(failed.try_set(Some((words::export_failed(lang), error)))),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div>
            <Button look=Look::Secondary icon=Icon::Download busy=verb on_press=export>{words::export(lang)}</Button>
        </div>
    }
}

/// What the devices of the unit's people are called; without it they are named by nothing.
async fn named(network: &Network) -> Option<Labels> {
    let devices = people::devices(network).await.ok()?.into_iter();
    Some(
        devices
            .map(|device| (device.device, device.label))
            .collect(),
    )
}

fn entries(replica: Replica, entries: &[Entry], labels: &Labels, lang: Lang) -> AnyView {
    if entries.is_empty() {
        return view! { <div class="tile"><Empty icon=Icon::Search title=words::none(lang)><p>{words::none_text(lang)}</p></Empty></div> }
            .into_any();
    }
    let rows = entries
        .iter()
        .map(|entry| row(replica, entry, labels, lang));
    view! { <section class="tile"><ul class="done" aria-label=words::list(lang)>{rows.collect_view()}</ul></section> }
        .into_any()
}
