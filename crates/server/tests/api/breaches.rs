//! Breaches of personal data: what they exposed, by when the authority is told, and who sees whom they concern.

use axum::http::Method;
use chrono::TimeDelta;
use dong_hanh_domain::breach::{Breach, Incident, Mark};
use dong_hanh_domain::erased::Because;
use dong_hanh_domain::{BreachId, Ethnicity, HouseholdId, UnitKey};
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use dong_hanh_sync::{Action, Subject};
use serde_json::{Value, json};

use crate::imports::book;
use crate::office::{Answer, Office, Phone};

/// The volunteer's phone, lost an hour ago.
pub(crate) fn lost_phone(office: &Office, phone: &Phone) -> Breach {
    let now = office.now();
    Breach {
        id: BreachId(number(76)),
        unit: office.commune.unit.clone(),
        version: 1,
        incident: Incident::LostDevice {
            user: office.commune.volunteer.user,
            device: phone.device,
        },
        since: now - TimeDelta::hours(1),
        discovered: now,
        reported_by: String::new(),
        opened: Mark {
            at: now,
            by: office.commune.officer.user,
        },
        told: Vec::new(),
        measures: Vec::new(),
        frozen: None,
        closed: None,
    }
}

/// The same, as it is told to the server.
pub(crate) fn new(office: &Office, phone: &Phone, unit: &UnitKey) -> Value {
    let breach = lost_phone(office, phone);
    json!({
        "unit": unit,
        "incident": breach.incident,
        "since": breach.since,
        "discovered": breach.discovered,
        "reported_by": "=chị Lài",
    })
}

/// A household with a visit in the near hamlet and one in the far hamlet; the volunteer has the near one.
async fn office() -> (Office, Phone, String) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let far = office.sign_in(&office.neighbour).await;
    let near = (&lai, &office.commune.volunteer, office.commune.near.id);
    let far = (&far, &office.neighbour, office.commune.far.id);
    let mut households = Vec::new();
    for (phone, author, hamlet) in [near, far] {
        let (household, register) = office.commune.register(author, hamlet);
        let (_, finish) = office.commune.visit(author, household, 5, None);
        let answer = office.push(phone, &seal([register, finish])).await;
        assert!(answer.receipts.iter().all(is_applied));
        households.push(household.to_string());
    }
    let first = households.remove(0);
    (office, lai, first)
}

async fn put(office: &Office, by: &Phone, id: u64, body: &Value) -> Answer {
    let path = format!("/api/v1/breaches/{}", number(id));
    let ask = office.ask(axum::http::Method::PUT, &path).by(by);
    ask.body(body.to_string()).send().await
}

async fn step(office: &Office, by: &Phone, version: u64, step: Value) -> Answer {
    let path = format!("/api/v1/breaches/{}/steps", number(77));
    let body = json!({"version": version, "step": step});
    office.post(&path, &body).by(by).send().await
}

