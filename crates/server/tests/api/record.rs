//! What an officer asks of the record.

use std::collections::BTreeSet;

use dong_hanh_domain::{ReviewDecision, VisitId};
use dong_hanh_store::contract::commune::seal;
use serde_json::{Value, json};

use crate::forms::book;
use crate::office::Office;

#[tokio::test]
async fn visits_are_listed_by_state_and_hamlet() {
    let office = Office::open().await;
    let (lai, hong) = (
        office.sign_in(&office.commune.volunteer).await,
        office.sign_in(&office.commune.officer).await,
    );
    let household = office.commune.household(&*office.store).await;
    let (first, one) = office
        .commune
        .visit(&office.commune.volunteer, household, 1, None);
    let (second, two) = office
        .commune
        .visit(&office.commune.volunteer, household, 2, None);
    office.push(&lai, &seal([one, two])).await;
    office
        .push(
            &hong,
            &seal([office
                .commune
                .review(first, 3, dong_hanh_domain::ReviewDecision::Accept)]),
        )
        .await;

    let ids = async |query: &str| -> Vec<String> {
        let list: Value = office
            .get(&format!("/api/v1/visits{query}"))
            .by(&hong)
            .send()
            .await
            .json();
        list["visits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|visit| visit["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("").await.len(), 2);
    assert_eq!(ids("?limit=1").await.len(), 1);
    assert_eq!(ids("?state=waiting").await, [second.to_string()]);
    assert_eq!(ids("?state=accepted").await, [first.to_string()]);
    assert_eq!(
        ids(&format!("?hamlet={}", office.commune.far.id)).await,
        Vec::<String>::new()
    );

    let visit: Value = office
        .get(&format!("/api/v1/visits/{first}"))
        .by(&hong)
        .send()
        .await
        .json();
    assert_eq!(
        (&visit["household"], &visit["review"]["state"]),
        (&json!(household), &json!("accepted"))
    );
    let household: Value = office
        .get(&format!("/api/v1/households/{household}"))
        .by(&hong)
        .send()
        .await
        .json();
    assert_eq!(household["head"]["name"], "Tôn Nữ Thị Hạnh");
}

#[tokio::test]
async fn the_list_of_visits_goes_on_where_a_page_ended() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let household = office.commune.household(&*office.store).await;
    let made: Vec<_> = (0..5)
        .map(|n| {
            let volunteer = &office.commune.volunteer;
            office.commune.visit(volunteer, household, n, None).1
        })
        .collect();
    office.push(&lai, &seal(made)).await;
    let (mut seen, mut pages, mut after) = (BTreeSet::new(), Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/visits?limit=2{after}");
        let page: Value = office.get(&path).by(&lai).send().await.json();
        let visits = page["visits"].as_array().unwrap();
        pages.push(visits.len());
        seen.extend(visits.iter().map(|visit| visit["id"].to_string()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!((pages, seen.len()), (vec![2, 2, 1], 5));
    // A page that is exactly full and the last says so.
    let page: Value = office
        .get("/api/v1/visits?limit=5")
        .by(&lai)
        .send()
        .await
        .json();
    assert!(page.get("next").is_none());
}

#[tokio::test]
async fn the_overview_shows_the_hamlets_of_the_asker() {
    let office = Office::open().await;
    office.commune.household(&*office.store).await;
    let (lai, hong) = (
        office.sign_in(&office.commune.volunteer).await,
        office.sign_in(&office.commune.officer).await,
    );
    let all: Value = office.get("/api/v1/overview").by(&hong).send().await.json();
    assert_eq!(all.as_array().unwrap().len(), 2);
    let own: Value = office
        .get("/api/v1/overview?days=30")
        .by(&lai)
        .send()
        .await
        .json();
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &own[0]["hamlet"]["name"],
            &own[0]["households"],
            &own[0]["never_visited"]
        ),
        (&json!("Gần"), &json!(1), &json!(1))
    );
}

/// [S8.2]
#[tokio::test]
async fn a_visit_is_shown_to_whoever_looks_after_its_household_now() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let commune = &office.commune;
    let household = commune.household(&*office.store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    office.push(&lai, &seal([operation])).await;
    let path = format!("/api/v1/visits/{visit}");
    let status = async |phone| office.get(&path).by(phone).send().await.status.as_u16();
    assert_eq!((status(&lai).await, status(&hong).await), (200, 200));
    let moves = commune.moves(household, 2, commune.far.id);
    office.push(&hong, &seal([moves])).await;
    assert_eq!((status(&lai).await, status(&hong).await), (404, 200));
}

#[tokio::test]
async fn a_visit_is_given_as_the_instance_of_the_version_that_was_filled() {
    let office = Office::open().await;
    let commune = &office.commune;
    let (lai, hong) = (
        office.sign_in(&commune.volunteer).await,
        office.sign_in(&commune.officer).await,
    );
    let household = commune.household(&*office.store).await;
    let (first, one) = commune.visit(&commune.volunteer, household, 1, None);
    office.push(&lai, &seal([one])).await;
    let decision = ReviewDecision::Return {
        reason: "Ảnh mờ".to_owned(),
    };
    office
        .push(&hong, &seal([commune.review(first, 2, decision)]))
        .await;
    let (second, two) = commune.visit(&commune.volunteer, household, 3, Some(first));
    office.push(&lai, &seal([two])).await;
    // By now visits begin with another version.
    let newer = book("2");
    let checked = office.check(&hong, &newer).await;
    assert_eq!(office.publish(&hong, &newer, &checked).await.status, 204);

    let stranger = office.sign_in(&office.stranger).await;
    let given = async |phone, visit: VisitId| {
        let path = format!("/api/v1/visits/{visit}/xform");
        let answer = office.get(&path).by(phone).send().await;
        assert_eq!(answer.status, 200);
        let kind = answer.header("content-type").unwrap();
        assert_eq!(kind, "application/xml; charset=utf-8");
        String::from_utf8(answer.body.to_vec()).unwrap()
    };
    let expected = |meta: &str| {
        format!(
            "<data id=\"visit\" version=\"1\"><a><met>yes</met><pictures/></a>\
             <meta xmlns=\"http://openrosa.org/xforms\">{meta}</meta></data>"
        )
    };
    let name = format!("<instanceID>uuid:{first}</instanceID>");
    assert_eq!(given(&hong, first).await, expected(&name));
    let names =
        format!("<instanceID>uuid:{second}</instanceID><deprecatedID>uuid:{first}</deprecatedID>");
    assert_eq!(given(&hong, second).await, expected(&names));
    // The office that the household comes to never published its form.
    let there = commune.elsewhere(&*office.store, office.stranger.role.unit(), 11);
    let moves = commune.moves(household, 12, there.await.id);
    office.push(&hong, &seal([moves])).await;
    let status = office
        .get(&format!("/api/v1/visits/{first}/xform"))
        .by(&hong);
    assert_eq!(status.send().await.status, 404);
    assert_eq!(given(&stranger, first).await, expected(&name));
}
