//! What goes wrong with what is under way.

use dong_hanh_sync::device::{Failure, Input};

use crate::broken::Holds;
use crate::flight::{Flight, Reply, Request};
use crate::life::Life;
use crate::network::Stray;
use crate::office::refused;
use crate::step::Fault;

impl Life {
    /// What is under way at a phone meets a fault.
    pub(crate) fn fault(&mut self, at: usize, fault: Fault) -> Holds {
        let now_ms = self.now_ms;
        let Some(flight) = self.phones[at].flight.take() else {
            return Ok(());
        };
        match flight {
            Flight::Request(request) => self.fault_of_request(at, request, fault),
            Flight::Store(_) if matches!(fault, Fault::Full | Fault::Storage) => {
                let failure = if fault == Fault::Full {
                    Failure::Full
                } else {
                    Failure::Storage
                };
                self.phones[at].tell(Input::Stored(Err(failure)), now_ms)
            }
            Flight::Photos => {
                if matches!(
                    fault,
                    Fault::AnswerLost | Fault::AnswerCut | Fault::BrokenAfter
                ) {
                    self.photos_arrive(at)?;
                }
                let failure = failure_of(fault);
                self.phones[at].tell(Input::PhotosSent(Err(failure)), now_ms)
            }
            other => {
                self.phones[at].flight = Some(other);
                Ok(())
            }
        }
    }

    fn fault_of_request(&mut self, at: usize, mut request: Request, fault: Fault) -> Holds {
        let stray = || Stray {
            phone: at,
            is_push: request.is_push,
            text: request.text.clone(),
        };
        let is_on_its_way = request.answer.is_none();
        let mut ends = Some(Err(failure_of(fault)));
        match fault {
            Fault::Full | Fault::Storage => ends = None,
            Fault::AnswerLost | Fault::BrokenAfter if is_on_its_way => {
                self.ask(at, request.is_push, &request.text)?.ok();
            }
            Fault::AnswerCut => {
                let answer = match request.answer.take() {
                    Some(answer) => answer,
                    None => self.ask(at, request.is_push, &request.text)?,
                };
                ends = Some(answer.map(|reply| match reply {
                    Reply::Text(text) => Reply::Text(cut(&text)),
                    nothing => nothing,
                }));
            }
            Fault::GivenUp if is_on_its_way => self.strays.push_back(stray()),
            Fault::Doubled => {
                self.strays.push_back(stray());
                ends = None;
            }
            Fault::RequestCut if is_on_its_way => {
                ends = Some(self.ask(at, request.is_push, &cut(&request.text))?);
            }
            Fault::SignedOut => self.phones[at].signed_in = false,
            _ => {}
        }
        match ends {
            Some(answer) => self.phones[at].answered(request.is_push, answer, self.now_ms),
            None => {
                self.phones[at].flight = Some(Flight::Request(request));
                Ok(())
            }
        }
    }
}

fn failure_of(fault: Fault) -> Failure {
    match fault {
        Fault::Broken | Fault::BrokenAfter => Failure::Busy { retry_after: None },
        Fault::Busy => Failure::Busy {
            retry_after: Some(60),
        },
        Fault::TooLarge => refused("too-large"),
        Fault::SignedOut => Failure::SignedOut,
        Fault::Version => Failure::Version,
        Fault::Full => Failure::Full,
        Fault::Storage => Failure::Storage,
        _ => Failure::NoAnswer,
    }
}

/// The first half of a text.
fn cut(text: &str) -> String {
    let half = text.len() / 2;
    let at = (0..=half).rev().find(|at| text.is_char_boundary(*at));
    text[..at.unwrap_or(0)].to_owned()
}
