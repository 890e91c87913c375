//! What the list says of a visit.

use dong_hanh_form::Lang;

use super::comparing::{Comparison, against, compare};
use super::queue::{Entry, Flag};
use crate::pages::visit::reading::read;
use crate::replica::{Replica, VisitRow, VisitView};

/// Reads a visit for the list; none while its household has not arrived.
pub fn entry(replica: Replica, row: &VisitRow, lang: Lang) -> Option<Entry> {
    let household = replica.row(row.household)?;
    let visit = replica.visit(row.id)?;
    Some(Entry {
        visit: row.id,
        household: row.household,
        called: format!("{} {}", household.courtesy.word(), household.name),
        received: visit.received.unwrap_or_else(|| row.finished.corrected()),
        flag: flag(replica, row, &visit, lang).unwrap_or(Flag::Unreadable),
    })
}

/// The one thing to say of a visit. None where the form of the visit, or of the one before, is not here.
pub fn flag(replica: Replica, row: &VisitRow, visit: &VisitView, lang: Lang) -> Option<Flag> {
    let form = replica.form(&visit.form)?;
    let reading = read(&form, &visit.answers, lang);
    if let Some(what) = reading.urgent {
        return Some(Flag::Urgent(what));
    }
    if row.amends.is_some() {
        return Some(Flag::Amended);
    }
    if reading.refused {
        return Some(Flag::Refused);
    }
    if reading.nobody {
        return Some(Flag::Nobody);
    }
    let against = against(row, &replica.visits_alike(row.household, &visit.form));
    let Some(before) = against.visit().and_then(|id| replica.visit(id)) else {
        return Some(Flag::First);
    };
    let form_before = replica.form(&before.form)?;
    let Comparison {
        mut changed,
        learnt,
        ..
    } = compare(
        against,
        (&form_before, &before.answers),
        (&form, &visit.answers),
        lang,
    );
    Some(match (changed.len(), learnt.len()) {
        (0, 0) => Flag::Same,
        (0, new) => Flag::Learnt(new),
        (1, _) => {
            let change = changed.remove(0);
            Flag::Changed {
                about: change.within.last().cloned().unwrap_or(change.label),
                before: change.before,
                after: change.after,
            }
        }
        (many, _) => Flag::ManyChanged(many),
    })
}
