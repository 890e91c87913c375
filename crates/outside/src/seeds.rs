//! Bytes as they really come, made from the demo.

use std::cell::LazyCell;

use chrono::{DateTime, NaiveDate};
use dong_hanh_demo::{Demo, HOME_VISIT, generate};
use dong_hanh_domain::{Because, DeviceId, DeviceTime, ReviewDecision};
use dong_hanh_store::contract::commune::{Commune, changes, seal};
use dong_hanh_store::{MemoryStore, PasswordHash, Store};
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::handover::{Entry, preamble};
use dong_hanh_sync::outbox::Sent;
use dong_hanh_sync::protocol::PROTOCOL;
use dong_hanh_sync::{
    Action, Cursors, PullAnswer, PushAnswer, PushRequest, RawOperation, Receipt, Report, Subject,
};
use serde::Serialize;
use serde_json::{Value, json};

/// A ward of a few households, its feeds, and the receipts of what was sent.
struct Ward {
    demo: Demo,
    operations: Vec<RawOperation>,
    receipts: Vec<Receipt>,
    pulled: PullAnswer,
}

thread_local! {
    static WARD: LazyCell<Ward> = LazyCell::new(|| pollster::block_on(ward()));
}

async fn ward() -> Ward {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let demo = generate(7, day, 6).unwrap();
    let store = MemoryStore::default();
    let hash = |password: &str| PasswordHash(password.to_owned());
    dong_hanh_demo::load(&demo, &store, hash).await.unwrap();
    let sent = demo.sendings.iter().flat_map(|sending| &sending.operations);
    let mut operations: Vec<_> = sent
        .map(|operation| RawOperation::seal(operation).unwrap())
        .collect();
    // One of each kind is enough to begin with.
    operations.sort_by_key(|raw| raw.text().len());
    operations.dedup_by_key(|raw| kind(raw));
    operations.push(text(&json!({
        "id": "01936f00-0000-7000-8000-000000000001", "device": "01936f00-0000-7000-8000-000000000002", "counter": 9,
        "made": {"utc_ms": 1, "zone_min": 420, "mono_ms": 0}, "settles": "01936f00-0000-7000-8000-000000000003",
        "action": {"acknowledge": {}},
    })));
    let household = "01936f00-0000-7000-8000-000000000004";
    let actions = [
        json!({"change_household": {
            "household": household, "changes": [{"change": "set", "fact": "phone", "is": "0905123456"}],
            "seen": ["01936f00-0000-7000-8000-000000000003"],
        }}),
        json!({"release": {
            "held": "01936f00-0000-7000-8000-000000000003", "digest": "00",
            "ruling": {"ruling": "place", "household": household},
        }}),
    ];
    operations.extend(actions.iter().zip(10..).map(|(action, counter)| {
        text(&json!({
            "id": format!("01936f00-0000-7000-8000-0000000000{counter}"),
            "device": "01936f00-0000-7000-8000-000000000002", "counter": counter,
            "made": {"utc_ms": 1, "zone_min": 420, "mono_ms": 0}, "action": action,
        }))
    }));
    let mut receipts = Vec::new();
    for sending in &demo.sendings {
        let by = demo
            .people
            .iter()
            .find(|person| person.person.id == sending.user)
            .unwrap();
        let author = dong_hanh_sync::server::Author {
            user: sending.user,
            device: by.device,
            role: by.role.clone(),
            list: None,
        };
        let batch = seal(sending.operations.clone());
        let arrival = dong_hanh_sync::server::Arrival {
            now: sending.at,
            skew_ms: 0,
        };
        receipts.extend(
            store
                .push(&author, &batch, arrival)
                .await
                .unwrap()
                .into_iter()
                .flatten(),
        );
    }
    let officer = &demo.people[0];
    let scopes = officer.role.scopes(officer.person.id);
    let pulled = store
        .pull(&scopes, &Cursors::default(), None, changes(60))
        .await
        .unwrap();
    let pulled = PullAnswer {
        scopes,
        feeds: pulled.feeds,
        now: DateTime::UNIX_EPOCH,
        epoch: pulled.epoch,
        forgotten: false,
    };
    Ward {
        demo,
        operations,
        receipts,
        pulled,
    }
}

fn kind(raw: &RawOperation) -> String {
    let action = serde_json::from_str::<Value>(raw.text()).unwrap()["action"].take();
    action
        .as_object()
        .and_then(|action| action.keys().next().cloned())
        .unwrap_or_default()
}

