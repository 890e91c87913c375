//! Erasing a picture, a recording or a file: its visits stay and say that it was there (SPEC.md S20.20).

use std::collections::BTreeSet;

use dong_hanh_domain::{Act, Because, Extra, HamletId, HouseholdId, Scope, UserId, VisitId};
use dong_hanh_form::Sha256;

use super::require;
use super::voice::Voice;
use super::world::{Changed, World};
use crate::picture::{ErasedPicture, ForgetPicture};
use crate::receipt::HeldReason;
use crate::record::{Record, Visit};

impl World {
    /// Takes a picture from every visit of a household that names it, all versions and whoever came. What comes later is
    /// looked at by [`Self::blank_again`].
    pub(super) fn erase_picture(
        &mut self,
        voice: &Voice<'_>,
        (household, hamlet): (HouseholdId, HamletId),
        digest: Sha256,
        because: Because,
    ) -> Result<(), HeldReason> {
        let home = self.homes.get(&household).map(|home| home.hamlet);
        require(voice, &Act::Erase(home.unwrap_or(hamlet)))?;
        let known = self.erased_pictures.entry(household).or_default();
        // Two officers may have said it at once; the first has erased it.
        if known.iter().any(|known| known.digest == digest) {
            return Ok(());
        }
        let erased = ErasedPicture {
            digest: digest.clone(),
            at: voice.received,
            by: voice.user,
            because,
        };
        known.push(erased.clone());
        let naming = self.visits.values_mut().filter(|visit| {
            visit.household == household && visit.names(&digest) && !visit.has_erased(&digest)
        });
        let mut authors: BTreeSet<UserId> = BTreeSet::new();
        let mut visits: Vec<VisitId> = Vec::new();
        for visit in naming {
            visit.erased.push(erased.clone());
            authors.insert(visit.author);
            visits.push(visit.id);
        }
        self.changed.extend(visits.into_iter().map(Changed::Visit));
        for author in authors {
            self.tell_to_forget(author, household, &erased);
        }
        self.erasing.pictures.push((household, digest));
        Ok(())
    }

    /// What was erased before a visit came that names it is erased in that one too.
    pub(super) fn blank_again(&mut self, visit: &mut Visit) {
        let known = self.erased_pictures.get(&visit.household);
        let erased = known.into_iter().flatten();
        let erased = erased.filter(|erased| visit.names(&erased.digest));
        visit.erased = erased.cloned().collect();
        for erased in &visit.erased {
            self.tell_to_forget(visit.author, visit.household, erased);
        }
    }

    /// Whoever took it may not read the hamlet any more, and is told in their own feed.
    fn tell_to_forget(&mut self, author: UserId, household: HouseholdId, picture: &ErasedPicture) {
        let forget = ForgetPicture {
            household,
            picture: picture.clone(),
            extra: Extra::default(),
        };
        self.write(Scope::Person(author), Record::ForgetPicture(forget));
    }
}
