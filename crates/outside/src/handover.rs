//! The inside of a hand-over file.

use dong_hanh_sync::handover::{Decoder, Entry, HandoverError, preamble};

/// Entries as they are read, whatever the pieces in which they come; written again they are the bytes that were read.
pub(crate) fn stream(bytes: &[u8]) {
    let (entries, end) = read(bytes, bytes.len().max(1));
    assert_eq!(read(bytes, 1), (entries.clone(), end), "in pieces");
    let mut written = preamble();
    for entry in &entries {
        let encoded = entry.encode().expect("what was read can be written");
        // A header is JSON, and says the same in other words.
        if !matches!(entry, Entry::Header(_)) {
            assert!(bytes.windows(encoded.len()).any(|part| part == encoded));
        }
        written.extend(encoded);
    }
    if !entries.is_empty() {
        assert_eq!(read(&written, 7).0, entries, "written again");
    }
}

fn read(bytes: &[u8], length: usize) -> (Vec<Entry>, Result<bool, HandoverError>) {
    let mut decoder = Decoder::default();
    let mut entries = Vec::new();
    for piece in bytes.chunks(length) {
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
