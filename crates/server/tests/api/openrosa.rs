//! A client of another make, as ODK Collect asks and sends.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::HouseholdId;
use dong_hanh_form::{Answer, Lang, Value};
use dong_hanh_server::media::UploadKey;
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::audit::entries;
use dong_hanh_store::contract::commune::{minute, number, read_all};
use dong_hanh_store::{VisitFilter, VisitSummary};
use dong_hanh_sync::{FormRecord, HeldReason, HeldRecord, Refused};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::forms::{book, of_settings};
use crate::office::{Answer as Answered, Office, PICTURES_A_DAY};

const BOUNDARY: &str = "a-boundary";

/// A picture, and what is said of where it was taken.
const JPEG: &[u8] =
    b"\xff\xd8\xff\xe1\0\x26<rdf exif:GPSLatitude='16,28N'></rdf>\xff\xda\0\x02the roof\xff\xd9";

/// The phone of a volunteer who has ODK Collect.
struct Collect<'o> {
    office: &'o Office,
    root: String,
    session: String,
}

impl Office {
    /// Where an address of the door leads to here.
    fn local(&self, address: &str) -> String {
        address
            .strip_prefix("http://office.example")
            .unwrap()
            .to_owned()
    }

    async fn collect(&self) -> Collect<'_> {
        let hong = self.sign_in(&self.commune.officer).await;
        let path = format!("/api/v1/people/{}/key", self.commune.volunteer.user);
        let given = self
            .ask(Method::POST, &path)
            .by(&hong)
            .header("host", "office.example")
            .send()
            .await;
        assert_eq!(given.status, StatusCode::CREATED);
        let given: Json = given.json();
        Collect {
            office: self,
            root: self.local(given["address"].as_str().unwrap()),
            session: given["session"].as_str().unwrap().to_owned(),
        }
    }

    async fn visits_of(&self, household: HouseholdId) -> Vec<VisitSummary> {
        let filter = VisitFilter {
            hamlets: BTreeSet::from([self.commune.near.id]),
            state: None,
            behind: None,
            limit: 100,
        };
        let visits = self
            .store
            .visits(&self.commune.unit, &filter)
            .await
            .unwrap();
        visits
            .into_iter()
            .filter(|visit| visit.household == household)
            .collect()
    }

    async fn held(&self) -> Vec<HeldRecord> {
        let scope = dong_hanh_domain::Scope::Office(self.commune.unit.clone());
        let records = read_all(&*self.store, &scope).await.into_iter();
        let held = records.filter(|(_, key, _)| key.starts_with("held:"));
        held.map(|(_, _, body)| serde_json::from_str(&body).unwrap())
            .collect()
    }
}

