//! What names a fact, in records and in words.

use std::fmt;
use std::str::FromStr;

use crate::both::Both;
use crate::help::{CommitmentId, NeedKind, Pair, SupportId};
use crate::household::{Counted, Word};
use crate::ids::{HouseholdId, MemberId, RequestId};
use crate::purpose::{Purpose, Sensitivity};
use crate::units::serde_as_text;

/// Names a fact of a household.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// [`Fact::Code`](super::Fact::Code).
    Code,
    /// [`Fact::Address`](super::Fact::Address).
    Address,
    /// [`Fact::Phone`](super::Fact::Phone).
    Phone,
    /// [`Fact::Area`](super::Fact::Area).
    Area,
    /// [`Fact::Roof`](super::Fact::Roof).
    Roof,
    /// [`Fact::Wall`](super::Fact::Wall).
    Wall,
    /// [`Fact::Pillar`](super::Fact::Pillar).
    Pillar,
    /// [`Fact::Water`](super::Fact::Water).
    Water,
    /// [`Fact::Latrine`](super::Fact::Latrine).
    Latrine,
    /// [`Fact::Internet`](super::Fact::Internet).
    Internet,
    /// [`Fact::Devices`](super::Fact::Devices).
    Devices,
    /// [`Fact::Count`](super::Fact::Count).
    Count(Counted),
    /// [`Fact::Place`](super::Fact::Place).
    Place,
    /// [`Fact::Class`](super::Fact::Class).
    Class,
    /// [`Fact::IncomeScore`](super::Fact::IncomeScore).
    IncomeScore,
    /// [`Fact::Ended`](super::Fact::Ended).
    Ended,
    /// [`Fact::Head`](super::Fact::Head).
    Head,
    /// [`Fact::Hamlet`](super::Fact::Hamlet).
    Hamlet,
    /// [`Fact::SameAs`](super::Fact::SameAs).
    SameAs,
    /// [`Fact::NotSame`](super::Fact::NotSame).
    NotSame(HouseholdId),
    /// [`Fact::Need`](super::Fact::Need).
    Need(NeedKind),
    /// [`Fact::Commitment`](super::Fact::Commitment).
    Commitment(CommitmentId),
    /// [`Fact::Promise`](super::Fact::Promise).
    Promise(CommitmentId),
    /// [`Fact::Support`](super::Fact::Support).
    Support(SupportId),
    /// [`Fact::Helped`](super::Fact::Helped).
    Helped(SupportId),
    /// [`Fact::SameGift`](super::Fact::SameGift).
    SameGift(Pair),
    /// [`Fact::Request`](super::Fact::Request).
    Request(RequestId),
    /// [`Fact::RequestCourse`](super::Fact::RequestCourse).
    RequestCourse(RequestId),
    /// [`Fact::Member`](super::Fact::Member).
    Member(MemberId, MemberKey),
    /// One that a newer version knows.
    Other(String),
}

/// Names a fact of a person in a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberKey {
    /// [`MemberFact::Name`](super::MemberFact::Name).
    Name,
    /// [`MemberFact::Sex`](super::MemberFact::Sex).
    Sex,
    /// [`MemberFact::Birth`](super::MemberFact::Birth).
    Birth,
    /// [`MemberFact::Insured`](super::MemberFact::Insured).
    Insured,
    /// [`MemberFact::Occupation`](super::MemberFact::Occupation).
    Occupation,
    /// [`MemberFact::Work`](super::MemberFact::Work).
    Work,
    /// [`MemberFact::Attends`](super::MemberFact::Attends).
    Attends,
    /// [`MemberFact::Learnt`](super::MemberFact::Learnt).
    Learnt,
    /// [`MemberFact::Disability`](super::MemberFact::Disability).
    Disability,
    /// [`MemberFact::Allowance`](super::MemberFact::Allowance).
    Allowance,
    /// [`MemberFact::Malnourished`](super::MemberFact::Malnourished).
    Malnourished,
    /// [`MemberFact::Online`](super::MemberFact::Online).
    Online,
    /// [`MemberFact::Ethnicity`](super::MemberFact::Ethnicity).
    Ethnicity,
    /// [`MemberFact::Relation`](super::MemberFact::Relation).
    Relation,
    /// [`MemberFact::Gone`](super::MemberFact::Gone).
    Gone,
}

impl FactKey {
    /// What is known of a house itself, in the order in which it is shown.
    pub const OF_DWELLING: [Self; 8] = [
        Self::Area,
        Self::Roof,
        Self::Wall,
        Self::Pillar,
        Self::Water,
        Self::Latrine,
        Self::Internet,
        Self::Devices,
    ];

    /// How many of its people lack what, in the order in which it is shown.
    pub fn counts() -> impl Iterator<Item = Self> {
        Counted::ALL.iter().copied().map(Self::Count)
    }

