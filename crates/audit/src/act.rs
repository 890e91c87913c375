//! What was done or read: kinds of things, ids and counts, and never what is in them.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::breach::{Closing, Step, Whom};
use dong_hanh_domain::{
    BreachId, DeviceId, HamletId, HouseholdId, ListId, Scope, SessionId, Term, UnitKey, UserId,
    VisitId,
};
use dong_hanh_form::{FormId, Sha256};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::count::Operations;

/// What somebody did. What writes is noted with what it writes, or before it; what reads, before the answer is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum AuditAct {
    /// Signed in on a device.
    SignedIn {
        /// How.
        by: Door,
    },
    /// Gave a wrong password, or the name of nobody, which is not said here: it may be a password that was typed there.
    SignInFailed {
        /// Whose account it is, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<UserId>,
    },
    /// Gave the right password, and was asked for a code.
    PasswordShown {
        /// Whose account it is.
        user: UserId,
    },
    /// Signed out.
    SignedOut {},
    /// Ended a session.
    SessionEnded {
        /// Whose.
        user: UserId,
        /// Which.
        session: SessionId,
    },
    /// Gave an account another password.
    PasswordChanged {
        /// Whose.
        user: UserId,
    },
    /// Set a second factor up for their account.
    FactorSet {},
    /// Took the second factor off an account.
    FactorRemoved {
        /// Whose.
        user: UserId,
    },
    /// Made other recovery codes.
    RecoveryCodesMade {},
    /// Said that a device is lost.
    DeviceLost {
        /// Whose.
        user: UserId,
        /// Which.
        device: DeviceId,
    },
    /// Said that a device was found.
    DeviceFound {
        /// Whose.
        user: UserId,
        /// Which.
        device: DeviceId,
    },
    /// Handed over something as a lost device.
    LostHandedOver {
        /// Whose work it is.
        user: UserId,
    },
    /// Erased itself as a lost device.
    LostErased {
        /// Whose it was.
        user: UserId,
    },
    /// Was told the secret that opens the vault of their device.
    VaultSecret {},
    /// Was given something to read.
    Read {
        /// What.
        what: What,
        /// How many records.
        records: u64,
    },
    /// Was given changes for their device.
    Pulled {
        /// Of which scopes.
        feeds: Vec<GivenOut>,
    },
    /// Brought operations that had no receipt before.
    Pushed {
        /// How many of each kind.
        operations: Operations,
        /// How many of them are held.
        #[serde(default, skip_serializing_if = "is_none")]
        held: u64,
        /// SHA-256 of their ids in the order in which they came, 16 bytes each.
        ids: Sha256,
        /// The households whose record they changed.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        households: BTreeSet<HouseholdId>,
        /// The list that spoke for them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        list: Option<ListId>,
    },
    /// Brought a picture, a sound or a file.
    Brought {
        /// Which.
        media: Sha256,
    },
    /// Took somebody on, or created their account.
    PersonAdded {
        /// Whom.
        user: UserId,
    },
    /// Gave somebody other hamlets.
    HamletsGiven {
        /// Whom.
        user: UserId,
        /// Which they have now.
        hamlets: BTreeSet<HamletId>,
    },
    /// Changed what is said of somebody and given to them.
    PersonChanged {
        /// Whom.
        user: UserId,
        /// Which hamlets they were given.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        hamlets: BTreeSet<HamletId>,
        /// From which day to which, where that is bounded.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        terms: BTreeMap<HamletId, Term>,
    },
    /// Closed an account.
    AccountClosed {
        /// Whose.
        user: UserId,
    },
    /// Opened a closed account again.
    AccountOpened {
        /// Whose.
        user: UserId,
    },
    /// Invited somebody to a phone.
    Invited {
        /// Whom.
        user: UserId,
    },
    /// Gave somebody a key for ODK Collect.
    KeyGiven {
        /// Whom.
        user: UserId,
    },
    /// Took in a hand-over file.
    HandoverTaken {
        /// Whose work it holds.
        user: UserId,
        /// Of which device.
        device: DeviceId,
    },
    /// Closed a draft that was handed over.
    DraftClosed {
        /// Whose.
        user: UserId,
        /// Which.
        draft: Sha256,
    },
    /// Opened such a draft again.
    DraftReopened {
        /// Whose.
        user: UserId,
        /// Which.
        draft: Sha256,
    },
    /// Emptied what only the server keeps and whose time was over.
    Emptied {
        /// In which unit.
        unit: UnitKey,
        /// How many drafts that were handed over.
        drafts: u64,
        /// How many workbooks.
        workbooks: u64,
    },
    /// Published a form.
    FormPublished {
        /// Which.
        form: FormId,
    },
    /// Decided whether new visits begin with a form.
    FormDecided {
        /// Which.
        form: FormId,
        /// Whether they do.
        current: bool,
    },
    /// Went on with a list of households.
    List {
        /// Which.
        list: ListId,
        /// How.
        step: ListStep,
    },
    /// Took something out of the system.
    Exported {
        /// What.
        what: What,
        /// How many records.
        records: u64,
    },
    /// Opened a household on the screen, out of turn; why stands beside it.
    Looked {
        /// Which.
        household: HouseholdId,
        /// When, in milliseconds since 1970 by the device's corrected clock.
        at_ms: i64,
    },
    /// Opened a breach of personal data.
    BreachOpened {
        /// Which.
        breach: BreachId,
    },
    /// Said something of a breach of personal data.
    BreachStepped {
        /// Which.
        breach: BreachId,
        /// What.
        step: BreachStep,
    },
    /// Created or renamed hamlets.
    HamletsNamed {
        /// In which unit.
        unit: UnitKey,
        /// Which.
        hamlets: BTreeSet<HamletId>,
    },
    /// Made units another one.
    UnitsMerged {
        /// Which.
        from: BTreeSet<UnitKey>,
        /// That one.
        into: UnitKey,
    },
    /// The server started.
    Started {
        /// Its version.
        version: String,
    },
}

