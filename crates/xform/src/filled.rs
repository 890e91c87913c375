//! A filled form as it came: which one it is, and what was asked beside it.

use chrono::{DateTime, FixedOffset};
use dong_hanh_form::Definition;

use crate::asks::{Added, END, FORM, HOUSEHOLD, START};
use crate::element::{Element, Unreadable};

/// A filled form as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Which form it says that it is.
    pub id: Option<String>,
    /// And which version.
    pub version: Option<String>,
    /// What the client named it, for ever.
    pub instance: Option<String>,
    /// What it named the one that this one takes the place of.
    pub deprecated: Option<String>,
    pub(crate) data: Element,
}

impl Filled {
    /// Takes an instance apart.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn parse(xml: &str) -> Result<Filled, Unreadable> {
        let data = Element::parse(xml)?;
        let meta = data.first("meta");
        let named = |name: &str| {
            let words = meta.and_then(|meta| meta.first(name)).map(Element::words);
            words
                .map(|id| id.trim().to_owned())
                .filter(|id| !id.is_empty())
        };
        let said = |name: &str| data.attribute(name).map(str::to_owned);
        Ok(Filled {
            id: said("id"),
            version: said("version"),
            instance: named("instanceID").or_else(|| said("instanceID")),
            deprecated: named("deprecatedID"),
            data,
        })
    }

    /// The definition that was filled, as the server had put it in.
    #[must_use]
    pub fn form(&self) -> Option<String> {
        let groups = self
            .data
            .elements()
            .filter(|element| element.name.starts_with("dong_hanh"));
        let form = groups
            .filter_map(|group| group.first(FORM))
            .map(Element::words);
        form.map(|form| form.trim().to_owned())
            .find(|form| !form.is_empty())
    }

    /// What was put into a form for us.
    #[must_use]
    pub fn asked(&self, form: &Definition) -> Asked {
        let group = Added::to(form).find(&self.data);
        let said = |name: &str| {
            let words = group
                .and_then(|group| group.first(name))
                .map(Element::words);
            words
                .map(|words| words.trim().to_owned())
                .filter(|words| !words.is_empty())
        };
        let moment = |name| said(name).and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
        Asked {
            household: said(HOUSEHOLD),
            started: moment(START),
            ended: moment(END),
        }
    }
}

/// What was asked beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The household, by its id.
    pub household: Option<String>,
    /// When the form was opened.
    pub started: Option<DateTime<FixedOffset>>,
    /// When it was closed last.
    pub ended: Option<DateTime<FixedOffset>>,
}
