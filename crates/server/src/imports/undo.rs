//! Taking a list back: what nobody has gone on with is as it was before; the rest stays, and is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Extra, Fact, FactKey, Household, HouseholdChange, HouseholdId, Leaving, MemberFact, OperationId,
};
use dong_hanh_register::Change;
use dong_hanh_store::{Import, ImportRow, ImportRows, ImportState, Store};
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Action, ChangedHousehold, Operation, RawOperation};
use uuid::Uuid;

use super::check::{clock, device, word};
use super::say::ROWS;
use super::{ListedRow, Running, outcome};
use crate::error::Problem;

/// Takes back what was said and not taken back yet. Again after an end in the middle it goes on where it was.
///
/// # Errors
/// As the store has them; what was taken back until then stays taken back.
pub async fn undo(
    store: Arc<dyn Store>,
    import: &Import,
    author: &Author,
    running: &Running,
    now: impl Fn() -> DateTime<Utc>,
) -> Result<(), Problem> {
    let author = Author {
        device: device(import.id),
        ..author.clone()
    };
    for outcome in [outcome::APPLIED, outcome::CLASHED] {
        let mut wanted = ImportRows {
            outcome: Some(Some(outcome.to_owned())),
            with_operation: true,
            most: ROWS,
            ..ImportRows::default()
        };
        loop {
            let rows = store.import_rows(import.id, &wanted).await?;
            let Some(last) = rows.last() else { break };
            if running.is_stopped() {
                store
                    .note_import(import.id, ImportState::Applied, &[])
                    .await?;
                return Ok(());
            }
            wanted.behind = Some(last.place);
            let taken = Taking {
                store: &*store,
                import,
                author: &author,
                now: now(),
            };
            let outcomes = taken.part(&rows).await?;
            store
                .note_import(import.id, ImportState::Undoing, &outcomes)
                .await?;
        }
    }
    store
        .note_import(import.id, ImportState::Undone, &[])
        .await?;
    Ok(())
}

struct Taking<'a> {
    store: &'a dyn Store,
    import: &'a Import,
    author: &'a Author,
    now: DateTime<Utc>,
}

impl Taking<'_> {
    async fn part(&self, rows: &[ImportRow]) -> Result<Vec<(u32, String)>, Problem> {
        let is_new = |row: &&ImportRow| row.kind == word(dong_hanh_register::Kind::New);
        let new: BTreeSet<_> = rows
            .iter()
            .filter(is_new)
            .filter_map(|row| row.household)
            .collect();
        let unit = &self.import.unit;
        let withdrawn = self.store.withdraw(unit, &new, self.now).await?;
        let changed = rows.iter().filter(|row| !is_new(row));
        let households: BTreeSet<_> = changed.clone().filter_map(|row| row.household).collect();
        let visited = self
            .store
            .visited_since(&households, self.import.at)
            .await?;
        let mut outcomes: BTreeMap<u32, &str> = BTreeMap::new();
        let mut batch = Vec::new();
        for row in rows {
            let Some(household) = row.household else {
                continue;
            };
            let became = if is_new(&row) {
                // One that is not there any more was taken out before the server ended.
                let is_gone = withdrawn.contains(&household)
                    || self.store.household(household).await?.is_none();
                if is_gone {
                    outcome::TAKEN_BACK
                } else {
                    outcome::STAYS
                }
            } else if visited.contains(&household) {
                outcome::STAYS
            } else {
                self.changed(row, household, &mut batch).await?
            };
            outcomes.insert(row.place, became);
        }
        let arrival = Arrival {
            now: self.now,
            skew_ms: 0,
        };
        self.store.push(self.author, &batch, arrival).await?;
        let outcomes = outcomes.into_iter();
        Ok(outcomes
            .map(|(place, became)| (place, became.to_owned()))
            .collect())
    }

    /// What is said to take a row back, as far as what it said is the last word on it.
    async fn changed(
        &self,
        row: &ImportRow,
        id: HouseholdId,
        batch: &mut Vec<RawOperation>,
    ) -> Result<&'static str, Problem> {
        let Some(household) = self.store.household(id).await? else {
            return Ok(outcome::STAYS);
        };
        let listed: ListedRow = serde_json::from_str(&row.body).map_err(|_| Problem::Internal)?;
        let text = row.operation.clone().unwrap_or_default();
        let raw = RawOperation::from_text(text).map_err(|_| Problem::Internal)?;
        let said = raw.id().ok_or(Problem::Internal)?;
        let back = OperationId(Uuid::new_v5(&said.0, b"taken back"));
        let mut changes = Vec::new();
        let (mut stays, mut is_back) = (0, 0);
        // What was said last is taken back first: who became the head is somebody who was added.
        for change in listed.changes.iter().rev() {
            match standing(&household, change, said, back) {
                Standing::Ours => changes.extend(before(change).map(HouseholdChange::Set)),
                Standing::Back => is_back += 1,
                Standing::Another => stays += 1,
            }
        }
        let became = match (changes.len() + is_back, stays) {
            (0, _) => return Ok(outcome::STAYS),
            (_, 0) => outcome::TAKEN_BACK,
            _ => outcome::PARTLY,
        };
        if !changes.is_empty() {
            let facts: Vec<Fact> = changes.iter().flat_map(HouseholdChange::facts).collect();
            let operation = Operation {
                id: back,
                device: self.author.device,
                counter: 0,
                made: clock(self.now),
                settles: None,
                action: Action::ChangeHousehold(ChangedHousehold {
                    household: id,
                    seen: household.seen(&facts),
                    changes,
                    visit: None,
                    extra: Extra::default(),
                }),
            };
            batch.push(RawOperation::seal(&operation).map_err(|_| Problem::Internal)?);
        }
        Ok(became)
    }
}

/// Who said last what a list changed.
enum Standing {
    /// The list.
    Ours,
    /// Whoever took it back.
    Back,
    /// Somebody else.
    Another,
}

fn standing(
    household: &Household,
    change: &Change,
    said: OperationId,
    back: OperationId,
) -> Standing {
    let key = change.is.key();
    let of = |key: &FactKey| household.versions.get(key).map(|said| said.operation);
    // Somebody who was added stays as soon as anybody has said something of them.
    let is_added = change.was.is_none() && matches!(key, FactKey::Member(..));
    let is_touched = is_added
        && household.versions.iter().any(|(other, version)| {
            let same = matches!((other, &key), (FactKey::Member(one, _), FactKey::Member(two, _)) if one == two);
            same && version.operation != said && version.operation != back
        });
    match of(&key) {
        _ if is_touched => Standing::Another,
        Some(version) if version == said => Standing::Ours,
        Some(version) if version == back => Standing::Back,
        _ => Standing::Another,
    }
}

/// What is said so that it is as before.
fn before(change: &Change) -> Option<Fact> {
    match (&change.was, &change.is) {
        (Some(was), _) => Some(was.clone()),
        (None, Fact::Member { member, .. }) => Some(Fact::Member {
            member: *member,
            fact: MemberFact::Gone(Some(Leaving::Mistake)),
        }),
        (None, _) => None,
    }
}
