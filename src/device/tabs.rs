//! One tab works at a time: it holds a Web Lock, and tells the others when something has changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

use super::locks::{self, Ask};

/// This tab among those that have the same store open.
#[derive(Debug)]
pub struct Tabs {
    name: String,
    channel: Option<BroadcastChannel>,
    /// Lets go of the lock.
    release: Rc<RefCell<Option<Function>>>,
    left: Rc<Cell<bool>>,
}

impl Tabs {
    /// The tabs of a store. `changed` is called when another tab has written to it.
    pub fn new(name: &str, changed: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |_| changed()).into_js_value();
            channel.set_onmessage(Some(heard.unchecked_ref()));
        }
        Self {
            name: name.to_owned(),
            channel,
            release: Rc::default(),
            left: Rc::default(),
        }
    }

    /// Tells the other tabs that something was written.
    pub fn announce(&self) {
        if let Some(channel) = &self.channel {
            // A tab that hears nothing reads anew when it comes to the front.
            let _ = channel.post_message(&JsValue::NULL);
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

    /// Waits until this tab leads, or takes the lead at once with `steal`; says so, and when it is lost.
    /// A browser without Web Locks lets every tab lead.
    pub fn lead(&self, steal: bool, leading: impl Fn(bool) + 'static) {
        let leading = Rc::new(leading);
        let (won, release, left) = (leading.clone(), self.release.clone(), self.left.clone());
        // The lock is held as long as the promise is pending: until this tab dies, or another takes it over.
        let held = locks::request(
            &self.name,
            if steal { Ask::Steal } else { Ask::Wait },
            move || {
                if left.get() {
                    return Promise::resolve(&JsValue::NULL);
                }
                won(true);
                Promise::new(&mut |done, _| *release.borrow_mut() = Some(done))
            },
        );
        let Some(held) = held else {
            return leading(true);
        };
        spawn_local(async move {
            // An error says that another tab has taken over.
            if JsFuture::from(held).await.is_err() {
                leading(false);
            }
        });
    }
}
