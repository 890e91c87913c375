//! All of it together: the steps of a schedule, one after the other, and what must hold after each.

use std::collections::VecDeque;

use dong_hanh_domain::OperationId;
use dong_hanh_sync::device::{Failure, Input};
use dong_hanh_sync::{PROTOCOL, PushAnswer, PushRequest, Receipt};

use crate::audit::{Answered, Audit};
use crate::base::Base;
use crate::broken::{Broken, Holds, holds};
use crate::check;
use crate::disk::Change;
use crate::mutation::Mutation;
use crate::office::{Given, Office, refused};
use crate::phone::{Flight, Phone, Reply, Request};
use crate::schedule::{Schedule, Setting};
use crate::step::{Death, Deed, Fault, Step, Tap};
use crate::town::{BEGINNING_MS, Town, moment};
use crate::truth::{Key, Truth};
use crate::view::View;
use crate::work::{Done, Ids, Work};
use dong_hanh_demo::Rng;

/// One server, its phones, and all that lies between them.
pub(crate) struct Life {
    pub(crate) town: Town,
    pub(crate) office: Office,
    pub(crate) phones: Vec<Phone>,
    pub(crate) audit: Audit,
    pub(crate) truth: Truth,
    pub(crate) now_ms: i64,
    pub(crate) people: usize,
    strays: VecDeque<Stray>,
    ids: Ids,
    saved: Option<(Audit, std::collections::BTreeMap<Key, Receipt>)>,
}

/// A request of which nobody waits for the answer.
struct Stray {
    phone: usize,
    is_push: bool,
    text: std::rc::Rc<str>,
}

impl Life {
    /// Before anything has happened.
    pub(crate) fn begin(
        setting: &Setting,
        base: Base,
        mutation: Option<Mutation>,
    ) -> Result<Self, Broken> {
        let town = Town::of(setting);
        let office = Office::open(setting, &town, moment(BEGINNING_MS), base, mutation)?;
        let people = setting.people.len();
        let mut audit = Audit::of(&town, people);
        let truth = Truth::of(setting.phones.len());
        audit.after(&office, Answered::default(), &truth)?;
        let phones = setting.phones.iter().enumerate();
        let phones =
            phones.map(|(at, user)| Phone::new(at, (*user).into(), BEGINNING_MS, mutation));
        let mut life = Self {
            phones: phones.collect(),
            town,
            office,
            audit,
            truth,
            now_ms: BEGINNING_MS,
            people,
            strays: VecDeque::new(),
            ids: Ids::default(),
            saved: None,
        };
        for at in 0..life.phones.len() {
            life.phones[at].tell(Input::Leading(true), BEGINNING_MS)?;
            life.go(at, 12)?;
        }
        Ok(life)
    }

    /// Lives through a schedule, and then through rest.
    pub(crate) fn live(schedule: &Schedule, base: Base, mutation: Option<Mutation>) -> Holds {
        let mut life = Self::begin(&schedule.setting, base, mutation)?;
        for step in &schedule.steps {
            life.step(*step)?;
        }
        life.rest()
    }

    fn phone(&self, number: u8) -> usize {
        usize::from(number) % self.phones.len()
    }

    fn step(&mut self, step: Step) -> Holds {
        match step {
            Step::Work { phone, deed, dice } => {
                let at = self.phone(phone);
                self.work(at, deed, dice)?;
                self.look_at(at)
            }
            Step::Go { phone, times } => self.go(self.phone(phone), times),
            Step::Fault { phone, fault } => {
                let at = self.phone(phone);
                self.fault(at, fault)?;
                self.look_at(at)
            }
            Step::Tell { phone, tap } => {
                let at = self.phone(phone);
                self.tap(at, tap)?;
                self.look_at(at)
            }
            Step::Crash { phone, how } => {
                let at = self.phone(phone);
                let now_ms = self.now_ms;
                let phone = &mut self.phones[at];
                match how {
                    Death::Killed => {}
                    Death::Power { lost } => phone.disk.lose(lost.into()),
                    Death::Upgraded => phone.newer = true,
                    Death::Downgraded => phone.newer = false,
                }
                self.abandon(at);
                self.phones[at].start(now_ms)?;
                self.look_at(at)
            }
            Step::Clock { phone, minutes } => {
                let at = self.phone(phone);
                self.phones[at].put_clock(i64::from(minutes) * 60_000);
                Ok(())
            }
            Step::Pass { minutes } => {
                self.now_ms += i64::from(minutes) * 60_000;
                for at in 0..self.phones.len() {
                    if self.phones[at].wakes(self.now_ms) {
                        self.phones[at].tell(Input::Woken, self.now_ms)?;
                    }
                }
                Ok(())
            }
            Step::Late { which } => self.late(which.into()),
            Step::Grant { user, dice } => {
                let user = usize::from(user) % self.people;
                let role = self.office.role(user)?;
                let role = self.town.other_role(&role, &mut Rng::new(dice.into()));
                self.office.give(user, role, moment(self.now_ms))?;
                self.audit
                    .after(&self.office, Answered::default(), &self.truth)
            }
            Step::Publish { dice } => {
                let unit = dice as usize % self.town.units.len();
                self.office.publish(&self.town, unit, dice as usize / 7)?;
                self.audit
                    .after(&self.office, Answered::default(), &self.truth)
            }
            Step::Sweep => {
                let now = moment(self.now_ms);
                self.office.restart(now)?;
                self.office.sweep(now)
            }
            Step::Restart => self.office.restart(moment(self.now_ms)),
            Step::Backup => {
                self.office.back_up()?;
                self.saved = Some((self.audit.clone(), self.truth.receipts.clone()));
                Ok(())
            }
            Step::PutBack => self.put_back(),
        }
    }