fn text(value: &Value) -> RawOperation {
    RawOperation::from_text(value.to_string()).unwrap()
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

fn of_ward<T>(make: impl FnOnce(&Ward) -> T) -> T {
    WARD.with(|ward| make(ward))
}

fn clock() -> DeviceTime {
    DeviceTime {
        utc_ms: 1_795_500_000_000,
        zone_min: 420,
        mono_ms: 1,
        skew_ms: Some(-3),
    }
}

pub(crate) fn push_requests() -> Vec<Vec<u8>> {
    of_ward(|ward| {
        let request = |operations: &[RawOperation]| {
            bytes(&PushRequest {
                protocol: PROTOCOL,
                device: DeviceId(ward.demo.people[0].device.0),
                sent: clock(),
                operations: operations.to_vec(),
            })
        };
        vec![request(&[]), request(&ward.operations)]
    })
}

pub(crate) fn push_answers() -> Vec<Vec<u8>> {
    let receipts = of_ward(|ward| ward.receipts[..3].to_vec());
    let now = DateTime::UNIX_EPOCH;
    vec![bytes(&PushAnswer { receipts, now })]
}

pub(crate) fn pull_requests() -> Vec<Vec<u8>> {
    let exchange = of_ward(|ward| Exchange::default().read(&ward.pulled));
    let mut request = exchange.request();
    request.acknowledged = Some(12);
    request.report = Some(Report::default());
    vec![
        bytes(&Exchange::default().request()),
        bytes(&request),
        bytes(&exchange),
    ]
}

pub(crate) fn pull_answers() -> Vec<Vec<u8>> {
    of_ward(|ward| {
        let mut few = ward.pulled.clone();
        for feed in &mut few.feeds {
            // A form alone is as long as all the rest.
            feed.changes.retain(|change| change.bytes() < 3_000);
            feed.changes.truncate(2);
        }
        vec![bytes(&few), bytes(&ward.pulled)]
    })
}

pub(crate) fn operations() -> Vec<Vec<u8>> {
    of_ward(|ward| {
        ward.operations
            .iter()
            .map(|raw| raw.text().into())
            .collect()
    })
}

pub(crate) fn receipts() -> Vec<Vec<u8>> {
    let head = r#"{"operation":"01936f00-0000-7000-8000-000000000001","received":"2026-11-24T03:00:00Z","outcome":"#;
    let outcomes = [
        r#""applied"}"#,
        r#""applied","notice":{"notice":"clock_off","skew_ms":-400000}}"#,
        r#""held","reason":"foreign_scope"}"#,
        r#""held","reason":"unreadable","detail":"?"}"#,
        r#""held","reason":"answers","problems":[{"path":"a/b","message":"?"}]}"#,
        r#""held","reason":"moon_is_full","since":1}"#,
    ];
    outcomes
        .map(|outcome| format!("{head}{outcome}").into_bytes())
        .to_vec()
}

pub(crate) fn sent() -> Vec<Vec<u8>> {
    of_ward(|ward| {
        let pairs = ward.operations.iter().zip(&ward.receipts);
        let sent = pairs.map(|(operation, receipt)| Sent {
            operation: operation.clone(),
            receipt: receipt.clone(),
        });
        sent.map(|sent| bytes(&sent)).collect()
    })
}

pub(crate) fn records() -> Vec<Vec<u8>> {
    of_ward(|ward| {
        let changes = ward.pulled.feeds.iter().flat_map(|feed| &feed.changes);
        let bodies = changes
            .filter_map(|change| Some((change.key.to_string(), change.body.as_ref()?.get())));
        let mut records: Vec<_> = bodies
            .map(|(key, body)| format!("{key} {body}").into_bytes())
            .collect();
        let held = json!({
            "digest": "00", "operation": "01936f00-0000-7000-8000-000000000001", "author": "01936f00-0000-7000-8000-000000000002",
            "received": "2026-11-24T03:00:00Z", "why": {"reason": "foreign_scope"}, "content": {"id": 1},
        });
        records.push(format!("held:00 {held}").into_bytes());
        let erased = json!({
            "household": "01936f00-0000-7000-8000-000000000001", "hamlet": "01936f00-0000-7000-8000-000000000002",
            "at": "2026-11-24T03:00:00Z", "by": "01936f00-0000-7000-8000-000000000003",
            "because": {"because": "by_mistake"}, "visits": ["01936f00-0000-7000-8000-000000000004"], "media": 2,
            "counts": {"classes": [{"class": "poor", "since": "2025-12-15"}], "listed": "2025-12-15", "came": [{
                "visit": "01936f00-0000-7000-8000-000000000004", "author": "01936f00-0000-7000-8000-000000000003",
                "at": "2026-11-20T03:00:00Z", "answer": {"is": "accepted"}, "met": true,
                "promises": [{"id": "01936f00-0000-7000-8000-000000000004.1", "due": "2026-12-01", "kept": {"is": "open"}}],
            }]},
        });
        records.push(format!("erased:01936f00-0000-7000-8000-000000000001 {erased}").into_bytes());
        let forget =
            json!({"household": "01936f00-0000-7000-8000-000000000001", "visits": [], "held": []});
        records.push(format!("forget:01936f00-0000-7000-8000-000000000001 {forget}").into_bytes());
        records.push(b"flood:1 {\"level_cm\":3}".to_vec());
        records
    })
}

pub(crate) fn batches() -> Vec<Vec<u8>> {
    pollster::block_on(async {
        let store = MemoryStore::default();
        let commune = Commune::settle(&store).await;
        let household = commune.household(&store).await;
        let (volunteer, officer) = (&commune.volunteer, &commune.officer);
        let (_, register) = commune.register(volunteer, commune.near.id);
        let (visit, finish) = commune.visit(volunteer, household, 1, None);
        let (_, amend) = commune.visit(volunteer, household, 2, Some(visit));
        let again = commune.again(volunteer, &amend);
        let reason = "?".to_owned();
        let review = commune.review(visit, 3, ReviewDecision::Return { reason });
        let rest = commune.operation(officer, 4, Action::Acknowledge {});
        let what = Subject::Household {
            household,
            hamlet: commune.near.id,
        };
        let because = Because::Request { request: None };
        let erase = commune.operation(officer, 5, Action::Erase { what, because });
        let what = Subject::Picture {
            household,
            hamlet: commune.near.id,
            visit,
            digest: "ab".repeat(32).parse().expect("a digest"),
        };
        let because = Because::Identity;
        let blank = commune.operation(officer, 6, Action::Erase { what, because });
        let strange = text(
            &json!({"id": "01936f00-0000-7000-8000-000000000001", "action": {"plant_tree": {}}}),
        );
        let mut all = seal([register, finish, amend, again, review, rest, erase, blank]);
        all.push(strange);
        vec![bytes(&all), bytes(&&all[..1]), bytes(&&all[1..3])]
    })
}

pub(crate) fn forms() -> Vec<Vec<u8>> {
    let small = r#"{"name":"f","title":{"vi":"f","en":"f"},"version":"1","groups":[{"name":"g","label":{"vi":"g","en":"g"},
        "nodes":[{"type":"yes_no","name":"a","label":{"vi":"a","en":"a"},"required":"true()"}]}]}"#;
    vec![HOME_VISIT.into(), small.into()]
}

