//! What the pure device asks of the replica around it.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{DeviceTime, HouseholdId, Scope, VisitId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::device::Around;
use dong_hanh_sync::{Gone, Operation, RecordKey, Report};

use super::state::photos;
use super::unread::Unread;
use super::whereabouts::Whereabouts;
use super::{Draft, StorageView};
use crate::device::clock;
use dong_hanh_records::Records;

/// All of the replica but the device.
pub(super) struct Surroundings<'a> {
    pub(super) records: &'a Records,
    pub(super) drafts: &'a BTreeMap<VisitId, Draft>,
    /// Of which households somebody types facts.
    pub(super) typed: Vec<HouseholdId>,
    /// How much is begun and not finished.
    pub(super) begun: usize,
    pub(super) media: &'a BTreeMap<Sha256, Whereabouts>,
    /// How many photos of finished visits are on this device only.
    pub(super) photos_left: usize,
    pub(super) unread: &'a Unread,
    pub(super) storage: StorageView,
}

impl Around for Surroundings<'_> {
    fn now(&self, skew_ms: Option<i64>) -> DeviceTime {
        clock::now(skew_ms)
    }

    fn chance(&self) -> f64 {
        clock::chance()
    }

    fn scope_of(&self, key: &RecordKey) -> Option<Scope> {
        self.records.scope_of(key).cloned()
    }

    fn records_of(&self, scope: &Scope) -> BTreeSet<RecordKey> {
        self.records.keys_of(scope)
    }

    fn drafted(&self) -> Vec<RecordKey> {
        let of = |draft: &Draft| {
            let known = [
                RecordKey::Household(draft.household),
                RecordKey::Form(draft.form.clone()),
            ];
            known.into_iter().chain(draft.amends.map(RecordKey::Visit))
        };
        let typed = self.typed.iter().map(|id| RecordKey::Household(*id));
        self.drafts.values().flat_map(of).chain(typed).collect()
    }

    fn keeps_photos(&self, operation: &Operation) -> bool {
        photos(operation).any(|sha256| self.media.get(sha256) == Some(&Whereabouts::Waiting))
    }

    fn gone(&self) -> Gone {
        Gone::of(self.records.whole())
    }

    fn report(&self) -> Report {
        let room = self.storage.quota.zip(self.storage.used);
        let left = room.map(|(quota, used)| quota.saturating_sub(used));
        Report {
            app: env!("CARGO_PKG_VERSION").to_owned(),
            photos: self.photos_left as u64,
            drafts: self.begun as u64,
            unreadable: self.unread.work as u64,
            unread_operations: self.unread.operations as u64,
            room_mb: left.map(|bytes| bytes / (1024 * 1024)),
            persisted: self.storage.persisted == Some(true),
            evictions: self.storage.evictions.times,
            evicted: self.storage.evictions.last,
            ..Report::default()
        }
    }
}
