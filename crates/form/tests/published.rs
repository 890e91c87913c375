//! Drafts that were begun with any version of our own forms that was ever published.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use dong_hanh_form::{
    AGREED, Answer, Answers, Context, Decimal, Filling, Form, Item, Kind, MediaRef, Path, Place,
    QuestionView, Value, finish,
};

fn context() -> Context {
    Context::on("2026-11-24".parse().unwrap())
}

/// The definitions in a folder, by the names of their files.
fn forms(folder: &str) -> BTreeMap<String, Arc<Form>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let files = fs::read_dir(folder).unwrap().flatten();
    let files = files.map(|file| file.path());
    let definitions = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let read = definitions.map(|path| {
        let form = Form::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        (path.display().to_string(), Arc::new(form))
    });
    read.collect()
}

/// How somebody answers who takes whatever comes first, or last, so that both sides of a condition are seen.
#[derive(Clone, Copy, Debug)]
enum Takes {
    First,
    Last,
}

/// What can be answered to a question, before its constraint is asked.
fn possible(view: &QuestionView<'_>) -> Vec<Value> {
    let keys: Vec<String> = match &view.offers {
        Some(offers) => offers.iter().map(|offer| offer.key.clone()).collect(),
        None => {
            let choices = view.question.kind.choices().iter();
            choices.map(|choice| choice.name.clone()).collect()
        }
    };
    let media = |mime: &str| {
        vec![MediaRef {
            sha256: "5a".repeat(32).parse().unwrap(),
            bytes: 1,
            mime: mime.to_owned(),
        }]
    };
    match &view.question.kind {
        Kind::Text { .. } => vec![Value::Text("điều này".to_owned())],
        Kind::Integer { .. } => [2, 40, 2_000_000, 2_000_000_000].map(Value::Integer).into(),
        Kind::Decimal { .. } => vec![Value::Decimal("42.5".parse::<Decimal>().unwrap())],
        Kind::Date { .. } => ["2026-11-24", "2026-12-16"]
            .map(|day| Value::Date(day.parse().unwrap()))
            .into(),
        Kind::One { .. } => keys.into_iter().map(Value::One).collect(),
        Kind::Many { .. } => keys
            .into_iter()
            .map(|key| Value::Many([key].into()))
            .collect(),
        Kind::YesNo => [true, false].map(Value::YesNo).into(),
        Kind::Agreed => vec![Value::One(AGREED.to_owned())],
        Kind::Photo { .. } => vec![Value::Photos(media("image/jpeg"))],
        Kind::Sound { .. } => vec![Value::Sounds(media("audio/webm"))],
        Kind::Place { .. } => vec![Value::Place(Place::new(16.46, 107.59, 12.0).unwrap())],
        kind => panic!("none of our forms has asked for {kind:?} yet: say here how it is answered"),
    }
}

/// What is to be done next with a draft: a question that is asked and open, or a repeat in which nothing is yet.
enum Next {
    Answer(Path, Vec<Value>),
    Add(Path),
}

fn next(draft: &Filling) -> Option<Next> {
    let view = draft.view();
    let open = view
        .questions()
        .find(|view| view.question.kind.is_answerable() && !view.read_only && !view.is_answered());
    if let Some(open) = open {
        return Some(Next::Answer(open.path.clone(), possible(open)));
    }
    let mut items = view.screens.iter().flat_map(|screen| &screen.items);
    items.find_map(|item| match item {
        Item::RepeatEnd { path, count: 0, .. } => Some(Next::Add(path.clone())),
        _ => None,
    })
}

/// A draft in which everything was answered that is asked, and which was put away and opened again after each answer.
fn filled(file: &str, form: &Arc<Form>, takes: Takes) -> Filling {
    let mut draft = Filling::begin(Arc::clone(form), context());
    while let Some(next) = next(&draft) {
        match next {
            Next::Add(repeat) => {
                draft.add_instance(&repeat);
            }
            Next::Answer(path, mut values) => {
                if matches!(takes, Takes::Last) {
                    values.reverse();
                }
                let is_taken = values.into_iter().any(|value| {
                    draft.put(&path, Some(Answer::Given(value)));
                    draft.problem(&path).is_none()
                });
                assert!(is_taken, "{file}: nothing answers {path}");
            }
        }
        let kept = serde_json::to_string(draft.answers()).unwrap();
        let read: Answers = serde_json::from_str(&kept).unwrap();
        draft = Filling::open(Arc::clone(form), read, context());
    }
    draft
}

/// [S2.6]
#[test]
fn a_draft_of_every_version_ever_published_opens_is_filled_and_finishes() {
    for (file, form) in forms("tests/fixtures/forms") {
        for takes in [Takes::First, Takes::Last] {
            let draft = filled(&file, &form, takes);
            let finished = match draft.finish() {
                Ok(finished) => finished,
                Err(problems) => panic!("{file}, {takes:?}: {problems:?}"),
            };
            for view in draft.view().questions() {
                assert_eq!(
                    finished.get(&view.path),
                    view.answer.as_ref(),
                    "{file}: {}",
                    view.path
                );
            }
            assert_eq!(
                finish(&form, &finished, &context()).as_ref(),
                Ok(&finished),
                "{file}"
            );
        }
    }
}

#[test]
fn versions_of_all_our_forms_are_kept() {
    let names = |folder| {
        let forms = forms(folder).into_values();
        forms
            .map(|form| form.name.clone())
            .collect::<BTreeSet<String>>()
    };
    assert_eq!(names("tests/fixtures/forms"), names("forms"));
}
