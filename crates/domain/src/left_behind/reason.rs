//! Why a household is left behind, and the sentence that says so.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::both::Both;
use crate::following::{days_between, written};
use crate::help::Promiser;
use crate::household::{Class, Word};
use crate::ids::{UserId, VisitId};

/// Why a household is left behind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It needs something now.
    Urgent {
        /// What.
        what: String,
        /// The day on which it was told.
        since: NaiveDate,
    },
    /// A promise was not kept in time.
    PromiseOverdue {
        /// What was promised.
        what: String,
        /// Who promised.
        by: Option<Promiser>,
        /// The name of whoever promised, where it was written down.
        who: String,
        /// The last day on which it would have been in time.
        due: NaiveDate,
        /// Somebody has come since it was made, and wrote nothing of it.
        is_untold: bool,
    },
    /// It had left poverty, is poor again, and nothing has arrived since.
    FellBack {
        /// The day of the decision.
        since: NaiveDate,
    },
    /// Nobody of it was met since it was listed.
    NeverVisited {
        /// The day on which it was listed, where that is known.
        listed: Option<NaiveDate>,
        /// How often somebody came and met nobody.
        in_vain: usize,
    },
    /// Nobody of it was met for longer than the commune wants.
    NotVisited {
        /// The day of the last visit on which somebody was met.
        last: NaiveDate,
        /// At most so many days should be between two visits.
        every: u16,
        /// Its class, by which that is.
        class: Option<Class>,
        /// How often somebody has come since then and met nobody.
        in_vain: usize,
    },
    /// The office sent a visit back, and nobody has amended it.
    Returned {
        /// Which.
        visit: VisitId,
        /// Who came, and is to amend it.
        author: UserId,
        /// When it was sent back.
        on: NaiveDate,
    },
}

/// A kind of reason; the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// [`Reason::Urgent`].
    Urgent,
    /// [`Reason::PromiseOverdue`].
    PromiseOverdue,
    /// [`Reason::FellBack`].
    FellBack,
    /// [`Reason::NeverVisited`].
    NeverVisited,
    /// [`Reason::NotVisited`].
    NotVisited,
    /// [`Reason::Returned`].
    Returned,
}

impl ReasonKind {
    /// Every kind, the most urgent first.
    pub const ALL: [Self; 6] = [
        Self::Urgent,
        Self::PromiseOverdue,
        Self::FellBack,
        Self::NeverVisited,
        Self::NotVisited,
        Self::Returned,
    ];

    /// How it is called in a list of kinds.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Urgent => Both::new("Cần gấp", "Urgent need"),
            Self::PromiseOverdue => Both::new("Cam kết quá hẹn", "Promise overdue"),
            Self::FellBack => Both::new("Tái nghèo", "Fell back into poverty"),
            Self::NeverVisited => Both::new("Chưa thăm lần nào", "Never visited"),
            Self::NotVisited => Both::new("Lâu chưa thăm", "Not visited for long"),
            Self::Returned => Both::new("Lượt thăm bị trả lại", "Visit sent back"),
        }
    }

    /// How it is written in an address or a file: `promise_overdue`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::PromiseOverdue => "promise_overdue",
            Self::FellBack => "fell_back",
            Self::NeverVisited => "never_visited",
            Self::NotVisited => "not_visited",
            Self::Returned => "returned",
        }
    }

    /// The kind that is written so.
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The smaller, the more urgent. Whoever was never visited and whoever was not for long wait for the same.
    pub(crate) fn urgency(self) -> u8 {
        match self {
            Self::Urgent => 0,
            Self::PromiseOverdue => 1,
            Self::FellBack => 2,
            Self::NeverVisited | Self::NotVisited => 3,
            Self::Returned => 4,
        }
    }
}

impl Reason {
    /// What kind of reason it is.
    #[must_use]
    pub fn kind(&self) -> ReasonKind {
        match self {
            Self::Urgent { .. } => ReasonKind::Urgent,
            Self::PromiseOverdue { .. } => ReasonKind::PromiseOverdue,
            Self::FellBack { .. } => ReasonKind::FellBack,
            Self::NeverVisited { .. } => ReasonKind::NeverVisited,
            Self::NotVisited { .. } => ReasonKind::NotVisited,
            Self::Returned { .. } => ReasonKind::Returned,
        }
    }

