//! What holds for any answers whatever.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cmp::Ordering;
use std::sync::LazyLock;

use dong_hanh_form::{
    AGREED, Answer, Answers, Context, Decimal, DeclineReason, Form, MediaRef, Path, Place, Step,
    Value, apply_defaults, differences, evaluate, finish,
};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

static FORM: LazyLock<Form> =
    LazyLock::new(|| Form::parse(include_str!("../../../forms/home-visit.json")).unwrap());

/// Paths of the form, near misses, and paths that no form of ours has.
const KNOWN: [&str; 17] = [
    "meeting/met",
    "meeting/present",
    "consent/decision",
    "consent/notice",
    "house",
    "house/area",
    "house/leaks",
    "hardship/causes",
    "hardship/causes_other",
    "support/received",
    "support/gift[1]/amount",
    "support/gift[1]/amount_checked",
    "support/gift[3]/kind",
    "commitments/promise[12]/due",
    "closing/photos",
    "closing/place",
    "new/scan",
];

fn a_path() -> impl Strategy<Value = Path> {
    let any = vec(
        ("[a-cà][a-c0-9_.-]{0,2}", proptest::option::of(1u16..120)),
        1..4,
    )
    .prop_map(|steps| {
        let steps: Vec<String> = steps
            .into_iter()
            .map(|(name, instance)| match instance {
                None => name,
                Some(number) => format!("{name}[{number}]"),
            })
            .collect();
        steps.join("/").parse().unwrap()
    });
    prop_oneof![3 => select(&KNOWN[..]).prop_map(|text| text.parse().unwrap()), 1 => any]
}

fn a_key() -> impl Strategy<Value = String> {
    select(vec!["given", "refused", "head", "other", "latrine", "?"]).prop_map(str::to_owned)
}

fn an_answer() -> impl Strategy<Value = Answer> {
    let value = prop_oneof![
        ".{0,5}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        "-?[0-9]{1,12}(\\.[0-9]{1,6})?".prop_map(|t| Value::Decimal(t.parse::<Decimal>().unwrap())),
        (-800_000i32..3_000_000)
            .prop_map(|days| { Value::Date(chrono::NaiveDate::from_epoch_days(days).unwrap()) }),
        a_key().prop_map(Value::One),
        btree_set(a_key(), 0..3).prop_map(Value::Many),
        any::<bool>().prop_map(Value::YesNo),
        vec("[0-9a-f]{64}", 0..6).prop_map(|photos| {
            let photo = |sha256: String| MediaRef {
                sha256: sha256.parse().unwrap(),
                bytes: 1,
                mime: "image/jpeg".into(),
            };
            Value::Photos(photos.into_iter().map(photo).collect())
        }),
        vec("[0-9a-f]{64}", 0..3).prop_map(|sounds| {
            let sound = |sha256: String| MediaRef {
                sha256: sha256.parse().unwrap(),
                bytes: 1,
                mime: "audio/webm".into(),
            };
            Value::Sounds(sounds.into_iter().map(sound).collect())
        }),
        (-90.0..90.0f64, -180.0..180.0f64, 0.0..1e5f64)
            .prop_map(|(lat, lon, accuracy)| Value::Place(Place::new(lat, lon, accuracy).unwrap())),
    ];
    prop_oneof![
        6 => value.prop_map(Answer::Given),
        1 => select(vec![DeclineReason::NotAsked, DeclineReason::NotMeasured]).prop_map(Answer::Declined),
    ]
}

fn some_answers() -> impl Strategy<Value = Answers> {
    // Consent is mixed in often, or most of the form would never be relevant.
    let consent = proptest::bool::weighted(0.7);
    (consent, vec((a_path(), an_answer()), 0..24)).prop_map(|(consent, all)| {
        let mut answers = Answers::new();
        for (path, answer) in all {
            answers.set(path, answer);
        }
        if consent {
            let one = Answer::Given(Value::One("given".into()));
            answers.set(
                "meeting/met".parse().unwrap(),
                Answer::Given(Value::YesNo(true)),
            );
            answers.set("consent/decision".parse().unwrap(), one);
        }
        answers
    })
}

fn context() -> Context {
    Context::on("2026-11-24".parse().unwrap())
}

fn by_steps(a: &Path, b: &Path) -> Ordering {
    let steps = |path: &Path| {
        let owned = |step: Step<'_>| (step.name.to_owned(), step.instance);
        path.steps().map(owned).collect::<Vec<_>>()
    };
    steps(a).cmp(&steps(b))
}

