//! The year: who is visited when, what the office says to it, as the operations that devices send.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_domain::help::{CommitmentId, CommitmentState};
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_domain::{
    DeviceTime, Extra, Fact, HamletId, Household, HouseholdChange, Occasion, OperationId,
    ReviewDecision, Said, UserId, VisitId,
};
use dong_hanh_form::{Form, FormId};
use dong_hanh_sync::following::told;
use dong_hanh_sync::saved::said_on;
use dong_hanh_sync::{Action, ChangedHousehold, FinishedVisit, Operation};

use crate::rng::Rng;
use crate::words::{MENDED, RETURNS};
use crate::{DemoPerson, Sending, answers};

/// Of the latest visits the office has not looked at these yet.
const WAITING: usize = 6;

/// So many days ago the register did not have a household yet that a volunteer finds and visits at once.
const FOUND_DAYS_AGO: i64 = 45;

/// The visit that was sent back and mended is the last before so many days ago.
const MENDED_DAYS_AGO: i64 = 14;

/// Devices that make operations, and the requests in which these travel.
pub(crate) struct Year<'y> {
    pub(crate) people: &'y [DemoPerson],
    pub(crate) form: &'y Form,
    pub(crate) form_id: &'y FormId,
    pub(crate) today: NaiveDate,
    pub(crate) seed: u64,
}

/// A promise that waits, and its day.
type Waiting = (CommitmentId, Option<NaiveDate>);

/// One visit that is going to be made.
struct Plan<'y> {
    visitor: &'y DemoPerson,
    household: &'y Household,
    finished: DateTime<Utc>,
}

/// One visit as it was made.
struct Made<'y> {
    visit: FinishedVisit,
    author: &'y DemoPerson,
    sent: DateTime<Utc>,
}

/// What everybody sends, one request for everything that somebody does on a day.
#[derive(Default)]
struct Post {
    days: BTreeMap<(DateTime<Utc>, UserId), Vec<Operation>>,
}

impl Post {
    fn add(
        &mut self,
        rng: &mut Rng,
        by: &DemoPerson,
        sent: DateTime<Utc>,
        made: DateTime<Utc>,
        action: Action,
    ) -> OperationId {
        let id = OperationId(rng.id(made.timestamp_millis()));
        let operation = Operation {
            id,
            device: by.device,
            // Known when everything is there and in its order.
            counter: 0,
            made: clock(made),
            settles: None,
            action,
        };
        self.days
            .entry((sent, by.person.id))
            .or_default()
            .push(operation);
        id
    }

    /// All of it in the order in which it arrived, counted as each device counts.
    fn into_sendings(self) -> Vec<Sending> {
        let mut counters: HashMap<UserId, u64> = HashMap::new();
        let sending = |((at, user), mut operations): (_, Vec<Operation>)| {
            let counter = counters.entry(user).or_default();
            for operation in &mut operations {
                *counter += 1;
                operation.counter = *counter;
            }
            Sending {
                user,
                at,
                operations,
            }
        };
        self.days.into_iter().map(sending).collect()
    }
}

/// Who visits the households of a hamlet.
pub(crate) fn visitor(people: &[DemoPerson], hamlet: HamletId) -> Option<&DemoPerson> {
    let mut volunteers = people.iter().skip(1);
    volunteers.find(|person| person.role.hamlets().contains(&hamlet))
}

impl<'y> Year<'y> {
    /// Everything that was sent, in the order in which it arrived.
    pub(crate) fn sendings(&self, households: &'y [Household]) -> Vec<Sending> {
        let mut rng = Rng::of(self.seed, "year");
        let mut post = Post::default();
        let opening = moment(self.today - TimeDelta::days(400), 8 * 60);
        let officer = &self.people[0];
        for household in households
            .iter()
            .filter(|household| household.registered_by == officer.person.id)
        {
            post.add(&mut rng, officer, opening, opening, register(household));
        }
        let made = self.visits(&mut rng, &mut post, households);
        self.reviews(&mut rng, &mut post, &made);
        post.into_sendings()
    }

