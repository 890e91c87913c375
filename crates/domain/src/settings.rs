//! What the office of a unit has set: how often households are to be visited, and what its people are to reach.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::coverage::{Period, Span};
use crate::extra::Extra;
use crate::following::{Came, Followed, Intervals, Joined};
use crate::ids::{HamletId, UserId};
use crate::retention::Retention;
use crate::standard::Area;

/// The settings of a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How often households are to be visited, and from when on somebody is reminded.
    #[serde(default)]
    pub intervals: Intervals,
    /// How many visits are to be made; at most one for each aim and span.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// By which line of income its households are checked, where the unit's own kind does not say it: see
    /// [`area_of`](Self::area_of).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// For how long its people's phones open without having heard of the office.
    #[serde(default, skip_serializing_if = "AloneDays::is_default")]
    pub alone_days: AloneDays,
    /// For how long what is recorded is kept, and what of it is held back.
    #[serde(default, skip_serializing_if = "Retention::is_default")]
    pub retention: Retention,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// For so many days a phone opens without having heard of its office; after that its person needs the office as well as the
/// PIN, so that a phone that nobody reported lost does not go on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct AloneDays(u16);

impl AloneDays {
    /// What can be set.
    pub const BOUNDS: RangeInclusive<u16> = 1..=365;

    /// So many.
    #[must_use]
    pub fn days(self) -> u16 {
        self.0
    }

    /// Whether they are over at a moment, by when the office was heard of last.
    #[must_use]
    pub fn are_over(self, last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        now - last >= TimeDelta::days(self.0.into())
    }

    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for AloneDays {
    fn default() -> Self {
        Self(30)
    }
}

/// What lies outside of the bounds is taken for the nearest within.
impl From<u16> for AloneDays {
    fn from(days: u16) -> Self {
        Self(days.clamp(*Self::BOUNDS.start(), *Self::BOUNDS.end()))
    }
}

impl From<AloneDays> for u16 {
    fn from(days: AloneDays) -> Self {
        days.0
    }
}

/// So many visits in every month, quarter or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Whose.
    #[serde(flatten)]
    pub aim: Aim,
    /// How long the period is.
    pub span: Span,
    /// At least so many.
    pub visits: u16,
}

/// Whose visits a target counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "aim", content = "of", rename_all = "snake_case")]
pub enum Aim {
    /// Those of each volunteer, wherever they were made.
    EachVolunteer,
    /// Those of one.
    Volunteer(UserId),
    /// Those to the households of a hamlet, whoever made them.
    Hamlet(HamletId),
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whose visits, in which span, and how many there are to be.
    pub target: Target,
    /// How many there were in the running period.
    pub done: usize,
}

impl Settings {
    /// By which line of income the households of the unit are checked, by its full name and first day: as its kind says,
    /// or else as its office does.
    #[must_use]
    pub fn area_of(&self, name: &str, valid_from: NaiveDate) -> Option<Area> {
        Area::of_unit(name, valid_from).or(self.area)
    }

    /// How far one volunteer has come with what is theirs to reach: what is set for them alone takes the place of what is
    /// set for each.
    #[must_use]
    pub fn of_volunteer(&self, me: UserId, households: &Joined, today: NaiveDate) -> Vec<Progress> {
        let mine = self.targets.iter().filter(|target| match target.aim {
            Aim::EachVolunteer => !self.is_for_alone(me, target.span),
            Aim::Volunteer(user) => user == me,
            Aim::Hamlet(_) => false,
        });
        mine.map(|target| target.progress(Some(me), households, today))
            .collect()
    }

    /// How far each volunteer has come with a target that is everybody's, who has done least first. Whoever has one of their
    /// own is not among them.
    #[must_use]
    pub fn of_each(
        &self,
        target: Target,
        volunteers: impl IntoIterator<Item = UserId>,
        households: &Joined,
        today: NaiveDate,
    ) -> Vec<(UserId, Progress)> {
        let volunteers = volunteers.into_iter();
        let volunteers = volunteers.filter(|user| !self.is_for_alone(*user, target.span));
        let mut done: BTreeMap<_, _> = volunteers.map(|user| (user, 0)).collect();
        for (_, came) in target.counted(households, today) {
            if let Some(done) = done.get_mut(&came.author) {
                *done += 1;
            }
        }
        let each = done.into_iter();
        let mut each: Vec<_> = each
            .map(|(user, done)| (user, Progress { target, done }))
            .collect();
        each.sort_by_key(|(_, progress)| progress.done);
        each
    }

