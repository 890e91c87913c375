//! Visits as received, with what this device has said since laid over them.

use std::collections::HashSet;

use dong_hanh_domain::following::Found;
use dong_hanh_domain::{Fact, HouseholdId, Review, VisitId};
use dong_hanh_form::{Answers, Form, moved};
use dong_hanh_sync::following::found;
use dong_hanh_sync::outbox::Entry;
use dong_hanh_sync::saved::said_on;
use dong_hanh_sync::{
    Action, Elsewhere, ErasedPicture, FinishedVisit, Operation, Overlay, Record, RecordKey, Visit,
    Visited,
};

use super::state::State;
use super::{Standing, VisitRow, VisitView};
use dong_hanh_records::VisitHead;

/// A visit that was finished here, with its place in the outbox.
type Own<'a> = (u64, &'a Entry, &'a Operation, &'a FinishedVisit);

impl Visited for State {
    fn said_on(&self, visit: &FinishedVisit) -> Vec<Fact> {
        let before = visit.amends.and_then(|earlier| self.visit(earlier));
        let before = before.and_then(|before| Some((self.form(&before.form)?, before.answers)));
        let before = before.as_ref().map(|(form, answers)| (&**form, answers));
        let form = self.form(&visit.form);
        form.map_or_else(Vec::new, |form| said_on((&form, &visit.answers), before))
    }
}

