//! Uploads by tus: in pieces, resumed after any break, and never stored under a wrong name.

use std::convert::Infallible;
use std::fs;
use std::io;
use std::task::Poll;

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use dong_hanh_form::LARGEST_FILE;
use dong_hanh_server::media::{LASTS, MediaFolder, UploadKey};
use dong_hanh_server::token::hex;
use futures_util::stream;
use sha1::Digest as _;
use tokio::sync::oneshot;

use crate::office::{Answer, Ask, Office, PICTURES_A_DAY, Phone};

const UPLOADS: &str = "/api/v1/media/uploads";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a small picture of a roof after the storm";

fn sha256(bytes: &[u8]) -> String {
    hex(&sha2::Sha256::digest(bytes))
}

fn path(bytes: &[u8]) -> String {
    format!("{UPLOADS}/{}", sha256(bytes))
}

fn metadata(digest: &str, kind: &str) -> String {
    let (digest, kind) = (STANDARD.encode(digest), STANDARD.encode(kind));
    format!("filename eA==,sha256 {digest},filetype {kind}")
}

/// `sha256 …` or `sha1 …`, as the header says it.
fn sum(algorithm: &str, bytes: &[u8]) -> String {
    let sum = match algorithm {
        "sha1" => sha1::Sha1::digest(bytes).to_vec(),
        _ => sha2::Sha256::digest(bytes).to_vec(),
    };
    format!("{algorithm} {}", STANDARD.encode(sum))
}

/// A body of which this much comes before the connection breaks.
fn broken(bytes: &'static [u8]) -> Body {
    Body::from_stream(stream::iter([
        Ok(Bytes::from_static(bytes)),
        Err(io::Error::other("the hill")),
    ]))
}

impl Office {
    fn tus<'a>(&'a self, method: Method, path: &str, phone: &Phone) -> Ask<'a> {
        self.ask(method, path)
            .by(phone)
            .header("tus-resumable", "1.0.0")
    }

    fn creation<'a>(&'a self, phone: &Phone, bytes: &[u8], kind: &str) -> Ask<'a> {
        self.tus(Method::POST, UPLOADS, phone)
            .header("upload-length", &bytes.len().to_string())
            .header("upload-metadata", &metadata(&sha256(bytes), kind))
    }

    async fn create(&self, phone: &Phone, bytes: &[u8]) -> Answer {
        self.creation(phone, bytes, "image/jpeg").send().await
    }

    fn piece<'a>(&'a self, phone: &Phone, path: &str, offset: usize) -> Ask<'a> {
        self.tus(Method::PATCH, path, phone)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", &offset.to_string())
    }

    async fn head(&self, phone: &Phone, path: &str) -> Answer {
        self.tus(Method::HEAD, path, phone).send().await
    }

    async fn offset(&self, phone: &Phone, path: &str) -> Option<usize> {
        self.head(phone, path).await.offset()
    }

    async fn is_stored(&self, bytes: &[u8]) -> bool {
        let digest = sha256(bytes).parse().unwrap();
        self.media.find(&digest).await.unwrap().is_some()
    }

    async fn volunteer(&self) -> Phone {
        self.sign_in(&self.commune.volunteer).await
    }
}

impl Answer {
    fn offset(&self) -> Option<usize> {
        self.header("upload-offset")
            .map(|text| text.parse().unwrap())
    }
}

#[tokio::test]
async fn s4_1_a_picture_arrives_in_pieces_and_is_the_one_that_was_named() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    assert_eq!(office.head(&lai, &path).await.status, StatusCode::NOT_FOUND);
    let created = office.create(&lai, JPEG).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert_eq!(created.header("location"), Some(&*path));
    assert_eq!(created.header("tus-resumable"), Some("1.0.0"));
    assert_eq!(created.offset(), Some(0));

    let first = office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    assert_eq!(
        (first.status, first.offset()),
        (StatusCode::NO_CONTENT, Some(20))
    );
    let head = office.head(&lai, &path).await;
    assert_eq!(head.offset(), Some(20));
    assert_eq!(head.header("upload-length"), Some(&*JPEG.len().to_string()));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    let told = head.header("upload-metadata").unwrap();
    assert!(told.contains(&STANDARD.encode(sha256(JPEG))), "{told}");
    assert!(!office.is_stored(JPEG).await);

    let last = office.piece(&lai, &path, 20).body(&JPEG[20..]).send().await;
    assert_eq!(
        (last.status, last.offset()),
        (StatusCode::NO_CONTENT, Some(JPEG.len()))
    );
    let got = office
        .get(&path.replace("/uploads", ""))
        .by(&lai)
        .send()
        .await;
    assert_eq!(
        (got.header("content-type"), &got.body[..]),
        (Some("image/jpeg"), JPEG)
    );
    assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn s4_1_who_begins_the_same_upload_again_goes_on_where_it_broke_off() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    office.create(&lai, JPEG).await;
    office
        .piece(&lai, &path(JPEG), 0)
        .body(&JPEG[..20])
        .send()
        .await;
    let again = office.create(&lai, JPEG).await;
    assert_eq!(
        (again.status, again.offset()),
        (StatusCode::CREATED, Some(20))
    );

    // Somebody who said another length cannot have meant the same.
    let other = office
        .tus(Method::POST, UPLOADS, &lai)
        .header("upload-length", "7")
        .header("upload-metadata", &metadata(&sha256(JPEG), "image/jpeg"));
    assert_eq!(other.send().await.offset(), Some(0));
}

