//! Forms that an officer publishes from workbooks.

use axum::http::Method;
use dong_hanh_store::contract::commune::{is_applied, seal};
use rstest::rstest;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::office::{Answer, Office, Phone};

const FORMS: &str = "/api/v1/forms";

/// What announces what [`sent`] makes.
pub(crate) const MULTIPART: &str = "multipart/form-data; boundary=here";

/// A body with files: the field, the file's name, and what is in it.
pub(crate) fn sent(files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, name, content) in files {
        let head = format!(
            "--here\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes().chain(content.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--here--\r\n");
    body
}

/// A workbook of the commune's form, in a version.
pub(crate) fn book(version: &str) -> Vec<u8> {
    let yes_no = "yes_no|met|Có gặp không?|Met?|true()";
    of_rows(
        version,
        &[
            yes_no,
            "image|pictures|Ảnh|Pictures|",
            "integer|cats|Mấy con mèo?|How many cats?|",
        ],
    )
}

fn of_rows(version: &str, rows: &[&str]) -> Vec<u8> {
    let settings = format!("visit|Thăm|{version}");
    of_settings(&["form_id|form_title|version", &settings], rows)
}

/// A workbook with these settings.
pub(crate) fn of_settings(settings: &[&str], rows: &[&str]) -> Vec<u8> {
    let survey = [
        "type|name|label::vi|label::en|required|media::image",
        "begin_group|a|Gặp|Met|",
    ];
    let survey: Vec<_> = survey
        .iter()
        .chain(rows)
        .chain(&["end_group||||"])
        .copied()
        .collect();
    let choices = [
        "list_name|name|label::vi|label::en",
        "yn|yes|Có|Yes",
        "yn|no|Không|No",
    ];
    let mut workbook = Workbook::new();
    for (title, lines) in [
        ("survey", &survey[..]),
        ("choices", &choices),
        ("settings", settings),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(title).unwrap();
        for (row, line) in (0..).zip(lines) {
            let line = line.replace("yes_no|", "select_one yn|");
            for (column, cell) in (0..).zip(line.split('|')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    // Of the time when it is written there is nothing in it that tests would notice.
    workbook.save_to_buffer().unwrap()
}

/// The beginning of a picture of 3 by 2 pixels, and more bytes than go in one piece.
fn picture() -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\x12\x16\xf1\x4d";
    let rest = (0..=255_u8).cycle().take(1_000);
    head.iter().copied().chain(rest).collect()
}

impl Office {
    async fn send_files(&self, path: &str, by: &Phone, files: &[(&str, &str, &[u8])]) -> Answer {
        let ask = self.ask(Method::POST, path).by(by);
        ask.header("content-type", MULTIPART)
            .body(sent(files))
            .send()
            .await
    }

    pub(crate) async fn check(&self, by: &Phone, workbook: &[u8]) -> Value {
        self.check_file(by, "tham.xlsx", workbook).await
    }

    async fn check_file(&self, by: &Phone, name: &str, workbook: &[u8]) -> Value {
        let path = format!("{FORMS}/check");
        let answer = self
            .send_files(&path, by, &[("workbook", name, workbook)])
            .await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        answer.json()
    }

    /// Publishes a workbook as it was checked.
    pub(crate) async fn publish(&self, by: &Phone, workbook: &[u8], checked: &Value) -> Answer {
        let over = checked["over"].as_str().map(|over| format!("&over={over}"));
        let path = format!(
            "{FORMS}?id={}{}",
            checked["id"].as_str().unwrap(),
            over.unwrap_or_default()
        );
        self.send_files(&path, by, &[("workbook", "tham.xlsx", workbook)])
            .await
    }

    /// Publishes a form that shows a picture beside a question, which is called in Vietnamese; gives its id and the picture.
    pub(crate) async fn publish_shown(&self, by: &Phone) -> (String, Vec<u8>) {
        let workbook = of_rows("2", &["note|seen|Xem|Look||Ảnh mèo.png"]);
        let picture = picture();
        let files: [(&str, &str, &[u8]); 2] = [
            ("workbook", "tham.xlsx", &workbook),
            ("files", "Ảnh mèo.png", &picture),
        ];
        let checked = self.send_files(&format!("{FORMS}/check"), by, &files).await;
        let checked: Value = checked.json();
        assert_eq!(checked["is"], "right", "{checked}");

        let (id, over) = (checked["id"].as_str().unwrap(), &checked["over"]);
        let path = format!("{FORMS}?id={id}&over={}", over.as_str().unwrap());
        assert_eq!(self.send_files(&path, by, &files).await.status, 204);
        (id.to_owned(), picture)
    }

    /// By version, whether new visits begin with it.
    async fn versions(&self, by: &Phone) -> Vec<(String, bool)> {
        let forms: Vec<Value> = self.get(FORMS).by(by).send().await.json();
        let version = |form: &Value| {
            (
                form["version"].as_str().unwrap().to_owned(),
                form["current"].as_bool().unwrap(),
            )
        };
        forms.iter().map(version).collect()
    }

    async fn set_current(&self, by: &Phone, id: &Value, current: bool) -> u16 {
        let path = format!("{FORMS}/{}/current", id.as_str().unwrap());
        let body = json!({ "current": current }).to_string();
        let answer = self.ask(Method::PUT, &path).by(by).body(body).send().await;
        answer.status.as_u16()
    }
}

#[tokio::test]
async fn s11_1_s11_3_a_workbook_is_checked_and_published_and_visits_of_the_form_before_are_received()
 {
    let office = Office::open().await;
    let (hong, lai) = (
        office.sign_in(&office.commune.officer).await,
        office.sign_in(&office.commune.volunteer).await,
    );
    let workbook = book("2");
    let checked = office.check(&hong, &workbook).await;
    assert_eq!(checked["is"], "right");
    assert_eq!(
        (&checked["name"], &checked["version"]),
        (&json!("visit"), &json!("2"))
    );
    assert_eq!(checked["over"], json!(office.commune.form.id));
    let changes = checked["changes"].as_array().unwrap().iter();
    let changes: Vec<_> = changes
        .map(|change| (change["path"].clone(), change["aspects"].clone()))
        .collect();
    let expected = [
        (json!("a/pictures"), json!(["kind"])),
        (json!("a/cats"), Value::Null),
    ];
    assert_eq!(changes, expected);
    assert_eq!(
        office.versions(&hong).await,
        [("1".to_owned(), true)],
        "nothing is published"
    );

    for _ in 0..2 {
        let answer = office.publish(&hong, &workbook, &checked).await;
        assert_eq!(answer.status, 204, "{:?}", answer.body);
    }
    let expected = [("2".to_owned(), true), ("1".to_owned(), false)];
    assert_eq!(office.versions(&hong).await, expected);
    let forms: Vec<Value> = office.get(FORMS).by(&hong).send().await.json();
    assert_eq!(forms[0]["id"], checked["id"]);
    assert_eq!(forms[0]["publisher"], json!(office.commune.officer.user));
    assert_eq!(forms[0]["sources"], json!(["tham.xlsx"]));
    let file = format!(
        "{FORMS}/{}/files/tham.xlsx",
        checked["id"].as_str().unwrap()
    );
    let file = office.get(&file).by(&hong).send().await;
    assert_eq!(file.body, workbook, "as it was given");

    let asks = json!({"protocol": 1, "cursors": {}});
    let pulled: Value = office
        .post("/api/v1/changes", &asks)
        .by(&lai)
        .send()
        .await
        .json();
    let pages = pulled["feeds"].as_array().unwrap().iter();
    let changes = pages.flat_map(|page| page["changes"].as_array().unwrap());
    let form = format!("form:{}", checked["id"].as_str().unwrap());
    let mut forms = changes.filter(|change| change["key"] == form);
    assert_eq!(forms.next().unwrap()["body"]["current"], true);

    let author = &office.commune.volunteer;
    let (household, register) = office.commune.register(author, office.commune.near.id);
    let (_, visit) = office.commune.visit(author, household, 5, None);
    let receipts = office.push(&lai, &seal([register, visit])).await.receipts;
    assert!(receipts.iter().all(is_applied), "with the form before");
}

#[tokio::test]
async fn a_workbook_without_an_id_is_called_as_its_file_and_another_form_is_told() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let cats = "integer|cats|Mấy con mèo?|How many cats?|";
    let settings = ["form_title|version", "Vay vốn|1"];
    let nameless = of_settings(&settings, &[cats]);
    let loans = office.check_file(&hong, "Vay vốn.xlsx", &nameless).await;
    let other = office.check_file(&hong, "Nhà ở.xlsx", &nameless).await;
    assert_eq!([&loans["name"], &other["name"]], ["Vay_von", "Nha_o"]);
    assert_eq!([&loans["over"], &other["over"]], [&Value::Null; 2]);
    let warned = loans["warnings"].as_array().unwrap().iter();
    let warned = warned.filter(|warning| warning["header"] == "form_id");
    let warned: Vec<_> = warned.map(|warning| &warning["sheet"]).collect();
    assert_eq!(warned, ["settings"]);

    let version = office.check(&hong, &book("2")).await;
    assert!(version.get("instead_of").is_none(), "a version of it");
    let settings = ["form_id|form_title|version", "visit|Khảo sát vay vốn|1"];
    let instead = office.check(&hong, &of_settings(&settings, &[cats])).await;
    assert_eq!(instead["over"], json!(office.commune.form.id));
    let known: Vec<Value> = office.get(FORMS).by(&hong).send().await.json();
    assert_eq!(instead["instead_of"], known[0]["title"]);
}

#[tokio::test]
async fn s11_6_all_that_is_wrong_is_told_and_nothing_is_published() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let wrong = of_rows("2", &["integr|age|Tuổi|Age|", "integer|age too|Tuổi|Age|"]);
    let checked = office.check(&hong, &wrong).await;
    assert_eq!(checked["is"], "wrong");
    let mistakes = checked["mistakes"].as_array().unwrap();
    assert!(mistakes.len() >= 2, "{mistakes:?}");
    let place = |mistake: &Value| {
        (
            mistake["sheet"].clone(),
            mistake["row"].clone(),
            mistake["column"].clone(),
        )
    };
    assert_eq!(place(&mistakes[0]), (json!("survey"), json!(3), json!("A")));
    for mistake in mistakes {
        let words = ["vi", "en"].map(|lang| mistake[lang].as_str().unwrap());
        assert!(
            words.iter().all(|words| words.contains(' ')) && words[0] != words[1],
            "{mistake}"
        );
    }
    let right = office.check(&hong, &book("2")).await;
    let answer = office.publish(&hong, &wrong, &right).await;
    assert_eq!(answer.refusal(), (422, "form-mistakes".to_owned()));
    let other = office.publish(&hong, &book("3"), &right).await;
    assert_eq!(other.refusal(), (409, "form-changed".to_owned()));
    assert_eq!(office.versions(&hong).await, [("1".to_owned(), true)]);
}

