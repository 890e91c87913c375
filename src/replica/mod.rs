//! What this device knows, in memory: opened from the store, kept current, searched.
//!
//! A screen reads the [`Replica`] and gives it commands; nothing else reaches the store or the network.

mod draft;
mod household;
mod order;
mod outbox;
mod records;
mod tasks;
mod visit;
mod boot;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, Hamlet, HamletId, Household, HouseholdId, Member, MemberId, OperationId, Person, ReviewDecision, Role, UserId, VisitId};
use dong_hanh_form::{Answer, Answers, Form, FormId, MediaRef, Path};
use dong_hanh_sync::HeldRecord;
use dong_hanh_sync::device::Phase;
use leptos::prelude::*;

pub use crate::device::SaveError;

pub use boot::{BlockedWhy, Boot, KnownUser, Session, SignInError, use_session};
pub use draft::Draft;
pub use household::{HouseholdFilter, HouseholdRow, Visited};
pub use outbox::{OutboxRow, OutboxWhat};
pub use tasks::{DUE_AFTER_DAYS, Task};
pub use visit::{Standing, VisitRow, VisitView};

/// Who works on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Me {
    /// Their id.
    pub user: UserId,
    /// As others see them.
    pub person: Person,
    /// What they may do, and where.
    pub role: Role,
    /// This installation.
    pub device: DeviceId,
    /// What their unit is called: `Phường Thuận An`.
    pub unit_name: String,
}

/// How the exchange with the office goes.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncView {
    /// What is under way.
    pub phase: Phase,
    /// Whether the browser believes that there is a network.
    pub online: bool,
    /// Operations that wait to be sent.
    pub waiting: usize,
    /// When the office last answered, by its clock.
    pub last_contact: Option<DateTime<Utc>>,
    /// Server clock minus device clock, in milliseconds.
    pub skew_ms: Option<i64>,
    /// The session has ended: work goes on, sending waits for a sign-in.
    pub session_ended: bool,
}

/// How safe the data is on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageView {
    /// Whether the browser has promised not to clear the data by itself; `None` where it does not say.
    pub persisted: Option<bool>,
    /// Bytes in use.
    pub used: Option<u64>,
    /// Bytes that the browser gives at most.
    pub quota: Option<u64>,
    /// The browser has thrown the data of this user away since the last start.
    pub lost: bool,
}

/// A picture on its way to the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Photo {
    /// Being read.
    Loading,
    /// An object URL for `src`.
    Ready(String),
    /// Neither on this device nor, at the moment, to be had from the office.
    Missing,
}

/// What this device knows. A handle that is copied freely; getters are tracked, commands resolve when durable.
#[derive(Clone, Copy)]
pub struct Replica(());

/// The replica of the open session; inside [`Boot::Open`] only.
#[must_use]
pub fn use_replica() -> Replica {
    expect_context()
}

#[allow(missing_docs, unused_variables, clippy::todo, clippy::unused_async)]
impl Replica {
    pub fn me(self) -> Me { todo!() }
    pub fn today(self) -> NaiveDate { todo!() }
    pub fn now(self) -> DeviceTime { todo!() }
    pub fn households(self) -> Arc<[HouseholdRow]> { todo!() }
    pub fn search(self, typed: &str, filter: HouseholdFilter) -> Vec<HouseholdId> { todo!() }
    pub fn row(self, id: HouseholdId) -> Option<HouseholdRow> { todo!() }
    pub fn household(self, id: HouseholdId) -> Option<Household> { todo!() }
    pub fn visits_of(self, id: HouseholdId) -> Vec<VisitRow> { todo!() }
    pub fn visit(self, id: VisitId) -> Option<VisitView> { todo!() }
    pub fn form(self, id: &FormId) -> Option<Arc<Form>> { todo!() }
    pub fn current_form(self) -> Option<(FormId, Arc<Form>)> { todo!() }
    pub fn hamlets(self) -> Vec<Hamlet> { todo!() }
    pub fn hamlet(self, id: HamletId) -> Option<Hamlet> { todo!() }
    pub fn person(self, id: UserId) -> Option<Person> { todo!() }
    pub fn drafts(self) -> Vec<Draft> { todo!() }
    pub fn draft(self, id: VisitId) -> Option<Draft> { todo!() }
    pub fn outbox(self) -> Vec<OutboxRow> { todo!() }
    pub fn tasks(self) -> Vec<Task> { todo!() }
    pub fn review_queue(self) -> Vec<VisitRow> { todo!() }
    pub fn held(self) -> Vec<HeldRecord> { todo!() }
    pub fn sync(self) -> SyncView { todo!() }
    pub fn storage(self) -> StorageView { todo!() }
    pub fn photo(self, media: &MediaRef) -> ArcRwSignal<Photo> { todo!() }
    /// A household with a new id, for the form that registers one.
    pub fn new_household(self, hamlet: HamletId, head: Member) -> Household { todo!() }
    pub fn new_member_id(self) -> MemberId { todo!() }
    pub async fn begin_visit(self, household: HouseholdId) -> Result<VisitId, SaveError> { todo!() }
    pub async fn amend_visit(self, visit: VisitId) -> Result<VisitId, SaveError> { todo!() }
    pub async fn correct_held(self, operation: OperationId) -> Result<VisitId, SaveError> { todo!() }
    pub async fn answer(self, visit: VisitId, path: Path, answer: Option<Answer>) -> Result<(), SaveError> { todo!() }
    pub async fn set_answers(self, visit: VisitId, answers: Answers) -> Result<(), SaveError> { todo!() }
    pub async fn set_screen(self, visit: VisitId, screen: String) -> Result<(), SaveError> { todo!() }
    pub async fn finish_visit(self, visit: VisitId) -> Result<(), SaveError> { todo!() }
    pub async fn delete_draft(self, visit: VisitId) -> Result<(), SaveError> { todo!() }
    pub async fn register_household(self, household: Household) -> Result<HouseholdId, SaveError> { todo!() }
    pub async fn review(self, visit: VisitId, decision: ReviewDecision) -> Result<(), SaveError> { todo!() }
    pub async fn keep_photo(self, file: web_sys::File) -> Result<MediaRef, SaveError> { todo!() }
    pub fn sync_now(self) { todo!() }
    pub fn cancel_sync(self) { todo!() }
    /// Makes this tab the one that works; the other one follows.
    pub fn take_over(self) { todo!() }
}
