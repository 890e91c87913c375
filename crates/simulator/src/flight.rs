//! What is under way at a phone: one request, or one transaction.

use std::rc::Rc;

use dong_hanh_domain::DeviceTime;
use dong_hanh_sync::device::{Commit, Effect, Failure, Input, Pulled};
use dong_hanh_sync::{PullAnswer, PushAnswer};

use crate::around::Surroundings;
use crate::broken::{Broken, Holds};
use crate::disk::Change;
use crate::mutation::Mutation;
use crate::phone::Phone;
use crate::town;

/// What is under way.
#[derive(Debug)]
pub(crate) enum Flight {
    Request(Request),
    Store(Box<Commit>),
    /// The second half of a transaction that a mutation has cut in two.
    Half(Vec<Change>),
    Stored(Result<(), Failure>),
    Photos,
}

/// A request, on its way to the server and back.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) is_push: bool,
    pub(crate) text: Rc<str>,
    pub(crate) answer: Option<Result<Reply, Failure>>,
    /// The phone waits for it no more.
    pub(crate) aborted: bool,
}

/// What the server answers where it does not refuse.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Text(String),
    /// 204, with the server's clock to the second.
    Nothing(i64),
}

impl Phone {
    /// Tells the device what happened, and begins what it wants.
    pub(crate) fn tell(&mut self, input: Input, now_ms: i64) -> Holds {
        let around = Surroundings {
            shelves: self.disk.shelves(),
            unread: &self.unread,
            newer: self.newer,
            clock: DeviceTime {
                skew_ms: None,
                ..self.clock(now_ms)
            },
            chance: &self.chance,
        };
        for effect in self.device.step(input, &around) {
            self.carry_out(effect, now_ms)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect, now_ms: i64) -> Holds {
        let begins = match effect {
            Effect::WakeIn(wait) => {
                self.alarm = Some(now_ms.saturating_add_unsigned(wait));
                return Ok(());
            }
            Effect::Abort => {
                if let Some(Flight::Request(request)) = &mut self.flight {
                    request.aborted = true;
                }
                return Ok(());
            }
            Effect::Push(request) => {
                if self.mutation == Some(Mutation::LeavesWhenSent) {
                    self.drop_unanswered(|raw| {
                        request
                            .operations
                            .iter()
                            .any(|sent| sent.text() == raw.text())
                    });
                }
                Flight::request(true, &request)?
            }
            Effect::Pull(request) => Flight::request(false, &request)?,
            Effect::Store(commit) => Flight::Store(Box::new(commit)),
            Effect::SendPhotos => Flight::Photos,
        };
        match self.flight.replace(begins) {
            None => Ok(()),
            Some(before) => Err(Broken::new(
                "S1.3",
                format!("phone {}: begun while {before:?} was under way", self.at),
            )),
        }
    }

    /// The answer to a request has come.
    pub(crate) fn answered(
        &mut self,
        is_push: bool,
        answer: Result<Reply, Failure>,
        now_ms: i64,
    ) -> Holds {
        let input = if is_push {
            Input::Pushed(answer.and_then(|reply| match reply {
                Reply::Text(text) => read::<PushAnswer>(&text),
                Reply::Nothing(_) => Err(Failure::NoAnswer),
            }))
        } else {
            Input::Pulled(answer.and_then(|reply| match reply {
                Reply::Text(text) => read::<PullAnswer>(&text).map(Pulled::News),
                Reply::Nothing(at) => Ok(Pulled::Nothing(Some(town::moment(at)))),
            }))
        };
        self.tell(input, now_ms)
    }
}

/// An answer that cannot be read is none.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::NoAnswer)
}

impl Flight {
    fn request(is_push: bool, request: &impl serde::Serialize) -> Result<Self, Broken> {
        Ok(Self::Request(Request {
            is_push,
            text: serde_json::to_string(request)?.into(),
            answer: None,
            aborted: false,
        }))
    }
}
