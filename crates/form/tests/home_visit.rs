//! The project's own form, as a volunteer fills it in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dong_hanh_form::{
    Answer, Answers, Context, DeclineReason, Form, Item, Lang, Path, Problem, apply_defaults,
    apply_defaults_in, differences, evaluate, finish, recorded,
};
use serde_json::{Value, json};

fn form() -> Form {
    Form::parse(include_str!("../../../forms/home-visit.json")).unwrap()
}

fn context() -> Context {
    Context::on("2026-11-24".parse().unwrap())
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn answers(answers: Value) -> Answers {
    let mut all = json!({});
    all["answers"] = answers;
    serde_json::from_value(all).unwrap()
}

fn screens(answers: &Answers) -> Vec<String> {
    let form = form();
    let view = evaluate(&form, answers, &context());
    view.screens
        .iter()
        .map(|screen| screen.path.to_string())
        .collect()
}

fn missing(answers: &Answers) -> Vec<String> {
    match finish(&form(), answers, &context()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|(path, _)| path.to_string()).collect(),
    }
}

fn agreed() -> Value {
    json!({
        "meeting/met": { "yes_no": true },
        "meeting/present": { "many": ["grandchild", "head"] },
        "consent/decision": { "one": "given" },
        "consent/by": { "one": "head" },
        "consent/how": { "one": "spoken" },
        "consent/photos_allowed": { "yes_no": true },
        "consent/place_allowed": { "yes_no": true },
    })
}

fn full() -> Answers {
    let mut all = agreed();
    let more = json!({
        "house/roof": { "one": "tile" },
        "house/area": { "integer": 42 },
        "house/leaks": { "yes_no": true },
        "house/damage": { "many": ["roof"] },
        "water/source": { "one": "piped" },
        "water/latrine": { "one": "temporary" },
        "water/latrine_known": { "text": "makeshift" },
        "water/water_known": { "text": "tap" },
        "life/work/jobless": { "integer": 1 },
        "life/health/malnourished_children": { "declined": "not_said" },
        "hardship/causes": { "many": ["illnessOrAccident", "other"] },
        "hardship/causes_other": { "text": "Vừa tách hộ" },
        "hardship/needs": { "many": ["vocational_training", "latrine"] },
        "hardship/wish": { "text": "Cháu Quân muốn học nghề điện lạnh" },
        "support/received": { "yes_no": true },
        "support/gift[1]/kind": { "one": "other" },
        "support/gift[1]/giver": { "one": "fund" },
        "support/gift[1]/amount": { "integer": 1_000_000 },
        "support/gift[1]/received_on": { "date": "2026-11-01" },
        "commitments/promise[1]/who": { "one": "organisation" },
        "commitments/promise[1]/who_name": { "text": "Cô Lài" },
        "commitments/promise[1]/what": { "text": "Hỏi Hội Phụ nữ về lớp nghề" },
        "commitments/promise[1]/due": { "date": "2026-12-15" },
        "closing/urgent": { "yes_no": false },
        "closing/next_visit": { "date": "2026-12-16" },
        "closing/place": { "place": { "lat": 16.463714, "lon": 107.590866, "accuracy_m": 12 } },
        "closing/note": { "text": "Nhà ở cuối xóm" },
    });
    all.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    answers(all)
}

#[test]
fn an_empty_visit_asks_first_who_was_there() {
    assert_eq!(screens(&Answers::new()), ["meeting", "closing"]);
    assert_eq!(missing(&Answers::new()), ["meeting/met"]);
}

#[test]
fn nobody_at_home_is_a_complete_visit() {
    let visit = answers(json!({
        "meeting/met": { "yes_no": false },
        "closing/next_visit": { "date": "2026-11-28" },
    }));
    assert_eq!(finish(&form(), &visit, &context()), Ok(visit));
}