/// One part of a request.
enum Part<'p> {
    Xml(&'p str),
    File(&'p str, &'p str, &'p [u8]),
    More,
}

fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; ").into_bytes());
        let (head, bytes) = match part {
            Part::Xml(xml) => (
                "name=\"xml_submission_file\"; filename=\"a.xml\"\r\nContent-Type: text/xml"
                    .to_owned(),
                xml.as_bytes(),
            ),
            Part::File(name, kind, bytes) => (
                format!("name=\"{name}\"; filename=\"{name}\"\r\nContent-Type: {kind}"),
                *bytes,
            ),
            Part::More => ("name=\"*isIncomplete*\"".to_owned(), &b"yes"[..]),
        };
        body.extend(head.into_bytes());
        body.extend(b"\r\n\r\n");
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

impl Collect<'_> {
    async fn get(&self, path: &str) -> Answered {
        let path = format!("{}/{path}", self.root);
        self.office
            .get(&path)
            .header("host", "office.example")
            .send()
            .await
    }

    async fn send(&self, parts: &[Part<'_>]) -> Answered {
        let path = format!("{}/submission", self.root);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let asked = self
            .office
            .ask(Method::POST, &path)
            .header("content-type", &kind);
        let answer = asked
            .header("x-openrosa-version", "1.0")
            .body(body(parts))
            .send()
            .await;
        assert_eq!(answer.header("x-openrosa-version"), Some("1.0"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/xml; charset=utf-8"),
            "{:?}",
            answer.body
        );
        assert!(
            answer.text().contains(
                "<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message>"
            )
        );
        answer
    }

    /// What the blank form begins with, as a client reads it.
    async fn blank(&self) -> (String, String) {
        let list = self.get("formList").await;
        let form = between(list.text(), "<downloadUrl>", "</downloadUrl>").to_owned();
        let version = between(list.text(), "<version>", "</version>").to_owned();
        (self.office.local(&form), version)
    }

    /// A filled form.
    async fn filled(&self, name: &str, household: &str, answers: &str) -> String {
        let (_, version) = self.blank().await;
        let form = &self.office.commune.form.id;
        format!(
            "<?xml version='1.0' ?><data id=\"visit\" version=\"{version}\"><dong_hanh><form>{form}</form>\
             <start>2026-11-24T10:01:00.000+07:00</start><end>2026-11-24T10:05:00.000+07:00</end>\
             <household>{household}</household></dong_hanh>{answers}<meta><instanceID>{name}</instanceID></meta></data>"
        )
    }
}

impl Answered {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

const MET: &str = "<a><met>yes</met><pictures/></a>";

/// [S12.1]
#[tokio::test]
async fn a_key_opens_the_door_and_nothing_else_until_it_is_ended() {
    let office = Office::open().await;
    let collect = office.collect().await;
    assert_eq!(collect.get("formList").await.status, StatusCode::OK);
    let key = collect.root.rsplit('/').next().unwrap();
    let me = office
        .get("/api/v1/me")
        .header("authorization", &format!("Bearer {key}"))
        .send()
        .await;
    assert_eq!(
        me.refusal(),
        (401, "session-ended".into()),
        "an address says no session"
    );
    let lai = office.sign_in(&office.commune.volunteer).await;
    let as_key = office
        .get(&format!("/api/v1/odk/{}/formList", lai.token))
        .send()
        .await;
    assert_eq!(
        as_key.status,
        StatusCode::FORBIDDEN,
        "nor does a session open the door"
    );
    assert!(
        as_key.text().contains("không còn hiệu lực"),
        "{}",
        as_key.text()
    );

    let hong = office.sign_in(&office.commune.officer).await;
    let people: Json = office.get("/api/v1/people").by(&hong).send().await.json();
    let sessions = people[0]["sessions"].as_array().unwrap();
    let own = sessions
        .iter()
        .find(|session| session["id"] == json!(collect.session))
        .unwrap();
    assert_eq!(own["label"], "ODK Collect");
    let keys = sessions.iter().filter(|session| session["collect"] == true);
    assert_eq!(keys.count(), 1, "a key is told from what phones have");
    let path = format!(
        "/api/v1/people/{}/sessions/{}",
        office.commune.volunteer.user, collect.session
    );
    let ended = office.ask(Method::DELETE, &path).by(&hong).send().await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(collect.get("formList").await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        collect.send(&[Part::Xml("<data/>")]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn only_an_officer_gives_keys_and_only_to_volunteers_of_the_unit() {
    let office = Office::open().await;
    let (commune, path) = (&office.commune, |user| format!("/api/v1/people/{user}/key"));
    let (hong, lai) = (
        office.sign_in(&commune.officer).await,
        office.sign_in(&commune.volunteer).await,
    );
    let stranger = office.sign_in(&office.stranger).await;
    for (phone, user, status) in [
        (&lai, commune.volunteer.user, StatusCode::FORBIDDEN),
        (&stranger, commune.volunteer.user, StatusCode::NOT_FOUND),
        (&hong, commune.officer.user, StatusCode::NOT_FOUND),
        (&hong, commune.volunteer.user, StatusCode::CREATED),
    ] {
        assert_eq!(
            office
                .ask(Method::POST, &path(user))
                .by(phone)
                .send()
                .await
                .status,
            status
        );
    }
}

/// [S12.2]
#[tokio::test]
async fn the_forms_of_the_unit_are_listed_with_what_comes_with_them() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let list = collect.get("formList").await;
    assert_eq!(list.header("content-type"), Some("text/xml; charset=utf-8"));
    for part in [
        "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"><xform><formID>visit</formID><name>Thăm</name><version>1-",
        "<hash>md5:",
        "<manifestUrl>http://office.example/api/v1/odk/",
    ] {
        assert!(list.text().contains(part), "{part}\n{}", list.text());
    }
    let (path, version) = collect.blank().await;
    let form = office.get(&path).send().await;
    let begins = format!(
        "<data id=\"visit\" version=\"{version}\"><dong_hanh><form>{}</form>",
        office.commune.form.id
    );
    assert!(form.text().contains(&begins), "{}", form.text());
    assert_eq!(
        md5(form.text()),
        between(list.text(), "<hash>md5:", "</hash>")
    );

    let manifest = between(list.text(), "<manifestUrl>", "</manifestUrl>");
    let manifest = office
        .get(&office.local(manifest))
        .header("host", "office.example")
        .send()
        .await;
    assert!(
        manifest
            .text()
            .contains("<mediaFile><filename>households.csv</filename><hash>md5:"),
        "{}",
        manifest.text()
    );
    let file = between(manifest.text(), "<downloadUrl>", "</downloadUrl>");
    let file = office.get(&office.local(file)).send().await;
    assert_eq!(
        file.text(),
        format!("name,label\n{household},\"Tôn Nữ Thị Hạnh, kiệt 12, Gần\"\n")
    );
    let what = What::Households {
        hamlets: [office.commune.near.id].into(),
    };
    let read = AuditAct::Read { what, records: 1 };
    let left = entries(&*office.store).await;
    assert_eq!(left.last().unwrap().act(), Some(read));
    assert_eq!(
        md5(file.text()),
        between(manifest.text(), "<hash>md5:", "</hash>")
    );
    let nothing = path.replace("/forms/", "/forms/0");
    assert_eq!(
        office.get(&nothing).send().await.status,
        StatusCode::NOT_FOUND
    );
}

/// [S11.10]
#[tokio::test]
async fn a_form_about_no_household_is_not_listed() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let row = ["integer|cats|Mấy con mèo?|How many cats?|"];
    let about = |name: &str, about: &str| {
        let settings = format!("{name}|1|{about}");
        of_settings(&["form_id|version|dh:about", &settings], &row)
    };
    for workbook in [about("house", "household"), about("practice", "none")] {
        let checked = office.check(&hong, &workbook).await;
        let published = office.publish(&hong, &workbook, &checked).await;
        assert_eq!(published.status, StatusCode::NO_CONTENT);
    }
    let collect = office.collect().await;
    let list = collect.get("formList").await;
    let listed: Vec<_> = ["visit", "house", "practice"]
        .into_iter()
        .filter(|name| list.text().contains(&format!("<formID>{name}</formID>")))
        .collect();
    assert_eq!(listed, ["visit", "house"], "{}", list.text());
}

fn md5(bytes: impl AsRef<[u8]>) -> String {
    hex(&md5::Md5::digest(bytes))
}

#[tokio::test]
async fn s12_10_what_a_form_shows_comes_with_it() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let (_, picture) = office.publish_shown(&hong).await;
    let collect = office.collect().await;
    let list = collect.get("formList").await;
    let manifest = between(list.text(), "<manifestUrl>", "</manifestUrl>");
    let manifest = office.get(&office.local(manifest));
    let manifest = manifest.header("host", "office.example").send().await;
    let (_, shown) = manifest
        .text()
        .split_once("<filename>Ảnh mèo.png</filename>")
        .unwrap();
    assert_eq!(between(shown, "<hash>md5:", "</hash>"), md5(&picture));
    let file = between(shown, "<downloadUrl>", "</downloadUrl>");
    let file = office.get(&office.local(file)).send().await;
    assert_eq!(file.body, picture);
    assert_eq!(file.header("content-type"), Some("image/png"));
    let (path, _) = collect.blank().await;
    let form = office.get(&path).send().await;
    let said = "<value form=\"image\">jr://images/Ảnh mèo.png</value>";
    assert!(form.text().contains(said), "{}", form.text());
}

#[tokio::test]
async fn the_server_says_how_much_it_takes_at_a_time() {
    let office = Office::open().await;
    let collect = office.collect().await;
    let path = format!("{}/submission", collect.root);
    let head = office.ask(Method::HEAD, &path).send().await;
    assert_eq!(head.status, StatusCode::NO_CONTENT);
    assert_eq!(head.header("x-openrosa-version"), Some("1.0"));
    assert_eq!(
        head.header("x-openrosa-accept-content-length"),
        Some("8388608")
    );
    let put = office.ask(Method::PUT, &path).send().await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(put.text().contains("OpenRosaResponse"), "{}", put.text());
}

#[tokio::test]
async fn a_visit_that_was_sent_here_comes_out_under_the_name_that_it_came_with() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let collect = office.collect().await;
    let xml = collect
        .filled("uuid:of-collect", &household.to_string(), MET)
        .await;
    let sent = collect.send(&[Part::Xml(&xml)]).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    let visit = office.visits_of(household).await[0].id;
    let path = format!("/api/v1/visits/{visit}/xform");
    let given = office.get(&path).by(&lai).send().await;
    assert_eq!(
        given.text(),
        format!(
            "<data id=\"visit\" version=\"1\">{MET}<meta xmlns=\"http://openrosa.org/xforms\">\
             <instanceID>uuid:of-collect</instanceID></meta></data>"
        )
    );
}

/// [S12.3]
#[tokio::test]
async fn a_filled_form_is_a_visit_like_any_other() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), MET).await;
    let sent = collect.send(&[Part::Xml(&xml)]).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    assert!(
        sent.text().contains("Văn phòng đã nhận."),
        "{}",
        sent.text()
    );
    let visits = office.visits_of(household).await;
    let visit = office.store.visit(visits[0].id).await.unwrap().unwrap();
    assert_eq!(visit.author, office.commune.volunteer.user);
    assert_eq!(visit.form, office.commune.form.id);
    assert_eq!(
        visit.answers.get(&"a/met".parse().unwrap()),
        Some(&Answer::Given(Value::YesNo(true)))
    );
    assert_eq!(
        visit.started.local().to_rfc3339(),
        "2026-11-24T10:01:00+07:00"
    );
    assert_eq!(visit.said.0["openrosa"], json!({"instance": "uuid:1"}));
    assert_ne!(visit.device, office.commune.volunteer.device);
    let left = entries(&*office.store).await;
    let last = left.last().unwrap();
    assert_eq!(last.device(), Some(visit.device));
    let Some(AuditAct::Pushed { households, .. }) = last.act() else {
        panic!("{last:?}");
    };
    assert_eq!(households, [household].into());
}

