//! One tab works at a time: it holds a Web Lock. Each tells the others what has happened.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dong_hanh_domain::{HouseholdId, VisitId};
use futures::channel::oneshot;
use js_sys::{Function, Promise};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

use super::locks::{self, Ask};

/// Which tab leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// This one, from the beginning: it has missed nothing.
    Here,
    /// This one, after another.
    HereNow,
    /// Another one; this one waits.
    Elsewhere,
    /// Another one has taken the lead from this one, which does not wait.
    Lost,
}

/// What one tab tells the others; the store says the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// Something was written.
    Changed,
    /// This draft was written or thrown away, and nothing else.
    Draft(Begun),
    /// The phone was locked.
    Locked,
    /// There is another session.
    SignedIn,
}

/// What is begun and not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Begun {
    /// A visit.
    Visit(VisitId),
    /// What is typed besides.
    Typed(Typing),
}

/// What somebody types that is no visit; it is said as one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Typing {
    /// A household that the register does not have.
    NewHousehold,
    /// Facts of a household that are otherwise than the record says.
    Facts(HouseholdId),
}

/// The lead of a store's tabs, held by whoever works in none of them; others may lead again when it is dropped.
#[derive(Debug)]
pub struct Held(Option<Function>);

/// Waits until no tab of a store leads, and keeps all of them from leading. A browser without Web Locks lets everybody.
pub async fn hold(name: &str) -> Held {
    let (given, is_given) = oneshot::channel();
    let asked = locks::request(name, Ask::Wait, move |_| {
        let mut given = Some(given);
        Promise::new(&mut |done, _| {
            // Whoever waits for it is this function's caller.
            let _ = given.take().map(|given| given.send(done));
        })
    });
    match asked {
        Some(_) => Held(is_given.await.ok()),
        None => Held(None),
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // Resolving a promise of our own does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// This tab among those that have the same store open.
#[derive(Clone, Debug)]
pub struct Tabs {
    name: String,
    channel: Option<BroadcastChannel>,
    /// Lets go of the lock.
    release: Rc<RefCell<Option<Function>>>,
    left: Rc<Cell<bool>>,
}

impl Tabs {
    /// The tabs of a store. `told` is called with what another tab tells.
    pub fn new(name: &str, told: impl Fn(News) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let news = event.data().as_string();
                let news = news.and_then(|text| serde_json::from_str(&text).ok());
                // Another version of the app may tell it in other words.
                told(news.unwrap_or(News::Changed));
            });
            let heard = heard.into_js_value();
            channel.set_onmessage(Some(heard.unchecked_ref()));
        }
        Self {
            name: name.to_owned(),
            channel,
            release: Rc::default(),
            left: Rc::default(),
        }
    }

    /// Tells the other tabs.
    pub fn tell(&self, news: News) {
        if let Some(channel) = &self.channel
            && let Ok(text) = serde_json::to_string(&news)
        {
            // A tab that hears nothing reads anew when it takes the lead.
            let _ = channel.post_message(&text.into());
        }
    }

    /// Gives the lead to whoever waits for it, and hears nothing any more.
    pub fn leave(&self) {
        self.left.set(true);
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
        }
        if let Some(release) = self.release.take() {
            // Resolving a promise of our own does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }

    /// Waits until this tab leads, or takes the lead at once with `steal`; says how it stands whenever that changes.
    /// A browser without Web Locks lets every tab lead.
    pub fn lead(&self, steal: bool, stands: impl Fn(Lead) + 'static) {
        let ask = if steal { Ask::Steal } else { Ask::IfFree };
        self.ask(ask, Rc::new(stands));
    }

    fn ask(&self, ask: Ask, stands: Rc<dyn Fn(Lead)>) {
        let tabs = self.clone();
        let told = stands.clone();
        // The lock is held as long as the promise is pending: until this tab dies, or another takes it over.
        let held = locks::request(&self.name, ask, move |is_held| {
            if tabs.left.get() {
                return Promise::resolve(&JsValue::NULL);
            }
            if !is_held {
                told(Lead::Elsewhere);
                tabs.ask(Ask::Wait, told);
                return Promise::resolve(&JsValue::NULL);
            }
            told(match ask {
                Ask::IfFree => Lead::Here,
                _ => Lead::HereNow,
            });
            Promise::new(&mut |done, _| *tabs.release.borrow_mut() = Some(done))
        });
        let Some(held) = held else {
            return stands(Lead::Here);
        };
        spawn_local(async move {
            // An error says that another tab has taken over.
            if JsFuture::from(held).await.is_err() {
                stands(Lead::Lost);
            }
        });
    }
}
