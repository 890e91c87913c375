//! A household as lists show it, and how lists are narrowed.

use chrono::NaiveDate;
use dong_hanh_domain::following::Intervals;
use dong_hanh_domain::request::Withheld;
use dong_hanh_domain::{Class, Courtesy, HamletId, HouseholdId, PersonName};

/// A household in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdRow {
    /// Which.
    pub id: HouseholdId,
    /// Its head.
    pub name: PersonName,
    /// How the head is spoken of.
    pub courtesy: Courtesy,
    /// The head's age in years, where it is known.
    pub age: Option<u16>,
    /// Where it lives.
    pub hamlet: HamletId,
    /// The address inside the hamlet.
    pub address: String,
    /// A telephone number as it is dialled.
    pub phone: Option<String>,
    /// The official class.
    pub class: Option<Class>,
    /// How many live there.
    pub size: usize,
    /// The day of the last visit that this device knows, unsent ones and those of its doubles included.
    pub last_visit: Option<NaiveDate>,
    /// Registered here and not received at the office yet.
    pub on_device: bool,
    /// The record that stands for it, as it was registered twice.
    pub same_as: Option<HouseholdId>,
    /// The first day on which it was none of the commune's any more.
    pub ended: Option<NaiveDate>,
    /// What keeps its data from being used, as the family has asked.
    pub withheld: Option<Withheld>,
}

impl HouseholdRow {
    /// `Bà Nguyễn Thị Hạnh`.
    #[must_use]
    pub fn called(&self) -> String {
        format!("{} {}", self.courtesy.title(), self.name)
    }

    /// Days since the last visit; `None` where there was none.
    #[must_use]
    pub fn days_since_visit(&self, today: NaiveDate) -> Option<u16> {
        let days = today.signed_duration_since(self.last_visit?).num_days();
        Some(u16::try_from(days.max(0)).unwrap_or(u16::MAX))
    }

    /// Whether the last visit is longer ago than households of its class should wait.
    #[must_use]
    pub fn is_due(&self, intervals: &Intervals, today: NaiveDate) -> bool {
        let days = self.days_since_visit(today);
        !self.is_left_alone(today) && days.is_none_or(|days| days > intervals.of(self.class))
    }

    /// Whether nobody is to be sent there.
    #[must_use]
    pub fn is_left_alone(&self, today: NaiveDate) -> bool {
        self.withheld.is_some() || self.has_ended(today)
    }

    /// Whether it is none of the commune's any more; whoever was met afterwards is there.
    #[must_use]
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        let ended = self.ended.filter(|ended| *ended <= today);
        ended.is_some_and(|ended| self.last_visit.is_none_or(|last| last <= ended))
    }
}

/// A stretch without a visit is told, and filtered by, when it is longer than this, in days. When a household is due
/// is another matter: [`Intervals`] say it by class.
pub const LONG_AGO_DAYS: u16 = 60;

/// How a list of households is narrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HouseholdFilter {
    /// Only this hamlet.
    pub hamlet: Option<HamletId>,
    /// By the last visit.
    pub visited: Visited,
}

/// Which households a list shows, by their last visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visited {
    /// All.
    #[default]
    Any,
    /// Those whose last visit is longer ago than so many days, or who had none.
    NotWithinDays(u16),
    /// Those who were never visited.
    Never,
}

impl HouseholdFilter {
    /// Whether a household belongs in the list.
    #[must_use]
    pub fn admits(&self, row: &HouseholdRow, today: NaiveDate) -> bool {
        self.hamlet.is_none_or(|hamlet| hamlet == row.hamlet)
            && match self.visited {
                Visited::Any => true,
                // Who was registered twice is visited once, and who is not there any more not at all.
                _ if row.same_as.is_some() || row.is_left_alone(today) => false,
                Visited::NotWithinDays(limit) => {
                    row.days_since_visit(today).is_none_or(|days| days > limit)
                }
                Visited::Never => row.last_visit.is_none(),
            }
    }
}
