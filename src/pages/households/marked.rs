//! The part of a name that was looked for, marked.

use dong_hanh_domain::search::fold;
use leptos::prelude::*;

/// A name in pieces; those that were looked for are marked.
pub(super) struct Marked(Vec<(String, bool)>);

impl Marked {
    /// Marks the words of `name` that begin with a word of `typed`.
    pub(super) fn new(name: &str, typed: &str) -> Self {
        let typed = fold(typed);
        let looked_for = |word: &str| {
            let word = fold(word);
            typed.split(' ').any(|typed| !typed.is_empty() && word.starts_with(typed))
        };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for word in name.split(' ') {
            let found = looked_for(word);
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
        Self(pieces)
    }

    /// Whether anything is marked.
    pub(super) fn is_found(&self) -> bool {
        self.0.iter().any(|(_, marked)| *marked)
    }

    /// The pieces on the screen.
    pub(super) fn view(self) -> AnyView {
        self.0
            .into_iter()
            .map(|(piece, marked)| if marked { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() })
            .collect_view()
            .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(name: &str, typed: &str) -> String {
        let pieces = Marked::new(name, typed).0;
        pieces.into_iter().map(|(piece, marked)| if marked { format!("[{piece}]") } else { piece }).collect()
    }

    #[test]
    fn words_that_were_looked_for_are_marked_with_their_marks() {
        assert_eq!(marks("Nguyễn Thị Hạnh", "nguyen thi hanh"), "[Nguyễn Thị Hạnh]");
        assert_eq!(marks("Nguyễn Thị Hồng Hạnh", "nguyen thi hanh"), "[Nguyễn Thị] Hồng [Hạnh]");
        assert_eq!(marks("Đặng Thị Sen", "dang"), "[Đặng] Thị Sen");
        assert_eq!(marks("Trần Văn Bốn", "hanh"), "Trần Văn Bốn");
    }

    #[test]
    fn nothing_is_marked_while_nothing_is_looked_for() {
        assert!(!Marked::new("Trần Văn Bốn", " ").is_found());
    }
}
