//! Why somebody opened a household out of turn: one of these, and no words of their own, which nobody could ever delete
//! from a chain.

use dong_hanh_domain::Both;
use serde::{Deserialize, Serialize};

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The household asked for something.
    HouseholdAsked,
    /// Somebody is about to visit it.
    PreparingVisit,
    /// What was reported of it is looked at again.
    CheckingReport,
    /// Something in its record is wrong.
    Correcting,
    /// Somebody has complained, or said that something is not right.
    Complaint,
    /// A higher office asks.
    OfficeAsked,
    /// Somebody asks for their rights over their data.
    RightsRequest,
    /// Something else.
    Other,
}

impl Why {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::HouseholdAsked,
        Self::PreparingVisit,
        Self::CheckingReport,
        Self::Correcting,
        Self::Complaint,
        Self::OfficeAsked,
        Self::RightsRequest,
        Self::Other,
    ];

    /// How it is written in an entry.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HouseholdAsked => "household_asked",
            Self::PreparingVisit => "preparing_visit",
            Self::CheckingReport => "checking_report",
            Self::Correcting => "correcting",
            Self::Complaint => "complaint",
            Self::OfficeAsked => "office_asked",
            Self::RightsRequest => "rights_request",
            Self::Other => "other",
        }
    }

    /// The reason that is written so.
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// How it is said.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::HouseholdAsked => Both::new("hộ hỏi hoặc nhờ", "the household asked"),
            Self::PreparingVisit => Both::new("chuẩn bị đi thăm", "preparing a visit"),
            Self::CheckingReport => Both::new("kiểm tra lại báo cáo", "checking a report"),
            Self::Correcting => Both::new("sửa thông tin sai", "correcting what is wrong"),
            Self::Complaint => Both::new("có phản ánh, khiếu nại", "a complaint"),
            Self::OfficeAsked => Both::new("cấp trên hỏi", "a higher office asked"),
            Self::RightsRequest => Both::new(
                "giải quyết yêu cầu về dữ liệu cá nhân",
                "a request about personal data",
            ),
            Self::Other => Both::new("lý do khác", "another reason"),
        }
    }
}
