//! What workbooks mean: the definitions that they become.

use std::collections::BTreeMap;

use dong_hanh_form::{
    About, ChoiceLook, Choices, DeclineReason, Expr, FromTable, Kind, Lang, Node, PhotoLook,
    Shuffle,
};
use dong_hanh_xlsform::compile;
use serde_json::json;

use crate::book::{book, compiled, compiled_of, form, place, question};

fn expr(source: &str) -> Option<Expr> {
    Some(Expr(source.to_owned()))
}

/// The form in JSON, as phones get it.
fn json_of(sheets: crate::book::Sheets<'_>) -> serde_json::Value {
    serde_json::to_value(compiled(sheets).form).unwrap()
}

#[test]
fn a_form_has_its_settings_questions_and_lists() {
    let found = json_of(&[
        (
            "survey",
            "type|name|label::Tiếng Việt (vi)|label::English (en)|required|relevant|constraint|constraint_message::vi
             select_one roofs|roof|Mái gì?|Which roof?|yes||
             integer|leaks|Dột mấy chỗ?|How many leaks?||${roof} != 'none'|. < 20|Có đúng không?",
        ),
        ("choices", "list_name|name|label::Tiếng Việt (vi)|label::English (en)\nroofs|tile|Ngói|Tiles\nroofs|none|Không|None"),
        ("settings", "form_title|form_id|version|default_language\nNhà|house|7|Tiếng Việt (vi)"),
    ]);
    let expected = json!({
        "name": "house", "title": { "vi": "Nhà" }, "version": "7",
        "nodes": [
            { "type": "select_one", "name": "roof", "label": { "vi": "Mái gì?", "en": "Which roof?" },
              "required": "true()", "choices": [
                  { "name": "tile", "label": { "vi": "Ngói", "en": "Tiles" } },
                  { "name": "none", "label": { "vi": "Không", "en": "None" } },
              ] },
            { "type": "integer", "name": "leaks", "label": { "vi": "Dột mấy chỗ?", "en": "How many leaks?" },
              "relevant": "${roof} != 'none'",
              "constraint": { "expr": ". < 20", "message": { "vi": "Có đúng không?" } } },
        ],
    });
    assert_eq!(found, expected);
}

#[test]
fn a_cascade_filters_a_list_by_its_other_columns() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label|choice_filter|parameters\nselect_one p|p|P||\nselect_one w|w|W|p = ${p}|randomize=true seed=${p}",
        ),
        (
            "choices",
            "list_name|name|label|p\np|a|A|\nw|b|B|a\nw|c|C|a",
        ),
    ]);
    let Kind::One {
        choices: Choices::Table(from),
        look: ChoiceLook::List,
    } = question(&compiled.form, 1).kind
    else {
        panic!("not a choice of one");
    };
    let expected = FromTable {
        table: "w".to_owned(),
        key: "name".to_owned(),
        words: "label".to_owned(),
        filter: expr("p = ${p}"),
        shuffle: Shuffle::By(Expr("${p}".to_owned())),
    };
    assert_eq!(from, expected);
    let tables = serde_json::to_value(&compiled.form.tables).unwrap();
    // What nothing filters lies in its question, and a column that says nothing of a list is none of it.
    assert_eq!(tables["p"], json!(null));
    assert_eq!(question(&compiled.form, 0).kind.choices().len(), 1);
    assert_eq!(tables["w"]["columns"], json!(["name", "label", "p"]));
}

#[test]
fn yes_and_no_are_what_phones_have_words_for() {
    let kind = |words: &str| {
        let choices = format!("list_name|name|label::vi|label::en\n{words}");
        let survey = "type|name|label\nselect_one l|a|A";
        question(
            &compiled(&[("survey", survey), ("choices", &choices)]).form,
            0,
        )
        .kind
    };
    assert_eq!(kind("l|yes|Có|Yes\nl|no|Không|No"), Kind::YesNo);
    for other in [
        "l|yes|Có|Yes\nl|no|Chưa|Not yet",
        "l|yes|Có|Yes\nl|no|Không|No\nl|other|Khác|Other",
        "l|no|Không|No\nl|yes|Có|Yes",
    ] {
        assert!(matches!(kind(other), Kind::One { .. }), "{other}");
    }
}

