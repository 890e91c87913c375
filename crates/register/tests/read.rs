//! From rows to households: their shapes, and what offices' lists are full of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{AN_HAI, TEN, decomposed, fresh, list, list_with, planned, problems};
use dong_hanh_domain::{Birth, Class, Device, Entry, Fact, MemberFact, Relation, Roof, Sex};
use dong_hanh_register::Verdict;
use rstest::rstest;

#[test]
fn a_household_over_several_rows_is_one() {
    let households = fresh(&[
        "DANH SÁCH HỘ CẬN NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15/12/2025",
        "STT hộ|STT thành viên|Họ và tên|Năm sinh||Quan hệ với chủ hộ|Thôn",
        "|||Nam|Nữ||",
        "#1|#1|TRẦN THỊ LÀI||#1958|Chủ hộ|Tổ 10",
        "|#2|Trần Văn Vy|12/5/1990||Con||",
        "|#3|Trần Khánh An||2015|Cháu",
        "#2|#1|Lê Bưởi||1950|Chủ hộ|An Hải",
        "Tổng cộng: 2 hộ, 4 khẩu",
        "||||NGƯỜI LẬP BIỂU",
        "|||||Nguyễn Văn Cường",
    ]);
    let [lai, buoi] = &households[..] else {
        panic!("{households:?}")
    };
    assert_eq!(lai.head.name.as_str(), "Trần Thị Lài");
    assert_eq!(
        (lai.head.sex, lai.head.birth),
        (Sex::Female, Some(Birth::Year(1958)))
    );
    assert_eq!((lai.hamlet, buoi.hamlet), (TEN, AN_HAI));
    let [vy, an] = &lai.others[..] else { panic!() };
    let born = Birth::Date("1990-05-12".parse().unwrap());
    assert_eq!(
        (vy.relation, vy.member.birth),
        (Relation::Child, Some(born))
    );
    assert_eq!(
        (an.relation, an.member.sex),
        (Relation::Grandchild, Sex::Female)
    );
    let class = lai.class.clone().unwrap();
    assert_eq!(class.class, Class::NearPoor);
    assert_eq!(
        (class.since.to_string(), class.decision.unwrap()),
        ("2025-12-15".to_owned(), "7/QĐ-UBND".to_owned())
    );
}

#[test]
fn a_row_a_household_takes_what_the_row_says() {
    let households = fresh(&[
        "Mã hộ|Họ tên chủ hộ|Giới tính|Ngày sinh|Địa chỉ|Số điện thoại|Diện tích|Mái|BHYT|Thôn",
        "H1|Lê Bưởi|Nữ|@1950-03-12|kiệt 3|#905123456|45,5 m2|tôn|x|An Hải",
    ]);
    let [household] = &households[..] else {
        panic!()
    };
    assert_eq!(household.code.as_deref(), Some("H1"));
    assert_eq!(household.phone.as_deref(), Some("0905123456"));
    assert_eq!(household.address, "kiệt 3");
    assert_eq!(
        (household.dwelling.area_m2, household.dwelling.roof),
        (Some(45.5), Some(Roof::Metal))
    );
    assert_eq!(
        household.head.birth,
        Some(Birth::Date("1950-03-12".parse().unwrap()))
    );
    assert_eq!(household.head.insured, Some(true));
}

#[test]
fn rows_with_the_names_of_hamlets_say_where_those_below_live() {
    let list = list(&[
        "STT|Họ tên chủ hộ|Giới tính|Năm sinh",
        "I. Tổ dân phố An Hải",
        "#1|Lê Bưởi|Nữ|1950",
        "II. TDP 10 (12 hộ)",
        "#1|Trần Vy|Nam|1950",
        "III. Thôn Nào Đó",
        "#1|Hồ An|Nam|1950",
    ]);
    let hamlets: Vec<_> = list.households.iter().map(|listed| listed.hamlet).collect();
    assert_eq!(hamlets, [Some(AN_HAI), Some(TEN), None]);
    assert_eq!(list.aside, [2, 4, 6]);
    assert!(!list.households[2].is_right());
}

#[test]
fn lost_zeros_come_back_where_the_neighbours_have_them() {
    let households = fresh(&[
        "Mã hộ|Họ tên chủ hộ|Giới tính|Thôn",
        "00012|Lê Bưởi|Nữ|An Hải",
        "#13|Trần Vy|Nam|An Hải",
    ]);
    assert_eq!(households[1].code.as_deref(), Some("00013"));
}

