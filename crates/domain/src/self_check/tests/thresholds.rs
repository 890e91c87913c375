//! Each threshold of Decree 07/2021/NĐ-CP on both sides.

use super::*;
use crate::household::Device;

/// How an indicator stands: `lacks`, `fine` or `open`, and the sentence.
fn stands(household: &Household, key: &str) -> (&'static str, String) {
    let standard = old();
    let check = SelfCheck::of(household, &standard, day(), Area::Rural, None);
    let mut findings = check.findings.iter();
    let finding = findings.find(|one| one.indicator.key == key).unwrap();
    let word = match finding.answer {
        Answer::Deprived(_) => "lacks",
        Answer::NotDeprived(_) => "fine",
        Answer::Missing(_) => "open",
        Answer::Unruled(_) => "unruled",
    };
    (word, finding.answer.reason().sentence.vi.clone())
}

fn of(household: &Household, key: &str) -> &'static str {
    stands(household, key).0
}

fn verified_of(household: &Household, key: &str) -> bool {
    let standard = old();
    let check = SelfCheck::of(household, &standard, day(), Area::Rural, None);
    let mut findings = check.findings.iter();
    findings
        .find(|one| one.indicator.key == key)
        .unwrap()
        .verified
}

fn with(member: Member) -> Household {
    household(vec![grown_up(1, 45), grown_up(2, 43), member])
}

#[rstest]
#[case(Work::Seeking, 15, "lacks")]
#[case(Work::Seeking, 14, "fine")]
#[case(Work::NoContract, 40, "lacks")]
#[case(Work::Contract, 40, "fine")]
#[case(Work::Own, 40, "fine")]
#[case(Work::Home, 40, "fine")]
#[case(Work::Unable, 40, "fine")]
#[case(Work::Studying, 17, "fine")]
#[case(Work::Seeking, 56, "lacks")]
#[case(Work::Seeking, 57, "fine")]
fn employment(#[case] work: Work, #[case] age: i32, #[case] expected: &str) {
    let member = Member {
        work: Some(work),
        ..grown_up(3, age)
    };
    assert_eq!(of(&with(member), "employment"), expected);
}

#[test]
fn employment_of_men_goes_on_longer_and_who_is_too_old_leaves_a_doubt() {
    let seeking = |sex, age| {
        with(Member {
            work: Some(Work::Seeking),
            sex,
            ..grown_up(3, age)
        })
    };
    assert_eq!(of(&seeking(Sex::Male, 61), "employment"), "lacks");
    assert_eq!(of(&seeking(Sex::Male, 62), "employment"), "fine");
    assert!(verified_of(&seeking(Sex::Male, 61), "employment"));
    assert!(!verified_of(&seeking(Sex::Male, 62), "employment"));
}

#[rstest]
#[case(56, "lacks", true)]
#[case(57, "missing", false)]
#[case(58, "missing", false)]
#[case(61, "missing", false)]
#[case(62, "fine", false)]
fn between_the_ends_of_working_age_a_sex_that_nobody_knows_is_asked(
    #[case] age: i32,
    #[case] expected: &str,
    #[case] is_verified: bool,
) {
    let standard = old();
    for sex in [Sex::Female, Sex::Male] {
        let who = Member {
            work: Some(Work::Seeking),
            sex,
            ..grown_up(3, age)
        };
        let (id, home) = (who.id, with(who));
        let check = SelfCheck::of_unsexed(&home, &[id], &standard, day(), Area::Rural, None);
        let mut findings = check.findings.iter();
        let found = findings.find(|finding| finding.indicator.key == "employment");
        let found = found.unwrap();
        let stands = match &found.answer {
            Answer::Deprived(_) => "lacks",
            Answer::NotDeprived(_) => "fine",
            Answer::Missing(reason) => {
                let asked = FactKey::Member(id, crate::MemberKey::Sex);
                assert_eq!(reason.facts, [asked]);
                "missing"
            }
            Answer::Unruled(_) => "unruled",
        };
        assert_eq!((stands, found.verified), (expected, is_verified), "{age}");
    }
}

#[test]
fn dependants_are_more_than_half() {
    let three_of_five = household(vec![
        grown_up(1, 45),
        grown_up(2, 43),
        child(3, 15),
        child(4, 10),
        Member {
            allowance: Some(Allowance::Elderly),
            ..grown_up(5, 80)
        },
    ]);
    assert_eq!(
        stands(&three_of_five, "dependent"),
        ("lacks", "3 trong 5 người phụ thuộc: 60 % > 50 %".to_owned())
    );
    let half = household(vec![grown_up(1, 45), child(2, 15)]);
    assert_eq!(
        stands(&half, "dependent"),
        ("fine", "1 trong 2 người phụ thuộc: 50 % ≤ 50 %".to_owned())
    );
    let grown = household(vec![grown_up(1, 45), grown_up(2, 16)]);
    assert_eq!(of(&grown, "dependent"), "fine");
    let old_without = household(vec![grown_up(1, 90)]);
    assert_eq!(
        of(&old_without, "dependent"),
        "fine",
        "only with the allowance"
    );
    let lone_parent = household(vec![Member {
        allowance: Some(Allowance::Other),
        ..grown_up(1, 30)
    }]);
    assert_eq!(of(&lone_parent, "dependent"), "fine");
}