/// [S12.4]
#[tokio::test]
async fn the_same_again_changes_nothing_and_other_content_is_refused() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), MET).await;
    for _ in 0..3 {
        assert_eq!(
            collect.send(&[Part::Xml(&xml)]).await.status,
            StatusCode::CREATED
        );
        // Also much later, and by another key.
        office.wait(TimeDelta::days(40));
    }
    let another = office.collect().await;
    assert_eq!(
        another.send(&[Part::Xml(&xml)]).await.status,
        StatusCode::CREATED
    );
    let other = xml.replace("<met>yes", "<met>no");
    let refused = collect.send(&[Part::Xml(&other)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.text().contains("vẫn còn trên máy"),
        "{}",
        refused.text()
    );
    assert_eq!(office.visits_of(household).await.len(), 1);
    assert!(office.held().await.is_empty());
}

/// [S12.4]
#[tokio::test]
async fn what_is_a_visit_is_not_read_again() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), TWO).await;
    assert_eq!(
        collect.send(&[Part::Xml(&xml)]).await.status,
        StatusCode::CREATED
    );
    let name: String = hex(&Sha256::digest(b"uuid:1"));
    let key = UploadKey {
        by: office.commune.volunteer.user,
        digest: name.parse().unwrap(),
    };
    // As where another version of the program made something else of the same text.
    let mut known = office.media.submission(&key).await.unwrap().unwrap();
    assert!(known.done);
    known.refused.insert("1.jpg".to_owned(), Refused::WrongKind);
    office.media.put_submission(&key, &known).await.unwrap();
    assert_eq!(
        collect.send(&[Part::Xml(&xml)]).await.status,
        StatusCode::CREATED
    );
    assert_eq!(office.visits_of(household).await.len(), 1);
    assert!(office.held().await.is_empty());
}

