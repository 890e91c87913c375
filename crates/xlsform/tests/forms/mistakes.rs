//! Every mistake, in a workbook of its own: where it is told, and in which words.

use std::collections::BTreeMap;

use dong_hanh_form::Lang;
use dong_hanh_xlsform::{Mistake, Wrong, compile};

use crate::book::{Sheets, book, mistakes, place};

/// A workbook, the places of its mistakes, and what they are called.
type Case<'c> = (Sheets<'c>, &'c [(&'c str, &'c str)]);

const CHOICES: (&str, &str) = ("choices", "list_name|name|label\nl|a|A\nl|b|B");

const CASES: &[Case<'static>] = &[
    // The workbook.
    (
        &[("surveys", "type|name"), ("notes", "x")],
        &[("survey!", "no_sheet")],
    ),
    (
        &[("other", "x"), ("notes", "x")],
        &[("survey!", "no_sheet")],
    ),
    (
        &[("survey", "name|label\na|A")],
        &[("survey!1 type", "no_column")],
    ),
    (
        &[
            ("survey", "type|name|label\nselect_one l|a|A"),
            ("choices", "list_name|label\nl|A"),
        ],
        &[
            ("choices!1 name", "no_column"),
            ("survey!A2 type", "no_list"),
        ],
    ),
    (
        &[("survey", "type|name|label|caption\ntext|a|A|B")],
        &[("survey!D1 caption", "two_columns")],
    ),
    (
        &[("survey", "type|name|label")],
        &[("survey!", "nothing_asked")],
    ),
    // Rows.
    (
        &[("survey", "type|name|label\n|a|A")],
        &[("survey!A2 type", "no_type")],
    ),
    (
        &[("survey", "type|name|label\nintger|a|A")],
        &[("survey!A2 type", "unknown_type")],
    ),
    (
        &[("survey", "type|name|label\ntext||A")],
        &[("survey!B2 name", "no_name")],
    ),
    (
        &[("survey", "type|name|label\ntext|2 a|A")],
        &[("survey!B2 name", "not_a_name")],
    ),
    (
        &[("survey", "type|name|label\ntext|a|A\ntext|a|B")],
        &[("survey!B3 name", "duplicate_name")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label\nselect_one l or_other|a|A\ntext|a_other|B",
            ),
            CHOICES,
        ],
        &[("survey!B3 name", "duplicate_name")],
    ),
    (
        &[("survey", "type|name|label\ntext|meta|A")],
        &[("survey!B2 name", "reserved_name")],
    ),
    (
        &[("survey", "type|name|label\ntext|a|")],
        &[("survey!C2 label", "no_label")],
    ),
    (
        &[("survey", "type|name\ntext|a")],
        &[("survey!2 label", "no_label")],
    ),
    (
        &[("survey", "type|name|label|big-image\ntext|a|A|a.png")],
        &[("survey!D2 big-image", "big_image_alone")],
    ),
    (
        &[
            ("survey", "type|name|label\ntext|a|A"),
            ("settings", "form_id|dh:about\nf|hộ"),
        ],
        &[("settings!B2 dh:about", "not_about")],
    ),
    (
        &[
            ("survey", "type|name|label|save_to\ntext|a|A|phone"),
            ("settings", "form_id|dh:about\nf|none"),
            ("entities", "list_name|entity_id\nhouseholds|${a}"),
        ],
        &[("settings!B2 dh:about", "about_no_household")],
    ),
    // References and expressions.
    (
        &[(
            "survey",
            "type|name|label|relevant\ntext|phone|A|\ntext|b|B|${fone} = 1",
        )],
        &[("survey!D3 relevant", "unknown_name")],
    ),
    (
        &[(
            "survey",
            "type|name|label::Tiếng Việt (vi)|label::English (en)\ntext|a|A|A ${b}",
        )],
        &[("survey!D2 label::English (en)", "unknown_name")],
    ),
    (
        &[(
            "survey",
            "type|name|label|relevant\nbegin_group|g||\ntext|a|A|\nend_group|||\ntext|a|A|\ntext|b|B|${a} = 1",
        )],
        &[("survey!D6 relevant", "ambiguous_name")],
    ),
    (
        &[("survey", "type|name|label\ntext|a|A\ntext|b|Is it ${a ?")],
        &[("survey!C3 label", "not_a_reference")],
    ),
    (
        &[("survey", "type|name|label|constraint\ninteger|a|A|. > “ 3")],
        &[("survey!D2 constraint", "expression")],
    ),
    (
        &[(
            "survey",
            "type|name|label|constraint|required\ninteger|a|A|. >> 3|foo(",
        )],
        &[
            ("survey!D2 constraint", "expression"),
            ("survey!E2 required", "expression"),
        ],
    ),
    (
        &[(
            "survey",
            "type|name|label|constraint\ntext|a|A|regex(., '(?=x)y')",
        )],
        &[("survey!D2 constraint", "pattern")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|calculation\nselect_one list1|a|A|\ncalculate|b||instance('lst1')/root/item[1]/name",
            ),
            ("choices", "list_name|name|label\nlist1|a|A"),
        ],
        &[("survey!D3 calculation", "unknown_table")],
    ),
    (
        &[(
            "survey",
            "type|name|label|default\ntext|a|A|${last-saved#b}",
        )],
        &[("survey!D2 default", "unknown_name")],
    ),
    // Choices.
    (
        &[
            ("survey", "type|name|label\nselect_one yesno|a|A"),
            ("choices", "list_name|name|label\nyes_no|y|Y"),
        ],
        &[("survey!A2 type", "no_list")],
    ),
    (
        &[(
            "survey",
            "type|name|label\nselect_one_from_file wards.xlsx|a|A",
        )],
        &[("survey!A2 type", "file_ending")],
    ),
    (
        &[("survey", "type|name|label\ntext|n|N\nselect_one ${n}|a|A")],
        &[("survey!A3 type", "not_repeated")],
    ),
    (
        &[
            ("survey", "type|name|label\nselect_one l|a|A"),
            ("choices", "list_name|name|label\nl||A\nl|b|B"),
        ],
        &[("choices!B2 name", "choice_without_name")],
    ),
    (
        &[
            ("survey", "type|name|label\nselect_one l|a|A"),
            ("choices", "list name|value|label\nl|a|A\nl|a|B"),
        ],
        &[("choices!B3 value", "duplicate_choice")],
    ),
    (
        &[
            ("survey", "type|name|label\nselect_multiple l|a|A"),
            ("choices", "list_name|name|label\nl|a b|A"),
        ],
        &[("choices!B2 name", "choice_space")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|choice_filter\nselect_one l or_other|a|A|true()",
            ),
            CHOICES,
        ],
        &[("survey!D2 choice_filter", "other_filtered")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|appearance|choice_filter\nbegin_group|g|G|table-list|\nselect_one l|a|A||true()\nend_group||||",
            ),
            CHOICES,
        ],
        &[("survey!E3 choice_filter", "table_filtered")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|appearance\nbegin_group|g|G|table-list\nselect_one l|a|A|\nselect_one m|b|B|\nend_group|||",
            ),
            ("choices", "list_name|name|label\nl|a|A\nm|a|A"),
        ],
        &[("survey!A4 type", "table_mixed")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label\nselect_one l|a|A\nselect_one_from_file l.csv|b|B",
            ),
            CHOICES,
        ],
        &[("survey!A3 type", "table_twice")],
    ),
    (
        &[(
            "survey",
            "type|name|label\nselect_one_from_file w.csv or_other|a|A",
        )],
        &[("survey!A2 type", "other_from_file")],
    ),
    // What begins and ends.
    (
        &[("survey", "type|name|label\ntext|a|A\nend_group||")],
        &[("survey!A3 type", "end_without_begin")],
    ),
    (
        &[(
            "survey",
            "type|name|label\nbegin_group|g|G\nbegin_repeat|r|R\ntext|a|A\nend_group||",
        )],
        &[("survey!A5 type", "other_end")],
    ),
    (
        &[("survey", "type|name|label\nbegin_repeat|r|R\ntext|a|A")],
        &[("survey!A2 type", "no_end")],
    ),
    (
        &[(
            "survey",
            "type|name|label\ntext|a|A\nbegin_group|g|G\nend_group||",
        )],
        &[("survey!A3 type", "nothing_inside")],
    ),
    (
        &[(
            "survey",
            "type|name|label\nbegin loop|l|L\ntext|a|A\nend loop||",
        )],
        &[("survey!A2 type", "loop_without_list")],
    ),
    (
        &[(
            "survey",
            "type|name|label\nbegin loop over x|l|L\ntext|a|A\nend loop||",
        )],
        &[("survey!A2 type", "no_list")],
    ),
    // Circles.
    (
        &[(
            "survey",
            "type|name|label|relevant\ntext|a|A|${b} = 1\ntext|b|B|${a} = 1",
        )],
        &[("survey!D2 relevant", "cycle")],
    ),
    (
        &[(
            "survey",
            "type|name|label|calculation|relevant\ninteger|a|A|${b} + 1|\ninteger|b|B|${c} + 1|\ntext|c|C||${a} > 1",
        )],
        &[("survey!D2 calculation", "cycle")],
    ),
    (
        &[("survey", "type|name|calculation\ncalculate|a|${a} + 1")],
        &[("survey!C2 calculation", "cycle")],
    ),
    (
        &[(
            "survey",
            "type|name|label|repeat_count\nbegin_repeat|r|R|${n}\ninteger|n|N|\nend_repeat|||",
        )],
        &[("survey!D2 repeat_count", "counts_itself")],
    ),
    // Parameters.
    (
        &[("survey", "type|name|label|parameters\nrange|a|A|start 0")],
        &[("survey!D2 parameters", "parameter_form")],
    ),
    (
        &[("survey", "type|name|label|parameters\nimage|a|A|pixels=3")],
        &[("survey!D2 parameters", "unknown_parameter")],
    ),
    (
        &[(
            "survey",
            "type|name|label|parameters\nimage|a|A|max-pixels=big",
        )],
        &[("survey!D2 parameters", "parameter_value")],
    ),
    (
        &[(
            "survey",
            "type|name|label|parameters\nrange|a|A|start=0 end=x",
        )],
        &[("survey!D2 parameters", "parameter_value")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|parameters\nselect_one l|a|A|randomize=maybe",
            ),
            CHOICES,
        ],
        &[("survey!D2 parameters", "parameter_value")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|parameters\nselect_one l|a|A|randomize=true seed=x",
            ),
            CHOICES,
        ],
        &[("survey!D2 parameters", "parameter_value")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|parameters\nselect_one l|a|A|seed=4",
            ),
            CHOICES,
        ],
        &[("survey!D2 parameters", "seed_alone")],
    ),
    (
        &[(
            "survey",
            "type|name|label|parameters\nselect_one_from_file w.csv|a|A|value=a[1]",
        )],
        &[("survey!D2 parameters", "parameter_value")],
    ),
    (
        &[("survey", "type|name|label|parameters\nrange|a|A|step=0")],
        &[("survey!D2 parameters", "range_step")],
    ),
    // Calculations.
    (
        &[("survey", "type|name|label\ntext|t|T\ncalculate|a|A")],
        &[("survey!3 calculation", "no_calculation")],
    ),
    (
        &[(
            "survey",
            "type|name|label|calculation|trigger\ntext|a|A||\ntext|b|B|1|a",
        )],
        &[("survey!E3 trigger", "not_triggers")],
    ),
    (
        &[(
            "survey",
            "type|name|label|calculation|trigger\ncalculate|a||1|\ntext|b|B|1|${a}",
        )],
        &[("survey!E3 trigger", "trigger_unseen")],
    ),
    // Our own columns.
    (
        &[(
            "survey",
            "type|name|label|dh:declinable|dh:max|dh:begins\nimage|a|A|not_asked, nope|0|\n
             begin_repeat|r|R|||none\ntext|b|B|||\nend_repeat|||||",
        )],
        &[
            ("survey!D2 dh:declinable", "not_declinable"),
            ("survey!E2 dh:max", "not_a_count"),
            ("survey!F4 dh:begins", "not_a_number_to_begin"),
        ],
    ),
    // Privacy.
    (
        &[(
            "survey",
            "type|name|label|dh:purpose|dh:sensitive
             text|a|A|gossip|perhaps
             image|b|Ảnh căn cước||",
        )],
        &[
            ("survey!D2 dh:purpose", "not_a_purpose"),
            ("survey!E2 dh:sensitive", "not_yes_or_no"),
            ("survey!C3 label", "identity_paper"),
        ],
    ),
    // Entities.
    (
        &[("survey", "type|name|label|save_to\ntext|a|A|p")],
        &[("survey!D2 save_to", "no_entities")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|save_to\nbegin_group|g|G|p\ntext|a|A|q\ntext|b|B|q\ntext|c|C|label\nend_group|||",
            ),
            ("entities", "list_name|label\nthings|${a}"),
        ],
        &[
            ("survey!D2 save_to", "section_saved"),
            ("survey!D4 save_to", "saved_twice"),
            ("survey!D5 save_to", "not_a_property"),
        ],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|save_to\ntext|a|A|p\ntext|b|B|thigns#p",
            ),
            ("entities", "list_name|label\nthings|${a}\nloans|${a}"),
        ],
        &[
            ("survey!D2 save_to", "which_entity"),
            ("survey!D3 save_to", "unknown_entity"),
        ],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|save_to\nbegin_repeat|r|R|\ntext|a|A|p\nend_repeat|||\nbegin_repeat|s|S|\ntext|b|B|q\nend_repeat|||",
            ),
            ("entities", "list_name|label\nthings|'x'"),
        ],
        &[("survey!D3 save_to", "entity_scope")],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|save_to
                 text|a|A|adress
                 text|b|B|code
                 text|c|C|area
                 select_one l|d|D|roof
                 select_multiple l|e|E|wall
                 begin_repeat|r|R|
                 decimal|f|F|area
                 end_repeat|||
                 text|g|G|",
            ),
            CHOICES,
            ("entities", "list_name|entity_id\nhouseholds|${a}"),
        ],
        &[
            ("survey!D2 save_to", "not_of_a_household"),
            ("survey!D3 save_to", "not_of_a_household"),
            ("survey!D4 save_to", "unsaved"),
            ("survey!D5 save_to", "unsaved"),
            ("survey!D6 save_to", "unsaved"),
            ("survey!D8 save_to", "unsaved"),
        ],
    ),
    (
        &[
            ("survey", "type|name|label\ntext|a|A"),
            (
                "entities",
                "list_name|label|entity_id|create_if|update_if|colour\na.b|'x'||||\nc|||||\nd|'x'|||1|\ne|'x'|1|1||\nc|'x'||||\n|'x'||||",
            ),
        ],
        &[
            ("entities!F1 colour", "entity_column"),
            ("entities!A2 list_name", "entity_name"),
            ("entities!B3 label", "no_entity_label"),
            ("entities!C4 entity_id", "no_entity_id"),
            ("entities!E5 update_if", "no_update_if"),
            ("entities!A6 list_name", "entity_twice"),
            ("entities!A7 list_name", "no_name"),
        ],
    ),
    (
        &[
            ("survey", "type|name|label\ntext|a|A"),
            ("settings", "form_id|instance_name\nf|${x}"),
        ],
        &[("settings!B2 instance_name", "unknown_name")],
    ),
];

