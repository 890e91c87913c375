//! What the store in memory keeps, and how it loads and writes what a batch touches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_audit::Entry;
use dong_hanh_domain::breach::Breach;
use dong_hanh_domain::{
    BreachId, DeviceId, Former, Hamlet, HamletId, Household, HouseholdId, OperationId, Role, Scope,
    SessionId, UnitKey, UserId, VisitId,
};
use dong_hanh_form::{Form, FormId, Sha256};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{
    About, Arrived, Author, Holding, Needs, Opened, Receipts, World, Written,
};
use dong_hanh_sync::{
    Conflict, ConflictId, Epoch, Fate, HeldRecord, Outcome, Receipt, Record, RecordKey, Report,
    Seq, Visit,
};

use serde_json::value::RawValue;

use super::factors::KeptFactor;
use super::feed::Feed;
use super::forms::Published;
use super::tokens::OtherToken;
use crate::{
    Account, DeviceSummary, Erasure, FormFile, HamletOverview, HandedId, HandoverKey, Heirs,
    Import, ImportRow, Invitation, KeptHanded, KeptTerm, ListId, Loss, PasswordHash, RecoveryBytes,
    Session, StoreResult, TokenHash, Unit, VisitState, VisitSummary,
};

/// A list with its workbook and its rows by their places.
pub(super) type KeptImport = (Import, Vec<u8>, BTreeMap<u32, ImportRow>);

/// What is known of a device beside its sessions.
#[derive(Clone, Debug, Default)]
pub(super) struct Noted {
    /// How many of its operations have a receipt.
    pub(super) operations: u64,
    /// Those of them that could not be applied, by their digests.
    pub(super) held: Vec<ContentDigest>,
    /// When the first of them came.
    pub(super) first: Option<DateTime<Utc>>,
    pub(super) seen: Option<DateTime<Utc>>,
    pub(super) report: Option<(Report, DateTime<Utc>)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) operations: BTreeMap<(OperationId, ContentDigest), Receipt>,
    pub(super) households: BTreeMap<HouseholdId, Household>,
    pub(super) visits: BTreeMap<VisitId, Visit>,
    pub(super) conflicts: BTreeMap<ConflictId, Conflict>,
    pub(super) forms: BTreeMap<(UnitKey, FormId), Published>,
    /// What forms were made from.
    pub(super) sources: BTreeMap<FormId, Vec<FormFile>>,
    pub(super) hamlets: BTreeMap<HamletId, Hamlet>,
    pub(super) units: BTreeMap<UnitKey, Unit>,
    pub(super) heirs: Heirs,
    pub(super) feeds: BTreeMap<Scope, Feed>,
    pub(super) accounts: BTreeMap<UserId, (Account, Option<PasswordHash>)>,
    pub(super) sessions: Vec<(TokenHash, Session)>,
    /// Other tokens of sessions: those that wait to be used, and those that were.
    pub(super) tokens: Vec<OtherToken>,
    /// Second factors, by whose they are.
    pub(super) factors: BTreeMap<UserId, KeptFactor>,
    /// By whom they are for.
    pub(super) invitations: BTreeMap<UserId, Invitation>,
    /// What opens the vaults of devices.
    pub(super) recovery: BTreeMap<(UserId, DeviceId), RecoveryBytes>,
    pub(super) lost: BTreeMap<(UserId, DeviceId), Loss>,
    pub(super) breaches: BTreeMap<BreachId, Breach>,
    pub(super) media: BTreeMap<Sha256, BTreeSet<UserId>>,
    /// Since when and from which day to which volunteers have their hamlets, and what they had.
    pub(super) given: BTreeMap<(UserId, HamletId), KeptTerm>,
    pub(super) former: BTreeMap<UserId, Vec<Former>>,
    /// The epochs in their order, and how far each feed had come when the next one began.
    pub(super) epochs: Vec<(Epoch, BTreeMap<Scope, Seq>)>,
    pub(super) devices: BTreeMap<(UserId, DeviceId), Noted>,
    pub(super) handover_key: Option<HandoverKey>,
    /// What was handed over, and what was decided on it last.
    pub(super) handed: BTreeMap<HandedId, KeptHanded>,
    /// How much of it came and was decided.
    pub(super) handed_so_far: u64,
    /// Lists that are taken in, with their files and rows.
    pub(super) imports: BTreeMap<ListId, KeptImport>,
    /// Households that were erased, where they lived, and their visits.
    pub(super) erased: BTreeMap<HouseholdId, HamletId>,
    pub(super) erased_visits: BTreeMap<VisitId, HouseholdId>,
    /// Pictures that those named, and whether their bytes are known to be gone.
    pub(super) erased_media: BTreeMap<Sha256, bool>,
    pub(super) erasures: Vec<Erasure>,
    /// Who did and read what, in order.
    pub(super) audit: Vec<Entry>,
}