#[tokio::test]
async fn s11_2_who_has_seen_another_version_before_publishes_nothing() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let (second, third) = (book("2"), book("3"));
    let [seen, unseen] = [
        office.check(&hong, &second).await,
        office.check(&hong, &third).await,
    ];
    assert_eq!(office.publish(&hong, &second, &seen).await.status, 204);
    let answer = office.publish(&hong, &third, &unseen).await;
    assert_eq!(answer.refusal(), (409, "form-moved-on".to_owned()));
    let again = office.check(&hong, &third).await;
    assert_eq!(again["over"], seen["id"]);
    assert_eq!(
        again["changes"],
        json!([]),
        "but for its version it is the same"
    );
    assert_eq!(office.publish(&hong, &third, &again).await.status, 204);
}

#[tokio::test]
async fn s11_2_an_officer_goes_back_and_withdraws() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let workbook = book("2");
    let checked = office.check(&hong, &workbook).await;
    assert_eq!(office.publish(&hong, &workbook, &checked).await.status, 204);
    let first = json!(office.commune.form.id);
    let version = |version: &str, current| (version.to_owned(), current);
    for _ in 0..2 {
        assert_eq!(office.set_current(&hong, &first, true).await, 204);
        let expected = [version("2", false), version("1", true)];
        assert_eq!(office.versions(&hong).await, expected);
    }
    for _ in 0..2 {
        assert_eq!(office.set_current(&hong, &first, false).await, 204);
        let expected = [version("2", false), version("1", false)];
        assert_eq!(office.versions(&hong).await, expected);
    }
    let unknown = json!("sha256:none");
    assert_eq!(office.set_current(&hong, &unknown, true).await, 404);
}

