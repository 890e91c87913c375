//! Shows a form: one part a screen, one file a kind of question. There is no save button: every
//! committed answer is one durable write.

mod agreed;
mod asked;
mod barcode;
mod change;
mod choices;
mod choosing;
mod decimal;
mod erased;
mod file;
mod filling;
mod folded;
mod frame;
mod gaps;
mod integer;
mod keeper;
mod line;
mod map;
mod note;
mod number;
mod pad;
mod part_view;
mod parts;
mod photo;
mod picked;
mod place;
mod range;
mod rank;
mod read;
mod read_only;
mod repair;
mod repeat;
mod searched;
mod shown;
mod sound;
mod standing;
mod text;
mod typed;
mod year;
mod yes_no;

pub use asked::html_id;
pub use erased::{erased_view, reason};
pub use file::FileView;
pub use filling::{Before, Filling};
pub use keeper::Keeping;
pub use part_view::{Onward, PartView};

/// Whether an answer or a recording of any open form is in memory only, as the device could not store it yet.
#[must_use]
pub fn has_unwritten() -> bool {
    keeper::Keeper::has_unwritten()
}

pub(crate) use map::Ground;
pub use parts::{Gap, Part};
pub use photo::PhotoView;
pub(crate) use place::locating;
pub use read::{AnswersRead, fact};
pub use shown::AtHand;
pub use sound::SoundView;
