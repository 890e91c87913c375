//! The order of Vietnamese names: by the given name, then from the family name on, as lists in Việt Nam have it.

use dong_hanh_domain::PersonName;
use unicode_normalization::UnicodeNormalization;

/// The alphabet with its vowels as letters of their own; `f`, `j`, `w`, `z` stand where foreign names have them.
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Tones in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng; without a tone before all.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// A text whose plain comparison orders names; it lies in a segment, as making it takes longer than reading it.
#[must_use]
pub(crate) fn order_key(name: &PersonName) -> String {
    let words: Vec<&str> = name.as_str().split(' ').collect();
    let (given, before) = words.split_last().unwrap_or((&"", &[]));
    let mut letters = String::with_capacity(name.as_str().len() * 2);
    // A tone decides between two names only where all their letters are the same.
    let mut tones = String::new();
    for word in std::iter::once(given).chain(before) {
        let mut tone = '1';
        for c in word.chars() {
            let mut letter = String::new();
            for part in c.nfd() {
                match TONES.iter().position(|known| *known == part) {
                    Some(at) => tone = char::from(b'2' + u8::try_from(at).unwrap_or(0)),
                    None => letter.push(part),
                }
            }
            letters.extend(letter.nfc().flat_map(char::to_lowercase).map(rank));
        }
        letters.push(' ');
        tones.push(tone);
    }
    letters + &tones
}

fn rank(letter: char) -> char {
    let place = LETTERS.chars().position(|known| known == letter);
    place
        .and_then(|place| char::from_u32(u32::from('A') + u32::try_from(place).unwrap_or(0)))
        .unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_stand_as_in_a_vietnamese_register() {
        let sorted = [
            "Lê Văn An",
            "Nguyễn Thị An",
            "Trần Ân",
            "Phan Bưởi",
            "Hồ Dũng",
            "Hồ Đào",
            "Lê Hạnh",
            "Nguyễn Thị Hạnh",
            "Trần Hoa",
            "Trần Hòa",
            "Trần Hoà Bình Hỏa",
            "Lê Yến",
        ];
        let mut names: Vec<PersonName> = sorted
            .iter()
            .rev()
            .map(|name| PersonName::new(name).unwrap())
            .collect();
        names.sort_by_key(order_key);
        let names: Vec<&str> = names.iter().map(PersonName::as_str).collect();
        assert_eq!(names, sorted);
    }
}
