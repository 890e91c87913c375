//! What phones of ours do not do is said, and nothing is left out without a word.

use dong_hanh_form::Lang;

use crate::book::{Sheets, compiled, place};

/// A workbook with its warnings: where, and a part of the English words.
const CASES: &[(Sheets<'static>, &[(&str, &str)])] = &[
    (
        &[
            (
                "survey",
                "type|name|label|save_to\ntext|a|A|households#address\ntext|b|B|loans#p",
            ),
            (
                "entities",
                "list_name|entity_id|update_if\nhouseholds|${a}|${b} = ''\nloans|${a}|",
            ),
        ],
        &[
            ("entities!C2 update_if", "always speaks of the household"),
            ("entities!A3 list_name", "stays in the visit"),
        ],
    ),
    (
        &[("survey", "type|name|label|my note\ntext|a|A|x")],
        &[("survey!D1 my note", "This column is not read")],
    ),
    (
        &[("survey", "type|name|label|autoplay\ntext|a|A|audio")],
        &[("survey!D2 autoplay", "for other software")],
    ),
    (
        &[(
            "survey",
            "type|name|label|appearance\ntext|a|A|masked ex:org.app(x='a b')",
        )],
        &[
            ("survey!D2 appearance", "no appearance “masked”"),
            ("survey!D2 appearance", "“ex:org.app(x='a b')”"),
        ],
    ),
    (
        &[(
            "survey",
            "type|name|label|parameters\naudio|a|A|quality=low",
        )],
        &[("survey!D2 parameters", "“quality”")],
    ),
    (
        &[
            ("survey", "type|name|label\ntext|a|A"),
            (
                "settings",
                "form_id|public_key|style|omit_instanceID\nf|k|pages|no",
            ),
        ],
        &[("settings!B2 public_key", "“public_key”")],
    ),
    (
        &[(
            "survey",
            "type|name|label|required|choice_filter\nnote|a|A|yes|1",
        )],
        &[
            ("survey!D2 required", "no use for the type “note”"),
            ("survey!E2 choice_filter", "no use"),
        ],
    ),
    (
        &[("survey", "type|name|label\ntext|a|A\nsimserial|b|")],
        &[("survey!A3 type", "do not know “simserial”")],
    ),
    (
        &[("survey", "type|name|label\ntext|a|A\naudit||")],
        &[("survey!A3 type", "do not do “audit”")],
    ),
    (
        &[(
            "survey",
            "type|name|label|image\nselect_one_from_file w.csv|a|A|a.png",
        )],
        &[
            ("survey!A2 type", "The file “w.csv” is not there"),
            ("survey!D2 image", "The file “a.png” is not there"),
        ],
    ),
    (
        &[
            ("survey", "type|name|label\nselect_one l|a|A"),
            ("choices", "list_name|name|label\nl|x|\nm|y|Y\n|z|Z"),
        ],
        &[
            ("choices!C2 label", "This choice has no words"),
            ("choices!A3 list_name", "No question uses the list “m”"),
            ("choices!A4 list_name", "belongs to no list"),
        ],
    ),
    (
        &[
            (
                "survey",
                "type|name|label|choice_filter\nselect_one l|a|A|area = ward and area != ''",
            ),
            ("choices", "list_name|name|label|area\nl|x|X|1"),
        ],
        &[(
            "survey!D2 choice_filter",
            "The list “l” has no column “ward”",
        )],
    ),
    (
        &[(
            "survey",
            "type|name|label\nbegin_repeat|r|\ntext|a|A\nend_repeat||",
        )],
        &[("survey!C2 label", "no heading")],
    ),
    (
        &[("survey", "type|name|label\ntext|a|A\ntext|A|B")],
        &[("survey!B3 name", "differs from that in row 2")],
    ),
    (
        &[("survey", "type|name|label|hint\ntext|a|A|\n|||x")],
        &[("survey!A3 type", "is skipped")],
    ),
    (
        &[(
            "survey",
            "type|name|label|disabled\ntext|a|A|\ntext|b|B|yes",
        )],
        &[("survey!D3 disabled", "switched off")],
    ),
    (
        &[
            ("survey", "type|name|label\ntext|a|A"),
            ("setings", "form_id\nf"),
        ],
        &[("setings!", "Was “settings” meant?")],
    ),
    (
        &[(
            "survey",
            "type|name|label|calculation\ntext|a|A|\ninteger|b||1",
        )],
        &[("survey!C3 label", "it is not shown")],
    ),
];

#[test]
fn every_doubt_is_told_where_it_is() {
    for (sheets, expected) in CASES {
        let warnings = compiled(sheets).warnings;
        let places: Vec<String> = warnings.iter().map(|warning| place(&warning.at)).collect();
        let expected_places: Vec<&str> = expected.iter().map(|(at, _)| *at).collect();
        assert_eq!(places, expected_places, "{sheets:?}");
        for (warning, (_, words)) in warnings.iter().zip(*expected) {
            let (vi, en) = (warning.text(Lang::Vi), warning.text(Lang::En));
            assert!(en.contains(words), "{en}");
            assert!(!vi.is_empty() && vi != en);
        }
    }
}

#[test]
fn a_form_of_which_all_is_done_has_no_warnings() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label|hint|appearance|relevant\ntext|a|A|H|multiline|\nselect_one l|b|B||quick|${a} != ''",
        ),
        ("choices", "list_name|name|label\nl|x|X"),
        ("settings", "form_title|form_id|version\nT|f|1"),
        ("_notes", "anything"),
    ]);
    assert_eq!(compiled.warnings, []);
}
