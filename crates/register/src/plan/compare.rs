//! A household that the record has: what the list says otherwise. What it does not say stays.

use chrono::NaiveDate;
use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::household::Member;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{
    Birth, Fact, FactKey, Household, HouseholdChange, MemberFact, MemberId, MemberKey, Other,
    Relation,
};

use super::people::{has_left, matched};
use super::{Change, Ids, Verdict, fresh, odd};
use crate::code::key;
use crate::known::{digits, year};
use crate::{Listed, Person, Problem, Trouble};

pub(super) fn compare(
    known: &Household,
    listed: &mut Listed,
    ids: Ids<'_>,
    today: NaiveDate,
) -> Verdict {
    let mut differing = Differing {
        known,
        household: known.clone(),
        changes: Vec::new(),
        said: Vec::new(),
    };
    if let Some(code) = &listed.code {
        let is_known = known
            .code
            .as_deref()
            .is_some_and(|known| key(known) == key(&code.text));
        if !is_known {
            differing.set(None, Fact::Code(Some(code.text.clone())));
        }
    }
    if let Some(hamlet) = listed.hamlet {
        differing.set(None, Fact::Hamlet(hamlet));
    }
    if known.ended.is_some() {
        let row = listed.rows.first().copied().unwrap_or_default();
        listed.problems.push(Problem::at_row(row, Trouble::Ended));
    }
    let devices = listed.devices.fact(known.dwelling.devices.as_ref());
    for fact in listed.facts.clone().into_iter().chain(devices) {
        let fact = beside(known, fact);
        match worth(known, &fact) {
            Worth::New => differing.set(None, fact),
            Worth::Nothing => {}
            Worth::Older => listed.problems.push(Problem::at_row(
                listed.rows.first().copied().unwrap_or_default(),
                Trouble::Older,
            )),
        }
    }
    if !people(&mut differing, listed, ids) {
        return Verdict::Wrong;
    }
    let row = listed.first();
    let (before, household) = (known.odd(today), &differing.household);
    listed.problems.extend(odd(&before, household, row, today));
    let Differing { changes, said, .. } = differing;
    if said.is_empty() {
        return Verdict::Same(known.id);
    }
    let facts: Vec<Fact> = said.iter().flat_map(HouseholdChange::facts).collect();
    Verdict::Changed {
        household: known.id,
        seen: known.seen(&facts),
        changes,
        said,
    }
}

/// What differs so far.
struct Differing<'a> {
    known: &'a Household,
    /// As it would be.
    household: Household,
    changes: Vec<Change>,
    said: Vec<HouseholdChange>,
}

impl Differing<'_> {
    /// Says a fact, where it is otherwise.
    fn set(&mut self, name: Option<&str>, fact: Fact) {
        if self.household.says(&fact) || !self.household.takes(&fact) {
            return;
        }
        let was = self.household.fact(&fact.key());
        // What the head of before was to the new one is needed to take it back.
        let was = match (was, &fact) {
            (Some(Fact::Head(heading)), Fact::Head(next)) => {
                let relation = FactKey::Member(next.who, MemberKey::Relation);
                let former = match self.household.fact(&relation) {
                    Some(Fact::Member {
                        fact: MemberFact::Relation(relation),
                        ..
                    }) => relation,
                    _ => Relation::Other,
                };
                Some(Fact::Head(Heading { former, ..heading }))
            }
            (was, _) => was,
        };
        self.changes.push(Change {
            name: name.map(str::to_owned),
            was,
            is: fact.clone(),
        });
        self.household.set(fact.clone());
        self.said.push(HouseholdChange::Set(fact));
    }

    fn add(&mut self, member: Member, relation: Relation) {
        let here = MemberFact::Gone(None);
        self.changes.push(Change {
            name: Some(member.name.to_string()),
            was: None,
            is: Fact::Member {
                member: member.id,
                fact: here,
            },
        });
        let other = Other { member, relation };
        self.household.add(other.clone());
        let member = Box::new(other);
        self.said.push(HouseholdChange::Add { member });
    }
}

