//! From the start of the app to an open replica: who was here last, signing in and out.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;
use dong_hanh_sync::device::{Failure, Phase};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use thiserror::Error;
use wasm_bindgen_futures::spawn_local;

use super::cleared::{Kept, is_cleared, noted};
use super::coming_in::{Choosing, Newcomer, Signed};
use super::known::{self, KnownUser, known};
use super::lost::Stage;
use super::{Replica, SaveError};
use crate::device::store::Shelf;
use crate::device::tabs::News;
use crate::device::{keys, worker};
use crate::words::{device as words, factor, joining, lost, vault};

/// So often it is asked whether what is on the screen is stored, in milliseconds.
const UNWRITTEN_MS: u32 = 250;

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
    /// Signed in, or in a store that has no PIN yet: a PIN has to be chosen.
    Choosing(Choosing),
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
    /// Name and password are right, and a code of the second factor has to come along.
    #[error("a code is needed")]
    CodeNeeded,
    /// The code of the second factor is not right, or was used.
    #[error("wrong code")]
    WrongCode,
    /// The office does not keep what opens the vault of this device.
    #[error("only the PIN opens it")]
    PinNeeded,
    /// The invitation is none, is over, or was taken on another device.
    #[error("no invitation")]
    NoInvitation,
    /// The office was told that this phone is lost.
    #[error("the phone is lost")]
    Lost,
    /// The office was not heard of for so many days, and does not answer.
    #[error("away for too long")]
    Alone {
        /// Days.
        days: u16,
    },
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
            Self::CodeNeeded => factor::needed(lang),
            Self::WrongCode => factor::wrong(lang),
            Self::PinNeeded => vault::pin_needed(lang),
            Self::NoInvitation => joining::over(lang),
            Self::Lost => lost::refused(lang),
            Self::Alone { days } => lost::alone(lang, *days),
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
pub struct Session(pub(super) &'static SendWrapper<Inner>);

pub(super) struct Inner {
    pub(super) boot: ArcRwSignal<Boot>,
    pub(super) open: Cell<Option<Replica>>,
    pub(super) robbed: RefCell<Vec<Robbed>>,
    /// Who has to choose a PIN.
    pub(super) newcomer: RefCell<Option<Newcomer>>,
    /// Tells whether something on the screen is not stored yet.
    unwritten: Cell<fn() -> bool>,
    /// Whose phone this was and is lost.
    pub(super) lost: ArcRwSignal<BTreeMap<UserId, Stage>>,
    pub(super) asking_whether_lost: Cell<bool>,
    /// What lost phones have handed over since this start.
    pub(super) handed: RefCell<BTreeSet<(UserId, Shelf, String)>>,
    /// A session that has begun, and is stored when the PIN has opened the store.
    pub(super) begun: RefCell<Option<Signed>>,
    /// Who signed in by a name that nobody here was known by, and turned out to have a store.
    pub(super) met: RefCell<Option<(String, UserId)>>,
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
            newcomer: RefCell::default(),
            unwritten: Cell::new(|| false),
            lost: ArcRwSignal::new(BTreeMap::new()),
            asking_whether_lost: Cell::default(),
            handed: RefCell::default(),
            begun: RefCell::default(),
            met: RefCell::default(),
        };
        // It lives as long as the app.
        let session = Self(Box::leak(Box::new(SendWrapper::new(inner))));
        spawn_local(async move {
            let boot = session
                .wake()
                .await
                .unwrap_or_else(|error| Boot::Blocked(error.into()));
            session.0.boot.set(boot);
            session.look_out_for_loss();
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

    /// How much is on this device only of somebody who was here, as far as that is noted.
    #[must_use]
    pub fn kept_of(self, user: &KnownUser) -> Option<Kept> {
        noted(user.user)
    }

    /// Whose data was found to be gone when the app was started and nobody was signed in.
    #[must_use]
    pub fn robbed(self) -> Vec<Robbed> {
        self.0.robbed.borrow().clone()
    }

    /// Says what tells whether something on the screen is not stored yet; nothing is locked under it.
    pub fn guard(self, unwritten: fn() -> bool) {
        self.0.unwritten.set(unwritten);
    }

    /// Locks: closes the replica, here and in the other tabs, and forgets its key. The data stays on this device and
    /// waits for the same person's PIN, the session with it. `false` where something on the screen is not stored yet.
    pub fn lock(self) -> bool {
        let Some(replica) = self.0.open.get() else {
            return true;
        };
        if self.0.unwritten.get()() {
            return false;
        }
        replica.tell_tabs(News::Locked);
        self.lock_here(replica);
        true
    }

    /// Locks this tab, in which nobody is, as soon as all that is on its screen is stored. The others see to themselves.
    pub fn rest(self) {
        if matches!(self.0.boot.get_untracked(), Boot::Choosing(_)) {
            return self.leave_unchosen();
        }
        match self.0.open.get() {
            Some(replica) if !self.0.unwritten.get()() => self.lock_here(replica),
            _ => {}
        }
    }

    /// Whether something is on its way that would stop if this tab were locked.
    #[must_use]
    pub fn is_busy(self) -> bool {
        let open = self.0.open.get();
        open.is_some_and(|replica| {
            matches!(
                replica.phase(),
                Phase::Sending { .. } | Phase::Fetching | Phase::SendingPhotos
            )
        })
    }

    /// The phone was locked in another tab: so is this one, once all that is on its screen is stored.
    pub(super) fn locked_elsewhere(self, replica: Replica) {
        spawn_local(async move {
            while self.0.unwritten.get()() {
                TimeoutFuture::new(UNWRITTEN_MS).await;
            }
            self.lock_here(replica);
        });
    }

    /// The page begins anew, where it can without a network, so that nothing of anybody stays in its memory.
    fn lock_here(self, replica: Replica) {
        if self.0.open.get() == Some(replica) {
            self.close(replica);
            let begins = worker::begin_anew();
            self.0
                .boot
                .set(if begins { Boot::Starting } else { signed_out() });
        }
    }

    /// Shows the door in the place of what is open.
    pub(super) fn shut(self, replica: Replica) {
        self.close(replica);
        self.0.boot.set(signed_out());
    }

    fn close(self, replica: Replica) {
        self.0.open.take();
        replica.leave();
        replica.forget_key();
    }

    async fn wake(self) -> Result<Boot, SaveError> {
        known::recall().await;
        let Some(last) = known().into_iter().next() else {
            return Ok(signed_out());
        };
        if let Some(key) = keys::ask(&store_name(last.user)).await {
            // Where the other tab's key opens nothing any more, the PIN does.
            if let Ok(Some(replica)) = self.come_with(last.user, key).await {
                return Ok(self.enter(replica));
            }
        }
        match self.plain(&last).await? {
            Some(choosing) => Ok(Boot::Choosing(choosing)),
            None => Ok(self.door().await),
        }
    }

    /// The way in; who was here before and finds nothing any more is told so.
    async fn door(self) -> Boot {
        for known in known() {
            if known::is_erased(known.user) {
                // It ended between erasing and forgetting. Where it cannot be forgotten now, the next start does it.
                let _ = known::forget(known.user).await;
            } else if is_cleared(known.user).await {
                let kept = noted(known.user);
                self.0.robbed.borrow_mut().push(Robbed {
                    name: known.called,
                    kept,
                });
            }
        }
        signed_out()
    }

    /// Fetches the first records, or hears of the office again; what has come is kept, and a next try goes on from there.
    pub(super) async fn fetch(self, replica: Replica) -> Result<(), Failure> {
        let arrived = |records| self.0.boot.set(Boot::Fetching { records });
        replica.first_records(arrived).await
    }

    pub(super) fn enter(self, replica: Replica) -> Boot {
        self.0.open.set(Some(replica));
        replica.prepare_search();
        spawn_local(replica.look_at_storage());
        Boot::Open(replica)
    }
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
            Failure::Refused { code } if code == "second-factor-needed" => Self::CodeNeeded,
            Failure::Refused { code } if code == "wrong-code" => Self::WrongCode,
            Failure::Refused { code } if code == "no-invitation" => Self::NoInvitation,
            Failure::Refused { code } if code == "device-lost" => Self::Lost,
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

pub(super) fn signed_out() -> Boot {
    Boot::SignedOut { known: known() }
}