#[test]
fn nobody_is_guessed_to_be_a_dependant() {
    let unknown = |age| Member {
        allowance: None,
        ..grown_up(2, age)
    };
    let home = household(vec![grown_up(1, 45), unknown(80), child(3, 10)]);
    assert_eq!(
        stands(&home, "dependent"),
        (
            "open",
            "Chưa biết trợ cấp xã hội hằng tháng của Lê Thị 2".to_owned()
        )
    );
    let home = household(vec![
        grown_up(1, 45),
        grown_up(4, 45),
        grown_up(5, 45),
        unknown(80),
    ]);
    assert_eq!(
        of(&home, "dependent"),
        "fine",
        "one of four is not more than half"
    );
}

#[rstest]
#[case(15, true, "lacks")]
#[case(15, false, "fine")]
#[case(16, true, "fine")]
fn nutrition(#[case] age: i32, #[case] malnourished: bool, #[case] expected: &str) {
    let member = Member {
        malnourished: Some(malnourished),
        ..child(3, age)
    };
    assert_eq!(of(&with(member), "nutrition"), expected);
}

#[rstest]
#[case(6, "lacks", true)]
#[case(5, "fine", false)]
fn health_insurance(#[case] age: i32, #[case] expected: &str, #[case] verified: bool) {
    let member = Member {
        insured: Some(false),
        ..child(3, age)
    };
    let home = with(member);
    assert_eq!(of(&home, "health_insurance"), expected);
    assert_eq!(verified_of(&home, "health_insurance"), verified);
    assert!(
        verified_of(&well(), "health_insurance"),
        "all have it, at whatever age"
    );
}

#[rstest]
#[case(15, Attends::Nothing, Learnt::Nothing, "fine")]
#[case(16, Attends::Nothing, Learnt::Primary, "lacks")]
#[case(16, Attends::Nothing, Learnt::LowerSecondary, "fine")]
#[case(17, Attends::LowerSecondary, Learnt::Primary, "fine")]
#[case(17, Attends::Primary, Learnt::Nothing, "lacks")]
#[case(18, Attends::Nothing, Learnt::LowerSecondary, "lacks")]
#[case(18, Attends::UpperSecondary, Learnt::LowerSecondary, "fine")]
#[case(18, Attends::Nothing, Learnt::UpperSecondary, "fine")]
#[case(30, Attends::Nothing, Learnt::Elementary, "fine")]
#[case(30, Attends::Nothing, Learnt::OnTheJob, "fine")]
#[case(30, Attends::Nothing, Learnt::LowerSecondary, "lacks")]
#[case(31, Attends::Nothing, Learnt::Nothing, "fine")]
fn adult_education(
    #[case] age: i32,
    #[case] attends: Attends,
    #[case] learnt: Learnt,
    #[case] expected: &str,
) {
    let member = Member {
        attends: Some(attends),
        learnt: Some(learnt),
        ..grown_up(3, age)
    };
    assert_eq!(of(&with(member), "adult_education"), expected);
}

#[rstest]
#[case(2, Attends::Nothing, "fine")]
#[case(3, Attends::Nothing, "lacks")]
#[case(3, Attends::Kindergarten, "fine")]
#[case(5, Attends::Kindergarten, "fine")]
#[case(5, Attends::Primary, "fine")]
#[case(6, Attends::Kindergarten, "lacks")]
#[case(6, Attends::Primary, "fine")]
#[case(11, Attends::Primary, "fine")]
#[case(12, Attends::Primary, "lacks")]
#[case(12, Attends::LowerSecondary, "fine")]
#[case(15, Attends::UpperSecondary, "fine")]
#[case(15, Attends::Nothing, "lacks")]
#[case(16, Attends::Nothing, "fine")]
fn child_schooling(#[case] age: i32, #[case] attends: Attends, #[case] expected: &str) {
    let member = Member {
        attends: Some(attends),
        ..child(3, age)
    };
    assert_eq!(of(&with(member), "child_schooling"), expected);
}

#[test]
fn a_year_of_birth_on_a_threshold_has_to_be_asked() {
    let born = |year| {
        with(Member {
            birth: Some(Birth::Year(year)),
            attends: Some(Attends::Nothing),
            ..child(3, 10)
        })
    };
    // 15 or 16 in November 2026, then 14 or 15, then 16 or 17.
    assert_eq!(of(&born(2010), "child_schooling"), "open");
    assert_eq!(of(&born(2011), "child_schooling"), "lacks");
    assert_eq!(of(&born(2009), "child_schooling"), "fine");
    let (_, asked) = stands(&born(2010), "child_schooling");
    assert_eq!(asked, "Chưa biết năm sinh của Lê Thị 3");
}

