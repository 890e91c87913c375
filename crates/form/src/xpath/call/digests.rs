//! Digests and base64.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
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
        _ => {
            let bytes = BASE64_STANDARD
                .decode(given.text(0).as_bytes())
                .unwrap_or_default();
            XPath::text(String::from_utf8(bytes).unwrap_or_default())
        }
    }
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
