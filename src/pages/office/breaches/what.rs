//! What happened and what it is about, as fields: each kind asks for what it needs.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Incident, Sent};
use dong_hanh_domain::{Act, DeviceId, Hamlet, HamletId, ListId, UnitKey, UserId, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::begin::Beginning;
use crate::device::imports::{self, Summary};
use crate::device::people::{self, Colleague, DeviceRow, PeopleError};
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{SelectField, TextField};
use crate::words::{breaches as words, of};

/// What the choices are made among.
#[derive(Clone, PartialEq)]
pub(super) struct Known {
    people: Vec<Colleague>,
    devices: Vec<DeviceRow>,
    lists: Vec<Summary>,
    /// The hamlets of one's own unit; none of a city.
    hamlets: Vec<Hamlet>,
    units: Vec<(UnitKey, String)>,
}

impl Known {
    /// Asks the server.
    pub(super) async fn asked(replica: Replica) -> Result<Self, PeopleError> {
        let network = replica.network();
        let me = untrack(|| replica.me());
        let own = me.role.unit().clone();
        let people = people::everybody(&network).await?;
        let devices = people::devices(&network).await?;
        let lists = if may(&me.role, &Act::TakeIn(own.clone())) {
            imports::list(&network).await?
        } else {
            Vec::new()
        };
        let units = if may(&me.role, &Act::SeeUnits(own.clone())) {
            let communes = people::communes(&network, &own).await?.into_iter();
            communes.map(|one| (one.unit, one.name)).collect()
        } else {
            vec![(own, me.unit_name)]
        };
        Ok(Self {
            people,
            devices,
            lists,
            hamlets: untrack(|| replica.hamlets()),
            units,
        })
    }
}

/// The kinds as they are offered; the last three only where the hamlets are known.
const KINDS: [&str; 7] = [
    "lost_device",
    "account_used",
    "handover_lost",
    "server_stolen",
    "wrong_recipient",
    "paper",
    "other",
];

/// How many of them are about no hamlet.
const OF_NO_HAMLET: usize = 4;

fn named(kind: &str) -> dong_hanh_domain::Both<&'static str> {
    let (user, hamlets) = (UserId(uuid::Uuid::nil()), BTreeSet::new());
    let incident = match kind {
        "lost_device" => Incident::LostDevice {
            user,
            device: DeviceId(uuid::Uuid::nil()),
        },
        "account_used" => Incident::AccountUsed { user, device: None },
        "handover_lost" => Incident::HandoverLost { user },
        "server_stolen" => Incident::ServerStolen {},
        "wrong_recipient" => Incident::WrongRecipient {
            sent: Sent::Hamlets { hamlets },
        },
        "paper" => Incident::Paper { hamlets },
        _ => Incident::Other { hamlets },
    };
    incident.both()
}

/// What was chosen.
#[derive(Clone, Copy)]
pub(super) struct What {
    kind: RwSignal<String>,
    user: RwSignal<String>,
    device: RwSignal<String>,
    /// `hamlets`, `entry`, or the id of a list.
    file: RwSignal<String>,
    entry: RwSignal<String>,
    unit: RwSignal<String>,
    hamlets: RwSignal<BTreeSet<HamletId>>,
}

impl What {
    /// As another page knows it, or nothing yet.
    pub(super) fn beginning(beginning: &Beginning) -> Self {
        let (kind, user, device) = match beginning {
            Beginning::About(Incident::AccountUsed { user, device }) => {
                ("account_used", Some(*user), *device)
            }
            Beginning::About(incident) => ("lost_device", incident.user(), incident.device()),
            Beginning::Anything => ("lost_device", None, None),
        };
        let text = |id: Option<String>| RwSignal::new(id.unwrap_or_default());
        Self {
            kind: RwSignal::new(kind.to_owned()),
            user: text(user.map(|id| id.to_string())),
            device: text(device.map(|id| id.to_string())),
            file: RwSignal::new("hamlets".to_owned()),
            entry: text(None),
            unit: text(None),
            hamlets: RwSignal::default(),
        }
    }

    /// Since when the data on the chosen device lay open, and when it was reported lost, where it was. Tracked.
    pub(super) fn lost(self, known: &Known) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (kind, user, device) = (self.kind.get(), self.user.get(), self.device.get());
        let is_it =
            |one: &&DeviceRow| one.user.to_string() == user && one.device.to_string() == device;
        let row = known.devices.iter().find(is_it)?;
        let reported = row.lost.as_ref()?.since;
        (kind == "lost_device").then(|| (row.seen.min(reported), reported))
    }

    /// What is said with it, and of which unit, where all of it is chosen.
    pub(super) fn said(self, known: &Known) -> Option<(Option<UnitKey>, Incident)> {
        let user: Option<UserId> = self.user.get_untracked().parse().ok();
        let device: Option<DeviceId> = self.device.get_untracked().parse().ok();
        let hamlets = self.hamlets.get_untracked();
        let incident = match self.kind.get_untracked().as_str() {
            "lost_device" => Incident::LostDevice {
                user: user?,
                device: device?,
            },
            "account_used" => Incident::AccountUsed {
                user: user?,
                device,
            },
            "handover_lost" => Incident::HandoverLost { user: user? },
            "server_stolen" => {
                let unit = self.unit.get_untracked().parse().ok();
                let first = known.units.first().map(|(unit, _)| unit.clone());
                return Some((unit.or(first), Incident::ServerStolen {}));
            }
            "wrong_recipient" => Incident::WrongRecipient {
                sent: match self.file.get_untracked().as_str() {
                    "hamlets" => Sent::Hamlets { hamlets },
                    "entry" => Sent::Entry {
                        entry: self.entry.get_untracked().trim().parse().ok()?,
                    },
                    list => Sent::List {
                        list: ListId(list.parse().ok()?),
                    },
                },
            },
            "paper" => Incident::Paper { hamlets },
            _ => Incident::Other { hamlets },
        };
        if incident.is_about_nobody() {
            return None;
        }
        let owner = known.people.iter().find(|one| Some(one.person.id) == user);
        let owner = owner.filter(|_| incident.user().is_some());
        Some((owner.map(|one| one.unit.clone()), incident))
    }
}

