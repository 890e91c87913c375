//! The pairs of records that may be one household, among 2,500 and 10,000 households: found by what they share, beside
//! comparing each with each.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use dong_hanh_demo::generate;
use dong_hanh_domain::HouseholdId;
use dong_hanh_domain::near::{Answers, Traits, alike};

const RUNS: usize = 7;

fn main() {
    println!("{RUNS} runs: median (range)");
    for households in [2_500, 10_000] {
        let records = records(households);
        let (mut found, mut pairs, mut open) = (Vec::new(), 0, 0);
        for _ in 0..RUNS {
            let start = Instant::now();
            let alike = alike(&records);
            found.push(start.elapsed());
            pairs = alike.len();
            open = Answers::default().open(&alike).len();
        }
        println!(
            "{households} households: {}, {pairs} pairs, {open} to be asked about",
            told(found)
        );
        // Of the larger one a part is enough to tell what all of it would take.
        let part = records.len().min(500);
        let start = Instant::now();
        let mut each = 0;
        for (at, (_, one)) in records.iter().take(part).enumerate() {
            let others = records[at + 1..].iter();
            each += others
                .filter(|(_, other)| black_box(one).likeness(other).is_some())
                .count();
        }
        let compared = part * records.len() - part * (part + 1) / 2;
        let all = records.len() * (records.len() - 1) / 2;
        let whole = start.elapsed().as_secs_f64() * all as f64 / compared as f64;
        println!("  each with each: {whole:.1} s for all ({each} pairs in {compared} of {all})");
    }
}

fn records(households: usize) -> Vec<(HouseholdId, Traits)> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let demo = generate(7, today, households).unwrap();
    let traits = demo.households.iter().map(|known| {
        let members = known.others.iter().map(|other| other.member.name.as_str());
        let phone = known.phone.as_deref().unwrap_or_default();
        let head = &known.head;
        let traits = Traits::new(
            head.name.as_str(),
            head.birth,
            Some(known.hamlet),
            &known.address,
            phone,
            members,
        );
        (
            known.id,
            traits.coded(known.code.as_deref().unwrap_or_default()),
        )
    });
    traits.collect()
}

fn told(mut times: Vec<Duration>) -> String {
    times.sort();
    let ms = |at: usize| times[at].as_secs_f64() * 1_000.0;
    format!("{:.0} ms ({:.0}–{:.0})", ms(RUNS / 2), ms(0), ms(RUNS - 1))
}
