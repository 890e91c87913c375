//! The self-check of a household by a standard: what it lacks, each with its reason, and the class that follows. It is
//! never the official classification, and says so.
//!
//! Indicators and class by Decree 07/2021/NĐ-CP, article 3 and annex, until 31 December 2026, and by Decree
//! 351/2025/NĐ-CP from 1 January 2027; scores and their limits by Circular 07/2021/TT-BLĐTBXH. The official
//! classification is the commune's, by Decision 24/2021/QĐ-TTg.

mod evaluate;
mod known;
mod outcome;
pub(crate) mod sentence;

use chrono::NaiveDate;

use crate::both::Both;
use crate::fact::{FactKey, Said};
use crate::household::Household;
use crate::ids::MemberId;
use crate::standard::{Area, Indicator, Standard};

use evaluate::{Case, Doubt};
pub use outcome::Outcome;

/// What a standard says of a household on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct SelfCheck<'s> {
    /// By which standard.
    pub standard: &'s Standard,
    /// On which day, mostly that of the visit.
    pub day: NaiveDate,
    /// Where the household lives.
    pub area: Area,
    /// What is lacking, in the order of the standard.
    pub findings: Vec<Finding<'s>>,
    /// The class that follows.
    pub outcome: Outcome,
}

/// What is known of the income; there is no third way to a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Income {
    /// The income score (điểm A): the officer's figure, or of a verified table.
    Score(u64),
    /// Of a person in a month, in đồng, as the family says.
    PerPerson(u64),
}

/// How one indicator stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'s> {
    /// Which.
    pub indicator: &'s Indicator,
    /// Whether it is lacking.
    pub answer: Answer,
    /// Whether the answer is the same whatever the numbers are that nobody has compared with the original.
    pub verified: bool,
    /// Who said last the facts on which it stands, where somebody did since the household was registered.
    pub said: Vec<(FactKey, Said)>,
}

/// Whether something is lacking.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Thiếu hụt.
    Deprived(Reason),
    /// Không thiếu hụt.
    NotDeprived(Reason),
    /// These facts have to be asked first.
    Missing(Reason),
    /// The law's threshold is not known.
    Unruled(Reason),
}

/// Why, in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The sentence.
    pub sentence: Both<String>,
    /// The facts on which it stands; of [`Answer::Missing`] those that are not known.
    pub facts: Vec<FactKey>,
}

/// How many indicators are lacking, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// So many are for certain.
    pub least: usize,
    /// And no more than so many can be.
    pub most: usize,
}

impl Answer {
    /// Why.
    #[must_use]
    pub fn reason(&self) -> &Reason {
        let (Self::Deprived(reason)
        | Self::NotDeprived(reason)
        | Self::Missing(reason)
        | Self::Unruled(reason)) = self;
        reason
    }

    /// What it is in a word or two.
    #[must_use]
    pub fn both(&self) -> Both<&'static str> {
        match self {
            Self::Deprived(_) => Both::new("còn thiếu", "lacking"),
            Self::NotDeprived(_) => Both::new("không thiếu", "not lacking"),
            Self::Missing(_) => Both::new("chưa biết", "not known"),
            Self::Unruled(_) => Both::new("chưa có ngưỡng", "threshold not known"),
        }
    }

    fn is_as(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl<'s> SelfCheck<'s> {
    /// Checks a household by a standard.
    #[must_use]
    pub fn of(
        household: &Household,
        standard: &'s Standard,
        day: NaiveDate,
        area: Area,
        income: Option<Income>,
    ) -> Self {
        Self::of_unsexed(household, &[], standard, day, area, income)
    }

    /// Checks a household where nobody knows the sex of some of its people, whatever stands in their record: what hangs
    /// on it is open.
    #[must_use]
    pub fn of_unsexed(
        household: &Household,
        unsexed: &[MemberId],
        standard: &'s Standard,
        day: NaiveDate,
        area: Area,
        income: Option<Income>,
    ) -> Self {
        let case = Case {
            household,
            unsexed,
            day,
            doubt: Doubt::AsWritten,
        };
        let findings = standard.indicators.iter();
        let findings: Vec<_> = findings
            .map(|indicator| finding(case, standard, indicator))
            .collect();
        let outcome = outcome::outcome(standard, area, income, &findings);
        Self {
            standard,
            day,
            area,
            findings,
            outcome,
        }
    }

    /// How many are lacking for certain, and how many can be.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        bounds(&self.findings, |_| true)
    }

    /// The bounds in words: `Còn thiếu ít nhất 3, nhiều nhất 5 trong 12 chỉ số.`
    #[must_use]
    pub fn count(&self) -> Both<String> {
        let Bounds { least, most } = self.bounds();
        let all = self.findings.len();
        if least == most {
            return Both::new(
                format!("Còn thiếu {least} trong {all} chỉ số."),
                format!("{least} of {all} indicators are lacking."),
            );
        }
        Both::new(
            format!("Còn thiếu ít nhất {least}, nhiều nhất {most} trong {all} chỉ số."),
            format!("At least {least} and at most {most} of {all} indicators are lacking."),
        )
    }

    /// What it is not.
    #[must_use]
    pub fn notice() -> Both<&'static str> {
        Both::new(
            "Tự đánh giá để biết nhà còn thiếu gì. Đây không phải kết quả rà soát, phân loại chính thức.",
            "A self-check, to know what the household lacks. It is not the official classification.",
        )
    }
}

/// Bounds in which only those findings are certain of which it is asked for.
fn bounds(findings: &[Finding<'_>], is_certain: impl Fn(&Finding<'_>) -> bool) -> Bounds {
    let count = |is: fn(&Answer) -> bool| {
        let certain = findings.iter().filter(|finding| is_certain(finding));
        certain.filter(|finding| is(&finding.answer)).count()
    };
    Bounds {
        least: count(|answer| matches!(answer, Answer::Deprived(_))),
        most: findings.len() - count(|answer| matches!(answer, Answer::NotDeprived(_))),
    }
}

fn finding<'s>(case: Case<'_>, standard: &Standard, indicator: &'s Indicator) -> Finding<'s> {
    let Some(rule) = &indicator.rule else {
        return Finding {
            indicator,
            answer: Answer::Unruled(Reason {
                sentence: Both::new(
                    "Chưa thấy ngưỡng của chỉ số này trong văn bản".to_owned(),
                    "The law’s threshold of this indicator is not known".to_owned(),
                ),
                facts: Vec::new(),
            }),
            verified: false,
            said: Vec::new(),
        };
    };
    let answer = case.answer(rule);
    let stands = [Doubt::Least, Doubt::Most]
        .into_iter()
        .all(|doubt| Case { doubt, ..case }.answer(rule).is_as(&answer));
    let facts = answer.reason().facts.iter();
    let said =
        facts.filter_map(|key| Some((key.clone(), case.household.versions.get(key)?.clone())));
    Finding {
        indicator,
        said: said.collect(),
        verified: standard.verified && indicator.verified && rule.is_verified() && stands,
        answer,
    }
}

#[cfg(test)]
mod tests;
