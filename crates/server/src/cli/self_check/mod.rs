//! `self-check`: what a household of a file lacks by the standard of a day, as JSON.

mod plain;
mod report;
mod standards;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use clap::Args;
use dong_hanh_domain::self_check::Income;
use dong_hanh_domain::standard::{IncomeItems, Unscored};
use dong_hanh_domain::{Area, Household, SelfCheck};
use serde_json::{Map, Value};

use super::say;
use plain::{Fields, Notes};
use standards::Known;

#[derive(Args, Debug)]
pub(super) struct Check {
    /// The day whose standard is asked, mostly that of the visit
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: NaiveDate,
    /// Where the household lives: rural (a commune) or urban (a ward)
    #[arg(long, value_parser = area, value_name = "rural|urban")]
    area: Area,
    /// A folder with standards, in the place of those that are built in
    #[arg(long, value_name = "DIR")]
    standards: Option<PathBuf>,
    /// The household, as docs/self-check.md describes it
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
}

fn area(text: &str) -> Result<Area, &'static str> {
    Area::named(&text.to_lowercase()).ok_or("an area is rural (a commune) or urban (a ward)")
}

impl Check {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let known = match &self.standards {
            Some(folder) => Known::of_folder(folder)?,
            None => Known::built_in()?,
        };
        let Some(standard) = known.standards.on(self.date) else {
            bail!(
                "no standard is in force on {}: there are {}",
                self.date,
                known.periods()
            );
        };
        let file = self.file.display().to_string();
        let read =
            read(&self.file, self.date).with_context(|| format!("{file} is no household"))?;
        let mut notes = read.notes;
        let items = known.items.as_ref();
        let income = income(read.income, items, self.area, self.date, &mut notes)
            .with_context(|| format!("{file} is no household"))?;
        let check = SelfCheck::of_unsexed(
            &read.household,
            &notes.unsexed,
            standard,
            self.date,
            self.area,
            income,
        );
        let report = report::report(&check, &read.household, income, &notes);
        say(&serde_json::to_string_pretty(&report)?)?;
        Ok(())
    }
}

/// A file as it was read.
struct Read {
    household: Household,
    income: Fields,
    notes: Notes,
}

/// Reads a record of the app, or what somebody has written by hand.
fn read(file: &Path, day: NaiveDate) -> anyhow::Result<Read> {
    let bytes = fs::read(file).context("it could not be read")?;
    let value: Value = serde_json::from_slice(&bytes).context("it is not JSON")?;
    let Value::Object(mut all) = value else {
        bail!("it must be one object, as docs/self-check.md describes it")
    };
    // What is said of the income stands beside a record, or in it.
    let income = ["income_score", "income_per_person", "income_items"];
    let income = income.iter().filter_map(|name| all.remove_entry(*name));
    let mut income: Fields = income.collect();
    let mut notes = Notes::default();
    let all = match all.remove("household") {
        None => all,
        Some(Value::Object(household)) if all.is_empty() => household,
        Some(_) => bail!("beside “household” only what is known of the income can stand"),
    };
    let household = if all.contains_key("head") {
        record(all)?
    } else {
        plain::household(all, day, &mut notes)?
    };
    if let Some(score) = household.income_score {
        income.entry("income_score").or_insert_with(|| score.into());
    }
    Ok(Read {
        household,
        income,
        notes,
    })
}

/// A record as the app keeps it.
fn record(all: Map<String, Value>) -> anyhow::Result<Household> {
    serde_json::from_value(Value::Object(all))
        .context("it has a “head” and is no record of the app")
}

/// The officer's figure, or else what a verified table gives, or else what the family says.
fn income(
    mut said: Fields,
    items: Option<&IncomeItems>,
    area: Area,
    day: NaiveDate,
    notes: &mut Notes,
) -> anyhow::Result<Option<Income>> {
    let score = plain::whole(&mut said, "income_score")?;
    let answers = said.remove("income_items");
    let per_person = plain::whole(&mut said, "income_per_person")?;
    if per_person.is_some_and(|dong| dong > dong_hanh_domain::odd::MOST_DONG) {
        notes.add(
            "income_per_person: hơn một tỷ đồng một tháng, có thừa số 0 không?",
            "income_per_person: over a billion đồng a month, is there a zero too many?",
        );
    }
    let mut scored = score;
    if let Some(answers) = answers.filter(|_| score.is_none()) {
        let answers = plain::answers(answers)?;
        let in_force = items.filter(|items| (items.valid_from..=items.valid_to).contains(&day));
        scored = match in_force.map(|items| items.score(area, &answers)) {
            Some(Ok(score)) => Some(score),
            Some(Err(unanswered @ Unscored::Unanswered(_))) => return Err(unanswered.into()),
            Some(Err(Unscored::Unverified)) => {
                notes.add(
                    "income_items: bảng điểm chưa được đối chiếu với bản gốc, nên không cộng điểm; xin ghi điểm của \
                     cán bộ ở income_score",
                    "income_items: the points were not compared with the original, so no score is made of them; write \
                     the officer’s figure as income_score",
                );
                None
            }
            None => {
                notes.add(
                    "income_items: ngày này không có bảng điểm nào còn hiệu lực",
                    "income_items: no table of points is in force on this day",
                );
                None
            }
        };
    }
    let score = scored.map(Income::Score);
    Ok(score.or(per_person.map(Income::PerPerson)))
}
