//! One row of the sheet becomes one question.

use dong_hanh_form::{Constraint, Decimal, DeclineReason, Expr, Kind, Media, Question, Text};

use super::Said;
use super::appearance::{nothing, of_day, of_photo, of_place, of_text};
use super::desk::Desk;
use super::kinds::Plain;
use super::names::references;
use super::outline::Part;
use super::section::bare;
use crate::grid::Row;
use crate::parameters::Parameters;
use crate::settings::is_no;
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

    /// What every question can say, whatever its kind; the default alone is read elsewhere.
    pub(super) fn question(&mut self, part: &Part, kind: Kind) -> Question {
        let row = &part.row;
        let said = self.text(row, Said::Label);
        let (label, hint) = (part.own_label.clone().or(said), self.text(row, Said::Hint));
        let (guidance, media) = (self.text(row, Said::Guidance), self.media(row));
        let (calculate, trigger) = (self.expr(row, Said::Calculation), self.triggers(row));
        let wordless = label.is_none() && hint.is_none();
        let reckoned = calculate.is_some() || !trigger.is_empty();
        let kind = if kind.is_shown() && wordless && reckoned {
            self.doubt(row, Said::Label, Doubt::NeverVisible);
            Kind::Kept
        } else {
            if kind.is_shown() && wordless && media == Media::default() {
                self.wrong(row, Said::Label, Wrong::NoLabel);
            }
            kind
        };
        let label =
            label.unwrap_or_else(|| Text::plain(if kind.is_shown() { "" } else { &part.name }));
        let required = self.condition(row, Said::Required);
        let required_message = self.text(row, Said::RequiredMessage);
        let declinable = self.declinable(row);
        let answered = kind.is_answerable();
        if !answered && !self.get(row, Said::Required).is_some_and(is_no) {
            self.no_use_of(row, &[Said::Required]);
        }
        if !answered {
            self.no_use_of(row, &[Said::RequiredMessage, Said::Declinable]);
        }
        let chosen = matches!(
            kind,
            Kind::One { .. } | Kind::Many { .. } | Kind::Rank { .. }
        );
        let counted = matches!(kind, Kind::Photo { .. } | Kind::Sound { .. });
        let measured = matches!(kind, Kind::Integer { .. } | Kind::Decimal { .. });
        for (fits, field) in [
            (chosen, Said::ChoiceFilter),
            (counted, Said::Most),
            (measured, Said::Unit),
        ] {
            if !fits {
                self.no_use_of(row, &[field]);
            }
        }
        self.no_use_of(row, &[Said::RepeatCount, Said::Each, Said::Add]);
        Question {
            hint,
            guidance,
            media,
            text_version: self.get(row, Said::TextVersion).map(str::to_owned),
            required: required.filter(|_| answered),
            required_message: required_message.filter(|_| answered),
            relevant: self.expr(row, Said::Relevant),
            constraint: self.constraint(row),
            // Without a calculation a trigger takes the answer away.
            calculate: calculate.or_else(|| (!trigger.is_empty()).then(|| Expr("''".to_owned()))),
            trigger,
            read_only: self.condition(row, Said::ReadOnly),
            save_to: self.save_to(part),
            declinable: if answered { declinable } else { Vec::new() },
            ..bare(part.name.clone(), label, kind)
        }
    }

    fn constraint(&mut self, row: &Row) -> Option<Constraint> {
        let message = self.text(row, Said::ConstraintMessage);
        let Some(expr) = self.expr(row, Said::Constraint) else {
            self.no_use_of(row, &[Said::ConstraintMessage]);
            return None;
        };
        let message = message.unwrap_or_else(|| self.check_again());
        Some(Constraint { expr, message })
    }

    fn check_again(&self) -> Text {
        self.languages.own(
            "Câu trả lời này có đúng không? Xin xem lại.",
            "Is this answer right? Please look again.",
        )
    }

    /// The limits that some old types have, where the row says none.
    fn limit(&mut self, question: &mut Question, plain: Plain) {
        let (expr, vi, en) = match plain {
            Plain::Phone => (
                "regex(., '^\\d*$')".to_owned(),
                "Chỉ nhập số.".to_owned(),
                "Enter numbers only.".to_owned(),
            ),
            Plain::UpTo(most) => {
                let expr = format!("0 <= . and . <= {most}");
                (
                    expr,
                    format!("Nhập một số từ 0 đến {most}."),
                    format!("Enter a number 0-{most}."),
                )
            }
            _ => return,
        };
        let message = self.check_again();
        let expr = Expr(expr);
        let limit = Constraint { expr, message };
        question.constraint.get_or_insert(limit);
        // A percentage needs no explanation.
        if plain != Plain::UpTo(100) {
            question
                .hint
                .get_or_insert_with(|| self.languages.own(&vi, &en));
        }
    }

    fn media(&mut self, row: &Row) -> Media {
        let grid = self.grid;
        for field in [Said::Image, Said::BigImage, Said::Audio, Said::Video] {
            for (column, file) in grid.all(row, field) {
                if !self.files.contains_key(file) {
                    let file = file.to_owned();
                    self.notes
                        .doubt(grid.place(row.number, column), Doubt::MissingMedia { file });
                }
            }
        }
        let media = Media {
            image: self.text(row, Said::Image),
            big_image: self.text(row, Said::BigImage),
            audio: self.text(row, Said::Audio),
            video: self.text(row, Said::Video),
        };
        if media.big_image.is_some() && media.image.is_none() {
            self.wrong(row, Said::BigImage, Wrong::BigImageAlone);
        }
        media
    }

    /// The questions that a calculation waits for.
    fn triggers(&mut self, row: &Row) -> Vec<String> {
        let Some(written) = self.get(row, Said::Trigger) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for one in written
            .split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            let name = one
                .strip_prefix("${")
                .and_then(|name| name.strip_suffix('}'));
            match name.map(str::trim).filter(|name| super::is_name(name)) {
                Some(name) => names.push(name.to_owned()),
                None => {
                    let written = one.to_owned();
                    self.wrong(row, Said::Trigger, Wrong::NotTriggers { written });
                }
            }
        }
        let at = self.grid.at(row, Said::Trigger);
        let known: String = names.iter().map(|name| format!("${{{name}}}")).collect();
        self.check_words(&at, &known);
        names
    }

    fn declinable(&mut self, row: &Row) -> Vec<DeclineReason> {
        let written = self.get(row, Said::Declinable).unwrap_or_default();
        let mut reasons = Vec::new();
        for word in written.split([' ', ',']).filter(|word| !word.is_empty()) {
            let reason = match word {
                "not_asked" => DeclineReason::NotAsked,
                "not_measured" => DeclineReason::NotMeasured,
                "not_known" => DeclineReason::NotKnown,
                "not_said" => DeclineReason::NotSaid,
                _ => {
                    let written = word.to_owned();
                    self.wrong(row, Said::Declinable, Wrong::NotDeclinable { written });
                    continue;
                }
            };
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }

    /// The most photos or recordings; one, where nothing is said.
    fn most(&mut self, row: &Row) -> u8 {
        let Some(written) = self.get(row, Said::Most) else {
            return 1;
        };
        let most = written.parse().ok().filter(|most| *most > 0);
        if most.is_none() {
            let written = written.to_owned();
            self.wrong(row, Said::Most, Wrong::NotACount { written });
        }
        most.unwrap_or(1)
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

    fn written(&self, row: &Row) -> String {
        self.get(row, Said::Type).unwrap_or_default().to_owned()
    }

    /// Tells of cells that mean nothing for this type.
    pub(super) fn no_use_of(&mut self, row: &Row, fields: &[Said]) {
        for field in fields {
            if self.get(row, *field).is_some() {
                let kind = self.written(row);
                self.no_use(row, *field, &kind);
            }
        }
    }

    /// That what calculations wait for is something that somebody answers.
    pub(crate) fn check_triggers(&mut self, parts: &[Part], unseen: &[String]) {
        for part in parts {
            let written = self
                .get(&part.row, Said::Trigger)
                .unwrap_or_default()
                .to_owned();
            for name in references(&written).flatten() {
                if unseen.iter().any(|unseen| unseen == name) {
                    let name = name.to_owned();
                    self.wrong(&part.row, Said::Trigger, Wrong::TriggerUnseen { name });
                }
            }
            self.check_triggers(&part.parts, unseen);
        }
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
