//! One part of a form on the screen: its questions from top to bottom.

use dong_hanh_form::{Kind, Lang, Path};
use leptos::prelude::*;

use super::asked::Asked;
use super::filling::{Filling, Said};
use super::parts::{self, Row};
use super::{date, decimal, integer, many, note, one, photo, place, repeat, sound, text, yes_no};
use crate::ui::use_lang;

/// The questions of one part. Whatever is answered, an input that stays stays the same element.
#[component]
pub fn PartView(
    /// The form that is filled.
    filling: Filling,
    /// The name of the part.
    name: String,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let parts = filling.parts();
        parts
            .iter()
            .find(|part| part.name == name)
            .map(|part| part.rows.to_vec())
            .unwrap_or_default()
    });
    view! {
        <form class="sheet joined" novalidate on:submit=|event| event.prevent_default()>
            <fieldset class="all" disabled=move || filling.is_following()>
                <For each=move || rows.get() key=Row::clone let:row>
                    {row_view(filling, &row)}
                </For>
            </fieldset>
        </form>
    }
    .into_any()
}

fn row_view(filling: Filling, row: &Row) -> AnyView {
    match row {
        Row::Question(path) => question(filling, path),
        Row::Heading(path) => heading(filling, path),
        Row::RepeatStart(path) => repeat::start(filling, path),
        Row::Instance(path) => repeat::instance(filling, path),
        Row::RepeatEnd(path) => repeat::end(filling, path),
    }
}

fn question(filling: Filling, path: &Path) -> AnyView {
    let form = filling.form();
    let Some(question) = parts::question(&form, path) else {
        return ().into_any();
    };
    let asked = &Asked::new(filling, path.clone(), question, use_lang());
    match &question.kind {
        Kind::Text { look } => text::text(asked, *look),
        Kind::Integer { unit } => integer::integer(asked, unit.as_ref()),
        Kind::Decimal { unit } => decimal::decimal(asked, unit.as_ref()),
        Kind::Date { .. } => date::date(asked),
        Kind::One { .. } => one::one(asked),
        Kind::Many { .. } => many::many(asked),
        Kind::YesNo => yes_no::yes_no(asked),
        Kind::Note => note::note(asked),
        Kind::Photo { max, .. } => photo::photo(asked, *max),
        Kind::Sound { max } => sound::sound(asked, *max),
        Kind::Place { .. } => place::place(asked),
        _ => ().into_any(),
    }
}

fn heading(filling: Filling, path: &Path) -> AnyView {
    let (said, lang) = (filling.heading(path), use_lang());
    let helped = said.clone();
    let label = move || said.read().label.get(lang).to_owned();
    let hint = move || hint(&helped.read(), lang);
    view! { <div class="q q-heading"><h2>{label}</h2> {hint}</div> }.into_any()
}

/// The sentence of help under a heading.
pub(super) fn hint(said: &Said, lang: Lang) -> Option<AnyView> {
    let hint = said.hint.as_ref()?.get(lang).to_owned();
    Some(view! { <p class="q-before">{hint}</p> }.into_any())
}
