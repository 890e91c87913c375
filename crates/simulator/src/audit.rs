//! What must hold of the office after every transaction: it reads all feeds behind the last one, and asks of every
//! change by what it is explained.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dong_hanh_domain::{HouseholdId, RoleKind, Scope};
use dong_hanh_sync::{Action, Change, Cursors, Epoch, Record, RecordKey, Seq, Subject};
use serde_json::value::RawValue;

use crate::broken::{Broken, Holds, holds};
use crate::facts::{self, Replaced};
use crate::legal;
use crate::office::Office;
use crate::passed::{self, Passed};
use crate::town::{self, Town};
use crate::truth::{Key, Truth};

/// Every feed as somebody knows it who reads all of it after every transaction.
#[derive(Clone)]
pub(crate) struct Audit {
    scopes: Rc<Vec<Scope>>,
    cursors: Cursors,
    pub(crate) records: BTreeMap<RecordKey, Known>,
    /// What the administration publishes, which more than one unit may have.
    published: BTreeMap<(RecordKey, Scope), Known>,
    replaced: Replaced,
    /// The first epoch after the office was last put back.
    pub(crate) began: Epoch,
}

/// A record as it is now.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) scope: Scope,
    pub(crate) seq: Seq,
    pub(crate) body: Rc<str>,
    pub(crate) record: Rc<Record>,
}

impl Known {
    /// Whether a text is what somebody of a role is given.
    pub(crate) fn is_as_given_to(&self, role: RoleKind, key: &RecordKey, text: &str) -> bool {
        let change = Change {
            seq: self.seq,
            key: key.clone(),
            body: RawValue::from_string(self.body.to_string()).ok(),
        };
        let given = change.as_given_to(role).body;
        given.is_some_and(|given| given.get() == text)
    }
}

/// A record before and after a transaction.
pub(crate) struct Changed<'a> {
    pub(crate) key: &'a RecordKey,
    pub(crate) before: Option<&'a Known>,
    pub(crate) after: &'a Known,
}

/// What a transaction did, by the operations that were answered in it for the first time.
pub(crate) struct Batch<'a> {
    pub(crate) keys: &'a [Key],
    again: &'a [Key],
    pub(crate) effects: Vec<(dong_hanh_domain::OperationId, Action)>,
    /// What of it is said of records that stand for others.
    pub(crate) passed: Vec<Passed>,
    pub(crate) truth: &'a Truth,
}

/// Contents that a transaction has answered.
#[derive(Clone, Copy, Default)]
pub(crate) struct Answered<'a> {
    /// For the first time.
    pub(crate) fresh: &'a [Key],
    /// As it had before.
    pub(crate) again: &'a [Key],
}

impl Audit {
    pub(crate) fn of(town: &Town, people: usize) -> Self {
        let units = town.units.iter();
        let units = units.flat_map(|unit| [Scope::Unit(unit.clone()), Scope::Office(unit.clone())]);
        let hamlets = town.hamlets.iter().map(|hamlet| Scope::Hamlet(hamlet.id));
        let people = (0..people).map(|at| Scope::Person(town::user(at)));
        Self {
            scopes: Rc::new(units.chain(hamlets).chain(people).collect()),
            cursors: Cursors::default(),
            records: BTreeMap::new(),
            published: BTreeMap::new(),
            replaced: Replaced::default(),
            began: Epoch(0),
        }
    }

