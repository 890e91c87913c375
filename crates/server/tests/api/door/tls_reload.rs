//! A certificate is renewed while the server runs, and a broken one changes nothing.

use std::fs;

use axum::Router;
use axum::routing::get;
use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_server::door::certificate::{Certificate, CertificateError, Looked};

use super::wire::{Files, Serving, told};

const ASKED: &[u8] = b"GET / HTTP/1.1\r\nHost: office.example\r\nConnection: close\r\n\r\n";

fn router() -> Router {
    Router::new().route("/", get(async || "whole"))
}

fn later(days: i64) -> DateTime<Utc> {
    Utc::now() + TimeDelta::days(days)
}

#[tokio::test]
async fn who_comes_gets_the_new_one_and_who_is_here_stays() {
    let files = Files::ending(later(30));
    let certificate = files.read().await;
    let serving = Serving::encrypted(router(), certificate.clone()).await;
    let here = files.connect(serving.address).await.unwrap();
    assert_eq!(certificate.look(Utc::now()).await, Looked::Same);

    files.renew(later(90));
    assert!(
        files.connect(serving.address).await.is_err(),
        "not looked at yet"
    );
    assert_eq!(certificate.look(Utc::now()).await, Looked::Taken);
    assert_eq!(certificate.ends().date_naive(), later(90).date_naive());
    let new = files.connect(serving.address).await.unwrap();
    for stream in [here, new] {
        assert!(told(stream, ASKED).await.ends_with("whole"));
    }
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_once_and_the_old_one_stays() {
    let files = Files::ending(later(30));
    let old = Files::ending(later(30));
    fs::copy(files.certificate(), old.certificate()).unwrap();
    let key = fs::read(files.key()).unwrap();
    let certificate = files.read().await;
    let serving = Serving::encrypted(router(), certificate.clone()).await;
    let broken: [&dyn Fn(); 5] = [
        &|| fs::write(files.key(), "no key").unwrap(),
        &|| fs::write(files.certificate(), "no certificate").unwrap(),
        &|| fs::remove_file(files.certificate()).unwrap(),
        // A new certificate whose key is not there yet.
        &|| {
            files.renew(later(90));
            fs::write(files.key(), &key).unwrap();
        },
        // One that has ended.
        &|| files.renew(later(-1)),
    ];
    for breaks in broken {
        breaks();
        assert_eq!(certificate.look(Utc::now()).await, Looked::Refused);
        assert_eq!(
            certificate.look(Utc::now()).await,
            Looked::Same,
            "it is said once"
        );
        let stream = old.connect(serving.address).await.unwrap();
        assert!(told(stream, ASKED).await.ends_with("whole"));
    }
    files.renew(later(90));
    assert_eq!(certificate.look(Utc::now()).await, Looked::Taken);
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn one_that_cannot_be_used_at_the_start_is_named() {
    let files = Files::ending(later(30));
    let other = Files::ending(later(30));
    let read = async |certificate, key| Certificate::read(certificate, key).await.unwrap_err();
    let error = read(files.certificate(), other.key()).await;
    assert!(matches!(error, CertificateError::NoPair(_)), "{error}");
    let error = read(files.key(), files.key()).await;
    assert!(
        matches!(error, CertificateError::NoPem(_, "certificate", _)),
        "{error}"
    );
    let error = read(files.certificate(), files.certificate()).await;
    assert!(
        matches!(error, CertificateError::NoPem(_, "key", _)),
        "{error}"
    );
    let error = read(files.certificate().with_extension("away"), files.key()).await;
    assert!(error.to_string().contains("cert.away"), "{error}");
}
