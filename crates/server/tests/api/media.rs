//! Pictures: whole or not at all, and seen only by those who may.

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use chrono::TimeDelta;
use dong_hanh_domain::{Because, HouseholdId};
use dong_hanh_form::{Answer, MediaRef, Value};
use dong_hanh_server::media::MAX_BYTES;
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use dong_hanh_sync::{Action, FinishedVisit, Operation, Subject};
use sha2::{Digest as _, Sha256};

use crate::office::{Ask, Office, Phone};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a small picture of a roof";

fn path(bytes: &[u8]) -> String {
    format!("/api/v1/media/{}", hex(&Sha256::digest(bytes)))
}

impl Office {
    fn put<'a>(&'a self, phone: &Phone, path: &str, bytes: &[u8]) -> Ask<'a> {
        self.ask(Method::PUT, path)
            .by(phone)
            .header("content-type", "image/jpeg")
            .body(bytes.to_vec())
    }

    /// A visit of the near hamlet's volunteer that names a picture.
    fn photographed(&self, household: HouseholdId, bytes: &[u8]) -> Operation {
        let author = &self.commune.volunteer;
        let (_, mut finish) = self.commune.visit(author, household, 5, None);
        let picture = MediaRef {
            sha256: hex(&Sha256::digest(bytes)).parse().unwrap(),
            bytes: 30,
            mime: "image/jpeg".into(),
        };
        if let Action::FinishVisit(FinishedVisit { answers, .. }) = &mut finish.action {
            answers.set(
                "a/pictures".parse().unwrap(),
                Answer::Given(Value::Photos(vec![picture])),
            );
        }
        finish
    }
}

#[tokio::test]
async fn a_picture_arrives_once_and_comes_back_as_it_was() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let path = path(JPEG);
    assert_eq!(
        office.ask(Method::HEAD, &path).by(&lai).send().await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        office.put(&lai, &path, JPEG).send().await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        office.put(&lai, &path, JPEG).send().await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        office.ask(Method::HEAD, &path).by(&lai).send().await.status,
        StatusCode::OK
    );
    let answer = office.get(&path).by(&lai).send().await;
    assert_eq!(
        (
            answer.status,
            answer.header("content-type"),
            &answer.body[..]
        ),
        (StatusCode::OK, Some("image/jpeg"), JPEG)
    );
}

#[tokio::test]
async fn bytes_that_are_not_those_named_are_refused() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let path = path(JPEG);
    assert_eq!(
        office.put(&lai, &path, &JPEG[..9]).send().await.refusal(),
        (422, "wrong-digest".into())
    );
    assert_eq!(
        office.get(&path).by(&lai).send().await.status,
        StatusCode::NOT_FOUND
    );
    office.put(&lai, &path, JPEG).send().await;
    assert_eq!(
        office
            .put(&lai, &path, b"\xff\xd8\xff guessed")
            .send()
            .await
            .refusal(),
        (422, "wrong-digest".into())
    );
    assert_eq!(office.get(&path).by(&lai).send().await.body, JPEG);
}

#[tokio::test]
async fn only_jpegs_of_two_megabytes_are_taken() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let mut large = JPEG.to_vec();
    large.resize(MAX_BYTES, 0);
    assert_eq!(
        office.put(&lai, &path(&large), &large).send().await.status,
        StatusCode::CREATED
    );
    large.push(0);
    assert_eq!(
        office
            .put(&lai, &path(&large), &large)
            .send()
            .await
            .refusal(),
        (413, "too-large".into())
    );
    let text = b"no picture";
    assert_eq!(
        office.put(&lai, &path(text), text).send().await.refusal(),
        (415, "not-jpeg".into())
    );
    let answer = office
        .ask(Method::PUT, &path(JPEG))
        .by(&lai)
        .header("content-type", "image/png")
        .body(JPEG)
        .send()
        .await;
    assert_eq!(answer.refusal(), (415, "not-jpeg".into()));
}

