//! Households: who lives there, what the house is made of, how the commune has classed it.

use chrono::{Datelike, NaiveDate};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    Birth, Class, Dwelling, Hamlet, Household, HouseholdId, Latrine, Material, Member, MemberId,
    OfficialClass, Relation, Roof, Sex, UserId, Water,
};

use crate::living;
use crate::names;
use crate::rng::Rng;

/// Makes one household as it is on the day `today`.
pub(crate) fn household(
    rng: &mut Rng,
    number: usize,
    hamlet: &Hamlet,
    registered_by: UserId,
    today: NaiveDate,
    registered_ms: i64,
) -> Household {
    let mut people = People {
        rng,
        today,
        registered_ms,
    };
    let (head, others) = people.family();
    let id = HouseholdId(rng.id(registered_ms));
    let mut household = Household {
        code: Some(format!("{} {number:04}", hamlet.name)),
        address: address(rng),
        phone: rng.percent(60).then(|| phone(rng)),
        others,
        dwelling: dwelling(rng),
        class: class(rng, today),
        ..Household::new(id, hamlet.id, head, registered_by)
    };
    living::live(&mut household, today);
    household
}

struct People<'r> {
    rng: &'r mut Rng,
    today: NaiveDate,
    registered_ms: i64,
}

#[derive(Clone, Copy)]
enum Family {
    ElderAlone,
    ElderCouple,
    MotherAndChildren,
    ParentsAndChildren,
    ThreeGenerations,
    ElderAndGrandchild,
}

impl People<'_> {
    fn family(&mut self) -> (Member, Vec<Other>) {
        let kind = self.rng.weighed(&[
            (18, Family::ElderAlone),
            (12, Family::ElderCouple),
            (16, Family::MotherAndChildren),
            (34, Family::ParentsAndChildren),
            (14, Family::ThreeGenerations),
            (6, Family::ElderAndGrandchild),
        ]);
        let line = names::family(self.rng);
        let mut others = Vec::new();
        let mut add = |member, relation| others.push(Other { member, relation });
        let head = match kind {
            Family::ElderAlone => {
                let sex = if self.rng.percent(75) {
                    Sex::Female
                } else {
                    Sex::Male
                };
                let age = self.rng.between(66, 90);
                self.member(line, sex, age)
            }
            Family::ElderCouple => {
                let age = self.rng.between(62, 84);
                add(self.stranger(Sex::Female, age - 3), Relation::Spouse);
                self.member(line, Sex::Male, age)
            }
            Family::MotherAndChildren => {
                let age = self.rng.between(29, 50);
                let father = names::family(self.rng);
                for child in self.children(father, age) {
                    add(child, Relation::Child);
                }
                self.member(line, Sex::Female, age)
            }
            Family::ParentsAndChildren | Family::ThreeGenerations => {
                let age = self.rng.between(30, 56);
                let wife = age - self.rng.between(0, 6);
                add(self.stranger(Sex::Female, wife), Relation::Spouse);
                for child in self.children(line, wife) {
                    add(child, Relation::Child);
                }
                if matches!(kind, Family::ThreeGenerations) {
                    let older = age + self.rng.between(22, 32);
                    add(self.stranger(Sex::Female, older), Relation::Parent);
                }
                self.member(line, Sex::Male, age)
            }
            Family::ElderAndGrandchild => {
                let age = self.rng.between(58, 76);
                let (sex, young) = (self.sex(), self.rng.between(4, 16));
                let daughters = names::family(self.rng);
                add(self.member(daughters, sex, young), Relation::Grandchild);
                self.member(line, Sex::Female, age)
            }
        };
        (head, others)
    }

    fn children(&mut self, family: &str, mother: i64) -> Vec<Member> {
        let count = self.rng.weighed(&[(25, 1), (45, 2), (22, 3), (8, 4)]);
        let eldest = (mother - self.rng.between(20, 28)).clamp(1, 27);
        (0..count)
            .map(|nth| eldest - nth * 3)
            .filter(|age| *age >= 0)
            .map(|age| {
                let sex = self.sex();
                self.member(family, sex, age)
            })
            .collect()
    }

    /// Somebody who married into the household.
    fn stranger(&mut self, sex: Sex, age: i64) -> Member {
        let family = names::family(self.rng);
        self.member(family, sex, age)
    }

    fn sex(&mut self) -> Sex {
        if self.rng.percent(51) {
            Sex::Female
        } else {
            Sex::Male
        }
    }

    fn member(&mut self, family: &str, sex: Sex, age: i64) -> Member {
        let id = MemberId(self.rng.id(self.registered_ms));
        let name = names::name(self.rng, family, sex, age);
        Member {
            birth: Some(self.birth(age)),
            insured: Some(
                self.rng
                    .percent(if !(6..60).contains(&age) { 97 } else { 82 }),
            ),
            occupation: occupation(self.rng, sex, age, self.today),
            ..Member::new(id, name, sex)
        }
    }

    /// Of many old people only the year is known.
    fn birth(&mut self, age: i64) -> Birth {
        let born =
            self.today - chrono::TimeDelta::days(age * 365 + age / 4 + self.rng.between(0, 360));
        if age >= 60 && self.rng.percent(60) {
            Birth::Year(u16::try_from(born.year()).unwrap_or_default())
        } else {
            Birth::Date(born)
        }
    }
}

