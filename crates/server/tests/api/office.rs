//! An office with two hamlets, two volunteers and an officer, and an officer of a foreign unit; and
//! requests as phones make them.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, Role, UserId};
use dong_hanh_server::allowance::Allowance;
use dong_hanh_server::audit::Checked;
use dong_hanh_server::door::proxies::Proxies;
use dong_hanh_server::erasures::Erasures;
use dong_hanh_server::error::ProblemDocument;
use dong_hanh_server::files::Files;
use dong_hanh_server::followers::Followers;
use dong_hanh_server::handover::HandoverIdentity;
use dong_hanh_server::media::{MAX_BYTES, MediaFolder};
use dong_hanh_server::password::Passwords;
use dong_hanh_server::tries::Tries;
use dong_hanh_server::{App, router};
use dong_hanh_store::contract::commune::{Commune, minute, number};
use dong_hanh_store::{MemoryStore, PasswordHash, Store, Unit};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{PushAnswer, RawOperation};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub(crate) const PASSWORD: &str = "mưa nguồn nắng bãi";

/// The network of the proxy that stands in front.
pub(crate) const PROXY: &str = "10.99.0.0/24";

/// What each may send in pictures: little enough to be used up.
pub(crate) const PICTURES_A_DAY: u64 = 2 * MAX_BYTES as u64;

/// The office, at [`minute`] 10 of its stories.
pub(crate) struct Office {
    pub(crate) app: Arc<App>,
    pub(crate) router: Router,
    pub(crate) store: Arc<dyn Store>,
    /// What is kept of [`PASSWORD`].
    pub(crate) hash: PasswordHash,
    pub(crate) commune: Commune,
    /// Visits the far hamlet.
    pub(crate) neighbour: Author,
    /// Officer of another unit.
    pub(crate) stranger: Author,
    /// Officer of the city in which the unit lies.
    pub(crate) city: Author,
    /// Officer of another one.
    pub(crate) other_city: Author,
    /// Administrator of the city in which the unit lies.
    pub(crate) administrator: Author,
    /// Administrator of another one.
    pub(crate) other_administrator: Author,
    now: Arc<AtomicI64>,
    /// Where pictures lie.
    pub(crate) media: MediaFolder,
    /// The same, on the disk.
    pub(crate) folder: TempDir,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(Arc::new(MemoryStore::default()), Files::default()).await
    }

    pub(crate) async fn open_with(store: Arc<dyn Store>, files: Files) -> Self {
        Self::open_allowing(store, files, Allowance::of(PICTURES_A_DAY)).await
    }

    /// Where each may send so much in pictures.
    pub(crate) async fn open_allowing(
        store: Arc<dyn Store>,
        files: Files,
        allowance: Allowance,
    ) -> Self {
        let commune = Commune::settle(&*store).await;
        store
            .put_unit(&Unit {
                key: commune.unit.clone(),
                name: "Phường Thuận An".into(),
                province: Some("46@2025-07-01".parse().unwrap()),
            })
            .await
            .unwrap();
        let neighbour = author(
            23,
            33,
            Role::Volunteer {
                unit: commune.unit.clone(),
                hamlets: [commune.far.id].into(),
            },
        );
        let stranger = author(
            24,
            34,
            Role::CommuneOfficer {
                unit: "19753@2025-07-01".parse().unwrap(),
                hamlets: [].into(),
            },
        );
        let weak = argon2::Params::new(argon2::Params::MIN_M_COST, 1, 1, None).unwrap();
        let passwords = Passwords::with(weak).unwrap();
        let hash = passwords.hash(PASSWORD).unwrap();
        let of_city = |user, device, unit: &str| {
            let role = Role::CityOfficer {
                unit: unit.parse().unwrap(),
                communes: [].into(),
            };
            author(user, device, role)
        };
        let city = of_city(25, 35, "46@2025-07-01");
        let other_city = of_city(26, 36, "48@2025-07-01");
        let administrator = |user, device, unit: &str| {
            let role = Role::Administrator {
                unit: unit.parse().unwrap(),
                communes: [].into(),
            };
            author(user, device, role)
        };
        let other_administrator = administrator(28, 38, "48@2025-07-01");
        let administrator = administrator(27, 37, "46@2025-07-01");
        for author in [
            &commune.volunteer,
            &commune.officer,
            &neighbour,
            &stranger,
            &city,
            &other_city,
            &administrator,
            &other_administrator,
        ] {
            store
                .put_account(&commune.account(author), Some(&hash), minute(0))
                .await
                .unwrap();
        }

        let now = Arc::new(AtomicI64::new(minute(10).timestamp_millis()));
        let clock = Arc::clone(&now);
        let folder = TempDir::new().unwrap();
        let media = MediaFolder::open(folder.path()).unwrap();
        let app = App {
            store: Arc::clone(&store),
            media: media.clone(),
            handover: Arc::new(HandoverIdentity::of(&*store).await.unwrap()),
            files,
            passwords,
            tries: Tries::default(),
            allowance,
            followers: Followers::default(),
            imports: Arc::default(),
            audit: Checked::default(),
            erasures: Erasures::default(),
            clock: Box::new(move || {
                DateTime::from_timestamp_millis(clock.load(Ordering::Relaxed)).unwrap()
            }),
            authority: "Công an thành phố Huế".to_owned(),
            proxies: Proxies::of(vec![PROXY.parse().unwrap()]),
        };
        let app = Arc::new(app);
        Self {
            router: router(Arc::clone(&app)),
            app,
            store,
            hash,
            commune,
            neighbour,
            stranger,
            city,
            other_city,
            administrator,
            other_administrator,
            now,
            media,
            folder,
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.now.load(Ordering::Relaxed)).unwrap()
    }

    pub(crate) fn wait(&self, time: TimeDelta) {
        self.now
            .fetch_add(time.num_milliseconds(), Ordering::Relaxed);
    }

    /// From now on whoever asks for the time panics.
    pub(crate) fn break_clock(&self) {
        self.now.store(i64::MAX, Ordering::Relaxed);
    }

    /// A request, not sent yet.
    pub(crate) fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        Ask {
            office: self,
            request: Request::builder().method(method).uri(path),
            body: Body::empty(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Ask<'_> {
        self.ask(Method::POST, path).body(body.to_string())
    }

    /// Signs an author in on their device.
    pub(crate) async fn sign_in(&self, author: &Author) -> Phone {
        let account = self.commune.account(author);
        self.sign_in_as(&account.sign_in, author.device).await
    }

    /// Signs in whoever has the office's password, on a device.
    pub(crate) async fn sign_in_as(&self, name: &str, device: DeviceId) -> Phone {
        let answer = self
            .post("/api/v1/session", &sign_in(name, PASSWORD, device))
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        let opened: Value = answer.json();
        Phone {
            token: opened["token"].as_str().unwrap().to_owned(),
            session: opened["session"].as_str().unwrap().to_owned(),
            device,
            opened,
        }
    }

    /// Pushes operations from a phone whose clock is right.
    pub(crate) async fn push(&self, phone: &Phone, operations: &[RawOperation]) -> PushAnswer {
        let answer = self
            .post("/api/v1/operations", &self.batch(phone, operations))
            .by(phone)
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        answer.json()
    }

    pub(crate) fn batch(&self, phone: &Phone, operations: &[RawOperation]) -> Value {
        let sent = json!({"utc_ms": self.now().timestamp_millis(), "zone_min": 420, "mono_ms": 1});
        json!({"protocol": 1, "device": phone.device, "sent": sent, "operations": operations})
    }
}

