//! What a vault promises, and the vectors of `docs/security.md`.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use dong_hanh_vault::{Cost, DataKey, Keyring, Nonce, Pin, RecoverySecret, Salt, WrongKey};
use proptest::prelude::*;

/// As cheap as Argon2id gets.
const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
};

fn pin(text: &str) -> Pin {
    Pin::typed(text).unwrap()
}

fn key() -> DataKey {
    DataKey::new(*b"0123456789abcdef0123456789abcdef")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn locked(cost: Cost) -> Keyring {
    let (salt, nonce) = (Salt(*b"salt of 16 bytes"), Nonce([7; 24]));
    Keyring::new(&key(), &pin("280963"), cost, salt, nonce).unwrap()
}

/// [S16.1]
#[test]
fn s16_1_a_sealed_value_opens_with_its_key_at_its_place_alone() {
    let sealed = key()
        .seal("drafts/1", Nonce([9; 24]), "Bà Hạnh".as_bytes())
        .unwrap();
    assert_eq!(
        key().open("drafts/1", &sealed).unwrap(),
        "Bà Hạnh".as_bytes()
    );
    assert!(key().open("drafts/2", &sealed).is_err());
    assert!(DataKey::new([0; 32]).open("drafts/1", &sealed).is_err());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(key().open("drafts/1", &changed).is_err(), "byte {at}");
        assert!(
            key().open("drafts/1", &sealed[..at]).is_err(),
            "cut at {at}"
        );
    }
}

/// [S16.2]
#[test]
fn s16_2_a_keyring_opens_by_its_pin_and_by_the_offices_secret() {
    let keyring = locked(CHEAP);
    assert_eq!(keyring.open(&pin("280963")).unwrap().bytes(), key().bytes());
    assert_eq!(keyring.open(&pin("280964")).unwrap_err(), WrongKey);
    let secret = RecoverySecret::new([5; 32]);
    assert_eq!(keyring.rescue(&secret).unwrap_err(), WrongKey);

    let keyring = keyring.with_secret(&key(), &secret, Nonce([8; 24]));
    let keyring = keyring.unwrap();
    assert_eq!(keyring.rescue(&secret).unwrap().bytes(), key().bytes());
    let other = RecoverySecret::new([6; 32]);
    assert_eq!(keyring.rescue(&other).unwrap_err(), WrongKey);

    let (salt, nonce) = (Salt([2; 16]), Nonce([3; 24]));
    let changed = keyring.with_pin(&key(), &pin("904617"), CHEAP, salt, nonce);
    let changed = changed.unwrap();
    assert_eq!(changed.open(&pin("280963")).unwrap_err(), WrongKey);
    assert_eq!(changed.open(&pin("904617")).unwrap().bytes(), key().bytes());
    assert_eq!(changed.rescue(&secret).unwrap().bytes(), key().bytes());
    let text = serde_json::to_string(&changed).unwrap();
    assert_eq!(serde_json::from_str::<Keyring>(&text).unwrap(), changed);
}

/// The vectors of `docs/security.md`, reckoned there by other programs.
#[test]
fn the_formats_are_those_of_the_vectors() {
    let sealed = key()
        .seal("drafts/1", Nonce([9; 24]), "Bà Hạnh".as_bytes())
        .unwrap();
    let text = serde_json::to_string(&locked(Cost::PHONE)).unwrap();
    let vectors = include_str!("../../../docs/security.md");
    assert!(vectors.contains(&hex(&sealed)), "{}", hex(&sealed));
    assert!(vectors.contains(&text), "{text}");
}

#[test]
fn a_key_is_known_by_its_id() {
    assert_eq!(key().id(), key().id());
    assert_ne!(key().id(), DataKey::new([0; 32]).id());
    assert_eq!(key().id().len(), 22);
}

#[test]
fn a_keyring_that_asks_for_all_memory_is_not_opened() {
    let text = serde_json::to_string(&locked(CHEAP)).unwrap();
    let greedy = text.replace(r#""memory_kib":8"#, r#""memory_kib":4294967295"#);
    assert_ne!(greedy, text);
    let greedy: Keyring = serde_json::from_str(&greedy).unwrap();
    assert_eq!(greedy.open(&pin("280963")).unwrap_err(), WrongKey);
}

#[test]
fn a_secret_travels_as_text() {
    let secret = RecoverySecret::new([5; 32]);
    assert_eq!(RecoverySecret::read(&secret.text()), Some(secret));
    assert_eq!(RecoverySecret::read("BQUF"), None);
    assert_eq!(RecoverySecret::read("no secret"), None);
}

proptest! {
    #[test]
    fn whatever_is_sealed_comes_back(value: Vec<u8>, place: String, chance: [u8; 32], nonce: [u8; 24]) {
        let key = DataKey::new(chance);
        let sealed = key.seal(&place, Nonce(nonce), &value).unwrap();
        prop_assert_eq!(key.open(&place, &sealed).unwrap(), value);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        prop_assert!(key().open("drafts/1", &bytes).is_err());
    }
}
