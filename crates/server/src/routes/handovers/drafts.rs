//! Visits and households that were handed over before they were finished.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_domain::{Act, HouseholdId, UserId, VisitId};
use dong_hanh_store::HandedKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// A visit or a new household that was handed over before it was finished.
#[derive(Serialize, ToSchema)]
pub struct HandedDraft {
    /// Who was recording it.
    #[schema(value_type = Uuid)]
    pub author: UserId,
    /// When it came.
    pub received: DateTime<Utc>,
    /// As the device had stored it, which is JSON as long as the device was right.
    pub content: String,
}

/// What every draft says of itself: what it will be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged)]
enum Head {
    Visit { visit: VisitId },
    Household { new_household: HouseholdId },
}

impl Head {
    /// Whether it has arrived finished.
    async fn has_arrived(self, app: &App) -> Result<bool, Problem> {
        Ok(match self {
            Self::Visit { visit } => app.store.visit(visit).await?.is_some(),
            Self::Household { new_household } => {
                app.store.household(new_household).await?.is_some()
            }
        })
    }
}

/// The visits and new households that people of the officer's unit handed over before they were finished, each as it came last. What was
/// finished and arrived since is left out.
#[utoipa::path(
    get, path = "/api/v1/handovers/drafts", tag = "handover",
    responses(
        (status = OK, body = Vec<HandedDraft>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn drafts(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<HandedDraft>>, Problem> {
    let unit = who.role().unit();
    who.require(&Act::Release(unit.clone()))?;
    let mut seen = BTreeSet::new();
    let mut drafts = Vec::new();
    for handed in app.store.handed(unit, HandedKind::Draft).await? {
        let content = String::from_utf8_lossy(&handed.content).into_owned();
        if let Ok(head) = serde_json::from_str::<Head>(&content)
            && (!seen.insert((handed.author, head)) || head.has_arrived(&app).await?)
        {
            continue;
        }
        drafts.push(HandedDraft {
            author: handed.author,
            received: handed.received,
            content,
        });
    }
    Ok(Json(drafts))
}
