//! What a question lets one choose from.

use dong_hanh_form::{Choices, FromAnswers, FromTable, Kind, Shuffle, Text};

use crate::asks::both;
use crate::body::Body;
use crate::element::Element;
use crate::expression::Reader;
use crate::itext::{Itext, Said};
use crate::names::Spot;
use crate::tables::words_of;

impl Body<'_> {
    pub(crate) fn choices(&self, kind: &Kind, spot: &Spot, itext: &mut Itext) -> Vec<Element> {
        let (path, reader) = (spot.path(), self.reader(spot));
        let mut item = |name: &str, words: &Text| {
            let label = itext.element(
                "label",
                &format!("{path}/{name}:label"),
                &Said::plain(words),
                reader,
            );
            Element::new("item")
                .holding(label)
                .holding([Element::new("value").text(name)])
        };
        if *kind == Kind::YesNo {
            return vec![
                item("yes", &both("Có", "Yes")),
                item("no", &both("Không", "No")),
            ];
        }
        match kind.chosen_from() {
            None => Vec::new(),
            Some(Choices::Own(choices)) => {
                let items = choices.iter();
                items
                    .map(|choice| item(&choice.name, &choice.label))
                    .collect()
            }
            Some(Choices::Answers(from)) => self.answers(from, reader).into_iter().collect(),
            Some(Choices::Table(from)) => vec![self.rows(from, reader)],
        }
    }

    /// Choices that are the rows of a table.
    fn rows(&self, from: &FromTable, reader: Reader<'_>) -> Element {
        let inside = Reader {
            in_predicate: true,
            ..reader
        };
        let filter = from
            .filter
            .as_ref()
            .map(|filter| format!("[{}]", inside.written(&filter.0)));
        let rows = format!(
            "instance('{}')/root/item{}",
            from.table,
            filter.unwrap_or_default()
        );
        let rows = shuffled(rows, &from.shuffle, reader);
        let label = words_of(self.form, self.names, from);
        Element::new("itemset").with("nodeset", rows).holding([
            Element::new("value").with("ref", from.key.as_str()),
            Element::new("label").with("ref", label),
        ])
    }

    /// Choices that are what was answered to a question of a repeat.
    fn answers(&self, from: &FromAnswers, reader: Reader<'_>) -> Option<Element> {
        let asked = self.names.find(&from.question)?;
        let around = asked.around()?;
        // What the filter speaks of lies in the instance that it is asked of.
        let inside = Reader {
            here: &around,
            in_predicate: false,
            ..reader
        };
        let own = asked.from(&around)?;
        let filter = from
            .filter
            .as_ref()
            .map(|filter| format!(" and ({})", inside.written(&filter.0)));
        let rows = format!(
            "{}[{own} != ''{}]",
            around.path(),
            filter.unwrap_or_default()
        );
        let rows = shuffled(rows, &from.shuffle, reader);
        let words = own.trim_start_matches("./");
        Some(Element::new("itemset").with("nodeset", rows).holding([
            Element::new("value").with("ref", words),
            Element::new("label").with("ref", words),
        ]))
    }
}

/// Rows in the order in which they are shown.
fn shuffled(rows: String, shuffle: &Shuffle, reader: Reader<'_>) -> String {
    match shuffle {
        Shuffle::No => rows,
        Shuffle::Yes => format!("randomize({rows})"),
        Shuffle::By(seed) => format!("randomize({rows}, {})", reader.written(&seed.0)),
    }
}
