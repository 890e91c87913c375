//! Who is left behind in a unit and how far visits reach, asked of a store.
//!
//! It reads the feeds as a device does. So it is as fresh as the question, looks again only at what has changed, and
//! reckons by the rule of the phones from the records that they have.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use dong_hanh_domain::following::{Came, Followed};
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{HouseholdId, Scope, UnitKey, VisitId};
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::following::{again, answer, followed, found};
use dong_hanh_sync::{Cursors, Epoch, Record, RecordKey, Visit};

use crate::{Store, StoreResult};

/// What is read at a time: a unit of 200,000 households is not to be in memory as text.
const LIMIT: PageLimit = PageLimit {
    changes: 5_000,
    bytes: 8_000_000,
};

/// The households of a unit as far as they are followed, with how far the feeds were read.
#[derive(Debug)]
pub struct Follower {
    unit: UnitKey,
    cursors: Cursors,
    epoch: Option<Epoch>,
    /// Without their visits; each with the scope in which it came last.
    households: HashMap<HouseholdId, (Scope, Followed)>,
    /// Those that were erased, as past periods count them.
    erased: HashMap<HouseholdId, (Scope, Followed)>,
    /// Those that stand.
    visits: HashMap<VisitId, (Scope, HouseholdId, Came)>,
    visits_of: HashMap<HouseholdId, BTreeSet<VisitId>>,
    /// Which version of a visit took the place of which, of all that were read.
    amends: HashMap<VisitId, VisitId>,
    settings: Settings,
    outlook: Outlook,
    /// What was read and not looked at: a reading may break off.
    changed: BTreeSet<HouseholdId>,
}

impl Follower {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new(unit: UnitKey) -> Self {
        Self {
            unit,
            cursors: Cursors::default(),
            epoch: None,
            households: HashMap::new(),
            erased: HashMap::new(),
            visits: HashMap::new(),
            visits_of: HashMap::new(),
            amends: HashMap::new(),
            settings: Settings::default(),
            outlook: Outlook::default(),
            changed: BTreeSet::new(),
        }
    }

    /// Reads what has changed, and gives what follows from all of it on a day.
    ///
    /// # Errors
    /// As the store has them; what was read until then is kept, and the next reading goes on behind it.
    pub async fn read(&mut self, store: &dyn Store, today: NaiveDate) -> StoreResult<&Outlook> {
        let hamlets = store.hamlets(&self.unit).await?;
        let hamlets = hamlets.into_iter().map(|hamlet| Scope::Hamlet(hamlet.id));
        let unit = Scope::Unit(self.unit.clone());
        let scopes: Vec<_> = std::iter::once(unit).chain(hamlets).collect();
        let lost: Vec<_> = self.cursors.0.keys().cloned().collect();
        for scope in lost.iter().filter(|scope| !scopes.contains(scope)) {
            self.cursors.0.remove(scope);
            self.empty(scope);
        }
        loop {
            let pulled = store
                .pull(&scopes, &self.cursors, self.epoch, LIMIT)
                .await?;
            self.epoch = pulled.epoch;
            for page in &pulled.feeds {
                self.take(page);
            }
            if !pulled.feeds.iter().any(|page| page.more) {
                break;
            }
        }
        self.renew(today);
        Ok(&self.outlook)
    }

