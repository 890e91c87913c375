//! Expressions as XForms write them: with ways in the place of `${name}`.

use crate::names::{Names, Spot};

/// What stands before a name that means the answer of the time before.
pub(crate) const BEFORE: &str = "last-saved#";

/// The answers of the time before, as XForms call them.
pub(crate) const LAST_SAVED: &str = "__last-saved";

/// What an expression is read for.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'n> {
    pub(crate) names: &'n Names,
    /// The node for which it is reckoned.
    pub(crate) here: &'n Spot,
    /// Whether it stands within a predicate, where `..` would be that of what is chosen among.
    pub(crate) in_predicate: bool,
}

/// An open parenthesis.
struct Open {
    /// Whether it is that of `indexed-repeat`.
    indexed: bool,
    /// The argument that is read, from 0.
    argument: usize,
}

impl Reader<'_> {
    /// The expression with ways for references.
    pub(crate) fn written(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + 16);
        let mut rest = source;
        let (mut brackets, mut open) = (usize::from(self.in_predicate), Vec::<Open>::new());
        let mut quote = None;
        while let Some(first) = rest.chars().next() {
            if let Some(inner) = rest.strip_prefix("${")
                && let Some(end) = inner.find('}')
            {
                let way = self.way(inner[..end].trim(), brackets > 0, open.last());
                if out.ends_with(goes_on) {
                    out.push(' ');
                }
                out.push_str(&way);
                rest = &inner[end + 1..];
                if rest.starts_with(goes_on) {
                    out.push(' ');
                }
                continue;
            }
            let length = first.len_utf8();
            match (quote, first) {
                // A name in quotes is put in too, as pyxform does: it is what jr:choice-name() asks for.
                (Some(end), _) if end == first => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') => quote = Some(first),
                (None, '[') => brackets += 1,
                (None, ']') => brackets = brackets.saturating_sub(1),
                (None, '(') => open.push(Open {
                    indexed: out.trim_end().ends_with("indexed-repeat"),
                    argument: 0,
                }),
                (None, ')') => drop(open.pop()),
                (None, ',') => open
                    .iter_mut()
                    .rev()
                    .take(1)
                    .for_each(|open| open.argument += 1),
                _ => {}
            }
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
        out
    }

    /// Whether something is called so.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let name = name.strip_prefix(BEFORE).unwrap_or(name);
        self.names.find(name).is_some()
    }

    fn way(&self, name: &str, in_predicate: bool, open: Option<&Open>) -> String {
        if let Some(name) = name.strip_prefix(BEFORE) {
            let path = self
                .names
                .find(name)
                .map(|spot| format!("instance('{LAST_SAVED}'){}", spot.path()));
            return path.unwrap_or_else(|| format!("${{{BEFORE}{name}}}"));
        }
        let Some(spot) = self.names.find(name) else {
            return format!("${{{name}}}");
        };
        // What indexed-repeat() looks up, and the repeats, are those of all instances.
        let whole = open.is_some_and(|open| open.indexed && matches!(open.argument, 0 | 1 | 3 | 5));
        match spot.from(self.here).filter(|_| !whole) {
            Some(way) if in_predicate => format!("current()/{way}"),
            Some(way) => way,
            None => spot.path(),
        }
    }
}

/// What would become one name with what stands beside it.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_form::Definition;

    const FORM: &str = r#"{"name":"f","version":"1","title":{"":"f"},"nodes":[
      {"type":"integer","name":"a","label":{"":"a"}},
      {"type":"repeat","name":"r","label":{"":"r"},"each":{"":"r"},"add":{"":"r"},"nodes":[
        {"type":"integer","name":"b","label":{"":"b"}},
        {"type":"group","name":"g","label":{"":"g"},"nodes":[{"type":"integer","name":"c","label":{"":"c"}}]}]}]}"#;

    #[test]
    fn a_reference_becomes_the_way_to_it() {
        let form: Definition = serde_json::from_str(FORM).unwrap();
        let names = Names::of(&form);
        let (outside, inside) = (names.find("a").unwrap(), names.find("c").unwrap());
        for (here, source, expected) in [
            (outside, "${a}-1 + '${a}'", "/data/a -1 + '/data/a'"),
            (outside, "sum(${b})", "sum(/data/r/b)"),
            (inside, "${b} > ${a}", "../../b > /data/a"),
            (
                inside,
                "instance('t')/root/item[n = ${b}]/x",
                "instance('t')/root/item[n = current()/../../b]/x",
            ),
            (
                inside,
                "indexed-repeat(${b}, ${r}, ${c} - 1)",
                "indexed-repeat(/data/r/b, /data/r, ../../g/c - 1)",
            ),
            (inside, "count(${r})", "count(/data/r)"),
            (inside, "${nobody}", "${nobody}"),
        ] {
            let reader = Reader {
                names: &names,
                here,
                in_predicate: false,
            };
            let written = reader.written(source).replace("  ", " ");
            assert_eq!(written, expected.replace("  ", " "), "{source}");
        }
    }
}