/// Each two sheets or more, as [`crate::workbooks::sheets`] reads them.
const SHEETS: [&str; 4] = [
    "type|name|label|relevant|calculation\ntext|a|A||\ninteger|b|B ${a}|${a} != ''|\ncalculate|c|||${b} * 2",
    "type|name|label::vi|label::en|choice_filter|required\nselect_one l|a|A|A||yes\nselect_multiple l|b|B|B|p = ${a}|\n\n\
     list_name|name|label::vi|label::en|p\nl|x|X|X|\nl|y|Y|Y|x",
    "type|name|label|repeat_count|trigger|calculation|default\ninteger|n|N||||2\nbegin_repeat|r|R|${n}|||\n\
     text|t|T||||today()\nend_repeat||||||\nselect_one ${t}|who|Who?||||\nhidden|h|||${n}|sum(${n}) + position(..)|",
    "type|name|label|save_to|parameters|constraint|constraint_message\nrange|a|A|size|start=0 end=9 step=3|. > 1|no ${a}\n\
     geopoint|g|G||||\n\n\n\nform_id|version|instance_name\nf|1|concat(${a}, '!')\n\nlist_name|label\nhouses|${a}",
];

pub(crate) fn sheets() -> Vec<Vec<u8>> {
    SHEETS.map(|text| text.as_bytes().to_vec()).to_vec()
}

pub(crate) fn workbooks() -> Vec<Vec<u8>> {
    let small = SHEETS.into_iter().filter_map(crate::workbooks::book);
    let old = include_bytes!("../seeds/small.xls").to_vec();
    small.chain([old]).collect()
}

/// Lists as offices keep them: a row a person under titles, and a row a household.
pub(crate) fn registers() -> Vec<Vec<u8>> {
    let people = "DANH SÁCH HỘ NGHÈO (Quyết định số 7/QĐ-UBND ngày 15/12/2025)\n\
        STT hộ|Mã hộ|Họ và tên|Năm sinh||Quan hệ với chủ hộ|Dân tộc\n|||Nam|Nữ||\n\
        Thôn An Hải\n#1|#12|Trần Thị Lài||#1958|Chủ hộ|Kinh\n|#12|Trần Văn Vy|3/4/1990||Con|Kinh\nTổng cộng: 1 hộ";
    let households = "Mã hộ|Họ tên chủ hộ|Giới tính|Ngày sinh|Địa chỉ|Số điện thoại|Diện tích|Mái|Phân loại hộ|Thôn\n\
        0012|Lê Bưởi|Nữ|12.3.50|kiệt 3|#905123456|45,5|tôn|Cận nghèo|Tổ 10\n#13|Lê Bưởi|Nữ|1950||||||Tổ 10";
    let texts = [people, households].map(|text| text.as_bytes().to_vec());
    let books = [people, households]
        .into_iter()
        .filter_map(crate::register::book);
    texts.into_iter().chain(books).collect()
}

