//! What came of a file, in words and numbers.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::handed::{Counted, Imported};
use crate::office::path;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::{Banner, Icon, Reason, Tone, use_lang};
use crate::words::{handover as words, office};

/// The result, to be read and told.
pub(super) fn result(replica: Replica, imported: &Imported, lang: Lang) -> AnyView {
    let who = imported.person.called();
    let made = say::moment(imported.made, replica.today());
    let from = words::taken_from(lang, &who, &imported.device, &made);
    let held = total(&imported.held);
    let rows = [
        (
            words::row_applied as fn(Lang) -> String,
            imported.applied,
            None,
        ),
        (
            words::row_held,
            held,
            Some(reasons(&imported.held, why_held)),
        ),
        (words::row_known, imported.known, None),
        (words::row_media, imported.media, None),
        (words::row_known_media, imported.known_media, None),
        (
            words::row_refused,
            total(&imported.refused),
            Some(reasons(&imported.refused, why_refused)),
        ),
        (words::row_drafts, imported.drafts, None),
        (words::row_known_drafts, imported.known_drafts, None),
        (words::row_unread, imported.unread, None),
    ];
    let rows = rows.into_iter().filter(|(_, count, _)| *count > 0);
    let rows = rows.map(|(word, count, reasons)| {
        view! { <div><dt>{word(lang)}</dt><dd>{count} {reasons}</dd></div> }
    });
    let new = imported.applied + held + imported.media + imported.drafts + imported.unread;
    let nothing = (new == 0 && imported.whole).then(|| {
        view! { <Reason icon=Icon::Check>{words::nothing_new(lang)}</Reason> }
    });
    let cut = (!imported.whole).then(|| {
        let missing = imported.missing;
        let text = words::cut_text(lang, missing.operations, missing.media, missing.drafts);
        view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::cut(lang)>
                <p class="small">{text}</p>
            </Banner>
        }
    });
    let to_held = (held > 0).then(|| {
        view! { <p><a href=path("held")>{words::to_held(lang)}</a></p> }
    });
    view! {
        <section class="tile" aria-labelledby="handover-taken" role="status">
            <h2 class="name" id="handover-taken">{words::taken(lang)}</h2>
            <p class="small muted">{from}</p>
            {cut}
            {nothing}
            <dl class="facts">{rows.collect_view()}</dl>
            {to_held}
        </section>
    }
    .into_any()
}

fn total(counted: &[Counted]) -> u64 {
    counted.iter().map(|one| one.count).sum()
}

fn reasons(counted: &[Counted], why: fn(Lang, &str) -> String) -> AnyView {
    let lang = use_lang();
    let lines = counted.iter().map(|one| {
        view! { <li>{words::counted(lang, one.count, &why(lang, &one.code))}</li> }
    });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

/// Why operations are held, by the code of the reason.
fn why_held(lang: Lang, code: &str) -> String {
    match code {
        "other-content" => office::why_other_content(lang),
        "unreadable" => office::why_unreadable(lang),
        "foreign-scope" => office::why_foreign_scope(lang),
        "unknown-household" => office::why_unknown_household(lang),
        "household-exists" => office::why_household_exists(lang),
        "unknown-visit" => office::why_unknown_visit(lang),
        "visit-exists" => office::why_visit_exists(lang),
        "unknown-form" => office::why_unknown_form(lang),
        "answers" => office::why_answers(lang),
        "foreign-device" => office::why_foreign_device(lang),
        "unfit" => office::why_unfit(lang),
        "unknown-hamlet" => office::why_unknown_hamlet(lang),
        "not-held" => office::why_not_held(lang),
        _ => office::why_unknown(lang),
    }
}

/// Why a picture was not taken, by the code of the problem.
fn why_refused(lang: Lang, code: &str) -> String {
    match code {
        "bears-place" => words::bears_place(lang),
        "not-media" => words::not_media(lang),
        "wrong-digest" => words::wrong_digest(lang),
        "too-large" => words::picture_too_large(lang),
        other => other.to_owned(),
    }
}