    /// For how many days it has been so; for whoever was never visited as if for ever.
    #[must_use]
    pub fn waiting(&self, today: NaiveDate) -> u32 {
        match self {
            Self::NeverVisited { .. } => u32::MAX,
            Self::Urgent { since: day, .. }
            | Self::PromiseOverdue { due: day, .. }
            | Self::FellBack { since: day }
            | Self::NotVisited { last: day, .. }
            | Self::Returned { on: day, .. } => days_between(*day, today),
        }
    }

    /// The sentence, without a full stop.
    #[must_use]
    pub fn both(&self, today: NaiveDate) -> Both<String> {
        let days = self.waiting(today);
        let (vi, en) = match self {
            Self::Urgent { what, .. } => match days {
                0 => (
                    format!("Cần gấp từ hôm nay: {what}"),
                    format!("Urgent since today: {what}"),
                ),
                _ => (
                    format!("Cần gấp từ {days} ngày nay: {what}"),
                    format!("Urgent for {}: {what}", counted(days)),
                ),
            },
            Self::PromiseOverdue {
                what, is_untold, ..
            } => {
                let (vi, en) = match is_untold {
                    true => (
                        ", lần thăm sau chưa ghi kết quả",
                        ", a later visit wrote nothing of it",
                    ),
                    false => ("", ""),
                };
                (
                    format!("Cam kết quá hẹn {days} ngày{vi}: {what}"),
                    format!("Promise overdue by {}{en}: {what}", counted(days)),
                )
            }
            Self::FellBack { since } => (
                format!("Tái nghèo từ {}, chưa có hỗ trợ nào", month(*since)),
                format!("Poor again since {}, no support yet", month(*since)),
            ),
            Self::NeverVisited { listed, in_vain } => {
                let (vi, en) = tried(*in_vain);
                match listed {
                    None => (
                        format!("Chưa thăm lần nào{vi}"),
                        format!("Never visited{en}"),
                    ),
                    Some(day) => (
                        format!(
                            "Chưa thăm lần nào từ khi có tên trong danh sách ngày {}{vi}",
                            written(*day)
                        ),
                        format!("Never visited since it was listed on {}{en}", written(*day)),
                    ),
                }
            }
            Self::NotVisited {
                every,
                class,
                in_vain,
                ..
            } => {
                let (whose, kind) = should_be(*class);
                let (vi, en) = tried(*in_vain);
                (
                    format!("{days} ngày chưa thăm{vi}, {whose} nên thăm {every} ngày một lần"),
                    format!(
                        "Not visited for {}{en}; {kind} should be every {every} days",
                        counted(days)
                    ),
                )
            }
            Self::Returned { .. } => match days {
                0 => (
                    "Lượt thăm bị trả lại hôm nay, chưa sửa".to_owned(),
                    "Visit sent back today, not amended yet".to_owned(),
                ),
                _ => (
                    format!("Lượt thăm đã bị trả lại {days} ngày, chưa sửa"),
                    format!("Visit sent back {} ago, not amended yet", counted(days)),
                ),
            },
        };
        Both::new(vi, en)
    }
}

/// Whose interval it is.
fn should_be(class: Option<Class>) -> (String, String) {
    match class.map(Word::both) {
        Some(class) => (class.vi.to_owned(), format!("a {}", class.en)),
        None => ("hộ này".to_owned(), "it".to_owned()),
    }
}

/// That somebody came and met nobody.
fn tried(in_vain: usize) -> (String, String) {
    match in_vain {
        0 => Default::default(),
        1 => (
            ", đã đến 1 lần không gặp ai".to_owned(),
            ", one try met nobody".to_owned(),
        ),
        _ => (
            format!(", đã đến {in_vain} lần không gặp ai"),
            format!(", {in_vain} tries met nobody"),
        ),
    }
}

fn counted(days: u32) -> String {
    match days {
        1 => "1 day".to_owned(),
        _ => format!("{days} days"),
    }
}

/// `12/2025`.
fn month(day: NaiveDate) -> String {
    format!("{:02}/{}", day.month(), day.year())
}
