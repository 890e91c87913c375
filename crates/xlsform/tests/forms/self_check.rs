//! The project's form of the self-check finds what the domain finds, wherever both are asked the same.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::self_check::Income;
use dong_hanh_domain::self_check::{Answer as Found, Outcome};
use dong_hanh_domain::standard::StandardClass;
use dong_hanh_domain::{
    Allowance, Area, Attends, Birth, Device, Dwelling, HamletId, Household, HouseholdId, Latrine,
    Learnt, Material, Member, MemberId, PersonName, Relation, Roof, SelfCheck, Sex, Standard,
    Standards, UserId, Water, Word as _, Work,
};
use dong_hanh_form::{Answer, Answers, Context, Form, Value, finish};
use proptest::prelude::*;
use serde_json::{Map, json};
use uuid::Uuid;

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn standard() -> Standard {
    let standards = Standards::built_in().unwrap();
    standards.on(day()).unwrap().clone()
}

/// Somebody as the form asks about them.
#[derive(Clone, Debug)]
struct Person {
    age: u32,
    sex: Sex,
    work: Option<Work>,
    allowance: Option<bool>,
    /// At the level for the age, or with the training for it.
    learns: Option<bool>,
    insured: Option<bool>,
    malnourished: Option<bool>,
    online: Option<bool>,
}

impl Person {
    fn member(&self, number: u128) -> Member {
        let (attends, learnt) = match (self.age, self.learns) {
            (_, None) => (None, None),
            (_, Some(false)) => (Some(Attends::Nothing), Some(Learnt::Nothing)),
            (0..6, _) => (Some(Attends::Kindergarten), None),
            (6..12, _) => (Some(Attends::Primary), None),
            (12..16, _) => (Some(Attends::LowerSecondary), None),
            _ => (Some(Attends::Nothing), Some(Learnt::UpperSecondary)),
        };
        let name = PersonName::new("Lê Vy").unwrap();
        let allowance = self.allowance.map(|is| {
            if is {
                Allowance::Disabled
            } else {
                Allowance::Nothing
            }
        });
        Member {
            birth: Some(Birth::Date(day() - Months::new(12 * self.age))),
            work: self.work,
            attends,
            learnt,
            allowance,
            insured: self.insured,
            malnourished: self.malnourished,
            online: self.online,
            ..Member::new(MemberId(Uuid::from_u128(number)), name, self.sex)
        }
    }

    fn answers(&self, number: usize, all: &mut Map<String, serde_json::Value>) {
        let mut put = |name: &str, value: serde_json::Value| {
            all.insert(format!("people/member[{number}]/{name}"), value);
        };
        let yes_no = |is: bool| json!({ "yes_no": is });
        put("age", json!({ "integer": self.age }));
        // Whether they are of working age hangs on the sex only between its two ends.
        if (57..62).contains(&self.age) {
            let sex = match self.sex {
                Sex::Male => "male",
                Sex::Female => "female",
            };
            put("sex", json!({ "one": sex }));
        }
        if let Some(is) = self.malnourished.filter(|_| self.age < 16) {
            put("malnourished", yes_no(is));
        }
        if let Some(is) = self.insured.filter(|_| self.age >= 6) {
            put("insured", yes_no(is));
        }
        if let Some(is) = self.learns {
            match self.age {
                3..16 => put("at_level", yes_no(is)),
                16..31 => put("trained", yes_no(is)),
                _ => {}
            }
        }
        // Said of everybody, also where the form does not ask: it has to leave that out by itself.
        if let Some(work) = self.work {
            let word = match work {
                Work::Seeking => "no_job",
                Work::Studying => "study",
                Work::Home | Work::Unable => "not_able",
                work => work.code(),
            };
            put("work", json!({ "one": word }));
        }
        if let Some(is) = self.allowance.filter(|_| self.age >= 16) {
            put("allowance", yes_no(is));
        }
        if let Some(is) = self.online.filter(|_| self.age >= 6) {
            put("internet", yes_no(is));
        }
    }
}

