//! Who is left behind and how far visits reach, as the server is asked: the numbers that a phone of the office shows.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use dong_hanh_demo::{Demo, generate};
use dong_hanh_domain::coverage::{Part, Period, Span, Tally, Whose, coverage, given, together};
use dong_hanh_domain::following::{Came, Classed, Followed, day_of};
use dong_hanh_domain::left_behind::Reason;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    DeviceId, HamletId, HouseholdId, ReviewDecision, Role, UnitKey, UserId, VisitId,
};
use dong_hanh_server::files::Files;
use dong_hanh_server::schema;
use dong_hanh_store::contract::commune::{minute, number, seal};
use dong_hanh_store::{MemoryStore, Store, Unit};
use dong_hanh_sync::following::{again, answer, found, listed};
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{PullAnswer, Record};
use serde_json::{Value, json};

use crate::office::{Office, Phone};

/// The hamlets that volunteers were given.
type Hamlets = BTreeMap<UserId, BTreeSet<HamletId>>;

/// What phones know at the office: every record of the officer's feeds, by the rule of the phones, on this office's day.
async fn on_a_phone(office: &Office, officer: &Phone) -> (Outlook, Hamlets) {
    let mut cursors = json!({});
    let mut records = BTreeMap::new();
    loop {
        let asked = json!({"protocol": 1, "cursors": cursors});
        let answer = office.post("/api/v1/changes", &asked).by(officer).send();
        let pulled: PullAnswer = answer.await.json();
        for page in &pulled.feeds {
            cursors[page.scope.to_string()] = json!(page.cursor);
            for change in &page.changes {
                let Some(body) = &change.body else { continue };
                let record = Record::from_body(&change.key, body.get()).unwrap();
                records.insert(change.key.to_string(), record.unwrap());
            }
        }
        if !pulled.feeds.iter().any(|page| page.more) {
            break;
        }
    }
    let (mut settings, mut hamlets) = (Settings::default(), Hamlets::new());
    let (mut households, mut visits) = (Vec::new(), HashMap::new());
    for record in records.into_values() {
        match record {
            Record::Household(household) => households.push(household),
            Record::Visit(visit) => drop(visits.insert(visit.id, visit)),
            Record::Settings(set) => settings = set.settings,
            Record::Given(given) => drop(hamlets.insert(given.user, given.hamlets)),
            _ => {}
        }
    }
    let first = |visit: VisitId| {
        let mut at = visit;
        while let Some(before) = visits.get(&at).and_then(|visit| visit.amends) {
            at = before;
        }
        at
    };
    let followed = households.iter().map(|household| {
        let decided = household.classes_before.iter().chain(&household.class);
        let theirs = visits
            .values()
            .filter(|visit| visit.household == household.id);
        let came = theirs.filter_map(|visit| {
            Some(Came {
                visit: visit.id,
                first: first(visit.id),
                author: visit.author,
                at: visit.finished_corrected().corrected(),
                answer: answer(&visit.review)?,
                found: found(&visit.answers),
                again: again(&visit.answers),
            })
        });
        Followed {
            moved: household.moved.clone(),
            same_as: household.same_as,
            ended: household.ended.map(|ended| ended.on),
            classes: decided.map(Classed::from).collect(),
            listed: listed(household.id),
            visits: came.collect(),
            ..Followed::new(household.id, household.hamlet).with_outside(household.outside())
        }
    });
    let outlook = Outlook::of(
        followed.collect(),
        &settings.intervals,
        day_of(office.now()),
    );
    (outlook, hamlets)
}

async fn ask(office: &Office, officer: &Phone, unit: &str, what: &str) -> Value {
    let path = format!("/api/v1/units/{unit}/{what}");
    let answer = office.get(&path).by(officer).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.json()
}

/// Every row of the list, read in pages of so many.
async fn rows(
    office: &Office,
    officer: &Phone,
    unit: &str,
    limit: usize,
    only: &str,
) -> Vec<Value> {
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let page = ask(
            office,
            officer,
            unit,
            &format!("left-behind?limit={limit}{only}{after}"),
        )
        .await;
        let read = page["rows"].as_array().unwrap();
        assert!(read.len() <= limit);
        rows.extend(read.iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return rows,
        }
    }
}

fn households(rows: &[Value]) -> Vec<HouseholdId> {
    let ids = rows.iter().map(|row| row["household"].clone());
    ids.map(|id| serde_json::from_value(id).unwrap()).collect()
}

