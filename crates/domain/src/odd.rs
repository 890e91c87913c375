//! What is odd in a household, with the fact at which it stands: asked about there, and never a reason to lose it.

use chrono::{Datelike, NaiveDate};

use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Birth, Household, Member, Relation};
use crate::ids::MemberId;
use crate::search::fold;

/// Nobody who is visited is older than this, in years.
pub const OLDEST: u16 = 120;
/// Who is younger is asked about as the head of a household, in years.
pub const YOUNGEST_HEAD: u16 = 15;
/// The largest home that is believed, in square metres.
pub const LARGEST_M2: f32 = 2000.0;
/// The highest income score that is believed; the line lies at 140 and 175 (Circular 07/2021/TT-BLĐTBXH).
pub const HIGHEST_SCORE: u16 = 999;
/// More people than any home has of whom one thing can be said; the forms ask no more.
pub const MOST_PEOPLE: u16 = 30;
/// An income of a person over this in a month has a zero too many, in đồng: the self-check of a file asks about it.
/// What a gift is worth is asked about where it is written down, and may be more all the same: a house is.
pub const MOST_DONG: u64 = 1_000_000_000;

/// Something that can hardly be.
#[derive(Clone, Debug, PartialEq)]
pub enum Odd {
    /// Somebody is still to be born.
    BornAhead {
        /// Who.
        who: MemberId,
    },
    /// Somebody would be older than anybody is.
    TooOld {
        /// Who.
        who: MemberId,
        /// How old they would be, in years.
        age: u16,
    },
    /// A child is the head.
    ChildHead {
        /// How old the head is at most, in years.
        age: u16,
    },
    /// Somebody is younger than their child, or not much older.
    YoungParent {
        /// The one whose relation or birth is asked about.
        who: MemberId,
    },
    /// Somebody bears the name and the year of birth of somebody else in the household.
    Twice {
        /// Who, after the other one.
        who: MemberId,
    },
    /// There are two spouses of the head.
    SecondSpouse {
        /// The second one.
        who: MemberId,
    },
    /// A house of no size.
    NoArea,
    /// A house larger than homes are.
    LargeArea,
}

impl Odd {
    /// The fact that is asked about; of the head's age their birth.
    #[must_use]
    pub fn field(&self, household: &Household) -> FactKey {
        match self {
            Self::BornAhead { who } | Self::TooOld { who, .. } => {
                FactKey::Member(*who, MemberKey::Birth)
            }
            Self::ChildHead { .. } => FactKey::Member(household.head.id, MemberKey::Birth),
            Self::YoungParent { who } | Self::SecondSpouse { who } => {
                FactKey::Member(*who, MemberKey::Relation)
            }
            Self::Twice { who } => FactKey::Member(*who, MemberKey::Gone),
            Self::NoArea | Self::LargeArea => FactKey::Area,
        }
    }

    /// The question, in a sentence.
    #[must_use]
    pub fn both(&self, household: &Household) -> Both<String> {
        let name = |who: &MemberId| {
            let mut members = household.members();
            let member = members.find(|member| member.id == *who);
            member.map_or_else(String::new, |member| member.name.to_string())
        };
        match self {
            Self::BornAhead { who } => {
                let name = name(who);
                Both::new(
                    format!("Ngày sinh của {name} chưa tới. Có ghi nhầm không?"),
                    format!("The birth of {name} is still to come. Is it right?"),
                )
            }
            Self::TooOld { who, age } => {
                let name = name(who);
                Both::new(
                    format!("{name} {age} tuổi? Xin xem lại năm sinh."),
                    format!("Is {name} {age} years old? Please check the birth."),
                )
            }
            Self::ChildHead { age } => {
                let name = &household.head.name;
                Both::new(
                    format!(
                        "Chủ hộ {name} mới {age} tuổi? Xin xem lại năm sinh, hoặc ai là chủ hộ."
                    ),
                    format!(
                        "Is the head {name} only {age} years old? Please check the birth, or who the head is."
                    ),
                )
            }
            Self::YoungParent { who } => {
                let name = name(who);
                Both::new(
                    format!("Tuổi của {name} và quan hệ với chủ hộ không khớp. Xin xem lại."),
                    format!(
                        "The age of {name} does not fit the relation to the head. Please check."
                    ),
                )
            }
            Self::Twice { who } => {
                let name = name(who);
                Both::new(
                    format!(
                        "{name} có trong hộ hai lần, cùng tên, cùng năm sinh. Có ghi trùng không?"
                    ),
                    format!(
                        "{name} is in the household twice, with the same year of birth. Is it one person?"
                    ),
                )
            }
            Self::SecondSpouse { who } => {
                let name = name(who);
                Both::new(
                    format!(
                        "Chủ hộ đã có vợ hoặc chồng, {name} cũng ghi là vợ hoặc chồng. Xin xem lại."
                    ),
                    format!(
                        "The head has a spouse already, and {name} is recorded as one too. Please check."
                    ),
                )
            }
            Self::NoArea => Both::new(
                "Nhà rộng 0 m²? Chưa đo thì để trống.".to_owned(),
                "Is the house 0 m² large? Leave it empty if nobody measured.".to_owned(),
            ),
            Self::LargeArea => Both::new(
                "Nhà rộng hơn 2.000 m²? Có thừa số 0 không?".to_owned(),
                "Is the house larger than 2,000 m²? Is there a zero too many?".to_owned(),
            ),
        }
    }
}

