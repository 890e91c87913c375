#![doc = include_str!("../README.md")]

mod accounts;
mod ask;
mod audit;
mod breaches;
mod devices;
mod epochs;
mod erasing;
mod error;
mod factors;
mod feed;
mod forms;
mod given;
mod hamlets;
mod handed;
mod held;
mod imports;
mod invitations;
mod load;
mod lost;
mod mergers;
mod open;
mod projections;
mod publishing;
mod push;
mod records;
mod retention;
mod sessions;
mod tokens;
mod units;
mod values;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

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
use dong_hanh_store::{
    Account, AuditEnd, AuditFilter, Credentials, DeviceSummary, Emptied, Emptying, Erasure, Factor,
    FactorKey, FormDecision, FormFile, HamletOverview, Handed, HandedDecision, HandedId,
    HandedKind, HandoverKey, Import, ImportCount, ImportRow, ImportRows, ImportState, Invitation,
    KeptEntry, KeptForm, KeptHanded, LostDevice, MediaUse, Merged, Merger, NewForm, NewMedia,
    NewSession, PasswordHash, Pulled, RecoveryBytes, Rescued, Session, Store, StoreResult,
    TokenHash, Unit, VisitFilter, VisitSummary, day_of,
};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Cursors, Epoch, FormRecord, RawOperation, Receipt, RecordKey, Report, Visit};
use sqlx::{Row, Sqlite, SqliteConnection, Transaction};

use crate::error::SqlResult;
use crate::forms::FormCache;
use crate::open::Pools;
use crate::push::Pushed;
use crate::tokens::Borne;

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    pools: Pools,
    forms: FormCache,
    /// Whether the log may bear what was erased: at a start, and where a reader was in the way.
    log_is_owed: AtomicBool,
}

impl SqliteStore {
    /// Opens a database, creates it where there is none, and brings its schema up to date.
    /// `:memory:` is gone with the store.
    ///
    /// # Errors
    /// [`dong_hanh_store::StoreError::Newer`] where a newer version has written it, `Corrupt` where the
    /// file is no database.
    pub async fn open(path: impl AsRef<Path>) -> StoreResult<Self> {
        Ok(Self {
            pools: Pools::open(path.as_ref()).await?,
            forms: FormCache::default(),
            log_is_owed: AtomicBool::new(true),
        })
    }

    /// All that is in a store in memory at this moment, as a backup has it; it is in memory too.
    ///
    /// # Errors
    /// Where SQLite fails; a store in a file has no such backup.
    #[cfg(feature = "backup")]
    pub async fn backup(&self) -> StoreResult<Self> {
        let copy = Self::open(":memory:").await?;
        self.pools.copy_into(&copy.pools).await?;
        Ok(copy)
    }

    /// Waits for those who are still reading or writing and closes the file.
    pub async fn close(&self) {
        self.pools.readers.close().await;
        // The last connection folds the log into the file.
        self.pools.writer.close().await;
    }

    /// Folds the log into the file and empties it: what was erased stays in neither. Where a reader is in the way it is owed,
    /// and done when pictures are seen to, every hour.
    async fn forget_log(&self) -> StoreResult<()> {
        self.log_is_owed.store(true, Ordering::Relaxed);
        let busy: i64 = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&self.pools.writer)
            .await
            .and_then(|row| row.try_get(0))
            .map_err(crate::error::Failure::from)?;
        self.log_is_owed.store(busy != 0, Ordering::Relaxed);
        Ok(())
    }

    /// A transaction that holds the writer's place from its beginning; dropped, it leaves nothing.
    async fn writing(&self) -> SqlResult<Transaction<'static, Sqlite>> {
        Ok(self.pools.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that sees one state of the database.
    async fn reading(&self) -> SqlResult<Transaction<'static, Sqlite>> {
        Ok(self.pools.readers.begin().await?)
    }
}

/// Does something in one writing transaction. (A macro, as a closure's future could not be `Send` for
/// every lifetime of the connection.)
macro_rules! write {
    ($store:expr, |$tx:ident| $work:expr) => {{
        let mut tx = $store.writing().await?;
        let $tx: &mut SqliteConnection = &mut tx;
        let result = $work.await?;
        tx.commit().await.map_err(crate::error::Failure::from)?;
        Ok(result)
    }};
}

