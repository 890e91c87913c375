//! What the audit says was given to an account since a moment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::breach::ReadKind;
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::{AuditFilter, Whose};

use crate::app::App;
use crate::error::Problem;

/// So many entries are looked through at a time.
const PAGE: u32 = 1_000;

/// So many are looked through at most, the last first: more than anybody's phone asks in a season.
const MOST: usize = 50_000;

/// How many records of each kind were given to somebody since a moment, on one device or on all of them, and whether there
/// is more than was looked through.
///
/// # Errors
/// Where the store fails.
pub(super) async fn given_out(
    app: &App,
    user: UserId,
    device: Option<DeviceId>,
    since: DateTime<Utc>,
) -> Result<(BTreeMap<ReadKind, u64>, bool), Problem> {
    let mut given = BTreeMap::new();
    let mut filter = AuditFilter {
        from: Some(since),
        whose: Whose::By(BTreeSet::from([user])),
        most: PAGE,
        ..AuditFilter::default()
    };
    let mut seen = 0;
    loop {
        let entries = app.store.audit_found(&filter).await?;
        seen += entries.len();
        let on_it = |of: Option<DeviceId>| device.is_none() || of == device;
        for entry in entries.iter().filter(|entry| on_it(entry.device())) {
            if let Some((kind, records)) = entry.act().as_ref().and_then(counted) {
                *given.entry(kind).or_default() += records;
            }
        }
        filter.before = entries.last().map(|entry| entry.number);
        if entries.len() < PAGE as usize {
            return Ok((given, false));
        }
        if seen >= MOST {
            return Ok((given, true));
        }
    }
}

/// What an act gives out, and how much.
fn counted(act: &AuditAct) -> Option<(ReadKind, u64)> {
    match act {
        AuditAct::Pulled { feeds } => {
            let records = feeds.iter().map(|feed| feed.records).sum();
            Some((ReadKind::Downloaded, records))
        }
        AuditAct::Read {
            what: What::Media { .. },
            records,
        } => Some((ReadKind::Pictures, *records)),
        AuditAct::Read { records, .. } => Some((ReadKind::Read, *records)),
        AuditAct::Exported { records, .. } => Some((ReadKind::TakenOut, *records)),
        _ => None,
    }
    .filter(|(_, records)| *records > 0)
}
