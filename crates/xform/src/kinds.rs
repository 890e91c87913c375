//! How XForms calls our kinds of questions: the type of an answer, the control that asks for it, and how that looks.

use dong_hanh_form::{ChoiceLook, DayPart, Kind, Known, PhotoLook, TextLook};

use crate::element::Element;

/// The type of an answer.
pub(crate) fn bind_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Integer { .. } => "int",
        Kind::Decimal { .. } => "decimal",
        Kind::Range { start, end, step } => {
            let whole = [start, end, step]
                .iter()
                .all(|number| !number.as_str().contains('.'));
            if whole { "int" } else { "decimal" }
        }
        Kind::Date { .. } | Kind::Known(Known::Today) => "date",
        Kind::Time => "time",
        Kind::Moment | Kind::Known(Known::Start | Known::End) => "dateTime",
        Kind::Photo { .. } | Kind::Sound { .. } | Kind::Film | Kind::File => "binary",
        Kind::Place { .. } => "geopoint",
        Kind::Way => "geotrace",
        Kind::Land => "geoshape",
        Kind::Barcode => "barcode",
        Kind::Rank { .. } => "odk:rank",
        Kind::Text { .. }
        | Kind::One { .. }
        | Kind::Many { .. }
        | Kind::YesNo
        | Kind::Agreed
        | Kind::Note
        | Kind::Kept
        | Kind::Known(Known::Device | Known::User | Known::Phone | Known::Email) => "string",
    }
}

/// The control that asks for an answer, for the node at a path.
pub(crate) fn control(kind: &Kind, path: &str) -> Element {
    let control = Element::new(called(kind))
        .with("ref", path)
        .maybe("appearance", appearance(kind));
    shaped(control, kind)
}

fn called(kind: &Kind) -> &'static str {
    match kind {
        Kind::Range { .. } => "range",
        Kind::One { .. } | Kind::YesNo => "select1",
        Kind::Many { .. } => "select",
        Kind::Rank { .. } => "odk:rank",
        Kind::Agreed => "trigger",
        Kind::Photo { .. } | Kind::Sound { .. } | Kind::Film | Kind::File => "upload",
        _ => "input",
    }
}

fn appearance(kind: &Kind) -> Option<String> {
    let word = match kind {
        Kind::Text { look } => match look {
            TextLook::Line => return None,
            TextLook::Lines => "multiline",
            TextLook::Digits => "numbers",
        },
        Kind::Date { part } => match part {
            DayPart::Day => return None,
            DayPart::Month => "month-year",
            DayPart::Year => "year",
        },
        Kind::One { look, .. } | Kind::Many { look, .. } => match look {
            ChoiceLook::List => return None,
            ChoiceLook::Folded => "minimal",
            ChoiceLook::Searched => "autocomplete",
            ChoiceLook::Columns(0) => "columns",
            ChoiceLook::Columns(count) => return Some(format!("columns-{count}")),
            ChoiceLook::Scale => "likert",
            ChoiceLook::Row => "list-nolabel",
            ChoiceLook::Head => "label",
            ChoiceLook::Quick => "quick",
        },
        Kind::Photo { look, .. } => match look {
            PhotoLook::Any => return None,
            PhotoLook::Camera => "new",
            PhotoLook::Signature => "signature",
            PhotoLook::Drawing => "draw",
            PhotoLook::Annotated => "annotate",
        },
        Kind::Place { on_map: true } => "placement-map",
        _ => return None,
    };
    Some(word.to_owned())
}

/// What a control says besides: its bounds, or which files it takes.
fn shaped(control: Element, kind: &Kind) -> Element {
    match kind {
        Kind::Range { start, end, step } => control
            .with("start", start.as_str())
            .with("end", end.as_str())
            .with("step", step.as_str()),
        Kind::Photo { .. } => control.with("mediatype", "image/*"),
        Kind::Sound { .. } => control.with("mediatype", "audio/*"),
        Kind::Film => control.with("mediatype", "video/*"),
        Kind::File => control.with("mediatype", "application/*"),
        _ => control,
    }
}

/// Where a client finds what it knows by itself.
pub(crate) fn preloaded(known: Known) -> (&'static str, &'static str) {
    match known {
        Known::Start => ("timestamp", "start"),
        Known::End => ("timestamp", "end"),
        Known::Today => ("date", "today"),
        Known::Device => ("property", "deviceid"),
        Known::User => ("property", "username"),
        Known::Phone => ("property", "phonenumber"),
        Known::Email => ("property", "email"),
    }
}
