//! The store in memory: what tests stand on, and the shortest account of what a store has to do.

mod administration;
mod audit;
mod erasing;
mod factors;
mod feed;
mod forms;
mod imports;
mod lost;
mod retention;
mod tables;
mod tokens;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
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
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::server::{Arrival, Arrived, Author, Opened};
use dong_hanh_sync::{Cursors, Epoch, FormRecord, RawOperation, Receipt, Report, Visit};
use tokio::sync::Mutex;

use crate::audit::Kinds;
use crate::{
    Account, AuditEnd, AuditFilter, Credentials, DeviceSummary, Emptied, Emptying, Erasure, Factor,
    FactorKey, FormDecision, FormFile, HamletOverview, Handed, HandedDecision, HandedId,
    HandedKind, HandoverKey, Import, ImportCount, ImportRow, ImportRows, ImportState, Invitation,
    KeptEntry, KeptForm, KeptHanded, LostDevice, MediaUse, Merged, Merger, NewForm, NewMedia,
    NewSession, NumberedDecision, PasswordHash, Pulled, RecoveryBytes, Rescued, Session, Store,
    StoreError, StoreResult, TokenHash, Unit, VisitFilter, VisitSummary,
};
use factors::KeptFactor;
use feed::Feed;
use tables::Tables;

/// A store that is gone with its process.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Tables>);

impl MemoryStore {
    /// All that is in it at this moment, as a backup has it.
    pub async fn backup(&self) -> Self {
        Self(Mutex::new(self.0.lock().await.clone()))
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn push(
        &self,
        author: &Author,
        batch: &[RawOperation],
        arrival: Arrival,
    ) -> StoreResult<Vec<Option<Receipt>>> {
        let batch: Vec<Arrived> = batch.iter().map(Arrived::from).collect();
        let mut tables = self.0.lock().await;
        let known = tables.receipts(&batch);
        let batch: Vec<Opened> = batch.into_iter().map(|raw| raw.open(&known)).collect();
        let mut world = tables.world(author, known, &batch, arrival.now);
        let kinds = Kinds::of(&batch);
        let receipts = batch
            .into_iter()
            .map(|opened| world.receive(author, opened, arrival))
            .collect();
        let written = world.into_written();
        // Made before anything is written: what cannot be noted is not received.
        let note = kinds.note(author, &written, arrival.now);
        let entries = tables.entered(note.as_slice())?;
        tables.write(author, written, arrival.now)?;
        tables.audit.extend(entries);
        Ok(receipts)
    }

    async fn media_to_erase(&self) -> StoreResult<Vec<Sha256>> {
        Ok(self.0.lock().await.media_to_erase())
    }

    async fn is_media_erased(&self, digest: &Sha256) -> StoreResult<bool> {
        Ok(self.0.lock().await.is_media_erased(digest))
    }

    async fn note_media_gone(&self, digests: &[Sha256]) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        for digest in digests {
            tables.erased_media.insert(digest.clone(), true);
            tables.media.remove(digest);
        }
        Ok(())
    }

    async fn erasures(&self) -> StoreResult<Vec<Erasure>> {
        Ok(self.0.lock().await.erasures.clone())
    }

    async fn pull(
        &self,
        scopes: &[Scope],
        cursors: &Cursors,
        epoch: Option<Epoch>,
        limit: PageLimit,
    ) -> StoreResult<Pulled> {
        let tables = self.0.lock().await;
        let empty = Feed::default();
        // What was read in this epoch was read after what left long ago was swept away.
        let is_fresh = epoch.is_some() && epoch == tables.epochs.last().map(|(now, _)| *now);
        let mut left = limit;
        let mut feeds = Vec::new();
        for scope in scopes {
            let feed = tables.feeds.get(scope).unwrap_or(&empty);
            let cursor = cursors.0.get(scope).copied();
            let anew = cursor.is_some_and(|cursor| {
                !(is_fresh || feed.reaches(cursor)) || !tables.remembers(epoch, scope, cursor)
            });
            let after = cursor.filter(|_| !anew);
            if after.is_none_or(|after| feed.last > after) {
                let page = feed.page(scope, after.unwrap_or_default(), left);
                left = left.behind(&page.changes);
                feeds.push(FeedPage { anew, ..page });
            }
        }
        Ok(Pulled {
            feeds,
            epoch: tables.epochs.last().map(|(epoch, _)| *epoch),
        })
    }

