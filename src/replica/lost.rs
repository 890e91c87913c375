//! A phone that is lost: at the door it asks the office whether it is, hands over what the office does not have as it lies
//! there, sealed, and erases itself when all of it has come (SPEC.md S17).

use std::collections::BTreeMap;

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::device::Failure;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::boot::{Boot, Session, signed_out, store_name};
use super::cleared;
use super::door::{Behind, Door, name};
use super::facts::text_of;
use super::known::{self, known};
use super::{Replica, SaveError};
use crate::device::network::Network;
use crate::device::store::{Batch, Key, RawStore, Shelf, Value, erase};
use crate::device::tabs::{News, Tabs, Typing, hold};
use crate::device::wakes;

/// At the door the office is asked so often, in milliseconds.
const ASK_MS: u32 = 60_000;

/// How far a lost phone has come with what it holds of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It hands over.
    HandingOver {
        /// So many have come.
        done: usize,
        /// Of so many.
        of: usize,
    },
    /// The office does not answer; it goes on when it does.
    Waiting,
    /// The office cannot open what lies here, or does not take some of it, so that nothing is erased.
    Closed,
    /// The office has all of it, and nothing lies here any more.
    Erased {
        /// So much was handed over.
        handed: usize,
    },
}

/// Whose it is, and to whom it goes.
struct To<'a> {
    user: UserId,
    device: DeviceId,
    keyring: &'a str,
    network: &'a Network,
}

/// One value that is handed over.
struct Lying {
    shelf: Shelf,
    name: String,
}

/// Why it went no further.
enum Stop {
    Failed(Failure),
    Store,
    /// The office does not take some of it.
    Refused,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<SaveError> for Stop {
    fn from(_: SaveError) -> Self {
        Self::Store
    }
}

impl Session {
    /// Those whose phone this was and is lost, and how far it has come.
    #[must_use]
    pub fn lost(self) -> BTreeMap<UserId, Stage> {
        self.0.lost.get()
    }

    /// Asks at the door, now and then and whenever there is a network again, as long as the app lives.
    pub(super) fn look_out_for_loss(self) {
        let looks = move || spawn_local(self.look_whether_lost());
        wakes::listen(looks, looks);
        spawn_local(async move {
            loop {
                self.look_whether_lost().await;
                TimeoutFuture::new(ASK_MS).await;
            }
        });
    }

    /// Whoever stands at the door learns whether the phone is lost; nothing is asked while a store is open.
    async fn look_whether_lost(self) {
        if !self.is_at_the_door() || wakes::is_hidden() {
            return;
        }
        if self.0.asking_whether_lost.replace(true) {
            return;
        }
        for user in known() {
            if !self.is_at_the_door() {
                break;
            }
            // A store that cannot be read now is asked about the next time.
            let _ = self.look_at(user.user).await;
        }
        self.0.asking_whether_lost.set(false);
    }

    fn is_at_the_door(self) -> bool {
        matches!(self.0.boot.get_untracked(), Boot::SignedOut { .. })
    }

    async fn look_at(self, user: UserId) -> Result<(), SaveError> {
        let door = Door::of(user).await?;
        let Some(device) = door.device else {
            return Ok(());
        };
        let network = Network::new(None);
        match network.is_lost(device).await {
            Ok(true) => {
                door.say_lost(true).await?;
                self.hand_over(door, device, &network).await;
            }
            Ok(false) if door.is_lost => {
                door.say_lost(false).await?;
                self.stage(user, None);
            }
            Err(_) if door.is_lost => self.stage(user, Some(Stage::Waiting)),
            _ => {}
        }
        Ok(())
    }

    async fn hand_over(self, door: Door, device: DeviceId, network: &Network) {
        let user = door.user;
        let Behind::Vault(keyring) = &door.behind else {
            return self.stage(user, Some(Stage::Closed));
        };
        let Ok(keyring) = text_of(keyring.as_ref()) else {
            return;
        };
        // Nothing holds the store open while it is erased.
        drop(door);
        let name = store_name(user);
        // The others lock; whoever leads is waited for, and nobody writes any more.
        let tabs = Tabs::new(&name, |_| {});
        tabs.tell(News::Locked);
        let _held = hold(&name).await;
        tabs.tell(News::Locked);
        if !known().iter().any(|known| known.user == user) {
            // Another tab was faster.
            return self.stage(user, None);
        }
        let stage = |stage| self.stage(user, Some(stage));
        let handed = async {
            let handed = self.hand_all(user, device, &keyring, network).await?;
            network.end_lost(device, &keyring).await?;
            // Whoever has it in memory still does not write it anew.
            known::mark_erased(user);
            erase(&name).await?;
            known::forget(user).await?;
            cleared::forget(user);
            Ok::<_, Stop>(handed)
        };
        match handed.await {
            Ok(handed) => {
                stage(Stage::Erased { handed });
                if self.is_at_the_door() {
                    self.0.boot.set(signed_out());
                }
            }
            Err(Stop::Refused) => stage(Stage::Closed),
            Err(Stop::Failed(Failure::Refused { code })) if code == "vault-closed" => {
                stage(Stage::Closed);
            }
            Err(_) => stage(Stage::Waiting),
        }
        tabs.tell(News::Locked);
    }