impl Tables {
    /// The number of what is handed over or decided on next.
    pub(super) fn next_handed(&mut self) -> u64 {
        self.handed_so_far += 1;
        self.handed_so_far
    }

    /// Gives what the administration puts its new numbers, except where nothing changed.
    pub(super) fn publish(&mut self, records: Vec<(Scope, Record)>) -> StoreResult<()> {
        self.each_into_its_feed(records, Feed::put)
    }

    fn each_into_its_feed(
        &mut self,
        records: Vec<(Scope, Record)>,
        put: fn(&mut Feed, RecordKey, Box<RawValue>),
    ) -> StoreResult<()> {
        let bodies: Vec<_> = records
            .iter()
            .map(|(_, record)| record.to_body())
            .collect::<Result<_, _>>()?;
        for ((scope, record), body) in records.into_iter().zip(bodies) {
            put(self.feeds.entry(scope).or_default(), record.key(), body);
        }
        Ok(())
    }

    pub(super) fn receipts(&self, batch: &[Arrived]) -> Receipts {
        let known = batch.iter().filter_map(Arrived::id).flat_map(|id| {
            let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
            self.operations.range(contents)
        });
        known
            .map(|(key, receipt)| (*key, receipt.clone()))
            .collect()
    }

    /// The part of the record that a batch touches.
    pub(super) fn world(
        &self,
        author: &Author,
        receipts: Receipts,
        batch: &[Opened],
        now: DateTime<Utc>,
    ) -> World {
        let needs = Needs::of(batch);
        let mut world = World::default();
        world.receipts = receipts;
        world.seat = self.seat(author.role.unit()).cloned();
        world.former = self.former_of(author.user, now);
        for id in &needs.held {
            world.held.insert(*id, self.held(*id));
        }
        let mut needs = needs.with_held(&world.held);
        loop {
            let visits = self.visits.values().filter(|visit| {
                needs.visits.contains(&visit.id) || needs.moving.contains(&visit.household)
            });
            world.visits = visits.map(|visit| (visit.id, visit.clone())).collect();
            let newer = needs.newer(&world);
            if newer.is_empty() {
                break;
            }
            needs.visits.extend(newer);
        }
        let needs = needs.with_visits(&world);
        for id in &needs.homes {
            let home = self.households.get(id);
            world.homes.extend(home.map(|home| (*id, home.into())));
        }
        let needed = self.households.values().filter(|household| {
            let stands_for_it = household.same_as;
            needs.households.contains(&household.id)
                || stands_for_it.is_some_and(|other| needs.doubled.contains(&other))
        });
        for household in needed {
            world.know(household.clone());
        }
        let standing = world.standing();
        for kept in standing.iter().filter_map(|id| self.households.get(id)) {
            world.know(kept.clone());
        }
        let conflicts = self.conflicts.values();
        let conflicts = conflicts.filter(|conflict| {
            let of = conflict.household;
            needs.households.contains(&of) || standing.contains(&of)
        });
        world.conflicts = conflicts
            .map(|conflict| (conflict.id.clone(), conflict.clone()))
            .collect();
        let family = world.family(&needs.erasing);
        let visits = self.visits.values();
        let visits = visits.filter(|visit| family.contains(&visit.household));
        world
            .visits
            .extend(visits.map(|visit| (visit.id, visit.clone())));
        let conflicts = self.conflicts.values();
        let conflicts = conflicts.filter(|conflict| family.contains(&conflict.household));
        world
            .conflicts
            .extend(conflicts.map(|conflict| (conflict.id.clone(), conflict.clone())));
        self.erased_of(&needs, &mut world);
        let homes = world.homes.values().map(|home| home.hamlet);
        let homes: Vec<_> = homes.chain(world.erased.values().copied()).collect();
        for id in needs.hamlets.iter().copied().chain(homes) {
            let hamlet = self.hamlets.get(&id);
            world
                .units
                .extend(hamlet.map(|hamlet| (id, hamlet.unit.clone())));
        }
        let leaving = world.leaving(&needs);
        world.hold_on(self.held_by(|holding| leaving.contains(&holding.office)));
        for id in &needs.forms {
            let form = self.form(id);
            world.forms.extend(form.map(|form| (id.clone(), form)));
        }
        world
    }