/// What the server says is what a phone says that has read the same feeds.
async fn agrees(office: &Office, officer: &Phone, unit: &str) {
    let today = day_of(office.now());
    let (outlook, given_to) = on_a_phone(office, officer).await;
    let list = outlook.left_behind();
    let page = ask(office, officer, unit, "left-behind").await;
    assert_eq!(page["day"], json!(today));
    assert_eq!(
        (&page["of"], &page["left_behind"]),
        (&json!(list.of), &json!(list.rows.len()))
    );
    let counts = list
        .counts()
        .map(|count| json!({"reason": count.kind.code(), "households": count.households}));
    assert_eq!(page["reasons"], json!(counts));
    let said = rows(office, officer, unit, 7, "").await;
    assert_eq!(said.len(), list.rows.len());
    for (said, row) in said.iter().zip(&list.rows) {
        assert_eq!(
            (&said["household"], &said["hamlet"]),
            (&json!(row.household), &json!(row.hamlet))
        );
        assert_eq!(said["class"], json!(row.class));
        let whys: Vec<&Reason> = row.reasons().iter().collect();
        let told: Vec<_> = said["reasons"].as_array().unwrap().iter().collect();
        assert_eq!(
            json!(told.iter().map(|why| &why["why"]).collect::<Vec<_>>()),
            json!(whys)
        );
        for (told, why) in told.iter().zip(whys) {
            assert_eq!(told["vi"], json!(why.both(today).vi));
        }
    }
    for span in [Span::Month, Span::Quarter, Span::Year] {
        let now = Period::around(span, today);
        for period in [now, now.before()] {
            let tallies = coverage(outlook.households(), period, Whose::All, today);
            let asked = format!(
                "coverage?span={}&day={}",
                json!(span).as_str().unwrap(),
                period.first()
            );
            let said = ask(office, officer, unit, &asked).await;
            assert_eq!(said["all"], json!(tallies.values().copied().sum::<Tally>()));
            let hamlets = tallies
                .iter()
                .map(|(hamlet, tally)| json!({"hamlet": hamlet, "tally": tally}));
            let mut told = said["hamlets"].clone();
            for hamlet in told.as_array_mut().unwrap() {
                let name = hamlet.as_object_mut().unwrap().remove("name");
                assert!(name.is_some(), "a hamlet has no name");
            }
            assert_eq!(told, json!(hamlets.collect::<Vec<_>>()));
            let whole: Tally = tallies.values().copied().sum();
            let units = said["units"].as_array().unwrap();
            assert!(units.iter().all(|unit| unit["tally"] == json!(whole)));
            let people = given_to.iter().map(|(user, hamlets)| (*user, hamlets));
            let theirs = given(outlook.households(), period, people, today);
            let theirs = theirs.map(|(user, counted)| (user, counted.tally.all()));
            let theirs: BTreeMap<_, Part> = together(theirs, |user| Some(*user));
            let visitors = said["visitors"].as_array().unwrap();
            let named = |user: &UserId| visitors.iter().any(|one| one["user"] == json!(user));
            assert!(given_to.keys().all(named), "a volunteer is not told of");
            for visitor in visitors {
                let user = serde_json::from_value(visitor["user"].clone()).unwrap();
                if given_to.contains_key(&user) {
                    let share = theirs.get(&user).copied().unwrap_or_default();
                    assert_eq!(visitor["given"], json!(share));
                }
                let whose = Whose::Of(user);
                let theirs: Tally = coverage(outlook.households(), period, whose, today)
                    .into_values()
                    .sum();
                assert_eq!(visitor["tally"]["visits"], json!(theirs.visits));
                assert_eq!(visitor["tally"]["promises"], json!(theirs.promises));
            }
        }
    }
}