#[rstest]
#[case::without_a_workbook(&[("files", "a.csv", b"a" as &[u8])], 422, "wrong-shape")]
#[case::a_name_twice(&[("workbook", "a.xlsx", b"a" as &[u8]), ("files", "a.xlsx", b"b")], 422, "wrong-shape")]
#[case::a_path_as_a_name(&[("workbook", "../a.xlsx", b"a" as &[u8])], 422, "wrong-shape")]
#[tokio::test]
async fn what_is_no_workbook_with_its_files_is_refused(
    #[case] files: &[(&str, &str, &[u8])],
    #[case] status: u16,
    #[case] code: &str,
) {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let answer = office
        .send_files(&format!("{FORMS}/check"), &hong, files)
        .await;
    assert_eq!(answer.refusal(), (status, code.to_owned()));
}

#[tokio::test]
async fn what_is_too_large_broken_or_no_form_data_is_refused() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!("{FORMS}/check");
    let large = vec![0; 17 * 1024 * 1024];
    let large = office
        .send_files(&path, &hong, &[("workbook", "a.xlsx", &large)])
        .await;
    assert_eq!(large.refusal(), (413, "too-large".to_owned()));
    let ask = || office.ask(Method::POST, &path).by(&hong);
    let plain = ask()
        .header("content-type", "text/plain")
        .body("a")
        .send()
        .await;
    assert_eq!(plain.refusal(), (415, "wrong-type".to_owned()));
    let mut cut = sent(&[("workbook", "a.xlsx", b"a")]);
    cut.truncate(cut.len() - 8);
    let cut = ask()
        .header("content-type", MULTIPART)
        .body(cut)
        .send()
        .await;
    assert_eq!(cut.refusal(), (400, "not-json".to_owned()));
    let nonsense = office.check(&hong, b"no workbook").await;
    assert_eq!(nonsense["is"], "wrong");
}

