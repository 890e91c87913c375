//! The pictures and the sound that were shown last, ready to be shown again.

use std::collections::VecDeque;

use dong_hanh_form::Sha256;
use leptos::prelude::*;

use crate::device::camera;

/// More than any visit has. Each holds its bytes, and an officer looks at hundreds.
const AT_HAND: usize = 48;

/// A picture or a sound on its way to the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Being read.
    Loading,
    /// A URL for `src`.
    Ready(String),
    /// Neither on this device nor, at the moment, to be had from the office.
    Missing,
}

/// The last ones at the end.
#[derive(Debug, Default)]
pub(super) struct Gallery(VecDeque<(Sha256, ArcRwSignal<Medium>)>);

impl Gallery {
    /// The place of a picture or a sound, which may still be missing there; lets go of the one that nobody looked at for longest.
    pub(super) fn place(&mut self, sha256: &Sha256) -> ArcRwSignal<Medium> {
        let known = self.0.iter().position(|(known, _)| known == sha256);
        let place = known
            .and_then(|at| self.0.remove(at))
            .map_or_else(|| ArcRwSignal::new(Medium::Missing), |(_, place)| place);
        self.0.push_back((sha256.clone(), place.clone()));
        if self.0.len() > AT_HAND
            && let Some((_, old)) = self.0.pop_front()
            && let Medium::Ready(url) = old.get_untracked()
        {
            camera::let_go(&url);
        }
        place
    }
}