    fn visits(&self, rng: &mut Rng, post: &mut Post, households: &'y [Household]) -> Vec<Made<'y>> {
        let mut plans = Vec::new();
        for household in households {
            let Some(visitor) = visitor(self.people, household.hamlet) else {
                continue;
            };
            let found = household.registered_by == visitor.person.id;
            let days = days_ago(rng);
            for days_ago in if found { vec![FOUND_DAYS_AGO] } else { days } {
                let day = self.today - TimeDelta::days(days_ago);
                let finished = moment(day, rng.between(7 * 60 + 30, 17 * 60 + 30));
                plans.push(Plan {
                    visitor,
                    household,
                    finished,
                });
            }
        }
        plans.sort_by_key(|plan| (plan.finished, plan.household.id));
        let mut known = HashMap::new();
        let mut waiting = HashMap::new();
        plans
            .iter()
            .map(|plan| {
                let known = known.entry(plan.household.id);
                let known = known.or_insert_with(|| plan.household.clone());
                let made = self.visit(rng, post, plan, known);
                self.keep(post, waiting.entry(plan.household.id).or_default(), &made);
                made
            })
            .collect()
    }

    /// One visit; what it says of the household becomes known to whoever comes next.
    fn visit(
        &self,
        rng: &mut Rng,
        post: &mut Post,
        plan: &Plan<'y>,
        known: &mut Household,
    ) -> Made<'y> {
        let Plan {
            visitor,
            household,
            finished,
        } = *plan;
        let day = clock(finished).day();
        // In the evening, at home, there is a network.
        let sent = moment(day, 19 * 60);
        let visit = VisitId(rng.id(finished.timestamp_millis()));
        let visit = FinishedVisit {
            visit,
            household: household.id,
            form: self.form_id.clone(),
            answers: answers::answers(self.form, household, rng.next(), day),
            started: clock(finished - TimeDelta::minutes(rng.between(8, 26))),
            amends: None,
            grounds: Box::default(),
            seen: known.versions.values().map(|said| said.operation).collect(),
            extra: Extra::default(),
        };
        if household.registered_by == visitor.person.id {
            let found = finished - TimeDelta::minutes(30);
            post.add(rng, visitor, sent, found, register(household));
        }
        let action = Action::FinishVisit(visit.clone());
        let said = Said {
            operation: post.add(rng, visitor, sent, finished, action),
            by: visitor.person.id,
            at: finished,
            on: Some(Occasion::Visit(visit.visit)),
        };
        for fact in said_on((self.form, &visit.answers), None) {
            known.hear_found(fact, &said);
        }
        Made {
            visit,
            author: visitor,
            sent,
        }
    }

    /// Where help has come, the visitor says that it is what was promised for then; the promises of this visit wait.
    fn keep(&self, post: &mut Post, waiting: &mut Vec<Waiting>, made: &Made<'y>) {
        let Some(told) = told(&made.visit.answers) else {
            return;
        };
        let visit = made.visit.visit;
        let on = made.visit.started.day();
        if told.supported {
            let (kept, later) = std::mem::take(waiting)
                .into_iter()
                .partition::<Vec<_>, _>(|(_, due)| due.is_none_or(|due| due <= on));
            *waiting = later;
            let fact = |(commitment, _)| {
                let state = CommitmentState::Kept { on };
                HouseholdChange::Set(Fact::Commitment { commitment, state })
            };
            let changes: Vec<_> = kept.into_iter().map(fact).collect();
            if !changes.is_empty() {
                // Chance of its own, so that the rest of the year is as it would be without it.
                let mut rng = Rng::of(self.seed, &format!("kept on {visit}"));
                let action = Action::ChangeHousehold(ChangedHousehold {
                    household: made.visit.household,
                    visit: Some(visit),
                    changes,
                    seen: BTreeSet::new(),
                    extra: Extra::default(),
                });
                post.add(&mut rng, made.author, made.sent, made.sent, action);
            }
        }
        let promised = told.promises.into_iter();
        waiting.extend(promised.map(|promise| {
            let number = promise.number;
            (CommitmentId::told(visit, number), promise.due)
        }));
    }

