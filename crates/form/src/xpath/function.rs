//! The functions that an expression may call: those of XPath 1.0, and of ODK XForms.

/// What a function computes. Its value is in [`super::call`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Function {
    Abs,
    Acos,
    Area,
    Asin,
    Atan,
    Atan2,
    Base64Decode,
    Boolean,
    BooleanFromString,
    Ceiling,
    Checklist,
    ChoiceName,
    Coalesce,
    Concat,
    Contains,
    Cos,
    Count,
    CountNonEmpty,
    CountSelected,
    Current,
    Date,
    DateTime,
    DecimalDateTime,
    DecimalTime,
    Digest,
    Distance,
    EndsWith,
    Exp,
    Exp10,
    ExtractSigned,
    False,
    Floor,
    FormatDate,
    FormatDateTime,
    Geofence,
    If,
    IndexedRepeat,
    Instance,
    Int,
    Join,
    Last,
    LocalName,
    Log,
    Log10,
    Max,
    Min,
    Name,
    NormalizeSpace,
    Not,
    Now,
    Number,
    Once,
    Pi,
    Position,
    Pow,
    Pulldata,
    Random,
    Randomize,
    Regex,
    Round,
    Selected,
    SelectedAt,
    Sin,
    Sqrt,
    StartsWith,
    String,
    StringLength,
    Substr,
    Substring,
    SubstringAfter,
    SubstringBefore,
    Sum,
    Tan,
    Today,
    Translate,
    True,
    Uuid,
    Version,
    WeightedChecklist,
}

/// What a function's first argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Any value; nodes are read as the value of the first of them, or all, as the function says.
    Values,
    /// Nodes and nothing else.
    Nodes,
}

/// A function's name, and the least and most arguments that it takes.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) function: Function,
    pub(crate) takes: Takes,
    least: usize,
    most: usize,
}

const MANY: usize = 100;

/// In the order of their names, as they are searched.
const SIGNATURES: [Signature; 80] = [
    values("abs", Function::Abs, 1, 1),
    values("acos", Function::Acos, 1, 1),
    values("area", Function::Area, 1, 1),
    values("asin", Function::Asin, 1, 1),
    values("atan", Function::Atan, 1, 1),
    values("atan2", Function::Atan2, 2, 2),
    values("base64-decode", Function::Base64Decode, 1, 1),
    values("boolean", Function::Boolean, 1, 1),
    values("boolean-from-string", Function::BooleanFromString, 1, 1),
    values("ceiling", Function::Ceiling, 1, 1),
    values("checklist", Function::Checklist, 3, MANY),
    values("coalesce", Function::Coalesce, 2, MANY),
    values("concat", Function::Concat, 0, MANY),
    values("contains", Function::Contains, 2, 2),
    values("cos", Function::Cos, 1, 1),
    nodes("count", Function::Count, 1, 1),
    nodes("count-non-empty", Function::CountNonEmpty, 1, 1),
    values("count-selected", Function::CountSelected, 1, 1),
    values("current", Function::Current, 0, 0),
    values("date", Function::Date, 1, 1),
    values("date-time", Function::DateTime, 1, 1),
    values("decimal-date-time", Function::DecimalDateTime, 1, 1),
    values("decimal-time", Function::DecimalTime, 1, 1),
    values("digest", Function::Digest, 2, 3),
    values("distance", Function::Distance, 1, MANY),
    values("ends-with", Function::EndsWith, 2, 2),
    values("exp", Function::Exp, 1, 1),
    values("exp10", Function::Exp10, 1, 1),
    values("extract-signed", Function::ExtractSigned, 2, 2),
    values("false", Function::False, 0, 0),
    values("floor", Function::Floor, 1, 1),
    values("format-date", Function::FormatDate, 2, 2),
    values("format-date-time", Function::FormatDateTime, 2, 2),
    values("geofence", Function::Geofence, 2, 2),
    values("if", Function::If, 3, 3),
    nodes("indexed-repeat", Function::IndexedRepeat, 3, 7),
    values("instance", Function::Instance, 1, 1),
    values("int", Function::Int, 1, 1),
    values("join", Function::Join, 1, MANY),
    values("jr:choice-name", Function::ChoiceName, 2, 2),
    values("jr:itext", Function::String, 1, 1),
    values("last", Function::Last, 0, 0),
    values("local-name", Function::LocalName, 0, 1),
    values("log", Function::Log, 1, 1),
    values("log10", Function::Log10, 1, 1),
    values("max", Function::Max, 0, MANY),
    values("min", Function::Min, 0, MANY),
    values("name", Function::Name, 0, 1),
    values("normalize-space", Function::NormalizeSpace, 0, 1),
    values("not", Function::Not, 1, 1),
    values("now", Function::Now, 0, 0),
    values("number", Function::Number, 0, 1),
    values("once", Function::Once, 1, 1),
    values("pi", Function::Pi, 0, 0),
    values("position", Function::Position, 0, 1),
    values("pow", Function::Pow, 2, 2),
    values("pulldata", Function::Pulldata, 4, 4),
    values("random", Function::Random, 0, 0),
    nodes("randomize", Function::Randomize, 1, 2),
    values("regex", Function::Regex, 2, 2),
    values("round", Function::Round, 1, 2),
    values("selected", Function::Selected, 2, 2),
    values("selected-at", Function::SelectedAt, 2, 2),
    values("sin", Function::Sin, 1, 1),
    values("sqrt", Function::Sqrt, 1, 1),
    values("starts-with", Function::StartsWith, 2, 2),
    values("string", Function::String, 0, 1),
    values("string-length", Function::StringLength, 0, 1),
    values("substr", Function::Substr, 2, 3),
    values("substring", Function::Substring, 2, 3),
    values("substring-after", Function::SubstringAfter, 2, 2),
    values("substring-before", Function::SubstringBefore, 2, 2),
    nodes("sum", Function::Sum, 1, 1),
    values("tan", Function::Tan, 1, 1),
    values("today", Function::Today, 0, 0),
    values("translate", Function::Translate, 3, 3),
    values("true", Function::True, 0, 0),
    values("uuid", Function::Uuid, 0, 1),
    values("version", Function::Version, 0, 0),
    values("weighted-checklist", Function::WeightedChecklist, 4, MANY),
];

