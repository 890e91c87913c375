//! Why an officer opened a household out of turn: kept on this device, sealed as everything, until the office has it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_audit::Why;
use dong_hanh_domain::turn::{Around, in_turn};
use dong_hanh_domain::{HouseholdId, RoleKind};
use serde::{Deserialize, Serialize};

use super::facts::{Facts, name, text_of};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};

/// So many are told at once.
const MOST: usize = 100;

/// What is kept of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Looks {
    /// What the office has not heard, in the order in which it was said.
    waiting: Vec<Look>,
    /// The day of those that follow.
    day: Option<NaiveDate>,
    /// The households of which somebody said why on that day.
    said: BTreeSet<HouseholdId>,
}

/// A household that was opened out of turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Look {
    household: HouseholdId,
    why: Why,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Told<'a> {
    looks: &'a [Look],
}

impl Looks {
    fn of(text: Option<&String>) -> Self {
        let read = text.and_then(|text| serde_json::from_str(text).ok());
        read.unwrap_or_default()
    }

    fn said(&mut self, look: Look, day: NaiveDate) {
        if self.day != Some(day) {
            self.day = Some(day);
            self.said.clear();
        }
        self.said.insert(look.household);
        self.waiting.push(look);
    }
}

impl Replica {
    /// Whether whoever opens a household now has to say why: an officer, out of turn, for the first time on this day.
    /// `from_list` says that it was opened from a list of what is to be done.
    #[must_use]
    pub fn asks_why(self, household: HouseholdId, from_list: bool) -> bool {
        if self.me().role.kind() != RoleKind::CommuneOfficer || self.row(household).is_none() {
            return false;
        }
        let today = self.today();
        let looks = Looks::of(self.0.state.borrow().facts.get(name::LOOKS));
        if looks.day == Some(today) && looks.said.contains(&household) {
            return false;
        }
        let stands = self.household(household).and_then(|known| known.same_as);
        let Some(followed) = self.followed_one(stands.unwrap_or(household)) else {
            return true;
        };
        let id = household.to_string();
        let around = Around {
            from_list,
            clashes: self
                .open_conflicts()
                .iter()
                .any(|conflict| conflict.household == household),
            is_held: self
                .held()
                .iter()
                .any(|held| held.record.content.get().contains(&id)),
            is_behind: self
                .left_behind()
                .rows
                .iter()
                .any(|behind| behind.household == followed.id),
            has_request: self
                .requests_of(followed.id)
                .iter()
                .any(|asked| asked.due().is_some()),
            may_be_double: false,
        };
        // Looking for doubles takes longest.
        let may_be_double = || {
            self.twins()
                .iter()
                .any(|twins| twins.pair.contains(&household))
        };
        let is_in_turn = in_turn(&followed, around, today).is_some() || {
            let around = Around {
                may_be_double: may_be_double(),
                ..around
            };
            in_turn(&followed, around, today).is_some()
        };
        !is_in_turn
    }

    /// Keeps why a household was opened, until the office has it; it is told at once where there is a network.
    ///
    /// # Errors
    /// [`SaveError`]: it is not kept.
    pub async fn say_why(self, household: HouseholdId, why: Why) -> Result<(), SaveError> {
        let moment = self.now();
        let look = Look {
            household,
            why,
            at: moment.corrected(),
        };
        self.change_looks(|looks| looks.said(look, moment.day()))
            .await?;
        self.sync_now();
        Ok(())
    }

    /// Tells the office what it has not heard. What it has heard is taken away after its answer, so that nothing is lost.
    pub(super) async fn tell_looks(self) {
        let looks = Looks::of(self.0.state.borrow().facts.get(name::LOOKS));
        let some = looks.waiting.len().min(MOST);
        if some == 0 || self.0.telling_looks.replace(true) {
            return;
        }
        let told = Told {
            looks: &looks.waiting[..some],
        };
        if self
            .0
            .network
            .post("/api/v1/audit/looks", &told)
            .await
            .is_ok()
        {
            // Where it cannot be written down it is told twice, and entered twice.
            let _ = self
                .change_looks(|now| now.waiting.retain(|look| !told.looks.contains(look)))
                .await;
        }
        self.0.telling_looks.set(false);
    }

    /// Changes what is kept, as it lies in the store: another tab may have said something meanwhile.
    async fn change_looks(self, change: impl FnOnce(&mut Looks)) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let facts = Facts::of(&self.0.store).await?;
        let mut looks = Looks::of(facts.texts.get(name::LOOKS));
        change(&mut looks);
        let text = text_of(&looks)?;
        let batch = Batch::strict().put(Shelf::Meta, name::LOOKS, text.as_str());
        self.write(batch).await?;
        let facts = &mut self.0.state.borrow_mut().facts;
        facts.insert(name::LOOKS.to_owned(), text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn what_was_said_waits_and_counts_for_its_day() {
        let household = HouseholdId(Uuid::from_u128(1));
        let look = |hour: &str| Look {
            household,
            why: Why::Complaint,
            at: format!("2026-11-24T{hour}:00:00Z").parse().unwrap(),
        };
        let (day, next) = ("2026-11-24".parse().unwrap(), "2026-11-25".parse().unwrap());
        let mut looks = Looks::default();
        looks.said(look("06"), day);
        assert!(looks.said.contains(&household));
        let text = serde_json::to_string(&looks).unwrap();
        let mut again = Looks::of(Some(&text));
        assert_eq!(again, looks);
        let other = Look {
            household: HouseholdId(Uuid::from_u128(2)),
            ..look("07")
        };
        again.said(other.clone(), next);
        assert_eq!(again.said, [other.household].into());
        assert_eq!(again.waiting, [look("06"), other]);
    }
}