    /// What each is called in records, and by people.
    const NAMES: [(Self, &'static str, Both<&'static str>); 18] = [
        (Self::Code, "code", Both::new("mã hộ", "household code")),
        (Self::Address, "address", Both::new("địa chỉ", "address")),
        (Self::Phone, "phone", Both::new("điện thoại", "telephone")),
        (Self::Area, "area", Both::new("diện tích", "floor area")),
        (Self::Roof, "roof", Both::new("mái", "roof")),
        (Self::Wall, "wall", Both::new("tường", "walls")),
        (Self::Pillar, "pillar", Both::new("cột", "pillars")),
        (Self::Water, "water", Both::new("nước sinh hoạt", "water")),
        (Self::Latrine, "latrine", Both::new("nhà tiêu", "latrine")),
        (
            Self::Internet,
            "internet",
            Both::new("dùng Internet", "Internet use"),
        ),
        (
            Self::Devices,
            "devices",
            Both::new("phương tiện nghe, xem tin", "means of information"),
        ),
        (
            Self::Place,
            "place",
            Both::new("vị trí trên bản đồ", "place on the map"),
        ),
        (
            Self::Class,
            "class",
            Both::new("phân loại", "official class"),
        ),
        (
            Self::IncomeScore,
            "income_score",
            Both::new("điểm thu nhập (điểm A, B1)", "income score"),
        ),
        (
            Self::Ended,
            "ended",
            Both::new("hộ còn hay không", "whether it is still there"),
        ),
        (Self::Head, "head", Both::new("chủ hộ", "head")),
        (Self::Hamlet, "hamlet", Both::new("thôn, tổ", "hamlet")),
        (
            Self::SameAs,
            "same_as",
            Both::new("trùng với hộ", "the same household as"),
        ),
    ];

    /// What people call it, in the middle of a sentence; of a person's fact without their name, and `None` for one that
    /// a newer version knows.
    #[must_use]
    pub fn both(&self) -> Option<Both<&'static str>> {
        match self {
            Self::Member(_, key) => Some(key.both()),
            Self::NotSame(_) => Some(Both::new(
                "không trùng với hộ khác",
                "not the same as another household",
            )),
            Self::Need(need) => Some(need.both()),
            Self::Count(counted) => Some(counted.both()),
            Self::Commitment(_) => Some(Both::new("cam kết", "promise")),
            Self::Promise(_) => Some(Both::new("cam kết mới", "new promise")),
            Self::Helped(_) => Some(Both::new(
                "hỗ trợ có giúp được không",
                "whether support helped",
            )),
            Self::Support(_) => Some(Both::new("hỗ trợ", "support")),
            Self::SameGift(_) => Some(Both::new("trùng khoản hỗ trợ", "the same gift")),
            Self::Request(_) => Some(Both::new("yêu cầu về dữ liệu", "request about data")),
            Self::RequestCourse(_) => Some(Both::new(
                "giải quyết yêu cầu về dữ liệu",
                "what was done about a request",
            )),
            key => {
                let known = Self::NAMES.iter().find(|(known, ..)| known == key);
                known.map(|(.., words)| *words)
            }
        }
    }

    /// What it is known for; `None` of one that a newer version knows.
    #[must_use]
    pub fn purpose(&self) -> Option<Purpose> {
        Some(match self {
            Self::Code
            | Self::Class
            | Self::IncomeScore
            | Self::Ended
            | Self::Head
            | Self::Hamlet
            | Self::SameAs
            | Self::NotSame(_) => Purpose::Register,
            Self::Address | Self::Phone | Self::Place => Purpose::Contact,
            Self::Area
            | Self::Roof
            | Self::Wall
            | Self::Pillar
            | Self::Water
            | Self::Latrine
            | Self::Internet
            | Self::Devices
            | Self::Count(_) => Purpose::Lacks,
            Self::Need(_)
            | Self::Commitment(_)
            | Self::Promise(_)
            | Self::Support(_)
            | Self::Helped(_)
            | Self::SameGift(_) => Purpose::Help,
            Self::Request(_) | Self::RequestCourse(_) => Purpose::Rights,
            Self::Member(_, key) => key.purpose(),
            Self::Other(_) => return None,
        })
    }

    /// How carefully it has to be kept.
    #[must_use]
    pub fn sensitivity(&self) -> Sensitivity {
        match self {
            Self::Place | Self::Count(Counted::MalnourishedChildren) => Sensitivity::Sensitive,
            Self::Member(_, key) => key.sensitivity(),
            _ => Sensitivity::Basic,
        }
    }
}