    /// Writes down what a batch changed.
    pub(super) fn write(
        &mut self,
        author: &Author,
        written: Written,
        now: DateTime<Utc>,
    ) -> StoreResult<()> {
        for (_, record) in &written.records {
            match record {
                Record::Household(household) => {
                    self.households.insert(household.id, household.clone());
                }
                Record::Visit(visit) => {
                    self.visits.insert(visit.id, visit.clone());
                }
                Record::Conflict(conflict) => {
                    self.conflicts.insert(conflict.id.clone(), conflict.clone());
                }
                _ => {}
            }
        }
        for (scope, key) in written.left.iter().cloned() {
            self.feeds.entry(scope).or_default().leave(key, now);
        }
        self.erasures.extend(Erasure::of(author, &written));
        self.each_into_its_feed(written.records, Feed::write)?;
        self.erase(&written.erasing);
        let noted = self
            .devices
            .entry((author.user, author.device))
            .or_default();
        for (receipt, digest, _) in written.receipts {
            noted.first.get_or_insert(now);
            noted.operations += u64::from(receipt.is_first());
            if receipt.is_first() && matches!(receipt.outcome, Outcome::Held { .. }) {
                noted.held.push(digest);
            }
            self.operations.insert((receipt.operation, digest), receipt);
        }
        Ok(())
    }

    /// Brings what offices hold to those where it belongs now.
    pub(super) fn follow(&mut self, held: Vec<Holding>, now: DateTime<Utc>) -> StoreResult<()> {
        let mut came = Vec::new();
        for holding in held {
            let Some(office) = self.office(&holding) else {
                continue;
            };
            if office != holding.office {
                let feed = self.feeds.entry(Scope::Office(holding.office));
                let key = RecordKey::Held(holding.record.digest.clone());
                feed.or_default().leave(key, now);
                came.push((Scope::Office(office), Record::Held(holding.record)));
            }
        }
        self.each_into_its_feed(came, Feed::write)
    }

    /// What offices hold, settled things too.
    pub(super) fn held_by(&self, is_wanted: impl Fn(&Holding) -> bool) -> Vec<Holding> {
        let mut held = Vec::new();
        for (scope, feed) in &self.feeds {
            let Scope::Office(office) = scope else {
                continue;
            };
            let records = feed.bodies();
            let records = records.filter_map(|body| serde_json::from_str(body.get()).ok());
            held.extend(records.map(|record| Holding {
                office: office.clone(),
                record,
            }));
        }
        held.retain(is_wanted);
        held.sort_by(|a, b| a.record.digest.cmp(&b.record.digest));
        held
    }

