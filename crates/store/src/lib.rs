#![doc = include_str!("../README.md")]

pub mod accounts;
pub mod audit;
pub mod contract;
pub mod devices;
pub mod drafts;
mod erasures;
pub mod error;
mod factors;
pub mod follower;
pub mod forms;
pub mod handed;
pub mod heirs;
pub mod imports;
mod invitations;
mod lost;
pub mod memory;
pub mod merger;
pub mod overview;
pub mod retention;
pub mod terms;

use std::collections::BTreeSet;
use std::ops::Range;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{Entry, Head, Note};
use dong_hanh_domain::breach::Breach;
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    BreachId, DeviceId, Former, Hamlet, HamletId, Household, HouseholdId, ListId, Scope, SessionId,
    UnitKey, UserId, VisitId,
};
use dong_hanh_form::{FormId, Sha256};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Cursors, Epoch, FormRecord, RawOperation, Receipt, Report, Visit};

pub use accounts::{
    Account, Credentials, NewSession, PasswordHash, Session, TOKEN_GRACE, TOKENS_WAITING, TokenHash,
};
pub use audit::{AuditEnd, AuditFilter, KeptEntry, Whose};
pub use devices::{DeviceSummary, Pulled};
pub use erasures::{Erasure, Went};
pub use error::{StoreError, StoreResult};
pub use factors::{Factor, FactorKey};
pub use follower::Follower;
pub use forms::{FormDecision, FormFile, FormRuling, KeptForm, NewForm, WHOLE};
pub use handed::{
    Handed, HandedDecision, HandedId, HandedKind, HandedRuling, HandoverKey, KeptHanded,
    NumberedDecision,
};
pub use heirs::Heirs;
pub use imports::{Import, ImportCount, ImportRow, ImportRows, ImportState};
pub use invitations::{INVITATION_LASTS, Invitation};
pub use lost::{Loss, LostDevice, RecoveryBytes, Rescued};
pub use memory::MemoryStore;
pub use merger::{Merged, Merger, day_of};
pub use overview::{
    HamletOverview, MediaUse, NewMedia, Unit, VisitFilter, VisitPlace, VisitState, VisitSummary,
};
pub use retention::{Emptied, Emptying};
pub use terms::{KeptTerm, Regiven};

