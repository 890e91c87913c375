//! The households behind a number.

use dong_hanh_domain::UserId;
use dong_hanh_domain::coverage::{Counted, Figure, UnitsThen};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::tables::unit_name;
use super::{Covering, Place, stand_behind};
use crate::office::path;
use crate::pages::coverage::called;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Look, focus_soon, short_day};
use crate::words::{coverage as words, erasing, left_behind, of, office, today};

/// Rows shown at once.
const PAGE: usize = 100;

/// The list, where a number was pressed.
#[component]
pub(super) fn Behind(
    counted: Memo<Vec<Counted>>,
    visited: Memo<Vec<(UserId, Counted)>>,
    then: Memo<UnitsThen>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let list = Memo::new(move |_| {
        let (figure, place) = covering.shown.get()?;
        Some(match place {
            Place::Unit => stand_behind(&counted.read(), figure),
            Place::Then(unit) => {
                let (mut behind, then) = (stand_behind(&counted.read(), figure), then.read());
                behind.retain(|one| then.unit(one.hamlet) == unit.as_ref());
                behind
            }
            Place::Hamlet(hamlet) => {
                let mut behind = stand_behind(&counted.read(), figure);
                behind.retain(|one| one.hamlet == hamlet);
                behind
            }
            Place::Person(user) => {
                let visited = visited.read();
                let theirs = visited.iter().filter(|(one, _)| *one == user);
                let theirs: Vec<_> = theirs.map(|(_, one)| *one).collect();
                stand_behind(&theirs, figure)
            }
        })
    });
    let shown = RwSignal::new(PAGE);
    Effect::new(move |before: Option<()>| {
        if covering.shown.get().is_some() && before.is_some() {
            focus_soon("behind-number".to_owned());
        }
        shown.set(PAGE);
    });
    move || {
        let (figure, place) = covering.shown.get()?;
        Some(view! {
            <section class="tile" aria-labelledby="behind-number">
                <div class="sheet-head">
                    <h2 id="behind-number" tabindex="-1">{said(replica, &then.read(), covering, lang, figure, place)}</h2>
                    <span class="small muted" role="status">{move || words::listed(lang, list.read().as_ref().map_or(0, Vec::len))}</span>
                </div>
                <Rows list shown lang/>
                <Button look=Look::Quiet on_press=move |()| covering.shown.set(None)>{words::close(lang)}</Button>
            </section>
        })
    }
}

fn said(
    replica: Replica,
    then: &UnitsThen,
    covering: Covering,
    lang: Lang,
    figure: Figure,
    place: Place,
) -> String {
    let whose = match place {
        Place::Unit => replica.me().unit_name,
        Place::Then(unit) => unit_name(replica, then, lang, unit.as_ref()),
        Place::Hamlet(id) => {
            let hamlet = replica.hamlet(id);
            hamlet.map_or_else(|| office::that_hamlet(lang), |hamlet| hamlet.full_name())
        }
        Place::Person(id) => {
            let person = replica.person(id);
            person.map_or_else(|| office::somebody(lang), |person| person.called())
        }
    };
    let period = called(lang, covering.period.get());
    words::behind(lang, of(lang, figure.both()), &whose, &period)
}

#[component]
fn Rows(list: Memo<Option<Vec<Counted>>>, shown: RwSignal<usize>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let row = move |one: &Counted| {
        let row = replica.row(one.household);
        let hamlet = replica.hamlet(one.hamlet).map(|hamlet| hamlet.name);
        let address = row.as_ref().map(|row| say::capital(&row.address));
        let last = row.as_ref().and_then(|row| row.last_visit);
        let last = last.map_or_else(
            || office::never(lang),
            |last| short_day(last, replica.today()),
        );
        let nobody = || match replica.erased(one.household) {
            Some(_) => erasing::gone_title(lang),
            None => today::somebody(lang),
        };
        let name = row.map_or_else(nobody, |row| row.called());
        view! {
            <tr class="behind-row">
                <th scope="row"><a class="link name" href=path(&format!("households/{}", one.household))>{name}</a></th>
                <td>{hamlet}</td>
                <td>{address}</td>
                <td>{one.class.map(say::class)}</td>
                <td>{last}</td>
            </tr>
        }
    };
    let rows = move || {
        let list = list.read();
        let rows = list.iter().flatten().take(shown.get());
        untrack(|| rows.map(row).collect_view())
    };
    let more = move || {
        let all = list.read().as_ref().map_or(0, Vec::len);
        all.saturating_sub(shown.get())
    };
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=words::title(lang)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{office::column_head(lang)}</th>
                        <th scope="col">{office::column_hamlet(lang)}</th>
                        <th scope="col">{office::column_address(lang)}</th>
                        <th scope="col">{office::column_class(lang)}</th>
                        <th scope="col">{office::column_last_visit(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {move || (more() > 0).then(|| view! {
            <button type="button" class="btn secondary mt-3" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                {left_behind::more(lang, more().min(PAGE))}
            </button>
        })}
    }
}
