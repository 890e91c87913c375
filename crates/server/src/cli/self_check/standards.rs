//! The standards that are asked: those that are built in, or a folder's.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use dong_hanh_domain::standard::IncomeItems;
use dong_hanh_domain::{Standard, Standards};
use serde_json::Value;

/// Standards, and the items of the income score.
pub(super) struct Known {
    pub(super) standards: Standards,
    pub(super) items: Option<IncomeItems>,
}

const ITEMS: &str = include_str!("../../../../../standards/income-items.json");

impl Known {
    pub(super) fn built_in() -> anyhow::Result<Self> {
        Ok(Self {
            standards: Standards::built_in()?,
            items: Some(IncomeItems::parse(ITEMS)?),
        })
    }

    /// Every file of a folder that ends in `.json`: a standard has indicators, a table of points has items.
    pub(super) fn of_folder(folder: &Path) -> anyhow::Result<Self> {
        let cannot = || format!("{} could not be read", folder.display());
        let mut standards = Vec::new();
        let mut items = None;
        for entry in fs::read_dir(folder).with_context(cannot)? {
            let path = entry.with_context(cannot)?.path();
            if path.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let file = path.display();
            let text =
                fs::read_to_string(&path).with_context(|| format!("{file} could not be read"))?;
            let value: Value =
                serde_json::from_str(&text).with_context(|| format!("{file} is not JSON"))?;
            if value.get("items").is_some() {
                ensure!(items.is_none(), "{file} is a second table of points");
                let table = IncomeItems::parse(&text);
                items = Some(table.with_context(|| format!("{file} is no table of points"))?);
            } else {
                let standard = Standard::parse(&text);
                standards.push(standard.with_context(|| format!("{file} is no standard"))?);
            }
        }
        ensure!(
            !standards.is_empty(),
            "{} has no standard",
            folder.display()
        );
        Ok(Self {
            standards: Standards::new(standards)?,
            items,
        })
    }

    /// From when to when there is a standard, for whoever asks of another day.
    pub(super) fn periods(&self) -> String {
        let periods = self.standards.iter().map(|standard| {
            let (name, from, to) = (&standard.name, standard.valid_from, standard.valid_to);
            format!("{name} ({from} to {to})")
        });
        periods.collect::<Vec<_>>().join(", ")
    }
}
