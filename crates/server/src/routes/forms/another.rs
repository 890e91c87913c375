//! Whether a workbook would put another form in the place of the one whose name it has.

use std::collections::BTreeSet;

use dong_hanh_domain::search::fold;
use dong_hanh_form::{Change, Form, Node, Text};

/// Whether what is published now is hardly meant as a version of what was published before: their titles have less than half
/// of the shorter one's words in common, or are not the same and most of what was asked is gone.
pub(super) fn is_another(before: &Form, after: &Form, changes: &[Change]) -> bool {
    let alike = likeness(&before.title, &after.title);
    let gone = changes.iter().filter(|change| change.after.is_none());
    let gone = gone.filter(|change| change.is_asked()).count();
    alike < HALF || (alike < WHOLE && gone * 2 > asked(&before.nodes))
}

const WHOLE: usize = 100;
const HALF: usize = WHOLE / 2;

/// How many of a hundred words of the shorter title are in the other one, in the language in which they are most alike.
fn likeness(before: &Text, after: &Text) -> usize {
    let words =
        |title: &str| -> BTreeSet<String> { fold(title).split(' ').map(str::to_owned).collect() };
    let pairs = before.iter().flat_map(|(language, was)| {
        let same = move |(other, _): &(&str, &str)| *other == language;
        after.iter().filter(same).map(move |(_, is)| (was, is))
    });
    // In two languages nothing can be compared but what each is called first.
    let fallback = || {
        before
            .iter()
            .zip(after.iter())
            .map(|((_, was), (_, is))| (was, is))
            .next()
    };
    let mut pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() {
        pairs.extend(fallback());
    }
    let likeness = pairs.into_iter().map(|(was, is)| {
        let (was, is) = (words(was), words(is));
        if was == is {
            return WHOLE;
        }
        let shorter = was.len().min(is.len()).max(1);
        // Of words that are the same in another number there is no other form to be seen.
        (was.intersection(&is).count() * WHOLE / shorter).min(WHOLE - 1)
    });
    likeness.max().unwrap_or(WHOLE)
}

/// How many questions somebody sees.
fn asked(nodes: &[Node]) -> usize {
    let count = |node: &Node| match node {
        Node::Question(question) => usize::from(question.kind.is_shown()),
        Node::Group(group) => asked(&group.nodes),
        Node::Repeat(repeat) => asked(&repeat.nodes),
    };
    nodes.iter().map(count).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use dong_hanh_form::changes;
    use serde_json::json;

    use super::*;

    fn form(title: &str, questions: &[&str]) -> Form {
        let label = json!({ "vi": "a" });
        let nodes: Vec<_> = questions
            .iter()
            .map(|name| json!({ "type": "text", "name": name, "label": label }))
            .collect();
        let form =
            json!({ "name": "data", "version": "1", "title": { "vi": title }, "nodes": nodes });
        Form::parse(&form.to_string()).unwrap()
    }

    #[test]
    fn a_form_with_another_title_or_other_questions_is_another_one() {
        let before = form("Thăm hộ", &["a", "b", "c"]);
        for (title, questions, another) in [
            ("Thăm hộ", &["a", "b", "c"][..], false),
            // The same title, however it is written.
            ("THĂM  HỘ", &["x", "y", "z"], false),
            ("Thăm hộ (bản dùng từ 2027)", &["a", "b", "x"], false),
            ("Thăm hộ (bản dùng từ 2027)", &["a", "x", "y"], true),
            ("Thăm nhanh", &["a", "b", "c", "d"], false),
            ("Khảo sát vay vốn", &["a", "b", "c"], true),
        ] {
            let after = form(title, questions);
            let changes = changes(&before, &after);
            assert_eq!(
                is_another(&before, &after, &changes),
                another,
                "{title} {questions:?}"
            );
        }
    }
}