#[tokio::test]
async fn s4_1_the_first_piece_may_come_with_the_creation() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let with = |bytes: &'static [u8]| {
        office
            .creation(&lai, JPEG, "image/jpeg")
            .header("content-type", "application/offset+octet-stream")
            .body(bytes)
    };
    assert_eq!(with(&JPEG[..9]).send().await.offset(), Some(9));
    assert_eq!(
        with(&JPEG[..9]).send().await.offset(),
        Some(9),
        "it is there"
    );
    office.tus(Method::DELETE, &path(JPEG), &lai).send().await;
    let whole = with(JPEG).send().await;
    assert_eq!(
        (whole.status, whole.offset()),
        (StatusCode::CREATED, Some(JPEG.len()))
    );
    assert!(office.is_stored(JPEG).await);
}

#[tokio::test]
async fn s4_2_what_came_before_a_break_is_kept() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    let piece = office
        .piece(&lai, &path, 0)
        .header("upload-checksum", &sum("sha256", JPEG));
    assert_eq!(
        piece.body(broken(&JPEG[..30])).send().await.refusal().1,
        "not-json"
    );
    assert_eq!(office.offset(&lai, &path).await, Some(30));
    let rest = office.piece(&lai, &path, 30).body(broken(&JPEG[30..]));
    rest.send().await;
    assert!(office.is_stored(JPEG).await, "nothing was missing");
    assert_eq!(office.offset(&lai, &path).await, Some(JPEG.len()));
}

#[tokio::test]
async fn s4_2_after_a_crash_only_what_was_made_to_last_counts() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    let key = UploadKey {
        by: office.commune.volunteer.user,
        digest: sha256(JPEG).parse().unwrap(),
    };
    let person = office
        .folder
        .path()
        .join("uploads")
        .join(key.by.to_string());
    let part = person.join(format!("{}.part", key.digest));
    // Bytes that had been written and not noted, as a power cut may leave them.
    fs::write(&part, [&JPEG[..20], b"\0\0\0\0\0\0"].concat()).unwrap();
    assert_eq!(office.offset(&lai, &path).await, Some(20));
    office.piece(&lai, &path, 20).body(&JPEG[20..]).send().await;
    assert!(office.is_stored(JPEG).await);

    // The end of the server between its last byte and its place, and right after that.
    let next = [JPEG, b"2"].concat();
    let (digest, length) = (sha256(&next), next.len());
    for moved in [false, true] {
        let about = format!(
            r#"{{"kind":"jpeg","length":{length},"offset":{length},"touched":"{}"}}"#,
            office.now().to_rfc3339()
        );
        fs::write(person.join(format!("{digest}.json")), about).unwrap();
        if !moved {
            fs::write(person.join(format!("{digest}.part")), &next).unwrap();
        }
        let path = format!("{UPLOADS}/{digest}");
        assert_eq!(office.offset(&lai, &path).await, Some(length), "{moved}");
        assert!(office.is_stored(&next).await);
        let key = UploadKey {
            digest: digest.parse().unwrap(),
            ..key.clone()
        };
        let folder = MediaFolder::open(office.folder.path()).unwrap();
        assert_eq!(
            folder.upload(&key, office.now()).await.unwrap(),
            None,
            "{moved}"
        );
    }
}

