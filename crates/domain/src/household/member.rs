//! The people of a household: who they are, and what is known of each.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::living::{Allowance, Attends, Disability, Ethnicity, Learnt, Work};
use super::word::fact;
use crate::extra::Extra;
use crate::ids::MemberId;
use crate::name::PersonName;
use crate::people::Courtesy;

/// A person in a household; each `None` where nobody asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
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
    /// Has health insurance (BHYT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured: Option<bool>,
    /// What they live on or learn, in words: `bán rau`, `học lớp 4`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub occupation: String,
    /// Việc làm.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
    /// Đang học gì.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub attends: Option<Attends>,
    /// Bằng cấp, nghề cao nhất.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub learnt: Option<Learnt>,
    /// Khuyết tật.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub disability: Option<Disability>,
    /// Trợ cấp xã hội hằng tháng.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub allowance: Option<Allowance>,
    /// A child that the health station reported as malnourished, by height or weight for the age. Data on health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malnourished: Option<bool>,
    /// Uses the Internet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// Dân tộc.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Ethnicity>,
    /// What a newer version knows of them.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Member {
    /// Somebody of whom nothing is known yet but who they are.
    #[must_use]
    pub fn new(id: MemberId, name: PersonName, sex: Sex) -> Self {
        Self {
            id,
            name,
            sex,
            birth: None,
            insured: None,
            occupation: String::new(),
            work: None,
            attends: None,
            learnt: None,
            disability: None,
            allowance: None,
            malnourished: None,
            online: None,
            ethnicity: None,
            extra: Extra::default(),
        }
    }

    /// Age in years on a day; an estimate where only the year of birth is known.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Option<u16> {
        self.ages_on(day).map(|(_, most)| most)
    }

    /// The least and the most that somebody can be old on a day, in years: where only the year of birth is known, they
    /// may or may not have had their birthday.
    #[must_use]
    pub fn ages_on(&self, day: NaiveDate) -> Option<(u16, u16)> {
        match self.birth? {
            Birth::Date(born) => {
                let years = day.years_since(born)?.try_into().ok()?;
                Some((years, years))
            }
            Birth::Year(year) => {
                let years = u16::try_from(day.year()).ok()?.checked_sub(year)?;
                Some((years.saturating_sub(1), years))
            }
        }
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
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Who.
    pub member: Member,
    /// Quan hệ với chủ hộ.
    pub relation: Relation,
}

/// Somebody who lived in a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// Who, and how they were related to the head.
    pub who: Other,
    /// Why they do not live there any more.
    pub why: Leaving,
}

fact! {
    /// Why somebody does not live in a household any more.
    Leaving {
        /// Died.
        Died "died" = "đã mất" / "died",
        /// Moved away.
        Moved "moved" = "chuyển đi nơi khác" / "moved away",
        /// Never lived there.
        Mistake "mistake" = "ghi nhầm" / "recorded by mistake",
    }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    fn born(birth: Option<Birth>, sex: Sex) -> Member {
        let name = PersonName::new("Trần Vy").unwrap();
        Member {
            birth,
            ..Member::new(MemberId(Uuid::nil()), name, sex)
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
    fn a_year_of_birth_leaves_a_year_open() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let ages = |birth| born(Some(birth), Sex::Male).ages_on(today);
        assert_eq!(ages(Birth::Year(2010)), Some((15, 16)));
        assert_eq!(ages(Birth::Year(2026)), Some((0, 0)));
        let day = Birth::Date("2010-11-25".parse().unwrap());
        assert_eq!(ages(day), Some((15, 15)));
    }
}
