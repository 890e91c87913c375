//! What a client that is not ours is asked beside the form: for which household, of which definition, when; and why a
//! question has no answer, which our own phones offer as buttons.

use dong_hanh_form::{DeclineReason, Definition, Lang, Node, Question, Text};

use crate::element::Element;
use crate::expression::Reader;
use crate::itext::{Itext, Said};
use crate::names::{Names, ROOT, Spot};

/// The list of households, as a client asks for it by file: `households.csv`.
pub const HOUSEHOLDS: &str = "households";

const GROUP: &str = "dong_hanh";
pub(crate) const FORM: &str = "form";
pub(crate) const START: &str = "start";
pub(crate) const END: &str = "end";
pub(crate) const HOUSEHOLD: &str = "household";

/// What the server puts into a form for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks<'a> {
    /// The definition, by its content; it comes back with the answers.
    pub form: &'a str,
    /// What stands in the place of the version: clients keep one form of each.
    pub version: &'a str,
}

/// A household that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: String,
}

impl HouseholdRow {
    /// The list as the file that the form asks for.
    #[must_use]
    pub fn csv(rows: &[HouseholdRow]) -> String {
        let rows = rows.iter().map(|row| [row.id.as_str(), &row.label]);
        crate::tables::csv(["name", "label"], rows)
    }
}

/// What is put into one form, under names that it does not have itself.
#[derive(Clone, Debug)]
pub(crate) struct Added {
    pub(crate) group: String,
    pub(crate) list: String,
}

impl Added {
    pub(crate) fn to(form: &Definition) -> Added {
        Added {
            group: unused(GROUP, |name| {
                form.nodes.iter().any(|node| node.name() == name)
            }),
            list: unused(HOUSEHOLDS, |name| form.tables.contains_key(name)),
        }
    }

    fn spot(&self, name: &str) -> String {
        Spot::default().child(&self.group).child(name).path()
    }

    pub(crate) fn instance(&self, asks: Asks<'_>) -> Element {
        Element::new(self.group.as_str()).holding([
            Element::new(FORM).text(asks.form),
            Element::new(START),
            Element::new(END),
            Element::new(HOUSEHOLD),
        ])
    }

    /// Where the list of households comes from.
    pub(crate) fn source(&self) -> Element {
        Element::new("instance")
            .with("id", self.list.as_str())
            .with("src", format!("jr://file-csv/{HOUSEHOLDS}.csv"))
    }

    pub(crate) fn binds(&self, itext: &mut Itext) -> Vec<Element> {
        let preloaded = |name: &str| {
            Element::new("bind")
                .with("nodeset", self.spot(name))
                .with("type", "dateTime")
                .with("jr:preload", "timestamp")
                .with("jr:preloadParams", name)
        };
        let path = self.spot(HOUSEHOLD);
        let required = both(
            "Xin chọn hộ đã đến thăm.",
            "Choose the household that was visited.",
        );
        let (names, here) = (Names::default(), Spot::default());
        let message = itext.message(
            &format!("{path}:jr:requiredMsg"),
            &required,
            plain(&names, &here),
        );
        vec![
            Element::new("bind")
                .with("nodeset", self.spot(FORM))
                .with("type", "string")
                .with("readonly", "true()"),
            preloaded(START),
            preloaded(END),
            Element::new("bind")
                .with("nodeset", path)
                .with("type", "string")
                .with("required", "true()")
                .with("jr:requiredMsg", message),
        ]
    }

    pub(crate) fn body(&self, itext: &mut Itext) -> Element {
        let path = self.spot(HOUSEHOLD);
        let (names, here) = (Names::default(), Spot::default());
        let label = both("Thăm hộ nào?", "Which household is visited?");
        let label = itext.element(
            "label",
            &format!("{path}:label"),
            &Said::plain(&label),
            plain(&names, &here),
        );
        let itemset = Element::new("itemset")
            .with("nodeset", format!("instance('{}')/root/item", self.list))
            .holding([
                Element::new("value").with("ref", "name"),
                Element::new("label").with("ref", "label"),
            ]);
        Element::new("select1")
            .with("ref", path)
            .with("appearance", "minimal autocomplete")
            .holding(label)
            .holding([itemset])
    }

    /// What of an instance was put there.
    pub(crate) fn find<'e>(&self, data: &'e Element) -> Option<&'e Element> {
        let found = data.first(&self.group)?;
        found.first(FORM).map(|_| found)
    }
}

/// The question why another one has no answer, if somebody may say so: its name among those beside it.
pub(crate) fn declined(question: &Question, beside: &[Node]) -> Option<String> {
    let taken = |name: &str| beside.iter().any(|node| node.name() == name);
    let offered = !question.declinable.is_empty();
    offered.then(|| unused(&format!("{}_declined", question.name), taken))
}

/// The question itself.
pub(crate) fn why(question: &Question, spot: &Spot, itext: &mut Itext) -> Element {
    let path = spot.path();
    let (names, here) = (Names::default(), Spot::default());
    let mut say = |name: &str, id: String, text: &Text| {
        itext.element(name, &id, &Said::plain(text), plain(&names, &here))
    };
    let label = both(
        "Nếu không có câu trả lời: vì sao?",
        "If there is no answer: why?",
    );
    let label = say("label", format!("{path}:label"), &label);
    let items: Vec<Element> = question
        .declinable
        .iter()
        .map(|reason| {
            let text = both(reason.label(Lang::Vi), reason.label(Lang::En));
            let label = say("label", format!("{path}/{}:label", key(*reason)), &text);
            Element::new("item")
                .holding(label)
                .holding([Element::new("value").text(key(*reason))])
        })
        .collect();
    Element::new("select1")
        .with("ref", path)
        .with("appearance", "minimal")
        .holding(label)
        .holding(items)
}

/// How a reason is spelt.
pub(crate) fn key(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NotAsked => "not_asked",
        DeclineReason::NotMeasured => "not_measured",
        DeclineReason::NotKnown => "not_known",
        DeclineReason::NotSaid => "not_said",
    }
}

/// Words of the project's own.
pub(crate) fn both(vi: &str, en: &str) -> Text {
    let words = [("vi", vi), ("en", en)].map(|(tag, words)| (tag.to_owned(), words.to_owned()));
    Text::of(words).unwrap_or_else(|| Text::plain(vi))
}

/// Reads words that refer to nothing.
fn plain<'n>(names: &'n Names, here: &'n Spot) -> Reader<'n> {
    Reader {
        names,
        here,
        in_predicate: false,
    }
}

fn unused(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = name.to_owned();
    while taken(&name) || name == ROOT {
        name.push('_');
    }
    name
}