#[test]
fn a_code_twice_is_told_with_the_row_that_has_it_already() {
    let planned = planned(
        list(&[
            "Mã hộ|Họ tên chủ hộ|Giới tính|Thôn",
            "0012|Lê Bưởi|Nữ|An Hải",
            "#12|Lê Bưởi|Nữ|An Hải",
        ]),
        Vec::new(),
    );
    assert!(matches!(planned[0].verdict, Verdict::New(_)));
    assert!(matches!(planned[1].verdict, Verdict::Wrong));
    assert!(problems(&planned[1]).contains(&(3, "twice")));
    let words = planned[1]
        .listed
        .problems
        .iter()
        .find(|problem| problem.trouble.code() == "twice");
    assert_eq!(words.unwrap().trouble.both().vi, "Hộ này đã có ở dòng 2.");
}

#[test]
fn without_codes_the_same_head_twice_is_told_too() {
    let planned = planned(
        list(&[
            "Họ tên chủ hộ|Giới tính|Năm sinh|Thôn",
            "Lê Bưởi|Nữ|1950|An Hải",
            "LÊ BƯỞI|Nữ|1950|An Hải",
            "Lê Bưởi|Nữ|1950|Tổ 10",
        ]),
        Vec::new(),
    );
    assert_eq!(problems(&planned[1]), [(3, "twice")]);
    assert!(
        matches!(planned[2].verdict, Verdict::New(_)),
        "it is another hamlet's"
    );
}

#[rstest]
#[case("Lê Bưởi||1950|An Hải", "no-sex")]
#[case("Lê Bưởi|Nữ|31/02/1950|An Hải", "bad-birth")]
#[case("Lê Bưởi|Nữ|12/05/2031|An Hải", "odd")]
#[case("Lê Bưởi|Nữ|1890|An Hải", "odd")]
#[case("Lê Bưởi|Nữ|1950|Nơi khác", "unknown-hamlet")]
#[case("Lê Bưởi|Nữ|1950|", "no-hamlet")]
#[case("|Nữ|1950|An Hải", "no-name")]
fn what_cannot_be_is_refused_with_its_reason(#[case] row: &str, #[case] code: &str) {
    let planned = planned(
        list(&[
            "Họ tên chủ hộ|Giới tính|Năm sinh|Thôn",
            row,
            "Trần Vy|Nam|1950|An Hải",
        ]),
        Vec::new(),
    );
    assert!(matches!(planned[0].verdict, Verdict::Wrong), "{planned:?}");
    assert!(
        problems(&planned[0]).contains(&(2, code)),
        "{:?}",
        problems(&planned[0])
    );
    assert!(
        matches!(planned[1].verdict, Verdict::New(_)),
        "what is right is taken all the same"
    );
}

#[test]
fn a_middle_name_tells_the_sex_and_is_to_be_looked_at() {
    let planned = planned(
        list(&["Họ tên chủ hộ|Năm sinh|Thôn", "Trần Thị Lài|1950|An Hải"]),
        Vec::new(),
    );
    assert_eq!(problems(&planned[0]), [(2, "guessed-sex")]);
    assert!(matches!(planned[0].verdict, Verdict::New(_)));
}

#[test]
fn a_class_without_the_day_of_its_decision_waits_for_it() {
    let lines = [
        "Họ tên chủ hộ|Giới tính|Phân loại hộ|Thôn",
        "Lê Bưởi|Nữ|Hộ nghèo|An Hải",
    ];
    let without = planned(list(&lines), Vec::new());
    assert_eq!(problems(&without[0]), [(2, "no-since")]);
    let with = list_with(&lines, |guess| {
        guess.reading.since = "2025-12-15".parse().ok();
    });
    let with = planned(with, Vec::new());
    assert!(matches!(&with[0].verdict, Verdict::New(household) if household.class.is_some()));
}

#[test]
fn somebody_whose_row_stands_elsewhere_finds_the_household_by_its_code() {
    let list = list(&[
        "Mã hộ|Họ và tên|Giới tính|Quan hệ với chủ hộ|Thôn",
        "1|Lê Bưởi|Nữ|Chủ hộ|An Hải",
        "2|Trần Vy|Nam|Chủ hộ|An Hải",
        "1|Lê An|Nữ|Con|An Hải",
    ]);
    let rows: Vec<_> = list
        .households
        .iter()
        .map(|listed| listed.rows.clone())
        .collect();
    assert_eq!(rows, [vec![2, 4], vec![3]]);
}

