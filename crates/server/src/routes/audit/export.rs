//! Entries as a table for Excel.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use dong_hanh_audit::{AuditAct, Export, Named};
use dong_hanh_store::AuditFilter;

use super::{Sought, people};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The most entries in one table; whoever wants more asks for fewer days.
const MOST: u32 = 50_000;

/// What the people of the officer's unit did and read, as CSV, the last first: who, what, when, on which device, why, and
/// nothing of what they read. Its last line says where the chain ended. That it was asked for is an entry itself.
#[utoipa::path(
    get, path = "/api/v1/audit/export", tag = "audit", params(Sought),
    responses(
        (status = OK, body = String, content_type = "text/csv"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn export(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(sought): Query<Sought>,
) -> Result<Response, Problem> {
    let filter = AuditFilter {
        most: MOST + 1,
        ..sought.filter(&app, &who).await?
    };
    let mut entries = app.store.audit_found(&filter).await?;
    let more = entries.len() > MOST as usize;
    entries.truncate(MOST as usize);
    let act = AuditAct::Exported {
        what: sought.what(),
        records: entries.len() as u64,
    };
    who.note(&app, act).await?;
    let people = people(&app, &who).await?.into_iter();
    let people = people.map(|account| {
        let named = Named {
            sign_in: account.sign_in.clone(),
            name: account.person.name.to_string(),
        };
        (account.user(), named)
    });
    let people: BTreeMap<_, _> = people.collect();
    let mut table = Export::begin();
    for entry in &entries {
        table.entry(entry, |user| people.get(&user).cloned());
    }
    if let Some(last) = entries.last().filter(|_| more) {
        table.more(last.number);
    }
    // It knows that it was made.
    let head = app.store.audit_end().await?.head;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"nhat-ky.csv\""),
    ];
    Ok((headers, table.end(head)).into_response())
}
