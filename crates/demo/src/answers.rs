//! Filling the form as a visitor would: by walking what the form shows, whatever questions it has.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use dong_hanh_domain::{Attends, Counted, Household, Learnt, Property, Word, Work};
use dong_hanh_form::{
    Answer, Answers, Context, Form, Item, Kind, Path, Place, Question, QuestionView, Repeat, Value,
    apply_defaults, apply_defaults_in, evaluate,
};

use crate::rng::Rng;
use crate::words;

/// How often an answer that the form does not like is thought over before it is left out.
const TRIES: u32 = 12;

/// What the form asks only since the demo's year was drawn: these have draws of their own, so that the rest of the year
/// stays as it was.
const ASKED_SINCE: [&str; 2] = ["giver_name", "programme"];

/// Answers with which the form can be finished on a day.
pub(crate) fn answers(form: &Form, household: &Household, seed: u64, today: NaiveDate) -> Answers {
    let home = u64::from_be_bytes(
        household.id.0.as_bytes()[8..]
            .try_into()
            .unwrap_or_default(),
    );
    let visitor = Visitor {
        household,
        home,
        today,
    };
    let mut rng = Rng::new(seed);
    let context = Context::on(today);
    let mut answers = Answers::new();
    apply_defaults(form, &mut answers, &context);
    let mut asked = BTreeSet::new();
    let mut tries: BTreeMap<Path, u32> = BTreeMap::new();
    loop {
        let view = evaluate(form, &answers, &context);
        let mut changed = false;
        for item in view.screens.iter().flat_map(|screen| &screen.items) {
            match item {
                Item::Question(view) => {
                    let answer = if asked.insert(view.path.clone()) && !view.is_answered() {
                        // Who let pictures be taken let the place be kept, as when both were one question.
                        match view.question.name.as_str() {
                            "place_allowed" => said_of_pictures(&answers),
                            _ => visitor.first(&mut rng, view),
                        }
                    } else if view.problem.is_some() {
                        let tried = tries.entry(view.path.clone()).or_default();
                        *tried += 1;
                        (*tried < TRIES)
                            .then(|| visitor.answer(&mut rng, view.question, *tried))
                            .flatten()
                    } else {
                        continue;
                    };
                    changed |= put(&mut answers, view, answer);
                }
                Item::RepeatStart { repeat, path, .. } if asked.insert(path.clone()) => {
                    for _ in 0..times(&mut rng, repeat) {
                        let instance = answers.add_instance(path);
                        apply_defaults_in(form, &mut answers, &instance, &context);
                        changed = true;
                    }
                }
                _ => {}
            }
        }
        if !changed {
            return answers;
        }
    }
}

fn said_of_pictures(answers: &Answers) -> Option<Answer> {
    let pictures = "consent/photos_allowed".parse().ok()?;
    answers.get(&pictures).cloned()
}

/// Writes a note, in place of the one there may be.
pub(crate) fn put_note(form: &Form, answers: &mut Answers, words: &str, today: NaiveDate) {
    let view = evaluate(form, answers, &Context::on(today));
    let note = view.questions().find(|view| view.path.name() == "note");
    if let Some(path) = note.map(|view| view.path.clone()) {
        answers.set(path, Answer::Given(Value::Text(words.to_owned())));
    }
}

/// Whether anything changed.
fn put(answers: &mut Answers, view: &QuestionView<'_>, answer: Option<Answer>) -> bool {
    match answer {
        Some(answer) => answers.set(view.path.clone(), answer),
        None if view.answer.is_some() => answers.clear(&view.path),
        None => return false,
    }
    true
}

/// How many instances of a repeat are filled; one that is asked for only sometimes has a reason to be.
fn times(rng: &mut Rng, repeat: &Repeat) -> u32 {
    match repeat.relevant {
        Some(_) => rng.weighed(&[(80, 1), (20, 2)]),
        None => rng.weighed(&[(72, 0), (22, 1), (6, 2)]),
    }
}

struct Visitor<'h> {
    household: &'h Household,
    /// A seed of the household, so that most answers are the same at every visit.
    home: u64,
    today: NaiveDate,
}

