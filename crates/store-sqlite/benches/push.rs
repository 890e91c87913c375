//! 1,000 finished visits in ten batches: the store beside the least that could be done, which is to
//! append the texts to a file and wait for the disk after each batch.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use dong_hanh_demo::{Demo, generate};
use dong_hanh_store::Store;
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::server::{Arrival, Arrived, Author, Needs, Receipts};
use dong_hanh_sync::{Action, Operation, Outcome, RawOperation};

/// As the server has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 9;
const VISITS: usize = 1_000;
const BATCH: usize = 100;

#[tokio::main]
async fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let demo = generate(7, today, 400).unwrap();
    let officer = &demo.people[0];
    let author = Author {
        user: officer.person.id,
        device: officer.device,
        role: officer.role.clone(),
        list: None,
    };
    let visits = sealed(&demo, &author, |action| {
        matches!(action, Action::FinishVisit(_))
    });
    let households = sealed(&demo, &author, |action| {
        matches!(action, Action::RegisterHousehold { .. })
    });
    let visits = &visits[..VISITS];
    let bytes: usize = visits.iter().map(|visit| visit.text().len()).sum();
    println!(
        "{VISITS} visits of {} bytes, {BATCH} a batch, {RUNS} runs: median (range)",
        bytes / VISITS
    );
    let folder = tempfile::tempdir().unwrap();
    let mut rows = [
        Row::new("append and fsync"),
        Row::new("read and find out what is needed"),
        Row::new("SQLite store"),
        Row::new("SQLite store, all sent again"),
    ];
    let mut stores = Vec::new();
    for run in 0..RUNS {
        rows[0]
            .measure(async || append(&folder.path().join("log"), visits))
            .await;
        rows[1]
            .measure(async || {
                for batch in visits.chunks(BATCH) {
                    let arrived = batch.iter().map(Arrived::from);
                    let opened = arrived.map(|raw| raw.open(&Receipts::new()));
                    std::hint::black_box(Needs::of(&opened.collect::<Vec<_>>()));
                }
            })
            .await;
        let store = SqliteStore::open(folder.path().join(format!("{run}.db")))
            .await
            .unwrap();
        store.put_unit(&demo.unit).await.unwrap();
        store
            .put_hamlets(&demo.hamlets, chrono::Utc::now())
            .await
            .unwrap();
        store
            .publish_form(&demo.unit.key, &demo.form)
            .await
            .unwrap();
        push(&store, &author, &households).await;
        rows[2]
            .measure(async || push(&store, &author, visits).await)
            .await;
        rows[3]
            .measure(async || push(&store, &author, visits).await)
            .await;
        // Kept open: the time of a thread that has ended is in no account.
        stores.push(store);
    }
    rows.iter().for_each(Row::print);
}

/// The demo's operations of one kind, as if one officer had made them all.
fn sealed(demo: &Demo, author: &Author, kind: fn(&Action) -> bool) -> Vec<RawOperation> {
    let sent = demo.sendings.iter().flat_map(|sending| &sending.operations);
    sent.filter(|operation| kind(&operation.action))
        .map(|operation| {
            RawOperation::seal(&Operation {
                device: author.device,
                ..operation.clone()
            })
            .unwrap()
        })
        .collect()
}

async fn push(store: &SqliteStore, author: &Author, operations: &[RawOperation]) {
    for batch in operations.chunks(BATCH) {
        let arrival = Arrival {
            now: DateTime::UNIX_EPOCH,
            skew_ms: 0,
        };
        for receipt in store.push(author, batch, arrival).await.unwrap() {
            let outcome = receipt.unwrap().outcome;
            assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        }
    }
}

fn append(path: &Path, operations: &[RawOperation]) {
    let mut log = File::create(path).unwrap();
    for batch in operations.chunks(BATCH) {
        let text: String = batch
            .iter()
            .map(|raw| format!("{}\n", raw.text()))
            .collect();
        log.write_all(text.as_bytes()).unwrap();
        log.sync_data().unwrap();
    }
}

struct Row {
    name: &'static str,
    wall: Vec<Duration>,
    cpu: Vec<Duration>,
}

impl Row {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            wall: Vec::new(),
            cpu: Vec::new(),
        }
    }

    async fn measure(&mut self, work: impl AsyncFnOnce()) {
        let (wall, cpu) = (Instant::now(), cpu_time());
        work().await;
        self.cpu.push(cpu_time() - cpu);
        self.wall.push(wall.elapsed());
    }

    fn print(&self) {
        println!(
            "{:<34} time {}   CPU {}",
            self.name,
            spread(&self.wall),
            spread(&self.cpu)
        );
    }
}

fn spread(times: &[Duration]) -> String {
    let mut ms: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    ms.sort_by(f64::total_cmp);
    format!(
        "{:6.1} ms ({:.1}–{:.1})",
        ms[ms.len() / 2],
        ms[0],
        ms[ms.len() - 1]
    )
}

/// Time on a processor of all threads of this process, as Linux counts it.
fn cpu_time() -> Duration {
    let threads = fs::read_dir("/proc/self/task").unwrap();
    let nanos = threads.map(|thread| {
        let text = fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap();
        text.split(' ').next().unwrap().parse::<u64>().unwrap()
    });
    Duration::from_nanos(nanos.sum())
}