    fn put_back(&mut self) -> Holds {
        let epoch = self.office.next_epoch();
        if let (true, Some((audit, receipts))) =
            (self.office.put_back(moment(self.now_ms))?, &self.saved)
        {
            self.audit = audit.clone();
            self.audit.began = epoch;
            self.truth.receipts.clone_from(receipts);
            self.truth.time += 1;
        }
        Ok(())
    }

    fn work(&mut self, at: usize, deed: Deed, dice: u32) -> Holds {
        let now_ms = self.now_ms;
        let mut work = Work {
            town: &self.town,
            phone: &self.phones[at],
            view: View(&self.phones[at]),
            ids: &mut self.ids,
            chance: Rng::new(dice.into()),
            now: self.phones[at].clock(now_ms),
        };
        match work.does(deed) {
            None => Ok(()),
            Some(Done::Says(sayings, beside)) => {
                let ids = &mut self.ids;
                let named = sayings
                    .into_iter()
                    .map(|saying| (OperationId(ids.next()), saying));
                let said = self.phones[at].say(named.collect(), beside, now_ms)?;
                for (counter, raw) in said {
                    self.truth.says(at, Some(counter), &raw);
                }
                Ok(())
            }
            Some(Done::Text(raw, sealed)) => {
                let counter = self.phones[at].next_counter();
                self.truth.says(at, Some(counter), &raw);
                self.phones[at].say_text(counter, raw, sealed, now_ms)
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
                if let dong_hanh_sync::device::Written::Settled { forgotten, .. } = &commit.written
                {
                    self.forget(at, forgotten)?;
                }
                self.phones[at].store(*commit);
            }
            Some(Flight::Half(changes)) => {
                phone.disk.commit(changes, false);
                phone.flight = Some(Flight::Stored(Ok(())));
            }
            Some(Flight::Stored(stored)) => phone.tell(Input::Stored(stored), now_ms)?,
            Some(Flight::Photos) => {
                let outbox = phone.device.outbox();
                let photos = phone.shelves().photos.iter();
                let sent = photos.filter(|id| {
                    let said = outbox.find(**id);
                    said.is_none_or(|(_, entry, _)| entry.receipt.is_some())
                });
                let sent = sent.map(|id| Change::Photo(*id, false)).collect();
                phone.disk.commit(sent, false);
                phone.tell(Input::PhotosSent(Ok(())), now_ms)?;
            }
        }
        Ok(true)
    }

    /// A phone forgets only what has a receipt.
    fn forget(&mut self, at: usize, forgotten: &[u64]) -> Holds {
        for counter in forgotten {
            let has = self.phones[at].shelves().sent.contains_key(counter);
            holds(has, "S1.2", || {
                format!("phone {at} forgets {counter}, which has no receipt")
            })?;
            self.truth.forgotten[at].insert(*counter);
        }
        Ok(())
    }

    /// Brings a request to the server, or its answer to the phone.
    fn carry(&mut self, at: usize, mut request: Request) -> Holds {
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
    fn ask(
        &mut self,
        at: usize,
        is_push: bool,
        text: &str,
    ) -> Result<Result<Reply, Failure>, Broken> {
        let (user, device) = (self.phones[at].user, self.phones[at].device.id());
        if !self.phones[at].signed_in {
            return Ok(Err(Failure::SignedOut));
        }
        let now = moment(self.now_ms);
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
            None => Reply::Nothing(self.now_ms / 1000 * 1000),
        }))
    }

    /// Looks at what the server has done with a batch.
    fn written_down(&mut self, given: Given) -> Result<Vec<Receipt>, Broken> {
        let Given {
            operations,
            receipts,
        } = given;
        let ids: Vec<_> = operations
            .iter()
            .filter_map(dong_hanh_sync::RawOperation::id)
            .collect();
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

    fn fault(&mut self, at: usize, fault: Fault) -> Holds {
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

    fn tap(&mut self, at: usize, tap: Tap) -> Holds {
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
                let last = phone.device.outbox().operations().next_back();
                let last = last.filter(|(_, entry, _)| entry.receipt.is_none());
                let last = last.map(|(_, _, operation)| operation.id);
                let photo = last.map(|id| Change::Photo(id, true));
                phone.disk.commit(photo.into_iter().collect(), true);
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

    /// Whoever dies does not take along what has left.
    fn abandon(&mut self, at: usize) {
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
    fn late(&mut self, which: usize) -> Holds {
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

    fn look_at(&self, at: usize) -> Holds {
        check::phone(&self.phones[at], &self.audit, &self.truth)
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now_ms += minutes * 60_000;
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
