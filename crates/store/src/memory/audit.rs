//! The audit.

use dong_hanh_audit::{Actor, Entry, Head, Note};

use super::tables::Tables;
use crate::{AuditEnd, AuditFilter, KeptEntry, StoreResult, Whose};

impl Tables {
    pub(super) fn audit_end(&self) -> AuditEnd {
        let head = self.audit.last().map_or(Head::NONE, Entry::head);
        AuditEnd {
            head,
            last: head.number,
        }
    }

    /// The entries that notes become behind the last one.
    pub(super) fn entered(&self, notes: &[Note]) -> StoreResult<Vec<Entry>> {
        let mut head = self.audit_end().head;
        let mut entries = Vec::new();
        for note in notes {
            let entry = note.entered(head)?;
            head = entry.head();
            entries.push(entry);
        }
        Ok(entries)
    }

    pub(super) fn audit_behind(&self, number: u64, most: u32) -> Vec<KeptEntry> {
        let behind = self.audit.iter().filter(|entry| entry.number > number);
        let kept = behind.take(most as usize).map(|entry| KeptEntry {
            entry: entry.clone(),
            is_found: true,
        });
        kept.collect()
    }

    pub(super) fn audit_found(&self, filter: &AuditFilter) -> Vec<Entry> {
        let by = |entry: &Entry| match entry.actor() {
            Some(Actor::User(user)) => Some(user),
            _ => None,
        };
        let is_theirs = |entry: &Entry| match &filter.whose {
            Whose::Everybodys => true,
            Whose::By(people) => by(entry).is_some_and(|user| people.contains(&user)),
            Whose::Around {
                people,
                and_nobodys,
            } => {
                let subjects = entry.subjects();
                by(entry).is_some_and(|user| people.contains(&user))
                    || people.iter().any(|user| subjects.contains(&user.0))
                    || *and_nobodys && by(entry).is_none() && subjects.is_empty()
            }
        };
        let found = self.audit.iter().rev();
        let found = found
            .filter(|entry| filter.before.is_none_or(|before| entry.number < before))
            .filter(|entry| filter.from.is_none_or(|from| entry.at() >= from))
            .filter(|entry| filter.until.is_none_or(|until| entry.at() < until))
            .filter(|entry| is_theirs(entry))
            .filter(|entry| {
                filter
                    .subject
                    .is_none_or(|id| entry.subjects().contains(&id))
            });
        found.take(filter.most as usize).cloned().collect()
    }
}
