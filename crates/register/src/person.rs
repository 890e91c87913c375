//! One person of a list, as a row says them.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use dong_hanh_domain::{Birth, MemberFact, PersonName, Relation, Sex};
use dong_hanh_workbook::Cell;

use crate::birth::birth;
use crate::grid::said;
use crate::known::year;
use crate::words::{Kin, Listed, kin, malnourished, online, sex, sex_of_name, word, yes};
use crate::{Column, Problem, Trouble};

/// Somebody in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The row, as Excel counts.
    pub row: u32,
    /// Họ và tên.
    pub name: PersonName,
    /// The sex, if it is said.
    pub sex: Option<Sex>,
    /// The sex that the name alone says.
    pub guessed_sex: Option<Sex>,
    /// The birth, if it is said.
    pub birth: Option<Birth>,
    /// What they are to the head, if it is said; `None` in it for the head.
    pub relation: Option<Option<Relation>>,
    /// What else is said of them.
    pub facts: Vec<MemberFact>,
}

/// Children are younger than this in the indicator of nutrition (Decree 07/2021, annex).
const CHILD: i32 = 16;

/// The longest text of a fact, in letters.
pub(crate) const LONGEST: usize = 200;

/// The cells of a row by what they mean.
pub(crate) type Cells<'a> = BTreeMap<Column, (u32, &'a Cell)>;

impl Person {
    /// Reads whoever a row is about; `None` where their name is none, with a problem.
    pub(crate) fn read(
        row: u32,
        (column, name): (u32, &str),
        cells: &Cells<'_>,
        today: NaiveDate,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let name = match PersonName::new(&written(name)) {
            Ok(name) => name,
            Err(error) => {
                problems.push(Problem::at(row, column, Trouble::BadName(error)));
                return None;
            }
        };
        let mut reader = Reader {
            row,
            cells,
            problems,
        };
        let kin = reader.kin();
        let (birth, of_birth) = reader.birth(today);
        let sex = reader.sex().or(of_birth).or(kin.and_then(|kin| kin.sex));
        Some(Self {
            row,
            guessed_sex: sex_of_name(name.as_str()),
            name,
            sex,
            birth,
            relation: kin.map(|kin| kin.relation),
            facts: reader.facts(birth, today),
        })
    }

    /// The sex, however it is known.
    #[must_use]
    pub fn any_sex(&self) -> Option<Sex> {
        self.sex.or(self.guessed_sex)
    }

    /// Whether the list says that they are the head.
    #[must_use]
    pub fn is_head(&self) -> bool {
        self.relation == Some(None)
    }
}

/// A name as papers have it: some lists have theirs in capitals.
fn written(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split_whitespace().map(|word| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    });
    words.collect::<Vec<_>>().join(" ")
}

struct Reader<'a> {
    row: u32,
    cells: &'a Cells<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn text(&self, column: Column) -> Option<(u32, String)> {
        let (at, cell) = self.cells.get(&column)?;
        Some((*at, said(cell)))
    }

    fn problem(&mut self, column: u32, trouble: Trouble) {
        self.problems.push(Problem::at(self.row, column, trouble));
    }

    fn kin(&mut self) -> Option<Kin> {
        let (at, text) = self.text(Column::Relation)?;
        let kin = kin(&text);
        if !kin.is_known {
            self.problem(at, Trouble::UnknownWord(text));
        }
        Some(kin)
    }

    fn birth(&mut self, today: NaiveDate) -> (Option<Birth>, Option<Sex>) {
        let columns = [
            (Column::Birth, None),
            (Column::BirthMale, Some(Sex::Male)),
            (Column::BirthFemale, Some(Sex::Female)),
        ];
        for (column, sex) in columns {
            let Some((at, cell)) = self.cells.get(&column) else {
                continue;
            };
            // A mark says the sex where the year stands beside it.
            if sex.is_some() && yes(&said(cell)) == Some(true) {
                return (None, sex);
            }
            match birth(cell, today) {
                Ok(birth) => return (Some(birth), sex),
                Err(text) => self.problem(*at, Trouble::BadBirth(text)),
            }
        }
        (None, None)
    }

    fn sex(&mut self) -> Option<Sex> {
        if let Some((at, text)) = self.text(Column::Sex) {
            let said = sex(&text);
            if said.is_none() {
                self.problem(at, Trouble::UnknownWord(text));
            }
            return said;
        }
        let marked = |column| {
            let (_, text) = self.text(column)?;
            yes(&text)
        };
        match (marked(Column::Male), marked(Column::Female)) {
            (Some(true), None | Some(false)) => Some(Sex::Male),
            (None | Some(false), Some(true)) => Some(Sex::Female),
            _ => None,
        }
    }

    fn word<T: Listed>(&mut self, column: Column) -> Option<T> {
        let (at, text) = self.text(column)?;
        let word = word(&text);
        if word.is_none() {
            self.problem(at, Trouble::UnknownWord(text));
        }
        word
    }

    fn facts(&mut self, birth: Option<Birth>, today: NaiveDate) -> Vec<MemberFact> {
        let mut facts = Vec::new();
        if let Some((at, text)) = self.text(Column::Insured) {
            // The number of a card says that there is one.
            let is_number = text.bytes().filter(u8::is_ascii_digit).count() >= 8;
            match yes(&text).or(is_number.then_some(true)) {
                Some(insured) => facts.push(MemberFact::Insured(Some(insured))),
                None => self.problem(at, Trouble::UnknownWord(text)),
            }
        }
        if let Some((at, text)) = self.text(Column::Occupation) {
            if text.chars().count() > LONGEST {
                self.problem(at, Trouble::TooLong);
            } else {
                facts.push(MemberFact::Occupation(text));
            }
        }
        facts.extend(
            self.word(Column::Work)
                .map(|word| MemberFact::Work(Some(word))),
        );
        facts.extend(
            self.word(Column::Attends)
                .map(|word| MemberFact::Attends(Some(word))),
        );
        facts.extend(
            self.word(Column::Learnt)
                .map(|word| MemberFact::Learnt(Some(word))),
        );
        facts.extend(
            self.word(Column::Disability)
                .map(|word| MemberFact::Disability(Some(word))),
        );
        facts.extend(
            self.word(Column::Allowance)
                .map(|word| MemberFact::Allowance(Some(word))),
        );
        facts.extend(
            self.word(Column::Ethnicity)
                .map(|word| MemberFact::Ethnicity(Some(word))),
        );
        facts.extend(self.malnourished(birth, today));
        if let Some((at, text)) = self.text(Column::Online) {
            match online(&text) {
                Some(online) => facts.push(MemberFact::Online(Some(online))),
                None => self.problem(at, Trouble::UnknownWord(text)),
            }
        }
        facts
    }

    /// Of a child alone: a mark in the row of a grown-up is about somebody else of the household.
    fn malnourished(&mut self, birth: Option<Birth>, today: NaiveDate) -> Option<MemberFact> {
        let (at, text) = self.text(Column::Malnourished)?;
        let said = malnourished(&text);
        let is_grown = birth.is_some_and(|birth| today.year() - year(birth) > CHILD);
        match said {
            Some(true) if is_grown => self.problem(at, Trouble::NoChild),
            Some(false) if is_grown => {}
            Some(said) => return Some(MemberFact::Malnourished(Some(said))),
            None => self.problem(at, Trouble::UnknownWord(text)),
        }
        None
    }
}
