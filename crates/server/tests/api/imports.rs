//! Lists of households that an officer takes in from Excel, and takes back.

use axum::http::Method;
use dong_hanh_domain::{
    Fact, FactKey, Household, HouseholdChange, HouseholdId, ListId, Occasion, OperationId, Roof,
};
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use dong_hanh_sync::{Action, ChangedHousehold};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::forms::{MULTIPART, sent};
use crate::office::{Answer, Office, Phone};

const IMPORTS: &str = "/api/v1/imports";

/// A workbook of one sheet: a line a row, cells parted by strokes.
pub(crate) fn book(lines: &[&str]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split('|')) {
            if !cell.is_empty() {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Three households, of which the last one lives nowhere.
fn three(office: &Office) -> Vec<u8> {
    let near = &office.commune.near.name;
    let lines = [
        "DANH SÁCH HỘ NGHÈO",
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 15/12/2025)",
        "Mã hộ|Họ tên chủ hộ|Giới tính|Năm sinh|Mái|Thôn",
        &format!("0012|Lê Bưởi|Nữ|1950|tôn|{near}"),
        &format!("0013|Trần Vy|Nam|1960|ngói|{near}"),
        "0014|Hồ Lựu|Nữ|1970|tôn|Nơi khác",
    ];
    book(&lines)
}

impl Office {
    pub(crate) async fn bring(&self, by: &Phone, file: &[u8]) -> Answer {
        let ask = self.ask(Method::POST, IMPORTS).by(by);
        let body = sent(&[("workbook", "ho-ngheo.xlsx", file)]);
        ask.header("content-type", MULTIPART)
            .body(body)
            .send()
            .await
    }

    pub(crate) async fn brought(&self, by: &Phone, file: &[u8]) -> (String, Value) {
        let answer = self.bring(by, file).await;
        assert_eq!(answer.status, 201, "{:?}", answer.body);
        let details: Value = answer.json();
        (
            details["import"]["id"].as_str().unwrap().to_owned(),
            details,
        )
    }

    async fn of_import(&self, by: &Phone, method: Method, id: &str, rest: &str) -> Answer {
        let path = format!("{IMPORTS}/{id}{rest}");
        self.ask(method, &path).by(by).send().await
    }

    /// Says a list or takes it back, and gives it when that is over.
    pub(crate) async fn worked(&self, by: &Phone, id: &str, what: &str) -> Value {
        let begun = self.of_import(by, Method::PUT, id, what).await;
        assert_eq!(begun.status, 202, "{:?}", begun.body);
        for _ in 0..10_000 {
            let shown: Value = self.of_import(by, Method::GET, id, "").await.json();
            let state = shown["import"]["state"].as_str().unwrap();
            if !matches!(state, "applying" | "undoing") {
                return shown["import"].clone();
            }
            tokio::task::yield_now().await;
        }
        panic!("it never ends")
    }

    async fn rows(&self, by: &Phone, id: &str, kind: &str) -> Vec<Value> {
        let answer = self
            .of_import(by, Method::GET, id, &format!("/rows?kind={kind}"))
            .await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        let page: Value = answer.json();
        page["rows"].as_array().unwrap().clone()
    }
}

/// How many of each kind and outcome, as `new applied`.
pub(crate) fn counts(import: &Value) -> Vec<(String, u64)> {
    let counts = import["counts"].as_array().unwrap().iter();
    let count = |count: &Value| {
        let (kind, outcome) = (count["kind"].as_str().unwrap(), count["outcome"].as_str());
        let text = format!("{kind} {}", outcome.unwrap_or("-"));
        (text, count["count"].as_u64().unwrap())
    };
    counts.map(count).collect()
}

pub(crate) fn told(of: &[(&str, u64)]) -> Vec<(String, u64)> {
    of.iter()
        .map(|(text, count)| ((*text).to_owned(), *count))
        .collect()
}

fn household(row: &Value) -> HouseholdId {
    row["household"].as_str().unwrap().parse().unwrap()
}

/// [S15.1] [S15.2]
#[tokio::test]
async fn s15_2_a_list_is_looked_at_first_and_then_said_as_anybody_would() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let (id, details) = office.brought(&thanh, &three(&office)).await;
    assert_eq!(
        counts(&details["import"]),
        told(&[("new -", 2), ("wrong -", 1)])
    );
    assert_eq!(details["reading"]["columns"]["1"], "head_name");
    assert_eq!(details["reading"]["class"], "poor");
    assert_eq!(details["reading"]["since"], "2025-12-15");
    let near = [office.commune.near.id].into();
    assert_eq!(office.store.households(&near).await.unwrap(), []);

    let import = office.worked(&thanh, &id, "/application").await;
    assert_eq!(import["state"], "applied");
    assert_eq!(counts(&import), told(&[("new applied", 2), ("wrong -", 1)]));
    let mut known = office.store.households(&near).await.unwrap();
    known.sort_by_key(|household| household.code.clone());
    let [buoi, vy] = &known[..] else {
        panic!("{known:?}")
    };
    assert_eq!(
        (buoi.code.as_deref(), vy.code.as_deref()),
        (Some("0012"), Some("0013"))
    );
    assert_eq!(buoi.registered_by, office.commune.officer.user);
    assert_eq!(
        buoi.class.clone().unwrap().decision.as_deref(),
        Some("12/QĐ-UBND")
    );

    // Said once more it says nothing.
    let again = office
        .of_import(&thanh, Method::PUT, &id, "/application")
        .await;
    assert_eq!(again.refusal(), (409, "import-moved-on".to_owned()));
    let (_, details) = office.brought(&thanh, &three(&office)).await;
    assert_eq!(
        counts(&details["import"]),
        told(&[("same -", 2), ("wrong -", 1)])
    );
}

