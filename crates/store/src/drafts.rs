//! Which of the drafts that were handed over an office lists (SPEC.md S5.8 and S5.11).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    DeviceId, Fact, FactKey, Household, HouseholdId, MemberFact, MemberKey, UserId, VisitId,
};
use serde::Deserialize;

use crate::{KeptHanded, Store, StoreResult};

/// Of the drafts that were handed over in a unit those that its office lists, in their order: each as each device said it
/// last, and what an officer has closed as that. What was finished and arrived since is left out.
///
/// # Errors
/// Where the store cannot say what has arrived.
pub async fn listed(store: &dyn Store, kept: Vec<KeptHanded>) -> StoreResult<Vec<KeptHanded>> {
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
        let arrived = match said {
            Some(Said { head, .. }) => head.has_arrived(store, one).await?,
            None => false,
        };
        if !arrived {
            drafts.push(one.clone());
        }
    }
    Ok(drafts)
}

/// Those that an officer has closed, and those of the same that were there then; with when that was.
#[must_use]
pub fn closed(kept: &[KeptHanded]) -> Vec<(&KeptHanded, DateTime<Utc>)> {
    let mut of_the_same = BTreeMap::<Said, Vec<&KeptHanded>>::new();
    for one in kept {
        if let Some(said) = Said::of(one) {
            of_the_same.entry(said).or_default().push(one);
        }
    }
    let closed = kept.iter().filter_map(|one| {
        let same = Said::of(one).and_then(|said| of_the_same.get(&said));
        let same = same.map_or(&[][..], Vec::as_slice);
        let closings = same.iter().copied().chain([one]);
        let closings = closings
            .filter(|other| other.is_closed() && !is_open(one, same))
            .filter_map(|other| Some(other.decided.as_ref()?.decision.at));
        Some((one, closings.max()?))
    });
    closed.collect()
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
    async fn has_arrived(self, store: &dyn Store, draft: &KeptHanded) -> StoreResult<bool> {
        Ok(match self {
            Self::Visit { visit } => store.visit(visit).await?.is_some(),
            Self::Household { new_household } => store.household(new_household).await?.is_some(),
            Self::Facts { facts_of } => {
                let household = store.household(facts_of).await?;
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
fn has_said(household: &Household, draft: &KeptHanded) -> bool {
    let Ok(facts) = serde_json::from_slice::<Facts>(&draft.handed.content) else {
        return false;
    };
    facts.typed.iter().all(|(part, Since { since })| {
        household.versions.iter().any(|(key, said)| {
            let is_it = match key {
                // Somebody was added, who had no name for it yet, and is there: of who is gone it is the going that was said.
                FactKey::Member(_, MemberKey::Gone) if part == "add" => is_there(household, key),
                key => key.to_string() == *part,
            };
            is_it && said.by == draft.handed.author && said.at >= *since
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

/// Whether one of those that a device said of the same is in the list: as closed, or as the last that the device said of
/// those that are open.
fn is_listed(one: &KeptHanded, same: &[&KeptHanded]) -> bool {
    let open = same.iter().filter(|other| is_open(other, same));
    let last = open.max_by_key(|other| (other.handed.made, other.number));
    one.is_closed() || is_open(one, same) && last.is_none_or(|last| last.number == one.number)
}

/// Whether it is neither closed nor was there when something of the same was closed.
fn is_open(one: &KeptHanded, same: &[&KeptHanded]) -> bool {
    // Who opens something again means it, whatever was closed before.
    let since = one.decided.as_ref().map_or(one.number, |last| last.number);
    let closed = same
        .iter()
        .filter(|other| other.is_closed())
        .filter_map(|other| other.decided.as_ref());
    !one.is_closed() && closed.map(|last| last.number).all(|number| number < since)
}
