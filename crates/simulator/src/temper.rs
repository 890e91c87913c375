//! What a schedule is full of, and the steps that are drawn from it: alone, or several that belong together.

use dong_hanh_demo::Rng;

use crate::step::{Death, Deed, Fault, Step, Tap};

/// What a schedule is full of, so that not all are alike.
pub(crate) struct Temper {
    /// Of a hundred steps, how many are faults.
    faults: i64,
    /// Whether days pass, or minutes.
    slow: bool,
    /// Whether the server is put back.
    backups: bool,
    /// Whether phones hand over files, and are lost.
    files: bool,
    /// Whether units merge.
    mergers: bool,
    /// Of a hundred deeds, how many are about what lies in the hands of officers and what is held.
    office: i64,
}

impl Temper {
    pub(crate) fn draw(chance: &mut Rng) -> Self {
        Self {
            faults: *chance.any(&[2, 10, 25]).unwrap_or(&10),
            slow: chance.percent(30),
            backups: chance.percent(25),
            files: chance.percent(40),
            mergers: chance.percent(30),
            office: *chance.any(&[15, 35, 60]).unwrap_or(&35),
        }
    }

    pub(crate) fn draw_steps(&self, phones: u64, chance: &mut Rng, steps: &mut Vec<Step>) {
        let phone = byte(chance.below(phones));
        if chance.percent(self.faults) {
            let fault = chance.weighed(&FAULTS);
            let how = chance.weighed(&DEATHS);
            steps.push(match chance.below(8) {
                0 => Step::Crash { phone, how },
                1 => Step::Late {
                    which: byte(chance.below(4)),
                },
                2 => Step::Room {
                    phone,
                    full: chance.percent(60),
                },
                _ => Step::Fault { phone, fault },
            });
            return;
        }
        if chance.percent(3) {
            quarrel_steps(phone, phones, chance, steps);
            return;
        }
        if self.files && chance.percent(10) {
            file_steps(phone, chance, steps);
            return;
        }
        match chance.below(100) {
            0..40 => {
                let is_office = chance.percent(self.office);
                let deed = if is_office {
                    chance.weighed(&OFFICE)
                } else {
                    chance.weighed(&FIELD)
                };
                let dice = dice(chance);
                steps.push(Step::Work { phone, deed, dice });
            }
            40..78 => {
                let times = byte(1 + chance.below(12));
                steps.push(Step::Go { phone, times });
            }
            78..86 => {
                let tap = chance.weighed(&TAPS);
                steps.push(Step::Tell { phone, tap });
            }
            86..92 => {
                let minutes = u32::try_from(self.minutes(chance)).unwrap_or(1);
                steps.push(Step::Pass { minutes });
                // What left before is forgotten every night.
                if minutes > 181 * 24 * 59 {
                    steps.push(Step::Sweep);
                }
            }
            92 if self.mergers => {
                // What the one has and the other has not.
                steps.push(Step::Publish { dice: dice(chance) });
                steps.push(Step::Merge { dice: dice(chance) });
            }
            92..95 => steps.push(Step::Grant {
                user: byte(chance.below(3)),
                dice: dice(chance),
            }),
            95 => {
                let minutes = [-100_000, -4_000, -90, 7, 500, 60_000];
                let minutes = *chance.any(&minutes).unwrap_or(&7);
                match chance.below(3) {
                    0 => steps.push(Step::ServerClock { minutes }),
                    1 => steps.push(Step::Clock { phone, minutes }),
                    _ => clock_steps(phone, minutes, chance, steps),
                }
            }
            96 => steps.push(match chance.below(3) {
                0 => Step::Publish { dice: dice(chance) },
                _ => Step::Sweep,
            }),
            97 => steps.push(Step::Restart),
            98 if self.backups => steps.push(Step::Backup),
            99 if self.backups => steps.push(Step::PutBack),
            _ => steps.push(Step::Late { which: 0 }),
        }
    }

    fn minutes(&self, chance: &mut Rng) -> u64 {
        const DAY: u64 = 24 * 60;
        if self.slow {
            *chance.any(&[5, 60, DAY, 31 * DAY, 181 * DAY]).unwrap_or(&5)
        } else {
            *chance.any(&[1, 5, 5, 60, DAY]).unwrap_or(&5)
        }
    }
}

