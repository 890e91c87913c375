//! A server that speaks TLS, as the person who sets it up sees it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tempfile::TempDir;

use super::{installed, refused, server};

/// Puts a new pair into the folder.
fn certify(folder: &TempDir) -> [String; 4] {
    let names = vec!["office.example".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    let (certificate, key) = (
        folder.path().join("cert.pem"),
        folder.path().join("key.pem"),
    );
    fs::write(&certificate, cert.pem()).unwrap();
    fs::write(&key, signing_key.serialize_pem()).unwrap();
    let name = |path: &std::path::Path| path.display().to_string();
    [
        "--tls-cert".to_owned(),
        name(&certificate),
        "--tls-key".to_owned(),
        name(&key),
    ]
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[test]
fn it_says_https_and_until_when_and_reads_its_files_again() {
    let folder = installed();
    let tls = certify(&folder);
    let tls: Vec<_> = tls.iter().map(String::as_str).collect();
    let ports = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--redirect-from",
        "127.0.0.1:0",
    ];
    let mut child = server(&folder, &[&ports[..], &tls].concat())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = || said.next().unwrap().unwrap();
    assert!(said().contains("https://127.0.0.1:"));
    assert!(said().starts_with("TLS until "));
    let plain = said();
    let plain = plain
        .split("http://")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    let mut wire = TcpStream::connect(plain).unwrap();
    write!(
        wire,
        "GET /a HTTP/1.1\r\nHost: office.example\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    wire.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(
        answer.contains("location: https://office.example:"),
        "{answer}"
    );

    let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut until = |what: &str| loop {
        let line = log.next().unwrap().unwrap();
        if line.contains(what) {
            break;
        }
    };
    certify(&folder);
    signal(&child, "-HUP");
    until("a new certificate is in use");
    fs::write(folder.path().join("key.pem"), "broken").unwrap();
    signal(&child, "-HUP");
    until("the new certificate is not taken");
    signal(&child, "-TERM");
    until("stopped");
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_cannot_encrypt_is_refused_in_a_sentence() {
    let folder = installed();
    let serve = |more: &[&str]| {
        refused(
            &folder,
            &[&["serve", "--listen", "127.0.0.1:0"], more].concat(),
        )
    };
    let away = serve(&[
        "--tls-cert",
        "/nowhere/cert.pem",
        "--tls-key",
        "/nowhere/key.pem",
    ]);
    assert!(
        away.contains("/nowhere/cert.pem") && away.contains("--tls-cert"),
        "{away}"
    );
    let open = refused(&folder, &["serve", "--listen", "0.0.0.0:0"]);
    assert!(
        open.contains("--tls-cert") && open.contains("--behind-proxy"),
        "{open}"
    );
}
