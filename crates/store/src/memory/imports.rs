//! Lists that are taken in, and households that are taken back with them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HouseholdId, ListId, Scope, UnitKey};
use dong_hanh_sync::RecordKey;

use super::tables::Tables;
use crate::{Import, ImportCount, ImportRow, ImportRows, ImportState};

impl Tables {
    pub(super) fn put_import(
        &mut self,
        import: &Import,
        file: Option<&[u8]>,
        rows: &[ImportRow],
    ) -> bool {
        let known = self.imports.remove(&import.id);
        if let Some(known) = &known
            && known.0.state != ImportState::Checked
        {
            self.imports.insert(import.id, known.clone());
            return false;
        }
        let kept = known.map(|(_, file, _)| file).unwrap_or_default();
        let file = file.map_or(kept, <[u8]>::to_vec);
        let rows = rows.iter().map(|row| (row.place, row.clone())).collect();
        self.imports.insert(import.id, (import.clone(), file, rows));
        true
    }

    pub(super) fn imports_of(&self, unit: &UnitKey) -> Vec<Import> {
        let imports = self.imports.values().map(|(import, ..)| import);
        let mut imports: Vec<_> = imports
            .filter(|import| import.unit == *unit)
            .cloned()
            .collect();
        imports.sort_by_key(|import| std::cmp::Reverse((import.at, import.id)));
        imports
    }

    pub(super) fn import_rows(&self, id: ListId, wanted: &ImportRows) -> Vec<ImportRow> {
        let rows = self
            .imports
            .get(&id)
            .into_iter()
            .flat_map(|(.., rows)| rows.values());
        let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
        rows.filter(|row| wanted.take(row))
            .take(most)
            .cloned()
            .collect()
    }

    pub(super) fn import_counts(&self, id: ListId) -> Vec<ImportCount> {
        let mut counts: BTreeMap<_, u64> = BTreeMap::new();
        for row in self
            .imports
            .get(&id)
            .into_iter()
            .flat_map(|(.., rows)| rows.values())
        {
            *counts
                .entry((row.kind.clone(), row.outcome.clone()))
                .or_default() += 1;
        }
        let counts = counts.into_iter();
        let count = |((kind, outcome), count)| ImportCount {
            kind,
            outcome,
            count,
        };
        counts.map(count).collect()
    }

    pub(super) fn note_import(
        &mut self,
        id: ListId,
        state: ImportState,
        outcomes: &[(u32, String)],
    ) {
        if let Some((import, _, rows)) = self.imports.get_mut(&id) {
            import.state = state;
            for (place, outcome) in outcomes {
                if let Some(row) = rows.get_mut(place) {
                    row.outcome = Some(outcome.clone());
                }
            }
        }
    }

    pub(super) fn forget_import(&mut self, unit: &UnitKey, id: ListId) -> bool {
        let is_theirs = self.imports.get(&id).is_some_and(|(import, ..)| {
            import.unit == *unit && import.state == ImportState::Checked
        });
        is_theirs && self.imports.remove(&id).is_some()
    }

    pub(super) fn withdraw(
        &mut self,
        unit: &UnitKey,
        households: &BTreeSet<HouseholdId>,
        now: DateTime<Utc>,
    ) -> BTreeSet<HouseholdId> {
        let mut withdrawn = BTreeSet::new();
        for id in households {
            let Some(household) = self.households.get(id) else {
                continue;
            };
            let hamlet = household.hamlet;
            let is_theirs = self
                .hamlets
                .get(&hamlet)
                .is_some_and(|hamlet| hamlet.unit == *unit);
            let is_untouched = household.versions.is_empty()
                && !self.visits.values().any(|visit| visit.household == *id)
                && !self
                    .households
                    .values()
                    .any(|other| other.same_as == Some(*id));
            if is_theirs && is_untouched {
                self.households.remove(id);
                let feed = self.feeds.entry(Scope::Hamlet(hamlet)).or_default();
                feed.leave(RecordKey::Household(*id), now);
                withdrawn.insert(*id);
            }
        }
        withdrawn
    }
}
