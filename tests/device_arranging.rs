//! An officer's computer in a real browser: households that move, and records that are one household.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::replica::{Arranged, Replica};
use dong_hanh_domain::{Fact, HamletId, HouseholdId, OperationId};
use phone::*;
use serde_json::json;
use uuid::Uuid;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NEAR: HamletId = HamletId(Uuid::from_u128(71));
const FAR: HamletId = HamletId(Uuid::from_u128(72));

/// What was said last, and all that whoever said it had seen.
fn last_said(replica: Replica) -> (OperationId, Vec<OperationId>) {
    let operation = replica.outbox()[0].operation;
    let changed = replica.changed_by(operation).unwrap();
    (operation, changed.seen.into_iter().collect())
}

fn here<T>(is: T) -> Option<Arranged<T>> {
    let on_device = true;
    Some(Arranged { is, on_device })
}

/// [S7.7]
/// Who moves a household twice before there is a network has seen the first move, and does not clash with themselves.
#[wasm_bindgen_test]
async fn a_move_is_shown_before_it_is_sent_and_the_next_one_has_seen_it() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let before = replica.lives_in(home).unwrap();
    assert!(!before.on_device);
    replica.arrange(home, Fact::Hamlet(NEAR)).await.unwrap();
    assert_eq!(replica.lives_in(home), here(NEAR));
    let (moved, seen) = last_said(replica);
    assert!(seen.is_empty());

    let replica = phone.restart(replica).await;
    assert_eq!(replica.lives_in(home), here(NEAR));
    replica.arrange(home, Fact::Hamlet(FAR)).await.unwrap();
    assert_eq!(replica.lives_in(home), here(FAR));
    assert_eq!(last_said(replica).1, [moved]);
    replica.leave();
}

/// [S7.10] [S7.11]
#[wasm_bindgen_test]
async fn a_record_for_which_another_one_stands_is_told_on_both_until_it_is_taken_back() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Lê Thị Hạnh Em"]).await;
    let replica = phone.start().await;
    let [kept, double] = [0, 1].map(|at| replica.households()[at].id);
    let none: [HouseholdId; 0] = [];
    assert_eq!(replica.doubles_of(kept), none);
    let same = Fact::SameAs(Some(kept));
    replica.arrange(double, same).await.unwrap();
    assert_eq!(replica.same_as(double), here(kept));
    assert_eq!(replica.same_as(kept), None);
    assert_eq!(replica.doubles_of(kept), [double]);
    assert_eq!(replica.tasks().len(), 1, "one household is visited once");
    replica.arrange(double, Fact::SameAs(None)).await.unwrap();
    assert_eq!(replica.same_as(double), None);
    assert_eq!(replica.doubles_of(kept), none);
    assert!(
        replica.is_parted_here(double),
        "it is on this computer alone"
    );
    assert!(!replica.is_parted_here(kept));
    let said = replica.outbox();
    let applied = said
        .iter()
        .map(|row| (row.operation, json!({"outcome": "applied"})));
    at_rest(replica).await;
    office_says(OPERATIONS, 200, &receipts(&applied.collect::<Vec<_>>()));
    round(replica).await;
    assert!(!replica.is_parted_here(double));
    replica.leave();
}

/// [S7.10] Who came to a double has been at the household: it is not due again.
#[wasm_bindgen_test]
async fn s7_10_a_visit_to_a_double_is_a_visit_to_the_household() {
    let phone = Phone::new(&["Lê Thị Hạnh", "Lê Thị Hạnh Em"]).await;
    let replica = phone.start().await;
    let [kept, double] = [0, 1].map(|at| replica.households()[at].id);
    let visit = replica.begin_visit(double, None).await.unwrap();
    replica.finish_visit(visit).await.unwrap();
    let visited = |id| replica.row(id).unwrap().last_visit;
    assert_eq!(visited(kept), None);
    let same = Fact::SameAs(Some(kept));
    replica.arrange(double, same).await.unwrap();
    assert_eq!(visited(kept), Some(replica.today()));
    assert_eq!(replica.tasks(), []);
    replica.arrange(double, Fact::SameAs(None)).await.unwrap();
    assert_eq!(visited(kept), None);
    replica.leave();
}
