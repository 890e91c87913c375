//! A workbook becomes a definition, or a list of all that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::Property;
use dong_hanh_form::{About, Definition, Entity, Expr, Form, FormError, Node, Table, Text};

use crate::choices::Lists;
use crate::cycle::circles;
use crate::entities::Entities;
use crate::grid::{Field, Grid, Row};
use crate::language::Languages;
use crate::named::{of_file, stem};
use crate::notes::Notes;
use crate::read::{SHEETS, Sheet, Workbook, workbook};
use crate::settings::{Setting, Settings};
use crate::survey::{Desk, Looped, Names, Part, Parts, Said, outline};
use crate::{Doubt, Mistake, Warning, Where, Wrong};

/// The files that come with a workbook, by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a workbook says.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The form.
    pub form: Definition,
    /// What somebody should know of it, by sheet, row and column.
    pub warnings: Vec<Warning>,
}

/// Compiles a workbook (`.xlsx` or `.xls`, told by what is in it). Where it does not say what the form is called, the name
/// of its file does.
///
/// The same workbook under the same name and with the same files gives the same definition, to the byte when it is written down.
///
/// # Errors
/// All mistakes at once, by sheet, row and column.
pub fn compile(file: &str, bytes: &[u8], files: &Files) -> Result<Compiled, Vec<Mistake>> {
    let mut notes = Notes::default();
    let form = match workbook(bytes) {
        Ok(workbook) => form(file, &workbook, files, &mut notes),
        Err(wrong) => {
            notes.wrong(Where::file(), wrong);
            None
        }
    };
    notes.sort();
    match form {
        Some(form) if notes.mistakes.is_empty() => Ok(Compiled {
            form,
            warnings: notes.warnings,
        }),
        _ => Err(notes.mistakes),
    }
}

fn form(file: &str, workbook: &Workbook, files: &Files, notes: &mut Notes) -> Option<Definition> {
    let sheet = |name: &str| workbook.sheets.iter().find(|sheet| sheet.title == name);
    doubt_titles(workbook, notes);
    let Some(survey) = sheet("survey") else {
        let similar = workbook
            .titles
            .iter()
            .find(|title| is_like(title, "survey"))
            .cloned();
        notes.wrong(Where::sheet("survey"), Wrong::NoSheet { similar });
        return None;
    };
    let none = Sheet {
        title: "settings".to_owned(),
        ..Sheet::default()
    };
    let settings = Settings::new(sheet("settings").unwrap_or(&none), notes);
    let grid: Grid<Said> = Grid::new(survey, !settings.is_no(Setting::CleanText), notes);
    grid.doubt_unknown(notes);
    doubt_unused(&grid, notes);
    if !grid.has(Said::Type) {
        let mut at = grid.at(&Row::default(), Said::Type);
        at.row = Some(1);
        let column = Said::Type.header().to_owned();
        notes.wrong(at, Wrong::NoColumn { column });
        return None;
    }
    let duplicates = settings.is_yes(Setting::Duplicates);
    let mut lists_of = |name: &str| {
        let grid = sheet(name).map(|sheet| Grid::new(sheet, false, notes));
        grid.map(|grid| Lists::new(grid, duplicates, notes))
            .unwrap_or_default()
    };
    let (mut lists, external) = (lists_of("choices"), lists_of("external_choices"));
    let languages = languages(&settings, &grid, &lists);
    let parts = outline(&grid, notes);
    if parts.is_empty() && notes.mistakes.is_empty() {
        notes.wrong(Where::sheet("survey"), Wrong::NothingAsked);
    }
    let mut looped = Looped::new(&grid, &mut lists, &languages, notes);
    looped.add_others(&parts);
    let parts = looped.write_out(parts);
    let names = Names::new(&parts);
    let entities = sheet("entities").map(|sheet| Entities::new(Grid::new(sheet, true, notes)));
    let mut desk = Desk {
        grid: &grid,
        languages: &languages,
        names: &names,
        files,
        notes,
        lists,
        external,
        tables: BTreeMap::new(),
        enclosed: BTreeMap::new(),
        looked_up: BTreeSet::new(),
        entities: entities.unwrap_or_default(),
        rows: BTreeMap::new(),
        around: Vec::new(),
        none_option: settings.is_yes(Setting::NoneOption),
    };
    let definition = desk.definition(file, &settings, &parts);
    desk.check(definition)
}

