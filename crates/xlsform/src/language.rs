//! The languages of a form: their tags, and texts in them.

use dong_hanh_form::Text;

/// The tag of a language as a column names it: `Tiếng Việt (vi)` is `vi`.
pub(crate) fn tag(language: &str) -> String {
    let language = language.trim();
    let code = language
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('));
    if let Some((_, code)) = code.filter(|(_, code)| !code.trim().is_empty()) {
        return code.trim().to_owned();
    }
    let name = language.to_lowercase();
    match name.as_str() {
        "tiếng việt" | "vietnamese" => "vi".to_owned(),
        "tiếng anh" | "english" => "en".to_owned(),
        _ => name,
    }
}

/// The languages of a form, the preferred one first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Languages {
    tags: Vec<String>,
    /// The language of words of which no column says one; empty where the form does not say it either.
    pub(crate) unsaid: String,
}

impl Languages {
    /// Languages in the order of the columns, after the one that the settings name.
    pub(crate) fn new<'c>(
        preferred: Option<&str>,
        columns: impl Iterator<Item = Option<&'c str>>,
    ) -> Languages {
        let unsaid = preferred.map(tag).unwrap_or_default();
        let mut tags: Vec<String> = preferred
            .is_some()
            .then(|| unsaid.clone())
            .into_iter()
            .collect();
        let columns: Vec<_> = columns.collect();
        let bare = columns.iter().any(Option::is_none);
        if bare && !tags.contains(&unsaid) {
            tags.push(unsaid.clone());
        }
        for language in columns.into_iter().flatten() {
            if !tags.iter().any(|tag| tag == language) {
                tags.push(language.to_owned());
            }
        }
        Languages { tags, unsaid }
    }

    /// Words by language, in the form's order; none if there are none.
    pub(crate) fn text<'w>(
        &self,
        words: impl Iterator<Item = (Option<&'w str>, &'w str)>,
    ) -> Option<Text> {
        let words: Vec<_> = words.collect();
        let of = |tag: &String| {
            let said = words.iter().find(|(language, _)| *language == Some(tag));
            let unsaid = || {
                words
                    .iter()
                    .find(|(language, _)| language.is_none() && *tag == self.unsaid)
            };
            let (_, words) = said.or_else(unsaid)?;
            Some((tag.clone(), (*words).to_owned()))
        };
        Text::of(self.tags.iter().filter_map(of))
    }

    /// What is added to a list, in Vietnamese and in all other languages of the form.
    pub(crate) fn added<'w>(
        &'w self,
        [vi, other]: [&'w str; 2],
    ) -> Vec<(Option<&'w str>, &'w str)> {
        let of = |tag: &'w String| {
            let words = if tag == "vi" { vi } else { other };
            (Some(tag.as_str()).filter(|tag| !tag.is_empty()), words)
        };
        self.tags.iter().map(of).collect()
    }

    /// Words of the project's own, in the form's preferred language if it is one of the two.
    pub(crate) fn own(&self, vi: &str, en: &str) -> Text {
        let (vi, en) = (
            ("vi".to_owned(), vi.to_owned()),
            ("en".to_owned(), en.to_owned()),
        );
        let vi_first = self
            .tags
            .first()
            .is_none_or(|tag| tag.is_empty() || tag == "vi");
        let words = if vi_first { [vi, en] } else { [en, vi] };
        Text::of(words).unwrap_or_else(|| Text::plain(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_or_its_name() {
        for (written, expected) in [
            ("Tiếng Việt (vi)", "vi"),
            ("English (en)", "en"),
            ("Vietnamese", "vi"),
            ("chinese", "chinese"),
            ("Pacoh (pac)", "pac"),
            ("odd ()", "odd ()"),
        ] {
            assert_eq!(tag(written), expected);
        }
    }

    #[test]
    fn words_of_no_language_are_those_of_the_preferred_one() {
        let languages = Languages::new(Some("English (en)"), [None, Some("vi")].into_iter());
        let words = [(None, "House"), (Some("vi"), "Nhà")];
        let text = languages.text(words.into_iter());
        let words = text.iter().flat_map(Text::iter).collect::<Vec<_>>();
        assert_eq!(words, [("en", "House"), ("vi", "Nhà")]);
    }
}
