//! What is known of a household, fact by fact: each has a value, and who said it last.
//!
//! Two people change different facts of one household without meeting; two who change the same fact without having
//! seen each other clash, and both values are kept (SPEC.md S7).

mod property;
mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::household::{
    Birth, Household, Latrine, Leaving, Left, Material, Member, OfficialClass, Other, Relation,
    Roof, Sex, Water,
};
use crate::ids::{HamletId, HouseholdId, MemberId, OperationId, UserId, VisitId};
use crate::name::PersonName;
use crate::units::serde_as_text;

pub use property::Property;

/// One thing that is known of a household, with what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "is", rename_all = "snake_case")]
pub enum Fact {
    /// Mã hộ.
    Code(Option<String>),
    /// The address inside the hamlet.
    Address(String),
    /// A telephone number.
    Phone(Option<String>),
    /// Floor area in square metres.
    Area(Option<f32>),
    /// Mái.
    Roof(Option<Roof>),
    /// Tường.
    Wall(Option<Material>),
    /// Nguồn nước sinh hoạt.
    Water(Option<Water>),
    /// Nhà tiêu.
    Latrine(Option<Latrine>),
    /// The official class.
    Class(Option<OfficialClass>),
    /// Who is chủ hộ.
    Head(Heading),
    /// Where the household lives. An officer moves it.
    Hamlet(HamletId),
    /// The record that holds the same household, where it was registered twice. An officer says so.
    SameAs(Option<HouseholdId>),
    /// Something about one of its people.
    Member {
        /// Whom.
        member: MemberId,
        /// What.
        #[serde(flatten)]
        fact: MemberFact,
    },
}

/// One thing that is known of a person in a household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", content = "value", rename_all = "snake_case")]
pub enum MemberFact {
    /// Họ và tên.
    Name(PersonName),
    /// Giới tính.
    Sex(Sex),
    /// Date or year of birth.
    Birth(Option<Birth>),
    /// Has health insurance (BHYT).
    Insured(Option<bool>),
    /// What they live on or learn.
    Occupation(String),
    /// Quan hệ với chủ hộ. The head has none.
    Relation(Relation),
    /// Whether they live there: `None`, or why not any more.
    Gone(Option<Leaving>),
}

/// Somebody becomes the head of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Who.
    pub who: MemberId,
    /// What the one who was the head before is to them.
    pub former: Relation,
}

/// Somebody lives in a household whom the record did not have, or something about it is otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum HouseholdChange {
    /// A fact is this.
    Set(Fact),
    /// One more person lives there. They have an id of their own, so that nobody else can have added them.
    Add {
        /// Who, and how they are related to the head.
        member: Box<Other>,
    },
}

/// Names a fact of a household.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// [`Fact::Code`].
    Code,
    /// [`Fact::Address`].
    Address,
    /// [`Fact::Phone`].
    Phone,
    /// [`Fact::Area`].
    Area,
    /// [`Fact::Roof`].
    Roof,
    /// [`Fact::Wall`].
    Wall,
    /// [`Fact::Water`].
    Water,
    /// [`Fact::Latrine`].
    Latrine,
    /// [`Fact::Class`].
    Class,
    /// [`Fact::Head`].
    Head,
    /// [`Fact::Hamlet`].
    Hamlet,
    /// [`Fact::SameAs`].
    SameAs,
    /// [`Fact::Member`].
    Member(MemberId, MemberKey),
    /// One that a newer version knows.
    Other(String),
}

/// Names a fact of a person in a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberKey {
    /// [`MemberFact::Name`].
    Name,
    /// [`MemberFact::Sex`].
    Sex,
    /// [`MemberFact::Birth`].
    Birth,
    /// [`MemberFact::Insured`].
    Insured,
    /// [`MemberFact::Occupation`].
    Occupation,
    /// [`MemberFact::Relation`].
    Relation,
    /// [`MemberFact::Gone`].
    Gone,
}

