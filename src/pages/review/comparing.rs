//! A visit beside the one before it: what changed, what stayed.

use dong_hanh_domain::VisitId;
use dong_hanh_form::{Answer, Answers, Difference, Form, Lang, differences, recorded};

use crate::pages::visit::reading::is_fact;
use crate::replica::{Standing, VisitRow};

/// What a visit is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The version that the office had returned.
    Returned(VisitId),
    /// The household's visit before.
    Previous(VisitId),
    /// The first visit of a household.
    Nothing,
}

impl Against {
    /// The visit, if there is one.
    #[must_use]
    pub fn visit(self) -> Option<VisitId> {
        match self {
            Self::Returned(id) | Self::Previous(id) => Some(id),
            Self::Nothing => None,
        }
    }
}

/// What changed and what stayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Answers that differ, in the order of the form.
    pub changed: Vec<Difference>,
    /// Facts that the visit before had not found out.
    pub learnt: Vec<Difference>,
    /// Questions that had an answer before and none this time, which says nothing of the household.
    pub missing: Vec<String>,
    /// Facts that were found as before: question and answer in words.
    pub same: Vec<(String, String)>,
}

/// Chooses what a visit is compared with; `visits` are those of its household that were recorded with the same form.
///
/// An amendment stands beside the version that it amends. Any other visit stands beside the newest one
/// that began before it, leaving aside versions that were amended or are with their author.
#[must_use]
pub fn against(visit: &VisitRow, visits: &[VisitRow]) -> Against {
    if let Some(earlier) = visit.amends {
        return Against::Returned(earlier);
    }
    visits
        .iter()
        .filter(|other| other.id != visit.id)
        .filter(|other| other.began.corrected() < visit.began.corrected())
        .filter(|other| {
            !matches!(
                other.standing,
                Standing::Amended { .. } | Standing::Returned { .. } | Standing::Held { .. }
            )
        })
        .max_by_key(|other| other.began.corrected())
        .map_or(Against::Nothing, |other| Against::Previous(other.id))
}

/// Compares two visits. An amendment is the same meeting told again, so everything counts; between two
/// meetings only the facts do, and what nobody could ask is no change.
#[must_use]
pub fn compare(
    against: Against,
    before: (&Form, &Answers),
    after: (&Form, &Answers),
    lang: Lang,
) -> Comparison {
    let all = matches!(against, Against::Returned(_));
    let mut found = Comparison::default();
    let mut differences = differences(before.0, before.1, after.0, after.1);
    differences.retain(|difference| all || is_fact(&difference.path));
    found.same = recorded(after.0, after.1)
        .into_iter()
        .filter(|item| all || is_fact(&item.path))
        .filter(|item| {
            !differences
                .iter()
                .any(|difference| difference.path == item.path)
        })
        .map(|item| (item.label.get(lang).to_owned(), item.words(lang)))
        .collect();
    for difference in differences {
        let known =
            |answers: &Answers| matches!(answers.get(&difference.path), Some(Answer::Given(_)));
        match (known(before.1), known(after.1)) {
            _ if all => found.changed.push(difference),
            (true, true) => found.changed.push(difference),
            (false, true) => found.learnt.push(difference),
            (true, false) => found.missing.push(difference.label.get(lang).to_owned()),
            (false, false) => {}
        }
    }
    found
}