#[allow(clippy::trivially_copy_pass_by_ref)] // Serde asks so.
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// With a password.
    Password,
    /// With an invitation.
    Invitation,
}

/// A step of a list of households that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStep {
    /// It came.
    Begun,
    /// It is read otherwise.
    Corrected,
    /// It becomes part of the record.
    Applied,
    /// That was stopped.
    Stopped,
    /// It is taken back.
    Undone,
    /// It was forgotten, with its file.
    Forgotten,
}

/// What was said of a breach of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreachStep {
    /// The authority was told.
    AuthorityTold,
    /// The office of the city was told.
    CityTold,
    /// People concerned were told.
    PeopleTold,
    /// Something was done against it.
    Measure,
    /// It is seen to, and closed.
    SeenTo,
    /// It is closed, as nothing was to be done.
    Dismissed,
    /// It is open again.
    Reopened,
}

impl From<&Step> for BreachStep {
    fn from(step: &Step) -> Self {
        match step {
            Step::Told { whom, .. } => match whom {
                Whom::Authority {} => Self::AuthorityTold,
                Whom::City {} => Self::CityTold,
                Whom::Households { .. } => Self::PeopleTold,
            },
            Step::Measure { .. } => Self::Measure,
            Step::Close { why } => match why {
                Closing::SeenTo => Self::SeenTo,
                Closing::NothingExposed | Closing::EnteredTwice => Self::Dismissed,
            },
            Step::Reopen {} => Self::Reopened,
        }
    }
}

/// Changes of one scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenOut {
    /// The scope.
    pub scope: Scope,
    /// How many records.
    pub records: u64,
}

/// What was read or taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum What {
    /// A household with its people.
    Household {
        /// Which.
        household: HouseholdId,
    },
    /// A visit.
    Visit {
        /// Which.
        visit: VisitId,
        /// Of which household.
        household: HouseholdId,
    },
    /// A list of visits.
    Visits {
        /// Of this hamlet alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hamlet: Option<HamletId>,
    },
    /// A picture, a sound or a file.
    Media {
        /// Which.
        media: Sha256,
    },
    /// The households of one's hamlets, for a client that is not ours.
    Households {
        /// Of which hamlets.
        hamlets: BTreeSet<HamletId>,
    },
    /// The people of a unit.
    People {
        /// Which.
        unit: UnitKey,
        /// And of these, for whoever sees to a whole city.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        others: BTreeSet<UnitKey>,
    },
    /// The devices of a unit's people.
    Devices {
        /// Which.
        unit: UnitKey,
        /// And of these, for whoever sees to a whole city.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        others: BTreeSet<UnitKey>,
    },
    /// Somebody's sessions.
    Sessions {
        /// Whose.
        user: UserId,
    },
    /// For whom an invitation is.
    Invitation {
        /// Whose.
        user: UserId,
    },
    /// Drafts that were handed over.
    Drafts {
        /// In which unit.
        unit: UnitKey,
    },
    /// What only the server keeps and goes when its time is over.
    Retained {
        /// In which unit.
        unit: UnitKey,
    },
    /// Who is left behind.
    LeftBehind {
        /// In which unit.
        unit: UnitKey,
    },
    /// How far visits reach, and whose they were.
    Coverage {
        /// In which unit.
        unit: UnitKey,
    },
    /// The lists of households that a unit has taken in, with the names of their files.
    Lists {
        /// Which unit.
        unit: UnitKey,
    },
    /// A list of households that is taken in.
    List {
        /// Which.
        list: ListId,
    },
    /// What of such a list was not taken.
    Rejects {
        /// Of which.
        list: ListId,
    },
    /// The breaches of personal data of units.
    Breaches {
        /// Which.
        units: BTreeSet<UnitKey>,
    },
    /// A breach of personal data, with the people concerned.
    Breach {
        /// Which.
        breach: BreachId,
    },
    /// The audit itself.
    Audit {
        /// What this one did alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<UserId>,
        /// What names this alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<Uuid>,
    },
}
