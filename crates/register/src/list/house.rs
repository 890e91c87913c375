//! A household from its rows.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use dong_hanh_domain::odd::HIGHEST_SCORE;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Birth, Class, Fact, HamletId, OfficialClass};
use dong_hanh_workbook::Cell;

use super::Listed;
use super::gather::{Raw, Section, name};
use crate::birth::day;
use crate::code::{Code, code};
use crate::devices::{Devices, all, has};
use crate::grid::said;
use crate::person::{Cells, LONGEST};
use crate::words::{self, decided, online, word, yes};
use crate::{Column, Hamlets, Person, Problem, Reading, Trouble};

/// The longest number of a telephone, in letters.
const LONGEST_PHONE: usize = 40;

pub(super) struct House<'a> {
    reading: &'a Reading,
    hamlets: &'a Hamlets,
    today: NaiveDate,
    /// Heads that stood in the list before, with their rows.
    heads: HashMap<(String, String, HamletId), u32>,
}

/// Where a household says something: the row, the column, the cell.
type Place<'a> = (u32, u32, &'a Cell);

impl<'a> House<'a> {
    pub(super) fn new(reading: &'a Reading, hamlets: &'a Hamlets, today: NaiveDate) -> Self {
        Self {
            reading,
            hamlets,
            today,
            heads: HashMap::new(),
        }
    }

    pub(super) fn build(&mut self, raw: &Raw<'_>) -> Listed {
        let mut problems = Vec::new();
        let first = raw.rows.first().map(|(row, _)| *row).unwrap_or_default();
        let mut said_first: BTreeMap<Column, Place<'_>> = BTreeMap::new();
        for (row, cells) in &raw.rows {
            for (column, (at, cell)) in cells {
                if !column.is_of_person() {
                    said_first.entry(*column).or_insert((*row, *at, cell));
                }
            }
            for (at, cell) in cells.values() {
                if let Cell::Error(text) = cell {
                    problems.push(Problem::at(*row, *at, Trouble::Formula(text.clone())));
                }
            }
        }
        said_first.retain(|_, (_, _, cell)| !matches!(cell, Cell::Error(_)));
        let people = self.people(raw, &mut problems);
        let hamlet = self.hamlet(first, &said_first, raw.section.as_ref(), &mut problems);
        let code = self.code(&said_first, raw.width, &mut problems);
        let facts = self.facts(first, &said_first, &raw.rows, &mut problems);
        if let Some((row, at, cell)) = said_first.get(&Column::Size) {
            let said: Option<u32> = said(cell).parse().ok();
            let differs =
                |said: &u32| raw.is_by_person && usize::try_from(*said) != Ok(people.len());
            if let Some(said) = said.filter(differs) {
                let listed = people.len();
                problems.push(Problem::at(*row, *at, Trouble::Size { said, listed }));
            }
        }
        if let Some(earlier) = raw.first {
            problems.push(Problem::at_row(first, Trouble::Twice { first: earlier }));
        } else if let (Some(head), Some(hamlet), None) = (people.first(), hamlet, &code) {
            let birth = head.birth.map(born).unwrap_or_default();
            let key = (fold(head.name.as_str()), birth, hamlet);
            let earlier = *self.heads.entry(key).or_insert(first);
            if earlier != first && head.birth.is_some() {
                problems.push(Problem::at_row(first, Trouble::Twice { first: earlier }));
            }
        }
        Listed {
            rows: raw.rows.iter().map(|(row, _)| *row).collect(),
            people,
            hamlet,
            facts,
            devices: devices(&said_first, &mut problems),
            is_whole: raw.is_by_person,
            problems,
            code,
        }
    }

    /// Everybody, the head first.
    fn people(&self, raw: &Raw<'_>, problems: &mut Vec<Problem>) -> Vec<Person> {
        let mut people = Vec::new();
        for (row, cells) in &raw.rows {
            let cells: Cells<'_> = cells
                .iter()
                .filter(|(_, (_, cell))| !matches!(cell, Cell::Error(_)))
                .map(|(column, cell)| (*column, *cell))
                .collect();
            let Some((at, name)) = name(&cells) else {
                problems.push(Problem::at_row(*row, Trouble::NoName));
                continue;
            };
            let read = Person::read(*row, (at, &name), &cells, self.today, problems);
            people.extend(read);
        }
        let heads: Vec<usize> = (0..people.len())
            .filter(|at| people[*at].is_head())
            .collect();
        if let [_, second, ..] = heads[..] {
            problems.push(Problem::at_row(people[second].row, Trouble::SecondHead));
        }
        let head = heads.first().copied().or_else(|| self.head(raw, &people));
        match head {
            Some(head) => {
                let head = people.remove(head);
                people.insert(0, head);
            }
            None if !people.is_empty() => {
                let row = people.first().map(|person| person.row).unwrap_or_default();
                problems.push(Problem::at_row(row, Trouble::NoHead));
            }
            None => {}
        }
        people
    }

