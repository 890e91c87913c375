//! `begin loop over`, an old spelling: a group with the same questions for each choice of a list.

use super::Said;
use super::kinds::Type;
use super::outline::{Part, Parts};
use crate::choices::Lists;
use crate::grid::{Grid, Row};
use crate::language::Languages;
use crate::notes::Notes;
use crate::read::MOST_ROWS;
use crate::survey::names::similar;
use crate::{Section, Wrong};

/// Writes out every loop.
pub(crate) struct Looped<'b> {
    pub(crate) grid: &'b Grid<Said>,
    pub(crate) lists: &'b mut Lists,
    pub(crate) languages: &'b Languages,
    pub(crate) notes: &'b mut Notes,
    /// How many rows may still be made.
    pub(crate) left: u32,
}

/// How a choice is named in the rows of a loop, and its words in each language.
struct Turn<'c> {
    name: &'c str,
    labels: Vec<(Option<&'c str>, &'c str)>,
}

impl<'b> Looped<'b> {
    pub(crate) fn new(
        grid: &'b Grid<Said>,
        lists: &'b mut Lists,
        languages: &'b Languages,
        notes: &'b mut Notes,
    ) -> Looped<'b> {
        Looped {
            grid,
            lists,
            languages,
            notes,
            left: MOST_ROWS,
        }
    }

    /// Adds something else to the lists of which a question says so: loops over them go on to that.
    pub(crate) fn add_others(&mut self, parts: &[Part]) {
        for part in parts {
            if let Type::Choose(choose) = &part.kind
                && choose.or_other
                && let Some(list) = self.lists.lists.get_mut(&choose.list)
            {
                list.add_other();
            }
            self.add_others(&part.parts);
        }
    }

    pub(crate) fn write_out(&mut self, parts: Parts) -> Parts {
        parts.into_iter().map(|part| self.part(part)).collect()
    }

    fn part(&mut self, mut part: Part) -> Part {
        part.parts = self.write_out(part.parts);
        let Type::Begin(Section::Loop, list) = &part.kind else {
            return part;
        };
        let at = self.grid.at(&part.row, Said::Type);
        let Some(list) = list.clone() else {
            self.notes.wrong(at, Wrong::LoopWithoutList);
            return part;
        };
        let Some(rows) = self.lists.lists.get(&list).cloned() else {
            let similar = similar(&list, self.lists.lists.keys());
            self.notes.wrong(at, Wrong::NoList { list, similar });
            return part;
        };
        self.lists.used.insert(list);
        let Some(choices) = self.lists.grid().cloned() else {
            return part;
        };
        let template = std::mem::take(&mut part.parts);
        for (name, labels) in rows
            .labels(&choices, self.languages)
            .filter(|(name, _)| *name != "none")
        {
            let turn = Turn { name, labels };
            let made = count(&template);
            let Some(left) = self.left.checked_sub(made) else {
                self.notes.wrong(at, Wrong::TooBig);
                return part;
            };
            self.left = left;
            part.parts.push(Part {
                row: Row {
                    number: part.row.number,
                    ..Row::default()
                },
                name: name.to_owned(),
                kind: Type::Begin(Section::Group, None),
                own_label: self.languages.text(turn.labels.iter().copied()),
                parts: template
                    .iter()
                    .map(|part| self.turned(part, &turn))
                    .collect(),
            });
        }
        part
    }

    fn turned(&self, part: &Part, turn: &Turn<'_>) -> Part {
        let mut row = part.row.clone();
        for column in &self.grid.columns {
            if let Some(cell) = row.cells.get_mut(&column.index) {
                let language = column.language.as_deref();
                let said = turn.labels.iter().find(|(own, _)| *own == language);
                let label = said
                    .or(turn.labels.first())
                    .map_or(turn.name, |(_, label)| label);
                *cell = cell
                    .replace("%(name)s", turn.name)
                    .replace("%(label)s", label);
            }
        }
        Part {
            row,
            name: part.name.replace("%(name)s", turn.name),
            kind: part.kind.clone(),
            own_label: part.own_label.clone(),
            parts: part
                .parts
                .iter()
                .map(|part| self.turned(part, turn))
                .collect(),
        }
    }
}

fn count(parts: &[Part]) -> u32 {
    parts.iter().map(|part| 1 + count(&part.parts)).sum()
}
