//! What is wrong or odd in a list: where it stands, and in words what to do.

use chrono::NaiveDate;
use dong_hanh_domain::near::Alike;
use dong_hanh_domain::{Both, NameError};
use dong_hanh_workbook::letters;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// Something at a place of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The row, as Excel counts.
    pub row: u32,
    /// The column, from 0, where it is about one.
    pub column: Option<u32>,
    /// What.
    pub trouble: Trouble,
}

/// What it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// A row says something of nobody.
    NoName,
    /// A name is none.
    BadName(NameError),
    /// Nobody can tell whether somebody is a man or a woman.
    NoSex,
    /// The name alone says it.
    GuessedSex,
    /// Neither a day nor a year.
    BadBirth(String),
    /// Excel may have taken the month for the day.
    Turned {
        /// As Excel has it.
        read: NaiveDate,
        /// As it may have been meant.
        other: NaiveDate,
    },
    /// No hamlet is said.
    NoHamlet,
    /// The unit has none that is called so.
    UnknownHamlet(String),
    /// The day of the decision on the class is not known.
    NoSince,
    /// It is no day.
    BadSince(String),
    /// A word that the record has no place for; the rest is taken.
    UnknownWord(String),
    /// A number that is none; the rest is taken.
    NoNumber(String),
    /// A text that is longer than such texts are; the rest is taken.
    TooLong,
    /// A formula that failed; the rest is taken.
    Formula(String),
    /// Somebody is said to be malnourished who is no child; the rest is taken.
    NoChild,
    /// Nobody is the head.
    NoHead,
    /// A second head in one household.
    SecondHead,
    /// The household stands in the list twice.
    Twice {
        /// Where the first time.
        first: u32,
    },
    /// The record has several that it could be.
    Several {
        /// How many.
        count: usize,
    },
    /// The record has the code for other people.
    OtherPeople {
        /// Their head.
        head: String,
    },
    /// Two rows are of one household of the record.
    SameRecord {
        /// The other row.
        first: u32,
    },
    /// Zeros were put back in front of a code.
    Padded(String),
    /// The list has another number of people than it says.
    Size {
        /// What it says.
        said: u32,
        /// How many it has.
        listed: usize,
    },
    /// A household of the record may be the same.
    MayBe {
        /// Its head.
        head: String,
        /// Where it lives.
        hamlet: String,
        /// What speaks for it.
        reasons: Vec<Alike>,
    },
    /// The record has somebody whom the list does not have; they stay.
    NotListed {
        /// Who.
        name: String,
    },
    /// Somebody of the list has left, as the record has it.
    Left {
        /// Who.
        name: String,
    },
    /// The office has said that the household is not there any more.
    Ended,
    /// The record has a later decision on the class, which stays.
    Older,
    /// What can hardly be.
    Odd {
        /// In words.
        words: Both<String>,
        /// Whether nobody would take it.
        is_wrong: bool,
    },
    /// More than can be taken at once.
    TooMany,
}

impl Problem {
    /// One at a row.
    #[must_use]
    pub fn at_row(row: u32, trouble: Trouble) -> Self {
        Self {
            row,
            column: None,
            trouble,
        }
    }

    /// One at a cell.
    #[must_use]
    pub fn at(row: u32, column: u32, trouble: Trouble) -> Self {
        Self {
            column: Some(column),
            ..Self::at_row(row, trouble)
        }
    }
}

