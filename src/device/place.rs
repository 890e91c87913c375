//! Where the phone is, when somebody asks it.

use dong_hanh_form::{Lang, Place};
use futures::channel::oneshot;
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Position, PositionError, PositionOptions};

use crate::words::device as words;

/// How long the phone may look for satellites, in milliseconds.
const TIMEOUT_MS: u32 = 30_000;

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoPlace {
    /// The person, or the phone's settings, said no.
    #[error("not allowed")]
    Denied,
    /// The phone did not find itself in time, as happens under a roof.
    #[error("not found")]
    NotFound,
}

impl NoPlace {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Denied => words::place_denied(lang),
            Self::NotFound => words::place_not_found(lang),
        }
    }
}

/// Asks the phone once; it may take half a minute.
///
/// # Errors
/// [`NoPlace`]: nothing was measured, the question stays open.
pub async fn locate() -> Result<Place, NoPlace> {
    let geolocation = web_sys::window()
        .and_then(|window| window.navigator().geolocation().ok())
        .ok_or(NoPlace::NotFound)?;
    let (found, answer) = oneshot::channel();
    let found = std::rc::Rc::new(std::cell::Cell::new(Some(found)));
    let failed = found.clone();
    let reply = |channel: &std::cell::Cell<Option<oneshot::Sender<_>>>, value| {
        if let Some(channel) = channel.take() {
            let _ = channel.send(value);
        }
    };
    let on_found = Closure::<dyn FnMut(Position)>::new(move |position: Position| {
        let at = position.coords();
        reply(
            &found,
            Place::new(at.latitude(), at.longitude(), at.accuracy()).map_err(|_| NoPlace::NotFound),
        );
    });
    let on_failed = Closure::<dyn FnMut(PositionError)>::new(move |error: PositionError| {
        let why = if error.code() == PositionError::PERMISSION_DENIED {
            NoPlace::Denied
        } else {
            NoPlace::NotFound
        };
        reply(&failed, Err(why));
    });
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(TIMEOUT_MS);
    geolocation
        .get_current_position_with_error_callback_and_options(
            on_found.as_ref().unchecked_ref(),
            Some(on_failed.as_ref().unchecked_ref()),
            &options,
        )
        .map_err(|_| NoPlace::NotFound)?;
    answer.await.unwrap_or(Err(NoPlace::NotFound))
}