/// The facts of a first visit, which has nothing to be compared with.
#[must_use]
pub fn first(form: &Form, answers: &Answers, lang: Lang) -> Comparison {
    let same = recorded(form, answers)
        .into_iter()
        .filter(|item| is_fact(&item.path))
        .map(|item| (item.label.get(lang).to_owned(), item.words(lang)))
        .collect();
    Comparison {
        same,
        ..Comparison::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::DateTime;
    use dong_hanh_domain::{DeviceTime, HouseholdId, UserId};
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn visit(number: u128, standing: Standing) -> VisitRow {
        let at = DeviceTime {
            utc_ms: i64::try_from(number).unwrap() * 86_400_000,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        VisitRow {
            id: VisitId(Uuid::from_u128(number)),
            household: HouseholdId(Uuid::from_u128(1)),
            author: UserId(Uuid::from_u128(2)),
            began: at,
            finished: at,
            amends: None,
            has_met: true,
            standing,
        }
    }

    fn received() -> Standing {
        Standing::Received {
            at: DateTime::UNIX_EPOCH,
        }
    }

    fn amended() -> Standing {
        Standing::Amended {
            with: VisitId(Uuid::from_u128(9)),
            reason: None,
        }
    }

    fn answers(json: &str) -> Answers {
        serde_json::from_str(json).unwrap()
    }

    fn form() -> Form {
        Form::parse(include_str!("../../../forms/home-visit.json")).unwrap()
    }

    #[wasm_bindgen_test]
    fn a_visit_stands_beside_the_newest_one_before_it_that_still_counts() {
        let visits = [
            visit(5, received()),
            visit(4, received()),
            visit(3, amended()),
            visit(2, received()),
        ];
        assert_eq!(
            against(&visits[0], &visits),
            Against::Previous(visits[1].id)
        );
        assert_eq!(
            against(&visits[1], &visits),
            Against::Previous(visits[3].id)
        );
        assert_eq!(against(&visits[3], &visits), Against::Nothing);
    }

    #[wasm_bindgen_test]
    fn an_amendment_stands_beside_what_it_amends() {
        let returned = visit(4, amended());
        let amendment = VisitRow {
            amends: Some(returned.id),
            ..visit(5, received())
        };
        let visits = [amendment.clone(), returned.clone(), visit(2, received())];
        assert_eq!(against(&amendment, &visits), Against::Returned(returned.id));
    }

    #[wasm_bindgen_test]
    fn between_two_meetings_only_facts_count_and_in_an_amendment_everything() {
        let before = answers(
            r#"{"answers":{"house/area":{"integer":42},"house/roof":{"one":"tile"},"closing/note":{"text":"x"}}}"#,
        );
        let after = answers(
            r#"{"answers":{"house/area":{"integer":36},"house/roof":{"one":"tile"},"closing/note":{"text":"y"}}}"#,
        );
        let form = form();
        let id = VisitId(Uuid::from_u128(1));
        let compared = |against| compare(against, (&form, &before), (&form, &after), Lang::Vi);
        let paths = |comparison: &Comparison| -> Vec<String> {
            let paths = comparison.changed.iter();
            paths.map(|change| change.path.to_string()).collect()
        };
        let meeting = compared(Against::Previous(id));
        assert_eq!(paths(&meeting), ["house/area"]);
        assert_eq!(
            meeting.same,
            [("Mái nhà lợp bằng gì?".to_owned(), "Ngói".to_owned())]
        );
        let amendment = compared(Against::Returned(id));
        assert_eq!(paths(&amendment), ["house/area", "closing/note"]);
    }

    #[wasm_bindgen_test]
    fn what_nobody_could_ask_is_no_change() {
        let before = answers(
            r#"{"answers":{"house/area":{"integer":42},"house/roof":{"declined":"not_asked"},"house/wall":{"declined":"not_asked"}}}"#,
        );
        let after = answers(
            r#"{"answers":{"house/area":{"declined":"not_measured"},"house/roof":{"one":"tile"}}}"#,
        );
        let (form, id) = (form(), VisitId(Uuid::from_u128(1)));
        let found = compare(
            Against::Previous(id),
            (&form, &before),
            (&form, &after),
            Lang::Vi,
        );
        assert_eq!(found.changed, []);
        assert_eq!(found.missing, ["Nhà rộng bao nhiêu mét vuông?"]);
        let learnt: Vec<&str> = found.learnt.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(learnt, ["house/roof"]);
    }
}
