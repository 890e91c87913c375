//! The class that a standard gives. It is said only where it is certain: whatever is not known yet, and whatever the
//! numbers are that nobody has compared with the original.

use super::sentence::grouped;
use super::{Answer, Bounds, Finding, Income, bounds};
use crate::both::Both;
use crate::standard::{Area, Standard, StandardClass};

/// The class, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is this one.
    Class {
        /// Which.
        class: StandardClass,
        /// Why.
        why: Both<String>,
    },
    /// It cannot be said.
    Open {
        /// Why.
        why: Both<String>,
    },
}

/// On which side of the line the income lies.
enum Side {
    Under,
    Over { average: bool },
}

pub(super) fn outcome(
    standard: &Standard,
    area: Area,
    income: Option<Income>,
    findings: &[Finding<'_>],
) -> Outcome {
    let open = |why: Both<&str>| Outcome::Open { why: why.owned() };
    if !standard.verified || !standard.poor_from.verified {
        return open(Both::new(
            "Chuẩn này chưa được đối chiếu với văn bản gốc, nên không xếp loại",
            "This standard was not compared with the original, so it gives no class",
        ));
    }
    let Some(income) = income else {
        return open(Both::new(
            "Chưa biết điểm thu nhập hoặc thu nhập bình quân, nên không xếp loại",
            "Neither income score nor income is known, so there is no class",
        ));
    };
    if matches!(income, Income::Score(_)) && standard.score_limit.is_none() {
        return open(Both::new(
            "Chuẩn này không xếp loại theo điểm thu nhập",
            "This standard gives no class by an income score",
        ));
    }
    let Some((side, money)) = side(standard, area, income) else {
        return open(Both::new(
            "Mức thu nhập của chuẩn này chưa được đối chiếu với văn bản gốc, nên không xếp loại",
            "The income line of this standard was not compared with the original, so there is no class",
        ));
    };
    let says = |class: StandardClass, why: Both<String>| Outcome::Class { class, why };
    match side {
        Side::Over { average } if average => says(StandardClass::Average, money),
        Side::Over { .. } => says(StandardClass::NotPoor, money),
        Side::Under => {
            let Bounds { least, most } = bounds(findings, |finding| finding.verified);
            let poor_from = usize::try_from(standard.poor_from.is).unwrap_or(usize::MAX);
            let counted = |vi: &str, en: &str| {
                Both::new(format!("{}; {vi}", money.vi), format!("{}; {en}", money.en))
            };
            if least >= poor_from {
                let vi = format!("ít nhất {least} chỉ số thiếu hụt, từ {poor_from} là nghèo");
                let en = format!("at least {least} indicators are lacking, poor from {poor_from}");
                says(StandardClass::Poor, counted(&vi, &en))
            } else if most < poor_from {
                let vi = format!("nhiều nhất {most} chỉ số thiếu hụt, dưới {poor_from}");
                let en = format!("at most {most} indicators are lacking, under {poor_from}");
                says(StandardClass::NearPoor, counted(&vi, &en))
            } else {
                let hangs = hanging(findings);
                let vi = format!(
                    "chắc chắn từ {least} đến {most} chỉ số thiếu hụt, nên chưa biết là nghèo hay cận nghèo{}",
                    hangs.vi
                );
                let en = format!(
                    "between {least} and {most} indicators are lacking for certain, so poor or near-poor is not \
                     known{}",
                    hangs.en
                );
                Outcome::Open {
                    why: counted(&vi, &en),
                }
            }
        }
    }
}

/// On which side of the line, and how that is said; `None` where the line was not verified.
fn side(standard: &Standard, area: Area, income: Income) -> Option<(Side, Both<String>)> {
    match income {
        Income::Score(score) => {
            let limit = standard.score_limit.as_ref();
            let limit = limit.filter(|limit| limit.verified)?.is.of(area);
            let is_over = score > limit;
            let sign = if is_over { ">" } else { "≤" };
            let said = Both::new(
                format!("Điểm thu nhập {score} {sign} {limit}"),
                format!("Income score {score} {sign} {limit}"),
            );
            let side = if is_over {
                Side::Over { average: false }
            } else {
                Side::Under
            };
            Some((side, said))
        }
        Income::PerPerson(dong) => {
            let line = &standard.income_line;
            let line = line.verified.then(|| line.is.of(area))?;
            let is_over = dong > line;
            let average_to = standard.average_to.as_ref();
            let average_to = average_to.filter(|to| to.verified).map(|to| to.is.of(area));
            let average = average_to.is_some_and(|to| dong <= to);
            let (limit, sign) = match average_to {
                Some(to) if is_over && average => (to, "≤"),
                Some(to) if is_over => (to, ">"),
                _ if is_over => (line, ">"),
                _ => (line, "≤"),
            };
            let (dong, limit) = (grouped(dong), grouped(limit));
            let said = Both::new(
                format!(
                    "Thu nhập một người một tháng {} đ {sign} {} đ",
                    dong.vi, limit.vi
                ),
                format!(
                    "Income of a person in a month {} đ {sign} {} đ",
                    dong.en, limit.en
                ),
            );
            let side = if is_over {
                Side::Over { average }
            } else {
                Side::Under
            };
            Some((side, said))
        }
    }
}

/// What has to be known or compared first.
fn hanging(findings: &[Finding<'_>]) -> Both<String> {
    let names = |is: &dyn Fn(&Finding<'_>) -> bool| {
        let names = findings.iter().filter(|finding| is(finding));
        let names: Vec<_> = names
            .map(|finding| finding.indicator.name.clone())
            .collect();
        Both::joined(&names, ", ")
    };
    let unknown = names(&|finding| matches!(finding.answer, Answer::Missing(_)));
    let unverified = names(&|finding| {
        let is_open = matches!(finding.answer, Answer::Missing(_));
        !is_open && !finding.verified
    });
    let mut hangs = Both::<String>::default();
    if !unknown.vi.is_empty() {
        hangs.vi += &format!("; chưa biết: {}", unknown.vi);
        hangs.en += &format!("; not known: {}", unknown.en);
    }
    if !unverified.vi.is_empty() {
        hangs.vi += &format!("; ngưỡng chưa đối chiếu: {}", unverified.vi);
        hangs.en += &format!("; thresholds not compared: {}", unverified.en);
    }
    hangs
}
