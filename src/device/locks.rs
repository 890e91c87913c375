//! Web Locks: a name that one tab holds, or several share, until they let go or die.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// After everybody who asked before.
    Wait,
    /// At once, or not at all.
    IfFree,
    /// At once; whoever held it loses it.
    Steal,
    /// Together with others.
    Share,
}

/// Asks for a lock; `hold` is told whether it was given, and it is held until the promise that `hold` returns is
/// settled. The answer is an error when the lock was stolen. `None` in a browser without Web Locks.
pub(super) fn request(
    name: &str,
    ask: Ask,
    hold: impl FnOnce(bool) -> Promise + 'static,
) -> Option<Promise> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)?;
    let options = Object::new();
    match ask {
        Ask::Wait => true,
        Ask::IfFree => Reflect::set(&options, &"ifAvailable".into(), &true.into()).ok()?,
        Ask::Steal => Reflect::set(&options, &"steal".into(), &true.into()).ok()?,
        Ask::Share => Reflect::set(&options, &"mode".into(), &"shared".into()).ok()?,
    };
    let hold = Closure::once_into_js(move |lock: JsValue| hold(!lock.is_null()));
    Some(
        locks
            .unchecked_ref::<Locks>()
            .request(name, &options, &hold),
    )
}

#[wasm_bindgen]
extern "C" {
    /// web-sys has Web Locks only behind its unstable flag.
    type Locks;

    #[wasm_bindgen(method)]
    fn request(this: &Locks, name: &str, options: &Object, hold: &JsValue) -> Promise;
}
