//! The answers of a form as the XForm's instance that other clients send.

use std::fmt::Write as _;

use dong_hanh_form::{Filling, Path, Standing, What};

/// The instance as XML: what is asked now, an element each, and the answers in them. Of a repeat without an instance there
/// is nothing.
#[must_use]
pub fn instance(filling: &Filling) -> String {
    let form = filling.form();
    let mut xml = Writer {
        text: String::from("<data"),
        open: Vec::new(),
    };
    xml.attribute("id", &form.name);
    if !form.version.is_empty() {
        xml.attribute("version", &form.version);
    }
    xml.text.push('>');
    for node in filling.nodes().iter().filter(|node| node.relevant) {
        xml.node(node);
    }
    xml.close_until(|_| false);
    xml.text.push_str("</data>");
    xml.text
}

struct Writer {
    text: String,
    /// The elements that are open, outermost first.
    open: Vec<Path>,
}

impl Writer {
    fn node(&mut self, node: &Standing) {
        self.close_until(|open| node.path.is_within(open));
        let name = node.path.name();
        match &node.what {
            What::Group | What::Instance => {
                // Writing to a text never fails.
                let _ = write!(self.text, "<{name}>");
                self.open.push(node.path.clone());
            }
            What::Repeat { .. } => {}
            What::Question(valued) if valued.value.is_empty() => {
                let _ = write!(self.text, "<{name}/>");
            }
            What::Question(valued) => {
                let _ = write!(self.text, "<{name}>{}</{name}>", escaped(&valued.value));
            }
        }
    }

    /// Closes elements from the innermost on, until one is to stay open.
    fn close_until(&mut self, stays: impl Fn(&Path) -> bool) {
        while let Some(open) = self.open.pop_if(|open| !stays(open)) {
            let _ = write!(self.text, "</{}>", open.name());
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.text, " {name}=\"{}\"", escaped(value));
    }
}

/// A text as it stands in XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
