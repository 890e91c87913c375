//! Another token for the session now and then, so that a copy of an old one opens nothing.

use dong_hanh_sync::device::Failure;

use super::facts::{Facts, name};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::tabs::News;
use crate::device::{clock, digest};

/// A token is used for so long, in milliseconds: seven days.
const USED_FOR: i64 = 7 * 24 * 60 * 60 * 1000;

/// This moment, as it is kept beside a token.
pub(super) fn now() -> String {
    clock::now(None).utc_ms.to_string()
}

/// Whether a token that came at a moment has had its time; so has one whose clock went astray, and one of an earlier version
/// of the app, which kept no moment.
fn is_old(came: Option<&String>) -> bool {
    let came: Option<i64> = came.and_then(|came| came.parse().ok());
    came.is_none_or(|came| !(0..USED_FOR).contains(&(clock::now(None).utc_ms - came)))
}

impl Replica {
    /// Asks for another token where the one that there is has had its time. It is stored before it is used, and until then
    /// the old one counts: whatever is lost on the way costs no session.
    pub(super) async fn turn_token(self) {
        let is_due = is_old(self.0.state.borrow().facts.get(name::TURNED));
        let Some(token) = self.0.network.token().filter(|_| is_due) else {
            return;
        };
        if self.0.asked_for_token.replace(true) {
            return;
        }
        let turned = self.0.network.turn_token().await;
        let goes_on = match turned {
            // Where it cannot be stored nobody knows it, and the next round asks for one again.
            Ok(turned) => {
                let _ = self.keep_token(&token, turned.token).await;
                true
            }
            Err(Failure::NoAnswer | Failure::Busy { .. }) => true,
            // An office of an earlier version makes none; the next start asks again.
            Err(_) => false,
        };
        self.0.asked_for_token.set(!goes_on);
    }

    /// Stores a token in the place of another one, and uses it from then on; the other tabs hear of it. Nothing is done where
    /// somebody has signed in meanwhile.
    async fn keep_token(self, before: &str, token: String) -> Result<(), SaveError> {
        let session = digest::hex(token.as_bytes()).await.ok();
        let _turn = self.turn().await?;
        let facts = Facts::of(&self.0.store).await?;
        if facts.token.as_deref() != Some(before) {
            return Ok(());
        }
        let came = now();
        let batch = Batch::strict()
            .put(Shelf::Meta, name::TOKEN, token.as_str())
            .put(Shelf::Meta, name::TURNED, came.as_str());
        let batch = match &session {
            Some(session) => batch.put(Shelf::Meta, name::SESSION, session.as_str()),
            None => batch.delete(Shelf::Meta, name::SESSION),
        };
        self.write(batch).await?;
        {
            let facts = &mut self.0.state.borrow_mut().facts;
            facts.insert(name::TOKEN.to_owned(), token.clone());
            facts.insert(name::TURNED.to_owned(), came);
            match session {
                Some(session) => facts.insert(name::SESSION.to_owned(), session),
                None => facts.remove(name::SESSION),
            };
        }
        // Who signed in while it was being stored has yet another one.
        if self.0.network.token().as_deref() == Some(before) {
            self.0.network.set_token(Some(token));
        }
        self.tell_tabs(News::SignedIn);
        Ok(())
    }
}