#[test]
fn consent_comes_before_everything_else() {
    let visit = answers(json!({ "meeting/met": { "yes_no": true } }));
    assert_eq!(screens(&visit), ["meeting", "consent", "closing"]);
    assert_eq!(missing(&visit), ["meeting/present", "consent/decision"]);
}

#[test]
fn nobody_consents_by_default() {
    let form = form();
    let mut visit = Answers::new();
    assert_eq!(apply_defaults(&form, &mut visit, &context()), []);
}

#[test]
fn a_refusal_is_a_complete_visit_and_leaves_only_the_note() {
    let mut visit = full();
    let mut set =
        |at: &str, answer: Value| visit.set(path(at), serde_json::from_value(answer).unwrap());
    set("consent/decision", json!({ "one": "refused" }));
    set("closing/note", json!({ "text": "Hẹn hỏi lại sau Tết" }));
    assert_eq!(screens(&visit), ["meeting", "consent", "closing"]);
    let kept = finish(&form(), &visit, &context()).unwrap();
    let kept: Vec<&str> = kept.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        kept,
        [
            "closing/note",
            "consent/by",
            "consent/decision",
            "meeting/met",
            "meeting/present"
        ]
    );
}

#[test]
fn consent_opens_nine_screens_and_asks_little() {
    let visit = answers(agreed());
    assert_eq!(
        screens(&visit),
        [
            "meeting",
            "consent",
            "house",
            "water",
            "life",
            "hardship",
            "support",
            "commitments",
            "closing"
        ]
    );
    assert_eq!(missing(&visit), ["house/area"]);
    let mut unmeasured = visit;
    unmeasured.set(
        path("house/area"),
        Answer::Declined(DeclineReason::NotMeasured),
    );
    assert_eq!(missing(&unmeasured), [""; 0]);
}

#[test]
fn a_full_visit_finishes_unchanged_and_small() {
    let visit = full();
    assert_eq!(finish(&form(), &visit, &context()), Ok(visit.clone()));
    let json = serde_json::to_string(&visit).unwrap();
    assert!(json.len() < 2_048, "{} bytes", json.len());
}

/// The drafts of all our forms are filled in `published.rs`; these are as volunteers leave them. [S2.6]
#[test]
fn a_visit_of_every_version_ever_published_opens_and_finishes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/forms");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let form = Form::parse(&text).unwrap();
        if form.name != "home-visit" {
            continue;
        }
        for visit in [full(), begun(&form)] {
            let finished = finish(&form, &visit, &context()).unwrap();
            assert_eq!(finish(&form, &finished, &context()), Ok(finished));
        }
        seen += 1;
    }
    assert!(seen >= 7, "2026-11-1 to 2026-11-7 are in the field");
}

/// A draft that somebody began, and in which nobody was there.
fn begun(form: &Form) -> Answers {
    let mut visit = Answers::new();
    apply_defaults(form, &mut visit, &context());
    let nobody = serde_json::from_value(json!({ "yes_no": false })).unwrap();
    visit.set(path("meeting/met"), nobody);
    visit
}

#[test]
fn what_is_unlikely_is_asked_about() {
    for (at, answer) in [
        ("house/area", json!({ "integer": 4200 })),
        ("life/work/jobless", json!({ "integer": 300 })),
        ("support/gift[1]/amount", json!({ "integer": 0 })),
        (
            "support/gift[1]/received_on",
            json!({ "date": "2026-11-25" }),
        ),
        (
            "commitments/promise[1]/due",
            json!({ "date": "2026-11-23" }),
        ),
        ("closing/next_visit", json!({ "date": "2028-01-01" })),
        ("life/news/devices", json!({ "many": ["none", "tv"] })),
    ] {
        let mut visit = full();
        visit.set(path(at), serde_json::from_value(answer).unwrap());
        let problems = finish(&form(), &visit, &context()).unwrap_err();
        let [(place, problem @ Problem::Constraint(_))] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(*place, path(at));
        assert!(problem.text(Lang::Vi).ends_with('?'), "{problem:?}");
    }
}

