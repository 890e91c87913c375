//! A workbook without mistakes: what it would change, how it looks on a phone, and the button that publishes it.

use std::sync::Arc;

use dong_hanh_form::Lang;
use dong_hanh_sync::consent::asks;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::ask::Asked;
use super::preview::Preview;
use super::stage::Staging;
use super::{changes, notes};
use crate::device::camera;
use crate::device::forms::{FormRow, Right};
use crate::ui::{Banner, Button, Icon, Look, Reason, Tone, day, full_day};
use crate::words::{consent, forms as words};

/// It.
pub(super) fn right(
    staging: Staging,
    right: &Right,
    about: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let title = right.title.get(lang).to_owned();
    let is_same = right.over.as_ref() == Some(&right.id);
    let forms = untrack(|| staging.lists.came());
    let another = right.instead_of.as_ref().map(|other| {
        let text = words::another_text(lang, &right.name);
        view! {
            <div class="mt-3 mb-2">
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::another(lang, other.get(lang))>
                    <p class="small">{text}</p>
                </Banner>
            </div>
        }
    });
    let said = said(right, &forms, lang);
    let said = said.into_iter().map(|text| {
        view! { <Reason icon=Icon::Question>{text}</Reason> }
    });
    let said = said.collect_view();
    let asks_nothing = right.definition.about.is_household() && !asks(&right.definition);
    let asks_nothing = asks_nothing.then(|| {
        view! {
            <div class="mt-3 mb-2">
                <Banner tone=Tone::Wait icon=Icon::Question title=consent::form_asks_nothing(lang)>
                    <p class="small">{consent::form_asks_nothing_text(lang)}</p>
                </Banner>
            </div>
        }
    });
    let compared = right.over.is_some() && !is_same;
    let list = compared.then(|| changes::list(&right.changes, lang));
    let doubts = notes::doubts(&right.warnings, lang);
    let form = Arc::new(right.definition.clone());
    let at_hand = staging.at_hand(&form);
    let made = at_hand.clone();
    on_cleanup(move || made.0.values().for_each(|url| camera::let_go(url)));
    let tries = RwSignal::new(false);
    let preview = move || {
        let (form, at_hand) = (Arc::clone(&form), at_hand.clone());
        tries
            .get()
            .then(|| view! { <Preview form tries at_hand lang/> })
    };
    let asked = Asked::Publish(SendWrapper::new(Box::new(right.clone())));
    let publish = (!is_same).then(|| {
        let asked = asked.clone();
        let ask = move |()| about.set(Some(asked.clone()));
        view! { <Button look=Look::Primary icon=Icon::Send on_press=ask>{words::publish(lang)}</Button> }
    });
    view! {
        <section class="tile" aria-labelledby="forms-right">
            <h2 class="name" id="forms-right">{words::right(lang, &title, &right.version)}</h2>
            <p class="small muted">{staging.file()} " · " {words::name(lang, &right.name)}</p>
            {another}
            {said}
            {asks_nothing}
            {doubts}
            {list}
            {preview}
            <div class="ruling">
                {publish}
                <Button icon=Icon::Phone on_press=move |()| tries.set(true)>{words::preview(lang)}</Button>
                <Button look=Look::Quiet on_press=move |()| staging.put_aside()>{words::discard(lang)}</Button>
            </div>
        </section>
    }
    .into_any()
}

/// What an officer should know of it as a whole.
fn said(right: &Right, forms: &[FormRow], lang: Lang) -> Vec<String> {
    if right.over.as_ref() == Some(&right.id) {
        return vec![words::same(lang)];
    }
    let mut said = Vec::new();
    if !right.definition.about.is_household() {
        said.push(words::no_household(lang));
    }
    if right.over.is_none() {
        said.push(words::new_name(lang, &right.name));
    }
    let known = forms.iter().find(|form| form.id == right.id);
    let over = forms
        .iter()
        .find(|form| Some(&form.id) == right.over.as_ref());
    if let Some(known) = known {
        said.push(words::known(lang, &full_day(day(known.published))));
    } else if over.is_some_and(|over| over.version == right.version) {
        said.push(words::same_version(lang, &right.version));
    }
    said
}
