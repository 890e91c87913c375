//! What people do with a phone, and how the phone goes on with what they began.

use std::collections::BTreeSet;

use dong_hanh_demo::Rng;
use dong_hanh_domain::OperationId;
use dong_hanh_sync::device::{Input, Written};
use dong_hanh_sync::{PROTOCOL, PushRequest};

use crate::broken::{Broken, Holds, holds};
use crate::flight::Flight;
use crate::life::Life;
use crate::network::Stray;
use crate::step::{Deed, Tap};
use crate::view::View;
use crate::work::{Done, Work};

impl Life {
    /// Somebody does something on a phone.
    pub(crate) fn work(&mut self, at: usize, deed: Deed, dice: u32) -> Holds {
        let now_ms = self.now_ms;
        let phone = &self.phones[at];
        // While another tab leads somebody works in that one, which has read what is stored.
        let other_tab = phone.follows.then(|| phone.stored()).transpose()?;
        let mut work = Work {
            town: &self.town,
            phone,
            view: View {
                user: phone.user,
                shelves: phone.shelves(),
                device: other_tab
                    .as_ref()
                    .map_or(&phone.device, |(device, _)| device),
            },
            ids: &mut self.ids,
            chance: Rng::new(dice.into()),
            now: phone.clock(now_ms),
            looked_at: BTreeSet::new(),
        };
        let done = work.does(deed);
        let looked_at = work.looked_at;
        match done {
            None => Ok(()),
            Some(Done::Says(sayings, beside)) => {
                let ids = &mut self.ids;
                let named = sayings
                    .into_iter()
                    .map(|saying| (OperationId(ids.next()), saying));
                let said = self.phones[at].say(named.collect(), &beside, now_ms)?;
                // What found no room was not said.
                let Some(said) = said else { return Ok(()) };
                for change in &beside {
                    self.truth.saved(at, change);
                }
                for (counter, raw) in said {
                    self.truth.shows(at, counter, &looked_at);
                    self.truth.says(at, Some(counter), &raw);
                }
                Ok(())
            }
            Some(Done::Text(raw, sealed)) => {
                let counter = self.phones[at].next_counter();
                if self.phones[at].say_text(counter, raw.clone(), sealed, now_ms)? {
                    self.truth.says(at, Some(counter), &raw);
                }
                Ok(())
            }
            Some(Done::Forged(raw)) => {
                self.truth.says(at, None, &raw);
                let request = PushRequest {
                    protocol: PROTOCOL,
                    device: self.phones[at].device.id(),
                    sent: self.phones[at].clock(now_ms),
                    operations: vec![raw],
                };
                self.strays.push_back(Stray {
                    phone: at,
                    is_push: true,
                    text: serde_json::to_string(&request)?.into(),
                });
                Ok(())
            }
        }
    }

    /// A phone is told something.
    pub(crate) fn tap(&mut self, at: usize, tap: Tap) -> Holds {
        let now_ms = self.now_ms;
        let phone = &mut self.phones[at];
        let input = match tap {
            Tap::Wanted => Input::Wanted,
            Tap::Pressed => Input::Pressed,
            Tap::Cancelled => Input::Cancelled,
            Tap::NetworkBack => Input::NetworkBack,
            Tap::SignedIn => {
                phone.signed_in = true;
                Input::SignedIn
            }
            Tap::Follow => {
                phone.follows = true;
                Input::Leading(false)
            }
            Tap::Lead => return self.lead(at),
            Tap::Photos => {
                self.take_photos(at);
                return Ok(());
            }
        };
        phone.tell(input, now_ms)
    }

    /// This tab has the lock again, and has read what the other one wrote.
    pub(crate) fn lead(&mut self, at: usize) -> Holds {
        let now_ms = self.now_ms;
        let phone = &mut self.phones[at];
        if phone.follows {
            // What is on its way to the disk is read with the rest.
            if phone.is_storing() {
                return Ok(());
            }
            let stored = phone.loaded()?;
            phone.device.follow(stored);
            phone.follows = false;
            phone.tell(Input::Queued, now_ms)?;
        }
        phone.tell(Input::Leading(true), now_ms)
    }

    /// What is under way at a phone goes on, and nothing goes wrong.
    pub(crate) fn go(&mut self, at: usize, times: u8) -> Holds {
        for _ in 0..times {
            if !self.go_once(at)? {
                break;
            }
            self.look_at(at)?;
        }
        Ok(())
    }

    /// Whether there was anything to go on with.
    pub(crate) fn go_once(&mut self, at: usize) -> Result<bool, Broken> {
        let now_ms = self.now_ms;
        let phone = &mut self.phones[at];
        match phone.flight.take() {
            None => {
                let wakes = phone.wakes(now_ms);
                if wakes {
                    phone.tell(Input::Woken, now_ms)?;
                }
                return Ok(wakes);
            }
            Some(Flight::Request(request)) => self.carry(at, request)?,
            Some(Flight::Store(commit)) => {
                let forgotten = match &commit.written {
                    Written::Settled { forgotten, .. } => forgotten.clone(),
                    _ => Vec::new(),
                };
                self.may_forget(at, &forgotten)?;
                if self.phones[at].store(*commit) {
                    self.truth.forgotten[at].extend(forgotten);
                }
            }
            Some(Flight::Half(changes)) => {
                let stored = phone.disk.commit(changes, false);
                phone.flight = Some(Flight::Stored(stored));
            }
            Some(Flight::Stored(stored)) => phone.tell(Input::Stored(stored), now_ms)?,
            Some(Flight::Photos) => self.send_photos(at)?,
        }
        Ok(true)
    }

    /// A phone forgets only what has a receipt.
    fn may_forget(&self, at: usize, forgotten: &[u64]) -> Holds {
        for counter in forgotten {
            let has = self.phones[at].shelves().sent.contains_key(counter);
            holds(has, "S1.2", || {
                format!("phone {at} forgets {counter}, which has no receipt")
            })?;
        }
        Ok(())
    }
}
