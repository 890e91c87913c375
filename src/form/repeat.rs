//! Questions asked once for each of several things: the headings, one more, one less.

use dong_hanh_form::Path;
use leptos::prelude::*;

use super::asked::html_id;
use super::filling::Filling;
use super::part_view::{hint, under_heading};
use super::parts;
use crate::ui::{Button, Dialog, Icon, Look, use_lang};
use crate::words::form as words;

/// The heading above the instances.
pub(super) fn start(filling: Filling, path: &Path) -> AnyView {
    let (head, lang) = (filling.head(path), use_lang());
    let helped = head.clone();
    let label = Signal::derive(move || head.read().said.label.get(lang).to_owned());
    let beside = under_heading(filling, path, label);
    let hint = move || hint(&helped.read().said, lang);
    view! { <div class="q q-heading"><h2 class="q-label">{label}</h2> {beside} {hint}</div> }
        .into_any()
}

/// The heading of one instance; removing it asks.
pub(super) fn instance(filling: Filling, path: &Path) -> AnyView {
    let (head, lang) = (filling.head(path), use_lang());
    let form = filling.form();
    let Some(repeat) = parts::repeat(&form, path) else {
        return ().into_any();
    };
    let is_counted = repeat.count.is_some();
    let number = path.instance().unwrap_or(1);
    let what = Signal::derive(move || format!("{} {number}", head.read().said.label.get(lang)));
    let asks = RwSignal::new(false);
    let remove = {
        let path = path.clone();
        move |()| filling.remove_instance(&path)
    };
    let removing = (!is_counted).then(|| {
        view! {
            <Button look=Look::Quiet on_press=move |()| asks.set(true)>
                {words::remove(lang)}
                <span class="vh">" " {what}</span>
            </Button>
            <Dialog
                open=asks
                title=Signal::derive(move || words::remove_instance_asks(lang, &what.get()))
                safe=words::keep_instance(lang)
                risky=words::remove(lang)
                on_risky=remove
            >
                <p>{words::remove_instance_loses(lang)}</p>
            </Dialog>
        }
    });
    view! {
        <div class="q q-instance">
            <h3 class="q-label" id=html_id(path) tabindex="-1">{what}</h3>
            {removing}
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
    // The form says how many there are.
    if repeat.count.is_some() {
        return ().into_any();
    }
    let head = filling.head(path);
    let add = Signal::derive(move || {
        let head = head.read();
        let add = head.add.as_ref();
        add.map(|add| add.get(lang).to_owned()).unwrap_or_default()
    });
    let path = path.clone();
    let more = move |()| {
        let added = filling.add_instance(&path);
        filling.go_to(&added);
    };
    view! {
        <div class="q">
            <Button look=Look::Secondary wide=true icon=Some(Icon::Plus) on_press=more>{add}</Button>
        </div>
    }
    .into_any()
}
