//! Help in words, the same on every screen.

use super::{CommitmentState, Gift, NeedState};
use crate::both::Both;
use crate::following::{Commitment, Kept, written};
use crate::household::Word;
use crate::self_check::sentence::grouped;

/// An amount of money: `60.000.000 đ`.
#[must_use]
pub fn money(dong: u64) -> Both<String> {
    let Both { vi, en } = grouped(dong);
    Both::new(vi + " đ", en + " đ")
}

impl Gift {
    /// What it is worth, and what it was: `60.000.000 đ, tôn và xi măng`. Empty where nobody knows.
    #[must_use]
    pub fn worth(&self) -> Both<String> {
        let goods = self.goods.trim();
        let Some(dong) = self.dong else {
            return Both::new(goods, goods).owned();
        };
        let Both { mut vi, mut en } = money(dong);
        for text in [&mut vi, &mut en] {
            if !goods.is_empty() {
                *text += ", ";
                *text += goods;
            }
        }
        Both::new(vi, en)
    }

    /// Whose it is: the name that was written down, or else what kind of giver. Empty where nobody knows.
    #[must_use]
    pub fn whose(&self) -> Both<&str> {
        match (self.from.trim(), self.giver) {
            ("", Some(giver)) => giver.both(),
            (from, _) => Both::new(from, from),
        }
    }

    /// All of it in a line: `nhà ở: 60.000.000 đ – Quỹ Vì người nghèo`.
    #[must_use]
    pub fn both(&self) -> Both<String> {
        let (kind, worth, whose) = (self.kind.both(), self.worth(), self.whose());
        let line = |kind: &str, worth: &str, whose: &str| {
            let mut line = kind.to_owned();
            for (before, part) in [
                (": ", worth),
                (" – ", whose),
                (" – ", self.programme.trim()),
            ] {
                if !part.is_empty() {
                    line += before;
                    line += part;
                }
            }
            line
        };
        Both::new(
            line(kind.vi, &worth.vi, whose.vi),
            line(kind.en, &worth.en, whose.en),
        )
    }
}

fn on(vi: &str, en: &str, day: chrono::NaiveDate) -> Both<String> {
    let day = written(day);
    Both::new(format!("{vi} {day}"), format!("{en} {day}"))
}

impl NeedState {
    /// What has become of it.
    #[must_use]
    pub fn both(self) -> Both<String> {
        match self {
            Self::Open => Both::new("đang chờ", "waiting").owned(),
            Self::Met { on: day, .. } => on("đã đáp ứng ngày", "met on", day),
            Self::Over { on: day, .. } => on("không còn cần từ", "needed no more since", day),
        }
    }
}

impl CommitmentState {
    /// What was said of it.
    #[must_use]
    pub fn both(self) -> Both<String> {
        match self {
            Self::Open => Both::new("chưa làm", "not done yet").owned(),
            Self::Kept { on: day } => on("đã làm ngày", "kept on", day),
            Self::Withdrawn { on: day } => on("không hứa nữa từ", "withdrawn on", day),
            Self::Missing { on: day } => {
                on("chưa đến khi hỏi ngày", "not there when asked on", day)
            }
            Self::Moved { due } => on("hẹn lại đến", "moved to", due),
        }
    }
}

impl Commitment {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: chrono::NaiveDate) -> Both<String> {
        match (self.kept, self.due) {
            (Kept::Yes { on: day }, _) => CommitmentState::Kept { on: day }.both(),
            (Kept::Withdrawn { on: day }, _) => CommitmentState::Withdrawn { on: day }.both(),
            (kept, due) => {
                let Both { mut vi, mut en } = match (due, self.overdue_on(today)) {
                    (None, _) => Both::new("chưa hẹn ngày", "no day was named").owned(),
                    (Some(due), Some(days)) => Both::new(
                        format!("quá hẹn {days} ngày, hẹn {}", written(due)),
                        format!("{days} days overdue, due {}", written(due)),
                    ),
                    (Some(due), None) => on("hẹn ngày", "due", due),
                };
                if let Kept::No { on } = kept {
                    let asked = CommitmentState::Missing { on }.both();
                    vi = format!("{vi}, {}", asked.vi);
                    en = format!("{en}, {}", asked.en);
                }
                Both::new(vi, en)
            }
        }
    }
}
