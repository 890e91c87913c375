//! XML as a tree: what is written, and what was read.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

/// Deeper than any form; who reads recurses no further.
const DEEPEST: usize = 100;

/// More than any filled form has.
const MOST: usize = 100_000;

/// A text that is no XML, or XML that no client writes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is broken, or ends too early.
    #[error("not XML: {0}")]
    Broken(String),
    /// It has more in it than any form.
    #[error("more than a form can hold")]
    TooBig,
    /// It declares things of its own, which could mean anything.
    #[error("a document type has no place in an instance")]
    Doctype,
}

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn new(name: impl Into<String>) -> Element {
        Element {
            name: name.into(),
            ..Element::default()
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Element {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// With an attribute, if there is a value.
    pub(crate) fn maybe(self, name: &str, value: Option<String>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Element {
        self.content.push(Content::Text(text.into()));
        self
    }

    pub(crate) fn holding(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        let elements = elements.into_iter().map(Content::Element);
        self.content.extend(elements);
        self
    }

    pub(crate) fn push(&mut self, element: Element) {
        self.content.push(Content::Element(element));
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element in it of a name.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.local() == name)
    }

    /// Its name without the prefix of a namespace.
    pub(crate) fn local(&self) -> &str {
        let local = self.name.rsplit_once(':').map(|(_, local)| local);
        local.unwrap_or(&self.name)
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The text directly in it.
    pub(crate) fn words(&self) -> String {
        let texts = self.content.iter().map(|content| match content {
            Content::Text(text) => text.as_str(),
            Content::Element(_) => "",
        });
        texts.collect()
    }

    /// The element as a document.
    pub(crate) fn document(&self) -> String {
        let mut writer = Writer::new(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", None, None)));
        self.write(&mut writer);
        String::from_utf8(writer.into_inner()).unwrap_or_default()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((name.as_str(), allowed(value).as_str()));
        }
        if self.content.is_empty() {
            let _ = writer.write_event(Event::Empty(start));
            return;
        }
        let _ = writer.write_event(Event::Start(start.borrow()));
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(writer),
                Content::Text(text) => {
                    let _ = writer.write_event(Event::Text(BytesText::new(&allowed(text))));
                }
            }
        }
        let _ = writer.write_event(Event::End(start.to_end()));
    }

    /// Reads a document.
    pub(crate) fn parse(xml: &str) -> Result<Element, Unreadable> {
        let broken = |error: &dyn ToString| Unreadable::Broken(error.to_string());
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Element::default()];
        let mut count = 0;
        loop {
            let event = reader.read_event().map_err(|error| broken(&error))?;
            match event {
                Event::Start(start) => open.push(begun(&start).map_err(|error| broken(&error))?),
                Event::Empty(start) => {
                    let element = begun(&start).map_err(|error| broken(&error))?;
                    close(&mut open, element);
                }
                Event::End(_) => {
                    let element = open.pop().unwrap_or_default();
                    close(&mut open, element);
                }
                Event::Text(text) => say(&mut open, text.xml10_content().as_ref()),
                Event::CData(text) => say(&mut open, text.xml10_content().as_ref()),
                Event::GeneralRef(reference) => {
                    let char = reference.resolve_char_ref();
                    match char.map_err(|error| broken(&error))? {
                        Some(char) => say(&mut open, char.encode_utf8(&mut [0; 4])),
                        None => {
                            let known = resolve_predefined_entity(&reference);
                            say(&mut open, known.ok_or(Unreadable::Doctype)?);
                        }
                    }
                }
                Event::DocType(_) => return Err(Unreadable::Doctype),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
            count += 1;
            if open.len() > DEEPEST || count > MOST {
                return Err(Unreadable::TooBig);
            }
        }
        let all = open.pop().filter(|_| open.is_empty());
        let all = all.ok_or_else(|| Unreadable::Broken("it ends too early".to_owned()))?;
        let root = all.elements().next().cloned();
        root.ok_or_else(|| Unreadable::Broken("there is no element".to_owned()))
    }
}

fn begun(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        let name = attribute.key.as_ref().to_owned();
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}

fn close(open: &mut [Element], element: Element) {
    if let Some(outer) = open.last_mut() {
        outer.push(element);
    }
}

fn say(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    match element.content.last_mut() {
        Some(Content::Text(words)) => words.push_str(text),
        _ => element.content.push(Content::Text(text.to_owned())),
    }
}

/// A text without the characters that XML has no way to write.
fn allowed(text: &str) -> String {
    let fits = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let element = Element::new("data")
            .with("id", "a \"quoted\" <id> & more")
            .holding([
                Element::new("orx:meta").text("Nguyễn & 'Lài' <3\u{1}"),
                Element::new("empty"),
            ]);
        let mut read = Element::parse(&element.document()).unwrap();
        assert_eq!(read.attribute("id"), Some("a \"quoted\" <id> & more"));
        assert_eq!(read.first("meta").unwrap().words(), "Nguyễn & 'Lài' <3");
        read = Element::parse("<a>1<![CDATA[<2>]]>&#x33;<b/></a>").unwrap();
        assert_eq!(read.words(), "1<2>3");
    }

    #[test]
    fn what_is_no_instance_is_refused() {
        let deep = "<a>".repeat(200);
        for (xml, expected) in [
            ("", "there is no element"),
            ("<a><b></a>", ""),
            ("<a>", "it ends too early"),
            (deep.as_str(), "more than a form can hold"),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "document type"),
            ("<a>&x;</a>", "document type"),
        ] {
            let error = Element::parse(xml).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
