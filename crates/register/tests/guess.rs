//! Which columns are which, by headings as offices write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::guessed;
use dong_hanh_domain::Class;
use dong_hanh_register::{Column, Passed};

fn columns(lines: &[&str]) -> Vec<(u32, Column)> {
    guessed(lines).reading.columns.into_iter().collect()
}

/// Report 15: danh sách chi tiết hộ nghèo (domain.md 2.7, 2.8).
const REPORT_15: [&str; 8] = [
    "ỦY BAN NHÂN DÂN PHƯỜNG THUẬN AN",
    "DANH SÁCH CHI TIẾT HỘ NGHÈO NĂM 2025",
    "(Kèm theo Quyết định số 123/QĐ-UBND ngày 15 tháng 12 năm 2025 của UBND phường)",
    "STT chủ hộ|STT thành viên|Họ và tên|Năm sinh||Dân tộc|Quan hệ với chủ hộ|Nghèo mới|Tái nghèo|Nghèo cũ|Hộ CSCC|Hộ KCKNLĐ|Hỗ trợ y tế",
    "|||Nam|Nữ",
    "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)|(12)|(13)",
    "#1|#1|Trần Thị Lài||#1958|Kinh|Chủ hộ|||x",
    "|#2|Trần Văn Vy|#1990||Kinh|Con",
];

#[test]
fn the_detailed_list_of_report_15_is_known() {
    let guess = guessed(&REPORT_15);
    let known: Vec<_> = guess
        .reading
        .columns
        .iter()
        .map(|(at, column)| (*at, *column))
        .collect();
    assert_eq!(
        known,
        [
            (0, Column::HouseholdNumber),
            (1, Column::MemberNumber),
            (2, Column::Name),
            (3, Column::BirthMale),
            (4, Column::BirthFemale),
            (5, Column::Ethnicity),
            (6, Column::Relation),
            (7, Column::PoorNew),
            (8, Column::PoorAgain),
            (9, Column::Poor),
        ]
    );
    assert_eq!(guess.reading.first, 7);
    assert_eq!(guess.reading.class, Some(Class::Poor));
    assert_eq!(guess.reading.since, "2025-12-15".parse().ok());
    assert_eq!(guess.reading.decision.as_deref(), Some("123/QĐ-UBND"));
    let name = guess
        .headings
        .iter()
        .find(|heading| heading.column == 4)
        .unwrap();
    assert_eq!(
        (name.letters.as_str(), name.text.as_str()),
        ("E", "Năm sinh Nữ")
    );
    assert_eq!(name.samples, ["1958"]);
}

#[test]
fn the_supports_and_merits_of_report_15_are_passed_over_with_a_reason() {
    let guess = guessed(&[
        "STT|Họ và tên|Quan hệ|Hộ CSCC|Hộ có công|Hỗ trợ||||||Nhu cầu hỗ trợ|Hộ có công việc|Ghi chú",
        "|||||Y tế|Giáo dục|Sản xuất|Tín dụng|Nhà ở|Khác|||",
        "#1|Lê Bưởi|Chủ hộ|x||x|x|x|x|x|x||x|",
    ]);
    assert_eq!(guess.reading.columns.len(), 3);
    assert_eq!(guess.reading.first, 3);
    let passed: Vec<_> = guess
        .headings
        .iter()
        .map(|heading| heading.passed)
        .collect();
    let (merit, support) = (Some(Passed::Merit), Some(Passed::Support));
    assert_eq!(passed[..3], [None; 3]);
    assert_eq!(passed[3..5], [merit; 2]);
    assert_eq!(passed[5..11], [support; 6]);
    assert_eq!(passed[11..], [None; 3]);
}

#[test]
fn s15_8_decomposed_accents_and_lines_inside_a_heading_make_no_difference() {
    let known = columns(&[
        "Ma\u{303} ho\u{323}|Ho\u{323} va\u{300} te\u{302}n\nchu\u{309} ho\u{323}|Nga\u{300}y\nsinh|So\u{302}\u{301}  ĐT\ndi động|Thôn/TDP",
        "H1|Lê Bưởi|1950|0905|An Hải",
    ]);
    assert_eq!(
        known,
        [
            (0, Column::Code),
            (1, Column::HeadName),
            (2, Column::Birth),
            (3, Column::Phone),
            (4, Column::Hamlet)
        ]
    );
}