#[tokio::test]
async fn the_answer_is_as_fresh_as_the_question() {
    let office = Office::open().await;
    let commune = &office.commune;
    let unit = commune.unit.to_string();
    let hong = office.sign_in(&commune.officer).await;
    let lai = office.sign_in(&commune.volunteer).await;
    let page = ask(&office, &hong, &unit, "left-behind").await;
    assert_eq!((&page["of"], &page["rows"]), (&json!(0), &json!([])));

    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    office.push(&lai, &seal([register])).await;
    let page = ask(&office, &hong, &unit, "left-behind").await;
    let why = &page["rows"][0]["reasons"][0];
    assert_eq!(
        why["why"],
        json!({"reason": "never_visited", "listed": null, "in_vain": 0})
    );
    assert_eq!(
        (&why["days"], &why["vi"]),
        (&Value::Null, &json!("Chưa thăm lần nào"))
    );
    agrees(&office, &hong, &unit).await;

    let (visit, finish) = commune.visit(&commune.volunteer, household, 5, None);
    office.push(&lai, &seal([finish])).await;
    let page = ask(&office, &hong, &unit, "left-behind").await;
    assert_eq!((&page["of"], &page["left_behind"]), (&json!(1), &json!(0)));
    let reached = ask(&office, &hong, &unit, "coverage").await;
    assert_eq!(reached["all"]["unclassed"], json!({"reached": 1, "of": 1}));
    assert_eq!(
        reached["visitors"][0]["user"],
        json!(commune.volunteer.user)
    );
    agrees(&office, &hong, &unit).await;

    let reason = "Xin đo lại diện tích nhà".to_owned();
    let back = commune.review(visit, 6, ReviewDecision::Return { reason });
    office.push(&hong, &seal([back])).await;
    let page = ask(&office, &hong, &unit, "left-behind").await;
    let why = &page["rows"][0]["reasons"][0]["why"];
    assert_eq!(
        (&why["reason"], &why["visit"]),
        (&json!("returned"), &json!(visit))
    );
    agrees(&office, &hong, &unit).await;

    // Later the same records say more.
    office.wait(TimeDelta::days(100));
    let page = ask(&office, &hong, &unit, "left-behind").await;
    assert_eq!(
        page["rows"][0]["reasons"][0]["why"]["reason"],
        "not_visited"
    );
}

/// [S8.16] A volunteer who met everybody in their hamlets has met all of them, however large the unit is.
#[tokio::test]
async fn a_volunteers_share_is_of_the_hamlets_that_they_were_given() {
    let office = Office::open().await;
    let commune = &office.commune;
    let unit = commune.unit.to_string();
    let hong = office.sign_in(&commune.officer).await;
    let lai = office.sign_in(&commune.volunteer).await;
    for _ in 0..9 {
        let (_, register) = commune.register(&commune.officer, commune.far.id);
        office.push(&hong, &seal([register])).await;
    }
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let (_, finish) = commune.visit(&commune.volunteer, household, 5, None);
    office.push(&lai, &seal([register, finish])).await;
    let reached = ask(&office, &hong, &unit, "coverage").await;
    assert_eq!(reached["all"]["unclassed"], json!({"reached": 1, "of": 10}));
    let visitor = &reached["visitors"][0];
    assert_eq!(visitor["user"], json!(commune.volunteer.user));
    assert_eq!(visitor["given"], json!({"reached": 1, "of": 1}));
    agrees(&office, &hong, &unit).await;

    // The hamlet that is given as well counts from then on.
    let mut account = commune.account(&commune.volunteer);
    account.role = Role::Volunteer {
        unit: commune.unit.clone(),
        hamlets: [commune.near.id, commune.far.id].into(),
    };
    let put = office.store.put_account(&account, None, minute(6)).await;
    put.unwrap();
    let reached = ask(&office, &hong, &unit, "coverage").await;
    let visitor = &reached["visitors"][0];
    assert_eq!(visitor["given"], json!({"reached": 1, "of": 10}));
    agrees(&office, &hong, &unit).await;
}

/// [S8.15] What lay in another unit is told of that one.
#[tokio::test]
async fn a_period_before_a_merger_is_told_by_the_units_of_that_time() {
    let office = Office::open().await;
    let commune = &office.commune;
    let (_, register) = commune.register(&commune.officer, commune.near.id);
    let hong = office.sign_in(&commune.officer).await;
    office.push(&hong, &seal([register])).await;
    let named = Unit {
        key: commune.unit.clone(),
        name: "Phường Thuận An".into(),
        province: None,
    };
    office.store.put_unit(&named).await.unwrap();
    let into = "19901@2026-11-01".parse().unwrap();
    commune.merge(&*office.store, &into, 1).await;
    let told = async |day: &str| {
        let asked = format!("coverage?day={day}");
        ask(&office, &hong, &into.to_string(), &asked).await
    };
    let (october, november) = (told("2026-10-31").await, told("2026-11-01").await);
    assert_eq!(october["all"]["unclassed"]["of"], json!(1));
    let unit = |told: &Value| {
        let units = told["units"].as_array().unwrap();
        assert_eq!((units.len(), &units[0]["tally"]), (1, &told["all"]));
        ["unit", "name"].map(|word| units[0][word].as_str().unwrap().to_owned())
    };
    assert_eq!(unit(&october), ["19900@2025-07-01", "Phường Thuận An"]);
    assert_eq!(unit(&november), ["19901@2026-11-01", "Phường Mới"]);
    assert_eq!(october["hamlets"][0]["unit"], "19900@2025-07-01");
    assert_eq!(november["hamlets"][0]["unit"], Value::Null);
}

