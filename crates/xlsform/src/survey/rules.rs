//! What every question can say, whatever its kind: when it is asked, what must be true of it, what it waits for.

use dong_hanh_form::{Constraint, DeclineReason, Expr, Kind, Media, Question, Text};

use super::Said;
use super::desk::Desk;
use super::kinds::Plain;
use super::names::references;
use super::outline::Part;
use super::section::bare;
use crate::enclosed::Medium;
use crate::grid::Row;
use crate::settings::is_no;
use crate::{Doubt, Wrong};

impl Desk<'_> {
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
        self.refuse_papers(part, &label, &kind);
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
        self.no_use_of(
            row,
            &[Said::RepeatCount, Said::Each, Said::Add, Said::Begins],
        );
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
            save_to: self.save_to(part, &kind),
            purpose: self.purpose(row),
            sensitive: self.sensitive(row),
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
    pub(super) fn limit(&mut self, question: &mut Question, plain: Plain) {
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

    /// What is seen or heard beside the words of a row; the files of it come with the form.
    pub(super) fn media(&mut self, row: &Row) -> Media {
        let grid = self.grid;
        for (field, medium) in [
            (Said::Image, Medium::Picture),
            (Said::BigImage, Medium::Picture),
            (Said::Audio, Medium::Sound),
            (Said::Video, Medium::Film),
        ] {
            for (column, file) in grid.all(row, field) {
                self.enclose(grid.place(row.number, column), file, medium);
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
    pub(super) fn most(&mut self, row: &Row) -> u8 {
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
