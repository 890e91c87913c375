//! A breach of personal data: what happened, what it exposed, who was told of it, and by when the law has them told
//! (Law 91/2025/QH15, Article 23: the authority within 72 hours of the discovery, and the people concerned).

mod exposure;
mod incident;
mod notice;
mod steps;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{BreachId, UserId};
use crate::units::UnitKey;

pub use exposure::{DataKind, Exposed, Exposure, Reach, ReadKind, StoreState};
pub use incident::{Incident, Sent};
pub use notice::{Notice, WITHIN};
pub use steps::{Closing, How, Step, Whom};

/// The most letters of a text that somebody types about a breach.
pub const MOST_LETTERS: usize = 2_000;

/// A breach, from its discovery until it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Which.
    pub id: BreachId,
    /// The unit whose data it is.
    pub unit: UnitKey,
    /// How often something was said of it; 1 when it was opened.
    pub version: u64,
    /// What happened.
    pub incident: Incident,
    /// Since when data lay open, as far as somebody knows.
    pub since: DateTime<Utc>,
    /// When the office learnt of it: the 72 hours run from then.
    pub discovered: DateTime<Utc>,
    /// Who told the office, as it was typed.
    #[serde(default)]
    pub reported_by: String,
    /// Who opened it here, and when.
    pub opened: Mark,
    /// Who was told, in the order in which it was said.
    #[serde(default)]
    pub told: Vec<Told>,
    /// What was done against it.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// What it exposed, as it stood when the authority was told. Until then it is reckoned anew each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Exposure>,
    /// Why nobody has anything to do with it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

/// Who said something here, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: UserId,
}

/// That somebody was told of a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who.
    pub whom: Whom,
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub how: How,
    /// Who wrote it down, and when.
    pub noted: Mark,
}

/// Something that was done against a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What, as it was typed.
    pub text: String,
    /// Who wrote it down, and when.
    pub noted: Mark,
}

/// That a breach was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Why.
    pub why: Closing,
    /// Who closed it, and when.
    pub noted: Mark,
}

/// Why something is not taken of a breach. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BreachError {
    /// It was discovered, or somebody was told of it, later than now.
    #[error("Ngày giờ này còn chưa tới. Xin xem lại.")]
    ToCome,
    /// It was discovered, or somebody was told of it, before it began.
    #[error("Lúc phát hiện hoặc lúc báo không thể trước lúc bắt đầu. Xin xem lại ngày giờ.")]
    BeforeItBegan,
    /// A lost device would be discovered later than it was reported lost: the 72 hours ran by then.
    #[error("Máy này đã được báo mất từ trước. Lúc phát hiện không thể muộn hơn lúc báo mất.")]
    KnownBefore,
    /// An entry of the audit gave out no file with households.
    #[error(
        "Mục này trong nhật ký không phải là tệp đã xuất. Xin xem lại số mục, hoặc chọn thôn, tổ."
    )]
    NoFile,
    /// A text is missing.
    #[error("Ô này còn trống. Xin ghi vài chữ.")]
    Empty,
    /// A text is longer than [`MOST_LETTERS`].
    #[error("Phần ghi dài quá {MOST_LETTERS} chữ. Xin ghi ngắn lại.")]
    TooLong,
    /// It is about no hamlet and no household.
    #[error("Chưa chọn thôn, tổ hoặc hộ nào.")]
    Nobody,
    /// It is closed, or is not.
    #[error("Sự cố này vừa được đóng hoặc mở lại ở nơi khác. Xin tải lại trang.")]
    MovedOn,
    /// It would be closed as seen to, and nobody has told the authority.
    #[error(
        "Chưa ghi việc báo cơ quan có thẩm quyền nên chưa đóng là đã xử lý xong được. Xin ghi lúc báo, hoặc chọn lý do khác."
    )]
    AuthorityNotTold,
}

impl Breach {
    /// Whether the moments, texts and places of a breach that is being opened can be.
    ///
    /// # Errors
    /// What cannot.
    pub fn opened(self) -> Result<Self, BreachError> {
        if self.discovered > self.opened.at {
            return Err(BreachError::ToCome);
        }
        if self.discovered < self.since {
            return Err(BreachError::BeforeItBegan);
        }
        if self.reported_by.chars().count() > MOST_LETTERS {
            return Err(BreachError::TooLong);
        }
        if self.incident.is_about_nobody() {
            return Err(BreachError::Nobody);
        }
        Ok(self)
    }

    /// When the authority is to have been told.
    #[must_use]
    pub fn deadline(&self) -> DateTime<Utc> {
        self.discovered + WITHIN
    }

    /// When the authority was told first.
    #[must_use]
    pub fn authority_told(&self) -> Option<DateTime<Utc>> {
        let told = self.told.iter();
        let told = told.filter(|told| told.whom == Whom::Authority {});
        told.map(|told| told.at).min()
    }
}
