//! What the people recorded ask for about their data, and what the office does about it (Law 91/2025/QH15, Decree
//! 356/2025/NĐ-CP).
//!
//! Whoever may visit a household writes down what it asks for; what becomes of it the office says.

mod deadline;
mod fact;
mod withheld;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::extra::Extra;
use crate::ids::{MemberId, RequestId};

pub use deadline::{Due, Duty, Pressing, latest_extension};
pub use withheld::Withheld;
pub use word::{Asker, Refusal, RequestKind, Way};

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// What.
    pub kind: RequestKind,
    /// Of which person in the household; `None` for all that is known of the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<MemberId>,
    /// Who asks.
    pub by: Asker,
    /// Their name, where it was written down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// How it came.
    pub way: Way,
    /// The day on which it was received: periods begin with it.
    pub on: NaiveDate,
    /// What exactly, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the office has done about a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// That whoever asked was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Answered>,
    /// Somebody else who was given the data has to stop too, for which there is more time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// That it takes longer. The law knows one extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended: Option<Extended>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Whoever asked was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// When.
    pub on: NaiveDate,
    /// How.
    pub way: Way,
}

/// It takes longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The last day.
    pub until: NaiveDate,
    /// Why, as it was told to whoever asked.
    pub why: String,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ended", rename_all = "snake_case")]
pub enum End {
    /// What was asked for was done.
    Done {
        /// When.
        on: NaiveDate,
        /// What exactly.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        /// The day on which the office lifted it, as the household asked for that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lifted: Option<NaiveDate>,
    },
    /// It was refused.
    Refused {
        /// When.
        on: NaiveDate,
        /// Why.
        why: Refusal,
        /// The same in words, as it was told to whoever asked.
        words: String,
    },
    /// Whoever asked wants it no more.
    TakenBack {
        /// When.
        on: NaiveDate,
    },
}

/// The requests of a household.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Requests {
    /// What was asked for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    made: BTreeMap<RequestId, Request>,
    /// What the office has done about it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    courses: BTreeMap<RequestId, Course>,
    /// What was written down wrongly and taken back: a double that still has it asks for it no more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    taken_back: BTreeSet<RequestId>,
}

impl Requests {
    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All that was asked for, with what was done about it.
    pub fn iter(&self) -> impl Iterator<Item = (RequestId, &Request, Course)> {
        let course = |id| self.courses.get(id).cloned().unwrap_or_default();
        let made = self.made.iter();
        made.map(move |(id, request)| (*id, request, course(id)))
    }

    /// The same when the record was erased: nothing is left that anything could be done about, so that whatever was open has
    /// ended with it.
    #[must_use]
    pub fn ended_with_record(mut self, on: NaiveDate) -> Self {
        for id in self.made.keys() {
            let course = self.courses.entry(*id).or_default();
            course.end.get_or_insert(End::Done {
                on,
                what: String::new(),
                lifted: None,
            });
        }
        self
    }

    /// The same without a word that somebody wrote or said: what past periods count, and that it was asked for.
    #[must_use]
    pub fn without_words(self) -> Self {
        let request = |request: Request| Request {
            who: String::new(),
            note: String::new(),
            extra: Extra::default(),
            ..request
        };
        let made = self.made.into_iter();
        let courses = self.courses.into_iter();
        Self {
            made: made.map(|(id, made)| (id, request(made))).collect(),
            courses: courses
                .map(|(id, course)| (id, course.without_words()))
                .collect(),
            taken_back: self.taken_back,
        }
    }

    /// Takes up those of a record that is the same household; what was said of this one stands.
    pub fn take(&mut self, double: Self) {
        for (id, request) in double.made {
            if !self.taken_back.contains(&id) {
                self.made.entry(id).or_insert(request);
            }
        }
        for (id, course) in double.courses {
            self.courses.entry(id).or_insert(course);
        }
    }
}

impl Course {
    /// The day on which it ended; `None` while it is open.
    #[must_use]
    pub fn closed(&self) -> Option<NaiveDate> {
        Some(match self.end.as_ref()? {
            End::Done { on, .. } | End::Refused { on, .. } | End::TakenBack { on } => *on,
        })
    }

    fn without_words(mut self) -> Self {
        self.extra = Extra::default();
        if let Some(extended) = &mut self.extended {
            extended.why.clear();
        }
        match &mut self.end {
            Some(End::Done { what, .. }) => what.clear(),
            Some(End::Refused { words, .. }) => words.clear(),
            Some(End::TakenBack { .. }) | None => {}
        }
        self
    }

    /// Whether nothing was done about it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests;
