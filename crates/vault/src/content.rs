//! What is sealed: a text or bytes, and how a sealed value says which.

use crate::key::{DataKey, Nonce, TooLong};

/// What a value says of itself first.
const TEXT: u8 = b't';
const BYTES: u8 = b'b';

/// What lies in a sealed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl DataKey {
    /// Seals a text for its place.
    ///
    /// # Errors
    /// As for [`DataKey::seal`].
    pub fn seal_text(&self, place: &str, nonce: Nonce, text: &str) -> Result<Vec<u8>, TooLong> {
        self.seal_as(TEXT, place, nonce, text.as_bytes())
    }

    /// Seals bytes for their place.
    ///
    /// # Errors
    /// As for [`DataKey::seal`].
    pub fn seal_bytes(&self, place: &str, nonce: Nonce, bytes: &[u8]) -> Result<Vec<u8>, TooLong> {
        self.seal_as(BYTES, place, nonce, bytes)
    }

    fn seal_as(
        &self,
        kind: u8,
        place: &str,
        nonce: Nonce,
        value: &[u8],
    ) -> Result<Vec<u8>, TooLong> {
        let mut plain = Vec::with_capacity(1 + value.len());
        plain.push(kind);
        plain.extend(value);
        self.seal(place, nonce, &plain)
    }

    /// What lies in a value that was sealed for a place; `None` for what this version or this key did not write.
    #[must_use]
    pub fn content(&self, place: &str, sealed: &[u8]) -> Option<Content> {
        let mut bytes = self.open(place, sealed).ok()?;
        if bytes.is_empty() {
            return None;
        }
        match bytes.remove(0) {
            TEXT => String::from_utf8(bytes).ok().map(Content::Text),
            BYTES => Some(Content::Bytes(bytes)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_value_says_what_it_is() {
        let (key, nonce) = (DataKey::new([1; 32]), Nonce([2; 24]));
        let text = key.seal_text("drafts/1", nonce, "Bà Hạnh").unwrap();
        let bytes = key.seal_bytes("media/a", nonce, &[0xff, 0]).unwrap();
        let other = key.seal("drafts/1", nonce, b"x").unwrap();
        let not_utf8 = key.seal("drafts/1", nonce, b"t\xff").unwrap();
        let nothing = key.seal("drafts/1", nonce, b"").unwrap();
        assert_eq!(
            key.content("drafts/1", &text),
            Some(Content::Text("Bà Hạnh".into()))
        );
        assert_eq!(
            key.content("media/a", &bytes),
            Some(Content::Bytes(vec![0xff, 0]))
        );
        for value in [&other, &not_utf8, &nothing] {
            assert_eq!(key.content("drafts/1", value), None);
        }
        assert_eq!(key.content("drafts/2", &text), None);
    }
}