#[tokio::test]
async fn a_lost_phone_exposes_the_hamlets_that_were_its_persons() {
    let (office, lai, household) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    office
        .get(&format!("/api/v1/households/{household}"))
        .by(&lai)
        .send()
        .await;
    let opened = put(
        &office,
        &thanh,
        77,
        &new(&office, &lai, &office.commune.unit),
    )
    .await;
    assert_eq!(opened.status, 201);
    let details: Value = opened.json();
    let exposure = &details["exposure"];
    assert_eq!(exposure["households"], json!([household]));
    assert_eq!(exposure["kinds"]["names"], 1);
    assert_eq!(exposure["kinds"]["visits"], 1);
    assert_eq!(
        exposure["reach"]["hamlets"],
        json!([office.commune.near.id])
    );
    assert_eq!(exposure["read"], json!({"read": 1}));
    assert!(exposure["accounts"].as_u64().unwrap() > 1);
    assert!(
        exposure["store"]["sealed"].is_null(),
        "nobody knows: {exposure}"
    );
    let concerned = details["concerned"].as_array().unwrap();
    assert_eq!(concerned.len(), 1);
    assert_eq!(concerned[0]["household"], json!(household));
    let deadline = office.now() + TimeDelta::hours(72);
    assert_eq!(details["deadline"], json!(deadline));

    // Sent again it is opened once.
    let again = put(
        &office,
        &thanh,
        77,
        &new(&office, &lai, &office.commune.unit),
    )
    .await;
    assert_eq!(again.status, 200);
    let list: Value = office
        .get("/api/v1/breaches")
        .by(&thanh)
        .send()
        .await
        .json();
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_officers_phone_or_the_server_exposes_the_whole_unit() {
    let (office, _, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let hong = office.sign_in(&office.administrator).await;
    let mut about = new(&office, &thanh, &office.commune.unit);
    let user = office.commune.officer.user;
    let own = json!({"kind": "lost_device", "user": user, "device": thanh.device});
    for (id, incident) in [(1, own), (2, json!({"kind": "server_stolen"}))] {
        about["incident"] = incident;
        let details: Value = put(&office, &hong, id, &about).await.json();
        assert_eq!(
            details["exposure"]["households"].as_array().unwrap().len(),
            2
        );
        // An administrator is told numbers and no names.
        assert_eq!(details["names"], false);
        assert_eq!(details["concerned"], json!([]));
        assert!(!details.to_string().contains("Hạnh"));
    }
}

#[tokio::test]
async fn what_the_authority_was_told_stays_and_the_rest_goes_on() {
    let (office, lai, household) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    put(
        &office,
        &thanh,
        77,
        &new(&office, &lai, &office.commune.unit),
    )
    .await;
    let close = |why: &str| json!({"step": "close", "why": why});
    let early = step(&office, &thanh, 1, close("seen_to")).await;
    assert_eq!(early.refusal(), (422, "unfit-breach".to_owned()));

    office.wait(TimeDelta::hours(80));
    let told =
        |whom: Value| json!({"step": "told", "whom": whom, "at": office.now(), "how": "letter"});
    let authority = step(&office, &thanh, 1, told(json!({"is": "authority"}))).await;
    let frozen: Value = authority.json();
    let reckoned = frozen["exposure"]["reckoned"].clone();
    assert_eq!(reckoned, json!(office.now()));
    let stale = step(&office, &thanh, 1, told(json!({"is": "city"}))).await;
    assert_eq!(stale.refusal(), (409, "breach-moved-on".to_owned()));

    office.wait(TimeDelta::hours(1));
    let people = |ids: Value| json!({"is": "households", "households": ids});
    let foreign = step(&office, &thanh, 2, told(people(json!([number(9)])))).await;
    assert_eq!(foreign.refusal().0, 404);
    let hong = office.sign_in(&office.administrator).await;
    let nameless = step(&office, &hong, 2, told(people(json!([household])))).await;
    assert_eq!(nameless.refusal().0, 403);
    let people = step(&office, &thanh, 2, told(people(json!([household])))).await;
    let details: Value = people.json();
    assert_eq!(details["exposure"]["reckoned"], reckoned);
    assert!(details["concerned"][0]["told"].is_string());
    let closed = step(&office, &thanh, 3, close("seen_to")).await;
    assert_eq!(closed.status, 200);
    let late = step(&office, &thanh, 4, told(json!({"is": "city"}))).await;
    assert_eq!(late.refusal(), (409, "breach-moved-on".to_owned()));
}

#[tokio::test]
async fn the_file_bears_the_notice_and_the_people_concerned_and_no_formula() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    put(
        &office,
        &thanh,
        77,
        &new(&office, &lai, &office.commune.unit),
    )
    .await;
    let path = format!("/api/v1/breaches/{}/file", number(77));
    let file = office.get(&path).by(&thanh).send().await;
    assert_eq!(file.status, 200);
    let book = dong_hanh_register::open(&file.body).unwrap();
    let texts = |at: usize| {
        let cells = book.sheets[at].rows.values().flat_map(|row| row.values());
        cells
            .map(|cell| format!("{cell:?}"))
            .collect::<Vec<_>>()
            .join("|")
    };
    let notice = texts(0);
    for said in [
        "Công an thành phố Huế",
        "72 giờ",
        "1 hộ",
        "=chị Lài",
        "họ tên",
    ] {
        assert!(notice.contains(said), "{said}: {notice}");
    }
    assert!(texts(1).contains("Hạnh"), "{}", texts(1));
    // A text, whatever it begins with.
    assert!(notice.contains("Text(\"=chị Lài\")"), "{notice}");
}

#[tokio::test]
async fn a_breach_is_about_what_is_the_units_own() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let mut about = new(&office, &lai, &office.commune.unit);
    let (user, stranger) = (office.commune.volunteer.user, office.stranger.user);
    for incident in [
        json!({"kind": "account_used", "user": stranger}),
        json!({"kind": "lost_device", "user": user, "device": number(99)}),
        json!({"kind": "paper", "hamlets": [number(99)]}),
        json!({"kind": "wrong_recipient", "sent": {"of": "list", "list": number(99)}}),
        json!({"kind": "wrong_recipient", "sent": {"of": "entry", "entry": 9_999}}),
    ] {
        about["incident"] = incident.clone();
        let answer = put(&office, &thanh, 77, &about).await;
        assert_eq!(
            answer.refusal(),
            (404, "not-found".to_owned()),
            "{incident}"
        );
    }
    for incident in [
        json!({"kind": "paper", "hamlets": []}),
        json!({"kind": "flood"}),
    ] {
        about["incident"] = incident;
        assert_eq!(put(&office, &thanh, 77, &about).await.refusal().0, 422);
    }
    about["incident"] = json!({"kind": "other", "hamlets": [office.commune.far.id]});
    let details: Value = put(&office, &thanh, 77, &about).await.json();
    assert_eq!(details["concerned"].as_array().unwrap().len(), 1);
}

