//! Who says something, when, and what they may: the author himself, or an officer who releases what was held.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Act, DeviceId, DeviceTime, Former, HamletId, ListId, Occasion, OperationId, Role, Said, UserId,
    VisitId, may,
};

use super::arrived::{Arrival, Author};
use super::world::{Holding, Home};
use crate::operation::Operation;
use crate::receipt::HeldReason;

/// Who says something.
#[derive(Clone, Debug)]
pub(super) struct Voice<'a> {
    /// The author.
    pub(super) user: UserId,
    /// The author's device.
    pub(super) device: DeviceId,
    /// The operation in which it is said.
    pub(super) operation: OperationId,
    /// When, by the device's clock.
    pub(super) made: DeviceTime,
    /// When, corrected.
    pub(super) happened: DateTime<Utc>,
    /// When it arrived, by the server's clock.
    pub(super) received: DateTime<Utc>,
    /// Server clock minus device clock, where they are too far apart.
    pub(super) skew_ms: Option<i64>,
    /// The office's list that speaks for him.
    pub(super) list: Option<ListId>,
    role: &'a Role,
    former: &'a [Former],
}

impl<'a> Voice<'a> {
    /// The author of an operation.
    pub(super) fn of_author(
        author: &'a Author,
        former: &'a [Former],
        operation: &Operation,
        arrival: Arrival,
    ) -> Self {
        Self {
            user: author.user,
            device: author.device,
            operation: operation.id,
            made: operation.made,
            happened: operation.happened(arrival.skew_ms),
            received: arrival.now,
            skew_ms: arrival.odd_skew(),
            list: author.list,
            role: &author.role,
            former,
        }
    }

    /// The author of something held, with the rights of the officer who releases it.
    pub(super) fn released(&self, holding: &Holding, operation: &Operation) -> Self {
        let skew_ms = holding.record.skew_ms;
        // Its own id names what was said first; the officer's names what he made part of the record.
        let is_other = holding.record.why == HeldReason::OtherContent;
        Self {
            user: holding.record.author,
            device: operation.device,
            operation: if is_other {
                self.operation
            } else {
                operation.id
            },
            made: operation.made,
            happened: operation.happened(skew_ms.unwrap_or(0)),
            received: holding.record.received,
            skew_ms,
            list: holding.record.list,
            role: self.role,
            former: &[],
        }
    }

    /// Whether they may do something now.
    pub(super) fn may(&self, act: &Act) -> bool {
        may(self.role, act)
    }

    /// Whether they might work in a hamlet when it happened, or may now.
    pub(super) fn could_record(&self, hamlet: HamletId) -> bool {
        let once = |former: &Former| former.hamlet == hamlet && former.held_at(self.happened);
        self.may(&Act::Record(hamlet)) || self.former.iter().any(once)
    }

    /// Whether they might visit a household when it happened. It may have moved since, and their phone may not have
    /// known of it: wherever it has lived counts.
    pub(super) fn could_visit(&self, home: &Home) -> bool {
        home.hamlets().any(|hamlet| self.could_record(hamlet))
    }

    /// As the version of a fact.
    pub(super) fn said(&self, visit: Option<VisitId>) -> Said {
        Said {
            operation: self.operation,
            by: self.user,
            at: self.happened,
            on: visit.map(Occasion::Visit).or(self.list.map(Occasion::List)),
        }
    }
}
