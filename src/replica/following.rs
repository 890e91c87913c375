//! What this device knows, as the field's rules on who is left behind and what is to be done read it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use dong_hanh_domain::coverage::{
    Counted, Counts, Period, Span, Tally, UnitsThen, Whose, coverage, given as given_to, visited,
};
use dong_hanh_domain::following::{Answer, Came, Followed, Reminds};
use dong_hanh_domain::left_behind::LeftBehind;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::settings::{Progress, Settings, Target};
use dong_hanh_domain::{HouseholdId, RoleKind, UserId, VisitId};
use dong_hanh_sync::following::{again, answer, found, listed};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, FinishedVisit, Record, RecordKey};
use leptos::prelude::Track;

use super::listing::Dirty;
use super::state::State;
use super::{Replica, SaveError};
use crate::device::store::Batch;
use dong_hanh_records::HouseholdHead;

/// What the field's rules say of this device's households, and of which of them this device itself has said something
/// that the records do not say.
#[derive(Default)]
pub(super) struct Following {
    outlook: Outlook,
    spoken: BTreeSet<HouseholdId>,
    /// What was counted last of the households.
    counted: Option<Counts>,
    /// Of which households the records say something else than the outlook knows.
    pub(super) changed: Dirty,
}

/// What this device has said, by the households that it is about.
pub(super) struct Spoken {
    heads: HashMap<HouseholdId, HouseholdHead>,
    visits: HashMap<HouseholdId, Vec<Came>>,
    reviews: HashSet<VisitId>,
}

impl Replica {
    /// The households that are left behind, with those that this device has registered and the visits that it has not
    /// sent.
    #[must_use]
    pub fn left_behind(self) -> LeftBehind {
        self.with_outlook(|outlook, _| outlook.left_behind())
    }

    /// How many households of this device were reached in the running month, quarter or year, and what came of it.
    #[must_use]
    pub fn reached(self, span: Span) -> Tally {
        self.with_outlook(|outlook, day| {
            let period = Period::around(span, day);
            let tallies = coverage(outlook.households(), period, Whose::All, day);
            tallies.into_values().sum()
        })
    }

