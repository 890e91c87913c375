//! Looking at a list: how it is read, and what it would make of the record.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_domain::{
    DeviceId, DeviceTime, Extra, Hamlet, Household, HouseholdId, ListId, OperationId, UserId,
};
use dong_hanh_register::{
    Guess, Hamlets, Kind, Known, Planned, Reading, Verdict, guess, open, plan, read,
};
use dong_hanh_store::ImportRow;
use dong_hanh_sync::{Action, ChangedHousehold, Operation, RawOperation};
use dong_hanh_workbook::{Unread, Workbook};
use uuid::Uuid;

use super::{ListedRow, Said};
use crate::error::Problem;

/// What was looked at.
pub struct Looked {
    /// How it is read.
    pub guess: Guess,
    /// What it would make of the record.
    pub planned: Vec<Planned>,
}

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::NotAWorkbook => Self::NotWorkbook,
            Unread::TooBig => Self::TooLarge,
        }
    }
}

/// Looks at a list, as it says itself or as somebody has corrected it.
///
/// # Errors
/// [`Problem::NotWorkbook`] also where no sheet of it holds anything; [`Problem::TooLarge`].
pub fn look(
    file: &[u8],
    corrected: Option<Reading>,
    (hamlets, households): (&Hamlets, Vec<Household>),
    by: UserId,
    now: DateTime<Utc>,
) -> Result<Looked, Problem> {
    let workbook: Workbook = open(file)?;
    let sheet = corrected.as_ref().map(|reading| reading.sheet.as_str());
    let mut guessed = guess(&workbook, sheet).ok_or(Problem::NotWorkbook)?;
    if let Some(reading) = corrected {
        guessed.reading = reading;
    }
    let today = now.with_timezone(&VIETNAM).date_naive();
    let list = read(&workbook, &guessed.reading, hamlets, today);
    let known = Known::new(households);
    let planned = plan(list, &known, hamlets, by, today, &mut || new_id(now));
    Ok(Looked {
        guess: guessed,
        planned,
    })
}

/// What a list would make of the record, as the store keeps it.
///
/// # Errors
/// [`Problem::Internal`] where something cannot be written down.
pub fn rows(
    planned: Vec<Planned>,
    id: ListId,
    now: DateTime<Utc>,
) -> Result<Vec<ImportRow>, Problem> {
    let rows = (0..).zip(planned).map(|(place, planned)| {
        let body = listed(&planned);
        let (household, action) = said(planned.verdict);
        let operation = action.map(|action| {
            let operation = Operation {
                id: OperationId(new_id(now)),
                device: device(id),
                counter: u64::from(place) + 1,
                made: clock(now),
                settles: None,
                action,
            };
            RawOperation::seal(&operation)
        });
        let operation = operation.transpose().map_err(|_| Problem::Internal)?;
        Ok(ImportRow {
            place,
            kind: body.kind.clone(),
            household,
            body: serde_json::to_string(&body).map_err(|_| Problem::Internal)?,
            operation: operation.map(|raw| raw.text().to_owned()),
            outcome: None,
        })
    });
    rows.collect()
}

fn said(verdict: Verdict) -> (Option<HouseholdId>, Option<Action>) {
    match verdict {
        Verdict::New(household) => (
            Some(household.id),
            Some(Action::RegisterHousehold { household }),
        ),
        Verdict::Changed {
            household,
            said,
            seen,
            ..
        } => {
            let changed = ChangedHousehold {
                household,
                changes: said,
                seen,
                visit: None,
                extra: Extra::default(),
            };
            (Some(household), Some(Action::ChangeHousehold(changed)))
        }
        Verdict::Same(household) => (Some(household), None),
        Verdict::Wrong => (None, None),
    }
}

/// A list speaks with a device of its own: nobody counts what it has said among what a desk has.
pub(super) fn device(id: ListId) -> DeviceId {
    DeviceId(id.0)
}

/// The server's clock, as a device tells it.
pub(super) fn clock(now: DateTime<Utc>) -> DeviceTime {
    DeviceTime {
        utc_ms: now.timestamp_millis(),
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    }
}

/// An id of this moment that nothing else has.
pub(crate) fn new_id(now: DateTime<Utc>) -> Uuid {
    let mut bytes = [0; 10];
    // Without chance from the system the server would not have started.
    let _ = getrandom::fill(&mut bytes);
    let millis = now.timestamp_millis().unsigned_abs();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

/// The hamlets of a unit, and the households that live in them.
///
/// # Errors
/// As the store has them.
pub async fn record(
    store: &dyn dong_hanh_store::Store,
    unit: &dong_hanh_domain::UnitKey,
) -> Result<(Hamlets, Vec<Household>), Problem> {
    let hamlets: Vec<Hamlet> = store.hamlets(unit).await?;
    let ids: BTreeSet<_> = hamlets.iter().map(|hamlet| hamlet.id).collect();
    let households = store.households(&ids).await?;
    Ok((Hamlets::new(&hamlets), households))
}

/// A household of a list as it is shown.
#[must_use]
pub fn listed(planned: &Planned) -> ListedRow {
    let listed = &planned.listed;
    let head = listed.people.first();
    let name = head.map_or_else(String::new, |head| head.name.to_string());
    ListedRow {
        kind: word(planned.verdict.kind()).to_owned(),
        rows: listed.rows.clone(),
        name,
        people: u32::try_from(listed.people.len()).unwrap_or(u32::MAX),
        hamlet: listed.hamlet.map(|hamlet| hamlet.0),
        problems: listed.problems.iter().map(Said::from).collect(),
        changes: match &planned.verdict {
            Verdict::Changed { changes, .. } => changes.clone(),
            _ => Vec::new(),
        },
    }
}

/// The word for a kind.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Changed => "changed",
        Kind::Same => "same",
        Kind::Wrong => "wrong",
    }
}
