//! What a breach exposed, reckoned from the records: which households, how many people, which kinds of data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::both::Both;
use crate::household::{Coarseness, Dwelling, Household, Member, Place};
use crate::ids::{HamletId, HouseholdId};

/// What a breach exposed, as it stood at a moment. It bears ids and numbers: names are read from the record when somebody
/// who may see them asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// When it was reckoned.
    pub reckoned: DateTime<Utc>,
    /// How far it reached.
    pub reach: Reach,
    /// The households concerned.
    pub households: BTreeSet<HouseholdId>,
    /// How many people live in them.
    pub people: u64,
    /// In how many of the households there is data of each kind.
    pub kinds: BTreeMap<DataKind, u64>,
    /// How many of the households bear data of a sensitive kind.
    pub sensitive: u64,
    /// How many of the households were erased since: which kinds of data lay open of them, nobody can tell.
    #[serde(default)]
    pub erased: u64,
    /// How many accounts of people who work here lay open, with names and telephone numbers.
    #[serde(default)]
    pub accounts: u64,
    /// How the device's store stood, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreState>,
    /// What the audit says was given to that account or device in the time, by kind.
    #[serde(default)]
    pub read: BTreeMap<ReadKind, u64>,
    /// That it says more, which nobody has counted.
    #[serde(default)]
    pub read_more: bool,
}

/// How far a breach reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Reach {
    /// All of the unit.
    Unit {},
    /// These hamlets.
    Hamlets {
        /// Which.
        hamlets: BTreeSet<HamletId>,
    },
    /// What stood in a list.
    Listed {
        /// How many rows it had, also those of no household that is known.
        rows: u64,
    },
    /// A list that is not there any more, so that nobody can tell whom it named.
    ListGone {},
    /// Single households.
    Households {},
    /// No household: the account sees none.
    Nothing {},
}

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    /// Names and who belongs to whom.
    Names,
    /// Dates of birth.
    Birth,
    /// Telephone numbers.
    Telephone,
    /// Addresses, and places to a kilometre.
    Address,
    /// The class of poverty and its score.
    Poverty,
    /// House, water, latrine.
    Dwelling,
    /// Work, schooling, allowances.
    Living,
    /// Needs, promises, help.
    Help,
    /// What was told at visits.
    Visits,
    /// Ethnic origin.
    Ethnicity,
    /// Disability, nourishment.
    Health,
    /// Where the home lies, exactly.
    ExactPlace,
    /// Pictures and sound.
    Pictures,
}

/// Something that the audit says was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadKind {
    /// Records that a device downloaded.
    Downloaded,
    /// Records that were opened one by one or in lists.
    Read,
    /// Records that were taken out as files.
    TakenOut,
    /// Pictures and sound.
    Pictures,
}

/// How the store of a device stood, as far as the office knows. How often its PIN was tried stands on the device alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreState {
    /// When it was last heard of.
    pub seen: DateTime<Utc>,
    /// Whether it is sealed by a PIN; `None` where the office does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<bool>,
    /// Since when it is reported lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<DateTime<Utc>>,
    /// How much it has handed over since.
    #[serde(default)]
    pub rescued: u64,
    /// When it erased itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<DateTime<Utc>>,
}

/// The households that a breach exposed, while they are being looked through.
#[derive(Debug, Default)]
pub struct Exposed {
    people: BTreeMap<HouseholdId, u64>,
    kinds: BTreeMap<DataKind, BTreeSet<HouseholdId>>,
    erased: BTreeSet<HouseholdId>,
}

impl Exposed {
    /// Adds a household.
    pub fn household(&mut self, household: &Household) {
        let people = household.members().count() + household.left.len();
        self.people.insert(household.id, people as u64);
        for kind in kinds(household) {
            self.bears(kind, household.id);
        }
    }

    /// Adds a visit of a household, with pictures or sound or without.
    pub fn visit(&mut self, household: HouseholdId, has_pictures: bool) {
        self.bears(DataKind::Visits, household);
        if has_pictures {
            self.bears(DataKind::Pictures, household);
        }
    }

    /// Adds a household that was erased after it had lain open: it counts, and nobody knows any more what was said of it.
    pub fn erased(&mut self, household: HouseholdId) {
        self.people.entry(household).or_default();
        self.erased.insert(household);
    }

    /// The same without data of some kinds, which what was exposed never bears.
    #[must_use]
    pub fn without(mut self, kinds: &[DataKind]) -> Self {
        self.kinds.retain(|kind, _| !kinds.contains(kind));
        self
    }

    /// The same with data of some kinds alone.
    #[must_use]
    pub fn only(mut self, kinds: &[DataKind]) -> Self {
        self.kinds.retain(|kind, _| kinds.contains(kind));
        self
    }

