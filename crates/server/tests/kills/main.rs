//! The server is killed in the middle of whatever it does, again and again, while phones send to it. What a phone
//! has a receipt for is there, once, with the same receipt.
//!
//! [S2.1] [S2.2] [S2.3] [S3.1] [S3.2] [S3.3] [S3.4] `cargo xtask kills` runs more rounds than the 20 of the tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod client;
mod database;
mod reader;
mod rest;
mod server;
mod wire;
mod words;

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use chrono::Utc;
use dong_hanh_demo::{Demo, Rng, generate};

use crate::client::Client;
use crate::server::{Files, Process, Server, today};

/// A database that grows without end makes the later rounds slow and proves nothing more.
const ROUNDS_A_DATABASE: usize = 20;

/// As `serve --demo` makes it.
const DEMO_SEED: u64 = 1;
const DEMO_HOUSEHOLDS: usize = 150;

#[test]
fn s2_2_s3_4_what_was_acknowledged_is_there_once_however_often_the_server_is_killed() {
    let rounds = setting("DONG_HANH_KILLS_ROUNDS").unwrap_or(20);
    let seed = setting("DONG_HANH_KILLS_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        u64::from(now.unwrap().subsec_nanos())
    });
    let begun =
        std::thread::spawn(move || kill_again_and_again(seed, usize::try_from(rounds).unwrap()));
    match begun.join() {
        Ok(said) => println!("{said}"),
        Err(_) => panic!("with DONG_HANH_KILLS_SEED={seed}, of {rounds} rounds; see above"),
    }
}

fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().expect("a number"))
}

fn kill_again_and_again(seed: u64, rounds: usize) -> String {
    let demo = generate(DEMO_SEED, today(), DEMO_HOUSEHOLDS).unwrap();
    let fresh = Files::with_demo();
    let mut sums = Sums::default();
    for first in (0..rounds).step_by(ROUNDS_A_DATABASE) {
        let files = fresh.copy();
        let mut clients = sign_in(&demo, &files, seed, first);
        for round in first..rounds.min(first + ROUNDS_A_DATABASE) {
            let mut rng = Rng::of(seed, &format!("round {round}"));
            let moment = Moment::of(&mut rng);
            println!("round {round}: killed {moment:?}");
            kill_at(moment, &mut clients, &files);
            // The files as the kill left them: the next start mends them, and so would a look at them.
            database::check(&files.copy());
            let since = Utc::now();
            let server = Server::start(&files);
            for client in &mut clients {
                sums.answers_lost += client.settle(&server.address, since);
            }
            for client in &mut clients {
                client.catch_up(&server.address);
            }
            rest::check(&clients, &server.address, &demo);
            server.kill();
        }
        for client in &clients {
            sums.operations += client.said().len();
            sums.kinds.extend(client.kinds());
        }
    }
    // A few rounds may miss some of it by chance.
    if rounds >= ROUNDS_A_DATABASE {
        assert_eq!(
            sums.kinds,
            BTreeSet::from_iter(words::KINDS.iter().copied())
        );
    }
    format!(
        "{rounds} kills, seed {seed}: {} operations, {} of them received by a server that was killed before its answer came",
        sums.operations, sums.answers_lost
    )
}

#[derive(Default)]
struct Sums {
    operations: usize,
    answers_lost: usize,
    kinds: BTreeSet<&'static str>,
}

/// When the server is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after it was started: perhaps before it answers anybody.
    Starting(Duration),
    /// So long after this many requests have been sent.
    Busy(usize, Duration),
}

impl Moment {
    fn of(rng: &mut Rng) -> Self {
        let micros =
            |rng: &mut Rng, most| Duration::from_micros(rng.between(0, most).unsigned_abs());
        if rng.percent(10) {
            Self::Starting(micros(rng, 60_000))
        } else {
            // A request takes some milliseconds; a kill that comes much later meets the next ones.
            Self::Busy(rng.index(40) + 1, micros(rng, 15_000))
        }
    }
}

/// The officer and the three volunteers, each with a phone of this database.
fn sign_in<'d>(demo: &'d Demo, files: &Files, seed: u64, first: usize) -> Vec<Client<'d>> {
    let server = Server::start(files);
    let people = demo.people.iter();
    let clients = people
        .map(|person| {
            let rng = Rng::of(seed, &format!("{} from round {first}", person.sign_in));
            Client::sign_in(demo, person, rng, &server.address)
        })
        .collect();
    server.kill();
    clients
}

/// Starts the server, lets everybody send, and kills it.
fn kill_at(moment: Moment, clients: &mut [Client<'_>], files: &Files) {
    let (requests, after) = match moment {
        Moment::Starting(after) => {
            let starting = Process::start(files, &[]);
            wait(after);
            return drop(starting);
        }
        Moment::Busy(requests, after) => (requests, after),
    };
    let server = Server::start(files);
    let address = server.address.clone();
    let (sends, sent) = mpsc::channel();
    std::thread::scope(|scope| {
        for client in clients {
            let (address, sends) = (&address, sends.clone());
            scope.spawn(move || client.work(address, &sends));
        }
        drop(sends);
        // Ends early where nobody sends any more because a phone has found a mistake.
        for () in sent.iter().take(requests) {}
        wait(after);
        server.kill();
    });
}

/// The wait is what is tested: a kill comes at any moment, whatever happens in it.
fn wait(time: Duration) {
    std::thread::park_timeout(time);
}