/// [S15.1]
#[tokio::test]
async fn s15_1_what_was_guessed_wrongly_is_corrected() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let near = office.commune.near.id;
    let file = book(&["A|B|C", "Lê Bưởi|1950|nữ"]);
    let (id, details) = office.brought(&thanh, &file).await;
    assert_eq!(counts(&details["import"]), []);
    let reading = json!({
        "sheet": "Sheet1", "first": 2, "hamlet": near,
        "columns": {"0": "head_name", "1": "birth", "2": "sex"},
    });
    let path = format!("{IMPORTS}/{id}/reading");
    let put = |body: Value| {
        let ask = office.ask(Method::PUT, &path).by(&thanh);
        ask.body(body.to_string()).send()
    };
    let corrected = put(reading.clone()).await;
    assert_eq!(corrected.status, 200, "{:?}", corrected.body);
    let corrected: Value = corrected.json();
    assert_eq!(counts(&corrected["import"]), told(&[("new -", 1)]));
    assert_eq!(corrected["reading"]["hamlet"], near.to_string());
    let mut unknown = reading.clone();
    unknown["columns"]["0"] = json!("shoe_size");
    assert_eq!(
        put(unknown).await.refusal(),
        (422, "wrong-shape".to_owned())
    );
    office.worked(&thanh, &id, "/application").await;
    assert_eq!(
        put(reading).await.refusal(),
        (409, "import-moved-on".to_owned())
    );
}

/// [S15.3]
#[tokio::test]
async fn s15_3_what_was_not_taken_comes_back_in_the_same_workbook() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let (id, _) = office.brought(&thanh, &three(&office)).await;
    let rejects = office.of_import(&thanh, Method::GET, &id, "/rejects").await;
    assert_eq!(rejects.status, 200);
    let workbook = dong_hanh_register::open(&rejects.body).unwrap();
    let rows: Vec<Vec<String>> = workbook.sheets[0]
        .rows
        .values()
        .map(|row| row.values().map(|cell| format!("{cell:?}")).collect())
        .collect();
    assert_eq!(
        rows.len(),
        4,
        "the titles, the headings and one household: {rows:?}"
    );
    assert!(rows[2].last().unwrap().contains("Lý do"), "{rows:?}");
    assert!(rows[3][1].contains("Hồ Lựu"));
    assert!(rows[3].last().unwrap().contains("Nơi khác"));
    // What is mended there is taken as it is.
    let (_, again) = office.brought(&thanh, &rejects.body).await;
    assert_eq!(counts(&again["import"]), told(&[("wrong -", 1)]));
}

