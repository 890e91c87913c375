//! What a list makes of a record that is there already.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{TEN, decomposed, fresh, list, planned, problems};
use dong_hanh_domain::household::{Ended, Ending};
use dong_hanh_domain::{
    Birth, Class, Device, Entry, Fact, Household, HouseholdChange, Leaving, MemberFact,
    OfficialClass, Relation, Roof,
};
use dong_hanh_register::Verdict;

const HEAD: &str = "Mã hộ|Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Mái|Thôn";

fn known() -> Vec<Household> {
    fresh(&[
        HEAD,
        "0012|Lê Bưởi|Nữ|1950|Chủ hộ|tôn|An Hải",
        "0012|Lê An|Nữ|2010|Con||An Hải",
        "0013|Trần Vy|Nam|1960|Chủ hộ|ngói|An Hải",
    ])
}

fn changed(verdict: &Verdict) -> Vec<HouseholdChange> {
    match verdict {
        Verdict::Changed { said, .. } => said.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_list_again_changes_nothing() {
    let again = planned(
        list(&[
            HEAD,
            "#12|LÊ BƯỞI|Nữ|1950|Chủ hộ|Mái tôn|tổ dân phố An Hải",
            "#12|Lê An|Nữ|2010|con|| ",
            "0013|Tra\u{302}\u{300}n Vy|Nam|1960|Chủ hộ||",
        ]),
        known(),
    );
    for planned in again {
        assert!(matches!(planned.verdict, Verdict::Same(_)), "{planned:?}");
        assert_eq!(problems(&planned), []);
    }
}

#[test]
fn only_what_is_otherwise_is_said_with_what_it_was() {
    let planned = planned(
        list(&[
            HEAD,
            "12|Lê Bưởi|Nữ|12/03/1950|Chủ hộ|ngói|Tổ 10",
            "12|Lê Minh|Nam|2020|Cháu||",
        ]),
        known(),
    );
    let head = known()[0].head.id;
    let said = changed(&planned[0].verdict);
    let born = MemberFact::Birth(Some(Birth::Date("1950-03-12".parse().unwrap())));
    let expected = [
        HouseholdChange::Set(Fact::Hamlet(TEN)),
        HouseholdChange::Set(Fact::Roof(Some(Roof::Tile))),
        HouseholdChange::Set(Fact::Member {
            member: head,
            fact: born,
        }),
    ];
    assert_eq!(said[..3], expected);
    let HouseholdChange::Add { member } = &said[3] else {
        panic!()
    };
    assert_eq!(
        (member.member.name.as_str(), member.relation),
        ("Lê Minh", Relation::Grandchild)
    );
    let Verdict::Changed { changes, .. } = &planned[0].verdict else {
        panic!()
    };
    assert_eq!(changes[1].was, Some(Fact::Roof(Some(Roof::Metal))));
    assert_eq!(changes[3].was, None);
    assert_eq!(
        problems(&planned[0]),
        [(2, "not-listed")],
        "who is not in the list stays"
    );
}

#[test]
fn s15_8_the_same_list_with_decomposed_accents_changes_nothing() {
    let lines = [
        "Mã hộ|Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Thôn|Địa chỉ|Nghề nghiệp|Phân loại hộ|Ngày quyết định|Số quyết định",
        "Hộ-01|Lê Thị Bưởi|Nữ|1950|Chủ hộ|An Hải|kiệt Nguyễn Huệ|thợ hồ|Tái nghèo|15/12/2025|7/QĐ huyện Phú Lộc",
        "Hộ-01|Hồ Thị Sở|Nữ|1930|bà nội|||nội trợ|||",
        "|Trần Vỹ|Nam|1960|Chủ hộ|Tổ 10||đi biển|Cận nghèo|15/12/2025|",
    ];
    let apart = lines.map(decomposed);
    let apart: Vec<&str> = apart.iter().map(String::as_str).collect();
    for (before, after) in [(&lines[..], &apart[..]), (&apart[..], &lines[..])] {
        let again = planned(list(after), fresh(before));
        assert_eq!(again.len(), 2);
        for planned in again {
            assert!(matches!(planned.verdict, Verdict::Same(_)), "{planned:?}");
        }
    }
}

#[test]
fn a_blank_cell_takes_nothing_back() {
    let planned = planned(list(&[HEAD, "0013|Trần Vy||||||"]), known());
    assert!(
        matches!(planned[0].verdict, Verdict::Same(_)),
        "{planned:?}"
    );
}

#[test]
fn s15_8_marks_change_the_devices_that_they_are_about_and_no_other() {
    let with = |lines: [&str; 2]| list(&lines);
    let known = fresh(&[
        "Mã hộ|Họ tên chủ hộ|Giới tính|Thôn|Phương tiện thông tin",
        "0012|Lê Bưởi|Nữ|An Hải|tivi, điện thoại thông minh",
    ]);
    let head = "Mã hộ|Họ tên chủ hộ|Tivi|Radio|Điện thoại thông minh";
    let same = planned(with([head, "0012|Lê Bưởi|x||"]), known.clone());
    assert!(matches!(same[0].verdict, Verdict::Same(_)), "{same:?}");
    let other = planned(with([head, "0012|Lê Bưởi|không|x|"]), known.clone());
    let devices = Fact::Devices(Some([Device::Radio, Device::Smartphone].into()));
    assert_eq!(
        changed(&other[0].verdict),
        [HouseholdChange::Set(devices.clone())]
    );
    let Verdict::Changed { changes, .. } = &other[0].verdict else {
        panic!()
    };
    let was = Fact::Devices(Some([Device::Tv, Device::Smartphone].into()));
    assert_eq!(changes[0].was, Some(was));
    let both = "Mã hộ|Họ tên chủ hộ|Phương tiện thông tin|Radio";
    let all = planned(with([both, "0012|Lê Bưởi|điện thoại thông minh|x"]), known);
    assert_eq!(
        changed(&all[0].verdict),
        [HouseholdChange::Set(devices)],
        "one change, of the cell and the mark together"
    );
}

#[test]
fn what_a_list_says_otherwise_of_a_person_is_told_by_name() {
    let head = "Mã hộ|Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Thôn|Trẻ SDD|Dùng Internet";
    let before = fresh(&[
        head,
        "0012|Lê Bưởi|Nữ|1980|Chủ hộ|An Hải||",
        "0012|Lê An|Nữ|2020|Con|An Hải|không|không",
    ]);
    let an = before[0].others[0].member.id;
    let planned = planned(
        list(&[
            head,
            "0012|Lê Bưởi|Nữ|1980|Chủ hộ|An Hải||",
            "0012|Lê An|Nữ|2020|Con|An Hải|x|không",
        ]),
        before,
    );
    let fact = MemberFact::Malnourished(Some(true));
    let said = HouseholdChange::Set(Fact::Member { member: an, fact });
    assert_eq!(changed(&planned[0].verdict), [said]);
}

#[test]
fn without_a_code_the_head_and_the_hamlet_find_it() {
    let by_name = |birth: &str| {
        let row = format!("Trần Vy|{birth}|tranh|An Hải");
        let mut planned = planned(list(&["Họ tên chủ hộ|Năm sinh|Mái|Thôn", &row]), known());
        planned.remove(0).verdict
    };
    assert_eq!(changed(&by_name("3/4/1960")).len(), 2);
    assert_eq!(changed(&by_name("")).len(), 1);
    let other = planned(
        list(&[
            "Họ tên chủ hộ|Giới tính|Năm sinh|Thôn",
            "Trần Vy|Nam|1961|An Hải",
        ]),
        known(),
    );
    assert!(matches!(other[0].verdict, Verdict::New(_)));
    assert_eq!(problems(&other[0]), [(2, "may-be")]);
}

#[test]
fn a_code_of_other_people_is_not_believed() {
    let planned = planned(
        list(&[HEAD, "0013|Hồ Văn Lựu|Nam|1970|Chủ hộ||An Hải"]),
        known(),
    );
    assert!(matches!(planned[0].verdict, Verdict::Wrong));
    assert_eq!(problems(&planned[0]), [(2, "other-people")]);
}

#[test]
fn of_two_households_that_it_could_be_it_is_neither() {
    let mut twins = known();
    let mut other = twins[1].clone();
    other.id = dong_hanh_domain::HouseholdId(uuid::Uuid::from_u128(77));
    other.code = None;
    twins[1].code = None;
    twins.push(other);
    let planned = planned(
        list(&["Họ tên chủ hộ|Giới tính|Thôn", "Trần Vy|Nam|An Hải"]),
        twins,
    );
    assert_eq!(problems(&planned[0]), [(2, "several")]);
}

#[test]
fn somebody_else_becomes_the_head_and_the_one_before_stays() {
    let planned = planned(
        list(&[
            HEAD,
            "12|Lê An|Nữ|2010|Chủ hộ||An Hải",
            "12|Lê Bưởi|Nữ|1950|Mẹ||An Hải",
        ]),
        known(),
    );
    let said = changed(&planned[0].verdict);
    let [HouseholdChange::Set(Fact::Head(heading))] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!(heading.who, known()[0].others[0].member.id);
    assert_eq!(heading.former, Relation::Parent);
    let Verdict::Changed { changes, .. } = &planned[0].verdict else {
        panic!()
    };
    let Some(Fact::Head(before)) = &changes[0].was else {
        panic!()
    };
    assert_eq!(
        (before.who, before.former),
        (known()[0].head.id, Relation::Child)
    );
}

#[test]
fn a_household_of_which_the_office_said_that_it_is_gone_is_told() {
    let mut known = known();
    known[0].set(Fact::Ended(Some(Ended {
        why: Ending::MovedAway,
        on: "2026-11-01".parse().unwrap(),
    })));
    let rows = [
        HEAD,
        "12|Lê Bưởi|Nữ|1950|Chủ hộ||An Hải",
        "12|Lê An|Nữ|2010|Con||An Hải",
    ];
    let planned = planned(list(&rows), known);
    assert!(matches!(planned[0].verdict, Verdict::Same(_)));
    assert_eq!(problems(&planned[0]), [(2, "ended")]);
}

#[test]
fn who_has_left_stays_away() {
    let mut known = known();
    let an = known[0].others[0].member.id;
    known[0].set(Fact::Member {
        member: an,
        fact: MemberFact::Gone(Some(Leaving::Moved)),
    });
    let planned = planned(
        list(&[
            HEAD,
            "12|Lê Bưởi|Nữ|1950|Chủ hộ||An Hải",
            "12|Lê An|Nữ|2010|Con||An Hải",
        ]),
        known,
    );
    assert!(matches!(planned[0].verdict, Verdict::Same(_)));
    assert_eq!(problems(&planned[0]), [(3, "left")]);
}

#[test]
fn an_older_decision_takes_no_later_one_away() {
    let head = "Mã hộ|Họ tên chủ hộ|Giới tính|Phân loại hộ|Ngày quyết định|Thôn";
    let known = fresh(&[head, "1|Lê Bưởi|Nữ|Hộ nghèo|15/12/2025|An Hải"]);
    let older = planned(
        list(&[head, "1|Lê Bưởi|Nữ|Cận nghèo|15/12/2024|An Hải"]),
        known.clone(),
    );
    assert!(matches!(older[0].verdict, Verdict::Same(_)));
    assert_eq!(problems(&older[0]), [(2, "older")]);
    let later = planned(
        list(&[head, "1|Lê Bưởi|Nữ|Cận nghèo|15/11/2026|An Hải"]),
        known,
    );
    assert_eq!(changed(&later[0].verdict).len(), 1);
}

#[test]
fn s15_7_what_a_list_leaves_out_of_a_decision_stays() {
    let with = |title: &str, mark: &str| {
        list(&[
            title,
            "Mã hộ|Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Thôn|Ngày quyết định|Tái nghèo|Hộ nghèo",
            &format!("0012|Lê Bưởi|Nữ|1950|Chủ hộ|An Hải|15/12/2025|{mark}|x"),
        ])
    };
    let numbered = "DANH SÁCH HỘ NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15/12/2025";
    let first = |listed| match planned(listed, Vec::new()).remove(0).verdict {
        Verdict::New(household) => vec![*household],
        other => panic!("{other:?}"),
    };
    let whole = OfficialClass {
        class: Class::Poor,
        since: "2025-12-15".parse().unwrap(),
        decision: Some("7/QĐ-UBND".into()),
        entry: Some(Entry::Again),
    };
    for (before, after) in [
        (with(numbered, ""), with("DANH SÁCH HỘ", "x")),
        (with("DANH SÁCH HỘ", "x"), with(numbered, "")),
    ] {
        let planned = planned(after, first(before));
        let expected = HouseholdChange::Set(Fact::Class(Some(whole.clone())));
        assert_eq!(changed(&planned[0].verdict), [expected]);
    }
}