#[test]
fn something_else_can_be_said_where_a_list_ends() {
    let found = json_of(&[
        (
            "survey",
            "type|name|label::vi|label::en\nselect_multiple l or_other|a|A|A",
        ),
        ("choices", "list_name|name|label::vi|label::en\nl|x|Ích|X"),
    ]);
    let words = |vi: &str, en: &str| json!({ "vi": vi, "en": en });
    assert_eq!(
        found["nodes"][0]["choices"],
        json!([
            { "name": "x", "label": words("Ích", "X") },
            { "name": "other", "label": words("Khác", "Other") },
        ])
    );
    let other = json!({
        "type": "text", "name": "a_other", "label": { "vi": "Xin ghi rõ.", "en": "Specify other." },
        "relevant": "selected(../a, 'other')",
    });
    assert_eq!(found["nodes"][1], other);
}

#[test]
fn a_repeat_is_counted_as_pyxform_counts_it() {
    let form = form(
        "type|name|label|repeat_count|dh:each|dh:add|dh:begins
         integer|n|N||||
         begin_repeat|r|R|${n}|Phần quà|Thêm phần quà|
         text|a|A||||
         end_repeat|||||
         begin_repeat|s|S|${n} + 1|||
         text|b|B||||
         end_repeat|||||
         begin_repeat|t|T||||
         text|c|C||||
         end_repeat|||||
         begin_repeat|u|U||||0
         text|d|D||||
         end_repeat|||||",
    );
    let names: Vec<&str> = form.nodes.iter().map(Node::name).collect();
    assert_eq!(names, ["n", "r", "s_count", "s", "t", "u"]);
    let repeat = |index: usize| match &form.nodes[index] {
        Node::Repeat(repeat) => repeat,
        other => panic!("no repeat: {other:?}"),
    };
    assert_eq!(
        (repeat(1).count.clone(), repeat(1).begins),
        (expr("${n}"), 0)
    );
    assert_eq!(
        (repeat(1).each.get(Lang::Vi), repeat(1).add.get(Lang::Vi)),
        ("Phần quà", "Thêm phần quà")
    );
    assert_eq!(question(&form, 2).calculate, expr("${n} + 1"));
    assert_eq!(repeat(3).count, expr("${s_count}"));
    assert_eq!((repeat(4).count.clone(), repeat(4).begins), (None, 1));
    assert_eq!((repeat(5).count.clone(), repeat(5).begins), (None, 0));
    assert_eq!(
        (repeat(4).each.get(Lang::Vi), repeat(4).add.get(Lang::Vi)),
        ("T", "Thêm")
    );
}

#[test]
fn a_loop_is_a_group_for_each_choice() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label::vi\nbegin loop over rooms|rooms|Phòng\ninteger|size|%(label)s rộng mấy m²?\nend loop||",
        ),
        (
            "choices",
            "list_name|name|label::vi\nrooms|kitchen|Bếp\nrooms|none|Không\nrooms|hall|Sảnh",
        ),
    ]);
    let Node::Group(rooms) = &compiled.form.nodes[0] else {
        panic!("no group");
    };
    let names: Vec<&str> = rooms.nodes.iter().map(Node::name).collect();
    assert_eq!(names, ["kitchen", "hall"]);
    let Node::Group(kitchen) = &rooms.nodes[0] else {
        panic!("no group");
    };
    assert_eq!(kitchen.label.get(Lang::Vi), "Bếp");
    let Node::Question(size) = &kitchen.nodes[0] else {
        panic!("no question");
    };
    assert_eq!(size.label.get(Lang::Vi), "Bếp rộng mấy m²?");
}

#[test]
fn a_loop_goes_on_to_what_is_not_in_the_list() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label\nbegin loop over l|g|G\ntext|a|%(label)s %(name)s\nend loop||\nselect_one l or_other|b|B",
        ),
        ("choices", "list_name|name|label\nl|x|X"),
    ]);
    let Node::Group(looped) = &compiled.form.nodes[0] else {
        panic!("no group");
    };
    let names: Vec<&str> = looped.nodes.iter().map(Node::name).collect();
    assert_eq!(names, ["x", "other"]);
}

#[test]
fn a_table_of_questions_has_a_head() {
    let found = json_of(&[
        (
            "survey",
            "type|name|label|appearance\nbegin_group|g|G|table-list\nselect_one l|a|A|\nselect_one l|b|B|\nend_group|||",
        ),
        ("choices", "list_name|name|label\nl|x|X"),
    ]);
    let nodes = &found["nodes"][0]["nodes"];
    let summary: Vec<_> = nodes
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (&node["type"], &node["name"], &node["look"]))
        .collect();
    let text = |text: &str| serde_json::Value::from(text);
    let none = serde_json::Value::Null;
    assert_eq!(
        summary,
        [
            (&text("note"), &text("generated_table_list_label_2"), &none),
            (
                &text("select_one"),
                &text("reserved_name_for_field_list_labels_3"),
                &text("label")
            ),
            (&text("select_one"), &text("a"), &text("list")),
            (&text("select_one"), &text("b"), &text("list")),
        ]
    );
}

