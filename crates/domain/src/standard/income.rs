//! The items of the income score (điểm A): a score is made of them only where each of their points was compared with
//! the original.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Area, OfArea, StandardError};
use crate::both::Both;

/// The items of a circular, with the points of each answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeItems {
    /// How the table is called.
    pub name: String,
    /// The circular.
    pub law: String,
    /// The first day.
    pub valid_from: chrono::NaiveDate,
    /// The last day.
    pub valid_to: chrono::NaiveDate,
    /// For which part of the country.
    pub region: String,
    /// What is not known of it.
    pub note: String,
    /// The score up to which a household is poor or near-poor.
    pub limit: OfArea,
    /// The items.
    pub items: Vec<Item>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// How it is written.
    pub id: String,
    /// The question.
    pub label: Both<String>,
    /// How many of its answers there can be.
    pub pick: Pick,
    /// Whether somebody has compared its points with the original.
    pub verified: bool,
    /// The answers.
    pub options: Vec<Choice>,
}

/// How many answers an item can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// One.
    One,
    /// Any number, also none.
    Many,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// How it is written.
    pub id: String,
    /// How people say it.
    pub label: Both<String>,
    /// Its points; `None` where nobody knows them.
    pub points: Option<OfArea>,
}

/// Why there is no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unscored {
    /// Nobody has compared all points with the original.
    #[error("the points were not compared with the original; the officer’s figure counts")]
    Unverified,
    /// An item has no answer, or one that it does not know.
    #[error("the item {0} is not answered by one of its options")]
    Unanswered(String),
}

impl IncomeItems {
    /// Reads a table.
    ///
    /// # Errors
    /// [`StandardError::Unread`].
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        serde_json::from_str(text).map_err(|error| StandardError::Unread(error.to_string()))
    }

    /// Whether every point was compared with the original.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        let all = |item: &Item| {
            item.verified && item.options.iter().all(|option| option.points.is_some())
        };
        self.items.iter().all(all)
    }

    /// The income score of these answers, by item.
    ///
    /// # Errors
    /// [`Unscored`].
    pub fn score(
        &self,
        area: Area,
        answers: &BTreeMap<String, Vec<String>>,
    ) -> Result<u64, Unscored> {
        if !self.is_verified() {
            return Err(Unscored::Unverified);
        }
        let mut score = 0;
        for item in &self.items {
            let unanswered = || Unscored::Unanswered(item.id.clone());
            let chosen = answers.get(&item.id).ok_or_else(unanswered)?;
            if item.pick == Pick::One && chosen.len() != 1 {
                return Err(unanswered());
            }
            for id in chosen {
                let option = item.options.iter().find(|option| option.id == *id);
                let points = option.and_then(|option| option.points);
                score += points.ok_or_else(unanswered)?.of(area);
            }
        }
        Ok(score)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn items() -> IncomeItems {
        IncomeItems::parse(include_str!("../../../../standards/income-items.json")).unwrap()
    }

    #[test]
    fn no_score_is_made_of_points_that_nobody_has_verified() {
        let scored = items().score(Area::Rural, &BTreeMap::new());
        assert_eq!(scored, Err(Unscored::Unverified));
    }

    #[test]
    fn a_verified_table_is_added_up_and_asks_for_every_item() {
        let mut items = items();
        for (at, item) in items.items.iter_mut().enumerate() {
            item.verified = true;
            for option in &mut item.options {
                let rural = u64::try_from(at).unwrap();
                option.points = Some(OfArea {
                    rural,
                    urban: rural + 1,
                });
            }
        }
        let first = |item: &Item| (item.id.clone(), vec![item.options[0].id.clone()]);
        let mut answers: BTreeMap<_, _> = items.items.iter().map(first).collect();
        let count = u64::try_from(items.items.len()).unwrap();
        let rural = count * (count - 1) / 2;
        assert_eq!(items.score(Area::Rural, &answers), Ok(rural));
        assert_eq!(items.score(Area::Urban, &answers), Ok(rural + count));
        let last = items.items.last().unwrap().id.clone();
        answers.remove(&last);
        let scored = items.score(Area::Rural, &answers);
        assert_eq!(scored, Err(Unscored::Unanswered(last)));
    }
}
