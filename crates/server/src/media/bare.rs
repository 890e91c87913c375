//! A picture without the place where it was taken, for clients that cannot leave it out themselves.

use axum::body::Bytes;
use dong_hanh_form::MediaKind;
use exif::{In, Reader, Tag, Value};
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes as Part, ImageEXIF as _};

use super::place::bears_place;

/// The picture as it is, or without all that is written beside it where that says a place; how it is to be turned stays.
/// The picture itself is not touched.
pub(super) fn bare(kind: MediaKind, bytes: Bytes) -> Bytes {
    if !bears_place(kind, &bytes) {
        return bytes;
    }
    let exif = turned(&bytes).map(exif_that_turns);
    let stripped = match kind {
        MediaKind::Jpeg => Jpeg::from_bytes(bytes.clone()).ok().map(|mut jpeg| {
            jpeg.segments_mut()
                .retain(|segment| segment.marker() != markers::APP1);
            jpeg.set_exif(exif);
            jpeg.encoder().bytes()
        }),
        MediaKind::Png => Png::from_bytes(bytes.clone()).ok().map(|mut png| {
            png.chunks_mut()
                .retain(|chunk| !matches!(&chunk.kind(), b"eXIf" | b"iTXt" | b"tEXt" | b"zTXt"));
            png.set_exif(exif);
            png.encoder().bytes()
        }),
        MediaKind::WebP => WebP::from_bytes(bytes.clone()).ok().map(|mut webp| {
            webp.remove_chunks_by_id(*b"XMP ");
            webp.set_exif(exif);
            webp.encoder().bytes()
        }),
        _ => None,
    };
    stripped.unwrap_or(bytes)
}

/// How a picture is to be turned, if it is.
fn turned(bytes: &[u8]) -> Option<u8> {
    let exif = Reader::new()
        .read_from_container(&mut std::io::Cursor::new(bytes))
        .ok()?;
    let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
    let Value::Short(values) = &field.value else {
        return None;
    };
    let value = u8::try_from(*values.first()?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// EXIF that says nothing but how the picture is turned: one entry, tag 0x0112, one 16-bit number.
fn exif_that_turns(how: u8) -> Part {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(how);
    exif.extend(b"\0\0\0\0\0\0");
    Part::from(exif)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG whose EXIF says how it is turned and that it has a place.
    fn picture() -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
        exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
        let length = u16::try_from(exif.len() + 2).unwrap_or_default();
        let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0the picture\xff\xd9";
        [b"\xff\xd8\xff\xe1", &length.to_be_bytes()[..], &exif, scan].concat()
    }

    #[test]
    fn the_place_goes_and_the_picture_stays_as_it_is_turned() {
        let before = picture();
        assert!(
            bears_place(MediaKind::Jpeg, &before),
            "the test's own picture"
        );
        assert_eq!(turned(&before), Some(6));
        let after = bare(MediaKind::Jpeg, before.into());
        assert!(!bears_place(MediaKind::Jpeg, &after));
        assert_eq!(turned(&after), Some(6));
        assert!(after.windows(11).any(|bytes| bytes == b"the picture"));
        assert_eq!(
            bare(MediaKind::Jpeg, after.clone()),
            after,
            "nothing more to leave out"
        );
    }

    #[test]
    fn other_remarks_stay() {
        let plain = Bytes::from_static(b"\xff\xd8\xff\xe1\0\x10 camera: A05 \xff\xd9");
        assert_eq!(bare(MediaKind::Jpeg, plain.clone()), plain);
    }
}
