//! A household as somebody writes it by hand: only what is known, in the words of `docs/self-check.md`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail, ensure};
use chrono::{Months, NaiveDate};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::odd::OLDEST;
use dong_hanh_domain::{
    Allowance, Birth, Both, Counts, Device, Dwelling, HamletId, Household, HouseholdId, Member,
    MemberId, PersonName, Relation, Sex, UserId,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::words::{Written, written};

/// What an object has and nobody has read yet.
pub(super) type Fields = Map<String, Value>;

/// What whoever wrote the file should know.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) said: Vec<Both<String>>,
    /// The people whose sex is not given.
    pub(super) unsexed: Vec<MemberId>,
}

impl Notes {
    pub(super) fn add(&mut self, vi: &str, en: &str) {
        self.said.push(Both::new(vi, en).owned());
    }
}

const OF_MEMBER: &str = "name, birth, age, sex, relation, work, attends, learnt, disability, allowance, insured, \
                         malnourished, online";
const OF_HOUSE: &str = "members, area_m2, roof, wall, pillar, water, latrine, internet, devices, \
                        jobless, no_contract, children_out, young_untrained, uninsured, malnourished_children, income_score, \
                        income_per_person, income_items";

/// The household that it describes; the first of its people is the head.
///
/// # Errors
/// A sentence that names the field.
pub(super) fn household(
    mut all: Fields,
    day: NaiveDate,
    notes: &mut Notes,
) -> anyhow::Result<Household> {
    let Some(Value::Array(members)) = all.remove("members") else {
        bail!("members: write the people of the household as a list of objects")
    };
    ensure!(
        !members.is_empty(),
        "members: a household has at least one person"
    );
    let mut people = Vec::new();
    for (at, value) in members.into_iter().enumerate() {
        let field = format!("members[{at}]");
        let Value::Object(fields) = value else {
            bail!("{field}: write each person as an object")
        };
        people.push(other(fields, at, &field, day, notes)?);
    }
    let dwelling = match all.remove("dwelling") {
        None => dwelling(&mut all)?,
        Some(Value::Object(mut fields)) => {
            let dwelling = dwelling(&mut fields).context("dwelling")?;
            no_more(&fields, "dwelling", OF_HOUSE)?;
            dwelling
        }
        Some(_) => bail!("dwelling: write it as an object"),
    };
    let counts = counts(&mut all)?;
    no_more(&all, "the household", OF_HOUSE)?;
    let mut people = people.into_iter();
    let head = people
        .next()
        .context("members: a household has at least one person")?;
    let nil = Uuid::nil();
    let mut household = Household::new(HouseholdId(nil), HamletId(nil), head.member, UserId(nil));
    household.others = people.collect();
    household.dwelling = dwelling;
    *household.counts = counts;
    Ok(household)
}

fn other(
    mut fields: Fields,
    at: usize,
    field: &str,
    day: NaiveDate,
    notes: &mut Notes,
) -> anyhow::Result<Other> {
    let mut all = Of {
        fields: &mut fields,
        field,
    };
    let name = match all.text("name")? {
        Some(name) => PersonName::new(&name).with_context(|| format!("{field}.name"))?,
        None => PersonName::new(&format!("Người thứ {}", at + 1))?,
    };
    let id = MemberId(Uuid::from_u128(at as u128 + 1));
    let sex = match all.text("sex")?.map(|sex| sex.to_lowercase()).as_deref() {
        Some("female" | "f" | "nữ" | "nu" | "2") => Sex::Female,
        Some("male" | "m" | "nam" | "1") => Sex::Male,
        Some(other) => bail!("{field}.sex: “{other}” is neither male nor female"),
        None => {
            notes.add(
                &format!("{field}.sex: chưa ghi nên để ngỏ; chỉ cần cho tuổi hết lao động"),
                &format!("{field}.sex: not given, so it is left open; it only matters for the end of working age"),
            );
            notes.unsexed.push(id);
            // A record has one; that of this person is not asked.
            Sex::Female
        }
    };
    let birth = match (all.take("birth"), all.whole("age")?) {
        (None, None) => None,
        (None, Some(age)) => Some(of_age(field, age, day)?),
        (Some(birth), None) => Some(birth_of(field, &birth, day)?),
        (Some(_), Some(_)) => bail!("{field}: write birth or age, not both"),
    };
    let relation = match all.text("relation")? {
        None => Relation::Other,
        Some(text) => relation(field, &text)?,
    };
    let mut member = Member {
        birth,
        work: all.word("work")?,
        attends: all.word("attends")?,
        learnt: all.word("learnt")?,
        disability: all.word("disability")?,
        insured: all.yes_no("insured")?,
        malnourished: all.yes_no("malnourished")?,
        online: all.yes_no("online")?,
        ..Member::new(id, name, sex)
    };
    // By yes or no somebody says whether they receive that of the elderly or disabled.
    member.allowance = match all.fields.get("allowance").and_then(yes_or_no) {
        Some(is) => {
            all.take("allowance");
            let is_old = member.age_on(day).is_some_and(|age| age >= 60);
            Some(match (is, is_old) {
                (false, _) => Allowance::Nothing,
                (true, true) => Allowance::Elderly,
                (true, false) => Allowance::Disabled,
            })
        }
        None => all.word("allowance")?,
    };
    no_more(&fields, field, OF_MEMBER)?;
    Ok(Other { member, relation })
}

