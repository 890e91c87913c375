//! The small facts of a store, by name: who works here, how far the feeds are read, how the clocks stand.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime};
use dong_hanh_sync::Cursors;
use serde::{Deserialize, Serialize};

use crate::device::network::Account;
use crate::device::store::{Entries, Key, SaveError, Shelf, Store, Value};

/// Names on the shelf [`Shelf::Meta`].
pub(super) mod name {
    pub(in crate::replica) const DEVICE: &str = "device";
    pub(in crate::replica) const ACCOUNT: &str = "account";
    pub(in crate::replica) const TOKEN: &str = "token";
    pub(in crate::replica) const COUNTER: &str = "counter";
    pub(in crate::replica) const EXCHANGE: &str = "exchange";
}

/// What a store knows of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) device: Option<DeviceId>,
    pub(super) account: Option<Account>,
    pub(super) token: Option<String>,
    pub(super) counter: u64,
    pub(super) exchange: Exchange,
}

/// How far the exchange with the office has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Exchange {
    pub(super) cursors: Cursors,
    /// Server clock minus device clock, in milliseconds.
    #[serde(default)]
    pub(super) skew_ms: Option<i64>,
    #[serde(default)]
    pub(super) last_contact: Option<DateTime<Utc>>,
    /// Operations up to this counter that have receipts are in the feeds by now.
    #[serde(default)]
    pub(super) settled: u64,
    /// The feeds have been read to their end once.
    #[serde(default)]
    pub(super) complete: bool,
}

impl Facts {
    /// The facts of a store; those of a new one are empty.
    pub(super) async fn of(store: &Store) -> Result<Self, SaveError> {
        let [meta] = store.read([Shelf::Meta]).await?;
        Ok(Self::read(meta))
    }

    pub(super) fn read(meta: Entries) -> Self {
        let mut facts = Self::default();
        for (key, value) in meta {
            let (Key::Text(key), Some(text)) = (key, value.and_then(Value::text)) else {
                continue;
            };
            match key.as_str() {
                name::DEVICE => facts.device = text.parse().ok(),
                name::ACCOUNT => facts.account = serde_json::from_str(&text).ok(),
                name::TOKEN => facts.token = Some(text),
                name::COUNTER => facts.counter = text.parse().unwrap_or_default(),
                name::EXCHANGE => {
                    facts.exchange =
                        serde_json::from_str(&text).unwrap_or_else(|_| Exchange::anew());
                }
                _ => {}
            }
        }
        facts
    }
}

impl Exchange {
    /// Reads every feed from its beginning, while the records that are here are worked with.
    pub(super) fn anew() -> Self {
        Self {
            complete: true,
            ..Self::default()
        }
    }

    /// The server has answered: how the clocks stand is known anew.
    pub(super) fn heard(&mut self, now: DateTime<Utc>, device: DeviceTime) {
        self.skew_ms = Some(now.timestamp_millis() - device.utc_ms);
        self.last_contact = Some(now);
    }

    pub(super) fn to_text(&self) -> Result<String, SaveError> {
        serde_json::to_string(self).map_err(|error| SaveError::Other(error.to_string()))
    }
}
