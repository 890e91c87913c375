//! Coming in: by the PIN of this phone; by a password, after which a PIN is chosen; with the key of another tab.

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_sync::device::Failure;
use dong_hanh_vault::{DataKey, Keyring, Pin, RecoverySecret};
use leptos::prelude::Set as _;
use wasm_bindgen_futures::spawn_local;

use super::boot::{Boot, Session, SignInError, signed_out, store_name};
use super::cleared::Evictions;
use super::door::{self, Behind, Door, UnlockError};
use super::facts::{Facts, name, text_of};
use super::known::{KnownUser, known, remember};
use super::plain;
use super::state::State;
use super::{Replica, SaveError};
use crate::device::network::{
    DeviceName, Invited, Network, NewSession, SignedIn, TakenInvitation, device_label,
};
use crate::device::store::{Batch, Shelf, Store};
use crate::device::tabs::News;
use crate::device::{chance, clock, digest};

/// Whoever has to choose a PIN, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// How they are greeted.
    pub called: String,
    /// Why.
    pub why: Why,
}

/// Why a PIN is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They are here for the first time.
    New,
    /// They came in by their password, as the PIN is not known any more.
    Forgotten,
    /// Their store is one of the time before there were PINs.
    Plain,
}

/// Somebody at the door whose store opens as soon as they have chosen a PIN.
pub(super) struct Newcomer {
    door: Door,
    key: DataKey,
    user: KnownUser,
    /// How the session began; none where the store itself says that they are signed in.
    signed: Option<Signed>,
}

/// A sign-in that is not stored yet.
struct Signed {
    answer: SignedIn,
    device: DeviceId,
    secret: RecoverySecret,
    /// Somebody with this name was on this device before.
    was_known: bool,
}

impl Session {
    /// Signs in with a network. Who is here for the first time, or has forgotten the PIN, chooses one then; see
    /// [`Session::choose_pin`]. With a replica open it renews its session, and the work goes on where it is.
    ///
    /// # Errors
    /// [`SignInError`]: nothing that is on this device was touched.
    pub async fn sign_in(self, user: String, password: String) -> Result<(), SignInError> {
        let user = user.trim().to_lowercase();
        let known = known().into_iter().find(|known| known.sign_in == user);
        let way = Way::Password { user, password };
        self.come_in(way, known.map(|known| known.user)).await
    }

    /// Comes in by an invitation, with a network, for the first time on this phone or with a PIN that is forgotten; a PIN is
    /// chosen then.
    ///
    /// # Errors
    /// As for [`Session::sign_in`].
    pub async fn join(self, code: String, invited: &Invited) -> Result<(), SignInError> {
        self.come_in(Way::Invitation { code }, Some(invited.user))
            .await
    }

    async fn come_in(self, way: Way, user: Option<UserId>) -> Result<(), SignInError> {
        let open = self.0.open.get();
        if let Some(replica) = open {
            replica.find_store().await?;
        }
        let network = Network::new(None);
        let before = match user {
            Some(user) => Door::of(user).await?.device,
            None => None,
        };
        let mut device = before.unwrap_or_else(|| DeviceId(clock::new_id()));
        let mut answer = way.open_session(&network, device).await?;
        let door = Door::of(answer.me.user).await?;
        if let Some(own) = door.device.filter(|own| *own != device) {
            // What waits in this store was made by the device that the store knows.
            network.set_token(Some(answer.token));
            let _ = network.sign_out().await;
            network.set_token(None);
            device = own;
            answer = way.open_session(&network, device).await?;
        }
        network.set_token(Some(answer.token.clone()));
        let secret = network.vault_secret().await?;
        let signed = Signed {
            answer,
            device,
            secret,
            was_known: known().iter().any(|known| Some(known.user) == user),
        };
        let is_own =
            |replica: &Replica| replica.0.state.borrow().account.user == signed.answer.me.user;
        match open {
            Some(replica) if is_own(&replica) => return replica.renew(signed).await,
            Some(replica) => self.shut(replica),
            None => {}
        }
        let (key, why) = match &door.behind {
            Behind::Vault(keyring) => {
                let key = keyring.rescue(&signed.secret);
                (key.map_err(|_| SignInError::PinNeeded)?, Why::Forgotten)
            }
            Behind::Plain(_) => (DataKey::new(chance::bytes()?), Why::Plain),
            Behind::Nothing => (DataKey::new(chance::bytes()?), Why::New),
        };
        door.name_device(device).await?;
        let user = KnownUser::of(&signed.answer.me, way.sign_in());
        let choosing = Choosing {
            called: user.called.clone(),
            why,
        };
        self.0.newcomer.replace(Some(Newcomer {
            door,
            key,
            user,
            signed: Some(signed),
        }));
        self.0.boot.set(Boot::Choosing(choosing));
        Ok(())
    }