    /// Whoever is the head where no relation says it: who bears the head's name, or the only one who is nobody's kin.
    fn head(&self, raw: &Raw<'_>, people: &[Person]) -> Option<usize> {
        let names = raw
            .rows
            .iter()
            .filter_map(|(_, cells)| cells.get(&Column::HeadName));
        let name = names.map(|(_, cell)| fold(&said(cell))).next();
        let named = name.and_then(|name| {
            let mut people = people.iter();
            people.position(|person| fold(person.name.as_str()) == name)
        });
        named.or_else(|| {
            people
                .iter()
                .position(|person| person.relation.is_none())
                .filter(|at| *at == 0)
        })
    }

    fn hamlet(
        &self,
        first: u32,
        said_first: &BTreeMap<Column, Place<'_>>,
        section: Option<&Section>,
        problems: &mut Vec<Problem>,
    ) -> Option<HamletId> {
        let at_address = || {
            let (_, _, cell) = said_first.get(&Column::Address)?;
            let text = said(cell);
            text.split([',', ';', '-'])
                .find_map(|part| self.hamlets.named(part))
        };
        if let Some((row, at, cell)) = said_first.get(&Column::Hamlet) {
            let text = said(cell);
            let hamlet = self.hamlets.named(&text);
            if hamlet.is_none() {
                problems.push(Problem::at(*row, *at, Trouble::UnknownHamlet(text)));
            }
            return hamlet;
        }
        match section {
            Some(Section::Known(hamlet)) => return Some(*hamlet),
            Some(Section::Unknown(name)) => {
                let trouble = Trouble::UnknownHamlet(name.clone());
                problems.push(Problem::at_row(first, trouble));
                return None;
            }
            None => {}
        }
        self.reading.hamlet.or_else(at_address)
    }

    fn code(
        &self,
        said_first: &BTreeMap<Column, Place<'_>>,
        width: Option<usize>,
        problems: &mut Vec<Problem>,
    ) -> Option<Code> {
        let (row, at, cell) = said_first.get(&Column::Code)?;
        let code = code(cell, width);
        if code.is_none() {
            problems.push(Problem::at(*row, *at, Trouble::UnknownWord(said(cell))));
        }
        code
    }

