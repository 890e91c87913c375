//! What is taken beside the texts: on the phone, which offers it, and at the office, which keeps it.

use serde::{Deserialize, Serialize};

/// The most bytes of one file.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A kind of media. Another one joins here and in the form that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture as phones shrink it.
    Jpeg,
    /// A picture as screens are drawn.
    Png,
    /// A picture.
    WebP,
    /// Sound as Chromium and Firefox record it.
    WebmSound,
    /// Sound as Safari records it.
    Mp4Sound,
    /// Sound.
    OggSound,
    /// A film as phones record it.
    Mp4Film,
    /// A film as browsers record it.
    WebmFilm,
    /// A film of a small phone.
    ThreeGpFilm,
    /// A film as iPhones record it.
    QuickTimeFilm,
    /// A document as it is printed.
    Pdf,
    /// A document as it is written.
    Docx,
    /// A table.
    Xlsx,
}

/// Pictures that begin as films do: HEIC and AVIF, which browsers do not all show.
const STILLS: [&[u8]; 9] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis",
];

impl MediaKind {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 13] = [
        Self::Jpeg,
        Self::WebmSound,
        Self::Mp4Sound,
        Self::OggSound,
        Self::Png,
        Self::WebP,
        Self::Mp4Film,
        Self::WebmFilm,
        Self::ThreeGpFilm,
        Self::QuickTimeFilm,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
    ];

    /// The kind of a media type, if it is taken at all; what follows a semicolon, such as the codec, says nothing here.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Self> {
        let media_type = media_type.split(';').next()?.trim();
        Self::ALL
            .into_iter()
            .find(|kind| kind.media_type().eq_ignore_ascii_case(media_type))
    }

    /// The kind of something, by its first bytes; where several begin alike, the most frequent of them. Whoever shows it
    /// is told by the answer that names it what it is.
    #[must_use]
    pub fn beginning(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.fits(bytes))
    }

    /// As requests and answers call it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::WebmSound => "audio/webm",
            Self::Mp4Sound => "audio/mp4",
            Self::OggSound => "audio/ogg",
            Self::Mp4Film => "video/mp4",
            Self::WebmFilm => "video/webm",
            Self::ThreeGpFilm => "video/3gpp",
            Self::QuickTimeFilm => "video/quicktime",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// How its files end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::WebmSound => "weba",
            Self::Mp4Sound => "m4a",
            Self::OggSound => "oga",
            Self::Mp4Film => "mp4",
            Self::WebmFilm => "webm",
            Self::ThreeGpFilm => "3gp",
            Self::QuickTimeFilm => "mov",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether bytes begin as this kind does.
    #[must_use]
    pub fn fits(self, bytes: &[u8]) -> bool {
        let at = |place: usize, mark: &[u8]| {
            bytes
                .get(place..)
                .is_some_and(|bytes| bytes.starts_with(mark))
        };
        match self {
            // Start of image, then a marker.
            Self::Jpeg => at(0, b"\xff\xd8\xff"),
            Self::Png => at(0, b"\x89PNG\r\n\x1a\n"),
            Self::WebP => at(0, b"RIFF") && at(8, b"WEBP"),
            // EBML, of which WebM is one.
            Self::WebmSound | Self::WebmFilm => at(0, b"\x1a\x45\xdf\xa3"),
            Self::Mp4Sound | Self::Mp4Film | Self::ThreeGpFilm | Self::QuickTimeFilm => {
                at(4, b"ftyp") && !STILLS.iter().any(|brand| at(8, brand))
            }
            Self::OggSound => at(0, b"OggS"),
            Self::Pdf => at(0, b"%PDF-"),
            // Both are folders packed as ZIP.
            Self::Docx | Self::Xlsx => at(0, b"PK\x03\x04"),
        }
    }

    /// Whether it is a picture that stands still.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::WebP)
    }

    /// Whether it is a film.
    #[must_use]
    pub fn is_film(self) -> bool {
        matches!(
            self,
            Self::Mp4Film | Self::WebmFilm | Self::ThreeGpFilm | Self::QuickTimeFilm
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What tells one family of kinds from the others.
    fn mark(bytes: &[u8]) -> &[u8] {
        let film = bytes.get(4..8).filter(|mark| mark == b"ftyp");
        film.unwrap_or(&bytes[..4])
    }

    #[test]
    fn each_kind_is_known_by_its_name_and_its_first_bytes() {
        let begins: [(&str, &[u8]); 11] = [
            ("image/jpeg", b"\xff\xd8\xff\xe0"),
            ("image/png", b"\x89PNG\r\n\x1a\n"),
            ("image/webp", b"RIFF\0\0\0\0WEBPVP8 "),
            ("audio/webm;codecs=opus", b"\x1a\x45\xdf\xa3\x9f"),
            ("audio/mp4", b"\0\0\0\x18ftypmp42"),
            ("audio/ogg; codecs=opus", b"OggS\0\x02"),
            ("video/mp4", b"\0\0\0\x18ftypmp42"),
            ("video/webm", b"\x1a\x45\xdf\xa3\x9f"),
            ("video/quicktime", b"\0\0\0\x14ftypqt  "),
            ("application/pdf", b"%PDF-1.7"),
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                b"PK\x03\x04\x14\0",
            ),
        ];
        for (name, bytes) in begins {
            let kind = MediaKind::of(name).unwrap();
            for (other, begin) in begins {
                let same = mark(begin) == mark(bytes);
                assert_eq!(kind.fits(begin), same, "{name} and {other}");
            }
        }
        for name in [
            "text/html",
            "image/svg+xml",
            "text/plain",
            "application/zip",
            "",
        ] {
            assert_eq!(MediaKind::of(name), None, "{name}");
        }
        assert_eq!(
            MediaKind::beginning(b"\0\0\0\x18ftypheic\0\0"),
            None,
            "a picture"
        );
    }
}
