//! The second factor of an officer.

use dong_hanh_domain::RoleKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::SignedIn;
use crate::error::Problem;

pub mod begin;
pub mod codes;
pub mod confirm;
pub mod remove;
pub mod show;

/// A code: six digits of the phone, or a recovery code where it says so.
#[derive(Deserialize, ToSchema)]
pub struct Shown {
    /// As it was typed; spaces do not matter.
    pub code: String,
}

/// Recovery codes. Each stands in once for the phone's.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// To be printed or written down: `K7QF2-9XRMT`. They are told this once.
    pub codes: Vec<String>,
}

/// Volunteers come in by an invitation and open their phone by a PIN; all others have a password, which may be seen or guessed.
fn require_password_role(who: &SignedIn) -> Result<(), Problem> {
    if who.role().kind() == RoleKind::Volunteer {
        return Err(Problem::NotAllowed);
    }
    Ok(())
}
