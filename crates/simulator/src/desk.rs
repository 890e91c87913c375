//! The desk on which officers have the drafts of files: what came and what they decided, in its order, as the truth has it;
//! and which of them must be listed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId, VisitId};
use dong_hanh_sync::handover::Header;
use serde::Deserialize;

/// A draft as it was handed over: whose, and its text.
pub(crate) type Place = (UserId, String);

/// What came to the desk. Its moments are how many things came or were decided before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    drafts: BTreeMap<Place, OnDesk>,
    moments: u64,
}

/// One that came.
#[derive(Clone, Debug)]
struct OnDesk {
    about: About,
    /// When its file was made, by the device's clock.
    made: DateTime<Utc>,
    /// The moment in which it came.
    came: u64,
    /// The moment in which it came, or was opened again.
    since: u64,
    closed: Option<Closing>,
}

/// What a device says something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct About {
    author: UserId,
    device: DeviceId,
    visit: VisitId,
}

#[derive(Clone, Debug)]
struct Closing {
    moment: u64,
    by: UserId,
}

/// What is read of a draft's text.
#[derive(Deserialize)]
struct Text {
    visit: VisitId,
}

impl Desk {
    /// A draft comes in a file; what came before stays as it is.
    pub(crate) fn comes(&mut self, header: &Header, text: &str) -> Result<(), serde_json::Error> {
        let about = About {
            author: header.user,
            device: header.device,
            visit: serde_json::from_str::<Text>(text)?.visit,
        };
        let moment = self.moment();
        let place = (header.user, text.to_owned());
        self.drafts.entry(place).or_insert_with(|| OnDesk {
            about,
            made: header.made.corrected(),
            came: moment,
            since: moment,
            closed: None,
        });
        Ok(())
    }

    /// An officer closes one or opens it again; what stands so already stays as it is.
    pub(crate) fn decide(&mut self, place: &Place, closes: bool, by: UserId) {
        let moment = self.moment();
        let Some(draft) = self.drafts.get_mut(place) else {
            return;
        };
        match (&draft.closed, closes) {
            (None, true) => draft.closed = Some(Closing { moment, by }),
            (Some(_), false) => {
                draft.closed = None;
                draft.since = moment;
            }
            _ => {}
        }
    }

    fn moment(&mut self) -> u64 {
        self.moments += 1;
        self.moments
    }

    /// All that came.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Place> {
        self.drafts.keys()
    }

    /// Whether this came.
    pub(crate) fn has(&self, place: &Place) -> bool {
        self.drafts.contains_key(place)
    }

    /// [S5.11] What must be listed, and who has closed it if so: what is closed, and of what a device said of one visit and
    /// came or was opened after all that is closed of it, what lies in the file that was made last. Nothing of a visit that
    /// `arrived`.
    pub(crate) fn listed(
        &self,
        arrived: impl Fn(VisitId) -> bool,
    ) -> BTreeSet<(Place, Option<UserId>)> {
        let mut of_the_same = BTreeMap::<About, Vec<(&Place, &OnDesk)>>::new();
        for (place, draft) in &self.drafts {
            let same = of_the_same.entry(draft.about).or_default();
            same.push((place, draft));
        }
        of_the_same.retain(|about, _| !arrived(about.visit));
        let mut listed = BTreeSet::new();
        for same in of_the_same.values() {
            let closings = same
                .iter()
                .filter_map(|(place, draft)| Some((*place, draft.closed.as_ref()?)));
            listed.extend(
                closings
                    .clone()
                    .map(|(place, closing)| (place.clone(), Some(closing.by))),
            );
            let last = closings.map(|(_, closing)| closing.moment).max();
            let open = same.iter().filter(|(_, draft)| {
                draft.closed.is_none() && last.is_none_or(|last| last < draft.since)
            });
            let shown = open.max_by_key(|(_, draft)| (draft.made, draft.came));
            listed.extend(shown.map(|(place, _)| ((*place).clone(), None)));
        }
        listed
    }
}
