//! The shapes of the records and of the sync as the API's description names them.
//!
//! The types themselves lie in crates that know nothing of HTTP; `tests/schema.rs` reads what those write
//! with the shapes of this file, so that the two cannot part.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why somebody opened a household out of turn.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The household asked for something.
    HouseholdAsked,
    /// Somebody is about to visit it.
    PreparingVisit,
    /// What was reported of it is looked at again.
    CheckingReport,
    /// Something in its record is wrong.
    Correcting,
    /// Somebody has complained.
    Complaint,
    /// A higher office asks.
    OfficeAsked,
    /// Somebody asks for their rights over their data.
    RightsRequest,
    /// Something else.
    Other,
}

/// What is kept for a time, and goes as a whole.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Retainable {
    /// The record of a household that is none of the commune's any more.
    Household {
        /// Which.
        household: Uuid,
    },
    /// A draft that was handed over and closed.
    Draft {
        /// Whose.
        author: Uuid,
        /// By what the author's drafts are told apart: 64 hexadecimal digits.
        digest: String,
    },
    /// The workbook of a list, with its rows.
    Workbook {
        /// Of which.
        list: Uuid,
    },
}

/// A unit of government.
#[derive(Deserialize, ToSchema)]
pub struct Unit {
    /// Code and first day of validity: `19900@2025-07-01`.
    pub key: String,
    /// `Phường Thuận An`.
    pub name: String,
    /// The province or city in which it lies: `46@2025-07-01`.
    pub province: Option<String>,
}

/// What somebody may do, and where.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Role {
    /// Visits the households of his hamlets.
    Volunteer {
        /// The unit, as in `Unit.key`.
        unit: String,
        /// The hamlets.
        hamlets: BTreeSet<Uuid>,
    },
    /// Answers for the whole unit.
    CommuneOfficer {
        /// The unit, as in `Unit.key`.
        unit: String,
        /// All its hamlets.
        hamlets: BTreeSet<Uuid>,
    },
    /// Sees the numbers of all communes and wards of a city or province.
    CityOfficer {
        /// The city, as in `Unit.key`.
        unit: String,
        /// Its communes and wards, as in `Unit.key`.
        communes: BTreeSet<String>,
    },
    /// Sees to the people and units of a city or province, and to no household.
    Administrator {
        /// The city, as in `Unit.key`.
        unit: String,
        /// Its communes and wards, as in `Unit.key`.
        communes: BTreeSet<String>,
    },
}

/// What somebody does.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// Tình nguyện viên.
    Volunteer,
    /// Cán bộ xã, phường.
    CommuneOfficer,
    /// Cán bộ tỉnh, thành phố.
    CityOfficer,
    /// Quản trị viên.
    Administrator,
}

/// From which day to which a volunteer was given a hamlet: both count, and are days of Việt Nam.
#[derive(Deserialize, ToSchema)]
pub struct Term {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// A person who uses Đồng Hành.
#[derive(Deserialize, ToSchema)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// Họ và tên.
    pub name: String,
    /// How they wish to be called.
    pub courtesy: Courtesy,
    /// `volunteer`, `commune_officer`, `city_officer` or `administrator`.
    pub role: String,
    /// The organisation that they come from.
    pub organisation: Option<String>,
}

/// How a person is addressed in Vietnamese.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Courtesy {
    /// Cháu: a child.
    Chau,
    /// Anh.
    Anh,
    /// Chị.
    Chi,
    /// Chú.
    Chu,
    /// Cô.
    Co,
    /// Bác.
    Bac,
    /// Ông.
    Ong,
    /// Bà.
    Ba,
}

/// A moment by a device's own clock.
#[derive(Deserialize, ToSchema)]
pub struct DeviceTime {
    /// Milliseconds since 1970, UTC.
    pub utc_ms: i64,
    /// Minutes east of UTC.
    #[schema(minimum = -32768, maximum = 32767)]
    pub zone_min: i16,
    /// Milliseconds since the app was started.
    pub mono_ms: u64,
    /// Server clock minus device clock in milliseconds, as last learnt.
    pub skew_ms: Option<i64>,
}

/// Operations on their way to the office.
#[derive(Deserialize, ToSchema)]
pub struct PushRequest {
    /// Version of the protocol: 1.
    #[schema(minimum = 1, maximum = 1)]
    pub protocol: u16,
    /// The session's device.
    pub device: Uuid,
    /// The device's clock at the moment of sending.
    pub sent: DeviceTime,
    /// At most 100, in the order of their counters.
    #[schema(max_items = 100)]
    pub operations: Vec<Operation>,
}

