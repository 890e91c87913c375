//! Who of a list is who in the record.

use std::collections::BTreeSet;

use dong_hanh_domain::household::Member;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Birth, Household, MemberId};

use crate::Person;
use crate::known::are_one;

/// Whether anybody of a list lives in a household of the record, or has lived there.
pub(super) fn have_one(household: &Household, people: &[Person]) -> bool {
    let left = household.left.iter().map(|left| &left.who.member);
    let mut known = household.members().chain(left);
    known.any(|member| {
        people
            .iter()
            .any(|person| fold(person.name.as_str()) == fold(member.name.as_str()))
    })
}

/// Whether two births can be of one person.
type Test = fn(Option<Birth>, Option<Birth>) -> bool;

/// For each of a list whom the record has them as; nobody is two of them.
pub(super) fn matched<'a>(household: &'a Household, people: &[Person]) -> Vec<Option<&'a Member>> {
    let mut taken: BTreeSet<MemberId> = BTreeSet::new();
    let mut matched = vec![None; people.len()];
    // Who was born on the same day goes before who may have been.
    let same: Test = |one, other| one.is_some() && one == other;
    for test in [same, are_one] {
        for (person, matched) in people.iter().zip(&mut matched) {
            if matched.is_some() {
                continue;
            }
            let name = fold(person.name.as_str());
            let mut members = household.members();
            *matched = members.find(|member| {
                !taken.contains(&member.id)
                    && fold(member.name.as_str()) == name
                    && test(member.birth, person.birth)
            });
            taken.extend(matched.map(|member| member.id));
        }
    }
    matched
}

/// Whether somebody of a list has left a household of the record.
pub(super) fn has_left(household: &Household, person: &Person) -> bool {
    let name = fold(person.name.as_str());
    household.left.iter().any(|left| {
        let member = &left.who.member;
        fold(member.name.as_str()) == name && are_one(member.birth, person.birth)
    })
}
