//! The column `parameters`: `name=value` pairs.

use std::collections::BTreeMap;

use dong_hanh_form::{Decimal, Expr};

use crate::notes::Notes;
use crate::{Doubt, Unfit, Where, Wrong};

/// What the parameters of one row say, by their names in small letters.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    said: BTreeMap<String, String>,
    at: Where,
}

impl Parameters {
    /// Reads a cell; a name that is not among `known` is a mistake.
    pub(crate) fn read(cell: Option<&str>, known: &[&str], at: Where, notes: &mut Notes) -> Self {
        let mut said = BTreeMap::new();
        // A sign of equality may stand apart from what it joins.
        let spaced = cell
            .unwrap_or_default()
            .replace(['\n', '\t', ',', ';'], " ");
        let mut joined = spaced.clone();
        while joined.contains(" =") || joined.contains("= ") {
            joined = joined.replace(" =", "=").replace("= ", "=");
        }
        for pair in joined.split_whitespace() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = name.to_lowercase();
            if name.is_empty() || value.is_empty() || value.contains('=') {
                let written = pair.to_owned();
                notes.wrong(at.clone(), Wrong::ParameterForm { written });
                break;
            } else if known.contains(&name.as_str()) {
                said.insert(name, value.to_owned());
            } else {
                let known = known.iter().map(|&known| known.to_owned()).collect();
                notes.wrong(at.clone(), Wrong::UnknownParameter { name, known });
            }
        }
        Parameters { said, at }
    }

    pub(crate) fn at(&self) -> &Where {
        &self.at
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.said.get(name).map(String::as_str)
    }

    /// Tells of parameters that phones of ours do not follow.
    pub(crate) fn doubt(&self, names: &[&str], notes: &mut Notes) {
        for name in names.iter().filter(|name| self.said.contains_key(**name)) {
            let name = (*name).to_owned();
            notes.doubt(self.at.clone(), Doubt::Parameter { name });
        }
    }

    fn unfit(&self, name: &str, unfit: Unfit, notes: &mut Notes) {
        let (name, written) = (
            name.to_owned(),
            self.get(name).unwrap_or_default().to_owned(),
        );
        notes.wrong(
            self.at.clone(),
            Wrong::ParameterValue {
                name,
                written,
                unfit,
            },
        );
    }

    /// A number, or `default` where nothing is said.
    pub(crate) fn number(&self, name: &str, default: &str, notes: &mut Notes) -> Option<Decimal> {
        let number = self.get(name).unwrap_or(default).parse().ok();
        if number.is_none() {
            self.unfit(name, Unfit::Number, notes);
        }
        number
    }

    pub(crate) fn whole(&self, name: &str, notes: &mut Notes) -> Option<u32> {
        let number = self.get(name)?.parse().ok();
        if number.is_none() {
            self.unfit(name, Unfit::Whole, notes);
        }
        number
    }

    pub(crate) fn is_true(&self, name: &str, notes: &mut Notes) -> bool {
        match self.get(name).map(str::to_lowercase).as_deref() {
            Some("true") => true,
            None | Some("false") => false,
            Some(_) => {
                self.unfit(name, Unfit::Truth, notes);
                false
            }
        }
    }

    /// A number or a reference.
    pub(crate) fn seed(&self, notes: &mut Notes) -> Option<Expr> {
        let seed = self.get("seed")?;
        let is_reference = seed.starts_with("${") && seed.ends_with('}');
        if is_reference || seed.parse::<f64>().is_ok_and(f64::is_finite) {
            return Some(Expr(seed.to_owned()));
        }
        self.unfit("seed", Unfit::Seed, notes);
        None
    }

    /// The name of a column.
    pub(crate) fn column(&self, name: &str, default: &str, notes: &mut Notes) -> String {
        let said = self.get(name).unwrap_or(default);
        if !crate::survey::is_name(said) {
            self.unfit(name, Unfit::Column, notes);
        }
        said.to_owned()
    }
}
