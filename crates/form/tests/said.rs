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

/// A form whose choices speak of the answer before them: of the question's own, and of a table.
fn choosing() -> Filling {
    let form = json!({
        "name": "who", "version": "1", "title": text("Ai"),
        "nodes": [
            { "type": "text", "name": "name", "label": text("Tên") },
            { "type": "select_one", "name": "own", "label": text("Ai?"), "choices": [
                { "name": "her", "label": text("Chị ${name}") }, { "name": "other", "label": text("Người khác") },
            ]},
            { "type": "calculate", "name": "called", "calculate": "jr:choice-name(${own}, '${own}')" },
            { "type": "repeat", "name": "pet", "label": text("Con"), "each": text("Con"), "add": text("Thêm"), "begins": 2, "nodes": [
                { "type": "text", "name": "animal", "label": text("Con gì?") },
                { "type": "select_multiple", "name": "does", "label": text("Làm gì?"), "from": { "table": "deeds" } },
            ]},
        ],
        "tables": { "deeds": { "columns": ["name", "label::vi", "label::en"], "rows": [
            ["eat", "${animal} của ${name} ăn", "eats"], ["run", "Chạy ${khong_co}", "Runs"],
        ]}},
    });
    let form = Form::parse(&form.to_string()).unwrap();
    let mut filling = Filling::begin(Arc::new(form), Context::on("2026-11-24".parse().unwrap()));
    for (path, answer) in [
        ("name", "Lài"),
        ("pet[1]/animal", "Mèo"),
        ("pet[2]/animal", "Bò"),
        ("pet[2]/does", "eat"),
        ("own", "her"),
    ] {
        filling.say(&at(path), answer).unwrap();
    }
    filling
}

fn offered(filling: &Filling, path: &str, lang: Lang) -> Vec<String> {
    let view = filling.view();
    let offers = view.question(&at(path)).unwrap().offers.clone().unwrap();
    let words = offers.iter().map(|offer| offer.label.get(lang).to_owned());
    words.collect()
}

#[test]
fn choices_speak_of_answers() {
    let mut filling = choosing();
    assert_eq!(
        offered(&filling, "own", Lang::Vi),
        ["Chị Lài", "Người khác"]
    );
    let changed = filling.say(&at("name"), "Na").unwrap();
    assert_eq!(
        offered(&filling, "own", Lang::En),
        ["en Chị Na", "en Người khác"]
    );
    let mut told = Vec::new();
    filling.look_again(&changed, &mut |spot, _| told.push(spot.path().clone()));
    assert!(
        ["own", "pet[1]/does"]
            .map(at)
            .iter()
            .all(|path| told.contains(path))
    );
}

#[test]
fn choices_of_a_table_speak_of_their_own_instance_and_of_nothing_unknown() {
    let filling = choosing();
    let words = |path| offered(&filling, path, Lang::Vi);
    assert_eq!(words("pet[1]/does"), ["Mèo của Lài ăn", "Chạy ${khong_co}"]);
    assert_eq!(words("pet[2]/does"), ["Bò của Lài ăn", "Chạy ${khong_co}"]);
}

#[test]
fn what_was_chosen_is_told_as_it_was_offered() {
    let mut filling = choosing();
    let called = |filling: &Filling| filling.answers().get(&at("called")).cloned();
    let name = |words: &str| {
        Some(dong_hanh_form::Answer::Given(dong_hanh_form::Value::Text(
            words.to_owned(),
        )))
    };
    assert_eq!(called(&filling), name("Chị Lài"));
    filling.say(&at("name"), "Na").unwrap();
    assert_eq!(called(&filling), name("Chị Na"), "it follows");

    let view = filling.view();
    let own = view.question(&at("own")).unwrap().answer.clone().unwrap();
    assert_eq!(filling.words(&at("own"), &own, Lang::Vi), "Chị Na");
    let answers = filling.finish().unwrap();
    let told = recorded(filling.form(), &answers);
    let words = |path| {
        let one = told.iter().find(|one| one.path == at(path)).unwrap();
        one.words(Lang::Vi)
    };
    assert_eq!(words("own"), "Chị Na");
    assert_eq!(words("pet[2]/does"), "Bò của Na ăn");
}

#[test]
fn choices_cannot_speak_of_what_is_not_there() {
    let mut form = serde_json::to_value(choosing().form().as_ref()).unwrap();
    form["nodes"][1]["choices"][1]["label"] = text("${nobody}");
    let error = Form::parse(&form.to_string()).unwrap_err();
    let name = "nobody".to_owned();
    let fault = Fault::UnknownReference {
        field: "choices",
        name,
    };
    let place = at("own");
    assert!(
        matches!(error, FormError::At { place: found, fault: said } if found == place && said == fault)
    );
}
