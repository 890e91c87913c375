//! Old and new spellings of the same form are the same form.

use dong_hanh_form::{Definition, Kind, Known, TextLook};

use crate::book::{compiled, form, question};

#[test]
fn sheets_and_columns_may_be_called_in_old_ways() {
    let new = compiled(&[
        (
            "survey",
            "type|name|label::English (en)|hint::English (en)|required|relevant|read_only|constraint|constraint_message::English (en)|calculation|appearance
             select_one l|a|A|H|true()|1 = 1|true()|. != 'x'|M||minimal
             text|b|B|||||||1 + 1|",
        ),
        ("choices", "list_name|name|label::English (en)\nl|x|X"),
        ("settings", "form_title|form_id\nT|f"),
    ]);
    let old = compiled(&[
        (
            " Survey",
            "command|tag|caption:English|hint:English|bind:required|relevance|bind:readonly|bind:constraint|bind:jr:constraintMsg:English|bind:calculate|control:appearance
             select one from l|a|A|H|yes|1 = 1|TRUE|. != 'x'|M||minimal
             string|b|B|||||||1 + 1|",
        ),
        ("CHOICES", "list name|value|caption:English\nl|x|X"),
        ("Settings", "set form title|id_string\nT|f"),
    ]);
    assert_eq!(old.form, new.form);
}

#[test]
fn a_single_sheet_is_the_survey() {
    let compiled = compiled(&[("Sheet1", "type|name|label\ntext|a|A")]);
    assert_eq!(compiled.form.nodes.len(), 1);
}

#[test]
fn types_of_old_are_types_of_today() {
    let kinds = |survey: &str| -> Vec<Kind> {
        let form: Definition = form(survey);
        (0..form.nodes.len())
            .map(|index| question(&form, index).kind)
            .collect()
    };
    let found = kinds(
        "type|name|label\nint|a|A\nphone number|b|B\ngps|c|C\nimei|d|\nuri:username|e|\nget start time|f|\ntrigger|g|G\nhidden|h|\npercentage|i|I\nadd note prompt|j|J",
    );
    let expected = [
        Kind::Integer { unit: None },
        Kind::Text {
            look: TextLook::Digits,
        },
        Kind::Place { on_map: false },
        Kind::Known(Known::Device),
        Kind::Known(Known::User),
        Kind::Known(Known::Start),
        Kind::Agreed,
        Kind::Kept,
        Kind::Integer { unit: None },
        Kind::Note,
    ];
    assert_eq!(found, expected);
    let limits = form("type|name|label\npercentage|a|A\nphone number|b|B");
    let constraint = |index| question(&limits, index).constraint.unwrap().expr.0;
    assert_eq!(
        (constraint(0), constraint(1)),
        (
            "0 <= . and . <= 100".to_owned(),
            "regex(., '^\\d*$')".to_owned()
        )
    );
}

#[test]
fn words_without_a_language_are_those_of_the_default_one() {
    let compiled = compiled(&[
        (
            "survey",
            "type|name|label|label::English (en)\ntext|a|Nhà|House\ntext|b|Cửa|",
        ),
        ("settings", "default_language\nTiếng Việt (vi)"),
    ]);
    let words = |index: usize| -> Vec<(String, String)> {
        let label = question(&compiled.form, index).label;
        label
            .iter()
            .map(|(tag, words)| (tag.to_owned(), words.to_owned()))
            .collect()
    };
    let said = |tag: &str, words: &str| (tag.to_owned(), words.to_owned());
    assert_eq!(words(0), [said("vi", "Nhà"), said("en", "House")]);
    assert_eq!(words(1), [said("vi", "Cửa")]);
}

#[test]
fn cells_far_below_the_last_row_are_not_read() {
    let far = format!("type|name|label\ntext|a|A{}nope|b|B", "\n".repeat(70));
    assert_eq!(form(&far).nodes.len(), 1);
}

#[test]
fn a_list_may_have_the_same_choice_twice_where_the_settings_allow_it() {
    let compiled = compiled(&[
        ("survey", "type|name|label\nselect_one l|a|A"),
        ("choices", "list_name|name|label\nl|x|X\nl|x|Y"),
        ("settings", "allow_choice_duplicates\nyes"),
    ]);
    assert_eq!(compiled.form.tables["l"].len(), 2);
}

#[test]
fn a_choice_of_nothing_excludes_all_others() {
    let compiled = compiled(&[
        ("survey", "type|name|label\nselect_multiple l|a|A"),
        ("choices", "list_name|name|label\nl|x|X"),
        ("settings", "add_none_option\nyes"),
    ]);
    assert_eq!(question(&compiled.form, 0).kind.choices().len(), 2);
    let constraint = question(&compiled.form, 0).constraint.unwrap();
    assert_eq!(constraint.expr.0, "(.='none' or not(selected(., 'none')))");
}
