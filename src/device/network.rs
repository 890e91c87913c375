//! The way to the office: requests of the API, and what their failures mean for the work on this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dong_hanh_form::{FormId, Sha256};
use dong_hanh_sync::device::{Failure, Pulled};
use dong_hanh_sync::protocol::PullRequest;
use dong_hanh_sync::{PushAnswer, PushRequest};
use dong_hanh_vault::RecoverySecret;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::AbortController;

mod account;
mod lost;
mod upload;
mod wire;

pub use account::{
    Account, ChosenPassword, DeviceName, Invited, NewSession, SignedIn, SignsIn, TakenInvitation,
    Turned, UnitName, device_label,
};
use upload::PIECE;
pub(super) use wire::Problem;
use wire::{Body, json};

/// How long the office may be silent before a request is given up, in milliseconds: until its answer begins, and from
/// then on until each next part of it, however long the whole takes on a poor line. The next try begins anew and loses
/// nothing.
const PATIENCE_MS: u32 = 60_000;

/// The server, seen from one session. Clones share the token.
#[derive(Clone, Debug)]
pub struct Network {
    token: Rc<RefCell<Option<String>>>,
    exchange: Rc<RefCell<Option<AbortController>>>,
    /// How often what was under way was given up.
    stops: Rc<Cell<u32>>,
    patience: u32,
}

/// Another password, and the one that there is.
#[derive(Serialize)]
struct NewPassword<'a> {
    old: &'a str,
    new: &'a str,
}

/// The code of an invitation.
#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
}

/// What the office keeps for the vault of a device, in base64.
#[derive(Deserialize)]
struct Secret {
    secret: String,
}

impl Network {
    /// A network for a token; without one it can only sign in.
    #[must_use]
    pub fn new(token: Option<String>) -> Self {
        Self {
            token: Rc::new(RefCell::new(token)),
            exchange: Rc::default(),
            stops: Rc::default(),
            patience: PATIENCE_MS,
        }
    }

    /// The same network, that gives a silent office up after so many milliseconds.
    #[must_use]
    pub fn with_patience(self, patience: u32) -> Self {
        Self { patience, ..self }
    }

