//! Whether the chain is whole: looked at further and further, as somebody asks, and all of it from the command line.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Broken, Chain, Head, Note};
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
        let far_enough = chain.head().number + MOST;
        while broken.is_none() && chain.head().number < far_enough.min(end.last) {
            match part(store, &mut chain).await? {
                Ok(true) => {}
                Ok(false) => broken = chain.end(end.last).err(),
                Err(found) => broken = Some(found),
            }
        }
        *held = (chain, broken);
        let said = broken.map(Broken::both);
        let (broken_vi, broken_en) = said.map(|said| (said.vi, said.en)).unzip();
        Ok(Verified {
            whole_to: chain.head().number,
            head: end.head.to_string(),
            broken_vi,
            broken_en,
        })
    }
}

/// Looks at the whole chain, and at an entry that was kept elsewhere.
///
/// # Errors
/// Where the store fails; what is wrong with the chain is no failure.
pub async fn check(store: &dyn Store, expected: Option<Head>) -> StoreResult<Result<Head, Broken>> {
    // Told before, so that what is entered meanwhile is not missed.
    let last = store.audit_end().await?.last;
    let mut chain = expected.map_or_else(Chain::begin, Chain::expecting);
    loop {
        match part(store, &mut chain).await? {
            Ok(true) => {}
            Ok(false) => return Ok(chain.end(last)),
            Err(broken) => return Ok(Err(broken)),
        }
    }
}

/// Looks at the next entries; `false` where there are none.
async fn part(store: &dyn Store, chain: &mut Chain) -> StoreResult<Result<bool, Broken>> {
    let behind = chain.head().number;
    let kept = store.audit_behind(behind, PART).await?;
    for kept in &kept {
        if let Err(broken) = chain.check(&kept.entry) {
            return Ok(Err(broken));
        }
        if !kept.is_found {
            let number = kept.entry.number;
            return Ok(Err(Broken::Index { number }));
        }
    }
    Ok(Ok(!kept.is_empty()))
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
