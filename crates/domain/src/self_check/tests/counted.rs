//! What a visit counted of all people at once.

use super::*;
use crate::fact::{Fact, MemberFact, MemberKey};
use crate::household::Counted;

/// A household of which nobody was asked what they do, learn or have.
fn unasked() -> Household {
    let bare = |mut member: Member| {
        (member.work, member.attends, member.learnt) = (None, None, None);
        (member.insured, member.malnourished) = (None, None);
        member
    };
    let mut household = well();
    household.head = bare(household.head);
    for other in &mut household.others {
        other.member = bare(other.member.clone());
    }
    household
}

fn counting(home: &mut Household, counted: Counted, people: u16, at: &str) {
    let people = Some(people);
    home.hear(Fact::Count { counted, people }, &said(at));
}

fn said(at: &str) -> Said {
    Said {
        operation: OperationId(Uuid::from_u128(1)),
        by: UserId(Uuid::nil()),
        at: at.parse().unwrap(),
        on: None,
    }
}

fn insured(home: &mut Household, is: bool, at: &str) {
    let people: Vec<_> = home.members().map(|member| member.id).collect();
    for member in people {
        let fact = MemberFact::Insured(Some(is));
        home.hear(Fact::Member { member, fact }, &said(at));
    }
}

fn finding<'s>(home: &Household, standard: &'s Standard, key: &str) -> Finding<'s> {
    let check = SelfCheck::of(home, standard, day(), Area::Rural, None);
    let mut findings = check.findings.into_iter();
    findings
        .find(|finding| finding.indicator.key == key)
        .unwrap()
}

fn lacks_insurance(home: &Household) -> bool {
    let standard = old();
    let answer = finding(home, &standard, "health_insurance").answer;
    matches!(answer, Answer::Deprived(_))
}

const EARLY: &str = "2026-03-01T08:00:00Z";
const LATE: &str = "2026-11-01T08:00:00Z";

#[rstest]
#[case("health_insurance", &[Counted::Uninsured])]
#[case("nutrition", &[Counted::MalnourishedChildren])]
#[case("adult_education", &[Counted::YoungUntrained])]
#[case("child_schooling", &[Counted::ChildrenOut])]
#[case("employment", &[Counted::Jobless, Counted::NoContract])]
fn a_visit_that_counts_all_people_answers_the_indicator(
    #[case] key: &str,
    #[case] asked: &[Counted],
) {
    let standard = old();
    let mut home = unasked();
    assert!(matches!(
        finding(&home, &standard, key).answer,
        Answer::Missing(_)
    ));
    for counted in asked {
        counting(&mut home, *counted, 0, EARLY);
    }
    let none = finding(&home, &standard, key);
    assert!(matches!(none.answer, Answer::NotDeprived(_)));
    assert_eq!(none.said.len(), asked.len(), "who counted is told");
    // Of those that are asked for together one is enough.
    for counted in asked {
        let mut home = home.clone();
        counting(&mut home, *counted, 1, EARLY);
        let some = finding(&home, &standard, key).answer;
        assert!(matches!(&some, Answer::Deprived(why) if why.sentence.vi.starts_with("1 ")));
    }
}

#[test]
fn where_one_question_was_not_asked_its_indicator_stays_open() {
    let mut home = unasked();
    counting(&mut home, Counted::Jobless, 0, EARLY);
    let answer = finding(&home, &old(), "employment").answer;
    assert!(matches!(answer, Answer::Missing(_)));
}

#[test]
fn what_was_found_last_is_what_counts() {
    let standard = old();
    let mut home = unasked();
    insured(&mut home, true, EARLY);
    assert!(!lacks_insurance(&home));
    counting(&mut home, Counted::Uninsured, 2, LATE);
    assert!(
        lacks_insurance(&home),
        "they were counted after they were asked"
    );
    let mut home = unasked();
    counting(&mut home, Counted::Uninsured, 2, EARLY);
    insured(&mut home, true, LATE);
    assert!(
        !lacks_insurance(&home),
        "each was asked after they were counted"
    );
    let key = FactKey::Member(home.head.id, MemberKey::Insured);
    let facts = finding(&home, &standard, "health_insurance").answer;
    assert!(facts.reason().facts.contains(&key));
}

#[test]
fn one_who_was_asked_anew_does_not_answer_for_all() {
    let mut home = unasked();
    insured(&mut home, true, EARLY);
    counting(&mut home, Counted::Uninsured, 2, "2026-06-01T08:00:00Z");
    let head = home.head.id;
    let one = |home: &mut Household, is| {
        let fact = MemberFact::Insured(Some(is));
        home.hear(Fact::Member { member: head, fact }, &said(LATE));
    };
    one(&mut home, true);
    assert!(
        lacks_insurance(&home),
        "the others were asked before they were counted"
    );
    // But one who lacks it is enough.
    counting(&mut home, Counted::Uninsured, 0, "2026-06-01T08:00:00Z");
    one(&mut home, false);
    assert!(lacks_insurance(&home));
}

/// Somebody comes or goes, or grows into the ages of the rule.
#[test]
fn a_count_says_nothing_of_other_people_than_were_there() {
    let standard = old();
    let counted = || {
        let mut home = unasked();
        counting(&mut home, Counted::Uninsured, 0, EARLY);
        counting(&mut home, Counted::MalnourishedChildren, 1, EARLY);
        home
    };
    let is_open = |home: &Household, key: &str| {
        matches!(finding(home, &standard, key).answer, Answer::Missing(_))
    };
    assert!(!is_open(&counted(), "health_insurance"));
    let mut more = counted();
    let member = Member {
        insured: None,
        ..aged(9, 30)
    };
    let relation = Relation::Child;
    more.hear_of(Other { member, relation }, &said(LATE));
    assert!(is_open(&more, "health_insurance"));
    let mut fewer = counted();
    let child = fewer.others[2].member.id;
    let gone = MemberFact::Gone(Some(crate::household::Leaving::Moved));
    let gone = Fact::Member {
        member: child,
        fact: gone,
    };
    fewer.hear(gone, &said(LATE));
    let answer = finding(&fewer, &standard, "nutrition").answer;
    assert!(matches!(answer, Answer::NotDeprived(_)), "no child is left");
    let mut older = counted();
    older.others[2].member.birth = Some(Birth::Date("2020-06-01".parse().unwrap()));
    assert!(
        is_open(&older, "health_insurance"),
        "who is six now was five then"
    );
}

/// Whoever counts has the ages in mind that the standard writes.
#[test]
fn a_count_is_no_surer_than_the_ages_of_its_rule() {
    let mut home = unasked();
    counting(&mut home, Counted::Uninsured, 0, EARLY);
    counting(&mut home, Counted::MalnourishedChildren, 0, EARLY);
    let is_verified = |standard: &Standard, key: &str| finding(&home, standard, key).verified;
    assert!(!is_verified(&old(), "health_insurance"));
    assert!(is_verified(&verified(), "health_insurance"));
    assert!(is_verified(&old(), "nutrition"));
}
