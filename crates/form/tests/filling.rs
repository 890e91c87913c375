//! A form that is being filled reckons what follows from each answer, and comes to what it would come to anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use dong_hanh_form::{Answer, Changed, Context, Filling, Form, Path, Spot, Value, What};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// Members are counted, visits are added; choices depend on choices, sums on members, and one note on a change alone.
static FORM: LazyLock<Arc<Form>> = LazyLock::new(|| {
    let text = |words: &str| json!({ "vi": words });
    let ask = |kind: &str, name: &str, more: Json| {
        let mut question = json!({ "type": kind, "name": name, "label": text(name) });
        question
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        question
    };
    let form = json!({
        "name": "members", "version": "1", "title": text("Nhân khẩu"),
        "nodes": [
            ask("integer", "people", json!({ "default": "1" })),
            { "type": "repeat", "name": "member", "label": text("Người"), "each": text("Người"), "add": text("Thêm"),
              "count": "${people}", "nodes": [
                ask("text", "name", json!({ "default": "concat('người ', position(..))" })),
                ask("integer", "age", json!({ "label": text("Tuổi của ${name}, trong ${adults} người lớn"), "constraint": { "expr": ". >= 0", "message": text("Mấy tuổi?") } })),
                ask("select_one", "work", json!({ "relevant": "${age} >= 15", "required": "${age} < 60",
                    "choices": [{ "name": "field", "label": text("Đồng") }, { "name": "town", "label": text("Phố") }] })),
                ask("select_multiple", "jobs", json!({ "relevant": "${work} != ''",
                    "from": { "table": "jobs", "filter": "work = ${work}" } })),
                ask("calculate", "before", json!({ "calculate": "sum(../preceding-sibling::member/age)" })),
                ask("calculate", "written", json!({ "calculate": "concat(${name}, '/', ${age})", "trigger": ["age"] })),
            ]},
            ask("calculate", "adults", json!({ "calculate": "count(${member}[./age > 17])" })),
            ask("calculate", "years", json!({ "calculate": "sum(${age})" })),
            ask("calculate", "second", json!({ "calculate": "indexed-repeat(${name}, ${member}, 2)" })),
            { "type": "group", "name": "visits", "label": text("Lượt"), "relevant": "${adults} > 0", "nodes": [
                { "type": "repeat", "name": "visit", "label": text("Lượt"), "each": text("Lượt"), "add": text("Thêm"),
                  "begins": 1, "nodes": [
                    ask("date", "day", json!({ "default": "today()", "read_only": "${years} > 100" })),
                    ask("calculate", "number", json!({ "calculate": "position(..)" })),
                ]},
            ]},
        ],
        "tables": { "jobs": { "columns": ["name", "label", "work"], "rows": [
            ["rice", "Lúa", "field"], ["fish", "Cá", "field"], ["shop", "Tiệm", "town"],
        ]}},
    });
    Arc::new(Form::parse(&form.to_string()).unwrap())
});

fn context() -> Context {
    Context::on("2026-11-24".parse().unwrap())
}

fn begun() -> Filling {
    Filling::begin(Arc::clone(&FORM), context())
}

fn at(path: &str) -> Path {
    path.parse().unwrap()
}

/// What a question's answer is spelt as.
fn value(filling: &Filling, path: &str) -> String {
    let nodes = filling.nodes();
    let node = nodes.iter().find(|node| node.path == at(path)).expect(path);
    match &node.what {
        What::Question(valued) => valued.value.clone(),
        other => panic!("{path} is {other:?}"),
    }
}

#[test]
fn a_form_begins_with_its_defaults_and_first_instances() {
    let filling = begun();
    assert_eq!(value(&filling, "people"), "1");
    assert_eq!(value(&filling, "member[1]/name"), "người 1");
    assert_eq!(filling.answers().instances(&at("visits/visit")), 1);
    assert_eq!(value(&filling, "adults"), "0");
    assert_eq!(
        value(&filling, "visits/visit[1]/day"),
        "",
        "nobody is an adult yet"
    );
}

#[test]
fn what_follows_from_an_answer_follows_at_once() {
    let mut filling = begun();
    filling.say(&at("people"), "2").unwrap();
    filling.say(&at("member[1]/age"), "14").unwrap();
    let changed = filling.say(&at("member[2]/age"), "40").unwrap();
    assert!(changed.asks, "work is asked now");
    assert!(changed.answers.contains(&at("years")));
    assert_eq!(value(&filling, "years"), "54");
    assert_eq!(value(&filling, "adults"), "1");
    assert_eq!(value(&filling, "member[2]/before"), "14");
    assert_eq!(
        value(&filling, "member[2]/written"),
        "người 2/40",
        "the new member began with a name"
    );
    filling.say(&at("member[2]/name"), "Lài").unwrap();
    assert_eq!(value(&filling, "second"), "Lài");
    assert_eq!(
        value(&filling, "member[2]/written"),
        "người 2/40",
        "only a change of the age writes it anew"
    );
    assert_eq!(value(&filling, "visits/visit[1]/day"), "2026-11-24");
}

