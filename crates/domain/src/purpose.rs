//! For what something about a family is known, by which right, and how carefully it has to be kept.
//!
//! The law wants a specific purpose for each kind of data, known before it is collected (Law 91/2025/QH15); nothing is
//! kept in reserve.

use crate::both::Both;
use crate::household::fact;
use crate::people::RoleKind;

fact! {
    /// What it is known for.
    Purpose {
        /// Nhận ra hộ.
        Register "register" = "nhận ra đúng hộ, đúng người" / "to know which family and whom it is",
        /// Liên hệ.
        Contact "contact" = "tìm đến và liên hệ với gia đình" / "to find and reach the family",
        /// Hiểu hoàn cảnh.
        Lacks "lacks" = "biết gia đình còn thiếu gì" / "to know what the family lacks",
        /// Giúp đỡ.
        Help "help" = "giúp gia đình và theo dõi lời hứa đến khi làm xong" / "to help, and to follow what was promised until it is done",
        /// Đề nghị rà soát.
        Review "review" = "làm đề nghị rà soát hộ nghèo, việc của văn phòng" / "for requests for the poverty review, which the office makes",
        /// Bằng chứng.
        Proof "proof" = "chứng minh gia đình đã đồng ý" / "to prove that the family agreed",
        /// Yêu cầu về dữ liệu.
        Rights "rights" = "làm điều gia đình yêu cầu về dữ liệu của mình" / "to do what the family asks for about its data",
    }
}

/// How carefully it has to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// Personal data as any other.
    Basic,
    /// Ethnicity, health, and where exactly a home lies (Law 91/2025/QH15, Decree 356/2025/NĐ-CP).
    Sensitive,
}

impl Purpose {
    /// By which right it is known.
    #[must_use]
    pub const fn ground(self) -> Both<&'static str> {
        match self {
            Self::Review => Both::new(
                "việc của cơ quan nhà nước theo Quyết định 24/2021/QĐ-TTg",
                "the state's own task by Decision 24/2021/QĐ-TTg",
            ),
            Self::Register => Both::new(
                "sự đồng ý của gia đình, hoặc danh sách mà xã, phường giữ theo Quyết định 24/2021/QĐ-TTg",
                "the family's consent, or the list that the commune keeps by Decision 24/2021/QĐ-TTg",
            ),
            Self::Proof => Both::new(
                "nghĩa vụ giữ bằng chứng theo Luật 91/2025/QH15",
                "the duty to keep proof by Law 91/2025/QH15",
            ),
            Self::Rights => Both::new(
                "nghĩa vụ trả lời và thực hiện theo Luật 91/2025/QH15",
                "the duty to answer and to carry out by Law 91/2025/QH15",
            ),
            Self::Contact | Self::Lacks | Self::Help => Both::new(
                "sự đồng ý của gia đình theo Luật 91/2025/QH15",
                "the family's consent by Law 91/2025/QH15",
            ),
        }
    }

    /// Whether somebody of a role works for it. A request for a review is made at the commune's office and nowhere else.
    #[must_use]
    pub const fn is_of(self, role: RoleKind) -> bool {
        matches!(role, RoleKind::CommuneOfficer) || !matches!(self, Self::Review)
    }
}

impl Sensitivity {
    /// Whether it is of the kind that needs extra care.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        self == Self::Sensitive
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fact::{FactKey, MemberKey};
    use crate::household::{Counted, Word as _};
    use crate::ids::MemberId;

    const ROLES: [RoleKind; 4] = [
        RoleKind::Volunteer,
        RoleKind::CommuneOfficer,
        RoleKind::CityOfficer,
        RoleKind::Administrator,
    ];

    #[test]
    fn s18_8_who_is_given_a_fact_follows_from_its_purpose() {
        let somebody = MemberId(uuid::Uuid::nil());
        let of_them = [MemberKey::Ethnicity, MemberKey::Disability, MemberKey::Name];
        let of_them = of_them.map(|key| FactKey::Member(somebody, key));
        let of_house = FactKey::OF_DWELLING.into_iter().chain(FactKey::counts());
        for key in of_house.chain(of_them).chain([FactKey::Place]) {
            let purpose = key.purpose().unwrap();
            for role in ROLES {
                let is_of_office = purpose == Purpose::Review;
                let expected = role == RoleKind::CommuneOfficer || !is_of_office;
                assert_eq!(role.needs(&key), expected, "{key} {role:?}");
            }
        }
        let ethnicity = FactKey::Member(somebody, MemberKey::Ethnicity);
        assert_eq!(ethnicity.purpose(), Some(Purpose::Review));
    }

    #[test]
    fn every_purpose_has_a_ground_and_health_is_sensitive() {
        for purpose in Purpose::ALL {
            let ground = purpose.ground();
            assert!(
                !ground.vi.is_empty() && !ground.en.is_empty(),
                "{}",
                purpose.code()
            );
        }
        assert!(
            FactKey::Count(Counted::MalnourishedChildren)
                .sensitivity()
                .is_sensitive()
        );
        assert!(!FactKey::Roof.sensitivity().is_sensitive());
    }
}
