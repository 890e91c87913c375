//! Where the photos are that were taken on this device: here, at the office, or nowhere any more. And what of the forms'
//! files is here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dong_hanh_form::Sha256;
use dong_hanh_sync::Gone;

use super::state::{State, photos};

/// Where a photo is that was taken on this device, or a file that a form shows. Of any other this device knows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// Here, until it is sent.
    Waiting,
    /// At the office.
    Received,
    /// Nowhere: it was thrown away before it was sent.
    Lost,
    /// Here, for the forms that show it; it came from the office.
    Shown,
}

impl Whereabouts {
    /// As it is stored.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Received => RECEIVED,
            Self::Lost => LOST,
            Self::Shown => SHOWN,
        }
    }

    /// What was stored; whatever else a newer version says is tried to be sent.
    pub(super) fn read(text: &str) -> Self {
        match text {
            RECEIVED => Self::Received,
            LOST => Self::Lost,
            SHOWN => Self::Shown,
            _ => Self::Waiting,
        }
    }
}

/// What is stored of a photo that the office has.
pub(super) const RECEIVED: &str = "received";
const LOST: &str = "lost";

/// What is stored of a file that a form shows.
pub(super) const SHOWN: &str = "shown";

impl State {
    /// How many photos of finished visits are on this device only.
    pub(super) fn photos_left(&self) -> usize {
        self.photos_of_visits(Whereabouts::Waiting)
    }

    /// How many photos of finished visits are nowhere.
    pub(super) fn photos_lost(&self) -> usize {
        self.photos_of_visits(Whereabouts::Lost)
    }

    fn photos_of_visits(&self, at: Whereabouts) -> usize {
        if self.media.values().all(|known| *known != at) {
            return 0;
        }
        let there = self
            .operated_photos()
            .filter(|sha256| self.media.get(sha256) == Some(&at));
        there.collect::<BTreeSet<_>>().len()
    }

    /// The photos that a draft or an operation names, without those that the office has erased and that are in nothing but
    /// what it has.
    pub(super) fn named_photos(&self) -> HashSet<&Sha256> {
        let drafted = self.drafts.values().flat_map(|draft| draft.answers.media());
        drafted
            .map(|media| &media.sha256)
            .chain(self.standing_photos())
            .collect()
    }

    fn standing_photos(&self) -> Vec<&Sha256> {
        let gone = Gone::of(self.records.whole());
        let outbox = self.device.outbox();
        let operations = outbox.operations();
        let standing = operations.flat_map(|(_, entry, operation)| {
            let is_settled = entry.receipt.is_some() && !outbox.is_open(entry, operation);
            let is_gone = |digest: &&Sha256| is_settled && gone.has_picture(operation, digest);
            let standing = photos(operation).filter(|digest| !is_gone(digest));
            standing.collect::<Vec<_>>()
        });
        standing.collect()
    }

    /// What is left of the photos where the bytes of all of them were thrown away, and how many nobody has now.
    pub(super) fn media_without_bytes(&self) -> (BTreeMap<Sha256, Whereabouts>, usize) {
        let named = self.named_photos();
        let kept = self
            .media
            .iter()
            .filter(|(sha256, _)| named.contains(sha256));
        let mut gone = 0;
        let left = kept.map(|(sha256, at)| {
            let is_gone = *at == Whereabouts::Waiting;
            gone += usize::from(is_gone);
            (
                sha256.clone(),
                if is_gone { Whereabouts::Lost } else { *at },
            )
        });
        (left.collect(), gone)
    }

    fn operated_photos(&self) -> impl Iterator<Item = &Sha256> {
        let operations = self.device.outbox().operations();
        operations.flat_map(|(_, _, operation)| photos(operation))
    }
}
