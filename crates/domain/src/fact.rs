//! What is known of a household, fact by fact: each has a value, and who said it last.
//!
//! Two people change different facts of one household without meeting; two who change the same fact without having
//! seen each other clash, and both values are kept (SPEC.md S7).

pub mod history;
mod key;
pub mod past;
mod property;
mod record;
mod said;
mod seen;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::help::{
    CommitmentId, CommitmentState, Helped, NeedKind, NeedState, Pair, Promise, Support, SupportId,
};
use crate::household::{
    Allowance, Attends, Birth, Counted, Device, Disability, Ended, Ethnicity, Latrine, Learnt,
    Leaving, Material, OfficialClass, Other, Place, Relation, Roof, Sex, Water, Work,
};
use crate::ids::{HamletId, HouseholdId, MemberId, RequestId};
use crate::name::PersonName;
use crate::request::{Course, Request};

pub use history::{History, Was};
pub use key::{FactKey, MemberKey};
pub use past::{Change, Past, Spoken};
pub use property::{Property, Takes};
pub use told::{Occasion, Said, Teller};

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
    /// Cột.
    Pillar(Option<Material>),
    /// Nguồn nước sinh hoạt.
    Water(Option<Water>),
    /// Nhà tiêu.
    Latrine(Option<Latrine>),
    /// Whether anybody in the house uses the Internet.
    Internet(Option<bool>),
    /// By what news reach the household; an empty set says that it has nothing.
    Devices(Option<BTreeSet<Device>>),
    /// How many of its people lack something, counted all at once.
    Count {
        /// Whom.
        counted: Counted,
        /// How many; `None` where nobody asked.
        people: Option<u16>,
    },
    /// Where the house lies on the map.
    Place(Option<Place>),
    /// The official class.
    Class(Option<OfficialClass>),
    /// Điểm thu nhập (điểm A) of the last review; the office enters it.
    IncomeScore(Option<u16>),
    /// Why and since when the household is none of the commune's any more. An officer says so.
    Ended(Option<Ended>),
    /// Who is chủ hộ.
    Head(Heading),
    /// Where the household lives. An officer moves it.
    Hamlet(HamletId),
    /// The record that holds the same household, where it was registered twice. An officer says so.
    SameAs(Option<HouseholdId>),
    /// Whether another record, however like this one, is another household; `false` where nobody has said. An officer
    /// says so.
    NotSame {
        /// The other record.
        other: HouseholdId,
        /// Whether it is.
        is_so: bool,
    },
    /// What has become of a need.
    Need {
        /// Which.
        need: NeedKind,
        /// What.
        state: NeedState,
    },
    /// What has become of a promise.
    Commitment {
        /// Which.
        commitment: CommitmentId,
        /// What.
        state: CommitmentState,
    },
    /// What somebody promised outside a visit; `None` takes back what was written down wrongly.
    Promise {
        /// Which.
        promise: CommitmentId,
        /// What.
        made: Option<Box<Promise>>,
    },
    /// Help that came outside a visit; `None` takes back what was written down wrongly.
    Support {
        /// Which.
        support: SupportId,
        /// What.
        came: Option<Box<Support>>,
    },
    /// Whether what came has helped, also what a visit told of; `None` where nobody has asked.
    Helped {
        /// Which.
        support: SupportId,
        /// Whether.
        helped: Option<Helped>,
    },
    /// Whether two records are of one gift; `None` where nobody has said. An officer says so.
    SameGift {
        /// Which two.
        pair: Pair,
        /// Whether they are.
        is_one: Option<bool>,
    },
    /// What somebody asks for about their data; `None` takes back what was written down wrongly.
    Request {
        /// Which.
        request: RequestId,
        /// What.
        made: Option<Box<Request>>,
    },
    /// What was done about it. An officer says so.
    RequestCourse {
        /// Which.
        request: RequestId,
        /// What.
        course: Box<Course>,
    },
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
    /// Việc làm.
    Work(Option<Work>),
    /// Đang học gì.
    Attends(Option<Attends>),
    /// Bằng cấp, nghề cao nhất.
    Learnt(Option<Learnt>),
    /// Khuyết tật.
    Disability(Option<Disability>),
    /// Trợ cấp xã hội hằng tháng.
    Allowance(Option<Allowance>),
    /// Suy dinh dưỡng.
    Malnourished(Option<bool>),
    /// Uses the Internet.
    Online(Option<bool>),
    /// Dân tộc.
    Ethnicity(Option<Ethnicity>),
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
            Self::Pillar(_) => FactKey::Pillar,
            Self::Water(_) => FactKey::Water,
            Self::Latrine(_) => FactKey::Latrine,
            Self::Internet(_) => FactKey::Internet,
            Self::Devices(_) => FactKey::Devices,
            Self::Count { counted, .. } => FactKey::Count(*counted),
            Self::Place(_) => FactKey::Place,
            Self::Class(_) => FactKey::Class,
            Self::IncomeScore(_) => FactKey::IncomeScore,
            Self::Ended(_) => FactKey::Ended,
            Self::Head(_) => FactKey::Head,
            Self::Hamlet(_) => FactKey::Hamlet,
            Self::SameAs(_) => FactKey::SameAs,
            Self::NotSame { other, .. } => FactKey::NotSame(*other),
            Self::Need { need, .. } => FactKey::Need(*need),
            Self::Commitment { commitment, .. } => FactKey::Commitment(*commitment),
            Self::Promise { promise, .. } => FactKey::Promise(*promise),
            Self::Support { support, .. } => FactKey::Support(*support),
            Self::Helped { support, .. } => FactKey::Helped(*support),
            Self::SameGift { pair, .. } => FactKey::SameGift(*pair),
            Self::Request { request, .. } => FactKey::Request(*request),
            Self::RequestCourse { request, .. } => FactKey::RequestCourse(*request),
            Self::Member { member, fact } => FactKey::Member(*member, fact.key()),
        }
    }

    /// Whether it says that nothing is known.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Code(is) | Self::Phone(is) => is.is_none(),
            Self::Address(is) => is.is_empty(),
            Self::Area(is) => is.is_none(),
            Self::Roof(is) => is.is_none(),
            Self::Wall(is) | Self::Pillar(is) => is.is_none(),
            Self::Water(is) => is.is_none(),
            Self::Latrine(is) => is.is_none(),
            Self::Internet(is) => is.is_none(),
            Self::Devices(is) => is.is_none(),
            Self::Count { people, .. } => people.is_none(),
            Self::Place(is) => is.is_none(),
            Self::Class(is) => is.is_none(),
            Self::IncomeScore(is) => is.is_none(),
            Self::Ended(is) => is.is_none(),
            Self::SameAs(is) => is.is_none(),
            Self::NotSame { is_so, .. } => !is_so,
            Self::Head(_) | Self::Hamlet(_) | Self::Need { .. } | Self::Commitment { .. } => false,
            Self::Promise { made, .. } => made.is_none(),
            Self::Support { came, .. } => came.is_none(),
            Self::Helped { helped, .. } => helped.is_none(),
            Self::SameGift { is_one, .. } => is_one.is_none(),
            Self::Request { made, .. } => made.is_none(),
            Self::RequestCourse { course, .. } => course.is_empty(),
            Self::Member { fact, .. } => fact.is_blank(),
        }
    }

    /// That nothing is known of the same; `None` for what is always known.
    #[must_use]
    pub fn blank(&self) -> Option<Self> {
        Some(match self {
            Self::Code(_) => Self::Code(None),
            Self::Address(_) => Self::Address(String::new()),
            Self::Phone(_) => Self::Phone(None),
            Self::Area(_) => Self::Area(None),
            Self::Roof(_) => Self::Roof(None),
            Self::Wall(_) => Self::Wall(None),
            Self::Pillar(_) => Self::Pillar(None),
            Self::Water(_) => Self::Water(None),
            Self::Latrine(_) => Self::Latrine(None),
            Self::Internet(_) => Self::Internet(None),
            Self::Devices(_) => Self::Devices(None),
            Self::Count { counted, .. } => Self::Count {
                counted: *counted,
                people: None,
            },
            Self::Place(_) => Self::Place(None),
            Self::Class(_) => Self::Class(None),
            Self::IncomeScore(_) => Self::IncomeScore(None),
            Self::Ended(_) => Self::Ended(None),
            Self::SameAs(_) => Self::SameAs(None),
            Self::NotSame { other, .. } => Self::NotSame {
                other: *other,
                is_so: false,
            },
            Self::Head(_) | Self::Hamlet(_) => return None,
            Self::Need { need, .. } => Self::Need {
                need: *need,
                state: NeedState::default(),
            },
            Self::Commitment { commitment, .. } => Self::Commitment {
                commitment: *commitment,
                state: CommitmentState::default(),
            },
            Self::Promise { promise, .. } => Self::Promise {
                promise: *promise,
                made: None,
            },
            Self::Support { support, .. } => Self::Support {
                support: *support,
                came: None,
            },
            Self::Helped { support, .. } => Self::Helped {
                support: *support,
                helped: None,
            },
            Self::SameGift { pair, .. } => Self::SameGift {
                pair: *pair,
                is_one: None,
            },
            Self::Request { request, .. } => Self::Request {
                request: *request,
                made: None,
            },
            Self::RequestCourse { request, .. } => Self::RequestCourse {
                request: *request,
                course: Box::default(),
            },
            Self::Member { member, fact } => Self::Member {
                member: *member,
                fact: fact.blank()?,
            },
        })
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
            Self::Hamlet(_)
                | Self::SameAs(_)
                | Self::NotSame { .. }
                | Self::Class(_)
                | Self::IncomeScore(_)
                | Self::Ended(_)
                | Self::Code(_)
                | Self::SameGift { .. }
                | Self::RequestCourse { .. }
        )
    }
}