const fn values(name: &'static str, function: Function, least: usize, most: usize) -> Signature {
    Signature {
        name,
        function,
        takes: Takes::Values,
        least,
        most,
    }
}

const fn nodes(name: &'static str, function: Function, least: usize, most: usize) -> Signature {
    Signature {
        takes: Takes::Nodes,
        ..values(name, function, least, most)
    }
}

impl Signature {
    pub(crate) fn named(name: &str) -> Option<&'static Signature> {
        let at = SIGNATURES.binary_search_by(|signature| signature.name.cmp(name));
        SIGNATURES.get(at.ok()?)
    }

    /// Whether it may be given so many arguments.
    pub(crate) fn allows(&self, given: usize) -> bool {
        let paired = match self.function {
            // A value and its weight.
            Function::WeightedChecklist => given.is_multiple_of(2),
            // A repeat and its number.
            Function::IndexedRepeat => given % 2 == 1,
            _ => true,
        };
        paired && (self.least..=self.most).contains(&given)
    }

    /// How many arguments it takes, in words.
    pub(crate) fn expects(&self) -> String {
        match (self.function, self.least, self.most) {
            (Function::IndexedRepeat, ..) => {
                "a question, and a repeat and a number for each level".to_owned()
            }
            (Function::WeightedChecklist, ..) => {
                "a least and a most sum, and a value and a weight for each part".to_owned()
            }
            (_, 1, 1) => "1 argument".to_owned(),
            (_, least, most) if least == most => format!("{least} arguments"),
            (_, least, MANY) => format!("at least {least} arguments"),
            (_, least, most) => format!("{least} to {most} arguments"),
        }
    }
}

impl Function {
    pub(crate) fn gives_nodes(self) -> bool {
        matches!(
            self,
            Function::Current | Function::IndexedRepeat | Function::Instance | Function::Randomize
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_in_the_order_in_which_they_are_searched() {
        assert!(SIGNATURES.windows(2).all(|two| two[0].name < two[1].name));
        for signature in &SIGNATURES {
            let found = Signature::named(signature.name).map(|found| found.function);
            assert_eq!(found, Some(signature.function), "{}", signature.name);
        }
    }
}