impl MemberKey {
    const NAMES: [(Self, &'static str, Both<&'static str>); 15] = [
        (Self::Name, "name", Both::new("họ và tên", "name")),
        (Self::Sex, "sex", Both::new("giới tính", "sex")),
        (Self::Birth, "birth", Both::new("năm sinh", "birth")),
        (
            Self::Insured,
            "insured",
            Both::new("thẻ bảo hiểm y tế", "health insurance"),
        ),
        (
            Self::Occupation,
            "occupation",
            Both::new("việc làm, học hành", "work or school"),
        ),
        (
            Self::Work,
            "work",
            Both::new("tình trạng việc làm", "employment"),
        ),
        (
            Self::Attends,
            "attends",
            Both::new("đang học", "school attended"),
        ),
        (
            Self::Learnt,
            "learnt",
            Both::new("bằng cấp, nghề", "degree or training"),
        ),
        (
            Self::Disability,
            "disability",
            Both::new("khuyết tật", "disability"),
        ),
        (
            Self::Allowance,
            "allowance",
            Both::new("trợ cấp xã hội hằng tháng", "monthly social allowance"),
        ),
        (
            Self::Malnourished,
            "malnourished",
            Both::new("suy dinh dưỡng", "malnutrition"),
        ),
        (
            Self::Online,
            "online",
            Both::new("dùng Internet", "Internet use"),
        ),
        (
            Self::Ethnicity,
            "ethnicity",
            Both::new("dân tộc", "ethnicity"),
        ),
        (
            Self::Relation,
            "relation",
            Both::new("quan hệ với chủ hộ", "relation to the head"),
        ),
        (Self::Gone, "gone", Both::new("còn ở đây", "lives here")),
    ];

    fn named(self) -> (&'static str, Both<&'static str>) {
        let known = Self::NAMES.iter().find(|(known, ..)| *known == self);
        known.map_or_else(Default::default, |(_, name, words)| (*name, *words))
    }

    /// The one that records call so.
    #[must_use]
    pub fn named_so(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        let (key, ..) = names.find(|(_, known, _)| *known == name)?;
        Some(*key)
    }

    /// What records call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.named().0
    }

    /// What people call it, in the middle of a sentence.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        self.named().1
    }

    /// What it is known for.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Name | Self::Sex | Self::Birth | Self::Relation | Self::Gone => Purpose::Register,
            Self::Ethnicity => Purpose::Review,
            Self::Insured
            | Self::Occupation
            | Self::Work
            | Self::Attends
            | Self::Learnt
            | Self::Disability
            | Self::Allowance
            | Self::Malnourished
            | Self::Online => Purpose::Lacks,
        }
    }

    /// How carefully it has to be kept.
    #[must_use]
    pub fn sensitivity(self) -> Sensitivity {
        match self {
            Self::Ethnicity | Self::Disability | Self::Malnourished => Sensitivity::Sensitive,
            _ => Sensitivity::Basic,
        }
    }
}

impl fmt::Display for FactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(member, key) => write!(f, "member:{member}:{}", key.name()),
            Self::NotSame(other) => write!(f, "not_same:{other}"),
            Self::Need(need) => write!(f, "need:{}", need.code()),
            Self::Count(counted) => write!(f, "count:{}", counted.code()),
            Self::Commitment(id) => write!(f, "commitment:{id}"),
            Self::Promise(id) => write!(f, "promise:{id}"),
            Self::Support(id) => write!(f, "support:{id}"),
            Self::Helped(id) => write!(f, "helped:{id}"),
            Self::SameGift(pair) => write!(f, "same_gift:{pair}"),
            Self::Request(id) => write!(f, "request:{id}"),
            Self::RequestCourse(id) => write!(f, "request_course:{id}"),
            Self::Other(text) => f.write_str(text),
            key => {
                let known = Self::NAMES.iter().find(|(known, ..)| known == key);
                f.write_str(known.map_or("", |(_, name, _)| name))
            }
        }
    }
}

impl FromStr for FactKey {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let of_something = || {
            let (kind, of) = text.split_once(':')?;
            Some(match kind {
                "member" => {
                    let (id, name) = of.split_once(':')?;
                    Self::Member(id.parse().ok()?, MemberKey::named_so(name)?)
                }
                "not_same" => Self::NotSame(of.parse().ok()?),
                "need" => Self::Need(NeedKind::coded(of)?),
                "count" => Self::Count(Counted::coded(of)?),
                "commitment" => Self::Commitment(of.parse().ok()?),
                "promise" => Self::Promise(of.parse().ok()?),
                "support" => Self::Support(of.parse().ok()?),
                "helped" => Self::Helped(of.parse().ok()?),
                "same_gift" => Self::SameGift(of.parse().ok()?),
                "request" => Self::Request(of.parse().ok()?),
                "request_course" => Self::RequestCourse(of.parse().ok()?),
                _ => return None,
            })
        };
        let known = Self::NAMES.iter().find(|(_, name, _)| *name == text);
        let known = known.map(|(key, ..)| key.clone()).or_else(of_something);
        Ok(known.unwrap_or_else(|| Self::Other(text.to_owned())))
    }
}

serde_as_text!(FactKey);
