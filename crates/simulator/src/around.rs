//! What a device asks of the phone around it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use dong_hanh_domain::{DeviceTime, Scope};
use dong_hanh_sync::device::Around;
use dong_hanh_sync::{Gone, Operation, Record, RecordKey, Report};

use crate::disk::Shelves;
use dong_hanh_demo::Rng;

/// What the device asks of all that is around it.
pub(crate) struct Surroundings<'a> {
    pub(crate) shelves: &'a Shelves,
    pub(crate) unread: &'a BTreeSet<u64>,
    pub(crate) newer: bool,
    pub(crate) clock: DeviceTime,
    pub(crate) chance: &'a RefCell<Rng>,
}

impl Around for Surroundings<'_> {
    fn now(&self, skew_ms: Option<i64>) -> DeviceTime {
        DeviceTime {
            skew_ms,
            ..self.clock
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn chance(&self) -> f64 {
        self.chance.borrow_mut().below(1 << 20) as f64 / f64::from(1 << 20)
    }

    fn scope_of(&self, key: &RecordKey) -> Option<Scope> {
        let (scope, _) = self.shelves.records.get(key)?;
        Some(scope.clone())
    }

    fn records_of(&self, scope: &Scope) -> BTreeSet<RecordKey> {
        let here = self.shelves.records.iter();
        let here = here.filter(|(_, (known, _))| known == scope);
        here.map(|(key, _)| key.clone()).collect()
    }

    fn drafted(&self) -> Vec<RecordKey> {
        let of = self.shelves.drafts.values().flat_map(|draft| {
            [
                RecordKey::Household(draft.household),
                RecordKey::Form(draft.form.clone()),
            ]
            .into_iter()
            .chain(draft.amends.map(RecordKey::Visit))
        });
        of.collect()
    }

    fn keeps_photos(&self, operation: &Operation) -> bool {
        self.shelves.keeps_photos(operation.id)
    }

    fn gone(&self) -> Gone {
        let told = self.shelves.records.iter();
        let told =
            told.filter(|(key, _)| matches!(key, RecordKey::Erased(_) | RecordKey::Forget(_)));
        let told = told.filter_map(|(key, (_, body))| Record::from_body(key, body).ok()?);
        Gone::of(&told.collect::<Vec<_>>())
    }

    fn report(&self) -> Report {
        let waiting = |counter: &&u64| self.shelves.outbox.contains_key(counter);
        Report {
            app: if self.newer { "2" } else { "1" }.to_owned(),
            photos: self.shelves.unsent_photos().count() as u64,
            drafts: self.shelves.drafts.len() as u64,
            unreadable: self.unread.len() as u64,
            unread_operations: self.unread.iter().filter(waiting).count() as u64,
            persisted: true,
            ..Report::default()
        }
    }
}