/// [S12.4]
#[tokio::test]
async fn the_same_at_the_same_time_is_one_visit() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), MET).await;
    let parts = [Part::Xml(&xml)];
    let (a, b, c) = tokio::join!(
        collect.send(&parts),
        collect.send(&parts),
        collect.send(&parts)
    );
    assert_eq!([a.status, b.status, c.status], [StatusCode::CREATED; 3]);
    assert_eq!(office.visits_of(household).await.len(), 1);
}

const TWO: &str = "<a><met>yes</met><pictures>1.jpg</pictures></a><new><scan>893</scan></new>";

/// [S12.5] [S12.6]
#[tokio::test]
async fn a_form_in_parts_is_a_visit_when_all_has_come() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), TWO).await;
    let first = collect.send(&[Part::Xml(&xml), Part::More]).await;
    assert_eq!(first.status, StatusCode::ACCEPTED);
    assert!(office.visits_of(household).await.is_empty());
    let photo = Part::File("1.jpg", "image/jpeg", JPEG);
    let audit = Part::File("audit.csv", "text/csv", b"event,node");
    let second = collect.send(&[Part::Xml(&xml), photo, audit]).await;
    assert_eq!(second.status, StatusCode::CREATED);
    let visits = office.visits_of(household).await;
    let visit = office.store.visit(visits[0].id).await.unwrap().unwrap();
    let media: Vec<_> = visit.answers.media().cloned().collect();
    assert_eq!(media[0].mime, "image/jpeg");
    let (_, kept) = office.media.get(&media[0].sha256).await.unwrap().unwrap();
    let kept = kept.to_vec();
    assert!(
        !kept.windows(3).any(|bytes| bytes == b"GPS"),
        "the place where it was taken"
    );
    assert!(
        kept.windows(8).any(|bytes| bytes == b"the roof"),
        "the picture itself"
    );
    assert_eq!(usize::try_from(media[0].bytes).unwrap(), kept.len());
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!("/api/v1/media/{}", media[0].sha256);
    assert_eq!(
        office.get(&path).by(&hong).send().await.status,
        StatusCode::OK
    );
    let scan = visit.answers.get(&"new/scan".parse().unwrap());
    assert_eq!(
        scan,
        Some(&Answer::Given(Value::Text("893".into()))),
        "what the form does not know"
    );
    // The last part alone once more.
    assert_eq!(
        collect.send(&[Part::Xml(&xml)]).await.status,
        StatusCode::CREATED
    );
    assert_eq!(office.visits_of(household).await.len(), 1);
}