    /// What its requests bear.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.token.borrow().clone()
    }

    /// Uses another token from now on.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.borrow_mut() = token;
    }

    /// Opens a session.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `wrong-credentials`, `second-factor-needed` or `wrong-code`, [`Failure::Busy`] after too
    /// many tries.
    pub async fn sign_in(&self, session: &NewSession<'_>) -> Result<SignedIn, Failure> {
        self.send("POST", "/api/v1/session", json(session)?)
            .await?
            .json()
    }

    /// Who invites whom to what, by the code of an invitation. Nothing is taken.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-invitation`, [`Failure::Busy`] after too many tries.
    pub async fn look_at_invitation(&self, code: &str) -> Result<Invited, Failure> {
        let body = json(&Code { code })?;
        self.send("POST", "/api/v1/invitation", body).await?.json()
    }

    /// Opens a session by an invitation.
    ///
    /// # Errors
    /// As for [`Network::look_at_invitation`]; after [`Failure::NoAnswer`] it opens on this device still.
    pub async fn take_invitation(&self, taken: &TakenInvitation<'_>) -> Result<SignedIn, Failure> {
        let answer = self
            .send("POST", "/api/v1/invitation/session", json(taken)?)
            .await?;
        answer.json()
    }

    /// Chooses a password by an invitation.
    ///
    /// # Errors
    /// As for [`Network::take_invitation`]; [`Failure::Refused`] with `unfit-password` where it is guessed soon.
    pub async fn choose_password(&self, chosen: &ChosenPassword<'_>) -> Result<SignsIn, Failure> {
        self.make_of("/api/v1/invitation/password", chosen).await
    }

    /// What the office keeps for the vault of this device.
    ///
    /// # Errors
    /// [`Failure`]: nothing is known of it.
    pub async fn vault_secret(&self) -> Result<RecoverySecret, Failure> {
        let answer = self
            .send("GET", "/api/v1/session/vault", Body::None)
            .await?;
        let Secret { secret } = answer.json()?;
        RecoverySecret::read(&secret).ok_or(Failure::Version)
    }

    /// Another token for this session. It takes the place of the one that there is once it is used.
    ///
    /// # Errors
    /// [`Failure`]: the one that there is goes on, whether the office has made another one or not; [`Failure::Refused`]
    /// where the office is of a version that makes none.
    pub async fn turn_token(&self) -> Result<Turned, Failure> {
        self.make("/api/v1/session/token").await
    }

    /// Ends the session of the token.
    ///
    /// # Errors
    /// [`Failure`]: the session goes on at the server until it expires or is revoked.
    pub async fn sign_out(&self) -> Result<(), Failure> {
        self.send("DELETE", "/api/v1/session", Body::None)
            .await
            .map(drop)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn me(&self) -> Result<Account, Failure> {
        self.get("/api/v1/me").await
    }

    /// Sends operations.
    ///
    /// # Errors
    /// [`Failure`]: nothing is known of what became of them, and they stay in the outbox.
    pub async fn push(&self, request: &PushRequest) -> Result<PushAnswer, Failure> {
        self.exchange("POST", "/api/v1/operations", json(request)?)
            .await?
            .json()
    }

    /// Asks for changes.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn pull(&self, request: &PullRequest) -> Result<Pulled, Failure> {
        let answer = self
            .exchange("POST", "/api/v1/changes", json(request)?)
            .await?;
        if answer.status == 204 {
            Ok(Pulled::Nothing(answer.date()))
        } else {
            answer.json().map(Pulled::News)
        }
    }

    /// Gives up what is under way of a round: a push, a pull or a photo.
    pub fn abort(&self) {
        self.stops.set(self.stops.get().wrapping_add(1));
        if let Some(controller) = self.exchange.borrow_mut().take() {
            controller.abort();
        }
    }

    /// Fetches a photo.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get_media(&self, sha256: &Sha256) -> Result<Vec<u8>, Failure> {
        self.get_bytes(&media_path(sha256)).await
    }

    /// Fetches the next piece of what a form shows, from this byte on.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get_shown(
        &self,
        form: &FormId,
        sha256: &Sha256,
        from: usize,
    ) -> Result<Vec<u8>, Failure> {
        let path = format!("/api/v1/forms/{form}/media/{sha256}");
        let range = format!("bytes={from}-{}", from + PIECE - 1);
        let headers = [("Range", range.as_str())];
        let answer = self
            .exchange_with("GET", &path, &headers, Body::None)
            .await?;
        // Whoever on the way knows no parts gives all of it.
        let skipped = if answer.status == 206 { 0 } else { from };
        Ok(answer.body.get(skipped..).unwrap_or_default().to_vec())
    }

    /// Reads the bytes of something else of the API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get_bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        Ok(self.send("GET", path, Body::None).await?.body)
    }

    /// Reads something else of the API, for the screens that work only with a network.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        self.send("GET", path, Body::None).await?.json()
    }

    /// Gives whoever is signed in another password, and ends their sessions on other devices.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `wrong-password` or `unfit-password`, [`Failure::Busy`] after too many tries;
    /// after [`Failure::NoAnswer`] either of the two may count.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), Failure> {
        let body = json(&NewPassword { old, new })?;
        let answer = self.send("POST", "/api/v1/me/password", body).await;
        answer.map(drop)
    }

    /// Puts something to the API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn put<T: Serialize>(&self, path: &str, what: &T) -> Result<(), Failure> {
        self.send("PUT", path, json(what)?).await.map(drop)
    }

    /// Puts something to the API, and reads what came of it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn put_of<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &impl Serialize,
    ) -> Result<T, Failure> {
        self.send("PUT", path, json(what)?).await?.json()
    }

    /// Does something of the API as it is said; nothing comes of it to be read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn post(&self, path: &str, what: &impl Serialize) -> Result<(), Failure> {
        self.send("POST", path, json(what)?).await.map(drop)
    }

    /// Makes something of the API as it is said, and reads what was made.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn make_of<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &impl Serialize,
    ) -> Result<T, Failure> {
        self.send("POST", path, json(what)?).await?.json()
    }

    /// Makes something of the API, and reads what was made.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn make<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        self.send("POST", path, Body::None).await?.json()
    }

    /// Ends something of the API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn delete(&self, path: &str) -> Result<(), Failure> {
        self.send("DELETE", path, Body::None).await.map(drop)
    }
}

fn media_path(sha256: &Sha256) -> String {
    format!("/api/v1/media/{sha256}")
}