fn dwelling(fields: &mut Fields) -> anyhow::Result<Dwelling> {
    let mut all = Of { fields, field: "" };
    let area = match (all.take("area_m2"), all.take("area")) {
        (Some(_), Some(_)) => bail!("area_m2 and area are both there"),
        (area, None) | (None, area) => area,
    };
    Ok(Dwelling {
        area_m2: area.map(|area| square_metres(&area)).transpose()?,
        roof: all.word("roof")?,
        wall: all.word("wall")?,
        pillar: all.word("pillar")?,
        water: all.word("water")?,
        latrine: all.word("latrine")?,
        internet: all.yes_no("internet")?,
        devices: all.take("devices").map(devices).transpose()?,
        ..Dwelling::default()
    })
}

fn counts(fields: &mut Fields) -> anyhow::Result<Counts> {
    let mut count = |name| {
        let people = whole(fields, name)?;
        let few =
            |people| u16::try_from(people).with_context(|| format!("{name}: {people} people"));
        people.map(few).transpose()
    };
    Ok(Counts {
        jobless: count("jobless")?,
        no_contract: count("no_contract")?,
        children_out: count("children_out")?,
        young_untrained: count("young_untrained")?,
        uninsured: count("uninsured")?,
        malnourished_children: count("malnourished_children")?,
        ..Counts::default()
    })
}

/// The fields of an object; `field` is where it stands.
struct Of<'f> {
    fields: &'f mut Fields,
    field: &'f str,
}

impl Of<'_> {
    /// What is there; null is nothing.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    fn at(&self, name: &str) -> String {
        if self.field.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.field)
        }
    }

    fn text(&mut self, name: &str) -> anyhow::Result<Option<String>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => {
                Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
            }
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => bail!("{}: write a text", self.at(name)),
        }
    }

    fn word<T: Written>(&mut self, name: &str) -> anyhow::Result<Option<T>> {
        let at = self.at(name);
        let text = self.text(name)?;
        text.map(|text| written(&at, &text)).transpose()
    }

    fn yes_no(&mut self, name: &str) -> anyhow::Result<Option<bool>> {
        let at = self.at(name);
        let value = self.take(name);
        let read =
            |value: Value| yes_or_no(&value).with_context(|| format!("{at}: write true or false"));
        value.map(read).transpose()
    }

    fn whole(&mut self, name: &str) -> anyhow::Result<Option<u64>> {
        whole(self.fields, name).with_context(|| self.field.to_owned())
    }
}

/// A whole number that is not negative.
pub(super) fn whole(fields: &mut Fields, name: &str) -> anyhow::Result<Option<u64>> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let text = value.as_str().map(|text| text.replace(['.', ',', ' '], ""));
            let whole = value.as_u64().or_else(|| text?.parse().ok());
            let whole =
                whole.with_context(|| format!("{name}: write a whole number, 0 or more"))?;
            Ok(Some(whole))
        }
    }
}