/// Does something in one reading transaction.
macro_rules! read {
    ($store:expr, |$tx:ident| $work:expr) => {{
        let mut tx = $store.reading().await?;
        let $tx: &mut SqliteConnection = &mut tx;
        Ok($work.await?)
    }};
}

#[async_trait]
impl Store for SqliteStore {
    async fn push(
        &self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        let pushed: StoreResult<Pushed> = write!(self, |tx| push::push(
            tx,
            &self.forms,
            author,
            batch,
            arrival
        ));
        let Pushed { receipts, erases } = pushed?;
        if erases {
            // It is said already; what fails here is owed.
            let _ = self.forget_log().await;
        }
        Ok(receipts)
    }

    async fn media_to_erase(&self) -> StoreResult<Vec<Sha256>> {
        if self.log_is_owed.load(Ordering::Relaxed) {
            self.forget_log().await?;
        }
        read!(self, |tx| erasing::media(tx))
    }

    async fn is_media_erased(&self, digest: &Sha256) -> StoreResult<bool> {
        read!(self, |tx| erasing::is_media_erased(tx, digest))
    }

    async fn note_media_gone(&self, digests: &[Sha256]) -> StoreResult<()> {
        write!(self, |tx| erasing::media_gone(tx, digests))
    }

    async fn erasures(&self) -> StoreResult<Vec<Erasure>> {
        read!(self, |tx| erasing::all(tx))
    }

    async fn pull(
        &self,
        scopes: &[Scope],
        cursors: &Cursors,
        epoch: Option<Epoch>,
        limit: PageLimit,
    ) -> StoreResult<Pulled> {
        read!(self, |tx| feed::pull(tx, scopes, cursors, epoch, limit))
    }

    async fn begin_epoch(&self, epoch: Epoch, now: DateTime<Utc>) -> StoreResult<()> {
        write!(self, |tx| epochs::begin(tx, epoch, now))
    }

    async fn sweep(&self, before: DateTime<Utc>) -> StoreResult<u64> {
        write!(self, |tx| records::sweep(tx, before))
    }

    async fn note_device(
        &self,
        user: UserId,
        device: DeviceId,
        report: Option<&Report>,
        now: DateTime<Utc>,
    ) -> StoreResult<u64> {
        if let Some(report) = report {
            let noted: StoreResult<()> =
                write!(self, |tx| devices::report(tx, user, device, report, now));
            noted?;
        }
        read!(self, |tx| devices::received(tx, user, device))
    }

    async fn household(&self, id: HouseholdId) -> StoreResult<Option<Household>> {
        read!(self, |tx| ask::record(tx, RecordKey::Household(id)))
    }

    async fn households(&self, hamlets: &BTreeSet<HamletId>) -> StoreResult<Vec<Household>> {
        read!(self, |tx| ask::households(tx, hamlets))
    }

    async fn visit(&self, id: VisitId) -> StoreResult<Option<Visit>> {
        read!(self, |tx| ask::record(tx, RecordKey::Visit(id)))
    }

    async fn visits(&self, unit: &UnitKey, filter: &VisitFilter) -> StoreResult<Vec<VisitSummary>> {
        read!(self, |tx| ask::visits(tx, unit, filter))
    }

    async fn overview(
        &self,
        unit: &UnitKey,
        visited_since: DateTime<Utc>,
    ) -> StoreResult<Vec<HamletOverview>> {
        read!(self, |tx| ask::overview(tx, unit, visited_since))
    }

    async fn put_unit(&self, unit: &Unit) -> StoreResult<()> {
        write!(self, |tx| units::put(tx, unit))
    }

    async fn unit(&self, key: &UnitKey) -> StoreResult<Option<Unit>> {
        read!(self, |tx| units::get(tx, key))
    }

    async fn units(&self) -> StoreResult<Vec<Unit>> {
        read!(self, |tx| units::all(tx))
    }

    async fn heir(&self, unit: &UnitKey) -> StoreResult<Option<UnitKey>> {
        read!(self, |tx| hamlets::heir(tx, unit))
    }