/// The number of the last entry of the audit of which somebody did this.
async fn entry(office: &Office, by: &Phone, did: &str) -> u64 {
    let audit: Value = office.get("/api/v1/audit").by(by).send().await.json();
    let entries = audit["entries"].as_array().unwrap().iter();
    let of = entries.filter(|entry| {
        let act: Value = serde_json::from_str(entry["act"].as_str().unwrap()).unwrap();
        act["did"] == did
    });
    of.map(|entry| entry["number"].as_u64().unwrap())
        .max()
        .unwrap()
}

fn sent_entry(office: &Office, phone: &Phone, entry: u64) -> Value {
    let mut about = new(office, phone, &office.commune.unit);
    about["incident"] = json!({"kind": "wrong_recipient", "sent": {"of": "entry", "entry": entry}});
    about
}

#[tokio::test]
async fn a_file_that_was_sent_is_found_by_its_entry_in_the_audit() {
    let (office, lai, household) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    // All about a household, for somebody who asked for their own.
    let looks = json!({"looks": [
        {"household": household, "why": "rights_request", "at": office.now()},
    ]});
    let told = office.post("/api/v1/audit/looks", &looks).by(&thanh).send();
    assert_eq!(told.await.status, 204);
    let about = sent_entry(&office, &lai, entry(&office, &thanh, "looked").await);
    let details: Value = put(&office, &thanh, 1, &about).await.json();
    assert_eq!(details["exposure"]["households"], json!([household]));
    assert_eq!(details["exposure"]["reach"]["is"], "households");
    assert_eq!(details["exposure"]["kinds"]["visits"], 1);

    // The file of a breach bears how to reach people, and no visits.
    let lost = new(&office, &lai, &office.commune.unit);
    put(&office, &thanh, 77, &lost).await;
    let file = format!("/api/v1/breaches/{}/file", number(77));
    assert_eq!(office.get(&file).by(&thanh).send().await.status, 200);
    let about = sent_entry(&office, &lai, entry(&office, &thanh, "exported").await);
    let details: Value = put(&office, &thanh, 2, &about).await.json();
    assert_eq!(details["exposure"]["households"], json!([household]));
    assert_eq!(details["exposure"]["kinds"]["names"], 1);
    assert!(details["exposure"]["kinds"]["visits"].is_null());

    // Whoever signed in has taken out nothing.
    let about = sent_entry(&office, &lai, entry(&office, &thanh, "signed_in").await);
    let refused = put(&office, &thanh, 3, &about).await;
    assert_eq!(refused.refusal(), (422, "unfit-breach".to_owned()));
}

#[tokio::test]
async fn a_list_that_was_sent_is_counted_and_one_that_is_gone_keeps_its_breach() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let near = &office.commune.near.name;
    let lines = [
        "Họ tên chủ hộ|Giới tính|Năm sinh|Thôn",
        &format!("Lê Bưởi|Nữ|1950|{near}"),
        &format!("Trần Vy|Nam|1960|{near}"),
    ];
    let (list, _) = office.brought(&thanh, &book(&lines)).await;
    let mut about = new(&office, &lai, &office.commune.unit);
    about["incident"] = json!({"kind": "wrong_recipient", "sent": {"of": "list", "list": list}});
    let details: Value = put(&office, &thanh, 77, &about).await.json();
    let reach = &details["exposure"]["reach"];
    assert_eq!(*reach, json!({"is": "listed", "rows": 2}));

    let path = format!("/api/v1/imports/{list}");
    let forgotten = office.ask(Method::DELETE, &path).by(&thanh).send().await;
    assert_eq!(forgotten.status, 204);
    let path = format!("/api/v1/breaches/{}", number(77));
    let shown = office.get(&path).by(&thanh).send().await;
    assert_eq!(shown.status, 200, "{:?}", shown.body);
    let details: Value = shown.json();
    assert_eq!(details["exposure"]["reach"], json!({"is": "list_gone"}));
    let told =
        json!({"step": "told", "whom": {"is": "authority"}, "at": office.now(), "how": "letter"});
    assert_eq!(step(&office, &thanh, 1, told).await.status, 200);
}

