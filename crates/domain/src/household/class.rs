//! The official class of a household: entered from the office's lists, never computed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::word::fact;

/// What the commune decided, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialClass {
    /// The class.
    pub class: Class,
    /// The day of the decision.
    pub since: NaiveDate,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

fact! {
    /// Classes of Decree 07/2021/NĐ-CP, article 3.
    Class {
        /// Hộ nghèo.
        Poor "poor" = "hộ nghèo" / "poor household",
        /// Hộ cận nghèo.
        NearPoor "near_poor" = "hộ cận nghèo" / "near-poor household",
        /// Hộ vừa thoát nghèo.
        Escaped "escaped" = "hộ thoát nghèo" / "household that left poverty",
    }
}
