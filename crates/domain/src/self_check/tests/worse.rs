//! More deprivation never makes a household less poor, whatever else is known of it.

use proptest::prelude::*;

use super::*;
use crate::household::{Counts, Device};

fn maybe<T: Clone + std::fmt::Debug + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.85, prop::sample::select(all))
}

fn member(number: u128) -> impl Strategy<Value = Member> {
    let birth = prop_oneof![
        4 => (0..90i32).prop_map(Some),
        1 => Just(None),
    ];
    let flag = || prop::option::weighted(0.85, any::<bool>());
    let facts = (
        maybe(Work::ALL),
        maybe(Attends::ALL),
        maybe(Learnt::ALL),
        maybe(Allowance::ALL),
    );
    let flags = (flag(), flag(), flag(), any::<bool>(), any::<bool>());
    (birth, facts, flags).prop_map(
        move |(
            age,
            (work, attends, learnt, allowance),
            (insured, malnourished, online, man, year),
        )| {
            let known = aged(number, age.unwrap_or_default());
            let birth = age.and(known.birth).map(|birth| match birth {
                Birth::Date(day) if year => {
                    Birth::Year(u16::try_from(chrono::Datelike::year(&day)).unwrap())
                }
                birth => birth,
            });
            Member {
                birth,
                sex: if man { Sex::Male } else { Sex::Female },
                work,
                attends,
                learnt,
                allowance,
                insured,
                malnourished,
                online,
                ..known
            }
        },
    )
}

/// A household of which more or less is known.
pub(super) fn any_household() -> impl Strategy<Value = Household> {
    let members = (1..7u128).prop_flat_map(|size| (1..=size).map(member).collect::<Vec<_>>());
    let house = (
        prop::option::weighted(0.85, 1.0f32..90.0),
        maybe(Roof::ALL),
        maybe(Material::ALL),
        maybe(Material::ALL),
        maybe(Water::ALL),
        maybe(Latrine::ALL),
        prop::option::weighted(0.7, any::<bool>()),
        prop::option::weighted(
            0.85,
            prop::collection::btree_set(prop::sample::select(Device::ALL), 0..3),
        ),
    );
    (members, house).prop_map(
        |(members, (area, roof, wall, pillar, water, latrine, internet, devices))| {
            let mut home = household(members);
            let house = &mut home.dwelling;
            house.area_m2 = area;
            house.roof = roof;
            house.wall = wall;
            house.pillar = pillar;
            house.water = water;
            house.latrine = latrine;
            house.internet = internet;
            house.devices = devices;
            home
        },
    )
}

/// It, also counted.
fn counted_household() -> impl Strategy<Value = Household> {
    let count = || prop::option::weighted(0.3, 0u16..3);
    let counts = (count(), count(), count(), count(), count(), count());
    (any_household(), counts).prop_map(|(mut home, counts)| {
        *home.counts = Counts {
            jobless: counts.0,
            no_contract: counts.1,
            children_out: counts.2,
            young_untrained: counts.3,
            uninsured: counts.4,
            malnourished_children: counts.5,
            ..Counts::default()
        };
        home
    })
}

/// Each makes one thing worse, from whatever it was, and nothing better.
const WORSE: [fn(&mut Household); 12] = [
    |home| home.dwelling.area_m2 = home.dwelling.area_m2.map(|area| area.min(1.0)),
    |home| home.dwelling.water = Some(Water::Surface),
    |home| home.dwelling.latrine = Some(Latrine::None),
    |home| home.dwelling.devices = Some(Default::default()),
    |home| home.head.insured = Some(false),
    |home| home.head.work = Some(Work::Seeking),
    |home| {
        let house = &mut home.dwelling;
        (house.wall, house.pillar) = (Some(Material::Makeshift), Some(Material::Makeshift));
    },
    |home| home.head.malnourished = Some(true),
    |home| {
        home.head.attends = Some(Attends::Nothing);
        home.head.learnt = Some(Learnt::Nothing);
    },
    |home| home.head.allowance = Some(Allowance::Disabled),
    |home| home.counts.uninsured = Some(3),
    |home| home.counts.no_contract = Some(3),
];

fn income() -> impl Strategy<Value = Income> {
    prop_oneof![
        (120u64..200).prop_map(Income::Score),
        (1_000_000u64..3_500_000).prop_map(Income::PerPerson),
    ]
}

proptest! {
    #[test]
    fn more_deprivation_makes_nobody_less_poor(
        home in counted_household(),
        worse in prop::sample::select(WORSE.as_slice()),
        income in income(),
        urban in any::<bool>(),
        all_verified in any::<bool>(),
    ) {
        let standard = if all_verified { verified() } else { old() };
        let area = if urban { Area::Urban } else { Area::Rural };
        let check = |home: &Household| {
            let check = SelfCheck::of(home, &standard, day(), area, Some(income));
            (check.bounds(), class(&check))
        };
        let whole = SelfCheck::of(&home, &standard, day(), area, None);
        let sentences = whole.findings.iter().map(|finding| &finding.answer.reason().sentence);
        prop_assert!(sentences.clone().all(|sentence| sentence.vi.len() > 5 && sentence.en.len() > 5));
        let (before, class_before) = check(&home);
        let mut made_worse = home.clone();
        worse(&mut made_worse);
        let (after, class_after) = check(&made_worse);
        prop_assert!(after.least >= before.least, "{before:?} → {after:?}");
        if let (Some(before), Some(after)) = (class_before, class_after) {
            prop_assert!(after <= before, "{before:?} → {after:?}");
        }
        prop_assert!(class_before != Some(StandardClass::Poor) || class_after == class_before);
    }

    #[test]
    fn more_income_makes_nobody_poorer(home in any_household(), dong in 0u64..4_000_000, more in 0u64..4_000_000) {
        let standard = verified();
        let check = |dong| {
            let income = Some(Income::PerPerson(dong));
            class(&SelfCheck::of(&home, &standard, day(), Area::Rural, income))
        };
        if let (Some(before), Some(after)) = (check(dong), check(dong + more)) {
            prop_assert!(after >= before);
        }
    }

    /// Whatever comes out where something is not known, what is found out later lies within it.
    #[test]
    fn bounds_hold_whatever_is_found_out_later(home in any_household()) {
        let standard = verified();
        let check = |home: &Household| {
            SelfCheck::of(home, &standard, day(), Area::Rural, None).bounds()
        };
        let bounds = check(&home);
        prop_assert!(bounds.least <= bounds.most && bounds.most <= 12);
        let mut known = home.clone();
        let house = &mut known.dwelling;
        house.water = house.water.or(Some(Water::Surface));
        house.roof = house.roof.or(Some(Roof::Thatch));
        house.area_m2 = house.area_m2.or(Some(3.0));
        known.head.insured = known.head.insured.or(Some(true));
        known.head.work = known.head.work.or(Some(Work::NoContract));
        known.head.birth = known.head.birth.or(Some(Birth::Year(1990)));
        let later = check(&known);
        prop_assert!(bounds.least <= later.least && later.most <= bounds.most);
    }
}
