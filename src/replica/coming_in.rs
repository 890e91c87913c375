//! Coming in: by the PIN of this phone; by a password, after which a PIN is chosen; with the key of another tab.

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_sync::device::Failure;
use dong_hanh_vault::{DataKey, Pin, RecoverySecret};
use leptos::prelude::Set as _;
use wasm_bindgen_futures::spawn_local;

use super::boot::{Boot, Session, SignInError, signed_out, store_name};
use super::cleared::Evictions;
use super::door::{self, Behind, Door, UnlockError};
use super::facts::{Facts, name, text_of};
use super::known::{KnownUser, known, remember};
use super::plain;
use super::state::State;
use super::turning;
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
pub(super) struct Signed {
    answer: SignedIn,
    device: DeviceId,
    /// What the office keeps for the vault; none where that was not asked.
    secret: Option<RecoverySecret>,
    /// Somebody with this name was on this device before.
    was_known: bool,
}

impl Session {
    /// Signs in with a network. Who is here for the first time, or has forgotten the PIN, chooses one then; see
    /// [`Session::choose_pin`]. With a replica open it renews its session, and the work goes on where it is.
    ///
    /// # Errors
    /// [`SignInError`]: nothing that is on this device was touched. After [`SignInError::CodeNeeded`] the same is said with
    /// a code, see [`Session::sign_in_with`].
    pub async fn sign_in(self, user: String, password: String) -> Result<(), SignInError> {
        self.sign_in_with(user, password, None).await
    }

