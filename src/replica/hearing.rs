//! What the tabs of a store tell each other: that something was written, that the phone was locked, that there is
//! another session.

use std::collections::BTreeSet;

use dong_hanh_domain::VisitId;
use dong_hanh_sync::device::{Input, Phase};
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::Facts;
use super::{Draft, Replica, SaveError, Session};
use crate::device::keys::Keeper;
use crate::device::store::{Shelf, Value};
use crate::device::tabs::{Begun, News, Tabs, Typing};
use crate::device::wakes;

/// What other tabs have written since it was last read here.
#[derive(Debug, Default)]
pub(super) enum Missed {
    #[default]
    Nothing,
    Drafts(BTreeSet<Begun>),
    All,
}

/// What is read next.
enum Next {
    All,
    Draft(Begun),
}

impl Missed {
    fn all(&mut self) {
        *self = Self::All;
    }

    fn draft(&mut self, begun: Begun) {
        match self {
            Self::Nothing => *self = Self::Drafts([begun].into()),
            Self::Drafts(drafts) => drop(drafts.insert(begun)),
            Self::All => {}
        }
    }

    fn next(&mut self) -> Option<Next> {
        match self {
            Self::Nothing => None,
            Self::Drafts(drafts) => drafts.pop_first().map(Next::Draft),
            Self::All => {
                *self = Self::Nothing;
                Some(Next::All)
            }
        }
    }
}

impl Replica {
    /// Lives beside other tabs: hears what they write, says what it writes.
    pub(super) fn join(self, session: Session, name: &str) {
        self.0.session.get_or_init(|| session);
        self.0
            .tabs
            .get_or_init(|| Tabs::new(name, move |news| self.hear(session, news)));
        // What was told between the reading of the store and now was heard by nobody here.
        spawn_local(self.look_at_session());
        // What is done before it is known who leads waits for the answer, which is a matter of milliseconds.
        self.0.unknown.set(self.0.writing.try_lock());
        self.lead(false);
        // Another tab of the same browser comes in without the PIN, as long as this one is open.
        self.0
            .keys
            .replace(Some(Keeper::of(name, move || self.key())));
    }

    fn hear(self, session: Session, news: News) {
        match news {
            News::Changed => self.miss(Missed::all),
            News::Draft(begun) => self.miss(|missed| missed.draft(begun)),
            News::Locked => session.locked_elsewhere(self),
            News::SignedIn => spawn_local(self.look_at_session()),
        }
    }

    fn miss(self, note: impl FnOnce(&mut Missed)) {
        note(&mut self.0.missed.borrow_mut());
        self.catch_up();
    }

    /// Reads what other tabs have written, one thing after another, where this one follows and is looked at; else when
    /// it does. The store answers in the order in which it is asked, so that nothing older is shown after something
    /// newer.
    pub(super) fn catch_up(self) {
        if self.0.catching_up.replace(true) {
            return;
        }
        spawn_local(async move {
            while self.phase() == Phase::Following && !wakes::is_hidden() {
                let next = self.0.missed.borrow_mut().next();
                let read = match next {
                    None => break,
                    Some(Next::All) => self.reload().await,
                    Some(Next::Draft(Begun::Visit(visit))) => self.read_draft(visit).await,
                    Some(Next::Draft(Begun::Typed(typing))) => self.read_typed(typing).await,
                };
                if read.is_err() {
                    // What was read before is still shown, and all is read with the next news.
                    self.0.missed.borrow_mut().all();
                    break;
                }
            }
            self.0.catching_up.set(false);
        });
    }

    /// Takes up one draft as it lies in the store.
    async fn read_draft(self, visit: VisitId) -> Result<(), SaveError> {
        let stored = self.0.store.get(Shelf::Drafts, visit.to_string()).await?;
        let is_there = stored.is_some();
        let text = stored.and_then(Value::text);
        let draft = text.and_then(|text| serde_json::from_str::<Draft>(&text).ok());
        if is_there && draft.is_none() {
            // What cannot be read is counted where all is read.
            return self.reload().await;
        }
        let was_there = {
            let drafts = &mut self.0.state.borrow_mut().drafts;
            let before = match draft {
                Some(draft) => drafts.insert(visit, draft),
                None => drafts.remove(&visit),
            };
            before.is_some()
        };
        if was_there == is_there {
            self.0.topics.draft_text.notify();
        } else {
            self.0.topics.drafts.notify();
        }
        self.0.topics.reloaded.notify();
        Ok(())
    }

    async fn read_typed(self, typing: Typing) -> Result<(), SaveError> {
        let stored = self.0.store.get(Shelf::Meta, typing.name()).await?;
        {
            let facts = &mut self.0.state.borrow_mut().facts;
            match stored.and_then(Value::text) {
                Some(text) => facts.insert(typing.name(), text),
                None => facts.remove(&typing.name()),
            };
        }
        self.0.topics.drafts.notify();
        self.0.topics.reloaded.notify();
        Ok(())
    }

    /// Something was written: the other tabs hear of it, and what is on this device only is noted.
    pub(super) fn announce(self) {
        self.note_kept();
        self.tell_tabs(News::Changed);
    }

    /// The same, where a draft was written and nothing else.
    pub(super) fn announce_draft(self, begun: Begun) {
        self.note_kept();
        self.tell_tabs(News::Draft(begun));
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

    /// Goes by what the store says of the session, which another tab may have renewed.
    pub(super) async fn look_at_session(self) {
        // Where it cannot be read, nothing is known of another session.
        let Ok(facts) = Facts::of(&self.0.store).await else {
            return;
        };
        let other = facts
            .token
            .filter(|token| self.0.network.token().as_ref() != Some(token));
        if let Some(token) = other {
            self.signed_in(token);
        }
    }
}
