//! What an erasure takes out of everything that is kept beside the feeds.

use std::collections::BTreeSet;

use dong_hanh_domain::{Erased, HouseholdId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::Visit;
use dong_hanh_sync::server::{Erasing, Needs, World};

use super::tables::Tables;
use crate::{Erasure, HandedId, HandedRuling};

impl Tables {
    /// Takes out what was erased. Texts of operations are not kept here.
    pub(super) fn erase(&mut self, erasing: &Erasing) {
        for erased in &erasing.households {
            self.erase_household(erased);
        }
        let pictures = erasing.pictures.iter();
        let pictures = pictures.map(|(_, digest)| (digest.clone(), false));
        self.erased_media.extend(pictures);
        let named = self.named_media();
        let (media, erased) = (&mut self.media, &self.erased_media);
        media.retain(|digest, _| named.contains(digest) || !erased.contains_key(digest));
    }

    fn erase_household(&mut self, erased: &Erased) {
        let id = erased.household;
        self.households.remove(&id);
        let visits = self.visits.extract_if(.., |_, visit| visit.household == id);
        let media: BTreeSet<Sha256> = visits
            .flat_map(|(_, visit)| visit.answers.media().cloned().collect::<Vec<_>>())
            .map(|media| media.sha256)
            .collect();
        let media = media.into_iter().map(|digest| (digest, false));
        self.erased_media.extend(media);
        self.conflicts
            .retain(|_, conflict| conflict.household != id);
        self.erased.insert(id, erased.hamlet);
        let visits = erased.visits.iter().map(|visit| (*visit, id));
        self.erased_visits.extend(visits);
        let name = id.to_string();
        let handed: Vec<_> = self.handed.keys().copied().collect();
        for handed in handed {
            self.empty_handed(handed, std::slice::from_ref(&name));
        }
        for (_, file, rows) in self.imports.values_mut() {
            let known = rows.len();
            rows.retain(|_, row| row.household != Some(id));
            if rows.len() < known {
                file.clear();
            }
        }
    }

    /// Empties what was handed over and is closed now, where it names an erased household.
    pub(super) fn empty_closed(&mut self, handed: HandedId) {
        let erased: Vec<_> = self.erased.keys().map(ToString::to_string).collect();
        self.empty_handed(handed, &erased);
    }

    fn empty_handed(&mut self, handed: HandedId, erased: &[String]) {
        let Some(kept) = self.handed.get_mut(&handed) else {
            return;
        };
        let content = &mut kept.handed.content;
        if !erased.iter().any(|id| names(content, id)) {
            return;
        }
        let media = self.media.keys();
        let media = media.filter(|digest| names(content, digest.as_str()));
        self.erased_media
            .extend(media.map(|digest| (digest.clone(), false)));
        content.clear();
        if let Some(decided) = &mut kept.decided
            && let HandedRuling::Close { why } = &mut decided.decision.ruling
        {
            *why = None;
        }
    }

    /// What is known of erased households and visits that a batch speaks of.
    pub(super) fn erased_of(&self, needs: &Needs, world: &mut World) {
        for visit in &needs.visits {
            let known = self.erased_visits.get(visit);
            world
                .erased_visits
                .extend(known.map(|household| (*visit, *household)));
        }
        for (household, erased) in self.erasures.iter().filter_map(Erasure::picture) {
            if needs.homes.contains(&household) {
                let known = world.erased_pictures.entry(household).or_default();
                known.push(erased);
            }
        }
        let of_visits: BTreeSet<HouseholdId> = world.erased_visits.values().copied().collect();
        for id in needs.homes.iter().chain(&of_visits) {
            let known = self.erased.get(id);
            world.erased.extend(known.map(|hamlet| (*id, *hamlet)));
        }
    }

    /// Whether it was erased, and nothing names it any more.
    pub(super) fn is_media_erased(&self, digest: &Sha256) -> bool {
        self.erased_media.contains_key(digest) && !self.named_media().contains(digest)
    }

    /// Pictures that were erased and that nothing names any more and whose bytes may be there.
    pub(super) fn media_to_erase(&self) -> Vec<Sha256> {
        let named = self.named_media();
        let erased = self.erased_media.iter();
        let erased = erased.filter(|(digest, done)| {
            !named.contains(*digest) && (!**done || self.media.contains_key(*digest))
        });
        erased.map(|(digest, _)| digest.clone()).collect()
    }

    /// The pictures that visits, what is held and drafts name.
    fn named_media(&self) -> BTreeSet<Sha256> {
        let held = self.held_by(|holding| holding.record.keeps_pictures());
        let held: Vec<_> = held
            .iter()
            .map(|holding| holding.record.content.get())
            .collect();
        let erased = self.erased_media.keys();
        let in_held =
            erased.filter(|digest| held.iter().any(|text| text.contains(digest.as_str())));
        let handed = self.handed.values();
        let handed: Vec<_> = handed.map(|kept| &kept.handed.content).collect();
        let erased = self.erased_media.keys();
        let in_drafts =
            erased.filter(|digest| handed.iter().any(|text| names(text, digest.as_str())));
        let visits = self.visits.values();
        let in_visits = visits.flat_map(Visit::media);
        in_visits
            .map(|media| &media.sha256)
            .chain(in_held)
            .chain(in_drafts)
            .cloned()
            .collect()
    }
}

fn names(content: &[u8], name: &str) -> bool {
    content
        .windows(name.len())
        .any(|window| window == name.as_bytes())
}