/// [S15.4] [S15.5]
#[tokio::test]
async fn s15_4_a_list_is_taken_back_but_for_what_somebody_has_gone_on_with() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let (id, _) = office.brought(&thanh, &three(&office)).await;
    office.worked(&thanh, &id, "/application").await;
    let new = office.rows(&thanh, &id, "new").await;
    let (buoi, vy) = (household(&new[0]), household(&new[1]));
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (_, visit) = office.commune.visit(&office.commune.volunteer, vy, 5, None);
    let receipts = office.push(&lai, &seal([visit])).await.receipts;
    assert!(receipts.iter().all(is_applied), "{receipts:?}");

    let import = office.worked(&thanh, &id, "/undoing").await;
    assert_eq!(import["state"], "undone");
    assert_eq!(
        counts(&import),
        told(&[("new stays", 1), ("new taken_back", 1), ("wrong -", 1)])
    );
    assert_eq!(office.store.household(buoi).await.unwrap(), None);
    assert!(office.store.household(vy).await.unwrap().is_some());
    // Who still goes there is told.
    let (_, late) = office
        .commune
        .visit(&office.commune.volunteer, buoi, 6, None);
    let receipts = office.push(&lai, &seal([late])).await.receipts;
    assert!(!is_applied(&receipts[0]), "{receipts:?}");
}

/// [S15.4]
#[tokio::test]
async fn s15_4_changed_facts_are_as_before_unless_somebody_has_said_otherwise_since() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let near = office.commune.near.name.clone();
    let head = "Mã hộ|Họ tên chủ hộ|Giới tính|Mái|Tường|Điện thoại|Thôn";
    let first = book(&[head, &format!("12|Lê Bưởi|Nữ|tôn|gạch|0905|{near}")]);
    let (id, _) = office.brought(&thanh, &first).await;
    office.worked(&thanh, &id, "/application").await;
    let buoi = household(&office.rows(&thanh, &id, "new").await[0]);

    let second = book(&[head, &format!("12|Lê Bưởi|Nữ|ngói|gỗ|0906|{near}")]);
    let (second, details) = office.brought(&thanh, &second).await;
    assert_eq!(counts(&details["import"]), told(&[("changed -", 1)]));
    let changed = office.rows(&thanh, &second, "changed").await;
    let changes = changed[0]["listed"]["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "{changes:?}");
    assert_eq!(changes[1]["was"], json!({"fact": "roof", "is": "metal"}));
    office.worked(&thanh, &second, "/application").await;

    // A volunteer says of one of them otherwise, having seen what the list said.
    let lai = office.sign_in(&office.commune.volunteer).await;
    let known = office.store.household(buoi).await.unwrap().unwrap();
    let fact = Fact::Roof(Some(Roof::Thatch));
    let change = Action::ChangeHousehold(ChangedHousehold {
        household: buoi,
        seen: known.seen(std::slice::from_ref(&fact)),
        changes: vec![HouseholdChange::Set(fact)],
        visit: None,
        extra: dong_hanh_domain::Extra::default(),
    });
    let said = office
        .commune
        .operation(&office.commune.volunteer, 7, change);
    let receipts = office.push(&lai, &seal([said])).await.receipts;
    assert!(receipts.iter().all(is_applied));

    let import = office.worked(&thanh, &second, "/undoing").await;
    assert_eq!(counts(&import), told(&[("changed partly", 1)]));
    let known = office.store.household(buoi).await.unwrap().unwrap();
    assert_eq!(known.dwelling.roof, Some(Roof::Thatch));
    assert_eq!(known.phone.as_deref(), Some("0905"));
    assert_eq!(
        known.dwelling.wall,
        Some(dong_hanh_domain::Material::Masonry)
    );
}

