//! What whoever keeps the server puts in: hamlets, accounts; and units that become another one.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Hamlet, Household, Scope, UnitKey};
use dong_hanh_sync::{Record, RecordKey, SettingsRecord};

use super::tables::Tables;
use crate::merger::day_of;
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
        self.put_hamlets_on(&hamlets, into.key.valid_from, now)?;
        for account in &people {
            let role = account.role.clone().in_unit(into.key.clone());
            let account = Account {
                role,
                ..account.clone()
            };
            self.put_account(&account, None, now)?;
        }
        self.inherit_settings(merger, now)?;
        // Also of one that had no hamlet to hand over.
        let heirs = merger.from().iter();
        let heirs = heirs.map(|unit| (unit.clone(), into.key.clone()));
        self.heirs.0.extend(heirs);
        for breach in self.breaches.values_mut() {
            if merger.from().contains(&breach.unit) {
                breach.unit = into.key.clone();
            }
        }
        for (import, ..) in self.imports.values_mut() {
            if merger.from().contains(&import.unit) {
                import.unit = into.key.clone();
            }
        }
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

    /// What the units have set comes to the one that they become, once: what its office decides afterwards stands.
    fn inherit_settings(&mut self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<()> {
        let into = &merger.into().key;
        let mut others = Vec::new();
        for unit in merger.from() {
            let Some(set) = self.settings(unit)? else {
                continue;
            };
            others.push(set);
            let feed = self.feeds.entry(Scope::Unit(unit.clone())).or_default();
            feed.leave(RecordKey::Settings(unit.clone()), now);
        }
        let set = SettingsRecord::inherited(into, self.settings(into)?, others);
        let written = set.map(|set| (Scope::Unit(into.clone()), Record::Settings(set)));
        self.publish(written.into_iter().collect())
    }

    pub(super) fn settings(&self, unit: &UnitKey) -> StoreResult<Option<SettingsRecord>> {
        let feed = self.feeds.get(&Scope::Unit(unit.clone()));
        let body = feed.and_then(|feed| feed.body(&RecordKey::Settings(unit.clone())));
        Ok(body
            .map(|body| serde_json::from_str(body.get()))
            .transpose()?)
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

    pub(super) fn put_hamlets(
        &mut self,
        hamlets: &[Hamlet],
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.put_hamlets_on(hamlets, day_of(now), now)
    }

    /// The same, where one that comes to another unit lies there from this day on.
    fn put_hamlets_on(
        &mut self,
        hamlets: &[Hamlet],
        day: NaiveDate,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        let mut left = BTreeSet::new();
        let hamlets: Vec<_> = hamlets
            .iter()
            .map(|hamlet| match self.hamlets.get(&hamlet.id) {
                Some(known) => {
                    let unit = self.units.get(&known.unit);
                    let name = unit.map_or("", |unit| unit.name.as_str());
                    hamlet.clone().after(known, name, day)
                }
                None => Hamlet {
                    before: Vec::new(),
                    ..hamlet.clone()
                },
            })
            .collect();
        for hamlet in &hamlets {
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
        let disabled = before
            .as_ref()
            .map_or(account.disabled, |before| before.disabled);
        let kept = Account {
            disabled,
            ..account.clone()
        };
        self.accounts.insert(user, (kept, password));
        let scope = Scope::Unit(account.role.unit().clone());
        self.publish(vec![(scope, Record::Person(account.person.clone()))])?;
        self.publish(account.told_to_office().into_iter().collect())?;
        let left = before.as_ref().map(|before| before.role.unit());
        if let Some(left) = left.filter(|unit| account.is_told_no_more(unit)) {
            let feed = self.feeds.get_mut(&Scope::Office(left.clone()));
            feed.into_iter()
                .for_each(|feed| feed.leave(RecordKey::Given(user), now));
        }
        if before.is_none_or(|before| before.role.unit() == account.role.unit()) {
            return Ok(());
        }
        let held = self.held_by(|holding| holding.record.author == user);
        self.follow(held, now)
    }
}
