//! The phone in a real browser: what is found otherwise of a household is said, shown and kept while it is typed.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::{BTreeSet, VecDeque};

use dong_hanh::device::SaveError;
use dong_hanh::device::store::Shelf;
use dong_hanh::replica::{Heard, HouseholdFilter, OutboxWhat, Replica, Standing, Task, Typing};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    Coarseness, Fact, FactKey, Household, HouseholdChange, HouseholdId, Leaving, Member,
    MemberFact, MemberKey, OperationId, PersonName, Place as Home, Relation, Sex,
};
use dong_hanh_form::{Answer, Path, Place, Value};
use dong_hanh_sync::device::Phase;
use leptos::prelude::*;
use phone::*;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn number(text: &str) -> HouseholdChange {
    HouseholdChange::Set(Fact::Phone(Some(text.to_owned())))
}

async fn says(replica: Replica, home: HouseholdId, change: HouseholdChange) -> Heard {
    let heard = replica.say_otherwise(home, change, None).await;
    heard.unwrap()
}

/// One more person.
fn an(replica: Replica) -> (Other, HouseholdChange) {
    let other = Other {
        member: Member::new(
            replica.new_member_id(),
            PersonName::new("Nguyễn Văn An").unwrap(),
            Sex::Male,
        ),
        relation: Relation::Child,
    };
    let member = Box::new(other.clone());
    (other, HouseholdChange::Add { member })
}

/// [S7.11] What was said is shown at once, found by it, and still there after a restart, until the office has it.
#[wasm_bindgen_test]
async fn s7_11_what_is_found_otherwise_is_shown_at_once_and_waits_for_its_receipt() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    assert_eq!(says(replica, home, number("0905123456")).await, Heard::Said);
    let (other, adds) = an(replica);
    assert_eq!(says(replica, home, adds).await, Heard::Said);
    // Who says what is known already says nothing.
    assert_eq!(
        says(replica, home, number("0905123456")).await,
        Heard::Known
    );
    assert_eq!(phone.count(Shelf::Outbox).await, 2);

    let replica = phone.restart(replica).await;
    let row = replica.row(home).unwrap();
    assert_eq!((row.phone.as_deref(), row.size), (Some("0905123456"), 2));
    for typed in ["nguyen van an", "0905"] {
        assert_eq!(replica.search(typed, HouseholdFilter::default()), [home]);
    }
    let there = FactKey::Member(other.member.id, MemberKey::Gone);
    let unsent = [FactKey::Phone, there].into();
    assert_eq!(replica.unsent_facts(home), unsent);
    let facts = OutboxWhat::Facts { household: home };
    assert!(replica.outbox().iter().all(|row| row.what == facts));

    let applied = json!({"outcome": "applied"});
    let said: Vec<_> = replica.outbox().iter().map(|row| row.operation).collect();
    let outcomes: Vec<_> = said.iter().map(|id| (*id, applied.clone())).collect();
    office_says(OPERATIONS, 200, &receipts(&outcomes));
    round(replica).await;
    assert!(replica.unsent_facts(home).is_empty());
    replica.leave();
}

/// The office refuses what waits, and tells of a household all the same.
async fn brings(phone: &Phone, replica: Replica, household: &Household, seq: u64) {
    at_rest(replica).await;
    office_says(OPERATIONS, 413, &json!({"code": "too-large"}));
    office_says(CHANGES, 200, &phone.tells_of(household, seq));
    round(replica).await;
}

fn last_said(replica: Replica) -> (OperationId, BTreeSet<OperationId>) {
    let operation = replica.outbox()[0].operation;
    (operation, replica.changed_by(operation).unwrap().seen)
}

/// [S7.2] [S7.6] [S7.11] What somebody else has said is not seen by whoever sees only their own word, and is not
/// overwritten by their next one.
#[wasm_bindgen_test]
async fn s7_2_what_is_hidden_under_one_s_own_word_has_not_been_seen() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let (known, first_said) = with_number(replica, home, "0905000001");
    at_rest(replica).await;
    office_says(CHANGES, 200, &phone.tells_of(&known, 2));
    round(replica).await;
    says(replica, home, number("0905123456")).await;
    let (own, seen) = last_said(replica);
    assert_eq!(seen, [first_said].into(), "it was on the screen");

    let (household, hidden) = with_number(replica, home, "0905000002");
    brings(&phone, replica, &household, 3).await;
    let shown = replica.household(home).unwrap().phone;
    assert_eq!(shown.as_deref(), Some("0905123456"));
    says(replica, home, number("0905123457")).await;
    let (second, seen) = last_said(replica);
    assert_eq!(seen, [own].into());
    assert!(!seen.contains(&hidden));

    // Nor by whoever goes on after a restart.
    let replica = phone.restart(replica).await;
    says(replica, home, number("0905123458")).await;
    assert_eq!(last_said(replica).1, [second].into());
    replica.leave();
}

