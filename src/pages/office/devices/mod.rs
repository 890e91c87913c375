//! The devices of the unit's people, which only the server knows: those about which somebody is to be called first.

mod collect;
mod device;
mod give;
mod lost;
mod needs;
mod sessions;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Act, RoleKind, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::say;
use crate::device::network::Network;
use crate::device::people::{self, Colleague, DeviceRow, PeopleError};
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Empty, Icon, Tone, focus_soon, use_lang, use_page, use_toaster};
use crate::words::collect as collect_words;
use crate::words::devices as device_words;
use crate::words::lost as lost_words;
use crate::words::office as words;
use collect::{AskWithdraw, Withdrawing, button_id};
use device::Standing;
use give::Give;
use lost::{AskLost, Losing};
use sessions::{Ask, Stopping};

/// How far the questions to the server have come.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Asking,
    Came(Vec<Colleague>, Vec<DeviceRow>),
    Failed(PeopleError),
}

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::devices_title(lang).into());
    let replica = use_replica();
    let answer = RwSignal::new(Answer::Asking);
    let failed = RwSignal::new(None::<(String, PeopleError)>);
    let asks = RwSignal::new(false);
    let about = RwSignal::new(None::<Stopping>);
    let ask_about = Callback::new(move |session: Stopping| {
        about.set(Some(session));
        asks.set(true);
    });
    let ask = move || {
        // The page may be gone when the answer comes.
        spawn_local(async move {
            answer.try_set(asked(&replica.network()).await);
        });
    };
    ask();
    let again = move |()| {
        answer.set(Answer::Asking);
        ask();
    };
    let stop = move |stopping: Stopping| {
        let toaster = use_toaster();
        spawn_local(async move {
            match people::revoke(&replica.network(), stopping.user, stopping.session).await {
                Ok(()) => {
                    toaster.say(words::revoked(lang, &stopping.device));
                    failed.try_set(None);
                    answer.try_set(asked(&replica.network()).await);
                }
                Err(error) => drop(failed.try_set(Some((words::revoke_failed(lang), error)))),
            }
        });
    };
    let giving = RwSignal::new(None::<Colleague>);
    let withdrawing = RwSignal::new(None::<Withdrawing>);
    let asks_withdraw = RwSignal::new(false);
    let ask_withdraw = Callback::new(move |key: Withdrawing| {
        withdrawing.set(Some(key));
        asks_withdraw.set(true);
    });
    let ask_give = Callback::new(move |colleague| giving.set(Some(colleague)));
    let withdraw = move |key: Withdrawing| {
        let toaster = use_toaster();
        spawn_local(async move {
            match people::revoke(&replica.network(), key.user, key.session).await {
                Ok(()) => {
                    toaster.say(collect_words::withdrawn(lang, &key.who));
                    failed.try_set(None);
                    answer.try_set(asked(&replica.network()).await);
                }
                Err(error) => {
                    failed.try_set(Some((collect_words::withdraw_failed(lang), error)));
                }
            }
            focus_soon(button_id(key.user));
        });
    };
    let losing = RwSignal::new(None::<Losing>);
    let asks_lost = RwSignal::new(false);
    let ask_lost = Callback::new(move |device: Losing| {
        losing.set(Some(device));
        asks_lost.set(true);
    });
    let say = move |device: Losing, is_lost: bool| {
        let toaster = use_toaster();
        spawn_local(async move {
            let (network, user) = (replica.network(), device.user);
            let said = if is_lost {
                people::lose(&network, user, device.device).await
            } else {
                people::find(&network, user, device.device).await
            };
            match said {
                Ok(()) => {
                    toaster.say(if is_lost {
                        lost_words::reported(lang, &device.label)
                    } else {
                        lost_words::found_said(lang, &device.label)
                    });
                    failed.try_set(None);
                    answer.try_set(asked(&network).await);
                }
                Err(error) => {
                    let title = if is_lost {
                        lost_words::report_failed(lang)
                    } else {
                        lost_words::found_failed(lang)
                    };
                    failed.try_set(Some((title, error)));
                }
            }
            focus_soon(lost::button_id(&device));
        });
    };
    let lose = Callback::new(move |device| say(device, true));
    let found = Callback::new(move |device| say(device, false));
    let asking = device::Asking {
        stop: ask_about,
        lose: ask_lost,
        found,
    };
    // Another unit's settings are not known here.
    let is_own = untrack(|| replica.me()).role.kind() == RoleKind::CommuneOfficer;
    let alone_days = move || is_own.then(|| replica.settings().alone_days.days());
    // A key opens the forms with the households in them.
    let me = untrack(|| replica.me()).role;
    let gives = may(&me, &Act::GiveKey(me.unit().clone()));
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::devices_loading(lang)}</p> }.into_any()
        }
        Answer::Failed(PeopleError::NoAnswer) => view! {
            <Empty icon=Icon::Offline title=words::devices_offline(lang)>
                <p>{words::devices_offline_text(lang)}</p>
                <Button on_press=again>{words::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Attention title=words::devices_failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=again>{words::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(people, devices) if devices.is_empty() => view! {
            <Empty icon=Icon::Devices title=device_words::empty(lang)>
                <p>{device_words::empty_text(lang)}</p>
            </Empty>
            {nowhere(&people, &devices, lang)}
            {gives.then(|| collect::section(replica, &people, ask_give, ask_withdraw, lang))}
        }
        .into_any(),
        Answer::Came(people, devices) => {
            let nowhere = nowhere(&people, &devices, lang);
            let keys =
                gives.then(|| collect::section(replica, &people, ask_give, ask_withdraw, lang));
            let now = replica.now().corrected();
            let tiles = standings(&people, devices, now)
                .into_iter()
                .map(|standing| device::tile(replica, standing, asking, lang))
                .collect_view();
            view! {
                <p class="muted">{device_words::text(lang)}</p>
                <ul class="stacked">{tiles}</ul>
                {nowhere}
                {keys}
            }
            .into_any()
        }
    };
    let not_stopped = move || {
        failed.get().map(|(title, error)| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    view! {
        <Topbar title=words::devices_title(lang)/>
        <main class="cover" id="main" tabindex="-1">{not_stopped} {content}</main>
        <Ask asks about stop=Callback::new(stop) lang/>
        <AskLost asks=asks_lost about=losing lose days=Signal::derive(alone_days) lang/>
        <Give about=giving on_given=Callback::new(move |()| ask()) lang/>
        <AskWithdraw asks=asks_withdraw about=withdrawing withdraw=Callback::new(withdraw) lang/>
    }
    .into_any()
}

async fn asked(network: &Network) -> Answer {
    let people = match people::everybody(network).await {
        Ok(people) => people,
        Err(error) => return Answer::Failed(error),
    };
    match people::devices(network).await {
        Ok(mut devices) => {
            // A key is no device: nothing on it can be counted or called about.
            devices.retain(|device| !is_key(&people, device));
            Answer::Came(people, devices)
        }
        Err(error) => Answer::Failed(error),
    }
}

fn is_key(people: &[Colleague], device: &DeviceRow) -> bool {
    let mut sessions = people.iter().flat_map(|colleague| &colleague.sessions);
    sessions.any(|session| session.collect && session.device == device.device)
}

/// All devices with what they need: who has to be called first stands first, then who was silent longest.
fn standings(people: &[Colleague], devices: Vec<DeviceRow>, now: DateTime<Utc>) -> Vec<Standing> {
    let standing = |device: DeviceRow| {
        let mut owners = people.iter();
        let owner = owners.find(|colleague| colleague.person.id == device.user)?;
        Some(Standing {
            needs: needs::of(&device, now, env!("CARGO_PKG_VERSION")),
            owner: owner.clone(),
            device,
        })
    };
    let mut standings: Vec<_> = devices.into_iter().filter_map(standing).collect();
    standings.sort_by_key(|standing| {
        let first = standing.needs.first().cloned();
        (first.is_none(), first, standing.device.seen)
    });
    standings
}

/// Who has no device, and no key either.
fn nowhere(people: &[Colleague], devices: &[DeviceRow], lang: Lang) -> Option<AnyView> {
    let has_none = |colleague: &&Colleague| {
        let mut devices = devices.iter();
        let has_device = devices.any(|device| device.user == colleague.person.id);
        !has_device && collect::open_keys(colleague).next().is_none()
    };
    let names: Vec<_> = people
        .iter()
        .filter(has_none)
        .map(|colleague| {
            let name = say::capital(&colleague.person.called());
            view! { <li>{name} ", " {colleague.sign_in.clone()}</li> }
        })
        .collect();
    (!names.is_empty()).then(|| {
        view! {
            <section class="tile" aria-labelledby="nowhere">
                <h2 id="nowhere">{device_words::nowhere(lang)}</h2>
                <ul>{names}</ul>
            </section>
        }
        .into_any()
    })
}