    /// Whether something is set in a span for somebody alone.
    fn is_for_alone(&self, user: UserId, span: Span) -> bool {
        let aim = Aim::Volunteer(user);
        let mut targets = self.targets.iter();
        targets.any(|one| (one.aim, one.span) == (aim, span))
    }

    /// What holds in a unit that others have become. What it has set itself stands, and what was set for one hamlet or one
    /// person comes along with them. Where it has set nothing, the shortest of the intervals that those others have set
    /// hold, and of two targets for the same the greater; who has set nothing has no say in it. What any of them holds back
    /// stays held back. Which area they were says nothing of the new one. What a newer version says beside it is kept of the first.
    #[must_use]
    pub fn inherited(own: Option<Self>, others: impl IntoIterator<Item = Self>) -> Self {
        let mut others = others.into_iter();
        let is_own = own.is_some();
        let area = own.as_ref().and_then(|own| own.area);
        let Some(mut settings) = own.or_else(|| others.next()) else {
            return Self::default();
        };
        settings.area = area;
        for other in others {
            for target in other.targets {
                let is_same = |one: &&mut Target| (one.aim, one.span) == (target.aim, target.span);
                match settings.targets.iter_mut().find(is_same) {
                    Some(one) if !is_own => one.visits = one.visits.max(target.visits),
                    None if !is_own || target.aim != Aim::EachVolunteer => {
                        settings.targets.push(target);
                    }
                    _ => {}
                }
            }
            if !is_own {
                settings.intervals = settings.intervals.shortest(&other.intervals);
                settings.alone_days = settings.alone_days.min(other.alone_days);
                settings.retention.shorten(&other.retention);
            }
            settings.retention.hold_too(other.retention.held_back);
        }
        settings
    }
}

impl Target {
    /// How far the visits of the running period have come: `me` are those that count where the target is everybody's.
    #[must_use]
    pub fn progress(self, me: Option<UserId>, households: &Joined, today: NaiveDate) -> Progress {
        let counts = |author: UserId, hamlet: HamletId| match self.aim {
            Aim::EachVolunteer => me.is_none_or(|me| me == author),
            Aim::Volunteer(user) => user == author,
            Aim::Hamlet(of) => of == hamlet,
        };
        let done = self
            .counted(households, today)
            .filter(|(household, came)| counts(came.author, household.hamlet_on(came.day())));
        Progress {
            target: self,
            done: done.count(),
        }
    }

    /// The visits of the running period on which somebody was met, with whose they were.
    fn counted(
        self,
        households: &Joined,
        today: NaiveDate,
    ) -> impl Iterator<Item = (&Followed, &Came)> {
        let period = Period::around(self.span, today);
        let visits = households
            .iter()
            .flat_map(|one| one.visits.iter().map(move |came| (one, came)));
        visits.filter(move |(_, came)| came.has_met() && period.contains(came.day()))
    }
}

impl Progress {
    /// The period that is running.
    #[must_use]
    pub fn period(&self, today: NaiveDate) -> Period {
        Period::around(self.target.span, today)
    }