#[test]
fn our_own_columns_say_what_forms_of_others_cannot() {
    let form = form(
        "type|name|label|dh:declinable|dh:max|dh:unit::vi|dh:unit::en|dh:text_version|appearance|parameters|dh:purpose|dh:sensitive
         decimal|area|A|not_measured not_known||m²|sq m||||lacks|
         image|photo|P||6||||signature|max-pixels=1280||yes
         acknowledge|notice|N|||||2027-01||||no",
    );
    assert_eq!(question(&form, 0).purpose.as_deref(), Some("lacks"));
    let sensitive = [0, 1, 2].map(|at| question(&form, at).sensitive);
    assert_eq!(sensitive, [false, true, false]);
    let area = question(&form, 0);
    assert_eq!(
        area.declinable,
        [DeclineReason::NotMeasured, DeclineReason::NotKnown]
    );
    let Kind::Decimal { unit: Some(unit) } = &area.kind else {
        panic!("no unit");
    };
    assert_eq!((unit.get(Lang::Vi), unit.get(Lang::En)), ("m²", "sq m"));
    let photo = Kind::Photo {
        max: 6,
        pixels: Some(1280),
        look: PhotoLook::Signature,
    };
    assert_eq!(question(&form, 1).kind, photo);
    assert_eq!(question(&form, 2).text_version.as_deref(), Some("2027-01"));
}

/// pyxform and ODK Central take the file's name, too.
#[test]
fn a_form_without_an_id_is_called_as_its_file() {
    let survey = ("survey", "type|name|label\ntext|a|A");
    let of = |file, settings| {
        let form = compiled_of(file, &[survey, ("settings", settings)]).form;
        (form.name, form.title.get(Lang::Vi).to_owned())
    };
    let called = |name: &str, title: &str| (name.to_owned(), title.to_owned());
    let file = "Khảo sát ở A Lưới.xlsx";
    let folded = "Khao_sat_o_A_Luoi";
    assert_eq!(of(file, "version\n1"), called(folded, "Khảo sát ở A Lưới"));
    assert_eq!(of(file, "form_title\nVay vốn"), called(folded, "Vay vốn"));
    assert_eq!(of(file, "form_id\nvay"), called("vay", "vay"));
    let warned = compiled_of(file, &[survey]).warnings;
    let warned: Vec<_> = warned.iter().map(|warning| place(&warning.at)).collect();
    assert_eq!(warned, ["settings!2 form_id"]);
    // Its paths begin as everybody's do.
    let form = compiled_of(
        file,
        &[(
            "survey",
            "type|name|label|relevant\ntext|a|A|\ntext|b|B|/data/a = 1",
        )],
    );
    assert_eq!(form.form.name, folded);
}

#[test]
fn a_form_says_whom_it_is_about() {
    let survey = ("survey", "type|name|label\ntext|a|A");
    let about = |settings| compiled(&[survey, ("settings", settings)]).form.about;
    assert_eq!(about("form_id\nf"), About::Household);
    assert_eq!(about("form_id|dh:about\nf|household"), About::Household);
    assert_eq!(about("form_id|dh:about\nf|none"), About::None);
    let written = json_of(&[survey, ("settings", "form_id|dh:about\nf|none")]);
    assert_eq!(written["about"], "none");
    let written = json_of(&[survey, ("settings", "form_id|dh:about\nf|household")]);
    assert!(written.get("about").is_none(), "as every form before it");
}

#[test]
fn answers_are_saved_to_the_thing_that_the_sheet_names() {
    let found = json_of(&[
        (
            "survey",
            "type|name|label|save_to\ntext|who|W|\nbegin_repeat|r|R|\nbegin_group|g|G|\ntext|a|A|gifts#what\nend_group|||\nend_repeat|||\ninteger|size|S|houses#size",
        ),
        (
            "entities",
            "list_name|label|entity_id|create_if|update_if\nhouses|${who}|${who}|true()|${size} > 1\ngifts|${a}|||",
        ),
    ]);
    let expected = json!([
        { "list": "houses", "label": "${who}", "id": "${who}", "create_if": "true()", "update_if": "${size} > 1" },
        { "list": "gifts", "within": "r/g", "label": "${a}" },
    ]);
    assert_eq!(found["entities"], expected);
    assert_eq!(found["nodes"][2]["save_to"], "houses#size");
}

