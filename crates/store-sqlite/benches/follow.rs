//! Who is left behind among 200,000 households, and how far visits reach: the first look, and after one change, beside
//! reading the same feeds and doing nothing with them, and beside plain SQL that counts who was visited.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_demo::{Demo, generate};
use dong_hanh_domain::coverage::{Period, Span, Whose, coverage, visited};
use dong_hanh_domain::left_behind::Count;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::{HouseholdId, OperationId, Scope, VisitId};
use dong_hanh_store::{Follower, Store};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Action, Cursors, Operation, Outcome, RawOperation};
use uuid::Uuid;

/// As the server has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A ward of the demo, so many times.
const HOUSEHOLDS: usize = 2_000;
const COPIES: u64 = 100;
const FIRST_LOOKS: usize = 3;
const CHANGES: usize = 9;
const BATCH: usize = 500;

/// As the follower reads.
const LIMIT: PageLimit = PageLimit {
    changes: 5_000,
    bytes: 8_000_000,
};

#[tokio::main]
async fn main() {
    let copies = match std::env::var("COPIES") {
        Ok(copies) => copies.parse().unwrap(),
        Err(_) => COPIES,
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let demo = generate(7, today, HOUSEHOLDS).unwrap();
    let officer = &demo.people[0];
    let author = Author {
        user: officer.person.id,
        device: officer.device,
        role: officer.role.clone(),
        list: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("follow.db"))
        .await
        .unwrap();
    store.put_unit(&demo.unit).await.unwrap();
    store.put_hamlets(&demo.hamlets, Utc::now()).await.unwrap();
    store
        .publish_form(&demo.unit.key, &demo.form)
        .await
        .unwrap();
    let mut bench = Bench {
        store,
        author,
        today,
        counter: 0,
    };
    let mut visits = 0;
    for copy in 0..copies {
        visits += bench.fill(&demo, copy).await;
    }
    println!("{} households, {visits} visits", copies * HOUSEHOLDS as u64);

    let scopes = demo.hamlets.iter().map(|hamlet| Scope::Hamlet(hamlet.id));
    let unit = Scope::Unit(demo.unit.key.clone());
    let scopes: Vec<_> = std::iter::once(unit).chain(scopes).collect();
    let mut rows = [
        Row::new("floor: the feeds read"),
        Row::new("first look"),
        Row::new("floor: one change, by SQL counted"),
        Row::new("after one change"),
        Row::new("  the list, counted by reason"),
        Row::new("  coverage of the month"),
        Row::new("  coverage of the year, by visitor"),
    ];
    let before = memory();
    let mut follower = Follower::new(demo.unit.key.clone());
    for _ in 0..FIRST_LOOKS {
        let read = rows[0].measure(async || bench.read(&scopes).await).await;
        println!("{:.0} MB of text", read as f64 / 1e6);
        follower = Follower::new(demo.unit.key.clone());
        rows[1]
            .measure(async || {
                follower.read(&bench.store, today).await.unwrap();
            })
            .await;
    }
    println!("{} MB are held", (memory() - before) / 1_000_000);
    let since = (today - TimeDelta::days(90)).and_time(NaiveTime::MIN);
    for at in 0..CHANGES {
        bench.visit(&demo, at).await;
        let unit = &demo.unit.key;
        rows[2]
            .measure(async || {
                bench.store.overview(unit, since.and_utc()).await.unwrap();
            })
            .await;
        rows[3]
            .measure(async || {
                follower.read(&bench.store, today).await.unwrap();
            })
            .await;
        let outlook = follower.read(&bench.store, today).await.unwrap();
        rows[4].measure(async || list(outlook)).await;
        rows[5]
            .measure(async || reach(outlook, Span::Month, today))
            .await;
        rows[6]
            .measure(async || {
                reach(outlook, Span::Year, today);
                let year = Period::around(Span::Year, today);
                std::hint::black_box(visited(outlook.households(), year, today).count());
            })
            .await;
    }
    rows.iter().for_each(Row::print);
    let ratio = |row: usize, floor: usize| rows[row].median() / rows[floor].median();
    println!("first look: {:.2} × the feeds read", ratio(1, 0));
    let after: f64 = [3, 4, 5].map(|row| ratio(row, 2)).iter().sum();
    println!("list and coverage after one change: {after:.2} × the SQL");
}

fn list(outlook: &Outlook) {
    let rows = outlook.left_behind_after(None);
    std::hint::black_box(Count::among(rows.map(|row| &**row)));
}

fn reach(outlook: &Outlook, span: Span, today: NaiveDate) {
    let period = Period::around(span, today);
    let tallies = coverage(outlook.households(), period, Whose::All, today);
    std::hint::black_box(tallies);
}

struct Bench {
    store: SqliteStore,
    author: Author,
    today: NaiveDate,
    counter: u64,
}

impl Bench {
    /// The demo's households and visits once more, as if one officer had made them all; gives how many visits.
    async fn fill(&mut self, demo: &Demo, copy: u64) -> usize {
        let sent = demo.sendings.iter().flat_map(|sending| &sending.operations);
        let sent: Vec<_> = sent
            .filter_map(|one| copied(&one.action, copy).map(|action| (one, action)))
            .collect();
        let (mut households, mut visits) = (Vec::new(), Vec::new());
        for (one, action) in sent {
            self.counter += 1;
            let is_visit = matches!(action, Action::FinishVisit(_));
            let operation = Operation {
                id: OperationId(turned(one.id.0, copy)),
                device: self.author.device,
                counter: self.counter,
                action,
                ..one.clone()
            };
            let sealed = RawOperation::seal(&operation).unwrap();
            if is_visit {
                &mut visits
            } else {
                &mut households
            }
            .push(sealed);
        }
        self.push(&households).await;
        self.push(&visits).await;
        visits.len()
    }

    /// Another visit.
    async fn visit(&mut self, demo: &Demo, at: usize) {
        let sent = demo.sendings.iter().flat_map(|sending| &sending.operations);
        let mut visits = sent.filter(|one| matches!(one.action, Action::FinishVisit(_)));
        let one = visits.nth(at).unwrap();
        self.counter += 1;
        let Some(Action::FinishVisit(mut visit)) = copied(&one.action, 0) else {
            return;
        };
        visit.visit = VisitId(turned(visit.visit.0, 1 << 40));
        visit.amends = None;
        let operation = Operation {
            id: OperationId(turned(one.id.0, 1 << 40)),
            device: self.author.device,
            counter: self.counter,
            action: Action::FinishVisit(visit),
            ..one.clone()
        };
        self.push(&[RawOperation::seal(&operation).unwrap()]).await;
    }

    async fn push(&self, operations: &[RawOperation]) {
        let now = self.today.and_time(NaiveTime::MIN).and_utc();
        for batch in operations.chunks(BATCH) {
            let arrival = Arrival { now, skew_ms: 0 };
            for receipt in self.store.push(&self.author, batch, arrival).await.unwrap() {
                let outcome = receipt.unwrap().outcome;
                assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
            }
        }
    }

    /// Reads feeds to their end; gives the bytes.
    async fn read(&self, scopes: &[Scope]) -> usize {
        let (mut cursors, mut bytes) = (Cursors::default(), 0);
        loop {
            let pulled = self
                .store
                .pull(scopes, &cursors, None, LIMIT)
                .await
                .unwrap();
            for page in &pulled.feeds {
                let bodies = page
                    .changes
                    .iter()
                    .filter_map(|change| change.body.as_ref());
                bytes += bodies.map(|body| body.get().len()).sum::<usize>();
                cursors.0.insert(page.scope.clone(), page.cursor);
            }
            if !pulled.feeds.iter().any(|page| page.more) {
                return bytes;
            }
        }
    }
}

/// The same said of another household; `None` of what is neither a household nor a visit.
fn copied(action: &Action, copy: u64) -> Option<Action> {
    match action.clone() {
        Action::RegisterHousehold { mut household } => {
            household.id = HouseholdId(turned(household.id.0, copy));
            Some(Action::RegisterHousehold { household })
        }
        Action::FinishVisit(mut visit) => {
            visit.visit = VisitId(turned(visit.visit.0, copy));
            visit.household = HouseholdId(turned(visit.household.0, copy));
            visit.amends = visit.amends.map(|amends| VisitId(turned(amends.0, copy)));
            visit.seen.clear();
            Some(Action::FinishVisit(visit))
        }
        _ => None,
    }
}

fn turned(id: Uuid, copy: u64) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ u128::from(copy))
}

struct Row {
    name: &'static str,
    wall: Vec<Duration>,
}

impl Row {
    fn new(name: &'static str) -> Self {
        let wall = Vec::new();
        Self { name, wall }
    }

    async fn measure<T>(&mut self, work: impl AsyncFnOnce() -> T) -> T {
        let began = Instant::now();
        let result = work().await;
        self.wall.push(began.elapsed());
        result
    }

    fn sorted(&self) -> Vec<f64> {
        let mut ms: Vec<_> = self
            .wall
            .iter()
            .map(|time| time.as_secs_f64() * 1e3)
            .collect();
        ms.sort_by(f64::total_cmp);
        ms
    }

    fn median(&self) -> f64 {
        let ms = self.sorted();
        ms[ms.len() / 2]
    }

    fn print(&self) {
        let ms = self.sorted();
        let (least, most) = (ms[0], ms[ms.len() - 1]);
        println!(
            "{:<36} {:9.2} ms ({least:.2}–{most:.2})",
            self.name,
            self.median()
        );
    }
}

/// What this process has in memory, in bytes, as Linux counts it.
fn memory() -> i64 {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    let kilobytes: i64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1024
}