    /// Whether there were as many as there are to be.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.done >= usize::from(self.target.visits)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::following::joined::tests::{came, household};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn user(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    fn target(aim: Aim, visits: u16) -> Target {
        Target {
            aim,
            span: Span::Month,
            visits,
        }
    }

    fn households() -> Joined {
        let by = |number, day: &str, author| {
            let mut visit = came(number, day);
            visit.author = user(author);
            visit
        };
        let visits = vec![
            by(1, "2026-11-01", 1),
            by(2, "2026-11-20", 1),
            by(3, "2026-11-20", 2),
            by(4, "2026-10-31", 1),
        ];
        Joined::of(vec![Followed {
            visits,
            ..household(1)
        }])
    }

    #[test]
    fn the_visits_of_the_running_period_count_and_only_those_of_whom_it_is_set_for() {
        let today = "2026-11-24".parse().unwrap();
        let hamlet = household(1).hamlet;
        let done = |aim| target(aim, 5).progress(None, &households(), today).done;
        assert_eq!(done(Aim::Volunteer(user(1))), 2);
        assert_eq!(done(Aim::Volunteer(user(3))), 0);
        assert_eq!(done(Aim::Hamlet(hamlet)), 3);
        assert_eq!(done(Aim::Hamlet(HamletId(Uuid::from_u128(9)))), 0);
        assert_eq!(done(Aim::EachVolunteer), 3);
    }

    #[test]
    fn what_is_set_for_one_takes_the_place_of_what_is_set_for_each() {
        let today = "2026-11-24".parse().unwrap();
        let settings = Settings {
            targets: vec![
                target(Aim::EachVolunteer, 10),
                target(Aim::Volunteer(user(1)), 2),
                target(Aim::Hamlet(household(1).hamlet), 30),
            ],
            ..Settings::default()
        };
        let of = |me| {
            let progress = settings.of_volunteer(user(me), &households(), today);
            let said = progress.iter();
            said.map(|one| (one.done, one.target.visits, one.is_reached()))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(1), [(2, 2, true)]);
        assert_eq!(of(2), [(1, 10, false)]);
        // The office reads the same of all, who has done least first.
        let volunteers = [1, 2, 3].map(user);
        let each = settings.of_each(settings.targets[0], volunteers, &households(), today);
        let each: Vec<_> = each.iter().map(|(who, one)| (*who, one.done)).collect();
        assert_eq!(each, [(user(3), 0), (user(2), 1)]);
    }

    fn with(poor: u16, targets: &[Target]) -> Settings {
        Settings {
            intervals: Intervals {
                poor,
                ..Intervals::default()
            },
            targets: targets.to_vec(),
            ..Settings::default()
        }
    }

    #[test]
    fn of_units_that_become_one_the_shortest_intervals_and_all_targets_hold() {
        let hamlet = Aim::Hamlet(household(1).hamlet);
        let others = || {
            let each = |visits| target(Aim::EachVolunteer, visits);
            [
                with(30, &[each(4), target(hamlet, 9)]),
                with(60, &[each(6)]),
            ]
        };
        let joined = Settings::inherited(None, others());
        let each = target(Aim::EachVolunteer, 6);
        assert_eq!(joined, with(30, &[each, target(hamlet, 9)]));

        // What the unit has set itself stands, but for what only the others know.
        let own = with(90, &[target(Aim::EachVolunteer, 2)]);
        let each = target(Aim::EachVolunteer, 2);
        let joined = Settings::inherited(Some(own), others());
        assert_eq!(joined, with(90, &[each, target(hamlet, 9)]));
        assert_eq!(Settings::inherited(None, []), Settings::default());
    }

    #[test]
    fn the_kind_of_a_unit_says_its_area_or_else_its_office_does() {
        let with = |area| Settings {
            area: Some(area),
            ..Settings::default()
        };
        let reform = "2025-07-01".parse().unwrap();
        let none = Settings::default();
        assert_eq!(none.area_of("Phường Thuận An", reform), None);
        let urban = with(Area::Urban);
        assert_eq!(urban.area_of("Phường Thuận An", reform), Some(Area::Urban));
        assert_eq!(urban.area_of("Xã Phú Vang", reform), Some(Area::Rural));
        // What units were that have become another one says nothing of it, nor do those that have said nothing.
        let rural = [with(Area::Rural)];
        assert_eq!(Settings::inherited(None, rural.clone()).area, None);
        assert_eq!(
            Settings::inherited(Some(urban), rural).area,
            Some(Area::Urban)
        );
    }

    #[test]
    fn an_interval_out_of_bounds_cannot_be_read() {
        let read = |poor: u32| {
            let text = format!(r#"{{"intervals":{{"poor":{poor}}}}}"#);
            serde_json::from_str::<Settings>(&text)
        };
        assert_eq!(read(1).unwrap().intervals.poor, 1);
        assert_eq!(
            read(730).unwrap().intervals.near_poor,
            Intervals::default().near_poor
        );
        assert!(read(0).is_err());
        assert!(read(731).is_err());
    }

    proptest! {
        #[test]
        fn settings_come_back_as_they_were_said(poor in 1..=730_u16, visits in any::<u16>(), number in any::<u128>()) {
            let settings = Settings {
                intervals: Intervals { poor, ..Intervals::default() },
                targets: [Aim::EachVolunteer, Aim::Volunteer(user(number)), Aim::Hamlet(HamletId(Uuid::from_u128(number)))]
                    .map(|aim| target(aim, visits)).to_vec(),
                area: [None, Some(Area::Rural), Some(Area::Urban)][usize::from(visits % 3)],
                ..Settings::default()
            };
            let text = serde_json::to_string(&settings).unwrap();
            prop_assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
        }
    }
}
