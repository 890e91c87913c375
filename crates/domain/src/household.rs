//! The long-lived record of a household and the people in it.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::extra::Extra;
use crate::fact::Versions;
use crate::ids::{HamletId, HouseholdId, MemberId, UserId};
use crate::name::PersonName;
use crate::people::Courtesy;

macro_rules! fact {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $words:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The Vietnamese words.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),+ }
            }
        }
    };
}

/// A household: its head is one of its people by construction, so none is without anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Where it lives.
    pub hamlet: HamletId,
    /// Mã hộ, as the office's list has it; none for a household that a volunteer found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The address inside the hamlet: `kiệt 12`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// A telephone number as it is dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Chủ hộ.
    pub head: Member,
    /// Everybody else who lives there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
    /// House, water, latrine.
    #[serde(default)]
    pub dwelling: Dwelling,
    /// People who lived there and do not any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// The official class, entered from the office's lists, never computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<OfficialClass>,
    /// The record that holds the same household, where it was registered twice. Visits stay with the record on which
    /// they were written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<HouseholdId>,
    /// Where it lived before, the first place first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Who said what of it last.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
    /// Who registered it.
    pub registered_by: UserId,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Household {
    /// A household of which nothing is known yet but where it lives and who its head is.
    #[must_use]
    pub fn new(id: HouseholdId, hamlet: HamletId, head: Member, registered_by: UserId) -> Self {
        Self {
            id,
            hamlet,
            code: None,
            address: String::new(),
            phone: None,
            head,
            others: Vec::new(),
            dwelling: Dwelling::default(),
            left: Vec::new(),
            class: None,
            same_as: None,
            moved: Vec::new(),
            versions: Versions::new(),
            registered_by,
            extra: Extra::default(),
        }
    }

    /// Everybody who lives there, the head first.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        std::iter::once(&self.head).chain(self.others.iter().map(|other| &other.member))
    }

    /// In which hamlet it lived at a moment.
    #[must_use]
    pub fn hamlet_at(&self, moment: DateTime<Utc>) -> HamletId {
        hamlet_at(&self.moved, self.hamlet, moment)
    }

    /// How many live there.
    #[must_use]
    pub fn size(&self) -> usize {
        1 + self.others.len()
    }
}

/// In which hamlet somebody lived at a moment who moved so and lives in `now`.
#[must_use]
pub fn hamlet_at(moved: &[Moved], now: HamletId, moment: DateTime<Utc>) -> HamletId {
    let then = moved.iter().find(|moved| moment < moved.until);
    then.map_or(now, |moved| moved.from)
}

/// A person in a household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Họ và tên.
    pub name: PersonName,
    /// Giới tính, as papers have it.
    pub sex: Sex,
    /// Date of birth, or the year where only that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<Birth>,
    /// Has health insurance (BHYT); `None` where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured: Option<bool>,
    /// What they live on or learn, in words: `bán rau`, `học lớp 4`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub occupation: String,
}

impl Member {
    /// Age in years on a day; an estimate where only the year of birth is known.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Option<u16> {
        let years = match self.birth? {
            Birth::Date(born) => day.years_since(born)?.try_into().ok()?,
            Birth::Year(year) => u16::try_from(day.year()).ok()?.checked_sub(year)?,
        };
        Some(years)
    }

    /// How this person is spoken of: `cháu` under 18, `anh` or `chị` to 54, `ông` or `bà` from 55;
    /// without a known age as an elder, which offends nobody.
    #[must_use]
    pub fn courtesy_on(&self, day: NaiveDate) -> Courtesy {
        match (self.age_on(day), self.sex) {
            (Some(0..18), _) => Courtesy::Chau,
            (Some(18..55), Sex::Male) => Courtesy::Anh,
            (Some(18..55), Sex::Female) => Courtesy::Chi,
            (_, Sex::Male) => Courtesy::Ong,
            (_, Sex::Female) => Courtesy::Ba,
        }
    }
}

/// A member who is not the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// Who.
    #[serde(flatten)]
    pub member: Member,
    /// Quan hệ với chủ hộ.
    pub relation: Relation,
}

/// Somebody who lived in a household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// Who, and how they were related to the head.
    #[serde(flatten)]
    pub who: Other,
    /// Why they do not live there any more.
    pub why: Leaving,
}

fact! {
    /// Why somebody does not live in a household any more.
    Leaving {
        /// Died.
        Died = "đã mất",
        /// Moved away.
        Moved = "chuyển đi nơi khác",
        /// Never lived there.
        Mistake = "ghi nhầm",
    }
}

/// A hamlet in which a household lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub from: HamletId,
    /// Until when, by the server's clock.
    pub until: DateTime<Utc>,
}

/// Giới tính (Mẫu 01 of Decision 24/2021/QĐ-TTg: 1 Nam, 2 Nữ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// Ngày hoặc năm sinh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Birth {
    /// The day is known.
    Date(NaiveDate),
    /// Only the year is known, as on many old papers.
    Year(u16),
}

