//! The sheet `choices`: lists, which become tables of the form.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::Table;

use crate::enclosed::Medium;
use crate::grid::{Column, Field, Grid, Row};
use crate::language::Languages;
use crate::notes::Notes;
use crate::{Doubt, Where, Wrong};

/// What the columns of `choices` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    List,
    Name,
    Label,
    Image,
    BigImage,
    Audio,
    Video,
}

impl Field for Chosen {
    fn of(parts: &[String]) -> Option<(Chosen, usize)> {
        let first = parts.first()?.as_str();
        let (medium, said) = match first {
            "media" => (parts.get(1)?.as_str(), 2),
            other => (other, 1),
        };
        let field = match medium {
            "image" => Chosen::Image,
            "big-image" => Chosen::BigImage,
            "audio" => Chosen::Audio,
            "video" => Chosen::Video,
            "list_name" => Chosen::List,
            "name" | "value" => Chosen::Name,
            "label" | "caption" => Chosen::Label,
            _ => return None,
        };
        Some((field, said))
    }

    fn is_words(self) -> bool {
        self == Chosen::Label
    }

    fn header(self) -> &'static str {
        match self {
            Chosen::List => "list_name",
            Chosen::Name => "name",
            Chosen::Label => "label",
            Chosen::Image => "media::image",
            Chosen::BigImage => "media::big-image",
            Chosen::Audio => "media::audio",
            Chosen::Video => "media::video",
        }
    }
}

/// What a cell of choices says to people.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    pub(crate) at: Where,
    pub(crate) text: String,
    /// What it is a file for; words, if it is none.
    pub(crate) medium: Option<Medium>,
}

/// The choice that stands for all that is not in a list.
pub(crate) const OTHER: &str = "other";

/// One choice: a row, or one that is added to all lists of a kind.
#[derive(Clone, Debug)]
struct Choice {
    name: String,
    row: Option<Row>,
    /// What it is called where no row says it: in Vietnamese and in other languages.
    own: [&'static str; 2],
}

/// A list with its choices in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    choices: Vec<Choice>,
}

impl List {
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.choices.iter().map(|choice| choice.name.as_str())
    }

    /// The rows of the sheet, with their choices' names.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        let choices = self.choices.iter();
        choices.filter_map(|choice| Some((choice.name.as_str(), choice.row.as_ref()?)))
    }

    /// The choices with their words by language.
    pub(crate) fn labels<'l>(
        &'l self,
        grid: &'l Grid<Chosen>,
        languages: &'l Languages,
    ) -> impl Iterator<Item = (&'l str, Vec<(Option<&'l str>, &'l str)>)> {
        self.choices.iter().map(|choice| {
            let labels = match &choice.row {
                Some(row) => grid.words(row, Chosen::Label).collect(),
                None => languages.added(choice.own),
            };
            (choice.name.as_str(), labels)
        })
    }

    /// Adds the choice that stands for all that is not in the list.
    pub(crate) fn add_other(&mut self) {
        self.add(OTHER, ["Khác", "Other"]);
    }

    /// Adds a choice that no row has, unless there is one of that name.
    pub(crate) fn add(&mut self, name: &str, own: [&'static str; 2]) {
        if !self.names().any(|known| known == name) {
            self.choices.push(Choice {
                name: name.to_owned(),
                row: None,
                own,
            });
        }
    }
}

/// The sheet and the lists on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    grid: Option<Grid<Chosen>>,
    pub(crate) lists: BTreeMap<String, List>,
    /// Those that the form speaks of.
    pub(crate) used: BTreeSet<String>,
}

impl Lists {
    pub(crate) fn new(grid: Grid<Chosen>, duplicates: bool, notes: &mut Notes) -> Lists {
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        if !grid.rows.is_empty() {
            for field in [Chosen::List, Chosen::Name] {
                if !grid.has(field) {
                    let mut at = grid.at(&Row::default(), field);
                    at.row = Some(1);
                    let column = field.header().to_owned();
                    notes.wrong(at, Wrong::NoColumn { column });
                    return Lists::default();
                }
            }
        }
        let mut seen = BTreeMap::new();
        for row in &grid.rows {
            let (list, name) = (grid.get(row, Chosen::List), grid.get(row, Chosen::Name));
            let Some(said) = list else {
                if name.is_some() {
                    notes.doubt(grid.at(row, Chosen::List), Doubt::ChoiceWithoutList);
                }
                continue;
            };
            let list = lists.entry(said.to_owned()).or_default();
            let Some(name) = name else {
                notes.wrong(grid.at(row, Chosen::Name), Wrong::ChoiceWithoutName);
                continue;
            };
            let twin = *seen.entry((said, name)).or_insert(row.number);
            if twin != row.number && !duplicates {
                let (at, name) = (grid.at(row, Chosen::Name), name.to_owned());
                notes.wrong(at, Wrong::DuplicateChoice { name, row: twin });
            }
            if grid.get(row, Chosen::Label).is_none() {
                notes.doubt(grid.at(row, Chosen::Label), Doubt::NoChoiceLabel);
            }
            list.choices.push(Choice {
                name: name.to_owned(),
                row: Some(row.clone()),
                own: ["", ""],
            });
        }
        Lists {
            grid: Some(grid),
            lists,
            used: BTreeSet::new(),
        }
    }

    pub(crate) fn grid(&self) -> Option<&Grid<Chosen>> {
        self.grid.as_ref()
    }

