//! A locked file: made from a stream, given to the phone's share sheet or saved.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{File, FilePropertyBag, HtmlAnchorElement, Url};

/// Gives the next bytes of a stream, and `None` at its end. An error ends the making of the file.
pub type Next = Box<dyn FnMut() -> LocalBoxFuture<'static, Result<Option<Vec<u8>>, String>>>;

/// A file that only its recipient can open.
#[derive(Clone, Debug)]
pub struct LockedFile {
    parts: Array,
    name: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// How sharing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Somebody's app has it.
    Given,
    /// The person has closed the sheet.
    Closed,
    /// The browser gives no such file, or none so large, to other apps.
    Refused,
}

impl LockedFile {
    /// Locks a stream for an age recipient. `name` is what the file is called, without an ending.
    ///
    /// # Errors
    /// In the words of whoever ended it: the stream, or the browser.
    pub async fn lock(recipient: &str, name: String, next: Next) -> Result<Self, String> {
        let next = Rc::new(RefCell::new(next));
        let next = Closure::<dyn FnMut() -> Promise>::new(move || {
            let bytes = next.borrow_mut()();
            future_to_promise(async move {
                match bytes.await {
                    Ok(Some(bytes)) => Ok(Uint8Array::from(&bytes[..]).into()),
                    Ok(None) => Ok(JsValue::UNDEFINED),
                    Err(why) => Err(why.into()),
                }
            })
        });
        let lock: Lock = JsFuture::from(later("lock").map_err(words)?)
            .await
            .map_err(words)?
            .unchecked_into();
        let parts = lock.lock(recipient, next.as_ref()).map_err(words)?;
        let parts: Array = JsFuture::from(parts).await.map_err(words)?.unchecked_into();
        let file = file(&parts, &name, "").map_err(words)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let bytes = file.size() as u64;
        Ok(Self { parts, name, bytes })
    }

    /// Whether there is a share sheet that takes files.
    #[must_use]
    pub fn can_be_shared(&self) -> bool {
        let can = || -> Result<bool, JsValue> {
            let sharer = sharer()?;
            let has = Reflect::has(&sharer, &"canShare".into())?;
            Ok(has && sharer.can_share(&self.sheet()?)?)
        };
        can().unwrap_or(false)
    }

    /// Gives it to the phone's share sheet. Only a press of a button may do that.
    pub async fn share(&self) -> Shared {
        let shared = async {
            let promise = sharer()?.share(&self.sheet()?)?;
            JsFuture::from(promise).await
        };
        match shared.await {
            Ok(_) => Shared::Given,
            Err(error) if name_of(&error) == "AbortError" => Shared::Closed,
            Err(_) => Shared::Refused,
        }
    }

    /// Saves it where the browser saves files.
    ///
    /// # Errors
    /// What the browser says.
    pub fn save(&self) -> Result<(), JsValue> {
        let file = file(
            &self.parts,
            &format!("{}.age", self.name),
            "application/octet-stream",
        )?;
        save(&file)
    }

    /// Chromium gives no `.age` to other apps, and reads the kind of a file from its name alone.
    fn sheet(&self) -> Result<Object, JsValue> {
        let file = file(&self.parts, &format!("{}.age.txt", self.name), "text/plain")?;
        let sheet = Object::new();
        Reflect::set(&sheet, &"files".into(), &Array::of1(&file))?;
        Ok(sheet)
    }
}

/// Gives a text to the browser as a file.
///
/// # Errors
/// What the browser says.
pub fn save_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsValue::from_str(text));
    save(&file(&parts, name, kind)?)
}

/// Gives a file to the browser, which saves it where it saves files.
pub(super) fn save(file: &File) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(file)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(&file.name());
    link.click();
    // The browser reads it when it likes; what is behind the address goes with the page.
    Ok(())
}

fn file(parts: &Array, name: &str, kind: &str) -> Result<File, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_blob_sequence_and_options(parts, name, &options)
}

fn sharer() -> Result<Sharer, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Ok(window.navigator().unchecked_into())
}

fn name_of(error: &JsValue) -> String {
    let error = error.dyn_ref::<web_sys::DomException>();
    error.map(web_sys::DomException::name).unwrap_or_default()
}

fn words(error: JsValue) -> String {
    match error.as_string() {
        Some(words) => words,
        None => format!("{error:?}"),
    }
}

#[wasm_bindgen]
extern "C" {
    /// Loads code that the page keeps for later, see `start.js`.
    #[wasm_bindgen(catch)]
    fn later(name: &str) -> Result<Promise, JsValue>;

    /// What `lock/lock.mjs` exports.
    type Lock;

    #[wasm_bindgen(method, catch)]
    fn lock(this: &Lock, recipient: &str, next: &JsValue) -> Result<Promise, JsValue>;

    /// web-sys has sharing only behind its unstable flag.
    type Sharer;

    #[wasm_bindgen(method, catch, js_name = canShare)]
    fn can_share(this: &Sharer, sheet: &Object) -> Result<bool, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn share(this: &Sharer, sheet: &Object) -> Result<Promise, JsValue>;
}
