//! What was typed of a new household, and the household that it makes.

use chrono::NaiveDate;
use dong_hanh_domain::household::Other;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{
    HamletId, Household, HouseholdId, Member, MemberId, NameError, PersonName, Relation, Sex,
};
use dong_hanh_form::Lang;
use serde::{Deserialize, Serialize};

use super::birth::{NoBirth, read_birth};
use super::phone::{NoPhone, read_phone};
use crate::replica::HouseholdRow;
use crate::words::households as words;

/// What was typed, as it is kept until it is saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Typed {
    /// The id that the household will have, once something was typed.
    #[serde(rename = "new_household")]
    pub(super) id: Option<HouseholdId>,
    pub(super) head: TypedPerson,
    pub(super) hamlet: Option<HamletId>,
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) others: Vec<TypedOther>,
}

/// What was typed of a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct TypedPerson {
    pub(super) name: String,
    pub(super) sex: Option<Sex>,
    pub(super) birth: String,
}

/// What was typed of somebody who is not the head.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct TypedOther {
    #[serde(flatten)]
    pub(super) person: TypedPerson,
    pub(super) relation: Option<Relation>,
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Name(NameError),
    NoSex,
    Birth(NoBirth),
    NoHamlet,
    Phone,
    NoRelation,
}

impl Fault {
    /// What to do, for the screen.
    pub(super) fn text(self, lang: Lang) -> String {
        match self {
            Self::Name(NameError::Empty) => words::new_name_missing(lang),
            Self::Name(NameError::TooLong) => words::new_name_long(lang, PersonName::MAX),
            Self::NoSex => words::new_sex_missing(lang),
            Self::Birth(NoBirth::Unread) => words::new_birth_unread(lang),
            Self::Birth(NoBirth::Ahead(year)) => words::new_birth_ahead(lang, year),
            Self::Birth(NoBirth::Old(year)) => words::new_birth_old(lang, year),
            Self::NoHamlet => words::new_hamlet_missing(lang),
            Self::Phone => words::new_phone_unread(lang),
            Self::NoRelation => words::new_relation_missing(lang),
        }
    }
}

impl TypedPerson {
    pub(super) fn name(&self) -> Result<PersonName, Fault> {
        PersonName::new(&self.name).map_err(Fault::Name)
    }

    pub(super) fn sex(&self) -> Result<Sex, Fault> {
        self.sex.ok_or(Fault::NoSex)
    }

    /// What is wrong with the birth.
    pub(super) fn birth_fault(&self, today: NaiveDate) -> Option<Fault> {
        read_birth(&self.birth, today).err().map(Fault::Birth)
    }

    pub(super) fn member(&self, id: MemberId, today: NaiveDate) -> Result<Member, Fault> {
        Ok(Member {
            birth: read_birth(&self.birth, today).map_err(Fault::Birth)?,
            ..Member::new(id, self.name()?, self.sex()?)
        })
    }
}

impl TypedOther {
    pub(super) fn relation(&self) -> Result<Relation, Fault> {
        self.relation.ok_or(Fault::NoRelation)
    }

    /// Who it is.
    ///
    /// # Errors
    /// The first fault.
    pub(super) fn other(&self, id: MemberId, today: NaiveDate) -> Result<Other, Fault> {
        Ok(Other {
            member: self.person.member(id, today)?,
            relation: self.relation()?,
        })
    }
}

impl Typed {
    pub(super) fn hamlet(&self) -> Result<HamletId, Fault> {
        self.hamlet.ok_or(Fault::NoHamlet)
    }

    /// The number as it is dialled.
    pub(super) fn phone(&self) -> Result<Option<String>, Fault> {
        read_phone(&self.phone).map_err(|NoPhone| Fault::Phone)
    }

