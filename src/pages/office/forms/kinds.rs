//! The kinds of questions, in an officer's words.

use dong_hanh_form::{Kind, Lang};

use crate::words::forms as words;

/// What kind of answer a question takes.
pub(super) fn kind(kind: &Kind, lang: Lang) -> String {
    let plain = match kind {
        Kind::Text { .. } => words::kind_text,
        Kind::Integer { unit } => {
            return with_unit(
                words::kind_integer(lang),
                unit.as_ref().map(|unit| unit.get(lang)),
            );
        }
        Kind::Decimal { unit } => {
            return with_unit(
                words::kind_decimal(lang),
                unit.as_ref().map(|unit| unit.get(lang)),
            );
        }
        Kind::Range { start, end, step } => {
            return format!("{}: {start} … {end}, {step}", words::kind_range(lang));
        }
        Kind::Date { .. } => words::kind_date,
        Kind::Time => words::kind_time,
        Kind::Moment => words::kind_moment,
        Kind::One { .. } => words::kind_one,
        Kind::Many { .. } => words::kind_many,
        Kind::Rank { .. } => words::kind_rank,
        Kind::YesNo => words::kind_yes_no,
        Kind::Agreed => words::kind_agreed,
        Kind::Note => words::kind_note,
        Kind::Photo { max, .. } => return words::kind_photo(lang, *max),
        Kind::Sound { max } => return words::kind_sound(lang, *max),
        Kind::Film => words::kind_film,
        Kind::File => words::kind_file,
        Kind::Place { .. } => words::kind_place,
        Kind::Way => words::kind_way,
        Kind::Land => words::kind_land,
        Kind::Barcode => words::kind_barcode,
        Kind::Kept => words::kind_kept,
        Kind::Known(_) => words::kind_known,
    };
    plain(lang)
}

fn with_unit(kind: String, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{kind} ({unit})"),
        None => kind,
    }
}
