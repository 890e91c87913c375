//! A table for other programs, and on paper.

use wasm_bindgen_futures::JsFuture;

/// Copies a text; `false` where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let copying = window.navigator().clipboard().write_text(text);
    JsFuture::from(copying).await.is_ok()
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Fails only where the browser prints nothing at all.
        let _ = window.print();
    }
}
