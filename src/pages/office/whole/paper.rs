//! A page that anybody opens without the app: one file of HTML, black on white, A4, without scripts and without anything
//! from elsewhere.
//!
//! Texts go in as texts alone: there is no way to write one that is not escaped.

use std::fmt::Write as _;

/// What the page looks like. A policy in its head forbids everything that is not in the file itself.
const HEAD: &str = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"referrer\" content=\"no-referrer\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"><style>@page{size:A4;margin:18mm}body{font:11pt/1.45 system-ui,sans-serif;color:#000;background:#fff;max-width:180mm;margin:0 auto;padding:8mm}h1{font-size:18pt}h2{font-size:14pt;border-bottom:1px solid #000;break-after:avoid}h3{font-size:11pt;margin-bottom:0;break-after:avoid}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:1mm 2mm 1mm 0;border-bottom:1px solid #bbb}th{width:35%;font-weight:normal}td small{display:block;color:#444}figure{margin:3mm 0;break-inside:avoid}img{max-width:100%;max-height:110mm}</style>";

/// The kinds of pictures that every browser shows.
const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// The page while it is written.
pub(super) struct Paper {
    html: String,
}

impl Paper {
    /// Begins it.
    pub(super) fn begin(lang: &str, title: &str) -> Self {
        let (lang, title) = (escaped(lang), escaped(title));
        Self {
            html: format!(
                "<!doctype html><html lang=\"{lang}\"><head>{HEAD}<title>{title}</title></head><body><h1>{title}</h1>"
            ),
        }
    }

    /// Begins a part.
    pub(super) fn part(&mut self, title: &str) {
        self.tagged("h2", title);
    }

    /// Begins a smaller part.
    pub(super) fn section(&mut self, title: &str) {
        self.tagged("h3", title);
    }

    /// A paragraph.
    pub(super) fn line(&mut self, text: &str) {
        self.tagged("p", text);
    }

    /// A table of names with what each is, and who said so under it.
    pub(super) fn table(&mut self, rows: impl IntoIterator<Item = Row>) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        self.html.push_str("<table>");
        for row in rows {
            let name = escaped(&row.name);
            // Nothing fails that is written to a text.
            let _ = write!(self.html, "<tr><th scope=\"row\">{name}</th><td>");
            for (value, by) in row.values {
                let (value, by) = (escaped(&value), escaped(&by));
                let _ = write!(self.html, "<div>{value}");
                if !by.is_empty() {
                    let _ = write!(self.html, "<small>{by}</small>");
                }
                self.html.push_str("</div>");
            }
            self.html.push_str("</td></tr>");
        }
        self.html.push_str("</table>");
    }

    /// A picture in the file itself, `base64` of its bytes; one of another kind is only named.
    pub(super) fn picture(&mut self, mime: &str, base64: &str, caption: &str) {
        if !PICTURES.contains(&mime) {
            return self.line(caption);
        }
        let (caption, base64) = (escaped(caption), escaped(base64));
        let _ = write!(
            self.html,
            "<figure><img alt=\"{caption}\" src=\"data:{mime};base64,{base64}\"><figcaption>{caption}</figcaption></figure>"
        );
    }

    /// The page.
    pub(super) fn end(mut self) -> String {
        self.html.push_str("</body></html>\n");
        self.html
    }

    fn tagged(&mut self, tag: &'static str, text: &str) {
        let text = escaped(text);
        let _ = write!(self.html, "<{tag}>{text}</{tag}>");
    }
}

/// A line of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is called.
    pub(super) name: String,
    /// What it is and was, each with who said so.
    pub(super) values: Vec<(String, String)>,
}

impl Row {
    /// One that has a value, of which nothing more is told.
    pub(super) fn of(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            values: vec![(value.into(), String::new())],
        }
    }
}

/// A text that means nothing but itself, between tags and in quotes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' => safe.push_str("<br>"),
            // A letter that no page may have would end it for some readers.
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const SCRIPT: &str = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">";

    /// [S19.6]
    #[wasm_bindgen_test]
    fn s19_6_a_stored_script_stays_text_wherever_it_is_written() {
        let mut paper = Paper::begin(SCRIPT, SCRIPT);
        paper.part(SCRIPT);
        paper.section(SCRIPT);
        paper.line(SCRIPT);
        paper.table([Row {
            name: SCRIPT.to_owned(),
            values: vec![(SCRIPT.to_owned(), SCRIPT.to_owned())],
        }]);
        paper.picture(SCRIPT, SCRIPT, SCRIPT);
        paper.picture("image/jpeg", SCRIPT, SCRIPT);
        let html = paper.end();
        assert!(!html.contains("<script"));
        assert!(!html.contains("onerror=\""));
        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;";
        // The language, the title twice, two headings, a line, three in the table, the kind that is no picture's, and of
        // the picture its words twice and its bytes.
        assert_eq!(html.matches(escaped).count(), 13);
        assert_eq!(html.matches("<img ").count(), 1);
    }

    #[wasm_bindgen_test]
    fn the_page_needs_nothing_from_elsewhere() {
        let mut paper = Paper::begin("vi", "Hồ sơ");
        paper.table([Row::of("Địa chỉ", "kiệt 12\nnhà 3")]);
        paper.picture("image/png", "AAAA", "Ảnh");
        let html = paper.end();
        assert!(!html.contains("http:") && !html.contains("https:") && !html.contains("<link"));
        assert!(html.contains("default-src 'none'"));
        assert!(html.contains("kiệt 12<br>nhà 3"));
        assert!(html.contains("src=\"data:image/png;base64,AAAA\""));
    }
}