impl MemberFact {
    fn is_blank(&self) -> bool {
        match self {
            Self::Birth(is) => is.is_none(),
            Self::Insured(is) | Self::Malnourished(is) | Self::Online(is) => is.is_none(),
            Self::Occupation(is) => is.is_empty(),
            Self::Work(is) => is.is_none(),
            Self::Attends(is) => is.is_none(),
            Self::Learnt(is) => is.is_none(),
            Self::Disability(is) => is.is_none(),
            Self::Allowance(is) => is.is_none(),
            Self::Ethnicity(is) => is.is_none(),
            Self::Name(_) | Self::Sex(_) | Self::Relation(_) | Self::Gone(_) => false,
        }
    }

    fn blank(&self) -> Option<Self> {
        Some(match self {
            Self::Birth(_) => Self::Birth(None),
            Self::Insured(_) => Self::Insured(None),
            Self::Occupation(_) => Self::Occupation(String::new()),
            Self::Work(_) => Self::Work(None),
            Self::Attends(_) => Self::Attends(None),
            Self::Learnt(_) => Self::Learnt(None),
            Self::Disability(_) => Self::Disability(None),
            Self::Allowance(_) => Self::Allowance(None),
            Self::Malnourished(_) => Self::Malnourished(None),
            Self::Online(_) => Self::Online(None),
            Self::Ethnicity(_) => Self::Ethnicity(None),
            Self::Name(_) | Self::Sex(_) | Self::Relation(_) | Self::Gone(_) => return None,
        })
    }

    fn key(&self) -> MemberKey {
        match self {
            Self::Name(_) => MemberKey::Name,
            Self::Sex(_) => MemberKey::Sex,
            Self::Birth(_) => MemberKey::Birth,
            Self::Insured(_) => MemberKey::Insured,
            Self::Occupation(_) => MemberKey::Occupation,
            Self::Work(_) => MemberKey::Work,
            Self::Attends(_) => MemberKey::Attends,
            Self::Learnt(_) => MemberKey::Learnt,
            Self::Disability(_) => MemberKey::Disability,
            Self::Allowance(_) => MemberKey::Allowance,
            Self::Malnourished(_) => MemberKey::Malnourished,
            Self::Online(_) => MemberKey::Online,
            Self::Ethnicity(_) => MemberKey::Ethnicity,
            Self::Relation(_) => MemberKey::Relation,
            Self::Gone(_) => MemberKey::Gone,
        }
    }
}

#[cfg(test)]
mod tests;
