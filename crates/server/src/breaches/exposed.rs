//! What a breach exposed by now: which hamlets in which time, and what the record says of their households.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{
    Breach, DataKind, Exposed, Exposure, Incident, Reach, Sent, StoreState,
};
use dong_hanh_domain::{
    BreachId, Erased, HamletId, Household, HouseholdId, ListId, RoleKind, Scope, UserId,
};
use dong_hanh_store::{DeviceSummary, ImportRows};
use dong_hanh_sync::feed::{Change, PageLimit};
use dong_hanh_sync::{Cursors, Record};

use super::given::given_out;
use super::taken_out::{TakenOut, entry};
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

/// What the file of a breach bears of the people concerned.
const IN_FILE: [DataKind; 3] = [DataKind::Names, DataKind::Telephone, DataKind::Address];

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
    let mut exposure = match file(app, breach).await? {
        Some(TakenOut::List(list)) => of_list(app, breach, list).await?,
        Some(TakenOut::Household(household)) => {
            let named = BTreeSet::from([household]);
            let exposed = records(app, breach, Which::Named(named), None).await?;
            exposed.together(Reach::Households {}, app.now())
        }
        Some(TakenOut::Breach(of)) => of_file(app, breach, of).await?,
        None => read(app, breach, open).await?,
    };
    let tells_of_colleagues =
        breach.incident.user().is_some() || matches!(breach.incident, Incident::ServerStolen {});
    if tells_of_colleagues {
        let people = app.store.people(&breach.unit, app.now()).await?;
        exposure.accounts = people.len() as u64;
    }
    if let Some(user) = breach.incident.user() {
        let on = breach.incident.device();
        (exposure.read, exposure.read_more) = given_out(app, user, on, breach.since).await?;
    }
    if let Some(device) = &device {
        exposure.store = Some(store(app, device).await?);
    }
    Ok(exposure)
}