/// A city is told in numbers, commune by commune: what their own offices are told, and no household or visitor.
#[tokio::test]
async fn a_city_officer_sees_the_numbers_of_all_communes_and_no_household() {
    let office = Office::open().await;
    let commune = &office.commune;
    let city = office.city.role.unit().clone();
    let other: UnitKey = "19753@2025-07-01".parse().unwrap();
    let foreign: UnitKey = "20194@2025-07-01".parse().unwrap();
    for (key, name, province) in [
        (&city, "Thành phố Huế", None),
        (&commune.unit, "Phường Thuận An", Some(&city)),
        (&other, "Phường Phú Xuân", Some(&city)),
        (&foreign, "Phường Hải Châu", None),
    ] {
        let unit = Unit {
            key: key.clone(),
            name: name.into(),
            province: province.cloned(),
        };
        office.store.put_unit(&unit).await.unwrap();
    }
    let there = commune.elsewhere(&*office.store, &other, 0).await;
    let hong = office.sign_in(&commune.officer).await;
    let lai = office.sign_in(&commune.volunteer).await;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let (_, finish) = commune.visit(&commune.volunteer, household, 5, None);
    office.push(&lai, &seal([register, finish])).await;
    let (_, register) = commune.register(&office.stranger, there.id);
    let stranger = office.sign_in(&office.stranger).await;
    office.push(&stranger, &seal([register])).await;

    let thu = office.sign_in(&office.city).await;
    let path = format!("/api/v1/units/{city}/communes/coverage");
    let told: Value = office.get(&path).by(&thu).send().await.json();
    assert_eq!(told["all"]["unclassed"], json!({"reached": 1, "of": 2}));
    for list in ["communes", "units"] {
        let each = told[list].as_array().unwrap().iter();
        let each = each.map(|one| json!([one["name"], one["tally"]["unclassed"]["of"]]));
        let expected = [json!(["Phường Phú Xuân", 1]), json!(["Phường Thuận An", 1])];
        assert_eq!(each.collect::<Vec<_>>(), expected, "{list}");
    }
    // What the commune is told, but for whose work it is.
    let (unit, none) = (commune.unit.to_string(), json!([]));
    let mut own = ask(&office, &hong, &unit, "coverage").await;
    assert_ne!(own["visitors"], none);
    own["visitors"] = none;
    assert_eq!(ask(&office, &thu, &unit, "coverage").await, own);
    assert_eq!(own["hamlets"][0]["name"], commune.near.full_name());
    assert_eq!(own["name"], "Phường Thuận An");

    // Neither the list of households, nor another city, nor a feed; and no commune's officer sees the city.
    let refused = async |who: &Phone, path: &str| {
        let answer = office.get(path).by(who).send().await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    };
    refused(&thu, &format!("/api/v1/units/{unit}/left-behind")).await;
    refused(&thu, &format!("/api/v1/units/{foreign}/coverage")).await;
    refused(&thu, "/api/v1/units/48@2025-07-01/communes/coverage").await;
    refused(&hong, &path).await;
    for who in [&hong, &thu] {
        refused(who, &format!("/api/v1/units/{unit}/communes/coverage")).await;
    }
    refused(&thu, &format!("/api/v1/units/{city}/coverage")).await;
    let changes = json!({"protocol": 1, "cursors": {}});
    let pulled = office
        .post("/api/v1/changes", &changes)
        .by(&thu)
        .send()
        .await;
    let pulled: Value = pulled.json();
    let feeds = pulled["feeds"].as_array().unwrap().iter();
    let scopes: BTreeSet<_> = feeds.map(|feed| feed["scope"].as_str().unwrap()).collect();
    assert_eq!(
        scopes,
        [
            &*format!("p:{}", office.city.user),
            "u:46@2025-07-01",
            "o:46@2025-07-01",
        ]
        .into()
    );
}

