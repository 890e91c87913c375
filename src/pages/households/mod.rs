//! Households: the list with its search, one household, a new one.

mod birth;
mod facts;
mod household;
mod keeping;
mod lacks;
mod list;
mod list_row;
mod marked;
mod new;
mod new_form;
mod new_person;
mod new_same;
mod new_saving;
mod next_visit;
mod odd;
mod other_forms;
mod people;
mod phone;
mod story;
mod typing;
mod whom;

pub(crate) use birth::{read_birth, read_day};
pub use facts::FactsPage;
pub(crate) use facts::{TypedFacts, address as facts_address};
pub use household::HouseholdPage;
pub(crate) use keeping::has_unwritten;
pub(crate) use lacks::{STANDARDS, lacking};
pub use list::{HouseholdList, HouseholdsPage};
pub use new::NewHouseholdPage;
pub(crate) use new_form::Typed;
pub use next_visit::{NextVisit, NextVisitButton};
pub(crate) use odd::OddInHousehold;
pub(crate) use people::{RELATIONS, about, relation_words};
pub(crate) use phone::read_phone;
pub(crate) use whom::{name_of, place_of, where_it_lives};
