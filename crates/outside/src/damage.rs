//! Good bytes made bad, as far as some noise says: what a test on stable has in place of a fuzzer.

/// Words that mean something to a reader of JSON.
const WORDS: [&[u8]; 16] = [
    b"null",
    b"-1",
    b"18446744073709551616",
    b"1e999",
    b"52.215889504792884",
    b"\"\"",
    b"[]",
    b"{}",
    b"\"\\u0000\"",
    b"\"\\ud800\"",
    b"true",
    b",",
    b"\"of_the_future\":{\"a\":[1]},",
    b"[[[[[[[[",
    b"\xff",
    "ệ".as_bytes(),
];

/// One of the seeds, changed in as many places as there is noise for.
#[must_use]
pub fn damaged(seeds: &[Vec<u8>], noise: &[u8]) -> Vec<u8> {
    let mut noise = noise.iter().copied();
    let mut next = || noise.next().map(usize::from);
    let Some(mut bytes) = next().and_then(|at| seeds.get(at % seeds.len()).cloned()) else {
        return Vec::new();
    };
    while let (Some(how), Some(high), Some(low), Some(what)) = (next(), next(), next(), next()) {
        if bytes.is_empty() {
            break;
        }
        let at = (high * 256 + low) % bytes.len();
        let end = (at + what).min(bytes.len());
        match how % 6 {
            0 => bytes[at] = u8::try_from(what).unwrap_or_default(),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, WORDS[what % WORDS.len()].iter().copied())),
            3 => {
                // A whole number, text or word of JSON in the place of another.
                let is_part =
                    |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'"' | b'-' | b'.');
                let length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
                drop(bytes.splice(at..at + length, WORDS[what % WORDS.len()].iter().copied()));
            }
            4 => {
                let copy = bytes[at..end].to_vec();
                drop(bytes.splice(end..end, copy));
            }
            _ => bytes.truncate(at + 1),
        }
    }
    bytes
}