/// One immutable statement of a device, kept byte for byte.
#[derive(Deserialize, ToSchema)]
pub struct Operation {
    /// UUIDv7, made once.
    pub id: Uuid,
    /// The device that made it.
    pub device: Uuid,
    /// Its place among the device's operations: 1, 2, 3, …
    pub counter: u64,
    /// When.
    pub made: DeviceTime,
    /// The earlier operation of the same author that is held and that this one takes the place of.
    pub settles: Option<Uuid>,
    /// What happened: `register_household`, `finish_visit`, `review_visit`, `change_household`, `change_settings`, `release`, `erase` or `acknowledge`, with what it says.
    pub action: BTreeMap<String, Value>,
}

/// The receipts, one for each operation, in its order.
#[derive(Deserialize, ToSchema)]
pub struct PushAnswer {
    /// They.
    pub receipts: Vec<Receipt>,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// What the server did with an operation; the same operation always gets the same.
#[derive(Deserialize, ToSchema)]
pub struct Receipt {
    /// The operation.
    pub operation: Uuid,
    /// When it arrived for the first time.
    pub received: DateTime<Utc>,
    /// `applied` or `held`.
    pub outcome: Outcome,
    /// Why it is held: `answers`, `foreign_scope`, `unknown_household`, …; more may come.
    pub reason: Option<String>,
    /// For `answers`: what the form does not allow.
    pub problems: Option<Vec<AnswerProblem>>,
    /// In words, for `unreadable` and `review`.
    pub detail: Option<String>,
    /// For what was applied all the same.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

/// What became of an operation.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Part of the record.
    Applied,
    /// Kept at the office as it came, until somebody decides.
    Held,
}

/// Something odd that did not stand in the way.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// The device's clock is off; the record bears the corrected time.
    ClockOff {
        /// Server clock minus device clock, in milliseconds.
        skew_ms: i64,
    },
}

/// One answer that the form does not allow.
#[derive(Deserialize, ToSchema)]
pub struct AnswerProblem {
    /// Where in the form.
    pub path: String,
    /// What is wrong, in Vietnamese.
    pub message: String,
}

/// Asks for what changed since the cursors of a device.
#[derive(Deserialize, ToSchema)]
pub struct PullRequest {
    /// Version of the protocol: 1.
    #[schema(minimum = 1, maximum = 1)]
    pub protocol: u16,
    /// For every scope that the device knows, the number of the last change that it has.
    pub cursors: BTreeMap<String, u64>,
    /// The epoch of the answer that brought the cursors up to here.
    pub epoch: Option<u64>,
    /// How many of this device's operations of this user have their receipt.
    pub acknowledged: Option<u64>,
    /// How the device stands, where that has changed.
    pub report: Option<Report>,
}

/// How much a lost device has handed over that was new to the office.
#[derive(Default, Deserialize, ToSchema)]
pub struct Rescued {
    /// Operations: visits, facts, households.
    pub operations: u64,
    /// What was begun and not finished.
    pub drafts: u64,
    /// Pictures and sounds.
    pub media: u64,
    /// What could not be read, and was kept as it came.
    pub unread: u64,
}

/// How a device stands.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Report {
    /// The version of the app.
    pub app: String,
    /// How many operations it has ever made: its highest counter.
    pub made: Option<u64>,
    /// Operations that have no receipt.
    pub waiting: u64,
    /// Operations among them that the office refused when they came alone.
    pub set_aside: u64,
    /// Photos of finished visits that are on the device only.
    pub photos: u64,
    /// Visits that are begun and not finished.
    pub drafts: u64,
    /// Drafts and operations that the app cannot read.
    pub unreadable: u64,
    /// Operations without a receipt among those.
    pub unread_operations: u64,
    /// Office clock minus device clock in whole minutes, where they are more than five apart.
    pub clock_off_min: Option<i64>,
    /// Room that the browser still gives, in megabytes.
    pub room_mb: Option<u64>,
    /// Whether the browser has promised to keep the data.
    pub persisted: bool,
    /// How often the browser had thrown the data of this device away.
    pub evictions: u64,
    /// When that was noticed last.
    pub evicted: Option<DateTime<Utc>>,
}