#[test]
fn a_choice_that_is_not_on_offer_comes_back_when_it_is() {
    let mut filling = begun();
    filling.say(&at("member[1]/age"), "40").unwrap();
    filling.say(&at("member[1]/work"), "field").unwrap();
    filling.say(&at("member[1]/jobs"), "fish rice").unwrap();
    assert_eq!(
        value(&filling, "member[1]/jobs"),
        "rice fish",
        "as they are shown"
    );
    filling.say(&at("member[1]/work"), "town").unwrap();
    assert_eq!(value(&filling, "member[1]/jobs"), "");
    filling.say(&at("member[1]/work"), "field").unwrap();
    assert_eq!(value(&filling, "member[1]/jobs"), "rice fish");
    let finished = filling.finish().unwrap();
    assert!(finished.get(&at("member[1]/jobs")).is_some());
}

#[test]
fn what_cannot_be_done_is_refused() {
    let mut filling = begun();
    let refusals = [
        filling.say(&at("nobody"), "1").unwrap_err().to_string(),
        filling.say(&at("member[1]"), "1").unwrap_err().to_string(),
        filling.say(&at("years"), "1").unwrap_err().to_string(),
        filling
            .say(&at("member[1]/work"), "field")
            .unwrap_err()
            .to_string(),
        filling.add(&at("member")).unwrap_err().to_string(),
        filling.add(&at("visits")).unwrap_err().to_string(),
        filling.remove(&at("member[1]")).unwrap_err().to_string(),
        filling
            .remove(&at("visits/visit[7]"))
            .unwrap_err()
            .to_string(),
    ];
    assert_eq!(
        refusals,
        [
            "no such node",
            "not a question",
            "not a question",
            "not relevant",
            "counted by the form",
            "not a repeat",
            "counted by the form",
            "no such node",
        ]
    );
}

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Say(&'static str, u16, String),
    Add,
    Remove(u16),
}

impl Deed {
    /// Does it; nothing where it is refused.
    fn on(&self, filling: &mut Filling) -> Option<Changed> {
        let done = match self {
            Self::Say("people", _, text) => filling.say(&at("people"), text),
            Self::Say("day", number, text) => {
                filling.say(&at(&format!("visits/visit[{number}]/day")), text)
            }
            Self::Say(what, number, text) => {
                filling.say(&at(&format!("member[{number}]/{what}")), text)
            }
            Self::Add => filling.add(&at("visits/visit")).map(|(_, changed)| changed),
            Self::Remove(number) => filling.remove(&at(&format!("visits/visit[{number}]"))),
        };
        done.ok()
    }
}

fn a_deed() -> impl Strategy<Value = Deed> {
    let say = (
        prop::sample::select(vec!["people", "name", "age", "work", "jobs", "day"]),
        1..4u16,
        prop::sample::select(vec![
            "",
            "0",
            "1",
            "3",
            "14",
            "40",
            "field",
            "town",
            "rice shop",
            "fish",
            "2026-12-01",
            "x",
        ]),
    );
    prop_oneof![
        8 => say.prop_map(|(what, number, text)| Deed::Say(what, number, text.to_owned())),
        1 => Just(Deed::Add),
        1 => (1..4u16).prop_map(Deed::Remove),
    ]
}

proptest! {
    #[test]
    fn answer_by_answer_it_stands_as_it_would_anew(deeds in vec(a_deed(), 1..25)) {
        let mut filling = begun();
        for deed in deeds {
            // What is refused changes nothing, and that is looked at as well.
            let before = filling.answers().clone();
            let done = deed.on(&mut filling);
            prop_assert!(done.is_some() || before == *filling.answers());
            let anew = Filling::open(Arc::clone(&FORM), filling.answers().clone(), context());
            prop_assert_eq!(anew.answers(), filling.answers(), "after {:?}", deed);
            prop_assert_eq!(anew.nodes(), filling.nodes(), "after {:?}", deed);
            prop_assert_eq!(anew.view(), filling.view());
        }
    }
}

/// What stands where, in words that can be compared.
type Standing = BTreeMap<Spot, Option<String>>;

fn standing(filling: &Filling) -> Standing {
    let mut standing = Standing::new();
    filling.lay_out(&mut |spot, item| {
        standing.insert(spot.clone(), item.map(|item| format!("{item:?}")));
    });
    standing
}

