//! One step of filling a form, as it is written down: `{"path": "/data/house/rooms", "value": "3"}`, and for repeats
//! `{"path": "/data/member", "add": true}` or `{"path": "/data/member[2]", "remove": true}`.

use dong_hanh_form::{Filling, Path, Refused};
use serde::Deserialize;

/// What an XForm calls the element around all others.
pub(super) const OUTERMOST: &str = "/data";

#[derive(Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Step {
    path: String,
    deed: Deed,
}

#[derive(Debug)]
enum Deed {
    Say(String),
    Add,
    Remove,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    path: String,
    value: Option<String>,
    #[serde(default)]
    add: bool,
    #[serde(default)]
    remove: bool,
}

impl TryFrom<Written> for Step {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let deed = match (written.value, written.add, written.remove) {
            (Some(text), false, false) => Deed::Say(text),
            (None, true, false) => Deed::Add,
            (None, false, true) => Deed::Remove,
            _ => return Err("a step has one of “value”, “add” and “remove”"),
        };
        Ok(Step {
            path: written.path,
            deed,
        })
    }
}

impl Step {
    /// Does it; an error where nothing was changed.
    pub(super) fn take(&self, filling: &mut Filling) -> Result<(), Refused> {
        let path = self.path.strip_prefix(OUTERMOST).unwrap_or(&self.path);
        let path: Path = path
            .trim_start_matches('/')
            .parse()
            .map_err(|_| Refused::NoSuchNode)?;
        match &self.deed {
            Deed::Say(text) => filling.say(&path, text).map(drop),
            Deed::Add => filling.add(&path).map(drop),
            Deed::Remove => filling.remove(&path).map(drop),
        }
    }
}
