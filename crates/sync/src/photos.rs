//! Which photos go next, and what becomes of those that do not get through (S1.11).

use std::collections::BTreeMap;

use dong_hanh_form::{MediaRef, Sha256};

use crate::device::Failure;

/// After so many photos in a row that did not get through, the others wait for the next round as well.
pub const MISSES: u32 = 2;

/// What the device has learnt of photos that did not arrive. It lives as long as the app is open, so that every start
/// tries all of them again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photos {
    refused: BTreeMap<Sha256, String>,
    missed: BTreeMap<Sha256, u32>,
    in_a_row: u32,
}

/// How a round goes on after a photo that did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoOn {
    /// With the next one.
    Now,
    /// In the next round.
    Later,
}

impl Photos {
    /// Begins a round: what goes in it, in its order. What is refused stays; what was missed most goes last.
    pub fn round(&mut self, waiting: impl IntoIterator<Item = MediaRef>) -> Vec<MediaRef> {
        self.in_a_row = 0;
        let waiting = waiting.into_iter();
        let mut round: Vec<_> = waiting
            .filter(|photo| self.refusal(&photo.sha256).is_none())
            .collect();
        round.sort_by_key(|photo| self.missed.get(&photo.sha256).copied());
        round
    }

    /// A photo has arrived.
    pub fn arrived(&mut self, photo: &Sha256) {
        self.missed.remove(photo);
        self.in_a_row = 0;
    }

    /// A photo has not arrived.
    ///
    /// # Errors
    /// The failure, where no photo would fare better now.
    pub fn failed(&mut self, photo: &Sha256, failure: Failure) -> Result<GoOn, Failure> {
        match failure {
            // The body was cut off on the way.
            Failure::Refused { code } if code == "not-json" => Ok(self.miss(photo)),
            Failure::Refused { code } => {
                self.refused.insert(photo.clone(), code);
                Ok(GoOn::Now)
            }
            Failure::NoAnswer | Failure::Busy { retry_after: None } => Ok(self.miss(photo)),
            // The next round may ask again; what texts wait for has nothing to do with it.
            Failure::Busy {
                retry_after: Some(_),
            } => Ok(GoOn::Later),
            failure => Err(failure),
        }
    }

    fn miss(&mut self, photo: &Sha256) -> GoOn {
        *self.missed.entry(photo.clone()).or_default() += 1;
        self.in_a_row += 1;
        if self.in_a_row < MISSES {
            GoOn::Now
        } else {
            GoOn::Later
        }
    }

    /// The stable code with which the office refused a photo.
    #[must_use]
    pub fn refusal(&self, photo: &Sha256) -> Option<&str> {
        self.refused.get(photo).map(String::as_str)
    }

    /// A person wants all of them to be tried again.
    pub fn retry(&mut self) {
        self.refused.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn photo(number: u8) -> MediaRef {
        MediaRef {
            sha256: format!("{number:064x}").parse().unwrap(),
            bytes: 1,
            mime: "image/jpeg".to_owned(),
        }
    }

    fn round(photos: &mut Photos) -> Vec<u8> {
        let all: Vec<_> = (1..=4).map(photo).collect();
        let number = |one: &MediaRef| all.iter().position(|other| other == one).unwrap();
        photos
            .round(all.clone())
            .iter()
            .map(|one| u8::try_from(number(one)).unwrap() + 1)
            .collect()
    }

    fn refused(code: &str) -> Failure {
        Failure::Refused {
            code: code.to_owned(),
        }
    }

    #[test]
    fn s1_11_a_refused_photo_stops_no_other_and_goes_again_when_a_person_wants_it() {
        let mut photos = Photos::default();
        let one = photo(1).sha256;
        assert_eq!(photos.failed(&one, refused("too-large")), Ok(GoOn::Now));
        assert_eq!(photos.refusal(&one), Some("too-large"));
        assert_eq!(round(&mut photos), [2, 3, 4]);
        photos.retry();
        assert_eq!(photos.refusal(&one), None);
        assert_eq!(round(&mut photos), [1, 2, 3, 4]);
    }

    #[test]
    fn s1_11_what_does_not_get_through_stands_behind_the_others() {
        let mut photos = Photos::default();
        assert_eq!(round(&mut photos), [1, 2, 3, 4]);
        let missed = |photos: &mut Photos, number, failure| {
            photos.failed(&photo(number).sha256, failure).unwrap()
        };
        assert_eq!(missed(&mut photos, 1, Failure::NoAnswer), GoOn::Now);
        assert_eq!(
            missed(&mut photos, 2, Failure::Busy { retry_after: None }),
            GoOn::Later
        );
        assert_eq!(round(&mut photos), [3, 4, 1, 2]);
        photos.arrived(&photo(3).sha256);
        assert_eq!(missed(&mut photos, 4, refused("not-json")), GoOn::Now);
        photos.arrived(&photo(1).sha256);
        assert_eq!(missed(&mut photos, 2, Failure::NoAnswer), GoOn::Now);
        assert_eq!(round(&mut photos), [1, 3, 4, 2]);
    }

    #[test]
    fn s1_11_what_would_meet_every_photo_ends_the_round() {
        let mut photos = Photos::default();
        let failures = [
            Failure::SignedOut,
            Failure::Version,
            Failure::Full,
            Failure::Storage,
        ];
        for failure in failures {
            let one = photo(1).sha256;
            assert_eq!(photos.failed(&one, failure.clone()), Err(failure));
        }
        assert_eq!(photos, Photos::default());
    }

    #[test]
    fn s1_11_an_office_that_takes_no_photo_now_keeps_no_text_waiting() {
        let mut photos = Photos::default();
        let busy = Failure::Busy {
            retry_after: Some(60),
        };
        assert_eq!(photos.failed(&photo(1).sha256, busy), Ok(GoOn::Later));
        assert_eq!(photos, Photos::default());
    }
}
