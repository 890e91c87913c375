//! Whether a picture says where it was taken.

use std::io::Cursor;

use dong_hanh_form::MediaKind;
use exif::{Context, Reader};

/// How the newer way (XMP) of writing beside a picture calls a place.
const XMP_PLACE: &[u8] = b"exif:GPSLatitude";

/// Whether a picture bears the place where it was taken. What a program cannot read bears none.
pub(super) fn bears_place(kind: MediaKind, bytes: &[u8]) -> bool {
    if !kind.is_picture() {
        return false;
    }
    let exif = Reader::new().read_from_container(&mut Cursor::new(bytes));
    let in_exif = exif.is_ok_and(|exif| {
        exif.fields()
            .any(|field| field.tag.context() == Context::Gps)
    });
    in_exif
        || bytes
            .windows(XMP_PLACE.len())
            .any(|window| window == XMP_PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG with one EXIF block; `tag` is what its only entry is about.
    fn picture(tag: [u8; 2]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
        // One entry of four bytes: where the next directory is, 26 bytes from the beginning.
        exif.extend(tag);
        exif.extend(b"\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0");
        // There stands one entry as well: tag 1, the letter N.
        exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
        let length = u16::try_from(exif.len() + 2).unwrap_or_default();
        [
            b"\xff\xd8\xff\xe1",
            &length.to_be_bytes()[..],
            &exif,
            b"\xff\xd9",
        ]
        .concat()
    }

    #[test]
    fn the_place_is_found_and_nothing_else_taken_for_one() {
        assert!(
            bears_place(MediaKind::Jpeg, &picture([0x88, 0x25])),
            "place"
        );
        assert!(
            !bears_place(MediaKind::Jpeg, &picture([0x87, 0x69])),
            "camera"
        );
        assert!(!bears_place(
            MediaKind::Jpeg,
            b"\xff\xd8\xff\xe1\xff\xffExif"
        ));
        let xmp = b"\xff\xd8\xff\xe1 <rdf exif:GPSLatitude='16,28N'>";
        assert!(bears_place(MediaKind::Jpeg, xmp));
        assert!(!bears_place(MediaKind::OggSound, b"OggS exif:GPSLatitude"));
    }
}
