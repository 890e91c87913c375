//! What is told of a household: read once for all parts of its page, and again when news come.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_domain::fact::Past;
use dong_hanh_domain::story::{Event, Stop, story};
use dong_hanh_domain::{Household, HouseholdId, VisitId};
use leptos::prelude::*;

use crate::replica::{LONG_AGO_DAYS, Replica, VisitRow};
use crate::ui::day;

/// A visit with the versions that it took the place of, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The newest version.
    pub visit: VisitRow,
    /// Those before it.
    pub earlier: Vec<VisitRow>,
}

/// What is told of a household.
#[derive(Debug)]
pub struct Tale {
    /// It.
    pub household: Household,
    /// What was said of it.
    pub past: Past,
    /// The records for which it stands.
    doubles: Vec<Household>,
    /// The visits, newest first.
    pub told: Vec<Told>,
    /// The same, as far as the story needs them.
    pub stops: Vec<Stop>,
    /// What happened, newest first.
    pub events: Vec<Event>,
    today: NaiveDate,
}

/// The tale of a household; nothing where it is not known.
pub type Telling = Memo<Option<Arc<Tale>>>;

/// Tells of a household.
#[must_use]
pub fn telling(replica: Replica, id: HouseholdId) -> Telling {
    Memo::new(move |_| {
        let household = replica.household(id)?;
        let doubles = replica.doubles_of(id);
        let mut visits = replica.visits_of(id);
        for double in &doubles {
            visits.extend(replica.visits_of(*double));
        }
        visits.sort_by_key(|row| std::cmp::Reverse((row.finished.corrected(), row.id)));
        let doubles = doubles.into_iter().filter_map(|id| replica.household(id));
        let tale = Tale::new(household, doubles.collect(), told(&visits), replica.today());
        Some(Arc::new(tale))
    })
}

impl Tale {
    /// The records for which it stands, each told by itself; their visits are in this tale.
    pub fn of_doubles(&self) -> impl Iterator<Item = Self> {
        let doubles = self.doubles.iter().cloned();
        doubles.map(|double| Self::new(double, Vec::new(), Vec::new(), self.today))
    }

    fn new(
        household: Household,
        doubles: Vec<Household>,
        told: Vec<Told>,
        today: NaiveDate,
    ) -> Self {
        let past = household.past();
        let pasts: Vec<_> = doubles.iter().map(Household::past).collect();
        let stops: Vec<_> = told.iter().map(Told::stop).collect();
        let events = story(&household, &past, &pasts, &stops, today, LONG_AGO_DAYS, day);
        Self {
            household,
            past,
            doubles,
            told,
            stops,
            events,
            today,
        }
    }

    /// A visit of it, by its newest version.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<&Told> {
        self.told.iter().find(|told| told.visit.id == id)
    }

    /// Whether it has a visit, in any of its versions.
    #[must_use]
    pub fn has(&self, id: VisitId) -> bool {
        let mut stops = self.stops.iter();
        stops.any(|stop| stop.visit == id || stop.before.contains(&id))
    }
}

/// All else follows from these.
impl PartialEq for Tale {
    fn eq(&self, other: &Self) -> bool {
        self.today == other.today
            && self.told == other.told
            && self.household == other.household
            && self.doubles == other.doubles
    }
}

impl Told {
    fn stop(&self) -> Stop {
        let day = self.visit.began.day();
        Stop {
            visit: self.visit.id,
            before: self.earlier.iter().map(|version| version.id).collect(),
            by: self.visit.author,
            day,
            ended: end_of(day, self.visit.began.zone_min),
            has_met: self.visit.has_met,
        }
    }
}

/// When a day ends where the clock is so many minutes ahead of UTC.
fn end_of(day: NaiveDate, zone_min: i16) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let end = next.and_time(NaiveTime::MIN).and_utc();
    end.checked_sub_signed(TimeDelta::minutes(zone_min.into()))
        .unwrap_or(end)
}

/// Puts the versions of one visit together; what no newer version names stands for itself.
fn told(visits: &[VisitRow]) -> Vec<Told> {
    let amended: BTreeSet<VisitId> = visits.iter().filter_map(|visit| visit.amends).collect();
    visits
        .iter()
        .filter(|visit| !amended.contains(&visit.id))
        .map(|visit| {
            let mut earlier = Vec::new();
            let mut amends = visit.amends;
            while let Some(version) =
                amends.and_then(|id| visits.iter().find(|visit| visit.id == id))
            {
                // A chain that bites its own tail cannot come from this app; it must not hang the page.
                if earlier.len() > visits.len() {
                    break;
                }
                amends = version.amends;
                earlier.push(version.clone());
            }
            Told {
                visit: visit.clone(),
                earlier,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::replica::Standing;
    use dong_hanh_domain::{DeviceTime, UserId};
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn visit(number: u128, amends: Option<u128>) -> VisitRow {
        let at = DeviceTime {
            utc_ms: 0,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        VisitRow {
            id: VisitId(Uuid::from_u128(number)),
            household: HouseholdId(Uuid::from_u128(1)),
            author: UserId(Uuid::from_u128(2)),
            began: at,
            finished: at,
            amends: amends.map(|number| VisitId(Uuid::from_u128(number))),
            has_met: true,
            standing: Standing::OnDevice,
        }
    }

    #[wasm_bindgen_test]
    fn versions_stand_below_the_newest_one() {
        let told = told(&[
            visit(4, None),
            visit(3, Some(2)),
            visit(2, Some(1)),
            visit(1, None),
        ]);
        let numbers: Vec<(u128, Vec<u128>)> = told
            .iter()
            .map(|told| {
                let earlier = told
                    .earlier
                    .iter()
                    .map(|visit| visit.id.0.as_u128())
                    .collect();
                (told.visit.id.0.as_u128(), earlier)
            })
            .collect();
        assert_eq!(numbers, [(4, vec![]), (3, vec![2, 1])]);
    }

    #[wasm_bindgen_test]
    fn an_amendment_of_a_visit_that_is_not_here_stands_alone() {
        let told = told(&[visit(3, Some(2))]);
        assert_eq!(told.len(), 1);
        assert!(told.iter().all(|told| told.earlier.is_empty()));
    }

    #[wasm_bindgen_test]
    fn a_day_ends_where_it_was() {
        let ended = end_of("2026-11-24".parse().unwrap(), 420);
        assert_eq!(ended.to_rfc3339(), "2026-11-24T17:00:00+00:00");
    }
}
