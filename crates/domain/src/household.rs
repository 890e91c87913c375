//! The long-lived record of a household and the people in it.

mod class;
mod counted;
mod door;
mod dwelling;
mod ended;
mod living;
mod member;
mod place;
mod unread;
pub(crate) mod word;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::extra::Extra;
use crate::fact::{History, Versions};
use crate::help::Help;
use crate::ids::{HamletId, HouseholdId, ListId, UserId};
use crate::request::Requests;

pub use class::{Class, Entry, OfficialClass};
pub use counted::{Counted, Counts};
pub use dwelling::{Device, Dwelling, Latrine, Material, Roof, Water};
pub use ended::{Ended, Ending};
pub use living::{Allowance, Attends, Disability, Ethnicity, Learnt, Work};
pub use member::{Birth, Leaving, Left, Member, Other, Relation, Sex};
pub use place::{Coarseness, NoPlace, Place};
pub use word::Word;
pub(crate) use word::fact;

/// A household: its head is one of its people by construction, so none is without anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Where it lives.
    pub hamlet: HamletId,
    /// Mã hộ, as the office's list has it; none for a household that a volunteer found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The address inside the hamlet: `kiệt 12`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// A telephone number as it is dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Chủ hộ.
    pub head: Member,
    /// Everybody else who lives there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
    /// House, water, latrine.
    #[serde(default)]
    pub dwelling: Dwelling,
    /// How many of its people lack what, as visits count them all at once.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub counts: Box<Counts>,
    /// Where it lies on the map.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// People who lived there and do not any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// The official class, entered from the office's lists, never computed.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub class: Option<OfficialClass>,
    /// The decisions before it as the record has seen them, the first one first; none of those of before it was entered.
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub classes_before: Vec<OfficialClass>,
    /// Điểm thu nhập (điểm A of Circular 07/2021/TT-BLĐTBXH) of the last review, as the office has entered it: no table
    /// of its points was compared with the original, so nothing here reckons it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_score: Option<u16>,
    /// Why and since when it is none of the commune's any more.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// The record that holds the same household, where it was registered twice. Visits stay with the record on which
    /// they were written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<HouseholdId>,
    /// The records that look like this one and are other households, as an officer said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_same: BTreeSet<HouseholdId>,
    /// What was said of its needs, of what it was promised and of what came, outside its visits.
    #[serde(default, skip_serializing_if = "Help::is_empty")]
    pub help: Box<Help>,
    /// What its people asked for about their data, and what was done about it.
    #[serde(default, skip_serializing_if = "Requests::is_empty")]
    pub requests: Box<Requests>,
    /// Where it lived before, the first place first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Who said what of it last.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
    /// What was said of it before, as far as it is kept.
    #[serde(default, skip_serializing_if = "History::is_empty")]
    pub history: History,
    /// Who registered it.
    pub registered_by: UserId,
    /// The office's list that registered it; `None` where somebody typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<ListId>,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Household {
    /// A household of which nothing is known yet but where it lives and who its head is.
    #[must_use]
    pub fn new(id: HouseholdId, hamlet: HamletId, head: Member, registered_by: UserId) -> Self {
        Self {
            id,
            hamlet,
            code: None,
            address: String::new(),
            phone: None,
            head,
            others: Vec::new(),
            dwelling: Dwelling::default(),
            counts: Box::default(),
            place: None,
            left: Vec::new(),
            class: None,
            classes_before: Vec::new(),
            income_score: None,
            ended: None,
            same_as: None,
            not_same: BTreeSet::new(),
            help: Box::default(),
            requests: Box::default(),
            moved: Vec::new(),
            versions: Versions::new(),
            history: History::default(),
            registered_by,
            list: None,
            extra: Extra::default(),
        }
    }

    /// Everybody who lives there, the head first.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        std::iter::once(&self.head).chain(self.others.iter().map(|other| &other.member))
    }

    /// In which hamlet it lived at a moment.
    #[must_use]
    pub fn hamlet_at(&self, moment: DateTime<Utc>) -> HamletId {
        hamlet_at(&self.moved, self.hamlet, moment)
    }

    /// Takes up what the office decided. A decision of a later day comes after the one before it; one of the same day
    /// or an earlier one corrects what was entered, and takes the place of all since that day.
    pub(crate) fn decide(&mut self, class: Option<OfficialClass>) {
        if let Some(Value::Array(before)) = self.extra.0.get_mut("classes_before") {
            // Those before have a word in them that this version does not know; it is not the one to sort them.
            before.extend(self.class.iter().flat_map(serde_json::to_value));
        } else if let Some(new) = &class {
            let known = self.classes_before.drain(..).chain(self.class.take());
            self.classes_before = known.filter(|known| known.since < new.since).collect();
        }
        self.class = class;
    }

    /// How many live there.
    #[must_use]
    pub fn size(&self) -> usize {
        1 + self.others.len()
    }
}