    /// Locks the store of whoever has to choose a PIN with this one, and goes in; resolves when the first records are
    /// here.
    ///
    /// # Errors
    /// [`SignInError`]: nothing that is on this device was touched, or what was stored is opened by the PIN.
    pub async fn choose_pin(self, pin: &Pin) -> Result<(), SignInError> {
        let Some(newcomer) = self.0.newcomer.take() else {
            return Ok(());
        };
        let user = newcomer.user.user;
        let is_new = match newcomer.go_in(pin).await {
            Ok(entered) => self.work(user, entered).await,
            Err((newcomer, error)) => {
                self.0.newcomer.replace(Some(*newcomer));
                return Err(error.into());
            }
        }?;
        if let Some(replica) = is_new {
            spawn_local(replica.ask_of_before());
        }
        Ok(())
    }

    /// Whoever chose no PIN goes back to the door.
    pub fn leave_unchosen(self) {
        self.0.newcomer.take();
        self.0.boot.set(signed_out());
    }

    /// Opens the store of somebody who was here before by their PIN, with or without a network.
    ///
    /// # Errors
    /// [`UnlockError`]: nothing that is on this device was touched.
    pub async fn unlock(self, user: &KnownUser, pin: &Pin) -> Result<(), UnlockError> {
        let (store, key) = Door::of(user.user).await?.open(pin).await?;
        let state = State::load(&store).await?.ok_or(SaveError::Lost)?;
        remember(user.clone()).await?;
        let entered = Entered {
            store,
            key,
            state,
            is_new: false,
        };
        let worked = self.work(user.user, entered).await;
        worked.map(drop).map_err(|error| match error {
            SignInError::Save(error) => UnlockError::Save(error),
            _ => UnlockError::Unfinished,
        })
    }

    /// Opens the store with the key of another tab. `None` where the first records are not all here.
    pub(super) async fn come_with(
        self,
        user: UserId,
        key: DataKey,
    ) -> Result<Option<Replica>, SaveError> {
        let name = store_name(user);
        let store = Store::open(&name, key.clone()).await?;
        let state = State::load(&store).await?;
        let Some(state) = state.filter(|state| state.device.exchange().complete) else {
            return Ok(None);
        };
        let replica = Replica::opened(store, key, state);
        replica.join(self, &name);
        Ok(Some(replica))
    }

    /// Whether the store of somebody is one of the time before there were PINs, which was open when the app ended.
    pub(super) async fn plain(self, user: &KnownUser) -> Result<Option<Choosing>, SaveError> {
        let door = Door::of(user.user).await?;
        let Behind::Plain(facts) = &door.behind else {
            return Ok(None);
        };
        if facts.token.is_none() || !facts.exchange.complete {
            return Ok(None);
        }
        let Some(account) = &facts.account else {
            return Ok(None);
        };
        let user = KnownUser::of(account, user.sign_in.clone());
        let choosing = Choosing {
            called: user.called.clone(),
            why: Why::Plain,
        };
        let key = DataKey::new(chance::bytes()?);
        self.0.newcomer.replace(Some(Newcomer {
            door,
            key,
            user,
            signed: None,
        }));
        Ok(Some(choosing))
    }