#[test]
fn a_household_without_a_head_or_with_two_is_not_taken() {
    let planned = planned(
        list(&[
            "STT hộ|Họ và tên|Giới tính|Quan hệ với chủ hộ|Thôn",
            "#1|Lê Bưởi|Nữ|Con|An Hải",
            "#2|Trần Vy|Nam|Chủ hộ|An Hải",
            "#2|Trần An|Nam|Chủ hộ|An Hải",
        ]),
        Vec::new(),
    );
    assert_eq!(problems(&planned[0]), [(2, "no-head")]);
    assert_eq!(problems(&planned[1]), [(4, "second-head")]);
}

#[test]
fn a_word_that_nobody_knows_is_left_out_and_told() {
    let planned = planned(
        list(&[
            "Họ tên chủ hộ|Giới tính|Mái|Trình độ|Thôn",
            "Lê Bưởi|Nữ|vàng|THCS|An Hải",
        ]),
        Vec::new(),
    );
    assert_eq!(problems(&planned[0]), [(2, "unknown-word")]);
    let facts = &planned[0].listed.people[0].facts;
    assert!(
        matches!(facts[..], [MemberFact::Learnt(Some(_))]),
        "{facts:?}"
    );
}

#[test]
fn devices_and_the_internet_and_malnutrition_are_taken() {
    let households = fresh(&[
        "Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Thôn|Trẻ SDD|Dùng Internet|Phương tiện thông tin|Điện thoại thông minh",
        "Lê Bưởi|Nữ|1980|Chủ hộ|An Hải||Có|Tivi, đài|#2",
        "Lê An|Nữ|2020|Con||SDD độ 1|không||",
        "Lê Vy|Nam|2018|Con||bình thường|x||",
        "Trần Vy|Nam|1960|Chủ hộ|An Hải|||không có|",
    ]);
    let [buoi, vy] = &households[..] else {
        panic!("{households:?}")
    };
    let devices = buoi.dwelling.devices.clone().unwrap();
    assert_eq!(
        devices,
        [Device::Tv, Device::Radio, Device::Smartphone].into()
    );
    assert_eq!(vy.dwelling.devices, Some([].into()), "said to have none");
    let said: Vec<_> = buoi
        .members()
        .map(|member| (member.malnourished, member.online))
        .collect();
    assert_eq!(
        said,
        [
            (None, Some(true)),
            (Some(true), Some(false)),
            (Some(false), Some(true)),
        ]
    );
}

#[test]
fn s15_8_a_device_without_a_mark_is_not_known_to_be_missing() {
    let households = fresh(&[
        "Họ tên chủ hộ|Giới tính|Thôn|Tivi|Radio|Điện thoại bàn|Điện thoại di động",
        "Lê Bưởi|Nữ|An Hải|x|-|#0|x",
        "Trần Vy|Nam|An Hải||||",
        "Hồ An|Nam|An Hải|không|không|#0|#0",
    ]);
    let devices: Vec<_> = households
        .iter()
        .map(|household| household.dwelling.devices.clone())
        .collect();
    let of_buoi = [Device::Tv, Device::Phone].into();
    assert_eq!(devices, [Some(of_buoi), None, None]);
}

#[test]
fn s15_8_a_stroke_in_place_of_a_number_says_nothing_of_the_telephone() {
    let lines = [
        "Họ tên chủ hộ|Giới tính|Thôn|SĐT",
        "Lê Bưởi|Nữ|An Hải|0905123456",
        "Trần Vy|Nam|An Hải|-",
        "Hồ An|Nam|An Hải|không",
        "Hồ Lựu|Nữ|An Hải|x",
    ];
    let list = list(&lines);
    let facts: Vec<_> = list
        .households
        .iter()
        .map(|household| &household.facts[..])
        .collect();
    let number = [Fact::Phone(Some("0905123456".to_owned()))];
    assert_eq!(facts, [&number[..], &[], &[], &[]]);
    let told: Vec<_> = planned(list, Vec::new()).iter().map(problems).collect();
    assert_eq!(told, [vec![], vec![], vec![], vec![(5, "unknown-word")]]);
}