/// In which hamlet somebody lived at a moment who moved so and lives in `now`.
#[must_use]
pub fn hamlet_at(moved: &[Moved], now: HamletId, moment: DateTime<Utc>) -> HamletId {
    let then = moved.iter().find(|moved| moment < moved.until);
    then.map_or(now, |moved| moved.from)
}

/// A hamlet in which a household lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub from: HamletId,
    /// Until when, by the server's clock.
    pub until: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_later_decision_follows_and_any_other_corrects() {
        let nil = uuid::Uuid::nil();
        let name = crate::name::PersonName::new("Lê Bưởi").unwrap();
        let head = Member::new(crate::ids::MemberId(nil), name, Sex::Female);
        let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        let mut decide = |class, since: &str| {
            household.decide(Some(OfficialClass {
                class,
                since: since.parse().unwrap(),
                decision: None,
                entry: None,
            }));
            let all = household.classes_before.iter().chain(&household.class);
            all.map(|official| official.class).collect::<Vec<_>>()
        };
        decide(Class::Poor, "2022-01-01");
        let left = decide(Class::Escaped, "2024-01-01");
        assert_eq!(left, [Class::Poor, Class::Escaped]);
        // The same once more, and another one of that day.
        assert_eq!(decide(Class::Escaped, "2024-01-01"), left);
        assert_eq!(
            decide(Class::NearPoor, "2024-01-01"),
            [Class::Poor, Class::NearPoor]
        );
        decide(Class::Escaped, "2024-01-01");
        let again = decide(Class::Poor, "2024-01-02");
        assert_eq!(again, [Class::Poor, Class::Escaped, Class::Poor]);
        assert_eq!(decide(Class::Poor, "2021-12-31"), [Class::Poor]);
        household.decide(None);
        assert_eq!((household.class, household.classes_before), (None, vec![]));
    }

    #[test]
    fn what_a_newer_version_wrote_survives() {
        let text = r#"{"id":"00000000-0000-0000-0000-000000000000","hamlet":"00000000-0000-0000-0000-000000000000","head":{"id":"00000000-0000-0000-0000-000000000000","name":"Lê Bưởi","sex":"female","blood":"O"},"others":[{"id":"00000000-0000-0000-0000-000000000001","name":"Lê An","sex":"male","shoes":39,"relation":"child"}],"dwelling":{"roof":"tile","doors":2},"left":[{"id":"00000000-0000-0000-0000-000000000002","name":"Lê Vy","sex":"female","songs":3,"relation":"sibling","why":"moved"}],"registered_by":"00000000-0000-0000-0000-000000000000","flood_level_cm":40}"#;
        let household: Household = serde_json::from_str(text).unwrap();
        assert_eq!(household.others[0].member.extra.0.len(), 1);
        assert_eq!(serde_json::to_string(&household).unwrap(), text);
    }
}
