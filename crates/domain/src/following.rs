//! What a device or a server knows of a household when it asks who is left behind, how far visits reach, and what is
//! to be done today.
//!
//! The three rules read the same input, so that the phone, the office and the server give the same answer.

mod asked;
mod commitment;
mod intervals;
pub(crate) mod joined;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::fact::FactKey;
use crate::help::{
    Cause, CommitmentId, Gift, Help, Helped, NeedKind, Outside, Promiser, SupportId,
};
use crate::household::{Class, Entry, Moved, OfficialClass, hamlet_at};
use crate::ids::{HamletId, HouseholdId, UserId, VisitId};
use crate::request::Requests;
use crate::time::VIETNAM;

pub use asked::Asked;
pub use commitment::{Commitment, Kept, Reminds};
pub use intervals::Intervals;
pub use joined::Joined;

/// A household as far as somebody follows what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Which.
    pub id: HouseholdId,
    /// Where it lives.
    pub hamlet: HamletId,
    /// Where it lived before, the first place first.
    pub moved: Vec<Moved>,
    /// The record that stands for it, where it was registered twice.
    pub same_as: Option<HouseholdId>,
    /// The first day on which it was none of the commune's any more.
    pub ended: Option<NaiveDate>,
    /// The day on which its record was erased: what past periods count of it is all that is known.
    pub erased: Option<NaiveDate>,
    /// What the office decided, the first decision first.
    pub classes: Vec<Classed>,
    /// The day on which it was registered or imported, where that is known.
    pub listed: Option<NaiveDate>,
    /// Its finished visits; of a visit that was amended, only the version that stands.
    pub visits: Vec<Came>,
    /// What was promised to it.
    pub commitments: Vec<Commitment>,
    /// What it needs now and has not got.
    pub urgent: Vec<Urgent>,
    /// The last day on which somebody recorded that support had arrived.
    pub supported: Option<NaiveDate>,
    /// Why life is hard for it, as it was told last.
    pub causes: Vec<Cause>,
    /// What it wishes for and has not got.
    pub needs: Vec<Need>,
    /// What came to it, those records too that are of another one's gift.
    pub supports: Vec<Received>,
    /// What was said of all that outside its visits.
    pub help: Help,
    /// Who wrote down what was promised outside a visit.
    pub promised_by: BTreeMap<CommitmentId, UserId>,
    /// What its people asked for about their data.
    pub requests: Requests,
    /// The gifts and promises that were written down outside a visit and taken back.
    pub taken_back: BTreeSet<FactKey>,
}

/// Help that came to a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What names it.
    pub id: SupportId,
    /// What it is.
    pub gift: Gift,
    /// Whether it has helped, where somebody asked.
    pub helped: Option<Helped>,
    /// The day on which it came, or was told where nobody knows that.
    pub day: NaiveDate,
    /// Who wrote it down, where that is known.
    pub by: Option<UserId>,
    /// The visit on which it was told.
    pub visit: Option<VisitId>,
    /// The record that stands for it, where both are of one gift.
    pub same_as: Option<SupportId>,
}

/// Something that a household wishes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub kind: NeedKind,
    /// The visit that told it last, by its first version.
    pub told: VisitId,
    /// The day on which it was told first.
    pub since: NaiveDate,
}

/// An official class with the day of its decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classed {
    /// The class.
    pub class: Class,
    /// Since when.
    pub since: NaiveDate,
    /// How it came to that class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
}

impl From<&OfficialClass> for Classed {
    fn from(official: &OfficialClass) -> Self {
        Self {
            class: official.class,
            since: official.since,
            entry: official.entry,
        }
    }
}

/// Somebody came: a finished visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// Which.
    pub visit: VisitId,
    /// Its first version: what it told is named by that one, so that an amendment tells of the same.
    pub first: VisitId,
    /// Who came.
    pub author: UserId,
    /// When it was finished, corrected.
    pub at: DateTime<Utc>,
    /// What the office says to it.
    pub answer: Answer,
    /// What was found.
    pub found: Found,
    /// The day on which the family expects somebody again, as it was agreed there.
    pub again: Option<NaiveDate>,
}

/// What a visit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// Nobody was there; somebody has to come again.
    Nobody,
    /// Somebody was there, and told nothing: they did not agree to be recorded, or a form was filled of which nothing
    /// is known.
    #[default]
    Somebody,
    /// The household told this.
    Told(Box<Told>),
}

/// What the office says to a visit that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    /// Nobody has looked at it, or it has not reached the office.
    Waiting,
    /// Accepted.
    Accepted,
    /// Sent back, and not amended yet.
    Returned {
        /// When.
        on: NaiveDate,
    },
}

/// What a household told on a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What somebody promised there.
    pub promises: Vec<Promised>,
    /// What the office must know now.
    pub urgent: Urgency,
    /// Support has arrived since the visit before.
    pub supported: bool,
    /// Why life is hard for the household; `None` where nobody asked.
    pub causes: Option<Vec<Cause>>,
    /// What the household wishes for; `None` where nobody asked.
    pub needs: Option<Vec<NeedKind>>,
    /// What came, with its place on the visit, from 1.
    pub gifts: Vec<(u16, Gift)>,
}

/// What a household answered when it was asked whether there is anything urgent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Urgency {
    /// Nobody asked, it was not answered, or nobody wrote down what it is: nothing is known anew.
    #[default]
    Untold,
    /// There is nothing.
    Nothing,
    /// There is this.
    Need(String),
}

/// A promise as it was written down on a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// Its place on the visit, from 1.
    pub number: u16,
    /// What.
    pub what: String,
    /// Whose.
    pub by: Option<Promiser>,
    /// The name of whoever promised, where it was written down.
    pub who: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// Something that a household needs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgent {
    /// What.
    pub what: String,
    /// The visit that told it last, by its first version.
    pub told: VisitId,
    /// The day on which it was told first.
    pub since: NaiveDate,
}

