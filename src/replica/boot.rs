//! From the start of the app to an open replica: who was here last, signing in and out.

use std::cell::{Cell, RefCell};

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use thiserror::Error;
use wasm_bindgen_futures::spawn_local;

use super::cleared::{Evictions, Kept, is_cleared, noted};
use super::facts::{Facts, name, text_of};
use super::known::{self, KnownUser, known, remember};
use super::state::State;
use super::{Replica, SaveError};
use crate::device::network::{DeviceName, Network, NewSession, SignedIn, device_label};
use crate::device::store::{Batch, Shelf, Store};
use crate::device::tabs::News;
use crate::device::{clock, digest};
use crate::words::device as words;

/// How far the start has come.
#[derive(Clone)]
pub enum Boot {
    /// The store is being opened.
    Starting,
    /// Nobody is signed in here.
    SignedOut {
        /// Who has signed in on this device before; their data is still here.
        known: Vec<KnownUser>,
    },
    /// Signed in; the first records are on their way.
    Fetching {
        /// So many have arrived.
        records: usize,
    },
    /// Ready for work.
    Open(Replica),
    /// The data cannot be opened; none of it was touched.
    Blocked(BlockedWhy),
}

/// Somebody whose data the browser has thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robbed {
    /// Whose.
    pub name: String,
    /// What was on this device only; `None` where nobody knows.
    pub kept: Option<Kept>,
}

/// Why the data cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockedWhy {
    /// A newer version of the app has upgraded it.
    Newer,
    /// There is no room to open it in.
    Full,
    /// The browser gives this page no storage, as in a private window or by a setting.
    NoStorage,
    /// Anything else, in the browser's words.
    Other(String),
}

/// Why a sign-in did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SignInError {
    /// Name or password.
    #[error("wrong name or password")]
    Wrong,
    /// Without a network, and not the password of the last sign-in here.
    #[error("not the password of the last sign-in")]
    WrongHere,
    /// Too many tries; wait so many seconds.
    #[error("too many tries")]
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// No network, or the server is away.
    #[error("no answer")]
    NoAnswer,
    /// The server refuses for another reason, named by its code.
    #[error("refused: {0}")]
    Refused(String),
    /// What came could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl SignInError {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Wrong => words::sign_in_wrong(lang),
            Self::WrongHere => words::sign_in_wrong_here(lang),
            Self::TooMany { retry_after } => words::sign_in_wait(lang, retry_after.div_ceil(60)),
            Self::NoAnswer => words::sign_in_no_answer(lang),
            Self::Refused(code) => words::sign_in_refused(lang, code),
            Self::Save(SaveError::Full) => words::sign_in_full(lang),
            Self::Save(error) => error.text(lang),
        }
    }
}

/// The session of this device; in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Session(&'static SendWrapper<Inner>);

struct Inner {
    boot: ArcRwSignal<Boot>,
    open: Cell<Option<Replica>>,
    robbed: RefCell<Vec<Robbed>>,
}

