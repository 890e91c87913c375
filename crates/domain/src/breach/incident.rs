//! What happened: each kind with what it is about, from which follows what it exposed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::both::Both;
use crate::ids::{DeviceId, HamletId, ListId, UserId};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Incident {
    /// A phone was lost or stolen.
    LostDevice {
        /// Whose.
        user: UserId,
        /// Which.
        device: DeviceId,
    },
    /// Somebody else used an account.
    AccountUsed {
        /// Whose.
        user: UserId,
        /// On which device, or the one from which a token was copied, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        device: Option<DeviceId>,
    },
    /// A file or a list came to somebody whom it was not for.
    WrongRecipient {
        /// What it was.
        sent: Sent,
    },
    /// A file with what a phone had not sent was lost. It is sealed for the office.
    HandoverLost {
        /// Whose work it holds.
        user: UserId,
    },
    /// The server, its database or a backup was stolen or read.
    ServerStolen {},
    /// Something on paper was lost or seen.
    Paper {
        /// Of which hamlets.
        hamlets: BTreeSet<HamletId>,
    },
    /// Something else.
    Other {
        /// In which hamlets.
        hamlets: BTreeSet<HamletId>,
    },
}

/// What came to a wrong recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Sent {
    /// A list from Excel, or what of it was not taken.
    List {
        /// Which.
        list: ListId,
    },
    /// Something of these hamlets.
    Hamlets {
        /// Which.
        hamlets: BTreeSet<HamletId>,
    },
    /// What was taken out by an entry of the audit.
    Entry {
        /// Its number.
        entry: u64,
    },
}

impl Incident {
    /// Whether nobody can be concerned by it.
    #[must_use]
    pub fn is_about_nobody(&self) -> bool {
        match self {
            Self::WrongRecipient {
                sent: Sent::Hamlets { hamlets },
            }
            | Self::Paper { hamlets }
            | Self::Other { hamlets } => hamlets.is_empty(),
            Self::WrongRecipient { .. }
            | Self::LostDevice { .. }
            | Self::AccountUsed { .. }
            | Self::HandoverLost { .. }
            | Self::ServerStolen {} => false,
        }
    }

    /// The person whose device, account or file it is about.
    #[must_use]
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::LostDevice { user, .. }
            | Self::AccountUsed { user, .. }
            | Self::HandoverLost { user } => Some(*user),
            _ => None,
        }
    }

    /// The device that it is about.
    #[must_use]
    pub fn device(&self) -> Option<DeviceId> {
        match self {
            Self::LostDevice { device, .. } => Some(*device),
            Self::AccountUsed { device, .. } => *device,
            _ => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn both(&self) -> Both<&'static str> {
        match self {
            Self::LostDevice { .. } => Both::new("Mất hoặc bị lấy máy", "A phone lost or stolen"),
            Self::AccountUsed { .. } => Both::new(
                "Tài khoản bị người khác dùng",
                "An account used by somebody else",
            ),
            Self::WrongRecipient { .. } => Both::new(
                "Gửi nhầm tệp hoặc danh sách",
                "A file or list sent to the wrong person",
            ),
            Self::HandoverLost { .. } => {
                Both::new("Mất tệp bàn giao", "A hand-over file that was lost")
            }
            Self::ServerStolen {} => Both::new(
                "Mất máy chủ hoặc bản sao lưu",
                "The server or a backup stolen",
            ),
            Self::Paper { .. } => Both::new("Mất giấy tờ", "Paper that was lost or seen"),
            Self::Other { .. } => Both::new("Sự cố khác", "Something else"),
        }
    }
}
