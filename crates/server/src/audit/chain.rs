//! Whether the chain is whole: looked at further and further, as somebody asks, and all of it from the command line.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Broken, Chain, Faults, Head, Note};
use dong_hanh_store::{Store, StoreResult};
use serde::Serialize;
use tokio::sync::Mutex;
use tracing::{error, info};
use utoipa::ToSchema;

/// So many entries are looked at at once.
const PART: u32 = 2_000;

/// So many at most while somebody waits: a fraction of a second.
const MOST: u64 = 40_000;

/// How often the log tells where the chain ends.
const TOLD_EVERY: Duration = Duration::from_secs(24 * 3600);

/// How far the chain was looked at since the server started.
#[derive(Debug)]
pub struct Checked(Mutex<(Chain, Option<Broken>)>);

impl Default for Checked {
    fn default() -> Self {
        Self(Mutex::new((Chain::begin(), None)))
    }
}

/// How the chain stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Verified {
    /// Up to this entry it is whole.
    pub whole_to: u64,
    /// The last entry, as it is to be kept elsewhere: `NUMBER:HASH`.
    pub head: String,
    /// What is wrong behind that, in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_vi: Option<String>,
    /// The same in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_en: Option<String>,
}

impl Checked {
    /// Goes on with looking, as far as it goes while somebody waits. What was found right is looked at again after the next
    /// start only.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn go_on(&self, store: &dyn Store) -> StoreResult<Verified> {
        let mut held = self.0.lock().await;
        let (mut chain, mut broken) = *held;
        let end = store.audit_end().await?;
        if end.head.number < chain.head().number {
            // What was found right before is not there any more.
            let (first, last) = (end.head.number + 1, chain.head().number);
            broken = Some(Broken::Missing { first, last });
        }
        let far_enough = chain.seen() + MOST;
        let mut is_all = chain.seen() >= end.last;
        while broken.is_none() && !is_all && chain.seen() < far_enough {
            let found = part(store, &mut chain).await?;
            is_all = found.is_none() || chain.seen() >= end.last;
            broken = found.unwrap_or_default().first().copied();
        }
        if broken.is_none() && is_all {
            broken = chain.end(end.last).first().copied();
        }
        *held = (chain, broken);
        // An entry that was replaced may have been taken for a right one, and those before it too.
        let wrong = broken.map_or(u64::MAX, Broken::vouched);
        let said = broken.map(Broken::both);
        let (broken_vi, broken_en) = said.map(|said| (said.vi, said.en)).unzip();
        Ok(Verified {
            whole_to: chain.head().number.min(wrong),
            head: end.head.to_string(),
            broken_vi,
            broken_en,
        })
    }
}

/// Looks at the whole chain, and at an entry that was kept elsewhere. It goes on behind what is wrong.
///
/// # Errors
/// Where the store fails; what is wrong with the chain is no failure.
pub async fn check(store: &dyn Store, expected: Option<Head>) -> StoreResult<Result<Head, Faults>> {
    // Told before, so that what is entered meanwhile is not missed.
    let last = store.audit_end().await?.last;
    let mut chain = expected.map_or_else(Chain::begin, Chain::expecting);
    let mut faults = None;
    while let Some(found) = part(store, &mut chain).await? {
        for broken in found {
            Faults::add(&mut faults, broken);
        }
    }
    for broken in chain.end(last) {
        Faults::add(&mut faults, broken);
    }
    Ok(faults.map_or(Ok(chain.head()), Err))
}

/// Looks at the next entries, and gives what is wrong with them; `None` where there are no more.
async fn part(store: &dyn Store, chain: &mut Chain) -> StoreResult<Option<Vec<Broken>>> {
    let kept = store.audit_behind(chain.seen(), PART).await?;
    let mut found = Vec::new();
    for kept in &kept {
        found.extend(chain.check(&kept.entry));
        if !kept.is_found {
            let number = kept.entry.number;
            found.push(Broken::Index { number });
        }
    }
    Ok((!kept.is_empty()).then_some(found))
}

/// Enters that the server has started, and tells the log where the chain ends, then and once a day: whoever writes the chain
/// anew has the log against them, if it is kept elsewhere. It runs until the store is closed.
pub async fn tell(store: Arc<dyn Store>, now: fn() -> DateTime<Utc>) {
    let note = Note {
        at: now(),
        actor: Actor::Server,
        device: None,
        act: AuditAct::Started {
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        why: None,
    };
    let mut end = store.audit(&[note]).await;
    loop {
        match end {
            Ok(head) => info!(%head, "the audit ends here"),
            Err(error) => {
                error!(%error, "where the audit ends cannot be told");
                return;
            }
        }
        tokio::time::sleep(TOLD_EVERY).await;
        end = store.audit_end().await.map(|end| end.head);
    }
}
