//! What this device knows, as the field's rules on who is left behind and what is to be done read it.

use std::collections::{HashMap, HashSet};

use dong_hanh_domain::coverage::{Period, Span, Tally, Whose, coverage};
use dong_hanh_domain::following::{Answer, Came, Followed, Intervals, Joined};
use dong_hanh_domain::left_behind::{LeftBehind, left_behind};
use dong_hanh_domain::near::{Index, Traits};
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_sync::following::{answer, listed, told};
use dong_hanh_sync::{Action, FinishedVisit};
use leptos::prelude::Track;

use super::Replica;
use super::records::HouseholdHead;
use super::state::State;

impl Replica {
    /// The households that are left behind, with those that this device has registered and the visits that it has not
    /// sent.
    #[must_use]
    pub fn left_behind(self) -> LeftBehind {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        left_behind(&state.followed(), &Intervals::default(), state.now().day())
    }

    /// How many households of this device were reached in the running month, quarter or year, and what came of it.
    #[must_use]
    pub fn reached(self, span: Span) -> Tally {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        let day = state.now().day();
        let period = Period::around(span, day);
        let tallies = coverage(&state.followed(), period, Whose::All, day);
        tallies.into_values().sum()
    }

    /// All households of this device, findable by what they have in common with one that is typed.
    #[must_use]
    pub fn near_index(self) -> Index {
        self.0.topics.records.track();
        self.0.state.borrow().near_index()
    }
}

impl State {
    /// Every household with its visits, each once.
    pub(super) fn followed(&self) -> Joined {
        let mut visits = self.came();
        let followed = |(id, head): (HouseholdId, &HouseholdHead)| Followed {
            moved: head.moved.clone(),
            same_as: head.same_as,
            classes: head.classes(),
            listed: listed(id),
            visits: visits.remove(&id).unwrap_or_default(),
            ..Followed::new(id, head.hamlet)
        };
        Joined::of(self.with_heads(|heads| heads.map(followed).collect()))
    }

    fn near_index(&self) -> Index {
        self.with_heads(|heads| {
            Index::new(heads.map(|(id, head)| {
                let phone = head.phone.as_deref().unwrap_or_default();
                let members = head.others.lines();
                let name = head.name.as_str();
                let hamlet = Some(head.hamlet);
                let traits = Traits::new(name, head.birth(), hamlet, &head.address, phone, members);
                // Whoever types in the way of a double means the record that stands for it.
                (head.same_as.unwrap_or(id), traits)
            }))
        })
    }

    /// Looks through all households as they are shown, but for those of which the office wants no more.
    fn with_heads<T>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (HouseholdId, &HouseholdHead)>) -> T,
    ) -> T {
        let own: Vec<_> = self.own_households().collect();
        let shown: HashSet<_> = own.iter().map(|own| own.id).collect();
        let received = self.records.households();
        let received = received.filter(|(id, _)| !shown.contains(id));
        let open = own.iter().filter(|own| !own.is_closed);
        look(&mut received.chain(open.map(|own| (own.id, &own.head))))
    }

    /// The visits that stand, by household.
    fn came(&self) -> HashMap<HouseholdId, Vec<Came>> {
        let spoken_of = self.spoken_of();
        let mut all: HashMap<HouseholdId, Vec<Came>> = HashMap::new();
        for (id, head) in self.records.visits() {
            let review = if spoken_of.contains(&id) {
                self.review_of(id, head)
            } else {
                head.review()
            };
            if let Some(answer) = answer(&review) {
                all.entry(head.household).or_default().push(Came {
                    visit: id,
                    author: head.author,
                    at: head.finished().corrected(),
                    answer,
                    told: head.told.clone(),
                });
            }
        }
        for (_, _, operation, visit) in self.own_visits() {
            if self.replaced_here(operation, visit).is_none() {
                all.entry(visit.household).or_default().push(Came {
                    visit: visit.visit,
                    author: self.account.user,
                    at: operation.made.corrected(),
                    answer: Answer::Waiting,
                    told: told(&visit.answers).map(Box::new),
                });
            }
        }
        all
    }

    /// The received visits to which this device has said something that the feeds have yet to say.
    fn spoken_of(&self) -> HashSet<VisitId> {
        let overlay = self.overlay();
        let visits = overlay
            .pending()
            .filter_map(|(_, _, operation)| match &operation.action {
                Action::ReviewVisit { visit, .. } => Some(*visit),
                Action::FinishVisit(FinishedVisit { amends, .. }) => *amends,
                _ => None,
            });
        visits.collect()
    }
}