/// [S7.7] What one's own word took the place of on the screen was seen with it.
#[wasm_bindgen_test]
async fn s7_7_what_one_s_own_word_stands_over_was_seen_with_it() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let (known, theirs) = with_number(replica, home, "0905000001");
    at_rest(replica).await;
    office_says(CHANGES, 200, &phone.tells_of(&known, 2));
    round(replica).await;
    says(replica, home, number("0905123456")).await;
    let own = last_said(replica).0;
    says(replica, home, number("0905123457")).await;
    assert_eq!(last_said(replica).1, [theirs, own].into());
    replica.leave();
}

/// [S7.11] [S7.7] Of a fact that clashes the record's value is shown, and a later word of one's own has seen the earlier one.
#[wasm_bindgen_test]
async fn s7_11_a_value_that_clashes_is_not_shown_for_the_one_that_stands() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    says(replica, home, number("0905123456")).await;
    let own = last_said(replica).0;
    let (household, theirs) = with_number(replica, home, "0914777888");
    at_rest(replica).await;
    let clash = json!({"outcome": "applied", "notices": [{"notice": "clash", "facts": ["phone"]}]});
    office_says(OPERATIONS, 200, &receipts(&[(own, clash)]));
    office_says(CHANGES, 200, &phone.tells_of(&household, 2));
    round(replica).await;
    let shown = |replica: Replica| replica.household(home).unwrap().phone;
    assert_eq!(shown(replica).as_deref(), Some("0914777888"));
    says(replica, home, number("0905123457")).await;
    assert!(last_said(replica).1.contains(&theirs));
    assert_eq!(shown(replica).as_deref(), Some("0905123457"));
    replica.leave();
}

/// [S7.11] What was said is shown until a feed has said what became of it, and then what the record has, in the list
/// that is on the screen too.
#[wasm_bindgen_test]
async fn s7_11_what_was_said_is_laid_over_the_record_until_the_feeds_say_so() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    says(replica, home, number("0905123456")).await;
    at_rest(replica).await;
    let _owner = Owner::new_root(None);
    // A screen: it reads again when it is told that there is something new.
    let row = Memo::new(move |_| replica.row(home).unwrap().phone);
    let household = Memo::new(move |_| replica.household(home).unwrap().phone);
    let shown = || {
        let shown = (row.get_untracked(), household.get_untracked());
        assert_eq!(shown.0, shown.1);
        shown.0.unwrap_or_default()
    };
    let rests = async || {
        until(|| {
            shown();
            let phase = replica.sync().phase;
            matches!(phase, Phase::Resting | Phase::Failing(_)).then_some(())
        })
        .await;
    };

    // It is received, and the line breaks before the feeds are read.
    office_says(
        OPERATIONS,
        200,
        &receipt(replica, &json!({"outcome": "applied"})),
    );
    office_says(CHANGES, 500, &json!({"code": "internal"}));
    round(replica).await;
    assert!(replica.unsent_facts(home).is_empty());
    assert_eq!(shown(), "0905123456");

    let (household, _) = with_number(replica, home, "0905000002");
    office_says(CHANGES, 200, &phone.tells_of(&household, 2));
    replica.sync_now();
    until(|| {
        shown();
        ANSWERS.with_borrow(VecDeque::is_empty).then_some(())
    })
    .await;
    rests().await;
    assert_eq!(shown(), "0905000002");
    replica.leave();
}

/// [S7.11] What was held is not shown as if it were part of the record.
#[wasm_bindgen_test]
async fn s7_11_what_the_office_holds_has_no_effect_here() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    says(replica, home, number("0905123456")).await;
    assert!(replica.row(home).unwrap().phone.is_some());
    let held = json!({"outcome": "held", "reason": "foreign_scope"});
    office_says(OPERATIONS, 200, &receipt(replica, &held));
    replica.sync_now();
    until(|| matches!(replica.outbox()[0].standing, Standing::Held { .. }).then_some(())).await;
    assert_eq!(replica.household(home).unwrap().phone, None);
    assert_eq!(replica.row(home).unwrap().phone, None);
    replica.leave();
}

/// [S7.9] Nothing is said that the household cannot have.
#[wasm_bindgen_test]
async fn s7_9_a_head_cannot_be_gone_and_it_is_not_said() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let member = replica.household(home).unwrap().head.id;
    let fact = MemberFact::Gone(Some(Leaving::Died));
    let gone = HouseholdChange::Set(Fact::Member { member, fact });
    assert_eq!(says(replica, home, gone).await, Heard::Impossible);
    assert_eq!(phone.count(Shelf::Outbox).await, 0);
    replica.leave();
}

/// A fact that is found on a visit names it, whether that is finished or not.
#[wasm_bindgen_test]
async fn a_fact_names_the_visit_of_the_day() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let visit_of = |replica: Replica| {
        let operation = replica.outbox()[0].operation;
        replica.changed_by(operation).unwrap().visit
    };
    says(replica, home, number("0905123456")).await;
    assert_eq!(visit_of(replica), None);
    let visit = replica.begin_visit(home, None).await.unwrap();
    says(replica, home, number("0905123457")).await;
    assert_eq!(visit_of(replica), Some(visit));
    replica.finish_visit(visit).await.unwrap();
    says(replica, home, number("0905123458")).await;
    assert_eq!(visit_of(replica), Some(visit));
    replica.leave();
}