#[tokio::test]
async fn the_list_is_read_page_by_page_and_narrowed() {
    let office = Office::open().await;
    let commune = &office.commune;
    let unit = commune.unit.to_string();
    let hong = office.sign_in(&commune.officer).await;
    let hamlets = [commune.near.id, commune.near.id, commune.far.id];
    let (mut all, registers): (Vec<_>, Vec<_>) = hamlets
        .map(|hamlet| commune.register(&commune.officer, hamlet))
        .into_iter()
        .unzip();
    office.push(&hong, &seal(registers)).await;
    all.sort_unstable();
    assert_eq!(households(&rows(&office, &hong, &unit, 1, "").await), all);
    assert_eq!(households(&rows(&office, &hong, &unit, 2, "").await), all);
    let there = format!("&hamlet={}", commune.far.id);
    assert_eq!(
        households(&rows(&office, &hong, &unit, 1, &there).await),
        all[2..]
    );
    let page = ask(
        &office,
        &hong,
        &unit,
        &format!("left-behind?hamlet={}", commune.far.id),
    )
    .await;
    assert_eq!((&page["of"], &page["left_behind"]), (&json!(1), &json!(1)));
    let only = |reason: &str| format!("&reason={reason}");
    assert_eq!(
        rows(&office, &hong, &unit, 9, &only("never_visited"))
            .await
            .len(),
        3
    );
    assert_eq!(
        rows(&office, &hong, &unit, 9, &only("urgent")).await.len(),
        0
    );
    for wrong in [
        "left-behind?after=1",
        "left-behind?reason=rich",
        "left-behind?hamlet=1",
        "coverage?span=week",
        "coverage?day=1",
    ] {
        let path = format!("/api/v1/units/{unit}/{wrong}");
        let refused = office.get(&path).by(&hong).send().await.refusal();
        assert_eq!(refused, (400, "wrong-address".into()), "{wrong}");
    }
    let refused = office
        .get("/api/v1/units/19900/coverage")
        .by(&hong)
        .send()
        .await
        .refusal();
    assert_eq!(refused, (400, "wrong-address".into()));
}

#[tokio::test]
async fn the_shapes_read_what_the_routes_write() {
    let (office, demo) = demo(3, 20).await;
    let officer = signed_in(&office, &demo).await;
    let unit = demo.unit.key.to_string();
    let mut kinds = Vec::new();
    for row in rows(&office, &officer, &unit, 500, "").await {
        for reason in row["reasons"].as_array().unwrap() {
            let _: schema::Reason = serde_json::from_value(reason["why"].clone()).unwrap();
            let _: schema::ReasonKind =
                serde_json::from_value(reason["why"]["reason"].clone()).unwrap();
            kinds.push(reason["why"]["reason"].to_string());
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() > 3, "{kinds:?}");
    let year = ask(&office, &officer, &unit, "coverage?span=year").await;
    let tally: schema::Tally = serde_json::from_value(year["all"].clone()).unwrap();
    assert!(tally.poor.reached > 0 && tally.promises.overdue > 0);
    let _: schema::Span = serde_json::from_value(json!("quarter")).unwrap();
}

/// An office with the demo's ward, at the end of its year.
async fn demo(seed: u64, households: usize) -> (Office, Demo) {
    let store = Arc::new(MemoryStore::default());
    let office = Office::open_with(Arc::clone(&store) as _, Files::default()).await;
    let today = day_of(minute(0));
    let demo = generate(seed, today, households).unwrap();
    dong_hanh_demo::load(&demo, &*store, |_| office.hash.clone())
        .await
        .unwrap();
    (office, demo)
}

async fn signed_in(office: &Office, demo: &Demo) -> Phone {
    let officer = &demo.people[0];
    office
        .sign_in_as(&officer.sign_in, DeviceId(number(77)))
        .await
}

/// A year of a ward, with promises, gifts, amendments and visits that were sent back, asked about in the middle.
#[tokio::test]
async fn the_server_says_what_a_phone_of_the_office_says() {
    for seed in 1..=2 {
        let store = Arc::new(MemoryStore::default());
        let office = Office::open_with(Arc::clone(&store) as _, Files::default()).await;
        let today: NaiveDate = day_of(minute(0));
        let whole = generate(seed, today, 24).unwrap();
        let unit = whole.unit.key.to_string();
        let mut begun = whole.clone();
        begun.sendings.clear();
        dong_hanh_demo::load(&begun, &*store, |_| office.hash.clone())
            .await
            .unwrap();
        let officer = signed_in(&office, &whole).await;
        for (at, sending) in whole.sendings.iter().enumerate() {
            let sender = whole
                .people
                .iter()
                .find(|one| one.person.id == sending.user)
                .unwrap();
            let author = Author {
                user: sending.user,
                device: sender.device,
                role: sender.role.clone(),
                list: None,
            };
            let arrival = Arrival {
                now: sending.at,
                skew_ms: 0,
            };
            let operations = seal(sending.operations.iter().cloned());
            Store::push(&*store, &author, &operations, arrival)
                .await
                .unwrap();
            if at as u64 % 61 == seed {
                agrees(&office, &officer, &unit).await;
            }
        }
        agrees(&office, &officer, &unit).await;
    }
}