fn person() -> impl Strategy<Value = Person> {
    let flag = || prop::option::weighted(0.9, any::<bool>());
    let rare = || prop::option::weighted(0.95, prop::bool::weighted(0.15));
    let who = (
        0..99u32,
        prop::sample::select(vec![Sex::Male, Sex::Female]),
        prop::option::weighted(0.9, prop::sample::select(Work::ALL)),
    );
    let rest = (rare(), flag(), flag(), rare(), flag());
    (who, rest).prop_map(
        |((age, sex, work), (allowance, learns, insured, malnourished, online))| Person {
            age,
            sex,
            work,
            allowance,
            learns,
            insured,
            malnourished,
            // Small children are not asked.
            online: online.filter(|_| age >= 6),
        },
    )
}

/// A house as the form asks about it.
fn dwelling() -> impl Strategy<Value = Dwelling> {
    let parts = (
        prop::option::weighted(0.9, prop::sample::select(Roof::ALL)),
        prop::option::weighted(0.9, prop::sample::select(Material::ALL)),
        // The form has no pillar of metal sheets but one of steel, and no house without an answer to some.
        prop::option::weighted(0.9, prop::sample::select(Material::ALL)),
        prop::option::weighted(0.9, prop::sample::select(Water::ALL)),
        prop::option::weighted(0.9, prop::sample::select(Latrine::ALL)),
        prop::option::weighted(0.9, 8..120u16),
        prop::option::weighted(
            0.9,
            prop::collection::btree_set(prop::sample::select(Device::ALL), 0..3),
        ),
    );
    parts.prop_map(
        |(roof, wall, pillar, water, latrine, half, devices)| Dwelling {
            area_m2: half.map(|half| f32::from(half) / 2.0),
            roof,
            wall,
            pillar,
            water,
            latrine,
            devices,
            ..Dwelling::default()
        },
    )
}

fn household(people: &[Person], dwelling: &Dwelling) -> Household {
    let mut members = (1..)
        .zip(people)
        .map(|(number, person)| person.member(number));
    let head = members.next().unwrap();
    let nil = Uuid::nil();
    let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
    let relation = Relation::Child;
    household.others = members.map(|member| Other { member, relation }).collect();
    household.dwelling = dwelling.clone();
    household
}

/// What the form reckons.
fn form_finds(
    people: &[Person],
    house: &Dwelling,
    income: u64,
    urban: bool,
) -> BTreeMap<String, String> {
    let mut all = Map::new();
    let kind = if urban { "urban" } else { "rural" };
    all.insert("start/area_kind".into(), json!({ "one": kind }));
    all.insert("money/income".into(), json!({ "integer": income }));
    for (number, person) in (1..).zip(people) {
        person.answers(number, &mut all);
    }
    let mut one = |name: &str, word: Option<&str>| {
        if let Some(word) = word {
            all.insert(format!("house/{name}"), json!({ "one": word }));
        }
    };
    one("roof", house.roof.map(Roof::code));
    one(
        "wall",
        house.wall.map(|wall| match wall {
            Material::Masonry => "brick",
            Material::Hardwood => "solid_wood",
            Material::Metal => "metal",
            Material::Makeshift => "boards",
        }),
    );
    one(
        "pillar",
        house.pillar.map(|pillar| match pillar {
            Material::Masonry => "concrete",
            Material::Hardwood => "solid_wood",
            Material::Metal => "steel",
            Material::Makeshift => "bamboo",
        }),
    );
    one(
        "source",
        house.water.map(|water| match water {
            Water::Tap => "piped",
            Water::OpenWell | Water::Surface => "open",
            water => water.code(),
        }),
    );
    one(
        "latrine",
        house.latrine.map(|latrine| match latrine {
            Latrine::Makeshift => "temporary",
            latrine => latrine.code(),
        }),
    );
    if let Some(area) = house.area_m2 {
        all.insert("house/area".into(), json!({ "decimal": area.to_string() }));
    }
    if let Some(devices) = &house.devices {
        let words: Vec<_> = devices.iter().map(|device| device.code()).collect();
        let words = if words.is_empty() {
            vec!["none"]
        } else {
            words
        };
        all.insert("house/devices".into(), json!({ "many": words }));
    }
    let answers = json!({ "answers": all, "instances": { "people/member": people.len() } });
    let answers: Answers = serde_json::from_value(answers).unwrap();
    let form = Form::parse(include_str!("../../../../forms/self-check.json")).unwrap();
    let finished = finish(&form, &answers, &Context::on(day())).unwrap();
    let reckoned = finished.iter().filter_map(|(path, answer)| match answer {
        Answer::Given(Value::Text(text)) => Some((path.name().to_owned(), text.clone())),
        _ => None,
    });
    reckoned.collect()
}

