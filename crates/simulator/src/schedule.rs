//! A schedule: where it all happens, and the steps, drawn from a seed.

use std::fmt;

use dong_hanh_demo::Rng;

use crate::step::{Deed, Step};
use crate::temper::{Temper, byte, dice};

/// Where it happens, and the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// What it was drawn from.
    pub seed: u64,
    /// Where it happens.
    pub setting: Setting,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// Where it happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Communes or wards: one or two.
    pub units: u8,
    /// Hamlets in all: two to four.
    pub hamlets: u8,
    /// Who uses Đồng Hành: one to three people, whether each is an officer, and in which unit.
    pub people: Vec<(bool, u8)>,
    /// Whose each phone is: one to eight of them.
    pub phones: Vec<u8>,
    /// How many changes the server gives at once.
    pub page: u8,
}

impl Schedule {
    /// The schedule of a seed.
    #[must_use]
    pub fn draw(seed: u64) -> Self {
        let mut chance = Rng::new(seed);
        let setting = Setting::draw(&mut chance);
        let phones = setting.phones.len() as u64;
        let mut steps = Vec::new();
        // Somebody has to live there before anything can happen.
        for _ in 0..2 + chance.below(3) {
            let phone = byte(chance.below(phones));
            let deed = Deed::Register;
            let dice = dice(&mut chance);
            steps.push(Step::Work { phone, deed, dice });
            steps.push(Step::Go { phone, times: 12 });
        }
        let length = 20 + chance.below(100);
        let temper = Temper::draw(&mut chance);
        for _ in 0..length {
            temper.draw_steps(phones, &mut chance, &mut steps);
        }
        Self {
            seed,
            setting,
            steps,
        }
    }
}

impl Setting {
    fn draw(chance: &mut Rng) -> Self {
        let units = byte(1 + chance.below(2));
        let people = 1 + chance.below(3);
        let first_is_officer = chance.percent(30);
        let people: Vec<_> = (0..people)
            .map(|at| {
                let is_officer = match at {
                    0 => first_is_officer,
                    1 => !first_is_officer,
                    _ => chance.percent(40),
                };
                (is_officer, byte(chance.below(2)) % units)
            })
            .collect();
        let phones = people.len() as u64 + chance.below(9 - people.len() as u64);
        let phones = (0..phones)
            .map(|at| byte(at) % byte(people.len() as u64))
            .collect();
        Self {
            units,
            hamlets: byte(2 + chance.below(3)),
            people,
            phones,
            page: *chance.any(&[2, 5, 100]).unwrap_or(&100),
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}", self.seed)?;
        let Setting {
            units,
            hamlets,
            people,
            phones,
            page,
        } = &self.setting;
        writeln!(f, "{units} units, {hamlets} hamlets, {page} changes a page")?;
        for (at, (is_officer, unit)) in people.iter().enumerate() {
            let who = if *is_officer { "officer" } else { "volunteer" };
            let theirs: Vec<_> = (0..phones.len())
                .filter(|phone| usize::from(phones[*phone]) == at)
                .collect();
            writeln!(f, "person {at}: {who} of unit {unit}, phones {theirs:?}")?;
        }
        for (at, step) in self.steps.iter().enumerate() {
            writeln!(f, "{:>4}. {step:?}", at + 1)?;
        }
        Ok(())
    }
}