/// [S12.5]
#[tokio::test]
async fn what_was_not_a_visit_yet_may_still_be_changed() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), TWO).await;
    assert_eq!(
        collect.send(&[Part::Xml(&xml), Part::More]).await.status,
        StatusCode::ACCEPTED
    );
    let changed = xml.replace("<met>yes", "<met>no");
    assert_eq!(
        collect
            .send(&[Part::Xml(&changed), Part::More])
            .await
            .status,
        StatusCode::ACCEPTED
    );
    // Its file is gone from the phone, and the client has nothing more to send.
    assert_eq!(
        collect.send(&[Part::Xml(&changed)]).await.status,
        StatusCode::CREATED
    );
    let visits = office.visits_of(household).await;
    let visit = office.store.visit(visits[0].id).await.unwrap().unwrap();
    let lack = json!({"question": "a/pictures", "file": "1.jpg", "why": "never-came"});
    assert_eq!(visit.said.0["openrosa"]["lacks"], json!([lack]));
    assert_eq!(
        visit.answers.get(&"a/met".parse().unwrap()),
        Some(&Answer::Given(Value::YesNo(false)))
    );
}

/// [S12.5]
#[tokio::test]
async fn a_file_that_cannot_be_kept_keeps_no_answer_from_arriving() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let film = vec![0; 21 * 1024 * 1024];
    let large = vec![0; 17 * 1024 * 1024];
    let files: [(&str, &str, &[u8], &str); 5] = [
        ("1.gif", "image/gif", b"GIF89a", "wrong-kind"),
        ("1.txt", "text/plain", b"the roof", "wrong-kind"),
        (
            "1.heic",
            "image/heic",
            b"\0\0\0\x18ftypheic\0\0\0\0",
            "wrong-kind",
        ),
        ("1.mp4", "video/mp4", &large, "too-large"),
        ("2.mp4", "video/mp4", &film, "too-large"),
    ];
    for (name, kind, bytes, why) in files {
        let answers = TWO.replace("1.jpg", name);
        let instance = format!("uuid:{name}");
        let xml = collect
            .filled(&instance, &household.to_string(), &answers)
            .await;
        // It came, so nothing is waited for, though the client has more.
        let file = Part::File(name, kind, bytes);
        let sent = collect.send(&[Part::Xml(&xml), file, Part::More]).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
        assert!(sent.text().contains(name), "{}", sent.text());
        let visits = office.visits_of(household).await;
        let mut said = Vec::new();
        for visit in &visits {
            let visit = office.store.visit(visit.id).await.unwrap().unwrap();
            assert_eq!(visit.answers.media().count(), 0);
            said.push(visit.said.0["openrosa"].clone());
        }
        let lack = json!({"question": "a/pictures", "file": name, "why": why});
        let expected = json!({"instance": instance, "lacks": [lack]});
        assert!(said.contains(&expected), "{said:?}");
    }
    assert!(office.held().await.is_empty());
}