#[test]
fn a_gift_of_more_than_a_billion_is_asked_about_and_taken() {
    let with = |dong: i64, more: &[(&str, Value)]| {
        let mut visit = full();
        let amount = ("support/gift[1]/amount", json!({ "integer": dong }));
        for (at, answer) in [amount].iter().chain(more) {
            visit.set(path(at), serde_json::from_value(answer.clone()).unwrap());
        }
        visit
    };
    let checked = path("support/gift[1]/amount_checked");
    for usual in [1, 60_000_000, 1_000_000_000] {
        assert_eq!(missing(&with(usual, &[])), [""; 0], "{usual}");
    }
    for large in [1_000_000_001, 2_500_000_000] {
        let visit = with(large, &[]);
        let problems = finish(&form(), &visit, &context()).unwrap_err();
        let [(place, problem)] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(*place, checked);
        assert!(problem.text(Lang::Vi).contains("1 tỷ đồng"), "{problem:?}");
        assert!(
            problem.text(Lang::En).contains("1 billion đồng"),
            "{problem:?}"
        );
        // It stands directly behind the amount.
        let form = form();
        let view = evaluate(&form, &visit, &context());
        let mut asked = view.questions().map(|view| view.path.clone());
        assert!(asked.any(|at| at.name() == "amount"));
        assert_eq!(asked.next(), Some(checked.clone()));
        let visit = with(large, &[(checked.as_str(), json!({ "one": "OK" }))]);
        assert_eq!(finish(&form, &visit, &context()), Ok(visit));
    }
    // Who then writes a usual amount has checked nothing.
    let visit = with(500_000, &[(checked.as_str(), json!({ "one": "OK" }))]);
    let kept = finish(&form(), &visit, &context()).unwrap();
    assert_eq!(kept.get(&checked), None);
}

/// Every choice but those for which the household has no word, or two: «sông, ao, hồ, giếng hở».
#[test]
fn water_and_latrine_are_saved_in_the_words_of_the_household() {
    let form = form();
    let all = |at: &str, property: &str| -> Vec<(String, String)> {
        let question = form.question(&path(at)).unwrap();
        let keys = question.kind.choices().iter().map(|choice| &choice.name);
        keys.map(|key| {
            let mut visit = full();
            visit.set(
                path(at),
                serde_json::from_value(json!({ "one": key })).unwrap(),
            );
            let finished = finish(&form, &visit, &context()).unwrap();
            let saved = form.saved("households", &finished);
            let mut of_it = saved.iter().filter(|(name, _)| *name == property);
            let word = of_it.next().map(|(_, word)| word.clone().into_owned());
            (key.clone(), word.unwrap_or_default())
        })
        .collect()
    };
    let words = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(key, word)| ((*key).to_owned(), (*word).to_owned()))
            .collect()
    };
    assert_eq!(
        all("water/source", "water"),
        words(&[
            ("piped", "tap"),
            ("drilled_well", "drilled_well"),
            ("protected_well", "protected_well"),
            ("protected_spring", "protected_spring"),
            ("rain", "rain"),
            ("bottled", "bottled"),
            ("open", ""),
            ("other", ""),
        ])
    );
    assert_eq!(
        all("water/latrine", "latrine"),
        words(&[
            ("septic", "septic"),
            ("pour_flush", "pour_flush"),
            ("ventilated", "ventilated"),
            ("two_vault", "two_vault"),
            ("temporary", "makeshift"),
            ("shared", "shared"),
            ("none", "none"),
        ])
    );
}

