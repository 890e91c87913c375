//! What lists and search need of a record, small enough that ten thousand are read at the start of the app.
//!
//! Bodies stay as they came; heads are made from them and can be made anew, so a change here needs a new
//! [`ROWS`] and no migration.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use dong_hanh_domain::following::{Classed, Found};
use dong_hanh_domain::help::Outside;
use dong_hanh_domain::request::Requests;
use dong_hanh_domain::{
    Birth, Class, DeviceTime, Entry, HamletId, Household, HouseholdId, Member, MemberId, Moved,
    PersonName, Review, Sex, UserId, VisitId,
};
use dong_hanh_sync::following::{again, found};
use dong_hanh_sync::{Record, RecordKey, Visit};
use serde::{Deserialize, Serialize};

use crate::order::order_key;

/// The version of the heads in a segment.
pub(super) const ROWS: u8 = 12;

/// What is kept in memory of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Head {
    /// A household.
    Household(HouseholdHead),
    /// A visit.
    Visit(VisitHead),
    /// Few or unknown: read whole from the body.
    Whole,
}

/// A household in a list and in the search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HouseholdHead {
    /// Of the head of the household.
    pub name: PersonName,
    /// What orders it among names, see [`order_key`].
    pub order: String,
    male: bool,
    birth: Option<BirthHead>,
    /// Where it lives.
    pub hamlet: HamletId,
    /// Where in the hamlet.
    pub address: String,
    /// The number that the family is called by.
    pub phone: Option<String>,
    /// What the office has listed it as.
    pub class: Option<Class>,
    /// All that was decided, the first first: since when in days of the common era, and how it came to that class.
    decided: Vec<(Class, i32, Option<Entry>)>,
    /// The first day on which it was none of the commune's any more, in days of the common era.
    ended: Option<i32>,
    /// From where to where it has moved, and when.
    pub moved: Vec<Moved>,
    /// How many live there.
    pub size: u16,
    /// Names of the other members and the code, by which it is found too; a line each.
    pub others: String,
    /// The last of these lines is the code.
    is_coded: bool,
    /// The record that stands for it, where it was registered twice.
    pub same_as: Option<HouseholdId>,
    /// Those that are other households, as an officer said.
    pub not_same: Vec<HouseholdId>,
    /// What was said of its help outside its visits, as text; of most households nothing was.
    help: Option<Box<str>>,
    /// What its people asked for about their data, as text; most ask for nothing.
    requests: Option<Box<str>>,
}

/// [`Birth`] for a format that does not describe itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum BirthHead {
    Day(i32),
    Year(u16),
}

/// A visit in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitHead {
    /// Who was visited.
    pub household: HouseholdId,
    /// Who visited.
    pub author: UserId,
    began: Moment,
    finished: Moment,
    /// The visit that it replaces.
    pub amends: Option<VisitId>,
    received_ms: i64,
    review: ReviewHead,
    /// What was found.
    pub found: Found,
    /// The day on which the family expects somebody again.
    pub again: Option<NaiveDate>,
}

/// [`Review`] for a format that does not describe itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum ReviewHead {
    Waiting,
    Accepted {
        by: UserId,
        at_ms: i64,
    },
    Returned {
        by: UserId,
        at_ms: i64,
        reason: String,
    },
    Amended {
        with: VisitId,
        reason: Option<String>,
    },
}

/// Reads a body: its head and, where it is kept whole, the record. What cannot be read is kept all the same.
pub(super) fn read(key: &RecordKey, body: &str) -> (Head, Option<Record>) {
    match Record::from_body(key, body) {
        Ok(Some(Record::Household(household))) => {
            (Head::Household(HouseholdHead::of(&household)), None)
        }
        Ok(Some(Record::Visit(visit))) => (Head::Visit(VisitHead::of(&visit)), None),
        Ok(record) => (Head::Whole, record),
        Err(_) => (Head::Whole, None),
    }
}

impl HouseholdHead {
    /// The head of a household.
    pub fn of(household: &Household) -> Self {
        let mut others = String::new();
        let names = household
            .others
            .iter()
            .map(|other| other.member.name.as_str());
        for text in names.chain(household.code.as_deref()) {
            others.push_str(text);
            others.push('\n');
        }
        let head = &household.head;
        Self {
            name: head.name.clone(),
            order: order_key(&head.name),
            male: head.sex == Sex::Male,
            birth: head.birth.map(|birth| match birth {
                Birth::Date(day) => BirthHead::Day(day.num_days_from_ce()),
                Birth::Year(year) => BirthHead::Year(year),
            }),
            hamlet: household.hamlet,
            address: household.address.clone(),
            phone: household.phone.clone(),
            class: household.class.as_ref().map(|official| official.class),
            decided: household
                .classes_before
                .iter()
                .chain(&household.class)
                .map(|official| {
                    let since = official.since.num_days_from_ce();
                    (official.class, since, official.entry)
                })
                .collect(),
            ended: household.ended.map(|ended| ended.on.num_days_from_ce()),
            moved: household.moved.clone(),
            size: u16::try_from(household.size()).unwrap_or(u16::MAX),
            others,
            is_coded: household.code.is_some(),
            same_as: household.same_as,
            not_same: household.not_same.iter().copied().collect(),
            help: household
                .outside()
                .and_then(|outside| serde_json::to_string(&outside).ok())
                .map(String::into_boxed_str),
            requests: (!household.requests.is_empty())
                .then(|| serde_json::to_string(&household.requests).ok())
                .flatten()
                .map(String::into_boxed_str),
        }
    }