#[rstest]
#[case(Material::Makeshift, Material::Makeshift, Roof::Tile, "lacks", true)]
#[case(Material::Makeshift, Material::Masonry, Roof::Thatch, "lacks", true)]
#[case(Material::Makeshift, Material::Masonry, Roof::Tile, "fine", true)]
#[case(Material::Masonry, Material::Masonry, Roof::Metal, "fine", true)]
#[case(Material::Makeshift, Material::Masonry, Roof::Metal, "fine", false)]
fn housing_quality(
    #[case] wall: Material,
    #[case] pillar: Material,
    #[case] roof: Roof,
    #[case] expected: &str,
    #[case] verified: bool,
) {
    let mut home = well();
    home.dwelling.wall = Some(wall);
    home.dwelling.pillar = Some(pillar);
    home.dwelling.roof = Some(roof);
    assert_eq!(of(&home, "housing_quality"), expected);
    assert_eq!(verified_of(&home, "housing_quality"), verified);
}

#[test]
fn two_parts_of_a_house_are_enough_to_know() {
    let mut home = well();
    home.dwelling.pillar = None;
    assert_eq!(of(&home, "housing_quality"), "fine", "one is not two");
    home.dwelling.roof = Some(Roof::Thatch);
    assert_eq!(
        stands(&home, "housing_quality"),
        ("open", "Chưa biết cột".to_owned())
    );
    home.dwelling.wall = Some(Material::Makeshift);
    assert_eq!(
        stands(&home, "housing_quality").1,
        "Tường tre, vật liệu tạm, mái tranh, lá: 2 trong 3 không bền chắc"
    );
}

#[rstest]
#[case(Some(32.0), "fine", "32 m² cho 4 người: 8 m² một người ≥ 8 m²")]
#[case(Some(31.5), "lacks", "31,5 m² cho 4 người: 7,88 m² một người < 8 m²")]
#[case(Some(0.0), "open", "Chưa biết diện tích")]
#[case(None, "open", "Chưa biết diện tích")]
fn housing_area(#[case] area: Option<f32>, #[case] expected: &'static str, #[case] why: &str) {
    let mut home = well();
    home.dwelling.area_m2 = area;
    assert_eq!(stands(&home, "housing_area"), (expected, why.to_owned()));
}

#[test]
fn water_is_clean_or_not() {
    let mut home = well();
    for water in Water::ALL {
        home.dwelling.water = Some(*water);
        let is_clean = !matches!(water, Water::OpenWell | Water::Surface);
        let expected = if is_clean { "fine" } else { "lacks" };
        assert_eq!(of(&home, "water"), expected, "{water:?}");
        assert!(verified_of(&home, "water"));
    }
}

#[test]
fn a_latrine_is_hygienic_or_not_and_of_some_nobody_has_read_it() {
    let mut home = well();
    for latrine in Latrine::ALL {
        home.dwelling.latrine = Some(*latrine);
        let is_lacking = matches!(
            latrine,
            Latrine::Makeshift | Latrine::Shared | Latrine::None
        );
        let expected = if is_lacking { "lacks" } else { "fine" };
        assert_eq!(of(&home, "latrine"), expected, "{latrine:?}");
        let is_doubtful = matches!(
            latrine,
            Latrine::Ventilated | Latrine::TwoVault | Latrine::Shared
        );
        assert_eq!(verified_of(&home, "latrine"), !is_doubtful, "{latrine:?}");
    }
}

#[test]
fn telecom_is_somebody_or_nobody() {
    let mut home = well();
    home.dwelling.internet = Some(false);
    assert_eq!(of(&home, "telecom"), "lacks");
    home.others[1].member.online = Some(true);
    assert_eq!(of(&home, "telecom"), "fine", "one is enough");
    home.others[1].member.online = Some(false);
    home.dwelling.internet = None;
    assert_eq!(of(&home, "telecom"), "lacks", "all were asked");
    home.others[1].member.online = None;
    assert_eq!(
        stands(&home, "telecom"),
        ("open", "Chưa biết dùng Internet".to_owned())
    );
    let baby = Member {
        online: None,
        ..child(3, 5)
    };
    let mut home = with(baby);
    home.dwelling.internet = None;
    assert_eq!(of(&home, "telecom"), "lacks", "a small child is not asked");
    assert!(!verified_of(&home, "telecom"));
}

#[test]
fn one_device_is_enough() {
    let mut home = well();
    for device in Device::ALL {
        home.dwelling.devices = Some([*device].into());
        assert_eq!(of(&home, "info_means"), "fine");
    }
    home.dwelling.devices = Some(Default::default());
    assert_eq!(
        stands(&home, "info_means"),
        ("lacks", "Phương tiện nghe, xem tin: không có".to_owned())
    );
    home.dwelling.devices = None;
    assert_eq!(of(&home, "info_means"), "open");
}