    /// Works in a store that is open, after what is missing of its first records has come. Gives the replica of a
    /// device on which nobody was before.
    async fn work(self, user: UserId, entered: Entered) -> Result<Option<Replica>, SignInError> {
        let is_complete = entered.state.device.exchange().complete;
        let replica = Replica::opened(entered.store, entered.key, entered.state);
        replica.put_aside().await?;
        replica.join(self, &store_name(user));
        replica.tell_tabs(News::SignedIn);
        if !is_complete && let Err(failure) = self.fetch(replica).await {
            replica.leave();
            replica.forget_key();
            self.0.boot.set(signed_out());
            return Err(failure.into());
        }
        self.0.robbed.borrow_mut().clear();
        self.0.boot.set(self.enter(replica));
        spawn_local(replica.ask_for_secret());
        spawn_local(replica.seal_photos());
        Ok(entered.is_new.then_some(replica))
    }
}

/// A store that is open.
struct Entered {
    store: Store,
    key: DataKey,
    state: State,
    is_new: bool,
}

impl Newcomer {
    /// Stores what there is in one write: the keyring, the sign-in, and what lay in the store without a vault. Where that
    /// fails, the newcomer is where they were.
    async fn go_in(self, pin: &Pin) -> Result<Entered, (Box<Self>, SaveError)> {
        let batch = match self.batch(pin).await {
            Ok(batch) => batch,
            Err(error) => return Err((Box::new(self), error)),
        };
        let (batch, is_new) = batch;
        let store = match Store::open(&store_name(self.user.user), self.key.clone()).await {
            Ok(store) => store,
            Err(error) => return Err((Box::new(self), error)),
        };
        let written = async {
            store.write(batch).await?;
            remember(self.user.clone()).await?;
            State::load(&store).await?.ok_or(SaveError::Lost)
        };
        match written.await {
            Ok(state) => Ok(Entered {
                store,
                key: self.key,
                state,
                is_new,
            }),
            Err(error) => Err((Box::new(self), error)),
        }
    }

    async fn batch(&self, pin: &Pin) -> Result<(Batch, bool), SaveError> {
        let (before, facts, batch) = match &self.door.behind {
            Behind::Nothing => (None, Facts::default(), Batch::strict()),
            Behind::Plain(facts) => {
                let batch = plain::all_of(self.user.user).await?;
                (None, (**facts).clone(), batch)
            }
            Behind::Vault(keyring) => {
                let store = Store::open(&store_name(self.user.user), self.key.clone()).await?;
                let facts = Facts::of(&store).await?;
                (Some((**keyring).clone()), facts, Batch::strict())
            }
        };
        let keyring = door::locked(before, &self.key, pin).await?;
        let (keyring, batch, is_new) = match &self.signed {
            None => (keyring, batch, false),
            Some(signed) => {
                let keyring = door::with_secret(keyring, &self.key, &signed.secret)?;
                let (batch, is_new) = signed.put(batch, &facts).await?;
                (keyring, batch, is_new)
            }
        };
        let batch = batch
            .put(Shelf::Door, door::name::KEYRING, text_of(&keyring)?)
            .delete(Shelf::Door, door::name::TRIES);
        let device = self.door.device.or(facts.device);
        let batch = match (&self.signed, device) {
            (None, Some(device)) => batch.put(Shelf::Door, door::name::DEVICE, device.to_string()),
            _ => batch,
        };
        Ok((batch, is_new))
    }
}

