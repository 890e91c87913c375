//! What would change, as cards in the order of the form.

use dong_hanh_form::{Change, Lang, Node, Text};
use leptos::prelude::*;

use super::card;
use crate::ui::Icon;
use crate::words::forms as words;

/// All of it, with its heading.
pub(super) fn list(changes: &[Change], lang: Lang) -> AnyView {
    let heading = match changes.len() {
        0 => words::differs_not(lang),
        count => words::differs(lang, count),
    };
    let cards = changes
        .iter()
        .map(|change| view! { <li class="change">{one(change, lang)}</li> });
    view! {
        <h3 class="sec">{heading}</h3>
        <ul class="changes">{cards.collect_view()}</ul>
    }
    .into_any()
}

fn one(change: &Change, lang: Lang) -> AnyView {
    let (icon, what) = what(change);
    let label = change
        .node()
        .map(|node| label(node, lang))
        .unwrap_or_default();
    let within = within(&change.within, lang);
    let removed = (change.after.is_none() && change.is_asked())
        .then(|| view! { <p class="small muted">{words::removed_text(lang)}</p> });
    view! {
        <p class="small muted change-head">{icon.small()} <b>{what(lang)}</b> {within}</p>
        <h4>{label}</h4>
        {card::inside(change, lang)}
        {removed}
    }
    .into_any()
}

/// What has become of it, and its drawing.
fn what(change: &Change) -> (Icon, fn(Lang) -> String) {
    let is_part = !matches!(change.node(), Some(Node::Question(_)));
    match (&change.before, &change.after) {
        (None, _) if is_part => (Icon::Plus, words::part_added),
        (_, None) if is_part => (Icon::Erase, words::part_removed),
        _ if is_part => (Icon::Edit, words::part_altered),
        (None, _) if !change.is_asked() => (Icon::Plus, words::kept_added),
        (_, None) if !change.is_asked() => (Icon::Erase, words::kept_removed),
        _ if !change.is_asked() => (Icon::Edit, words::kept_altered),
        (None, _) => (Icon::Plus, words::added),
        (_, None) => (Icon::Erase, words::removed),
        _ => (Icon::Edit, words::altered),
    }
}

/// The question or the heading; the name of what nobody sees.
fn label(node: &Node, lang: Lang) -> String {
    let text = match node {
        Node::Question(question) => question.label.get(lang),
        Node::Group(group) => group.label.get(lang),
        Node::Repeat(repeat) => repeat.label.get(lang),
    };
    let text = if text.trim().is_empty() {
        node.name()
    } else {
        text
    };
    text.to_owned()
}

fn within(headings: &[Text], lang: Lang) -> Option<String> {
    let headings: Vec<_> = headings.iter().map(|text| text.get(lang)).collect();
    (!headings.is_empty()).then(|| format!("· {}", headings.join(" › ")))
}