/// [S12.5]
#[tokio::test]
async fn beside_a_file_that_cannot_be_kept_the_others_are() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let xml = collect.filled("uuid:1", &household.to_string(), TWO).await;
    let gif = || Part::File("1.jpg", "image/jpeg", b"GIF89a");
    let audit = vec![b' '; 17 * 1024 * 1024];
    let audit = Part::File("audit.csv", "text/csv", &audit);
    let photo = Part::File("1.jpg", "image/jpeg", JPEG);
    // What the answers do not name is no file of theirs; and of two under one name the one counts that can be kept.
    let sent = collect
        .send(&[Part::Xml(&xml), audit, gif(), photo, gif()])
        .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let visits = office.visits_of(household).await;
    let visit = office.store.visit(visits[0].id).await.unwrap().unwrap();
    assert_eq!(visit.answers.media().count(), 1);
    assert_eq!(visit.said.0["openrosa"], json!({"instance": "uuid:1"}));
}

/// [S12.3]
#[tokio::test]
async fn what_cannot_be_filed_is_held_for_the_office() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let none = collect.filled("uuid:1", "", MET).await;
    let unfit = collect
        .filled("uuid:2", &household.to_string(), "<a><met/></a>")
        .await;
    for (xml, words) in [
        (&none, "cán bộ sẽ xem lại"),
        (&unfit, "cán bộ sẽ xem lại"),
        (&none, "từ trước"),
    ] {
        let sent = collect.send(&[Part::Xml(xml)]).await;
        assert_eq!(sent.status, StatusCode::CREATED);
        assert!(sent.text().contains(words), "{}", sent.text());
    }
    let held = office.held().await;
    let why: Vec<&str> = held.iter().map(|held| held.why.code()).collect();
    assert_eq!(why, ["unknown-household", "answers"]);
    assert!(
        matches!(&held[1].why, HeldReason::Answers { problems } if problems[0].path == "a/met")
    );
}