impl Followed {
    /// A household of which nothing is known but where it lives.
    #[must_use]
    pub fn new(id: HouseholdId, hamlet: HamletId) -> Self {
        Self {
            id,
            hamlet,
            moved: Vec::new(),
            same_as: None,
            ended: None,
            erased: None,
            classes: Vec::new(),
            listed: None,
            visits: Vec::new(),
            commitments: Vec::new(),
            urgent: Vec::new(),
            supported: None,
            causes: Vec::new(),
            needs: Vec::new(),
            supports: Vec::new(),
            help: Help::default(),
            promised_by: BTreeMap::new(),
            requests: Requests::default(),
            taken_back: BTreeSet::new(),
        }
    }

    /// The same household with what was said of its help outside its visits.
    #[must_use]
    pub fn with_outside(mut self, outside: Option<Outside>) -> Self {
        let Some(outside) = outside else {
            return self;
        };
        let Outside { help, by, .. } = outside;
        for (id, support) in &help.supports {
            // Without a day it is counted nowhere, and no screen records one so.
            let Some(day) = support.gift.on else { continue };
            self.supports.push(Received {
                id: *id,
                gift: support.gift.clone(),
                helped: None,
                day,
                by: by.get(id).copied(),
                visit: None,
                same_as: None,
            });
        }
        self.help = help;
        self.promised_by = outside.promised_by;
        self.taken_back = outside.taken_back;
        self
    }

    /// The day on which it was listed; `None` also where that is still to come, as a phone whose clock ran ahead wrote it
    /// down. Whoever is thought to be new for years is never missed.
    #[must_use]
    pub fn listed_by(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.listed.filter(|day| *day <= today)
    }

    /// Whether it was none of the commune's any more on a day. Whoever was met after it was said to be gone is there.
    #[must_use]
    pub fn has_ended(&self, day: NaiveDate) -> bool {
        if self.erased.is_some_and(|erased| erased <= day) {
            return true;
        }
        let Some(ended) = self.ended.filter(|ended| *ended <= day) else {
            return false;
        };
        let mut visits = self.visits.iter();
        !visits.any(|came| came.has_met() && came.day() > ended && came.day() <= day)
    }

    /// The class on a day; `None` where nothing had been decided.
    #[must_use]
    pub fn class_on(&self, day: NaiveDate) -> Option<Class> {
        let decided = self.classes.iter().rev().find(|class| class.since <= day);
        decided.map(|decided| decided.class)
    }

    /// In which hamlet it lived at the end of a day.
    #[must_use]
    pub fn hamlet_on(&self, day: NaiveDate) -> HamletId {
        if self.moved.is_empty() {
            return self.hamlet;
        }
        let next = day.succ_opt().unwrap_or(day);
        let end = next.and_time(chrono::NaiveTime::MIN) - chrono::TimeDelta::milliseconds(1);
        let end = end.and_local_timezone(VIETNAM).single();
        end.map_or(self.hamlet, |end| {
            hamlet_at(&self.moved, self.hamlet, end.to_utc())
        })
    }

    /// The day of the last visit on which somebody was met: whoever found a locked door has not visited anybody.
    #[must_use]
    pub fn last_visit(&self) -> Option<NaiveDate> {
        let met = self.visits.iter().filter(|came| came.has_met());
        met.map(|came| came.at).max().map(day_of)
    }

    /// How often somebody has come since then and met nobody.
    #[must_use]
    pub fn in_vain(&self) -> usize {
        let place = |came: &Came| Some((came.at, came.visit));
        let met = self.visits.iter().filter(|came| came.has_met());
        let last = met.map(place).max().flatten();
        let since = self.visits.iter().filter(|came| place(came) > last);
        since.count()
    }

    /// The day on which the family expects somebody, as the last visit agreed that named one, until somebody is met again.
    #[must_use]
    pub fn appointment(&self) -> Option<NaiveDate> {
        let agreed = self.visits.iter().filter(|came| came.again.is_some());
        let agreed = agreed.max_by_key(|came| (came.at, came.visit))?;
        let mut later = self.visits.iter().filter(|came| came.has_met());
        let is_kept = later.any(|came| (came.at, came.visit) > (agreed.at, agreed.visit));
        agreed.again.filter(|_| !is_kept)
    }
}

impl Received {
    /// Whether it is counted: each gift is, once.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.same_as.is_none()
    }
}

impl Came {
    /// Whether somebody was there.
    #[must_use]
    pub fn has_met(&self) -> bool {
        self.found != Found::Nobody
    }

    /// What the household told, where it told anything.
    #[must_use]
    pub fn told(&self) -> Option<&Told> {
        match &self.found {
            Found::Told(told) => Some(told),
            Found::Nobody | Found::Somebody => None,
        }
    }

    /// The day on which it was, in Việt Nam.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        day_of(self.at)
    }
}

/// The day of a moment in Việt Nam.
#[must_use]
pub fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&VIETNAM).date_naive()
}

/// A day as people write it: `24/11/2026`. What chrono writes dates with is many bytes of a phone's app.
pub(crate) fn written(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// Whole days from one day to a later one; none where it is not later.
pub(crate) fn days_between(earlier: NaiveDate, later: NaiveDate) -> u32 {
    let days = later.signed_duration_since(earlier).num_days();
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}

/// The poorest first; a household whose class nobody has entered may be poor.
pub(crate) fn poverty(class: Option<Class>) -> u8 {
    match class {
        Some(Class::Poor) => 0,
        Some(Class::NearPoor) => 1,
        None => 2,
        Some(Class::Escaped | Class::EscapedNear) => 3,
    }
}