/// Relation to the head (Mẫu 01 of Decision 24/2021/QĐ-TTg).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Vợ hoặc chồng.
    Spouse,
    /// Con.
    Child,
    /// Cháu.
    Grandchild,
    /// Bố hoặc mẹ.
    Parent,
    /// Anh, chị, em.
    Sibling,
    /// Khác.
    Other,
}

/// House, water and latrine, in the words of the indicators of Decree 07/2021/NĐ-CP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dwelling {
    /// Floor area in square metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_m2: Option<f32>,
    /// Mái.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roof: Option<Roof>,
    /// Tường.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<Material>,
    /// Nguồn nước sinh hoạt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water: Option<Water>,
    /// Nhà tiêu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latrine: Option<Latrine>,
}

fact! {
    /// What the roof is made of.
    Roof {
        /// Ngói.
        Tile = "ngói",
        /// Tôn.
        Metal = "tôn",
        /// Fibro xi măng.
        FibreCement = "fibro xi măng",
        /// Đổ bằng.
        Concrete = "đổ bằng",
        /// Tranh, lá.
        Thatch = "tranh, lá",
    }
}
fact! {
    /// What a wall or pillar is made of.
    Material {
        /// Gạch, đá, bê tông.
        Masonry = "gạch, bê tông",
        /// Gỗ bền chắc.
        Hardwood = "gỗ chắc",
        /// Tôn.
        Metal = "tôn",
        /// Tranh, tre, vật liệu tạm.
        Makeshift = "tre, vật liệu tạm",
    }
}
fact! {
    /// Where the household's water comes from (indicator 9).
    Water {
        /// Nước máy.
        Tap = "nước máy",
        /// Giếng khoan.
        DrilledWell = "giếng khoan",
        /// Giếng đào được bảo vệ.
        ProtectedWell = "giếng đào có nắp",
        /// Giếng đào hở.
        OpenWell = "giếng đào hở",
        /// Nước mưa.
        Rain = "nước mưa",
        /// Sông, suối, hồ.
        Surface = "sông, suối, hồ",
    }
}
fact! {
    /// Kind of latrine (indicator 10).
    Latrine {
        /// Tự hoại hoặc bán tự hoại.
        Septic = "tự hoại",
        /// Thấm dội nước.
        PourFlush = "thấm dội nước",
        /// Hai ngăn.
        TwoVault = "hai ngăn",
        /// Tạm.
        Makeshift = "tạm",
        /// Không có.
        None = "chưa có",
    }
}

/// What the commune decided, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialClass {
    /// The class.
    pub class: Class,
    /// The day of the decision.
    pub since: NaiveDate,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

fact! {
    /// Classes of Decree 07/2021/NĐ-CP, article 3.
    Class {
        /// Hộ nghèo.
        Poor = "hộ nghèo",
        /// Hộ cận nghèo.
        NearPoor = "hộ cận nghèo",
        /// Hộ vừa thoát nghèo.
        Escaped = "hộ thoát nghèo",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    fn born(birth: Option<Birth>, sex: Sex) -> Member {
        Member {
            id: MemberId(Uuid::nil()),
            name: PersonName::new("Trần Vy").unwrap(),
            sex,
            birth,
            insured: None,
            occupation: String::new(),
        }
    }

    #[rstest]
    #[case("2008-11-24", Sex::Female, Courtesy::Chi)]
    #[case("2008-11-25", Sex::Female, Courtesy::Chau)]
    #[case("1971-11-25", Sex::Male, Courtesy::Anh)]
    #[case("1971-11-24", Sex::Male, Courtesy::Ong)]
    fn address_changes_on_the_birthday(
        #[case] birth: &str,
        #[case] sex: Sex,
        #[case] expected: Courtesy,
    ) {
        let member = born(Some(Birth::Date(birth.parse().unwrap())), sex);
        assert_eq!(member.courtesy_on("2026-11-24".parse().unwrap()), expected);
    }

    #[test]
    fn somebody_born_tomorrow_has_no_age() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        assert_eq!(born(Some(Birth::Year(2027)), Sex::Male).age_on(today), None);
        assert_eq!(
            born(Some(Birth::Date(today.succ_opt().unwrap())), Sex::Male).age_on(today),
            None
        );
        assert_eq!(born(None, Sex::Female).courtesy_on(today), Courtesy::Ba);
    }

    #[test]
    fn a_year_and_a_day_of_birth_read_back_as_what_they_were() {
        for birth in [
            Birth::Year(1958),
            Birth::Date("1958-03-02".parse().unwrap()),
        ] {
            let text = serde_json::to_string(&birth).unwrap();
            assert_eq!(serde_json::from_str::<Birth>(&text).unwrap(), birth);
        }
    }

    #[test]
    fn what_a_newer_version_wrote_survives() {
        let text = r#"{"id":"00000000-0000-0000-0000-000000000000","hamlet":"00000000-0000-0000-0000-000000000000","head":{"id":"00000000-0000-0000-0000-000000000000","name":"Lê Bưởi","sex":"female"},"dwelling":{},"registered_by":"00000000-0000-0000-0000-000000000000","flood_level_cm":40}"#;
        let household: Household = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&household).unwrap(), text);
    }
}
