//! The list of households in a real browser: what changes in it is shown as a new start would show it.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::replica::{HouseholdFilter, HouseholdRow, Replica};
use dong_hanh_domain::{Fact, Household, HouseholdId, PersonName, Review};
use phone::*;
use serde_json::{Value, json};
use uuid::Uuid;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn shown(replica: Replica) -> Vec<HouseholdRow> {
    replica.households().to_vec()
}

/// What the next pull brings of the hamlet: a record, or with no body that it is gone.
async fn told(phone: &Phone, replica: Replica, seq: u64, (key, body): (String, Option<Value>)) {
    let [_, hamlet] = phone.scopes();
    let change = json!({"seq": seq, "key": key, "body": body});
    let feed = json!({"scope": hamlet, "changes": [change], "cursor": seq, "more": false});
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &json!([feed])));
    round(replica).await;
}

/// A visit of somebody else, on a day of November.
fn visit(phone: &Phone, replica: Replica, to: HouseholdId, day: &str) -> (String, Option<Value>) {
    let id = Uuid::now_v7();
    let at: chrono::DateTime<chrono::Utc> = format!("2026-11-{day}T03:00:00Z").parse().unwrap();
    let at = json!({"utc_ms": at.timestamp_millis(), "zone_min": 420, "mono_ms": 0});
    let form = &replica.beginnings()[0].0;
    let body = json!({
        "id": id, "household": to, "hamlet": phone.hamlet, "author": Uuid::now_v7(), "device": Uuid::now_v7(),
        "form": form, "answers": {}, "started": at, "finished": at, "received": "2026-11-24T03:00:00Z",
        "review": Review::Waiting,
    });
    (format!("visit:{id}"), Some(body))
}

/// [S13.4]
#[wasm_bindgen_test]
async fn what_changes_in_the_list_is_shown_as_a_new_start_shows_it() {
    let phone = Phone::new(&["Hồ Thị An", "Lê Thị Hạnh", "Trần Đào", "Trần Đào Em"]).await;
    let mut replica = phone.start().await;
    let [an, hanh, dao, em] = [0, 1, 2, 3].map(|at| shown(replica)[at].id);
    let key = |id: HouseholdId| format!("household:{id}");
    let changed = |id: HouseholdId, change: &dyn Fn(&mut Household)| {
        let mut household = replica.household(id).unwrap();
        change(&mut household);
        (key(id), serde_json::to_value(household).ok())
    };
    let pulled = [
        visit(&phone, replica, hanh, "02"),
        changed(dao, &|dao| dao.address = "Kiệt 12".to_owned()),
        changed(em, &|em| em.same_as = Some(dao)),
        // Whoever comes to the double comes to the household.
        visit(&phone, replica, em, "05"),
        changed(hanh, &|hanh| {
            hanh.head.name = PersonName::new("Lê Thị Ánh").unwrap();
        }),
        (key(an), None),
    ];
    let pulls = pulled.len();
    let mut pulled = pulled.into_iter();
    for step in 0..pulls + 3 {
        let before = shown(replica);
        match pulled.next() {
            Some(change) => told(&phone, replica, step as u64 + 2, change).await,
            None if step == pulls => {
                let own = replica.begin_visit(hanh, None).await.unwrap();
                replica.finish_visit(own).await.unwrap();
            }
            None if step == pulls + 1 => replica.arrange(em, Fact::SameAs(None)).await.unwrap(),
            None => {
                let new = phone.household("Nguyễn Văn Bình");
                replica.register_household(new).await.unwrap();
            }
        }
        let after = shown(replica);
        assert_ne!(before, after, "step {step}");
        replica = phone.restart(replica).await;
        assert_eq!(shown(replica), after, "step {step}");
    }
    let day = |id| replica.row(id).and_then(|row| row.last_visit);
    assert_eq!(day(em), "2026-11-05".parse().ok());
    assert_eq!(day(dao), None);
    assert_eq!(day(hanh), Some(replica.today()));
    assert_eq!(replica.search("kiet 12", HouseholdFilter::default()), [dao]);
    replica.leave();
}