impl State {
    /// What this device has said and the feeds have yet to say.
    pub(super) fn overlay(&self) -> Overlay<'_> {
        self.device.overlay(self.account.user, self)
    }

    /// Visits finished here that are not among the received ones.
    pub(super) fn own_visits(&self) -> impl DoubleEndedIterator<Item = Own<'_>> {
        let visits = self.overlay().visits();
        visits.filter(|(.., visit)| self.records.visit(visit.visit).is_none())
    }

    fn own_row(&self, (counter, entry, operation, visit): Own<'_>) -> VisitRow {
        let mut standing = Standing::from(self.device.outbox().stage(counter, entry));
        if let Some(with) = self.replaced_here(operation, visit) {
            standing = Standing::Amended { with, reason: None };
        }
        VisitRow {
            id: visit.visit,
            household: visit.household,
            author: self.account.user,
            began: visit.started,
            finished: operation.made,
            amends: visit.amends,
            has_met: found(&visit.answers) != Found::Nobody,
            standing,
        }
    }

    pub(super) fn received_row(&self, id: VisitId, head: &VisitHead) -> VisitRow {
        let standing = Standing::of(&self.review_of(id, head), head.received());
        VisitRow {
            id,
            household: head.household,
            author: head.author,
            began: head.began(),
            finished: head.finished(),
            amends: head.amends,
            has_met: head.found != Found::Nobody,
            standing,
        }
    }

    /// What the office says, with what this device has said since.
    pub(super) fn review_of(&self, id: VisitId, head: &VisitHead) -> Review {
        let mut review = head.review();
        for (_, entry, operation) in self.overlay().pending() {
            let moved = match &operation.action {
                Action::ReviewVisit { visit, decision } if *visit == id => {
                    let at = entry
                        .receipt
                        .as_ref()
                        .map_or_else(|| operation.made.corrected(), |receipt| receipt.received);
                    review.decide(decision, self.account.user, at).ok()
                }
                Action::FinishVisit(FinishedVisit {
                    visit,
                    amends: Some(earlier),
                    ..
                }) if *earlier == id => review.amended(*visit).ok(),
                _ => None,
            };
            review = moved.unwrap_or(review);
        }
        review
    }

    /// The visit that took the place of one that was finished here.
    pub(super) fn replaced_here(
        &self,
        operation: &Operation,
        visit: &FinishedVisit,
    ) -> Option<VisitId> {
        self.amended_here(visit.visit)
            .or_else(|| self.corrected_here(operation))
    }

    fn amended_here(&self, id: VisitId) -> Option<VisitId> {
        self.overlay()
            .pending()
            .find_map(|(_, _, operation)| match &operation.action {
                Action::FinishVisit(FinishedVisit {
                    visit,
                    amends: Some(earlier),
                    ..
                }) if *earlier == id => Some(*visit),
                _ => None,
            })
    }

    /// The visit that took the place of one that was held.
    fn corrected_here(&self, held: &Operation) -> Option<VisitId> {
        match &self.device.outbox().replaced_by(held.id)?.2.action {
            Action::FinishVisit(FinishedVisit { visit, .. }) => Some(*visit),
            _ => None,
        }
    }

    /// A household's visits, newest first.
    pub(super) fn visits_of(&self, household: HouseholdId) -> Vec<VisitRow> {
        let received = self
            .records
            .visits_of(household)
            .map(|(id, head)| self.received_row(id, head));
        let own = self
            .own_visits()
            .filter(|(.., visit)| visit.household == household)
            .map(|own| self.own_row(own));
        let mut rows: Vec<_> = received.chain(own).collect();
        rows.sort_by_key(|row| {
            std::cmp::Reverse((row.began.corrected(), row.finished.corrected(), row.id))
        });
        rows
    }

    /// A visit with everything that was recorded.
    pub(super) fn visit(&self, id: VisitId) -> Option<VisitView> {
        if let Some(head) = self.records.visit(id) {
            let visit: Visit = self.records.read(&RecordKey::Visit(id))?;
            return Some(VisitView {
                row: self.received_row(id, head),
                form: visit.form,
                answers: visit.answers,
                started: visit.started,
                grounds: visit.grounds,
                erased: visit.erased,
                received: Some(visit.received),
            });
        }
        let own = self.own_visits().find(|(.., visit)| visit.visit == id)?;
        let (_, entry, _, visit) = own;
        let visit = visit.clone();
        let erased = self.erased_of(&visit);
        Some(VisitView {
            row: self.own_row(own),
            form: visit.form,
            answers: visit.answers,
            started: visit.started,
            grounds: visit.grounds,
            erased,
            received: entry.receipt.as_ref().map(|receipt| receipt.received),
        })
    }

    /// What this device was told to forget of a visit that it cannot read in a feed any more.
    fn erased_of(&self, visit: &FinishedVisit) -> Vec<ErasedPicture> {
        let told = visit.answers.media().filter_map(|media| {
            let key = RecordKey::ForgetPicture(visit.household, media.sha256.clone());
            match self.records.find(&key)? {
                Record::ForgetPicture(forget) => Some(forget.picture.clone()),
                _ => None,
            }
        });
        told.collect()
    }

    /// What is known of a visit that another client has sent.
    pub(super) fn elsewhere(&self, id: VisitId) -> Option<Elsewhere> {
        let visit: Visit = self.records.read(&RecordKey::Visit(id))?;
        Elsewhere::of(&visit.said)
    }

    /// What this form asks of the visit that its user finished last with a version of it.
    pub(super) fn last_saved(&self, form: &Form) -> Answers {
        if !form.recalls() {
            return Answers::new();
        }
        // In the order of the outbox, and before it of the office: the clock may have been set meanwhile.
        let received = self.records.visits();
        let received = received.filter(|(_, head)| head.author == self.account.user);
        let mut received: Vec<_> = received.map(|(id, head)| (head.received(), id)).collect();
        received.sort_unstable();
        let own = self.own_visits().map(|(.., visit)| visit.visit);
        let finished = received.into_iter().map(|(_, id)| id).chain(own);
        let finished: Vec<_> = finished.collect();
        let filled = finished.into_iter().rev().find_map(|id| {
            let visit = self.visit(id)?;
            let with = self.form(&visit.form)?;
            (with.name == form.name).then_some((with, visit.answers))
        });
        let last = filled.map(|(with, answers)| form.recalled(&moved(&answers, &with, form)));
        last.unwrap_or_default()
    }

    /// Who was visited.
    pub(super) fn household_of(&self, visit: VisitId) -> Option<HouseholdId> {
        let received = self.records.visit(visit).map(|head| head.household);
        received.or_else(|| {
            let mut own = self.own_visits();
            let own = own.find(|(.., own)| own.visit == visit);
            own.map(|(.., own)| own.household)
        })
    }

    /// What waits for an officer, oldest first.
    pub(super) fn review_queue(&self) -> Vec<VisitRow> {
        let decided: HashSet<VisitId> = self
            .overlay()
            .pending()
            .filter_map(|(_, _, operation)| match &operation.action {
                Action::ReviewVisit { visit, .. } => Some(*visit),
                Action::FinishVisit(FinishedVisit { amends, .. }) => *amends,
                Action::RegisterHousehold { .. }
                | Action::ChangeHousehold(_)
                | Action::Release { .. }
                | Action::ChangeSettings { .. }
                | Action::Erase { .. }
                | Action::Acknowledge {} => None,
            })
            .collect();
        let waiting = self
            .records
            .visits()
            .filter(|(id, head)| head.review() == Review::Waiting || decided.contains(id));
        let mut rows: Vec<_> = waiting
            .map(|(id, head)| self.received_row(id, head))
            .filter(|row| matches!(row.standing, Standing::Received { .. }))
            .collect();
        rows.sort_by_key(|row| (row.finished.corrected(), row.id));
        rows
    }
}
