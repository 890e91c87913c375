//! What consent is read out of the project's own form, of every version.
#![allow(clippy::unwrap_used, clippy::panic, clippy::needless_pass_by_value)]

use dong_hanh_domain::consent::{Answerer, Manner};
use dong_hanh_form::Lang;
use serde_json::json;

use super::*;

const NEW: &str = include_str!("../../../../forms/home-visit.json");
const OLD: &str = include_str!("../../../../tests/fixtures/forms/home-visit-2026-11-6.json");
const OTHER: &str = r#"{"name":"land","title":{"vi":"Đất"},"version":"1","nodes":[
    {"type":"geopoint","name":"at","label":{"vi":"Ở đâu?"}},{"type":"geotrace","name":"way","label":{"vi":"Đường?"}}]}"#;

fn answers(answers: serde_json::Value) -> Answers {
    serde_json::from_value(json!({ "answers": answers })).unwrap()
}

fn agreed(more: serde_json::Value) -> Answers {
    let mut all = json!({
        "consent/decision": { "one": "given" },
        "consent/by": { "one": "spouse" },
        "consent/how": { "one": "signed" },
    });
    let more = more.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(more);
    answers(all)
}

fn read(form: &str, answers: &Answers) -> Option<Consent> {
    let form = Form::parse(form).unwrap();
    let nobody = VisitId(uuid::Uuid::nil());
    consent(nobody, DateTime::UNIX_EPOCH, Some(&form), answers)
}

#[test]
fn s18_1_who_agreed_how_and_to_which_text_is_read_out_of_a_visit() {
    let consent = read(NEW, &agreed(json!({}))).unwrap();
    assert_eq!(
        consent.said,
        Said::Given {
            by: Some(Answerer::Spouse),
            how: Some(Manner::Signed),
            allows: Allowed::default(),
        }
    );
    let form = Form::parse(NEW).unwrap();
    let text = notice(&form).unwrap();
    assert_eq!(consent.text, text.text_version);
    assert!(consent.text.is_some() && text.label.get(Lang::Vi).contains("91/2025/QH15"));
}

#[test]
fn s18_1_a_refusal_is_an_answer_and_silence_is_none() {
    let no = answers(
        json!({ "consent/decision": { "one": "refused" }, "consent/by": { "one": "head" } }),
    );
    let said = read(NEW, &no).unwrap().said;
    assert_eq!(
        said,
        Said::Refused {
            by: Some(Answerer::Head)
        }
    );
    for silent in [json!({}), json!({ "meeting/met": { "yes_no": false } })] {
        assert_eq!(read(NEW, &answers(silent)), None);
    }
}

#[test]
fn s18_7_whether_a_child_is_in_a_picture_is_read_where_the_form_asks() {
    for said in [true, false] {
        let visit = answers(json!({ "closing/child_in_photos": { "yes_no": said } }));
        assert_eq!(child_in_pictures(&visit), Some(said));
    }
    assert_eq!(child_in_pictures(&answers(json!({}))), None);
    let form = Form::parse(NEW).unwrap();
    let path = "closing/child_in_photos".parse().unwrap();
    assert!(form.question(&path).is_some());
}

#[test]
fn s18_5_one_answer_of_before_allowed_pictures_and_place_together() {
    let cases = [
        (
            OLD,
            json!({ "consent/photos_allowed": { "yes_no": true } }),
            (true, true),
        ),
        (
            OLD,
            json!({ "consent/photos_allowed": { "yes_no": false } }),
            (false, false),
        ),
        (
            NEW,
            json!({ "consent/photos_allowed": { "yes_no": true } }),
            (true, false),
        ),
        (
            NEW,
            json!({ "consent/photos_allowed": { "yes_no": false }, "consent/place_allowed": { "yes_no": true } }),
            (false, true),
        ),
    ];
    for (form, more, expected) in cases {
        let allows = read(form, &agreed(more.clone())).unwrap().allows();
        assert_eq!((allows.pictures, allows.place), expected, "{more}");
    }
}

#[test]
fn s18_5_places_are_rounded_unless_the_family_agreed() {
    let exact = json!({ "lat": 16.463714, "lon": 107.590866, "accuracy_m": 12 });
    let at = "at".parse().unwrap();
    let way = "way".parse().unwrap();
    let rounded_after = |form: &str, rests_on| {
        let form = Form::parse(form).unwrap();
        let mut all =
            answers(json!({ "at": { "place": exact }, "way": { "line": [exact, exact] } }));
        round_places(&form, &mut all, rests_on);
        let Some(Answer::Given(Value::Place(place))) = all.get(&at) else {
            panic!("no place")
        };
        let Some(Answer::Given(Value::Line(line))) = all.get(&way) else {
            panic!("no line")
        };
        assert_eq!(line.as_slice(), [*place, *place]);
        place.rounded() == *place
    };
    let yes = Some(Allowed {
        pictures: false,
        place: true,
    });
    let no = Some(Allowed {
        pictures: true,
        place: false,
    });
    assert!(!rounded_after(OTHER, yes));
    assert!(rounded_after(OTHER, no) && rounded_after(OTHER, None));
    // What is about no household shows nobody's home.
    let about_none = OTHER.replace(r#""version":"1""#, r#""version":"1","about":"none""#);
    assert!(!rounded_after(&about_none, None));
    // A form that asks itself rests on nothing else.
    assert!(rounded_after(NEW, yes));
}

#[test]
fn s18_5_what_a_visit_agreed_to_itself_is_kept_as_measured() {
    let place = json!({ "place": { "lat": 16.463714, "lon": 107.590866, "accuracy_m": 12 } });
    let with = |allowed: bool| {
        agreed(json!({ "consent/place_allowed": { "yes_no": allowed }, "closing/place": place }))
    };
    let form = Form::parse(NEW).unwrap();
    for allowed in [true, false] {
        let mut all = with(allowed);
        round_places(&form, &mut all, None);
        assert_eq!(all == with(allowed), allowed);
        let again = all.clone();
        round_places(&form, &mut all, None);
        assert_eq!(all, again);
    }
}
