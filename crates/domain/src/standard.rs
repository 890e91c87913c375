//! Poverty standards: what is a deprivation, and which class follows, in the files of `standards/` and nowhere else.
//!
//! What a file can say is what Decree 07/2021/NĐ-CP (annex) and Decree 351/2025/NĐ-CP ask; each number has its own source
//! in the file.

mod income;
mod rule;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::both::Both;
use crate::household::Word as _;

pub use income::{Choice, IncomeItems, Item, Pick, Unscored};
pub use rule::{Ages, Band, Group, Having, Rule, Under, Words};

/// A poverty standard with the days between which it is in force.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// How it is called: `2021-2025`.
    pub name: String,
    /// The law, with what is not known of it.
    pub law: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_to: NaiveDate,
    /// Whether somebody has compared it with the original as a whole. No class is made of one that is not.
    pub verified: bool,
    /// The income of a person in a month, in đồng, up to which a household is poor or near-poor.
    pub income_line: Sourced<OfArea>,
    /// And up to which it is of average living standard.
    #[serde(default)]
    pub average_to: Option<Sourced<OfArea>>,
    /// The income score (điểm A, earlier B1) that stands for the income line.
    #[serde(default)]
    pub score_limit: Option<Sourced<OfArea>>,
    /// With how many deprivations a household under the line is poor, and not near-poor.
    pub poor_from: Sourced<u32>,
    /// What may be lacking, in the order of the law.
    pub indicators: Vec<Indicator>,
}

/// A number or list of a standard, and where it is from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// What it is.
    pub is: T,
    /// Where it was read.
    pub source: String,
    /// Whether somebody has compared it with the original.
    pub verified: bool,
}

/// A number that is not the same in communes and wards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfArea {
    /// Nông thôn.
    pub rural: u64,
    /// Thành thị, from 2027 on đô thị.
    pub urban: u64,
}

impl OfArea {
    /// The number of an area.
    #[must_use]
    pub fn of(self, area: Area) -> u64 {
        match area {
            Area::Rural => self.rural,
            Area::Urban => self.urban,
        }
    }
}

crate::household::fact! {
    /// Khu vực.
    Area {
        /// Nông thôn: a commune.
        Rural "rural" = "nông thôn" / "rural",
        /// Thành thị: a ward.
        Urban "urban" = "thành thị" / "urban",
    }
}

/// One thing that may be lacking.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// How it is written: `housing_area`.
    pub key: String,
    /// Chiều thiếu hụt.
    pub service: Both<String>,
    /// Chỉ số.
    pub name: Both<String>,
    /// Where it was read.
    pub source: String,
    /// Whether somebody has compared what it asks with the original.
    pub verified: bool,
    /// When it is lacking; `None` where the law's threshold is not known.
    pub rule: Option<Rule>,
}

/// Why a text is no standard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandardError {
    /// It is not written as one.
    #[error("not written as docs/self-check.md says: {0}")]
    Unread(String),
    /// It ends before it begins.
    #[error("valid_to lies before valid_from")]
    Days,
    /// Two indicators bear one name.
    #[error("the indicator {0} is there twice")]
    Twice(String),
    /// A class that nobody can be in.
    #[error("poor_from must lie between 1 and the number of indicators")]
    PoorFrom,
    /// What an indicator asks cannot be answered.
    #[error("the indicator {indicator}: {what}")]
    Rule {
        /// Which.
        indicator: String,
        /// What is wrong with it.
        what: String,
    },
    /// Two standards are in force on a day.
    #[error("{0} and {1} are both in force on {2}")]
    Overlap(String, String, NaiveDate),
}