    /// The unit to whose office something belongs; `None` where it is well where it is.
    fn office(&self, holding: &Holding) -> Option<UnitKey> {
        let household = match holding.about() {
            Some(About::Household(household)) => Some(household),
            Some(About::Visit(visit)) => {
                let known = self.visits.get(&visit).map(|visit| visit.household);
                known.or_else(|| self.erased_visits.get(&visit).copied())
            }
            Some(About::Hamlet(_)) | None => None,
        };
        let hamlet = match holding.about() {
            Some(About::Hamlet(hamlet)) => Some(hamlet),
            _ => household.and_then(|household| {
                let known = self.households.get(&household);
                let known = known.map(|household| household.hamlet);
                known.or_else(|| self.erased.get(&household).copied())
            }),
        };
        let lives = hamlet.and_then(|hamlet| Some(&self.hamlets.get(&hamlet)?.unit));
        let author = self.accounts.get(&holding.record.author);
        let author = author.and_then(|(account, _)| self.seat(account.role.unit()));
        lives
            .or(author)
            .or_else(|| self.seat(&holding.office))
            .cloned()
    }

    /// The unit that sees to what is a unit's to see to.
    fn seat<'a>(&'a self, unit: &'a UnitKey) -> Option<&'a UnitKey> {
        self.heirs.of(unit, |unit| self.has_hamlets(unit))
    }

    /// Names a unit; where it lies stays known.
    pub(super) fn put_unit(&mut self, unit: &Unit) {
        let known = self.units.remove(&unit.key);
        let known = known.and_then(|known| known.province);
        let province = unit.province.clone().or(known);
        let unit = Unit {
            province,
            ..unit.clone()
        };
        self.units.insert(unit.key.clone(), unit);
    }

    /// The unit that has taken another one's place.
    pub(super) fn heir<'a>(&'a self, unit: &'a UnitKey) -> Option<&'a UnitKey> {
        self.heirs.in_place_of(unit, |unit| self.has_hamlets(unit))
    }

    fn has_hamlets(&self, unit: &UnitKey) -> bool {
        self.hamlets_of(unit).next().is_some()
    }

    /// Gives a volunteer his hamlets, and notes since when, and what he has lost.
    pub(super) fn give(&mut self, account: &Account, now: DateTime<Utc>) {
        let (user, given) = (account.user(), account.given());
        let had: Vec<_> = self.given_to(user).collect();
        for (hamlet, kept) in had {
            let regiven = kept.regiven(hamlet, given.get(&hamlet).copied(), now);
            match regiven.kept {
                Some(kept) => self.given.insert((user, hamlet), kept),
                None => self.given.remove(&(user, hamlet)),
            };
            let former = self.former.entry(user).or_default();
            former.extend(regiven.former);
        }
        for (hamlet, term) in given {
            let new = KeptTerm { since: now, term };
            self.given.entry((user, hamlet)).or_insert(new);
        }
    }

    /// What somebody was given.
    fn given_to(&self, user: UserId) -> impl Iterator<Item = (HamletId, KeptTerm)> {
        let given = self.given.iter().filter(move |((of, _), _)| *of == user);
        given.map(|((_, hamlet), kept)| (*hamlet, *kept))
    }

    /// What somebody had: what was taken away, and what is over.
    fn former_of(&self, user: UserId, now: DateTime<Utc>) -> Vec<Former> {
        let taken = self.former.get(&user).cloned().unwrap_or_default();
        let given = self.given_to(user);
        let over = given.filter_map(|(hamlet, kept)| kept.former(hamlet, now));
        taken.into_iter().chain(over).collect()
    }

