//! The sheet `entities`, and the column `save_to`: what answers make or change.

use std::collections::BTreeMap;

use dong_hanh_domain::Property;
use dong_hanh_form::{Entity, Expr, Kind};

use crate::grid::{Field, Grid, Row};
use crate::survey::{Desk, Part, Said, is_name, references, similar};
use crate::{Doubt, Where, Wrong};

/// What is before the name of something that software keeps for itself.
const RESERVED: &str = "__";

/// What the columns of `entities` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    List,
    Label,
    Id,
    CreateIf,
    UpdateIf,
}

impl Field for About {
    fn of(parts: &[String]) -> Option<(About, usize)> {
        let about = match parts.first()?.as_str() {
            "list_name" | "dataset" => About::List,
            "label" => About::Label,
            "entity_id" => About::Id,
            "create_if" => About::CreateIf,
            "update_if" => About::UpdateIf,
            _ => return None,
        };
        Some((about, 1))
    }

    fn is_words(self) -> bool {
        false
    }

    fn header(self) -> &'static str {
        match self {
            About::List => "list_name",
            About::Label => "label",
            About::Id => "entity_id",
            About::CreateIf => "create_if",
            About::UpdateIf => "update_if",
        }
    }
}

/// A group or repeat, and whether it is a repeat.
type Around = Vec<(String, bool)>;

/// A list and what is saved to it.
#[derive(Debug)]
struct Kept {
    row: Row,
    /// Which properties are saved, and by which rows.
    saved: BTreeMap<String, u32>,
    /// Where what it speaks of stands, and where that is said.
    places: Vec<(Around, Where, bool)>,
}

#[derive(Debug, Default)]
pub(crate) struct Entities {
    grid: Option<Grid<About>>,
    /// By name, in the order of the sheet.
    lists: Vec<(String, Kept)>,
}

impl Entities {
    pub(crate) fn new(grid: Grid<About>) -> Entities {
        let row = |row: &Row| {
            let kept = Kept {
                row: row.clone(),
                saved: BTreeMap::new(),
                places: Vec::new(),
            };
            (
                grid.get(row, About::List).unwrap_or_default().to_owned(),
                kept,
            )
        };
        let rows = grid.rows.iter().filter(|row| !row.cells.is_empty());
        let lists = rows.map(row).collect();
        Entities {
            grid: Some(grid),
            lists,
        }
    }

    pub(crate) fn has(&self, list: &str) -> bool {
        self.lists.iter().any(|(name, _)| name == list)
    }
}