    /// What was typed, in one line for each person and each fact; the first one says who the head is.
    pub(crate) fn lines(&self) -> Vec<String> {
        let others = self.others.iter().map(|other| &other.person);
        let people = std::iter::once(&self.head).chain(others);
        let people = people.map(|person| format!("{} {}", person.name, person.birth));
        let rest = [self.address.clone(), self.phone.clone()];
        let lines = people.chain(rest).map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Whether it is a household at all, and no other draft.
    pub(crate) fn is_begun(&self) -> bool {
        self.id.is_some()
    }

    /// It as it was kept.
    pub(super) fn read(kept: Option<&str>) -> Self {
        let typed = kept.and_then(|text| serde_json::from_str(text).ok());
        typed.unwrap_or_default()
    }

    /// It as it is kept; nothing where nothing was typed.
    pub(super) fn kept(&self) -> Option<String> {
        let text = self.has_words().then(|| serde_json::to_string(self));
        text.and_then(Result::ok)
    }

    /// Whether anything was typed that somebody could miss.
    pub(super) fn has_words(&self) -> bool {
        *self
            != Self {
                id: self.id,
                hamlet: self.hamlet,
                ..Self::default()
            }
    }

    /// How many places keep it from being saved.
    pub(super) fn faults(&self, today: NaiveDate) -> usize {
        let person = |person: &TypedPerson| {
            usize::from(person.name().is_err())
                + usize::from(person.sex().is_err())
                + usize::from(person.birth_fault(today).is_some())
        };
        let others: usize = self
            .others
            .iter()
            .map(|other| person(&other.person) + usize::from(other.relation().is_err()))
            .sum();
        person(&self.head)
            + others
            + usize::from(self.hamlet().is_err())
            + usize::from(self.phone().is_err())
    }

    /// The household; `new` makes one of a hamlet and a head, `id` an id for a person.
    ///
    /// # Errors
    /// The first fault.
    pub(super) fn household(
        &self,
        today: NaiveDate,
        id: impl Fn() -> MemberId,
        new: impl FnOnce(HamletId, Member) -> Household,
    ) -> Result<Household, Fault> {
        let others = self.others.iter().map(|other| other.other(id(), today));
        let others = others.collect::<Result<Vec<_>, Fault>>()?;
        let phone = self.phone()?;
        let head = self.head.member(id(), today)?;
        let mut household = new(self.hamlet()?, head);
        household.address = self.address.trim().to_owned();
        household.phone = phone;
        household.others = others;
        Ok(household)
    }

    /// A household of the same hamlet whose head bears the same name, marks aside.
    pub(super) fn same_as(&self, households: &[HouseholdRow]) -> Option<HouseholdId> {
        let name = fold(&self.head.name);
        let hamlet = self.hamlet?;
        // A single word is a name half typed.
        let is_whole = name.contains(' ');
        households
            .iter()
            .find(|row| is_whole && row.hamlet == hamlet && fold(row.name.as_str()) == name)
            .map(|row| row.id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::Courtesy;
    use uuid::Uuid;

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn typed() -> Typed {
        Typed {
            head: TypedPerson {
                name: " lê  thị bưởi ".into(),
                sex: Some(Sex::Female),
                birth: "1965".into(),
            },
            hamlet: Some(HamletId(Uuid::nil())),
            phone: "0905 123 456".into(),
            ..Typed::default()
        }
    }

    fn row(name: &str) -> HouseholdRow {
        HouseholdRow {
            id: HouseholdId(Uuid::max()),
            name: PersonName::new(name).unwrap(),
            courtesy: Courtesy::Ba,
            age: None,
            hamlet: HamletId(Uuid::nil()),
            address: String::new(),
            phone: None,
            class: None,
            size: 1,
            last_visit: None,
            on_device: false,
            same_as: None,
        }
    }

    #[test]
    fn the_same_name_is_noticed_without_its_marks_once_it_is_whole() {
        let households = [row("Lê Thị Bưởi")];
        assert_eq!(
            Typed {
                head: TypedPerson {
                    name: "le thi buoi".into(),
                    ..typed().head
                },
                ..typed()
            }
            .same_as(&households),
            Some(HouseholdId(Uuid::max()))
        );
        assert_eq!(
            Typed {
                head: TypedPerson {
                    name: "Lê".into(),
                    ..typed().head
                },
                ..typed()
            }
            .same_as(&[row("Lê")]),
            None
        );
        assert_eq!(
            Typed {
                hamlet: Some(HamletId(Uuid::max())),
                ..typed()
            }
            .same_as(&households),
            None
        );
    }

    #[test]
    fn every_place_that_is_wrong_is_counted() {
        assert_eq!(typed().faults(today()), 0);
        // Name, sex, hamlet; and of the other person name, sex, relation.
        let empty = Typed {
            others: vec![TypedOther::default()],
            ..Typed::default()
        };
        assert_eq!(empty.faults(today()), 6);
    }
}
