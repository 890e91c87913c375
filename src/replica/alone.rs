//! How long a phone opens without having heard of its office (SPEC.md S17.5).

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::facts::{name, text_of};
use super::state::State;
use super::{Replica, SaveError};
use crate::device::clock;
use crate::device::store::{Batch, Shelf};

/// What is known of the last contact is written down so often, so that a poll is no write.
const NOTE_EVERY: TimeDelta = TimeDelta::hours(1);

/// When the office was last heard of, and the latest moment that the phone has seen: a clock that is turned back wins
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contact {
    at: Option<DateTime<Utc>>,
    seen: Option<DateTime<Utc>>,
}

impl Contact {
    /// With what the exchange knows of it, at a moment.
    fn joined(self, heard: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        if heard > self.at {
            // The office has set the clock right: one that ran ahead before keeps nobody out.
            let seen = heard.map(|heard| heard.max(now));
            return Self { at: heard, seen };
        }
        Self {
            seen: self.seen.max(Some(now)),
            ..self
        }
    }

    /// Whether so much was learnt since that it is written down.
    fn is_noted_after(self, before: Self) -> bool {
        let is_later =
            |now: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>| match (now, before) {
                (Some(now), Some(before)) => now - before >= NOTE_EVERY,
                (now, _) => now.is_some(),
            };
        is_later(self.at, before.at) || is_later(self.seen, before.seen)
    }
}

impl State {
    /// The last contact, as far as the phone knows at a moment.
    fn contact(&self, now: DateTime<Utc>) -> Contact {
        let noted = self.facts.get(name::CONTACT);
        let noted: Option<Contact> = noted.and_then(|text| serde_json::from_str(text).ok());
        let heard = self.device.exchange().last_contact;
        noted.unwrap_or_default().joined(heard, now)
    }

    /// For how many days it opens without the office, where it has not heard of it for longer.
    pub(super) fn alone_for_too_long(&self) -> Option<u16> {
        let days = self.settings().alone_days;
        let now = clock::now(self.device.exchange().skew_ms).corrected();
        let Contact { at, seen } = self.contact(now);
        let is_over = days.are_over(at?, seen?);
        is_over.then(|| days.days())
    }
}

impl Replica {
    /// Writes down when the office was last heard of, where that was not done lately.
    pub(super) async fn note_contact(self) -> Result<(), SaveError> {
        let noted = {
            let state = self.0.state.borrow();
            let now = clock::now(state.device.exchange().skew_ms).corrected();
            let before = state.facts.get(name::CONTACT);
            let before = before.and_then(|text| serde_json::from_str(text).ok());
            let contact = state.contact(now);
            contact
                .is_noted_after(before.unwrap_or_default())
                .then(|| text_of(&contact))
        };
        let Some(text) = noted.transpose()? else {
            return Ok(());
        };
        let batch = Batch::relaxed().put(Shelf::Meta, name::CONTACT, text);
        self.write(batch).await
    }
}