    fn facts(
        &self,
        first: u32,
        said_first: &BTreeMap<Column, Place<'_>>,
        rows: &[(u32, Cells<'_>)],
        problems: &mut Vec<Problem>,
    ) -> Vec<Fact> {
        let mut facts = Facts {
            said_first,
            problems,
            found: Vec::new(),
        };
        facts.text(Column::Address, LONGEST, Fact::Address);
        facts.phone();
        facts.area();
        facts.score();
        facts.word(Column::Roof, |word| Fact::Roof(Some(word)));
        facts.word(Column::Wall, |word| Fact::Wall(Some(word)));
        facts.word(Column::Pillar, |word| Fact::Pillar(Some(word)));
        facts.word(Column::Water, |word| Fact::Water(Some(word)));
        facts.word(Column::Latrine, |word| Fact::Latrine(Some(word)));
        facts.online();
        let mut found = facts.found;
        found.extend(
            self.class(first, said_first, rows, problems)
                .map(|class| Fact::Class(Some(class))),
        );
        found
    }

    /// The official class, entered as the list has it, never computed.
    fn class(
        &self,
        first: u32,
        said_first: &BTreeMap<Column, Place<'_>>,
        rows: &[(u32, Cells<'_>)],
        problems: &mut Vec<Problem>,
    ) -> Option<OfficialClass> {
        let marked = || {
            Column::MARKS
                .into_iter()
                .find_map(|(column, class, entry)| {
                    let mut cells = rows.iter().filter_map(|(_, cells)| cells.get(&column));
                    cells
                        .any(|(_, cell)| yes(&said(cell)) == Some(true))
                        .then_some((class, entry))
                })
        };
        let (class, entry) = match said_first.get(&Column::Class) {
            Some((row, at, cell)) => {
                let text = said(cell);
                let decided = decided(&text);
                if decided.is_none() {
                    problems.push(Problem::at(*row, *at, Trouble::UnknownWord(text)));
                }
                decided
            }
            // A list of the near-poor calls their marks «nghèo mới» and «tái nghèo» too.
            None => match (marked(), self.reading.class) {
                (Some((Class::Poor, entry)), Some(class @ Class::NearPoor)) => Some((class, entry)),
                (Some(marked), _) => Some(marked),
                (None, class) => class.map(|class| (class, None)),
            },
        }?;
        let since = match said_first.get(&Column::Since) {
            Some((row, at, cell)) => day(cell, self.today)
                .map_err(|text| problems.push(Problem::at(*row, *at, Trouble::BadSince(text))))
                .ok(),
            None => {
                if self.reading.since.is_none() {
                    problems.push(Problem::at_row(first, Trouble::NoSince));
                }
                self.reading.since
            }
        }?;
        let decision = said_first.get(&Column::Decision);
        let decision = decision.map(|(_, _, cell)| said(cell));
        Some(OfficialClass {
            class,
            since,
            decision: decision.or_else(|| self.reading.decision.clone()),
            entry,
        })
    }
}

/// The devices of a household.
fn devices(said_first: &BTreeMap<Column, Place<'_>>, problems: &mut Vec<Problem>) -> Devices {
    let mut devices = Devices::default();
    if let Some((row, at, cell)) = said_first.get(&Column::Devices) {
        let named = all(&said(cell));
        devices.all = named.all;
        let unread = named.unread.into_iter();
        let unread = unread.map(|text| Problem::at(*row, *at, Trouble::UnknownWord(text)));
        problems.extend(unread);
    }
    for (column, device) in Column::DEVICES {
        if let Some((row, at, cell)) = said_first.get(&column) {
            let text = said(cell);
            match has(&text) {
                Some(is_there) => drop(devices.marked.insert(device, is_there)),
                None => problems.push(Problem::at(*row, *at, Trouble::UnknownWord(text))),
            }
        }
    }
    devices
}

/// A birth as it is compared.
fn born(birth: Birth) -> String {
    match birth {
        Birth::Date(date) => date.to_string(),
        Birth::Year(year) => year.to_string(),
    }
}

/// Reads facts of a household one by one.
struct Facts<'a> {
    said_first: &'a BTreeMap<Column, Place<'a>>,
    problems: &'a mut Vec<Problem>,
    found: Vec<Fact>,
}

impl Facts<'_> {
    fn text(&mut self, column: Column, most: usize, fact: impl Fn(String) -> Fact) {
        if let Some((row, at, cell)) = self.said_first.get(&column) {
            let text = said(cell);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > most {
                self.problems.push(Problem::at(*row, *at, Trouble::TooLong));
            } else {
                self.found.push(fact(text));
            }
        }
    }

    /// A stroke or «không» is no number, and takes none away that the record knows.
    fn phone(&mut self) {
        let Some((row, at, cell)) = self.said_first.get(&Column::Phone) else {
            return;
        };
        let text = said(cell);
        match has(&text) {
            None => self.text(Column::Phone, LONGEST_PHONE, |text| {
                Fact::Phone(Some(dialled(&text)))
            }),
            Some(false) => {}
            Some(true) => self
                .problems
                .push(Problem::at(*row, *at, Trouble::UnknownWord(text))),
        }
    }

    fn word<T: words::Listed>(&mut self, column: Column, fact: impl Fn(T) -> Fact) {
        if let Some((row, at, cell)) = self.said_first.get(&column) {
            let text = said(cell);
            match word(&text) {
                Some(word) => self.found.push(fact(word)),
                None => self
                    .problems
                    .push(Problem::at(*row, *at, Trouble::UnknownWord(text))),
            }
        }
    }

    fn online(&mut self) {
        if let Some((row, at, cell)) = self.said_first.get(&Column::Internet) {
            let text = said(cell);
            // A list may count those of the house who use it.
            match online(&text).or_else(|| has(&text)) {
                Some(online) => self.found.push(Fact::Internet(Some(online))),
                None => self
                    .problems
                    .push(Problem::at(*row, *at, Trouble::UnknownWord(text))),
            }
        }
    }

    fn score(&mut self) {
        if let Some((row, at, cell)) = self.said_first.get(&Column::IncomeScore) {
            let text = said(cell);
            match text.parse() {
                Ok(score) if score <= HIGHEST_SCORE => {
                    self.found.push(Fact::IncomeScore(Some(score)));
                }
                _ => self
                    .problems
                    .push(Problem::at(*row, *at, Trouble::NoNumber(text))),
            }
        }
    }

    fn area(&mut self) {
        if let Some((row, at, cell)) = self.said_first.get(&Column::Area) {
            let text = said(cell);
            let number = text
                .trim_end_matches(['2', '²'])
                .trim_end_matches(['m', 'M'])
                .trim();
            let number = if text.to_lowercase().contains('m') {
                number
            } else {
                text.as_str()
            };
            match number.replace(',', ".").parse::<f32>() {
                Ok(area) if area.is_finite() && area >= 0.0 => {
                    self.found.push(Fact::Area(Some(area)));
                }
                _ => self
                    .problems
                    .push(Problem::at(*row, *at, Trouble::NoNumber(text))),
            }
        }
    }
}

/// A number as it is dialled: Excel takes the zero off its front.
fn dialled(text: &str) -> String {
    let is_number = text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        format!("0{text}")
    } else {
        text.to_owned()
    }
}
