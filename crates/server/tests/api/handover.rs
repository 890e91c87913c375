//! Files in which phones hand over what they could not send: taken in once, as if the phone had sent it.

use std::io::Write as _;
use std::sync::Arc;

use age::x25519::{Identity, Recipient};
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use dong_hanh_domain::{
    DeviceId, DeviceTime, Extra, Fact, HouseholdChange, HouseholdId, Leaving, Member, MemberFact,
    MemberId, Other, PersonName, Relation, SessionId, UserId,
};
use dong_hanh_server::files::Files;
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::commune::{minute, number, seal};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::handover::{Counts, Entry, Header, UNREAD, preamble};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{
    Action, ChangedHousehold, HeldReason, Operation, Outcome, PROTOCOL, PushAnswer, PushRequest,
    RawOperation,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use crate::office::{Answer, Office, Phone};

/// A picture of some size, more than age locks at a time.
fn picture(number: u8) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0 a roof".to_vec();
    bytes.resize(100_000, number);
    bytes
}

fn medium(bytes: &[u8]) -> Entry {
    Entry::Media {
        sha256: hex(&Sha256::digest(bytes)).parse().unwrap(),
        bytes: bytes.to_vec(),
    }
}

fn operations(operations: impl IntoIterator<Item = Operation>) -> Vec<Entry> {
    let texts = seal(operations);
    let entry = |raw: &RawOperation| Entry::Operation(raw.text().to_owned());
    texts.iter().map(entry).collect()
}