#[tokio::test]
async fn s4_3_a_piece_that_is_not_what_its_checksum_says_is_dropped() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    for (algorithm, range) in [("sha1", 0..10), ("sha256", 10..JPEG.len())] {
        let said = sum(algorithm, &JPEG[range.clone()]);
        let mut damaged = JPEG[range.clone()].to_vec();
        damaged[3] ^= 1;
        let piece = |bytes: Vec<u8>| {
            office
                .piece(&lai, &path, range.start)
                .header("upload-checksum", &said)
                .body(bytes)
        };
        assert_eq!(
            piece(damaged).send().await.refusal(),
            (460, "wrong-checksum".into())
        );
        assert_eq!(office.offset(&lai, &path).await, Some(range.start));
        assert_eq!(
            piece(JPEG[range.clone()].to_vec()).send().await.offset(),
            Some(range.end)
        );
    }
    assert!(office.is_stored(JPEG).await);
    for unknown in ["crc32 AAAA", "sha1", "sha256 %"] {
        let piece = office
            .piece(&lai, &path, 0)
            .header("upload-checksum", unknown);
        assert_eq!(piece.send().await.refusal(), (400, "wrong-header".into()));
    }
}

#[tokio::test]
async fn s4_3_a_long_piece_with_a_wrong_checksum_goes_back_to_where_it_began() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let long = [JPEG, &vec![7; 1_000_000]].concat();
    let path = path(&long);
    office.create(&lai, &long).await;
    office
        .piece(&lai, &path, 0)
        .body(long[..9].to_vec())
        .send()
        .await;
    let chunks = long[9..]
        .chunks(100_000)
        .map(|chunk| Ok::<_, Infallible>(Bytes::copy_from_slice(chunk)));
    let piece = office
        .piece(&lai, &path, 9)
        .header("upload-checksum", &sum("sha1", b"another"));
    let answer = piece
        .body(Body::from_stream(stream::iter(chunks.collect::<Vec<_>>())))
        .send()
        .await;
    assert_eq!(answer.refusal(), (460, "wrong-checksum".into()));
    assert_eq!(office.offset(&lai, &path).await, Some(9));
    office
        .piece(&lai, &path, 9)
        .body(long[9..].to_vec())
        .send()
        .await;
    assert!(office.is_stored(&long).await);
}

#[tokio::test]
async fn s4_4_what_is_not_what_was_named_is_stored_nowhere() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    let other = [&JPEG[..JPEG.len() - 1], b"!"].concat();
    let answer = office
        .piece(&lai, &path, 0)
        .body(other.clone())
        .send()
        .await;
    assert_eq!(answer.refusal(), (422, "wrong-digest".into()));
    assert!(!office.is_stored(JPEG).await && !office.is_stored(&other).await);
    assert_eq!(office.head(&lai, &path).await.status, StatusCode::NOT_FOUND);
    let answer = office.create(&lai, JPEG).await;
    assert_eq!(answer.offset(), Some(0), "it begins anew");
}

#[tokio::test]
async fn s4_4_a_piece_belongs_where_the_last_one_ended() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    for offset in [0, 19, 21, JPEG.len()] {
        let piece = office.piece(&lai, &path, offset).body(&JPEG[20..]);
        assert_eq!(piece.send().await.refusal(), (409, "wrong-offset".into()));
    }
    let long = office
        .piece(&lai, &path, 20)
        .body([&JPEG[20..], b"!"].concat());
    assert_eq!(long.send().await.refusal(), (413, "too-large".into()));
    assert_eq!(office.offset(&lai, &path).await, Some(20));
    let without = office
        .tus(Method::PATCH, &path, &lai)
        .header("content-type", "application/offset+octet-stream");
    assert_eq!(without.send().await.refusal(), (400, "wrong-header".into()));
    let typed = office
        .tus(Method::PATCH, &path, &lai)
        .header("upload-offset", "20");
    assert_eq!(typed.send().await.refusal(), (415, "wrong-type".into()));
}