    async fn hand_all(
        self,
        user: UserId,
        device: DeviceId,
        keyring: &str,
        network: &Network,
    ) -> Result<usize, Stop> {
        let store = RawStore::open(&store_name(user)).await?;
        let shelves = [Shelf::Outbox, Shelf::Drafts, Shelf::Meta, Shelf::Sent];
        let [outbox, drafts, meta, sent] = store.read(shelves).await?;
        // What has its receipt goes too, last: an office that was put back to a backup may have forgotten it.
        let texts = [
            (Shelf::Outbox, outbox),
            (Shelf::Drafts, drafts),
            (Shelf::Meta, meta),
            (Shelf::Sent, sent),
        ];
        let texts = texts.into_iter().flat_map(|(shelf, entries)| {
            let entry = move |(key, value): (Key, Value)| (Lying::new(shelf, &key), value);
            entries.into_iter().map(entry)
        });
        let is_typed = |name: &str| Typing::named(name).is_some();
        let texts = texts.filter(|(lying, _)| lying.shelf != Shelf::Meta || is_typed(&lying.name));
        let (sent, texts): (Vec<_>, Vec<_>) =
            texts.partition(|(lying, _)| lying.shelf == Shelf::Sent);
        let media = store.names(Shelf::Media).await?;
        let of = texts.len() + media.len();
        let (mut done, mut refused) = (0, 0);
        let said = |done| self.stage(user, Some(Stage::HandingOver { done, of }));
        said(done);
        let to = To {
            user,
            device,
            keyring,
            network,
        };
        for (lying, value) in texts {
            refused += usize::from(!self.hand(&to, &lying, value).await?);
            done += 1;
            said(done);
        }
        for name in media {
            let shelf = Shelf::Media;
            let is_there = match name.parse::<Sha256>() {
                Ok(sha256) => network.has_of_lost(device, &sha256).await?,
                Err(_) => false,
            };
            if !is_there && let Some(value) = store.get(shelf, &name).await? {
                let lying = Lying { shelf, name };
                refused += usize::from(!self.hand(&to, &lying, value).await?);
            }
            done += 1;
            said(done);
        }
        for (lying, value) in sent {
            refused += usize::from(!self.hand(&to, &lying, value).await?);
        }
        if refused > 0 {
            return Err(Stop::Refused);
        }
        Ok(of)
    }

    /// Hands one value over, once for this start of the app; `false` where the office does not take it.
    async fn hand(self, to: &To<'_>, lying: &Lying, value: Value) -> Result<bool, Failure> {
        let place = (to.user, lying.shelf, lying.name.clone());
        if self.0.handed.borrow().contains(&place) {
            return Ok(true);
        }
        match lying.hand_over(value, to).await {
            Ok(()) => {
                self.0.handed.borrow_mut().insert(place);
                Ok(true)
            }
            Err(Failure::Refused { code }) if code != "vault-closed" && code != "not-found" => {
                Ok(false)
            }
            Err(failure) => Err(failure),
        }
    }

    fn stage(self, user: UserId, stage: Option<Stage>) {
        self.0.lost.update(|lost| match stage {
            Some(stage) => drop(lost.insert(user, stage)),
            None => drop(lost.remove(&user)),
        });
    }
}

impl Lying {
    fn new(shelf: Shelf, key: &Key) -> Self {
        let name = match key {
            Key::Text(text) => text.clone(),
            Key::Number(number) => number.to_string(),
        };
        Self { shelf, name }
    }

    async fn hand_over(&self, value: Value, to: &To<'_>) -> Result<(), Failure> {
        let sealed = match value {
            Value::Bytes(bytes) => bytes,
            Value::Text(text) => text.into_bytes(),
        };
        let place = (self.shelf.name(), self.name.as_str());
        let handed = to
            .network
            .hand_over_lost(to.device, to.keyring, place, &sealed);
        handed.await
    }
}

impl Replica {
    /// The office does not know the session any more: where that is because the phone is lost, it locks, and nothing but
    /// the office opens it again.
    pub(super) async fn ask_whether_lost(self) {
        let Some(session) = self.0.session.get().copied() else {
            return;
        };
        let device = self.0.state.borrow().device.id();
        if !matches!(Network::new(None).is_lost(device).await, Ok(true)) {
            return;
        }
        let batch = Batch::strict().put(Shelf::Door, name::LOST, "true");
        // Where it cannot be stored the door asks again.
        let _ = self.write(batch).await;
        self.tell_tabs(News::Locked);
        session.locked_elsewhere(self);
    }
}