impl Trouble {
    /// Whether the household is not taken; otherwise it is worth a look.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::NoName
            | Self::BadName(_)
            | Self::NoSex
            | Self::BadBirth(_)
            | Self::NoHamlet
            | Self::UnknownHamlet(_)
            | Self::NoSince
            | Self::BadSince(_)
            | Self::NoHead
            | Self::SecondHead
            | Self::Twice { .. }
            | Self::Several { .. }
            | Self::OtherPeople { .. }
            | Self::SameRecord { .. }
            | Self::TooMany => true,
            Self::GuessedSex
            | Self::Turned { .. }
            | Self::UnknownWord(_)
            | Self::NoNumber(_)
            | Self::TooLong
            | Self::Formula(_)
            | Self::NoChild
            | Self::Padded(_)
            | Self::Size { .. }
            | Self::MayBe { .. }
            | Self::NotListed { .. }
            | Self::Left { .. }
            | Self::Ended
            | Self::Older => false,
            Self::Odd { is_wrong, .. } => *is_wrong,
        }
    }

    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::BadName(_) => "bad-name",
            Self::NoSex => "no-sex",
            Self::GuessedSex => "guessed-sex",
            Self::BadBirth(_) => "bad-birth",
            Self::Turned { .. } => "turned",
            Self::NoHamlet => "no-hamlet",
            Self::UnknownHamlet(_) => "unknown-hamlet",
            Self::NoSince => "no-since",
            Self::BadSince(_) => "bad-since",
            Self::UnknownWord(_) => "unknown-word",
            Self::NoNumber(_) => "no-number",
            Self::TooLong => "too-long",
            Self::Formula(_) => "formula",
            Self::NoChild => "no-child",
            Self::NoHead => "no-head",
            Self::SecondHead => "second-head",
            Self::Twice { .. } => "twice",
            Self::Several { .. } => "several",
            Self::OtherPeople { .. } => "other-people",
            Self::SameRecord { .. } => "same-record",
            Self::Padded(_) => "padded",
            Self::Size { .. } => "size",
            Self::MayBe { .. } => "may-be",
            Self::NotListed { .. } => "not-listed",
            Self::Left { .. } => "left",
            Self::Ended => "ended",
            Self::Older => "older",
            Self::Odd { .. } => "odd",
            Self::TooMany => "too-many",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn both(&self) -> Both<String> {
        match self {
            Self::NoName => say("Dòng này chưa có họ tên.", "This row has no name."),
            Self::BadName(NameError::Empty) => say("Chưa có họ tên.", "There is no name."),
            Self::BadName(NameError::TooLong) => say(
                "Họ tên quá dài. Có ghi nhầm cột không?",
                "The name is too long. Is it the right column?",
            ),
            Self::NoSex => say(
                "Chưa biết nam hay nữ. Xin ghi giới tính.",
                "The sex is not known. Please write it down.",
            ),
            Self::GuessedSex => say(
                "Giới tính đoán theo tên đệm. Xin xem lại.",
                "The sex is guessed by the name. Please check.",
            ),
            Self::BadBirth(text) => Both::new(
                format!("«{text}» không phải ngày hay năm sinh."),
                format!("“{text}” is no day or year of birth."),
            ),
            Self::Turned { read, other } => {
                let [read, other] = [read, other].map(|day| day.format("%d/%m/%Y"));
                Both::new(
                    format!(
                        "Excel giữ ô này là ngày {read}. Có thể ngày và tháng bị đảo, đúng ra là {other}. Xin xem lại."
                    ),
                    format!(
                        "Excel keeps this cell as {read}. Day and month may have been swapped, and {other} be meant. Please check."
                    ),
                )
            }
            Self::NoHamlet => say("Chưa biết hộ ở thôn, tổ nào.", "The hamlet is not known."),
            Self::UnknownHamlet(text) => Both::new(
                format!("Xã, phường không có thôn, tổ «{text}»."),
                format!("The unit has no hamlet “{text}”."),
            ),
            Self::NoSince => say(
                "Có phân loại hộ nhưng chưa có ngày quyết định. Xin ghi một ngày chung cho cả danh sách.",
                "There is a class, but no day of its decision. Please give one day for the whole list.",
            ),
            Self::BadSince(text) => Both::new(
                format!("«{text}» không phải ngày quyết định."),
                format!("“{text}” is no day of a decision."),
            ),
            Self::UnknownWord(text) => Both::new(
                format!("«{text}»: chưa hiểu, nên không ghi điều này."),
                format!("“{text}” is not understood, so it is left out."),
            ),
            Self::NoNumber(text) => Both::new(
                format!("«{text}» không phải số, nên không ghi điều này."),
                format!("“{text}” is no number, so it is left out."),
            ),
            Self::TooLong => say(
                "Chữ trong ô quá dài, nên không ghi điều này.",
                "The text is too long, so it is left out.",
            ),
            Self::Formula(text) => Both::new(
                format!("Công thức trong ô bị lỗi ({text}), nên không ghi điều này."),
                format!("The formula failed ({text}), so it is left out."),
            ),
            Self::NoChild => say(
                "Suy dinh dưỡng chỉ ghi cho trẻ dưới 16 tuổi, nên không ghi điều này. Xin ghi ở dòng của trẻ.",
                "Malnutrition is recorded of children under 16 alone, so it is left out. Write it in the child’s row.",
            ),
            Self::NoHead => say(
                "Hộ này không có ai là chủ hộ.",
                "Nobody is the head of this household.",
            ),
            Self::SecondHead => say("Hộ này có hai chủ hộ.", "This household has two heads."),
            Self::Twice { first } => Both::new(
                format!("Hộ này đã có ở dòng {first}."),
                format!("This household stands in row {first} already."),
            ),
            Self::Several { count } => Both::new(
                format!("Trong hồ sơ có {count} hộ cùng tên chủ hộ, cùng thôn. Xin ghi mã hộ."),
                format!(
                    "The record has {count} households of this head and hamlet. Please write the code."
                ),
            ),
            Self::OtherPeople { head } => Both::new(
                format!(
                    "Mã hộ này trong hồ sơ là của hộ {head}, không có người nào trùng. Xin xem lại mã."
                ),
                format!(
                    "In the record this code is {head}’s, with nobody in common. Please check the code."
                ),
            ),
            Self::SameRecord { first } => Both::new(
                format!("Dòng này và dòng {first} cùng là một hộ trong hồ sơ."),
                format!("This row and row {first} are one household of the record."),
            ),
            Self::Padded(code) => Both::new(
                format!("Mã hộ mất số 0 ở đầu, đã ghi lại là {code}."),
                format!("The code had lost its zeros and is {code} again."),
            ),
            Self::Size { said, listed } => Both::new(
                format!("Ghi {said} nhân khẩu, danh sách có {listed} người."),
                format!("It says {said} people, and the list has {listed}."),
            ),
            Self::MayBe {
                head,
                hamlet,
                reasons,
            } => {
                let words = |of: fn(Both<&'static str>) -> &'static str| {
                    let words: Vec<_> = reasons.iter().map(|reason| of(reason.both())).collect();
                    words.join(", ")
                };
                Both::new(
                    format!(
                        "Có thể trùng với hộ {head}, {hamlet}: {}. Vẫn ghi là hộ mới.",
                        words(|both| both.vi)
                    ),
                    format!(
                        "It may be the household of {head}, {hamlet}: {}. It is taken as a new one.",
                        words(|both| both.en)
                    ),
                )
            }
            Self::NotListed { name } => Both::new(
                format!("Hồ sơ còn {name}, danh sách không có. Giữ nguyên."),
                format!("The record has {name}, and the list does not. They stay."),
            ),
            Self::Left { name } => Both::new(
                format!("Hồ sơ ghi {name} không còn ở hộ này. Giữ nguyên."),
                format!("The record says that {name} lives here no more. It stays so."),
            ),
            Self::Ended => say(
                "Văn phòng đã ghi hộ này không còn ở xã, phường. Vẫn ghi nhận danh sách; hộ còn thì ghi lại ở trang của hộ.",
                "The office has said that this household is not here any more. The list is taken in; where it is here, say so on its page.",
            ),
            Self::Older => say(
                "Hồ sơ đã có quyết định mới hơn về phân loại hộ. Giữ nguyên.",
                "The record has a later decision on the class. It stays.",
            ),
            Self::Odd { words, .. } => words.clone(),
            Self::TooMany => say(
                "Danh sách quá nhiều hộ. Xin chia làm nhiều tệp.",
                "The list has too many households. Please divide it into several files.",
            ),
        }
    }
}

fn say(vi: &str, en: &str) -> Both<String> {
    Both::new(vi, en).owned()
}

/// As it is told to others: row, column as Excel calls it, whether it is wrong, and the sentence in both languages.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let words = self.trouble.both();
        let mut problem = to.serialize_struct("Problem", 6)?;
        problem.serialize_field("row", &self.row)?;
        problem.serialize_field("column", &self.column.map(letters))?;
        problem.serialize_field("wrong", &self.trouble.is_wrong())?;
        problem.serialize_field("code", self.trouble.code())?;
        problem.serialize_field("vi", &words.vi)?;
        problem.serialize_field("en", &words.en)?;
        problem.end()
    }
}