    /// The households of this device as they are counted in a period, by everybody's visits or by one's own.
    #[must_use]
    pub fn counted(self, period: Period, whose: Whose) -> Vec<Counted> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let mut state = self.0.state.borrow_mut();
        let day = state.now().day();
        state.counted(period, whose, day).iter().copied().collect()
    }

    /// To whom each person came in a period.
    #[must_use]
    pub fn visited_by(self, period: Period) -> Vec<(UserId, Counted)> {
        self.with_outlook(|outlook, day| visited(outlook.households(), period, day).collect())
    }

    /// The households of each person's hamlets as that person reached them in a period; of an officer all hamlets. What
    /// volunteers were given only an office's device knows.
    #[must_use]
    pub fn given(self, period: Period) -> BTreeMap<UserId, Vec<Counted>> {
        let hamlets = self.hamlets().into_iter().map(|hamlet| hamlet.id);
        let all: BTreeSet<_> = hamlets.collect();
        let officers = self.people().into_iter();
        let officers = officers.filter(|person| person.role == RoleKind::CommuneOfficer);
        let mut people: BTreeMap<_, _> = officers.map(|one| (one.id, all.clone())).collect();
        let given = self.given_hamlets().into_iter();
        let today = self.today();
        people.extend(given.map(|given| (given.user, given.on(today))));
        let mut theirs: BTreeMap<_, Vec<_>> =
            people.keys().map(|user| (*user, Vec::new())).collect();
        self.with_outlook(|outlook, day| {
            let people = people.iter().map(|(user, hamlets)| (*user, hamlets));
            for (user, one) in given_to(outlook.households(), period, people, day) {
                theirs.entry(user).or_default().push(one);
            }
        });
        theirs
    }

    /// In which units the hamlets of this device lay at the end of a period.
    #[must_use]
    pub fn units_then(self, period: Period) -> UnitsThen {
        UnitsThen::of(&self.hamlets(), period, self.today())
    }

    /// What the office of one's unit has set.
    #[must_use]
    pub fn settings(self) -> Settings {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().settings()
    }

    /// How many promises are overdue for so long that they remind the office.
    #[must_use]
    pub fn promises_for_the_office(self) -> usize {
        let intervals = self.settings().intervals;
        self.with_outlook(|outlook, day| {
            let households = outlook.households().iter();
            let households = households.filter(|household| !household.is_left_alone(day));
            let promises = households.flat_map(|household| &household.commitments);
            let reminds = promises.filter_map(|promise| promise.reminds(day, &intervals));
            reminds.filter(|whom| *whom == Reminds::Officer).count()
        })
    }

    /// How far whoever works here has come with what the office wants them to reach.
    #[must_use]
    pub fn progress(self) -> Vec<Progress> {
        let (me, settings) = (self.me().user, self.settings());
        self.with_outlook(|outlook, day| settings.of_volunteer(me, outlook.households(), day))
    }

    /// How far a unit has come with each of the targets.
    #[must_use]
    pub fn progress_of(self, targets: &[Target]) -> Vec<Progress> {
        self.with_outlook(|outlook, day| {
            let targets = targets.iter();
            targets
                .map(|target| target.progress(None, outlook.households(), day))
                .collect()
        })
    }

    /// How far each volunteer of this unit has come with a target that is everybody's.
    #[must_use]
    pub fn progress_of_each(self, target: Target) -> Vec<(UserId, Progress)> {
        let (settings, people) = (self.settings(), self.people());
        let volunteers = people
            .into_iter()
            .filter(|person| person.role == RoleKind::Volunteer)
            .map(|person| person.id);
        self.with_outlook(|outlook, day| {
            settings.of_each(target, volunteers, outlook.households(), day)
        })
    }

    /// Sets how often households are to be visited, and what the unit's people are to reach.
    ///
    /// # Errors
    /// [`SaveError`]: what was set before stands.
    pub async fn set(self, settings: Settings) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let unit = self.me().role.unit().clone();
        let settings = Box::new(settings);
        let saying = Saying::now(self.now(), Action::ChangeSettings { unit, settings });
        self.say([saying], Batch::strict()).await?;
        self.said();
        Ok(())
    }

    /// Asks what follows from what this device knows, on its day.
    pub(super) fn with_outlook<T>(self, ask: impl FnOnce(&Outlook, NaiveDate) -> T) -> T {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        let mut state = self.0.state.borrow_mut();
        let day = state.now().day();
        ask(state.outlook(), day)
    }
}

impl State {
    /// What follows from what is known; of what has not changed since it was asked last nothing is looked at again.
    pub(super) fn outlook(&mut self) -> &Outlook {
        self.heed();
        let mut following = std::mem::take(&mut self.following);
        let changed = following.changed.take();
        let said = self.spoken();
        let now = self.spoken_of(&said);
        let changed = match changed {
            Some(changed) => {
                let before = std::mem::take(&mut following.spoken);
                &(&changed | &before) | &now
            }
            None => {
                following.outlook = Outlook::default();
                following.counted = None;
                let received = self.records.households().map(|(id, _)| id);
                let erased = self.records.whole().filter_map(|record| match record {
                    Record::Erased(erased) => Some(erased.household),
                    _ => None,
                });
                let received = received.chain(erased);
                received.chain(now.iter().copied()).collect()
            }
        };
        let day = self.now().day();
        let intervals = self.settings().intervals;
        let known = |id| self.followed(id, &said);
        let touched = following.outlook.renew(&intervals, day, &changed, known);
        following.counted = following.counted.filter(|counted| counted.day() == day);
        if let Some(counted) = &mut following.counted {
            counted.renew(following.outlook.households(), &touched);
        }
        following.spoken = now;
        self.following = following;
        &self.following.outlook
    }

    /// The households as they are counted in a period.
    fn counted(&mut self, period: Period, whose: Whose, day: NaiveDate) -> &Counts {
        self.outlook();
        let following = &mut self.following;
        let kept = following.counted.take();
        let kept = kept.filter(|kept| kept.answers(period, whose, day));
        let households = following.outlook.households();
        let kept = kept.unwrap_or_else(|| Counts::of(households, period, whose, day));
        following.counted.insert(kept)
    }

