//! The people who use Đồng Hành, as others see them.

mod term;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{HamletId, UserId};
use crate::name::PersonName;

pub use term::{Standing, Term, with_terms};

/// What a phone knows of another user: enough to say who came, and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: PersonName,
    /// How they wish to be called, in greetings only.
    pub courtesy: Courtesy,
    /// What they do.
    pub role: RoleKind,
    /// The organisation that they come from: `Hội Phụ nữ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

impl Person {
    /// Name with the chosen form of address: `cô Trần Thị Lài`.
    #[must_use]
    pub fn called(&self) -> String {
        format!("{} {}", self.courtesy.word(), self.name)
    }
}

/// The hamlets that a volunteer was given, as the office of their unit knows them and nobody else's phone does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who.
    pub user: UserId,
    /// Which, also those whose time has not come or is over.
    pub hamlets: BTreeSet<HamletId>,
    /// From which day to which, where it was said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<HamletId, Term>,
}

/// The role without its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// Tình nguyện viên.
    Volunteer,
    /// Cán bộ xã, phường.
    CommuneOfficer,
    /// Cán bộ tỉnh, thành phố.
    CityOfficer,
    /// Quản trị viên.
    Administrator,
}

/// How a person is addressed in Vietnamese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Courtesy {
    /// Cháu: a child.
    Chau,
    /// Anh.
    Anh,
    /// Chị.
    Chi,
    /// Chú.
    Chu,
    /// Cô.
    Co,
    /// Bác.
    Bac,
    /// Ông.
    Ong,
    /// Bà.
    Ba,
}

impl Courtesy {
    /// The word, in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Chau => "cháu",
            Self::Anh => "anh",
            Self::Chi => "chị",
            Self::Chu => "chú",
            Self::Co => "cô",
            Self::Bac => "bác",
            Self::Ong => "ông",
            Self::Ba => "bà",
        }
    }

    /// The word at the start of a sentence.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Chau => "Cháu",
            Self::Anh => "Anh",
            Self::Chi => "Chị",
            Self::Chu => "Chú",
            Self::Co => "Cô",
            Self::Bac => "Bác",
            Self::Ong => "Ông",
            Self::Ba => "Bà",
        }
    }
}