/// Who said something, and how it was heard of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The operation that said it, which is the version of the fact.
    pub operation: OperationId,
    /// Who.
    pub by: UserId,
    /// When, by the device's clock as the server corrected it.
    pub at: DateTime<Utc>,
    /// The visit on which it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<VisitId>,
}

/// Who said each fact last; what is not here is as it was registered.
pub type Versions = BTreeMap<FactKey, Said>;

impl Fact {
    /// What names it.
    #[must_use]
    pub fn key(&self) -> FactKey {
        match self {
            Self::Code(_) => FactKey::Code,
            Self::Address(_) => FactKey::Address,
            Self::Phone(_) => FactKey::Phone,
            Self::Area(_) => FactKey::Area,
            Self::Roof(_) => FactKey::Roof,
            Self::Wall(_) => FactKey::Wall,
            Self::Water(_) => FactKey::Water,
            Self::Latrine(_) => FactKey::Latrine,
            Self::Class(_) => FactKey::Class,
            Self::Head(_) => FactKey::Head,
            Self::Hamlet(_) => FactKey::Hamlet,
            Self::SameAs(_) => FactKey::SameAs,
            Self::Member { member, fact } => FactKey::Member(*member, fact.key()),
        }
    }

    /// Whether two people who said this mean the same.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Head(one), Self::Head(other)) => one.who == other.who,
            (one, other) => one == other,
        }
    }

    /// Whether only an officer may say it: it changes who looks after the household, or what the office decided.
    #[must_use]
    pub fn is_of_the_office(&self) -> bool {
        matches!(
            self,
            Self::Hamlet(_) | Self::SameAs(_) | Self::Class(_) | Self::Code(_)
        )
    }
}

impl MemberFact {
    fn key(&self) -> MemberKey {
        match self {
            Self::Name(_) => MemberKey::Name,
            Self::Sex(_) => MemberKey::Sex,
            Self::Birth(_) => MemberKey::Birth,
            Self::Insured(_) => MemberKey::Insured,
            Self::Occupation(_) => MemberKey::Occupation,
            Self::Relation(_) => MemberKey::Relation,
            Self::Gone(_) => MemberKey::Gone,
        }
    }
}

impl Household {
    /// What is known under a name; `None` for somebody who was never there, or what this version does not know.
    #[must_use]
    pub fn fact(&self, key: &FactKey) -> Option<Fact> {
        Some(match key {
            FactKey::Code => Fact::Code(self.code.clone()),
            FactKey::Address => Fact::Address(self.address.clone()),
            FactKey::Phone => Fact::Phone(self.phone.clone()),
            FactKey::Area => Fact::Area(self.dwelling.area_m2),
            FactKey::Roof => Fact::Roof(self.dwelling.roof),
            FactKey::Wall => Fact::Wall(self.dwelling.wall),
            FactKey::Water => Fact::Water(self.dwelling.water),
            FactKey::Latrine => Fact::Latrine(self.dwelling.latrine),
            FactKey::Class => Fact::Class(self.class.clone()),
            // What the one before was is not kept; whoever is the head is what counts.
            FactKey::Head => Fact::Head(Heading {
                who: self.head.id,
                former: Relation::Other,
            }),
            FactKey::Hamlet => Fact::Hamlet(self.hamlet),
            FactKey::SameAs => Fact::SameAs(self.same_as),
            FactKey::Member(member, key) => Fact::Member {
                member: *member,
                fact: self.member_fact(*member, *key)?,
            },
            FactKey::Other(_) => return None,
        })
    }

    fn member_fact(&self, id: MemberId, key: MemberKey) -> Option<MemberFact> {
        let left = self.left.iter().find(|left| left.who.member.id == id);
        let other = self.others.iter().find(|other| other.member.id == id);
        let other = other.or(left.map(|left| &left.who));
        let member = match other {
            Some(other) => &other.member,
            None if self.head.id == id => &self.head,
            None => return None,
        };
        Some(match key {
            MemberKey::Name => MemberFact::Name(member.name.clone()),
            MemberKey::Sex => MemberFact::Sex(member.sex),
            MemberKey::Birth => MemberFact::Birth(member.birth),
            MemberKey::Insured => MemberFact::Insured(member.insured),
            MemberKey::Occupation => MemberFact::Occupation(member.occupation.clone()),
            MemberKey::Relation => MemberFact::Relation(other?.relation),
            MemberKey::Gone => MemberFact::Gone(left.map(|left| left.why)),
        })
    }