proptest! {
    /// What the form finds lacking, the domain finds lacking, and the other way round; what was not asked the form
    /// counts as not lacking, and the domain leaves open.
    #[test]
    fn form_and_domain_agree(
        people in prop::collection::vec(person(), 1..6),
        house in dwelling(),
        income in 1_000_000u64..3_200_000,
        urban in any::<bool>(),
    ) {
        let (standard, household) = (standard(), household(&people, &house));
        let area = if urban { Area::Urban } else { Area::Rural };
        let income_of = Some(Income::PerPerson(income));
        let check = SelfCheck::of(&household, &standard, day(), area, income_of);
        let found = form_finds(&people, &house, income, urban);
        for finding in &check.findings {
            let key = &finding.indicator.key;
            let in_form = found[&format!("lacks_{key}")] == "1";
            match &finding.answer {
                Found::Deprived(_) => prop_assert!(in_form, "{key}"),
                Found::NotDeprived(_) => prop_assert!(!in_form, "{key}"),
                // Nobody uses the Internet as far as it was asked: the form takes that for nobody.
                Found::Missing(_) if key == "telecom" => {}
                Found::Missing(_) => prop_assert!(!in_form, "{key}"),
                Found::Unruled(_) => prop_assert!(false, "{key} has a rule"),
            }
        }
        if let Outcome::Class { class, .. } = check.outcome {
            // The form gives a class whatever is not known; where the domain is certain, it is the same.
            let code = match class {
                StandardClass::Poor => "poor",
                StandardClass::NearPoor => "near_poor",
                StandardClass::Average => "average",
                StandardClass::NotPoor => "not_poor",
            };
            let open = check.findings.iter().any(|finding| matches!(finding.answer, Found::Missing(_)));
            if !open || matches!(class, StandardClass::Average | StandardClass::NotPoor) {
                prop_assert_eq!(&found["self_class"], code);
            }
        }
    }
}

/// Both sides of each end of working age: «trong độ tuổi lao động» of the decree, as `standards/2021-2025.json` has it.
#[test]
fn form_and_domain_agree_on_who_is_of_working_age() {
    let found = |age, sex, work| {
        let person = Person {
            age,
            sex,
            work: Some(work),
            allowance: Some(false),
            learns: Some(true),
            insured: Some(true),
            malnourished: Some(false),
            online: Some(true),
        };
        let people = std::slice::from_ref(&person);
        let house = Dwelling::default();
        let (standard, household) = (standard(), household(people, &house));
        let check = SelfCheck::of(&household, &standard, day(), Area::Rural, None);
        let in_domain = matches!(check.findings[0].answer, Found::Deprived(_));
        let in_form = form_finds(people, &house, 1_000_000, false)["lacks_employment"] == "1";
        (in_form, in_domain)
    };
    for (age, sex, is) in [
        (14, Sex::Female, false),
        (14, Sex::Male, false),
        (15, Sex::Female, true),
        (15, Sex::Male, true),
        (40, Sex::Female, true),
        (56, Sex::Female, true),
        (56, Sex::Male, true),
        (57, Sex::Female, false),
        (57, Sex::Male, true),
        (61, Sex::Female, false),
        (61, Sex::Male, true),
        (62, Sex::Female, false),
        (62, Sex::Male, false),
        (75, Sex::Female, false),
        (75, Sex::Male, false),
    ] {
        for work in [Work::Seeking, Work::NoContract] {
            assert_eq!(found(age, sex, work), (is, is), "{age} {sex:?} {work:?}");
        }
        assert_eq!(
            found(age, sex, Work::Contract),
            (false, false),
            "{age} {sex:?}"
        );
    }
}
