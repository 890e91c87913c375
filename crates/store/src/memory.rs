//! The store in memory: what tests stand on, and the shortest account of what a store has to do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    DeviceId, Hamlet, HamletId, Household, HouseholdId, OperationId, Role, Scope, SessionId,
    UnitKey, UserId, VisitId,
};
use dong_hanh_form::{Form, FormId, Sha256};
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Arrival, Arrived, Author, Needs, Opened, Receipts, World};
use dong_hanh_sync::{
    Change, Cursors, FormRecord, HeldRecord, RawOperation, Receipt, Record, RecordKey, Seq, Visit,
};
use serde_json::value::RawValue;
use tokio::sync::Mutex;

use crate::{
    Account, Credentials, HamletOverview, MediaUse, NewMedia, NewSession, PasswordHash, Session,
    Store, StoreError, StoreResult, TokenHash, Unit, VisitFilter, VisitState, VisitSummary,
};

/// A store that is gone with its process.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Tables>);

#[derive(Debug, Default)]
struct Tables {
    operations: BTreeMap<(OperationId, ContentDigest), Receipt>,
    households: BTreeMap<HouseholdId, Household>,
    visits: BTreeMap<VisitId, Visit>,
    forms: BTreeMap<(UnitKey, FormId), (FormRecord, Arc<Form>)>,
    hamlets: BTreeMap<HamletId, Hamlet>,
    units: BTreeMap<UnitKey, Unit>,
    feeds: BTreeMap<Scope, Feed>,
    accounts: BTreeMap<UserId, (Account, Option<PasswordHash>)>,
    sessions: Vec<(TokenHash, Session)>,
    media: BTreeMap<Sha256, BTreeSet<UserId>>,
}

#[derive(Debug, Default)]
struct Feed {
    last: Seq,
    records: BTreeMap<RecordKey, (Seq, Box<RawValue>)>,
}

impl Feed {
    /// Whether a record of it bears a text.
    fn names(&self, text: &str) -> bool {
        let mut bodies = self.records.values();
        bodies.any(|(_, body)| body.get().contains(text))
    }
}

impl Tables {
    /// Gives records their new numbers, except where nothing changed.
    fn publish(&mut self, records: Vec<(Scope, Record)>) -> StoreResult<()> {
        let bodies: Vec<_> = records
            .iter()
            .map(|(_, record)| record.to_body())
            .collect::<Result<_, _>>()?;
        for ((scope, record), body) in records.into_iter().zip(bodies) {
            let feed = self.feeds.entry(scope).or_default();
            let key = record.key();
            if feed
                .records
                .get(&key)
                .is_none_or(|(_, known)| known.get() != body.get())
            {
                feed.last = feed.last.next();
                feed.records.insert(key, (feed.last, body));
            }
        }
        Ok(())
    }

    fn receipts(&self, batch: &[Arrived]) -> Receipts {
        let known = batch.iter().filter_map(Arrived::id).flat_map(|id| {
            let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
            self.operations.range(contents)
        });
        known
            .map(|(key, receipt)| (*key, receipt.clone()))
            .collect()
    }

    fn world(&self, unit: &UnitKey, receipts: Receipts, needs: &Needs) -> World {
        let mut world = World::default();
        world.receipts = receipts;
        for id in &needs.households {
            let home = self.households.get(id);
            world.homes.extend(home.map(|home| (*id, home.hamlet)));
        }
        for id in &needs.visits {
            let visit = self.visits.get(id);
            world.visits.extend(visit.map(|visit| (*id, visit.clone())));
        }
        for id in &needs.forms {
            world
                .forms
                .extend(self.form(unit, id).map(|form| (id.clone(), form)));
        }
        for id in &needs.held {
            world.held.insert(*id, self.held(unit, *id));
        }
        world
    }

    /// What a unit's office holds of an operation.
    fn held(&self, unit: &UnitKey, id: OperationId) -> Vec<HeldRecord> {
        let Some(office) = self.feeds.get(&Scope::Office(unit.clone())) else {
            return Vec::new();
        };
        let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
        let keys = self.operations.range(contents);
        keys.filter_map(|((_, digest), _)| {
            let (_, body) = office.records.get(&RecordKey::Held(digest.to_string()))?;
            serde_json::from_str(body.get()).ok()
        })
        .collect()
    }

    fn form(&self, unit: &UnitKey, id: &FormId) -> Option<Arc<Form>> {
        let (_, form) = self.forms.get(&(unit.clone(), id.clone()))?;
        Some(form.clone())
    }

    fn hamlets_of(&self, unit: &UnitKey) -> impl Iterator<Item = &Hamlet> {
        self.hamlets
            .values()
            .filter(move |hamlet| hamlet.unit == *unit)
    }

    /// The account with the hamlets that it has now.
    fn account(&self, user: UserId) -> Option<Account> {
        let mut account = self.accounts.get(&user)?.0.clone();
        if let Role::CommuneOfficer { unit, hamlets } = &mut account.role {
            *hamlets = self.hamlets_of(unit).map(|hamlet| hamlet.id).collect();
        }
        Some(account)
    }

