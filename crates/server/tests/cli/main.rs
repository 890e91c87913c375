//! The binary, as the person who sets up a server uses it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod audit;
mod coverage;
mod door;
mod factor;
mod form;
mod import;
mod self_check;
mod unit;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use age::x25519::Recipient;
use dong_hanh_domain::{DeviceTime, Extra};
use dong_hanh_sync::handover::{Counts, Entry, Header, preamble};
use serde_json::Value;
use tempfile::TempDir;

/// The device on which chị Lài signs in.
const DEVICE: &str = "0190f000-0000-7000-8000-000000000001";

const PASSWORD: &str = "mưa nguồn nắng bãi";

fn server(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dong-hanh-server"));
    command.args(arguments).env(
        "DONG_HANH_DATABASE",
        format!("sqlite:{}", folder.path().join("data.db").display()),
    );
    command
        .env("DONG_HANH_MEDIA", folder.path().join("media"))
        .env_remove("RUST_LOG");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut child = server(folder, arguments).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(format!("{PASSWORD}\n").as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// What a command that went well printed.
fn said(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The one sentence of a command that was refused.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1));
    let sentence = String::from_utf8(output.stderr).unwrap();
    assert_eq!(sentence.trim_end().lines().count(), 1, "{sentence}");
    sentence
}

