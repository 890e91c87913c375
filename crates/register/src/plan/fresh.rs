//! A household that the record does not have.

use dong_hanh_domain::household::Member;
use dong_hanh_domain::{Fact, Household, HouseholdId, MemberId, Other, Relation};

use super::{Planner, Verdict, odd};
use crate::{Listed, Person, Problem, Trouble};

pub(super) fn fresh(planner: &mut Planner<'_>, listed: &mut Listed) -> Verdict {
    let row = listed.first();
    let mut members = Vec::new();
    for person in &listed.people {
        match member(person, MemberId((planner.ids)()), &mut listed.problems) {
            Some(member) => members.push((member, person.relation.flatten())),
            None => return Verdict::Wrong,
        }
    }
    let mut members = members.into_iter();
    let (Some((head, _)), Some(hamlet)) = (members.next(), listed.hamlet) else {
        return Verdict::Wrong;
    };
    let id = HouseholdId((planner.ids)());
    let mut household = Household::new(id, hamlet, head, planner.by);
    household.code = listed.code.as_ref().map(|code| code.text.clone());
    if let Some(code) = listed.code.as_ref().filter(|code| code.is_padded) {
        let trouble = Trouble::Padded(code.text.clone());
        listed.problems.push(Problem::at_row(row, trouble));
    }
    for fact in listed
        .facts
        .iter()
        .cloned()
        .chain(listed.devices.fact(None))
    {
        household.set(fact);
    }
    for (member, relation) in members {
        let relation = relation.unwrap_or(Relation::Other);
        household.add(Other { member, relation });
    }
    listed
        .problems
        .extend(odd(&[], &household, row, planner.today));
    if let Some((near, likeness)) = planner.known.nearest(&household) {
        let trouble = Trouble::MayBe {
            head: near.head.name.to_string(),
            hamlet: planner.hamlets.title(near.hamlet).to_owned(),
            reasons: likeness.likeness.reasons,
        };
        listed.problems.push(Problem::at_row(row, trouble));
    }
    Verdict::New(Box::new(household))
}

/// Somebody whom the record does not have; `None` where their sex is not known, with a problem.
pub(super) fn member(person: &Person, id: MemberId, problems: &mut Vec<Problem>) -> Option<Member> {
    let Some(sex) = person.any_sex() else {
        problems.push(Problem::at_row(person.row, Trouble::NoSex));
        return None;
    };
    if person.sex.is_none() {
        problems.push(Problem::at_row(person.row, Trouble::GuessedSex));
    }
    let member = Member {
        birth: person.birth,
        ..Member::new(id, person.name.clone(), sex)
    };
    // A household of one, so that facts are set in one way alone.
    let nil = uuid::Uuid::nil();
    let mut alone = Household::new(
        HouseholdId(nil),
        dong_hanh_domain::HamletId(nil),
        member,
        dong_hanh_domain::UserId(nil),
    );
    for fact in &person.facts {
        let fact = fact.clone();
        alone.set(Fact::Member { member: id, fact });
    }
    Some(alone.head)
}