/// What a mistake is called where software reads it.
fn called(mistake: &Mistake) -> String {
    let json = serde_json::to_value(mistake).unwrap();
    match &json["what"] {
        serde_json::Value::String(name) => name.clone(),
        other => other.as_object().unwrap().keys().next().unwrap().clone(),
    }
}

#[test]
fn every_mistake_is_told_where_it_is() {
    for (sheets, expected) in CASES {
        let found: Vec<_> = mistakes(sheets)
            .iter()
            .map(|mistake| (place(&mistake.at), called(mistake)))
            .collect();
        let found: Vec<_> = found
            .iter()
            .map(|(at, called)| (at.as_str(), called.as_str()))
            .collect();
        assert_eq!(found, *expected, "{sheets:?}");
    }
}

#[test]
fn every_mistake_has_words_in_both_languages() {
    let mut all: Vec<String> = Vec::new();
    for (sheets, _) in CASES {
        for mistake in mistakes(sheets) {
            let (vi, en) = (mistake.text(Lang::Vi), mistake.text(Lang::En));
            all.push(format!(
                "{} — {}\n  {vi}\n  {en}",
                place(&mistake.at),
                called(&mistake)
            ));
        }
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn all_mistakes_come_at_once_and_in_order() {
    let found = mistakes(&[
        (
            "survey",
            "type|name|label|relevant\nintger|a|A|\ntext|b b|B|${z} = 1\nselect_one nope|c||",
        ),
        ("choices", "list_name|name|label\nl|a|A\nl|a|A"),
    ]);
    let places: Vec<String> = found.iter().map(|mistake| place(&mistake.at)).collect();
    let expected = [
        "choices!B3 name",
        "survey!A2 type",
        "survey!B3 name",
        "survey!D3 relevant",
        "survey!A4 type",
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_mistake_in_json_has_its_place_and_both_texts() {
    let found = mistakes(&[("survey", "type|name|label\ntext|a|A\ntext|a|B")]);
    let json = serde_json::to_value(&found).unwrap();
    let expected = serde_json::json!([{
        "sheet": "survey", "row": 3, "header": "name", "column": "B",
        "what": { "duplicate_name": { "name": "a", "row": 2 } },
        "vi": "Tên “a” đã có ở dòng 2 trong cùng nhóm. Mời đặt tên khác.",
        "en": "The name “a” is already in row 2 of the same group. Choose another one.",
    }]);
    assert_eq!(json, expected);
}

#[test]
fn a_file_that_cannot_be_read_as_a_table_is_refused() {
    let survey = "type|name|label\nselect_one_from_file w.csv|a|A";
    let refused = |bytes: &[u8]| {
        let files = BTreeMap::from([("w.csv".to_owned(), bytes.to_vec())]);
        compile("", &book(&[("survey", survey)]), &files).map(|_| ())
    };
    assert_eq!(refused(b"name,label\na,A\n"), Ok(()));
    let wrong = |bytes| refused(bytes).unwrap_err().remove(0);
    let mistake = wrong(b"name,label\n\xff");
    assert_eq!(
        mistake.wrong,
        Wrong::NotATable {
            file: "w.csv".to_owned()
        }
    );
    assert_eq!(place(&mistake.at), "survey!A2 type");
    assert_eq!(
        mistake.text(Lang::En),
        "The file “w.csv” cannot be read. Save it again as CSV (UTF-8) or GeoJSON."
    );
    let mistake = wrong(b"code,label\na,A\n");
    let (file, column) = ("w.csv".to_owned(), "name".to_owned());
    assert_eq!(mistake.wrong, Wrong::FileColumn { file, column });
    assert_eq!(place(&mistake.at), "survey!A2 type");
}