/// The beginnings of pictures, sounds and films, as cameras and others write them.
pub(crate) fn shown() -> Vec<Vec<u8>> {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\x12\x16\xf1\x4d";
    let jpeg = b"\xff\xd8\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\
        \xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9";
    let gif = b"GIF89a\x03\0\x02\0\x80\0\0\xff\xff\xff\0\0\0";
    let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0";
    let mp4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
    let mut webm = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".to_vec();
    webm.resize(300, 0);
    let ogg = b"OggS\0\x02\0\0";
    let mp3 = b"ID3\x03\0\0\0\0\0\0";
    let plain: [&[u8]; 7] = [png, jpeg, gif, webp, mp4, ogg, mp3];
    plain
        .map(<[u8]>::to_vec)
        .into_iter()
        .chain([webm])
        .collect()
}

pub(crate) fn expressions() -> Vec<Vec<u8>> {
    let all = [
        "true()",
        "${a} >= 3 and not(${asked} = 7)",
        "selected(${a}, 'x') or . < 5",
        "-(${a} + 2) * 3 div 4 mod 5",
        "if(${a} != '', 'b', \"c\") = 'b'",
        "string-length(concat(${a}, 'Huế')) <= 10",
        "today() - ${a} > 30",
        "regex(., '^[0-9]+$')",
        "count(${a}) = 0",
    ];
    all.map(|text| text.as_bytes().to_vec()).to_vec()
}

pub(crate) fn answers() -> Vec<Vec<u8>> {
    let strange = r#"{"answers":{"house/roof":{"one":"tile"},"new/scan":{"barcode":"893"},"closing/place":{"place":{"lat":16.5,"lon":107.6,"accuracy_m":8.0}}},"instances":{"support/gift":2},"signed":true}"#;
    let mut all = vec![strange.as_bytes().to_vec()];
    all.extend(of_ward(|ward| {
        let sent = ward
            .demo
            .sendings
            .iter()
            .flat_map(|sending| &sending.operations);
        let visits = sent.filter_map(|operation| match &operation.action {
            Action::FinishVisit(visit) => Some(bytes(&visit.answers)),
            _ => None,
        });
        visits.take(5).collect::<Vec<_>>()
    }));
    all
}

pub(crate) fn texts() -> Vec<Vec<u8>> {
    let all = [
        "household:01936f00-0000-7000-8000-000000000001",
        "held:00ff",
        "flood:1",
        "h:01936f00-0000-7000-8000-000000000001",
        "u:19900@2025-07-01",
        "19900@2025-07-01",
        "support/gift[2]/kind",
        "-012.50",
        "01936f00-0000-7000-8000-000000000001",
        "1795500000000-01936f00-0000-7000-8000-000000000001",
        "100.42225290942383",
        "Nguyễn Thị Hạnh",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ];
    all.map(|text| text.as_bytes().to_vec()).to_vec()
}

pub(crate) fn searches() -> Vec<Vec<u8>> {
    let all = [
        "Nguyễn Thị Hạnh\nnguyeenx thij hanhj",
        "Đỗ Văn Thảnh\nđỗ",
        "Trần Hoà\nHòa\n0905 123 456",
        "Lê Na\nln",
    ];
    all.map(|text| text.as_bytes().to_vec()).to_vec()
}

/// Files of the phone of somebody who said all of it.
pub(crate) fn handovers() -> Vec<Vec<u8>> {
    let texts = operations()
        .into_iter()
        .map(|text| String::from_utf8(text).unwrap());
    let mut entries: Vec<_> = texts.map(Entry::Operation).collect();
    entries.push(Entry::Draft(
        r#"{"visit":"01936f00-0000-7000-8000-000000000001"}"#.to_owned(),
    ));
    entries.push(Entry::Media {
        sha256: "ab".repeat(32).parse().unwrap(),
        bytes: b"\xff\xd8\xff\xe0".to_vec(),
    });
    let header = r#"{"user":"01936f00-0000-7000-8000-000000000001","device":"01936f00-0000-7000-8000-000000000002",
        "app":"0.1.0","made":{"utc_ms":1,"zone_min":420,"mono_ms":0},"counts":{"operations":1},"moon":"full"}"#;
    let header = Entry::Header(serde_json::from_str(header).unwrap());
    let file = |entries: &[Entry]| {
        let all = std::iter::once(&header).chain(entries).chain([&Entry::End]);
        all.fold(preamble(), |file, entry| {
            [file, entry.encode().unwrap()].concat()
        })
    };
    vec![file(&[]), file(&entries[..1]), file(&entries)]
}
