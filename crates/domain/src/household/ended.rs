//! That a household is none of the commune's any more: the office says so, and may take it back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::word::fact;

/// Why and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Why.
    pub why: Ending,
    /// The first day on which it was so.
    pub on: NaiveDate,
}

fact! {
    /// Why a household is none of the commune's any more. A person who leaves a household that stays is another matter
    /// ([`Leaving`](super::Leaving)).
    Ending {
        /// Cả nhà đã mất.
        Died "died" = "cả nhà đã mất" / "nobody of it lives any more",
        /// Chuyển khỏi xã, phường.
        MovedAway "moved_away" = "đã chuyển khỏi xã, phường" / "moved out of the commune",
        /// Về ở với hộ khác.
        Joined "joined" = "đã về ở với hộ khác" / "lives with another household now",
        /// Ghi nhầm.
        NoSuch "no_such" = "ghi nhầm, không có hộ này" / "entered by mistake, there is no such household",
    }
}
