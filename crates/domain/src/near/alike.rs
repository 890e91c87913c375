//! What two households have in common.

use crate::both::Both;

/// One thing that two households have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// They are called by the same number.
    Phone,
    /// The office's list has them under one code.
    Code,
    /// Their heads bear the same name, marks aside.
    Name,
    /// The head of one lives in the other.
    Member,
    /// The names of their heads are a letter or a word apart.
    NearName,
    /// Their heads were born on the same day.
    BirthDay,
    /// Their heads were born in the same year.
    BirthYear,
    /// The years of birth of their heads are one apart, or their digits swapped.
    NearBirth,
    /// Two or more others of one name live in both.
    People,
    /// They live in the same hamlet.
    Hamlet,
    /// They live at the same address of the same hamlet.
    Address,
}

impl Alike {
    /// How much it weighs.
    #[must_use]
    pub fn points(self) -> i8 {
        match self {
            Self::Phone | Self::Code => 5,
            Self::Name => 4,
            Self::Member | Self::BirthDay => 3,
            Self::NearName | Self::BirthYear | Self::Hamlet | Self::People => 2,
            Self::NearBirth | Self::Address => 1,
        }
    }

    /// In words, as a part of a list.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Phone => Both::new("cùng số điện thoại", "the same telephone number"),
            Self::Code => Both::new("cùng mã hộ", "the same household code"),
            Self::Name => Both::new("cùng tên chủ hộ", "a head of the same name"),
            Self::Member => Both::new(
                "trong nhà có người cùng tên",
                "somebody of this name lives there",
            ),
            Self::NearName => Both::new("tên chủ hộ gần giống", "a head of nearly the same name"),
            Self::BirthDay => Both::new("cùng ngày sinh", "the same date of birth"),
            Self::BirthYear => Both::new("cùng năm sinh", "the same year of birth"),
            Self::NearBirth => Both::new("năm sinh gần nhau", "nearly the same year of birth"),
            Self::People => Both::new(
                "trong nhà có nhiều người cùng tên",
                "several people of the same names",
            ),
            Self::Hamlet => Both::new("cùng thôn, tổ", "the same hamlet"),
            Self::Address => Both::new("cùng địa chỉ", "the same address"),
        }
    }
}
