//! The server's decision: a pure function of the records and the operation.
//!
//! A store finds the [`Receipts`] of what [`Arrived`] before, opens the rest, loads what it [`Needs`] into a
//! [`World`], calls [`World::receive`] for each operation and writes the [`Written`] down, all in one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Act, DeviceId, DeviceTime, HamletId, Household, HouseholdId, OperationId, Review,
    ReviewDecision, Role, Scope, UserId, VisitId, may,
};
use dong_hanh_form::{Context, Form, FormId, Lang, finish};

use crate::operation::{Action, ContentDigest, FinishedVisit, Head, Operation, RawOperation};
use crate::receipt::{AnswerProblem, HeldReason, Notice, Outcome, Receipt};
use crate::record::{HeldRecord, HeldState, Record, Visit};

/// Two clocks closer than this, in milliseconds, agree.
pub const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;

/// Who sends, as the server knows it from the session.
#[derive(Clone, Debug)]
pub struct Author {
    /// The user.
    pub user: UserId,
    /// The device of the session.
    pub device: DeviceId,
    /// What the user may do.
    pub role: Role,
}

/// When a batch arrived.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// Server clock minus device clock at the moment of sending, in milliseconds.
    pub skew_ms: i64,
}

impl Arrival {
    /// Compares the two clocks.
    #[must_use]
    pub fn new(now: DateTime<Utc>, sent: DeviceTime) -> Self {
        Self {
            now,
            skew_ms: now.timestamp_millis().saturating_sub(sent.utc_ms),
        }
    }

    fn odd_skew(self) -> Option<i64> {
        (self.skew_ms.abs() > CLOCK_TOLERANCE_MS).then_some(self.skew_ms)
    }
}

/// Receipts by the operation's id and content: one for each content that came under an id.
pub type Receipts = BTreeMap<(OperationId, ContentDigest), Receipt>;

/// An operation as it arrived. What finds a receipt that it got before is read, its content is not.
#[derive(Debug)]
pub struct Arrived {
    raw: RawOperation,
    digest: ContentDigest,
    head: Option<Head>,
}

impl From<&RawOperation> for Arrived {
    fn from(raw: &RawOperation) -> Self {
        Self {
            digest: raw.digest(),
            head: raw.head(),
            raw: raw.clone(),
        }
    }
}

impl Arrived {
    /// Its id; `None` for a text without one.
    #[must_use]
    pub fn id(&self) -> Option<OperationId> {
        self.head.map(|head| head.id)
    }

    /// Reads the content, unless it was answered before: what is sent again costs next to nothing.
    #[must_use]
    pub fn open(self, known: &Receipts) -> Opened {
        let Self { raw, digest, head } = self;
        let Some(head) = head else {
            return Opened::Nameless;
        };
        if let Some(receipt) = known.get(&(head.id, digest)) {
            return Opened::Answered(receipt.clone());
        }
        Opened::New {
            operation: raw.open().map(Box::new),
            raw,
            digest,
            head,
        }
    }
}

/// An operation that was read, once for finding out what it needs and for deciding on it.
#[derive(Debug)]
pub enum Opened {
    /// A text without an id: there is nothing that a receipt could name.
    Nameless,
    /// It has its receipt.
    Answered(Receipt),
    /// It is to be decided on.
    New {
        /// Its text.
        raw: RawOperation,
        /// What identifies the text.
        digest: ContentDigest,
        /// What was read whatever its kind.
        head: Head,
        /// All of it, if this version knows its kind and shape.
        operation: Result<Box<Operation>, serde_json::Error>,
    },
}

/// What has to be loaded, beside [`Receipts`], before a batch can be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Households that are spoken of.
    pub households: BTreeSet<HouseholdId>,
    /// Visits that are spoken of.
    pub visits: BTreeSet<VisitId>,
    /// Definitions that were filled.
    pub forms: BTreeSet<FormId>,
    /// Operations whose held contents the batch takes the place of.
    pub held: BTreeSet<OperationId>,
}

impl Needs {
    /// What this batch needs. What was answered before needs nothing.
    #[must_use]
    pub fn of(batch: &[Opened]) -> Self {
        let mut needs = Self::default();
        for opened in batch {
            let Opened::New {
                head, operation, ..
            } = opened
            else {
                continue;
            };
            needs.held.extend(head.settles);
            let Ok(operation) = operation else {
                continue;
            };
            match &operation.action {
                Action::RegisterHousehold { household } => {
                    needs.households.insert(household.id);
                }
                Action::FinishVisit(FinishedVisit {
                    visit,
                    household,
                    form,
                    amends,
                    ..
                }) => {
                    needs.households.insert(*household);
                    needs.visits.insert(*visit);
                    needs.visits.extend(amends);
                    if !needs.forms.contains(form) {
                        needs.forms.insert(form.clone());
                    }
                }
                Action::ReviewVisit { visit, .. } => {
                    needs.visits.insert(*visit);
                }
                Action::Acknowledge {} => {}
            }
        }
        needs
    }
}