#[test]
fn the_members_table_of_mau_01_is_known() {
    let known = columns(&[
        "TT|Họ và tên|Giới tính|Ngày sinh|Quan hệ với chủ hộ|Tình trạng (có việc làm/không có việc làm/đang đi học)|Số CCCD/CMND",
        "#1|Lê Bưởi|Nữ|12/3/1950|Chủ hộ|có việc làm|046",
    ]);
    let expected = [
        (0, Column::Number),
        (1, Column::Name),
        (2, Column::Sex),
        (3, Column::Birth),
        (4, Column::Relation),
        (5, Column::Work),
    ];
    assert_eq!(known, expected, "numbers of papers are never read");
}

#[test]
fn a_way_to_a_class_is_known_under_a_heading_that_names_the_class() {
    let known = columns(&[
        "STT|Họ tên chủ hộ|Hộ nghèo||Hộ cận nghèo|Thoát cận nghèo|Nguy cơ tái nghèo|Điểm B1",
        "||Phát sinh mới|Tái nghèo|Tái cận nghèo|||",
        "#1|Lê Bưởi|x||||x|#135",
    ]);
    let expected = [
        (0, Column::Number),
        (1, Column::HeadName),
        (2, Column::PoorNew),
        (3, Column::PoorAgain),
        (4, Column::NearPoorAgain),
        (5, Column::EscapedNear),
        (7, Column::IncomeScore),
    ];
    assert_eq!(known, expected);
    let all = columns(&[
        "Họ tên chủ hộ|Nghèo mới / tái nghèo / nghèo cũ",
        "Lê Bưởi|tái nghèo",
    ]);
    assert_eq!(all[1], (1, Column::Class));
}

#[test]
fn a_list_of_both_classes_has_no_class_in_common() {
    let guess = guessed(&[
        "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO",
        "STT|Họ tên chủ hộ|Số nhân khẩu|Hộ nghèo|Hộ cận nghèo|Hộ khẩu thường trú",
        "#1|Lê Bưởi|#4|x||kiệt 3",
    ]);
    assert_eq!(guess.reading.class, None);
    let columns: Vec<_> = guess.reading.columns.into_values().collect();
    assert_eq!(
        columns,
        [
            Column::Number,
            Column::HeadName,
            Column::Size,
            Column::Poor,
            Column::NearPoor,
            Column::Address
        ]
    );
}

#[test]
fn s15_8_a_list_of_people_may_say_who_is_malnourished_and_online_and_what_the_house_has() {
    let known = columns(&[
        "Họ và tên|Quan hệ với chủ hộ|Trẻ suy dinh dưỡng|Sử dụng Internet|Phương tiện tiếp cận thông tin||||Số điện thoại",
        "||||Tivi|Đài|Máy tính|Điện thoại thông minh|",
        "Lê Bưởi|Chủ hộ||x|x|||x|0905",
    ]);
    let expected = [
        (0, Column::Name),
        (1, Column::Relation),
        (2, Column::Malnourished),
        (3, Column::Online),
        (4, Column::HasTv),
        (5, Column::HasRadio),
        (6, Column::HasDesktop),
        (7, Column::HasSmartphone),
        (8, Column::Phone),
    ];
    assert_eq!(known, expected);
}

