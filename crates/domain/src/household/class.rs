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
    /// How the household came to this class, where the list says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
}

impl OfficialClass {
    /// The Vietnamese words, in the middle of a sentence: «hộ nghèo (tái nghèo)».
    #[must_use]
    pub fn words(&self) -> String {
        let class = self.class.words();
        let entry = match (self.entry, self.class) {
            (None, _) => return class.to_owned(),
            // Nobody comes onto the list of those who left one.
            (_, left) if left.has_left() => return class.to_owned(),
            (Some(Entry::Again), Class::NearPoor) => "tái cận nghèo",
            (Some(entry), _) => entry.words(),
        };
        format!("{class} ({entry})")
    }
}

fact! {
    /// Poor and near-poor by Decree 07/2021/NĐ-CP, article 3; who has left either list by Decision 24/2021/QĐ-TTg.
    Class {
        /// Hộ nghèo.
        Poor "poor" = "hộ nghèo" / "poor household",
        /// Hộ cận nghèo.
        NearPoor "near_poor" = "hộ cận nghèo" / "near-poor household",
        /// Hộ thoát nghèo.
        Escaped "escaped" = "hộ thoát nghèo" / "household that left poverty",
        /// Hộ thoát cận nghèo.
        EscapedNear "escaped_near" = "hộ thoát cận nghèo" / "household that left near-poverty",
    }
}

impl Class {
    /// Whether the commune has recognised that it needs no list any more (Decision 24/2021/QĐ-TTg).
    #[must_use]
    pub fn has_left(self) -> bool {
        matches!(self, Self::Escaped | Self::EscapedNear)
    }
}

fact! {
    /// How a household came onto the list of its class, as the certificate lists of the communes mark it: «nghèo mới»,
    /// «tái nghèo»; «nghèo cũ» is neither.
    Entry {
        /// Phát sinh mới.
        New "new" = "phát sinh mới" / "new on the list",
        /// Tái nghèo, tái cận nghèo: it had left the list.
        Again "again" = "tái nghèo" / "back on the list",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_said_with_the_way_that_led_to_it() {
        let said = |class, entry| {
            let since = NaiveDate::default();
            let decision = None;
            let official = OfficialClass {
                class,
                since,
                decision,
                entry,
            };
            official.words()
        };
        assert_eq!(said(Class::Poor, None), "hộ nghèo");
        assert_eq!(said(Class::Escaped, Some(Entry::Again)), "hộ thoát nghèo");
        assert_eq!(
            said(Class::Poor, Some(Entry::Again)),
            "hộ nghèo (tái nghèo)"
        );
        assert_eq!(
            said(Class::NearPoor, Some(Entry::Again)),
            "hộ cận nghèo (tái cận nghèo)"
        );
        assert_eq!(
            said(Class::NearPoor, Some(Entry::New)),
            "hộ cận nghèo (phát sinh mới)"
        );
    }
}
