//! The network between phones and the server, and what it does when nothing goes wrong.

use dong_hanh_sync::device::Failure;
use dong_hanh_sync::{PushAnswer, RawOperation, Receipt};

use crate::audit::Answered;
use crate::broken::{Broken, Holds, holds};
use crate::flight::{Flight, Reply, Request};
use crate::life::Life;
use crate::office::Given;

/// A request of which nobody waits for the answer.
pub(crate) struct Stray {
    pub(crate) phone: usize,
    pub(crate) is_push: bool,
    pub(crate) text: std::rc::Rc<str>,
}

impl Life {
    /// Brings a request to the server, or its answer to the phone.
    pub(crate) fn carry(&mut self, at: usize, mut request: Request) -> Holds {
        if let Some(answer) = request.answer.take() {
            return self.phones[at].answered(request.is_push, answer, self.now_ms);
        }
        if request.aborted {
            // It may have left the phone before it was given up.
            self.strays.push_back(Stray {
                phone: at,
                is_push: request.is_push,
                text: request.text,
            });
            return self.phones[at].answered(request.is_push, Err(Failure::NoAnswer), self.now_ms);
        }
        request.answer = Some(self.ask(at, request.is_push, &request.text)?);
        self.phones[at].flight = Some(Flight::Request(request));
        Ok(())
    }

    /// The server acts on a request of a phone.
    pub(crate) fn ask(
        &mut self,
        at: usize,
        is_push: bool,
        text: &str,
    ) -> Result<Result<Reply, Failure>, Broken> {
        let (user, device) = (self.phones[at].user, self.phones[at].device.id());
        if !self.phones[at].signed_in {
            return Ok(Err(Failure::SignedOut));
        }
        let now = self.server_now();
        if is_push {
            let given = match self.office.push(user, device, text, now)? {
                Ok(given) => given,
                Err(failure) => return Ok(Err(failure)),
            };
            let receipts = self.written_down(given)?;
            let answer = PushAnswer { receipts, now };
            return Ok(Ok(Reply::Text(serde_json::to_string(&answer)?)));
        }
        let pulled = match self.office.pull(user, device, text, now)? {
            Ok(pulled) => pulled,
            Err(failure) => return Ok(Err(failure)),
        };
        Ok(Ok(match pulled {
            Some(answer) => Reply::Text(serde_json::to_string(&answer)?),
            None => Reply::Nothing(now.timestamp() * 1000),
        }))
    }

    /// Looks at what the server has done with a batch.
    pub(crate) fn written_down(&mut self, given: Given) -> Result<Vec<Receipt>, Broken> {
        let Given {
            operations,
            receipts,
        } = given;
        let ids: Vec<_> = operations.iter().filter_map(RawOperation::id).collect();
        let named: Vec<_> = receipts.iter().map(|receipt| receipt.operation).collect();
        holds(ids == named, "S2.1", || {
            format!("receipts for {named:?}, not for {ids:?}")
        })?;
        let (mut fresh, mut again) = (Vec::new(), Vec::new());
        for (raw, receipt) in operations.iter().zip(&receipts) {
            let key = (receipt.operation, raw.digest());
            if let Some(known) = self.truth.receipts.get(&key) {
                holds(known == receipt, "S2.2", || {
                    format!("{} had {known:?} and gets {receipt:?}", raw.text())
                })?;
            }
            if self.truth.receipt(key, receipt) {
                fresh.push(key);
            } else {
                again.push(key);
            }
        }
        let answered = Answered {
            fresh: &fresh,
            again: &again,
        };
        self.audit.after(&self.office, answered, &self.truth)?;
        Ok(receipts)
    }

    /// Whoever dies does not take along what has left.
    pub(crate) fn abandon(&mut self, at: usize) {
        if let Some(Flight::Request(request)) = self.phones[at].flight.take()
            && request.answer.is_none()
        {
            self.strays.push_back(Stray {
                phone: at,
                is_push: request.is_push,
                text: request.text,
            });
        }
    }

    /// A request arrives of which nobody waits for the answer.
    pub(crate) fn late(&mut self, which: usize) -> Holds {
        if self.strays.is_empty() {
            return Ok(());
        }
        let stray = self.strays.remove(which % self.strays.len());
        // A pull changes nothing but how the office sees the device, and that is said anew with the next change of it.
        if let Some(stray) = stray.filter(|stray| stray.is_push) {
            self.ask(stray.phone, stray.is_push, &stray.text)?.ok();
        }
        Ok(())
    }

    /// All that was given up and is still on its way arrives.
    pub(crate) fn all_arrives(&mut self) -> Holds {
        while !self.strays.is_empty() {
            self.late(0)?;
        }
        Ok(())
    }
}