/// The device that a breach is about, as the office knows it.
///
/// # Errors
/// Where the store fails.
pub async fn device(app: &App, breach: &Breach) -> Result<Option<DeviceSummary>, Problem> {
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

/// The file that a breach is about, where it is about one.
async fn file(app: &App, breach: &Breach) -> Result<Option<TakenOut>, Problem> {
    let Incident::WrongRecipient { sent } = &breach.incident else {
        return Ok(None);
    };
    match sent {
        Sent::List { list } => Ok(Some(TakenOut::List(*list))),
        Sent::Hamlets { .. } => Ok(None),
        Sent::Entry { entry: number } => {
            let act = entry(app, *number).await?.and_then(|entry| entry.act());
            Ok(act.as_ref().and_then(TakenOut::by))
        }
    }
}

/// How far a breach reaches, and as whom an account would be given what is within reach.
async fn reach(
    app: &App,
    breach: &Breach,
    open: Open,
) -> Result<(Reach, Option<RoleKind>), Problem> {
    let reach = match &breach.incident {
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
        | Incident::HandoverLost { user } => {
            let (reach, role) = of_user(app, *user, open).await?;
            return Ok((reach, Some(role)));
        }
    };
    Ok((reach, None))
}

/// What was within reach of somebody's account in a time, and the kind of its role.
async fn of_user(app: &App, user: UserId, open: Open) -> Result<(Reach, RoleKind), Problem> {
    let account = app.store.account(user, app.now()).await?;
    let account = account.ok_or(Problem::NotFound)?;
    let role = account.role.kind();
    let reach = match role {
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
    };
    Ok((reach, role))
}

/// Reads the record of a unit for what a breach reaches.
async fn read(app: &App, breach: &Breach, open: Open) -> Result<Exposure, Problem> {
    let (reach, role) = reach(app, breach, open).await?;
    let which = Which::Within(reach.clone(), open);
    let exposed = records(app, breach, which, role).await?;
    Ok(exposed.together(reach, app.now()))
}

/// What a list from Excel says. Of one that was forgotten with its file nobody knows any more whom it named.
async fn of_list(app: &App, breach: &Breach, list: ListId) -> Result<Exposure, Problem> {
    let Some(import) = app.store.import(&breach.unit, list).await? else {
        return Ok(Exposed::default().together(Reach::ListGone {}, app.now()));
    };
    let all = ImportRows {
        most: u32::MAX,
        ..ImportRows::default()
    };
    let rows = app.store.import_rows(import.id, &all).await?;
    let named: BTreeSet<HouseholdId> = rows.iter().filter_map(|row| row.household).collect();
    let exposed = records(app, breach, Which::Named(named), None).await?;
    let reach = Reach::Listed {
        rows: rows.len() as u64,
    };
    let exposed = exposed.without(&NOT_LISTED);
    Ok(exposed.together(reach, app.now()))
}

/// What the file of another breach says of the people whom that one concerns.
async fn of_file(app: &App, breach: &Breach, of: BreachId) -> Result<Exposure, Problem> {
    let other = app.store.breach(of).await?;
    let Some(other) = other.filter(|other| other.unit == breach.unit) else {
        return Ok(Exposed::default().together(Reach::ListGone {}, app.now()));
    };
    // It ends: the file of a breach is taken out after it was opened, so none leads back to itself.
    let named = match &other.frozen {
        Some(frozen) => frozen.households.clone(),
        None => Box::pin(exposure(app, &other)).await?.households,
    };
    let exposed = records(app, breach, Which::Named(named), None).await?;
    let exposed = exposed.only(&IN_FILE);
    Ok(exposed.together(Reach::Households {}, app.now()))
}

/// Which households lay open.
enum Which {
    /// Those of a place, as they lived there in a time.
    Within(Reach, Open),
    /// These.
    Named(BTreeSet<HouseholdId>),
}

impl Which {
    fn household(&self, household: &Household) -> bool {
        match self {
            // Also who has moved away since.
            Self::Within(reach, open) => [open.from, open.until]
                .iter()
                .any(|at| within(reach, household.hamlet_at(*at))),
            Self::Named(named) => named.contains(&household.id),
        }
    }

    /// What was erased before the time lay open nowhere.
    fn erased(&self, erased: &Erased) -> bool {
        match self {
            Self::Within(reach, open) => erased.at > open.from && within(reach, erased.hamlet),
            Self::Named(named) => named.contains(&erased.household),
        }
    }
}

fn within(reach: &Reach, hamlet: HamletId) -> bool {
    match reach {
        Reach::Unit {} => true,
        Reach::Hamlets { hamlets } => hamlets.contains(&hamlet),
        Reach::Listed { .. } | Reach::ListGone {} | Reach::Households {} | Reach::Nothing {} => {
            false
        }
    }
}

/// The households of a unit that lay open, with what visits say of them, as they are given to a role where one is meant.
async fn records(
    app: &App,
    breach: &Breach,
    which: Which,
    role: Option<RoleKind>,
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
                cursors.0.insert(page.scope.clone(), page.cursor);
                more |= page.more;
                for record in decoded(page.changes).await? {
                    match record {
                        Record::Household(household) if which.household(&household) => {
                            let household = match role {
                                Some(role) => household.as_given_to(role),
                                None => household,
                            };
                            exposed.household(&household);
                        }
                        Record::Visit(visit) => {
                            let has_pictures = visit.answers.media().next().is_some();
                            exposed.visit(visit.household, has_pictures);
                        }
                        Record::Erased(erased) if which.erased(&erased) => {
                            exposed.erased(erased.household);
                        }
                        _ => {}
                    }
                }
            }
            if !more {
                break;
            }
        }
    }
    Ok(exposed)
}

/// The records of a page, read where nobody else waits for it.
async fn decoded(changes: Vec<Change>) -> Result<Vec<Record>, Problem> {
    let read = move || {
        let known = changes.iter().filter_map(|change| {
            let body = change.body.as_ref()?;
            Record::from_body(&change.key, body.get()).ok()?
        });
        known.collect()
    };
    let reading = tokio::task::spawn_blocking(read);
    reading.await.map_err(|_| Problem::Internal)
}