fn occupation(rng: &mut Rng, sex: Sex, age: i64, today: NaiveDate) -> String {
    const MEN: &[&str] = &[
        "đi biển gần bờ",
        "đánh bắt trên đầm",
        "nuôi tôm thuê",
        "phụ hồ",
        "chạy xe thồ",
        "bốc vác ở cảng",
        "làm thuê theo ngày",
        "sửa xe đạp, xe máy",
        "thợ mộc",
        "đau yếu, nghỉ làm",
    ];
    const WOMEN: &[&str] = &[
        "bán cá ở chợ",
        "bán rau",
        "bán bánh canh buổi sáng",
        "may gia công",
        "chằm nón",
        "làm nước mắm",
        "bán vé số",
        "giúp việc nhà",
        "phơi cá thuê",
        "nội trợ",
        "đau yếu, nghỉ làm",
    ];
    const YOUNG: &[&str] = &[
        "học nghề",
        "công nhân may",
        "phụ quán",
        "học đại học ở Huế",
        "đang tìm việc",
    ];
    const OLD: &[&str] = &[
        "già yếu",
        "già yếu",
        "trông cháu",
        "bán vé số",
        "đan lưới thuê",
    ];
    // A child enters the first class in the year in which it turns six, in September.
    let class = age - 5 - i64::from(today.month() < 9);
    match (age, sex) {
        (0..3, _) => String::new(),
        (3..6, _) => "mẫu giáo".to_owned(),
        (6..18, _) => format!("học lớp {}", class.clamp(1, 12)),
        (18..25, _) => (*rng.pick(YOUNG)).to_owned(),
        (25..66, Sex::Male) => (*rng.pick(MEN)).to_owned(),
        (25..66, Sex::Female) => (*rng.pick(WOMEN)).to_owned(),
        _ => (*rng.pick(OLD)).to_owned(),
    }
}

fn address(rng: &mut Rng) -> String {
    match rng.between(0, 9) {
        0..=4 => format!("kiệt {}", rng.between(2, 90)),
        5..=6 => format!("số {}, kiệt {}", rng.between(1, 40), rng.between(2, 90)),
        7 => format!("xóm {}", rng.between(1, 6)),
        8 => "sau chợ, nhà thứ ba".to_owned(),
        _ => "ven đầm, cuối bờ kè".to_owned(),
    }
}

/// 010 is given to nobody, so that nobody real is ever called.
fn phone(rng: &mut Rng) -> String {
    format!("0100{:06}", rng.between(0, 999_999))
}

#[allow(clippy::cast_precision_loss)]
fn dwelling(rng: &mut Rng) -> Dwelling {
    Dwelling {
        area_m2: rng.percent(92).then(|| rng.between(18, 76) as f32),
        roof: Some(rng.weighed(&[
            (40, Roof::Metal),
            (28, Roof::FibreCement),
            (24, Roof::Tile),
            (6, Roof::Concrete),
            (2, Roof::Thatch),
        ])),
        wall: Some(rng.weighed(&[
            (74, Material::Masonry),
            (12, Material::Metal),
            (8, Material::Hardwood),
            (6, Material::Makeshift),
        ])),
        water: Some(rng.weighed(&[
            (72, Water::Tap),
            (16, Water::DrilledWell),
            (7, Water::ProtectedWell),
            (3, Water::OpenWell),
            (2, Water::Rain),
        ])),
        latrine: Some(rng.weighed(&[
            (58, Latrine::Septic),
            (18, Latrine::PourFlush),
            (10, Latrine::TwoVault),
            (9, Latrine::Makeshift),
            (5, Latrine::None),
        ])),
        ..Dwelling::default()
    }
}

/// The commune decides at the end of each year.
fn class(rng: &mut Rng, today: NaiveDate) -> Option<OfficialClass> {
    let (class, years) = rng.weighed(&[
        (34, (Some(Class::Poor), 1)),
        (36, (Some(Class::NearPoor), 1)),
        (8, (Some(Class::NearPoor), 2)),
        (10, (Some(Class::Escaped), 1)),
        (12, (None, 1)),
    ]);
    let since = NaiveDate::from_ymd_opt(today.year() - years, 12, 15)?;
    let decision = format!("{}/QĐ-UBND", 400 + 11 * years);
    Some(OfficialClass {
        class: class?,
        since,
        decision: Some(decision),
        entry: None,
    })
}
