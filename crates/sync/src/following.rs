//! Records as the field's rules follow them: who came, what was told, since when a household is listed. The same at both
//! ends.

use chrono::NaiveDate;
use dong_hanh_domain::consent::Said;
use dong_hanh_domain::following::{
    Answer, Classed, Followed, Found, Promised, Told, Urgency, day_of,
};
use dong_hanh_domain::help::{Gift, Giver, Promiser, SupportKind};
use dong_hanh_domain::{Household, HouseholdId, Review, Word};
use dong_hanh_form::{Answer as Given, Answers, Path, Value};

use crate::consent::said;

/// What a visit found, by its place in the project's form. A form that does not ask whether somebody was there is filled
/// with somebody.
#[must_use]
pub fn found(answers: &Answers) -> Found {
    match (told(answers), value(answers, "meeting/met")) {
        (Some(told), _) => Found::Told(Box::new(told)),
        (None, Some(Value::YesNo(false))) => Found::Nobody,
        (None, _) => Found::Somebody,
    }
}

/// A household as it is followed, before its visits.
#[must_use]
pub fn followed(household: &Household) -> Followed {
    let classes = household.classes_before.iter().chain(&household.class);
    Followed {
        moved: household.moved.clone(),
        same_as: household.same_as,
        ended: household.ended.map(|ended| ended.on),
        classes: classes.map(Classed::from).collect(),
        listed: listed(household.id),
        requests: (*household.requests).clone(),
        ..Followed::new(household.id, household.hamlet).with_outside(household.outside())
    }
}

/// The day on which somebody is to come again, as it was agreed at the door.
#[must_use]
pub fn again(answers: &Answers) -> Option<NaiveDate> {
    date(answers, "closing/next_visit")
}

/// What a household told; `None` where it did not agree to be recorded, where nobody was there, or where another form was
/// filled.
#[must_use]
pub fn told(answers: &Answers) -> Option<Told> {
    let is_heard = matches!(said(None, answers), Some(Said::Given { .. }));
    is_heard.then(|| Told {
        promises: promises(answers),
        urgent: match value(answers, "closing/urgent") {
            Some(Value::YesNo(false)) => Urgency::Nothing,
            Some(Value::YesNo(true)) => {
                text(answers, "closing/urgent_what").map_or(Urgency::Untold, Urgency::Need)
            }
            _ => Urgency::Untold,
        },
        supported: value(answers, "support/received") == Some(&Value::YesNo(true)),
        causes: words(answers, "hardship/causes"),
        needs: words(answers, "hardship/needs"),
        gifts: each(answers, "support/gift", |within| {
            Some(Gift {
                kind: SupportKind::coded(one(answers, &within("kind"))?)?,
                giver: one(answers, &within("giver")).and_then(word::<Giver>),
                from: text(answers, &within("giver_name")).unwrap_or_default(),
                programme: text(answers, &within("programme")).unwrap_or_default(),
                dong: match value(answers, &within("amount")) {
                    Some(Value::Integer(dong)) => u64::try_from(*dong).ok(),
                    _ => None,
                },
                goods: text(answers, &within("goods")).unwrap_or_default(),
                on: date(answers, &within("received_on")),
            })
        }),
    })
}

/// What was promised on a visit, as it was written down there.
#[must_use]
pub fn promises(answers: &Answers) -> Vec<Promised> {
    let promises = each(answers, "commitments/promise", |within| {
        Some(Promised {
            number: 0,
            what: text(answers, &within("what"))?,
            by: one(answers, &within("who")).and_then(word::<Promiser>),
            who: text(answers, &within("who_name")).unwrap_or_default(),
            due: date(answers, &within("due")),
        })
    });
    let promises = promises.into_iter();
    promises
        .map(|(number, promise)| Promised { number, ..promise })
        .collect()
}

/// What stands in each instance of a repeat that says enough, with its place.
fn each<T>(
    answers: &Answers,
    repeat: &str,
    read: impl Fn(&dyn Fn(&str) -> String) -> Option<T>,
) -> Vec<(u16, T)> {
    let Ok(repeat) = repeat.parse::<Path>() else {
        return Vec::new();
    };
    let instance = |number| {
        let within = |name: &str| format!("{}/{name}", repeat.nth(number));
        Some((number, read(&within)?))
    };
    (1..=answers.instances(&repeat))
        .filter_map(instance)
        .collect()
}