    /// The times in which hamlets were somebody's.
    pub(super) fn times_of(&self, user: UserId, now: DateTime<Utc>) -> Vec<Former> {
        let taken = self.former.get(&user).cloned().unwrap_or_default();
        let given = self.given_to(user);
        let held = given.filter_map(|(hamlet, kept)| kept.held(hamlet, now));
        taken.into_iter().chain(held).collect()
    }

    /// Whether somebody is one of a unit's people.
    pub(super) fn is_of(&self, user: UserId, unit: &UnitKey) -> bool {
        let account = self.accounts.get(&user);
        account.is_some_and(|(account, _)| account.role.unit() == unit)
    }

    /// The devices of a unit's people.
    pub(super) fn devices_of(&self, unit: &UnitKey) -> Vec<DeviceSummary> {
        let is_of_unit = |user: &UserId| self.is_of(*user, unit);
        let mut devices: BTreeMap<(UserId, DeviceId), DeviceSummary> = BTreeMap::new();
        let noted = self.devices.iter();
        for ((user, device), noted) in noted.filter(|((user, _), _)| is_of_unit(user)) {
            let Some(first) = noted.first else { continue };
            let summary = self.summary_of(*user, *device, first);
            devices.insert((*user, *device), summary);
        }
        let sessions = self.sessions.iter();
        for (_, session) in sessions.filter(|(_, session)| is_of_unit(&session.user)) {
            let place = (session.user, session.device);
            let summary = devices
                .entry(place)
                .or_insert_with(|| self.summary_of(place.0, place.1, session.opened));
            summary.label.clone_from(&session.label);
            summary.first = summary.first.min(session.opened);
            summary.seen = summary.seen.max(session.used);
        }
        devices.into_values().collect()
    }

    /// What is known of a device without its sessions.
    fn summary_of(&self, user: UserId, device: DeviceId, first: DateTime<Utc>) -> DeviceSummary {
        let noted = self
            .devices
            .get(&(user, device))
            .cloned()
            .unwrap_or_default();
        DeviceSummary {
            user,
            device,
            label: String::new(),
            first,
            seen: noted.seen.map_or(first, |seen| seen.max(first)),
            received: noted.operations,
            held: self.fates(&noted.held),
            report: noted.report,
            lost: self.lost.get(&(user, device)).cloned(),
        }
    }

    /// What became of contents that are held.
    fn fates(&self, digests: &[ContentDigest]) -> BTreeMap<Fate, u64> {
        let held = digests.iter();
        let held = held.filter_map(|digest| self.held_content(*digest));
        let mut fates = BTreeMap::new();
        for held in held {
            let fate = Fate::of_held(&held.why, &held.state);
            *fates.entry(fate).or_default() += 1;
        }
        fates
    }

    /// What an office holds under a digest.
    fn held_content(&self, digest: ContentDigest) -> Option<HeldRecord> {
        let key = RecordKey::Held(digest.to_string());
        let offices = self.feeds.iter();
        let mut offices = offices.filter(|(scope, _)| matches!(scope, Scope::Office(_)));
        offices.find_map(|(_, feed)| serde_json::from_str(feed.body(&key)?.get()).ok())
    }

    /// What offices hold of an operation.
    fn held(&self, id: OperationId) -> Vec<Holding> {
        let contents = (id, ContentDigest::FIRST)..=(id, ContentDigest::LAST);
        let digests = self
            .operations
            .range(contents)
            .map(|((_, digest), _)| digest);
        let offices = self.feeds.iter().filter_map(|(scope, feed)| match scope {
            Scope::Office(unit) => Some((unit, feed)),
            _ => None,
        });
        let offices: Vec<_> = offices.collect();
        let held = digests.flat_map(|digest| {
            let key = RecordKey::Held(digest.to_string());
            offices.iter().filter_map(move |(office, feed)| {
                Some(Holding {
                    office: (*office).clone(),
                    record: serde_json::from_str(feed.body(&key)?.get()).ok()?,
                })
            })
        });
        held.collect()
    }

