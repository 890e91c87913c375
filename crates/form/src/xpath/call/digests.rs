//! Digests, base64 and signatures.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use md5::Md5;
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::{Sha256, Sha384, Sha512};

use super::Given;
use crate::xpath::Function;
use crate::xpath::value::XPath;

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    match function {
        Function::Digest => XPath::text(digest(given)),
        Function::ExtractSigned => XPath::text(signed(given).unwrap_or_default()),
        _ => {
            let bytes = BASE64_STANDARD
                .decode(given.text(0).as_bytes())
                .unwrap_or_default();
            XPath::text(String::from_utf8(bytes).unwrap_or_default())
        }
    }
}

/// What was signed, where it was by the holder of the key: in base64 a signature by Ed25519 (RFC 8032) and behind it the
/// text, as a code that an office prints on its papers.
fn signed(given: &Given<'_, '_>) -> Option<String> {
    let decoded = |at| BASE64_STANDARD.decode(given.text(at).as_bytes()).ok();
    let (bytes, key) = (decoded(0)?, decoded(1)?);
    let key = VerifyingKey::from_bytes(&key.try_into().ok()?).ok()?;
    let (signature, text) = bytes.split_first_chunk()?;
    let signature = Signature::from_bytes(signature);
    key.verify_strict(text, &signature).ok()?;
    String::from_utf8(text.to_vec()).ok()
}

/// In base64, or in hexadecimal digits; nothing by a name that no digest has.
fn digest(given: &Given<'_, '_>) -> String {
    let text = given.text(0);
    let bytes = match &*given.text(1) {
        "MD5" => Md5::digest(text.as_bytes()).to_vec(),
        "SHA-1" => Sha1::digest(text.as_bytes()).to_vec(),
        "SHA-256" => Sha256::digest(text.as_bytes()).to_vec(),
        "SHA-384" => Sha384::digest(text.as_bytes()).to_vec(),
        "SHA-512" => Sha512::digest(text.as_bytes()).to_vec(),
        _ => return String::new(),
    };
    match &*given.text(2) {
        "hex" => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        _ => BASE64_STANDARD.encode(bytes),
    }
}
