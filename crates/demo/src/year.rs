//! The year: who is visited when, what the office says to it, as the operations that devices send.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_domain::{
    DeviceTime, Extra, Household, OperationId, ReviewDecision, UserId, VisitId,
};
use dong_hanh_form::{Form, FormId};
use dong_hanh_sync::{Action, FinishedVisit, Operation};

use crate::rng::Rng;
use crate::words::RETURNS;
use crate::{DemoPerson, Sending, answers};

/// Of the latest visits the office has not looked at these yet.
const WAITING: usize = 6;

/// Devices that make operations, and the requests in which these travel.
pub(crate) struct Year<'y> {
    pub(crate) people: &'y [DemoPerson],
    pub(crate) form: &'y Form,
    pub(crate) form_id: &'y FormId,
    pub(crate) today: NaiveDate,
    pub(crate) seed: u64,
}

/// One visit that is going to be made.
struct Plan<'y> {
    visitor: &'y DemoPerson,
    household: &'y Household,
    finished: DateTime<Utc>,
}

/// One visit as it was made.
struct Made {
    visit: VisitId,
    author: UserId,
    sent: DateTime<Utc>,
}

/// What everybody sends, one request for everything that somebody does on a day.
#[derive(Default)]
struct Post {
    counters: HashMap<UserId, u64>,
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
    ) {
        let counter = self.counters.entry(by.person.id).or_default();
        *counter += 1;
        let operation = Operation {
            id: OperationId(rng.id(made.timestamp_millis())),
            device: by.device,
            counter: *counter,
            made: clock(made),
            settles: None,
            action,
        };
        self.days
            .entry((sent, by.person.id))
            .or_default()
            .push(operation);
    }
}

impl Year<'_> {
    /// Everything that was sent, in the order in which it arrived.
    pub(crate) fn sendings(&self, households: &[Household]) -> Vec<Sending> {
        let mut rng = Rng::of(self.seed, "year");
        let mut post = Post::default();
        let opening = moment(self.today - TimeDelta::days(400), 8 * 60);
        for household in households {
            let action = Action::RegisterHousehold {
                household: Box::new(household.clone()),
            };
            post.add(&mut rng, &self.people[0], opening, opening, action);
        }
        let made = self.visits(&mut rng, &mut post, households);
        self.reviews(&mut rng, &mut post, &made);
        post.days
            .into_iter()
            .map(|((at, user), operations)| Sending {
                user,
                at,
                operations,
            })
            .collect()
    }

    fn visits(&self, rng: &mut Rng, post: &mut Post, households: &[Household]) -> Vec<Made> {
        let mut plans = Vec::new();
        for household in households {
            let visitor = self.people[1..]
                .iter()
                .find(|person| person.role.hamlets().contains(&household.hamlet));
            let Some(visitor) = visitor else { continue };
            for days_ago in days_ago(rng) {
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
        plans
            .iter()
            .map(|plan| self.visit(rng, post, plan))
            .collect()
    }

    fn visit(&self, rng: &mut Rng, post: &mut Post, plan: &Plan<'_>) -> Made {
        let Plan {
            visitor,
            household,
            finished,
        } = *plan;
        let visit = VisitId(rng.id(finished.timestamp_millis()));
        let day = clock(finished).day();
        let action = Action::FinishVisit(FinishedVisit {
            visit,
            household: household.id,
            form: self.form_id.clone(),
            answers: answers::answers(self.form, household, rng.next(), day),
            started: clock(finished - TimeDelta::minutes(rng.between(8, 26))),
            amends: None,
            extra: Extra::default(),
        });
        // In the evening, at home, there is a network.
        let sent = moment(day, 19 * 60);
        post.add(rng, visitor, sent, finished, action);
        Made {
            visit,
            author: visitor.person.id,
            sent,
        }
    }

    /// The officer accepts what has come, on the next morning; the last visits wait, and two are sent back.
    fn reviews(&self, rng: &mut Rng, post: &mut Post, made: &[Made]) {
        let decided = made.len().saturating_sub(WAITING.min(made.len() / 2));
        let returned = self.last_of_different_authors(&made[..decided]);
        for (nth, made) in made[..decided].iter().enumerate() {
            let at = moment(clock(made.sent).day() + TimeDelta::days(1), 8 * 60 + 15);
            let at = at.min(moment(self.today, 7 * 60));
            let decision = match returned.get(&nth) {
                Some(reason) => ReviewDecision::Return {
                    reason: (*reason).to_owned(),
                },
                None => ReviewDecision::Accept,
            };
            let action = Action::ReviewVisit {
                visit: made.visit,
                decision,
            };
            post.add(rng, &self.people[0], at, at, action);
        }
    }

    /// The last visits of two volunteers, each with a reason in words that fit the one who reads them.
    fn last_of_different_authors(&self, made: &[Made]) -> HashMap<usize, &'static str> {
        let mut found: HashMap<usize, &str> = HashMap::new();
        for (person, reason) in self.people[1..].iter().zip(RETURNS).take(2) {
            let last = made
                .iter()
                .rposition(|made| made.author == person.person.id);
            found.extend(last.map(|nth| (nth, reason)));
        }
        found
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
