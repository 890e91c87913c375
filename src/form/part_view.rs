//! One part of a form on the screen: its questions from top to bottom.

use std::sync::Arc;

use dong_hanh_form::{ChoiceLook, DayPart, Kind, Lang, Node, Path, Spot};
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::chosen;
use super::choosing::Takes;
use super::filling::Filling;
use super::gaps::gaps;
use super::parts;
use super::picked::{Picker, picked};
use super::shown::shown;
use super::standing::Said;
use super::{
    agreed, barcode, decimal, file, integer, line, note, photo, place, range, rank, read_only,
    repeat, sound, text, year, yes_no,
};
use crate::device::sight::Lookout;
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
    let beside = beside_heading(filling, &name);
    let spots = Memo::new(move |_| filling.spots(&name));
    let end = NodeRef::<html::Div>::new();
    let there = growing(filling, spots, end);
    let rows = move || spots.read()[..there.get()].to_vec();
    view! {
        {above}
        <form class="sheet joined" novalidate on:submit=|event| event.prevent_default()>
            // The rows are no children of the fieldset's own, whose whole content a browser builds anew when one of them
            // comes or goes.
            <fieldset disabled=move || filling.is_following()>
                <div class="all">
                    {beside}
                    <For each=rows key=Spot::clone let:spot>
                        {row(filling, &spot)}
                    </For>
                </div>
            </fieldset>
            <div node_ref=end></div>
        </form>
    }
    .into_any()
}

/// What is seen or heard beside the heading of a part, which stands above it.
fn beside_heading(filling: Filling, name: &str) -> Option<AnyView> {
    let shows = |node: &&Node| matches!(node, Node::Group(group) if group.name == name && !group.media.is_empty());
    let path = filling.form().nodes.iter().find(shows)?.name().parse();
    let (path, lang): (Path, _) = (path.ok()?, use_lang());
    let head = filling.head(&path);
    let said = Signal::derive(move || head.read().said.label.get(lang).to_owned());
    Some(view! { <div class="spot head">{under_heading(filling, &path, said)}</div> }.into_any())
}

/// How many rows there are at once: more than a screen shows.
const AT_ONCE: usize = 12;

/// How many more come each time that their end is near.
const MORE: usize = 24;

/// How many rows are on the page: few at first, and more as somebody comes to their end, so that a long part is as quick
/// as a short one.
fn growing(filling: Filling, spots: Memo<Arc<[Spot]>>, end: NodeRef<html::Div>) -> Memo<usize> {
    let wanted = RwSignal::new(AT_ONCE);
    let there = Memo::new(move |_| {
        let all = spots.read().len();
        match filling.is_whole() {
            true => all,
            false => wanted.get().min(all),
        }
    });
    let lookout = StoredValue::new_local(None::<Lookout>);
    // It tells once how it is, and then only what changes: after each growth it is asked anew.
    Effect::new(move |_| {
        let there = there.get();
        let end = end.get().filter(|_| there < spots.read().len());
        let grow = move || wanted.set(there + MORE);
        let looks = end.map(|end| Lookout::for_element(&end, grow));
        // Where nobody can look out, nothing is left for later.
        if let Some(None) = looks {
            wanted.set(usize::MAX);
        }
        lookout.set_value(looks.flatten());
    });
    // Paper has no end that somebody comes near to.
    let printed = window_event_listener_untyped("beforeprint", move |_| wanted.set(usize::MAX));
    on_cleanup(move || printed.remove());
    there
}

/// A place on the page. What is not asked any more is hidden and comes back as it was: nothing around it moves but down
/// and up.
fn row(filling: Filling, spot: &Spot) -> impl IntoView + use<> {
    let shown = match spot {
        Spot::Question(path) => {
            let asked = filling.stand(path).asked;
            Memo::new(move |_| asked.get())
        }
        Spot::Heading(path)
        | Spot::RepeatStart(path)
        | Spot::Instance(path)
        | Spot::RepeatEnd(path) => {
            let head = filling.head(path);
            Memo::new(move |_| head.read().shown)
        }
    };
    let stays = !listens(filling, spot);
    let is_there =
        Memo::new(move |before: Option<&bool>| (stays && before == Some(&true)) || shown.get());
    let class = class(filling, spot);
    let spot = spot.clone();
    let content = move || {
        is_there.get().then(|| match &spot {
            Spot::Question(path) => question(filling, path),
            Spot::Heading(path) => heading(filling, path),
            Spot::RepeatStart(path) => repeat::start(filling, path),
            Spot::Instance(path) => repeat::instance(filling, path),
            Spot::RepeatEnd(path) => repeat::end(filling, path),
        })
    };
    view! { <div class=class hidden=move || !shown.get()>{content}</div> }
}

/// Whether the answer is taken by a microphone or a camera that runs: it ends with its question.
fn listens(filling: Filling, spot: &Spot) -> bool {
    let form = filling.form();
    let question = match spot {
        Spot::Question(path) => parts::question(&form, path),
        _ => None,
    };
    question.is_some_and(|question| matches!(question.kind, Kind::Sound { .. } | Kind::Barcode))
}

/// How far a row stands from its neighbours: what follows a heading is closer, and so are the rows of a table.
fn class(filling: Filling, spot: &Spot) -> &'static str {
    let path = match spot {
        Spot::Heading(_) | Spot::RepeatStart(_) | Spot::Instance(_) => return "spot head",
        Spot::RepeatEnd(_) => return "spot",
        Spot::Question(path) => path,
    };
    let form = filling.form();
    match parts::question(&form, path).map(|question| &question.kind) {
        Some(
            Kind::One {
                look: ChoiceLook::Row,
                ..
            }
            | Kind::Many {
                look: ChoiceLook::Row,
                ..
            },
        ) => "spot close",
        _ => "spot",
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
    let (head, lang) = (filling.head(path), use_lang());
    let helped = head.clone();
    let label = Signal::derive(move || head.read().said.label.get(lang).to_owned());
    let beside = under_heading(filling, path, label);
    let hint = move || hint(&helped.read().said, lang);
    view! { <div class="q q-heading"><h2>{label}</h2> {beside} {hint}</div> }.into_any()
}

/// What is seen or heard beside the heading of a group or a repeat.
pub(super) fn under_heading(filling: Filling, path: &Path, said: Signal<String>) -> AnyView {
    let form = filling.form();
    let media = parts::media(&form, path);
    media.map_or_else(
        || ().into_any(),
        |media| shown(&form, media, said, use_lang()),
    )
}

/// The sentence of help under a heading.
pub(super) fn hint(said: &Said, lang: Lang) -> Option<AnyView> {
    let hint = said.hint.as_ref()?.get(lang).to_owned();
    Some(view! { <p class="q-before">{hint}</p> }.into_any())
}
