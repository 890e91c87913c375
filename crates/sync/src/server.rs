//! The server's decision: a pure function of the records and the operation.
//!
//! A store loads what a batch [`Needs`] into a [`World`], calls [`World::receive`] for each operation and
//! writes the [`Written`] down, all in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Act, DeviceId, DeviceTime, HamletId, Household, HouseholdId, OperationId, Review,
    ReviewDecision, Role, Scope, UserId, VisitId, may,
};
use dong_hanh_form::{Context, Form, FormId, Lang, finish};

use crate::operation::{Action, ContentDigest, FinishedVisit, Head, Operation, RawOperation};
use crate::receipt::{AnswerProblem, HeldReason, Notice, Outcome, Receipt};
use crate::record::{HeldRecord, HeldState, Record, RecordKey, Visit};

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

/// What has to be loaded before a batch can be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Receipts that may exist already.
    pub operations: BTreeSet<OperationId>,
    /// Households and visits that are spoken of.
    pub records: BTreeSet<RecordKey>,
    /// Definitions that were filled.
    pub forms: BTreeSet<FormId>,
    /// Operations whose held contents the batch takes the place of.
    pub held: BTreeSet<OperationId>,
}

/// An operation that was read, once for finding out what it needs and for deciding on it.
#[derive(Debug)]
pub struct Opened {
    raw: RawOperation,
    head: Option<Head>,
    operation: Result<Operation, serde_json::Error>,
}

impl From<&RawOperation> for Opened {
    fn from(raw: &RawOperation) -> Self {
        let operation = raw.open();
        let head = match &operation {
            Ok(operation) => Some(Head {
                id: operation.id,
                settles: operation.settles,
            }),
            Err(_) => raw.head(),
        };
        Self {
            raw: raw.clone(),
            head,
            operation,
        }
    }
}

impl Needs {
    /// What this batch needs.
    #[must_use]
    pub fn of(batch: &[RawOperation]) -> Self {
        Self::of_opened(&batch.iter().map(Opened::from).collect::<Vec<_>>())
    }

    /// What this batch needs, which was read already.
    #[must_use]
    pub fn of_opened(batch: &[Opened]) -> Self {
        let mut needs = Self::default();
        for opened in batch {
            if let Some(head) = opened.head {
                needs.operations.insert(head.id);
                needs.held.extend(head.settles);
            }
            let Ok(operation) = &opened.operation else {
                continue;
            };
            match &operation.action {
                Action::RegisterHousehold { household } => {
                    needs.records.insert(RecordKey::Household(household.id));
                }
                Action::FinishVisit(FinishedVisit {
                    visit,
                    household,
                    form,
                    amends,
                    ..
                }) => {
                    needs.records.insert(RecordKey::Household(*household));
                    needs.records.insert(RecordKey::Visit(*visit));
                    needs.records.extend(amends.map(RecordKey::Visit));
                    needs.forms.insert(form.clone());
                }
                Action::ReviewVisit { visit, .. } => {
                    needs.records.insert(RecordKey::Visit(*visit));
                }
                Action::Acknowledge => {}
            }
        }
        needs
    }
}

/// The part of the record that a batch touches.
#[derive(Debug, Default)]
pub struct World {
    /// Receipts given before: one for each content that came under an id.
    pub receipts: BTreeMap<(OperationId, ContentDigest), Receipt>,
    /// Households.
    pub households: BTreeMap<HouseholdId, Household>,
    /// Visits.
    pub visits: BTreeMap<VisitId, Visit>,
    /// Definitions.
    pub forms: BTreeMap<FormId, Form>,
    /// What the office of the sender's unit holds: each content that came under an id.
    pub held: BTreeMap<OperationId, Vec<HeldRecord>>,
    /// What the operations received so far changed.
    pub written: Written,
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
        raw: &RawOperation,
        arrival: Arrival,
    ) -> Option<Receipt> {
        self.receive_opened(author, raw.into(), arrival)
    }

    /// Does what [`World::receive`] does with an operation that was read already.
    pub fn receive_opened(
        &mut self,
        author: &Author,
        opened: Opened,
        arrival: Arrival,
    ) -> Option<Receipt> {
        let Opened {
            raw,
            head,
            operation,
        } = opened;
        let Head { id, settles } = head?;
        let digest = raw.digest();
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
            Ok(notice) => Outcome::Applied { notice },
            Err(reason) => {
                self.hold(author, id, &raw, arrival, reason.clone());
                Outcome::Held { reason }
            }
        };
        let receipt = Receipt {
            operation: id,
            received: arrival.now,
            outcome,
        };
        self.receipts.insert((id, digest), receipt.clone());
        self.written.receipts.push((receipt.clone(), digest, raw));
        Some(receipt)
    }

    /// What has to be written down.
    #[must_use]
    pub fn into_written(mut self) -> Written {
        let mut last = BTreeSet::new();
        self.written.records.reverse();
        self.written
            .records
            .retain(|(scope, record)| last.insert((scope.clone(), record.key())));
        self.written.records.reverse();
        self.written
    }

    fn knows(&self, id: OperationId) -> bool {
        let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
        self.receipts.range(contents).next().is_some()
    }

    fn decide(
        &mut self,
        author: &Author,
        operation: Result<Operation, serde_json::Error>,
        arrival: Arrival,
    ) -> Result<Option<Notice>, HeldReason> {
        let operation = operation.map_err(|error| HeldReason::Unreadable {
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
            Action::Acknowledge => {}
        }
        Ok(arrival
            .odd_skew()
            .map(|skew_ms| Notice::ClockOff { skew_ms }))
    }

    fn register(&mut self, author: &Author, household: Household) -> Result<(), HeldReason> {
        within(author, &Act::Record(household.hamlet))?;
        if self.households.contains_key(&household.id) {
            return Err(HeldReason::HouseholdExists);
        }
        let household = Household {
            registered_by: author.user,
            ..household
        };
        self.households.insert(household.id, household.clone());
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
        let hamlet = self
            .households
            .get(&household)
            .ok_or(HeldReason::UnknownHousehold)?
            .hamlet;
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
        self.visits.insert(id, visit.clone());
        self.write(Scope::Hamlet(hamlet), Record::Visit(visit));
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
        let visit = self.visits.get(&earlier).ok_or(HeldReason::UnknownVisit)?;
        if visit.household != household || visit.author != author.user {
            return Err(HeldReason::UnknownVisit);
        }
        let review = visit.review.amended(with)?;
        self.update(Visit {
            review,
            ..visit.clone()
        });
        Ok(())
    }

    fn review(
        &mut self,
        author: &Author,
        id: VisitId,
        decision: &ReviewDecision,
        arrival: Arrival,
    ) -> Result<(), HeldReason> {
        let visit = self.visits.get(&id).ok_or(HeldReason::UnknownVisit)?;
        within(author, &Act::Review(visit.hamlet))?;
        let review = visit.review.decide(decision, author.user, arrival.now)?;
        self.update(Visit {
            review,
            ..visit.clone()
        });
        Ok(())
    }

    fn update(&mut self, visit: Visit) {
        self.visits.insert(visit.id, visit.clone());
        self.write(Scope::Hamlet(visit.hamlet), Record::Visit(visit));
    }

    fn hold(
        &mut self,
        author: &Author,
        operation: OperationId,
        raw: &RawOperation,
        arrival: Arrival,
        why: HeldReason,
    ) {
        let held = HeldRecord {
            digest: raw.digest().to_string(),
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
        self.written.records.push((scope, record));
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
