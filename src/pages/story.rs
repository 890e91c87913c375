//! The story of a household, as the phone and the office tell it.

mod changed;
mod found;
mod knows;
mod line;
mod paper;
mod past;
mod pictures;
mod plain;
mod tale;
mod years;

pub use found::{Found, found};
pub use knows::knows;
pub use line::line;
pub use paper::Paper;
pub use past::past;
pub use pictures::pictures;
pub(crate) use plain::{FactTold, of_person, of_whole};
pub use tale::{Tale, Telling, Told, telling};
pub use years::years;

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;

use crate::replica::Replica;
use crate::words::story as words;

/// A person as others speak of them, also where this device does not know them. Tracked.
#[must_use]
pub fn called(lang: Lang, replica: Replica, who: UserId) -> String {
    let person = replica.person(who);
    person.map_or_else(|| words::somebody(lang), |person| person.called())
}