fn yes_or_no(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(*is),
        Value::String(text) => match text.trim().to_lowercase().as_str() {
            "yes" | "true" | "có" | "co" => Some(true),
            "no" | "false" | "không" | "khong" | "chưa" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn of_age(field: &str, age: u64, day: NaiveDate) -> anyhow::Result<Birth> {
    let years = u32::try_from(age)
        .ok()
        .filter(|age| *age <= u32::from(OLDEST));
    let years = years.with_context(|| format!("{field}.age: nobody is {age} years old"))?;
    let born = day.checked_sub_months(Months::new(years * 12));
    Ok(Birth::Date(born.with_context(|| format!("{field}.age"))?))
}

/// `1958`, `1958-03-02`, `02/03/1958`.
fn birth_of(field: &str, value: &Value, day: NaiveDate) -> anyhow::Result<Birth> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"];
    let date = formats
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text.trim(), format).ok());
    let year = text
        .trim()
        .parse::<u16>()
        .ok()
        .filter(|year| (1000..=9999).contains(year));
    let birth = date.map(Birth::Date).or(year.map(Birth::Year));
    let birth = birth.with_context(|| {
        format!("{field}.birth: write a year as 1958 or a day as 1958-03-02, not “{text}”")
    })?;
    let probe = Member {
        birth: Some(birth),
        ..Member::new(MemberId(Uuid::nil()), PersonName::new("?")?, Sex::Female)
    };
    let age = probe.age_on(day);
    let age = age.with_context(|| format!("{field}.birth: {text} is still to come on {day}"))?;
    ensure!(
        age <= OLDEST,
        "{field}.birth: {text} would be {age} years old"
    );
    Ok(birth)
}

fn relation(field: &str, text: &str) -> anyhow::Result<Relation> {
    Ok(match text.to_lowercase().as_str() {
        "head" | "chủ hộ" | "other" | "khác" => Relation::Other,
        "spouse" | "vợ" | "chồng" | "vợ hoặc chồng" => Relation::Spouse,
        "child" | "con" => Relation::Child,
        "grandchild" | "cháu" => Relation::Grandchild,
        "parent" | "bố" | "mẹ" | "bố hoặc mẹ" => Relation::Parent,
        "sibling" | "anh" | "chị" | "em" => Relation::Sibling,
        _ => bail!(
            "{field}.relation: “{text}” is none of head, spouse, child, grandchild, parent, sibling, other"
        ),
    })
}

fn square_metres(value: &Value) -> anyhow::Result<f32> {
    let text = value.as_str().map(|text| text.replace(',', "."));
    let area = value.as_f64().or_else(|| text?.trim().parse().ok());
    let area = area.filter(|area| area.is_finite() && *area > 0.0);
    let area = area.context("area_m2: write square metres, more than 0")?;
    #[allow(clippy::cast_possible_truncation)]
    Ok(area as f32)
}

/// A list, or a text with commas or spaces between; `none` and an empty list are a house that has nothing.
fn devices(value: Value) -> anyhow::Result<BTreeSet<Device>> {
    let names: Vec<String> = match value {
        Value::Array(names) => {
            let names = names.into_iter().map(|name| match name {
                Value::String(name) => Ok(name),
                _ => bail!("devices: write a list of words"),
            });
            names.collect::<anyhow::Result<_>>()?
        }
        Value::String(text) => {
            let between = if text.contains(',') { ',' } else { ' ' };
            text.split(between)
                .map(|name| name.trim().to_owned())
                .collect()
        }
        _ => bail!("devices: write a list of words"),
    };
    let names = names
        .iter()
        .filter(|name| !name.is_empty() && *name != "none");
    names.map(|name| written("devices", name)).collect()
}

/// The answers to the items of the income score.
pub(super) fn answers(value: Value) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let Value::Object(all) = value else {
        bail!("income_items: write an object, as {{\"size\": \"p3\"}}")
    };
    let one = |(item, answer): (String, Value)| {
        let chosen = match answer {
            Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
            Value::Array(chosen) => chosen
                .into_iter()
                .map(|one| {
                    Ok(one
                        .as_str()
                        .context("income_items: write words")?
                        .to_owned())
                })
                .collect::<anyhow::Result<Vec<_>>>()?,
            _ => bail!("income_items.{item}: write a word or a list of words"),
        };
        Ok((item, chosen))
    };
    all.into_iter().map(one).collect()
}

/// What nobody reads was most likely meant as something.
fn no_more(fields: &Fields, at: &str, known: &str) -> anyhow::Result<()> {
    match fields.keys().next() {
        None => Ok(()),
        Some(unknown) => bail!("{at}: “{unknown}” is none of {known}"),
    }
}
