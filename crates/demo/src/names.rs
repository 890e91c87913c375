//! Names as they are given in Huế.

use dong_hanh_domain::{PersonName, Sex};

use crate::rng::Rng;

/// A family name with its weight. Tôn Thất and Tôn Nữ are one family: sons and daughters of the old royal house.
const FAMILIES: &[(u16, &str)] = &[
    (30, "Nguyễn"),
    (14, "Trần"),
    (12, "Lê"),
    (7, "Phan"),
    (6, "Hồ"),
    (6, "Hoàng"),
    (5, "Võ"),
    (5, "Phạm"),
    (4, "Trương"),
    (4, "Đặng"),
    (4, ROYAL),
    (3, "Ngô"),
    (3, "Dương"),
    (2, "Bùi"),
    (2, "Huỳnh"),
    (2, "Đỗ"),
    (1, "Châu"),
    (1, "Mai"),
    (1, "Cao"),
    (1, "Lương"),
    (1, "Văn"),
];

const ROYAL: &str = "Tôn Thất";

const MEN: &[&str] = &[
    "An", "Bảo", "Bình", "Chiến", "Cường", "Dũng", "Đạt", "Đông", "Đức", "Hải", "Hiếu", "Hoàng",
    "Hùng", "Huy", "Khánh", "Lâm", "Long", "Lộc", "Lực", "Minh", "Nam", "Nghĩa", "Nhân", "Phong",
    "Phú", "Phúc", "Quang", "Quốc", "Sơn", "Tài", "Tâm", "Thạnh", "Thành", "Thắng", "Thịnh",
    "Tiến", "Toàn", "Trí", "Trung", "Tuấn", "Vinh", "Vũ", "Ý",
];

const WOMEN: &[&str] = &[
    "An",
    "Ánh",
    "Bưởi",
    "Bông",
    "Châu",
    "Chi",
    "Diệu",
    "Duyên",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hồng",
    "Huệ",
    "Hương",
    "Lài",
    "Lan",
    "Liên",
    "Liễu",
    "Linh",
    "Loan",
    "Mai",
    "Mận",
    "Nga",
    "Ngọc",
    "Nhàn",
    "Nhi",
    "Phượng",
    "Quỳnh",
    "Sen",
    "Sương",
    "Thảo",
    "Thu",
    "Thủy",
    "Thương",
    "Trang",
    "Trinh",
    "Tuyết",
    "Vân",
    "Vy",
    "Xuân",
    "Yến",
];

const MIDDLES_OF_MEN: &[&str] = &[
    "Văn", "Văn", "Văn", "Đình", "Đăng", "Hữu", "Quang", "Viết", "Công", "Xuân", "Minh", "Gia",
    "Anh",
];

const MIDDLES_OF_WOMEN: &[&str] = &[
    "Thị",
    "Thị",
    "Thị",
    "Thị Ngọc",
    "Thị Thu",
    "Thị Kim",
    "Thị Minh",
    "Diệu",
    "Khánh",
    "Như",
    "Bảo",
    "Thanh",
];

/// A family name.
pub(crate) fn family(rng: &mut Rng) -> &'static str {
    rng.weighed(FAMILIES)
}

/// A name in a family. Old women bear the middle name Thị, as nearly all did.
pub(crate) fn name(rng: &mut Rng, family: &str, sex: Sex, age: i64) -> PersonName {
    let text = match (sex, family) {
        (Sex::Male, _) => {
            format!("{family} {} {}", rng.pick(MIDDLES_OF_MEN), rng.pick(MEN))
        }
        (Sex::Female, ROYAL) => {
            format!("Tôn Nữ {} {}", rng.pick(MIDDLES_OF_WOMEN), rng.pick(WOMEN))
        }
        (Sex::Female, _) if age >= 55 => format!("{family} Thị {}", rng.pick(WOMEN)),
        (Sex::Female, _) => format!(
            "{family} {} {}",
            rng.pick(MIDDLES_OF_WOMEN),
            rng.pick(WOMEN)
        ),
    };
    written(&text)
}

/// A name out of the tables of this crate, all of which are names.
pub(crate) fn written(text: &str) -> PersonName {
    PersonName::new(text).unwrap_or_else(|error| unreachable!("{text}: {error}"))
}
