//! What is wrong or doubtful in a workbook, as a table that can be copied and printed.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::stage::Staging;
use crate::device::clipboard;
use crate::device::forms::Note;
use crate::ui::{Banner, Button, Icon, Look, Tone, use_toaster};
use crate::words::forms as words;

/// All mistakes.
pub(super) fn mistakes(staging: Staging, mistakes: &[Note], lang: Lang) -> AnyView {
    let toaster = use_toaster();
    let text = StoredValue::new(as_text(mistakes, lang));
    let copy = move |()| {
        spawn_local(async move {
            let copied = clipboard::copy(&text.get_value()).await;
            toaster.say(if copied {
                words::copied(lang)
            } else {
                words::not_copied(lang)
            });
        });
    };
    let count = mistakes.len();
    view! {
        <section class="tile print" aria-labelledby="forms-wrong">
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::wrong(lang, count)>
                <p class="small">{words::wrong_text(lang, &staging.file())}</p>
            </Banner>
            <h2 class="vh" id="forms-wrong">{words::wrong(lang, count)}</h2>
            {table(mistakes, words::what(lang), lang)}
            <div class="ruling no-print">
                <Button icon=Icon::File on_press=copy>{words::copy(lang)}</Button>
                <Button icon=Icon::Print on_press=move |()| clipboard::print()>{words::print(lang)}</Button>
                <Button look=Look::Quiet on_press=move |()| staging.put_aside()>{words::discard(lang)}</Button>
            </div>
        </section>
    }
    .into_any()
}

/// The doubts, folded.
pub(super) fn doubts(doubts: &[Note], lang: Lang) -> Option<AnyView> {
    (!doubts.is_empty()).then(|| {
        view! {
            <details>
                <summary class="btn quiet pull">
                    {Icon::Question.small()} {words::warnings(lang, doubts.len())}
                </summary>
                {table(doubts, words::doubt(lang), lang)}
            </details>
        }
        .into_any()
    })
}

fn table(notes: &[Note], what: String, lang: Lang) -> AnyView {
    let rows = notes.iter().map(|note| {
        view! {
            <tr>
                <td>{sheet(note, lang)}</td>
                <td class="nw">{note.cell()} " " {header(note)}</td>
                <td>{note.text(lang).to_owned()}</td>
            </tr>
        }
    });
    let (rows, named) = (rows.collect_view(), what.clone());
    view! {
        <div class="scroll-wide" tabindex="0" role="region" aria-label=named>
            <table class="table mistakes">
                <thead>
                    <tr>
                        <th scope="col">{words::sheet(lang)}</th>
                        <th scope="col">{words::cell(lang)}</th>
                        <th scope="col">{what}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn sheet(note: &Note, lang: Lang) -> String {
    if note.sheet.is_empty() {
        words::whole_file(lang)
    } else {
        note.sheet.clone()
    }
}

fn header(note: &Note) -> Option<AnyView> {
    let header = note.header.clone()?;
    Some(view! { <span class="muted">{header}</span> }.into_any())
}

/// The table for another program: a line for each, cells apart by tabs.
fn as_text(notes: &[Note], lang: Lang) -> String {
    let lines = notes.iter().map(|note| {
        let header = note.header.as_deref().unwrap_or_default();
        let place = format!("{} {header}", note.cell());
        let text = note.text(lang).replace(['\t', '\n'], " ");
        format!("{}\t{}\t{text}\n", sheet(note, lang), place.trim())
    });
    lines.collect()
}