    async fn merge_units(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged> {
        write!(self, |tx| mergers::merge(tx, merger, now))
    }

    async fn rehearse_merger(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged> {
        // Dropped without a commit.
        let mut tx = self.writing().await?;
        Ok(mergers::merge(&mut tx, merger, now).await?)
    }

    async fn put_hamlets(&self, hamlets: &[Hamlet], now: DateTime<Utc>) -> StoreResult<()> {
        write!(self, |tx| hamlets::put(tx, hamlets, day_of(now), now))
    }

    async fn hamlets(&self, unit: &UnitKey) -> StoreResult<Vec<Hamlet>> {
        read!(self, |tx| ask::hamlets(tx, unit))
    }

    async fn publish_form(&self, unit: &UnitKey, form: &FormRecord) -> StoreResult<()> {
        write!(self, |tx| publishing::publish(tx, unit, form))
    }

    async fn keep_form_sources(&self, id: &FormId, sources: &[FormFile]) -> StoreResult<()> {
        write!(self, |tx| publishing::keep_sources(tx, id, sources))
    }

    async fn publish_new_form(&self, unit: &UnitKey, form: &NewForm) -> StoreResult<bool> {
        write!(self, |tx| publishing::publish_new(tx, unit, form))
    }

    async fn decide_form(
        &self,
        unit: &UnitKey,
        id: &FormId,
        decision: &FormDecision,
    ) -> StoreResult<bool> {
        write!(self, |tx| publishing::decide_as(tx, unit, id, decision))
    }

    async fn forms(&self, unit: &UnitKey) -> StoreResult<Vec<KeptForm>> {
        read!(self, |tx| forms::of_unit(tx, unit))
    }

    async fn form(&self, unit: &UnitKey, id: &FormId) -> StoreResult<Option<FormRecord>> {
        read!(self, |tx| forms::record(tx, unit, id))
    }

    async fn form_of_any_unit(&self, id: &FormId) -> StoreResult<Option<FormRecord>> {
        read!(self, |tx| forms::of_any_unit(tx, id))
    }

    async fn form_file(
        &self,
        unit: &UnitKey,
        id: &FormId,
        name: &str,
        bytes: Range<u32>,
    ) -> StoreResult<Option<Vec<u8>>> {
        read!(self, |tx| forms::file(tx, unit, id, name, bytes))
    }

    async fn put_account(
        &self,
        account: &Account,
        password: Option<&PasswordHash>,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        write!(self, |tx| accounts::put(tx, account, password, now))
    }

    async fn set_password(
        &self,
        user: UserId,
        password: &PasswordHash,
        keep: Option<SessionId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| accounts::set_password(
            tx, user, password, keep, now
        ))
    }

    async fn set_disabled(
        &self,
        user: UserId,
        disabled: bool,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| accounts::set_disabled(tx, user, disabled, now))
    }

    async fn credentials(
        &self,
        sign_in: &str,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Credentials>> {
        read!(self, |tx| accounts::credentials(tx, sign_in, now))
    }

    async fn account(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Option<Account>> {
        read!(self, |tx| accounts::get(tx, user, now))
    }

    async fn people(&self, unit: &UnitKey, now: DateTime<Utc>) -> StoreResult<Vec<Account>> {
        read!(self, |tx| accounts::people(tx, unit, now))
    }

    async fn open_session(&self, session: &NewSession) -> StoreResult<()> {
        write!(self, |tx| sessions::open(tx, session))
    }

    async fn session(&self, token: &TokenHash, now: DateTime<Utc>) -> StoreResult<Option<Session>> {
        let found: StoreResult<Option<Borne>> = read!(self, |tx| tokens::find(tx, token, now));
        let session = match found? {
            None => return Ok(None),
            Some(Borne::InUse(session)) => session,
            Some(Borne::Waiting(_) | Borne::Copied(_)) => {
                return write!(self, |tx| tokens::bear(tx, token, now));
            }
        };
        if !session.notes(now) {
            return Ok(Some(session));
        }
        let session = session.noted(now);
        let noted: StoreResult<()> = write!(self, |tx| sessions::note(tx, &session));
        noted.map(|()| Some(session))
    }

    async fn session_ever(&self, token: &TokenHash) -> StoreResult<Option<Session>> {
        read!(self, |tx| sessions::ever(tx, token))
    }

    async fn add_token(
        &self,
        session: SessionId,
        token: &TokenHash,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| tokens::add(tx, session, token, now))
    }

    async fn sessions(&self, user: UserId) -> StoreResult<Vec<Session>> {
        read!(self, |tx| sessions::of(tx, user))
    }

    async fn revoke_session(
        &self,
        user: UserId,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| sessions::revoke(tx, user, session, now))
    }