    /// The officer accepts what has come, on the next morning; the last visits wait, two are sent back and wait
    /// for their authors, and one was sent back and mended.
    fn reviews(&self, rng: &mut Rng, post: &mut Post, made: &[Made<'y>]) {
        let decided = made.len().saturating_sub(WAITING.min(made.len() / 2));
        let made = &made[..decided];
        let returned = self.last_of_different_authors(made);
        let fortnight = moment(self.today - TimeDelta::days(MENDED_DAYS_AGO), 0);
        let mended = made.iter().rposition(|made| made.sent < fortnight);
        let mended = mended.filter(|nth| !returned.contains_key(nth));
        for (nth, made) in made.iter().enumerate() {
            if mended == Some(nth) {
                self.mend(rng, post, made);
                continue;
            }
            let decision = match returned.get(&nth) {
                Some(reason) => sent_back(reason),
                None => ReviewDecision::Accept,
            };
            self.review(rng, post, made, decision);
        }
    }

    /// The officer sends a visit back; its author asks again in the same day, and the new version is accepted.
    fn mend(&self, rng: &mut Rng, post: &mut Post, made: &Made<'y>) {
        let at = self.review(rng, post, made, sent_back(MENDED.0));
        let mended = moment(clock(at).day(), 18 * 60 + 20);
        let mut visit = FinishedVisit {
            visit: VisitId(rng.id(mended.timestamp_millis())),
            amends: Some(made.visit.visit),
            ..made.visit.clone()
        };
        let day = visit.started.day();
        answers::put_note(self.form, &mut visit.answers, MENDED.1, day);
        let made = Made {
            visit,
            author: made.author,
            sent: moment(clock(at).day(), 19 * 60),
        };
        let action = Action::FinishVisit(made.visit.clone());
        post.add(rng, made.author, made.sent, mended, action);
        self.review(rng, post, &made, ReviewDecision::Accept);
    }

    /// The officer answers a visit in the morning after it came, and this is when.
    fn review(
        &self,
        rng: &mut Rng,
        post: &mut Post,
        made: &Made<'y>,
        decision: ReviewDecision,
    ) -> DateTime<Utc> {
        let at = moment(clock(made.sent).day() + TimeDelta::days(1), 8 * 60 + 15);
        let at = at.min(moment(self.today, 7 * 60));
        let visit = made.visit.visit;
        let action = Action::ReviewVisit { visit, decision };
        post.add(rng, &self.people[0], at, at, action);
        at
    }

    /// The last visits of two volunteers, each with a reason in words that fit the one who reads them.
    fn last_of_different_authors(&self, made: &[Made<'y>]) -> HashMap<usize, &'static str> {
        let mut found: HashMap<usize, &str> = HashMap::new();
        for (person, reason) in self.people[1..].iter().zip(RETURNS).take(2) {
            let last = made
                .iter()
                .rposition(|made| made.author.person.id == person.person.id);
            found.extend(last.map(|nth| (nth, reason)));
        }
        found
    }
}

fn register(household: &Household) -> Action {
    Action::RegisterHousehold {
        household: Box::new(household.clone()),
    }
}

fn sent_back(reason: &str) -> ReviewDecision {
    ReviewDecision::Return {
        reason: reason.to_owned(),
    }
}

/// On which days before today a household was visited: some every month, some rarely, some forgotten.
fn days_ago(rng: &mut Rng) -> Vec<i64> {
    let (times, every, last) = match rng.between(0, 99) {
        0..18 => (12, 30, rng.between(1, 24)),
        18..50 => (5, 70, rng.between(1, 60)),
        50..75 => (2, 120, rng.between(20, 150)),
        75..92 => (rng.between(1, 2), 60, rng.between(205, 300)),
        _ => (0, 1, 0),
    };
    (0..times)
        .map(|nth| last + nth * every + rng.between(0, every / 6))
        .filter(|days| *days < 365)
        .collect()
}

/// A moment by the clocks of Việt Nam.
fn moment(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN).and_utc()
        - TimeDelta::seconds(VIETNAM.local_minus_utc().into());
    midnight + TimeDelta::minutes(minutes)
}

/// A phone whose clock is right, opened an hour before.
fn clock(at: DateTime<Utc>) -> DeviceTime {
    DeviceTime {
        utc_ms: at.timestamp_millis(),
        zone_min: 420,
        mono_ms: 3_600_000,
        skew_ms: Some(0),
    }
}