impl Desk<'_> {
    fn definition(&mut self, file: &str, settings: &Settings, parts: &Parts) -> Definition {
        let mut nodes = self.nodes(parts, None);
        let mut unseen = Vec::new();
        unseen_among(&nodes, &mut unseen);
        self.check_triggers(parts, &unseen);
        let mut around = BTreeMap::new();
        stand(parts, &mut Vec::new(), &mut around);
        let entities = self.entities(&around);
        let instance_name = settings.get(Setting::InstanceName).map(|source| {
            let expr = Expr(source.to_owned());
            let at = settings.grid.at(&settings.row, Setting::InstanceName);
            self.check_expr(&at, &expr);
            expr
        });
        let (name, called) = self.name(file, settings);
        let about = self.about(settings, &entities);
        let title = self
            .languages
            .text(settings.grid.words(&settings.row, Setting::Title));
        // A title is often said once, whatever the languages of the questions are.
        let title = title.or_else(|| settings.get(Setting::Title).map(Text::plain));
        self.lists.doubt_unused(self.notes);
        self.check_choices();
        self.own_choices(&mut nodes);
        Definition {
            title: title.unwrap_or_else(|| Text::plain(&called)),
            name,
            version: settings
                .get(Setting::Version)
                .unwrap_or_default()
                .to_owned(),
            nodes,
            tables: self.all_tables(),
            instance_name,
            entities,
            about,
            files: std::mem::take(&mut self.enclosed),
        }
    }

    /// The form's name for software, and what people call it where nobody has given it a title.
    fn name(&mut self, file: &str, settings: &Settings) -> (String, String) {
        if let Some(name) = settings.get(Setting::Id) {
            return (name.to_owned(), name.to_owned());
        }
        let name = of_file(file);
        if file.is_empty() {
            return (name.clone(), name);
        }
        let at = settings.grid.at(&settings.row, Setting::Id);
        let doubt = Doubt::NamedByFile { name: name.clone() };
        self.notes.doubt(at, doubt);
        (name, stem(file).to_owned())
    }

    /// Whom or what the form is filled about.
    fn about(&mut self, settings: &Settings, entities: &[Entity]) -> About {
        let said = settings.get(Setting::About);
        let about = match said {
            None | Some("household") => return About::Household,
            Some("none") => About::None,
            Some(written) => {
                let written = written.to_owned();
                let at = settings.grid.at(&settings.row, Setting::About);
                self.notes.wrong(at, Wrong::NotAbout { written });
                return About::Household;
            }
        };
        if entities.iter().any(|entity| entity.list == Property::LIST) {
            let at = settings.grid.at(&settings.row, Setting::About);
            self.notes.wrong(at, Wrong::AboutNoHousehold);
        }
        about
    }

    /// The tables that the form speaks of: lists and files.
    fn all_tables(&mut self) -> BTreeMap<String, Table> {
        let mut tables = std::mem::take(&mut self.tables);
        for lists in [&self.external, &self.lists] {
            let used = lists.used.iter();
            tables.extend(used.filter_map(|list| Some((list.clone(), lists.table(list)?))));
        }
        tables
    }

    /// What can be seen only in the form as a whole.
    fn check(&mut self, definition: Definition) -> Option<Definition> {
        for circle in circles(&definition.nodes) {
            let at = self.reckoned_at(&circle.at);
            // That a repeat counts itself is a circle that was told already.
            let told = |mistake: &Mistake| {
                mistake.at == at && matches!(mistake.wrong, Wrong::CountsItself { .. })
            };
            if !self.notes.mistakes.iter().any(told) {
                let path = circle.path;
                self.notes.wrong(at, Wrong::Cycle { path });
            }
        }
        if !self.notes.mistakes.is_empty() {
            return None;
        }
        match Form::new(definition) {
            Ok(form) => Some((*form).clone()),
            Err(error) => {
                let (at, message) = match &error {
                    FormError::At { place, fault } => {
                        (self.reckoned_at(&place.to_string()), fault.to_string())
                    }
                    other => (Where::sheet(SHEETS[0]), other.to_string()),
                };
                self.notes.wrong(at, Wrong::Form { message });
                None
            }
        }
    }

    /// The cell that says what a node depends on.
    fn reckoned_at(&self, path: &str) -> Where {
        let number = self.rows.get(path).copied().unwrap_or(1);
        let none = Row {
            number,
            ..Row::default()
        };
        let row = self
            .grid
            .rows
            .iter()
            .find(|row| row.number == number)
            .unwrap_or(&none);
        let fields = [Said::Calculation, Said::Relevant, Said::RepeatCount];
        let said = fields
            .into_iter()
            .find(|field| self.get(row, *field).is_some());
        self.grid.at(row, said.unwrap_or(Said::Name))
    }
}

