//! Words speak of answers: `${name}` in them is what was answered there.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::borrow::Cow;
use std::sync::Arc;

use dong_hanh_form::{Context, Fault, Filling, Form, FormError, Item, Lang, Path, recorded};
use serde_json::{Value as Json, json};

fn text(vi: &str) -> Json {
    json!({ "vi": vi, "en": format!("en {vi}") })
}

fn form() -> Json {
    json!({
        "name": "gifts", "version": "1", "title": text("Quà"),
        "nodes": [
            { "type": "text", "name": "who", "label": text("Ai?"), "hint": text("Tên") },
            { "type": "group", "name": "house", "label": text("Nhà ${who}"), "hint": text("Của ${ who }"), "nodes": [
                { "type": "integer", "name": "rooms", "label": text("Nhà ${who} mấy phòng?"), "guidance": text("<b>${who}</b> ${"),
                  "required": "true()", "required_message": text("${who} chưa nói."),
                  "constraint": { "expr": ". < 9", "message": text("${rooms} phòng?") } },
            ]},
            { "type": "group", "name": "given", "label": text("Quà"), "nodes": [
                { "type": "repeat", "name": "gift", "label": text("Cho ${who}"), "each": text("Phần ${what}"),
                  "add": text("Thêm cho ${who}"), "begins": 2, "nodes": [
                    { "type": "text", "name": "what", "label": text("Gì?") },
                    { "type": "note", "name": "so", "label": text("${what} cho ${who}, trước hết ${what}") },
                ]},
            ]},
        ],
    })
}

fn filling() -> Filling {
    let form = Form::parse(&form().to_string()).unwrap();
    let mut filling = Filling::begin(Arc::new(form), Context::on("2026-11-24".parse().unwrap()));
    for (path, answer) in [
        ("who", "Lài & <Na>"),
        ("given/gift[1]/what", "gạo"),
        ("given/gift[2]/what", "muối"),
    ] {
        filling.say(&at(path), answer).unwrap();
    }
    filling
}

fn at(path: &str) -> Path {
    path.parse().unwrap()
}

#[test]
fn a_question_speaks_of_answers_in_all_its_words() {
    let mut filling = filling();
    let view = filling.view();
    let rooms = view.question(&at("house/rooms")).unwrap();
    assert_eq!(rooms.label.get(Lang::Vi), "Nhà Lài & <Na> mấy phòng?");
    assert_eq!(rooms.label.get(Lang::En), "en Nhà Lài & <Na> mấy phòng?");
    let guidance = rooms.guidance.as_ref().unwrap();
    assert_eq!(guidance.get(Lang::Vi), "<b>Lài & <Na></b> ${");
    let problem = rooms.problem.as_ref().unwrap();
    assert_eq!(problem.text(Lang::Vi), "Lài & <Na> chưa nói.");
    filling.say(&at("house/rooms"), "12").unwrap();
    let view = filling.view();
    let rooms = view.question(&at("house/rooms")).unwrap();
    assert_eq!(rooms.problem.as_ref().unwrap().text(Lang::Vi), "12 phòng?");
}

#[test]
fn words_that_speak_of_nothing_are_the_forms_own() {
    let filling = filling();
    let view = filling.view();
    let who = view.question(&at("who")).unwrap();
    assert!(matches!(who.label, Cow::Borrowed(_)));
    assert!(matches!(who.hint, Some(Cow::Borrowed(_))));
}

#[test]
fn headings_speak_of_answers_and_instances_of_their_own() {
    let filling = filling();
    let view = filling.view();
    let house = &view.screens[1];
    let words = |text: &Option<Cow<'_, dong_hanh_form::Text>>| {
        text.as_ref().unwrap().get(Lang::Vi).to_owned()
    };
    assert_eq!(words(&house.label), "Nhà Lài & <Na>");
    assert_eq!(words(&house.hint), "Của Lài & <Na>");
    let said: Vec<String> = view.screens[2]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::RepeatStart { label, .. } => Some(label.get(Lang::Vi).to_owned()),
            Item::Instance { each, number, .. } => Some(format!("{} {number}", each.get(Lang::Vi))),
            Item::RepeatEnd { add, .. } => Some(add.get(Lang::Vi).to_owned()),
            Item::Question(view) if view.path.name() == "so" => {
                Some(view.label.get(Lang::Vi).to_owned())
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        said,
        [
            "Cho Lài & <Na>",
            "Phần gạo 1",
            "gạo cho Lài & <Na>, trước hết gạo",
            "Phần muối 2",
            "muối cho Lài & <Na>, trước hết muối",
            "Thêm cho Lài & <Na>",
        ]
    );
}

#[test]
fn what_was_recorded_is_told_in_the_same_words() {
    let mut filling = filling();
    filling.say(&at("house/rooms"), "3").unwrap();
    let answers = filling.finish().unwrap();
    let told = recorded(filling.form(), &answers);
    let rooms = told
        .iter()
        .find(|one| one.path == at("house/rooms"))
        .unwrap();
    assert_eq!(rooms.label.get(Lang::Vi), "Nhà Lài & <Na> mấy phòng?");
    assert_eq!(rooms.within[0].get(Lang::Vi), "Nhà Lài & <Na>");
    let gift = told
        .iter()
        .find(|one| one.path == at("given/gift[2]/what"))
        .unwrap();
    assert_eq!(gift.within[1].get(Lang::Vi), "Phần muối 2");
}

#[test]
fn words_cannot_speak_of_what_is_not_there() {
    for (place, field) in [("house", "label"), ("house/rooms", "constraint")] {
        let mut form = form();
        let house = &mut form["nodes"][1];
        match field {
            "label" => house["label"] = text("Nhà ${nobody}"),
            _ => house["nodes"][0]["constraint"]["message"] = text("${nobody}?"),
        }
        let FormError::At {
            place: found,
            fault,
        } = Form::parse(&form.to_string()).unwrap_err()
        else {
            panic!("it has a place");
        };
        assert_eq!(found, at(place));
        let name = "nobody".to_owned();
        assert_eq!(fault, Fault::UnknownReference { field, name });
    }
}