impl Visitor<'_> {
    /// The answer when a question is first seen; one that may be skipped often is.
    fn first(&self, rng: &mut Rng, view: &QuestionView<'_>) -> Option<Answer> {
        let name = view.question.name.as_str();
        let mut own = Rng::of(rng.clone().next(), name);
        let rng = if ASKED_SINCE.contains(&name) {
            &mut own
        } else {
            rng
        };
        let chance = match (view.required, &view.question.kind) {
            (true, _) => 100,
            (_, Kind::Text { .. }) => 35,
            (_, Kind::Date { .. } | Kind::Place { .. }) => 45,
            _ => 88,
        };
        if !rng.percent(chance) {
            return None;
        }
        if let Some(reason) = view.question.declinable.first().filter(|_| rng.percent(4)) {
            return Some(Answer::Declined(*reason));
        }
        self.answer(rng, view.question, 0)
    }

    fn answer(&self, rng: &mut Rng, question: &Question, tries: u32) -> Option<Answer> {
        let mut steady = Rng::of(self.home, &question.name);
        // What is true of a home stays true; only now and then has something changed.
        let rng = if tries == 0 && rng.percent(90) {
            &mut steady
        } else {
            rng
        };
        let name = question.name.as_str();
        Some(Answer::Given(match &question.kind {
            Kind::Text { .. } => Value::Text((*rng.pick(words::said(name))).to_owned()),
            Kind::Integer { .. } => {
                let drawn = self.whole_number(rng, name, tries);
                // Whoever is asked says what the record knows.
                match Counted::coded(name) {
                    None => Value::Integer(drawn),
                    Some(who) => match counted(self.household, who, self.today) {
                        Some(people) => Value::Integer(people),
                        None => return question.declinable.last().copied().map(Answer::Declined),
                    },
                }
            }
            Kind::Decimal { .. } => Value::Decimal(
                self.whole_number(rng, name, tries)
                    .to_string()
                    .parse()
                    .ok()?,
            ),
            Kind::Date { .. } => {
                Value::Date(self.today + TimeDelta::days(days_ahead(rng, name, tries)))
            }
            Kind::One { .. } => {
                let choices = question.kind.choices();
                let known = self.known(name);
                let fact = choices
                    .iter()
                    .find(|choice| known.contains(&choice.name.as_str()));
                let fact = fact.filter(|_| tries == 0);
                // A pillar is drawn all the same: the demo knew nothing of it once, and the rest of the year stays as it was.
                let drawn =
                    (fact.is_none() || name == "pillar").then(|| one(rng, name, choices.len()));
                let choice = fact.or_else(|| choices.get(drawn?))?;
                Value::One(choice.name.clone())
            }
            Kind::Many { .. } => {
                let choices = question.kind.choices();
                let count = if tries > TRIES / 2 {
                    1
                } else {
                    rng.between(1, 3)
                };
                let keys = (0..count).map(|_| rng.index(choices.len().saturating_sub(1).max(1)));
                let drawn = keys
                    .filter_map(|at| Some(choices.get(at)?.name.clone()))
                    .collect();
                let devices = &self.household.dwelling.devices;
                Value::Many(match devices.as_ref().filter(|_| name == "devices") {
                    Some(none) if none.is_empty() => [Property::NONE.to_owned()].into(),
                    Some(devices) => devices.iter().map(|one| one.code().to_owned()).collect(),
                    None => drawn,
                })
            }
            Kind::YesNo => {
                let drawn = rng.percent(chance_of_yes(name));
                let known = self.household.dwelling.internet;
                Value::YesNo(known.filter(|_| name == "internet").unwrap_or(drawn))
            }
            Kind::Place { .. } => Value::Place(place(rng)?),
            // There are no pictures of homes that do not exist, and nobody has spoken there.
            // Other kinds are in no form of the demo.
            _ => return None,
        }))
    }

    /// The words by which forms call what the register knows of this home.
    fn known(&self, name: &str) -> Vec<&'static str> {
        use dong_hanh_domain::{Latrine, Material, Roof, Water};
        let dwelling = &self.household.dwelling;
        match name {
            "decision" => vec!["given"],
            "roof" => match dwelling.roof {
                Some(Roof::Tile) => vec!["tile"],
                Some(Roof::Metal) => vec!["metal"],
                Some(Roof::FibreCement) => vec!["fibre_cement"],
                Some(Roof::Concrete) => vec!["concrete"],
                Some(Roof::Thatch) => vec!["thatch"],
                None => vec![],
            },
            "wall" => match dwelling.wall {
                Some(Material::Masonry) => vec!["brick", "masonry"],
                Some(Material::Hardwood) => vec!["solid_wood", "hardwood"],
                Some(Material::Metal) => vec!["metal"],
                Some(Material::Makeshift) => vec!["boards", "makeshift"],
                None => vec![],
            },
            "pillar" => match dwelling.pillar {
                Some(Material::Masonry) => vec!["concrete", "masonry"],
                Some(Material::Hardwood) => vec!["solid_wood", "hardwood"],
                Some(Material::Metal) => vec!["steel", "metal"],
                Some(Material::Makeshift) => vec!["bamboo", "makeshift"],
                None => vec![],
            },
            "source" => match dwelling.water {
                Some(Water::Tap) => vec!["piped", "tap"],
                Some(Water::DrilledWell) => vec!["drilled_well"],
                Some(Water::ProtectedWell) => vec!["protected_well"],
                Some(Water::OpenWell | Water::Surface) => vec!["open", "open_well"],
                Some(Water::ProtectedSpring) => vec!["protected_spring"],
                Some(Water::Rain) => vec!["rain"],
                Some(Water::Bottled) => vec!["bottled"],
                None => vec![],
            },
            "latrine" => match dwelling.latrine {
                Some(Latrine::Septic) => vec!["septic"],
                Some(Latrine::PourFlush) => vec!["pour_flush"],
                Some(Latrine::Ventilated) => vec!["ventilated"],
                Some(Latrine::TwoVault) => vec!["two_vault"],
                Some(Latrine::Shared) => vec!["shared"],
                Some(Latrine::Makeshift) => vec!["temporary", "makeshift"],
                Some(Latrine::None) => vec!["none"],
                None => vec![],
            },
            _ => vec![],
        }
    }

    #[allow(clippy::cast_possible_truncation)]
    fn whole_number(&self, rng: &mut Rng, name: &str, tries: u32) -> i64 {
        match (name, tries) {
            ("area", 0..3) => self
                .household
                .dwelling
                .area_m2
                .map_or(36, |area| area as i64),
            ("amount", 0..3) => rng.between(2, 30) * 100_000,
            (_, 0..3) => rng.weighed(&[(60, 0), (28, 1), (12, 2)]),
            (_, 3..6) => rng.between(1, 50),
            _ => rng.between(1, 10_000),
        }
    }
}