impl Signed {
    /// With what the sign-in says; and whether nobody was on this device before.
    async fn put(&self, batch: Batch, facts: &Facts) -> Result<(Batch, bool), SaveError> {
        let answer = &self.answer;
        let evictions = match facts.device {
            Some(_) => facts.evictions,
            None => Evictions::noticed(answer.me.user, self.was_known),
        };
        let is_new = facts.device.is_none() && evictions == Evictions::default();
        let batch = batch
            .put(Shelf::Door, door::name::DEVICE, self.device.to_string())
            .put(Shelf::Meta, name::DEVICE, self.device.to_string())
            .put(Shelf::Meta, name::EVICTIONS, text_of(&evictions)?);
        Ok((self.session(batch, facts).await?, is_new))
    }

    /// With the session alone.
    async fn session(&self, batch: Batch, facts: &Facts) -> Result<Batch, SaveError> {
        let answer = &self.answer;
        let exchange = facts.exchange.clone().heard(answer.now, clock::now(None));
        let batch = batch
            .put(Shelf::Meta, name::ACCOUNT, text_of(&answer.me)?)
            .put(Shelf::Meta, name::TOKEN, answer.token.as_str())
            .put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
        Ok(match digest::hex(answer.token.as_bytes()).await {
            Ok(session) => batch.put(Shelf::Meta, name::SESSION, session),
            Err(_) => batch,
        })
    }
}

impl Replica {
    /// A replica of a store that is open, with the session that lies in it.
    fn opened(store: Store, key: DataKey, state: State) -> Self {
        let token = state.token();
        let has_ended = token.is_none();
        let replica = Self::new(store, key, Network::new(token), state);
        replica.0.session_ended.set(has_ended);
        replica
    }

    /// Goes on under another session.
    async fn renew(self, signed: Signed) -> Result<(), SignInError> {
        let facts = Facts::of(&self.0.store).await?;
        let batch = signed.session(Batch::strict(), &facts).await?;
        self.write(batch).await?;
        self.signed_in(signed.answer.token);
        self.tell_tabs(News::SignedIn);
        spawn_local(self.ask_for_secret());
        Ok(())
    }

    /// Whether the office can open this vault: where it cannot, with the secret that it keeps now it can from now on.
    /// Without a network the next start asks.
    pub(super) async fn ask_for_secret(self) {
        let Ok(secret) = self.0.network.vault_secret().await else {
            return;
        };
        // Where it cannot be stored, the next start asks again.
        let _ = self.trust(&secret).await;
    }

    async fn trust(self, secret: &RecoverySecret) -> Result<(), SaveError> {
        let (Some(keyring), Some(key)) = (self.keyring(), self.key()) else {
            return Ok(());
        };
        if keyring.rescue(secret).is_ok() {
            return Ok(());
        }
        let keyring = door::with_secret(keyring, &key, secret)?;
        self.keep_keyring(&keyring).await
    }

    /// By what the store opens.
    pub(super) fn keyring(self) -> Option<Keyring> {
        let state = self.0.state.borrow();
        let text = state.door.get(door::name::KEYRING)?;
        serde_json::from_str(text).ok()
    }

    pub(super) async fn keep_keyring(self, keyring: &Keyring) -> Result<(), SaveError> {
        let batch = Batch::strict().put(Shelf::Door, door::name::KEYRING, text_of(keyring)?);
        self.write(batch).await
    }
}

/// By what somebody shows who they are.
enum Way {
    Password { user: String, password: String },
    Invitation { code: String },
}

impl Way {
    async fn open_session(&self, network: &Network, device: DeviceId) -> Result<SignedIn, Failure> {
        let device = DeviceName {
            id: device,
            label: device_label(),
        };
        match self {
            Self::Password { user, password } => {
                let session = NewSession {
                    sign_in: user,
                    password,
                    device,
                };
                network.sign_in(&session).await
            }
            Self::Invitation { code } => {
                let taken = TakenInvitation { code, device };
                network.take_invitation(&taken).await
            }
        }
    }

    /// The name to sign in with; whoever was invited has none that they type.
    fn sign_in(self) -> String {
        match self {
            Self::Password { user, .. } => user,
            Self::Invitation { .. } => String::new(),
        }
    }
}