    async fn put_media(&self, media: &NewMedia) -> StoreResult<bool> {
        write!(self, |tx| units::put_media(tx, media))
    }

    async fn media(&self, digest: &Sha256) -> StoreResult<MediaUse> {
        read!(self, |tx| ask::media(tx, digest))
    }

    async fn handover_key(&self, fresh: &HandoverKey) -> StoreResult<HandoverKey> {
        write!(self, |tx| handed::key(tx, fresh))
    }

    async fn keep_handed(&self, handed: &Handed) -> StoreResult<bool> {
        write!(self, |tx| handed::keep(tx, handed))
    }

    async fn handed(&self, unit: &UnitKey, kind: HandedKind) -> StoreResult<Vec<KeptHanded>> {
        read!(self, |tx| handed::of_unit(tx, unit, kind))
    }

    async fn decide_handed(
        &self,
        unit: &UnitKey,
        id: HandedId,
        decision: &HandedDecision,
    ) -> StoreResult<bool> {
        // It may have emptied a draft.
        self.log_is_owed.store(true, Ordering::Relaxed);
        write!(self, |tx| handed::decide(tx, unit, id, decision))
    }

    async fn put_import(
        &self,
        import: &Import,
        file: Option<&[u8]>,
        rows: &[ImportRow],
    ) -> StoreResult<bool> {
        write!(self, |tx| imports::put(tx, import, file, rows))
    }

    async fn imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>> {
        read!(self, |tx| imports::of_unit(tx, unit, None))
    }

    async fn import(&self, unit: &UnitKey, id: ListId) -> StoreResult<Option<Import>> {
        let found: StoreResult<Vec<Import>> =
            read!(self, |tx| imports::of_unit(tx, unit, Some(id)));
        Ok(found?.pop())
    }

    async fn import_file(&self, id: ListId) -> StoreResult<Option<Vec<u8>>> {
        read!(self, |tx| imports::file(tx, id))
    }

    async fn import_rows(&self, id: ListId, wanted: &ImportRows) -> StoreResult<Vec<ImportRow>> {
        read!(self, |tx| imports::rows(tx, id, wanted))
    }

    async fn import_counts(&self, id: ListId) -> StoreResult<Vec<ImportCount>> {
        read!(self, |tx| imports::counts(tx, id))
    }

    async fn note_import(
        &self,
        id: ListId,
        state: ImportState,
        outcomes: &[(u32, String)],
    ) -> StoreResult<()> {
        write!(self, |tx| imports::note(tx, id, state, outcomes))
    }

    async fn forget_import(&self, unit: &UnitKey, id: ListId) -> StoreResult<bool> {
        write!(self, |tx| imports::forget(tx, unit, id))
    }

    async fn full_imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>> {
        read!(self, |tx| retention::full(tx, unit))
    }

    async fn empty(&self, unit: &UnitKey, emptying: &Emptying) -> StoreResult<Emptied> {
        write!(self, |tx| retention::empty(tx, unit, emptying))
    }

    async fn settings(&self, unit: &UnitKey) -> StoreResult<Settings> {
        read!(self, |tx| retention::settings(tx, unit))
    }

