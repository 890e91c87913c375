//! Communes and wards that become another one.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{Courtesy, Person, PersonName, Role, RoleKind, UnitKey, UserId};
use dong_hanh_store::{Account, PasswordHash, Store as _};
use dong_hanh_store_sqlite::SqliteStore;
use tempfile::TempDir;

use super::{DEVICE, Running, body, installed, refused, said};

/// Another ward, with an officer and a hamlet of a name that there is already; and a volunteer of the first.
fn two_wards() -> TempDir {
    let folder = installed();
    let unit = ["--unit", "19804"];
    let thu = ["--user", "thu", "--name", "Lê Thị Thu"];
    said(&folder, &[&["admin", "create"][..], &unit, &thu].concat());
    let hamlet = ["hamlet", "add", "--name", "An Hải"];
    said(&folder, &[&hamlet[..], &unit].concat());
    let add = ["volunteer", "add", "--unit", "19900", "--hamlet", "An Hải"];
    let lai = ["--user", "lai", "--name", "Trần Thị Lài"];
    let typed = ["--called", "co", "--password-stdin"];
    said(&folder, &[&add[..], &lai, &typed].concat());
    folder
}

fn merge<'a>(from: &[&'a str], into: &'a str, on: &'a str) -> Vec<&'a str> {
    let from = from.iter().flat_map(|code| ["--from", *code]);
    let merge = ["unit", "merge", "--into", into, "--on", on];
    merge.into_iter().chain(from).collect()
}

const BOTH: [&str; 2] = ["19900", "19804"];
const DAY: &str = "2025-08-01";

/// Creates an officer in the ward that has become another one, as `admin create` did once.
fn leave_an_officer(folder: &TempDir) {
    let unit: UnitKey = "19804@2025-07-01".parse().unwrap();
    let id: UserId = DEVICE.parse().unwrap();
    let account = Account {
        sign_in: "minh".to_owned(),
        person: Person {
            id,
            name: PersonName::new("Lê Văn Minh").unwrap(),
            courtesy: Courtesy::Anh,
            role: RoleKind::CommuneOfficer,
            organisation: None,
        },
        role: Role::CommuneOfficer {
            unit,
            hamlets: BTreeSet::new(),
        },
        terms: BTreeMap::new(),
        disabled: false,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let path = folder.path().join("data.db");
        let store = SqliteStore::open(&path).await.unwrap();
        let now = chrono::Utc::now();
        let hash = PasswordHash("of a password".to_owned());
        let put = store.put_account(&account, Some(&hash), now).await;
        put.unwrap();
        store.close().await;
    });
}

/// [S8.14]
#[test]
fn two_wards_become_one_beside_a_server_that_runs() {
    let folder = two_wards();
    let list = || said(&folder, &["account", "list", "--unit", "19900"]);
    let before = list();
    let rehearse = [&merge(&BOTH, "19900", "2999-07-01")[..], &["--dry-run"]].concat();
    let told = said(&folder, &rehearse);
    assert!(told.contains("nothing was changed"), "{told}");
    assert!(told.contains("hamlets: 3") && told.contains("people: 3"));
    assert_eq!(list(), before);

    let running = Running::start(&folder, &[]);
    let opened = body(&running.sign_in(""));
    let token = opened["token"].as_str().unwrap();
    let told = said(&folder, &merge(&BOTH, "19900", DAY));
    assert!(
        told.starts_with("This came to Phường Thuận An (19900@2025-08-01)."),
        "{told}"
    );
    assert!(told.contains("hamlets: 3") && told.contains("people: 3"));
    let me = running.me(token);
    assert_eq!(me["unit"]["key"], "19900@2025-08-01");
    assert_eq!(me["role"]["hamlets"], opened["me"]["role"]["hamlets"]);
    running.stop();

    let again = said(&folder, &merge(&BOTH, "19900", DAY));
    assert!(again.starts_with("Nothing is left"), "{again}");
    assert_eq!(list().lines().count(), 3);
    assert!(list().contains("thu\tLê Thị Thu\tofficer"));
    // The code means the unit that there is now.
    let add = ["hamlet", "add", "--unit", "19900", "--name"];
    said(&folder, &[&add[..], &["Hòa Duân"]].concat());
    let assign = ["volunteer", "assign", "--user", "lai", "--hamlet"];
    let several = refused(&folder, &[&assign[..], &["An Hải"]].concat());
    assert!(several.contains("several hamlets"));
    // Of two that are called alike one is given another name.
    let (_, ids) = several.trim().rsplit_once(": ").unwrap();
    let rename = ["hamlet", "rename", "--unit", "19900", "--hamlet"];
    let rename = |which| [&rename[..], &[which, "--to", "An Hải Bắc"]].concat();
    let (first, second) = ids.split_once(", ").unwrap();
    assert!(said(&folder, &rename(first)).contains("An Hải Bắc"));
    assert!(refused(&folder, &rename(second)).contains("has a hamlet called An Hải Bắc already"));
    said(&folder, &[&assign[..], &["An Hải"]].concat());
    said(&folder, &[&assign[..], &["Hòa Duân"]].concat());
}