#[test]
fn a_default_is_a_text_or_an_expression() {
    let form = form(
        "type|name|label|default\ntext|a|A|it's\ndate|b|B|2026-11-24\ndate|c|C|today() - 1\ncalculate|d||uuid()",
    );
    let defaults: Vec<_> = (0..4)
        .map(|index| question(&form, index).default.unwrap().0)
        .collect();
    assert_eq!(
        defaults,
        ["\"it's\"", "'2026-11-24'", "today() - 1", "uuid()"]
    );
}

#[test]
fn what_waits_for_a_trigger_names_it() {
    let form = form(
        "type|name|label|calculation|trigger\ntext|a|A||\ntext|b|B||\ndateTime|c|C|now()|${a}, ${b}\ntext|d|D||${a}",
    );
    assert_eq!(question(&form, 2).trigger, ["a", "b"]);
    assert_eq!(question(&form, 2).calculate, expr("now()"));
    assert_eq!(question(&form, 3).calculate, expr("''"));
}

#[test]
fn a_group_that_is_read_only_seals_its_questions() {
    let form = form(
        "type|name|label|read_only\nbegin_group|g|G|yes\ntext|a|A|\ntext|b|B|${a} = 1\nend_group|||",
    );
    let Node::Group(group) = &form.nodes[0] else {
        panic!("no group");
    };
    let sealed: Vec<_> = group
        .nodes
        .iter()
        .map(|node| match node {
            Node::Question(question) => question.read_only.clone(),
            other => panic!("no question: {other:?}"),
        })
        .collect();
    assert_eq!(sealed, [expr("true()"), expr("(true()) or (${a} = 1)")]);
}

#[test]
fn choices_come_from_files() {
    let bytes = book(&[(
        "survey",
        "type|name|label|parameters|choice_filter|calculation
         select_one_from_file wards.csv|w|W|value=code label=title|area = 'a'|
         select_multiple_from_file places.geojson|p|P|||
         csv-external|prices||||
         calculate|c||||pulldata('prices', 'vnd', 'name', ${w})",
    )]);
    let files = BTreeMap::from([
        ("wards.csv".to_owned(), "code,title,area\n1,Một,a\n".into()),
        ("prices.csv".to_owned(), "name,vnd\n1,500\n".into()),
        (
            "places.geojson".to_owned(),
            br#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","properties":{"title":"X"},
                "geometry":{"type":"Point","coordinates":[1,2]}}]}"#
                .to_vec(),
        ),
    ]);
    let form = compile("", &bytes, &files).unwrap().form;
    let tables: Vec<&String> = form.tables.keys().collect();
    assert_eq!(tables, ["places", "prices", "wards"]);
    let from = |index| match question(&form, index).kind {
        Kind::One {
            choices: Choices::Table(from),
            ..
        }
        | Kind::Many {
            choices: Choices::Table(from),
            ..
        } => (from.key, from.words),
        other => panic!("no choices: {other:?}"),
    };
    assert_eq!(from(0), ("code".to_owned(), "title".to_owned()));
    assert_eq!(from(1), ("id".to_owned(), "title".to_owned()));
}

#[test]
fn what_is_seen_and_heard_stands_beside_the_question() {
    let found = json_of(&[
        (
            "survey",
            "type|name|label|media::image::vi|image::en|audio\nnote|a|A|nha.png|house.png|a.mp3",
        ),
        ("settings", "default_language\nvi"),
    ]);
    let expected =
        json!({ "image": { "vi": "nha.png", "en": "house.png" }, "audio": { "vi": "a.mp3" } });
    assert_eq!(found["nodes"][0]["media"], expected);
}

/// The beginning of a picture of 3 by 2 pixels.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\x12\x16\xf1\x4d";

