//! What is said when the app itself breaks down. By then nothing of it can be trusted any more, so the
//! page is built with the browser's own means, and its link reloads.

use leptos::prelude::{document, window};

use crate::device::preferences;
use crate::words::shell as words;

/// From now on a panic is written to the console and said on the screen.
pub fn say_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // Fails only where the page is being closed.
        let _ = show();
    }));
}

fn show() -> Option<()> {
    let lang = preferences::language();
    let body = document().body()?;
    let element = |name: &str, text: &str| {
        let element = document().create_element(name).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let main = element("main", "")?;
    main.set_attribute("class", "opening").ok()?;
    main.set_attribute("role", "alert").ok()?;
    main.append_child(&element("h1", &words::broken_title(lang))?.into())
        .ok()?;
    main.append_child(&element("p", &words::broken_text(lang))?.into())
        .ok()?;
    let link = element("a", &words::reopen(lang))?;
    link.set_attribute("href", &window().location().pathname().ok()?)
        .ok()?;
    link.set_attribute("rel", "external").ok()?;
    main.append_child(&link.into()).ok()?;
    body.set_inner_html("");
    body.append_child(&main.into()).ok()?;
    Some(())
}
