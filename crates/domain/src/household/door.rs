//! What of a household goes to the phones of those who come to the door (SPEC.md S8.17).
//!
//! Ethnicity stands in requests for a review (Mẫu 01 of Decision 24/2021/QĐ-TTg) and in the office's lists, and is
//! sensitive (Law 91/2025/QH15, Decree 356/2025/NĐ-CP): no visit needs it, so no volunteer's phone has it.

use super::{Household, Member};
use crate::fact::FactKey;
use crate::people::RoleKind;

/// As it is written in a person's record.
const WRITTEN: &str = "ethnicity";

impl RoleKind {
    /// Whether somebody of this role has a purpose for a fact. Of one that a newer version knows nobody here can tell.
    #[must_use]
    pub fn needs(self, fact: &FactKey) -> bool {
        fact.purpose().is_none_or(|purpose| purpose.is_of(self))
    }

    /// Whether the text of a household may have something in it that somebody of this role has no purpose for: a quick
    /// look, so that the others need not be read.
    #[must_use]
    pub fn may_need_less_than(self, text: &str) -> bool {
        // In a person it is a field, in what was before it is named so; who said it is no reason.
        self != Self::CommuneOfficer
            && [r#""ethnicity":"#, r#""of":"ethnicity""#]
                .iter()
                .any(|written| text.contains(written))
    }
}

impl Household {
    /// It, as somebody of a role is given it. Who said that last stays, for whoever says that a person is gone has to have seen
    /// it (SPEC.md S7.5); what they said does not.
    #[must_use]
    pub fn as_given_to(mut self, role: RoleKind) -> Self {
        if role == RoleKind::CommuneOfficer {
            return self;
        }
        let others = self.others.iter_mut().map(|other| &mut other.member);
        let left = self.left.iter_mut().map(|left| &mut left.who.member);
        for member in others.chain(left).chain([&mut self.head]) {
            member.keep_for_visits();
        }
        self.history.retain(|fact| role.needs(fact));
        self
    }
}

impl Member {
    fn keep_for_visits(&mut self) {
        self.ethnicity = None;
        self.extra.0.remove(WRITTEN);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    /// Somebody who lives there, somebody who left, one whose ethnicity a newer version names, and what it was before.
    fn household() -> Household {
        let id = |number: u8| format!("00000000-0000-0000-0000-0000000000{number:02}");
        let said = |number: u8| json!({"operation": id(number), "by": id(2), "at": "2026-11-24T03:00:00Z"});
        let ethnicity = format!("member:{}:ethnicity", id(3));
        let was = |of: &str, value| json!({"was": {"fact": "member", "is": {"member": id(3), "of": of, "value": value}}});
        let household = json!({
            "id": id(1), "hamlet": id(1), "registered_by": id(2),
            "head": {"id": id(3), "name": "Hồ Thị Bông", "sex": "female", "ethnicity": "ta_oi", "insured": true},
            "others": [{"id": id(4), "name": "Hồ Văn An", "sex": "male", "relation": "child", "ethnicity": "of_the_future"}],
            "left": [{"id": id(5), "name": "Hồ Văn Em", "sex": "male", "relation": "child", "why": "moved", "ethnicity": "kinh"}],
            "versions": {ethnicity: said(6)},
            "history": [was("ethnicity", "kinh"), was("ethnicity", "of_the_future"), was("occupation", "bán rau")],
        });
        serde_json::from_value(household).unwrap()
    }

    #[test]
    fn s8_17_what_no_visit_needs_is_not_in_what_phones_get() {
        let household = household();
        let all = serde_json::to_string(&household).unwrap();
        let (volunteer, officer) = (RoleKind::Volunteer, RoleKind::CommuneOfficer);
        assert!(volunteer.may_need_less_than(&all) && !officer.may_need_less_than(&all));
        assert_eq!(household.clone().as_given_to(officer), household);
        let given = household.clone().as_given_to(volunteer);
        let text = serde_json::to_string(&given).unwrap();
        for value in ["ta_oi", "kinh", "of_the_future"] {
            assert!(all.contains(value) && !text.contains(value), "{value}");
        }
        assert_eq!(given.head.insured, Some(true));
        assert_eq!(given.history.iter().count(), 1);
        assert_eq!(given.versions, household.versions);
        assert!(text.contains(WRITTEN) && !volunteer.may_need_less_than(&text));
        assert_eq!(given.clone().as_given_to(volunteer), given);
        for [field, of] in [["head", "ta_oi"], ["history", "kinh"]] {
            let mut one = household.clone().as_given_to(volunteer);
            match field {
                "head" => one.head = household.head.clone(),
                _ => one.history = household.history.clone(),
            }
            let text = serde_json::to_string(&one).unwrap();
            assert!(
                text.contains(of) && volunteer.may_need_less_than(&text),
                "{field}"
            );
        }
    }
}