/// How many of a household's people its record has as such; `None` where it does not know of one of them.
fn counted(household: &Household, counted: Counted, today: NaiveDate) -> Option<i64> {
    let mut count = 0;
    for member in household.members() {
        let age = member.age_on(today)?;
        let asked = match counted {
            Counted::Jobless | Counted::NoContract => 15..60,
            Counted::ChildrenOut => 3..16,
            Counted::YoungUntrained => 16..31,
            Counted::Uninsured => 6..u16::MAX,
            Counted::MalnourishedChildren => 0..16,
        };
        if !asked.contains(&age) {
            continue;
        }
        let is_at_home = member.attends? == Attends::Nothing;
        count += i64::from(match counted {
            Counted::Jobless => member.work? == Work::Seeking,
            Counted::NoContract => member.work? == Work::NoContract,
            Counted::ChildrenOut => is_at_home,
            Counted::YoungUntrained => {
                let untrained = match age {
                    ..18 => [Learnt::Nothing, Learnt::Primary].as_slice(),
                    _ => &[Learnt::Nothing, Learnt::Primary, Learnt::LowerSecondary],
                };
                is_at_home && untrained.contains(&member.learnt?)
            }
            Counted::Uninsured => !member.insured?,
            Counted::MalnourishedChildren => member.malnourished?,
        });
    }
    Some(count)
}

/// Where in a list of choices an answer lies; the first ones are the usual ones.
fn one(rng: &mut Rng, name: &str, len: usize) -> usize {
    if name == "by" || name == "how" {
        return rng
            .weighed(&[(78, 0), (16, 1), (6, 2)])
            .min(len.saturating_sub(1));
    }
    // The last choice is mostly «khác».
    rng.index(len.saturating_sub(1).max(1))
}

fn chance_of_yes(name: &str) -> i64 {
    match name {
        "met" => 94,
        "urgent" => 4,
        "leaks" => 30,
        "internet" => 62,
        "received" => 40,
        _ => 70,
    }
}

/// Days from today; a guess by the name, and where the form does not like it, the other direction.
fn days_ahead(rng: &mut Rng, name: &str, tries: u32) -> i64 {
    let past = name.contains("received") || name.contains("since");
    let days = rng.between(5, 60);
    if past == tries.is_multiple_of(2) {
        -days
    } else {
        days
    }
}

/// Somewhere between lagoon and sea.
#[allow(clippy::cast_precision_loss)]
fn place(rng: &mut Rng) -> Option<Place> {
    let lat = 16.545 + rng.between(0, 20_000) as f64 / 1e6;
    let lon = 107.635 + rng.between(0, 20_000) as f64 / 1e6;
    Place::new(lat, lon, rng.between(6, 24) as f64).ok()
}