/// The fields.
#[component]
pub(super) fn Whats(known: Known, what: What, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let me = untrack(|| replica.me()).role;
    let sees_hamlets = may(&me, &Act::SeeWhomBreached(me.unit().clone()));
    let most = if sees_hamlets {
        KINDS.len()
    } else {
        OF_NO_HAMLET
    };
    let kinds = KINDS.iter().take(most);
    let kinds = kinds.map(|kind| ((*kind).to_owned(), of(lang, named(kind)).to_owned()));
    let kinds = kinds.collect::<Vec<_>>();
    let about = move || match what.kind.get().as_str() {
        "lost_device" => device(&known, what, true, lang),
        "account_used" => device(&known, what, false, lang),
        "handover_lost" => person(&known, what, lang),
        "server_stolen" => unit(&known, what, lang),
        "wrong_recipient" => sent(&known, what, lang),
        _ => hamlets(&known.hamlets, what, lang),
    };
    view! {
        <SelectField label=words::what(lang) options=kinds value=what.kind/>
        {about}
    }
    .into_any()
}

fn person(known: &Known, what: What, lang: Lang) -> AnyView {
    let people = known.people.iter().map(|one| {
        let called = say::capital(&one.person.called());
        (
            one.person.id.to_string(),
            format!("{called} ({})", one.sign_in),
        )
    });
    let options: Vec<_> = [(String::new(), "…".to_owned())]
        .into_iter()
        .chain(people)
        .collect();
    view! { <SelectField label=words::whose(lang) options value=what.user/> }.into_any()
}

fn device(known: &Known, what: What, is_needed: bool, lang: Lang) -> AnyView {
    let devices = known.devices.clone();
    let of_person = move || {
        let user = what.user.get();
        let theirs = devices.iter().filter(|one| one.user.to_string() == user);
        let theirs = theirs.map(|one| {
            let seen = words::seen(lang, &say::exactly(one.seen));
            (one.device.to_string(), format!("{} ({seen})", one.label))
        });
        let none = if is_needed {
            "…".to_owned()
        } else {
            words::no_device(lang)
        };
        let options: Vec<_> = [(String::new(), none)].into_iter().chain(theirs).collect();
        view! { <SelectField label=words::which_device(lang) options value=what.device/> }
    };
    view! { {person(known, what, lang)} {of_person} }.into_any()
}

fn unit(known: &Known, what: What, lang: Lang) -> AnyView {
    let units = known.units.iter();
    let options = units.map(|(unit, name)| (unit.to_string(), name.clone()));
    let options: Vec<_> = options.collect();
    view! { <SelectField label=words::which_unit(lang) options value=what.unit/> }.into_any()
}

fn sent(known: &Known, what: What, lang: Lang) -> AnyView {
    let lists = known.lists.iter();
    let lists = lists.map(|list| (list.id.clone(), words::some_list(lang, &list.file)));
    let others = [
        ("hamlets".to_owned(), words::some_of_hamlets(lang)),
        ("entry".to_owned(), words::some_entry(lang)),
    ];
    let options: Vec<_> = others.into_iter().chain(lists).collect();
    let known = known.hamlets.clone();
    let more = move || match what.file.get().as_str() {
        "hamlets" => hamlets(&known, what, lang),
        "entry" => view! {
            <TextField
                label=words::entry(lang)
                value=what.entry
                on_type=move |text: String| what.entry.set(text)
                inputmode="numeric"
            />
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! { <SelectField label=words::which_file(lang) options value=what.file/> {more} }.into_any()
}

fn hamlets(known: &[Hamlet], what: What, lang: Lang) -> AnyView {
    let boxes = known.iter().map(|hamlet| {
        let (id, name) = (hamlet.id, hamlet.full_name());
        let on = move || what.hamlets.read().contains(&id);
        let press = move |_| {
            what.hamlets.update(|chosen| {
                if !chosen.remove(&id) {
                    chosen.insert(id);
                }
            });
        };
        view! {
            <label class="choice" class:is-on=on>
                <input type="checkbox" prop:checked=on on:change=press/>
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <fieldset class="q">
            <legend class="q-label">{words::which_hamlets(lang)}</legend>
            <div class="choices">{boxes.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
