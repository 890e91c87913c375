//! What was said of help, fact by fact: read, and set.

use std::collections::BTreeMap;

use super::{CommitmentState, Help, NeedState};
use crate::fact::{Fact, FactKey};

impl Help {
    /// What is known under a name; `None` for what is no fact of help.
    pub(crate) fn fact(&self, key: &FactKey) -> Option<Fact> {
        Some(match key {
            FactKey::Need(need) => Fact::Need {
                need: *need,
                state: self.needs.get(need).copied().unwrap_or_default(),
            },
            FactKey::Commitment(commitment) => Fact::Commitment {
                commitment: *commitment,
                state: self
                    .commitments
                    .get(commitment)
                    .copied()
                    .unwrap_or_default(),
            },
            FactKey::Promise(promise) => Fact::Promise {
                promise: *promise,
                made: self.promises.get(promise).cloned().map(Box::new),
            },
            FactKey::Support(support) => Fact::Support {
                support: *support,
                came: self.supports.get(support).cloned().map(Box::new),
            },
            FactKey::Helped(support) => Fact::Helped {
                support: *support,
                helped: self.helped.get(support).copied(),
            },
            FactKey::SameGift(pair) => Fact::SameGift {
                pair: *pair,
                is_one: self.pairs.get(pair).copied(),
            },
            _ => return None,
        })
    }

    /// Sets a fact of help; another one changes nothing.
    pub(crate) fn set(&mut self, fact: Fact) {
        match fact {
            Fact::Need { need, state } => {
                let state = Some(state).filter(|state| *state != NeedState::Open);
                put(&mut self.needs, need, state);
            }
            Fact::Commitment { commitment, state } => {
                let state = Some(state).filter(|state| *state != CommitmentState::Open);
                put(&mut self.commitments, commitment, state);
            }
            Fact::Promise { promise, made } => {
                put(&mut self.promises, promise, made.map(|made| *made));
            }
            Fact::Support { support, came } => {
                put(&mut self.supports, support, came.map(|came| *came));
            }
            Fact::Helped { support, helped } => put(&mut self.helped, support, helped),
            Fact::SameGift { pair, is_one } => put(&mut self.pairs, pair, is_one),
            _ => {}
        }
    }
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}