#[tokio::test]
async fn nobody_fills_the_disk_with_pictures() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let picture = |number: u8| [JPEG, &[number], &vec![0; MAX_BYTES / 2]].concat();
    let status = async |bytes: &[u8]| office.put(&lai, &path(bytes), bytes).send().await.status;
    for number in 0..3 {
        assert_eq!(status(&picture(number)).await, StatusCode::CREATED);
        assert_eq!(status(&picture(number)).await, StatusCode::NO_CONTENT);
    }
    let more = picture(3);
    let answer = office.put(&lai, &path(&more), &more).send().await;
    assert_eq!(answer.refusal(), (429, "too-many-pictures".into()));
    let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!(wait > 0 && wait < 60, "{wait}");

    let neighbour = office.sign_in(&office.neighbour).await;
    let answer = office.put(&neighbour, &path(&more), &more).send().await;
    assert_eq!(answer.status, StatusCode::CREATED, "another's pictures");
    office.wait(TimeDelta::seconds(wait));
    let last = picture(4);
    assert_eq!(status(&last).await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_picture_is_seen_by_its_sender_and_where_its_visit_is_seen() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let neighbour = office.sign_in(&office.neighbour).await;
    let path = path(JPEG);
    office.put(&lai, &path, JPEG).send().await;
    let seen =
        async |phone: &Phone| office.get(&path).by(phone).send().await.status == StatusCode::OK;
    assert!(seen(&lai).await && !seen(&hong).await && !seen(&neighbour).await);

    let household = office.commune.household(&*office.store).await;
    let finish = office.photographed(household, JPEG);
    let receipts = office.push(&lai, &seal([finish])).await.receipts;
    assert!(is_applied(&receipts[0]), "{receipts:?}");
    assert!(seen(&lai).await && seen(&hong).await && !seen(&neighbour).await);
}

#[tokio::test]
async fn a_picture_of_what_is_held_is_seen_by_the_officers_of_that_office() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let others = [
        office.sign_in(&office.commune.officer).await,
        office.sign_in(&office.neighbour).await,
        office.sign_in(&office.stranger).await,
    ];
    let path = path(JPEG);
    office.put(&lai, &path, JPEG).send().await;
    let seen = async || {
        let mut seen = Vec::new();
        for phone in &others {
            let (get, head) = (office.get(&path), office.ask(Method::HEAD, &path));
            let get = get.by(phone).send().await.status;
            assert_eq!(head.by(phone).send().await.status, get);
            seen.push(get == StatusCode::OK);
        }
        seen
    };
    assert_eq!(seen().await, [false, false, false]);
    let finish = office.photographed(HouseholdId(number(9)), JPEG);
    let receipts = office.push(&lai, &seal([finish])).await.receipts;
    assert!(!is_applied(&receipts[0]), "{receipts:?}");
    assert_eq!(seen().await, [true, false, false]);
}

/// [S20.21]
#[tokio::test]
async fn s20_21_a_picture_that_was_erased_is_neither_given_out_nor_taken_in_again() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = path(JPEG);
    office.put(&lai, &path, JPEG).send().await;
    let household = office.commune.household(&*office.store).await;
    let finish = office.photographed(household, JPEG);
    let Action::FinishVisit(FinishedVisit { visit, .. }) = finish.action else {
        panic!("a visit");
    };
    office.push(&lai, &seal([finish])).await;
    let digest: dong_hanh_form::Sha256 = hex(&Sha256::digest(JPEG)).parse().unwrap();
    let action = Action::Erase {
        what: Subject::Picture {
            household,
            hamlet: office.commune.near.id,
            visit,
            digest: digest.clone(),
        },
        because: Because::Identity,
    };
    let erase = office.commune.operation(&office.commune.officer, 6, action);
    let receipts = office.push(&hong, &seal([erase])).await.receipts;
    assert!(is_applied(&receipts[0]), "{receipts:?}");
    let is_there = async || office.media.find(&digest).await.unwrap().is_some();
    assert!(!is_there().await);
    for phone in [&lai, &hong] {
        let answer = office.get(&path).by(phone).send().await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }

    // A phone that sends it again is told that nothing is left to be sent.
    let answer = office.put(&lai, &path, JPEG).send().await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let encoded = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    let (name, kind) = (encoded(digest.as_str()), encoded("image/jpeg"));
    let answer = office
        .ask(Method::POST, "/api/v1/media/uploads")
        .by(&lai)
        .header("tus-resumable", "1.0.0")
        .header("upload-length", &JPEG.len().to_string())
        .header("upload-metadata", &format!("sha256 {name},filetype {kind}"))
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let length = JPEG.len().to_string();
    assert_eq!(answer.header("upload-offset"), Some(&*length));
    assert!(!is_there().await);
}
