//! What a visit found, a line each.

use dong_hanh_domain::VisitId;
use dong_hanh_form::{Lang, MediaRef};
use dong_hanh_sync::ErasedPicture;

use crate::pages::help::whose;
use crate::pages::visit::reading::read;
use crate::replica::Replica;
use crate::words::households as words;

/// What stands out in a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In words, a line each.
    pub lines: Vec<String>,
    /// Its pictures.
    pub photos: Vec<MediaRef>,
    /// Those of them that the office has erased.
    pub erased: Vec<ErasedPicture>,
}

/// Reads a visit; nothing is found where its form is not on this device. Tracked.
#[must_use]
pub fn found(lang: Lang, replica: Replica, visit: VisitId) -> Found {
    let Some(visit) = replica.visit(visit) else {
        return Found::default();
    };
    let photos = || visit.answers.media().cloned().collect();
    let Some(form) = replica.form(&visit.form) else {
        return Found {
            photos: photos(),
            erased: visit.erased.clone(),
            ..Found::default()
        };
    };
    let reading = read(&form, &visit.answers, lang);
    let promised =
        reading
            .commitments
            .iter()
            .map(|promise| match whose(lang, promise.by, &promise.who) {
                Some(who) => words::promised(lang, &promise.what, &who),
                None => promise.what.clone(),
            });
    let lines = [
        reading.nobody.then(|| words::found_nobody(lang)),
        reading.refused.then(|| words::found_refusal(lang)),
        reading.urgent.map(|what| words::found_urgent(lang, &what)),
        reading.needs.map(|needs| words::found_needs(lang, &needs)),
    ];
    let lines = lines.into_iter().flatten().chain(promised).collect();
    Found {
        lines,
        photos: reading.photos,
        erased: visit.erased,
    }
}