#[test]
fn what_the_form_does_not_allow_is_said() {
    for (at, answer, problem) in [
        (
            "house/roof",
            json!({ "one": "gold" }),
            Problem::UnknownChoice("gold".into()),
        ),
        ("house/roof", json!({ "integer": 1 }), Problem::WrongKind),
        ("house/roof", json!({ "barcode": 1 }), Problem::WrongKind),
        (
            "house/roof",
            json!({ "declined": "not_measured" }),
            Problem::CannotDecline,
        ),
        ("house/area", json!({ "text": "" }), Problem::WrongKind),
    ] {
        let mut all = serde_json::to_value(full()).unwrap();
        all["answers"][at] = answer;
        let visit: Answers = serde_json::from_value(all).unwrap();
        assert_eq!(
            finish(&form(), &visit, &context()),
            Err(vec![(path(at), problem)])
        );
    }
}

#[test]
fn a_promise_needs_its_person_its_words_and_its_day() {
    let form = form();
    let mut visit = full();
    let second = visit.add_instance(&path("commitments/promise"));
    apply_defaults_in(&form, &mut visit, &second, &context());
    assert_eq!(
        missing(&visit),
        [
            "commitments/promise[2]/who",
            "commitments/promise[2]/what",
            "commitments/promise[2]/due"
        ]
    );
    visit.remove_instance(&second);
    assert_eq!(visit, full());
}

#[test]
fn a_repeat_shows_its_instances_and_a_way_to_add_one() {
    let form = form();
    let visit = full();
    let view = evaluate(&form, &visit, &context());
    let support = view
        .screens
        .iter()
        .find(|s| s.path == path("support"))
        .unwrap();
    let outline: Vec<&str> = support
        .items
        .iter()
        .map(|item| match item {
            Item::Question(view) => view.path.as_str(),
            Item::Heading { .. } => "heading",
            Item::RepeatStart { .. } => "start",
            Item::Instance { .. } => "instance",
            Item::RepeatEnd { .. } => "end",
        })
        .collect();
    assert_eq!(
        outline,
        [
            "support/received",
            "start",
            "instance",
            "support/gift[1]/kind",
            "support/gift[1]/giver",
            "support/gift[1]/amount",
            "support/gift[1]/goods",
            "support/gift[1]/received_on",
            "support/gift[1]/giver_name",
            "support/gift[1]/programme",
            "support/gift[1]/receipt",
            "end",
        ]
    );
    assert_eq!(support.done_of_total(), (5, 9));
}

#[test]
fn answers_read_as_a_person_would_say_them() {
    let form = form();
    let visit = full();
    let said: Vec<String> = recorded(&form, &visit)
        .iter()
        .map(|r| format!("{}: {}", r.path, r.words(Lang::Vi)))
        .collect();
    for line in [
        "meeting/met: Có",
        "meeting/present: Chủ hộ, Cháu",
        "house/area: 42 m²",
        "life/health/malnourished_children: Không muốn nói",
        "support/gift[1]/amount: 1.000.000 đ",
        "commitments/promise[1]/due: 15/12/2026",
        "closing/place: 16.46371, 107.59087 (± 12 m)",
    ] {
        assert!(
            said.iter().any(|words| words == line),
            "{line} in {said:#?}"
        );
    }
}

#[test]
fn an_officer_sees_what_changed() {
    let form = form();
    let before = full();
    let mut after = full();
    let mut set =
        |at: &str, answer: Value| after.set(path(at), serde_json::from_value(answer).unwrap());
    set("house/roof", json!({ "one": "metal" }));
    set("support/gift[2]/kind", json!({ "one": "housing" }));
    after.clear(&path("closing/note"));
    let changed: Vec<_> = differences(&form, &before, &form, &after)
        .into_iter()
        .map(|d| {
            let within: Vec<String> = d
                .within
                .into_iter()
                .map(|text| text.get(Lang::Vi).to_owned())
                .collect();
            (
                within.join(" › "),
                d.before.map(|t| t.get(Lang::Vi).to_owned()),
                d.after.map(|t| t.get(Lang::Vi).to_owned()),
            )
        })
        .collect();
    let text = |words: &str| Some(words.to_owned());
    assert_eq!(
        changed,
        [
            ("Nhà ở".into(), text("Ngói"), text("Tôn")),
            ("Hỗ trợ đã nhận › Hỗ trợ 2".into(), None, text("Nhà ở")),
            ("Lần tới, ghi chú".into(), text("Nhà ở cuối xóm"), None),
        ]
    );
}

