//! What a list would make of the record: household by household new, changed, as it is, or wrong.

mod compare;
mod fresh;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use dong_hanh_domain::odd::Odd;
use dong_hanh_domain::{Fact, Household, HouseholdChange, HouseholdId, OperationId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Hamlets, Known, List, Listed, MOST_HOUSEHOLDS, Problem, Trouble};

/// Gives ids that nothing else has.
pub type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

/// A household of a list, and what it would make of the record.
#[derive(Clone, Debug)]
pub struct Planned {
    /// As the list says it, with all that is wrong or odd.
    pub listed: Listed,
    /// What it would make.
    pub verdict: Verdict,
}

/// What a household of a list would make of the record.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The record does not have it.
    New(Box<Household>),
    /// The record has it, and something of it is otherwise.
    Changed {
        /// Which.
        household: HouseholdId,
        /// What was, and what is.
        changes: Vec<Change>,
        /// The same as it is said.
        said: Vec<HouseholdChange>,
        /// The versions of these facts that were looked at.
        seen: BTreeSet<OperationId>,
    },
    /// The record says the same.
    Same(HouseholdId),
    /// It is not taken.
    Wrong,
}

/// The verdict without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`Verdict::New`].
    New,
    /// [`Verdict::Changed`].
    Changed,
    /// [`Verdict::Same`].
    Same,
    /// [`Verdict::Wrong`].
    Wrong,
}

/// One fact that is otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Of whom, where it is about a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it was; `None` of somebody who was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Fact>,
    /// What it is.
    pub is: Fact,
}

impl Verdict {
    /// The verdict without its content.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::New(_) => Kind::New,
            Self::Changed { .. } => Kind::Changed,
            Self::Same(_) => Kind::Same,
            Self::Wrong => Kind::Wrong,
        }
    }
}

/// Compares a list with the record.
pub fn plan(
    list: List,
    known: &Known,
    hamlets: &Hamlets,
    by: UserId,
    today: NaiveDate,
    ids: Ids<'_>,
) -> Vec<Planned> {
    let mut planner = Planner {
        known,
        hamlets,
        by,
        today,
        ids,
        met: BTreeMap::new(),
    };
    let households = list.households.into_iter().enumerate();
    let planned = households.map(|(at, mut listed)| {
        if at >= MOST_HOUSEHOLDS {
            let row = listed.first();
            listed.problems.push(Problem::at_row(row, Trouble::TooMany));
        }
        planner.decide(listed)
    });
    planned.collect()
}

struct Planner<'a> {
    known: &'a Known,
    hamlets: &'a Hamlets,
    by: UserId,
    today: NaiveDate,
    ids: Ids<'a>,
    /// The households of the record that stand in the list, with their rows.
    met: BTreeMap<HouseholdId, u32>,
}

impl Planner<'_> {
    fn decide(&mut self, mut listed: Listed) -> Planned {
        let verdict = if listed.is_right() && !listed.people.is_empty() {
            self.compare(&mut listed)
        } else {
            Verdict::Wrong
        };
        let verdict = if listed.is_right() {
            verdict
        } else {
            Verdict::Wrong
        };
        Planned { listed, verdict }
    }

    fn compare(&mut self, listed: &mut Listed) -> Verdict {
        let row = listed.first();
        let Some(found) = self.find(listed) else {
            return Verdict::Wrong;
        };
        let Some(known) = found else {
            return fresh::fresh(self, listed);
        };
        let first = *self.met.entry(known.id).or_insert(row);
        if first != row {
            let trouble = Trouble::SameRecord { first };
            listed.problems.push(Problem::at_row(row, trouble));
            return Verdict::Wrong;
        }
        compare::compare(known, listed, self.ids, self.today)
    }
}

impl<'a> Planner<'a> {
    /// The household of the record, if it has it; nothing where nobody can tell.
    fn find(&self, listed: &mut Listed) -> Option<Option<&'a Household>> {
        let known: &'a Known = self.known;
        let (row, head) = (listed.first(), listed.people.first()?.clone());
        let (code, hamlet) = (listed.code.clone(), listed.hamlet);
        let mut refuse = |trouble| {
            listed.problems.push(Problem::at_row(row, trouble));
            None
        };
        if let Some(code) = &code {
            match known.coded(&code.text)[..] {
                [] => {}
                [one] if people::have_one(one, &listed.people) => return Some(Some(one)),
                [other] => {
                    let head = other.head.name.to_string();
                    return refuse(Trouble::OtherPeople { head });
                }
                ref several => {
                    let count = several.len();
                    return refuse(Trouble::Several { count });
                }
            }
        }
        let Some(hamlet) = hamlet else {
            return refuse(Trouble::NoHamlet);
        };
        let mut named = known.of_head(head.name.as_str(), head.birth, hamlet);
        // One that bears another code is another one.
        named.retain(|known| code.is_none() || known.code.is_none());
        match named[..] {
            [] => Some(None),
            [one] => Some(Some(one)),
            ref several => {
                let count = several.len();
                refuse(Trouble::Several { count })
            }
        }
    }
}

/// What is odd in a household and was not before, at a row.
fn odd(before: &[Odd], household: &Household, row: u32, today: NaiveDate) -> Vec<Problem> {
    let odd = household.odd(today).into_iter();
    let fresh = odd.filter(|odd| !before.contains(odd));
    let told = fresh.map(|odd| {
        let is_wrong = matches!(
            odd,
            Odd::BornAhead { .. } | Odd::TooOld { .. } | Odd::Twice { .. }
        );
        let words = odd.both(household);
        Problem::at_row(row, Trouble::Odd { words, is_wrong })
    });
    told.collect()
}
