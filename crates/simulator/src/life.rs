//! All of it together: the steps of a schedule, one after the other, and what must hold after each.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use dong_hanh_sync::device::Input;

use crate::administration::Saved;
use crate::audit::{Answered, Audit};
use crate::base::Base;
use crate::broken::{Broken, Holds};
use crate::check;
use crate::files::File;
use crate::mutation::Mutation;
use crate::network::Stray;
use crate::office::Office;
use crate::phone::Phone;
use crate::schedule::{Schedule, Setting};
use crate::step::{Death, Step};
use crate::town::{BEGINNING_MS, Town, moment};
use crate::truth::Truth;
use crate::work::Ids;
use dong_hanh_demo::Rng;

/// One server, its phones, and all that lies between them.
pub(crate) struct Life {
    pub(crate) town: Town,
    pub(crate) office: Office,
    /// All phones that there ever were.
    pub(crate) phones: Vec<Phone>,
    /// Which of them are in use.
    pub(crate) in_use: Vec<usize>,
    pub(crate) audit: Audit,
    pub(crate) truth: Truth,
    pub(crate) now_ms: i64,
    /// The server's clock minus the real time.
    server_off_ms: i64,
    pub(crate) people: usize,
    pub(crate) strays: VecDeque<Stray>,
    pub(crate) files: Vec<File>,
    pub(crate) ids: Ids,
    pub(crate) saved: Option<Saved>,
    mutation: Option<Mutation>,
}

impl Life {
    /// Before anything has happened.
    pub(crate) fn begin(
        setting: &Setting,
        base: Base,
        mutation: Option<Mutation>,
    ) -> Result<Self, Broken> {
        let town = Town::of(setting);
        let office = Office::open(setting, &town, moment(BEGINNING_MS), base, mutation)?;
        let people = setting.people.len();
        let mut audit = Audit::of(&town, people);
        let truth = Truth::default();
        audit.after(&office, Answered::default(), &truth)?;
        let mut life = Self {
            phones: Vec::new(),
            in_use: Vec::new(),
            town,
            office,
            audit,
            truth,
            now_ms: BEGINNING_MS,
            server_off_ms: 0,
            people,
            strays: VecDeque::new(),
            files: Vec::new(),
            ids: Ids::default(),
            saved: None,
            mutation,
        };
        for user in &setting.phones {
            let at = life.new_phone((*user).into())?;
            life.in_use.push(at);
            life.go(at, 12)?;
        }
        Ok(life)
    }

    /// Somebody signs in on another phone.
    fn new_phone(&mut self, user: usize) -> Result<usize, Broken> {
        let at = self.phones.len();
        self.truth.adds_phone(user);
        self.office.sign_in(user, at, self.server_now())?;
        let phone = Phone::new(at, user, self.now_ms, self.mutation);
        self.phones.push(phone);
        self.phones[at].tell(Input::Leading(true), self.now_ms)?;
        Ok(at)
    }

    /// The server's clock.
    pub(crate) fn server_now(&self) -> DateTime<Utc> {
        moment(self.now_ms + self.server_off_ms)
    }

    /// Lives through a schedule, and then through rest.
    pub(crate) fn live(schedule: &Schedule, base: Base, mutation: Option<Mutation>) -> Holds {
        let mut life = Self::begin(&schedule.setting, base, mutation)?;
        for step in &schedule.steps {
            life.step(*step)?;
        }
        life.rest()
    }

    fn place(&self, number: u8) -> usize {
        usize::from(number) % self.in_use.len()
    }

    fn phone(&self, number: u8) -> usize {
        self.in_use[self.place(number)]
    }

    fn step(&mut self, step: Step) -> Holds {
        match step {
            Step::Work { phone, deed, dice } => {
                let at = self.phone(phone);
                self.work(at, deed, dice)?;
                self.look_at(at)
            }
            Step::Go { phone, times } => self.go(self.phone(phone), times),
            Step::Fault { phone, fault } => {
                let at = self.phone(phone);
                self.fault(at, fault)?;
                self.look_at(at)
            }
            Step::Tell { phone, tap } => {
                let at = self.phone(phone);
                self.tap(at, tap)?;
                self.look_at(at)
            }
            Step::Crash { phone, how } => {
                let at = self.phone(phone);
                let now_ms = self.now_ms;
                let phone = &mut self.phones[at];
                match how {
                    Death::Killed => {}
                    Death::Power { lost } => phone.disk.lose(lost.into()),
                    Death::Upgraded => phone.newer = true,
                    Death::Downgraded => phone.newer = false,
                }
                self.abandon(at);
                self.phones[at].start(now_ms)?;
                self.look_at(at)
            }
            Step::Clock { phone, minutes } => {
                let at = self.phone(phone);
                self.phones[at].put_clock(i64::from(minutes) * 60_000);
                Ok(())
            }
            Step::Room { phone, full } => {
                let at = self.phone(phone);
                self.phones[at].disk.full = full;
                Ok(())
            }
            Step::HandOver { phone } => {
                let at = self.phone(phone);
                self.hand_over(at)?;
                self.look_at(at)
            }
            Step::Import { which, cut } => self.import_any(which.into(), cut),
            Step::Decide { dice } => self.decide_on_a_draft(dice),
            Step::Lose { phone } => {
                let place = self.place(phone);
                let at = self.in_use[place];
                self.abandon(at);
                self.in_use[place] = self.new_phone(self.phones[at].user)?;
                Ok(())
            }
            Step::ServerClock { minutes } => {
                self.server_off_ms += i64::from(minutes) * 60_000;
                Ok(())
            }
            Step::Pass { minutes } => {
                self.now_ms += i64::from(minutes) * 60_000;
                for at in self.in_use.clone() {
                    if self.phones[at].wakes(self.now_ms) {
                        self.phones[at].tell(Input::Woken, self.now_ms)?;
                    }
                }
                Ok(())
            }
            Step::Late { which } => self.late(which.into()),
            Step::Grant { user, dice } => {
                let user = usize::from(user) % self.people;
                let role = self.office.role(user, self.server_now())?;
                let role = self.town.other_role(&role, &mut Rng::new(dice.into()));
                // Drawn apart, so that all else in a life is as it was before there were terms.
                let mut chance = Rng::new(u64::from(dice) | 1 << 40);
                self.give_for(user, role, &mut chance)
            }
            Step::Merge { dice } => self.merge(dice),
            Step::Publish { dice } => self.publish(dice),
            Step::Sweep => {
                let now = self.server_now();
                self.office.restart(now)?;
                self.office.sweep(now)
            }
            Step::Restart => self.office.restart(self.server_now()),
            Step::Backup => self.back_up(),
            Step::PutBack => self.put_back(),
        }
    }

    pub(crate) fn look_at(&self, at: usize) -> Holds {
        check::phone(&self.phones[at], &self.audit, &self.truth)
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now_ms += minutes * 60_000;
    }
}