#[rstest]
#[case("Lê Bưởi|1950|Chủ hộ|An Hải|x|||", "no-child")]
#[case("Lê Bưởi|2020|Chủ hộ|An Hải|cao|||", "unknown-word")]
#[case("Lê Bưởi|1950|Chủ hộ|An Hải||Viettel||", "unknown-word")]
#[case("Lê Bưởi|1950|Chủ hộ|An Hải|||tivi, loa|", "unknown-word")]
#[case("Lê Bưởi|1950|Chủ hộ|An Hải||||Samsung", "unknown-word")]
fn what_is_not_understood_of_devices_internet_and_nutrition_is_told(
    #[case] row: &str,
    #[case] code: &str,
) {
    let planned = planned(
        list(&[
            "Họ và tên|Năm sinh|Quan hệ với chủ hộ|Thôn|Suy dinh dưỡng|Dùng Internet|Phương tiện thông tin|Tivi|Giới tính",
            &format!("{row}|Nữ"),
        ]),
        Vec::new(),
    );
    let told = problems(&planned[0]);
    assert!(told.contains(&(2, code)), "{told:?}");
    let Verdict::New(household) = &planned[0].verdict else {
        panic!("{planned:?}")
    };
    assert_eq!(household.head.malnourished, None);
}

/// Lists of both shapes with every kind of word that is read.
const WORDS: [&[&str]; 3] = [
    &[
        "DANH SÁCH HỘ NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15 tháng 12 năm 2025",
        "Mã hộ|Họ và tên|Giới tính|Năm sinh|Quan hệ với chủ hộ|Dân tộc|Thôn|Phân loại hộ|Số quyết định|Địa chỉ|Nghề nghiệp",
        "Hộ-01|TRẦN THỊ ĐẶNG LÀI|Nữ|1958|Chủ hộ|Cơ Tu|Tổ dân phố An Hải|Hộ tái nghèo|12/QĐ-UBND huyện Phú Lộc|số 3, kiệt Nguyễn Huệ|thợ hồ",
        "Hộ-01|Nguyễn Thị Sở|Nữ|1930|bà nội|Tà Ôi|||||",
        "Hộ-01|Trần Văn Vỹ|Nam|1980|Con rể|Bru - Vân Kiều|||||",
        "Hộ-01|Trần Mỹ Ẩn|Nữ|2015|cháu gái|Kinh|||||",
        "Hộ-02|Lê Bưởi|Nữ|1960|Chủ hộ|Khác|TDP 10|Cận nghèo - phát sinh mới|7/QĐ-UBND||",
    ],
    &[
        "STT|Họ tên chủ hộ|Năm sinh|Nghèo mới|Tái nghèo|Ngày quyết định|Mái|Tường|Nước sinh hoạt|Nhà tiêu|Dùng Internet|Phương tiện thông tin|Trình độ|Tình trạng việc làm|Khuyết tật|Trợ cấp",
        "I. Tổ dân phố An Hải",
        "#1|Hồ Thị Nhớ|1961|x||15/12/2025|mái ngói|tường gạch|giếng đào được bảo vệ|tự hoại|có|Tivi, điện thoại thông minh|trung cấp|làm nông|đặc biệt nặng|người cao tuổi",
    ],
    &[
        "Họ tên chủ hộ|Giới tính|Địa chỉ|Trẻ suy dinh dưỡng|Quan hệ|Ngày sinh",
        "Lê Thị Hường|Nữ|kiệt 3, thôn An Hải|bình thường|vợ|1/2/2015",
        "Lê Tỵ|Nam|Tổ dân phố An Hải|thể thấp còi|Chủ hộ|1/2/1965",
    ],
];

#[test]
fn s15_8_cells_with_decomposed_accents_read_as_composed_ones() {
    for lines in WORDS {
        let apart: Vec<String> = lines.iter().map(|line| decomposed(line)).collect();
        let apart: Vec<&str> = apart.iter().map(String::as_str).collect();
        assert_ne!(apart, lines);
        let (one, other) = (list(lines), list(&apart));
        assert!(
            one.households.iter().all(|listed| listed.hamlet.is_some()),
            "{one:?}"
        );
        assert_eq!(other, one);
    }
    let all = decomposed("Lê Thị Bưởi|1950|chủ hộ|bệnh viện|Nơi Khác|Vàng");
    let planned = planned(
        list(&["Họ và tên|Năm sinh|Quan hệ|Dân tộc|Thôn|Mái", &all]),
        Vec::new(),
    );
    let told = planned[0].listed.problems.iter();
    let told: Vec<_> = told
        .map(|problem| problem.trouble.both().vi)
        .filter(|said| said.contains('«'))
        .collect();
    assert_eq!(
        told,
        [
            "«bệnh viện»: chưa hiểu, nên không ghi điều này.",
            "Xã, phường không có thôn, tổ «Nơi Khác».",
            "«Vàng»: chưa hiểu, nên không ghi điều này.",
        ],
        "words are given back as the screen writes them"
    );
}