/// A phone writes a file, and is lost behind it or without one; a file is taken in.
fn file_steps(phone: u8, chance: &mut Rng, steps: &mut Vec<Step>) {
    let import = Step::Import {
        which: byte(chance.below(8)),
        cut: chance.percent(25),
    };
    match chance.below(11) {
        0..3 => steps.push(Step::HandOver { phone }),
        3..6 => steps.push(import),
        6 => steps.extend([Step::HandOver { phone }, Step::Lose { phone }]),
        7 => steps.push(Step::Lose { phone }),
        8 | 9 => steps.push(Step::Decide { dice: dice(chance) }),
        _ => draft_steps(phone, import, chance, steps),
    }
}

/// A draft is handed over, decided on, and handed over once more as it is then.
fn draft_steps(phone: u8, import: Step, chance: &mut Rng, steps: &mut Vec<Step>) {
    for deed in [Deed::OpenDraft, Deed::TypeOn] {
        steps.push(Step::Work {
            phone,
            deed,
            dice: dice(chance),
        });
        steps.extend([Step::HandOver { phone }, import]);
        steps.push(Step::Decide { dice: dice(chance) });
    }
}

/// A phone's clock is put between two things of which the later one speaks of the earlier one.
fn clock_steps(phone: u8, minutes: i32, chance: &mut Rng, steps: &mut Vec<Step>) {
    let mut does = |deed| Step::Work {
        phone,
        deed,
        dice: dice(chance),
    };
    let (earlier, later) = (does(Deed::Register), does(Deed::Visit));
    steps.extend([earlier, Step::Clock { phone, minutes }, later]);
}

/// Two say the same fact, one of them twice while the phone fetches what the other one has said.
fn quarrel_steps(phone: u8, phones: u64, chance: &mut Rng, steps: &mut Vec<Step>) {
    let says = |phone: u8, chance: &mut Rng| Step::Work {
        phone,
        deed: Deed::Number,
        dice: dice(chance),
    };
    let some = |chance: &mut Rng| byte(1 + chance.below(4));
    let other = byte(chance.below(phones));
    steps.push(says(other, chance));
    steps.push(Step::Go {
        phone: other,
        times: 12,
    });
    let tap = Tap::Pressed;
    steps.push(Step::Tell { phone, tap });
    for _ in 0..2 {
        let times = some(chance);
        steps.push(Step::Go { phone, times });
        steps.push(says(phone, chance));
    }
}

const FIELD: [(u16, Deed); 14] = [
    (8, Deed::Register),
    (14, Deed::Visit),
    (5, Deed::OpenDraft),
    (3, Deed::TypeOn),
    (5, Deed::FinishDraft),
    (10, Deed::Amend),
    (14, Deed::Facts),
    (4, Deed::Number),
    (5, Deed::AddMember),
    (5, Deed::Gone),
    (3, Deed::Head),
    (3, Deed::VisitNobody),
    (3, Deed::Future),
    (2, Deed::Forge),
];

const OFFICE: [(u16, Deed); 12] = [
    (14, Deed::Review),
    (10, Deed::Move),
    (4, Deed::SameAs),
    (3, Deed::NotSame),
    (8, Deed::Choose),
    (12, Deed::Release),
    (7, Deed::Resend),
    (5, Deed::Acknowledge),
    (4, Deed::Correct),
    (4, Deed::BadVisit),
    (3, Deed::StrangeForm),
    (6, Deed::Facts),
];

const FAULTS: [(u16, Fault); 14] = [
    (8, Fault::RequestLost),
    (12, Fault::AnswerLost),
    (10, Fault::GivenUp),
    (8, Fault::Doubled),
    (5, Fault::RequestCut),
    (6, Fault::AnswerCut),
    (6, Fault::Broken),
    (5, Fault::BrokenAfter),
    (3, Fault::Busy),
    (3, Fault::TooLarge),
    (3, Fault::SignedOut),
    (1, Fault::Version),
    (5, Fault::Full),
    (5, Fault::Storage),
];

const TAPS: [(u16, Tap); 8] = [
    (10, Tap::Wanted),
    (6, Tap::Pressed),
    (6, Tap::Cancelled),
    (3, Tap::NetworkBack),
    (5, Tap::SignedIn),
    (2, Tap::Follow),
    (4, Tap::Lead),
    (6, Tap::Photos),
];

const DEATHS: [(u16, Death); 5] = [
    (6, Death::Killed),
    (5, Death::Power { lost: 1 }),
    (5, Death::Power { lost: 9 }),
    (2, Death::Upgraded),
    (2, Death::Downgraded),
];

pub(crate) fn byte(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

pub(crate) fn dice(chance: &mut Rng) -> u32 {
    u32::try_from(chance.next() >> 32).unwrap_or(0)
}
