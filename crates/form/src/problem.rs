//! What keeps a visit from being finished, in words.

use crate::{Lang, Text};

/// What is wrong with one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required answer is missing.
    Missing {
        /// What the form says then, if it says anything of its own.
        message: Option<Text>,
    },
    /// The answer is not what the form expects; the message asks.
    Constraint(Text),
    /// The answer is of another kind than the question.
    WrongKind,
    /// The answer holds a choice that the question does not have.
    UnknownChoice(String),
    /// The question cannot be declined in this way.
    CannotDecline,
    /// There are more photos than the question takes.
    TooManyPhotos {
        /// The most that it takes.
        max: u8,
    },
    /// There are more recordings than the question takes.
    TooManySounds {
        /// The most that it takes.
        max: u8,
    },
}

impl Problem {
    /// The words for the person who answers.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Problem::Missing { message: Some(own) } | Problem::Constraint(own), lang) => {
                own.get(lang).to_owned()
            }
            (Problem::Missing { message: None }, Lang::Vi) => "Câu này chưa ghi.".to_owned(),
            (Problem::Missing { message: None }, Lang::En) => {
                "This question has no answer yet.".to_owned()
            }
            (Problem::WrongKind, Lang::Vi) => {
                "Điều đã ghi không đúng kiểu của câu này. Xin ghi lại.".to_owned()
            }
            (Problem::WrongKind, Lang::En) => {
                "What was recorded does not fit this question. Please record it again.".to_owned()
            }
            (Problem::UnknownChoice(key), Lang::Vi) => {
                format!("Câu này không có lựa chọn “{key}”. Xin chọn lại.")
            }
            (Problem::UnknownChoice(key), Lang::En) => {
                format!("This question has no choice “{key}”. Please choose again.")
            }
            (Problem::CannotDecline, Lang::Vi) => {
                "Câu này cần có câu trả lời. Xin hỏi lại.".to_owned()
            }
            (Problem::CannotDecline, Lang::En) => {
                "This question needs an answer. Please ask again.".to_owned()
            }
            (Problem::TooManyPhotos { max }, Lang::Vi) => {
                format!("Câu này chỉ nhận {max} ảnh. Xin bỏ bớt.")
            }
            (Problem::TooManyPhotos { max }, Lang::En) => {
                format!("This question takes {max} photos. Please remove some.")
            }
            (Problem::TooManySounds { max }, Lang::Vi) => {
                format!("Câu này chỉ nhận {max} đoạn ghi âm. Xin bỏ bớt.")
            }
            (Problem::TooManySounds { max }, Lang::En) => {
                format!("This question takes {max} recordings. Please remove some.")
            }
        }
    }
}
