//! The answers of a form as the XForm's instance that other clients send.

use std::fmt::Write as _;

use dong_hanh_form::{Filling, Path, Standing, What};

/// Where OpenRosa says what `meta` is.
const OPENROSA: &str = "http://openrosa.org/xforms";

/// What a filled form is called among all others, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'n> {
    /// Its own name, such as `uuid:…`.
    pub instance: &'n str,
    /// The name of the one that it takes the place of.
    pub deprecated: Option<&'n str>,
}

/// The instance as XML: what is asked now, an element each, and the answers in them. Of a repeat without an instance there
/// is nothing. With a name it can be sent to whoever takes filled forms.
#[must_use]
pub fn instance(filling: &Filling, named: Option<Named<'_>>) -> String {
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
    if let Some(named) = named {
        xml.meta(named);
    }
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

    /// The compiler lets no node be called `meta`; whoever writes a definition by hand has to leave it out too.
    fn meta(&mut self, named: Named<'_>) {
        let _ = write!(self.text, "<meta xmlns=\"{OPENROSA}\">");
        let instance = escaped(named.instance);
        let _ = write!(self.text, "<instanceID>{instance}</instanceID>");
        if let Some(deprecated) = named.deprecated.map(escaped) {
            let _ = write!(self.text, "<deprecatedID>{deprecated}</deprecatedID>");
        }
        self.text.push_str("</meta>");
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
            // A reader would make a new line of it.
            '\r' => out.push_str("&#13;"),
            // XML has no way to write these.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
