//! What was typed of a new household, and the household that it makes.

use chrono::NaiveDate;
use dong_hanh_domain::household::Other;
use dong_hanh_domain::near::Traits;
use dong_hanh_domain::{
    HamletId, Household, HouseholdId, Member, MemberId, NameError, PersonName, Relation, Sex,
};
use dong_hanh_form::Lang;
use serde::{Deserialize, Serialize};

use super::birth::{NoBirth, read_birth};
use super::phone::{NoPhone, read_phone};
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

    /// By what it is compared with the households that are known; `None` while too little was typed. What stands above
    /// the address is enough for a first look.
    pub(super) fn traits(&self, today: NaiveDate, whole: bool) -> Option<Traits> {
        let has_name = self.head.name.trim().contains(' ');
        let (address, phone) = if whole {
            (self.address.as_str(), self.phone.as_str())
        } else {
            ("", "")
        };
        let birth = read_birth(&self.head.birth, today).ok().flatten();
        let traits = || Traits::new(&self.head.name, birth, self.hamlet, address, phone, []);
        (has_name || !phone.trim().is_empty()).then(traits)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

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

    #[wasm_bindgen_test]
    fn what_is_typed_is_compared_once_there_is_a_name_or_a_number() {
        let named = |name: &str, phone: &str| Typed {
            head: TypedPerson {
                name: name.into(),
                ..typed().head
            },
            phone: phone.into(),
            ..typed()
        };
        let compared = |typed: Typed, whole| typed.traits(today(), whole).is_some();
        assert!(!compared(named("Lê", ""), true));
        assert!(compared(named("Lê Bưởi", ""), false));
        assert!(compared(named("Lê", "0905"), true));
        assert!(!compared(named("Lê", "0905"), false));
        let known = Traits::new("Lê Thị Bưởi", None, None, "", "0905123456", []);
        let alike = |whole| {
            typed()
                .traits(today(), whole)
                .and_then(|traits| traits.likeness(&known))
        };
        assert!(alike(true).is_some() && alike(false).is_none());
    }

    #[wasm_bindgen_test]
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