/// [S6.2] What finds no room is not said, and what was typed is kept; with the word that is said it ends.
#[wasm_bindgen_test]
async fn s6_2_what_is_typed_ends_with_the_word_that_is_said_and_not_before() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let typing = Typing::Facts(home);
    let typed = Some("{}".to_owned());
    replica.keep_typed(typing, typed.clone()).await.unwrap();
    assert_eq!(
        replica.sync().drafts,
        1,
        "it is told before the phone is locked"
    );
    let replica = phone.restart(replica).await;
    assert_eq!(replica.typed(typing), typed);
    at_rest(replica).await;

    script(FULL_DISK);
    let said = replica
        .say_otherwise(home, number("0905123456"), None)
        .await;
    script(WHOLE_DISK);
    assert_eq!(said, Err(SaveError::Full));
    assert_eq!(replica.typed(typing), typed);
    assert_eq!(replica.household(home).unwrap().phone, None);

    says(replica, home, number("0905123456")).await;
    assert_eq!(replica.typed(typing), None);
    let replica = phone.restart(replica).await;
    assert_eq!(replica.typed(typing), None);
    assert_eq!(replica.sync().drafts, 0);
    replica.leave();
}

/// [S1.12] [S1.15] The household of which somebody types stays when its hamlet is lost, is named where one sees what is
/// to be done, and goes when what was typed is thrown away.
#[wasm_bindgen_test]
async fn s1_15_the_household_of_which_facts_are_typed_stays_until_they_are_thrown_away() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    at_rest(replica).await;
    let typing = Typing::Facts(home);
    let typed = Some("{}".to_owned());
    replica.keep_typed(typing, typed.clone()).await.unwrap();
    let [unit, _] = phone.scopes();
    let lose = async |replica: Replica| {
        at_rest(replica).await;
        let lost = phone.pulled(std::slice::from_ref(&unit), &json!([]));
        office_says(CHANGES, 200, &lost);
        round(replica).await;
    };
    lose(replica).await;
    let replica = phone.restart(replica).await;
    assert!(replica.household(home).is_some());
    assert_eq!(replica.typed(typing), typed);
    let task = Task::Facts { household: home };
    assert!(replica.tasks().contains(&task));

    replica.keep_typed(typing, None).await.unwrap();
    assert!(!replica.tasks().contains(&task));
    lose(replica).await;
    assert_eq!(replica.household(home), None);
    replica.leave();
}

/// The office publishes a form that asks where the house is; what it says to the next pull.
fn asking_where(phone: &Phone) -> serde_json::Value {
    let label = json!({"vi": "Nhà ở đâu?", "en": "Where is the house?"});
    let asked = json!({"type": "geopoint", "name": "where", "label": label});
    phone.published_anew(|nodes| nodes.push(asked)).0
}

#[wasm_bindgen_test]
async fn a_home_is_where_its_record_says_and_where_that_does_not_where_it_was_visited() {
    let phone = Phone::new(&["Nguyễn Văn An", "Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let [an, hanh] = [0, 1].map(|at| replica.households()[at].id);
    at_rest(replica).await;
    office_says(CHANGES, 200, &asking_where(&phone));
    round(replica).await;
    let mut household = replica.household(an).unwrap();
    household.place = Home::new(16.463_71, 107.590_96, Coarseness::Rounded).ok();
    office_says(CHANGES, 200, &phone.tells_of(&household, 2));
    round(replica).await;

    // In degrees, which is what a map draws.
    let drawn = |place: &Place| (place.lat(), place.lon());
    let around = |home| {
        let (own, others) = replica.places_around(home);
        let others: Vec<_> = others.iter().map(drawn).collect();
        (own.as_ref().map(drawn), others)
    };
    let coarse = (16.46, 107.59);
    assert_eq!(around(hanh), (None, vec![coarse]));

    let measured = Place::new(16.55, 107.64, 8.0).unwrap();
    let path: Path = "g/where".parse().unwrap();
    let visit = replica.begin_visit(hanh, None).await.unwrap();
    replica
        .change_answers(visit, |answers, _| {
            answers.set(path, Answer::Given(Value::Place(measured)));
        })
        .await
        .unwrap();
    replica.finish_visit(visit).await.unwrap();
    assert_eq!(around(hanh), (Some((16.55, 107.64)), vec![coarse]));

    let exact = Home::new(16.551_23, 107.643_21, Coarseness::Agreed).unwrap();
    let said = HouseholdChange::Set(Fact::Place(Some(exact)));
    assert_eq!(says(replica, hanh, said).await, Heard::Said);
    assert_eq!(around(hanh).0, Some((16.551_23, 107.643_21)));

    // Registered here, and nobody else knows of it yet.
    let mut registered = phone.household("Trần Đào");
    registered.place = Home::new(16.56, 107.65, Coarseness::Agreed).ok();
    replica.register_household(registered).await.unwrap();
    assert_eq!(
        around(an),
        (Some(coarse), vec![(16.56, 107.65), (16.551_23, 107.643_21)])
    );
    replica.leave();
}
