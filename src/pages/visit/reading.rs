//! What one looks for in a visit without reading it all, found by its place in the project's form.
//!
//! A form that has no such place simply has nothing to show there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dong_hanh_domain::following::Promised;
use dong_hanh_form::{Answer, Answers, Form, Lang, MediaRef, Path, Recorded, Value, recorded};
use dong_hanh_sync::consent::child_in_pictures;
use dong_hanh_sync::following::promises;

/// The screens that tell of one meeting; what they hold differs every time and is no change of the
/// household's facts.
const OF_THE_MEETING: [&str; 5] = ["meeting", "consent", "support", "commitments", "closing"];

/// What stands out in a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Who talked with the visitor, in words.
    pub present: Option<String>,
    /// Nobody was at home.
    pub nobody: bool,
    /// The household did not agree to be recorded.
    pub refused: bool,
    /// What the office must know now.
    pub urgent: Option<String>,
    /// What the household wishes for, in words.
    pub needs: Option<String>,
    /// What it wishes for most, in its own words.
    pub wish: Option<String>,
    /// What somebody promised.
    pub commitments: Vec<Promised>,
    /// What arrived since the visit before, one line each.
    pub support: Vec<String>,
    /// The visitor's note.
    pub note: Option<String>,
    /// The day on which somebody comes again.
    pub next_visit: Option<NaiveDate>,
    /// Every picture.
    pub photos: Vec<MediaRef>,
    /// Whether a child is in one of them, where somebody said so.
    pub child_in_photos: Option<bool>,
}

/// Whether an answer is a fact of the household, which holds until it changes.
#[must_use]
pub fn is_fact(path: &Path) -> bool {
    path.steps()
        .next()
        .is_some_and(|screen| !OF_THE_MEETING.contains(&screen.name))
}

/// Reads a visit.
#[must_use]
pub fn read(form: &Form, answers: &Answers, lang: Lang) -> Reading {
    let all = recorded(form, answers);
    let mut reading = Reading {
        photos: answers.media().cloned().collect(),
        child_in_photos: child_in_pictures(answers),
        ..Reading::default()
    };
    let mut support: BTreeMap<Path, Vec<String>> = BTreeMap::new();
    for item in &all {
        let said = || item.words(lang);
        match item.path.as_str() {
            "meeting/met" => reading.nobody = given(item) == Some(&Value::YesNo(false)),
            "meeting/present" => reading.present = Some(said()),
            "consent/decision" => {
                reading.refused = matches!(given(item), Some(Value::One(key)) if key == "refused");
            }
            "hardship/needs" => reading.needs = Some(said()),
            "hardship/wish" => reading.wish = Some(said()),
            "closing/urgent_what" => reading.urgent = Some(said()),
            "closing/next_visit" => reading.next_visit = date(item),
            "closing/note" => reading.note = Some(said()),
            _ => in_repeat(item, lang, &mut support),
        }
    }
    reading.commitments = promises(answers);
    reading.support = support
        .into_values()
        .map(|parts| parts.join(", "))
        .collect();
    reading
}

fn in_repeat(item: &Recorded<'_>, lang: Lang, support: &mut BTreeMap<Path, Vec<String>>) {
    let Some((instance, repeat)) = item
        .path
        .parent()
        .and_then(|instance| instance.repeat().map(|repeat| (instance, repeat)))
    else {
        return;
    };
    let said = || item.words(lang);
    match (repeat.as_str(), item.path.name()) {
        // That somebody checked the amount says nothing of the gift.
        ("support/gift", "receipt" | "amount_checked") => {}
        ("support/gift", _) => support.entry(instance).or_default().push(said()),
        _ => {}
    }
}

fn given<'v>(item: &Recorded<'v>) -> Option<&'v Value> {
    match item.answer {
        Answer::Given(value) => Some(value),
        Answer::Declined(_) => None,
    }
}

fn date(item: &Recorded<'_>) -> Option<NaiveDate> {
    match given(item)? {
        Value::Date(day) => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::help::Promiser;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn form() -> Form {
        Form::parse(include_str!("../../../forms/home-visit.json")).unwrap()
    }

    fn answers(json: &str) -> Answers {
        serde_json::from_str(json).unwrap()
    }

    #[wasm_bindgen_test]
    fn what_stands_out_is_found_in_the_projects_own_form() {
        let visit = answers(
            r#"{"answers":{
                "meeting/met":{"yes_no":true},
                "meeting/present":{"many":["head"]},
                "consent/decision":{"one":"given"},
                "hardship/needs":{"many":["bhyt"]},
                "commitments/promise[1]/who":{"one":"commune"},
                "commitments/promise[1]/who_name":{"text":"Chị Mỹ Lệ"},
                "commitments/promise[1]/what":{"text":"Thẻ bảo hiểm cho cháu Vy"},
                "commitments/promise[1]/due":{"date":"2026-11-18"},
                "support/gift[1]/kind":{"one":"housing"},
                "support/gift[1]/amount":{"integer":1600000000},
                "support/gift[1]/amount_checked":{"one":"OK"},
                "support/gift[1]/programme":{"text":"Xóa nhà tạm"},
                "closing/urgent":{"yes_no":true},
                "closing/urgent_what":{"text":"Hết thuốc huyết áp"},
                "closing/note":{"text":"Cháu Vy hay đau mắt."}
            },"instances":{"commitments/promise":1,"support/gift":1}}"#,
        );
        let reading = read(&form(), &visit, Lang::Vi);
        assert_eq!(reading.present.as_deref(), Some("Chủ hộ"));
        assert_eq!(reading.urgent.as_deref(), Some("Hết thuốc huyết áp"));
        assert_eq!(reading.needs.as_deref(), Some("Thẻ bảo hiểm y tế"));
        assert_eq!(reading.note.as_deref(), Some("Cháu Vy hay đau mắt."));
        assert_eq!(reading.support, ["Nhà ở, 1.600.000.000 đ, Xóa nhà tạm"]);
        assert!(!reading.nobody && !reading.refused);
        assert_eq!(
            reading.commitments,
            [Promised {
                number: 1,
                what: "Thẻ bảo hiểm cho cháu Vy".into(),
                by: Some(Promiser::Commune),
                who: "Chị Mỹ Lệ".into(),
                due: NaiveDate::from_ymd_opt(2026, 11, 18),
            }]
        );
    }

    #[wasm_bindgen_test]
    fn a_note_is_of_the_meeting_and_a_roof_is_of_the_house() {
        assert!(is_fact(&"house/roof".parse().unwrap()));
        assert!(!is_fact(&"closing/note".parse().unwrap()));
        assert!(!is_fact(&"commitments/promise[2]/what".parse().unwrap()));
    }

    #[wasm_bindgen_test]
    fn every_screen_of_a_meeting_is_in_the_form() {
        let form = form();
        for name in OF_THE_MEETING {
            assert!(form.nodes.iter().any(|node| node.name() == name), "{name}");
        }
    }
}
