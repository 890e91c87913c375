#![doc = include_str!("../README.md")]

pub mod both;
pub mod breach;
pub mod consent;
pub mod coverage;
pub mod erased;
pub mod extra;
pub mod fact;
pub mod following;
pub mod help;
pub mod household;
pub mod ids;
pub mod left_behind;
pub mod name;
pub mod near;
pub mod odd;
pub mod outlook;
pub mod people;
pub mod purpose;
pub mod request;
pub mod retention;
pub mod review;
pub mod rights;
pub mod route;
pub mod search;
pub mod self_check;
pub mod settings;
pub mod standard;
pub mod story;
pub mod time;
pub mod today;
pub mod turn;
pub mod units;
pub mod workdays;

pub use both::Both;
pub use consent::Consent;
pub use erased::{Because, Erased};
pub use extra::Extra;
pub use fact::{
    Fact, FactKey, HouseholdChange, MemberFact, MemberKey, Occasion, Property, Said, Takes,
    Versions,
};
pub use household::{
    Allowance, Attends, Birth, Class, Coarseness, Counted, Counts, Device, Disability, Dwelling,
    Entry, Ethnicity, Household, Latrine, Learnt, Leaving, Material, Member, Moved, OfficialClass,
    Other, Place, Relation, Roof, Sex, Water, Word, Work,
};
pub use ids::{
    BreachId, DeviceId, HamletId, HouseholdId, ListId, MemberId, OperationId, RequestId, SessionId,
    UserId, VisitId,
};
pub use name::{NameError, PersonName};
pub use odd::Odd;
pub use people::{Courtesy, Given, Person, RoleKind, Standing, Term};
pub use purpose::{Purpose, Sensitivity};
pub use review::{Review, ReviewDecision, ReviewError};
pub use rights::{Act, Former, Role, may};
pub use self_check::SelfCheck;
pub use standard::{Area, Standard, Standards};
pub use time::DeviceTime;
pub use units::{FormerUnit, Hamlet, HamletKind, Scope, UnitKey};
