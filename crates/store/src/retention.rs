//! What of a unit only the server keeps, and what of it goes when its time is over (SPEC.md S20.12).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::retention::{Kept, Which};
use dong_hanh_domain::{ListId, UnitKey};

use crate::{HandedId, HandedKind, Store, StoreResult, drafts};

/// What is to be emptied; what is no more as it was when that was found out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emptying {
    /// Drafts that were handed over.
    pub drafts: Vec<HandedId>,
    /// Lists that were taken in.
    pub lists: Vec<ListId>,
}

/// How much was emptied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emptied {
    /// Drafts.
    pub drafts: u64,
    /// Workbooks.
    pub workbooks: u64,
}

/// One thing that only the server keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnServer {
    /// Which, and since when its term runs.
    pub kept: Kept,
    /// What a workbook is called.
    pub file: Option<String>,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Draft(HandedId),
    List(ListId),
}

/// What only the server keeps of a unit and has a term: drafts that were closed, with those of the same that were there
/// then, and workbooks with their rows.
///
/// # Errors
/// As the store has them.
pub async fn on_server(store: &dyn Store, unit: &UnitKey) -> StoreResult<Vec<OnServer>> {
    let handed = store.handed(unit, HandedKind::Draft).await?;
    let closed = drafts::closed(&handed).into_iter();
    let drafts = closed.map(|(kept, at)| {
        let id = kept.handed.id();
        let digits = id.digest.iter().map(|byte| format!("{byte:02x}"));
        OnServer {
            kept: Kept {
                which: Which::Draft {
                    author: id.author,
                    digest: digits.collect(),
                },
                since: day_of(at),
            },
            file: None,
            place: Place::Draft(id),
        }
    });
    let imports = store.full_imports(unit).await?.into_iter();
    let workbooks = imports.map(|import| OnServer {
        kept: Kept {
            which: Which::Workbook { list: import.id },
            since: day_of(import.at),
        },
        file: Some(import.file),
        place: Place::List(import.id),
    });
    Ok(drafts.chain(workbooks).collect())
}

/// What of what an officer was shown is to be emptied: that of which the term is over on a day, by what the unit has set.
///
/// # Errors
/// As the store has them.
pub async fn due(
    store: &dyn Store,
    unit: &UnitKey,
    shown: &[Which],
    today: NaiveDate,
) -> StoreResult<Emptying> {
    let rules = store.settings(unit).await?.retention;
    let shown: BTreeSet<_> = shown.iter().collect();
    let mut emptying = Emptying::default();
    for one in on_server(store, unit).await? {
        if !shown.contains(&one.kept.which) || !rules.is_due(&one.kept, today) {
            continue;
        }
        match one.place {
            Place::Draft(id) => emptying.drafts.push(id),
            Place::List(id) => emptying.lists.push(id),
        }
    }
    Ok(emptying)
}

/// The names of pictures that stand in a text: 64 hexadecimal digits each.
#[must_use]
pub fn digests_in(content: &[u8]) -> Vec<String> {
    let words = content.split(|byte| !byte.is_ascii_digit() && !(b'a'..=b'f').contains(byte));
    let digests = words.filter(|word| word.len() == 64);
    digests
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect()
}