impl Household {
    /// What is odd in it on a day, in the order in which it is shown; of who has left nothing is asked.
    #[must_use]
    pub fn odd(&self, day: NaiveDate) -> Vec<Odd> {
        let mut odd = Vec::new();
        if let Some((_, age)) = self.head.ages_on(day) {
            odd.extend((age < YOUNGEST_HEAD).then_some(Odd::ChildHead { age }));
        }
        for (at, member) in self.members().enumerate() {
            let who = member.id;
            odd.extend(birth(member, day));
            let mut before = self.members().take(at);
            odd.extend(
                before
                    .any(|other| is_same(other, member))
                    .then_some(Odd::Twice { who }),
            );
        }
        let mut spouses = self
            .others
            .iter()
            .filter(|other| other.relation == Relation::Spouse);
        let second = spouses.nth(1).map(|other| other.member.id);
        odd.extend(second.map(|who| Odd::SecondSpouse { who }));
        for other in &self.others {
            let (parent, child) = match other.relation {
                Relation::Parent => (&other.member, &self.head),
                Relation::Child => (&self.head, &other.member),
                _ => continue,
            };
            let years = |member: &Member| member.birth.map(year);
            let are_odd = years(parent)
                .zip(years(child))
                .is_some_and(|(parent, child)| child < parent.saturating_add(YOUNGEST_PARENT));
            let who = other.member.id;
            odd.extend(are_odd.then_some(Odd::YoungParent { who }));
        }
        odd.extend(self.dwelling.area_m2.and_then(area));
        odd
    }
}

/// Who is not so many years older is nobody's parent.
const YOUNGEST_PARENT: i32 = 12;

/// What is odd in somebody's birth.
fn birth(member: &Member, day: NaiveDate) -> Option<Odd> {
    let who = member.id;
    let birth = member.birth?;
    let is_ahead = match birth {
        Birth::Date(date) => date > day,
        Birth::Year(_) => year(birth) > day.year(),
    };
    if is_ahead {
        return Some(Odd::BornAhead { who });
    }
    let (age, _) = member.ages_on(day)?;
    (age > OLDEST).then_some(Odd::TooOld { who, age })
}

fn year(birth: Birth) -> i32 {
    match birth {
        Birth::Date(date) => date.year(),
        Birth::Year(year) => year.into(),
    }
}

fn is_same(one: &Member, other: &Member) -> bool {
    let years = one.birth.map(year).zip(other.birth.map(year));
    // Of whom no year is known, the name has to do: it is a question.
    let may_be_of_a_year = years.is_none_or(|(one, other)| one == other);
    may_be_of_a_year && fold(one.name.as_str()) == fold(other.name.as_str())
}

fn area(area: f32) -> Option<Odd> {
    if area.is_nan() || area <= 0.0 {
        return Some(Odd::NoArea);
    }
    (area > LARGEST_M2).then_some(Odd::LargeArea)
}

#[cfg(test)]
mod tests;