    /// What the office of the unit has set, as far as it was read.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    fn renew(&mut self, today: NaiveDate) {
        let changed = std::mem::take(&mut self.changed);
        let (households, visits, visits_of) = (&self.households, &self.visits, &self.visits_of);
        let (amends, erased) = (&self.amends, &self.erased);
        let known = |id| {
            let Some((_, household)) = households.get(&id) else {
                return erased.get(&id).map(|(_, erased)| erased.clone());
            };
            let ids = visits_of.get(&id).into_iter().flatten();
            let came = ids.filter_map(|id| Some(visits.get(id)?.2.clone()));
            let came = came.map(|came| Came {
                first: first_version(amends, came.visit),
                ..came
            });
            Some(Followed {
                visits: came.collect(),
                ..household.clone()
            })
        };
        let intervals = &self.settings.intervals;
        self.outlook.renew(intervals, today, &changed, known);
    }

    fn take(&mut self, page: &FeedPage) {
        if page.anew {
            self.empty(&page.scope);
        }
        for change in &page.changes {
            let body = change.body.as_ref();
            // What this version cannot read is followed by a newer one.
            let record = body.and_then(|body| Record::from_body(&change.key, body.get()).ok()?);
            match (&change.key, record) {
                (RecordKey::Household(id), Some(Record::Household(household))) => {
                    self.changed.insert(*id);
                    let followed = followed(&household);
                    self.households.insert(*id, (page.scope.clone(), followed));
                }
                (RecordKey::Visit(id), Some(Record::Visit(visit))) => {
                    self.forget_visit(*id);
                    self.keep_visit(&page.scope, &visit);
                }
                (RecordKey::Erased(id), Some(Record::Erased(erased))) => {
                    self.changed.insert(*id);
                    let place = (page.scope.clone(), erased.followed());
                    self.erased.insert(*id, place);
                }
                (RecordKey::Erased(id), _) => {
                    let known = self.erased.get(id);
                    if known.is_some_and(|(scope, _)| *scope == page.scope) {
                        self.erased.remove(id);
                        self.changed.insert(*id);
                    }
                }
                (RecordKey::Household(id), _) => {
                    let known = self.households.get(id);
                    if known.is_some_and(|(scope, _)| *scope == page.scope) {
                        self.households.remove(id);
                        self.changed.insert(*id);
                    }
                }
                (RecordKey::Visit(id), _) => {
                    let known = self.visits.get(id);
                    if known.is_some_and(|(scope, ..)| *scope == page.scope) {
                        self.forget_visit(*id);
                    }
                }
                (RecordKey::Settings(unit), Some(Record::Settings(set))) if *unit == self.unit => {
                    self.settings = set.settings;
                }
                (RecordKey::Settings(unit), _) if *unit == self.unit => {
                    self.settings = Settings::default();
                }
                _ => {}
            }
        }
        self.cursors.0.insert(page.scope.clone(), page.cursor);
    }

    fn keep_visit(&mut self, scope: &Scope, visit: &Visit) {
        if let Some(before) = visit.amends {
            self.amends.insert(visit.id, before);
        }
        let Some(answer) = answer(&visit.review) else {
            return;
        };
        let came = Came {
            visit: visit.id,
            first: visit.id,
            author: visit.author,
            at: visit.began_corrected().corrected(),
            answer,
            found: found(&visit.answers),
            again: again(&visit.answers),
        };
        let household = visit.household;
        self.changed.insert(household);
        self.visits_of
            .entry(household)
            .or_default()
            .insert(visit.id);
        self.visits
            .insert(visit.id, (scope.clone(), household, came));
    }

    fn forget_visit(&mut self, id: VisitId) {
        let Some((_, household, _)) = self.visits.remove(&id) else {
            return;
        };
        self.changed.insert(household);
        if let Some(visits) = self.visits_of.get_mut(&household) {
            visits.remove(&id);
        }
    }

    /// Nothing of a scope is known any more.
    fn empty(&mut self, scope: &Scope) {
        if *scope == Scope::Unit(self.unit.clone()) {
            self.settings = Settings::default();
        }
        let gone = self.households.extract_if(|_, (of, _)| of == scope);
        let erased = self.erased.extract_if(|_, (of, _)| of == scope);
        self.changed.extend(gone.chain(erased).map(|(id, _)| id));
        let visits = self.visits.iter().filter(|(_, (of, ..))| of == scope);
        let visits: Vec<_> = visits.map(|(id, _)| *id).collect();
        for visit in visits {
            self.forget_visit(visit);
        }
    }
}

/// The version of a visit that none came before, as far as they were read.
fn first_version(amends: &HashMap<VisitId, VisitId>, visit: VisitId) -> VisitId {
    std::iter::successors(Some(&visit), |at| amends.get(at))
        .last()
        .copied()
        .unwrap_or(visit)
}