#[tokio::test]
async fn s4_5_nobody_meets_the_upload_of_another() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    assert_eq!(
        office.head(&hong, &path).await.status,
        StatusCode::NOT_FOUND
    );
    let piece = office
        .piece(&hong, &path, 20)
        .body(&JPEG[20..])
        .send()
        .await;
    assert_eq!(piece.status, StatusCode::NOT_FOUND);
    let deleted = office.tus(Method::DELETE, &path, &hong).send().await;
    assert_eq!(deleted.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.create(&hong, JPEG).await.offset(),
        Some(0),
        "her own"
    );
    assert_eq!(office.offset(&lai, &path).await, Some(20));

    // To know the digest of what another has sent is not to have it.
    office.piece(&lai, &path, 20).body(&JPEG[20..]).send().await;
    assert_eq!(office.create(&hong, JPEG).await.offset(), Some(0));
    let get = office
        .get(&path.replace("/uploads", ""))
        .by(&hong)
        .send()
        .await;
    assert_eq!(get.status, StatusCode::NOT_FOUND);
    let nobody = office
        .ask(Method::HEAD, &path)
        .header("tus-resumable", "1.0.0")
        .send()
        .await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn s4_6_the_same_picture_travels_once() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(JPEG).send().await;
    let again = office.create(&lai, JPEG).await;
    assert_eq!(
        (again.status, again.offset()),
        (StatusCode::CREATED, Some(JPEG.len()))
    );
    assert_eq!(office.offset(&lai, &path).await, Some(JPEG.len()));
    // A client that does not read the offset of a creation finds out by its first piece, and asks.
    let piece = office.piece(&lai, &path, 0).body(JPEG).send().await;
    assert_eq!(piece.refusal(), (409, "wrong-offset".into()));
    let empty = office.piece(&lai, &path, JPEG.len()).send().await;
    assert_eq!(empty.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn s4_7_an_upload_with_which_nobody_goes_on_expires() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    let created = office.create(&lai, JPEG).await;
    let expires = (office.now() + LASTS).format("%a, %d %b %Y %T GMT");
    let expires = expires.to_string();
    assert_eq!(created.header("upload-expires"), Some(&*expires));
    office.wait(LASTS - TimeDelta::seconds(1));
    office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    office.wait(LASTS - TimeDelta::seconds(1));
    assert_eq!(office.media.sweep(office.now()).await.unwrap(), 0);
    assert_eq!(office.offset(&lai, &path).await, Some(20));

    let other = [JPEG, b"2"].concat();
    office.create(&lai, &other).await;
    office.wait(TimeDelta::seconds(1));
    assert_eq!(office.media.sweep(office.now()).await.unwrap(), 1);
    let person = office
        .folder
        .path()
        .join("uploads")
        .join(office.commune.volunteer.user.to_string());
    let left: Vec<_> = fs::read_dir(person)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(left, [&*format!("{}.json", sha256(&other))]);
    assert_eq!(office.head(&lai, &path).await.status, StatusCode::NOT_FOUND);
    office.wait(LASTS);
    let piece = office
        .piece(&lai, &self::path(&other), 0)
        .body(other)
        .send()
        .await;
    assert_eq!(
        piece.status,
        StatusCode::NOT_FOUND,
        "also where nobody has swept"
    );
}

#[tokio::test]
async fn s4_8_who_asks_last_goes_on_and_what_had_come_is_kept() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    office.create(&lai, JPEG).await;
    let (came, has_come) = oneshot::channel::<()>();
    let (mut came, mut first) = (Some(came), Some(Bytes::from_static(&JPEG[..30])));
    // A connection that died without a word: some bytes, then nothing for ever.
    let dead = stream::poll_fn(move |_| match first.take() {
        Some(bytes) => Poll::Ready(Some(Ok::<_, Infallible>(bytes))),
        None => {
            drop(came.take());
            Poll::Pending
        }
    });
    let stuck = office
        .piece(&lai, &path, 0)
        .body(Body::from_stream(dead))
        .send();
    let (stuck, offset) = tokio::join!(stuck, async {
        has_come.await.unwrap_err();
        office.offset(&lai, &path).await
    });
    assert_eq!(offset, Some(30));
    assert_eq!(stuck.refusal(), (423, "taken".into()));
}

#[tokio::test]
async fn s4_9_only_pictures_and_sound_are_taken_and_no_picture_with_its_place() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let put = async |kind: &str, bytes: &[u8]| {
        let created = office.creation(&lai, bytes, kind).send().await;
        if created.status != StatusCode::CREATED {
            return created.refusal();
        }
        let answer = office
            .piece(&lai, &path(bytes), 0)
            .body(bytes.to_vec())
            .send()
            .await;
        if answer.status == StatusCode::NO_CONTENT {
            let got = office
                .get(&path(bytes).replace("/uploads", ""))
                .by(&lai)
                .send()
                .await;
            assert!(
                kind.starts_with(got.header("content-type").unwrap()),
                "{kind}"
            );
            assert_eq!(got.body, bytes);
            (204, String::new())
        } else {
            assert!(!office.is_stored(bytes).await);
            answer.refusal()
        }
    };
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let taken: [(&str, &[u8]); 11] = [
        ("image/jpeg", JPEG),
        ("image/png", b"\x89PNG\r\n\x1a\n..."),
        ("image/webp", b"RIFF\x04\0\0\0WEBP"),
        ("audio/webm;codecs=opus", b"\x1a\x45\xdf\xa3\x9f\x42"),
        ("audio/mp4", b"\0\0\0\x18ftypmp42"),
        ("audio/ogg", b"OggS\0\x02"),
        ("video/mp4", b"\0\0\0\x18ftypisom"),
        ("video/webm", b"\x1a\x45\xdf\xa3\x9f\x43"),
        ("video/3gpp", b"\0\0\0\x18ftyp3gp4"),
        ("application/pdf", b"%PDF-1.7"),
        (docx, b"PK\x03\x04\x14\0"),
    ];
    for (kind, bytes) in taken {
        assert_eq!(put(kind, bytes).await.0, 204, "{kind}");
    }
    let refused = (415, "not-media".to_owned());
    assert_eq!(put("text/html", b"<script>").await, refused);
    assert_eq!(put("image/jpeg", b"<script>").await, refused);
    assert_eq!(put("application/pdf", b"<script>").await, refused);
    assert_eq!(
        put("image/png", b"\xff\xd8\xff of another kind").await,
        refused
    );
    let placed = b"\xff\xd8\xff\xe1 <rdf exif:GPSLatitude='16,28N'>";
    assert_eq!(put("image/jpeg", placed).await, (422, "bears-place".into()));
}