    fn bears(&mut self, kind: DataKind, household: HouseholdId) {
        self.kinds.entry(kind).or_default().insert(household);
    }

    /// All of it together. What is said of households that were not added counts for nothing.
    #[must_use]
    pub fn together(self, reach: Reach, reckoned: DateTime<Utc>) -> Exposure {
        let known = |ids: BTreeSet<HouseholdId>| {
            let ids = ids.into_iter();
            let ids = ids.filter(|id| self.people.contains_key(id));
            ids.collect::<BTreeSet<_>>()
        };
        let kinds = self.kinds.into_iter().map(|(kind, ids)| (kind, known(ids)));
        let kinds: BTreeMap<_, _> = kinds.filter(|(_, ids)| !ids.is_empty()).collect();
        let sensitive = kinds.iter().filter(|(kind, _)| kind.is_sensitive());
        let sensitive: BTreeSet<_> = sensitive.flat_map(|(_, ids)| ids).collect();
        Exposure {
            reckoned,
            reach,
            people: self.people.values().sum(),
            sensitive: sensitive.len() as u64,
            kinds: kinds
                .iter()
                .map(|(kind, ids)| (*kind, ids.len() as u64))
                .collect(),
            households: self.people.into_keys().collect(),
            erased: self.erased.len() as u64,
            accounts: 0,
            store: None,
            read: BTreeMap::new(),
            read_more: false,
        }
    }
}

impl DataKind {
    /// Whether it is sensitive: ethnic origin, health and the exact place are by Decree 356/2025/NĐ-CP; pictures of a home
    /// are counted with them, as they may show any of it.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        matches!(
            self,
            Self::Ethnicity | Self::Health | Self::ExactPlace | Self::Pictures
        )
    }

    /// What it is called.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Names => Both::new("họ tên, quan hệ trong hộ", "names and relations"),
            Self::Birth => Both::new("ngày, năm sinh", "dates of birth"),
            Self::Telephone => Both::new("số điện thoại", "telephone numbers"),
            Self::Address => Both::new("địa chỉ", "addresses"),
            Self::Poverty => Both::new("diện hộ nghèo, cận nghèo", "class of poverty"),
            Self::Dwelling => Both::new("nhà ở, nước, nhà vệ sinh", "house, water, latrine"),
            Self::Living => Both::new("việc làm, học hành, trợ cấp", "work, school, allowances"),
            Self::Help => Both::new("nguyện vọng, hỗ trợ", "needs and help"),
            Self::Visits => Both::new("nội dung các lượt thăm", "what was told at visits"),
            Self::Ethnicity => Both::new("dân tộc", "ethnic origin"),
            Self::Health => Both::new("sức khỏe, khuyết tật", "health and disability"),
            Self::ExactPlace => Both::new("vị trí nhà chính xác", "exact place of the home"),
            Self::Pictures => Both::new("ảnh, ghi âm", "pictures and sound"),
        }
    }
}

/// The kinds of data in the record of a household.
fn kinds(household: &Household) -> BTreeSet<DataKind> {
    let left = household.left.iter().map(|left| &left.who.member);
    let members: Vec<&Member> = household.members().chain(left).collect();
    let any = |says: fn(&Member) -> bool| members.iter().any(|member| says(member));
    let place = household.place.map(Place::coarseness);
    let classed = household.class.is_some() || !household.classes_before.is_empty();
    let found = [
        (DataKind::Names, true),
        (DataKind::Birth, any(|one| one.birth.is_some())),
        (DataKind::Telephone, household.phone.is_some()),
        (
            DataKind::Address,
            !household.address.is_empty() || place.is_some(),
        ),
        (
            DataKind::Poverty,
            classed || household.income_score.is_some(),
        ),
        (
            DataKind::Dwelling,
            household.dwelling != Dwelling::default(),
        ),
        (DataKind::Living, any(says_of_living)),
        (DataKind::Help, !household.help.is_empty()),
        (DataKind::Ethnicity, any(|one| one.ethnicity.is_some())),
        (
            DataKind::Health,
            any(|one| one.disability.is_some() || one.malnourished.is_some()),
        ),
        (DataKind::ExactPlace, place == Some(Coarseness::Agreed)),
    ];
    let found = found.into_iter().filter(|(_, is_there)| *is_there);
    found.map(|(kind, _)| kind).collect()
}

fn says_of_living(member: &Member) -> bool {
    member.work.is_some()
        || member.attends.is_some()
        || member.learnt.is_some()
        || member.allowance.is_some()
        || member.insured.is_some()
        || !member.occupation.is_empty()
}