    async fn begin_epoch(&self, epoch: Epoch, _: DateTime<Utc>) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        let ends = tables.feeds.iter();
        let ends = ends
            .map(|(scope, feed)| (scope.clone(), feed.last))
            .collect();
        if let Some((_, before)) = tables.epochs.last_mut() {
            *before = ends;
        }
        tables.epochs.push((epoch, BTreeMap::new()));
        let people = tables.accounts.values();
        let told = people.filter_map(|(account, _)| account.told_to_office());
        let told = told.collect();
        tables.publish(told)
    }

    async fn sweep(&self, before: DateTime<Utc>) -> StoreResult<u64> {
        let mut tables = self.0.lock().await;
        Ok(tables
            .feeds
            .values_mut()
            .map(|feed| feed.sweep(before))
            .sum())
    }

    async fn note_device(
        &self,
        user: UserId,
        device: DeviceId,
        report: Option<&Report>,
        now: DateTime<Utc>,
    ) -> StoreResult<u64> {
        let mut tables = self.0.lock().await;
        let noted = tables.devices.entry((user, device)).or_default();
        if let Some(report) = report {
            noted.seen = Some(now);
            noted.report = Some((report.clone(), now));
        }
        Ok(noted.operations)
    }

    async fn household(&self, id: HouseholdId) -> StoreResult<Option<Household>> {
        Ok(self.0.lock().await.households.get(&id).cloned())
    }

    async fn households(&self, hamlets: &BTreeSet<HamletId>) -> StoreResult<Vec<Household>> {
        let tables = self.0.lock().await;
        let living = tables.households.values();
        let living = living.filter(|household| hamlets.contains(&household.hamlet));
        Ok(living.cloned().collect())
    }

    async fn visit(&self, id: VisitId) -> StoreResult<Option<Visit>> {
        Ok(self.0.lock().await.visits.get(&id).cloned())
    }

    async fn visits(&self, unit: &UnitKey, filter: &VisitFilter) -> StoreResult<Vec<VisitSummary>> {
        let tables = self.0.lock().await;
        let inside: BTreeSet<HamletId> = tables.hamlets_of(unit).map(|hamlet| hamlet.id).collect();
        let mut visits: Vec<_> = tables
            .visits
            .values()
            .filter_map(|visit| tables.summary(visit))
            .filter(|visit| {
                inside.contains(&visit.hamlet) && filter.hamlets.contains(&visit.hamlet)
            })
            .filter(|visit| filter.state.is_none_or(|state| visit.state == state))
            .filter(|visit| filter.behind.is_none_or(|place| visit.place() < place))
            .collect();
        visits.sort_by_key(|visit| std::cmp::Reverse((visit.received, visit.id)));
        visits.truncate(filter.limit as usize);
        Ok(visits)
    }

    async fn overview(
        &self,
        unit: &UnitKey,
        visited_since: DateTime<Utc>,
    ) -> StoreResult<Vec<HamletOverview>> {
        let tables = self.0.lock().await;
        Ok(tables
            .hamlets_of(unit)
            .map(|hamlet| tables.overview_of(hamlet, visited_since))
            .collect())
    }

    async fn put_unit(&self, unit: &Unit) -> StoreResult<()> {
        self.0.lock().await.put_unit(unit);
        Ok(())
    }

    async fn unit(&self, key: &UnitKey) -> StoreResult<Option<Unit>> {
        Ok(self.0.lock().await.units.get(key).cloned())
    }

    async fn units(&self) -> StoreResult<Vec<Unit>> {
        Ok(self.0.lock().await.units.values().cloned().collect())
    }

    async fn heir(&self, unit: &UnitKey) -> StoreResult<Option<UnitKey>> {
        Ok(self.0.lock().await.heir(unit).cloned())
    }

    async fn merge_units(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged> {
        let mut tables = self.0.lock().await;
        // All of it or nothing.
        let mut after = tables.clone();
        let merged = after.merge(merger, now)?;
        *tables = after;
        Ok(merged)
    }

    async fn rehearse_merger(&self, merger: &Merger, now: DateTime<Utc>) -> StoreResult<Merged> {
        self.backup().await.merge_units(merger, now).await
    }

    async fn put_hamlets(&self, hamlets: &[Hamlet], now: DateTime<Utc>) -> StoreResult<()> {
        self.0.lock().await.put_hamlets(hamlets, now)
    }

    async fn hamlets(&self, unit: &UnitKey) -> StoreResult<Vec<Hamlet>> {
        Ok(self.0.lock().await.hamlets_of(unit).cloned().collect())
    }

    async fn publish_form(&self, unit: &UnitKey, record: &FormRecord) -> StoreResult<()> {
        self.0.lock().await.publish_form(unit, record)
    }

    async fn keep_form_sources(&self, id: &FormId, sources: &[FormFile]) -> StoreResult<()> {
        self.0.lock().await.keep_form_sources(id, sources);
        Ok(())
    }

    async fn publish_new_form(&self, unit: &UnitKey, form: &NewForm) -> StoreResult<bool> {
        self.0.lock().await.publish_new_form(unit, form)
    }

    async fn decide_form(
        &self,
        unit: &UnitKey,
        id: &FormId,
        decision: &FormDecision,
    ) -> StoreResult<bool> {
        self.0.lock().await.decide_form(unit, id, decision)
    }

    async fn forms(&self, unit: &UnitKey) -> StoreResult<Vec<KeptForm>> {
        Ok(self.0.lock().await.forms_of(unit))
    }

    async fn form(&self, unit: &UnitKey, id: &FormId) -> StoreResult<Option<FormRecord>> {
        let tables = self.0.lock().await;
        let published = tables.forms.get(&(unit.clone(), id.clone()));
        Ok(published.map(|published| published.record.clone()))
    }

    async fn form_of_any_unit(&self, id: &FormId) -> StoreResult<Option<FormRecord>> {
        let tables = self.0.lock().await;
        let published = tables.published(id);
        Ok(published.map(|published| published.record.clone()))
    }

    async fn form_file(
        &self,
        unit: &UnitKey,
        id: &FormId,
        name: &str,
        bytes: Range<u32>,
    ) -> StoreResult<Option<Vec<u8>>> {
        Ok(self.0.lock().await.form_file(unit, id, name, bytes))
    }

    async fn put_account(
        &self,
        account: &Account,
        password: Option<&PasswordHash>,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.0.lock().await.put_account(account, password, now)
    }

    async fn set_password(
        &self,
        user: UserId,
        password: &PasswordHash,
        keep: Option<SessionId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        let Some((_, kept)) = tables.accounts.get_mut(&user) else {
            return Ok(false);
        };
        *kept = Some(password.clone());
        tables.end_sessions(user, keep, now);
        Ok(true)
    }

    async fn set_disabled(
        &self,
        user: UserId,
        disabled: bool,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        let Some((account, _)) = tables.accounts.get_mut(&user) else {
            return Ok(false);
        };
        account.disabled = disabled;
        if disabled {
            tables.end_sessions(user, None, now);
            tables.invitations.remove(&user);
        }
        Ok(true)
    }

    async fn credentials(
        &self,
        sign_in: &str,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Credentials>> {
        let tables = self.0.lock().await;
        let found = tables
            .accounts
            .values()
            .find(|(account, _)| account.sign_in == sign_in);
        Ok(found.and_then(|(account, password)| {
            Some(Credentials {
                account: tables.account(account.user(), now)?,
                password: password.clone()?,
            })
        }))
    }

    async fn account(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Option<Account>> {
        Ok(self.0.lock().await.account(user, now))
    }

    async fn people(&self, unit: &UnitKey, now: DateTime<Utc>) -> StoreResult<Vec<Account>> {
        let tables = self.0.lock().await;
        let mut people: Vec<_> = tables
            .accounts
            .keys()
            .filter_map(|user| tables.account(*user, now))
            .filter(|account| account.role.unit() == unit)
            .collect();
        people.sort_by(|a, b| a.sign_in.cmp(&b.sign_in));
        Ok(people)
    }

    async fn open_session(&self, new: &NewSession) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        if tables.lost.contains_key(&(new.user, new.device)) {
            return Err(StoreError::DeviceLost);
        }
        for (_, session) in &mut tables.sessions {
            if session.user == new.user && session.device == new.device {
                session.ended.get_or_insert(new.opened);
            }
        }
        tables.sessions.push((new.token, new.into()));
        Ok(())
    }

    async fn session(&self, token: &TokenHash, now: DateTime<Utc>) -> StoreResult<Option<Session>> {
        Ok(self.0.lock().await.session(token, now))
    }

    async fn session_ever(&self, token: &TokenHash) -> StoreResult<Option<Session>> {
        Ok(self.0.lock().await.session_ever(token).cloned())
    }

    async fn add_token(
        &self,
        session: SessionId,
        token: &TokenHash,
        _now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        Ok(self.0.lock().await.add_token(session, token))
    }

    async fn sessions(&self, user: UserId) -> StoreResult<Vec<Session>> {
        let tables = self.0.lock().await;
        let mut sessions: Vec<_> = tables
            .sessions
            .iter()
            .filter(|(_, session)| session.user == user)
            .map(|(_, session)| session.clone())
            .collect();
        sessions.sort_by_key(|session| std::cmp::Reverse((session.used, session.opened)));
        Ok(sessions)
    }

    async fn revoke_session(
        &self,
        user: UserId,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        let found = tables
            .sessions
            .iter_mut()
            .find(|(_, s)| s.id == session && s.user == user);
        Ok(found
            .map(|(_, session)| session.ended.get_or_insert(now))
            .is_some())
    }

    async fn put_media(&self, media: &NewMedia) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        Ok(tables
            .media
            .entry(media.digest.clone())
            .or_default()
            .insert(media.by))
    }

    async fn media(&self, digest: &Sha256) -> StoreResult<MediaUse> {
        let tables = self.0.lock().await;
        let naming = tables
            .visits
            .values()
            .filter(|visit| visit.media().any(|media| media.sha256 == *digest));
        let senders = tables.media.get(digest).cloned().unwrap_or_default();
        let units = senders.iter().filter_map(|user| tables.accounts.get(user));
        let units: BTreeSet<_> = units.map(|(account, _)| account.role.unit()).collect();
        let held = tables.held_by(|holding| {
            let is_theirs =
                senders.contains(&holding.record.author) || units.contains(&holding.office);
            is_theirs
                && holding.record.keeps_pictures()
                && holding.record.content.get().contains(digest.as_str())
        });
        Ok(MediaUse {
            offices: held.into_iter().map(|holding| holding.office).collect(),
            hamlets: naming
                .filter_map(|visit| tables.households.get(&visit.household))
                .map(|household| household.hamlet)
                .collect(),
            senders,
        })
    }

    async fn handover_key(&self, fresh: &HandoverKey) -> StoreResult<HandoverKey> {
        let key = &mut self.0.lock().await.handover_key;
        Ok(key.get_or_insert_with(|| fresh.clone()).clone())
    }

    async fn keep_handed(&self, handed: &Handed) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        if tables.handed.contains_key(&handed.id()) {
            return Ok(false);
        }
        let number = tables.next_handed();
        let kept = KeptHanded {
            number,
            handed: handed.clone(),
            decided: None,
        };
        tables.handed.insert(handed.id(), kept);
        Ok(true)
    }

    async fn handed(&self, unit: &UnitKey, kind: HandedKind) -> StoreResult<Vec<KeptHanded>> {
        let tables = self.0.lock().await;
        let handed = tables.handed.iter();
        let handed = handed.filter(|(id, kept)| {
            id.kind == kind && tables.is_of(id.author, unit) && !kept.handed.content.is_empty()
        });
        let mut handed: Vec<_> = handed.map(|(_, kept)| kept.clone()).collect();
        handed.sort_by_key(|kept| std::cmp::Reverse(kept.number));
        Ok(handed)
    }

    async fn decide_handed(
        &self,
        unit: &UnitKey,
        id: HandedId,
        decision: &HandedDecision,
    ) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        let is_theirs = tables.is_of(id.author, unit);
        let number = tables.next_handed();
        let Some(kept) = tables.handed.get_mut(&id).filter(|_| is_theirs) else {
            return Ok(false);
        };
        if decision.ruling.closes() != kept.is_closed() {
            kept.decided = Some(NumberedDecision {
                number,
                decision: decision.clone(),
            });
            if decision.ruling.closes() {
                tables.empty_closed(id);
            }
        }
        Ok(true)
    }

    async fn put_import(
        &self,
        import: &Import,
        file: Option<&[u8]>,
        rows: &[ImportRow],
    ) -> StoreResult<bool> {
        Ok(self.0.lock().await.put_import(import, file, rows))
    }

    async fn imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>> {
        Ok(self.0.lock().await.imports_of(unit))
    }

    async fn import(&self, unit: &UnitKey, id: ListId) -> StoreResult<Option<Import>> {
        let tables = self.0.lock().await;
        let import = tables.imports.get(&id).map(|(import, ..)| import.clone());
        Ok(import.filter(|import| import.unit == *unit))
    }

    async fn import_file(&self, id: ListId) -> StoreResult<Option<Vec<u8>>> {
        let tables = self.0.lock().await;
        Ok(tables.imports.get(&id).map(|(_, file, _)| file.clone()))
    }

    async fn import_rows(&self, id: ListId, wanted: &ImportRows) -> StoreResult<Vec<ImportRow>> {
        Ok(self.0.lock().await.import_rows(id, wanted))
    }

    async fn import_counts(&self, id: ListId) -> StoreResult<Vec<ImportCount>> {
        Ok(self.0.lock().await.import_counts(id))
    }

    async fn note_import(
        &self,
        id: ListId,
        state: ImportState,
        outcomes: &[(u32, String)],
    ) -> StoreResult<()> {
        self.0.lock().await.note_import(id, state, outcomes);
        Ok(())
    }

    async fn forget_import(&self, unit: &UnitKey, id: ListId) -> StoreResult<bool> {
        Ok(self.0.lock().await.forget_import(unit, id))
    }

    async fn full_imports(&self, unit: &UnitKey) -> StoreResult<Vec<Import>> {
        Ok(self.0.lock().await.full_imports(unit))
    }

    async fn empty(&self, unit: &UnitKey, emptying: &Emptying) -> StoreResult<Emptied> {
        Ok(self.0.lock().await.empty(unit, emptying))
    }

    async fn settings(&self, unit: &UnitKey) -> StoreResult<Settings> {
        let set = self.0.lock().await.settings(unit)?;
        Ok(set.map(|set| set.settings).unwrap_or_default())
    }

    async fn visited_since(
        &self,
        households: &BTreeSet<HouseholdId>,
        since: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>> {
        let tables = self.0.lock().await;
        let visits = tables.visits.values();
        let visits =
            visits.filter(|visit| visit.received >= since && households.contains(&visit.household));
        Ok(visits.map(|visit| visit.household).collect())
    }

    async fn withdraw(
        &self,
        unit: &UnitKey,
        households: &BTreeSet<HouseholdId>,
        now: DateTime<Utc>,
    ) -> StoreResult<BTreeSet<HouseholdId>> {
        Ok(self.0.lock().await.withdraw(unit, households, now))
    }

    async fn audit(&self, notes: &[Note]) -> StoreResult<Head> {
        let mut tables = self.0.lock().await;
        let entries = tables.entered(notes)?;
        tables.audit.extend(entries);
        Ok(tables.audit_end().head)
    }

    async fn audit_end(&self) -> StoreResult<AuditEnd> {
        Ok(self.0.lock().await.audit_end())
    }

    async fn audit_behind(&self, number: u64, most: u32) -> StoreResult<Vec<KeptEntry>> {
        Ok(self.0.lock().await.audit_behind(number, most))
    }

    async fn audit_found(&self, filter: &AuditFilter) -> StoreResult<Vec<Entry>> {
        Ok(self.0.lock().await.audit_found(filter))
    }

    async fn is_empty(&self) -> StoreResult<bool> {
        Ok(self.0.lock().await.accounts.is_empty())
    }

    async fn ready(&self) -> StoreResult<()> {
        Ok(())
    }

    async fn devices(&self, user: UserId) -> StoreResult<Vec<DeviceId>> {
        let tables = self.0.lock().await;
        let mut devices = Vec::new();
        for (_, session) in tables.sessions.iter().rev().filter(|(_, s)| s.user == user) {
            if !devices.contains(&session.device) {
                devices.push(session.device);
            }
        }
        Ok(devices)
    }

    async fn put_invitation(&self, invitation: &Invitation) -> StoreResult<()> {
        let invitations = &mut self.0.lock().await.invitations;
        invitations.insert(invitation.user, invitation.clone());
        Ok(())
    }

    async fn invitation(&self, code: &TokenHash) -> StoreResult<Option<Invitation>> {
        let tables = self.0.lock().await;
        let mut invitations = tables.invitations.values();
        Ok(invitations.find(|known| known.code == *code).cloned())
    }

    async fn take_invitation(
        &self,
        code: &TokenHash,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>> {
        let mut tables = self.0.lock().await;
        let mut invitations = tables.invitations.values_mut();
        let found = invitations.find(|known| known.code == *code && known.opens(device, now));
        Ok(found.map(|found| {
            found.taken = Some(device);
            found.clone()
        }))
    }

    async fn choose_password(
        &self,
        code: &TokenHash,
        device: DeviceId,
        password: &PasswordHash,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Invitation>> {
        let mut tables = self.0.lock().await;
        let mut invitations = tables.invitations.values_mut();
        let found = invitations.find(|known| known.code == *code && known.opens(device, now));
        let Some(found) = found else {
            return Ok(None);
        };
        found.taken = Some(device);
        let taken = found.clone();
        if let Some((_, kept)) = tables.accounts.get_mut(&taken.user) {
            *kept = Some(password.clone());
        }
        tables.end_sessions(taken.user, None, now);
        Ok(Some(taken))
    }

    async fn factor(&self, user: UserId) -> StoreResult<Option<Factor>> {
        let tables = self.0.lock().await;
        Ok(tables.factors.get(&user).map(KeptFactor::told))
    }

    async fn begin_factor(&self, user: UserId, key: &FactorKey) -> StoreResult<bool> {
        Ok(self.0.lock().await.begin_factor(user, key))
    }

    async fn confirm_factor(
        &self,
        user: UserId,
        key: &FactorKey,
        step: u64,
        codes: &[TokenHash],
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        let mut tables = self.0.lock().await;
        Ok(tables.confirm_factor(user, key, step, codes, now))
    }

    async fn use_step(&self, user: UserId, step: u64) -> StoreResult<bool> {
        Ok(self.0.lock().await.use_step(user, step))
    }

    async fn use_recovery_code(&self, user: UserId, code: &TokenHash) -> StoreResult<bool> {
        Ok(self.0.lock().await.use_recovery_code(user, code))
    }

    async fn put_recovery_codes(&self, user: UserId, codes: &[TokenHash]) -> StoreResult<bool> {
        Ok(self.0.lock().await.put_recovery_codes(user, codes))
    }

    async fn remove_factor(&self, user: UserId) -> StoreResult<bool> {
        Ok(self.0.lock().await.factors.remove(&user).is_some())
    }

    async fn recovery(
        &self,
        user: UserId,
        device: DeviceId,
        fresh: RecoveryBytes,
    ) -> StoreResult<RecoveryBytes> {
        let mut tables = self.0.lock().await;
        Ok(*tables.recovery.entry((user, device)).or_insert(fresh))
    }

    async fn set_lost(
        &self,
        user: UserId,
        device: DeviceId,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> StoreResult<bool> {
        Ok(self.0.lock().await.set_lost(user, device, by, now))
    }

    async fn lost(&self, device: DeviceId) -> StoreResult<Vec<LostDevice>> {
        Ok(self.0.lock().await.lost_by_name(device))
    }

    async fn note_rescued(&self, user: UserId, device: DeviceId, more: Rescued) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        if let Some(loss) = tables.lost.get_mut(&(user, device)) {
            loss.rescued += more;
        }
        Ok(())
    }

    async fn note_erased(
        &self,
        user: UserId,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        if let Some(loss) = tables.lost.get_mut(&(user, device)) {
            loss.erased = Some(now);
        }
        Ok(())
    }

    async fn times_of(&self, user: UserId, now: DateTime<Utc>) -> StoreResult<Vec<Former>> {
        Ok(self.0.lock().await.times_of(user, now))
    }

    async fn put_breach(&self, breach: &Breach) -> StoreResult<bool> {
        let breaches = &mut self.0.lock().await.breaches;
        let known = breaches.get(&breach.id).map_or(0, |known| known.version);
        let is_next = breach.version == known + 1;
        if is_next {
            breaches.insert(breach.id, breach.clone());
        }
        Ok(is_next)
    }

    async fn breaches(&self, unit: &UnitKey) -> StoreResult<Vec<Breach>> {
        let tables = self.0.lock().await;
        let breaches = tables.breaches.values();
        let mut breaches: Vec<_> = breaches
            .filter(|breach| breach.unit == *unit)
            .cloned()
            .collect();
        breaches.sort_by_key(|breach| Reverse((breach.discovered, breach.id)));
        Ok(breaches)
    }

    async fn breach(&self, id: BreachId) -> StoreResult<Option<Breach>> {
        Ok(self.0.lock().await.breaches.get(&id).cloned())
    }

    async fn devices_of(&self, unit: &UnitKey) -> StoreResult<Vec<DeviceSummary>> {
        Ok(self.0.lock().await.devices_of(unit))
    }
}