    /// Reads what a transaction has changed, in which these contents were answered.
    pub(crate) fn after(
        &mut self,
        office: &Office,
        Answered { fresh, again }: Answered<'_>,
        truth: &Truth,
    ) -> Holds {
        let pulled = office.all_behind(&self.scopes, &self.cursors)?;
        let effects = fresh.iter().filter_map(|key| {
            let receipt = truth.receipts.get(key)?;
            Some(truth.effects(key, receipt))
        });
        let effects = self.with_what_visits_say(effects.flatten());
        let batch = Batch {
            keys: fresh,
            again,
            passed: self.passed_on(&effects),
            effects,
            truth,
        };
        let mut left = BTreeMap::new();
        let mut here = Vec::new();
        for page in pulled.feeds {
            let before = self.cursors.0.insert(page.scope.clone(), page.cursor);
            // [S3.1] Every number that was taken is there: none is left for one that comes later.
            let first = before.unwrap_or_default().next().0;
            let taken = page.changes.iter().map(|change| change.seq.0);
            holds(taken.eq(first..=page.cursor.0), "S3.1", || {
                let numbers: Vec<_> = page.changes.iter().map(|change| change.seq.0).collect();
                format!("{}: {numbers:?} after {before:?}", page.scope)
            })?;
            for change in page.changes {
                match change.body {
                    None => {
                        let place = (change.key.clone(), page.scope.clone());
                        self.published.remove(&place);
                        left.insert(change.key, page.scope.clone());
                    }
                    Some(body) => {
                        let record = Record::from_body(&change.key, body.get())?;
                        let record =
                            record.ok_or_else(|| Broken::new("texts", change.key.to_string()))?;
                        let known = Known {
                            scope: page.scope.clone(),
                            seq: change.seq,
                            body: body.get().into(),
                            record: Rc::new(record),
                        };
                        here.push((change.key, known));
                    }
                }
            }
        }
        self.moves(left, &here, &batch)?;
        let mut before = Vec::new();
        for (key, known) in &here {
            before.push(if is_published(key) {
                let place = (key.clone(), known.scope.clone());
                self.published.insert(place, known.clone())
            } else {
                self.records.insert(key.clone(), known.clone())
            });
        }
        for ((key, after), before) in here.iter().zip(&before) {
            let before = before.as_ref();
            let changed = Changed { key, before, after };
            explained(&changed, &batch, self)?;
            legal::record(&changed, &batch, self)?;
            if let Record::Household(household) = &*after.record {
                facts::household(before, household, &batch, &mut self.replaced)?;
            }
        }
        facts::said(&batch, self)?;
        passed::arrived(&batch, self)
    }

    /// [S9.1] What left the feed of one hamlet is in another's since the same transaction. [S8.3] So is what is held, and
    /// that goes with its author too, and [S8.13] with the hamlets of its unit.
    fn moves(
        &self,
        left: BTreeMap<RecordKey, Scope>,
        here: &[(RecordKey, Known)],
        batch: &Batch<'_>,
    ) -> Holds {
        for (key, scope) in left {
            // [S8.16] Whoever becomes an officer is told of to no office.
            if matches!(key, RecordKey::Given(_)) && batch.keys.is_empty() {
                continue;
            }
            let mut elsewhere = here.iter().filter(|(known, _)| *known == key);
            holds(elsewhere.next().is_some(), "S9.1", || {
                format!("{key} left {scope} for nowhere")
            })?;
            holds(goes_along(&key, batch), "S9.1", || {
                format!("{key} left {scope}, and nobody has moved it")
            })?;
        }
        Ok(())
    }

    /// All records of all scopes.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&RecordKey, &Known)> {
        let published = self.published.iter().map(|((key, _), known)| (key, known));
        self.records.iter().chain(published)
    }

    /// A record of a scope.
    pub(crate) fn find(&self, key: &RecordKey, scope: &Scope) -> Option<&Known> {
        if is_published(key) {
            return self.published.get(&(key.clone(), scope.clone()));
        }
        self.records.get(key).filter(|known| known.scope == *scope)
    }

    /// How far the feeds have come.
    pub(crate) fn cursors(&self) -> &Cursors {
        &self.cursors
    }

    pub(crate) fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub(crate) fn household_of_visit(&self, key: &RecordKey) -> Option<HouseholdId> {
        match &*self.records.get(key)?.record {
            Record::Visit(visit) => Some(visit.household),
            _ => None,
        }
    }
}

/// Whether more than one scope may have it.
pub(crate) fn is_published(key: &RecordKey) -> bool {
    matches!(
        key,
        RecordKey::Form(_) | RecordKey::Hamlet(_) | RecordKey::Person(_) | RecordKey::Given(_)
    )
}

