//! Rest: nothing fails any more, everybody leads and is signed in, and all is sent and fetched. Then both ends must
//! say the same.

use std::collections::BTreeSet;

use dong_hanh_domain::Scope;
use dong_hanh_sync::device::Input;
use dong_hanh_sync::{Action, Cursors, Fate, HeldRecord, Outcome, Record, RecordKey, Tally};

use crate::audit::is_published;
use crate::broken::{Broken, Holds, holds};
use crate::life::Life;
use crate::phone::Phone;
use crate::town;

/// So often a phone goes on before somebody says that it never rests.
const ENOUGH: u32 = 3_000;

impl Life {
    /// Comes to rest, and looks at everything.
    pub(crate) fn rest(&mut self) -> Holds {
        self.ends_terms()?;
        self.mend()?;
        self.by_themselves()?;
        self.until_quiet()?;
        for at in self.in_use.clone() {
            self.rested(at)?;
            self.replica(at)?;
            self.account(at)?;
        }
        self.files_came()?;
        self.photos_came()?;
        self.offices()?;
        self.effects()?;
        self.anew()
    }

    /// Nothing fails any more.
    fn mend(&mut self) -> Holds {
        self.all_arrives()?;
        self.import_all()?;
        for at in self.in_use.clone() {
            self.phones[at].right_clock();
            self.phones[at].disk.full = false;
            self.phones[at].signed_in = true;
            // What an older version cannot read, a newer one can.
            self.phones[at].newer = true;
            if self.phones[at].cannot_read() {
                self.phones[at].start(self.now_ms)?;
            }
            self.all_goes(at)?;
            self.lead(at)?;
            self.phones[at].tell(Input::SignedIn, self.now_ms)?;
        }
        Ok(())
    }

    fn all_goes(&mut self, at: usize) -> Holds {
        for _ in 0..ENOUGH {
            if !self.go_once(at)? {
                return Ok(());
            }
        }
        Err(Broken::new("rest", format!("phone {at} never rests")))
    }

    /// [S1.5] [S1.7] With nobody's help but the clock's, all is sent but what was set aside.
    fn by_themselves(&mut self) -> Holds {
        for _ in 0..3 {
            self.wait(6);
            for at in self.in_use.clone() {
                self.all_goes(at)?;
            }
        }
        for phone in self.in_use.iter().map(|at| &self.phones[*at]) {
            let sent = phone.device.outbox().sendable() == 0;
            holds(sent && phone.rests(), "S1.5", || {
                format!(
                    "phone {} is {:?} and does nothing about it",
                    phone.at,
                    phone.device.phase()
                )
            })?;
        }
        Ok(())
    }

    fn until_quiet(&mut self) -> Holds {
        let mut before = Cursors::default();
        for _ in 0..20 {
            self.wait(6);
            for at in self.in_use.clone() {
                self.phones[at].tell(Input::Pressed, self.now_ms)?;
                self.all_goes(at)?;
            }
            let now = self.audit.cursors().clone();
            if now == before {
                return Ok(());
            }
            before = now;
        }
        Err(Broken::new("rest", "the feeds never come to rest"))
    }

    /// Everything that a phone has made is at the office, with the receipt that the phone has.
    fn rested(&self, at: usize) -> Holds {
        let phone = &self.phones[at];
        let outbox = phone.device.outbox();
        holds(outbox.waiting() == 0, "rest", || {
            format!("phone {at} still has {} that wait", outbox.waiting())
        })?;
        // An office that was put back takes what a copy of the phone says for what the phone has said.
        let is_muddled = self.truth.time > 0 && self.truth.is_forged(at);
        for (counter, key) in &self.truth.made[at] {
            if is_muddled {
                break;
            }
            let receipt = self.truth.receipts.get(key);
            match phone.shelves().sent.get(counter) {
                // A copy that was late may have brought it to an office that was put back, before the phone did.
                Some(sent) => holds(
                    receipt.is_some() && self.truth.is_given(key, &sent.receipt),
                    "S9.4",
                    || {
                        format!(
                            "phone {at} has {:?} for {counter}, the office {receipt:?}",
                            sent.receipt
                        )
                    },
                )?,
                // What a phone has forgotten it cannot send to an office that was put back.
                None => holds(receipt.is_some() || self.truth.time > 0, "S1.2", || {
                    format!("{counter} of phone {at} is nowhere")
                })?,
            }
        }
        Ok(())
    }