/// [S12.7]
#[tokio::test]
async fn every_version_that_was_published_is_taken_and_no_other() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let old = collect.filled("uuid:1", &household.to_string(), MET).await;
    let mut newer: Json = serde_json::from_str(office.commune.form.definition.get()).unwrap();
    newer["version"] = json!("2");
    let newer = FormRecord::new(&newer.to_string(), minute(10)).unwrap();
    office
        .store
        .publish_form(&office.commune.unit, &newer)
        .await
        .unwrap();
    let (_, version) = collect.blank().await;
    assert!(version.starts_with("2-"), "{version}");
    assert_eq!(
        collect.send(&[Part::Xml(&old)]).await.status,
        StatusCode::CREATED
    );
    // A blank form that somebody made of the same workbook by other means says name and version alone.
    let foreign = format!(
        "<data id=\"visit\" version=\"1\">{MET}<meta><instanceID>uuid:2</instanceID></meta></data>"
    );
    assert_eq!(
        collect.send(&[Part::Xml(&foreign)]).await.status,
        StatusCode::CREATED
    );
    assert_eq!(office.held().await[0].why, HeldReason::UnknownHousehold);
    // Or it has our version, and no id.
    let ours = foreign
        .replace("version=\"1\"", &format!("version=\"{version}\""))
        .replace("uuid:2", "uuid:4");
    assert_eq!(
        collect.send(&[Part::Xml(&ours)]).await.status,
        StatusCode::CREATED
    );
    let held = office.held().await;
    let of = |form: &str| held.iter().any(|held| held.content.get().contains(form));
    assert!(of(&newer.id.0) && of(&office.commune.form.id.0));
    let strange = foreign
        .replace("version=\"1\"", "version=\"7\"")
        .replace("uuid:2", "uuid:3");
    let refused = collect.send(&[Part::Xml(&strange)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(
        refused.text().contains("tải lại biểu mẫu trống"),
        "{}",
        refused.text()
    );
    assert_eq!(newer.form().unwrap().title.get(Lang::Vi), "Thăm");
}

/// What is filled at a terminal can be sent, though it says no household.
#[tokio::test]
async fn what_form_fill_prints_is_taken() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let workbook = book("2");
    let checked = office.check(&hong, &workbook).await;
    let published = office.publish(&hong, &workbook, &checked).await;
    assert_eq!(published.status, StatusCode::NO_CONTENT);

    let folder = TempDir::new().unwrap();
    let (file, steps) = (
        folder.path().join("tham.xlsx"),
        folder.path().join("steps.json"),
    );
    fs::write(&file, &workbook).unwrap();
    fs::write(&steps, r#"[{"path": "/data/a/met", "value": "yes"}]"#).unwrap();
    let filled = Command::new(env!("CARGO_BIN_EXE_dong-hanh-server"))
        .args(["form", "fill"])
        .arg(&file)
        .arg("--answers")
        .arg(&steps)
        .output()
        .unwrap();
    let filled = String::from_utf8(filled.stdout).unwrap();
    let filled = filled.lines().last().unwrap();
    let name = between(filled, "<instanceID>", "</instanceID>");
    assert!(name.starts_with("uuid:"), "{filled}");

    let collect = office.collect().await;
    let sent = collect.send(&[Part::Xml(filled)]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let held = office.held().await;
    assert_eq!(held[0].why, HeldReason::UnknownHousehold);
    assert!(held[0].content.get().contains(name), "under its name");
    let again = collect.send(&[Part::Xml(filled)]).await;
    assert!(again.text().contains("từ trước"), "{}", again.text());
}

/// [S12.9]
#[tokio::test]
async fn what_collect_drew_is_what_the_person_saw_and_all_else_is_reckoned() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let mut form: Json = serde_json::from_str(office.commune.form.definition.get()).unwrap();
    form["version"] = json!("2");
    let nodes = form["groups"][0]["nodes"].as_array_mut().unwrap();
    let calculated = [
        ("draw", "once(1 + int(random() * 1000000))"),
        ("name", "uuid()"),
        ("day", "today()"),
        ("drawn", "${draw} + 1"),
        ("third", "1 div 3"),
        ("sum", "2 + 2"),
    ];
    for (name, calculate) in calculated {
        nodes.push(json!({"type": "calculate", "name": name, "calculate": calculate}));
    }
    let who = json!({"type": "integer", "name": "who", "label": {"vi": "Ai", "en": "Who"},
        "relevant": "${draw} = 7", "required": "true()"});
    nodes.push(who);
    let form = FormRecord::new(&form.to_string(), minute(10)).unwrap();
    office
        .store
        .publish_form(&office.commune.unit, &form)
        .await
        .unwrap();
    let answers = "<a><met>yes</met><pictures/><draw>7</draw><name>b7</name><day>2026-11-25</day>\
                   <drawn>8</drawn><third>0.33333333333333</third><sum>5</sum><who>3</who></a>";
    let xml = collect
        .filled("uuid:1", &household.to_string(), answers)
        .await
        .replace(&office.commune.form.id.0, &form.id.0);
    let sent = collect.send(&[Part::Xml(&xml)]).await;
    assert!(
        sent.text().contains("Văn phòng đã nhận."),
        "{}",
        sent.text()
    );
    let visits = office.visits_of(household).await;
    let visit = office.store.visit(visits[0].id).await.unwrap().unwrap();
    let said = |name: &str| {
        let answer = visit.answers.get(&format!("a/{name}").parse().unwrap());
        serde_json::to_value(answer).unwrap()
    };
    for (name, value) in [
        ("draw", json!({"text": "7"})),
        ("name", json!({"text": "b7"})),
        ("day", json!({"text": "2026-11-25"})),
        ("drawn", json!({"text": "8"})),
        ("sum", json!({"text": "4"})),
        ("who", json!({"integer": 3})),
    ] {
        assert_eq!(said(name), value, "{name}");
    }
    assert_eq!(
        visit.said.0["openrosa"],
        json!({"instance": "uuid:1", "otherwise": ["a/sum"]})
    );
}

/// [S12.8]
#[tokio::test]
async fn an_edited_form_takes_the_place_of_the_one_before() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let first = collect.filled("uuid:1", &household.to_string(), MET).await;
    assert_eq!(
        collect.send(&[Part::Xml(&first)]).await.status,
        StatusCode::CREATED
    );
    let edited = first
        .replace("<met>yes", "<met>no")
        .replace(
            "<instanceID>uuid:1",
            "<instanceID>uuid:2</instanceID><deprecatedID>uuid:1</deprecatedID><x>",
        )
        .replace("</instanceID></meta>", "</x></meta>");
    assert_eq!(
        collect.send(&[Part::Xml(&edited)]).await.status,
        StatusCode::CREATED
    );
    let held = office.held().await;
    let visits = office.visits_of(household).await;
    let amended = visits.iter().filter(|visit| visit.amends.is_some()).count();
    assert_eq!(
        (visits.len() + held.len(), amended + held.len()),
        (2, 1),
        "an amendment, or held as one"
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words_and_changes_nothing() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let good = collect.filled("uuid:1", &household.to_string(), TWO).await;
    let nameless = good.replace("uuid:1", "");
    let broken = &good[..good.len() / 2];
    let heavy = vec![0; 11 * 1024 * 1024];
    let file = |bytes| Part::File("1.jpg", "image/jpeg", bytes);
    for (parts, status) in [
        (vec![], 400),
        (vec![file(JPEG)], 400),
        (vec![Part::Xml("không phải XML")], 400),
        (vec![Part::Xml(broken)], 400),
        (vec![Part::Xml(&nameless)], 400),
        (
            vec![Part::Xml("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")],
            400,
        ),
        // More at a time than is held.
        (vec![Part::Xml(&good), file(&heavy), file(&heavy)], 413),
    ] {
        let refused = collect.send(&parts).await;
        assert_eq!(refused.status.as_u16(), status, "{}", refused.text());
        assert!(
            refused.text().contains("vẫn còn trên máy"),
            "{}",
            refused.text()
        );
    }
    let path = format!("{}/submission", collect.root);
    let plain = office
        .ask(Method::POST, &path)
        .header("content-type", "text/xml")
        .body(good.clone())
        .send()
        .await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let cut = body(&[Part::Xml(&good)]);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let cut = office
        .ask(Method::POST, &path)
        .header("content-type", &kind)
        .body(cut[..cut.len() / 2].to_vec())
        .send()
        .await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST);
    assert!(office.visits_of(household).await.is_empty());
    let unknown = HouseholdId(number(9_999));
    assert!(office.visits_of(unknown).await.is_empty());
}

#[tokio::test]
async fn nobody_fills_the_disk_by_this_door_either() {
    let office = Office::open().await;
    let household = office.commune.household(&*office.store).await;
    let collect = office.collect().await;
    let mut photo = JPEG.to_vec();
    photo.resize(usize::try_from(PICTURES_A_DAY).unwrap() + 1, b' ');
    let xml = collect.filled("uuid:1", &household.to_string(), TWO).await;
    let refused = collect
        .send(&[Part::Xml(&xml), Part::File("1.jpg", "image/jpeg", &photo)])
        .await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header("retry-after").is_some());
}
