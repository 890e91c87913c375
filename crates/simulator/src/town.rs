//! Where it all happens: units, hamlets, people and forms, each by a number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dong_hanh_domain::{
    Courtesy, DeviceId, Hamlet, HamletId, HamletKind, Person, PersonName, Role, Term, UnitKey,
    UserId,
};
use dong_hanh_form::FormId;
use dong_hanh_store::Account;
use dong_hanh_sync::FormRecord;
use uuid::Uuid;

use crate::schedule::Setting;
use dong_hanh_demo::Rng;

/// When it begins: 24 November 2026.
pub(crate) const BEGINNING_MS: i64 = 1_795_500_000_000;

/// What everything is called.
#[derive(Clone, Debug)]
pub(crate) struct Town {
    pub(crate) units: Vec<UnitKey>,
    pub(crate) hamlets: Vec<Hamlet>,
    /// The units of which hamlets have gone to others.
    pub(crate) left: BTreeSet<UnitKey>,
}

/// A unit that becomes another one.
pub(crate) struct Merging {
    pub(crate) from: UnitKey,
    pub(crate) to: UnitKey,
    /// The hamlets that come to the other one.
    pub(crate) hamlets: Vec<Hamlet>,
    /// All of them, and the unit with them; otherwise it stays.
    pub(crate) whole: bool,
}

impl Town {
    pub(crate) fn of(setting: &Setting) -> Self {
        let units: Vec<_> = (0..setting.units).map(unit).collect();
        let hamlets = (0..setting.hamlets).map(|at| Hamlet {
            id: HamletId(Uuid::from_u128(1 + u128::from(at))),
            // The first two in the first unit, whatever else there is.
            unit: unit((at / 2) % setting.units),
            name: format!("An Hải {at}"),
            kind: HamletKind::Neighbourhood,
            before: Vec::new(),
        });
        Self {
            units,
            hamlets: hamlets.collect(),
            left: BTreeSet::new(),
        }
    }

    pub(crate) fn hamlets_of(&self, unit: &UnitKey) -> Vec<HamletId> {
        let of = self.hamlets.iter().filter(|hamlet| hamlet.unit == *unit);
        of.map(|hamlet| hamlet.id).collect()
    }

    /// The role that somebody begins with: a volunteer has the first hamlet of his unit.
    pub(crate) fn first_role(&self, (is_officer, at): (bool, u8)) -> Role {
        let unit = unit(at);
        let hamlets = self.hamlets_of(&unit);
        if is_officer {
            Role::CommuneOfficer {
                unit,
                hamlets: BTreeSet::new(),
            }
        } else {
            Role::Volunteer {
                unit,
                hamlets: hamlets.into_iter().take(1).collect(),
            }
        }
    }

    /// Another role for somebody: mostly other hamlets, now and then another unit or office.
    pub(crate) fn other_role(&self, role: &Role, chance: &mut Rng) -> Role {
        let unit = match chance.below(8) {
            0 => chance.any(&self.units).unwrap_or(role.unit()).clone(),
            _ => role.unit().clone(),
        };
        let is_officer = matches!(role, Role::CommuneOfficer { .. });
        if is_officer != (chance.below(8) == 0) {
            return Role::CommuneOfficer {
                unit,
                hamlets: BTreeSet::new(),
            };
        }
        let hamlets = self.hamlets_of(&unit);
        let hamlets = hamlets.into_iter().filter(|_| chance.percent(50)).collect();
        Role::Volunteer { unit, hamlets }
    }

    /// Hamlets of one unit come to another one: mostly all, and the unit with them. `None` where nothing changes.
    pub(crate) fn merge(&mut self, chance: &mut Rng) -> Option<Merging> {
        let from = chance.any(&self.units)?.clone();
        let to = chance.any(&self.units)?.clone();
        if from == to {
            return None;
        }
        let own = self.hamlets.iter_mut();
        let own = own.filter(|hamlet| hamlet.unit == from);
        let mut going: Vec<_> = own.collect();
        let part = chance.percent(30);
        if part {
            going.truncate(1);
        }
        let going = going.into_iter().map(|hamlet| {
            hamlet.unit = to.clone();
            hamlet.clone()
        });
        let going: Vec<_> = going.collect();
        if going.is_empty() {
            return None;
        }
        self.left.insert(from.clone());
        Some(Merging {
            from,
            to,
            hamlets: going,
            whole: !part,
        })
    }
}

fn unit(at: u8) -> UnitKey {
    UnitKey {
        code: format!("1990{at}"),
        valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap_or_default(),
    }
}

pub(crate) fn user(at: usize) -> UserId {
    UserId(Uuid::from_u128(100 + at as u128))
}

pub(crate) fn device(at: usize) -> DeviceId {
    DeviceId(Uuid::from_u128(200 + at as u128))
}

/// From which day to which somebody was given some of the hamlets of a role: about today, so that many a term begins or ends
/// before all is at rest.
pub(crate) fn terms(role: &Role, today: NaiveDate, chance: &mut Rng) -> BTreeMap<HamletId, Term> {
    let mut day = |one_of: u64| {
        let days = chance.below(3 * one_of);
        (days < 3).then(|| today + TimeDelta::days(i64::try_from(days).unwrap_or(0)))
    };
    let hamlets = role.hamlets().iter();
    let terms = hamlets.map(|hamlet| {
        let (from, until) = (day(5), day(3));
        (*hamlet, Term { from, until })
    });
    terms.filter(|(_, term)| !term.is_upside_down()).collect()
}

/// An account of somebody.
pub(crate) fn account(at: usize, role: Role) -> Option<Account> {
    Some(Account {
        sign_in: format!("user{at}"),
        person: Person {
            id: user(at),
            name: PersonName::new(&format!("Nguyễn Văn {at}")).ok()?,
            courtesy: Courtesy::Anh,
            role: role.kind(),
            organisation: None,
        },
        role,
        terms: BTreeMap::new(),
        disabled: false,
    })
}

/// The forms that are published in the course of time. All ask whom one has met; the later ones ask for more, the
/// last one for what it saves to the household.
static FORMS: LazyLock<Vec<FormRecord>> = LazyLock::new(|| {
    let form = |version: u8, more: &str, entities: &str| {
        let text = format!(
            r#"{{"name":"visit","title":{{"vi":"Thăm","en":"Visit"}},"version":"{version}","groups":[
            {{"name":"who","label":{{"vi":"Ai","en":"Who"}},"nodes":[
            {{"type":"text","name":"met","label":{{"vi":"Gặp ai?","en":"Whom?"}},"required":"true()"}}{more}]}}]{entities}}}"#
        );
        FormRecord::new(&text, moment(BEGINNING_MS)).ok()
    };
    let note = r#",{"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}}"#;
    let place = format!(
        r#"{note},{{"type":"text","name":"place","label":{{"vi":"Ở đâu?","en":"Where?"}},"save_to":"address"}}"#
    );
    let entities = r#","entities":[{"list":"households","id":"''"}]"#;
    [
        form(1, "", ""),
        form(2, note, ""),
        form(3, &place, entities),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// The form that is published as the first, second, … one.
pub(crate) fn form(at: usize) -> &'static FormRecord {
    &FORMS[at % FORMS.len()]
}

/// The form of a name.
pub(crate) fn form_named(id: &FormId) -> Option<&'static FormRecord> {
    FORMS.iter().find(|form| form.id == *id)
}

/// A form that nobody has published.
pub(crate) fn strange_form() -> FormId {
    FormId("sha256:0".to_owned())
}

pub(crate) fn moment(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH)
}