    /// The languages of the columns of words.
    pub(crate) fn languages(&self) -> impl Iterator<Item = Option<&str>> {
        let columns = self.grid.iter().flat_map(|grid| &grid.columns);
        let words = columns.filter(|column| {
            column
                .field
                .is_some_and(|field| !matches!(field, Chosen::List | Chosen::Name))
        });
        words.map(|column| column.language.as_deref())
    }

    /// Whether the sheet has a column that expressions know by this name.
    pub(crate) fn has_column(&self, name: &str) -> bool {
        let mut columns = self.grid.iter().flat_map(|grid| &grid.columns);
        matches!(name, "name" | "itextId")
            || columns.any(|column| match column.field {
                Some(field) => field.header() == name,
                None => column.header == name,
            })
    }

    /// Refuses spaces in the names of a list of which several can be chosen, since spaces stand between them.
    pub(crate) fn refuse_spaces(&self, list: &str, notes: &mut Notes) {
        let (Some(grid), Some(list)) = (&self.grid, self.lists.get(list)) else {
            return;
        };
        for (name, row) in list
            .rows()
            .filter(|(name, _)| name.contains(char::is_whitespace))
        {
            let name = name.to_owned();
            notes.wrong(grid.at(row, Chosen::Name), Wrong::ChoiceSpace { name });
        }
    }

    /// The column that a list's words stand in, or that stands for them.
    pub(crate) fn words(&self, list: &str) -> &'static str {
        let labelled = self
            .columns(list)
            .any(|column| column.field == Some(Chosen::Label));
        if labelled { "label" } else { "name" }
    }

    /// What the choices say to people that are used.
    pub(crate) fn said(&self) -> Vec<Spoken> {
        let Some(grid) = &self.grid else {
            return Vec::new();
        };
        let lists = self
            .lists
            .iter()
            .filter(|(name, _)| self.used.contains(*name));
        let rows = lists.flat_map(|(_, list)| list.rows().map(|(_, row)| row));
        let fields = [
            (Chosen::Label, None),
            (Chosen::Image, Some(Medium::Picture)),
            (Chosen::BigImage, Some(Medium::Picture)),
            (Chosen::Audio, Some(Medium::Sound)),
            (Chosen::Video, Some(Medium::Film)),
        ];
        let said = rows.flat_map(|row| {
            fields.into_iter().flat_map(move |(field, medium)| {
                grid.all(row, field).map(move |(column, text)| Spoken {
                    at: grid.place(row.number, column),
                    text: text.to_owned(),
                    medium,
                })
            })
        });
        said.collect()
    }

    /// Tells of lists that nothing uses.
    pub(crate) fn doubt_unused(&self, notes: &mut Notes) {
        for (name, list) in &self.lists {
            if let (Some(grid), Some((_, row)), false) =
                (&self.grid, list.rows().next(), self.used.contains(name))
            {
                let list = name.clone();
                notes.doubt(grid.at(row, Chosen::List), Doubt::UnusedList { list });
            }
        }
    }

    /// The columns in which a list says anything, without its own name and its choices'.
    fn columns(&self, list: &str) -> impl Iterator<Item = &Column<Chosen>> {
        let columns = self.grid.iter().flat_map(|grid| &grid.columns);
        let rows = self.lists.get(list);
        columns.filter(move |column| {
            let kept = match column.field {
                Some(Chosen::List | Chosen::Name) => false,
                Some(_) => true,
                // An element of XML has no spaces in its name, and expressions no way to write them.
                None => crate::survey::is_name(&column.header),
            };
            kept && rows.is_some_and(|list| {
                list.rows()
                    .any(|(_, row)| row.cells.contains_key(&column.index))
            })
        })
    }

    /// Whether a list says nothing but words.
    pub(crate) fn is_plain(&self, list: &str) -> bool {
        let label = |column: &Column<Chosen>| column.field == Some(Chosen::Label);
        self.lists.contains_key(list) && self.columns(list).all(label)
    }

    /// The table that a list is.
    pub(crate) fn table(&self, list: &str) -> Option<Table> {
        let columns: Vec<&Column<Chosen>> = self.columns(list).collect();
        let header = |column: &Column<Chosen>| {
            let stem = column
                .field
                .map_or(column.header.as_str(), |field| field.header());
            let language = column.language.as_ref();
            language.map_or_else(|| stem.to_owned(), |language| format!("{stem}::{language}"))
        };
        let mut headers = vec!["name".to_owned()];
        headers.extend(columns.iter().map(|column| header(column)));
        let first_label = columns
            .iter()
            .position(|column| column.field == Some(Chosen::Label));
        let row = |choice: &Choice| {
            let mut row = vec![choice.name.clone()];
            for column in &columns {
                let cell = choice
                    .row
                    .as_ref()
                    .and_then(|row| row.cells.get(&column.index));
                let own = match (column.field, &choice.row) {
                    (Some(Chosen::Label), None) => {
                        let [vi, other] = choice.own;
                        if column.language.as_deref() == Some("vi") {
                            vi
                        } else {
                            other
                        }
                    }
                    _ => "",
                };
                row.push(cell.map_or(own, String::as_str).to_owned());
            }
            // Without any words a choice is called by its name.
            let is_label = |index: usize| columns[index].field == Some(Chosen::Label);
            let wordless = (0..columns.len())
                .filter(|index| is_label(*index))
                .all(|index| row[index + 1].is_empty());
            if let Some(label) = first_label.filter(|_| wordless) {
                row[label + 1].clone_from(&choice.name);
            }
            row
        };
        let rows = self.lists.get(list)?.choices.iter().map(row).collect();
        Table::new(headers, rows).ok()
    }
}