    /// The same with a code of the second factor, where the office has asked for one.
    ///
    /// # Errors
    /// As for [`Session::sign_in`]; after [`SignInError::WrongCode`] another code is needed, also where this one was right
    /// and no answer had come.
    pub async fn sign_in_with(
        self,
        user: String,
        password: String,
        code: Option<String>,
    ) -> Result<(), SignInError> {
        let user = user.trim().to_lowercase();
        let known = known().into_iter().find(|known| known.sign_in == user);
        let met = self.0.met.borrow().clone();
        let met = met.filter(|(name, _)| *name == user);
        let who = known.map(|known| known.user).or(met.map(|(_, user)| user));
        let way = Way::Password {
            user,
            password,
            code,
        };
        self.come_in(way, who).await
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
            if let Way::Password { user, .. } = &way {
                // A code counts once: with the next one it is known from the start which device this is.
                let met = (user.clone(), door.user);
                self.0.met.replace(Some(met));
            }
            device = own;
            answer = way.open_session(&network, device).await?;
        }
        network.set_token(Some(answer.token.clone()));
        // The office has let them in again.
        door.say_lost(false).await?;
        let signed = |secret| Signed {
            was_known: known().iter().any(|known| Some(known.user) == user),
            answer,
            device,
            secret,
        };
        match open {
            Some(replica) if replica.0.state.borrow().account.user == door.user => {
                return replica.renew(signed(None)).await;
            }
            Some(replica) => self.shut(replica),
            None => {}
        }
        let secret = network.vault_secret().await?;
        let opened = match &door.behind {
            Behind::Vault(keyring) => keyring.rescue(&secret).map(|key| (key, Why::Forgotten)),
            Behind::Plain(_) => Ok((DataKey::new(chance::bytes()?), Why::Plain)),
            Behind::Nothing => Ok((DataKey::new(chance::bytes()?), Why::New)),
        };
        let signed = signed(Some(secret));
        let Ok((key, why)) = opened else {
            // The PIN opens it, finds the session that has begun, and has the office's secret open it from then on.
            door.forgive().await?;
            self.0.begun.replace(Some(signed));
            return Err(SignInError::PinNeeded);
        };
        door.name_device(device).await?;
        let before = known().into_iter().find(|known| known.user == door.user);
        let sign_in = way.sign_in().or(before.map(|before| before.sign_in));
        let user = KnownUser::of(&signed.answer.me, sign_in.unwrap_or_default());
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
        let secret = newcomer.signed.as_ref().map(|signed| &signed.secret);
        let is_asked = secret.is_some_and(Option::is_some);
        match newcomer.found(pin).await {
            Ok((store, key, is_new)) => {
                let replica = self.work_in(user, store, key).await?;
                if !is_asked {
                    spawn_local(replica.ask_for_secret());
                }
                if is_new {
                    spawn_local(replica.ask_of_before());
                }
                Ok(())
            }
            Err((newcomer, error @ SaveError::OtherKey)) => {
                // Another tab was faster: its PIN opens the store.
                drop(newcomer);
                self.0.boot.set(signed_out());
                Err(error.into())
            }
            Err((newcomer, error)) => {
                self.0.newcomer.replace(Some(*newcomer));
                Err(error.into())
            }
        }
    }

    /// Whoever chose no PIN goes back to the door. Their session waits for the PIN that there was.
    pub fn leave_unchosen(self) {
        let newcomer = self.0.newcomer.take();
        if let Some(signed) = newcomer.and_then(|newcomer| newcomer.signed) {
            self.0.begun.replace(Some(signed));
        }
        self.0.boot.set(signed_out());
    }

    /// Opens the store of somebody who was here before by their PIN, with or without a network.
    ///
    /// # Errors
    /// [`UnlockError`]: nothing that is on this device was touched.
    pub async fn unlock(self, user: &KnownUser, pin: &Pin) -> Result<(), UnlockError> {
        let door = Door::of(user.user).await?;
        if door.is_lost {
            return Err(UnlockError::Lost);
        }
        let (store, key) = door.open(pin).await?;
        // Who opens a phone that is full sees what is on it all the same.
        let _ = remember(user.clone()).await;
        let begun = self.0.begun.take();
        let begun = begun.filter(|signed| signed.answer.me.user == user.user);
        if let Some(signed) = begun
            && signed.store(&store).await.is_err()
        {
            self.0.begun.replace(Some(signed));
        }
        let worked = self.work_in(user.user, store, key).await;
        let worked = worked.map(|replica| spawn_local(replica.ask_for_secret()));
        worked.map_err(|error| match error {
            SignInError::Save(error) => UnlockError::Save(error),
            SignInError::Alone { days } => UnlockError::Alone { days },
            SignInError::Lost => UnlockError::Lost,
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
        let Some(state) =
            state.filter(|state| state.device.exchange().complete && !state.is_lost())
        else {
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

    /// Works in a store that is open, after what is missing of its first records has come.
    async fn work_in(
        self,
        user: UserId,
        store: Store,
        key: DataKey,
    ) -> Result<Replica, SignInError> {
        let state = match State::load(&store).await {
            // It was said while the PIN was tried.
            Ok(Some(state)) if state.is_lost() => return Err(self.turned_away(SignInError::Lost)),
            Ok(Some(state)) => state,
            Ok(None) => return Err(self.turned_away(SaveError::Lost.into())),
            Err(error) => return Err(self.turned_away(error.into())),
        };
        let is_complete = state.device.exchange().complete;
        let alone = state.alone_for_too_long();
        let replica = Replica::opened(store, key, state);
        // It is done once more before this tab leads.
        let _ = replica.put_aside().await;
        replica.join(self, &store_name(user));
        replica.tell_tabs(News::SignedIn);
        if (!is_complete || alone.is_some())
            && let Err(failure) = self.fetch(replica).await
        {
            replica.leave();
            replica.forget_key();
            let failure = alone.map_or_else(|| failure.into(), |days| SignInError::Alone { days });
            return Err(self.turned_away(failure));
        }
        // Where it cannot be written down, the next answer tries again.
        let _ = replica.note_contact().await;
        self.0.robbed.borrow_mut().clear();
        self.0.boot.set(self.enter(replica));
        spawn_local(replica.seal_photos());
        Ok(replica)
    }

    /// Shows the door to whoever did not come in.
    fn turned_away(self, error: SignInError) -> SignInError {
        self.0.boot.set(signed_out());
        error
    }
}

impl Newcomer {
    /// Makes the vault in one write: the keyring, the sign-in, and what lay in the store without one. Where that fails
    /// the newcomer is where they were; what has been written is opened by the PIN and is never written again.
    async fn found(self, pin: &Pin) -> Result<(Store, DataKey, bool), (Box<Self>, SaveError)> {
        let founded = async {
            let store = Store::open(&store_name(self.user.user), self.key.clone()).await?;
            let (batch, is_new) = self.batch(&store, pin).await?;
            // Known first: a name at the door without a vault behind it costs a sign-in, the other way round a vault.
            remember(self.user.clone()).await?;
            store.write(batch).await?;
            Ok((store, is_new))
        };
        match founded.await {
            Ok((store, is_new)) => Ok((store, self.key, is_new)),
            Err(error) => Err((Box::new(self), error)),
        }
    }

    async fn batch(&self, store: &Store, pin: &Pin) -> Result<(Batch, bool), SaveError> {
        let (before, facts, batch) = match &self.door.behind {
            Behind::Nothing => (None, Facts::default(), Batch::strict().founding()),
            Behind::Plain(facts) => {
                let batch = plain::all_of(self.user.user).await?.founding();
                (None, (**facts).clone(), batch)
            }
            Behind::Vault(keyring) => {
                let facts = Facts::of(store).await?;
                (Some((**keyring).clone()), facts, Batch::strict())
            }
        };
        let keyring = door::locked(before, &self.key, pin).await?;
        let secret = self
            .signed
            .as_ref()
            .and_then(|signed| signed.secret.as_ref());
        let keyring = match secret {
            Some(secret) => door::with_secret(keyring, &self.key, secret)?,
            None => keyring,
        };
        let (batch, is_new) = match &self.signed {
            Some(signed) => signed.put(batch, &facts).await?,
            None => (batch, false),
        };
        let device = self.signed.as_ref().map(|signed| signed.device);
        let device = device.or(self.door.device).ok_or(SaveError::Lost)?;
        let batch = batch
            .put(Shelf::Door, door::name::DEVICE, device.to_string())
            .put(Shelf::Door, door::name::KEYRING, text_of(&keyring)?)
            .delete(Shelf::Door, door::name::TRIES);
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
            .put(Shelf::Meta, name::DEVICE, self.device.to_string())
            .put(Shelf::Meta, name::EVICTIONS, text_of(&evictions)?);
        Ok((self.session(batch, facts).await?, is_new))
    }

    /// Stores the session alone.
    async fn store(&self, store: &Store) -> Result<(), SaveError> {
        let facts = Facts::of(store).await?;
        let batch = self.session(Batch::strict(), &facts).await?;
        store.write(batch).await
    }

    /// With the session alone.
    async fn session(&self, batch: Batch, facts: &Facts) -> Result<Batch, SaveError> {
        let answer = &self.answer;
        let exchange = facts.exchange.clone().heard(answer.now, clock::now(None));
        let batch = batch
            .put(Shelf::Meta, name::ACCOUNT, text_of(&answer.me)?)
            .put(Shelf::Meta, name::TOKEN, answer.token.as_str())
            .put(Shelf::Meta, name::TURNED, turning::now())
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
        {
            let facts = &mut self.0.state.borrow_mut().facts;
            facts.insert(name::TURNED.to_owned(), turning::now());
        }
        self.signed_in(signed.answer.token);
        self.tell_tabs(News::SignedIn);
        spawn_local(self.ask_for_secret());
        Ok(())
    }

    /// Whether the office can open this vault: where it cannot, with the secret that it keeps now it can from now on.
    /// Without a network the next start asks.
    pub(super) async fn ask_for_secret(self) {
        if let Ok(secret) = self.0.network.vault_secret().await {
            // Where it cannot be stored, the next start asks again.
            let _ = self.trust(&secret).await;
        }
    }
}

/// By what somebody shows who they are.
enum Way {
    Password {
        user: String,
        password: String,
        code: Option<String>,
    },
    Invitation {
        code: String,
    },
}

impl Way {
    async fn open_session(&self, network: &Network, device: DeviceId) -> Result<SignedIn, Failure> {
        let device = DeviceName {
            id: device,
            label: device_label(),
        };
        match self {
            Self::Password {
                user,
                password,
                code,
            } => {
                let session = NewSession {
                    sign_in: user,
                    password,
                    device,
                    code: code.as_deref(),
                };
                network.sign_in(&session).await
            }
            Self::Invitation { code } => {
                let taken = TakenInvitation { code, device };
                network.take_invitation(&taken).await
            }
        }
    }

    /// The name to sign in with, where it was typed.
    fn sign_in(self) -> Option<String> {
        match self {
            Self::Password { user, .. } => Some(user),
            Self::Invitation { .. } => None,
        }
    }
}