    /// What the office of one's unit has set, with what this device has said since.
    pub(super) fn settings(&self) -> Settings {
        let unit = self.account.role.unit();
        let mut said = self.overlay().pending().rev();
        let said = said.find_map(|(_, _, operation)| match &operation.action {
            Action::ChangeSettings { unit: of, settings } if of == unit => {
                Some((**settings).clone())
            }
            _ => None,
        });
        let received = || match self.records.find(&RecordKey::Settings(unit.clone())) {
            Some(Record::Settings(set)) => Some(set.settings.clone()),
            _ => None,
        };
        said.or_else(received).unwrap_or_default()
    }

    /// What is known of a household with the visits that stand; `None` where there is none, or the office wants no more
    /// of it.
    pub(super) fn followed(&self, id: HouseholdId, said: &Spoken) -> Option<Followed> {
        let known = said.heads.get(&id).or_else(|| self.records.household(id));
        let Some(head) = known else {
            return match self.records.find(&RecordKey::Erased(id))? {
                Record::Erased(erased) => Some(erased.followed()),
                _ => None,
            };
        };
        let received = self.records.visits_of(id).filter_map(|(visit, head)| {
            let review = if said.reviews.contains(&visit) {
                self.review_of(visit, head)
            } else {
                head.review()
            };
            Some(Came {
                visit,
                first: self.first_version(visit, head.amends),
                author: head.author,
                at: head.began().corrected(),
                answer: answer(&review)?,
                found: head.found.clone(),
                again: head.again,
            })
        });
        let own = said.visits.get(&id).into_iter().flatten().cloned();
        Some(Followed {
            moved: head.moved.clone(),
            same_as: head.same_as,
            ended: head.ended(),
            classes: head.classes(),
            listed: listed(id),
            requests: head.requests(),
            visits: received.chain(own).collect(),
            ..Followed::new(id, head.hamlet).with_outside(head.outside())
        })
    }

    /// The version of a visit that none came before, as far as they are here.
    fn first_version(&self, id: VisitId, amends: Option<VisitId>) -> VisitId {
        let (mut first, mut before) = (id, amends);
        while let Some(earlier) = before {
            first = earlier;
            before = self.records.visit(earlier).map_or_else(
                || {
                    let mut own = self.own_visits();
                    let own = own.find(|(.., own)| own.visit == earlier);
                    own.and_then(|(.., own)| own.amends)
                },
                |head| head.amends,
            );
        }
        first
    }

    /// What this device has said and the records do not say.
    pub(super) fn spoken(&self) -> Spoken {
        let open = self.own_households().filter(|own| !own.is_closed);
        let mut visits: HashMap<_, Vec<_>> = HashMap::new();
        for (_, _, operation, visit) in self.own_visits() {
            if self.replaced_here(operation, visit).is_none() {
                visits.entry(visit.household).or_default().push(Came {
                    visit: visit.visit,
                    first: self.first_version(visit.visit, visit.amends),
                    author: self.account.user,
                    at: visit.started.corrected(),
                    answer: Answer::Waiting,
                    found: found(&visit.answers),
                    again: again(&visit.answers),
                });
            }
        }
        let overlay = self.overlay();
        let reviews = overlay
            .pending()
            .filter_map(|(_, _, operation)| match &operation.action {
                Action::ReviewVisit { visit, .. } => Some(*visit),
                Action::FinishVisit(FinishedVisit { amends, .. }) => *amends,
                _ => None,
            });
        Spoken {
            heads: open.map(|own| (own.id, own.head)).collect(),
            visits,
            reviews: reviews.collect(),
        }
    }

    /// The households that this is about.
    fn spoken_of(&self, said: &Spoken) -> BTreeSet<HouseholdId> {
        let reviewed = said.reviews.iter();
        let reviewed = reviewed.filter_map(|visit| Some(self.records.visit(*visit)?.household));
        let heads = said.heads.keys().copied();
        heads
            .chain(said.visits.keys().copied())
            .chain(reviewed)
            .collect()
    }

    /// Looks through all households as they are shown, but for those of which the office wants no more.
    pub(super) fn with_heads<T>(
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
}
