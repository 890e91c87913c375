//! Opening a breach.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, Entry};
use dong_hanh_domain::breach::{Breach, BreachError, Incident, Mark, Sent};
use dong_hanh_domain::{Act, BreachId, HamletId, UnitKey};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{BreachDetails, details, found};
use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::body;
use crate::breaches::{TakenOut, device, entry, exposure};
use crate::error::{Problem, ProblemDocument};

/// A breach that somebody has learnt of.
#[derive(Deserialize, ToSchema)]
pub struct NewBreach {
    /// The unit whose data it is: one's own unless told.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitKey>,
    /// What happened: `{"kind": "lost_device", "user": …, "device": …}`, `account_used`, `wrong_recipient`,
    /// `handover_lost`, `server_stolen`, `paper` or `other`.
    #[schema(value_type = Object)]
    pub incident: Incident,
    /// Since when data lay open.
    pub since: DateTime<Utc>,
    /// When somebody of the office learnt of it.
    pub discovered: DateTime<Utc>,
    /// Who told them.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub reported_by: String,
}

/// Opens a breach under an id that the client has made, so that what is sent twice is opened once.
#[utoipa::path(
    put, path = "/api/v1/breaches/{id}", tag = "breaches", request_body = NewBreach,
    params(("id" = Uuid, Path, description = "Its id, which whoever opens it makes")),
    responses(
        (status = CREATED, body = BreachDetails),
        (status = OK, body = BreachDetails, description = "It was opened before, and is as it stands"),
        (status = BAD_REQUEST, description = "`wrong-address`, `not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: also what it is about", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`breach-moved-on`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`, `unfit-breach`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn open(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(id): Path<Uuid>,
    body::Json(new): body::Json<NewBreach>,
) -> Result<(StatusCode, Json<BreachDetails>), Problem> {
    let unit = new.unit.unwrap_or_else(|| who.role().unit().clone());
    who.require(&Act::SeeToBreaches(unit.clone()))?;
    let at = app.now();
    let breach = Breach {
        id: BreachId(id),
        unit,
        version: 1,
        incident: new.incident,
        since: new.since,
        discovered: new.discovered,
        reported_by: new.reported_by.trim().to_owned(),
        opened: Mark { at, by: who.user() },
        told: Vec::new(),
        measures: Vec::new(),
        frozen: None,
        closed: None,
    };
    let breach = breach.opened().map_err(Problem::Breach)?;
    is_theirs(&app, &breach).await?;
    let act = AuditAct::BreachOpened { breach: breach.id };
    who.note(&app, act).await?;
    let (status, breach) = if app.store.put_breach(&breach).await? {
        (StatusCode::CREATED, breach)
    } else {
        (StatusCode::OK, found(&app, &who, id).await?)
    };
    let exposure = match &breach.frozen {
        Some(frozen) => frozen.clone(),
        None => exposure(&app, &breach).await?,
    };
    Ok((status, Json(details(&app, &who, breach, exposure).await?)))
}

/// A phone that was reported lost is known of since then at the latest: the 72 hours cannot begin later.
async fn known_since(app: &App, breach: &Breach) -> Result<(), Problem> {
    let device = device(app, breach).await?;
    let lost = device.and_then(|device| device.lost);
    let is_lost = matches!(breach.incident, Incident::LostDevice { .. });
    if is_lost && lost.is_some_and(|lost| lost.since < breach.discovered) {
        return Err(Problem::Breach(BreachError::KnownBefore));
    }
    Ok(())
}

/// What a breach is about is its unit's: nobody learns by one what another unit has.
async fn is_theirs(app: &App, breach: &Breach) -> Result<(), Problem> {
    let unit = &breach.unit;
    if let Some(user) = breach.incident.user() {
        let account = app.store.account(user, app.now()).await?;
        account
            .filter(|account| account.role.unit() == unit)
            .ok_or(Problem::NotFound)?;
        if let Some(device) = breach.incident.device() {
            let devices = app.store.devices(user).await?;
            devices
                .contains(&device)
                .then_some(())
                .ok_or(Problem::NotFound)?;
            known_since(app, breach).await?;
        }
    }
    match &breach.incident {
        Incident::Paper { hamlets }
        | Incident::Other { hamlets }
        | Incident::WrongRecipient {
            sent: Sent::Hamlets { hamlets },
        } => {
            let known = app.store.hamlets(unit).await?;
            let is_known = |hamlet: &HamletId| known.iter().any(|known| known.id == *hamlet);
            hamlets
                .iter()
                .all(is_known)
                .then_some(())
                .ok_or(Problem::NotFound)
        }
        Incident::WrongRecipient {
            sent: Sent::List { list },
        } => {
            let import = app.store.import(unit, *list).await?;
            import.map(drop).ok_or(Problem::NotFound)
        }
        Incident::WrongRecipient {
            sent: Sent::Entry { entry: number },
        } => {
            let found = entry(app, *number).await?;
            let people = app.store.people(unit, app.now()).await?;
            let is_theirs = |found: &Entry| {
                let actor = &found.actor;
                people.iter().any(|one| one.user().to_string() == *actor)
            };
            let found = found.filter(is_theirs).ok_or(Problem::NotFound)?;
            let taken = found.act().as_ref().and_then(TakenOut::by);
            taken.map(drop).ok_or(Problem::Breach(BreachError::NoFile))
        }
        _ => Ok(()),
    }
}
