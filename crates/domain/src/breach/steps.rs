//! What is said of a breach after it was opened: who was told, what was done, that it is closed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Breach, BreachError, Closed, Exposure, MOST_LETTERS, Mark, Measure, Told};
use crate::both::Both;
use crate::ids::HouseholdId;

/// Something that is said of a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Somebody was told of it.
    Told {
        /// Who.
        whom: Whom,
        /// When.
        at: DateTime<Utc>,
        /// How.
        how: How,
    },
    /// Something was done against it.
    Measure {
        /// What.
        text: String,
    },
    /// Nobody has anything to do with it any more.
    Close {
        /// Why.
        why: Closing,
    },
    /// Somebody has, after all.
    Reopen {},
}

/// Who is told of a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Whom {
    /// The authority for the protection of personal data (Law 91/2025/QH15, Article 23).
    Authority {},
    /// The office of the city.
    City {},
    /// The people concerned, by their households.
    Households {
        /// Which.
        households: BTreeSet<HouseholdId>,
    },
}

/// How somebody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// In person.
    InPerson,
    /// By telephone.
    Telephone,
    /// By a letter or an official dispatch.
    Letter,
    /// On the authority's portal, or by electronic mail.
    Online,
}

/// Why a breach is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// All who are to be told were, and what could be done was.
    SeenTo,
    /// Nothing was exposed: the phone lay at home, the file was never opened.
    NothingExposed,
    /// It was entered twice.
    EnteredTwice,
}

impl How {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::Telephone, Self::Letter, Self::Online];

    /// In words.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::InPerson => Both::new("gặp trực tiếp", "in person"),
            Self::Telephone => Both::new("gọi điện thoại", "by telephone"),
            Self::Letter => Both::new("văn bản, thư", "by letter"),
            Self::Online => Both::new("cổng thông tin, thư điện tử", "online"),
        }
    }
}

impl Closing {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::SeenTo, Self::NothingExposed, Self::EnteredTwice];

    /// In words.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::SeenTo => Both::new("đã xử lý xong", "seen to"),
            Self::NothingExposed => Both::new("không lộ dữ liệu nào", "nothing was exposed"),
            Self::EnteredTwice => Both::new("đã ghi ở sự cố khác", "entered twice"),
        }
    }
}

impl Step {
    /// Whether what a breach exposed is written down with it, so that it stays as the authority was told.
    #[must_use]
    pub fn freezes(&self, breach: &Breach) -> bool {
        let to_authority = matches!(
            self,
            Self::Told {
                whom: Whom::Authority {},
                ..
            }
        );
        to_authority && breach.frozen.is_none()
    }
}

impl Breach {
    /// The breach after a step; `exposure` is what it has exposed by now, for a step that [freezes](Step::freezes) it.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub fn after(
        mut self,
        step: Step,
        noted: Mark,
        exposure: Option<Exposure>,
    ) -> Result<Self, BreachError> {
        if self.closed.is_some() != matches!(step, Step::Reopen {}) {
            return Err(BreachError::MovedOn);
        }
        let freezes = step.freezes(&self);
        match step {
            Step::Told { whom, at, how } => {
                if at > noted.at {
                    return Err(BreachError::ToCome);
                }
                if at < self.since {
                    return Err(BreachError::BeforeItBegan);
                }
                if matches!(&whom, Whom::Households { households } if households.is_empty()) {
                    return Err(BreachError::Nobody);
                }
                self.told.push(Told {
                    whom,
                    at,
                    how,
                    noted,
                });
            }
            Step::Measure { text } => {
                let text = text.trim().to_owned();
                if text.is_empty() {
                    return Err(BreachError::Empty);
                }
                if text.chars().count() > MOST_LETTERS {
                    return Err(BreachError::TooLong);
                }
                self.measures.push(Measure { text, noted });
            }
            Step::Close { why } => {
                if why == Closing::SeenTo && self.authority_told().is_none() {
                    return Err(BreachError::AuthorityNotTold);
                }
                self.closed = Some(Closed { why, noted });
            }
            Step::Reopen {} => self.closed = None,
        }
        if freezes {
            self.frozen = exposure;
        }
        self.version += 1;
        Ok(self)
    }

    /// How a household was told first, if it was.
    #[must_use]
    pub fn household_told(&self, household: HouseholdId) -> Option<&Told> {
        let names = |told: &&Told| match &told.whom {
            Whom::Households { households } => households.contains(&household),
            Whom::Authority {} | Whom::City {} => false,
        };
        self.told.iter().find(names)
    }
}
