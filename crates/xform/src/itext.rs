//! Words in several languages, which XForms keep apart from what they belong to.

use std::collections::BTreeSet;

use dong_hanh_form::{Definition, Media, Node, Text};

use crate::element::Element;
use crate::expression::Reader;
use crate::tables::MEDIA;

/// The words that were met, by language.
#[derive(Debug, Default)]
pub(crate) struct Itext {
    /// The tags of the languages, the preferred one first.
    tags: Vec<String>,
    /// By id: each value with what it is (`guidance`, `image` …).
    texts: Vec<(String, Vec<Value>)>,
    /// The files that there are, for a client that asks us for them; it would tell of any other.
    files: Option<BTreeSet<String>>,
}

#[derive(Debug)]
struct Value {
    form: Option<&'static str>,
    /// What stands before the words: where a file lies.
    scheme: &'static str,
    words: Text,
    /// The words with references put in, by language; none of a file that is not there.
    elements: Vec<Option<Element>>,
}

/// What is said at one place.
pub(crate) struct Said<'t> {
    pub(crate) words: Option<&'t Text>,
    pub(crate) guidance: Option<&'t Text>,
    pub(crate) media: Option<&'t Media>,
}

impl<'t> Said<'t> {
    pub(crate) fn plain(words: &'t Text) -> Said<'t> {
        Said {
            words: Some(words).filter(|words| words.iter().any(|(_, words)| !words.is_empty())),
            guidance: None,
            media: None,
        }
    }
}

impl Itext {
    /// The languages of a form; `asked` by a client that fetches its files from us.
    pub(crate) fn of(form: &Definition, asked: bool) -> Itext {
        let mut itext = Itext {
            files: asked.then(|| form.files.keys().cloned().collect()),
            ..Itext::default()
        };
        itext.learn(&form.title);
        itext.learn_all(&form.nodes);
        for table in form.tables.values() {
            let columns = table.columns().iter();
            let columns = columns.map(|column| column.strip_prefix(MEDIA).unwrap_or(column));
            let tags = columns.filter_map(|column| column.split_once("::"));
            tags.for_each(|(_, tag)| itext.know(tag));
        }
        // Words of no language are those of every one.
        if itext.tags.len() > 1 {
            itext.tags.retain(|tag| !tag.is_empty());
        }
        itext
    }

    fn learn_all(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Group(group) => {
                    self.learn(&group.label);
                    self.learn_media(&group.media);
                    self.learn_all(&group.nodes);
                }
                Node::Repeat(repeat) => {
                    self.learn(&repeat.label);
                    self.learn_media(&repeat.media);
                    self.learn_all(&repeat.nodes);
                }
                Node::Question(question) => {
                    self.learn(&question.label);
                    self.learn_media(&question.media);
                }
            }
        }
    }

    fn learn_media(&mut self, media: &Media) {
        let all = [&media.image, &media.big_image, &media.audio, &media.video];
        for text in all.into_iter().flatten() {
            self.learn(text);
        }
    }

    fn learn(&mut self, text: &Text) {
        for (tag, _) in text.iter() {
            self.know(tag);
        }
    }

    fn know(&mut self, tag: &str) {
        if !self.tags.iter().any(|known| known == tag) {
            self.tags.push(tag.to_owned());
        }
    }

    /// An element that says something: in itself where there is one way to say it, else by an id.
    pub(crate) fn element(
        &mut self,
        name: &str,
        id: &str,
        said: &Said<'_>,
        reader: Reader<'_>,
    ) -> Option<Element> {
        let alone = said.guidance.is_none() && said.media.is_none_or(Media::is_empty);
        match said.words {
            // What has no words may be seen or heard all the same.
            None if alone => return None,
            Some(words) if alone && words.iter().count() == 1 => {
                let (_, words) = words.iter().next()?;
                return Some(put_in(Element::new(name), words, reader));
            }
            _ => {}
        }
        self.add(id, said, reader);
        Some(Element::new(name).with("ref", format!("jr:itext('{id}')")))
    }

    /// A message of a bind, which has no words of its own but in an attribute.
    pub(crate) fn message(&mut self, id: &str, words: &Text, reader: Reader<'_>) -> String {
        let mut all = words.iter();
        match (all.next(), all.next()) {
            (Some((_, words)), None) if !words.contains("${") => words.to_owned(),
            _ => {
                self.add(id, &Said::plain(words), reader);
                format!("jr:itext('{id}')")
            }
        }
    }

    /// Keeps words under an id.
    pub(crate) fn add(&mut self, id: &str, said: &Said<'_>, reader: Reader<'_>) {
        let mut values = Vec::new();
        let mut value = |form, scheme, words: Option<&Text>| {
            values.extend(words.map(|words| Value {
                form,
                scheme,
                words: words.clone(),
                elements: Vec::new(),
            }));
        };
        value(None, "", said.words);
        value(Some("guidance"), "", said.guidance);
        if let Some(media) = said.media {
            value(Some("image"), "jr://images/", media.image.as_ref());
            value(Some("big-image"), "jr://images/", media.big_image.as_ref());
            value(Some("audio"), "jr://audio/", media.audio.as_ref());
            value(Some("video"), "jr://video/", media.video.as_ref());
        }
        for value in &mut values {
            for tag in &self.tags {
                let element = Element::new("value").maybe("form", value.form.map(str::to_owned));
                let words = value.words.in_language(tag);
                let is_file = !value.scheme.is_empty();
                let files = self.files.as_ref().filter(|_| is_file);
                let there = files.is_none_or(|files| files.contains(words));
                value.elements.push(there.then(|| match is_file {
                    true => element.text(format!("{}{words}", value.scheme)),
                    false => put_in(element, words, reader),
                }));
            }
        }
        self.texts.push((id.to_owned(), values));
    }

    /// All that was met, if anything was.
    pub(crate) fn into_element(self) -> Option<Element> {
        if self.texts.is_empty() {
            return None;
        }
        let translations = self.tags.iter().enumerate().map(|(at, tag)| {
            let texts = self.texts.iter().map(|(id, values)| {
                let values = values
                    .iter()
                    .filter_map(|value| value.elements.get(at)?.clone());
                Element::new("text").with("id", id.as_str()).holding(values)
            });
            let default = (at == 0).then(|| "true()".to_owned());
            Element::new("translation")
                .maybe("default", default)
                .with("lang", language(tag))
                .holding(texts)
        });
        Some(Element::new("itext").holding(translations))
    }
}

/// Words in an element, with what was answered where they say `${name}`.
fn put_in(mut element: Element, words: &str, reader: Reader<'_>) -> Element {
    let mut rest = words;
    while let Some((before, inner)) = rest.split_once("${")
        && let Some((name, after)) = inner.split_once('}')
    {
        // What is no name of the form stays as it is: a table may say so.
        if !reader.knows(name.trim()) {
            element = element.text(format!("{before}${{"));
            rest = inner;
            continue;
        }
        if !before.is_empty() {
            element = element.text(before);
        }
        let way = reader.written(&format!("${{{name}}}"));
        element.push(Element::new("output").with("value", way));
        rest = after;
    }
    if rest.is_empty() {
        element
    } else {
        element.text(rest)
    }
}

/// What people are offered to choose from.
fn language(tag: &str) -> &str {
    match tag {
        "" => "default",
        "vi" => "Tiếng Việt (vi)",
        "en" => "English (en)",
        other => other,
    }
}
