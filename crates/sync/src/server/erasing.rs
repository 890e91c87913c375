//! Erasing: a household goes with all that is about it, and leaves what past periods count (SPEC.md S20).

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::erased::Counts;
use dong_hanh_domain::following::{Came, Followed};
use dong_hanh_domain::{
    Act, Because, Erased, Extra, HamletId, HouseholdId, OperationId, Scope, VisitId,
};
use dong_hanh_form::Sha256;

use super::require;
use super::spoken::who_spoke;
use super::voice::Voice;
use super::world::{Holding, World};
use crate::conflict::Conflict;
use crate::following::{again, answer, followed, found};
use crate::forget::{Forget, Gone};
use crate::operation::Subject;
use crate::receipt::HeldReason;
use crate::record::{Record, RecordKey, Visit};

/// What a batch has erased: a store takes out what it keeps beside the feeds, and empties the texts.
#[derive(Clone, Debug, Default)]
pub struct Erasing {
    /// The households that went, as they are told.
    pub households: Vec<Erased>,
    /// Pictures that went, with their households.
    pub pictures: Vec<(HouseholdId, Sha256)>,
    /// What offices held, by its digest, and hold no more.
    pub held: BTreeSet<String>,
    /// Whose texts go: their own, and what was held about an erased household until somebody decided.
    pub gone: Gone,
}

impl Erasing {
    /// Whether nothing goes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.households.is_empty() && self.pictures.is_empty() && self.held.is_empty()
    }
}

impl World {
    /// The records that an erasure takes along, of those that are here: what is named, and that for which it stands.
    #[must_use]
    pub fn family(&self, named: &BTreeSet<HouseholdId>) -> BTreeSet<HouseholdId> {
        let households = self.households.values();
        let family = households.filter(|household| {
            let stands = household.same_as.is_some_and(|kept| named.contains(&kept));
            stands || named.contains(&household.id)
        });
        family.map(|household| household.id).collect()
    }

    pub(super) fn erase(
        &mut self,
        voice: &Voice<'_>,
        what: Subject,
        because: Because,
    ) -> Result<(), HeldReason> {
        let (household, hamlet) = what.household();
        // Two officers may have said it at once; the first has erased it.
        if let Some(hamlet) = self.erased.get(&household) {
            return require(voice, &Act::Erase(*hamlet));
        }
        if let Subject::Picture { digest, .. } = what {
            return self.erase_picture(voice, (household, hamlet), digest, because);
        }
        let Some(home) = self.homes.get(&household) else {
            // An office that was put back knows nothing of it any more; what comes of it again is held.
            require(voice, &Act::Erase(hamlet))?;
            self.leave_behind(voice, household, hamlet, because);
            return Ok(());
        };
        require(voice, &Act::Erase(home.hamlet))?;
        let mut family = self.family(&[household].into());
        // What lies in another unit is that one's to erase.
        family.retain(|id| {
            let known = self.homes.get(id);
            known.is_some_and(|home| voice.may(&Act::Erase(home.hamlet)))
        });
        let followed = family.iter().filter_map(|id| self.followed(*id)).collect();
        let mut counts = Counts::of(followed);
        for id in family {
            if let Some(counts) = counts.remove(&id) {
                self.erase_one(voice, id, because, counts);
            }
        }
        Ok(())
    }

    fn erase_one(&mut self, voice: &Voice<'_>, id: HouseholdId, because: Because, counts: Counts) {
        let Some(household) = self.households.remove(&id) else {
            return;
        };
        self.homes.remove(&id);
        let visits: Vec<Visit> = self
            .visits
            .extract_if(.., |_, visit| visit.household == id)
            .map(|(_, visit)| visit)
            .collect();
        let conflicts: Vec<Conflict> = self
            .conflicts
            .extract_if(.., |_, conflict| conflict.household == id)
            .map(|(_, conflict)| conflict)
            .collect();
        let ids: Vec<_> = visits.iter().map(|visit| visit.id).collect();
        let held = self.take_held_about(id, &ids);
        let feed = Scope::Hamlet(household.hamlet);
        self.left.insert((feed.clone(), RecordKey::Household(id)));
        let keys = visits.iter().map(|visit| RecordKey::Visit(visit.id));
        let clashes = conflicts.iter();
        let clashes = clashes.map(|conflict| RecordKey::Conflict(conflict.id.clone()));
        let left = keys.chain(clashes).map(|key| (feed.clone(), key));
        self.left.extend(left);
        let forget = Forget {
            household: id,
            visits: ids.clone(),
            held: held.iter().map(|held| held.record.operation).collect(),
            extra: Extra::default(),
        };
        let media: BTreeSet<_> = visits
            .iter()
            .flat_map(|visit| visit.answers.media())
            .map(|media| &media.sha256)
            .collect();
        let erased = Erased {
            household: id,
            hamlet: household.hamlet,
            at: voice.received,
            by: voice.user,
            because,
            counts,
            visits: ids.clone(),
            media: u32::try_from(media.len()).unwrap_or(u32::MAX),
            extra: Extra::default(),
        };
        for user in who_spoke(&household, &visits, &conflicts, &held) {
            let told = Record::Forget(forget.clone());
            self.write(Scope::Person(user), told);
        }
        self.erasing.gone.add_told(&forget);
        self.remember(erased);
    }

