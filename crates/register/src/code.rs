//! Household codes: Excel takes the zeros off their front, and people put spaces and dots into them.

use dong_hanh_workbook::Cell;
use unicode_normalization::UnicodeNormalization as _;

use crate::grid::said;

/// A code as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// As it is to be kept.
    pub(crate) text: String,
    /// Whether zeros were put back in front of it.
    pub(crate) is_padded: bool,
}

/// The longest code, in letters.
pub(crate) const LONGEST: usize = 40;

/// By what two codes are one: letters and digits, without the zeros in front. Records of earlier lists may have codes with
/// decomposed accents.
pub(crate) fn key(code: &str) -> String {
    let letters = code.nfc().filter(|c| c.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.trim_start_matches('0').to_owned()
}

/// How many digits the codes of a column have that were kept as texts, all of which have the same: what numbers among
/// them had.
pub(crate) fn width<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<usize> {
    let mut width = None;
    for cell in cells {
        if let Cell::Text(text) = cell {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            match width {
                _ if !is_number => return None,
                None => width = Some(text.len()),
                Some(width) if width != text.len() => return None,
                Some(_) => {}
            }
        }
    }
    width
}

/// The code that a cell says; none of zeros alone, which would be everybody's.
pub(crate) fn code(cell: &Cell, width: Option<usize>) -> Option<Code> {
    let text = said(cell);
    if key(&text).is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let missing = match cell {
        Cell::Number(_) => width.map_or(0, |width| width.saturating_sub(text.len())),
        _ => 0,
    };
    Some(Code {
        text: format!("{}{text}", "0".repeat(missing)),
        is_padded: missing > 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_strokes_make_no_other_code() {
        assert_eq!(key("0046-12.3"), key("46123"));
        assert_ne!(key("460"), key("46"));
        assert_eq!(key("H007"), key("h007"));
        assert_eq!(key("Ho\u{323}\u{302}-7"), key("Hộ 7"));
    }

    #[test]
    fn a_number_gets_the_zeros_back_that_its_neighbours_have() {
        let cells = [Cell::Text("0012".to_owned()), Cell::Number(7.0)];
        let width = width(cells.iter());
        let code = code(&cells[1], width);
        let padded = Code {
            text: "0007".to_owned(),
            is_padded: true,
        };
        assert_eq!(code, Some(padded));
    }

    #[test]
    fn where_neighbours_differ_nothing_is_put_back() {
        let cells = [Cell::Text("0012".to_owned()), Cell::Text("012".to_owned())];
        assert_eq!(width(cells.iter()), None);
    }
}