#[test]
fn s15_8_a_list_of_households_says_what_the_house_has_and_not_which_child_is_malnourished() {
    let known = columns(&[
        "Họ tên chủ hộ|Sử dụng Internet|Phương tiện thông tin (tivi, radio, điện thoại)|Suy dinh dưỡng|Phụ nữ mang thai",
        "Lê Bưởi|x|Tivi|x|x",
    ]);
    let expected = [
        (0, Column::HeadName),
        (1, Column::Internet),
        (2, Column::Devices),
    ];
    assert_eq!(known, expected);
    let passed = |lines: &[&str]| -> Vec<_> {
        let headings = guessed(lines).headings;
        headings.iter().map(|heading| heading.passed).collect()
    };
    let household = passed(&[
        "Họ tên chủ hộ|Suy dinh dưỡng|Hộ có trẻ SDD|Tivi",
        "Lê Bưởi|x|x|x",
    ]);
    let malnutrition = Some(Passed::Malnutrition);
    assert_eq!(household, [None, malnutrition, malnutrition, None]);
    let people = passed(&["Họ và tên|Quan hệ|Suy dinh dưỡng", "Lê An|Con|x"]);
    assert_eq!(people, [None; 3]);
    let counts = columns(&[
        "Họ và tên|Quan hệ|Số trẻ SDD|Số người dùng Internet|Hộ có Internet",
        "Lê Bưởi|Chủ hộ|#1|#2|x",
    ]);
    let expected = [
        (0, Column::Name),
        (1, Column::Relation),
        (3, Column::Internet),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn s15_8_a_column_of_telephones_holds_numbers_or_marks() {
    let of = |cells: &str| {
        let row = format!("Lê Bưởi|{cells}");
        let known = columns(&["Họ tên chủ hộ|Tivi|Điện thoại|SĐT", &row]);
        known[1..].to_vec()
    };
    let tv = (1, Column::HasTv);
    assert_eq!(
        of("x|x|0905"),
        [tv, (2, Column::HasPhone), (3, Column::Phone)]
    );
    assert_eq!(of("x|0905|"), [tv, (2, Column::Phone)]);
    assert_eq!(of("x|-|-"), [tv, (2, Column::Phone)]);
    assert_eq!(of("x|-|0905"), [tv, (3, Column::Phone)]);
    let mobile = columns(&["Họ tên chủ hộ|Điện thoại di động", "Lê Bưởi|#905123456"]);
    assert_eq!(mobile[1], (1, Column::Phone));
}

#[test]
fn s15_8_strokes_in_place_of_numbers_are_no_marks() {
    for heading in ["SĐT", "Số điện thoại", "Số ĐT", "Điện thoại"] {
        let head = format!("Họ tên chủ hộ|{heading}");
        let known = columns(&[&head, "Lê Bưởi|-", "Trần Vy|-", "Hồ An|không"]);
        assert_eq!(known[1..], [(1, Column::Phone)], "{heading}");
    }
    let known = columns(&["Họ tên chủ hộ|SĐT", "Lê Bưởi|x"]);
    assert_eq!(known[1..], [(1, Column::Phone)], "its heading says so");
}

#[test]
fn the_telephone_of_a_representative_is_no_radio() {
    for heading in ["Điện thoại người đại diện", "ĐT đại diện"] {
        let head = format!("Họ tên chủ hộ|{heading}");
        let known = columns(&[&head, "Lê Bưởi|0905123456"]);
        assert_eq!(known[1..], [(1, Column::Phone)], "{heading}");
    }
    let known = columns(&[
        "Họ tên chủ hộ|Tivi, đài|Phương tiện thông tin: điện thoại, đài",
        "Lê Bưởi|tivi|đài",
    ]);
    assert_eq!(known[1..], [(1, Column::Devices)], "one column says it");
}

#[test]
fn s15_8_what_is_wished_for_is_not_read_as_what_there_is() {
    for heading in [
        "Nhu cầu máy tính",
        "Đề nghị cấp tivi",
        "Nguyện vọng: điện thoại thông minh",
        "Mong muốn có Internet",
        "Máy tính bảng (đề xuất)",
        "Nhu cầu việc làm",
    ] {
        let head = format!("Họ tên chủ hộ|{heading}|Radio");
        let known = columns(&[&head, "Lê Bưởi|x|x"]);
        assert_eq!(known[1..], [(2, Column::HasRadio)], "{heading}");
    }
    let known = columns(&[
        "Họ tên chủ hộ|Nhu cầu||Địa chỉ người đề nghị",
        "|Tivi|Máy tính|",
        "Lê Bưởi|x|x|kiệt 3",
    ]);
    assert_eq!(known[1..], [(3, Column::Address)]);
}

#[test]
fn s15_8_a_mark_at_what_is_lacking_is_not_read_as_what_there_is() {
    let known = columns(&[
        "Họ tên chủ hộ|Chỉ số thiếu hụt|||Không có thẻ BHYT",
        "|BHYT|Internet|Phương tiện thông tin|",
        "Lê Bưởi|x|x|x|x",
    ]);
    assert_eq!(known, [(0, Column::HeadName)]);
}

#[test]
fn a_sheet_without_headings_is_read_when_somebody_says_how() {
    let guess = guessed(&["#1|#2|#3", "#4|#5|#6"]);
    assert_eq!(guess.reading.columns.len(), 0);
    assert_eq!(guess.headings.len(), 3);
}

#[test]
fn the_first_household_is_no_heading_however_it_reads() {
    let guess = guessed(&[
        "Mã hộ|Họ tên chủ hộ|Giới tính|Thôn|Lý do chưa nhận",
        "0014|Hồ Lựu|Nữ|Nơi khác|Cột F: Xã không có thôn, mái tôn",
    ]);
    assert_eq!(guess.reading.first, 2);
    assert!(!guess.reading.columns.contains_key(&4));
}