/// One account of what a device has made: `made` is `done` and all exceptions, but for what is missing or came since.
#[derive(Deserialize, ToSchema)]
pub struct Account {
    /// How many operations the device has made.
    pub made: u64,
    /// How many of them need nobody any more.
    pub done: u64,
    /// All others.
    pub exceptions: Vec<Exception>,
    /// What the device has a receipt for and the server does not know.
    pub missing: u64,
    /// What has come since the device said how it stands.
    pub since: u64,
}

/// Operations that are not done.
#[derive(Deserialize, ToSchema)]
pub struct Exception {
    /// `waiting`, `set_aside` and `unreadable` are on the device alone; `held`, `sent_back` and `closed` at the office.
    pub fate: String,
    /// For `held`: why.
    pub reason: Option<String>,
    /// How many.
    pub count: u64,
}

/// What changed since then.
#[derive(Deserialize, ToSchema)]
pub struct PullAnswer {
    /// The scopes that the person has now: `h:` and a hamlet, `u:` or `o:` and a unit.
    pub scopes: Vec<String>,
    /// Changes by scope: 1,000 in all, or as many as take about 1 MB.
    pub feeds: Vec<FeedPage>,
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// The epoch in which this was read: the time between two starts of the server.
    pub epoch: Option<u64>,
    /// The server knows fewer of the device's operations than it once acknowledged; they are to be sent again.
    #[serde(default)]
    pub forgotten: bool,
}

/// The changes of one scope behind a cursor.
#[derive(Deserialize, ToSchema)]
pub struct FeedPage {
    /// The scope.
    pub scope: String,
    /// Its changes, by number.
    pub changes: Vec<Change>,
    /// The cursor behind the last of them.
    pub cursor: u64,
    /// Whether more are waiting.
    pub more: bool,
    /// The feed is given from its beginning; what the device has of the scope and does not come again is gone.
    #[serde(default)]
    pub anew: bool,
}

/// A record as it is since a number of its feed.
#[derive(Deserialize, ToSchema)]
pub struct Change {
    /// The number.
    pub seq: u64,
    /// Kind and id: `household:…`, `visit:…`, `form:…`, `hamlet:…`, `person:…`, `given:…`, `held:…`.
    pub key: String,
    /// The record; missing when it left the scope.
    #[schema(value_type = Option<Object>)]
    pub body: Option<Value>,
}

/// A household. Fields that a newer version wrote are kept beside these.
#[derive(Deserialize, ToSchema)]
pub struct Household {
    /// Its id.
    pub id: Uuid,
    /// Where it lives.
    pub hamlet: Uuid,
    /// Mã hộ.
    pub code: Option<String>,
    /// Inside the hamlet.
    pub address: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// Chủ hộ: `id`, `name`, `sex`, `birth`, `insured`, `occupation`.
    #[schema(value_type = Object)]
    pub head: Value,
    /// Everybody else, with their `relation` to the head.
    #[schema(value_type = Option<Vec<Object>>)]
    pub others: Option<Vec<Value>>,
    /// House, water, latrine.
    #[schema(value_type = Object)]
    pub dwelling: Value,
    /// The official class, since when, by which decision, and how the household came to it (`entry`: `new` or `again`).
    #[schema(value_type = Option<Object>)]
    pub class: Option<Value>,
    /// How many of its people lack what (`jobless`, `no_contract`, `children_out`, `young_untrained`, `uninsured`,
    /// `malnourished_children`), as visits count them all at once.
    #[schema(value_type = Option<Object>)]
    pub counts: Option<Value>,
    /// Điểm thu nhập of the last review, as the office has entered it.
    pub income_score: Option<u16>,
    /// Why (`died`, `moved_away`, `joined`, `no_such`) and since when (`on`) it is none of the commune's any more.
    #[schema(value_type = Option<Object>)]
    pub ended: Option<Value>,
    /// What its people asked for about their data: `made`, by the id of the request (`kind`, `of`, `by`, `who`, `way`, `on`,
    /// `note`), and `courses`, what the office did about each (`answered`, `shared`, `extended`, `end`).
    #[schema(value_type = Option<Object>)]
    pub requests: Option<Value>,
    /// The office's list that registered it.
    pub list: Option<Uuid>,
    /// Who registered it.
    pub registered_by: Uuid,
}