#[tokio::test]
async fn a_form_that_phones_cannot_carry_is_refused() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let rows: String = (0..40_000)
        .map(|n| format!("w{n},Thôn {n} của một xã\n"))
        .collect();
    let table = format!("name,label\n{rows}");
    let workbook = of_rows("2", &["select_one_from_file w.csv|w|Thôn?|Hamlet?|"]);
    let files = [
        ("workbook", "a.xlsx", &workbook[..]),
        ("files", "w.csv", table.as_bytes()),
    ];
    let answer = office
        .send_files(&format!("{FORMS}/check"), &hong, &files)
        .await;
    assert_eq!(answer.refusal(), (413, "form-too-large".to_owned()));
}

#[tokio::test]
async fn s11_11_what_a_form_shows_is_had_by_its_content_and_in_parts() {
    let office = Office::open().await;
    let (hong, lai) = (
        office.sign_in(&office.commune.officer).await,
        office.sign_in(&office.commune.volunteer).await,
    );
    let (id, picture) = office.publish_shown(&hong).await;
    let definition: Value = {
        let asks = json!({"protocol": 1, "cursors": {}});
        let pulled: Value = office
            .post("/api/v1/changes", &asks)
            .by(&lai)
            .send()
            .await
            .json();
        let pages = pulled["feeds"].as_array().unwrap().iter();
        let mut changes = pages.flat_map(|page| page["changes"].as_array().unwrap());
        let form = changes.find(|change| change["key"] == format!("form:{id}"));
        form.unwrap()["body"]["definition"].clone()
    };
    let file = &definition["files"]["Ảnh mèo.png"];
    let sha256 = dong_hanh_form::Sha256::of(&picture).to_string();
    assert_eq!(
        *file,
        json!({ "sha256": sha256, "bytes": picture.len(), "mime": "image/png", "size": [3, 2] })
    );

    let path = format!("{FORMS}/{id}/media/{sha256}");
    let whole = office.get(&path).by(&lai).send().await;
    assert_eq!(
        (whole.status.as_u16(), &whole.body[..]),
        (200, &picture[..])
    );
    assert_eq!(whole.header("content-type"), Some("image/png"));
    let part = |range: &'static str| office.get(&path).by(&lai).header("range", range).send();
    let first = part("bytes=0-99").await;
    assert_eq!(
        (first.status.as_u16(), &first.body[..]),
        (206, &picture[..100])
    );
    let length = picture.len();
    let range = format!("bytes 0-99/{length}");
    assert_eq!(first.header("content-range"), Some(range.as_str()));
    let rest = part("bytes=100-999999").await;
    assert_eq!(
        (rest.status.as_u16(), &rest.body[..]),
        (206, &picture[100..])
    );
    for other in ["bytes=0-1,4-5", "bytes=99999-", "lines=1-2"] {
        let whole = part(other).await;
        assert_eq!(
            (whole.status.as_u16(), &whole.body[..]),
            (200, &picture[..]),
            "{other}"
        );
    }
}