/// Everything that the server asks of a database. Each method is one transaction.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Receives operations in order and gives a receipt for each, `None` where a text bears no id.
    ///
    /// Receipts, records and feed numbers are written in one transaction, whose commit is durable before
    /// this returns: what has a receipt is never lost. So is one entry of the audit for all that had no receipt before.
    async fn push(
        &self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>>;

    /// Pictures that were erased, themselves or with their visits, and that nothing names any more: their bytes are to go.
    async fn media_to_erase(&self) -> StoreResult<Vec<Sha256>>;

    /// Whether a picture is one of those: its bytes are not kept where they come again.
    async fn is_media_erased(&self, digest: &Sha256) -> StoreResult<bool>;

    /// The bytes of these are gone.
    async fn note_media_gone(&self, digests: &[Sha256]) -> StoreResult<()>;

    /// All that has erased something, in the order in which it arrived; to be said again to a database that was put back to
    /// a backup from before.
    async fn erasures(&self) -> StoreResult<Vec<Erasure>>;

    /// The changes behind the cursors, scope by scope in the given order, within `limit` in all.
    /// A scope without a cursor is read from its beginning, and so is one of which what lies behind the cursor cannot
    /// be told any more: it was read in a time that this database knows nothing of (see [`Epoch`]), or what left the
    /// scope since was swept away. Its page says that it begins anew.
    ///
    /// A page comes for each scope that has something new or no cursor yet, so that no page at all means
    /// that the device is up to date. Where the limit cut, `more` says so, on an empty page too.
    async fn pull(
        &self,
        scopes: &[Scope],
        cursors: &Cursors,
        epoch: Option<Epoch>,
        limit: PageLimit,
    ) -> StoreResult<Pulled>;

    /// Begins an epoch, at every start of the server: remembers how far each feed has come. What an earlier version has
    /// not told the offices is told then (SPEC.md S8.16).
    async fn begin_epoch(&self, epoch: Epoch, now: DateTime<Utc>) -> StoreResult<()>;

    /// Forgets what left a scope before a moment, when an epoch has begun and nobody has read in it; says how much. Who
    /// has not read of it reads from the beginning, once: where he has come to in this epoch he goes on.
    async fn sweep(&self, before: DateTime<Utc>) -> StoreResult<u64>;

    /// Notes how a device stands, where it says so; gives the number of its operations that have a receipt.
    async fn note_device(
        &self,
        user: UserId,
        device: DeviceId,
        report: Option<&Report>,
        now: DateTime<Utc>,
    ) -> StoreResult<u64>;

    /// One household.
    async fn household(&self, id: HouseholdId) -> StoreResult<Option<Household>>;

    /// The households that live in hamlets now.
    async fn households(&self, hamlets: &BTreeSet<HamletId>) -> StoreResult<Vec<Household>>;

    /// One visit.
    async fn visit(&self, id: VisitId) -> StoreResult<Option<Visit>>;

    /// Visits as an officer asks for them, those received last first.
    async fn visits(&self, unit: &UnitKey, filter: &VisitFilter) -> StoreResult<Vec<VisitSummary>>;

    /// For each hamlet of a unit: households, how many were visited since a moment, what waits for review.
    async fn overview(
        &self,
        unit: &UnitKey,
        visited_since: DateTime<Utc>,
    ) -> StoreResult<Vec<HamletOverview>>;

    /// Names a unit that this installation serves. In which province it lies stays known where it is not said.
    async fn put_unit(&self, unit: &Unit) -> StoreResult<()>;

    /// One unit.
    async fn unit(&self, key: &UnitKey) -> StoreResult<Option<Unit>>;

    /// The units that were named, by code and day.
    async fn units(&self) -> StoreResult<Vec<Unit>>;

    /// The unit that has taken another one's place. `None` as long as that one has a hamlet, or where its hamlets went nowhere.
    async fn heir(&self, unit: &UnitKey) -> StoreResult<Option<UnitKey>>;

    /// Makes units another one: their hamlets with all that is about them, their people, the forms that they published and
    /// what their offices hold are that one's. Phones that are out go on as they are. Again it changes nothing.
    async fn merge_units(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged>;

    /// What [`merge_units`](Self::merge_units) would move; nothing is changed.
    async fn rehearse_merger(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged>;

    /// Publishes hamlets in the feed of their unit. One that is there already, unchanged, keeps its number. One that lay
    /// in another unit leaves that one's feed, and what that one's office holds of it is the new unit's to see to.
    async fn put_hamlets(&self, hamlets: &[Hamlet], now: DateTime<Utc>) -> StoreResult<()>;

    /// The hamlets of a unit.
    async fn hamlets(&self, unit: &UnitKey) -> StoreResult<Vec<Hamlet>>;

    /// Publishes a form that the installation brings along in the feed of a unit. It becomes the current one of its name,
    /// unless an officer has decided which one is. One that is already current stays as it was first published.
    async fn publish_form(&self, unit: &UnitKey, form: &FormRecord) -> StoreResult<()>;

    /// Keeps what a form was made from, the workbook first, where that is not known yet.
    async fn keep_form_sources(&self, id: &FormId, sources: &[FormFile]) -> StoreResult<()>;

    /// Publishes a form of an officer in the feed of a unit; it becomes the current one of its name. One that is already
    /// current stays as it was first published. `false` where another version is current than the one that he has
    /// compared it with: nothing is published.
    async fn publish_new_form(&self, unit: &UnitKey, form: &NewForm) -> StoreResult<bool>;

    /// Decides on a form that was published in a unit, where it does not stand so already; `false` where there is none.
    async fn decide_form(
        &self,
        unit: &UnitKey,
        id: &FormId,
        decision: &FormDecision,
    ) -> StoreResult<bool>;

    /// Every form that was published in a unit, what was published last first.
    async fn forms(&self, unit: &UnitKey) -> StoreResult<Vec<KeptForm>>;

    /// One form that was published in a unit.
    async fn form(&self, unit: &UnitKey, id: &FormId) -> StoreResult<Option<FormRecord>>;

    /// One form, whichever unit published it: its name is its content, and hamlets come to other units.
    async fn form_of_any_unit(&self, id: &FormId) -> StoreResult<Option<FormRecord>>;

    /// Bytes of one of the files that a form of a unit was made from: those of its whole that there are between two
    /// places. [`WHOLE`] gives all of them.
    async fn form_file(
        &self,
        unit: &UnitKey,
        id: &FormId,
        name: &str,
        bytes: Range<u32>,
    ) -> StoreResult<Option<Vec<u8>>>;

    /// Creates or changes an account, and publishes the person in the feed of the unit. Without a password
    /// it keeps the one that it has; an account that never got one cannot sign in. What hamlets a volunteer had is
    /// remembered, for work that he did there and sends later; a hamlet whose last day is over is one that he had.
    /// Whether an account that there is is closed [`set_disabled`](Self::set_disabled) says alone: whoever read it before it
    /// was closed does not open it by writing it back.
    ///
    /// # Errors
    /// [`StoreError::SignInTaken`] where the sign-in name is another account's.
    async fn put_account(
        &self,
        account: &Account,
        password: Option<&PasswordHash>,
        now: DateTime<Utc>,
    ) -> StoreResult<()>;

    /// Gives an account another password and ends all its sessions but one, in one transaction: who knew the old
    /// password is out. `false` where there is no such account.
    async fn set_password(
        &self,
        user: UserId,
        password: &PasswordHash,
        keep: Option<SessionId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// Closes an account and ends its sessions, in one transaction, or opens it again. What its devices have not
    /// sent stays on them. `false` where there is no such account.
    async fn set_disabled(
        &self,
        user: UserId,
        disabled: bool,
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// The account of a sign-in name as it is now, with its password hash; also of a disabled one.
    async fn credentials(
        &self,
        sign_in: &str,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Credentials>>;

    /// One account, with the hamlets that it has now: what it may do is reckoned from the days of what it was given, so
    /// that nobody has to be awake at midnight.
    async fn account(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Option<Account>>;

    /// The accounts of a unit as they are now, by sign-in name.
    async fn people(&self, unit: &UnitKey, now: DateTime<Utc>) -> StoreResult<Vec<Account>>;

    /// Opens a session of a device; an earlier session of the same device and user ends.
    ///
    /// # Errors
    /// [`StoreError::DeviceLost`] where they have lost that device, also where that was said in this moment.
    async fn open_session(&self, session: &NewSession) -> StoreResult<()>;

    /// The session of a token, if it is neither revoked nor past its end nor its account disabled, and notes that it was used,
    /// which moves its end (at most once an hour, so that a poll is no write).
    ///
    /// The first use of a token that was added ([`add_token`](Self::add_token)) puts it in the place of the one that there
    /// was, which is taken for [`TOKEN_GRACE`] more. Whoever bears that one later has a copy of it, or the other does: the
    /// session ends, see [`Session::copied`].
    async fn session(&self, token: &TokenHash, now: DateTime<Utc>) -> StoreResult<Option<Session>>;

    /// The session of a token, also of one that it had, whether it counts any more or not.
    async fn session_ever(&self, token: &TokenHash) -> StoreResult<Option<Session>>;

    /// Gives a session another token, which counts beside the one that it has until it is used: the answer that bears it
    /// may be lost. So many of them wait to be used at most: [`TOKENS_WAITING`]; the oldest goes. `false` where there is no
    /// such session.
    async fn add_token(
        &self,
        session: SessionId,
        token: &TokenHash,
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// The sessions of a user, the last used first, revoked ones included.
    async fn sessions(&self, user: UserId) -> StoreResult<Vec<Session>>;

    /// Ends a session of a user. Its device keeps its unsent work. `false` where there is none.
    async fn revoke_session(
        &self,
        user: UserId,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// Notes that a picture arrived. `false` where the same person sent it before.
    async fn put_media(&self, media: &NewMedia) -> StoreResult<bool>;

    /// Who has to do with a picture.
    async fn media(&self, digest: &Sha256) -> StoreResult<MediaUse>;

    /// The secret with which hand-over files are read: the first that is ever given is kept and given out for good.
    async fn handover_key(&self, fresh: &HandoverKey) -> StoreResult<HandoverKey>;

    /// Keeps something that was handed over and is no operation. `false` where the same author handed over the same before.
    async fn keep_handed(&self, handed: &Handed) -> StoreResult<bool>;

    /// What the people of a unit handed over of one kind, what came last first.
    async fn handed(&self, unit: &UnitKey, kind: HandedKind) -> StoreResult<Vec<KeptHanded>>;

    /// Decides on something that the people of a unit handed over. What stands so already stays as it was decided, and every
    /// decision is kept. `false` where they handed over no such thing.
    async fn decide_handed(
        &self,
        unit: &UnitKey,
        id: HandedId,
        decision: &HandedDecision,
    ) -> StoreResult<bool>;

    /// Keeps a list that is taken in, with its file where it is new, and its rows instead of those that there were. `false`
    /// where it was said already: it stays as it is.
    async fn put_import(
        &self,
        import: &Import,
        file: Option<&[u8]>,
        rows: &[ImportRow],
    ) -> StoreResult<bool>;

    /// The lists that a unit has taken in, what came last first.
    async fn imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>>;

    /// One list of a unit.
    async fn import(&self, unit: &UnitKey, id: ListId) -> StoreResult<Option<Import>>;

    /// The file of a list.
    async fn import_file(&self, id: ListId) -> StoreResult<Option<Vec<u8>>>;

    /// Rows of a list, in its order.
    async fn import_rows(&self, id: ListId, wanted: &ImportRows) -> StoreResult<Vec<ImportRow>>;

    /// How many rows of each kind and outcome a list has.
    async fn import_counts(&self, id: ListId) -> StoreResult<Vec<ImportCount>>;

    /// Notes how far a list has come, and what became of rows.
    async fn note_import(
        &self,
        id: ListId,
        state: ImportState,
        outcomes: &[(u32, String)],
    ) -> StoreResult<()>;

    /// Forgets a list of which nothing was said, with its file. `false` where there is none, or something was.
    async fn forget_import(&self, unit: &UnitKey, id: ListId) -> StoreResult<bool>;

    /// The lists of a unit of which the file or rows are kept, and with which nothing is being done.
    async fn full_imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>>;

    /// Empties drafts that were closed, with why they were, and lists with which nothing is being done: their files and
    /// rows go, and a list of which nothing was said is forgotten. That they came stays known, so that the same does not
    /// come again. Pictures that nothing else names go from the disk afterwards, see
    /// [`media_to_erase`](Self::media_to_erase).
    async fn empty(&self, unit: &UnitKey, emptying: &Emptying) -> StoreResult<Emptied>;

    /// What the office of a unit has set.
    async fn settings(&self, unit: &UnitKey) -> StoreResult<Settings>;

    /// Which of these households were visited since a moment, by when the visits arrived.
    async fn visited_since(
        &self,
        households: &BTreeSet<HouseholdId>,
        since: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>>;

    /// Takes households out of the record that were registered and of which nothing was said since: no visit, no fact, no
    /// other record that they stand for. They leave the feeds of their hamlets; who still says something of one is told
    /// that the office does not know it. Gives those that were taken out.
    async fn withdraw(
        &self,
        unit: &UnitKey,
        households: &BTreeSet<HouseholdId>,
        now: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>>;

    /// Enters notes in the audit, behind what is there, in one transaction; gives the last entry then. What the notes tell
    /// is done, or read, after that.
    async fn audit(&self, notes: &[Note]) -> StoreResult<Head>;

    /// Where the audit ends.
    async fn audit_end(&self) -> StoreResult<AuditEnd>;

    /// Entries of the audit behind a number, in their order, as they lie there, whatever somebody has made of them.
    async fn audit_behind(&self, number: u64, most: u32) -> StoreResult<Vec<KeptEntry>>;

    /// Entries of the audit as somebody looks for them, the last first.
    async fn audit_found(&self, filter: &AuditFilter) -> StoreResult<Vec<Entry>>;

    /// Whether the store is empty: no account yet.
    async fn is_empty(&self) -> StoreResult<bool>;

    /// Whether the database answers.
    async fn ready(&self) -> StoreResult<()>;

    /// The devices that are known of a user, the last signed in first.
    async fn devices(&self, user: UserId) -> StoreResult<Vec<DeviceId>>;

    /// Keeps an invitation; one that the same person has ends.
    async fn put_invitation(&self, invitation: &Invitation) -> StoreResult<()>;

    /// The invitation of a code, whether it counts any more or not.
    async fn invitation(&self, code: &TokenHash) -> StoreResult<Option<Invitation>>;

    /// Takes an invitation on a device, where it counts there; see [`Invitation::opens`].
    async fn take_invitation(
        &self,
        code: &TokenHash,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>>;

    /// Takes an invitation on a device, where it counts there, gives its person a password and ends their sessions, in one
    /// transaction: a code that is spent has set a password.
    async fn choose_password(
        &self,
        code: &TokenHash,
        device: DeviceId,
        password: &PasswordHash,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>>;

    /// The second factor of an account, also one of which no code was shown yet.
    async fn factor(&self, user: UserId) -> StoreResult<Option<Factor>>;

    /// Keeps the key of a second factor, in the place of one of which no code was shown yet. `false` where there is one
    /// that counts, or no such account.
    async fn begin_factor(&self, user: UserId, key: &FactorKey) -> StoreResult<bool>;

    /// Has a second factor count from now on, as a code of its key was shown: the one of this step. These are its recovery
    /// codes. `false` where it counts already, or another key was begun with since.
    async fn confirm_factor(
        &self,
        user: UserId,
        key: &FactorKey,
        step: u64,
        codes: &[TokenHash],
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// Takes the code of a step, once for an account and none that is older. `false` where it was taken, or no factor
    /// counts.
    async fn use_step(&self, user: UserId, step: u64) -> StoreResult<bool>;

    /// Takes a recovery code, once. `false` where there is none such.
    async fn use_recovery_code(&self, user: UserId, code: &TokenHash) -> StoreResult<bool>;

    /// Puts other recovery codes in the place of those that are left. `false` where no factor counts.
    async fn put_recovery_codes(&self, user: UserId, codes: &[TokenHash]) -> StoreResult<bool>;

    /// Takes the second factor off an account, with its recovery codes. `false` where it has none.
    async fn remove_factor(&self, user: UserId) -> StoreResult<bool>;

    /// What is kept for the vault of a person's device, which has signed in; from the first call on that is what the
    /// first call brought.
    async fn recovery(
        &self,
        user: UserId,
        device: DeviceId,
        fresh: RecoveryBytes,
    ) -> StoreResult<RecoveryBytes>;

    /// Says that a device of a person is lost, by somebody's word, and ends its sessions; or takes that back, with all that
    /// was noted of it. What was said first stands. `false` where the person has no such device.
    async fn set_lost(
        &self,
        user: UserId,
        device: DeviceId,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool>;

    /// Whose a device is that is lost, by its name alone; nothing where it is not.
    async fn lost(&self, device: DeviceId) -> StoreResult<Vec<LostDevice>>;

    /// Adds to what a lost device has handed over.
    async fn note_rescued(&self, user: UserId, device: DeviceId, more: Rescued) -> StoreResult<()>;

    /// Notes that a lost device has nothing left that the office does not have, and erases itself.
    async fn note_erased(
        &self,
        user: UserId,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<()>;

    /// The times in which hamlets were a volunteer's, until now: those that they have, and what they had.
    async fn times_of(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Vec<Former>>;

    /// Keeps a breach as it stands. `false` where its version is not the next one of what is kept: somebody else has said
    /// something of it meanwhile.
    async fn put_breach(&self, breach: &Breach) -> StoreResult<bool>;

    /// The breaches of a unit, what was discovered last first.
    async fn breaches(&self, unit: &UnitKey) -> StoreResult<Vec<Breach>>;

    /// One breach.
    async fn breach(&self, id: BreachId) -> StoreResult<Option<Breach>>;

    /// How the devices of a unit's people stand.
    async fn devices_of(&self, unit: &UnitKey) -> StoreResult<Vec<DeviceSummary>>;
}