    /// Whether a fact could be set: its person is known, and a head is neither related to himself nor gone.
    #[must_use]
    pub fn takes(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Head(Heading { who, .. }) => {
                self.head.id == *who || self.others.iter().any(|other| other.member.id == *who)
            }
            Fact::SameAs(Some(other)) => *other != self.id,
            Fact::Member { member, fact } => match fact {
                MemberFact::Gone(Some(_)) | MemberFact::Relation(_) if self.head.id == *member => {
                    false
                }
                _ => self.member_fact(*member, MemberKey::Name).is_some(),
            },
            _ => true,
        }
    }

    /// Sets a fact that it [takes](Self::takes); another one changes nothing.
    pub fn set(&mut self, fact: Fact) {
        if !self.takes(&fact) {
            return;
        }
        match fact {
            Fact::Code(code) => self.code = code,
            Fact::Address(address) => self.address = address,
            Fact::Phone(phone) => self.phone = phone,
            Fact::Area(area) => self.dwelling.area_m2 = area,
            Fact::Roof(roof) => self.dwelling.roof = roof,
            Fact::Wall(wall) => self.dwelling.wall = wall,
            Fact::Water(water) => self.dwelling.water = water,
            Fact::Latrine(latrine) => self.dwelling.latrine = latrine,
            Fact::Class(class) => self.class = class,
            Fact::Head(heading) => self.put_at_the_head(heading),
            Fact::Hamlet(hamlet) => self.hamlet = hamlet,
            Fact::SameAs(other) => self.same_as = other,
            Fact::Member { member, fact } => self.set_member(member, fact),
        }
    }

    /// Adds somebody, unless they were there already.
    pub fn add(&mut self, other: Other) {
        if self.member_fact(other.member.id, MemberKey::Name).is_none() {
            self.others.push(other);
        }
    }

    fn put_at_the_head(&mut self, heading: Heading) {
        let next = self
            .others
            .iter_mut()
            .find(|other| other.member.id == heading.who);
        if let Some(next) = next {
            std::mem::swap(&mut self.head, &mut next.member);
            next.relation = heading.former;
        }
    }

    fn set_member(&mut self, id: MemberId, fact: MemberFact) {
        match fact {
            MemberFact::Gone(Some(why)) => {
                let at = self.others.iter().position(|other| other.member.id == id);
                if let Some(at) = at {
                    let who = self.others.remove(at);
                    self.left.push(Left { who, why });
                } else if let Some(left) =
                    self.left.iter_mut().find(|left| left.who.member.id == id)
                {
                    left.why = why;
                }
                return;
            }
            MemberFact::Gone(None) => {
                let at = self.left.iter().position(|left| left.who.member.id == id);
                self.others.extend(at.map(|at| self.left.remove(at).who));
                return;
            }
            _ => {}
        }
        let left = self.left.iter_mut().map(|left| &mut left.who);
        let other = self
            .others
            .iter_mut()
            .chain(left)
            .find(|other| other.member.id == id);
        let member = match other {
            Some(other) => {
                if let MemberFact::Relation(relation) = fact {
                    other.relation = relation;
                    return;
                }
                &mut other.member
            }
            None => &mut self.head,
        };
        match fact {
            MemberFact::Name(name) => member.name = name,
            MemberFact::Sex(sex) => member.sex = sex,
            MemberFact::Birth(birth) => member.birth = birth,
            MemberFact::Insured(insured) => member.insured = insured,
            MemberFact::Occupation(occupation) => member.occupation = occupation,
            MemberFact::Relation(_) | MemberFact::Gone(_) => {}
        }
    }

    /// Whether somebody who says this has to have seen what is known under `known`: the fact itself; all that is known
    /// of somebody who is said to be gone, or to have been there after all; and what those two are to the head of whom
    /// one takes the other's place.
    #[must_use]
    pub fn has_to_see(&self, fact: &Fact, known: &FactKey) -> bool {
        match (fact, known) {
            (
                Fact::Member {
                    member: of,
                    fact: MemberFact::Gone(_),
                },
                FactKey::Member(whom, _),
            ) => of == whom,
            (Fact::Member { member: of, .. }, FactKey::Member(whom, MemberKey::Gone)) => of == whom,
            (Fact::Head(heading), FactKey::Member(whom, MemberKey::Relation)) => {
                *whom == heading.who || *whom == self.head.id
            }
            (fact, known) => fact.key() == *known,
        }
    }

    /// Who said last what somebody who says this has to have seen.
    pub fn beside<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = (&'a FactKey, &'a Said)> {
        self.versions
            .iter()
            .filter(move |(known, _)| self.has_to_see(fact, known))
    }

    /// The versions that somebody sees who looks at these facts now, for [`beside`](Self::beside) later.
    #[must_use]
    pub fn seen(&self, facts: &[Fact]) -> BTreeSet<OperationId> {
        let said = facts.iter().flat_map(|fact| self.beside(fact));
        said.map(|(_, said)| said.operation).collect()
    }
}