/// A server that was started.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(folder: &TempDir, flags: &[&str]) -> Self {
        let serve = [&["serve", "--listen", "127.0.0.1:0"], flags].concat();
        let mut child = server(folder, &serve).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.split("http://").nth(1).unwrap();
        let address = address.split('/').next().unwrap().to_owned();
        Self { child, address }
    }

    /// What it answers when chị Lài signs in; `headers` stand as they are written on the wire.
    fn sign_in(&self, headers: &str) -> String {
        let body = format!(
            r#"{{"sign_in":"lai","password":"{PASSWORD}","device":{{"id":"{DEVICE}","label":"A05"}}}}"#
        );
        let mut wire = TcpStream::connect(&self.address).unwrap();
        write!(wire, "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        wire.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Who it says works with a token.
    fn me(&self, token: &str) -> Value {
        let mut wire = TcpStream::connect(&self.address).unwrap();
        write!(wire, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n").unwrap();
        let mut answer = String::new();
        wire.read_to_string(&mut answer).unwrap();
        body(&answer)
    }

    /// Asks it to stop; gives its log.
    fn stop(self) -> String {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(asked.unwrap().success());
        let output = self.child.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

/// What stands in an answer behind its head.
fn body(answer: &str) -> Value {
    serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}

fn installed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    said(
        &folder,
        &[
            "admin",
            "create",
            "--unit",
            "19900",
            "--user",
            "hong",
            "--name",
            "Nguyễn Thị Hồng",
        ],
    );
    said(
        &folder,
        &[
            "hamlet",
            "add",
            "--unit",
            "19900",
            "--name",
            "An Hải",
            "--name",
            "Tân Mỹ",
        ],
    );
    folder
}

#[test]
fn an_installation_is_set_up_and_serves_until_it_is_asked_to_stop() {
    let folder = installed();
    let lai = [
        "volunteer",
        "add",
        "--unit",
        "19900",
        "--hamlet",
        "An Hải",
        "--user",
        "lai",
        "--name",
        "Trần Thị Lài",
    ];
    assert_eq!(
        said(
            &folder,
            &[&lai[..], &["--called", "co", "--password-stdin"]].concat()
        ),
        "Sign-in name: lai\n"
    );

    let running = Running::start(&folder, &[]);
    let answer = running.sign_in("");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("Phường Thuận An"));
    let log = running.stop();
    assert!(log.lines().all(|line| line.starts_with('{')), "{log}");
    assert!(
        log.contains(r#""route":"/api/v1/session","status":200"#),
        "{log}"
    );
    for secret in ["lai", "Lài", PASSWORD, "A05"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn a_proxy_that_nobody_told_of_is_named_once() {
    let folder = installed();
    let log_of = |flags: &[&str]| {
        let running = Running::start(&folder, flags);
        for header in [
            "",
            "X-Forwarded-For: 203.0.113.7\r\n",
            "X-Forwarded-For: 203.0.113.8\r\n",
        ] {
            running.sign_in(header);
        }
        running.stop()
    };
    let warnings = |log: &str| log.matches("--behind-proxy").count();
    let log = log_of(&[]);
    assert_eq!(warnings(&log), 1, "{log}");
    let log = log_of(&["--behind-proxy", "127.0.0.1"]);
    assert_eq!(warnings(&log), 0, "{log}");
    assert!(!log.contains("203.0.113"), "{log}");
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let folder = installed();
    let add = |hamlet, user| {
        [
            "volunteer",
            "add",
            "--unit",
            "19900",
            "--hamlet",
            hamlet,
            "--user",
            user,
            "--name",
            "Trần Thị Lài",
        ]
    };
    assert!(refused(&folder, &add("Hải Tiến", "lai")).contains("An Hải, Tân Mỹ"));
    assert!(refused(&folder, &add("An Hải", "hong")).contains("taken"));
    assert!(refused(&folder, &add("An Hải", "chị lài")).contains("a-z"));
    assert!(
        refused(
            &folder,
            &["hamlet", "add", "--unit", "20044", "--name", "A Ngo"]
        )
        .contains("admin create --unit 20044")
    );
    assert!(
        refused(
            &folder,
            &["hamlet", "add", "--unit", "19900", "--name", "Tân Mỹ"]
        )
        .contains("already")
    );
    assert!(
        refused(
            &folder,
            &[
                "admin", "create", "--unit", "1", "--user", "an", "--name", "An"
            ]
        )
        .contains("19900")
    );
    assert!(refused(&folder, &["serve", "--listen", "0.0.0.0:0"]).contains("--behind-proxy"));
}

#[test]
fn an_account_is_changed_closed_and_opened_again() {
    let folder = installed();
    let lai = ["--user", "lai", "--name", "Trần Thị Lài"];
    let add = ["volunteer", "add", "--unit", "19900", "--hamlet", "An Hải"];
    said(&folder, &[&add[..], &lai[..]].concat());
    let list = || said(&folder, &["account", "list", "--unit", "19900"]);
    assert_eq!(
        list(),
        "hong\tNguyễn Thị Hồng\tofficer\nlai\tTrần Thị Lài\tAn Hải\n"
    );

    let assign = |user, hamlet| ["volunteer", "assign", "--user", user, "--hamlet", hamlet];
    said(&folder, &assign("Lai", "Tân Mỹ"));
    assert!(list().contains("lai\tTrần Thị Lài\tTân Mỹ\n"));
    assert!(refused(&folder, &assign("lai", "Hải Tiến")).contains("An Hải, Tân Mỹ"));
    assert!(refused(&folder, &assign("hong", "Tân Mỹ")).contains("every hamlet"));

    let key = |user| {
        [
            "volunteer",
            "key",
            "--user",
            user,
            "--at",
            "https://office.example/",
        ]
    };
    let given = said(&folder, &key("lai"));
    let address = given.lines().last().unwrap();
    let key_of = address.strip_prefix("https://office.example/api/v1/odk/");
    assert_eq!(key_of.map(str::len), Some(64), "{given}");
    assert!(refused(&folder, &key("hong")).contains("officer"));

    let account = |verb, user| ["account", verb, "--user", user];
    assert!(said(&folder, &account("disable", "lai")).contains("stays on the phone"));
    assert!(list().ends_with("Tân Mỹ\tdisabled\n"));
    assert!(refused(&folder, &key("lai")).contains("closed"));
    said(&folder, &account("enable", "lai"));
    assert!(list().ends_with("Tân Mỹ\n"));
    assert!(refused(&folder, &account("disable", "nobody")).contains("nobody"));

    assert!(said(&folder, &account("password", "lai")).contains("Password: "));
    let typed = [&account("password", "lai")[..], &["--password-stdin"]].concat();
    assert!(!said(&folder, &typed).contains("Password: "));
}

/// A file that a phone of chị Lài makes, of one unfinished visit.
fn file(me: &Value, device: &str) -> Vec<u8> {
    let draft = Entry::Draft(r#"{"visit":"0190f000-0000-7000-8000-00000000000a"}"#.to_owned());
    let mut counts = Counts::default();
    counts += &draft;
    let header = Header {
        user: me["user"].as_str().unwrap().parse().unwrap(),
        device: device.parse().unwrap(),
        app: "0.1.0".to_owned(),
        made: DeviceTime {
            utc_ms: 1_800_000_000_000,
            zone_min: 420,
            mono_ms: 1,
            skew_ms: Some(0),
        },
        counts,
        session: None,
        extra: Extra::default(),
    };
    let entries = [Entry::Header(Box::new(header)), draft, Entry::End];
    let plain = entries.iter().fold(preamble(), |file, entry| {
        [file, entry.encode().unwrap()].concat()
    });
    let recipient: Recipient = me["handover"].as_str().unwrap().parse().unwrap();
    age::encrypt(&recipient, &plain).unwrap()
}

/// [S5.5] Where no officer's screen is at hand, whoever keeps the server takes a file in; again changes nothing.
#[test]
fn a_file_is_taken_in_beside_the_server() {
    let folder = installed();
    let lai = [
        "--user",
        "lai",
        "--name",
        "Trần Thị Lài",
        "--password-stdin",
    ];
    let add = ["volunteer", "add", "--unit", "19900", "--hamlet", "An Hải"];
    said(&folder, &[&add[..], &lai[..]].concat());
    let running = Running::start(&folder, &[]);
    let answer = running.sign_in("");
    running.stop();
    let opened = body(&answer);

    let path = folder.path().join("lai.age");
    let import = ["handover", "import", path.to_str().unwrap()];
    std::fs::write(&path, file(&opened["me"], DEVICE)).unwrap();
    let first = said(&folder, &import);
    assert!(first.starts_with("From Trần Thị Lài (A05)"), "{first}");
    assert!(
        first.contains("unfinished visits: 1 new, 0 known"),
        "{first}"
    );
    let again = said(&folder, &import);
    assert!(
        again.contains("unfinished visits: 0 new, 1 known"),
        "{again}"
    );

    // [S5.7] A database that was put back to a backup does not know every device that signed in.
    let forgotten = DEVICE.replace("0190f000", "0190f001");
    std::fs::write(&path, file(&opened["me"], &forgotten)).unwrap();
    let taken = said(&folder, &import);
    assert!(taken.starts_with(&format!("From Trần Thị Lài ({forgotten})")));

    std::fs::write(&path, "no file of anybody").unwrap();
    assert!(refused(&folder, &import).contains("no hand-over file"));
    let stranger = age::x25519::Identity::generate().to_public();
    std::fs::write(&path, age::encrypt(&stranger, b"x").unwrap()).unwrap();
    assert!(refused(&folder, &import).contains("another office"));
}

#[test]
fn the_demo_is_not_mixed_with_real_records() {
    let folder = installed();
    let output = run(&folder, &["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("another database"));
}

#[test]
fn the_description_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(said(&folder, &["openapi"]).starts_with("{\n  \"openapi\": \"3.1"));
    assert!(!Path::new(&folder.path().join("data.db")).exists());
}

/// [S9.6]
#[test]
fn a_hamlet_is_given_from_a_day_to_a_day() {
    let folder = installed();
    let lai = ["--user", "lai", "--name", "Trần Thị Lài"];
    let add = ["volunteer", "add", "--unit", "19900", "--hamlet", "An Hải"];
    let from = ["--from", "2027-01-01"];
    said(&folder, &[&add[..], &lai, &from].concat());
    let list = || said(&folder, &["account", "list", "--unit", "19900"]);
    assert!(list().ends_with("An Hải from 2027-01-01\n"), "{}", list());
    let assign = ["volunteer", "assign", "--user", "lai", "--hamlet", "Tân Mỹ"];
    let until = |day| [&assign[..], &from, &["--until", day]].concat();
    said(&folder, &until("2027-06-30"));
    let given = "\tTân Mỹ from 2027-01-01 until 2027-06-30\n";
    assert!(list().ends_with(given), "{}", list());
    assert!(refused(&folder, &until("2026-12-31")).contains("before --from"));
    assert!(list().ends_with(given));
    // In place of what was given before, with its days.
    said(&folder, &assign);
    assert!(list().ends_with("\tTân Mỹ\n"), "{}", list());
}

#[test]
fn a_city_has_an_administrator_beside_its_officer() {
    let folder = installed();
    let create = ["admin", "create", "--administrator", "--user", "quan"];
    let create = [&create[..], &["--name", "Lê Minh Quân"]].concat();
    let wrong = [&create[..], &["--unit", "19900"]].concat();
    assert!(refused(&folder, &wrong).contains("2 digits"));
    let told = said(&folder, &[&create[..], &["--unit", "46"]].concat());
    assert!(told.contains("Thành phố Huế is ready"), "{told}");
    let list = said(&folder, &["account", "list", "--unit", "46"]);
    assert_eq!(list, "quan\tLê Minh Quân\tadministrator\n");
}
