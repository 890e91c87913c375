//! One entry, as a sentence.

use dong_hanh_domain::{Both, HouseholdId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::Labels;
use crate::device::audit::Entry;
use crate::office::path;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::words::audit as words;
use crate::words::of;

/// So many households are named.
const NAMED: usize = 5;

/// Where an entry stands on the page.
pub(super) fn row_id(number: u64) -> String {
    format!("entry-{number}")
}

/// An entry: «Cô Lài (máy Samsung A05) đọc hồ sơ một hộ».
pub(super) fn row(replica: Replica, entry: &Entry, labels: &Labels, lang: Lang) -> AnyView {
    let who = who(entry, lang);
    let device = entry.device.map(|device| match labels.get(&device) {
        Some(label) if !label.is_empty() => words::on_device(lang, label),
        _ => words::unknown_device(lang),
    });
    let device = device.map(|device| format!(" ({device})"));
    let did = of(lang, Both::new(entry.vi.clone(), entry.en.clone()));
    let did = if did.is_empty() {
        words::unknown_act(lang)
    } else {
        did
    };
    let why = of(lang, Both::new(entry.why_vi.clone(), entry.why_en.clone()));
    let why = why.map(|why| words::why(lang, &why));
    let when = format!(
        "{} · {}",
        say::exactly(entry.at),
        words::number(lang, entry.number)
    );
    let lines = [about(replica, entry, lang), why].into_iter().flatten();
    let lines = lines.map(|line| view! { <br/><span class="small">{line}</span> });
    view! {
        <li id=row_id(entry.number) tabindex="-1">
            <span>
                <b>{who}</b> {device} " " {did}
                {households(replica, entry, lang)}
                {lines.collect_view()}
                <br/><span class="small muted">{when}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Who did it.
pub(in crate::pages::office) fn who(entry: &Entry, lang: Lang) -> String {
    match entry.actor.as_str() {
        "command-line" => words::command_line(lang),
        "server" => words::server(lang),
        "stranger" => words::stranger(lang),
        _ => {
            let called = entry.called.as_deref().map(say::capital);
            called.unwrap_or_else(|| words::somebody(lang))
        }
    }
}

/// The households that it names and this device has, each a way to its page.
fn households(replica: Replica, entry: &Entry, lang: Lang) -> Option<AnyView> {
    let ids = entry.subjects.iter().copied().map(HouseholdId);
    let mut found: Vec<_> = ids.filter_map(|id| replica.row(id)).collect();
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    if found.is_empty() {
        return None;
    }
    let links: Vec<_> = found
        .into_iter()
        .map(|row| {
            let href = path(&format!("households/{}", row.id));
            let name = format!("{} {}", row.courtesy.title(), row.name);
            view! { <a class="link tall" href=href>{name}</a> " " }
        })
        .collect();
    let more = (more > 0).then(|| words::and_more(lang, more));
    Some(
        view! { <br/><span class="small">{words::households(lang, "")} {links} {more}</span> }
            .into_any(),
    )
}

/// The people whom it is about, beside whoever did it.
fn about(replica: Replica, entry: &Entry, lang: Lang) -> Option<String> {
    let others = entry
        .subjects
        .iter()
        .filter(|id| id.to_string() != entry.actor);
    let people = others.filter_map(|id| replica.person(UserId(*id)));
    let names: Vec<_> = people.map(|person| person.called()).collect();
    (!names.is_empty()).then(|| words::about(lang, &names.join(", ")))
}
