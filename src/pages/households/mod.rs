//! Households: the list with its search, one household, a new one.

mod birth;
mod household;
mod list;
mod list_row;
mod marked;
mod new;
mod new_form;
mod new_keeping;
mod new_person;
mod new_saving;
mod next_visit;
mod people;
mod story;

pub(crate) use birth::read_birth;
pub use household::HouseholdPage;
pub use list::{HouseholdList, HouseholdsPage, use_household_list};
pub use new::NewHouseholdPage;
pub(crate) use new_form::Typed;
pub(crate) use new_keeping::has_unwritten;
pub use next_visit::{NextVisit, NextVisitButton};
pub(crate) use people::relation_words;