    async fn visited_since(
        &self,
        households: &BTreeSet<HouseholdId>,
        since: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>> {
        read!(self, |tx| imports::visited_since(tx, households, since))
    }

    async fn withdraw(
        &self,
        unit: &UnitKey,
        households: &BTreeSet<HouseholdId>,
        now: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>> {
        write!(self, |tx| imports::withdraw(tx, unit, households, now))
    }

    async fn audit(&self, notes: &[Note]) -> StoreResult<Head> {
        write!(self, |tx| audit::enter(tx, notes))
    }

    async fn audit_end(&self) -> StoreResult<AuditEnd> {
        read!(self, |tx| audit::end(tx))
    }

    async fn audit_behind(&self, number: u64, most: u32) -> StoreResult<Vec<KeptEntry>> {
        read!(self, |tx| audit::behind(tx, number, most))
    }

    async fn audit_found(&self, filter: &AuditFilter) -> StoreResult<Vec<Entry>> {
        read!(self, |tx| audit::found(tx, filter))
    }

    async fn is_empty(&self) -> StoreResult<bool> {
        read!(self, |tx| accounts::none(tx))
    }

    async fn ready(&self) -> StoreResult<()> {
        // Takes the writer's place, so that a writer that hangs is noticed too.
        write!(self, |tx| units::touch(tx))
    }

    async fn devices(&self, user: UserId) -> StoreResult<Vec<DeviceId>> {
        read!(self, |tx| sessions::devices(tx, user))
    }

    async fn put_invitation(&self, invitation: &Invitation) -> StoreResult<()> {
        write!(self, |tx| invitations::put(tx, invitation))
    }

    async fn invitation(&self, code: &TokenHash) -> StoreResult<Option<Invitation>> {
        read!(self, |tx| invitations::find(tx, code))
    }

    async fn take_invitation(
        &self,
        code: &TokenHash,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>> {
        write!(self, |tx| invitations::take(tx, code, device, now))
    }

    async fn choose_password(
        &self,
        code: &TokenHash,
        device: DeviceId,
        password: &PasswordHash,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>> {
        write!(self, |tx| invitations::choose(
            tx, code, device, password, now
        ))
    }

    async fn factor(&self, user: UserId) -> StoreResult<Option<Factor>> {
        read!(self, |tx| factors::find(tx, user))
    }

    async fn begin_factor(&self, user: UserId, key: &FactorKey) -> StoreResult<bool> {
        write!(self, |tx| factors::begin(tx, user, key))
    }

    async fn confirm_factor(
        &self,
        user: UserId,
        key: &FactorKey,
        step: u64,
        codes: &[TokenHash],
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| factors::confirm(tx, user, key, step, codes, now))
    }

    async fn use_step(&self, user: UserId, step: u64) -> StoreResult<bool> {
        write!(self, |tx| factors::use_step(tx, user, step))
    }

    async fn use_recovery_code(&self, user: UserId, code: &TokenHash) -> StoreResult<bool> {
        write!(self, |tx| factors::use_recovery_code(tx, user, code))
    }

    async fn put_recovery_codes(&self, user: UserId, codes: &[TokenHash]) -> StoreResult<bool> {
        write!(self, |tx| factors::put_codes(tx, user, codes))
    }

    async fn remove_factor(&self, user: UserId) -> StoreResult<bool> {
        write!(self, |tx| factors::remove(tx, user))
    }

    async fn recovery(
        &self,
        user: UserId,
        device: DeviceId,
        fresh: RecoveryBytes,
    ) -> StoreResult<RecoveryBytes> {
        write!(self, |tx| devices::recovery(tx, user, device, fresh))
    }

    async fn set_lost(
        &self,
        user: UserId,
        device: DeviceId,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        write!(self, |tx| lost::set(tx, user, device, by, now))
    }

    async fn lost(&self, device: DeviceId) -> StoreResult<Vec<LostDevice>> {
        read!(self, |tx| lost::find(tx, device))
    }

    async fn note_rescued(&self, user: UserId, device: DeviceId, more: Rescued) -> StoreResult<()> {
        write!(self, |tx| lost::rescued(tx, user, device, more))
    }

    async fn note_erased(
        &self,
        user: UserId,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        write!(self, |tx| lost::erased(tx, user, device, now))
    }

    async fn times_of(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Vec<Former>> {
        read!(self, |tx| given::times(tx, user, now))
    }

    async fn put_breach(&self, breach: &Breach) -> StoreResult<bool> {
        write!(self, |tx| breaches::put(tx, breach))
    }

    async fn breaches(&self, unit: &UnitKey) -> StoreResult<Vec<Breach>> {
        read!(self, |tx| breaches::of_unit(tx, unit))
    }

    async fn breach(&self, id: BreachId) -> StoreResult<Option<Breach>> {
        read!(self, |tx| breaches::find(tx, id))
    }

    async fn devices_of(&self, unit: &UnitKey) -> StoreResult<Vec<DeviceSummary>> {
        read!(self, |tx| devices::of_unit(tx, unit))
    }
}