/// A visit; its content never changes, but what is erased of it is named. Fields that a newer version wrote are kept beside these.
#[derive(Deserialize, ToSchema)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// Who was visited.
    pub household: Uuid,
    /// Where the household lived at the time.
    pub hamlet: Uuid,
    /// Who came.
    pub author: Uuid,
    /// With which device.
    pub device: Uuid,
    /// The digest of the form's definition.
    pub form: String,
    /// Answers by the path of their question.
    #[schema(value_type = Object)]
    pub answers: Value,
    /// When the form was opened.
    pub started: DeviceTime,
    /// When it was finished.
    pub finished: DeviceTime,
    /// Server clock minus device clock when it arrived, where they were minutes apart.
    pub skew_ms: Option<i64>,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// The version that it takes the place of.
    pub amends: Option<Uuid>,
    /// What its answers are reckoned from besides: `chance`, the visit from whose name chance is drawn, where that is
    /// another one, and `last`, what was answered the time before, as far as the form asks.
    #[schema(value_type = Option<Object>)]
    pub grounds: Option<Value>,
    /// What the office says: `state` is `waiting`, `accepted`, `returned` or `amended`, and what belongs to it.
    #[schema(value_type = Object)]
    pub review: Value,
    /// Pictures, recordings and files that its answers name and that the office has erased: the `digest` of each, when
    /// (`at`), by whom (`by`) and why (`because`).
    pub erased: Option<Vec<Value>>,
}

/// Where a visit stands.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// Nobody has looked at it.
    Waiting,
    /// An officer accepted it.
    Accepted,
    /// An officer sent it back.
    Returned,
    /// A newer version took its place.
    Amended,
}

/// Some visits of a list.
#[derive(Deserialize, ToSchema)]
pub struct VisitPage {
    /// They.
    pub visits: Vec<VisitSummary>,
    /// Where the next page begins, for `after`; missing on the last one.
    pub next: Option<String>,
}

/// One visit in a list.
#[derive(Deserialize, ToSchema)]
pub struct VisitSummary {
    /// Which.
    pub id: Uuid,
    /// Who was visited.
    pub household: Uuid,
    /// The head of that household.
    pub head: String,
    /// Where it lies.
    pub hamlet: Uuid,
    /// Who came.
    pub author: Uuid,
    /// The day of the visit, where it was.
    pub day: NaiveDate,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// Where it stands.
    pub state: VisitState,
    /// The version that it takes the place of.
    pub amends: Option<Uuid>,
}

/// How much of which kind.
#[derive(Deserialize, ToSchema)]
pub struct HandoverCounts {
    /// Operations.
    pub operations: u64,
    /// Visits that are not finished.
    pub drafts: u64,
    /// Pictures and sound.
    pub media: u64,
    /// Whatever else.
    pub others: u64,
}

/// A hamlet.
#[derive(Deserialize, ToSchema)]
pub struct Hamlet {
    /// Its id.
    pub id: Uuid,
    /// The unit, as in `Unit.key`.
    pub unit: String,
    /// Without the kind: `An Hải`.
    pub name: String,
    /// `village` or `neighbourhood`.
    pub kind: String,
}

/// How the households of one hamlet are cared for.
#[derive(Deserialize, ToSchema)]
pub struct HamletOverview {
    /// Which.
    pub hamlet: Hamlet,
    /// Its households.
    pub households: u32,
    /// Those of them that were visited since the moment asked for.
    pub visited: u32,
    /// Those of them that nobody has ever visited.
    pub never_visited: u32,
    /// Visits that wait for an officer.
    pub waiting: u32,
    /// Visits that wait for their author to mend them.
    pub returned: u32,
}

/// Why a household is left behind.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It needs something now.
    Urgent {
        /// What.
        what: String,
        /// The day on which it was told.
        since: NaiveDate,
    },
    /// A promise was not kept in time.
    PromiseOverdue {
        /// What was promised.
        what: String,
        /// Who promised: `visitor`, `hamlet`, `commune`, `organisation`, `donor` or `household`.
        by: Option<String>,
        /// The name of whoever promised, where it was written down.
        who: String,
        /// The last day on which it would have been in time.
        due: NaiveDate,
        /// Somebody has come since it was made, and wrote nothing of it.
        is_untold: bool,
    },
    /// It had left poverty, is poor again, and nothing has arrived since.
    FellBack {
        /// The day of the decision.
        since: NaiveDate,
    },
    /// Nobody of it was met since it was listed.
    NeverVisited {
        /// The day on which it was listed, where that is known.
        listed: Option<NaiveDate>,
        /// How often somebody came and met nobody.
        in_vain: u64,
    },
    /// Nobody of it was met for longer than the commune wants.
    NotVisited {
        /// The day of the last visit on which somebody was met.
        last: NaiveDate,
        /// At most so many days should be between two visits.
        every: u16,
        /// Its class, by which that is: `poor`, `near_poor`, `escaped` or `escaped_near`.
        class: Option<String>,
        /// How often somebody has come since then and met nobody.
        in_vain: u64,
    },
    /// The office sent a visit back, and nobody has amended it.
    Returned {
        /// Which.
        visit: Uuid,
        /// Who came, and is to amend it.
        author: Uuid,
        /// When it was sent back.
        on: NaiveDate,
    },
}