    /// A phone has the records of its scopes as the office has them, and nothing else but what its own work needs.
    fn replica(&self, at: usize) -> Holds {
        let phone = &self.phones[at];
        let shelves = phone.shelves();
        let role = self.office.role(phone.user, self.server_now())?;
        let scopes = role.scopes(town::user(phone.user));
        let needed = needed(phone);
        let mut count = 0;
        let here = self
            .audit
            .all()
            .filter(|(_, known)| scopes.contains(&known.scope));
        for (key, known) in here {
            let has = shelves.records.get(key);
            // What two units have is one record on a phone that has read both.
            let same = has.is_some_and(|(scope, body)| {
                // [S8.17] No more than they are given, and no less.
                let is_given = known.is_as_given_to(role.kind(), key, body);
                (is_published(key) || *scope == known.scope) && is_given
            });
            holds(same, "rest", || {
                format!(
                    "phone {at} has {has:?} for {key}, the office {} in {}",
                    known.body, known.scope
                )
            })?;
            count += usize::from(!is_published(key));
        }
        for (key, (scope, _)) in &shelves.records {
            let may_stay = scopes.contains(scope) || needed.contains(scope);
            holds(may_stay, "S1.12", || {
                format!("phone {at} still has {key} of {scope}")
            })?;
        }
        // [S1.15] What has left stays as long as something unsent is about it.
        let leaving = &shelves.exchange.leaving;
        let theirs = shelves.records.iter().filter(|(key, (scope, _))| {
            let stays = leaving
                .iter()
                .any(|(from, left)| from == scope && left == *key);
            scopes.contains(scope) && !stays && !is_published(key)
        });
        let theirs = theirs.count();
        holds(theirs == count, "rest", || {
            format!("phone {at} has {theirs} records of its scopes, the office {count}")
        })?;
        let read = shelves.exchange.cursors.0.keys();
        let strange: Vec<_> = read
            .filter(|scope| !scopes.contains(scope) && !needed.contains(scope))
            .collect();
        holds(
            strange.is_empty() && shelves.exchange.complete,
            "S1.12",
            || format!("phone {at} still reads {strange:?}"),
        )
    }

    /// [S8.9] Both ends count the same.
    fn account(&self, at: usize) -> Holds {
        let phone = &self.phones[at];
        let outbox = phone.device.outbox();
        let here = Tally::of_device(outbox, phone.unread());
        let here = here.account(outbox.counter());
        holds(here.balances(), "S8.9", || {
            format!("phone {at} counts {here:?}")
        })?;
        // What was lost with a backup, came a second time to what was put back, or was said by a copy of the phone, stands
        // in no account but the office's.
        if self.truth.time > 0 || self.truth.is_forged(at) {
            return Ok(());
        }
        let device = phone.device.id();
        let devices = self.office.devices(&self.town)?;
        let summary = devices.iter().find(|summary| summary.device == device);
        let Some(summary) = summary else {
            return Err(Broken::new("S8.9", format!("nobody knows phone {at}")));
        };
        let held = self
            .audit
            .records
            .values()
            .filter_map(|known| match &*known.record {
                Record::Held(held) if self.is_of(held, at) => {
                    Some((Fate::of_held(&held.why, &held.state), 1))
                }
                _ => None,
            });
        let report = summary.report.as_ref().map(|(report, _)| report);
        let made = report.and_then(|report| report.made).unwrap_or_default();
        let there = Tally::of_office(summary.received, held, report).account(made);
        holds(here == there, "S8.9", || {
            format!("phone {at} counts {here:?}, the office {there:?}")
        })
    }

