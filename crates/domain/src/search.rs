//! How a Vietnamese name is found: `nguyen thi hanh`, `Nguyễn Thị Hạnh`, `nth`, `hanhj` all find her.
//!
//! Folding takes marks and tones away and makes `đ` a `d`, so composed and decomposed letters and both
//! places of a tone (`Hòa`, `Hoà`) meet. What was typed with marks ranks those first who bear them.

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A record prepared for searching: its main name and other texts by which it may be found.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// Every word folded, with a space before each; the other texts follow after a line feed.
    folded: Box<str>,
    /// Bytes of `folded` that belong to the main name.
    name_len: usize,
    /// Shapes and tones of the words of the main name, in order.
    exact: Box<[Word]>,
    /// First letters of the words of the main name.
    initials: Box<str>,
    /// Which letters occur, for refusing quickly.
    letters: u64,
}

/// What somebody is typing.
#[derive(Clone, Debug)]
pub struct Query {
    plain: Needle,
    /// The same keys read as Telex that no keyboard has composed yet: `hanhj`, `ddaof`.
    telex: Option<Needle>,
    /// The words with their marks, where any were typed.
    marked: Option<Box<[Word]>>,
}

/// How well a record answers a query; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u8, u8);

#[derive(Clone, Debug)]
struct Needle {
    /// A space and the words. What it takes to look for them is made once for ten thousand records.
    phrase: Finder<'static>,
    /// Each word with a space before it, where there are several.
    words: Vec<Finder<'static>>,
    /// The whole query without spaces, where it may be initials.
    initials: Option<String>,
    letters: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Letters with their shape (`ê`, `ơ`, `đ`) and without tone.
    shape: Box<str>,
    tone: Option<char>,
}

impl Indexed {
    /// Prepares a record: `name` ranks first, `others` (members, address, code, telephone) after it.
    pub fn new<'a>(name: &str, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded = String::new();
        let mut initials = String::new();
        for word in fold(name).split(' ').filter(|word| !word.is_empty()) {
            folded.push(' ');
            folded.push_str(word);
            initials.extend(word.chars().next());
        }
        let name_len = folded.len();
        for other in others {
            folded.push('\n');
            for word in fold(other).split(' ').filter(|word| !word.is_empty()) {
                folded.push(' ');
                folded.push_str(word);
            }
        }
        let letters = letters(&folded);
        Self {
            folded: folded.into(),
            name_len,
            exact: words(name),
            initials: initials.into(),
            letters,
        }
    }
}

impl Query {
    /// Reads what was typed; `None` where there is nothing to look for.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded.is_empty() {
            return None;
        }
        let untelexed = folded.split(' ').map(untelex).collect::<Vec<_>>().join(" ");
        let telex = (untelexed != folded).then(|| Needle::new(&untelexed));
        let marked = text
            .nfd()
            .any(|c| is_combining_mark(c) || matches!(c, 'đ' | 'Đ'))
            .then(|| words(text));
        Some(Self {
            plain: Needle::new(&folded),
            telex,
            marked,
        })
    }

    /// How well a record answers; `None` where it does not.
    #[must_use]
    pub fn rank(&self, record: &Indexed) -> Option<Rank> {
        if let Some(rank) = self.plain.rank(record) {
            let exact = self
                .marked
                .as_ref()
                .is_some_and(|marked| bears(marked, &record.exact));
            return Some(if exact { Rank(0, rank.1) } else { rank });
        }
        let Rank(tier, position) = self.telex.as_ref()?.rank(record)?;
        Some(Rank(tier + 4, position))
    }
}

impl Needle {
    fn new(folded: &str) -> Self {
        let finder = |words: &str| Finder::new(&format!(" {words}")).into_owned();
        let is_one = !folded.contains(' ');
        let initials = (is_one && (2..=6).contains(&folded.len())).then(|| folded.to_owned());
        let words = if is_one {
            Vec::new()
        } else {
            folded.split(' ').map(finder).collect()
        };
        Self {
            phrase: finder(folded),
            words,
            initials,
            letters: letters(folded),
        }
    }

    /// 1: the words follow one another in the name; 2: all begin words of it; 3: initials; 4: in other texts.
    fn rank(&self, record: &Indexed) -> Option<Rank> {
        if self.letters & !record.letters != 0 {
            return None;
        }
        let all = record.folded.as_bytes();
        let (name, _) = all.split_at(record.name_len);
        // The name comes first, and nothing reaches from it into what follows: a line feed stands between.
        let phrase = self.phrase.find(all);
        if let Some(at) = phrase.filter(|at| *at < name.len()) {
            // People are called by the last word of their name, so what matches there comes first.
            let last = memchr::memrchr(b' ', name).unwrap_or(0);
            let position = match at {
                _ if at == last || at + self.phrase.needle().len() == name.len() => 0,
                0 => 1,
                _ => 2,
            };
            return Some(Rank(1, position));
        }
        if self.bears_words(name) {
            return Some(Rank(2, 0));
        }
        if let Some(initials) = &self.initials {
            if *record.initials == **initials {
                return Some(Rank(3, 0));
            }
            if record.initials.starts_with(initials.as_str()) {
                return Some(Rank(3, 1));
            }
        }
        (phrase.is_some() || self.bears_words(all)).then_some(Rank(4, 0))
    }

    /// Whether there are several words and each begins a word of the text, in any order.
    fn bears_words(&self, text: &[u8]) -> bool {
        !self.words.is_empty() && self.words.iter().all(|word| word.find(text).is_some())
    }
}

