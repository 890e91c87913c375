//! What the tabs of a store tell each other: that something was written, that the phone was locked, that there is
//! another session.

use dong_hanh_sync::device::{Input, Phase};
use wasm_bindgen_futures::spawn_local;

use super::facts::Facts;
use super::{Replica, Session};
use crate::device::tabs::{News, Tabs};

impl Replica {
    /// Lives beside other tabs: hears what they write, says what it writes.
    pub(super) fn join(self, session: Session, name: &str) {
        self.0
            .tabs
            .get_or_init(|| Tabs::new(name, move |news| self.hear(session, news)));
        // What was told between the reading of the store and now was heard by nobody here.
        spawn_local(self.look_at_session(session));
        // What is done before it is known who leads waits for the answer, which is a matter of milliseconds.
        self.0.unknown.set(self.0.writing.try_lock());
        self.lead(false);
    }

    fn hear(self, session: Session, news: News) {
        match news {
            News::Changed => spawn_local(async move {
                if self.phase() == Phase::Following {
                    // Where it fails, what was read before is still shown.
                    let _ = self.reload().await;
                }
            }),
            News::Locked => session.shut(self),
            News::SignedIn => spawn_local(self.look_at_session(session)),
        }
    }

    /// Something was written: the other tabs hear of it, and what is on this device only is noted.
    pub(super) fn announce(self) {
        self.note_kept();
        self.tell_tabs(News::Changed);
    }

    /// Tells the other tabs of this store.
    pub(super) fn tell_tabs(self, news: News) {
        if let Some(tabs) = self.0.tabs.get() {
            tabs.tell(news);
        }
    }

    /// Somebody signed in again.
    pub(super) fn signed_in(self, token: String) {
        self.0.network.set_token(Some(token));
        self.0.session_ended.set(false);
        self.tell(Input::SignedIn);
    }

    /// Goes by what the store says of the session, which another tab may have ended or opened.
    async fn look_at_session(self, session: Session) {
        // Where it cannot be read, nothing is known of another session.
        let Ok(facts) = Facts::of(&self.0.store).await else {
            return;
        };
        if facts.is_locked() {
            return session.shut(self);
        }
        let other = facts
            .token
            .filter(|token| self.0.network.token().as_ref() != Some(token));
        if let Some(token) = other {
            self.signed_in(token);
        }
    }
}