/// A kind of reason, as `reason` in `Reason`.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// It needs something now.
    Urgent,
    /// A promise was not kept in time.
    PromiseOverdue,
    /// It had left poverty, is poor again, and nothing has arrived since.
    FellBack,
    /// Nobody of it was met since it was listed.
    NeverVisited,
    /// Nobody of it was met for longer than the commune wants.
    NotVisited,
    /// The office sent a visit back, and nobody has amended it.
    Returned,
}

/// How long a period of the calendar is.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// A month.
    Month,
    /// Three months that begin in January, April, July or October.
    Quarter,
    /// A year that begins in January.
    Year,
}

/// What was counted of some households in a period; tallies of places add up.
#[derive(Deserialize, ToSchema)]
pub struct Tally {
    /// Poor households.
    pub poor: Part,
    /// Near-poor ones.
    pub near_poor: Part,
    /// Those that have left poverty or near-poverty.
    pub escaped: Part,
    /// Those whose class nobody has entered.
    pub unclassed: Part,
    /// Households to which somebody came and met nobody; they are not among those that were reached.
    pub in_vain: u64,
    /// The visits of the period.
    pub visits: VisitTally,
    /// What was promised on them.
    pub promises: PromiseTally,
}

/// Of how many households somebody was met, of how many.
#[derive(Deserialize, ToSchema)]
pub struct Part {
    /// Those of whom somebody was met.
    pub reached: u64,
    /// All.
    pub of: u64,
}

/// What the office has said to visits.
#[derive(Deserialize, ToSchema)]
pub struct VisitTally {
    /// Accepted.
    pub accepted: u64,
    /// Sent back and not amended.
    pub returned: u64,
    /// Neither.
    pub waiting: u64,
}

/// What has become of promises by today.
#[derive(Deserialize, ToSchema)]
pub struct PromiseTally {
    /// Kept.
    pub kept: u64,
    /// Not due yet, or without a day.
    pub open: u64,
    /// Overdue, also where visits since then say nothing of them.
    pub overdue: u64,
    /// Expected no more.
    pub withdrawn: u64,
}

/// A workbook, and the files that it asks for.
#[derive(ToSchema)]
pub struct Workbook {
    /// The workbook (.xlsx or .xls), with its file's name.
    #[schema(value_type = String, format = Binary)]
    pub workbook: Vec<u8>,
    /// The files, each with its name.
    #[schema(value_type = Vec<String>, format = Binary)]
    pub files: Vec<Vec<u8>>,
}

/// What is wrong or doubtful in one place of a workbook.
#[derive(Deserialize, ToSchema)]
pub struct WorkbookNote {
    /// The sheet; empty for the file as a whole.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: Option<u32>,
    /// The column's header.
    pub header: Option<String>,
    /// The column's letters.
    pub column: Option<String>,
    /// What, for programs: a word, or an object of a word and what it is about.
    pub what: Value,
    /// What is wrong and what to write instead, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

/// One part of a form that is not the same in two versions of it.
#[derive(Deserialize, ToSchema)]
pub struct FormChange {
    /// Its place.
    pub path: String,
    /// The headings above it, by language, outermost first.
    pub within: Vec<BTreeMap<String, String>>,
    /// As it was, as in a definition; none if it is new.
    pub before: Option<Value>,
    /// As it is; none if it is gone.
    pub after: Option<Value>,
    /// What of it is not the same: `words`, `help`, `kind`, `choices`, `condition`, `requirement`, `constraint`, `reckoned`,
    /// `look`, `save_to`, `place`.
    #[serde(default)]
    pub aspects: Vec<String>,
}
