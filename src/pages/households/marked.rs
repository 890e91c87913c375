//! The part of a name that was looked for, marked.

use dong_hanh_domain::search::fold;
use leptos::prelude::*;

/// A name in pieces; those that were looked for are marked.
pub(super) struct Marked {
    pieces: Vec<(String, bool)>,
    /// All that was looked for begins a word of the name.
    is_found: bool,
}

impl Marked {
    /// Marks the words of `name` that begin with a word of `typed`.
    pub(super) fn new(name: &str, typed: &str) -> Self {
        let typed = fold(typed);
        let folded: Vec<String> = name.split(' ').map(fold).collect();
        let is_found = !typed.is_empty()
            && typed
                .split(' ')
                .all(|typed| folded.iter().any(|word| word.starts_with(typed)));
        let looked_for = |word: &str| {
            // The part of a name that happens to fit would only point to the wrong person.
            is_found && typed.split(' ').any(|typed| word.starts_with(typed))
        };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for (word, folded) in name.split(' ').zip(&folded) {
            let found = looked_for(folded);
            match pieces.last_mut() {
                Some((piece, marked)) if *marked == found => {
                    piece.push(' ');
                    piece.push_str(word);
                }
                // Between two kinds the space belongs to the one that is not marked.
                Some((piece, false)) => {
                    piece.push(' ');
                    pieces.push((word.to_owned(), true));
                }
                Some((_, true)) => pieces.push((format!(" {word}"), false)),
                None => pieces.push((word.to_owned(), found)),
            }
        }
        Self { pieces, is_found }
    }

    /// Whether all that was looked for is in the name.
    pub(super) fn is_found(&self) -> bool {
        self.is_found
    }

    /// The pieces on the screen.
    pub(super) fn view(self) -> AnyView {
        self.pieces
            .into_iter()
            .map(|(piece, marked)| {
                if marked {
                    view! { <mark>{piece}</mark> }.into_any()
                } else {
                    piece.into_any()
                }
            })
            .collect_view()
            .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn marks(name: &str, typed: &str) -> String {
        let pieces = Marked::new(name, typed).pieces;
        pieces
            .into_iter()
            .map(|(piece, marked)| if marked { format!("[{piece}]") } else { piece })
            .collect()
    }

    #[wasm_bindgen_test]
    fn words_that_were_looked_for_are_marked_with_their_marks() {
        assert_eq!(
            marks("Nguyễn Thị Hạnh", "nguyen thi hanh"),
            "[Nguyễn Thị Hạnh]"
        );
        assert_eq!(
            marks("Nguyễn Thị Hồng Hạnh", "nguyen thi hanh"),
            "[Nguyễn Thị] Hồng [Hạnh]"
        );
        assert_eq!(marks("Đặng Thị Sen", "dang"), "[Đặng] Thị Sen");
    }

    #[wasm_bindgen_test]
    fn a_name_that_fits_in_part_is_not_marked() {
        assert_eq!(marks("Phan Thị Quân", "nguyen thi hanh"), "Phan Thị Quân");
        assert!(!Marked::new("Phan Thị Quân", "nguyen thi hanh").is_found());
    }

    #[wasm_bindgen_test]
    fn nothing_is_marked_while_nothing_is_looked_for() {
        assert!(!Marked::new("Trần Văn Bốn", " ").is_found());
    }
}
