//! Yes or no.

use std::sync::Arc;

use dong_hanh_form::{Media, Offer, Text};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::boxes;
use super::choosing::{Choosing, Takes, YES};
use super::frame::{Shape, frame};
use crate::words::form as words;

pub(super) fn yes_no(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let words = [(YES, words::yes(lang)), ("no", words::no(lang))];
    frame(asked, Shape::Radios, fixed(asked, Takes::YesNo, words))
}

/// Boxes whose words are the app's own.
pub(super) fn fixed<const N: usize>(
    asked: &Asked,
    takes: Takes,
    words: [(&str, String); N],
) -> AnyView {
    let offers: Arc<[Offer]> = words
        .map(|(key, words)| Offer {
            key: key.to_owned(),
            label: Text::plain(words),
            media: Media::default(),
        })
        .into();
    let choosing = Choosing {
        asked: asked.clone(),
        takes,
        offers: Memo::new(move |_| Arc::clone(&offers)),
    };
    boxes(&choosing, choosing.offers, "")
}