/// What was chosen of several, in the order of the reports; `None` where nothing was answered.
fn words<T: Word + Ord>(answers: &Answers, path: &str) -> Option<Vec<T>> {
    let Value::Many(keys) = value(answers, path)? else {
        return None;
    };
    let mut chosen: Vec<_> = keys.iter().filter_map(|key| word(key)).collect();
    chosen.sort_unstable();
    Some(chosen)
}

fn one<'a>(answers: &'a Answers, path: &str) -> Option<&'a str> {
    match value(answers, path)? {
        Value::One(key) => Some(key),
        _ => None,
    }
}

fn word<T: Word>(code: &str) -> Option<T> {
    T::coded(code)
}

fn date(answers: &Answers, path: &str) -> Option<NaiveDate> {
    match value(answers, path) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn value<'a>(answers: &'a Answers, path: &str) -> Option<&'a Value> {
    match answers.get(&path.parse().ok()?)? {
        Given::Given(value) => Some(value),
        Given::Declined(_) => None,
    }
}

fn text(answers: &Answers, path: &str) -> Option<String> {
    match value(answers, path)? {
        Value::Text(text) => {
            Some(text.trim().trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// The day on which a household was listed, as far as its id bears the time at which it was made.
#[must_use]
pub fn listed(id: HouseholdId) -> Option<NaiveDate> {
    // Of an id of another kind the time is none of ours.
    let made =
        id.0.get_timestamp()
            .filter(|_| id.0.get_version_num() == 7)?;
    let (seconds, _) = made.to_unix();
    let at = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Some(day_of(at))
}

/// What the office says to a visit; `None` to a version whose place a newer one took.
#[must_use]
pub fn answer(review: &Review) -> Option<Answer> {
    match review {
        Review::Waiting => Some(Answer::Waiting),
        Review::Accepted { .. } => Some(Answer::Accepted),
        Review::Returned { at, .. } => Some(Answer::Returned { on: day_of(*at) }),
        Review::Amended { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::help::{Cause, NeedKind};
    use dong_hanh_form::{Form, recorded};

    const VISIT: &str = r#"{"answers":{
        "consent/decision":{"one":"given"},
        "support/received":{"yes_no":true},
        "commitments/promise[1]/who":{"one":"commune"},
        "commitments/promise[1]/who_name":{"text":"Chị Mỹ Lệ"},
        "commitments/promise[1]/what":{"text":"Thẻ bảo hiểm cho cháu Vy."},
        "commitments/promise[1]/due":{"date":"2026-11-18"},
        "commitments/promise[2]/what":{"text":" "},
        "commitments/promise[3]/who":{"one":"hamlet"},
        "commitments/promise[3]/what":{"text":"Sửa mái"},
        "hardship/causes":{"many":["lackLabor","illnessOrAccident"]},
        "hardship/needs":{"many":["bhyt","house_repair"]},
        "support/gift[1]/kind":{"one":"housing"},
        "support/gift[1]/giver":{"one":"fund"},
        "support/gift[1]/amount":{"integer":60000000},
        "support/gift[1]/received_on":{"date":"2026-10-20"},
        "support/gift[1]/giver_name":{"text":"Ban vận động phường "},
        "support/gift[1]/programme":{"text":"Xóa nhà tạm."},
        "support/gift[2]/kind":{"one":"health"},
        "support/gift[2]/goods":{"text":"Một thùng sữa"},
        "support/gift[2]/programme":{"text":" "},
        "closing/urgent":{"yes_no":true},
        "closing/urgent_what":{"text":"Hết thuốc huyết áp"}
    },"instances":{"commitments/promise":3,"support/gift":2}}"#;

    fn answers(text: &str) -> Answers {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_was_told_is_found_in_the_projects_own_form() {
        let form = Form::parse(include_str!("../../../forms/home-visit.json")).unwrap();
        let visit = answers(VISIT);
        // Every place is one of the form.
        assert_eq!(recorded(&form, &visit).len(), visit.len());
        assert_eq!(
            told(&visit),
            Some(Told {
                promises: vec![
                    Promised {
                        number: 1,
                        what: "Thẻ bảo hiểm cho cháu Vy".into(),
                        by: Some(Promiser::Commune),
                        who: "Chị Mỹ Lệ".into(),
                        due: NaiveDate::from_ymd_opt(2026, 11, 18),
                    },
                    // Its place is its own, whatever says nothing before it.
                    Promised {
                        number: 3,
                        what: "Sửa mái".into(),
                        by: Some(Promiser::Hamlet),
                        ..Promised::default()
                    },
                ],
                urgent: Urgency::Need("Hết thuốc huyết áp".into()),
                supported: true,
                causes: Some(vec![Cause::Labour, Cause::Illness]),
                needs: Some(vec![NeedKind::Bhyt, NeedKind::HouseRepair]),
                gifts: vec![
                    (
                        1,
                        Gift {
                            kind: SupportKind::Housing,
                            giver: Some(Giver::Fund),
                            from: "Ban vận động phường".into(),
                            programme: "Xóa nhà tạm".into(),
                            dong: Some(60_000_000),
                            goods: String::new(),
                            on: NaiveDate::from_ymd_opt(2026, 10, 20),
                        }
                    ),
                    // Nobody has to know whose it was.
                    (
                        2,
                        Gift {
                            kind: SupportKind::Health,
                            giver: None,
                            from: String::new(),
                            programme: String::new(),
                            dong: None,
                            goods: "Một thùng sữa".into(),
                            on: None,
                        }
                    ),
                ],
            })
        );
    }

    #[test]
    fn every_word_that_the_form_offers_is_one_of_the_records() {
        let form = Form::parse(include_str!("../../../forms/home-visit.json")).unwrap();
        let offered = |path: &str, codes: &[&str]| {
            let question = form.question(&path.parse().unwrap()).unwrap();
            let keys = question
                .kind
                .choices()
                .iter()
                .map(|choice| choice.name.as_str());
            for key in keys {
                assert!(codes.contains(&key), "{path}: {key}");
            }
        };
        offered("hardship/causes", Cause::CODES);
        offered("hardship/needs", NeedKind::CODES);
        offered("support/gift[1]/kind", SupportKind::CODES);
        offered("support/gift[1]/giver", Giver::CODES);
        offered("commitments/promise[1]/who", Promiser::CODES);
    }

    #[test]
    fn whoever_did_not_agree_told_nothing() {
        assert_eq!(told(&answers(&VISIT.replace("given", "refused"))), None);
        assert_eq!(
            told(&answers(r#"{"answers":{"meeting/met":{"yes_no":false}}}"#)),
            None
        );
    }

    #[test]
    fn a_locked_door_is_nobody_and_a_refusal_is_somebody() {
        let found = |text: &str| found(&answers(text));
        assert!(matches!(found(VISIT), Found::Told(_)));
        let locked = r#"{"answers":{"meeting/met":{"yes_no":false},"closing/next_visit":{"date":"2026-12-01"}}}"#;
        assert_eq!(found(locked), Found::Nobody);
        assert_eq!(
            again(&answers(locked)),
            NaiveDate::from_ymd_opt(2026, 12, 1)
        );
        let refused =
            r#"{"answers":{"meeting/met":{"yes_no":true},"consent/decision":{"one":"refused"}}}"#;
        assert_eq!(found(refused), Found::Somebody);
        // Another form asks nothing of the kind.
        assert_eq!(
            found(r#"{"answers":{"roof":{"one":"metal"}}}"#),
            Found::Somebody
        );
    }

    #[test]
    fn what_is_urgent_no_more_is_told_and_what_was_not_answered_is_not() {
        let calm = VISIT.replace(
            r#""closing/urgent":{"yes_no":true}"#,
            r#""closing/urgent":{"yes_no":false}"#,
        );
        assert_eq!(told(&answers(&calm)).unwrap().urgent, Urgency::Nothing);
        let asked = r#""closing/urgent":{"yes_no":true},"#;
        for silent in [
            VISIT.replace(asked, ""),
            VISIT.replace("Hết thuốc huyết áp", " "),
        ] {
            assert_eq!(told(&answers(&silent)).unwrap().urgent, Urgency::Untold);
        }
    }

    #[test]
    fn an_id_says_when_it_was_made() {
        // 17:00 UTC on 23/11/2026 is midnight in Huế.
        let at = |ms: u64| {
            HouseholdId(uuid::Builder::from_unix_timestamp_millis(ms, &[1; 10]).into_uuid())
        };
        let midnight = 1_795_453_200_000;
        assert_eq!(listed(at(midnight)), NaiveDate::from_ymd_opt(2026, 11, 24));
        assert_eq!(
            listed(at(midnight - 1)),
            NaiveDate::from_ymd_opt(2026, 11, 23)
        );
        assert_eq!(listed(HouseholdId(uuid::Uuid::from_u128(7))), None);
    }
}
