//! What the column `type` says, in old and new spellings.

use dong_hanh_form::Known;

use super::spelling::plain;
use crate::Section;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// The list is that of a loop.
    Begin(Section, Option<String>),
    End(Section),
    Choose(Choose),
    Plain(Plain),
    /// A title or id of the form, which old workbooks have among the questions.
    Setting,
}

/// A question of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choose {
    pub(crate) how: How,
    /// The list, or the file.
    pub(crate) list: String,
    /// Whether the type says that it is a file.
    pub(crate) from_file: bool,
    /// Whether something else can be said.
    pub(crate) or_other: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    One,
    Many,
    Rank,
    /// One, of the sheet `external_choices`.
    External,
}

/// All other questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Text,
    Phone,
    Integer,
    /// From 0 to this.
    UpTo(u16),
    Decimal,
    Range,
    Date,
    Time,
    Moment,
    Photo,
    Sound,
    Film,
    File,
    Barcode,
    Place,
    Way,
    Land,
    Agreed,
    Note,
    Calculate,
    Hidden,
    Known(Known),
    /// What phones of ours do not know or do; its place in an answer stays empty.
    Empty,
    /// A file that expressions look up (`csv-external`, `xml-external`).
    Table(&'static str),
    /// What leaves no trace in an answer (`audit`).
    LeftOut,
}

const SELECTS: [(&str, How, bool); 14] = [
    ("add select one prompt using", How::One, false),
    ("add select multiple prompt using", How::Many, false),
    ("select all that apply from", How::Many, false),
    ("select one from file", How::One, true),
    ("select multiple from file", How::Many, true),
    ("select_one_from_file", How::One, true),
    ("select_multiple_from_file", How::Many, true),
    ("select_one_external", How::External, false),
    ("select one from", How::One, false),
    ("select1", How::One, false),
    ("select_one", How::One, false),
    ("select one", How::One, false),
    ("select_multiple", How::Many, false),
    ("select all that apply", How::Many, false),
];

const OTHERS: [&str; 3] = [" or specify other", " or_other", " or other"];

const SECTIONS: [(&str, Section); 5] = [
    ("group", Section::Group),
    ("lgroup", Section::Repeat),
    ("repeat", Section::Repeat),
    ("loop", Section::Loop),
    ("looped group", Section::Repeat),
];

impl Type {
    pub(crate) fn read(written: &str) -> Option<Type> {
        if matches!(
            written,
            "form_title" | "set_form_title" | "form_id" | "set_form_id" | "prefix"
        ) {
            return Some(Type::Setting);
        }
        begin(written)
            .or_else(|| end(written))
            .or_else(|| choose(written))
            .or_else(|| plain(written).map(Type::Plain))
    }

    /// A type that is written almost so.
    pub(crate) fn similar(written: &str) -> Option<String> {
        let known = COMMON.iter().copied();
        let written = written.to_lowercase();
        let first = written.split_whitespace().next().unwrap_or_default();
        let same = |known: &&str| {
            strsim::levenshtein(known, &written) <= 2 || strsim::levenshtein(known, first) <= 2
        };
        known
            .min_by_key(|known| strsim::levenshtein(known, first))
            .filter(same)
            .map(str::to_owned)
    }
}

/// The types of the XLSForm reference, for whoever misspelt one.
const COMMON: [&str; 36] = [
    "text",
    "integer",
    "decimal",
    "range",
    "select_one",
    "select_multiple",
    "select_one_from_file",
    "select_multiple_from_file",
    "rank",
    "note",
    "geopoint",
    "geotrace",
    "geoshape",
    "date",
    "time",
    "dateTime",
    "image",
    "audio",
    "video",
    "file",
    "barcode",
    "calculate",
    "acknowledge",
    "hidden",
    "xml-external",
    "csv-external",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "audit",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
];

fn begin(written: &str) -> Option<Type> {
    let rest = after(written, "begin")?;
    let (name, section) = SECTIONS
        .iter()
        .filter(|(name, _)| {
            rest == *name
                || rest
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(' '))
        })
        .max_by_key(|(name, _)| name.len())?;
    let list = rest.strip_prefix(name)?.trim_start();
    let list = list.strip_prefix("over ").unwrap_or(list);
    if list.contains(' ') {
        return None;
    }
    let list = (!list.is_empty()).then(|| list.to_owned());
    Some(Type::Begin(*section, list))
}

fn end(written: &str) -> Option<Type> {
    let rest = after(written, "end")?;
    let (_, section) = SECTIONS.iter().find(|(name, _)| rest == *name)?;
    Some(Type::End(*section))
}

/// What stands behind a word and a space or an underscore.
fn after<'w>(written: &'w str, word: &str) -> Option<&'w str> {
    written.strip_prefix(word)?.strip_prefix([' ', '_'])
}

fn choose(written: &str) -> Option<Type> {
    let other = OTHERS.iter().find_map(|other| written.strip_suffix(other));
    let or_other = other.is_some();
    let written = other.unwrap_or(written);
    let rank = written
        .strip_prefix("rank ")
        .map(|list| (How::Rank, false, list));
    let (how, from_file, list) = rank.or_else(|| {
        SELECTS.iter().find_map(|(command, how, from_file)| {
            let list = written.strip_prefix(command)?.strip_prefix(' ')?;
            (!list.contains(' ')).then_some((*how, *from_file, list))
        })
    })?;
    let fits = !list.is_empty() && !list.contains(' ');
    fits.then(|| {
        Type::Choose(Choose {
            how,
            list: list.to_owned(),
            from_file,
            or_other,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_old_and_new_spellings() {
        let list = |how, or_other| {
            Some(Type::Choose(Choose {
                how,
                list: "l".to_owned(),
                from_file: false,
                or_other,
            }))
        };
        for (written, expected) in [
            ("select_one l", list(How::One, false)),
            ("select one from l or specify other", list(How::One, true)),
            (
                "select all that apply from l or_other",
                list(How::Many, true),
            ),
            ("select_multiple l or other", list(How::Many, true)),
            ("rank l", list(How::Rank, false)),
            ("begin_group", Some(Type::Begin(Section::Group, None))),
            (
                "begin looped group",
                Some(Type::Begin(Section::Repeat, None)),
            ),
            (
                "begin loop over l",
                Some(Type::Begin(Section::Loop, Some("l".to_owned()))),
            ),
            ("end repeat", Some(Type::End(Section::Repeat))),
            ("gps", Some(Type::Plain(Plain::Place))),
            ("end", Some(Type::Plain(Plain::Known(Known::End)))),
            ("begin_groups", None),
            ("select_one", None),
            ("select_one a b", None),
        ] {
            assert_eq!(Type::read(written), expected, "{written}");
        }
    }

    #[test]
    fn a_misspelt_type_is_known_again() {
        for (written, expected) in [
            ("Integer", Some("integer")),
            ("selectone yes_no", Some("select_one")),
            ("begin_grup", Some("begin_group")),
            ("câu hỏi", None),
        ] {
            assert_eq!(Type::similar(written).as_deref(), expected, "{written}");
        }
    }
}
