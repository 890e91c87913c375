//! One part of a form on the screen: its questions from top to bottom.

use dong_hanh_form::{ChoiceLook, DayPart, Kind, Lang, Path};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::chosen;
use super::choosing::Takes;
use super::filling::{Filling, Said};
use super::gaps::gaps;
use super::parts::{self, Row};
use super::picked::{Picker, picked};
use super::{
    agreed, barcode, decimal, file, integer, line, note, photo, place, range, rank, read_only,
    repeat, sound, text, year, yes_no,
};
use crate::ui::use_lang;

/// Leads to what comes after the part on the screen.
#[derive(Clone, Copy)]
pub struct Onward(pub Callback<()>);

/// The questions of one part. Whatever is answered, an input that stays stays the same element.
#[component]
pub fn PartView(
    /// The form that is filled.
    filling: Filling,
    /// The name of the part.
    name: String,
) -> impl IntoView {
    let above = gaps(filling, &name);
    let rows = Memo::new(move |_| {
        let parts = filling.parts();
        parts
            .iter()
            .find(|part| part.name == name)
            .map(|part| part.rows.to_vec())
            .unwrap_or_default()
    });
    view! {
        {above}
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

/// A question with what answers it; where the answer cannot be changed, with the answer alone.
fn question(filling: Filling, path: &Path) -> AnyView {
    let form = filling.form();
    let Some(question) = parts::question(&form, path) else {
        return ().into_any();
    };
    let asked = Asked::new(filling, path.clone(), question, use_lang());
    // What follows from other answers is shown and not asked: an answer over it would not last.
    let is_reckoned = question.calculate.is_some() && question.trigger.is_empty();
    if is_reckoned && question.kind != Kind::Note {
        return read_only::read_only(&asked);
    }
    if question.read_only.is_none() || question.kind == Kind::Note {
        return control(&asked);
    }
    let is_read_only = Memo::new({
        let asked = asked.clone();
        move |_| asked.is_read_only()
    });
    let shown = move || match is_read_only.get() {
        true => read_only::read_only(&asked),
        false => control(&asked),
    };
    shown.into_any()
}

fn control(asked: &Asked) -> AnyView {
    match &asked.question.kind {
        Kind::Text { look } => text::text(asked, *look),
        Kind::Integer { unit } => integer::integer(asked, unit.as_ref()),
        Kind::Decimal { unit } => decimal::decimal(asked, unit.as_ref()),
        Kind::Range { start, end, step } => range::range(asked, start, end, step),
        Kind::Date { part } => match part {
            DayPart::Day => picked(asked, Picker::Day),
            DayPart::Month => picked(asked, Picker::Month),
            DayPart::Year => year::year(asked),
        },
        Kind::Time => picked(asked, Picker::Time),
        Kind::Moment => picked(asked, Picker::Moment),
        Kind::One { look, .. } | Kind::Many { look, .. } if *look == ChoiceLook::Head => {
            view! { <p class="q q-label">{asked.said()}</p> }.into_any()
        }
        Kind::One { look, .. } => chosen(asked, Takes::One, *look),
        Kind::Many { look, .. } => chosen(asked, Takes::Many, *look),
        Kind::Rank { .. } => rank::rank(asked),
        Kind::YesNo => yes_no::yes_no(asked),
        Kind::Agreed => agreed::agreed(asked),
        Kind::Note => note::note(asked),
        Kind::Photo { max, pixels, look } => photo::photo(asked, *max, *pixels, *look),
        Kind::Sound { max } => sound::sound(asked, *max),
        Kind::Film => file::film(asked),
        Kind::File => file::file(asked),
        Kind::Place { on_map } => place::place(asked, *on_map),
        Kind::Way => line::line(asked, false),
        Kind::Land => line::line(asked, true),
        Kind::Barcode => barcode::barcode(asked),
        // What nobody sees has no row.
        Kind::Kept | Kind::Known(_) => ().into_any(),
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