    fn is_of(&self, held: &HeldRecord, at: usize) -> bool {
        let said = self
            .truth
            .by_digest(&held.digest)
            .and_then(|key| self.truth.said(key));
        said.is_some_and(|said| said.phone == at)
    }

    /// What was applied is in the record, what was held is held, and there is nothing else.
    fn effects(&self) -> Holds {
        let (mut households, mut visits, mut held) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (key, receipt) in &self.truth.receipts {
            for (_, action) in self.truth.effects(key, receipt) {
                match action {
                    Action::RegisterHousehold { household } => {
                        households.insert(RecordKey::Household(household.id));
                    }
                    Action::FinishVisit(visit) => {
                        visits.insert(RecordKey::Visit(visit.visit));
                    }
                    _ => {}
                }
            }
            if matches!(receipt.outcome, Outcome::Held { .. }) {
                held.insert(RecordKey::Held(key.1.to_string()));
            }
        }
        let mut expected = households;
        expected.append(&mut visits);
        expected.append(&mut held);
        let is_one = |key: &&RecordKey| {
            matches!(
                key,
                RecordKey::Household(_) | RecordKey::Visit(_) | RecordKey::Held(_)
            )
        };
        let there: BTreeSet<_> = self.audit.records.keys().filter(is_one).cloned().collect();
        holds(there == expected, "S2.1", || {
            let missing: Vec<_> = expected.difference(&there).collect();
            let strange: Vec<_> = there.difference(&expected).collect();
            format!("at the office {missing:?} are missing, and nobody has said {strange:?}")
        })
    }

    /// [S3.3] Who begins now gets what is there for those who have always read.
    fn anew(&self) -> Holds {
        let pulled = self
            .office
            .all_behind(self.audit.scopes(), &Cursors::default())?;
        let mut count = 0;
        for page in &pulled.feeds {
            for change in &page.changes {
                let Some(body) = &change.body else { continue };
                let known = self.audit.find(&change.key, &page.scope);
                let same = known
                    .is_some_and(|known| known.seq == change.seq && &*known.body == body.get());
                holds(same, "S3.3", || {
                    format!("{} is otherwise for who begins now", change.key)
                })?;
                count += 1;
            }
        }
        let always = self.audit.all().count();
        holds(count == always, "S3.3", || {
            format!("{count} records for who begins now, {always} for the others")
        })
    }
}

/// [S1.12] The scopes of records about which a phone has something that is not settled.
fn needed(phone: &Phone) -> BTreeSet<Scope> {
    let shelves = phone.shelves();
    let outbox = phone.device.outbox();
    let mut keys = BTreeSet::new();
    for (_, entry, operation) in outbox.operations() {
        let is_open = entry.receipt.is_none() || outbox.is_open(entry, operation);
        if !is_open && !shelves.keeps_photos(operation.id) {
            continue;
        }
        keys.extend(crate::truth::household_of(&operation.action).map(RecordKey::Household));
        match &operation.action {
            Action::FinishVisit(visit) => {
                keys.insert(RecordKey::Form(visit.form.clone()));
                keys.extend(visit.amends.map(RecordKey::Visit));
            }
            Action::ReviewVisit { visit, .. } => drop(keys.insert(RecordKey::Visit(*visit))),
            _ => {}
        }
    }
    for draft in shelves.drafts.values() {
        keys.insert(RecordKey::Household(draft.household));
        keys.insert(RecordKey::Form(draft.form.clone()));
        keys.extend(draft.amends.map(RecordKey::Visit));
    }
    let places = keys.iter().filter_map(|key| shelves.records.get(key));
    places.map(|(scope, _)| scope.clone()).collect()
}