impl Other {
    /// All that is known of them, fact by fact.
    #[must_use]
    pub fn facts(&self) -> [Fact; 6] {
        let Member {
            id,
            name,
            sex,
            birth,
            insured,
            occupation,
        } = self.member.clone();
        [
            MemberFact::Name(name),
            MemberFact::Sex(sex),
            MemberFact::Birth(birth),
            MemberFact::Insured(insured),
            MemberFact::Occupation(occupation),
            MemberFact::Relation(self.relation),
        ]
        .map(|fact| Fact::Member { member: id, fact })
    }
}

impl MemberKey {
    const NAMES: [(Self, &'static str); 7] = [
        (Self::Name, "name"),
        (Self::Sex, "sex"),
        (Self::Birth, "birth"),
        (Self::Insured, "insured"),
        (Self::Occupation, "occupation"),
        (Self::Relation, "relation"),
        (Self::Gone, "gone"),
    ];
}

impl FactKey {
    const NAMES: [(Self, &'static str); 12] = [
        (Self::Code, "code"),
        (Self::Address, "address"),
        (Self::Phone, "phone"),
        (Self::Area, "area"),
        (Self::Roof, "roof"),
        (Self::Wall, "wall"),
        (Self::Water, "water"),
        (Self::Latrine, "latrine"),
        (Self::Class, "class"),
        (Self::Head, "head"),
        (Self::Hamlet, "hamlet"),
        (Self::SameAs, "same_as"),
    ];
}

impl fmt::Display for FactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(member, key) => {
                let name = MemberKey::NAMES.iter().find(|(known, _)| known == key);
                write!(f, "member:{member}:{}", name.map_or("", |(_, name)| name))
            }
            Self::Other(text) => f.write_str(text),
            key => {
                let name = Self::NAMES.iter().find(|(known, _)| known == key);
                f.write_str(name.map_or("", |(_, name)| name))
            }
        }
    }
}

impl FromStr for FactKey {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let member = || {
            let (id, name) = text.strip_prefix("member:")?.split_once(':')?;
            let (key, _) = MemberKey::NAMES.iter().find(|(_, known)| *known == name)?;
            Some(Self::Member(id.parse().ok()?, *key))
        };
        let known = Self::NAMES.iter().find(|(_, name)| *name == text);
        let known = known.map(|(key, _)| key.clone()).or_else(member);
        Ok(known.unwrap_or_else(|| Self::Other(text.to_owned())))
    }
}

serde_as_text!(FactKey);

#[cfg(test)]
mod tests;