/// The session.
#[must_use]
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Starts the app: opens the store of whoever was here last, with or without a network.
    #[must_use]
    pub fn start() -> Self {
        let inner = Inner {
            boot: ArcRwSignal::new(Boot::Starting),
            open: Cell::default(),
            robbed: RefCell::default(),
        };
        // It lives as long as the app.
        let session = Self(Box::leak(Box::new(SendWrapper::new(inner))));
        spawn_local(async move {
            let boot = session
                .wake()
                .await
                .unwrap_or_else(|error| Boot::Blocked(error.into()));
            session.0.boot.set(boot);
        });
        session
    }

    /// How far the start has come.
    #[must_use]
    pub fn boot(self) -> Boot {
        self.0.boot.get()
    }

    /// Who has signed in on this device, the last one first.
    #[must_use]
    pub fn known(self) -> Vec<KnownUser> {
        known()
    }

    /// Whose data was found to be gone when the app was started and nobody was signed in.
    #[must_use]
    pub fn robbed(self) -> Vec<Robbed> {
        self.0.robbed.borrow().clone()
    }

    /// Signs in; resolves when the first records are here and the replica is open. With a replica open it
    /// renews its session, and the work goes on where it is. Without a network, who was here before comes back to
    /// their own work.
    ///
    /// # Errors
    /// [`SignInError`]: nothing that is on this device was touched.
    pub async fn sign_in(self, user: String, password: String) -> Result<(), SignInError> {
        if let Some(replica) = self.0.open.get() {
            replica.find_store().await?;
        }
        let user = user.trim().to_lowercase();
        let network = Network::new(None);
        let known = known().into_iter().find(|known| known.sign_in == user);
        let before = match &known {
            Some(known) => Facts::of(&Store::open(&store_name(known.user)).await?).await?,
            None => Facts::default(),
        };
        let mut device = before.device.unwrap_or_else(|| DeviceId(clock::new_id()));
        let mut answer = match (
            open_session(&network, &user, &password, device).await,
            &known,
        ) {
            (Err(Failure::NoAnswer | Failure::Busy { retry_after: None }), Some(known)) => {
                return self.come_back(known.clone(), &password).await;
            }
            (answer, _) => answer?,
        };
        let name = store_name(answer.me.user);
        let store = Store::open(&name).await?;
        let facts = Facts::of(&store).await?;
        if let Some(own) = facts.device.filter(|own| *own != device) {
            // What waits in this store was made by the device that the store knows.
            network.set_token(Some(answer.token));
            let _ = network.sign_out().await;
            network.set_token(None);
            device = own;
            answer = open_session(&network, &user, &password, device).await?;
        }
        let exchange = facts.exchange.heard(answer.now, clock::now(None));
        let evictions = match facts.device {
            Some(_) => facts.evictions,
            None => Evictions::noticed(answer.me.user, known.is_some()),
        };
        let is_new = facts.device.is_none() && evictions == Evictions::default();
        let session = digest::hex(answer.token.as_bytes()).await;
        let batch = Batch::strict()
            .put(Shelf::Meta, name::DEVICE, device.to_string())
            .put(Shelf::Meta, name::EVICTIONS, text_of(&evictions)?)
            .put(Shelf::Meta, name::ACCOUNT, text_of(&answer.me)?)
            .put(Shelf::Meta, name::TOKEN, answer.token.as_str())
            .put(Shelf::Meta, name::EXCHANGE, text_of(&exchange)?);
        let batch = match session {
            Ok(session) => batch.put(Shelf::Meta, name::SESSION, session),
            Err(_) => batch,
        };
        store.write(batch.clone()).await?;
        remember(KnownUser {
            user: answer.me.user,
            sign_in: user,
            name: answer.me.person.name.to_string(),
        })
        .await?;

        let open = self.0.open.get();
        if let Some(replica) =
            open.filter(|replica| replica.0.state.borrow().account.user == answer.me.user)
        {
            replica.wrote(&batch);
            replica.signed_in(answer.token);
            replica.tell_tabs(News::SignedIn);
            // Where it cannot be stored, the password of before opens the work without a network.
            spawn_local(async move { drop(replica.lock_with(password).await) });
            return Ok(());
        }
        if let Some(replica) = open {
            replica.leave();
        }
        network.set_token(Some(answer.token));
        let state = State::load(&store).await?.ok_or(SaveError::Lost)?;
        let replica = Replica::new(store, network, state);
        replica.put_aside().await?;
        replica.join(self, &name);
        replica.tell_tabs(News::SignedIn);
        if let Err(failure) = self.fetch(replica).await {
            replica.leave();
            self.0.boot.set(signed_out());
            return Err(failure.into());
        }
        self.0.robbed.borrow_mut().clear();
        self.0.boot.set(self.enter(replica));
        spawn_local(async move { drop(replica.lock_with(password).await) });
        if is_new {
            spawn_local(replica.ask_of_before());
        }
        Ok(())
    }

    /// Opens the work of somebody who was here before, without asking the office. What they record is sent when they
    /// have signed in with a network.
    async fn come_back(self, known: KnownUser, password: &str) -> Result<(), SignInError> {
        let open = self.0.open.get();
        let works = |replica: &Replica| replica.0.state.borrow().account.user == known.user;
        if open.as_ref().is_some_and(works) {
            return Err(SignInError::NoAnswer);
        }
        let name = store_name(known.user);
        let store = Store::open(&name).await?;
        let facts = Facts::of(&store).await?;
        let Some(lock) = facts.lock.filter(|_| facts.exchange.complete) else {
            return Err(SignInError::NoAnswer);
        };
        if !lock.opens(password).await {
            return Err(SignInError::WrongHere);
        }
        let open_now = Batch::strict().put(Shelf::Meta, name::OPEN, "");
        store.write(open_now).await?;
        let state = State::load(&store).await?.ok_or(SaveError::Lost)?;
        remember(known).await?;
        if let Some(replica) = open {
            replica.leave();
        }
        let replica = Replica::new(store, Network::new(None), state);
        replica.0.session_ended.set(true);
        replica.join(self, &name);
        self.0.boot.set(self.enter(replica));
        Ok(())
    }

    /// Closes the replica, here and in the other tabs. The data stays on this device and waits for the same person.
    ///
    /// # Errors
    /// [`SaveError`]: the replica is open as it was.
    pub async fn sign_out(self) -> Result<(), SaveError> {
        let Some(replica) = self.0.open.get() else {
            return Ok(());
        };
        let network = Network::new(replica.network().token());
        replica.forget_token().await?;
        replica.tell_tabs(News::Locked);
        self.shut(replica);
        // Told last, since a dead line must not keep the app open; without a network the session ends at the
        // office when it expires or is revoked there.
        let _ = network.sign_out().await;
        Ok(())
    }

    /// Shows the door in the place of what is open: the phone was locked, in this tab or in another one.
    pub(super) fn shut(self, replica: Replica) {
        if self.0.open.get() != Some(replica) {
            return;
        }
        self.0.open.take();
        replica.leave();
        replica.network().set_token(None);
        self.0.boot.set(signed_out());
    }

    async fn wake(self) -> Result<Boot, SaveError> {
        known::recall().await;
        let Some(last) = known().into_iter().next() else {
            return Ok(signed_out());
        };
        let name = store_name(last.user);
        let store = Store::open(&name).await?;
        let facts = Facts::of(&store).await?;
        let stays = (facts.token.is_some() || facts.is_open) && facts.exchange.complete;
        let state = match stays {
            true => State::load(&store).await?,
            false => None,
        };
        let Some(state) = state else {
            return Ok(self.door().await);
        };
        let has_ended = facts.token.is_none();
        let replica = Replica::new(store, Network::new(facts.token), state);
        replica.0.session_ended.set(has_ended);
        replica.join(self, &name);
        Ok(self.enter(replica))
    }

    /// The way in; who was here before and finds nothing any more is told so.
    async fn door(self) -> Boot {
        for known in known() {
            if is_cleared(&store_name(known.user)).await {
                let kept = noted(known.user);
                self.0.robbed.borrow_mut().push(Robbed {
                    name: known.name,
                    kept,
                });
            }
        }
        signed_out()
    }

    /// Fetches the first records; what has come is kept, and a next try goes on from there.
    async fn fetch(self, replica: Replica) -> Result<(), Failure> {
        let arrived = |records| self.0.boot.set(Boot::Fetching { records });
        replica.first_records(arrived).await
    }

    fn enter(self, replica: Replica) -> Boot {
        self.0.open.set(Some(replica));
        replica.prepare_search();
        spawn_local(replica.look_at_storage());
        Boot::Open(replica)
    }
}

