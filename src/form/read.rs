//! Recorded answers in words, part by part, with what differs from an earlier version.

use std::collections::BTreeMap;
use std::sync::Arc;

use dong_hanh_form::{
    Answer, Answers, Difference, Form, Node, Path, Recorded, differences, recorded,
};
use dong_hanh_sync::ErasedPicture;
use leptos::prelude::*;

use super::erased::erased_view;
use super::file::FileView;
use super::photo::PhotoView;
use super::sound::SoundView;
use crate::ui::use_lang;
use crate::words::consent::sensitive;
use crate::words::form as words;

/// Everything that was recorded, in the order of the form. What differs from `before` is bold, with
/// the earlier answer beside it.
#[component]
pub fn AnswersRead(
    /// The form that was filled.
    form: Arc<Form>,
    /// What was answered.
    answers: Answers,
    /// An earlier version, and the form that it was filled with.
    #[prop(optional_no_strip)]
    before: Option<(Arc<Form>, Answers)>,
    /// What the answers name and the office has erased.
    erased: Vec<ErasedPicture>,
) -> impl IntoView {
    let lang = use_lang();
    let changes = before
        .map(|(was, before)| differences(&was, &before, &form, &answers))
        .unwrap_or_default();
    let (gone, changed): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|change| change.after.is_none());
    let changed: BTreeMap<&Path, &Difference> = changed
        .iter()
        .map(|change| (&change.path, change))
        .collect();
    let all = recorded(&form, &answers);
    if all.is_empty() && gone.is_empty() {
        return view! { <p class="muted">{words::nothing_recorded(lang)}</p> }.into_any();
    }
    let parts = form.screens().map(|screen| {
        let inside = |path: &Path| {
            let top = path.steps().next();
            top.is_some_and(|step| screen.iter().any(|node| node.name() == step.name))
        };
        let first = all.iter().find(|one| inside(&one.path));
        let label = match (screen, first.map(|one| one.within.first())) {
            ([Node::Group(_)], Some(Some(heading))) => heading,
            ([Node::Group(group)], _) => &group.label,
            _ => &form.title,
        };
        let rows: Vec<AnyView> = all
            .iter()
            .filter(|one| inside(&one.path))
            .map(|one| fact(&form, one, changed.get(&one.path).copied(), &erased))
            .chain(gone.iter().filter(|one| inside(&one.path)).map(removed))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="eyebrow mt-4">{label.get(lang).to_owned()}</h3>
                <dl class="facts">{rows}</dl>
            }
        })
    });
    parts.collect_view().into_any()
}

/// One recorded answer, a row of a `dl.facts`; where it changed, with the answer before, and without what was erased of it.
#[must_use]
pub fn fact(
    form: &Form,
    one: &Recorded<'_>,
    change: Option<&Difference>,
    erased: &[ErasedPicture],
) -> AnyView {
    let lang = use_lang();
    let question = form.question(&one.path);
    let marked = question
        .is_some_and(|question| question.sensitive)
        .then(|| {
            view! { <span class="muted">" ("{sensitive(lang)}")"</span> }
        });
    let label = heading(&one.within, one.label.get(lang));
    let answer = one.words(lang);
    let was = change.map(|change| {
        let before = change.before.as_ref().map_or_else(
            || words::nothing(lang),
            |before| before.get(lang).to_owned(),
        );
        view! { <span class="was">" ("{words::was(lang, &before)}")"</span> }
    });
    view! {
        <div>
            <dt>{label}{marked}</dt>
            <dd class:changed=change.is_some()>
                {answer}
                {was}
                <span class="photos">{media_view(one.answer, erased)}</span>
            </dd>
        </div>
    }
    .into_any()
}

/// What can be seen and heard of an answer.
pub(super) fn media_view(answer: &Answer, erased: &[ErasedPicture]) -> AnyView {
    let lang = use_lang();
    let media = answer.media().iter().cloned().enumerate();
    let media = media.map(|(index, media)| {
        let number = index + 1;
        if let Some(shown) = erased_view(lang, erased, &media) {
            shown
        } else if media.is_sound() {
            view! { <SoundView media number /> }.into_any()
        } else if media.is_picture() {
            view! { <PhotoView media number /> }.into_any()
        } else {
            view! { <FileView media /> }.into_any()
        }
    });
    media.collect_view().into_any()
}

fn removed(change: &Difference) -> AnyView {
    let lang = use_lang();
    let before = change
        .before
        .as_ref()
        .map(|before| before.get(lang).to_owned())
        .unwrap_or_default();
    view! {
        <div>
            <dt>{heading(&change.within, change.label.get(lang))}</dt>
            <dd class="changed">{words::nothing(lang)} <span class="was">" ("{words::was(lang, &before)}")"</span></dd>
        </div>
    }
    .into_any()
}

/// The question with the instance that it was asked of: «Phần quà 2: Ai tặng?».
fn heading(within: &[dong_hanh_form::Text], label: &str) -> String {
    let lang = use_lang();
    match within {
        [_, .., inner] => format!("{}: {label}", inner.get(lang)),
        _ => label.to_owned(),
    }
}
