//! What a breach exposed by now: which hamlets in which time, and what the record says of their households.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::breach::{
    Breach, DataKind, Exposed, Exposure, Incident, Reach, Sent, StoreState,
};
use dong_hanh_domain::{HamletId, Household, HouseholdId, ListId, RoleKind, Scope, UserId};
use dong_hanh_store::{DeviceSummary, ImportRows};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::{Cursors, Record};

use super::given::given_out;
use crate::app::App;
use crate::error::Problem;

/// What is read at a time.
const LIMIT: PageLimit = PageLimit {
    changes: 5_000,
    bytes: 8_000_000,
};

/// What lists from Excel never bear.
const NOT_LISTED: [DataKind; 4] = [
    DataKind::Visits,
    DataKind::Help,
    DataKind::ExactPlace,
    DataKind::Pictures,
];

/// The time in which something lay open.
#[derive(Clone, Copy)]
struct Open {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

/// What a breach has exposed by now.
///
/// # Errors
/// Where the store fails, or what the breach is about is not there.
pub async fn exposure(app: &App, breach: &Breach) -> Result<Exposure, Problem> {
    let device = device(app, breach).await?;
    let lost = device.as_ref().and_then(|device| device.lost.as_ref());
    let open = Open {
        // What was taken away after the last contact of a device is on it.
        from: device
            .as_ref()
            .map_or(breach.since, |device| device.seen.min(breach.since)),
        until: lost.map_or(breach.discovered, |lost| lost.since.max(breach.discovered)),
    };
    let mut exposure = match list(app, breach).await? {
        Some(list) => of_list(app, breach, list).await?,
        None => {
            let reach = reach(app, breach, open).await?;
            read(app, breach, reach, open).await?
        }
    };
    let tells_of_colleagues =
        breach.incident.user().is_some() || matches!(breach.incident, Incident::ServerStolen {});
    if tells_of_colleagues {
        let people = app.store.people(&breach.unit, app.now()).await?;
        exposure.accounts = people.len() as u64;
    }
    if let Some(user) = breach.incident.user() {
        let on = breach.incident.device();
        exposure.read = given_out(app, user, on, breach.since).await?;
    }
    if let Some(device) = &device {
        exposure.store = Some(store(app, device).await?);
    }
    Ok(exposure)
}

/// The device that a breach is about, as the office knows it.
async fn device(app: &App, breach: &Breach) -> Result<Option<DeviceSummary>, Problem> {
    let (Some(user), Some(device)) = (breach.incident.user(), breach.incident.device()) else {
        return Ok(None);
    };
    let devices = app.store.devices_of(&breach.unit).await?;
    let mut devices = devices.into_iter();
    Ok(devices.find(|one| one.user == user && one.device == device))
}

async fn store(app: &App, device: &DeviceSummary) -> Result<StoreState, Problem> {
    let lost = app.store.lost(device.device).await?;
    let kept = lost.iter().find(|lost| lost.user == device.user);
    let loss = device.lost.as_ref();
    let rescued = loss.map(|loss| loss.rescued).unwrap_or_default();
    Ok(StoreState {
        seen: device.seen,
        sealed: kept.map(|kept| kept.recovery.is_some()),
        lost: loss.map(|loss| loss.since),
        rescued: rescued.operations + rescued.drafts + rescued.media + rescued.unread,
        erased: loss.and_then(|loss| loss.erased),
    })
}

/// The list from Excel that a breach is about.
async fn list(app: &App, breach: &Breach) -> Result<Option<ListId>, Problem> {
    let Incident::WrongRecipient { sent } = &breach.incident else {
        return Ok(None);
    };
    match sent {
        Sent::List { list } => Ok(Some(*list)),
        Sent::Hamlets { .. } => Ok(None),
        Sent::Entry { entry } => {
            let behind = entry.saturating_sub(1);
            let kept = app.store.audit_behind(behind, 1).await?;
            let entry = kept.first().map(|kept| &kept.entry);
            let act = entry.filter(|one| one.number == behind + 1);
            Ok(match act.and_then(|entry| entry.act()) {
                Some(AuditAct::Exported {
                    what: What::Rejects { list } | What::List { list },
                    ..
                }) => Some(list),
                _ => None,
            })
        }
    }
}

/// How far a breach reaches.
async fn reach(app: &App, breach: &Breach, open: Open) -> Result<Reach, Problem> {
    Ok(match &breach.incident {
        Incident::ServerStolen {} => Reach::Unit {},
        Incident::Paper { hamlets }
        | Incident::Other { hamlets }
        | Incident::WrongRecipient {
            sent: Sent::Hamlets { hamlets },
        } => Reach::Hamlets {
            hamlets: hamlets.clone(),
        },
        Incident::WrongRecipient { .. } => Reach::Nothing {},
        Incident::LostDevice { user, .. }
        | Incident::AccountUsed { user, .. }
        | Incident::HandoverLost { user } => of_user(app, *user, open).await?,
    })
}

/// What was within reach of somebody's account in a time.
async fn of_user(app: &App, user: UserId, open: Open) -> Result<Reach, Problem> {
    let account = app.store.account(user, app.now()).await?;
    let account = account.ok_or(Problem::NotFound)?;
    Ok(match account.role.kind() {
        RoleKind::CommuneOfficer => Reach::Unit {},
        RoleKind::CityOfficer | RoleKind::Administrator => Reach::Nothing {},
        RoleKind::Volunteer => {
            let times = app.store.times_of(user, app.now()).await?;
            let theirs = times
                .iter()
                .filter(|time| time.from <= open.until && time.until >= open.from);
            let hamlets: BTreeSet<HamletId> = theirs.map(|time| time.hamlet).collect();
            Reach::Hamlets { hamlets }
        }
    })
}

/// Reads the record of a unit for what a breach reaches.
async fn read(app: &App, breach: &Breach, reach: Reach, open: Open) -> Result<Exposure, Problem> {
    let lay_open = |household: &Household| match &reach {
        Reach::Unit {} => true,
        // Also who has moved away since.
        Reach::Hamlets { hamlets } => [open.from, open.until]
            .iter()
            .any(|at| hamlets.contains(&household.hamlet_at(*at))),
        Reach::Listed { .. } | Reach::Nothing {} => false,
    };
    let exposed = records(app, breach, lay_open).await?;
    Ok(exposed.together(reach, app.now()))
}

/// What a list from Excel says.
async fn of_list(app: &App, breach: &Breach, list: ListId) -> Result<Exposure, Problem> {
    let import = app.store.import(&breach.unit, list).await?;
    let import = import.ok_or(Problem::NotFound)?;
    let all = ImportRows {
        most: u32::MAX,
        ..ImportRows::default()
    };
    let rows = app.store.import_rows(import.id, &all).await?;
    let named: BTreeSet<HouseholdId> = rows.iter().filter_map(|row| row.household).collect();
    let exposed = records(app, breach, |household| named.contains(&household.id)).await?;
    let reach = Reach::Listed {
        rows: rows.len() as u64,
    };
    let exposed = exposed.without(&NOT_LISTED);
    Ok(exposed.together(reach, app.now()))
}

/// The households of a unit that lay open, with what visits say of them.
async fn records(
    app: &App,
    breach: &Breach,
    lay_open: impl Fn(&Household) -> bool,
) -> Result<Exposed, Problem> {
    let mut exposed = Exposed::default();
    let hamlets = app.store.hamlets(&breach.unit).await?;
    for hamlet in hamlets {
        let scopes = [Scope::Hamlet(hamlet.id)];
        let (mut cursors, mut epoch) = (Cursors::default(), None);
        loop {
            let pulled = app.store.pull(&scopes, &cursors, epoch, LIMIT).await?;
            epoch = pulled.epoch;
            let mut more = false;
            for page in pulled.feeds {
                for change in &page.changes {
                    let body = change.body.as_ref();
                    let record =
                        body.and_then(|body| Record::from_body(&change.key, body.get()).ok()?);
                    match record {
                        Some(Record::Household(household)) if lay_open(&household) => {
                            exposed.household(&household);
                        }
                        Some(Record::Visit(visit)) => {
                            let has_pictures = visit.answers.media().next().is_some();
                            exposed.visit(visit.household, has_pictures);
                        }
                        _ => {}
                    }
                }
                cursors.0.insert(page.scope, page.cursor);
                more |= page.more;
            }
            if !more {
                break;
            }
        }
    }
    Ok(exposed)
}