#[test]
fn days_that_excel_has_turned_are_told() {
    let head = "Mã hộ|Họ tên chủ hộ|Giới tính|Ngày sinh|Thôn";
    let rows = |buoi: &str, vy: &str, an: &str| {
        let lines = [
            head,
            &format!("1|Lê Bưởi|Nữ|{buoi}|An Hải"),
            &format!("2|Trần Vy|Nam|{vy}|An Hải"),
            &format!("3|Hồ An|Nam|{an}|An Hải"),
        ];
        let planned = planned(list(&lines), Vec::new());
        let told = planned.iter().map(|planned| {
            let told = planned.listed.problems.iter();
            let mut told = told.filter(|problem| problem.trouble.code() == "turned");
            assert!(matches!(planned.verdict, Verdict::New(_)));
            told.next().map(|problem| problem.trouble.both().vi)
        });
        told.collect::<Vec<_>>()
    };
    // 25/03 is no day where the month comes first, so it stayed a text; 12/05 became 5 December.
    let told = rows("@1950-12-05", "25/03/1960", "@1970-06-06");
    let buoi = told[0].as_deref().unwrap_or_default();
    assert!(
        buoi.contains("05/12/1950") && buoi.contains("12/05/1950"),
        "{buoi}"
    );
    assert_eq!(told[1..], [None, None]);
    // A day of Excel's that no month could be says that it reads days first.
    assert_eq!(
        rows("@1950-12-05", "25/03/1960", "@1970-06-26"),
        [None, None, None]
    );
    assert_eq!(
        rows("@1950-12-05", "5/3/1960", "@1970-06-06"),
        [None, None, None]
    );
}

#[test]
fn s15_7_a_mark_says_how_a_household_came_to_its_class() {
    let households = fresh(&[
        "DANH SÁCH HỘ NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15/12/2025",
        "STT|Họ tên chủ hộ|Năm sinh|Thôn|Nghèo mới|Tái nghèo|Nghèo cũ|Thoát cận nghèo",
        "#1|Lê Thị Bưởi|#1950|An Hải|x||",
        "#2|Trần Thị Lài|#1958|An Hải||x|",
        "#3|Trần Văn Vy|#1960|An Hải|||x",
        "#4|Trần Văn Cúc|#1961|An Hải||||x",
    ]);
    let decided: Vec<_> = households
        .iter()
        .map(|household| {
            household
                .class
                .as_ref()
                .map(|class| (class.class, class.entry))
        })
        .collect();
    assert_eq!(
        decided,
        [
            Some((Class::Poor, Some(Entry::New))),
            Some((Class::Poor, Some(Entry::Again))),
            Some((Class::Poor, None)),
            Some((Class::EscapedNear, None)),
        ]
    );
    let near_poor = fresh(&[
        "DANH SÁCH CHI TIẾT HỘ CẬN NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15/12/2025",
        "STT|Họ tên chủ hộ|Năm sinh|Thôn|Nghèo mới|Tái nghèo|Nghèo cũ|Điểm A",
        "#1|Trần Thị Lài|#1958|An Hải||x||#138",
        "#2|Trần Văn Vy|#1960|An Hải|||x|",
    ]);
    let decided: Vec<_> = near_poor
        .iter()
        .map(|household| {
            let class = household.class.as_ref();
            (
                class.map(|class| (class.class, class.entry)),
                household.income_score,
            )
        })
        .collect();
    assert_eq!(
        decided,
        [
            (Some((Class::NearPoor, Some(Entry::Again))), Some(138)),
            (Some((Class::NearPoor, None)), None),
        ]
    );
    let titled = fresh(&[
        "DANH SÁCH HỘ THOÁT CẬN NGHÈO kèm Quyết định số 7/QĐ-UBND ngày 15/12/2025",
        "STT|Họ tên chủ hộ|Năm sinh|Thôn",
        "#1|Lê Thị Bưởi|#1950|An Hải",
    ]);
    let class = titled[0].class.as_ref().unwrap();
    assert_eq!(class.class, Class::EscapedNear);
}