async fn open_session(
    network: &Network,
    user: &str,
    password: &str,
    device: DeviceId,
) -> Result<SignedIn, Failure> {
    let device = DeviceName {
        id: device,
        label: device_label(),
    };
    network
        .sign_in(&NewSession {
            sign_in: user,
            password,
            device,
        })
        .await
}

impl From<Failure> for SignInError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoAnswer => Self::NoAnswer,
            Failure::Busy {
                retry_after: Some(retry_after),
            } => Self::TooMany { retry_after },
            Failure::Busy { retry_after: None } => Self::NoAnswer,
            Failure::Refused { code } if code == "wrong-credentials" => Self::Wrong,
            Failure::Refused { code } => Self::Refused(code),
            Failure::SignedOut => Self::Refused("session-ended".to_owned()),
            Failure::Version => Self::Refused("protocol-unknown".to_owned()),
            Failure::Full => Self::Save(SaveError::Full),
            Failure::Storage => Self::Save(SaveError::Lost),
        }
    }
}

impl From<SaveError> for BlockedWhy {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Newer => Self::Newer,
            SaveError::Full => Self::Full,
            // What browsers say where storage is switched off or the window is a private one.
            SaveError::Other(why)
                if why.starts_with("SecurityError") || why.starts_with("JsValue") =>
            {
                Self::NoStorage
            }
            other => Self::Other(other.to_string()),
        }
    }
}

/// One database for each user; those of another server are another origin's.
pub(super) fn store_name(user: UserId) -> String {
    format!("dong-hanh:{user}")
}

fn signed_out() -> Boot {
    Boot::SignedOut { known: known() }
}