    /// What stays of a household of which nothing is known.
    fn leave_behind(
        &mut self,
        voice: &Voice<'_>,
        household: HouseholdId,
        hamlet: HamletId,
        because: Because,
    ) {
        self.remember(Erased {
            household,
            hamlet,
            at: voice.received,
            by: voice.user,
            because,
            counts: Counts::default(),
            visits: Vec::new(),
            media: 0,
            extra: Extra::default(),
        });
    }

    fn remember(&mut self, erased: Erased) {
        let id = erased.household;
        self.erased.insert(id, erased.hamlet);
        let visits = erased.visits.iter().map(|visit| (*visit, id));
        self.erased_visits.extend(visits);
        self.erasing.gone.add(&erased);
        self.erasing.households.push(erased.clone());
        let feed = Scope::Hamlet(erased.hamlet);
        self.write(feed, Record::Erased(Box::new(erased)));
    }

    /// What was held until somebody decided, as its household had been erased, goes with the decision.
    pub(super) fn let_go(&mut self, operation: OperationId, digest: &str) {
        let Some(contents) = self.held.get_mut(&operation) else {
            return;
        };
        let is_it = |holding: &mut Holding| holding.record.digest == digest;
        for holding in contents.extract_if(.., is_it) {
            let digest = holding.record.digest;
            self.erasing.held.insert(digest.clone());
            // A decision that was sent to the author before; one of this moment is written in its place, without words.
            let author = Scope::Person(holding.record.author);
            self.left
                .insert((author, RecordKey::Ruling(digest.clone())));
            let office = Scope::Office(holding.office);
            self.left.insert((office, RecordKey::Held(digest)));
        }
        self.erasing.gone.held.insert(operation);
    }

    /// Takes out what is held about a household, with what was decided on it.
    fn take_held_about(&mut self, id: HouseholdId, visits: &[VisitId]) -> Vec<Holding> {
        let gone = Gone {
            households: [id].into(),
            visits: visits.iter().copied().collect(),
            ..Gone::default()
        };
        let is_about = |holding: &mut Holding| match (holding.placed_with(), holding.operation()) {
            (Some(household), _) => household == id,
            (None, Some(operation)) => gone.has(&operation),
            (None, None) => gone.is_named_in(holding.record.content.get()),
        };
        let mut taken = Vec::new();
        for contents in self.held.values_mut() {
            taken.extend(contents.extract_if(.., is_about));
        }
        for holding in &taken {
            let digest = &holding.record.digest;
            self.erasing.held.insert(digest.clone());
            let office = Scope::Office(holding.office.clone());
            self.left.insert((office, RecordKey::Held(digest.clone())));
            let author = Scope::Person(holding.record.author);
            self.left
                .insert((author, RecordKey::Ruling(digest.clone())));
        }
        taken
    }

    /// Where an erased household lived, of which something is said.
    pub(super) fn erased_home(&self, household: HouseholdId) -> Option<HamletId> {
        self.erased.get(&household).copied()
    }

    /// A household as it is counted, with its visits that stand.
    fn followed(&self, id: HouseholdId) -> Option<Followed> {
        let household = self.households.get(&id)?;
        let visits = self.visits.values();
        let visits = visits.filter(|visit| visit.household == id);
        let amends: BTreeMap<_, _> = visits
            .clone()
            .filter_map(|visit| Some((visit.id, visit.amends?)))
            .collect();
        let came = visits.filter_map(|visit| {
            let versions = std::iter::successors(Some(visit.id), |at| amends.get(at).copied());
            Some(Came {
                visit: visit.id,
                first: versions.last().unwrap_or(visit.id),
                author: visit.author,
                at: visit.began_corrected().corrected(),
                answer: answer(&visit.review)?,
                found: found(&visit.answers),
                again: again(&visit.answers),
            })
        });
        Some(Followed {
            visits: came.collect(),
            ..followed(household)
        })
    }
}