/// What a phone says of itself.
fn header(office: &Office, phone: &Phone) -> Header {
    Header {
        user: phone.opened["me"]["user"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap(),
        device: phone.device,
        app: "0.1.0".into(),
        made: DeviceTime {
            utc_ms: office.now().timestamp_millis(),
            zone_min: 420,
            mono_ms: 1,
            skew_ms: Some(0),
        },
        counts: Counts::default(),
        session: Some(hex(&Sha256::digest(&phone.token))),
        extra: Extra::default(),
    }
}

fn plain(mut header: Header, entries: &[Entry]) -> Vec<u8> {
    entries.iter().for_each(|entry| header.counts += entry);
    let header = Entry::Header(Box::new(header));
    let all = std::iter::once(&header).chain(entries).chain([&Entry::End]);
    all.fold(preamble(), |file, entry| {
        [file, entry.encode().unwrap()].concat()
    })
}

fn locked(recipient: &Recipient, plain: &[u8]) -> Vec<u8> {
    let recipients = std::iter::once(recipient as &dyn age::Recipient);
    let mut file = Vec::new();
    let encryptor = age::Encryptor::with_recipients(recipients).unwrap();
    let mut writer = encryptor.wrap_output(&mut file).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap();
    file
}

/// The file that a phone makes of these entries.
pub(crate) fn file(office: &Office, phone: &Phone, entries: &[Entry]) -> Vec<u8> {
    locked(&recipient(phone), &plain(header(office, phone), entries))
}

fn recipient(phone: &Phone) -> Recipient {
    let told = phone.opened["me"]["handover"].as_str().unwrap();
    told.parse().unwrap()
}

async fn import(office: &Office, by: &Phone, file: Vec<u8>) -> Answer {
    office
        .ask(Method::POST, "/api/v1/handovers")
        .by(by)
        .header("content-type", "application/octet-stream")
        .body(file)
        .send()
        .await
}

/// What an import that succeeded says.
pub(crate) async fn imported(office: &Office, by: &Phone, file: Vec<u8>) -> Value {
    let answer = import(office, by, file).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.json()
}

/// Sends operations from the phone itself, byte for byte as the file has them.
pub(crate) async fn push(office: &Office, phone: &Phone, operations: &[Operation]) -> PushAnswer {
    let request = PushRequest {
        protocol: PROTOCOL,
        device: phone.device,
        sent: header(office, phone).made,
        operations: seal(operations.to_vec()),
    };
    let body = serde_json::to_string(&request).unwrap();
    let ask = office.ask(Method::POST, "/api/v1/operations").by(phone);
    ask.body(body).send().await.json()
}

pub(crate) struct Story {
    pub(crate) office: Office,
    pub(crate) lai: Phone,
    pub(crate) hong: Phone,
    /// A household, a visit to it and one to nobody.
    pub(crate) said: Vec<Operation>,
}

pub(crate) async fn story() -> Story {
    Story::at(Office::open().await).await
}

impl Story {
    async fn at(office: Office) -> Self {
        let lai = office.sign_in(&office.commune.volunteer).await;
        let hong = office.sign_in(&office.commune.officer).await;
        let author = &office.commune.volunteer;
        let (household, register) = office.commune.register(author, office.commune.near.id);
        let (_, visit) = office.commune.visit(author, household, 5, None);
        let nobody = HouseholdId(number(9));
        let (_, stray) = office.commune.visit(author, nobody, 5, None);
        Self {
            said: vec![register, visit, stray],
            office,
            lai,
            hong,
        }
    }

    async fn visits(&self) -> usize {
        let list: Value = self
            .office
            .get("/api/v1/visits")
            .by(&self.hong)
            .send()
            .await
            .json();
        list["visits"].as_array().unwrap().len()
    }
}

#[tokio::test]
async fn s5_4_what_is_handed_over_is_received_as_if_it_had_been_sent() {
    let story = story().await;
    let office = &story.office;
    let photo = picture(1);
    let mut entries = operations(story.said.clone());
    entries.push(medium(&photo));
    let file = file(office, &story.lai, &entries);
    office.wait(TimeDelta::days(3));
    let came = imported(office, &story.hong, file).await;
    assert_eq!(came["person"]["id"], story.lai.opened["me"]["user"]);
    assert_eq!(came["device"], "Samsung A05, Chrome");
    assert_eq!((&came["applied"], &came["known"]), (&json!(2), &json!(0)));
    let held = json!([{"code": "unknown-household", "count": 1}]);
    assert_eq!(came["held"], held);
    assert_eq!((&came["media"], &came["whole"]), (&json!(1), &json!(true)));
    assert_eq!(story.visits().await, 1);

    // The phone gets the same receipts when it has a network again, and its picture is there already.
    office.wait(TimeDelta::hours(1));
    let arrived = office.now() - TimeDelta::hours(1);
    let answer = push(office, &story.lai, &story.said).await;
    let outcomes: Vec<_> = answer.receipts.iter().map(|one| &one.outcome).collect();
    let applied = Outcome::Applied { notices: vec![] };
    let stray = Outcome::Held {
        reason: HeldReason::UnknownHousehold,
    };
    // Days on the way are no fault of the clock: no notice says so.
    assert_eq!(outcomes, [&applied, &applied, &stray]);
    assert!(answer.receipts.iter().all(|one| one.received == arrived));
    let path = format!("/api/v1/media/{}", hex(&Sha256::digest(&photo)));
    let seen = office.get(&path).by(&story.lai).send().await;
    assert_eq!((seen.status, &seen.body[..]), (StatusCode::OK, &photo[..]));
    assert_eq!(story.visits().await, 1);
}

#[tokio::test]
async fn s5_4_an_operation_that_the_named_device_did_not_make_is_held() {
    let story = story().await;
    let mut foreign = story.said[0].clone();
    foreign.device = DeviceId(number(99));
    let file = file(&story.office, &story.lai, &operations([foreign]));
    let came = imported(&story.office, &story.hong, file).await;
    let held = json!([{"code": "foreign-device", "count": 1}]);
    assert_eq!((&came["applied"], &came["held"]), (&json!(0), &held));
}

#[tokio::test]
async fn s5_5_the_same_file_again_does_nothing_and_says_so() {
    let story = story().await;
    let mut entries = operations(story.said.clone());
    entries.extend([medium(&picture(1)), Entry::Draft("{}".into())]);
    let file = file(&story.office, &story.lai, &entries);
    imported(&story.office, &story.hong, file.clone()).await;
    story.office.wait(TimeDelta::minutes(1));
    let again = imported(&story.office, &story.hong, file).await;
    let new = ["applied", "media", "drafts", "unread"].map(|what| again[what].clone());
    assert_eq!(new, [json!(0), json!(0), json!(0), json!(0)]);
    assert_eq!(again["held"], json!([]));
    let known = ["known", "known_media", "known_drafts"].map(|what| again[what].clone());
    assert_eq!(known, [json!(3), json!(1), json!(1)]);
    assert_eq!(story.visits().await, 1);
}

#[tokio::test]
async fn s5_5_what_came_by_sync_before_is_known() {
    let story = story().await;
    let file = file(&story.office, &story.lai, &operations(story.said.clone()));
    push(&story.office, &story.lai, &story.said[..2]).await;
    story.office.wait(TimeDelta::minutes(1));
    let came = imported(&story.office, &story.hong, file).await;
    assert_eq!((&came["applied"], &came["known"]), (&json!(0), &json!(2)));
    assert_eq!(came["held"][0]["count"], 1);
}

#[tokio::test]
async fn s5_6_of_a_file_that_was_cut_or_damaged_all_before_that_place_is_received_and_the_rest_named()
 {
    let story = story().await;
    let mut entries = operations(story.said.clone());
    entries.extend([1, 2, 3].map(picture).iter().map(|bytes| medium(bytes)));
    let whole = file(&story.office, &story.lai, &entries);
    let cut = whole[..200_000].to_vec();
    let came = imported(&story.office, &story.hong, cut).await;
    assert_eq!((&came["applied"], &came["media"]), (&json!(2), &json!(1)));
    assert_eq!(came["whole"], json!(false));
    let missing = json!({"operations": 0, "drafts": 0, "media": 2, "others": 0});
    assert_eq!(came["missing"], missing);

    let mut damaged = whole.clone();
    damaged[280_000] ^= 1;
    let came = imported(&story.office, &story.hong, damaged).await;
    assert_eq!(came["whole"], json!(false));
    assert_eq!(came["missing"]["media"], 1);

    let came = imported(&story.office, &story.hong, whole).await;
    assert_eq!((&came["media"], &came["whole"]), (&json!(1), &json!(true)));
    let none = json!({"operations": 0, "drafts": 0, "media": 0, "others": 0});
    assert_eq!(came["missing"], none);
}

#[tokio::test]
async fn s5_6_what_is_no_file_of_this_office_is_refused_whole() {
    let story = story().await;
    let office = &story.office;
    let entries = operations(story.said.clone());
    let whole = file(office, &story.lai, &entries);
    let elsewhere = Identity::generate().to_public();
    let inside = plain(header(office, &story.lai), &entries);
    let mut newer = inside.clone();
    newer[9] = 9;
    let refused = [
        (Vec::new(), "not-handover"),
        (b"\xff\xd8\xff a picture".to_vec(), "not-handover"),
        (whole[..60].to_vec(), "not-handover"),
        (locked(&recipient(&story.lai), b"a letter"), "not-handover"),
        (
            locked(&recipient(&story.lai), &inside[..40]),
            "not-handover",
        ),
        (locked(&recipient(&story.lai), &newer), "handover-newer"),
        (locked(&elsewhere, &inside), "other-office"),
    ];
    for (file, code) in refused {
        let answer = import(office, &story.hong, file).await;
        assert_eq!(answer.refusal(), (422, code.into()));
    }
    assert_eq!(story.visits().await, 0);
}

#[tokio::test]
async fn s5_7_only_an_officer_of_the_authors_unit_takes_a_file() {
    let story = story().await;
    let office = &story.office;
    let whole = file(office, &story.lai, &operations(story.said.clone()));
    let by_author = import(office, &story.lai, whole.clone()).await;
    assert_eq!(by_author.refusal(), (403, "not-allowed".into()));
    let stranger = office.sign_in(&office.stranger).await;
    let elsewhere = import(office, &stranger, whole).await;
    assert_eq!(elsewhere.refusal(), (422, "foreign-handover".into()));
    assert_eq!(story.visits().await, 0);
}

#[tokio::test]
async fn s5_7_nobody_makes_a_file_in_anothers_name() {
    let story = story().await;
    let office = &story.office;
    let own = header(office, &story.lai);
    let forged = [
        Header {
            session: None,
            ..own.clone()
        },
        Header {
            session: header(office, &story.hong).session,
            ..own.clone()
        },
        Header {
            session: Some("ab".repeat(32)),
            ..own.clone()
        },
        Header {
            user: office.neighbour.user,
            ..own.clone()
        },
        Header {
            user: UserId(number(99)),
            ..own.clone()
        },
        Header {
            device: DeviceId(number(99)),
            ..own
        },
    ];
    let entries = operations(story.said.clone());
    for header in forged {
        let file = locked(&recipient(&story.lai), &plain(header.clone(), &entries));
        let answer = import(office, &story.hong, file).await;
        let refused = (422, "foreign-handover".into());
        assert_eq!(answer.refusal(), refused, "{header:?}");
    }
    assert_eq!(story.visits().await, 0);
}

#[tokio::test]
async fn s5_7_a_closed_account_and_an_ended_session_keep_no_work_from_the_office() {
    let story = story().await;
    let office = &story.office;
    let user = office.commune.volunteer.user;
    let session = SessionId(story.lai.session.parse().unwrap());
    let file = file(office, &story.lai, &operations(story.said.clone()));
    let ended = office.store.revoke_session(user, session, office.now());
    assert!(ended.await.unwrap());
    let closed = office.store.set_disabled(user, true, office.now());
    assert!(closed.await.unwrap());
    let came = imported(office, &story.hong, file).await;
    assert_eq!(came["applied"], 2);
}

#[tokio::test]
async fn s5_8_what_is_no_operation_is_kept_as_it_came_and_drafts_are_listed_until_they_are_finished()
 {
    let story = story().await;
    let office = &story.office;
    let author = &office.commune.volunteer;
    let household = HouseholdId(number(8));
    let (begun, _) = office.commune.visit(author, household, 5, None);
    let Action::FinishVisit(finished) = &story.said[1].action else {
        panic!("a visit");
    };
    let finished = finished.visit;
    let draft = |visit: &dyn std::fmt::Display, note: &str| {
        Entry::Draft(json!({"visit": visit.to_string(), "note": note}).to_string())
    };
    let Action::RegisterHousehold { household } = &story.said[0].action else {
        panic!("a household");
    };
    let new = |id: &dyn std::fmt::Display| {
        Entry::Draft(json!({"new_household": id.to_string()}).to_string())
    };
    // Its author says it later.
    let typed = |part: &str| {
        let typed = json!({part: {"text": "0905", "since": "2020-01-01T00:00:00Z"}});
        Entry::Draft(json!({"facts_of": household.id, "typed": typed}).to_string())
    };
    let entries = [
        draft(&begun, "earlier"),
        draft(&finished, "finished since"),
        new(&household.id),
        new(&HouseholdId(number(9))),
        typed("phone"),
        Entry::Draft("no JSON".into()),
        Entry::Operation("{}".into()),
        Entry::Operation("no JSON".into()),
        Entry::Other {
            kind: UNREAD,
            content: vec![0, 255],
        },
    ];
    let came = imported(office, &story.hong, file(office, &story.lai, &entries)).await;
    assert_eq!((&came["drafts"], &came["unread"]), (&json!(6), &json!(3)));
    office.wait(TimeDelta::minutes(1));
    let later = [draft(&begun, "later")];
    imported(office, &story.hong, file(office, &story.lai, &later)).await;
    push(office, &story.lai, &story.said).await;

    let path = "/api/v1/handovers/drafts";
    let listed = async || {
        let list: Value = office.get(path).by(&story.hong).send().await.json();
        let list = list.as_array().unwrap().iter();
        list.map(|draft| draft["content"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let contents = listed().await;
    assert_eq!(contents.len(), 4, "{contents:?}");
    assert!(contents[0].contains("later") && contents.contains(&"no JSON".to_owned()));
    let of = |kind: &str| contents.iter().find(|text| text.contains(kind));
    let typed = of("new_household").unwrap();
    assert!(
        typed.contains(&number(9).to_string()),
        "the other one is registered"
    );
    assert!(of("facts_of").is_some());
    let phone = HouseholdChange::Set(Fact::Phone(Some("0905123456".into())));
    let said = says(office, household.id, 6, vec![phone]);
    push(office, &story.lai, &[said]).await;
    assert_eq!(listed().await.len(), 3, "the fact has been said since");
    let by_author = office.get(path).by(&story.lai).send().await;
    assert_eq!(by_author.refusal(), (403, "not-allowed".into()));
    let stranger = office.sign_in(&office.stranger).await;
    let elsewhere: Value = office.get(path).by(&stranger).send().await.json();
    assert_eq!(elsewhere, json!([]));
}

#[tokio::test]
async fn s5_8_what_is_typed_is_listed_of_each_device_until_its_author_has_said_it() {
    let story = story().await;
    let office = &story.office;
    let author = &office.commune.volunteer;
    push(office, &story.lai, &story.said).await;
    let Action::RegisterHousehold { household } = &story.said[0].action else {
        panic!("a household");
    };
    let typed = |part: &str| {
        let typed = json!({part: {"text": "…", "since": minute(5)}});
        Entry::Draft(json!({"facts_of": household.id, "typed": typed}).to_string())
    };
    let other = Author {
        device: DeviceId(number(78)),
        ..author.clone()
    };
    let other = office.sign_in(&other).await;
    // The second file of a phone takes the place of its first one, and of no other phone's.
    for (phone, part) in [
        (&story.lai, "phone"),
        (&other, "add"),
        (&story.lai, "address"),
    ] {
        let file = file(office, phone, &[typed(part)]);
        imported(office, &story.hong, file).await;
        office.wait(TimeDelta::minutes(1));
    }
    let listed = async || {
        let path = "/api/v1/handovers/drafts";
        let list: Value = office.get(path).by(&story.hong).send().await.json();
        let parts = ["phone", "add", "address"];
        let list = list.as_array().unwrap().iter();
        list.map(|draft| {
            let content: Value = serde_json::from_str(draft["content"].as_str().unwrap()).unwrap();
            let is_it = |part: &&&str| content["typed"].get(**part).is_some();
            *parts.iter().find(is_it).unwrap()
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(listed().await, ["address", "add"]);

    let member = |n, name: &str| Other {
        member: Member {
            id: MemberId(number(n)),
            name: PersonName::new(name).unwrap(),
            ..household.head.clone()
        },
        relation: Relation::Child,
    };
    let adds = |minutes, other| {
        let changes = vec![HouseholdChange::Add {
            member: Box::new(other),
        }];
        says(office, household.id, minutes, changes)
    };
    let earlier = adds(4, member(91, "Lê Văn Bé"));
    let seen = [earlier.id].into();
    push(office, &story.lai, &[earlier]).await;
    let mut gone = says(
        office,
        household.id,
        6,
        vec![HouseholdChange::Set(Fact::Member {
            member: MemberId(number(91)),
            fact: MemberFact::Gone(Some(Leaving::Died)),
        })],
    );
    if let Action::ChangeHousehold(changed) = &mut gone.action {
        changed.seen = seen;
    }
    push(office, &story.lai, &[gone]).await;
    // Somebody has died: whoever was to be added has not been.
    assert_eq!(listed().await, ["address", "add"]);
    let added = adds(7, member(92, "Lê Thị Mới"));
    push(office, &story.lai, &[added]).await;
    assert_eq!(listed().await, ["address"]);
}

fn says(
    office: &Office,
    household: HouseholdId,
    minutes: i64,
    changes: Vec<HouseholdChange>,
) -> Operation {
    let changed = ChangedHousehold {
        household,
        changes,
        seen: Default::default(),
        visit: None,
        extra: Extra::default(),
    };
    let author = &office.commune.volunteer;
    office
        .commune
        .operation(author, minutes, Action::ChangeHousehold(changed))
}

#[tokio::test]
async fn s5_9_a_picture_that_is_not_taken_stops_nothing_and_is_told() {
    let story = story().await;
    let misnamed = Entry::Media {
        sha256: "ab".repeat(32).parse().unwrap(),
        bytes: picture(1),
    };
    let located = [&picture(2)[..], b"exif:GPSLatitude"].concat();
    let mut entries = operations(story.said.clone());
    entries.extend([
        misnamed,
        medium(b"a letter"),
        medium(&located),
        medium(&picture(3)),
    ]);
    let file = file(&story.office, &story.lai, &entries);
    let came = imported(&story.office, &story.hong, file).await;
    let refused = json!([
        {"code": "bears-place", "count": 1}, {"code": "not-media", "count": 1}, {"code": "wrong-digest", "count": 1},
    ]);
    assert_eq!((&came["refused"], &came["media"]), (&refused, &json!(1)));
    assert_eq!(came["applied"], 2);
    let here = std::fs::read_dir(story.office.folder.path().join("arriving"));
    assert_eq!(here.unwrap().count(), 0, "nothing is left of the file");
}

#[tokio::test]
async fn s5_8_an_operation_that_the_database_does_not_take_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let story = Story::at(Office::open_with(Arc::new(store), Files::default()).await).await;
    let [register, visit, stray] = &story.said[..] else {
        panic!("three operations");
    };
    let trap = format!(
        "CREATE TRIGGER trap BEFORE INSERT ON operation WHEN NEW.id = '{}' BEGIN SELECT raise(ABORT, 'no'); END",
        stray.id
    );
    let options = SqliteConnectOptions::new().filename(&path);
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    database.execute(AssertSqlSafe(trap)).await.unwrap();

    let said = [register, stray, visit].map(Clone::clone);
    let mut entries = operations(said);
    let photo = picture(1);
    entries.push(medium(&photo));
    let file = file(&story.office, &story.lai, &entries);
    let came = imported(&story.office, &story.hong, file.clone()).await;
    assert_eq!((&came["applied"], &came["unread"]), (&json!(2), &json!(1)));
    assert_eq!((&came["media"], &came["held"]), (&json!(1), &json!([])));
    assert_eq!(story.visits().await, 1);

    // It is kept, and the same file brings it when the database takes it.
    database.execute("DROP TRIGGER trap").await.unwrap();
    story.office.wait(TimeDelta::hours(1));
    let came = imported(&story.office, &story.hong, file).await;
    let held = json!([{"code": "unknown-household", "count": 1}]);
    assert_eq!((&came["known"], &came["held"]), (&json!(2), &held));
    let kept: Vec<u8> = sqlx::query_scalar("SELECT content FROM handed")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(kept, seal([stray.clone()])[0].text().as_bytes());
}