impl Desk<'_> {
    /// What of a thing an answer says: `property`, or `list#property` where there are several lists.
    pub(crate) fn save_to(&mut self, part: &Part, kind: &Kind) -> Option<String> {
        let row = &part.row;
        let written = self.get(row, Said::SaveTo)?.to_owned();
        let wrong = |desk: &mut Self, wrong| {
            desk.wrong(row, Said::SaveTo, wrong);
            None
        };
        let several = self.entities.lists.len() > 1;
        let (list, property) = match (written.split_once('#'), self.entities.lists.first()) {
            (_, None) => return wrong(self, Wrong::NoEntities),
            (Some((list, property)), _) => (list.to_owned(), property.to_owned()),
            (None, Some(_)) if several => return wrong(self, Wrong::WhichEntity),
            (None, Some((list, _))) => (list.clone(), written),
        };
        let in_small_letters = property.to_lowercase();
        let reserved = matches!(in_small_letters.as_str(), "name" | "label");
        if reserved || property.starts_with(RESERVED) || !is_name(&property) {
            return wrong(self, Wrong::NotAProperty { written: property });
        }
        let (around, at) = (self.around.clone(), self.grid.at(row, Said::SaveTo));
        if !self.entities.has(&list) {
            let known: Vec<String> = self
                .entities
                .lists
                .iter()
                .map(|(name, _)| name.clone())
                .collect();
            let similar = similar(&list, known.iter());
            return wrong(self, Wrong::UnknownEntity { list, similar });
        }
        if list == Property::LIST
            && let Some(unsaved) = self.unsaved(part, kind, &property)
        {
            return wrong(self, unsaved);
        }
        let kept = self
            .entities
            .lists
            .iter_mut()
            .find(|(name, _)| *name == list);
        let (_, kept) = kept?;
        kept.places.push((around, at, true));
        let first = *kept.saved.entry(property.clone()).or_insert(row.number);
        if first != row.number {
            return wrong(
                self,
                Wrong::SavedTwice {
                    property,
                    row: first,
                },
            );
        }
        Some(if several {
            format!("{list}#{property}")
        } else {
            property
        })
    }

    /// The things that a filled form makes or changes; `around` says where each name stands.
    pub(crate) fn entities(&mut self, around: &BTreeMap<String, Around>) -> Vec<Entity> {
        let Some(grid) = self.entities.grid.take() else {
            return Vec::new();
        };
        for column in grid.columns.iter().filter(|column| column.field.is_none()) {
            self.notes.wrong(grid.place(1, column), Wrong::EntityColumn);
        }
        let mut rows = BTreeMap::new();
        let mut entities = Vec::new();
        for (list, kept) in std::mem::take(&mut self.entities.lists) {
            let row = &kept.row;
            let at = |field| grid.at(row, field);
            if list.is_empty() {
                self.notes.wrong(at(About::List), Wrong::NoName);
            } else if !is_name(&list) || list.contains('.') || list.starts_with(RESERVED) {
                let written = list.clone();
                self.notes
                    .wrong(at(About::List), Wrong::EntityName { written });
            }
            let first = *rows.entry(list.clone()).or_insert(row.number);
            if first != row.number {
                let list = list.clone();
                self.notes
                    .wrong(at(About::List), Wrong::EntityTwice { list, row: first });
            }
            if list != Property::LIST {
                let list = list.clone();
                self.notes
                    .doubt(at(About::List), Doubt::StrangeEntity { list });
            } else {
                for field in [About::CreateIf, About::UpdateIf] {
                    if grid.get(row, field).is_some() {
                        self.notes.doubt(at(field), Doubt::HouseholdVisited);
                    }
                }
            }
            let mut expr = |field| {
                let expr = grid.get(row, field).map(|source| Expr(source.to_owned()))?;
                self.check_expr(&grid.at(row, field), &expr);
                Some(expr)
            };
            let (label, id) = (expr(About::Label), expr(About::Id));
            let (create_if, update_if) = (expr(About::CreateIf), expr(About::UpdateIf));
            let wrong = match (&id, &create_if, &update_if, &label) {
                (None, _, Some(_), _) => Some((About::Id, Wrong::NoEntityId)),
                (Some(_), Some(_), None, _) => Some((About::UpdateIf, Wrong::NoUpdateIf)),
                (None, _, None, None) => Some((About::Label, Wrong::NoEntityLabel)),
                _ => None,
            };
            if let Some((field, wrong)) = wrong {
                self.notes.wrong(at(field), wrong);
            }
            let mut places = kept.places;
            for field in [About::Label, About::Id, About::CreateIf, About::UpdateIf] {
                for name in references(grid.get(row, field).unwrap_or_default()).flatten() {
                    let stands = around.get(name).cloned();
                    places.extend(stands.map(|around| (around, at(field), false)));
                }
            }
            let within = self.within_which(&list, &places);
            entities.push(Entity {
                list,
                within,
                label,
                id,
                create_if,
                update_if,
            });
        }
        entities
    }

    /// The group or repeat for whose every instance there is a thing: the deepest repeat that it speaks of, and in it
    /// the innermost group around all that is saved.
    fn within_which(&mut self, list: &str, places: &[(Around, Where, bool)]) -> Option<String> {
        let repeat_of = |around: &Around| {
            let last = around.iter().rposition(|(_, repeat)| *repeat);
            around[..last.map_or(0, |last| last + 1)].to_vec()
        };
        let repeats = places.iter().map(|(around, ..)| repeat_of(around));
        let deepest = repeats.max_by_key(Vec::len).unwrap_or_default();
        for (around, at, saved) in places {
            let own = repeat_of(around);
            if !deepest.starts_with(&own) || (*saved && own != deepest) {
                let list = list.to_owned();
                self.notes.wrong(at.clone(), Wrong::EntityScope { list });
            }
        }
        let mut saved = places
            .iter()
            .filter(|(.., saved)| *saved)
            .map(|(around, ..)| around);
        let mut within = saved.next().cloned().unwrap_or_else(|| deepest.clone());
        for around in saved {
            let shared = within
                .iter()
                .zip(around)
                .take_while(|(a, b)| a == b)
                .count();
            within.truncate(shared);
        }
        let names: Vec<&str> = within.iter().map(|(name, _)| name.as_str()).collect();
        (!names.is_empty()).then(|| names.join("/"))
    }
}