    /// Whether what a device read in an epoch up to a cursor is part of what this database knows.
    pub(super) fn remembers(&self, epoch: Option<Epoch>, scope: &Scope, cursor: Seq) -> bool {
        let Some(epoch) = epoch else { return true };
        let known = self.epochs.iter().rposition(|(known, _)| *known == epoch);
        match known {
            Some(at) if at + 1 == self.epochs.len() => true,
            // A feed that was empty then had come to its beginning.
            Some(at) => cursor <= self.epochs[at].1.get(scope).copied().unwrap_or_default(),
            None => false,
        }
    }

    /// A form of any unit: its name is its content, and units merge.
    pub(super) fn form(&self, id: &FormId) -> Option<Arc<Form>> {
        Some(self.published(id)?.form.clone())
    }

    /// The same with what is said of it.
    pub(super) fn published(&self, id: &FormId) -> Option<&Published> {
        let mut forms = self.forms.iter();
        let (_, published) = forms.find(|((_, known), _)| known == id)?;
        Some(published)
    }

    pub(super) fn hamlets_of(&self, unit: &UnitKey) -> impl Iterator<Item = &Hamlet> {
        self.hamlets
            .values()
            .filter(move |hamlet| hamlet.unit == *unit)
    }

    /// The account with the hamlets that it has now.
    pub(super) fn account(&self, user: UserId, now: DateTime<Utc>) -> Option<Account> {
        let account = self.accounts.get(&user)?.0.clone();
        let given = self.given_to(user);
        let given = given.map(|(hamlet, kept)| (hamlet, kept.term)).collect();
        let mut account = account.at(given, now);
        match &mut account.role {
            Role::Volunteer { .. } => {}
            Role::CommuneOfficer { unit, hamlets } => {
                *hamlets = self.hamlets_of(unit).map(|hamlet| hamlet.id).collect();
            }
            Role::CityOfficer { unit, communes } | Role::Administrator { unit, communes } => {
                let units = self.units.values();
                let theirs = units.filter(|one| one.province.as_ref() == Some(unit));
                *communes = theirs.map(|unit| unit.key.clone()).collect();
            }
        }
        Some(account)
    }

    pub(super) fn end_sessions(
        &mut self,
        user: UserId,
        keep: Option<SessionId>,
        now: DateTime<Utc>,
    ) {
        for (_, session) in &mut self.sessions {
            if session.user == user && Some(session.id) != keep {
                session.ended.get_or_insert(now);
            }
        }
    }

    pub(super) fn summary(&self, visit: &Visit) -> Option<VisitSummary> {
        let household = self.households.get(&visit.household)?;
        Some(VisitSummary {
            id: visit.id,
            household: visit.household,
            head: household.head.name.clone(),
            hamlet: household.hamlet,
            author: visit.author,
            day: visit.finished_corrected().day(),
            received: visit.received,
            state: VisitState::from(&visit.review),
            amends: visit.amends,
        })
    }

    pub(super) fn overview_of(&self, hamlet: &Hamlet, since: DateTime<Utc>) -> HamletOverview {
        let mut overview = HamletOverview {
            hamlet: hamlet.clone(),
            households: 0,
            visited: 0,
            never_visited: 0,
            waiting: 0,
            returned: 0,
        };
        for household in self.households.values().filter(|h| h.hamlet == hamlet.id) {
            let visits = self.visits.values();
            let visits = visits.filter(|visit| visit.household == household.id);
            let mut last = None;
            for visit in visits {
                let state = VisitState::from(&visit.review);
                overview.waiting += u32::from(state == VisitState::Waiting);
                overview.returned += u32::from(state == VisitState::Returned);
                last = last.max(Some(visit.finished_corrected().corrected()));
            }
            overview.households += 1;
            overview.visited += u32::from(last.is_some_and(|last| last >= since));
            overview.never_visited += u32::from(last.is_none());
        }
        overview
    }
}
