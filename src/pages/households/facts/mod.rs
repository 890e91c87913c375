//! Facts of a household that are otherwise than the record says: `/households/:id/facts/:fact?`.

mod discard;
mod list;
mod measured;
mod one;
mod person;
mod saying;
mod typed;

use dong_hanh_domain::{Fact, FactKey, Household, HouseholdId, MemberId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use discard::Discard;
use list::{FactList, PersonFacts};
use one::OneFact;
use person::OnePerson;
pub(crate) use typed::TypedFacts;

use super::household::Unknown;
use crate::replica::use_replica;

/// The last part of the address of the page for one more person.
pub(super) const ADD: &str = "add";

/// Which page is shown.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// What is known.
    All,
    /// What is known of a person.
    Person(MemberId),
    /// One fact.
    One(FactKey),
    /// One more person.
    Add,
}

impl Place {
    /// By the last part of the address; what cannot be said here leads to what can.
    fn of(part: Option<&str>, household: &Household) -> Self {
        let part = part.unwrap_or_default();
        if part == ADD {
            return Self::Add;
        }
        if let Some(id) = part.strip_prefix("member:").and_then(|id| id.parse().ok()) {
            return Self::Person(id);
        }
        // An address is read whatever it says.
        let Ok(key) = part.parse::<FactKey>();
        let is_said_here = household
            .fact(&key)
            .is_some_and(|fact| !fact.is_of_the_office());
        if is_said_here {
            Self::One(key)
        } else {
            Self::All
        }
    }
}

/// The address of the facts of a household; `part` is its last part.
pub(crate) fn address(household: HouseholdId, part: &str) -> String {
    format!("/households/{household}/facts/{part}")
}

/// The page.
#[component]
pub fn FactsPage() -> impl IntoView {
    let replica = use_replica();
    let params = use_params_map();
    let place = Memo::new(move |_| {
        let params = params.read();
        let id = params.get("id")?.parse::<HouseholdId>().ok()?;
        let part = params.get("fact");
        // Where one is does not change with what is known, so that nothing moves while somebody types.
        let household = untrack(|| replica.household(id));
        let place = household.map(|household| Place::of(part.as_deref(), &household));
        Some((id, place))
    });
    move || match place.get() {
        None => view! { <Unknown /> }.into_any(),
        // What was typed of it can be thrown away all the same.
        Some((household, None)) => view! { <Unknown><Discard household /></Unknown> }.into_any(),
        Some((household, Some(place))) => page(household, place),
    }
}

fn page(household: HouseholdId, place: Place) -> AnyView {
    match place {
        Place::All => view! { <FactList household /> }.into_any(),
        Place::Person(member) => view! { <PersonFacts household member /> }.into_any(),
        Place::One(key) => view! { <OneFact household key /> }.into_any(),
        Place::Add => view! { <OnePerson household /> }.into_any(),
    }
}

/// What somebody who comes to the door may say of a household itself, in the order in which it is shown.
fn of_house() -> impl Iterator<Item = FactKey> {
    let first = [FactKey::Address, FactKey::Phone, FactKey::Head].into_iter();
    first.chain(FactKey::OF_DWELLING).chain(FactKey::counts())
}

/// A fact as it is kept while it is chosen.
fn kept(fact: &Fact) -> Option<String> {
    serde_json::to_string(fact).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::{HamletId, Member, MemberKey, PersonName, Sex, UserId};
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_address_names_a_page_and_the_office_s_facts_have_none() {
        let head = Member::new(
            MemberId(Uuid::from_u128(1)),
            PersonName::new("Lê Thị Bưởi").unwrap(),
            Sex::Female,
        );
        let nil = Uuid::nil();
        let home = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        let place = |part: &str| Place::of(Some(part), &home);
        let who = home.head.id;
        assert_eq!(Place::of(None, &home), Place::All);
        assert_eq!(place("add"), Place::Add);
        assert_eq!(place(&format!("member:{who}")), Place::Person(who));
        let birth = FactKey::Member(who, MemberKey::Birth);
        assert_eq!(place(&birth.to_string()), Place::One(birth));
        for key in of_house() {
            assert_eq!(place(&key.to_string()), Place::One(key));
        }
        let stranger = FactKey::Member(MemberId(nil), MemberKey::Birth).to_string();
        for other in [
            "class",
            "hamlet",
            "same_as",
            "code",
            "of the future",
            &stranger,
        ] {
            assert_eq!(place(other), Place::All, "{other}");
        }
    }
}