fn is_move(action: &Action) -> bool {
    use dong_hanh_domain::{Fact, HouseholdChange};
    let moves = |change: &HouseholdChange| matches!(change, HouseholdChange::Set(Fact::Hamlet(_)));
    matches!(action, Action::ChangeHousehold(changed) if changed.changes.iter().any(moves))
}

/// Whether a record may go to another feed in this transaction: a household has moved, somebody has another role, or
/// units merge.
fn goes_along(key: &RecordKey, batch: &Batch<'_>) -> bool {
    let may = matches!(key, RecordKey::Held(_) | RecordKey::Hamlet(_));
    let by_administration = may && batch.keys.is_empty();
    by_administration || batch.effects.iter().any(|(_, action)| is_move(action))
}

/// [S2.2] [S2.8] Nothing changes that no new operation of this transaction speaks of: what was answered before has no
/// further effect.
fn explained(changed: &Changed<'_>, batch: &Batch<'_>, audit: &Audit) -> Holds {
    let mut actions = batch.effects.iter().map(|(_, action)| action);
    let about = |id: &HouseholdId, action: &Action| match action {
        Action::RegisterHousehold { household } => household.id == *id,
        Action::ChangeHousehold(changed) => changed.household == *id,
        _ => false,
    };
    let passed = |id: &HouseholdId| {
        let mut passed = batch.passed.iter();
        passed.any(|passed| passed.changed.household == *id)
    };
    let is_explained = match changed.key {
        RecordKey::Household(id) => passed(id) || actions.any(|action| about(id, action)),
        RecordKey::Conflict(_) => match &*changed.after.record {
            Record::Conflict(conflict) => {
                let of = &conflict.household;
                passed(of) || actions.any(|action| about(of, action))
            }
            _ => false,
        },
        RecordKey::Visit(id) => {
            let household = audit.household_of_visit(changed.key);
            actions.any(|action| match action {
                Action::FinishVisit(visit) => visit.visit == *id || visit.amends == Some(*id),
                Action::ReviewVisit { visit, .. } => visit == id,
                Action::ChangeHousehold(changed) => {
                    Some(changed.household) == household && is_move(action)
                }
                _ => false,
            })
        }
        RecordKey::Held(digest) => {
            let held = batch.truth.by_digest(digest);
            let settles = |key: &Key| {
                let head = batch.truth.said(key).and_then(|said| said.raw.head());
                let earlier = head.and_then(|head| head.settles);
                earlier.is_some_and(|earlier| held.is_some_and(|(id, _)| *id == earlier))
            };
            let is_spoken_of = batch.keys.iter().any(|key| Some(key) == held);
            let mut sent = batch.keys.iter().chain(batch.again);
            let goes = |before: &Known| before.scope != changed.after.scope;
            is_spoken_of
                || changed.before.is_some_and(goes) && goes_along(changed.key, batch)
                || sent.any(settles)
                || actions.any(
                    |action| matches!(action, Action::Release { digest: it, .. } if it == digest),
                )
        }
        RecordKey::Ruling(digest) => actions
            .any(|action| matches!(action, Action::Release { digest: it, .. } if it == digest)),
        RecordKey::Settings(unit) => actions
            .any(|action| matches!(action, Action::ChangeSettings { unit: it, .. } if it == unit)),
        // What the administration publishes.
        RecordKey::Form(_) | RecordKey::Hamlet(_) | RecordKey::Person(_) | RecordKey::Given(_) => {
            batch.keys.is_empty()
        }
        RecordKey::Erased(id) | RecordKey::Forget(id) => actions.any(
            |action| matches!(action, Action::Erase { what: Subject::Household { household, .. }, .. } if household == id),
        ),
        RecordKey::ForgetPicture(id, _) => actions.any(
            |action| matches!(action, Action::Erase { what: Subject::Picture { household, .. }, .. } if household == id),
        ),
        RecordKey::Other(_) => false,
    };
    holds(is_explained, "S2.2", || {
        let said: BTreeSet<_> = batch.keys.iter().map(|(id, _)| id).collect();
        format!(
            "{} has changed, of which {said:?} do not speak",
            changed.key
        )
    })
}
