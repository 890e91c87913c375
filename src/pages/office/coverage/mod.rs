//! How far visits reach in the unit, by hamlet, by the units of the time, and by visitor: every number opens the list
//! behind it.

mod behind;
mod numbers;
mod period;
mod table;
mod tables;

use dong_hanh_domain::coverage::{Counted, Figure, Period, Span, Whose};
use dong_hanh_domain::{Class, HamletId, UnitKey, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::behind::Behind;
use self::tables::{ByHamlet, ByPerson, ByUnit};
use super::say;
use super::walking::{digits, walks};
use crate::office::Topbar;
use crate::pages::coverage::sum;
use crate::replica::{Replica, use_replica};
use crate::ui::{Empty, FilterSelect, Icon, use_lang, use_page};
use crate::words::coverage as words;

pub(crate) use self::numbers::Numbers;
pub(crate) use self::period::PeriodFilter;
pub(crate) use self::table::{Line, OF_PLACES, Share, Table, smallest_first};

/// Whose number it is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The whole unit's.
    Unit,
    /// That of the hamlets that lay in a unit of the time; of those that are not known here where none is named.
    Then(Option<UnitKey>),
    /// A hamlet's.
    Hamlet(HamletId),
    /// A visitor's.
    Person(UserId),
}

/// Which classes are counted; the value of an option and what it admits.
const CLASSES: [(&str, Option<Option<Class>>); 6] = [
    ("", None),
    ("poor", Some(Some(Class::Poor))),
    ("near-poor", Some(Some(Class::NearPoor))),
    ("escaped", Some(Some(Class::Escaped))),
    ("escaped-near", Some(Some(Class::EscapedNear))),
    ("unclassed", Some(None)),
];

/// What is looked at; it outlives the page, so that the way back leads to the same list.
#[derive(Clone, Copy)]
pub struct Covering {
    period: RwSignal<Period>,
    class: RwSignal<usize>,
    shown: RwSignal<Option<(Figure, Place)>>,
}

impl Covering {
    /// Provides it below the current owner.
    pub fn provide(replica: Replica) {
        let today = untrack(|| replica.today());
        provide_context(Self {
            period: RwSignal::new(Period::around(Span::Month, today)),
            class: RwSignal::default(),
            shown: RwSignal::default(),
        });
    }

    fn admits(self, class: Option<Class>) -> bool {
        let (_, admitted) = CLASSES.get(self.class.get()).copied().unwrap_or_default();
        admitted.is_none_or(|admitted| admitted == class)
    }

    /// Shows the list behind a number, or no longer where it is shown.
    fn turn(self, figure: Figure, place: Place) {
        let asked = Some((figure, place));
        self.shown
            .update(|shown| *shown = asked.filter(|asked| shown.as_ref() != Some(asked)));
    }
}

/// The page.
#[component]
pub fn CoveragePage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let covering: Covering = expect_context();
    let counted = Memo::new(move |_| {
        let mut counted = replica.counted(covering.period.get(), Whose::All);
        counted.retain(|one| covering.admits(one.class));
        counted
    });
    let visited = Memo::new(move |_| {
        let mut visited = replica.visited_by(covering.period.get());
        visited.retain(|(_, one)| covering.admits(one.class));
        visited
    });
    let given = Memo::new(move |_| {
        let mut given = replica.given(covering.period.get());
        let theirs = given.values_mut();
        theirs.for_each(|theirs| theirs.retain(|one| covering.admits(one.class)));
        given
    });
    let then = Memo::new(move |_| replica.units_then(covering.period.get()));
    digits(move |digit| match digit.checked_sub(1) {
        None => covering.shown.set(None),
        Some(at) => {
            if let Some(figure) = Figure::ALL.get(at) {
                covering.turn(*figure, Place::Unit);
            }
        }
    });
    walks("tr.behind-row", "a.link");
    let is_empty = Memo::new(move |_| counted.read().is_empty());
    let tally = Memo::new(move |_| sum(&*counted.read()));
    let whole = Callback::new(move |(figure, count, said)| {
        number(covering, figure, Place::Unit, count, said)
    });
    let content = move || {
        if is_empty.get() {
            view! { <div class="tile"><Empty icon=Icon::Map title=words::none_title(lang)><p>{words::none_text(lang)}</p></Empty></div> }
                .into_any()
        } else {
            view! {
                <Numbers tally label=words::whole(lang) number=whole keys=true lang/>
                <Behind counted visited then covering lang/>
                <ByUnit counted then covering lang/>
                <ByHamlet counted then covering lang/>
                <ByPerson given visited covering lang/>
            }
            .into_any()
        }
    };
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover coverage" id="main" tabindex="-1">
            <Filters covering lang/>
            <p class="small muted keys-hint">{words::opens(lang)} " " {words::keys(lang)}</p>
            {content}
        </main>
    }
    .into_any()
}

/// The period and the class.
#[component]
fn Filters(covering: Covering, lang: Lang) -> impl IntoView {
    let classes = CLASSES.map(|(value, admitted)| {
        let said = match admitted {
            None => words::all_classes(lang),
            Some(None) => words::unclassed(lang),
            Some(Some(class)) => say::class(class),
        };
        (value.to_owned(), said)
    });
    let class = move || {
        CLASSES
            .get(covering.class.get())
            .map_or("", |(value, _)| value)
    };
    view! {
        <div class="filters">
            <PeriodFilter period=covering.period lang/>
            <FilterSelect
                label=words::class(lang)
                options=Signal::stored(classes.to_vec())
                value=Signal::derive(move || class().to_owned())
                on_choose=move |value: String| {
                    let at = CLASSES.iter().position(|(one, _)| *one == value);
                    covering.class.set(at.unwrap_or_default());
                }
            />
        </div>
    }
}

/// A number that opens the list behind it; one behind which nobody stands is only printed.
fn number(covering: Covering, figure: Figure, place: Place, count: usize, said: String) -> AnyView {
    if count == 0 {
        return view! { <span class="num">{count}</span> }.into_any();
    }
    // What is seen of it is part of what is heard of it.
    let said = format!("{said}: {count}");
    let shown = (figure, place.clone());
    let is_on = move || {
        if covering.shown.read().as_ref() == Some(&shown) {
            "true"
        } else {
            "false"
        }
    };
    view! {
        <button type="button" class="opens num" aria-pressed=is_on aria-label=said on:click=move |_| covering.turn(figure, place.clone())>
            {count}
        </button>
    }
    .into_any()
}

/// Those of some households that stand behind a number.
fn stand_behind(counted: &[Counted], figure: Figure) -> Vec<Counted> {
    let behind = counted.iter().filter(|one| figure.of(&one.tally) > 0);
    behind.copied().collect()
}