/// The part of the record that a batch touches.
#[derive(Debug, Default)]
pub struct World {
    /// Receipts given before.
    pub receipts: Receipts,
    /// Where the households live: all that a decision asks of them.
    pub homes: BTreeMap<HouseholdId, HamletId>,
    /// Visits.
    pub visits: BTreeMap<VisitId, Visit>,
    /// Definitions, which batches share.
    pub forms: BTreeMap<FormId, Arc<Form>>,
    /// What the office of the sender's unit holds: each content that came under an id.
    pub held: BTreeMap<OperationId, Vec<HeldRecord>>,
    /// The receipts of the operations received so far.
    answered: Vec<(Receipt, ContentDigest, RawOperation)>,
    /// What they changed, in order.
    changed: Vec<Changed>,
}

#[derive(Debug)]
enum Changed {
    /// It lies among the [visits](World::visits), where the operations behind this one find it.
    Visit(VisitId),
    Other(Scope, Box<Record>),
}

/// What a batch changed, in order; a record that changed twice stands where it changed last.
#[derive(Debug, Default)]
pub struct Written {
    /// New receipts, with the digest and the text of their operation.
    pub receipts: Vec<(Receipt, ContentDigest, RawOperation)>,
    /// New states of records, with the scope whose feed carries them.
    pub records: Vec<(Scope, Record)>,
}

impl World {
    /// Decides on one operation and remembers the effect, so that the next one of the batch sees it.
    ///
    /// `None` for a text without an id: there is nothing that a receipt could name.
    pub fn receive(
        &mut self,
        author: &Author,
        opened: Opened,
        arrival: Arrival,
    ) -> Option<Receipt> {
        let (raw, digest, Head { id, settles }, operation) = match opened {
            Opened::Nameless => return None,
            Opened::Answered(receipt) => return Some(receipt),
            Opened::New {
                raw,
                digest,
                head,
                operation,
            } => (raw, digest, head, operation),
        };
        // The same operation may stand in one batch twice.
        if let Some(receipt) = self.receipts.get(&(id, digest)) {
            return Some(receipt.clone());
        }
        // Before it may be held itself: applied or not, it is what the office looks at from now on.
        if let Some(earlier) = settles {
            self.settle(author, earlier, id, arrival);
        }
        // The first content under an id keeps its receipt and its effect; another one is held beside it.
        let decision = if self.knows(id) {
            Err(HeldReason::OtherContent)
        } else {
            self.decide(author, operation, arrival)
        };
        let outcome = match decision {
            Ok(notices) => Outcome::Applied { notices },
            Err(reason) => {
                self.hold(author, (id, digest), &raw, arrival, reason.clone());
                Outcome::Held { reason }
            }
        };
        let receipt = Receipt {
            operation: id,
            received: arrival.now,
            outcome,
        };
        self.receipts.insert((id, digest), receipt.clone());
        self.answered.push((receipt.clone(), digest, raw));
        Some(receipt)
    }

    /// What has to be written down.
    #[must_use]
    pub fn into_written(mut self) -> Written {
        let mut seen = BTreeSet::new();
        let latest_first = self.changed.into_iter().rev();
        let mut records: Vec<_> = latest_first
            .filter_map(|changed| match changed {
                Changed::Visit(id) => {
                    let visit = self.visits.remove(&id)?;
                    Some((Scope::Hamlet(visit.hamlet), Record::Visit(visit)))
                }
                Changed::Other(scope, record) => seen
                    .insert((scope.clone(), record.key()))
                    .then_some((scope, *record)),
            })
            .collect();
        records.reverse();
        Written {
            receipts: self.answered,
            records,
        }
    }

    fn knows(&self, id: OperationId) -> bool {
        let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
        self.receipts.range(contents).next().is_some()
    }

    fn decide(
        &mut self,
        author: &Author,
        operation: Result<Box<Operation>, serde_json::Error>,
        arrival: Arrival,
    ) -> Result<Vec<Notice>, HeldReason> {
        let operation = *operation.map_err(|error| HeldReason::Unreadable {
            detail: error.to_string(),
        })?;
        if operation.device != author.device {
            return Err(HeldReason::ForeignDevice);
        }
        match operation.action {
            Action::RegisterHousehold { household } => self.register(author, *household)?,
            Action::FinishVisit(visit) => {
                self.finish_visit(author, visit, operation.made, arrival)?;
            }
            Action::ReviewVisit { visit, decision } => {
                self.review(author, visit, &decision, arrival)?;
            }
            // It has no effect but the one of its head.
            Action::Acknowledge {} => {}
        }
        Ok(arrival
            .odd_skew()
            .map(|skew_ms| Notice::ClockOff { skew_ms })
            .into_iter()
            .collect())
    }

    fn register(&mut self, author: &Author, household: Household) -> Result<(), HeldReason> {
        within(author, &Act::Record(household.hamlet))?;
        if self.homes.contains_key(&household.id) {
            return Err(HeldReason::HouseholdExists);
        }
        let household = Household {
            registered_by: author.user,
            ..household
        };
        self.homes.insert(household.id, household.hamlet);
        self.write(
            Scope::Hamlet(household.hamlet),
            Record::Household(household),
        );
        Ok(())
    }

