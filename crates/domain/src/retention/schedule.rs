//! What goes when: by the terms, soonest first.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::{HeldBack, Kept, Kind, Retention, Which};

/// What goes when, soonest first; what is held back stands apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// What goes.
    pub going: Vec<Going>,
    /// What is held back, by whose end comes first.
    pub held_back: Vec<(Going, HeldBack)>,
}

/// When something goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// What.
    pub which: Which,
    /// Since when its term runs.
    pub since: NaiveDate,
    /// The first day on which it is due.
    pub due: NaiveDate,
}

/// So many months ahead it is said what goes.
pub const AHEAD: u32 = 12;

impl Retention {
    /// What goes when, by what is known on a day.
    #[must_use]
    pub fn schedule(&self, kept: impl IntoIterator<Item = Kept>, today: NaiveDate) -> Schedule {
        let mut schedule = Schedule::default();
        for kept in kept {
            let due = self.term(kept.which.kind()).after(kept.since);
            let going = Going {
                which: kept.which,
                since: kept.since,
                due,
            };
            match self.held_back(&going.which, today) {
                Some(held) => schedule.held_back.push((going, held.clone())),
                None => schedule.going.push(going),
            }
        }
        schedule
            .going
            .sort_by(|a, b| (a.due, &a.which).cmp(&(b.due, &b.which)));
        let ends = |(going, held): &(Going, HeldBack)| (held.end(), going.which.clone());
        schedule.held_back.sort_by_key(ends);
        schedule
    }

    /// Whether something is due on a day: its term is over, and it is not held back.
    #[must_use]
    pub fn is_due(&self, kept: &Kept, today: NaiveDate) -> bool {
        let due = self.term(kept.which.kind()).after(kept.since);
        due <= today && self.held_back(&kept.which, today).is_none()
    }

    /// By what something is held back on a day.
    fn held_back(&self, which: &Which, today: NaiveDate) -> Option<&HeldBack> {
        let held = self.held_back.iter().filter(|held| held.which == *which);
        held.filter(|held| held.end() > today)
            .max_by_key(|held| held.end())
    }
}

impl Schedule {
    /// What is due on a day.
    pub fn due(&self, today: NaiveDate) -> impl Iterator<Item = &Going> {
        self.going.iter().filter(move |going| going.due <= today)
    }

    /// What goes in the months ahead, without what is due.
    pub fn next(&self, today: NaiveDate) -> impl Iterator<Item = &Going> {
        let end = month(today, AHEAD);
        let next = self.going.iter();
        next.filter(move |going| going.due > today && going.due < end)
    }

    /// How many of each kind go in this month, with what is due already, and in each of those ahead: by the first day of
    /// the month, all of them.
    #[must_use]
    pub fn months(&self, today: NaiveDate) -> Vec<(NaiveDate, BTreeMap<Kind, usize>)> {
        let mut months: Vec<_> = (0..AHEAD)
            .map(|ahead| (month(today, ahead), BTreeMap::new()))
            .collect();
        for going in self.due(today).chain(self.next(today)) {
            let at = months.iter().rposition(|(first, _)| *first <= going.due);
            if let Some((_, kinds)) = months.get_mut(at.unwrap_or(0)) {
                *kinds.entry(going.which.kind()).or_default() += 1;
            }
        }
        months
    }
}

/// The first day of the month that is so many ahead.
fn month(today: NaiveDate, ahead: u32) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    first
        .checked_add_months(chrono::Months::new(ahead))
        .unwrap_or(NaiveDate::MAX)
}
