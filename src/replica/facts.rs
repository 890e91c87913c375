//! The small facts of a store, by name: who works here, how far the feeds are read, how the clocks stand.

use std::collections::BTreeMap;

use dong_hanh_domain::{DeviceId, HouseholdId};
use dong_hanh_sync::exchange::Exchange;
use serde::Serialize;

use super::cleared::Evictions;
use crate::device::network::Account;
use crate::device::store::{Key, SaveError, Shelf, Store, Value};
use crate::device::tabs::Typing;

/// Names on the shelf [`Shelf::Meta`].
pub(super) mod name {
    pub(in crate::replica) const DEVICE: &str = "device";
    pub(in crate::replica) const ACCOUNT: &str = "account";
    pub(in crate::replica) const TOKEN: &str = "token";
    /// When the token came, in milliseconds of this device's clock.
    pub(in crate::replica) const TURNED: &str = "turned";
    /// SHA-256 of the token that there was last, by which a file proves where it was made also after signing out.
    pub(in crate::replica) const SESSION: &str = "session";
    pub(in crate::replica) const COUNTER: &str = "counter";
    pub(in crate::replica) const EXCHANGE: &str = "exchange";
    /// When the office was last heard of, and the latest moment that the phone has seen.
    pub(in crate::replica) const CONTACT: &str = "contact";
    /// Why households were opened out of turn, as far as the office has not heard of it or the day goes on.
    pub(in crate::replica) const LOOKS: &str = "looks";
    /// The browser was asked to keep the data, and has answered.
    pub(in crate::replica) const ASKED: &str = "asked";
    pub(in crate::replica) const EVICTIONS: &str = "evictions";
    /// What was typed of a household that is not registered yet.
    pub(in crate::replica) const NEW_HOUSEHOLD: &str = "new_household";
    /// Before the household of which somebody types facts.
    pub(in crate::replica) const FACTS_OF: &str = "facts:";
}

impl Typing {
    /// What is typed lies under this name.
    pub(super) fn name(self) -> String {
        match self {
            Self::NewHousehold => name::NEW_HOUSEHOLD.to_owned(),
            Self::Facts(household) => format!("{}{household}", name::FACTS_OF),
        }
    }

    /// What is typed under a name; `None` where something else lies there.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name == name::NEW_HOUSEHOLD {
            return Some(Self::NewHousehold);
        }
        let household: HouseholdId = name.strip_prefix(name::FACTS_OF)?.parse().ok()?;
        Some(Self::Facts(household))
    }
}

/// What a store knows of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) device: Option<DeviceId>,
    pub(super) account: Option<Account>,
    pub(super) token: Option<String>,
    pub(super) counter: u64,
    pub(super) exchange: Exchange,
    pub(super) evictions: Evictions,
    /// All of them as they are stored, by name.
    pub(super) texts: BTreeMap<String, String>,
}

impl Facts {
    /// The facts of a store; those of a new one are empty.
    pub(super) async fn of(store: &Store) -> Result<Self, SaveError> {
        let [meta] = store.read([Shelf::Meta]).await?;
        Ok(Self::read(meta))
    }

    pub(super) fn read(meta: impl IntoIterator<Item = (Key, Option<Value>)>) -> Self {
        let mut facts = Self::default();
        for (key, value) in meta {
            let (Key::Text(key), Some(text)) = (key, value.and_then(Value::text)) else {
                continue;
            };
            match key.as_str() {
                name::DEVICE => facts.device = text.parse().ok(),
                name::ACCOUNT => facts.account = serde_json::from_str(&text).ok(),
                name::TOKEN => facts.token = Some(text.clone()),
                name::COUNTER => facts.counter = text.parse().unwrap_or_default(),
                name::EXCHANGE => {
                    facts.exchange =
                        serde_json::from_str(&text).unwrap_or_else(|_| Exchange::anew());
                }
                name::EVICTIONS => {
                    facts.evictions = serde_json::from_str(&text).unwrap_or_default();
                }
                _ => {}
            }
            facts.texts.insert(key, text);
        }
        facts
    }
}

/// Something as it is stored.
pub(super) fn text_of(value: &(impl Serialize + ?Sized)) -> Result<String, SaveError> {
    serde_json::to_string(value).map_err(|error| SaveError::Other(error.to_string()))
}