/// A device on which somebody is signed in.
pub(crate) struct Phone {
    pub(crate) token: String,
    pub(crate) session: String,
    pub(crate) device: DeviceId,
    pub(crate) opened: Value,
}

pub(crate) struct Ask<'a> {
    office: &'a Office,
    request: axum::http::request::Builder,
    body: Body,
}

impl Ask<'_> {
    pub(crate) fn by(self, phone: &Phone) -> Self {
        self.header(
            header::AUTHORIZATION.as_str(),
            &format!("Bearer {}", phone.token),
        )
    }

    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        Self {
            request: self.request.header(name, value),
            ..self
        }
    }

    /// As if the request came from this address.
    pub(crate) fn from(self, address: [u8; 4]) -> Self {
        let peer = ConnectInfo(SocketAddr::from((address, 40_000)));
        Self {
            request: self.request.extension(peer),
            ..self
        }
    }

    pub(crate) fn body(self, body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    pub(crate) async fn send(self) -> Answer {
        let response = self
            .office
            .router
            .clone()
            .oneshot(self.request.body(self.body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The problem document, whole and in agreement with the answer that bears it.
    pub(crate) fn problem(&self) -> ProblemDocument {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{} {:?}",
            self.status,
            self.body
        );
        let document: ProblemDocument = self.json();
        assert_eq!(document.status, self.status.as_u16());
        assert_eq!(
            Some(document.request_id.as_str()),
            self.header("x-request-id")
        );
        assert_eq!(
            document.kind,
            format!("urn:dong-hanh:problem:{}", document.code)
        );
        assert!(!document.title.is_empty() && document.detail.contains(' '));
        document
    }

    /// The status and the stable word of the problem.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let document = self.problem();
        (document.status, document.code)
    }
}

pub(crate) fn sign_in(name: &str, password: &str, device: DeviceId) -> Value {
    json!({"sign_in": name, "password": password, "device": {"id": device, "label": "Samsung A05, Chrome"}})
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn author(user: u64, device: u64, role: Role) -> Author {
    Author {
        user: UserId(number(user)),
        device: DeviceId(number(device)),
        role,
        list: None,
    }
}
