//! What mutations do to the server.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Fact, Household, HouseholdChange, Scope};
use dong_hanh_store::{
    Account, Handed, HandedDecision, HandedRuling, KeptHanded, Pulled, StoreResult,
};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Action, ChangedHousehold, Cursors, Outcome, RawOperation, Receipt, Seq};
use uuid::Uuid;

use crate::base::{Database, at_once};
use crate::broken::Broken;
use crate::mutation::Mutation;
use crate::office::{Office, Way};
use crate::town::Merging;

/// What mutations remember.
#[derive(Default)]
pub(crate) struct Breaking {
    rewritten: HashMap<ContentDigest, RawOperation>,
    forgotten: u64,
    pub(crate) before: Option<Box<dyn Database>>,
    late: HashMap<Scope, Seq>,
    /// When each device read last, by the server's clock.
    read: HashMap<DeviceId, DateTime<Utc>>,
}

impl Office {
    /// Lets the store decide, or does it worse.
    pub(crate) fn decide(
        &mut self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
        way: Way,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        match self.mutation {
            Some(Mutation::AnswersFirst) => {
                self.broken.before = Some(self.store.backup()?);
            }
            Some(Mutation::ClocksOrder) => {
                let mut order: Vec<_> = (0..batch.len()).collect();
                order.sort_by_key(|at| {
                    batch[*at]
                        .open()
                        .map_or(0, |operation| operation.made.utc_ms)
                });
                let sorted: Vec<_> = order.iter().map(|at| batch[*at].clone()).collect();
                let given = at_once(self.store.push(author, &sorted, arrival))?;
                let mut receipts = vec![None; batch.len()];
                for (at, receipt) in order.into_iter().zip(given) {
                    receipts[at] = receipt;
                }
                return Ok(receipts);
            }
            Some(Mutation::ForgetsReceipts) => return self.forget(author, batch, arrival),
            Some(Mutation::ImportsAnew) if way == Way::File => {
                return self.forget(author, batch, arrival);
            }
            Some(
                Mutation::LastWriterWins
                | Mutation::ForgetsWhatIsTwo
                | Mutation::TakesFromTheDouble,
            ) => {
                let trial = self.store.backup()?;
                let mut rewritten = Vec::new();
                for raw in batch {
                    let raw = self.said_worse(&*trial, author, raw, arrival)?;
                    at_once(trial.push(author, std::slice::from_ref(&raw), arrival))?;
                    rewritten.push(raw);
                }
                return at_once(self.store.push(author, &rewritten, arrival));
            }
            Some(Mutation::SkipsLateCommit) => {
                let scopes = author.role.scopes(author.user);
                let all = PageLimit {
                    changes: usize::MAX,
                    bytes: usize::MAX,
                };
                let now = at_once(self.store.pull(&scopes, &Cursors::default(), None, all))?;
                let ends = now.feeds.into_iter().map(|page| (page.scope, page.cursor));
                self.broken.late = ends.collect();
            }
            _ => {}
        }
        at_once(self.store.push(author, batch, arrival))
    }

    /// What was answered before is taken for something new.
    fn forget(
        &mut self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        let mut receipts = Vec::new();
        for raw in batch {
            let known = self.broken.rewritten.insert(raw.digest(), raw.clone());
            let given = match (known, raw.id()) {
                (Some(_), Some(id)) => {
                    self.broken.forgotten += 1;
                    let other = Uuid::from_u128((1 << 100) + u128::from(self.broken.forgotten));
                    let text = raw.text().replace(&id.to_string(), &other.to_string());
                    let again = RawOperation::from_text(text)?;
                    let given = at_once(self.store.push(author, &[again], arrival))?;
                    let named = |receipt: Receipt| Receipt {
                        operation: id,
                        ..receipt
                    };
                    given
                        .into_iter()
                        .map(|receipt| receipt.map(named))
                        .collect()
                }
                _ => at_once(self.store.push(author, std::slice::from_ref(raw), arrival))?,
            };
            receipts.extend(given);
        }
        Ok(receipts)
    }

