//! The story of a household: who came when, what changed by their word, what the office decided, and how long nobody
//! came; who knows the family; and what it lacked over the years.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::fact::{Change, FactKey, Occasion, Past};
use crate::household::{Household, OfficialClass};
use crate::ids::{ListId, UserId, VisitId};
use crate::self_check::{Bounds, SelfCheck};
use crate::standard::{Area, Standards};

/// A visit as the story needs it: the newest version, and those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The newest version.
    pub visit: VisitId,
    /// The versions that it takes the place of.
    pub before: Vec<VisitId>,
    /// Who came.
    pub by: UserId,
    /// On which day, where it was.
    pub day: NaiveDate,
    /// When that day ended there.
    pub ended: DateTime<Utc>,
    /// Whether somebody of the household was there.
    pub has_met: bool,
}

/// What happened to a household.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A year begins, looking back.
    Year(i32),
    /// Nobody came for so many days: since the last visit, or between two.
    Gap {
        /// How many.
        days: u16,
        /// Until today.
        now: bool,
    },
    /// Somebody came, and this changed by what they said on it.
    Visit {
        /// The newest version.
        visit: VisitId,
        /// What changed.
        changes: Vec<Change>,
    },
    /// Somebody said so on no visit that is known here.
    Said {
        /// On which day.
        day: NaiveDate,
        /// Who.
        by: UserId,
        /// The office's list that says so; `None` where somebody typed it.
        list: Option<ListId>,
        /// What changed.
        changes: Vec<Change>,
    },
    /// What the office decided.
    Class(OfficialClass),
}

/// Tells what happened, newest first. `visits` come newest first too, those to records of the same household among them,
/// of which `doubles` have what was said; `day` gives the day of a moment where the reader is.
#[must_use]
pub fn story(
    household: &Household,
    past: &Past,
    doubles: &[Past],
    visits: &[Stop],
    today: NaiveDate,
    long_ago: u16,
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Vec<Event> {
    let newest: BTreeMap<VisitId, VisitId> = visits
        .iter()
        .flat_map(|stop| {
            let before = stop.before.iter();
            before
                .chain([&stop.visit])
                .map(|version| (*version, stop.visit))
        })
        .collect();
    let mut found = BTreeMap::<VisitId, Vec<Change>>::new();
    let mut said = BTreeMap::<(NaiveDate, UserId, Option<ListId>), Vec<Change>>::new();
    let own = past.changes();
    let of_doubles = of_doubles(&own, doubles);
    for change in own.into_iter().chain(of_doubles) {
        // The office's decisions have days of their own.
        if change.key == FactKey::Class {
            continue;
        }
        let visit = change.said.visit().and_then(|visit| newest.get(&visit));
        match visit {
            Some(visit) => found.entry(*visit).or_default().push(change),
            None => {
                let list = change.said.on.and_then(Occasion::list);
                let event = (day(change.said.at), change.said.by, list);
                said.entry(event).or_default().push(change);
            }
        }
    }
    let classes = household.classes_before.iter().chain(&household.class);
    let mut events: Vec<(NaiveDate, u8, Event)> = classes
        .map(|class| (class.since, 1, Event::Class(class.clone())))
        .collect();
    events.extend(said.into_iter().map(|((day, by, list), changes)| {
        let said = Event::Said {
            day,
            by,
            list,
            changes,
        };
        (day, 2, said)
    }));
    let mut later = today;
    for (at, stop) in visits.iter().enumerate() {
        let days = later.signed_duration_since(stop.day).num_days().max(0);
        let days = u16::try_from(days).unwrap_or(u16::MAX);
        if days > long_ago {
            // It stands before whatever else happened on the later day.
            let now = at == 0;
            events.push((later, if now { 4 } else { 0 }, Event::Gap { days, now }));
        }
        let changes = found.remove(&stop.visit).unwrap_or_default();
        let visit = stop.visit;
        events.push((stop.day, 3, Event::Visit { visit, changes }));
        later = stop.day;
    }
    // Stable, so that visits of one day keep their order.
    events.sort_by_key(|(day, rank, _)| std::cmp::Reverse((*day, *rank)));
    let mut years = BTreeSet::new();
    let mut told = Vec::with_capacity(events.len());
    for (day, _, event) in events {
        let is_now = matches!(event, Event::Gap { now: true, .. });
        if !is_now && !matches!(event, Event::Gap { .. }) && years.insert(day.year()) {
            told.push(Event::Year(day.year()));
        }
        told.push(event);
    }
    told
}

/// What was said of the household itself in its doubles, on visits and otherwise; of their people the other record has its
/// own. What was said of both is told once (SPEC.md S7.20).
fn of_doubles(own: &[Change], doubles: &[Past]) -> Vec<Change> {
    let is_told = |change: &Change| {
        let same = |own: &Change| own.key == change.key && own.said == change.said;
        own.iter().any(same)
    };
    let is_of_house = |key: &FactKey| {
        FactKey::OF_DWELLING.contains(key)
            || matches!(key, FactKey::Phone | FactKey::Address | FactKey::Count(_))
    };
    let changes = doubles.iter().flat_map(Past::changes);
    changes
        .filter(|change| is_of_house(&change.key) && !is_told(change))
        .collect()
}

/// Somebody who has visited a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knows {
    /// Who.
    pub who: UserId,
    /// How many times.
    pub visits: usize,
    /// On which day for the last time.
    pub last: NaiveDate,
}

