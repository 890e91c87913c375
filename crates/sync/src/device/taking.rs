//! What a pull brought: changes, scopes that are lost, what the office has forgotten, and the end of it all.

use std::cell::LazyCell;

use dong_hanh_domain::Scope;

use super::machine::{Event, Failure};
use super::{Around, Asked, Commit, Device, Effect, Pulled, UnderWay, Written, needed};
use crate::exchange::Exchange;

/// What of a pull's answer is seen to after its changes are stored.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    pub(super) scopes: Vec<Scope>,
    pub(super) more: bool,
    pub(super) forgotten: bool,
}

/// The feeds were read to their end.
const READ: Event = Event::Pulled { more: false };

impl Device {
    pub(super) fn pulled(
        &mut self,
        answer: Result<Pulled, Failure>,
        around: &impl Around,
    ) -> Vec<Effect> {
        let asked = match self.under_way.take() {
            Some(UnderWay::Pull(asked)) => asked,
            other => return self.ignored(other),
        };
        match answer {
            Err(failure) => self.end(Err(failure), around),
            Ok(Pulled::News(mut answer)) => {
                self.exchange.begin_anew(&mut answer);
                let brought = Brought {
                    more: answer.has_more(),
                    forgotten: answer.forgotten && !self.exchange.has_resent(answer.epoch),
                    scopes: answer.scopes.clone(),
                };
                let exchange = self.heard(answer.now, around).read(&answer);
                let here = |scope: &Scope| around.records_of(scope);
                let exchange = exchange.renewed(&mut answer.feeds, here);
                let needed = LazyCell::new(|| needed::of(self, around));
                let stays = needed::hold_back(&mut answer.feeds, |key| needed.has(key));
                let exchange = exchange.holding_back(&answer.feeds, stays);
                let stores = Commit {
                    exchange: exchange.told(asked.report.clone()),
                    written: Written::Changes {
                        last: !brought.more,
                        feeds: answer.feeds,
                        scopes: answer.scopes,
                    },
                };
                self.store(stores, |stores| UnderWay::Take {
                    asked,
                    stores,
                    brought,
                })
            }
            Ok(Pulled::Nothing(now)) => {
                let exchange = match now {
                    Some(now) => self.heard(now, around),
                    None => self.exchange.clone(),
                };
                let exchange = exchange.told(asked.report.clone());
                match exchange.cut_short() {
                    Some(exchange) => self.begin_anew(asked, exchange),
                    None => self.settle(exchange, asked.receipted, around),
                }
            }
        }
    }

    /// What was read is not believed any more, and is read from its beginning at once.
    fn begin_anew(&mut self, asked: Asked, exchange: Exchange) -> Vec<Effect> {
        let brought = Brought {
            scopes: exchange.cursors.0.keys().cloned().collect(),
            more: true,
            forgotten: false,
        };
        let stores = Commit {
            exchange,
            written: Written::Settled {
                forgotten: Vec::new(),
                left: Vec::new(),
            },
        };
        self.store(stores, |stores| UnderWay::Take {
            asked,
            stores,
            brought,
        })
    }

    /// What follows from an answer whose changes are stored: lost scopes go, what was forgotten is sent again, and
    /// then there is more to ask for or the feeds were read to their end.
    pub(super) fn follow_up(
        &mut self,
        asked: Asked,
        mut brought: Brought,
        around: &impl Around,
    ) -> Vec<Effect> {
        if self.given_up {
            return self.end(Ok(READ), around);
        }
        let needed = LazyCell::new(|| needed::of(self, around).scopes(self, around));
        let is_needed = |scope: &Scope| needed.contains(scope);
        let left = self.exchange.without_lost(&brought.scopes, is_needed);
        let stores = if let Some(exchange) = left {
            let kept = brought.scopes.iter().chain(&*needed).cloned().collect();
            Commit {
                exchange,
                written: Written::Leave { kept },
            }
        } else if std::mem::take(&mut brought.forgotten) {
            Commit {
                exchange: self.exchange.clone().resending(),
                written: Written::Again(self.outbox.receipted_texts()),
            }
        } else if brought.more {
            return self.end(Ok(Event::Pulled { more: true }), around);
        } else {
            return self.settle(self.exchange.clone(), asked.receipted, around);
        };
        self.store(stores, |stores| UnderWay::Take {
            asked,
            stores,
            brought,
        })
    }

    /// The feeds have brought what had been receipted up to here; what is old is forgotten.
    fn settle(&mut self, exchange: Exchange, receipted: u64, around: &impl Around) -> Vec<Effect> {
        let now = around.now(exchange.skew_ms).corrected();
        let receipted = receipted.min(self.outbox.receipted());
        let needed = LazyCell::new(|| needed::of(self, around));
        let mut erased = self.outbox.erased(&around.gone());
        // A draft may be about a household that is nowhere else.
        erased.retain(|counter| {
            let said = self.outbox.said(*counter);
            said.is_none_or(|operation| !needed.is_borne_by(operation, around))
        });
        let mut forgotten = self.outbox.expired(receipted, now);
        // Its pictures would go with it, and a household that is nowhere else.
        forgotten.retain(|counter| {
            let said = self.outbox.said(*counter);
            said.is_none_or(|operation| {
                !around.keeps_photos(operation) && !needed.is_borne_by(operation, around)
            })
        });
        let mut forgotten = self.outbox.together(forgotten);
        forgotten.extend(erased);
        forgotten.sort_unstable();
        forgotten.dedup();
        let (exchange, left) = exchange.settled(receipted).let_go(|key| needed.has(key));
        if exchange == self.exchange && forgotten.is_empty() {
            return self.reached(around);
        }
        let stores = Commit {
            exchange,
            written: Written::Settled {
                forgotten,
                left: needed::leaving(left),
            },
        };
        self.store(stores, |stores| UnderWay::End { stores })
    }

    /// The office is there; what was set aside and has rested may be sent, and photos follow the texts.
    pub(super) fn reached(&mut self, around: &impl Around) -> Vec<Effect> {
        let before = self.outbox.sendable();
        self.outbox.reached();
        let mut effects = self.invite(before, around);
        effects.extend(self.end(Ok(READ), around));
        effects
    }
}