/// Lower case without marks, `đ` as `d`, words of letters and digits parted by single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd() {
        match c {
            'đ' | 'Đ' => out.push('d'),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if is_combining_mark(c) => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The marks of Telex taken out of one folded word: doubled vowels, `w`, `dd` and a tone key behind a vowel.
fn untelex(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut vowel = false;
    let bytes = word.as_bytes();
    for (i, c) in word.char_indices() {
        let doubled = out.ends_with(c) && matches!(c, 'a' | 'e' | 'o' | 'd');
        let shape = c == 'w' && vowel;
        let tone = matches!(c, 's' | 'f' | 'r' | 'x' | 'j')
            && vowel
            && !bytes.get(i + 1).is_some_and(|next| is_vowel(*next));
        if doubled || shape || tone {
            continue;
        }
        vowel |= c.is_ascii() && is_vowel(c as u8);
        out.push(c);
    }
    out
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

fn words(text: &str) -> Box<[Word]> {
    text.split_whitespace()
        .map(|word| {
            let mut tone = None;
            let shape: String = word
                .nfd()
                .filter(|c| match TONES.contains(c) {
                    true => {
                        tone = Some(*c);
                        false
                    }
                    false => true,
                })
                .flat_map(char::to_lowercase)
                .collect();
            Word {
                shape: shape.nfc().collect::<String>().into(),
                tone,
            }
        })
        .collect()
}

/// Whether every marked word begins a word of the name with the same shapes and, where given, the same tone.
fn bears(marked: &[Word], name: &[Word]) -> bool {
    marked.iter().all(|typed| {
        name.iter().any(|word| {
            word.shape.starts_with(&*typed.shape)
                && (typed.tone.is_none() || typed.tone == word.tone)
        })
    })
}

fn letters(folded: &str) -> u64 {
    folded.bytes().fold(0, |set, byte| match byte {
        b'a'..=b'z' => set | 1 << (byte - b'a'),
        b'0'..=b'9' => set | 1 << (byte - b'0' + 26),
        _ => set,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn find(typed: &str, name: &str) -> Option<Rank> {
        Query::new(typed).unwrap().rank(&Indexed::new(name, []))
    }

    #[rstest]
    #[case("nguyen thi hanh", "Nguyễn Thị Hạnh")]
    #[case("Nguyễn Thị Hạnh", "Nguyễn Thị Hạnh")]
    #[case("nguye\u{302}\u{303}n thi\u{323} ha\u{323}nh", "Nguyễn Thị Hạnh")]
    #[case("hanh", "Nguyễn Thị Hạnh")]
    #[case("nth", "Nguyễn Thị Hạnh")]
    #[case("hanh nguyen", "Nguyễn Thị Hạnh")]
    #[case("nguyeenx thij hanhj", "Nguyễn Thị Hạnh")]
    #[case("nguyeen", "Nguyễn Thị Hạnh")]
    #[case("an", "Lê Thị An")]
    #[case("le", "Lê Thị An")]
    #[case("Ý", "Hồ Như Ý")]
    #[case("do van thanh", "Đỗ Văn Thảnh")]
    #[case("đỗ", "Đỗ Văn Thảnh")]
    #[case("ddoox", "Đỗ Văn Thảnh")]
    #[case("Hoà", "Trần Hòa")]
    #[case("Hòa", "Trần Hoà")]
    #[case("luowngx", "Phan Lưỡng")]
    fn finds(#[case] typed: &str, #[case] name: &str) {
        assert!(find(typed, name).is_some(), "{typed} should find {name}");
    }

    #[rstest]
    #[case("hạnh", "Nguyễn Văn Hùng")]
    #[case("nth", "Trần Thị Hoa")]
    #[case("anh", "Lê Thị An")]
    #[case("guyen", "Nguyễn Thị Hạnh")]
    fn does_not_find(#[case] typed: &str, #[case] name: &str) {
        assert_eq!(find(typed, name), None, "{typed} should not find {name}");
    }

    #[rstest]
    #[case("hạnh", "Lê Hạnh", "Lê Hành")]
    #[case("Hoà", "Trần Hòa", "Trần Hoa")]
    #[case("lê", "Lê Bưởi", "Nguyễn Thị Le")]
    #[case("hanh", "Lê Hạnh", "Hạnh Thị Lê")]
    #[case("na", "Lê Thị Na", "Nguyễn An")]
    fn ranks_the_better_first(#[case] typed: &str, #[case] better: &str, #[case] worse: &str) {
        let (better, worse) = (find(typed, better).unwrap(), find(typed, worse).unwrap());
        assert!(better < worse, "{better:?} < {worse:?}");
    }

    #[test]
    fn other_texts_are_found_after_names() {
        let record = Indexed::new(
            "Nguyễn Thị Hạnh",
            ["Trần Khánh Vy", "kiệt 12", "0905 123 456"],
        );
        for typed in ["vy", "kiet 12", "0905", "hạnh vy"] {
            assert_eq!(
                Query::new(typed).unwrap().rank(&record).unwrap().0,
                4,
                "{typed}"
            );
        }
    }

    #[test]
    fn nothing_to_look_for_is_no_query() {
        assert!(Query::new("  -, ").is_none());
    }

    proptest! {
        #[test]
        fn every_name_is_found_by_itself_and_by_its_fold(name in "[A-Za-zĐđÀ-ỹ]{1,8}( [A-Za-zĐđÀ-ỹ]{1,8}){0,4}") {
            prop_assume!(!fold(&name).is_empty());
            prop_assert!(find(&name, &name).is_some());
            prop_assert!(find(&fold(&name), &name).is_some());
        }

        #[test]
        fn folding_is_done_after_once(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
