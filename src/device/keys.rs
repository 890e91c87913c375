//! The key of a store among the tabs of one browser: a new tab asks those that have the store open. It goes from memory
//! to memory and is written nowhere.

use std::cell::RefCell;
use std::rc::Rc;

use dong_hanh_vault::DataKey;
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::locks::{self, Ask};

/// What a new tab asks.
const ASKS: &str = "key?";

/// A tab that has the store open answers within so many milliseconds, or is asleep.
const PATIENCE_MS: u32 = 1_000;

/// Answers other tabs as long as it lives, and is known by a lock that all who answer share.
#[derive(Debug)]
pub struct Keeper {
    channel: Option<BroadcastChannel>,
    release: Rc<RefCell<Option<Function>>>,
}

impl Keeper {
    /// Answers for the store of a name; `key` is asked each time, and is none where the store is locked.
    pub fn of(name: &str, key: impl Fn() -> Option<DataKey> + 'static) -> Self {
        let channel = channel(name);
        if let Some(channel) = &channel {
            let answering = channel.clone();
            let asked = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let asks = event.data().as_string().is_some_and(|text| text == ASKS);
                if let Some(key) = asks.then(&key).flatten() {
                    // A tab that hears nothing asks for the PIN.
                    let bytes = Uint8Array::from(&key.bytes()[..]);
                    let _ = answering.post_message(&bytes);
                }
            });
            channel.set_onmessage(Some(asked.into_js_value().unchecked_ref()));
        }
        let mut release = None;
        let until = Promise::new(&mut |done, _| release = Some(done));
        // A browser without locks has nobody ask.
        let _ = locks::request(&place(name), Ask::Share, move |_| until);
        Self {
            channel,
            release: Rc::new(RefCell::new(release)),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
        if let Some(release) = self.release.take() {
            // Resolving a promise of our own does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The key of a store, where another tab has it open.
pub async fn ask(name: &str) -> Option<DataKey> {
    if !is_open_elsewhere(name).await {
        return None;
    }
    let channel = channel(name)?;
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = event.data().dyn_into::<Uint8Array>().ok();
        // Another tab that asks is no answer.
        let Some(bytes) = bytes.and_then(|bytes| bytes.to_vec().try_into().ok()) else {
            return;
        };
        if let Some(tell) = tell.take() {
            // Nobody waits any more where it came too late.
            let _ = tell.send(DataKey::new(bytes));
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    channel.post_message(&ASKS.into()).ok()?;
    let answer = select(told, TimeoutFuture::new(PATIENCE_MS)).await;
    channel.set_onmessage(None);
    channel.close();
    match answer {
        Either::Left((key, _)) => key.ok(),
        Either::Right(_) => None,
    }
}

/// Whether some tab shares the lock of those who answer: then nobody gets it alone.
async fn is_open_elsewhere(name: &str) -> bool {
    let (tell, told) = oneshot::channel();
    let asked = locks::request(&place(name), Ask::IfFree, move |is_alone| {
        // Whoever asks waits.
        let _ = tell.send(!is_alone);
        Promise::resolve(&JsValue::NULL)
    });
    asked.is_some() && told.await.unwrap_or_default()
}

fn place(name: &str) -> String {
    format!("{name}:key")
}

fn channel(name: &str) -> Option<BroadcastChannel> {
    BroadcastChannel::new(&place(name)).ok()
}
