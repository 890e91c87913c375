//! Who gets what on every route. A route that the description names and this table does not is a failure.

use std::collections::BTreeSet;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dong_hanh_server::invitation::Code;
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use dong_hanh_store::{FormFile, Handed, HandedKind, INVITATION_LASTS, Invitation, NewForm};
use dong_hanh_sync::FormRecord;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::office::{Ask, Office, PASSWORD, Phone, sign_in};
use crate::{breaches, forms, imports};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 the roof";

/// The answers to nobody, the volunteer of the near hamlet, the one of the far hamlet, the officer, an officer of a foreign
/// unit, one of the city, one of a foreign city, the city's administrator, and one of the foreign city. Everything asked for
/// belongs to the near hamlet or its volunteer, or is the city's.
type Row = (&'static str, &'static str, [u16; 9]);

/// Of an invitation of the near hamlet's volunteer.
const CODE: &str = "K7QF2-9XRMT";
/// Of an invitation of the commune's officer.
const OFFICERS_CODE: &str = "0FF1CE2026";

const TABLE: &[Row] = &[
    (
        "POST",
        "/api/v1/session",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/session/vault",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/me",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/session/token",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/me/password",
        [401, 204, 204, 204, 204, 204, 204, 204, 204],
    ),
    (
        "GET",
        "/api/v1/me/factor",
        [401, 403, 403, 200, 200, 200, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/me/factor",
        [401, 403, 403, 201, 201, 201, 201, 201, 201],
    ),
    // Nobody has begun with one.
    (
        "PUT",
        "/api/v1/me/factor",
        [401, 403, 403, 409, 409, 409, 409, 409, 409],
    ),
    (
        "POST",
        "/api/v1/me/factor/codes",
        [401, 403, 403, 409, 409, 409, 409, 409, 409],
    ),
    (
        "POST",
        "/api/v1/me/factor/removal",
        [401, 403, 403, 409, 409, 409, 409, 409, 409],
    ),
    (
        "GET",
        "/api/v1/sessions",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "DELETE",
        "/api/v1/sessions/{id}",
        [401, 204, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/invitation",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/invitation/session",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/invitation/password",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/people",
        [401, 403, 403, 200, 200, 403, 403, 200, 200],
    ),
    (
        "POST",
        "/api/v1/people",
        [401, 403, 403, 201, 403, 403, 403, 201, 403],
    ),
    (
        "PUT",
        "/api/v1/people/{user}",
        [401, 403, 403, 200, 404, 403, 403, 200, 404],
    ),
    (
        "POST",
        "/api/v1/people/{user}/close",
        [401, 403, 403, 204, 404, 403, 403, 204, 404],
    ),
    (
        "POST",
        "/api/v1/people/{user}/open",
        [401, 403, 403, 204, 404, 403, 403, 204, 404],
    ),
    (
        "POST",
        "/api/v1/people/{user}/invitation",
        [401, 403, 403, 201, 404, 403, 403, 201, 404],
    ),
    (
        "GET",
        "/api/v1/people/{user}/sessions",
        [401, 403, 403, 200, 404, 403, 403, 200, 404],
    ),
    (
        "DELETE",
        "/api/v1/people/{user}/sessions/{id}",
        [401, 403, 403, 204, 404, 403, 403, 204, 404],
    ),
    (
        "POST",
        "/api/v1/people/{user}/key",
        [401, 403, 403, 201, 404, 403, 403, 403, 404],
    ),
    (
        "PUT",
        "/api/v1/people/{user}/devices/{device}/lost",
        [401, 403, 403, 204, 404, 403, 403, 204, 404],
    ),
    (
        "DELETE",
        "/api/v1/people/{user}/devices/{device}/lost",
        [401, 403, 403, 204, 404, 403, 403, 204, 404],
    ),
    // A device asks by its name, whoever holds it; it is not lost.
    (
        "GET",
        "/api/v1/lost/{device}",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/lost/{device}/{shelf}/{name}",
        [404, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "PUT",
        "/api/v1/lost/{device}/{shelf}/{name}",
        [404, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/lost/{device}/end",
        [404, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    // The token of a session is no key, whoever has it.
    (
        "GET",
        "/api/v1/odk/{key}/formList",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/odk/{key}/forms/{form}",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/odk/{key}/forms/{form}/manifest",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/odk/{key}/forms/{form}/files/{name}",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "HEAD",
        "/api/v1/odk/{key}/submission",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/odk/{key}/submission",
        [403, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/operations",
        [401, 200, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/changes",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "PUT",
        "/api/v1/media/{sha256}",
        [401, 204, 204, 204, 204, 204, 204, 204, 204],
    ),
    (
        "GET",
        "/api/v1/media/{sha256}",
        [401, 200, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "HEAD",
        "/api/v1/media/{sha256}",
        [401, 200, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "OPTIONS",
        "/api/v1/media/uploads",
        [204, 204, 204, 204, 204, 204, 204, 204, 204],
    ),
    (
        "POST",
        "/api/v1/media/uploads",
        [401, 201, 201, 201, 201, 201, 201, 201, 201],
    ),
    (
        "HEAD",
        "/api/v1/media/uploads/{sha256}",
        [401, 200, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "PATCH",
        "/api/v1/media/uploads/{sha256}",
        [401, 204, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "DELETE",
        "/api/v1/media/uploads/{sha256}",
        [401, 204, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/visits",
        [401, 200, 403, 200, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/visits/{id}",
        [401, 200, 404, 200, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/visits/{id}/xform",
        [401, 200, 404, 200, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/households/{id}",
        [401, 200, 404, 200, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/devices",
        [401, 403, 403, 200, 200, 403, 403, 200, 200],
    ),
    (
        "GET",
        "/api/v1/overview",
        [401, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/units/{unit}/left-behind",
        [401, 403, 403, 200, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/units/{unit}/retention",
        [401, 403, 403, 200, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/units/{unit}/retention",
        [401, 403, 403, 200, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/units/{unit}/coverage",
        [401, 403, 403, 200, 403, 200, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/units/{unit}/communes/coverage",
        [401, 403, 403, 403, 403, 200, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/units/{unit}/communes",
        [401, 403, 403, 403, 403, 403, 403, 200, 403],
    ),
    (
        "POST",
        "/api/v1/handovers",
        [401, 403, 403, 422, 422, 422, 422, 403, 403],
    ),
    (
        "GET",
        "/api/v1/handovers/drafts",
        [401, 403, 403, 200, 200, 200, 200, 403, 403],
    ),
    (
        "PUT",
        "/api/v1/handovers/drafts/{author}/{digest}/closing",
        [401, 403, 403, 204, 404, 404, 404, 403, 403],
    ),
    (
        "DELETE",
        "/api/v1/handovers/drafts/{author}/{digest}/closing",
        [401, 403, 403, 204, 404, 404, 404, 403, 403],
    ),
    (
        "GET",
        "/api/v1/imports",
        [401, 403, 403, 200, 200, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/imports",
        [401, 403, 403, 201, 201, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/imports/{id}",
        [401, 403, 403, 200, 404, 403, 403, 403, 403],
    ),
    (
        "DELETE",
        "/api/v1/imports/{id}",
        [401, 403, 403, 204, 404, 403, 403, 403, 403],
    ),
    (
        "PUT",
        "/api/v1/imports/{id}/reading",
        [401, 403, 403, 200, 404, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/imports/{id}/rows",
        [401, 403, 403, 200, 404, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/imports/{id}/rejects",
        [401, 403, 403, 200, 404, 403, 403, 403, 403],
    ),
    (
        "PUT",
        "/api/v1/imports/{id}/application",
        [401, 403, 403, 202, 404, 403, 403, 403, 403],
    ),
    (
        "DELETE",
        "/api/v1/imports/{id}/application",
        [401, 403, 403, 204, 404, 403, 403, 403, 403],
    ),
    (
        "PUT",
        "/api/v1/imports/{id}/undoing",
        [401, 403, 403, 409, 404, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/forms",
        [401, 403, 403, 200, 200, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/forms",
        [401, 403, 403, 409, 409, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/forms/check",
        [401, 403, 403, 200, 200, 403, 403, 403, 403],
    ),
    (
        "PUT",
        "/api/v1/forms/{id}/current",
        [401, 403, 403, 204, 404, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/forms/{id}/files/{name}",
        [401, 403, 403, 200, 404, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/api/v1/forms/{id}/media/{sha256}",
        [401, 200, 200, 200, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/openapi.json",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/healthz",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/readyz",
        [200, 200, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/v1/audit",
        [401, 403, 403, 200, 200, 403, 403, 200, 200],
    ),
    (
        "GET",
        "/api/v1/audit/export",
        [401, 403, 403, 200, 200, 403, 403, 200, 200],
    ),
    (
        "POST",
        "/api/v1/audit/looks",
        [401, 403, 403, 204, 204, 204, 204, 403, 403],
    ),
    (
        "GET",
        "/api/v1/breaches",
        [401, 403, 403, 200, 200, 403, 403, 200, 200],
    ),
    (
        "PUT",
        "/api/v1/breaches/{id}",
        [401, 403, 403, 201, 403, 403, 403, 201, 403],
    ),
    (
        "GET",
        "/api/v1/breaches/{id}",
        [401, 403, 403, 200, 404, 403, 403, 200, 404],
    ),
    (
        "POST",
        "/api/v1/breaches/{id}/steps",
        [401, 403, 403, 200, 404, 403, 403, 200, 404],
    ),
    // Whom it concerns by name the unit's own office sees alone.
    (
        "GET",
        "/api/v1/breaches/{id}/file",
        [401, 403, 403, 200, 404, 403, 403, 403, 404],
    ),
    (
        "DELETE",
        "/api/v1/session",
        [401, 204, 204, 204, 204, 204, 204, 204, 204],
    ),
];

#[tokio::test]
async fn every_route_answers_each_as_the_table_says() {
    for (method, path, expected) in TABLE {
        for (who, status) in expected.iter().enumerate() {
            let answer = ask(method, path, who).await;
            assert_eq!(answer, *status, "{method} {path} as number {who}");
        }
    }
}

#[test]
fn every_route_has_a_row() {
    let document = serde_json::to_value(dong_hanh_server::routes::document()).unwrap();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let rows: BTreeSet<(String, String)> = TABLE
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(described, rows);
}

async fn ask(method: &str, path: &str, who: usize) -> u16 {
    asked(method, path, who).await.2
}

/// Asks in an office of its own, so that no answer depends on an earlier one. Gives the office, how many entries its audit
/// had before, and the answer.
pub(crate) async fn asked(method: &str, path: &str, who: usize) -> (Office, usize, u16) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (household, register) = office
        .commune
        .register(&office.commune.volunteer, office.commune.near.id);
    let (visit, finish) = office
        .commune
        .visit(&office.commune.volunteer, household, 5, None);
    let batch = seal([register, finish]);
    assert!(
        office
            .push(&lai, &batch)
            .await
            .receipts
            .iter()
            .all(is_applied)
    );
    let digest = hex(&Sha256::digest(JPEG));
    let jpeg = "image/jpeg";
    let sent = office
        .ask(Method::PUT, &format!("/api/v1/media/{digest}"))
        .by(&lai)
        .header("content-type", jpeg)
        .body(JPEG)
        .send()
        .await;
    assert_eq!(sent.status, 201);

    let under_way = hex(&Sha256::digest(b"not whole"));
    let encode = |text: &str| STANDARD.encode(text);
    let metadata = format!("sha256 {},filetype {}", encode(&under_way), encode(jpeg));
    let create = office.ask(Method::POST, "/api/v1/media/uploads").by(&lai);
    let created = tus(create, &metadata);
    assert_eq!(created.send().await.status, 201);

    let draft = Handed {
        author: office.commune.volunteer.user,
        device: lai.device,
        kind: HandedKind::Draft,
        content: b"{}".to_vec(),
        made: office.now(),
        received: office.now(),
    };
    assert!(office.store.keep_handed(&draft).await.unwrap());

    let (volunteer, officer) = (&office.commune.volunteer, &office.commune.officer);
    for (code, user, by) in [
        (CODE, volunteer.user, officer.user),
        (OFFICERS_CODE, officer.user, office.administrator.user),
    ] {
        let invitation = Invitation {
            code: Code::typed(code).hash(),
            user,
            by,
            expires: office.now() + INVITATION_LASTS,
            taken: None,
        };
        office.store.put_invitation(&invitation).await.unwrap();
    }

    let breach = breaches::lost_phone(&office, &lai);
    assert!(office.store.put_breach(&breach).await.unwrap());

    let form = office.commune.form.id.clone();
    let text = office
        .commune
        .form
        .definition
        .get()
        .replace("Visit", "Call");
    // It shows what it was made from.
    let shown = hex(&Sha256::digest([1]));
    let files = json!({"a.xlsx": {"sha256": shown, "bytes": 1, "mime": "image/png"}});
    let text = text.strip_suffix('}').unwrap();
    let text = format!("{text},\"files\":{files}}}");
    let new = NewForm {
        record: FormRecord::new(&text, office.now()).unwrap(),
        by: office.commune.officer.user,
        over: Some(form),
        sources: vec![FormFile {
            name: "a.xlsx".to_owned(),
            content: vec![1],
        }],
    };
    let unit = &office.commune.unit;
    assert!(office.store.publish_new_form(unit, &new).await.unwrap());

    let list = imports::book(&["Họ tên chủ hộ|Giới tính", "Lê Bưởi|Nữ"]);
    let thanh = office.sign_in(&office.commune.officer).await;
    let brought: serde_json::Value = office.bring(&thanh, &list).await.json();
    let list_id = brought["import"]["id"].as_str().unwrap().to_owned();

    let concrete = match path {
        "/api/v1/breaches/{id}" if method == "PUT" => path.replace("{id}", &number(77).to_string()),
        _ if path.starts_with("/api/v1/breaches/") => path.replace("{id}", &breach.id.to_string()),
        _ if path.starts_with("/api/v1/imports/") => path.replace("{id}", &list_id),
        "/api/v1/forms" if method == "POST" => format!("{path}?id=another"),
        _ if path.starts_with("/api/v1/forms/") => path
            .replace("{id}", &new.record.id.0)
            .replace("{name}", "a.xlsx")
            .replace("{sha256}", &shown),
        "/api/v1/media/uploads/{sha256}" => path.replace("{sha256}", &under_way),
        "/api/v1/visits" => format!("{path}?hamlet={}", office.commune.near.id),
        _ if path.starts_with("/api/v1/visits/{id}") => path.replace("{id}", &visit.to_string()),
        "/api/v1/units/{unit}/communes" | "/api/v1/units/{unit}/communes/coverage" => {
            path.replace("{unit}", &office.city.role.unit().to_string())
        }
        "/api/v1/households/{id}" => path.replace("{id}", &household.to_string()),
        "/api/v1/lost/{device}/{shelf}/{name}" => path
            .replace("{device}", &lai.device.to_string())
            .replace("{shelf}", "media")
            .replace("{name}", &digest),
        _ => path
            .replace("{id}", &lai.session)
            .replace("{key}", &lai.token)
            .replace("{unit}", &unit.to_string())
            .replace("{form}", &digest)
            .replace("{name}", "households.csv")
            .replace("{user}", &office.commune.volunteer.user.to_string())
            .replace("{device}", &lai.device.to_string())
            .replace("{author}", &draft.author.to_string())
            .replace("{digest}", &hex(&draft.id().digest))
            .replace("{sha256}", &digest),
    };
    let body = match path {
        "/api/v1/session" if method == "POST" => {
            sign_in("user-21", PASSWORD, dong_hanh_domain::DeviceId(number(90)))
                .to_string()
                .into_bytes()
        }
        "/api/v1/me/password" => json!({"old": PASSWORD, "new": "đò dọc sông Hương"})
            .to_string()
            .into_bytes(),
        _ if path.starts_with("/api/v1/me/factor") => {
            json!({"password": PASSWORD, "code": "123456"})
                .to_string()
                .into_bytes()
        }
        "/api/v1/invitation" => json!({ "code": CODE }).to_string().into_bytes(),
        "/api/v1/invitation/session" => {
            let device = json!({"id": number(90), "label": "A phone"});
            json!({"code": CODE, "device": device})
                .to_string()
                .into_bytes()
        }
        "/api/v1/invitation/password" => {
            json!({"code": OFFICERS_CODE, "password": "đò dọc sông Hương", "device": number(90)})
                .to_string()
                .into_bytes()
        }
        "/api/v1/people" | "/api/v1/people/{user}" if method != "GET" => {
            let near = office.commune.near.id;
            json!({"name": "Lê Thị Thu", "courtesy": "chi", "hamlets": [near], "unit": unit})
                .to_string()
                .into_bytes()
        }
        "/api/v1/breaches/{id}" if method == "PUT" => {
            breaches::new(&office, &lai, unit).to_string().into_bytes()
        }
        "/api/v1/breaches/{id}/steps" => {
            let step = json!({"step": "measure", "text": "đã đổi mật khẩu"});
            json!({"version": 1, "step": step}).to_string().into_bytes()
        }
        "/api/v1/audit/looks" => {
            let look = json!({"household": household, "why": "other", "at": office.now()});
            json!({ "looks": [look] }).to_string().into_bytes()
        }
        "/api/v1/operations" => office.batch(&lai, &batch).to_string().into_bytes(),
        "/api/v1/changes" => json!({"protocol": 1, "cursors": {}})
            .to_string()
            .into_bytes(),
        "/api/v1/media/{sha256}" if method == "PUT" => JPEG.to_vec(),
        "/api/v1/handovers/drafts/{author}/{digest}/closing" => b"{}".to_vec(),
        "/api/v1/units/{unit}/retention" => b"{\"shown\":[]}".to_vec(),
        "/api/v1/forms/{id}/current" => b"{\"current\":true}".to_vec(),
        "/api/v1/imports/{id}/reading" => {
            b"{\"sheet\":\"Sheet1\",\"first\":2,\"columns\":{}}".to_vec()
        }
        "/api/v1/forms" | "/api/v1/forms/check" | "/api/v1/imports" => {
            forms::sent(&[("workbook", "a.xlsx", &forms::book("2"))])
        }
        _ => Vec::new(),
    };
    let asker: Option<Phone> = match who {
        0 => None,
        1 => Some(lai),
        2 => Some(office.sign_in(&office.neighbour).await),
        3 => Some(office.sign_in(&office.commune.officer).await),
        4 => Some(office.sign_in(&office.stranger).await),
        5 => Some(office.sign_in(&office.city).await),
        6 => Some(office.sign_in(&office.other_city).await),
        7 => Some(office.sign_in(&office.administrator).await),
        _ => Some(office.sign_in(&office.other_administrator).await),
    };
    let content_type = match method {
        "PATCH" => "application/offset+octet-stream",
        "POST" if path.starts_with("/api/v1/forms") || path == "/api/v1/imports" => {
            forms::MULTIPART
        }
        _ => jpeg,
    };
    let ask = office
        .ask(method.parse().unwrap(), &concrete)
        .header("content-type", content_type)
        .header("upload-offset", "0")
        .body(body);
    let ask = tus(ask, &metadata);
    let before = office.store.audit_end().await.unwrap().head.number;
    let answer = match &asker {
        Some(phone) => ask.by(phone).send().await,
        None => ask.send().await,
    };
    let status = answer.status.as_u16();
    (office, usize::try_from(before).unwrap(), status)
}

/// What requests of tus bear, and others pass over.
fn tus<'a>(ask: Ask<'a>, metadata: &str) -> Ask<'a> {
    ask.header("tus-resumable", "1.0.0")
        .header("upload-length", "9")
        .header("upload-metadata", metadata)
}