proptest! {
    #[test]
    fn paths_are_ordered_by_their_steps(a in a_path(), b in a_path()) {
        prop_assert_eq!(a.cmp(&b), by_steps(&a, &b));
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        prop_assert_eq!(a.to_string().parse::<Path>().unwrap(), a);
    }

    #[test]
    fn any_text_is_a_path_or_refused(text in "[a-b0-9/\\[\\].é-]{0,12}") {
        if let Ok(path) = text.parse::<Path>() {
            let spelt: Vec<String> = path.steps().map(|step| match step.instance {
                None => step.name.to_owned(),
                Some(number) => format!("{}[{number}]", step.name),
            }).collect();
            prop_assert_eq!(spelt.join("/"), text);
        }
    }

    #[test]
    fn answers_survive_a_round_trip(answers in some_answers(), stranger in a_path(), number: i64) {
        let mut json = serde_json::to_value(&answers).unwrap();
        json["answers"][stranger.as_str()] = serde_json::json!({ "of_the_future": number });
        json["signature"] = number.into();
        let read: Answers = serde_json::from_value(json.clone()).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        prop_assert_eq!(&written["answers"], &json["answers"]);
        prop_assert_eq!(&written["signature"], &json["signature"]);
        prop_assert_eq!(serde_json::from_value::<Answers>(written).unwrap(), read);
    }

    #[test]
    fn answers_survive_a_binary_format(answers in some_answers(), answer in an_answer()) {
        let bytes = postcard::to_allocvec(&(&answers, &answer)).unwrap();
        let read: (Answers, Answer) = postcard::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read, (answers, answer));
    }

    #[test]
    fn a_view_agrees_with_itself(answers in some_answers()) {
        let view = evaluate(&FORM, &answers, &context());
        let (done, total) = view.done_of_total();
        prop_assert!(done <= total);
        prop_assert!(view.screens.iter().all(|screen| !screen.items.is_empty()));
        for question in view.questions() {
            prop_assert_eq!(question.answer.as_ref(), answers.get(&question.path));
        }
        let complete = finish(&FORM, &answers, &context()).is_ok();
        prop_assert_eq!(view.is_complete(), complete);
    }

    #[test]
    fn finishing_keeps_what_is_asked_and_strange_and_drops_the_rest(answers in some_answers()) {
        // Whatever is wrong is taken away until nothing is, as a volunteer would.
        let mut answers = answers;
        let mut finished = finish(&FORM, &answers, &context());
        for _ in 0..40 {
            let Err(problems) = &finished else { break };
            for (path, _) in problems {
                match path.name() {
                    "notice" => answers.clear(path),
                    _ => answers.set(path.clone(), a_good_answer(path)),
                }
            }
            finished = finish(&FORM, &answers, &context());
        }
        let finished = finished.unwrap();
        let view = evaluate(&FORM, &answers, &context());
        for (path, answer) in answers.iter() {
            let expected = match view.question(path) {
                Some(question) => question.is_answered(),
                None => finished.get(path).is_some(),
            };
            prop_assert_eq!(finished.get(path), expected.then_some(answer));
            if path.as_str().starts_with("new/") {
                prop_assert!(finished.get(path).is_some());
            }
        }
        // Once finished, there is nothing left to drop, and the screen shows the same.
        prop_assert_eq!(finish(&FORM, &finished, &context()), Ok(finished.clone()));
        let asked = |view: &dong_hanh_form::View<'_>| view.questions().map(|q| q.path.clone()).collect::<Vec<_>>();
        prop_assert_eq!(asked(&evaluate(&FORM, &finished, &context())), asked(&view));
    }

    #[test]
    fn what_is_the_same_does_not_differ(a in some_answers(), b in some_answers()) {
        prop_assert_eq!(differences(&FORM, &a, &FORM, &a), []);
        let there = differences(&FORM, &a, &FORM, &b);
        let back = differences(&FORM, &b, &FORM, &a);
        prop_assert_eq!(there.len(), back.len());
    }

    #[test]
    fn defaults_leave_answers_alone(answers in some_answers()) {
        let mut with_defaults = answers.clone();
        apply_defaults(&FORM, &mut with_defaults, &context());
        for (path, answer) in answers.iter() {
            prop_assert_eq!(with_defaults.get(path), Some(answer));
        }
    }

    #[test]
    fn instances_come_and_go_in_order(moves in vec((any::<bool>(), 1u16..15), 1..40)) {
        let repeat: Path = "s/r".parse().unwrap();
        let inside = |number: usize| format!("s/r[{number}]/x").parse::<Path>().unwrap();
        let (mut answers, mut model) = (Answers::new(), Vec::new());
        for (turn, (add, number)) in moves.into_iter().enumerate() {
            if add {
                let instance = answers.add_instance(&repeat);
                let value = Answer::Given(Value::Integer(turn as i64));
                answers.set(format!("{instance}/x").parse().unwrap(), value);
                model.push(turn as i64);
            } else {
                let there = usize::from(number) <= model.len();
                let removed = answers.remove_instance(&format!("s/r[{number}]").parse().unwrap());
                prop_assert_eq!(removed, there);
                if there {
                    model.remove(usize::from(number) - 1);
                }
            }
            prop_assert_eq!(usize::from(answers.instances(&repeat)), model.len());
            prop_assert_eq!(answers.len(), model.len());
            for (index, value) in model.iter().enumerate() {
                let expected = Answer::Given(Value::Integer(*value));
                prop_assert_eq!(answers.get(&inside(index + 1)), Some(&expected));
            }
        }
    }
}

/// An answer that the home visit takes at a path where it has a problem.
fn a_good_answer(path: &Path) -> Answer {
    let today = || Answer::Given(Value::Date(context().now.date_naive()));
    match path.name() {
        "met" | "photos_allowed" | "received" | "leaks" | "urgent" | "enough" | "internet" => {
            Answer::Given(Value::YesNo(true))
        }
        "decision" => Answer::Given(Value::One("given".into())),
        "by" => Answer::Given(Value::One("head".into())),
        "how" => Answer::Given(Value::One("spoken".into())),
        "kind" => Answer::Given(Value::One("other".into())),
        "who" => Answer::Given(Value::One("visitor".into())),
        "area" | "amount" => Answer::Given(Value::Integer(42)),
        "amount_checked" => Answer::Given(Value::One(AGREED.into())),
        "due" | "received_on" | "next_visit" => today(),
        "what" | "urgent_what" | "causes_other" => Answer::Given(Value::Text("điều này".into())),
        "place" => Answer::Given(Value::Place(Place::new(16.0, 107.0, 5.0).unwrap())),
        "voice" => Answer::Given(Value::Sounds(Vec::new())),
        "photos" | "receipt" => Answer::Given(Value::Photos(Vec::new())),
        _ => Answer::Given(Value::Many(["other".to_owned()].into())),
    }
}