fn languages(settings: &Settings, grid: &Grid<Said>, lists: &Lists) -> Languages {
    let words = grid.columns.iter().filter(|column| {
        let media = [Said::Image, Said::BigImage, Said::Audio, Said::Video];
        column
            .field
            .is_some_and(|field| field.is_words() || media.contains(&field))
    });
    let words = words.map(|column| column.language.as_deref());
    Languages::new(
        settings.get(Setting::Language),
        words.chain(lists.languages()),
    )
}

/// Where each name stands.
fn stand(
    parts: &[Part],
    around: &mut Vec<(String, bool)>,
    found: &mut BTreeMap<String, Vec<(String, bool)>>,
) {
    for part in parts {
        found.insert(part.name.clone(), around.clone());
        if let Some(section) = part.section() {
            around.push((part.name.clone(), section == crate::Section::Repeat));
            stand(&part.parts, around, found);
            around.pop();
        }
    }
}

/// The names of what nobody sees.
fn unseen_among(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Question(question) if question.kind.is_shown() => {}
            Node::Question(question) => found.push(question.name.clone()),
            Node::Group(group) => unseen_among(&group.nodes, found),
            Node::Repeat(repeat) => unseen_among(&repeat.nodes, found),
        }
    }
}

/// Tells of columns with something in them that other software alone follows.
fn doubt_unused(grid: &Grid<Said>, notes: &mut Notes) {
    for column in grid
        .columns
        .iter()
        .filter(|column| column.field == Some(Said::NotDone))
    {
        let first = grid
            .rows
            .iter()
            .find(|row| row.cells.contains_key(&column.index));
        if let Some(row) = first {
            notes.doubt(grid.place(row.number, column), Doubt::UnusedColumn);
        }
    }
}

/// Tells of sheets that have almost the name of one that is read.
fn doubt_titles(workbook: &Workbook, notes: &mut Notes) {
    for title in &workbook.titles {
        let read = |name: &str| workbook.sheets.iter().any(|sheet| sheet.title == name);
        let meant = SHEETS
            .iter()
            .find(|name| is_like(title, name) && !read(name));
        if let Some(sheet) = meant.filter(|_| workbook.titles.len() > 1) {
            let sheet = (*sheet).to_owned();
            notes.doubt(Where::sheet(title), Doubt::SimilarSheet { sheet });
        }
    }
}

fn is_like(title: &str, name: &str) -> bool {
    const MOST_APART: usize = 2;
    let title = title.trim().to_lowercase();
    let other = !SHEETS.contains(&title.as_str()) && !title.starts_with('_');
    other && strsim::levenshtein(&title, name) <= MOST_APART
}