proptest! {
    #[test]
    fn what_is_looked_at_again_is_all_that_stands_otherwise(deeds in vec(a_deed(), 1..25)) {
        let mut filling = begun();
        let mut shown = standing(&filling);
        for deed in deeds {
            let Some(changed) = deed.on(&mut filling) else { continue };
            let is_enough = filling.look_again(&changed, &mut |spot, item| {
                shown.insert(spot.clone(), item.map(|item| format!("{item:?}")));
            });
            if !is_enough {
                shown = standing(&filling);
            }
            prop_assert_eq!(&shown, &standing(&filling), "after {:?}", deed);
        }
    }
}

#[test]
fn an_answer_in_an_instance_that_is_not_there_makes_it() {
    let mut filling = begun();
    let changed = filling.put(
        &at("visits/visit[3]/day"),
        Some(Answer::Given(Value::Text("x".into()))),
    );
    assert!(changed.asks);
    assert_eq!(filling.answers().instances(&at("visits/visit")), 3);
}

#[test]
fn answers_are_chosen_from_as_long_as_they_are_there() {
    let text = |words: &str| json!({ "vi": words });
    let form = json!({
        "name": "heads", "version": "1", "title": text("Chủ hộ"),
        "nodes": [
            { "type": "repeat", "name": "member", "label": text("Người"), "each": text("Người"), "add": text("Thêm"), "nodes": [
                { "type": "text", "name": "name", "label": text("Tên") },
                { "type": "integer", "name": "age", "label": text("Tuổi") },
            ]},
            { "type": "integer", "name": "least", "label": text("Từ tuổi"), "default": "18" },
            { "type": "select_one", "name": "head", "label": text("Ai là chủ hộ?"), "required": "true()",
              "from_answers": { "question": "name", "filter": "${age} >= ${least}" } },
        ],
    });
    let form = Form::parse(&form.to_string()).unwrap();
    assert_eq!(
        Form::parse(&serde_json::to_string(&form).unwrap()).unwrap(),
        form
    );
    let mut filling = Filling::begin(Arc::new(form), context());
    for (name, age) in [("Lài", "40"), ("Na", "9"), ("", "50"), ("Mơ", "19")] {
        let (instance, _) = filling.add(&at("member")).unwrap();
        filling.say(&at(&format!("{instance}/name")), name).unwrap();
        filling.say(&at(&format!("{instance}/age")), age).unwrap();
    }
    let offered = |filling: &Filling| {
        let view = filling.view();
        let head = view.question(&at("head")).unwrap();
        let offers = head.offers.as_ref().unwrap().iter();
        offers
            .map(|offer| offer.label.get(dong_hanh_form::Lang::Vi).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(offered(&filling), ["Lài", "Mơ"]);
    filling.say(&at("head"), "Mơ").unwrap();
    filling.say(&at("least"), "20").unwrap();
    assert_eq!(
        (offered(&filling), value(&filling, "head")),
        (vec!["Lài".to_owned()], String::new())
    );
    filling.say(&at("member[2]/age"), "21").unwrap();
    assert_eq!(offered(&filling), ["Lài", "Na"]);
    filling.remove(&at("member[1]")).unwrap();
    assert_eq!(offered(&filling), ["Na"]);
}

#[test]
fn the_time_before_can_be_asked() {
    let text = |words: &str| json!({ "vi": words });
    let form = json!({
        "name": "visit", "version": "1", "title": text("Thăm"),
        "nodes": [
            { "type": "group", "name": "g", "label": text("g"), "nodes": [
                { "type": "text", "name": "ward", "label": text("Xã nào, lần trước ${last-saved#ward}?"),
                  "default": "${last-saved#ward}" },
            ]},
            { "type": "repeat", "name": "gift", "label": text("Quà"), "each": text("Quà"), "add": text("Thêm"), "nodes": [
                { "type": "integer", "name": "bags", "label": text("Mấy bao?") },
            ]},
            { "type": "calculate", "name": "more", "calculate": "instance('__last-saved')/data/gift/bags + 1" },
        ],
    });
    let form = Arc::new(Form::parse(&form.to_string()).unwrap());
    let mut last = dong_hanh_form::Answers::new();
    last.set(at("g/ward"), Answer::Given(Value::Text("A Lưới".into())));
    last.set(at("gift[1]/bags"), Answer::Given(Value::Integer(4)));
    last.set(at("g/other"), Answer::Given(Value::Text("xa".into())));
    let recalled = form.recalled(&last);
    let paths: Vec<_> = recalled.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        ["g/ward", "gift[1]/bags"],
        "what nobody asks stays behind"
    );
    let again = Context {
        last: Arc::new(recalled),
        ..context()
    };
    let filling = Filling::begin(Arc::clone(&form), again);
    assert_eq!(
        (
            value(&filling, "g/ward").as_str(),
            value(&filling, "more").as_str()
        ),
        ("A Lưới", "5")
    );
    let view = filling.view();
    let ward = view.question(&at("g/ward")).unwrap();
    assert_eq!(
        ward.label.get(dong_hanh_form::Lang::Vi),
        "Xã nào, lần trước A Lưới?"
    );
    let first = Filling::begin(form, context());
    assert_eq!(
        (
            value(&first, "g/ward").as_str(),
            value(&first, "more").as_str()
        ),
        ("", "")
    );
}

#[test]
fn an_answer_over_a_calculation_stays_until_that_comes_to_something_else() {
    let text = |words: &str| json!({ "vi": words });
    let form = json!({
        "name": "sum", "version": "1", "title": text("Cộng"),
        "nodes": [
            { "type": "integer", "name": "a", "label": text("a"), "default": "2" },
            { "type": "repeat", "name": "r", "label": text("r"), "each": text("r"), "add": text("Thêm"), "begins": 1, "nodes": [
                { "type": "integer", "name": "double", "label": text("Gấp đôi"), "calculate": "2 * ${a}" },
            ]},
        ],
    });
    let form = Form::parse(&form.to_string()).unwrap();
    let mut filling = Filling::begin(Arc::new(form), context());
    filling.say(&at("r[1]/double"), "7").unwrap();
    filling.add(&at("r")).unwrap();
    assert_eq!(value(&filling, "r[1]/double"), "7");
    assert_eq!(value(&filling, "r[2]/double"), "4");
    filling.say(&at("r[2]/double"), "9").unwrap();
    filling.remove(&at("r[1]")).unwrap();
    assert_eq!(value(&filling, "r[1]/double"), "9", "it moved up");
    filling.say(&at("a"), "3").unwrap();
    assert_eq!(value(&filling, "r[1]/double"), "6");
}

#[test]
fn who_types_a_count_passes_smaller_ones_and_loses_nothing() {
    let text = |words: &str| json!({ "vi": words });
    let form = json!({
        "name": "people", "version": "1", "title": text("Người"),
        "nodes": [
            { "type": "integer", "name": "many", "label": text("Mấy người?") },
            { "type": "repeat", "name": "r", "label": text("r"), "each": text("r"), "add": text("Thêm"), "count": "${many}", "nodes": [
                { "type": "text", "name": "name", "label": text("Tên") },
            ]},
        ],
    });
    let form = Arc::new(Form::parse(&form.to_string()).unwrap());
    let mut filling = Filling::begin(form, context());
    filling.say(&at("many"), "3").unwrap();
    filling.say(&at("r[3]/name"), "Hoa").unwrap();
    filling.say(&at("many"), "1").unwrap();
    assert_eq!(filling.answers().instances(&at("r")), 1);
    let finished = filling.finish().unwrap();
    assert_eq!(finished.get(&at("r[3]/name")), None, "it is not recorded");
    let stored = serde_json::to_string(filling.answers()).unwrap();
    let stored = serde_json::from_str(&stored).unwrap();
    let mut again = Filling::open(Arc::clone(filling.form()), stored, context());
    assert_eq!(again.answers().instances(&at("r")), 1, "nor shown");
    for filling in [&mut filling, &mut again] {
        filling.say(&at("many"), "13").unwrap();
        assert_eq!(value(filling, "r[3]/name"), "Hoa");
        assert_eq!(filling.answers().instances(&at("r")), 13);
    }
    filling.say(&at("many"), "1").unwrap();
    filling.forget_counted_away();
    filling.say(&at("many"), "3").unwrap();
    assert_eq!(value(&filling, "r[3]/name"), "");
}

#[test]
fn a_form_begins_as_it_would_be_opened() {
    let text = |words: &str| json!({ "vi": words });
    let ask = |name: &str, default: &str, calculate: &str| json!({ "type": "integer", "name": name, "label": text(name), "default": default, "calculate": calculate });
    let form = json!({
        "name": "begin", "version": "1", "title": text("Bắt đầu"),
        "nodes": [
            { "type": "integer", "name": "kept", "label": text("Giữ"), "default": "5" },
            ask("taken", "5", "2 + 2"),
            ask("emptied", "5", "if(${kept} > 5, 1, '')"),
            { "type": "calculate", "name": "sum", "calculate": "coalesce(${kept}, 0) + coalesce(${emptied}, 0)" },
        ],
    });
    let form = Arc::new(Form::parse(&form.to_string()).unwrap());
    let begun = Filling::begin(Arc::clone(&form), context());
    let opened = Filling::open(form, begun.answers().clone(), context());
    assert_eq!(begun.answers(), opened.answers());
    let answer = |name: &str| begun.answers().get(&name.parse().unwrap()).cloned();
    assert_eq!(answer("kept"), Some(Answer::Given(Value::Integer(5))));
    assert_eq!(answer("taken"), Some(Answer::Given(Value::Integer(4))));
    assert_eq!(answer("emptied"), None);
    assert_eq!(answer("sum"), Some(Answer::Given(Value::Text("5".into()))));
}