#[tokio::test]
async fn s11_11_who_may_not_read_the_form_gets_nothing_that_it_shows() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let stranger = office.sign_in(&office.stranger).await;
    let (id, picture) = office.publish_shown(&hong).await;
    let sha256 = dong_hanh_form::Sha256::of(&picture);
    let path = format!("{FORMS}/{id}/media/{sha256}");
    let nobody = office.get(&path).send().await;
    assert_eq!(nobody.refusal(), (401, "session-ended".to_owned()));
    let elsewhere = office.get(&path).by(&stranger).send().await;
    assert_eq!(elsewhere.refusal(), (404, "not-found".to_owned()));
    let other = format!("{FORMS}/{id}/media/{}", "0".repeat(64));
    let other = office.get(&other).by(&hong).send().await;
    assert_eq!(other.refusal(), (404, "not-found".to_owned()));
    let odd = office.get(&format!("{FORMS}/{id}/media/a.png")).by(&hong);
    assert_eq!(
        odd.send().await.refusal(),
        (400, "wrong-address".to_owned())
    );
}

#[tokio::test]
async fn s11_12_a_file_that_is_missing_is_told_and_keeps_nobody_from_publishing() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let workbook = of_rows("2", &["note|seen|Xem|Look||meo.png"]);
    let checked = office.check(&hong, &workbook).await;
    let mut warnings = checked["warnings"].as_array().unwrap().iter();
    let told = warnings
        .find(|warning| warning["sheet"] == "survey")
        .unwrap();
    assert_eq!((&told["row"], &told["column"]), (&json!(3), &json!("F")));
    assert!(told["en"].as_str().unwrap().contains("meo.png"));
    assert_eq!(checked["definition"]["files"], Value::Null);
    assert_eq!(office.publish(&hong, &workbook, &checked).await.status, 204);
}
