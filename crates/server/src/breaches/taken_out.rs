//! What was taken out by an entry of the audit: a list, the file of a breach, or a household that was shown to somebody.

use dong_hanh_audit::{AuditAct, Entry, What};
use dong_hanh_domain::{BreachId, HouseholdId, ListId};

use crate::app::App;
use crate::error::Problem;

/// What an entry gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenOut {
    /// A list from Excel, or what of it was not taken.
    List(ListId),
    /// The people whom a breach concerns.
    Breach(BreachId),
    /// All about one household: what somebody asked for of their own is entered as a look, as the office makes that file.
    Household(HouseholdId),
}

impl TakenOut {
    /// What an act gave out; `None` where it gave out no file with households.
    #[must_use]
    pub fn by(act: &AuditAct) -> Option<Self> {
        match act {
            AuditAct::Exported {
                what: What::Rejects { list } | What::List { list },
                ..
            } => Some(Self::List(*list)),
            AuditAct::Exported {
                what: What::Breach { breach },
                ..
            } => Some(Self::Breach(*breach)),
            AuditAct::Looked { household, .. } => Some(Self::Household(*household)),
            _ => None,
        }
    }
}

/// An entry of the audit by its number.
///
/// # Errors
/// Where the store fails.
pub async fn entry(app: &App, number: u64) -> Result<Option<Entry>, Problem> {
    let kept = app.store.audit_behind(number.saturating_sub(1), 1).await?;
    let kept = kept.into_iter().map(|kept| kept.entry);
    Ok(kept.into_iter().find(|entry| entry.number == number))
}
