#![doc = include_str!("../README.md")]

pub mod extra;
pub mod household;
pub mod ids;
pub mod name;
pub mod people;
pub mod review;
pub mod rights;
pub mod search;
pub mod time;
pub mod units;

pub use extra::Extra;
pub use household::{
    Birth, Class, Dwelling, Household, Latrine, Material, Member, OfficialClass, Relation, Roof,
    Sex, Water,
};
pub use ids::{DeviceId, HamletId, HouseholdId, MemberId, OperationId, SessionId, UserId, VisitId};
pub use name::{NameError, PersonName};
pub use people::{Courtesy, Person, RoleKind};
pub use review::{Review, ReviewDecision, ReviewError};
pub use rights::{Act, Role, may};
pub use time::DeviceTime;
pub use units::{Hamlet, HamletKind, Scope, UnitKey};
