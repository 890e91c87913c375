//! Visits, households and facts that were handed over before they were finished.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Act, Fact, FactKey, Household, HouseholdId, MemberFact, MemberKey, UserId, VisitId,
};
use dong_hanh_store::{HandedDecision, HandedKind, HandedRuling, KeptHanded};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::token::hex;

/// A visit, a new household or facts of one that were handed over before they were finished.
#[derive(Serialize, ToSchema)]
pub struct HandedDraft {
    /// Who was recording it.
    #[schema(value_type = Uuid)]
    pub author: UserId,
    /// By what the author's drafts are told apart: 64 hexadecimal digits.
    pub digest: String,
    /// When it came.
    pub received: DateTime<Utc>,
    /// As the device had stored it, which is JSON as long as the device was right.
    pub content: String,
    /// That an officer has closed it, if so.
    pub closed: Option<Closed>,
}

/// That an officer has closed what was handed over, as nobody needs it any more.
#[derive(Serialize, ToSchema)]
pub struct Closed {
    /// Who.
    #[schema(value_type = Uuid)]
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where it was said.
    pub why: Option<String>,
}

impl Closed {
    fn of(decision: HandedDecision) -> Option<Self> {
        let HandedRuling::Close { why } = decision.ruling else {
            return None;
        };
        Some(Self {
            by: decision.by,
            at: decision.at,
            why,
        })
    }
}

/// What every draft says of itself: what it will be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged)]
enum Head {
    Visit { visit: VisitId },
    Household { new_household: HouseholdId },
    Facts { facts_of: HouseholdId },
}

impl Head {
    /// Whether it has arrived finished.
    async fn has_arrived(self, app: &App, draft: &HandedDraft) -> Result<bool, Problem> {
        Ok(match self {
            Self::Visit { visit } => app.store.visit(visit).await?.is_some(),
            Self::Household { new_household } => {
                app.store.household(new_household).await?.is_some()
            }
            Self::Facts { facts_of } => {
                let household = app.store.household(facts_of).await?;
                household.is_some_and(|household| has_said(&household, draft))
            }
        })
    }
}

/// What a draft says of the facts that it is about.
#[derive(Deserialize)]
struct Facts {
    typed: BTreeMap<String, Since>,
}

#[derive(Deserialize)]
struct Since {
    since: DateTime<Utc>,
}

/// Whether whoever typed facts of a household has said each of them since.
fn has_said(household: &Household, draft: &HandedDraft) -> bool {
    let Ok(facts) = serde_json::from_str::<Facts>(&draft.content) else {
        return false;
    };
    facts.typed.iter().all(|(part, Since { since })| {
        household.versions.iter().any(|(key, said)| {
            let is_it = match key {
                // Somebody was added, who had no name for it yet, and is there: of who is gone it is the going that was said.
                FactKey::Member(_, MemberKey::Gone) if part == "add" => is_there(household, key),
                key => key.to_string() == *part,
            };
            is_it && said.by == draft.author && said.at >= *since
        })
    })
}

fn is_there(household: &Household, key: &FactKey) -> bool {
    let gone = household.fact(key);
    matches!(
        gone,
        Some(Fact::Member {
            fact: MemberFact::Gone(None),
            ..
        })
    )
}

/// The visits, new households and facts of households that people of the officer's unit handed over before they were
/// finished, each as it came last from each device. What was finished and arrived since is left out; what an officer has
/// closed bears who did it.
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
    for KeptHanded { handed, decided } in app.store.handed(unit, HandedKind::Draft).await? {
        let draft = HandedDraft {
            author: handed.author,
            digest: hex(&handed.id().digest),
            received: handed.received,
            content: String::from_utf8_lossy(&handed.content).into_owned(),
            closed: decided.and_then(Closed::of),
        };
        if let Ok(head) = serde_json::from_str::<Head>(&draft.content)
            && (!seen.insert((draft.author, handed.device, head))
                || head.has_arrived(&app, &draft).await?)
        {
            continue;
        }
        drafts.push(draft);
    }
    Ok(Json(drafts))
}
