//! One row of the sheet becomes one question.

use dong_hanh_form::{Decimal, Kind, Question};

use super::Said;
use super::appearance::{nothing, of_day, of_photo, of_place, of_text};
use super::desk::Desk;
use super::kinds::Plain;
use super::outline::Part;
use crate::grid::Row;
use crate::parameters::Parameters;
use crate::{Doubt, Wrong};

impl Desk<'_> {
    /// A question without choices; none where the row asks for none.
    pub(super) fn plain(&mut self, part: &Part, plain: Plain) -> Option<Question> {
        let row = &part.row;
        if let Plain::Table(ending) = plain {
            let at = self.grid.at(row, Said::Type);
            self.file(&at, &format!("{}.{ending}", part.name), &[]);
            return None;
        }
        let parameters = self.parameters(row, known_parameters(plain));
        let kind = self.kind(part, plain, &parameters)?;
        let mut question = self.question(part, kind);
        self.limit(&mut question, plain);
        let hyphens = matches!(
            plain,
            Plain::Date | Plain::Moment | Plain::Place | Plain::Way | Plain::Land
        );
        if matches!(
            plain,
            Plain::Photo | Plain::Sound | Plain::Film | Plain::File | Plain::Note | Plain::Known(_)
        ) {
            self.no_use_of(row, &[Said::Default]);
        } else {
            question.default = self.default(row, hyphens);
        }
        if plain == Plain::Calculate && question.calculate.is_none() {
            let dynamic = question
                .default
                .as_ref()
                .is_some_and(|default| Some(default.0.as_str()) == self.get(row, Said::Default));
            if !dynamic {
                self.wrong(row, Said::Calculation, Wrong::NoCalculation);
            }
        }
        if plain == Plain::Empty {
            let kind = self.written(row);
            self.doubt(row, Said::Type, Doubt::StaysEmpty { kind });
        }
        Some(question)
    }

    fn kind(&mut self, part: &Part, plain: Plain, parameters: &Parameters) -> Option<Kind> {
        let row = &part.row;
        let no_look = |desk: &mut Self| desk.look(row, nothing);
        Some(match plain {
            Plain::Text => Kind::Text {
                look: self.look(row, of_text),
            },
            Plain::Phone => {
                no_look(self);
                Kind::Text {
                    look: dong_hanh_form::TextLook::Digits,
                }
            }
            Plain::Integer | Plain::UpTo(_) => {
                no_look(self);
                Kind::Integer {
                    unit: self.text(row, Said::Unit),
                }
            }
            Plain::Decimal => {
                no_look(self);
                Kind::Decimal {
                    unit: self.text(row, Said::Unit),
                }
            }
            Plain::Range => {
                no_look(self);
                return self.range(row, parameters);
            }
            Plain::Date => Kind::Date {
                part: self.look(row, of_day),
            },
            Plain::Photo => Kind::Photo {
                max: self.most(row),
                pixels: parameters.whole("max-pixels", self.notes),
                look: self.look(row, of_photo),
            },
            Plain::Sound => {
                no_look(self);
                let max = self.most(row);
                Kind::Sound { max }
            }
            Plain::Place => Kind::Place {
                on_map: self.look(row, of_place),
            },
            Plain::Time => self.shown_plainly(row, Kind::Time),
            Plain::Moment => self.shown_plainly(row, Kind::Moment),
            Plain::Film => self.shown_plainly(row, Kind::Film),
            Plain::File => self.shown_plainly(row, Kind::File),
            Plain::Barcode => self.shown_plainly(row, Kind::Barcode),
            Plain::Way => self.shown_plainly(row, Kind::Way),
            Plain::Land => self.shown_plainly(row, Kind::Land),
            Plain::Agreed => self.shown_plainly(row, Kind::Agreed),
            Plain::Note => self.shown_plainly(row, Kind::Note),
            Plain::Calculate | Plain::Hidden | Plain::Empty => self.shown_plainly(row, Kind::Kept),
            Plain::Known(known) => self.shown_plainly(row, Kind::Known(known)),
            Plain::Table(_) | Plain::LeftOut => return None,
        })
    }

    fn shown_plainly(&mut self, row: &Row, kind: Kind) -> Kind {
        self.look(row, nothing);
        kind
    }

    fn range(&mut self, row: &Row, parameters: &Parameters) -> Option<Kind> {
        let mut number = |name, default| parameters.number(name, default, self.notes);
        let (start, end, step) = (
            number("start", "1")?,
            number("end", "10")?,
            number("step", "1")?,
        );
        let float = |decimal: &Decimal| decimal.as_str().parse::<f64>().unwrap_or_default();
        let width = (float(&end) - float(&start)).abs();
        if float(&step) <= 0.0 || float(&step) > width {
            self.wrong(row, Said::Parameters, Wrong::RangeStep);
        }
        Some(Kind::Range { start, end, step })
    }

    pub(super) fn parameters(&mut self, row: &Row, (known, not_done): Known) -> Parameters {
        let at = self.grid.at(row, Said::Parameters);
        let cell = self.get(row, Said::Parameters);
        if known.is_empty() && not_done.is_empty() {
            self.no_use_of(row, &[Said::Parameters]);
            return Parameters::default();
        }
        let all: Vec<&str> = known.iter().chain(not_done).copied().collect();
        let parameters = Parameters::read(cell, &all, at, self.notes);
        parameters.doubt(not_done, self.notes);
        parameters
    }

    pub(super) fn written(&self, row: &Row) -> String {
        self.get(row, Said::Type).unwrap_or_default().to_owned()
    }
}

/// The parameters that a type has: those that are followed, and those that are not.
pub(super) type Known = (&'static [&'static str], &'static [&'static str]);

fn known_parameters(plain: Plain) -> Known {
    match plain {
        Plain::Text => (&[], &["rows"]),
        Plain::Range => (
            &["end", "start", "step"],
            &["placeholder", "tick_interval", "tick_labelset"],
        ),
        Plain::Photo => (&["max-pixels"], &["app"]),
        Plain::Sound => (&[], &["quality"]),
        Plain::Place => (
            &[],
            &[
                "allow-mock-accuracy",
                "capture-accuracy",
                "reference-geometry",
                "warning-accuracy",
            ],
        ),
        Plain::Way | Plain::Land => (
            &[],
            &["allow-mock-accuracy", "incremental", "reference-geometry"],
        ),
        _ => (&[], &[]),
    }
}