    fn end_sessions(&mut self, user: UserId, keep: Option<SessionId>, now: DateTime<Utc>) {
        for (_, session) in &mut self.sessions {
            if session.user == user && Some(session.id) != keep {
                session.ended.get_or_insert(now);
            }
        }
    }

    fn summary(&self, visit: &Visit) -> Option<VisitSummary> {
        Some(VisitSummary {
            id: visit.id,
            household: visit.household,
            head: self.households.get(&visit.household)?.head.name.clone(),
            hamlet: visit.hamlet,
            author: visit.author,
            day: visit.finished_corrected().day(),
            received: visit.received,
            state: VisitState::from(&visit.review),
            amends: visit.amends,
        })
    }

    fn overview_of(&self, hamlet: &Hamlet, since: DateTime<Utc>) -> HamletOverview {
        let mut overview = HamletOverview {
            hamlet: hamlet.clone(),
            households: 0,
            visited: 0,
            never_visited: 0,
            waiting: 0,
            returned: 0,
        };
        for household in self.households.values().filter(|h| h.hamlet == hamlet.id) {
            let visits = self
                .visits
                .values()
                .filter(|visit| visit.household == household.id);
            let last = visits
                .map(|visit| visit.finished_corrected().corrected())
                .max();
            overview.households += 1;
            overview.visited += u32::from(last.is_some_and(|last| last >= since));
            overview.never_visited += u32::from(last.is_none());
        }
        for visit in self
            .visits
            .values()
            .filter(|visit| visit.hamlet == hamlet.id)
        {
            let state = VisitState::from(&visit.review);
            overview.waiting += u32::from(state == VisitState::Waiting);
            overview.returned += u32::from(state == VisitState::Returned);
        }
        overview
    }
}

impl Feed {
    fn page(&self, scope: &Scope, after: Seq, limit: PageLimit) -> FeedPage {
        let mut waiting: Vec<_> = self
            .records
            .iter()
            .filter(|(_, (seq, _))| *seq > after)
            .collect();
        waiting.sort_by_key(|(_, (seq, _))| *seq);
        let mut changes = Vec::new();
        let mut left = limit;
        for (key, (seq, body)) in waiting {
            if left.is_reached() {
                break;
            }
            let change = Change {
                seq: *seq,
                key: key.clone(),
                body: Some(body.clone()),
            };
            left = left.behind(std::slice::from_ref(&change));
            changes.push(change);
        }
        let cursor = changes.last().map_or(after, |change| change.seq);
        let more = cursor < self.last;
        FeedPage {
            scope: scope.clone(),
            changes,
            cursor,
            more,
            anew: false,
        }
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
        let mut world = tables.world(author.role.unit(), known, &Needs::of(&batch));
        let receipts = batch
            .into_iter()
            .map(|opened| world.receive(author, opened, arrival))
            .collect();
        let written = world.into_written();
        for (_, record) in &written.records {
            match record {
                Record::Household(household) => {
                    tables.households.insert(household.id, household.clone());
                }
                Record::Visit(visit) => {
                    tables.visits.insert(visit.id, visit.clone());
                }
                _ => {}
            }
        }
        tables.publish(written.records)?;
        for (receipt, digest, _) in written.receipts {
            tables
                .operations
                .insert((receipt.operation, digest), receipt);
        }
        Ok(receipts)
    }

    async fn pull(
        &self,
        scopes: &[Scope],
        cursors: &Cursors,
        limit: PageLimit,
    ) -> StoreResult<Vec<FeedPage>> {
        let tables = self.0.lock().await;
        let empty = Feed::default();
        let mut left = limit;
        let mut pages = Vec::new();
        for scope in scopes {
            let feed = tables.feeds.get(scope).unwrap_or(&empty);
            let cursor = cursors.0.get(scope).copied();
            if cursor.is_none_or(|cursor| feed.last > cursor) {
                let page = feed.page(scope, cursor.unwrap_or_default(), left);
                left = left.behind(&page.changes);
                pages.push(page);
            }
        }
        Ok(pages)
    }

    async fn household(&self, id: HouseholdId) -> StoreResult<Option<Household>> {
        Ok(self.0.lock().await.households.get(&id).cloned())
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
            .filter(|visit| {
                inside.contains(&visit.hamlet) && filter.hamlets.contains(&visit.hamlet)
            })
            .filter_map(|visit| tables.summary(visit))
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
        self.0
            .lock()
            .await
            .units
            .insert(unit.key.clone(), unit.clone());
        Ok(())
    }

    async fn unit(&self, key: &UnitKey) -> StoreResult<Option<Unit>> {
        Ok(self.0.lock().await.units.get(key).cloned())
    }

