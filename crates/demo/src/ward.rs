//! The ward, its hamlets, and the people who visit.

use chrono::NaiveDate;
use dong_hanh_domain::{
    Courtesy, DeviceId, Hamlet, HamletId, HamletKind, Person, Role, RoleKind, UnitKey, UserId,
};
use dong_hanh_store::Unit;

use crate::DemoPerson;
use crate::names::written;
use crate::rng::Rng;

/// Invented: the ward's real tổ dân phố bear other names.
const HAMLETS: &[&str] = &[
    "An Hải",
    "Minh Hải",
    "Tân Mỹ",
    "Hải Tiến",
    "Hải Thành",
    "Tân Bình",
    "Diên Trường",
];

/// The password of everybody in the demo.
const PASSWORD: &str = "dong-hanh";

/// The ward. Its code has had this meaning since 1 July 2025.
pub(crate) fn unit() -> Unit {
    let valid_from = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap_or_default();
    Unit {
        key: UnitKey {
            code: "19900".into(),
            valid_from,
        },
        name: "Phường Thuận An".into(),
        province: Some(city().key),
    }
}

/// The city in which it lies.
pub(crate) fn city() -> Unit {
    let valid_from = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap_or_default();
    Unit {
        key: UnitKey {
            code: "46".into(),
            valid_from,
        },
        name: "Thành phố Huế".into(),
        province: None,
    }
}

/// Somebody who sees the numbers of all its wards and communes.
pub(crate) fn city_officer(rng: &mut Rng, founded_ms: i64) -> DemoPerson {
    DemoPerson {
        person: Person {
            id: UserId(rng.id(founded_ms)),
            name: written("Nguyễn Thị Thu Hà"),
            courtesy: Courtesy::Chi,
            role: RoleKind::CityOfficer,
            organisation: Some("Ủy ban Mặt trận thành phố".to_owned()),
        },
        role: Role::CityOfficer {
            unit: city().key,
            communes: [unit().key].into(),
        },
        sign_in: "ha".to_owned(),
        password: PASSWORD.to_owned(),
        device: DeviceId(rng.id(founded_ms)),
    }
}

/// Somebody who sees to the people and units of the city, and to no household.
pub(crate) fn administrator(rng: &mut Rng, founded_ms: i64) -> DemoPerson {
    DemoPerson {
        person: Person {
            id: UserId(rng.id(founded_ms)),
            name: written("Lê Minh Quân"),
            courtesy: Courtesy::Anh,
            role: RoleKind::Administrator,
            organisation: Some("Ủy ban Mặt trận thành phố".to_owned()),
        },
        role: Role::Administrator {
            unit: city().key,
            communes: [unit().key].into(),
        },
        sign_in: "quan".to_owned(),
        password: PASSWORD.to_owned(),
        device: DeviceId(rng.id(founded_ms)),
    }
}

/// Its hamlets.
pub(crate) fn hamlets(rng: &mut Rng, unit: &UnitKey, founded_ms: i64) -> Vec<Hamlet> {
    HAMLETS
        .iter()
        .map(|name| Hamlet {
            id: HamletId(rng.id(founded_ms)),
            unit: unit.clone(),
            name: (*name).to_owned(),
            kind: HamletKind::Neighbourhood,
            before: Vec::new(),
        })
        .collect()
}

struct Post {
    sign_in: &'static str,
    name: &'static str,
    courtesy: Courtesy,
    organisation: &'static str,
    role: RoleKind,
    hamlets: std::ops::Range<usize>,
}

const POSTS: [Post; 4] = [
    Post {
        sign_in: "chau",
        name: "Lê Thị Minh Châu",
        courtesy: Courtesy::Chi,
        organisation: "Ủy ban Mặt trận phường",
        role: RoleKind::CommuneOfficer,
        hamlets: 0..HAMLETS.len(),
    },
    Post {
        sign_in: "lai",
        name: "Trần Thị Lài",
        courtesy: Courtesy::Co,
        organisation: "Hội Phụ nữ",
        role: RoleKind::Volunteer,
        hamlets: 0..3,
    },
    Post {
        sign_in: "khoa",
        name: "Nguyễn Đăng Khoa",
        courtesy: Courtesy::Anh,
        organisation: "Đoàn Thanh niên",
        role: RoleKind::Volunteer,
        hamlets: 3..5,
    },
    Post {
        sign_in: "thanh",
        name: "Hồ Văn Thạnh",
        courtesy: Courtesy::Bac,
        organisation: "Mặt trận",
        role: RoleKind::Volunteer,
        hamlets: 5..7,
    },
];

/// The officer first, then the volunteers; every hamlet has one of them.
pub(crate) fn people(
    rng: &mut Rng,
    unit: &UnitKey,
    hamlets: &[Hamlet],
    founded_ms: i64,
) -> Vec<DemoPerson> {
    POSTS
        .into_iter()
        .map(|post| {
            let given = hamlets[post.hamlets]
                .iter()
                .map(|hamlet| hamlet.id)
                .collect();
            let unit = unit.clone();
            DemoPerson {
                person: Person {
                    id: UserId(rng.id(founded_ms)),
                    name: written(post.name),
                    courtesy: post.courtesy,
                    role: post.role,
                    organisation: Some(post.organisation.to_owned()),
                },
                role: if post.role == RoleKind::Volunteer {
                    Role::Volunteer {
                        unit,
                        hamlets: given,
                    }
                } else {
                    Role::CommuneOfficer {
                        unit,
                        hamlets: given,
                    }
                },
                sign_in: post.sign_in.to_owned(),
                password: PASSWORD.to_owned(),
                device: DeviceId(rng.id(founded_ms)),
            }
        })
        .collect()
}
