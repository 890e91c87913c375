//! What the people recorded ask for about their data, as it is known here.

use std::collections::BTreeMap;

use dong_hanh_domain::request::{Course, Due, Pressing, Request, RequestKind, Requests, Withheld};
use dong_hanh_domain::{HouseholdId, RequestId};
use leptos::prelude::Track as _;

use super::Replica;
use crate::device::clock;

/// A request with what was done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Of which household: the record that stands for it.
    pub household: HouseholdId,
    /// Which.
    pub id: RequestId,
    /// What.
    pub made: Request,
    /// What was done about it.
    pub course: Course,
}

/// Names a request that is written down now.
#[must_use]
pub fn new_request() -> RequestId {
    RequestId(clock::new_id())
}

impl Asked {
    /// What is to be done next; `None` once it is closed.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        self.made.due(&self.course)
    }
}

impl Replica {
    /// All requests of this device: the open ones by their last day, then the closed ones, the latest first.
    #[must_use]
    pub fn requests(self) -> Vec<Asked> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let mut of_each: BTreeMap<HouseholdId, Requests> = BTreeMap::new();
        let mut of_doubles = Vec::new();
        self.0.state.borrow().with_heads(|heads| {
            for (id, head) in heads {
                let requests = head.requests();
                match head.same_as {
                    _ if requests.is_empty() => {}
                    Some(stands) => of_doubles.push((stands, requests)),
                    None => drop(of_each.insert(id, requests)),
                }
            }
        });
        for (stands, requests) in of_doubles {
            of_each.entry(stands).or_default().take(requests);
        }
        let erased = self.all_erased().into_iter();
        of_each.extend(erased.map(|erased| (erased.household, erased.requests())));
        let asked = of_each.iter().flat_map(|(household, requests)| {
            requests.iter().map(|(id, made, course)| Asked {
                household: *household,
                id,
                made: made.clone(),
                course,
            })
        });
        let mut asked: Vec<_> = asked.collect();
        asked.sort_by_key(|one| {
            let due = one.due();
            let closed = std::cmp::Reverse(one.course.closed());
            (due.is_none(), due, closed, one.id)
        });
        asked
    }

    /// The request that erasing a household's record would carry out.
    #[must_use]
    pub fn asks_to_be_erased(self, household: HouseholdId) -> Option<RequestId> {
        let mut requests = self.requests_of(household).into_iter();
        let asks = |one: &Asked| {
            let is_open = one.course.closed().is_none();
            is_open && one.made.kind == RequestKind::Delete && one.made.of.is_none()
        };
        requests.find(asks).map(|one| one.id)
    }

    /// The requests of one household.
    #[must_use]
    pub fn requests_of(self, household: HouseholdId) -> Vec<Asked> {
        let mut all = self.requests();
        all.retain(|one| one.household == household);
        all
    }

    /// How many requests are open, how many of them are warned of, and how many are overdue.
    #[must_use]
    pub fn requests_pressing(self) -> (usize, usize, usize) {
        let today = self.today();
        let (mut open, mut soon, mut overdue) = (0, 0, 0);
        for due in self.requests().iter().filter_map(Asked::due) {
            open += 1;
            match due.pressing(today) {
                Pressing::Calm(_) => {}
                Pressing::Soon(_) => soon += 1,
                Pressing::Overdue(_) => overdue += 1,
            }
        }
        (open, soon, overdue)
    }

    /// What keeps the data of a household from being used.
    #[must_use]
    pub fn withheld(self, household: HouseholdId) -> Option<Withheld> {
        self.followed_one(household)?.withheld(self.today())
    }
}