    async fn put_hamlets(&self, hamlets: &[Hamlet]) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        tables
            .hamlets
            .extend(hamlets.iter().map(|hamlet| (hamlet.id, hamlet.clone())));
        tables.publish(
            hamlets
                .iter()
                .map(|hamlet| {
                    (
                        Scope::Unit(hamlet.unit.clone()),
                        Record::Hamlet(hamlet.clone()),
                    )
                })
                .collect(),
        )
    }

    async fn hamlets(&self, unit: &UnitKey) -> StoreResult<Vec<Hamlet>> {
        Ok(self.0.lock().await.hamlets_of(unit).cloned().collect())
    }

    async fn publish_form(&self, unit: &UnitKey, record: &FormRecord) -> StoreResult<()> {
        let form = record
            .form()
            .map_err(|error| StoreError::Other(error.into()))?;
        let form = Arc::new(form);
        let mut tables = self.0.lock().await;
        let tables = &mut *tables;
        let mut changed = Vec::new();
        for ((of, id), (known, definition)) in &mut tables.forms {
            if of == unit && *id != record.id && known.current && definition.name == form.name {
                known.current = false;
                changed.push(known.clone());
            }
        }
        let place = tables.forms.entry((unit.clone(), record.id.clone()));
        let (known, _) = place.or_insert_with(|| (record.clone(), form));
        known.current = true;
        changed.push(known.clone());
        let scope = Scope::Unit(unit.clone());
        tables.publish(
            changed
                .into_iter()
                .map(|record| (scope.clone(), Record::Form(record)))
                .collect(),
        )
    }

    async fn put_account(
        &self,
        account: &Account,
        password: Option<&PasswordHash>,
    ) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        let taken = |(known, _): &(Account, _)| {
            known.sign_in == account.sign_in && known.user() != account.user()
        };
        if tables.accounts.values().any(taken) {
            return Err(StoreError::SignInTaken);
        }
        let kept = tables
            .accounts
            .get(&account.user())
            .and_then(|(_, kept)| kept.clone());
        let password = password.cloned().or(kept);
        tables
            .accounts
            .insert(account.user(), (account.clone(), password));
        let scope = Scope::Unit(account.role.unit().clone());
        tables.publish(vec![(scope, Record::Person(account.person.clone()))])
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
        }
        Ok(true)
    }

    async fn credentials(&self, sign_in: &str) -> StoreResult<Option<Credentials>> {
        let tables = self.0.lock().await;
        let found = tables
            .accounts
            .values()
            .find(|(account, _)| account.sign_in == sign_in);
        Ok(found.and_then(|(account, password)| {
            Some(Credentials {
                account: tables.account(account.user())?,
                password: password.clone()?,
            })
        }))
    }

    async fn account(&self, user: UserId) -> StoreResult<Option<Account>> {
        Ok(self.0.lock().await.account(user))
    }

    async fn people(&self, unit: &UnitKey) -> StoreResult<Vec<Account>> {
        let tables = self.0.lock().await;
        let mut people: Vec<_> = tables
            .accounts
            .keys()
            .filter_map(|user| tables.account(*user))
            .filter(|account| account.role.unit() == unit)
            .collect();
        people.sort_by(|a, b| a.sign_in.cmp(&b.sign_in));
        Ok(people)
    }

    async fn open_session(&self, new: &NewSession) -> StoreResult<()> {
        let mut tables = self.0.lock().await;
        for (_, session) in &mut tables.sessions {
            if session.user == new.user && session.device == new.device {
                session.ended.get_or_insert(new.opened);
            }
        }
        tables.sessions.push((new.token, new.into()));
        Ok(())
    }

    async fn session(&self, token: &TokenHash, now: DateTime<Utc>) -> StoreResult<Option<Session>> {
        let mut tables = self.0.lock().await;
        let tables = &mut *tables;
        let found = tables.sessions.iter_mut().find(|(known, _)| known == token);
        let Some((_, session)) = found else {
            return Ok(None);
        };
        let enabled = tables
            .accounts
            .get(&session.user)
            .is_some_and(|(account, _)| !account.disabled);
        if !enabled || !session.is_open(now) {
            return Ok(None);
        }
        if now - session.used >= Session::NOTE_EVERY {
            *session = session.clone().noted(now);
        }
        Ok(Some(session.clone()))
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
            .filter(|visit| visit.answers.media().any(|media| media.sha256 == *digest));
        let senders = tables.media.get(digest).cloned().unwrap_or_default();
        let units = senders.iter().filter_map(|user| tables.accounts.get(user));
        let units = units.map(|(account, _)| account.role.unit());
        let holds = |unit: &&UnitKey| {
            let office = tables.feeds.get(&Scope::Office((*unit).clone()));
            office.is_some_and(|feed| feed.names(digest.as_str()))
        };
        Ok(MediaUse {
            offices: units.filter(holds).cloned().collect(),
            hamlets: naming.map(|visit| visit.hamlet).collect(),
            senders,
        })
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
}
