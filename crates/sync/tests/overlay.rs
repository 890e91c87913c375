//! What a device shows over the records, and what whoever goes on there has seen.
#![allow(clippy::unwrap_used, missing_docs)]

use chrono::DateTime;
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    DeviceId, DeviceTime, Extra, Fact, FactKey, HamletId, Household, HouseholdChange, HouseholdId,
    Member, MemberId, MemberKey, Occasion, OperationId, PersonName, Relation, Said, Sex, UserId,
    VisitId,
};
use dong_hanh_form::{Answer, Answers, FormId, Value};
use dong_hanh_sync::outbox::{Outbox, Saying};
use dong_hanh_sync::{
    Action, ChangedHousehold, Conflict, FinishedVisit, HeldReason, Notice, Outcome, Overlay,
    Receipt, Side, Visited,
};
use uuid::Uuid;

const ME: UserId = UserId(Uuid::from_u128(10));
const OTHER: UserId = UserId(Uuid::from_u128(11));
const HOME: HouseholdId = HouseholdId(Uuid::from_u128(20));

fn operation(number: u128) -> OperationId {
    OperationId(Uuid::from_u128(number))
}

fn person(number: u128) -> Member {
    Member::new(
        MemberId(Uuid::from_u128(number)),
        PersonName::new("Lê Thị Bưởi").unwrap(),
        Sex::Female,
    )
}

fn phone(number: &str) -> Fact {
    Fact::Phone(Some(number.to_owned()))
}

fn address(text: &str) -> Fact {
    Fact::Address(text.to_owned())
}

fn theirs(number: u128) -> Said {
    Said {
        operation: operation(number),
        by: OTHER,
        at: DateTime::UNIX_EPOCH,
        on: None,
    }
}

fn household() -> Household {
    Household::new(
        HOME,
        HamletId(Uuid::from_u128(30)),
        person(40),
        UserId(Uuid::nil()),
    )
}

/// The record after somebody else has said these facts, all with one word.
fn recorded(number: u128, facts: &[Fact]) -> Household {
    let mut household = household();
    let said = theirs(number);
    facts
        .iter()
        .for_each(|fact| household.hear(fact.clone(), &said));
    household
}

/// Visits here say their note of the address.
struct Told;

impl Visited for Told {
    fn said_on(&self, visit: &FinishedVisit) -> Vec<Fact> {
        let note = visit.answers.get(&"note".parse().unwrap());
        match note {
            Some(Answer::Given(Value::Text(note))) => vec![address(note)],
            _ => Vec::new(),
        }
    }
}

/// A phone, and how far the feeds have come.
#[derive(Default)]
struct Phone {
    outbox: Outbox,
    settled: u64,
    conflicts: Vec<Conflict>,
}

impl Phone {
    fn overlay(&self) -> Overlay<'_> {
        Overlay {
            outbox: &self.outbox,
            settled: self.settled,
            user: ME,
            visited: &Told,
        }
    }

    fn shown(&self, recorded: &Household) -> Household {
        self.overlay().over(recorded.clone())
    }

    /// Somebody says these facts from what is shown over the record; gives what they have seen.
    fn says(&mut self, number: u128, recorded: &Household, facts: &[Fact]) -> Vec<OperationId> {
        let changes = facts.iter().cloned().map(HouseholdChange::Set).collect();
        self.changes(number, recorded, changes)
    }

    fn changes(
        &mut self,
        number: u128,
        recorded: &Household,
        changes: Vec<HouseholdChange>,
    ) -> Vec<OperationId> {
        let changed = self.overlay().change(recorded, changes, &self.conflicts);
        let seen = changed.seen.iter().copied().collect();
        self.queue(number, Action::ChangeHousehold(changed), None);
        seen
    }

    fn queue(&mut self, number: u128, action: Action, settles: Option<u128>) {
        let made = DeviceTime {
            utc_ms: 0,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        };
        let saying = Saying {
            settles: settles.map(operation),
            ..Saying::now(made, action)
        };
        let device = DeviceId(Uuid::from_u128(7));
        let said = self.outbox.plan(device, [(operation(number), saying)]);
        for (counter, raw) in said.unwrap() {
            self.outbox.queue(counter, raw);
        }
    }

    fn answered(&mut self, counter: u64, number: u128, outcome: Outcome) {
        let receipt = Receipt {
            operation: operation(number),
            received: DateTime::UNIX_EPOCH,
            outcome,
        };
        self.outbox.received(counter, receipt);
    }
}

fn applied(notices: Vec<Notice>) -> Outcome {
    Outcome::Applied { notices }
}