/// Who knows the family: who met it most often first, of those who came as often who came last.
#[must_use]
pub fn who_knows(visits: &[Stop]) -> Vec<Knows> {
    let mut known = BTreeMap::<UserId, Knows>::new();
    for stop in visits.iter().filter(|stop| stop.has_met) {
        let knows = known.entry(stop.by).or_insert(Knows {
            who: stop.by,
            visits: 0,
            last: stop.day,
        });
        knows.visits += 1;
        knows.last = knows.last.max(stop.day);
    }
    let mut known: Vec<_> = known.into_values().collect();
    known.sort_by_key(|knows| std::cmp::Reverse((knows.visits, knows.last)));
    known
}

/// What a household lacked at the last visit of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacked {
    /// The day of that visit.
    pub day: NaiveDate,
    /// How many indicators for certain, and how many at most.
    pub bounds: Bounds,
    /// Of how many.
    pub of: usize,
}

/// What it lacked over the years, the first one first, each by the standard of its day; a year without a visit or
/// without a standard is left out. It is a self-check, and never the official classification.
#[must_use]
pub fn lacked(
    household: &Household,
    past: &Past,
    visits: &[Stop],
    standards: &Standards,
) -> Vec<Lacked> {
    let mut last = BTreeMap::<i32, &Stop>::new();
    for stop in visits.iter().filter(|stop| stop.has_met) {
        let known = last.entry(stop.day.year()).or_insert(stop);
        if stop.day > known.day {
            *known = stop;
        }
    }
    let years = last.into_values().filter_map(|stop| {
        let standard = standards.on(stop.day)?;
        let then = household.as_of(past, stop.ended);
        // Where nothing is known of the income, area and class do not come into it.
        let check = SelfCheck::of(&then, standard, stop.day, Area::Rural, None);
        Some(Lacked {
            day: stop.day,
            bounds: check.bounds(),
            of: check.findings.len(),
        })
    });
    years.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::fact::{Fact, Said};
    use crate::household::{Class, Latrine, Member, Roof, Sex, Water};
    use crate::ids::{HamletId, HouseholdId, MemberId, OperationId};
    use crate::name::PersonName;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn user(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    fn visit(number: u128) -> VisitId {
        VisitId(Uuid::from_u128(number))
    }

    fn stop(number: u128, by: u128, on: &str) -> Stop {
        Stop {
            visit: visit(number),
            before: Vec::new(),
            by: user(by),
            day: day(on),
            ended: format!("{on}T17:00:00Z").parse().unwrap(),
            has_met: true,
        }
    }

    fn household() -> Household {
        let nil = Uuid::nil();
        let head = Member::new(
            MemberId(nil),
            PersonName::new("Lê Bưởi").unwrap(),
            Sex::Female,
        );
        let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        household.dwelling.roof = Some(Roof::Metal);
        household
    }

    fn said(number: u128, on: &str, visit: Option<VisitId>) -> Said {
        Said {
            operation: OperationId(Uuid::from_u128(number)),
            by: user(1),
            at: format!("{on}T03:00:00Z").parse().unwrap(),
            on: visit.map(Occasion::Visit),
        }
    }

    fn told(household: &Household, visits: &[Stop]) -> Vec<Event> {
        let past = household.past();
        story(household, &past, &[], visits, day("2026-11-24"), 60, |at| {
            at.date_naive()
        })
    }

    #[test]
    fn gaps_and_decisions_stand_where_they_were_and_years_above_what_happened_in_them() {
        let class = |since: &str| OfficialClass {
            class: Class::Poor,
            since: day(since),
            decision: None,
            entry: None,
        };
        let household = Household {
            classes_before: vec![class("2025-12-10")],
            class: Some(class("2026-09-01")),
            ..household()
        };
        let line = told(
            &household,
            &[stop(2, 1, "2026-09-03"), stop(1, 1, "2025-12-20")],
        );
        let visited = |number| Event::Visit {
            visit: visit(number),
            changes: Vec::new(),
        };
        let expected = [
            Event::Gap {
                days: 82,
                now: true,
            },
            Event::Year(2026),
            visited(2),
            Event::Gap {
                days: 257,
                now: false,
            },
            Event::Class(class("2026-09-01")),
            Event::Year(2025),
            visited(1),
            Event::Class(class("2025-12-10")),
        ];
        // The gap lies right behind the visit that ended it, whatever the office decided meanwhile.
        assert_eq!(line, expected);
    }

    #[test]
    fn what_changed_stands_at_the_visit_that_found_it_also_when_it_was_amended() {
        let mut household = household();
        household.hear(
            Fact::Roof(Some(Roof::Tile)),
            &said(5, "2026-11-01", Some(visit(1))),
        );
        household.hear(
            Fact::Water(Some(Water::Tap)),
            &said(6, "2026-11-02", Some(visit(2))),
        );
        household.hear(
            Fact::Phone(Some("0905".into())),
            &said(7, "2026-11-03", Some(visit(9))),
        );
        let stop = Stop {
            before: vec![visit(1)],
            ..stop(2, 1, "2026-11-02")
        };
        let line = told(&household, &[stop]);
        let keys = |changes: &[Change]| {
            changes
                .iter()
                .map(|one| one.key.clone())
                .collect::<Vec<_>>()
        };
        let [
            Event::Year(2026),
            Event::Said {
                changes: of_nobody, ..
            },
            Event::Visit { changes, .. },
        ] = &line[..]
        else {
            panic!("{line:?}");
        };
        assert_eq!(keys(of_nobody), [FactKey::Phone]);
        assert_eq!(keys(changes), [FactKey::Water, FactKey::Roof]);
    }

    #[test]
    fn s7_20_what_was_said_of_a_double_is_told_once() {
        let (mut kept, mut double) = (household(), household());
        let before = said(5, "2026-10-01", Some(visit(1)));
        double.hear(Fact::Roof(Some(Roof::Tile)), &before);
        let after = said(6, "2026-11-01", Some(visit(2)));
        for record in [&mut kept, &mut double] {
            record.hear(Fact::Water(Some(Water::Tap)), &after);
        }
        let typed = said(7, "2026-10-05", None);
        double.hear(Fact::Address("kiệt 3".into()), &typed);
        let stops = [stop(2, 1, "2026-11-01"), stop(1, 1, "2026-10-01")];
        let (past, doubles) = (kept.past(), [double.past()]);
        let line = story(
            &kept,
            &past,
            &doubles,
            &stops,
            day("2026-11-24"),
            60,
            |at| at.date_naive(),
        );
        let keys = |changes: Vec<Change>| {
            let keys = changes.into_iter().map(|change| change.key);
            keys.collect::<Vec<_>>()
        };
        let found = line.into_iter().filter_map(|event| match event {
            Event::Visit { visit, changes } => Some((Some(visit), keys(changes))),
            Event::Said { changes, .. } => Some((None, keys(changes))),
            _ => None,
        });
        let expected = [
            (Some(visit(2)), vec![FactKey::Water]),
            (None, vec![FactKey::Address]),
            (Some(visit(1)), vec![FactKey::Roof]),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn who_came_most_often_knows_the_family_best() {
        let visits = [
            stop(4, 2, "2026-11-02"),
            stop(3, 1, "2026-09-01"),
            stop(2, 1, "2025-09-01"),
        ];
        let known = who_knows(&visits);
        let known: Vec<_> = known
            .iter()
            .map(|one| (one.who, one.visits, one.last))
            .collect();
        let expected = [
            (user(1), 2, day("2026-09-01")),
            (user(2), 1, day("2026-11-02")),
        ];
        assert_eq!(known, expected);
    }

    #[test]
    fn what_was_lacking_is_reckoned_from_what_was_known_at_the_last_visit_of_each_year() {
        let mut household = household();
        household.dwelling.latrine = Some(Latrine::None);
        household.hear(
            Fact::Latrine(Some(Latrine::Septic)),
            &said(5, "2026-03-01", Some(visit(3))),
        );
        let visits = [
            stop(3, 1, "2026-03-01"),
            stop(2, 1, "2025-09-01"),
            stop(1, 1, "2025-02-01"),
        ];
        let standards = Standards::built_in().unwrap();
        let years = lacked(&household, &household.past(), &visits, &standards);
        let days: Vec<_> = years.iter().map(|one| one.day).collect();
        assert_eq!(days, [day("2025-09-01"), day("2026-03-01")]);
        let (before, after) = (years[0].bounds, years[1].bounds);
        assert_eq!(before.least, after.least + 1);
        assert_eq!(before.most, after.most + 1);
        assert_eq!(years[0].of, 12);
    }
}