impl Standard {
    /// Reads a standard.
    ///
    /// # Errors
    /// [`StandardError`], which says what to mend.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        let standard: Self =
            serde_json::from_str(text).map_err(|error| StandardError::Unread(error.to_string()))?;
        if standard.valid_to < standard.valid_from {
            return Err(StandardError::Days);
        }
        let most = u32::try_from(standard.indicators.len()).unwrap_or(u32::MAX);
        if !(1..=most).contains(&standard.poor_from.is) {
            return Err(StandardError::PoorFrom);
        }
        for (at, indicator) in standard.indicators.iter().enumerate() {
            let mut before = standard.indicators[..at].iter();
            if before.any(|before| before.key == indicator.key) {
                return Err(StandardError::Twice(indicator.key.clone()));
            }
            let wrong = indicator.rule.as_ref().and_then(|rule| rule.wrong());
            if let Some(what) = wrong {
                let indicator = indicator.key.clone();
                return Err(StandardError::Rule { indicator, what });
            }
        }
        Ok(standard)
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        (self.valid_from..=self.valid_to).contains(&day)
    }
}

/// Standards of which at most one is in force on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standards(Vec<Standard>);

impl Standards {
    /// These standards.
    ///
    /// # Errors
    /// [`StandardError::Overlap`].
    pub fn new(standards: Vec<Standard>) -> Result<Self, StandardError> {
        for (at, one) in standards.iter().enumerate() {
            for other in &standards[..at] {
                let day = one.valid_from.max(other.valid_from);
                if one.is_in_force(day) && other.is_in_force(day) {
                    let (other, one) = (other.name.clone(), one.name.clone());
                    return Err(StandardError::Overlap(other, one, day));
                }
            }
        }
        Ok(Self(standards))
    }

    /// Those of the folder `standards/` as it was when this was built.
    ///
    /// # Errors
    /// [`StandardError`]; the tests hold that there is none.
    pub fn built_in() -> Result<Self, StandardError> {
        let all = FILES.iter().map(|text| Standard::parse(text));
        Self::new(all.collect::<Result<_, _>>()?)
    }

    /// The standard of a day; none on days of which no law is known.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Standard> {
        self.0.iter().find(|standard| standard.is_in_force(day))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Standard> {
        self.0.iter()
    }
}

/// The files of `standards/` that are standards.
const FILES: [&str; 2] = [
    include_str!("../../../standards/2021-2025.json"),
    include_str!("../../../standards/2026-2030.json"),
];

/// Since when there is no district between province and commune, and wards hold former communes (Resolution
/// 202/2025/QH15, Resolution 1675/NQ-UBTVQH15).
const TWO_TIERS: NaiveDate = NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day of the calendar");

impl Area {
    /// The one that is called so, in Vietnamese or in English.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|area| area.code() == name || area.words() == name)
    }

    /// That of a unit by its full name: «Xã Phú Vang» is rural, «Phường Tây Lộc» was urban. `None` for another kind, and
    /// for wards since the reform: communes became part of them, and nothing in force says by which line such a ward is
    /// reviewed, so that its office says it.
    #[must_use]
    pub fn of_unit(name: &str, valid_from: NaiveDate) -> Option<Self> {
        let kind = name.to_lowercase();
        let is_urban = kind.starts_with("phường ") || kind.starts_with("thị trấn ");
        if is_urban && valid_from < TWO_TIERS {
            Some(Self::Urban)
        } else if kind.starts_with("xã ") {
            Some(Self::Rural)
        } else {
            None
        }
    }
}

/// A class that a standard gives; not the official one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardClass {
    /// Hộ nghèo: income up to the line, and at least so many deprivations.
    Poor,
    /// Hộ cận nghèo: income up to the line, and fewer.
    NearPoor,
    /// Hộ có mức sống trung bình.
    Average,
    /// Hộ không nghèo.
    NotPoor,
}

impl StandardClass {
    /// How people say it.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Poor => Both::new("hộ nghèo", "poor household"),
            Self::NearPoor => Both::new("hộ cận nghèo", "near-poor household"),
            Self::Average => Both::new(
                "hộ có mức sống trung bình",
                "household of average living standard",
            ),
            Self::NotPoor => Both::new("hộ không nghèo", "household that is not poor"),
        }
    }
}

#[cfg(test)]
mod tests;
