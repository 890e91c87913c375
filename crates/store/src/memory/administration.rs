//! What whoever keeps the server puts in: hamlets, forms, accounts; and units that become another one.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Hamlet, Household, Scope, UnitKey};
use dong_hanh_sync::{FormRecord, Record, RecordKey};

use super::tables::Tables;
use crate::{Account, Merged, Merger, PasswordHash, StoreError, StoreResult};

impl Tables {
    /// Makes units another one.
    pub(super) fn merge(&mut self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged> {
        let into = merger.into();
        self.units.insert(into.key.clone(), into.clone());
        let held = self.held_in(merger);
        let hamlets = self.hamlets.values();
        let hamlets = hamlets.filter(|hamlet| merger.from().contains(&hamlet.unit));
        let hamlets: Vec<_> = hamlets
            .map(|hamlet| Hamlet {
                unit: into.key.clone(),
                ..hamlet.clone()
            })
            .collect();
        let people = self.accounts.values().map(|(account, _)| account);
        let people = people.filter(|account| merger.from().contains(account.role.unit()));
        let people: Vec<_> = people.cloned().collect();
        let (households, visits) = self.lives_in(&hamlets);
        let forms = self.inherit(merger)?;
        self.put_hamlets(&hamlets, now)?;
        for account in &people {
            let role = account.role.clone().in_unit(into.key.clone());
            let account = Account {
                role,
                ..account.clone()
            };
            self.put_account(&account, None, now)?;
        }
        // Also of one that had no hamlet to hand over.
        let heirs = merger.from().iter();
        let heirs = heirs.map(|unit| (unit.clone(), into.key.clone()));
        self.heirs.0.extend(heirs);
        let left = self.held_by(|holding| merger.from().contains(&holding.office));
        self.follow(left, now)?;
        Ok(Merged {
            hamlets: hamlets.len() as u64,
            households,
            visits,
            people: people.len() as u64,
            forms,
            held: held - self.held_in(merger),
        })
    }

    fn held_in(&self, merger: &Merger) -> u64 {
        let held = self.held_by(|holding| merger.from().contains(&holding.office));
        held.len() as u64
    }

    /// How many households live in these hamlets, and how many visits there are to them.
    fn lives_in(&self, hamlets: &[Hamlet]) -> (u64, u64) {
        let is_there =
            |household: &&Household| hamlets.iter().any(|hamlet| hamlet.id == household.hamlet);
        let visited = self.visits.values().filter(|visit| {
            let household = self.households.get(&visit.household);
            household.as_ref().is_some_and(is_there)
        });
        let visits = visited.count() as u64;
        let households = self.households.values().filter(is_there);
        (households.count() as u64, visits)
    }

    /// Publishes what units published in the one that they become too, for the visits that come along; what is current
    /// there stays so.
    fn inherit(&mut self, merger: &Merger) -> StoreResult<u64> {
        let into = &merger.into().key;
        let mut forms: Vec<_> = self
            .forms
            .iter()
            .filter(|((unit, _), _)| merger.from().contains(unit))
            .map(|((_, id), form)| (id.clone(), form.clone()))
            .collect();
        forms.sort_by_key(|(_, (known, _))| std::cmp::Reverse((known.current, known.published)));
        let mut published = Vec::new();
        for (id, (known, definition)) in forms {
            let mut there = self.forms.iter().filter(|((unit, _), _)| unit == into);
            if there.clone().any(|((_, other), _)| *other == id) {
                continue;
            }
            let is_other =
                there.any(|(_, (other, named))| other.current && named.name == definition.name);
            let known = FormRecord {
                current: known.current && !is_other,
                ..known
            };
            published.push((Scope::Unit(into.clone()), Record::Form(known.clone())));
            self.forms.insert((into.clone(), id), (known, definition));
        }
        let count = published.len() as u64;
        self.publish(published)?;
        Ok(count)
    }

    pub(super) fn put_hamlets(
        &mut self,
        hamlets: &[Hamlet],
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        let mut left = BTreeSet::new();
        for hamlet in hamlets {
            let before = self.hamlets.insert(hamlet.id, hamlet.clone());
            if let Some(before) = before.filter(|before| before.unit != hamlet.unit) {
                let old = self.feeds.entry(Scope::Unit(before.unit.clone()));
                old.or_default().leave(RecordKey::Hamlet(hamlet.id), now);
                let heirs = &mut self.heirs.0;
                heirs.insert(before.unit.clone(), hamlet.unit.clone());
                left.insert(before.unit);
            }
        }
        let published = hamlets.iter().map(|hamlet| {
            let scope = Scope::Unit(hamlet.unit.clone());
            (scope, Record::Hamlet(hamlet.clone()))
        });
        self.publish(published.collect())?;
        let held = self.held_by(|holding| left.contains(&holding.office));
        self.follow(held, now)
    }

    pub(super) fn publish_form(&mut self, unit: &UnitKey, record: &FormRecord) -> StoreResult<()> {
        let form = record
            .form()
            .map_err(|error| StoreError::Other(error.into()))?;
        let form = Arc::new(form);
        let mut changed = Vec::new();
        for ((of, id), (known, definition)) in &mut self.forms {
            if of == unit && *id != record.id && known.current && definition.name == form.name {
                known.current = false;
                changed.push(known.clone());
            }
        }
        let place = self.forms.entry((unit.clone(), record.id.clone()));
        let (known, _) = place.or_insert_with(|| (record.clone(), form));
        known.current = true;
        changed.push(known.clone());
        let scope = Scope::Unit(unit.clone());
        let changed = changed.into_iter();
        self.publish(
            changed
                .map(|record| (scope.clone(), Record::Form(record)))
                .collect(),
        )
    }

    pub(super) fn put_account(
        &mut self,
        account: &Account,
        password: Option<&PasswordHash>,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        let user = account.user();
        let taken =
            |(known, _): &(Account, _)| known.sign_in == account.sign_in && known.user() != user;
        if self.accounts.values().any(taken) {
            return Err(StoreError::SignInTaken);
        }
        let before = self.accounts.get(&user).cloned();
        let (before, kept) = before.unzip();
        let password = password.cloned().or(kept.flatten());
        self.give(account, now);
        self.accounts.insert(user, (account.clone(), password));
        let scope = Scope::Unit(account.role.unit().clone());
        self.publish(vec![(scope, Record::Person(account.person.clone()))])?;
        if before.is_none_or(|before| before.role.unit() == account.role.unit()) {
            return Ok(());
        }
        let held = self.held_by(|holding| holding.record.author == user);
        self.follow(held, now)
    }
}