#[test]
fn the_place_is_asked_apart_and_kept_only_where_somebody_said_yes() {
    let place = path("closing/place");
    for (said, is_kept) in [
        (json!({ "yes_no": true }), true),
        (json!({ "yes_no": false }), false),
    ] {
        let mut visit = full();
        visit.set(
            path("consent/place_allowed"),
            serde_json::from_value(said).unwrap(),
        );
        let kept = finish(&form(), &visit, &context()).unwrap();
        assert_eq!(kept.get(&place).is_some(), is_kept);
    }
    let mut silent = full();
    silent.clear(&path("consent/place_allowed"));
    let kept = finish(&form(), &silent, &context()).unwrap();
    assert_eq!(kept.get(&place), None, "silence is no consent");
}

#[test]
fn whether_a_child_is_in_a_picture_is_asked_once_there_is_one() {
    let asked = |visit: &Answers| {
        let form = form();
        let view = evaluate(&form, visit, &context());
        view.question(&path("closing/child_in_photos")).is_some()
    };
    let mut visit = full();
    assert!(!asked(&visit));
    let picture =
        json!({ "photos": [{ "sha256": "0".repeat(64), "bytes": 9, "mime": "image/jpeg" }] });
    let picture: Answer = serde_json::from_value(picture).unwrap();
    let mut of_gift = visit.clone();
    of_gift.set(path("support/gift[1]/receipt"), picture.clone());
    assert!(asked(&of_gift));
    visit.set(path("closing/photos"), picture);
    assert!(asked(&visit));
}

#[test]
fn every_answer_has_a_purpose_and_illness_is_marked() {
    let mut sensitive = Vec::new();
    let form = form();
    let mut rest: Vec<&dong_hanh_form::Node> = form.nodes.iter().collect();
    while let Some(node) = rest.pop() {
        match node {
            dong_hanh_form::Node::Group(group) => rest.extend(&group.nodes),
            dong_hanh_form::Node::Repeat(repeat) => rest.extend(&repeat.nodes),
            dong_hanh_form::Node::Question(question) => {
                let asks = question.kind.is_answerable() && question.kind.is_shown();
                assert!(!asks || question.purpose.is_some(), "{}", question.name);
                sensitive.extend(question.sensitive.then_some(question.name.as_str()));
            }
        }
    }
    sensitive.sort_unstable();
    assert_eq!(
        sensitive,
        ["causes", "causes_other", "malnourished_children", "place"]
    );
}

#[test]
fn the_notice_names_its_version_and_the_law() {
    let form = form();
    let visit = answers(json!({ "meeting/met": { "yes_no": true } }));
    let view = evaluate(&form, &visit, &context());
    let notice = view.question(&path("consent/notice")).unwrap().question;
    assert_eq!(notice.text_version.as_deref(), Some("2026-11-2"));
    for lang in [Lang::Vi, Lang::En] {
        let text = notice.label.get(lang);
        assert!(
            text.contains("91/2025/QH15") && text.contains("356/2025"),
            "{text}"
        );
    }
}

#[test]
fn the_definition_survives_a_round_trip() {
    let form = form();
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(Form::parse(&json).unwrap(), form);
}

#[test]
fn a_question_is_found_by_its_path() {
    let form = form();
    let name = |at: &str| {
        form.question(&path(at))
            .map(|question| question.name.as_str())
    };
    assert_eq!(name("house/roof"), Some("roof"));
    assert_eq!(name("life/work/jobless"), Some("jobless"));
    assert_eq!(name("support/gift[7]/kind"), Some("kind"));
    for stranger in [
        "house",
        "house[1]/roof",
        "support/gift/kind",
        "house/roof/tile",
        "life/jobless",
    ] {
        assert_eq!(name(stranger), None, "{stranger}");
    }
}