    /// The first day on which it was none of the commune's any more.
    pub fn ended(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.ended?)
    }

    /// What was said of its help outside its visits.
    pub fn outside(&self) -> Option<Outside> {
        serde_json::from_str(self.help.as_deref()?).ok()
    }

    /// What its people asked for about their data.
    pub fn requests(&self) -> Requests {
        let text = self.requests.as_deref();
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// The code, where the office has entered one.
    pub fn code(&self) -> Option<&str> {
        self.others.lines().last().filter(|_| self.is_coded)
    }

    /// The names of the other members.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let lines = self.others.lines().count();
        self.others
            .lines()
            .take(lines - usize::from(self.is_coded && lines > 0))
    }

    /// The birth of its head.
    pub fn birth(&self) -> Option<Birth> {
        self.birth.and_then(|birth| match birth {
            BirthHead::Day(day) => NaiveDate::from_num_days_from_ce_opt(day).map(Birth::Date),
            BirthHead::Year(year) => Some(Birth::Year(year)),
        })
    }

    /// What the office decided of it, the first decision first.
    pub fn classes(&self) -> Vec<Classed> {
        let classed = |&(class, since, entry): &_| {
            let since = NaiveDate::from_num_days_from_ce_opt(since)?;
            Some(Classed {
                class,
                since,
                entry,
            })
        };
        self.decided.iter().filter_map(classed).collect()
    }

    /// The head of the household as a person, for age and form of address.
    pub fn person(&self) -> Member {
        let sex = if self.male { Sex::Male } else { Sex::Female };
        Member {
            birth: self.birth(),
            ..Member::new(MemberId(uuid::Uuid::nil()), self.name.clone(), sex)
        }
    }
}

impl VisitHead {
    /// The head of a visit.
    pub fn of(visit: &Visit) -> Self {
        Self {
            household: visit.household,
            author: visit.author,
            began: packed(visit.began_corrected()),
            finished: packed(visit.finished_corrected()),
            amends: visit.amends,
            received_ms: visit.received.timestamp_millis(),
            found: found(&visit.answers),
            again: again(&visit.answers),
            review: match visit.review.clone() {
                Review::Waiting => ReviewHead::Waiting,
                Review::Accepted { by, at } => ReviewHead::Accepted {
                    by,
                    at_ms: at.timestamp_millis(),
                },
                Review::Returned { by, at, reason } => ReviewHead::Returned {
                    by,
                    at_ms: at.timestamp_millis(),
                    reason,
                },
                Review::Amended { with, reason } => ReviewHead::Amended { with, reason },
            },
        }
    }

    /// When it began, corrected.
    pub fn began(&self) -> DeviceTime {
        unpacked(self.began)
    }

    /// When it was finished, corrected.
    pub fn finished(&self) -> DeviceTime {
        unpacked(self.finished)
    }

    /// When it arrived, by the server's clock.
    pub fn received(&self) -> DateTime<Utc> {
        moment(self.received_ms)
    }

    /// What the office says.
    pub fn review(&self) -> Review {
        match self.review.clone() {
            ReviewHead::Waiting => Review::Waiting,
            ReviewHead::Accepted { by, at_ms } => Review::Accepted {
                by,
                at: moment(at_ms),
            },
            ReviewHead::Returned { by, at_ms, reason } => Review::Returned {
                by,
                at: moment(at_ms),
                reason,
            },
            ReviewHead::Amended { with, reason } => Review::Amended { with, reason },
        }
    }
}

/// A moment of a device: milliseconds, minutes before UTC, its own count, and how far its clock was off.
type Moment = (i64, i16, u64, Option<i64>);

fn packed(at: DeviceTime) -> Moment {
    (at.utc_ms, at.zone_min, at.mono_ms, at.skew_ms)
}

fn unpacked((utc_ms, zone_min, mono_ms, skew_ms): Moment) -> DeviceTime {
    DeviceTime {
        utc_ms,
        zone_min,
        mono_ms,
        skew_ms,
    }
}

fn moment(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::{Fact, OfficialClass};

    #[test]
    fn a_head_bears_the_class_with_those_before_it() {
        let nil = uuid::Uuid::nil();
        let name = PersonName::new("Lê Thị Bưởi").unwrap();
        let head = Member::new(MemberId(nil), name, Sex::Female);
        let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        let decided = [
            (Class::Escaped, "2024-01-01".parse().unwrap(), None),
            (
                Class::Poor,
                "2025-12-15".parse().unwrap(),
                Some(Entry::Again),
            ),
        ];
        assert_eq!(HouseholdHead::of(&household).classes(), []);
        for (class, since, entry) in decided {
            household.set(Fact::Class(Some(OfficialClass {
                class,
                since,
                decision: None,
                entry,
            })));
        }
        let classes = HouseholdHead::of(&household).classes();
        assert_eq!(
            classes,
            decided.map(|(class, since, entry)| Classed {
                class,
                since,
                entry,
            })
        );
    }
}
