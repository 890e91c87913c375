//! The sheet `settings`: one row about the form as a whole.

use crate::Doubt;
use crate::grid::{Field, Grid, Row};
use crate::notes::Notes;
use crate::read::Sheet;

/// What the columns of `settings` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Title,
    Id,
    Version,
    Language,
    InstanceName,
    Duplicates,
    CleanText,
    NoneOption,
    About,
    Silent,
    /// What other software does, unless it says no.
    NotDone,
}

impl Field for Setting {
    fn of(parts: &[String]) -> Option<(Setting, usize)> {
        let setting = match parts.first()?.as_str() {
            // pyxform reads a title in one language.
            "form_title" | "set_form_title" | "title" | "dh:title" => Setting::Title,
            "form_id" | "set_form_id" | "id_string" => Setting::Id,
            "version" => Setting::Version,
            "default_language" => Setting::Language,
            "instance_name" => Setting::InstanceName,
            "allow_choice_duplicates" => Setting::Duplicates,
            "clean_text_values" => Setting::CleanText,
            "add_none_option" => Setting::NoneOption,
            "dh:about" => Setting::About,
            // Of how the form is written down as XML, or shown on a desk.
            "name" | "attribute" | "style" | "namespaces" | "instance_id" | "instance_xmlns" => {
                Setting::Silent
            }
            "public_key"
            | "submission_url"
            | "auto_send"
            | "auto_delete"
            | "client_editable"
            | "flat"
            | "omit_instanceid"
            | "prefix"
            | "delimiter"
            | "sms_keyword"
            | "sms_separator"
            | "sms_allow_media"
            | "sms_date_format"
            | "sms_datetime_format"
            | "sms_response" => Setting::NotDone,
            _ => return None,
        };
        Some((setting, 1))
    }

    fn is_words(self) -> bool {
        self == Setting::Title
    }

    fn header(self) -> &'static str {
        match self {
            Setting::Title => "form_title",
            Setting::Id => "form_id",
            Setting::Version => "version",
            Setting::Language => "default_language",
            Setting::InstanceName => "instance_name",
            Setting::Duplicates => "allow_choice_duplicates",
            Setting::CleanText => "clean_text_values",
            Setting::NoneOption => "add_none_option",
            Setting::About => "dh:about",
            Setting::Silent | Setting::NotDone => "",
        }
    }
}

/// The sheet and its one row.
pub(crate) struct Settings {
    pub(crate) grid: Grid<Setting>,
    pub(crate) row: Row,
}

impl Settings {
    pub(crate) fn new(sheet: &Sheet, notes: &mut Notes) -> Settings {
        let mut grid = Grid::new(sheet, true, notes);
        grid.doubt_unknown(notes);
        let rows = grid.rows.drain(..);
        let row = rows.take(1).next().unwrap_or_else(|| Row {
            number: 2,
            ..Row::default()
        });
        for (column, said) in grid.all(&row, Setting::NotDone) {
            if !is_no(said) {
                let name = column.header.clone();
                notes.doubt(grid.place(row.number, column), Doubt::Setting { name });
            }
        }
        Settings { grid, row }
    }

    pub(crate) fn get(&self, setting: Setting) -> Option<&str> {
        self.grid.get(&self.row, setting)
    }

    pub(crate) fn is_yes(&self, setting: Setting) -> bool {
        self.get(setting).is_some_and(is_yes)
    }

    pub(crate) fn is_no(&self, setting: Setting) -> bool {
        self.get(setting).is_some_and(is_no)
    }
}

/// The spellings of yes that workbooks have.
pub(crate) fn is_yes(said: &str) -> bool {
    matches!(
        said,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()"
    )
}

/// The spellings of no.
pub(crate) fn is_no(said: &str) -> bool {
    matches!(
        said,
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()"
    )
}