/// A household whose head is of a named people, in the near hamlet.
async fn registered_with_ethnicity(office: &Office, thanh: &Phone) -> HouseholdId {
    let (commune, hamlet) = (&office.commune, office.commune.near.id);
    let (id, mut register) = commune.register(&commune.officer, hamlet);
    if let Action::RegisterHousehold { household } = &mut register.action {
        household.head.ethnicity = Some(Ethnicity::TaOi);
    }
    let answer = office.push(thanh, &seal([register])).await;
    assert!(answer.receipts.iter().all(is_applied));
    id
}

#[tokio::test]
async fn a_volunteers_phone_exposes_what_volunteers_are_given() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    registered_with_ethnicity(&office, &thanh).await;
    let mut about = new(&office, &lai, &office.commune.unit);
    let details: Value = put(&office, &thanh, 1, &about).await.json();
    assert_eq!(details["exposure"]["kinds"]["names"], 2);
    assert!(details["exposure"]["kinds"]["ethnicity"].is_null());
    // Paper may bear it.
    about["incident"] = json!({"kind": "paper", "hamlets": [office.commune.near.id]});
    let details: Value = put(&office, &thanh, 2, &about).await.json();
    assert_eq!(details["exposure"]["kinds"]["ethnicity"], 1);
}

#[tokio::test]
async fn a_household_that_was_erased_since_is_counted() {
    let (office, lai, household) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let action = Action::Erase {
        what: Subject::Household {
            household: household.parse().unwrap(),
            hamlet: office.commune.near.id,
        },
        because: Because::ByMistake,
    };
    let commune = &office.commune;
    let erase = commune.operation(&commune.officer, 9, action);
    let answer = office.push(&thanh, &seal([erase])).await;
    assert!(answer.receipts.iter().all(is_applied));
    let about = new(&office, &lai, &office.commune.unit);
    let details: Value = put(&office, &thanh, 77, &about).await.json();
    let exposure = &details["exposure"];
    assert_eq!(exposure["households"], json!([household]));
    assert_eq!(exposure["erased"], 1);
    assert_eq!(exposure["kinds"], json!({}));
    assert_eq!(details["concerned"], json!([]));
    let path = format!("/api/v1/breaches/{}/file", number(77));
    let file = office.get(&path).by(&thanh).send().await;
    let book = dong_hanh_register::open(&file.body).unwrap();
    let cells = book.sheets[0].rows.values().flat_map(|row| row.values());
    let said: Vec<_> = cells.map(|cell| format!("{cell:?}")).collect();
    assert!(said.join("|").contains("1 hộ đã được xóa hồ sơ"));

    // What was erased before lay open nowhere.
    office.wait(TimeDelta::hours(2));
    let mut later = new(&office, &lai, &office.commune.unit);
    later["incident"] = json!({"kind": "paper", "hamlets": [office.commune.near.id]});
    let details: Value = put(&office, &thanh, 78, &later).await.json();
    assert_eq!(details["exposure"]["erased"], 0);
}

#[tokio::test]
async fn the_72_hours_of_a_lost_phone_do_not_begin_after_it_was_reported() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let user = office.commune.volunteer.user;
    let lost = format!("/api/v1/people/{user}/devices/{}/lost", lai.device);
    let lost = office.ask(Method::PUT, &lost).by(&thanh).send().await;
    assert!(lost.status.is_success());
    let reported = office.now();
    office.wait(TimeDelta::minutes(30));
    let mut about = new(&office, &lai, &office.commune.unit);
    let late = put(&office, &thanh, 77, &about).await;
    assert_eq!(late.refusal(), (422, "unfit-breach".to_owned()));
    about["discovered"] = json!(reported);
    assert_eq!(put(&office, &thanh, 77, &about).await.status, 201);
}

#[tokio::test]
async fn what_was_typed_of_a_breach_stays_with_those_who_see_whom_it_concerns() {
    let (office, lai, _) = office().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let hong = office.sign_in(&office.administrator).await;
    let about = new(&office, &lai, &office.commune.unit);
    put(&office, &thanh, 77, &about).await;
    let done = json!({"step": "measure", "text": "gọi cho bà Hạnh"});
    let own: Value = step(&office, &thanh, 1, done).await.json();
    assert_eq!(own["breach"]["reported_by"], "=chị Lài");
    assert_eq!(own["breach"]["measures"][0]["text"], "gọi cho bà Hạnh");
    let own_words = json!({"step": "measure", "text": "đổi khóa máy chủ"});
    step(&office, &hong, 2, own_words).await;
    let path = format!("/api/v1/breaches/{}", number(77));
    for path in [path.as_str(), "/api/v1/breaches"] {
        let seen = office.get(path).by(&hong).send().await;
        let said: Value = seen.json();
        let said = said.to_string();
        assert!(!said.contains("Hạnh") && !said.contains("Lài"), "{said}");
        // That something was done they see, and their own words.
        assert!(said.contains("đổi khóa máy chủ"), "{said}");
    }
}
