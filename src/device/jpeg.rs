//! What stands beside the picture in a JPEG, left out.

/// A JPEG without remarks: no EXIF (place, time, camera), no XMP, no thumbnail, no comment. What a screen needs to show
/// it rightly stays: the size of its points, its colours. What is no JPEG stays as it is.
#[must_use]
pub fn plain(jpeg: Vec<u8>) -> Vec<u8> {
    without_remarks(&jpeg).unwrap_or(jpeg)
}

fn without_remarks(jpeg: &[u8]) -> Option<Vec<u8>> {
    let (start, mut rest) = jpeg.split_at_checked(2)?;
    if start != [0xff, 0xd8] {
        return None;
    }
    let mut kept = start.to_vec();
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        // From here on there is the picture itself.
        if marker == START_OF_SCAN {
            kept.extend_from_slice(rest);
            return Some(kept);
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let (segment, after) = rest.split_at_checked(2 + length)?;
        if !is_remark(marker, segment) {
            kept.extend_from_slice(segment);
        }
        rest = after;
    }
}

const START_OF_SCAN: u8 = 0xda;

fn is_remark(marker: u8, segment: &[u8]) -> bool {
    match marker {
        // JFIF, with what may be a thumbnail; and how Adobe mixes colours.
        0xe0 => !segment
            .get(4..)
            .is_some_and(|text| text.starts_with(b"JFIF\0")),
        0xe2 => !segment
            .get(4..)
            .is_some_and(|text| text.starts_with(b"ICC_PROFILE\0")),
        0xee => false,
        0xe1..=0xef | 0xfe => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn segment(marker: u8, text: &[u8]) -> Vec<u8> {
        let length = u16::try_from(text.len() + 2).unwrap_or_default();
        [&[0xff, marker], &length.to_be_bytes()[..], text].concat()
    }

    #[wasm_bindgen_test]
    fn s4_9_only_the_picture_stays() {
        let jfif = segment(0xe0, b"JFIF\0\x01\x01\0\0\x48\0\x48\0\0");
        let colours = segment(0xe2, b"ICC_PROFILE\0\x01\x01...");
        let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
        let table = segment(0xdb, &[0; 65]);
        let scan = [
            segment(START_OF_SCAN, b"\x01\x01\0\0\x3f\0"),
            b"...\xff\xd9".to_vec(),
        ]
        .concat();
        let start = b"\xff\xd8".to_vec();
        let remarks = [
            segment(0xe1, b"Exif\0\0MM\0\x2a"),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            segment(0xe0, b"JFXX\0\x10thumbnail"),
            segment(0xe2, b"MPF\0"),
            segment(0xed, b"Photoshop 3.0\0"),
            segment(0xfe, b"by the camera of"),
        ]
        .concat();
        let plainly = [
            start.clone(),
            jfif.clone(),
            colours.clone(),
            adobe.clone(),
            table.clone(),
            scan.clone(),
        ]
        .concat();
        let given = [
            start,
            jfif,
            remarks.clone(),
            colours,
            adobe,
            remarks,
            table,
            scan,
        ]
        .concat();
        assert_eq!(plain(given), plainly);
        assert_eq!(plain(plainly.clone()), plainly);
    }

    #[wasm_bindgen_test]
    fn what_cannot_be_read_stays_as_it_is() {
        for bytes in [
            &b""[..],
            b"\xff",
            b"\x89PNG\r\n",
            b"\xff\xd8\xff\xe1\xff\xffExif",
            b"\xff\xd8\xff\xe1\0\0",
        ] {
            assert_eq!(plain(bytes.to_vec()), bytes);
        }
    }
}
