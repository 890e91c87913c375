//! Files that are seen or heard beside words: what they are, by their first bytes and not by their names.

use std::io::Cursor;

use dong_hanh_form::{Enclosed, MediaRef, Sha256};
use exif::{In, Reader, Tag};

/// Files larger than this are told of: every phone fetches them.
const HEAVY: usize = 1024 * 1024;

/// What a file is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    Picture,
    Sound,
    Film,
}

/// A file as phones show it; none where browsers do not all show such a one.
pub(crate) fn enclosed(bytes: &[u8], medium: Medium) -> Option<Enclosed> {
    let mime = mime(infer::get(bytes)?.mime_type(), medium)?;
    let size = match medium {
        Medium::Picture => {
            let size = imagesize::blob_size(bytes).ok()?;
            let of = |side: usize| u32::try_from(side).ok().filter(|side| *side > 0);
            let (width, height) = (of(size.width)?, of(size.height)?);
            Some(match lies_on_its_side(bytes) {
                true => (height, width),
                false => (width, height),
            })
        }
        Medium::Sound | Medium::Film => None,
    };
    Some(Enclosed {
        media: MediaRef {
            sha256: Sha256::of(bytes),
            bytes: u32::try_from(bytes.len()).ok()?,
            mime: mime.to_owned(),
        },
        size,
    })
}

/// Whether a camera was held so that the picture is turned by a quarter before it is shown.
fn lies_on_its_side(bytes: &[u8]) -> bool {
    const TURNED: std::ops::RangeInclusive<u32> = 5..=8;
    let exif = Reader::new().read_from_container(&mut Cursor::new(bytes));
    let turned = exif.ok().and_then(|exif| {
        let orientation = exif.get_field(Tag::Orientation, In::PRIMARY)?;
        orientation.value.get_uint(0)
    });
    turned.is_some_and(|turned| TURNED.contains(&turned))
}

/// How large a file is in whole megabytes, if that is much for a phone.
pub(crate) fn heavy(bytes: &[u8]) -> Option<usize> {
    (bytes.len() > HEAVY).then(|| bytes.len().div_ceil(HEAVY))
}

/// What browsers call a file of some kind that is there for something.
fn mime(kind: &str, medium: Medium) -> Option<&'static str> {
    Some(match (medium, kind) {
        (Medium::Picture, "image/png") => "image/png",
        (Medium::Picture, "image/jpeg") => "image/jpeg",
        (Medium::Picture, "image/webp") => "image/webp",
        (Medium::Picture, "image/gif") => "image/gif",
        (Medium::Sound, "audio/mpeg") => "audio/mpeg",
        (Medium::Sound, "audio/x-wav") => "audio/wav",
        (Medium::Sound, "audio/ogg" | "audio/opus") => "audio/ogg",
        // The same cases hold sound and films.
        (Medium::Sound, "audio/m4a" | "video/mp4" | "video/x-m4v") => "audio/mp4",
        (Medium::Sound, "video/webm") => "audio/webm",
        (Medium::Film, "video/mp4" | "video/x-m4v") => "video/mp4",
        (Medium::Film, "video/webm") => "video/webm",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The beginning of a picture of 3 by 2 pixels.
    const PNG: &[u8] =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\x12\x16\xf1\x4d";

    #[test]
    fn a_picture_says_how_large_it_is() {
        let picture = enclosed(PNG, Medium::Picture).unwrap();
        assert_eq!(picture.size, Some((3, 2)));
        assert_eq!(picture.media.mime, "image/png");
        assert_eq!(picture.media.sha256, Sha256::of(PNG));
    }

    #[test]
    fn a_picture_of_a_camera_that_was_turned_stands() {
        // Where it was turned to, 6 is, in the shortest of such notes; then how large the picture is.
        let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let frame = b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9";
        let jpeg = |parts: &[&[u8]]| [&[b"\xff\xd8".as_slice()], parts].concat().concat();
        let size = |bytes: Vec<u8>| enclosed(&bytes, Medium::Picture).unwrap().size;
        assert_eq!(size(jpeg(&[frame])), Some((3, 2)));
        assert_eq!(size(jpeg(&[exif, frame])), Some((2, 3)));
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        // It is known by more than its beginning.
        let mut webm = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".to_vec();
        webm.resize(300, 0);
        let mime = |bytes, medium| enclosed(bytes, medium).map(|file| file.media.mime);
        for (bytes, sound, film) in [
            (&b"ID3\x03\0\0\0\0\0\0\0\0"[..], Some("audio/mpeg"), None),
            (
                b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
                Some("audio/mp4"),
                Some("video/mp4"),
            ),
            (&webm, Some("audio/webm"), Some("video/webm")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None, None),
            (PNG, None, None),
            (b"", None, None),
        ] {
            assert_eq!(mime(bytes, Medium::Sound).as_deref(), sound);
            assert_eq!(mime(bytes, Medium::Film).as_deref(), film);
        }
        assert!(enclosed(&PNG[..16], Medium::Picture).is_none(), "it is cut");
    }
}
