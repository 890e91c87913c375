//! The column `appearance`: how a question is shown.

use dong_hanh_form::{ChoiceLook, DayPart, PhotoLook, TextLook};

use super::Said;
use super::desk::Desk;
use crate::Doubt;
use crate::grid::Row;

impl Desk<'_> {
    /// How a row is shown; the plain way, and a doubt, where phones of ours do not know what it says.
    pub(super) fn look<T: Default>(&mut self, row: &Row, known: impl Fn(&str) -> Option<T>) -> T {
        let mut look = None;
        for word in words(self.get(row, Said::Appearance).unwrap_or_default()) {
            match known(word) {
                Some(found) => {
                    look.get_or_insert(found);
                }
                None if is_plain(word) => {}
                None => {
                    let written = word.to_owned();
                    self.doubt(row, Said::Appearance, Doubt::Appearance { written });
                }
            }
        }
        look.unwrap_or_default()
    }
}

/// The words of an appearance; what calls another app or file goes on to its end.
fn words(appearance: &str) -> impl Iterator<Item = &str> {
    let call = ["ex:", "search("]
        .iter()
        .filter_map(|call| appearance.find(call))
        .min();
    let (words, call) = appearance.split_at(call.unwrap_or(appearance.len()));
    words
        .split_whitespace()
        .chain((!call.is_empty()).then_some(call))
}

/// What is the plain way here anyhow.
fn is_plain(word: &str) -> bool {
    matches!(
        word,
        "field-list" | "no-buttons" | "no-calendar" | "list" | "picker" | "spinner"
    )
}

pub(super) fn nothing(_: &str) -> Option<()> {
    None
}

pub(super) fn of_text(word: &str) -> Option<TextLook> {
    match word {
        "multiline" => Some(TextLook::Lines),
        "numbers" => Some(TextLook::Digits),
        _ => None,
    }
}

pub(super) fn of_day(word: &str) -> Option<DayPart> {
    match word {
        "month-year" => Some(DayPart::Month),
        "year" => Some(DayPart::Year),
        _ => None,
    }
}

pub(super) fn of_photo(word: &str) -> Option<PhotoLook> {
    match word {
        "new" | "new-front" | "selfie" => Some(PhotoLook::Camera),
        "signature" => Some(PhotoLook::Signature),
        "draw" => Some(PhotoLook::Drawing),
        "annotate" => Some(PhotoLook::Annotated),
        _ => None,
    }
}

pub(super) fn of_place(word: &str) -> Option<bool> {
    (word == "placement-map").then_some(true)
}

pub(super) fn of_choices(word: &str, one: bool) -> Option<ChoiceLook> {
    let columns = |word: &str| {
        word.strip_prefix("columns-")
            .or(word.strip_prefix("compact-"))?
            .parse()
            .ok()
    };
    match word {
        "minimal" => Some(ChoiceLook::Folded),
        "autocomplete" | "autocomplete_chars" | "search" => Some(ChoiceLook::Searched),
        "columns" | "columns-pack" | "compact" | "horizontal" | "horizontal-compact" => {
            Some(ChoiceLook::Columns(0))
        }
        "likert" if one => Some(ChoiceLook::Scale),
        "list-nolabel" | "list" => Some(ChoiceLook::Row),
        "label" => Some(ChoiceLook::Head),
        "quick" | "quickcompact" if one => Some(ChoiceLook::Quick),
        _ => columns(word).map(ChoiceLook::Columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_of_an_app_is_one_word() {
        let written = "new ex:org.app(a='x y', b=2)";
        assert_eq!(
            words(written).collect::<Vec<_>>(),
            ["new", "ex:org.app(a='x y', b=2)"]
        );
    }

    #[test]
    fn columns_are_counted() {
        assert_eq!(of_choices("columns-3", true), Some(ChoiceLook::Columns(3)));
        assert_eq!(of_choices("columns-x", true), None);
        assert_eq!(of_choices("likert", false), None);
    }
}
