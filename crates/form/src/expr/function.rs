//! The functions that an expression may call.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Boolean,
    Coalesce,
    Concat,
    Contains,
    Count,
    CountSelected,
    Date,
    False,
    If,
    Int,
    Max,
    Min,
    Not,
    Number,
    Round,
    Selected,
    StartsWith,
    String,
    StringLength,
    Sum,
    Today,
    True,
}

/// A function's name, and the least and most arguments that it takes.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) function: Function,
    pub(crate) least: usize,
    pub(crate) most: usize,
}

const MANY: usize = 100;

const SIGNATURES: [Signature; 22] = [
    signature("boolean", Function::Boolean, 1, 1),
    signature("coalesce", Function::Coalesce, 2, 2),
    signature("concat", Function::Concat, 1, MANY),
    signature("contains", Function::Contains, 2, 2),
    signature("count", Function::Count, 1, 1),
    signature("count-selected", Function::CountSelected, 1, 1),
    signature("date", Function::Date, 1, 1),
    signature("false", Function::False, 0, 0),
    signature("if", Function::If, 3, 3),
    signature("int", Function::Int, 1, 1),
    signature("max", Function::Max, 1, MANY),
    signature("min", Function::Min, 1, MANY),
    signature("not", Function::Not, 1, 1),
    signature("number", Function::Number, 1, 1),
    signature("round", Function::Round, 1, 2),
    signature("selected", Function::Selected, 2, 2),
    signature("starts-with", Function::StartsWith, 2, 2),
    signature("string", Function::String, 1, 1),
    signature("string-length", Function::StringLength, 1, 1),
    signature("sum", Function::Sum, 1, 1),
    signature("today", Function::Today, 0, 0),
    signature("true", Function::True, 0, 0),
];

const fn signature(name: &'static str, function: Function, least: usize, most: usize) -> Signature {
    Signature {
        name,
        function,
        least,
        most,
    }
}

impl Signature {
    pub(crate) fn named(name: &str) -> Option<&'static Signature> {
        SIGNATURES.iter().find(|signature| signature.name == name)
    }

    /// How many arguments it takes, in words.
    pub(crate) fn expects(&self) -> String {
        match (self.least, self.most) {
            (1, 1) => "1 argument".to_owned(),
            (least, most) if least == most => format!("{least} arguments"),
            (least, MANY) => format!("at least {least} argument"),
            (least, most) => format!("{least} to {most} arguments"),
        }
    }
}
