//! Who invites whom to what.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::{Person, Standing, Term, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Leads, Typed, open};
use crate::app::App;
use crate::audit::Trace;
use crate::auth::ClientAddress;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::schema;
use crate::tries::Bucket;

/// What whoever has the code is told before anything happens.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    /// Who is invited.
    #[schema(value_type = uuid::Uuid)]
    pub user: UserId,
    /// Who that is, as others see them: a volunteer comes in by the code, anybody else chooses a password by it.
    #[schema(value_type = schema::Person)]
    pub person: Person,
    /// Who invites, with the form of address: `chị Nguyễn Thị Châu`.
    pub by: String,
    /// The unit: `Phường Thuận An`.
    pub unit: String,
    /// The hamlets that they are given, by name.
    pub hamlets: Vec<String>,
}

/// Tells who invites whom to what. Nothing is taken.
#[utoipa::path(
    post, path = "/api/v1/invitation", tag = "session", security(()), request_body = Typed,
    responses(
        (status = OK, body = Invited),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`no-invitation`: there is none, it is over, or it was taken elsewhere", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn look(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    body::Json(typed): body::Json<Typed>,
) -> Result<Json<Invited>, Problem> {
    let counted = [Bucket::address(address)];
    app.take_try(&counted)?;
    let Leads {
        invitation,
        account,
        unit,
    } = open(&app, &typed).await?;
    app.tries.forgive(&counted);
    let inviter = app.store.account(invitation.by, app.now()).await?;
    let inviter = inviter.ok_or(Problem::NoInvitation)?;
    let hamlets = app.store.hamlets(account.role.unit()).await?.into_iter();
    // Also those whose first day is to come.
    let (given, today) = (account.given(), day_of(app.now()));
    let is_over = |term: &Term| term.stands_on(today) == Standing::Over;
    let hamlets = hamlets.filter(|hamlet| given.get(&hamlet.id).is_some_and(|term| !is_over(term)));
    let user = account.user();
    let act = AuditAct::Read {
        what: What::Invitation { user },
        records: 1,
    };
    trace.stranger(&app, None, act).await?;
    Ok(Json(Invited {
        user,
        by: inviter.person.called(),
        unit,
        hamlets: hamlets.map(|hamlet| hamlet.name).collect(),
        person: account.person,
    }))
}
