//! What a device asks and says when it is its turn.

use chrono::{DateTime, Utc};

use super::{Around, Device, Effect, UnderWay};
use crate::exchange::Exchange;
use crate::protocol::{PROTOCOL, PullRequest, PushRequest, Report};

/// What a pull said when it asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Up to this counter there were receipts.
    pub(super) receipted: u64,
    /// What was told of the device.
    pub(super) report: Option<Report>,
}

impl Device {
    pub(super) fn push(&mut self, around: &impl Around) -> Effect {
        let (sent, operations) = self.outbox.next_request().into_iter().unzip();
        self.under_way = Some(UnderWay::Push { sent, stores: None });
        Effect::Push(PushRequest {
            protocol: PROTOCOL,
            device: self.id,
            sent: around.now(self.exchange.skew_ms),
            operations,
        })
    }

    pub(super) fn pull(&mut self, around: &impl Around) -> Effect {
        let report = self.report(around);
        let acknowledged = self.outbox.acknowledged(report.unread_operations);
        let report = self.exchange.is_news(&report).then_some(report);
        self.under_way = Some(UnderWay::Pull(Asked {
            receipted: self.outbox.receipted(),
            report: report.clone(),
        }));
        Effect::Pull(PullRequest {
            acknowledged: Some(acknowledged),
            report,
            ..self.exchange.request()
        })
    }

    /// How the device stands.
    #[must_use]
    pub fn report(&self, around: &impl Around) -> Report {
        Report {
            made: Some(self.outbox.counter()),
            waiting: self.outbox.waiting() as u64,
            set_aside: self.outbox.set_aside() as u64,
            clock_off_min: self.exchange.clock_off_min(),
            ..around.report()
        }
    }

    pub(super) fn heard(&self, now: DateTime<Utc>, around: &impl Around) -> Exchange {
        let device = around.now(self.exchange.skew_ms);
        self.exchange.clone().heard(now, device)
    }
}