#[test]
fn what_is_seen_comes_with_the_form_named_by_its_content() {
    let bytes = book(&[
        (
            "survey",
            "type|name|label|image|audio
             begin_group|g|G|g.png|
             select_one l|a|A|gone.png|
             end_group|||
             begin_repeat|r|R|g.png|
             note|n|N|notes.txt|g.png
             end_repeat|||",
        ),
        (
            "choices",
            "list_name|name|label::vi|label::en|image::vi|image::en
             l|x|Ích|Ex|x.png|
             l|y|Y|Y||
             unused|z|Z|Z|z.png|",
        ),
    ]);
    let picture = |more: &[u8]| [PNG, more].concat();
    let files = BTreeMap::from([
        ("g.png".to_owned(), picture(b"")),
        ("x.png".to_owned(), picture(b"x")),
        ("z.png".to_owned(), picture(b"z")),
        ("notes.txt".to_owned(), b"no picture".to_vec()),
    ]);
    let compiled = compile("", &bytes, &files).unwrap();
    let form = &compiled.form;
    let known: Vec<&String> = form.files.keys().collect();
    assert_eq!(known, ["g.png", "x.png"]);
    let found = &form.files["x.png"];
    assert_eq!(found.size, Some((3, 2)));
    assert_eq!(
        found.media.sha256,
        dong_hanh_form::Sha256::of(&picture(b"x"))
    );
    let doubts: Vec<String> = compiled
        .warnings
        .iter()
        .map(|warning| format!("{} {}", place(&warning.at), warning.text(Lang::En)))
        .collect();
    for (at, said) in [
        ("survey!D3 image", "“gone.png” is not there"),
        ("survey!D6 image", "cannot show the file “notes.txt”"),
        ("survey!E6 audio", "cannot show the file “g.png”"),
    ] {
        let told = doubts
            .iter()
            .any(|doubt| doubt.starts_with(at) && doubt.contains(said));
        assert!(told, "{at}: {said} in {doubts:?}");
    }
    let json = serde_json::to_value(form).unwrap();
    assert_eq!(
        json["nodes"][0]["media"],
        json!({ "image": { "": "g.png" } })
    );
    assert_eq!(
        json["nodes"][1]["media"],
        json!({ "image": { "": "g.png" } })
    );
    let columns = &json["tables"]["l"]["columns"];
    assert_eq!(
        *columns,
        json!(["name", "label::vi", "label::en", "media::image::vi"])
    );

    let form = std::sync::Arc::new(dong_hanh_form::Form::new(form.clone()).unwrap());
    let filling = dong_hanh_form::Filling::begin(
        form,
        dong_hanh_form::Context::on("2026-11-24".parse().unwrap()),
    );
    let view = filling.view();
    let offers = view
        .question(&"g/a".parse().unwrap())
        .unwrap()
        .offers
        .as_deref()
        .unwrap();
    let shown = filling
        .form()
        .file(offers[0].media.image.as_ref(), Lang::En);
    assert_eq!(shown, Some(found), "the one of the preferred language");
    assert!(offers[1].media.is_empty());
}

#[test]
fn the_words_of_choices_speak_of_answers() {
    let book = |label: &str| {
        let choices = format!("list_name|name|label\nl|x|{label}\nl|y|Y");
        let survey = "type|name|label\ntext|a|A\nselect_one l|b|B";
        book(&[("survey", survey), ("choices", choices.as_str())])
    };
    assert!(compile("", &book("Chị ${a}"), &BTreeMap::new()).is_ok());
    for (label, wrong) in [
        ("Chị ${nobody}", "unknown_name"),
        ("Chị ${a", "not_a_reference"),
    ] {
        let mistakes = compile("", &book(label), &BTreeMap::new()).unwrap_err();
        let told = serde_json::to_value(&mistakes).unwrap().to_string();
        assert_eq!(place(&mistakes[0].at), "choices!C2 label");
        assert!(told.contains(wrong), "{told}");
    }
}

#[test]
fn typographic_quotes_stay_in_words_and_not_in_expressions() {
    let form = form("type|name|label|relevant\ntext|a|“Nhà” là gì?|\ntext|b|B|${a} = ‘x’");
    assert_eq!(question(&form, 0).label.get(Lang::Vi), "“Nhà” là gì?");
    assert_eq!(question(&form, 1).relevant, expr("${a} = 'x'"));
}

#[test]
fn translated_words_answer_to_the_name_that_pyxform_gives_them() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label::vi|calculation\nselect_one l|a|A|\ncalculate|b||jr:itext(instance('l')/root/item[name = ${a}]/itextId)",
        ),
        ("choices", "list_name|name|label::vi\nl|x|Ích"),
    ]);
    assert!(compiled.form.tables["l"].has_column("itextId"));
}
