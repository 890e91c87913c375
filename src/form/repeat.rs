//! Questions asked once for each of several things: the headings, one more, one less.

use dong_hanh_form::Path;
use leptos::prelude::*;

use super::asked::html_id;
use super::filling::Filling;
use super::parts;
use crate::ui::{Button, Dialog, Icon, Look, use_lang};
use crate::words::form as words;

/// The heading above the instances.
pub(super) fn start(filling: Filling, path: &Path) -> AnyView {
    let (form, lang) = (filling.form(), use_lang());
    let Some(repeat) = parts::repeat(&form, path) else {
        return ().into_any();
    };
    let hint = repeat
        .hint
        .as_ref()
        .map(|hint| view! { <p class="q-before">{hint.get(lang).to_owned()}</p> });
    view! {
        <div class="q q-heading">
            <h2 class="q-label">{repeat.label.get(lang).to_owned()}</h2>
            {hint}
        </div>
    }
    .into_any()
}

/// The heading of one instance; removing it asks.
pub(super) fn instance(filling: Filling, path: &Path) -> AnyView {
    let (form, lang) = (filling.form(), use_lang());
    let Some(repeat) = parts::repeat(&form, path) else {
        return ().into_any();
    };
    let what = format!("{} {}", repeat.each.get(lang), path.instance().unwrap_or(1));
    let spoken = what.clone();
    let asks = RwSignal::new(false);
    let remove = {
        let path = path.clone();
        move |()| filling.remove_instance(&path)
    };
    view! {
        <div class="q q-instance">
            <h3 class="q-label" id=html_id(path) tabindex="-1">{what.clone()}</h3>
            <Button look=Look::Quiet on_press=move |()| asks.set(true)>
                {words::remove(lang)}
                <span class="vh">{format!(" {spoken}")}</span>
            </Button>
            <Dialog
                open=asks
                title=words::remove_instance_asks(lang, &what)
                safe=words::keep_instance(lang)
                risky=words::remove(lang)
                on_risky=remove
            >
                <p>{words::remove_instance_loses(lang)}</p>
            </Dialog>
        </div>
    }
    .into_any()
}

/// The button that adds an instance.
pub(super) fn end(filling: Filling, path: &Path) -> AnyView {
    let (form, lang) = (filling.form(), use_lang());
    let Some(repeat) = parts::repeat(&form, path) else {
        return ().into_any();
    };
    let add = repeat.add.get(lang).to_owned();
    let path = path.clone();
    let more = move |()| {
        let added = filling.add_instance(&path);
        crate::ui::focus_soon(html_id(&added));
    };
    view! {
        <div class="q">
            <Button look=Look::Secondary wide=true icon=Some(Icon::Plus) on_press=more>{add.clone()}</Button>
        </div>
    }
    .into_any()
}
