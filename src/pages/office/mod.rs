//! The office's pages beside the review.

mod account;
mod answers;
mod conflicts;
mod devices;
mod held;
mod held_sent;
mod household;
mod households;
pub mod say;
pub mod standing;
mod visits;

pub use account::AccountPage;
pub use conflicts::{ConflictsOf, ConflictsPage};
pub use devices::DevicesPage;
pub use held::HeldPage;
pub use household::HouseholdPage;
pub use households::{HouseholdsPage, Looking};
