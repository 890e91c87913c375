//! The answer of `self-check`, as JSON.

use chrono::NaiveDate;
use dong_hanh_domain::self_check::{Answer, Bounds, Finding, Income, Outcome};
use dong_hanh_domain::standard::StandardClass;
use dong_hanh_domain::{Both, FactKey, Household, Said, SelfCheck, Word as _};
use serde::Serialize;

use super::plain::Notes;

#[derive(Serialize)]
pub(super) struct Report<'c> {
    standard: About<'c>,
    date: NaiveDate,
    area: &'static str,
    indicators: Vec<Indicator<'c>>,
    deprived: Deprived,
    deprivation_score: Score,
    income: Option<Money>,
    /// None where it is not certain.
    class: Option<StandardClass>,
    class_words: Option<Both<&'static str>>,
    class_reason: Both<String>,
    official: bool,
    notice: Both<&'static str>,
    odd: Vec<Odd>,
    notes: &'c [Both<String>],
}

#[derive(Serialize)]
struct About<'c> {
    name: &'c str,
    law: &'c str,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
    verified: bool,
}

#[derive(Serialize)]
struct Indicator<'c> {
    key: &'c str,
    service: Both<&'c str>,
    name: Both<&'c str>,
    status: &'static str,
    deprived: Option<bool>,
    verified: bool,
    source: &'c str,
    reason: &'c Both<String>,
    facts: Vec<Fact>,
}

/// A fact on which an answer stands, or that is missing.
#[derive(Serialize)]
struct Fact {
    fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
}

#[derive(Serialize)]
struct Deprived {
    least: usize,
    most: usize,
    of: usize,
    words: Both<String>,
}

/// Điểm B: ten for each indicator.
#[derive(Serialize)]
struct Score {
    least: usize,
    most: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Money {
    Score(u64),
    PerPerson(u64),
}

#[derive(Serialize)]
struct Odd {
    at: Fact,
    question: Both<String>,
}

pub(super) fn report<'c>(
    check: &'c SelfCheck<'_>,
    household: &Household,
    income: Option<Income>,
    notes: &'c Notes,
) -> Report<'c> {
    let standard = check.standard;
    let Bounds { least, most } = check.bounds();
    let (class, class_reason) = match &check.outcome {
        Outcome::Class { class, why } => (Some(*class), why.clone()),
        Outcome::Open { why } => (None, why.clone()),
    };
    let indicators = check.findings.iter();
    let odd = household.odd(check.day).into_iter().map(|odd| Odd {
        at: fact(household, &odd.field(household), None),
        question: odd.both(household),
    });
    Report {
        standard: About {
            name: &standard.name,
            law: &standard.law,
            valid_from: standard.valid_from,
            valid_to: standard.valid_to,
            verified: standard.verified,
        },
        date: check.day,
        area: check.area.code(),
        indicators: indicators.map(|one| indicator(household, one)).collect(),
        deprived: Deprived {
            least,
            most,
            of: check.findings.len(),
            words: check.count(),
        },
        deprivation_score: Score {
            least: 10 * least,
            most: 10 * most,
        },
        income: income.map(|income| match income {
            Income::Score(score) => Money::Score(score),
            Income::PerPerson(dong) => Money::PerPerson(dong),
        }),
        class,
        class_words: class.map(StandardClass::both),
        class_reason,
        official: false,
        notice: SelfCheck::notice(),
        odd: odd.collect(),
        notes: &notes.said,
    }
}

fn indicator<'c>(household: &Household, finding: &'c Finding<'_>) -> Indicator<'c> {
    let (status, deprived) = match finding.answer {
        Answer::Deprived(_) => ("deprived", Some(true)),
        Answer::NotDeprived(_) => ("not_deprived", Some(false)),
        Answer::Missing(_) => ("missing", None),
        Answer::Unruled(_) => ("no_threshold", None),
    };
    let reason = finding.answer.reason();
    let facts = reason.facts.iter().map(|key| {
        let mut said = finding.said.iter();
        let said = said.find(|(said, _)| said == key);
        fact(household, key, said.map(|(_, said)| said.clone()))
    });
    Indicator {
        key: &finding.indicator.key,
        service: finding.indicator.service.borrowed(),
        name: finding.indicator.name.borrowed(),
        status,
        deprived,
        verified: finding.verified,
        source: &finding.indicator.source,
        reason: &reason.sentence,
        facts: facts.collect(),
    }
}

fn fact(household: &Household, key: &FactKey, said: Option<Said>) -> Fact {
    let FactKey::Member(id, of_them) = key else {
        return Fact {
            fact: key.to_string(),
            member: None,
            name: None,
            said,
        };
    };
    let mut members = household.members().enumerate();
    let member = members.find(|(_, member)| member.id == *id);
    Fact {
        fact: of_them.name().to_owned(),
        member: member.map(|(at, _)| at),
        name: member.map(|(_, member)| member.name.to_string()),
        said,
    }
}
