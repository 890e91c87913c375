//! The office's pages beside the review.

mod account;
mod answers;
mod arranging;
mod asking;
mod conflicts;
mod devices;
mod finding;
mod handover;
mod held;
mod household;
mod households;
pub mod note_field;
pub mod say;
pub mod standing;
mod visits;
mod walking;

pub use account::AccountPage;
pub use conflicts::{ConflictsOf, ConflictsPage};
pub use devices::DevicesPage;
pub use handover::HandoverPage;
pub use held::HeldPage;
pub use household::HouseholdPage;
pub use households::{HouseholdsPage, Looking};