#[test]
fn s7_11_what_was_said_lies_over_the_record_until_the_feeds_say_so() {
    let mut me = Phone::default();
    let record = recorded(1, &[phone("0905000001")]);
    me.says(2, &record, &[phone("0905000002")]);
    assert_eq!(me.shown(&record).phone.as_deref(), Some("0905000002"));
    assert_eq!(me.overlay().changed(), [HOME].into());
    let elsewhere = Household {
        id: HouseholdId(Uuid::nil()),
        ..record.clone()
    };
    assert_eq!(me.shown(&elsewhere), elsewhere);
    me.answered(1, 2, applied(Vec::new()));
    assert_eq!(me.shown(&record).phone.as_deref(), Some("0905000002"));
    me.settled = 1;
    assert_eq!(me.shown(&record), record);
    assert_eq!(me.overlay().changed(), [].into());
}

#[test]
fn s7_11_what_the_office_holds_is_not_shown() {
    let mut me = Phone::default();
    let record = recorded(1, &[phone("0905000001")]);
    me.says(2, &record, &[phone("0905000002")]);
    let reason = HeldReason::ForeignScope;
    me.answered(1, 2, Outcome::Held { reason });
    assert_eq!(me.shown(&record), record);
    assert_eq!(
        me.says(3, &record, &[phone("0905000003")]),
        [operation(1)],
        "nor was it seen"
    );
}

#[test]
fn s7_11_of_a_fact_that_clashes_the_record_s_value_is_shown_and_the_others_stay() {
    let mut me = Phone::default();
    let record = recorded(1, &[phone("0905000001")]);
    me.says(2, &household(), &[phone("0905000002"), address("kiệt 2")]);
    let facts = vec![FactKey::Phone];
    me.answered(1, 2, applied(vec![Notice::Clash { facts }]));
    let shown = me.shown(&record);
    assert_eq!(shown.phone.as_deref(), Some("0905000001"));
    assert_eq!(shown.address, "kiệt 2");
    assert_eq!(
        me.says(3, &record, &[phone("0905000003")]),
        [operation(1)],
        "it was on the screen"
    );
}

#[test]
fn s7_11_one_s_own_word_is_a_version_that_whoever_goes_on_has_seen() {
    let mut me = Phone::default();
    let record = recorded(1, &[phone("0905000001")]);
    assert_eq!(me.says(2, &record, &[phone("0905000002")]), [operation(1)]);
    // What it took the place of on the screen was seen with it.
    let both = [operation(1), operation(2)];
    assert_eq!(me.says(3, &record, &[phone("0905000003")]), both);
    assert_eq!(me.shown(&record).versions[&FactKey::Phone].by, ME);
}

#[test]
fn s7_11_a_word_that_is_hidden_under_one_s_own_has_not_been_seen() {
    let mut me = Phone::default();
    me.says(2, &household(), &[phone("0905000002")]);
    let record = recorded(1, &[phone("0905000001"), address("kiệt 1")]);
    // Neither by a word about what hides it alone, nor by one about something beside it that is shown.
    assert_eq!(me.says(3, &record, &[phone("0905000003")]), [operation(2)]);
    let both = [phone("0905000004"), address("kiệt 4")];
    assert_eq!(me.says(4, &record, &both), [operation(3)]);

    let mut me = Phone::default();
    me.says(2, &household(), &[phone("0905000002")]);
    let shown = me.says(3, &record, &[address("kiệt 3")]);
    assert_eq!(shown, [operation(1)], "it is on the screen");
}

/// One word about telephone and address, of which the address stands and the telephone clashes.
#[test]
fn s7_11_a_word_that_clashes_at_one_fact_has_not_been_seen_with_another() {
    let mut record = recorded(1, &[phone("0905000001")]);
    record.hear(address("kiệt 2"), &theirs(2));
    let side = |number: u128, text: &str| Side {
        fact: phone(text),
        said: theirs(number),
    };
    let seen = |facts: &[Fact]| {
        let between = Conflict::between(HOME, side(1, "0905000001"), side(2, "0905000002"));
        let mut me = Phone::default();
        me.conflicts.push(between);
        me.says(3, &record, facts)
    };
    let both = [phone("0905000003"), address("kiệt 3")];
    assert_eq!(seen(&both), [operation(1)]);
    assert_eq!(seen(&both[1..]), [operation(2)]);

    // What one's own word on top had seen stays seen.
    let mut me = Phone::default();
    let between = Conflict::between(HOME, side(1, "0905000001"), side(2, "0905000002"));
    me.conflicts.push(between);
    assert_eq!(me.says(3, &record, &both[..1]), [operation(1)]);
    let again = [phone("0905000004"), address("kiệt 4")];
    assert_eq!(me.says(4, &record, &again), [operation(1), operation(3)]);
}