    fn finish_visit(
        &mut self,
        author: &Author,
        visit: FinishedVisit,
        finished: DeviceTime,
        arrival: Arrival,
    ) -> Result<(), HeldReason> {
        let FinishedVisit {
            visit: id,
            household,
            form,
            answers,
            started,
            amends,
            extra,
        } = visit;
        let hamlet = *self
            .homes
            .get(&household)
            .ok_or(HeldReason::UnknownHousehold)?;
        within(author, &Act::Record(hamlet))?;
        if self.visits.contains_key(&id) {
            return Err(HeldReason::VisitExists);
        }
        let skew_ms = arrival.odd_skew();
        let definition = self.forms.get(&form).ok_or(HeldReason::UnknownForm)?;
        // Judged by the day of the visit, as the phone did: by another day an old promise would be a mistake.
        let context = Context {
            today: started.day(),
        };
        let answers =
            finish(definition, &answers, &context).map_err(|problems| HeldReason::Answers {
                problems: problems
                    .into_iter()
                    .take(5)
                    .map(|(path, problem)| AnswerProblem {
                        path: path.to_string(),
                        message: problem.text(Lang::Vi),
                    })
                    .collect(),
            })?;
        if let Some(earlier) = amends {
            self.supersede(author, earlier, household, id)?;
        }
        let visit = Visit {
            id,
            household,
            hamlet,
            author: author.user,
            device: author.device,
            form,
            answers,
            started,
            finished,
            skew_ms,
            received: arrival.now,
            amends,
            review: Review::Waiting,
            extra,
        };
        self.visits.insert(id, visit);
        self.changed.push(Changed::Visit(id));
        Ok(())
    }

    /// Puts a newer version in the place of a visit; only its author does that, and only once.
    fn supersede(
        &mut self,
        author: &Author,
        earlier: VisitId,
        household: HouseholdId,
        with: VisitId,
    ) -> Result<(), HeldReason> {
        let visit = self.visit(earlier)?;
        if visit.household != household || visit.author != author.user {
            return Err(HeldReason::UnknownVisit);
        }
        visit.review = visit.review.amended(with)?;
        self.changed.push(Changed::Visit(earlier));
        Ok(())
    }

    fn review(
        &mut self,
        author: &Author,
        id: VisitId,
        decision: &ReviewDecision,
        arrival: Arrival,
    ) -> Result<(), HeldReason> {
        let visit = self.visit(id)?;
        within(author, &Act::Review(visit.hamlet))?;
        visit.review = visit.review.decide(decision, author.user, arrival.now)?;
        self.changed.push(Changed::Visit(id));
        Ok(())
    }

    fn visit(&mut self, id: VisitId) -> Result<&mut Visit, HeldReason> {
        self.visits.get_mut(&id).ok_or(HeldReason::UnknownVisit)
    }

    fn hold(
        &mut self,
        author: &Author,
        (operation, digest): (OperationId, ContentDigest),
        raw: &RawOperation,
        arrival: Arrival,
        why: HeldReason,
    ) {
        let held = HeldRecord {
            digest: digest.to_string(),
            operation,
            author: author.user,
            received: arrival.now,
            why,
            content: raw.0.clone(),
            state: HeldState::Open,
        };
        self.held.entry(operation).or_default().push(held.clone());
        self.write(office(author), Record::Held(held));
    }

    /// Lets what an author said earlier, and what is held, rest: `by` takes its place.
    fn settle(&mut self, author: &Author, earlier: OperationId, by: OperationId, arrival: Arrival) {
        let held = self.held.get_mut(&earlier).into_iter().flatten();
        let settled: Vec<_> = held
            .filter(|held| held.author == author.user && held.state.is_open())
            .map(|held| {
                held.state = HeldState::Settled {
                    by,
                    at: arrival.now,
                };
                held.clone()
            })
            .collect();
        for held in settled {
            self.write(office(author), Record::Held(held));
        }
    }

    fn write(&mut self, scope: Scope, record: Record) {
        self.changed.push(Changed::Other(scope, Box::new(record)));
    }
}

/// Who looks after what is held of an author.
fn office(author: &Author) -> Scope {
    Scope::Office(author.role.unit().clone())
}

fn within(author: &Author, act: &Act) -> Result<(), HeldReason> {
    if may(&author.role, act) {
        Ok(())
    } else {
        Err(HeldReason::ForeignScope)
    }
}

/// The hamlet that a record of a hamlet's feed belongs to.
#[must_use]
pub fn hamlet_of(record: &Record) -> Option<HamletId> {
    match record {
        Record::Household(household) => Some(household.hamlet),
        Record::Visit(visit) => Some(visit.hamlet),
        Record::Hamlet(hamlet) => Some(hamlet.id),
        Record::Form(_) | Record::Person(_) | Record::Held(_) => None,
    }
}