/// [S15.6]
#[tokio::test]
async fn s15_6_whatever_a_list_has_said_bears_its_name() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let near = office.commune.near.name.clone();
    let head = "Mã hộ|Họ tên chủ hộ|Giới tính|Mái|Tường|Thôn";
    let file = |rest: &str| book(&[head, &format!("12|Lê Bưởi|Nữ|{rest}|{near}")]);
    let (first, _) = office.brought(&thanh, &file("tôn|gạch")).await;
    office.worked(&thanh, &first, "/application").await;
    let buoi = household(&office.rows(&thanh, &first, "new").await[0]);
    let list_of = |id: &str| Some(id.parse::<ListId>().unwrap());
    let known = office.store.household(buoi).await.unwrap().unwrap();
    assert_eq!(known.list, list_of(&first));

    let (second, _) = office.brought(&thanh, &file("ngói|gỗ")).await;
    office.worked(&thanh, &second, "/application").await;
    let known = office.store.household(buoi).await.unwrap().unwrap();
    let on = |household: &Household, key: &FactKey| household.versions[key].on;
    let by_second = list_of(&second).map(Occasion::List);
    assert_eq!(on(&known, &FactKey::Roof), by_second);
    // Whoever takes it back says so himself.
    office.worked(&thanh, &second, "/undoing").await;
    let known = office.store.household(buoi).await.unwrap().unwrap();
    assert_eq!(on(&known, &FactKey::Roof), None);
    let past = known.past();
    let roof = past.of(&FactKey::Roof).iter();
    let told: Vec<_> = roof
        .map(|one| one.said.as_ref().and_then(|said| said.on))
        .collect();
    assert_eq!(told, [None, by_second, None]);

    // What a phone says is nobody's list, whatever it writes into it.
    let lai = office.sign_in(&office.commune.volunteer).await;
    let near = office.commune.near.id;
    let (id, mut forged) = office.commune.register(&office.commune.volunteer, near);
    if let Action::RegisterHousehold { household } = &mut forged.action {
        household.list = list_of(&first);
    }
    let receipts = office.push(&lai, &seal([forged])).await.receipts;
    assert!(receipts.iter().all(is_applied), "{receipts:?}");
    let known = office.store.household(id).await.unwrap().unwrap();
    assert_eq!(known.list, None);
}

/// [S15.2]
#[tokio::test]
async fn s15_2_what_somebody_has_said_since_it_was_looked_at_is_not_overwritten() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let near = office.commune.near.name.clone();
    let head = "Mã hộ|Họ tên chủ hộ|Giới tính|Mái|Thôn";
    let file = |roof: &str| book(&[head, &format!("12|Lê Bưởi|Nữ|{roof}|{near}")]);
    let (first, _) = office.brought(&thanh, &file("tôn")).await;
    office.worked(&thanh, &first, "/application").await;
    let buoi = household(&office.rows(&thanh, &first, "new").await[0]);
    let (second, _) = office.brought(&thanh, &file("ngói")).await;
    let change = Action::ChangeHousehold(ChangedHousehold {
        household: buoi,
        seen: [OperationId(number(1))].into(),
        changes: vec![HouseholdChange::Set(Fact::Roof(Some(Roof::Thatch)))],
        visit: None,
        extra: dong_hanh_domain::Extra::default(),
    });
    let said = office
        .commune
        .operation(&office.commune.volunteer, 7, change);
    let receipts = office.push(&lai, &seal([said])).await.receipts;
    assert!(receipts.iter().all(is_applied));
    let import = office.worked(&thanh, &second, "/application").await;
    assert_eq!(counts(&import), told(&[("changed clashed", 1)]));
    let known = office.store.household(buoi).await.unwrap().unwrap();
    assert_eq!(known.dwelling.roof, Some(Roof::Thatch));
}

#[tokio::test]
async fn what_is_no_workbook_is_refused_and_what_is_not_wanted_forgotten() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let refused = office.bring(&thanh, b"PK nothing").await;
    assert_eq!(refused.refusal(), (422, "not-workbook".to_owned()));
    let (id, _) = office.brought(&thanh, &three(&office)).await;
    let forgotten = office.of_import(&thanh, Method::DELETE, &id, "").await;
    assert_eq!(forgotten.status, 204);
    let gone = office.of_import(&thanh, Method::GET, &id, "").await;
    assert_eq!(gone.refusal(), (404, "not-found".to_owned()));
    let listed: Value = office.get(IMPORTS).by(&thanh).send().await.json();
    assert_eq!(listed, json!([]));
}
