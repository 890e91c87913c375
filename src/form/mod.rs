//! Shows a form: one part a screen, one file a kind of question. There is no save button: every
//! committed answer is one durable write.

mod asked;
mod change;
mod choices;
mod date;
mod decimal;
mod filling;
mod frame;
mod integer;
mod keeper;
mod many;
mod note;
mod number;
mod one;
mod part_view;
mod parts;
mod photo;
mod place;
mod read;
mod repair;
mod repeat;
mod sound;
mod text;
mod typed;
mod yes_no;

pub use asked::html_id;
pub use filling::{Before, Filling};
pub use keeper::Keeping;
pub use part_view::PartView;

/// Whether an answer or a recording of any open form is in memory only, as the device could not store it yet.
#[must_use]
pub fn has_unwritten() -> bool {
    keeper::Keeper::has_unwritten()
}

pub use parts::{Gap, Part};
pub use photo::PhotoView;
pub use read::{AnswersRead, fact};
pub use sound::SoundView;
