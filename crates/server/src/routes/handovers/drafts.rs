//! Visits, households and facts that were handed over before they were finished.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Act, DeviceId, Fact, FactKey, Household, HouseholdId, MemberFact, MemberKey, UserId, VisitId,
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

impl HandedDraft {
    fn of(kept: &KeptHanded) -> Self {
        let handed = &kept.handed;
        Self {
            author: handed.author,
            digest: hex(&handed.id().digest),
            received: handed.received,
            content: String::from_utf8_lossy(&handed.content).into_owned(),
            closed: kept
                .decided
                .clone()
                .and_then(|last| Closed::of(last.decision)),
        }
    }
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

/// Of what a device said something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    author: UserId,
    device: DeviceId,
    head: Head,
}

impl Said {
    /// None where this version cannot read it.
    fn of(kept: &KeptHanded) -> Option<Self> {
        Some(Self {
            author: kept.handed.author,
            device: kept.handed.device,
            head: serde_json::from_slice(&kept.handed.content).ok()?,
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
/// finished, each as each device said it last. What was finished and arrived since is left out; what an officer has closed
/// bears who did it.
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
    let kept = app.store.handed(unit, HandedKind::Draft).await?;
    let said: Vec<_> = kept.iter().map(Said::of).collect();
    let mut of_the_same = BTreeMap::<Said, Vec<&KeptHanded>>::new();
    for (one, said) in kept.iter().zip(&said) {
        if let Some(said) = said {
            of_the_same.entry(*said).or_default().push(one);
        }
    }
    let mut drafts = Vec::new();
    for (one, said) in kept.iter().zip(said) {
        let same = said.and_then(|said| of_the_same.get(&said));
        if !is_listed(one, same.map_or(&[], Vec::as_slice)) {
            continue;
        }
        let draft = HandedDraft::of(one);
        let arrived = match said {
            Some(Said { head, .. }) => head.has_arrived(&app, &draft).await?,
            None => false,
        };
        if !arrived {
            drafts.push(draft);
        }
    }
    Ok(Json(drafts))
}

/// Whether one of those that a device said of the same is in the list: as closed, or as the last that the device said of
/// those that are open.
fn is_listed(one: &KeptHanded, same: &[&KeptHanded]) -> bool {
    let open = same.iter().filter(|other| is_open(other, same));
    let last = open.max_by_key(|other| (other.handed.made, other.number));
    is_closed(one) || is_open(one, same) && last.is_none_or(|last| last.number == one.number)
}

fn is_closed(one: &KeptHanded) -> bool {
    one.decided
        .as_ref()
        .is_some_and(|last| last.decision.ruling.closes())
}

/// Whether it is neither closed nor was there when something of the same was closed.
fn is_open(one: &KeptHanded, same: &[&KeptHanded]) -> bool {
    // Who opens something again means it, whatever was closed before.
    let since = one.decided.as_ref().map_or(one.number, |last| last.number);
    let closed = same
        .iter()
        .filter(|other| is_closed(other))
        .filter_map(|other| other.decided.as_ref());
    !is_closed(one) && closed.map(|last| last.number).all(|number| number < since)
}