#[test]
fn s7_7_one_s_own_side_of_a_clash_is_taken_back_with_the_next_word() {
    let mut me = Phone::default();
    let record = recorded(1, &[phone("0905000001")]);
    let side = |number: u128, by: UserId, fact: Fact| Side {
        fact,
        said: Said {
            by,
            ..theirs(number)
        },
    };
    let stands = side(1, OTHER, phone("0905000001"));
    let mut conflict = Conflict::between(HOME, stands, side(2, ME, phone("0905000002")));
    conflict.join(side(5, OTHER, phone("0905000005")), |_| false);
    me.conflicts.push(conflict);
    let seen = me.says(3, &record, &[phone("0905000003")]);
    assert_eq!(seen, [operation(1), operation(2)]);
    let other = me.says(4, &record, &[address("kiệt 4")]);
    assert_eq!(other, [], "it is about something else");
}

#[test]
fn s7_11_one_more_person_is_there_at_once() {
    let mut me = Phone::default();
    let member = Box::new(Other {
        member: person(41),
        relation: Relation::Child,
    });
    let record = household();
    let seen = me.changes(1, &record, vec![HouseholdChange::Add { member }]);
    assert_eq!(seen, []);
    let shown = me.shown(&record);
    assert_eq!(shown.size(), 2);
    let there = FactKey::Member(MemberId(Uuid::from_u128(41)), MemberKey::Gone);
    assert_eq!(shown.versions[&there].operation, operation(1));
}

/// [S2.12]
#[test]
fn what_was_sent_once_more_is_there_once() {
    let mut me = Phone::default();
    let action = Action::RegisterHousehold {
        household: Box::new(household()),
    };
    me.queue(1, action.clone(), None);
    let reason = HeldReason::ForeignScope;
    me.answered(1, 1, Outcome::Held { reason });
    me.queue(2, action, Some(1));
    let registered = me.overlay().registrations();
    let registered: Vec<_> = registered.map(|(_, said, _)| said.id).collect();
    assert_eq!(registered, [operation(2)]);
    // Something else in its place is not the same again.
    let other = ChangedHousehold {
        household: HOME,
        changes: Vec::new(),
        seen: [].into(),
        visit: None,
        extra: dong_hanh_domain::Extra::default(),
    };
    me.queue(3, Action::ChangeHousehold(other), Some(2));
    assert_eq!(me.overlay().registrations().count(), 1);
}

/// Somebody finishes a visit from having seen what is shown over the record.
fn visit(phone: &mut Phone, number: u128, recorded: &Household, note: &str) -> Vec<OperationId> {
    let mut answers = Answers::new();
    answers.set(
        "note".parse().unwrap(),
        Answer::Given(Value::Text(note.to_owned())),
    );
    let seen = phone.overlay().seen(recorded, &phone.conflicts);
    let visit = FinishedVisit {
        visit: VisitId(Uuid::from_u128(number)),
        household: HOME,
        form: FormId("sha256:f".to_owned()),
        answers,
        started: DeviceTime {
            utc_ms: 0,
            zone_min: 420,
            mono_ms: 0,
            skew_ms: None,
        },
        amends: None,
        seen: seen.clone(),
        grounds: Box::default(),
        extra: Extra::default(),
    };
    phone.queue(number, Action::FinishVisit(visit), None);
    seen.into_iter().collect()
}

/// [S7.11] [S7.12]
#[test]
fn what_a_visit_says_is_shown_at_once_and_seen_by_whoever_visits_next() {
    let recorded = recorded(5, &[address("kiệt 3"), phone("1")]);
    let mut me = Phone::default();
    assert_eq!(visit(&mut me, 1, &recorded, "kiệt 7"), [operation(5)]);
    let shown = me.shown(&recorded);
    assert_eq!(shown.address, "kiệt 7");
    let said = &shown.versions[&FactKey::Address];
    assert_eq!(said.on, Some(Occasion::Visit(VisitId(Uuid::from_u128(1)))));
    assert_eq!(me.overlay().changed(), [HOME].into());
    assert_eq!(
        visit(&mut me, 2, &recorded, "kiệt 8"),
        [operation(1), operation(5)]
    );
    let held = || Outcome::Held {
        reason: HeldReason::ForeignScope,
    };
    me.answered(1, 1, held());
    me.answered(2, 2, held());
    assert_eq!(me.shown(&recorded).address, "kiệt 3");
}
