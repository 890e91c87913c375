//! The office's pages beside the review.

mod account;
mod answers;
mod arranging;
mod asking;
mod buttons;
mod conflicts;
mod coverage;
mod devices;
mod finding;
mod forms;
mod handover;
mod held;
mod household;
mod households;
mod left_behind;
pub mod note_field;
pub mod say;
mod sending;
mod settings;
pub mod standing;
mod support;
mod visits;
mod walking;

pub use account::AccountPage;
pub use conflicts::{ConflictsOf, ConflictsPage};
pub use coverage::{CoveragePage, Covering};
pub use devices::DevicesPage;
pub use forms::FormsPage;
pub use handover::HandoverPage;
pub use held::HeldPage;
pub use household::HouseholdPage;
pub use households::{HouseholdsPage, Looking};
pub use left_behind::{LeftBehindPage, Narrowed};
pub use settings::SettingsPage;
pub use support::SupportPage;
