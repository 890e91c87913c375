//! A table of what was counted by place or by person, each with its share drawn and said.

use dong_hanh_domain::coverage::{Figure, Part, Tally};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::words::{coverage as words, of};

/// What the tables of places print of each beside its share.
pub(crate) const OF_PLACES: [Figure; 4] = [
    Figure::Reached,
    Figure::Left,
    Figure::Returned,
    Figure::Overdue,
];

/// How a number is put on the page: what it counts, whose it is, how many, and what it is called.
pub(crate) type Print<P> = Callback<(Figure, P, usize, String), AnyView>;

/// A row.
#[derive(Clone, PartialEq)]
pub(crate) struct Line<P> {
    /// Whose.
    pub(crate) place: P,
    pub(crate) name: String,
    /// Where the name leads.
    pub(crate) href: Option<String>,
    /// What is said beside the name.
    pub(crate) note: Option<String>,
    pub(crate) tally: Tally,
    pub(crate) share: Share,
}

/// How many of which households were reached.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Share {
    /// Of all that are counted.
    All(Part),
    /// Of those that one person was given; `None` where it is not known which those are.
    Given(Option<Part>),
}

/// The smallest share first.
pub(crate) fn smallest_first<P>(lines: impl Iterator<Item = Line<P>>) -> Vec<Line<P>> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|line| (line.tally.all().percent(), line.name.clone()));
    lines
}

/// A share as it is drawn and said; that of a person in the words of their phone too.
fn share_cell(lang: Lang, share: Share) -> impl IntoView {
    let (part, said) = match share {
        Share::All(part) => (Some(part), None),
        Share::Given(Some(part)) => (Some(part), Some(words::met_of(lang, part.reached, part.of))),
        Share::Given(None) => (None, Some(words::not_given(lang))),
    };
    let percent = part.and_then(|part| part.percent());
    let bar = percent.map(|percent| {
        view! {
            <span class="bar-cell">
                <svg class="meter ok" aria-hidden="true"><rect width=format!("{percent}%") height="100%"></rect></svg>
                <span class="num">{words::percent(lang, percent)}</span>
            </span>
        }
    });
    view! {
        {bar}
        {said.map(|said| view! { <span class="small muted">{said}</span> })}
    }
}

/// The table; each number is printed by `number`.
#[component]
pub(crate) fn Table<P: Clone + Send + Sync + 'static>(
    title: String,
    head: String,
    share: String,
    lines: Signal<Vec<Line<P>>>,
    figures: &'static [Figure],
    number: Print<P>,
    lang: Lang,
) -> impl IntoView {
    let row = move |line: Line<P>| {
        let Line {
            place,
            name,
            href,
            note,
            tally,
            share,
        } = line;
        let cells = figures.iter().map(|figure| {
            let said = words::behind(lang, of(lang, figure.both()), &name, "");
            let said = said.trim_end_matches([',', ' ']).to_owned();
            view! { <td class="n">{number.run((*figure, place.clone(), figure.of(&tally), said))}</td> }
        });
        let cells = cells.collect_view();
        let named = match href {
            Some(href) => view! { <a class="link name" href=href>{name.clone()}</a> }.into_any(),
            None => name.clone().into_any(),
        };
        view! {
            <tr>
                <th scope="row">
                    {named}
                    {note.map(|note| view! { <br/><span class="small muted">{note}</span> })}
                </th>
                <td>{share_cell(lang, share)}</td>
                {cells}
            </tr>
        }
    };
    let columns = figures.iter();
    let columns =
        columns.map(|figure| view! { <th scope="col" class="n">{of(lang, figure.both())}</th> });
    view! {
        <section class="tile" aria-label=title.clone()>
            <h2>{title.clone()}</h2>
            <div class="scroll-wide" tabindex="0" role="group" aria-label=title.clone()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{head}</th>
                            <th scope="col">{share.clone()}</th>
                            {columns.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
