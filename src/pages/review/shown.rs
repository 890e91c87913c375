//! What there is to show of a visit: what it says, what is otherwise than before, and what it lacks.

use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::VisitId;
use dong_hanh_domain::following::Promised;
use dong_hanh_form::{Form, Lang};

use super::comparing::{Against, Comparison, against, compare, first};
use super::elsewhere;
use crate::pages::visit::reading::{Reading, read};
use crate::replica::{Replica, Standing, VisitView};

/// Everything that the pane shows of a visit; while it is equal, nothing on the page moves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) visit: VisitView,
    pub(super) name: String,
    /// What it lacks that came through another client.
    pub(super) lacks: Vec<String>,
    pub(super) read: Option<Read>,
}

/// What can be said of a visit whose form is here.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) reading: Reading,
    pub(super) against: Against,
    pub(super) before: Option<VisitView>,
    pub(super) comparison: Comparison,
    /// What the office had asked for, of an amendment.
    pub(super) asked: Option<String>,
    /// Promises of the visit before whose day is over.
    pub(super) past: Vec<Promised>,
}

/// What there is to show of a visit, if it is here.
pub(super) fn shown(replica: Replica, id: VisitId, lang: Lang) -> Option<Shown> {
    let visit = replica.visit(id)?;
    let household = replica.row(visit.row.household)?;
    let name = format!("{} {}", household.courtesy.title(), household.name);
    let form = replica.form(&visit.form);
    let elsewhere = replica.elsewhere(id);
    let lacks = elsewhere.map(|elsewhere| elsewhere::lines(&elsewhere, form.as_deref(), lang));
    let read = form.map(|form| read_visit(replica, &visit, &form, lang));
    Some(Shown {
        lacks: lacks.unwrap_or_default(),
        visit,
        name,
        read,
    })
}

fn read_visit(replica: Replica, visit: &VisitView, form: &Arc<Form>, lang: Lang) -> Read {
    let reading = read(form, &visit.answers, lang);
    let against = against(
        &visit.row,
        &replica.visits_alike(visit.row.household, &visit.form),
    );
    let before = against.visit().and_then(|id| replica.visit(id));
    let form_before = before
        .as_ref()
        .and_then(|before| replica.form(&before.form));
    let (Some(before), Some(form_before)) = (before, form_before) else {
        let comparison = first(form, &visit.answers, lang);
        return Read {
            reading,
            against: Against::Nothing,
            before: None,
            comparison,
            asked: None,
            past: Vec::new(),
        };
    };
    // Where nobody was met or nobody agreed, nothing was asked: an empty answer is no change.
    let comparison = if reading.nobody || reading.refused {
        Comparison::default()
    } else {
        compare(
            against,
            (&form_before, &before.answers),
            (form, &visit.answers),
            lang,
        )
    };
    let asked = match &before.row.standing {
        Standing::Amended { reason, .. } => reason.clone(),
        Standing::Returned { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let met_on = visit.row.finished.day();
    let past = match against {
        Against::Previous(_) => overdue(
            read(&form_before, &before.answers, lang).commitments,
            met_on,
        ),
        Against::Returned(_) | Against::Nothing => Vec::new(),
    };
    Read {
        reading,
        against,
        before: Some(before),
        comparison,
        asked,
        past,
    }
}

fn overdue(commitments: Vec<Promised>, on: NaiveDate) -> Vec<Promised> {
    commitments
        .into_iter()
        .filter(|commitment| commitment.due.is_some_and(|due| due < on))
        .collect()
}
