//! Looking for entries.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Entry};
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::AuditFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Sought, people};
use crate::app::App;
use crate::audit::Verified;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The most entries in one answer.
const LIMIT: u32 = 500;

/// Which of the entries that are found.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// `next` of the page before.
    before: Option<u64>,
    /// At most so many: 100 unless told, 500 at most.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_i64)]
    limit: Option<u32>,
}

/// Some of the entries.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    /// They, the last first.
    pub entries: Vec<EntryView>,
    /// Where the next page begins, for `before`; missing on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
    /// Whether the chain is whole.
    pub chain: Verified,
    /// Of whom entries may be asked for; on the first page alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Called>,
}

/// Somebody, and how they are called.
#[derive(Serialize, ToSchema)]
pub struct Called {
    /// Who.
    #[schema(value_type = Uuid)]
    pub id: UserId,
    /// With the form of address: `cô Trần Thị Lài`.
    pub called: String,
}

/// An entry.
#[derive(Serialize, ToSchema)]
pub struct EntryView {
    /// Its place in the chain.
    pub number: u64,
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// Who: the id of a user, or `command-line`, `server`, `stranger`.
    pub actor: String,
    /// How they are called, where it is somebody with an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    /// On which device.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    pub device: Option<DeviceId>,
    /// What, behind the name of whoever did it, in Vietnamese; empty where this version knows no words for it.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// Why, by its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The same in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_vi: Option<String>,
    /// The same in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_en: Option<String>,
    /// What it names: households, people, hamlets, visits and what else has an id.
    pub subjects: Vec<Uuid>,
    /// What, as it is hashed.
    pub act: String,
    /// Its hash.
    pub hash: String,
}

impl EntryView {
    fn of(entry: Entry, called: Option<String>) -> Self {
        let said = entry.act().map(|act| act.both()).unwrap_or_default();
        let why = entry.why().map(|why| why.both().owned());
        let (why_vi, why_en) = why.map(|why| (why.vi, why.en)).unzip();
        Self {
            number: entry.number,
            called,
            at: entry.at(),
            device: entry.device(),
            subjects: entry.subjects().into_iter().collect(),
            vi: said.vi,
            en: said.en,
            why: Some(entry.why).filter(|why| !why.is_empty()),
            why_vi,
            why_en,
            actor: entry.actor,
            act: entry.act,
            hash: entry.hash.to_string(),
        }
    }
}

/// What the people of the officer's unit did and read, the last first, and whether the chain of entries is whole. That it
/// was asked for is an entry itself.
#[utoipa::path(
    get, path = "/api/v1/audit", tag = "audit", params(Sought, Part),
    responses(
        (status = OK, body = AuditPage),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(sought): Query<Sought>,
    Query(part): Query<Part>,
) -> Result<Json<AuditPage>, Problem> {
    let limit = part.limit.unwrap_or(100).clamp(1, LIMIT);
    let filter = AuditFilter {
        before: part.before,
        // One more tells whether there is another page.
        most: limit + 1,
        ..sought.filter(&app, &who).await?
    };
    let mut entries = app.store.audit_found(&filter).await?;
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let last = entries.last().filter(|_| more);
    let next = last.map(|entry| entry.number);
    let act = AuditAct::Read {
        what: sought.what(),
        records: entries.len() as u64,
    };
    who.note(&app, act).await?;
    let mut names: BTreeMap<UserId, String> = BTreeMap::new();
    for account in people(&app, &who).await? {
        names.insert(account.user(), account.person.called());
    }
    let listed = names.clone().into_iter().filter(|_| part.before.is_none());
    let listed = listed.map(|(id, called)| Called { id, called });
    let mut views = Vec::new();
    for entry in entries {
        let called = match entry.actor() {
            Some(Actor::User(user)) => {
                if !names.contains_key(&user)
                    && let Some(account) = app.store.account(user, app.now()).await?
                {
                    // Somebody of another office who did something to one of these.
                    names.insert(user, account.person.called());
                }
                names.get(&user).cloned()
            }
            _ => None,
        };
        views.push(EntryView::of(entry, called));
    }
    Ok(Json(AuditPage {
        entries: views,
        next,
        chain: app.audit.go_on(&*app.store).await?,
        people: listed.collect(),
    }))
}