    /// The operation as a mutation makes it; what would be held stays as it came.
    fn said_worse(
        &mut self,
        store: &dyn Database,
        author: &Author,
        raw: &RawOperation,
        arrival: Arrival,
    ) -> StoreResult<RawOperation> {
        let digest = raw.digest();
        if let Some(known) = self.broken.rewritten.get(&digest) {
            return Ok(known.clone());
        }
        let mut rewritten = raw.clone();
        if let Ok(mut operation) = raw.open()
            && let Action::ChangeHousehold(changed) = &mut operation.action
            && let Ok(Some(household)) = at_once(store.household(changed.household))
        {
            self.worsen(changed, &household);
            let seen = RawOperation::seal(&operation)?;
            let trial = store.backup()?;
            let given = at_once(trial.push(author, std::slice::from_ref(&seen), arrival))?;
            let applied = |receipt: &Receipt| matches!(receipt.outcome, Outcome::Applied { .. });
            if given.iter().flatten().all(applied) {
                rewritten = seen;
            }
        }
        self.broken.rewritten.insert(digest, rewritten.clone());
        Ok(rewritten)
    }

    fn worsen(&self, changed: &mut ChangedHousehold, household: &Household) {
        match self.mutation {
            Some(Mutation::LastWriterWins) => {
                let versions = household.versions.values().map(|said| said.operation);
                changed.seen.extend(versions);
            }
            Some(Mutation::ForgetsWhatIsTwo) => {
                for change in &mut changed.changes {
                    if let HouseholdChange::Set(Fact::NotSame { is_so, .. }) = change {
                        *is_so = false;
                    }
                }
            }
            Some(Mutation::TakesFromTheDouble) => {
                changed.household = household.same_as.unwrap_or(household.id);
            }
            _ => {}
        }
    }

    /// A unit becomes another one piece by piece, of which some are forgotten.
    pub(crate) fn merge_in_part(
        &self,
        merging: &Merging,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        let mut hamlets = &merging.hamlets[..];
        if self.mutation == Some(Mutation::MergesAllButOne) {
            hamlets = &hamlets[1..];
        }
        at_once(self.store.put_hamlets(hamlets, now))?;
        for account in at_once(self.store.people(&merging.from, now))? {
            let role = account.role.clone().in_unit(merging.to.clone());
            at_once(
                self.store
                    .put_account(&Account { role, ..account }, None, now),
            )?;
        }
        Ok(())
    }

    /// A draft that came again is opened, whatever was decided on it.
    pub(crate) fn open_again(&self, draft: &Handed, now: DateTime<Utc>) -> Result<(), Broken> {
        let decision = HandedDecision {
            by: draft.author,
            at: now,
            ruling: HandedRuling::Reopen,
        };
        if let Some(Account { role, .. }) = at_once(self.store.account(draft.author, now))? {
            at_once(self.store.decide_handed(role.unit(), draft.id(), &decision))?;
        }
        Ok(())
    }

    /// Leaves out of what is given what a mutation leaves out.
    pub(crate) fn spoil(
        &mut self,
        pulled: &mut Pulled,
        cursors: &Cursors,
        device: DeviceId,
        now: DateTime<Utc>,
    ) {
        match self.mutation {
            Some(Mutation::ReadsByClock) => {
                let before = self.broken.read.insert(device, now);
                if before.is_some_and(|before| now < before) {
                    // Nothing has happened since a moment that is to come.
                    let pages = pulled.feeds.iter_mut();
                    pages.for_each(|page| page.changes.clear());
                }
            }
            Some(Mutation::SkipsLateCommit) => {
                for page in &mut pulled.feeds {
                    let late = self.broken.late.get(&page.scope).map(|end| end.next());
                    let last = page.changes.last().map(|change| change.seq);
                    page.changes
                        .retain(|change| Some(change.seq) != late || Some(change.seq) == last);
                }
            }
            Some(Mutation::SweepsInSilence) if self.backup.is_none() => {
                for page in pulled
                    .feeds
                    .iter_mut()
                    .filter(|page| page.anew && !page.more)
                {
                    let cursor = cursors.0.get(&page.scope).copied().unwrap_or_default();
                    page.changes.retain(|change| change.seq > cursor);
                    page.anew = false;
                }
            }
            _ => {}
        }
    }
}

/// What came and was decided is counted by what the server's clock said then.
pub(crate) fn number_by_clock(kept: &mut KeptHanded) {
    let moment = |at: DateTime<Utc>, number: u64| {
        let ms = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        (ms << 20) + number
    };
    kept.number = moment(kept.handed.received, kept.number);
    if let Some(last) = &mut kept.decided {
        last.number = moment(last.decision.at, last.number);
    }
}