#[test]
fn a_merger_that_cannot_be_says_what_to_do() {
    let folder = two_wards();
    let no = |from: &[&'static str], into, on| refused(&folder, &merge(from, into, on));
    assert!(no(&BOTH, "19900", "2999-07-01").contains("--dry-run"));
    assert!(no(&["19804"], "19900", DAY).contains("--from 19900"));
    assert!(no(&["20044"], "19900", DAY).contains("19804@2025-07-01 Phường Hương An"));
    assert!(no(&BOTH, "99990", DAY).contains("--name"));
    assert!(no(&BOTH, "1", DAY).contains("5 digits"));
    let nameless = [&merge(&BOTH, "99990", DAY)[..], &["--name", "Thuận Hải"]].concat();
    assert!(refused(&folder, &nameless).contains("Phường Thuận Hải"));

    let named = [
        &merge(&BOTH, "99990", DAY)[..],
        &["--name", "Phường Thuận Hải"],
    ]
    .concat();
    assert!(said(&folder, &named).contains("Phường Thuận Hải (99990@2025-08-01)"));
    assert!(no(&BOTH, "99990", "2025-07-15").contains("of that day or later"));
}

#[test]
fn a_unit_that_has_become_another_one_is_not_opened_again() {
    let folder = two_wards();
    said(&folder, &merge(&BOTH, "19900", DAY));
    let minh = ["--user", "minh", "--name", "Lê Văn Minh"];
    let create = |unit| [&["admin", "create", "--unit", unit][..], &minh].concat();
    let add = ["hamlet", "add", "--unit", "19804", "--name", "Hòa Duân"];
    let add_to_it = ["volunteer", "add", "--unit", "19804", "--hamlet", "An Hải"];
    let add_to_it = [&add_to_it[..], &minh].concat();
    for arguments in [&create("19804")[..], &add, &add_to_it] {
        let why = refused(&folder, arguments);
        assert!(
            why.contains("Phường Hương An has become Phường Thuận An (19900@2025-08-01)"),
            "{why}"
        );
        assert!(why.contains("Use --unit 19900"), "{why}");
    }
    assert!(said(&folder, &create("19900")).contains("Phường Thuận An is ready"));
    let people = said(&folder, &["account", "list", "--unit", "19900"]);
    assert!(people.contains("minh\tLê Văn Minh\tofficer"), "{people}");
}

#[test]
fn somebody_who_is_left_in_a_unit_that_became_another_one_is_listed_and_brought_over() {
    let folder = two_wards();
    said(&folder, &merge(&BOTH, "19900", DAY));
    let list = |unit| said(&folder, &["account", "list", "--unit", unit]);
    assert_eq!(list("19804"), "");
    leave_an_officer(&folder);
    assert_eq!(list("19804"), "minh\tLê Văn Minh\tofficer\n");
    let account = |verb| said(&folder, &["account", verb, "--user", "minh"]);
    account("disable");
    assert!(list("19804").ends_with("officer\tdisabled\n"));
    account("enable");

    let add = ["hamlet", "add", "--unit", "19804", "--name", "Hòa Duân"];
    let why = refused(&folder, &add);
    let (_, command) = why.trim_end().split_once("dong-hanh-server ").unwrap();
    let command: Vec<_> = command.split(' ').collect();
    let (merge, rest) = command.split_at(2);
    assert_eq!(merge, ["unit", "merge"]);
    assert_eq!(
        rest,
        ["--from", "19804", "--into", "19900", "--on", DAY],
        "{why}"
    );
    assert!(said(&folder, &command).contains("people: 1"));
    assert_eq!(list("19804"), "");
    assert!(list("19900").contains("minh\tLê Văn Minh\tofficer\n"));
}

/// The communes that an officer of the city has.
fn communes(folder: &TempDir, officer: &str) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let path = folder.path().join("data.db");
        let store = SqliteStore::open(&path).await.unwrap();
        let kept = store
            .credentials(officer, chrono::Utc::now())
            .await
            .unwrap()
            .unwrap();
        store.close().await;
        let communes = kept.account.role.communes().iter();
        communes.map(UnitKey::to_string).collect()
    })
}

#[test]
fn an_officer_of_the_city_has_the_communes_that_are_here_also_after_a_merger() {
    let folder = two_wards();
    let create = ["admin", "create", "--unit", "46", "--user", "ha"];
    said(&folder, &[&create[..], &["--name", "Lê Thị Hà"]].concat());
    let listed = said(&folder, &["account", "list", "--unit", "46"]);
    assert_eq!(listed, "ha\tLê Thị Hà\tcity officer\n");
    let both = ["19804@2025-07-01", "19900@2025-07-01"];
    assert_eq!(communes(&folder, "ha"), both);

    // It is no commune: nobody lives in it, and it becomes none.
    let hamlet = ["hamlet", "add", "--unit", "46", "--name", "An Hải"];
    assert!(refused(&folder, &hamlet).contains("no commune"));
    assert!(refused(&folder, &merge(&["46"], "19900", DAY)).contains("5 digits"));
    let told = said(&folder, &["coverage"]);
    assert!(!told.contains("46@"), "{told}");

    said(&folder, &merge(&BOTH, "19900", DAY));
    let after = communes(&folder, "ha");
    assert_eq!(after.last().unwrap(), "19900@2025-08-01");
}