#[tokio::test]
async fn s4_10_an_upload_can_be_given_up() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let path = path(JPEG);
    let delete = async || office.tus(Method::DELETE, &path, &lai).send().await.status;
    assert_eq!(delete().await, StatusCode::NOT_FOUND);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(&JPEG[..20]).send().await;
    assert_eq!(delete().await, StatusCode::NO_CONTENT);
    assert_eq!(office.head(&lai, &path).await.status, StatusCode::NOT_FOUND);
    office.create(&lai, JPEG).await;
    office.piece(&lai, &path, 0).body(JPEG).send().await;
    assert_eq!(
        delete().await,
        StatusCode::NOT_FOUND,
        "what is stored stays"
    );
    assert!(office.is_stored(JPEG).await);
}

#[tokio::test]
async fn s4_11_a_length_a_version_and_a_days_worth_have_limits() {
    let office = Office::open().await;
    let lai = office.volunteer().await;
    let told = office.ask(Method::OPTIONS, UPLOADS).send().await;
    assert_eq!(told.status, StatusCode::NO_CONTENT);
    assert_eq!(told.header("tus-version"), Some("1.0.0"));
    assert_eq!(
        told.header("tus-max-size"),
        Some(&*LARGEST_FILE.to_string())
    );
    assert_eq!(told.header("tus-checksum-algorithm"), Some("sha256,sha1"));
    assert_eq!(
        told.header("tus-extension"),
        Some("creation,creation-with-upload,termination,checksum,expiration")
    );

    for version in ["0.2.2", "2"] {
        let answer = office
            .ask(Method::POST, UPLOADS)
            .by(&lai)
            .header("tus-resumable", version)
            .send()
            .await;
        assert_eq!(answer.refusal(), (412, "wrong-tus".into()));
        assert_eq!(answer.header("tus-version"), Some("1.0.0"));
    }
    let unversioned = office.ask(Method::POST, UPLOADS).by(&lai).send().await;
    assert_eq!(unversioned.refusal(), (400, "wrong-header".into()));
    let create = async |length: u64, digest: &str| {
        let ask = office.tus(Method::POST, UPLOADS, &lai);
        let ask = ask.header("upload-length", &length.to_string());
        ask.header("upload-metadata", &metadata(digest, "image/jpeg"))
            .send()
            .await
    };
    let digest = sha256(JPEG);
    assert_eq!(
        create(LARGEST_FILE + 1, &digest).await.refusal(),
        (413, "too-large".into())
    );
    assert_eq!(
        create(0, &digest).await.refusal(),
        (415, "not-media".into())
    );
    assert_eq!(
        create(9, "beef").await.refusal(),
        (400, "wrong-header".into())
    );
    let without = office
        .tus(Method::POST, UPLOADS, &lai)
        .header("upload-length", "9")
        .send()
        .await;
    assert_eq!(without.refusal(), (400, "wrong-header".into()));

    assert_eq!(
        create(PICTURES_A_DAY, &digest).await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        create(PICTURES_A_DAY, &digest).await.status,
        StatusCode::CREATED,
        "the same"
    );
    let other = sha256(b"2");
    assert_eq!(
        create(1, &other).await.refusal(),
        (429, "too-many-pictures".into())
    );
    let path = format!("{UPLOADS}/{digest}");
    office.tus(Method::DELETE, &path, &lai).send().await;
    assert_eq!(
        create(1, &other).await.status,
        StatusCode::CREATED,
        "what did not stay"
    );
}
