//! The inside of a hand-over file: what is written is read, in pieces of any size, and nothing else is.
#![allow(clippy::unwrap_used, clippy::panic)]

use dong_hanh_domain::{DeviceId, DeviceTime, Extra, UserId};
use dong_hanh_sync::handover::{
    Counts, Decoder, Entry, HandoverError, Header, LONGEST, UNREAD, VERSION, preamble,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn header(counts: Counts) -> Header {
    Header {
        user: UserId(Uuid::from_u128(21)),
        device: DeviceId(Uuid::from_u128(31)),
        app: "0.1.0".into(),
        made: DeviceTime {
            utc_ms: 1_795_500_000_000,
            zone_min: 420,
            mono_ms: 5,
            skew_ms: Some(-1_000),
        },
        counts,
        session: Some("ab".repeat(32)),
        extra: Extra::default(),
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        "\\PC{0,80}".prop_map(Entry::Operation),
        "\\PC{0,80}".prop_map(Entry::Draft),
        (any::<[u8; 32]>(), vec(any::<u8>(), 0..300)).prop_map(|(name, bytes)| Entry::Media {
            sha256: name
                .map(|byte| format!("{byte:02x}"))
                .concat()
                .parse()
                .unwrap(),
            bytes,
        }),
        (UNREAD.., vec(any::<u8>(), 0..80))
            .prop_map(|(kind, content)| Entry::Other { kind, content }),
    ]
}

fn file(entries: &[Entry]) -> Vec<u8> {
    let mut counts = Counts::default();
    entries.iter().for_each(|entry| counts += entry);
    let header = Entry::Header(Box::new(header(counts)));
    let all = std::iter::once(&header).chain(entries).chain([&Entry::End]);
    all.fold(preamble(), |file, entry| {
        [file, entry.encode().unwrap()].concat()
    })
}

/// Reads what there is, in pieces of these lengths over and over.
fn read(bytes: &[u8], pieces: &[usize]) -> (Vec<Entry>, Result<bool, HandoverError>) {
    let mut decoder = Decoder::default();
    let mut entries = Vec::new();
    let mut left = bytes;
    let mut lengths = pieces.iter().cycle();
    while !left.is_empty() {
        let piece;
        (piece, left) = left.split_at((*lengths.next().unwrap()).clamp(1, left.len()));
        decoder.feed(piece);
        loop {
            match decoder.next_entry() {
                Ok(Some(entry)) => entries.push(entry),
                Ok(None) => break,
                Err(error) => return (entries, Err(error)),
            }
        }
    }
    let whole = decoder.is_whole();
    (entries, Ok(whole))
}

proptest! {
    #[test]
    fn s5_2_what_is_written_is_read_in_pieces_of_any_size(
        entries in vec(entry(), 0..12),
        pieces in vec(1usize..400, 1..6),
    ) {
        let (came, whole) = read(&file(&entries), &pieces);
        prop_assert_eq!(whole, Ok(true));
        let Entry::Header(header) = &came[0] else { panic!("{came:?}") };
        let mut counts = Counts::default();
        entries.iter().for_each(|entry| counts += entry);
        prop_assert_eq!(header.counts, counts);
        prop_assert_eq!(&came[1..came.len() - 1], &entries[..]);
        prop_assert_eq!(&came[came.len() - 1], &Entry::End);
    }

    #[test]
    fn s5_6_of_a_file_that_was_cut_everything_before_the_cut_is_read(
        entries in vec(entry(), 1..12),
        cut in any::<proptest::sample::Index>(),
    ) {
        let whole = file(&entries);
        let cut = cut.index(whole.len());
        let (came, end) = read(&whole[..cut], &[7, 64]);
        prop_assert_eq!(end, Ok(false));
        let (all, _) = read(&whole, &[1024]);
        prop_assert_eq!(&came[..], &all[..came.len()]);
        let length = |entries: &[Entry]| {
            let encoded = entries.iter().map(|entry| entry.encode().unwrap().len());
            preamble().len() + encoded.sum::<usize>()
        };
        prop_assert!(length(&came) <= cut.max(preamble().len()));
        prop_assert!(length(&all[..=came.len()]) > cut);
    }

    #[test]
    fn s5_6_any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), inside in any::<bool>()) {
        let bytes = if inside { [file(&[]), bytes].concat() } else { bytes };
        let (at_once, ends) = read(&bytes, &[usize::MAX]);
        let (slowly, too) = read(&bytes, &[1]);
        prop_assert_eq!((at_once, ends), (slowly, too));
    }
}

#[test]
fn s5_6_something_else_is_known_by_its_first_byte_and_a_newer_version_by_its_number() {
    assert_eq!(read(b"\xff\xd8\xff", &[1]).1, Err(HandoverError::Foreign));
    let mut newer = preamble();
    *newer.last_mut().unwrap() = 2;
    assert_eq!(VERSION, 1);
    assert_eq!(read(&newer, &[3]).1, Err(HandoverError::Newer(2)));
    let headless = [preamble(), Entry::End.encode().unwrap()].concat();
    assert!(matches!(
        read(&headless, &[99]).1,
        Err(HandoverError::Header(_))
    ));
}

#[test]
fn s5_6_no_entry_makes_a_reader_keep_more_than_the_longest() {
    let mut bytes = preamble();
    let header = Entry::Header(Box::new(header(Counts::default())));
    bytes.extend(header.encode().unwrap());
    bytes.extend([4, 0xff, 0xff, 0xff, 0xff]);
    assert_eq!(
        read(&bytes, &[9]).1,
        Err(HandoverError::TooLong(0xffff_ffff))
    );
    let long = Entry::Draft("x".repeat(LONGEST + 1));
    assert_eq!(long.encode(), Err(HandoverError::TooLong(LONGEST + 1)));
}

#[test]
fn s5_2_what_a_newer_version_says_of_a_file_survives() {
    let mut text = serde_json::to_value(header(Counts::default())).unwrap();
    text["weather"] = json!({"sun": 1});
    let read: Header = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
}

#[test]
fn s5_2_a_content_that_is_none_of_its_kind_is_handed_on_as_it_came() {
    let entries = [
        Entry::Other {
            kind: 2,
            content: vec![0xff, 0xfe],
        },
        Entry::Other {
            kind: 4,
            content: b"not a name".to_vec(),
        },
        Entry::Other {
            kind: 1,
            content: b"{}".to_vec(),
        },
        Entry::Operation("{}".into()),
    ];
    let (came, whole) = read(&file(&entries), &[11]);
    assert_eq!(whole, Ok(true));
    assert_eq!(came[1..5], entries);
}