/// A fact with what the record knows of the same decision and the list does not say: its number, and how the household
/// came to its class.
fn beside(known: &Household, mut fact: Fact) -> Fact {
    if let (Fact::Class(Some(listed)), Some(known)) = (&mut fact, &known.class)
        && (listed.class, listed.since) == (known.class, known.since)
    {
        listed.decision = listed.decision.take().or_else(|| known.decision.clone());
        listed.entry = listed.entry.or(known.entry);
    }
    fact
}

/// What a fact of a list is worth beside the record.
enum Worth {
    New,
    /// It says the same in other letters.
    Nothing,
    /// The record has a later decision.
    Older,
}

fn worth(known: &Household, fact: &Fact) -> Worth {
    let is_same = match fact {
        Fact::Address(text) => fold(text) == fold(&known.address),
        Fact::Phone(Some(phone)) => known.phone.as_deref().map(digits) == Some(digits(phone)),
        Fact::Class(Some(listed)) => match &known.class {
            Some(known) if known.since > listed.since => return Worth::Older,
            Some(known) => known == listed,
            None => false,
        },
        fact => known.says(fact),
    };
    if is_same { Worth::Nothing } else { Worth::New }
}

/// Compares the people; `false` where somebody new cannot be written down.
fn people(differing: &mut Differing<'_>, listed: &mut Listed, ids: Ids<'_>) -> bool {
    let known = differing.known;
    let whom = matched(known, &listed.people);
    let mut found: Vec<MemberId> = Vec::new();
    for (at, (person, member)) in listed.people.clone().iter().zip(whom).enumerate() {
        let id = match member {
            Some(member) => member.id,
            None if has_left(known, person) => {
                let name = person.name.to_string();
                listed
                    .problems
                    .push(Problem::at_row(person.row, Trouble::Left { name }));
                continue;
            }
            None => {
                let id = MemberId(ids());
                let Some(member) = fresh::member(person, id, &mut listed.problems) else {
                    return false;
                };
                differing.add(member, person.relation.flatten().unwrap_or(Relation::Other));
                id
            }
        };
        found.push(id);
        if at == 0 && differing.household.head.id != id {
            let former = former(known, &listed.people);
            let name = person.name.as_str();
            differing.set(Some(name), Fact::Head(Heading { who: id, former }));
        }
        if let Some(member) = member {
            facts(differing, member, person);
        }
    }
    if listed.is_whole {
        let row = listed.first();
        let missing = known.members().filter(|member| !found.contains(&member.id));
        let told = missing.map(|member| {
            let name = member.name.to_string();
            Problem::at_row(row, Trouble::NotListed { name })
        });
        listed.problems.extend(told);
    }
    true
}

/// What the head of before is to the new one, as the list has it.
fn former(known: &Household, people: &[Person]) -> Relation {
    let name = fold(known.head.name.as_str());
    let mut people = people.iter();
    let listed = people.find(|person| fold(person.name.as_str()) == name);
    listed
        .and_then(|person| person.relation.flatten())
        .unwrap_or(Relation::Other)
}

/// What a list says otherwise of somebody.
fn facts(differing: &mut Differing<'_>, member: &Member, person: &Person) {
    let name = member.name.as_str();
    let mut set = |fact| {
        let fact = Fact::Member {
            member: member.id,
            fact,
        };
        differing.set(Some(name), fact);
    };
    // The same letters: only marks that the record lacks say something.
    if member.name.as_str().is_ascii() && !person.name.as_str().is_ascii() {
        set(MemberFact::Name(person.name.clone()));
    }
    if let Some(sex) = person.sex {
        set(MemberFact::Sex(sex));
    }
    if let Some(birth) = person.birth {
        // A year says nothing beside a day of it.
        let is_less = |known| matches!(birth, Birth::Year(_)) && year(known) == year(birth);
        if !member.birth.is_some_and(is_less) {
            set(MemberFact::Birth(Some(birth)));
        }
    }
    if let Some(Some(relation)) = person.relation {
        set(MemberFact::Relation(relation));
    }
    for fact in &person.facts {
        let is_same = match fact {
            MemberFact::Occupation(text) => fold(text) == fold(&member.occupation),
            _ => false,
        };
        if !is_same {
            set(fact.clone());
        }
    }
}
