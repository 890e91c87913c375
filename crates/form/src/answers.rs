//! Everything that was answered in one visit, by path.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::came::Entries;
use crate::{Answer, MediaRef, Path, Value};

/// The answers to a form and the number of instances of each repeat.
///
/// It knows no form: an answer at a path that this version does not know stays. So does an answer
/// of a kind that only a newer version can read: it is kept as it came and written back unchanged.
///
/// In JSON: `{"answers":{"house/roof":{"one":"tile"}},"instances":{"support/gift":2}}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    answers: BTreeMap<Path, Answer>,
    instances: BTreeMap<Path, u16>,
    unread: BTreeMap<Path, serde_json::Value>,
    rest: BTreeMap<String, serde_json::Value>,
}

impl Answers {
    /// No answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer at a path.
    pub fn get(&self, path: &Path) -> Option<&Answer> {
        self.answers.get(path)
    }

    /// Records an answer, in place of the earlier one.
    ///
    /// An answer inside an instance that does not exist yet makes the instances up to it, so that
    /// no answer is ever out of sight.
    pub fn set(&mut self, path: Path, answer: Answer) {
        self.make_room(&path);
        self.unread.remove(&path);
        self.answers.insert(path, answer);
    }

    /// Removes the answer at a path, and all that lies inside it.
    pub fn clear(&mut self, path: &Path) {
        remove_within(&mut self.answers, path);
        remove_within(&mut self.instances, path);
        remove_within(&mut self.unread, path);
    }

    /// All answers, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Answer)> {
        self.answers.iter()
    }

    /// The number of answers.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// The number of instances of a repeat.
    pub fn instances(&self, repeat: &Path) -> u16 {
        self.instances.get(repeat).copied().unwrap_or(0)
    }

    /// Adds an instance at the end of a repeat, and says where it lies.
    pub fn add_instance(&mut self, repeat: &Path) -> Path {
        self.make_room(repeat);
        let count = self.instances.entry(repeat.clone()).or_insert(0);
        *count = count.saturating_add(1);
        repeat.nth(*count)
    }

    /// Says how many instances a repeat has. What lies in those that it has no more stays out of sight, and is there again
    /// when they are.
    pub fn count(&mut self, repeat: &Path, count: u16) {
        self.make_room(repeat);
        match count {
            0 => self.instances.remove(repeat),
            count => self.instances.insert(repeat.clone(), count),
        };
    }

    /// Forgets what lies in instances that a repeat has no more.
    pub(crate) fn forget_beyond(&mut self, repeat: &Path) {
        let count = self.instances(repeat);
        forget_beyond(&mut self.answers, repeat, count);
        forget_beyond(&mut self.instances, repeat, count);
        forget_beyond(&mut self.unread, repeat, count);
    }

    /// Removes an instance with all that lies inside it; the later ones move up by one.
    ///
    /// Says whether there was such an instance.
    pub fn remove_instance(&mut self, instance: &Path) -> bool {
        let (Some(repeat), Some(number)) = (instance.repeat(), instance.instance()) else {
            return false;
        };
        let count = self.instances(&repeat);
        if number > count {
            return false;
        }
        without_instance(&mut self.answers, instance, count);
        without_instance(&mut self.instances, instance, count);
        without_instance(&mut self.unread, instance, count);
        match count - 1 {
            0 => self.instances.remove(&repeat),
            left => self.instances.insert(repeat, left),
        };
        true
    }

    /// Every picture and recording that the answers name, in the order of their paths.
    pub fn media(&self) -> impl Iterator<Item = &MediaRef> {
        self.answers.values().flat_map(Answer::media)
    }

    /// Adds a picture, recording or file to those of a question, of which `value` makes an answer; one that is among
    /// them already stays where it is.
    pub fn add_media(&mut self, path: &Path, one: MediaRef, value: fn(Vec<MediaRef>) -> Value) {
        let mut all = self.media_at(path).to_vec();
        if !all.contains(&one) {
            all.push(one);
        }
        self.set(path.clone(), Answer::Given(value(all)));
    }

    /// Takes a picture, recording or file away from those of a question; without its last one it has no answer.
    pub fn remove_media(&mut self, path: &Path, one: &MediaRef) {
        let Some(Answer::Given(Value::Photos(all) | Value::Sounds(all) | Value::Files(all))) =
            self.answers.get_mut(path)
        else {
            return;
        };
        let before = all.len();
        all.retain(|other| other != one);
        if all.is_empty() && before > 0 {
            self.clear(path);
        }
    }

    fn media_at(&self, path: &Path) -> &[MediaRef] {
        self.get(path).map_or(&[], Answer::media)
    }

    /// Whether there is an answer at this path that this version cannot read.
    pub(crate) fn is_unread(&self, path: &Path) -> bool {
        self.unread.contains_key(path)
    }

    /// Sees to it that every instance that a path passes through exists.
    fn make_room(&mut self, path: &Path) {
        if !path.passes_an_instance() {
            return;
        }
        let mut outer = Some(path.clone());
        while let Some(at) = outer {
            if let (Some(repeat), Some(number)) = (at.repeat(), at.instance()) {
                let count = self.instances.entry(repeat).or_insert(0);
                *count = (*count).max(number);
            }
            outer = at.parent();
        }
    }
}

/// What lies within a path; it follows the path directly.
fn within<T>(map: &BTreeMap<Path, T>, outer: &Path) -> Vec<Path> {
    let inside = map.range(outer..).map(|(path, _)| path);
    inside
        .take_while(|path| path.is_within(outer))
        .cloned()
        .collect()
}

fn remove_within<T>(map: &mut BTreeMap<Path, T>, outer: &Path) {
    for path in within(map, outer) {
        map.remove(&path);
    }
}

/// Removes what lies in instances behind so many of a repeat.
pub(crate) fn forget_beyond<T>(map: &mut BTreeMap<Path, T>, repeat: &Path, count: u16) {
    map.retain(|path, _| path.number_in(repeat).is_none_or(|number| number <= count));
}

/// Removes what lies within one of so many instances of a repeat; the later ones move up by one.
pub fn without_instance<T>(map: &mut BTreeMap<Path, T>, instance: &Path, count: u16) {
    let (Some(repeat), Some(number)) = (instance.repeat(), instance.instance()) else {
        return;
    };
    remove_within(map, instance);
    for later in number + 1..=count {
        renumber(map, &repeat.nth(later), &repeat.nth(later - 1));
    }
}

/// Moves what lies within one instance to another number.
fn renumber<T>(map: &mut BTreeMap<Path, T>, from: &Path, to: &Path) {
    for path in within(map, from) {
        if let Some(value) = map.remove(&path) {
            map.insert(path.moved(from, to), value);
        }
    }
}

#[derive(Serialize)]
struct Out<'a> {
    answers: Both<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    instances: &'a BTreeMap<Path, u16>,
    #[serde(flatten)]
    rest: &'a BTreeMap<String, serde_json::Value>,
}

/// What was understood and what was not, in the order of their paths.
struct Both<'a> {
    read: &'a BTreeMap<Path, Answer>,
    unread: &'a BTreeMap<Path, serde_json::Value>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Read(&'a Answer),
    Unread(&'a serde_json::Value),
}

impl Serialize for Both<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.unread.is_empty() {
            return serializer.collect_map(self.read);
        }
        let read = self.read.iter().map(|(at, a)| (at, Entry::Read(a)));
        let unread = self.unread.iter().map(|(at, a)| (at, Entry::Unread(a)));
        let both: BTreeMap<_, _> = read.chain(unread).collect();
        serializer.collect_map(both)
    }
}

#[derive(Deserialize)]
struct In {
    #[serde(default)]
    answers: Entries,
    #[serde(default)]
    instances: BTreeMap<Path, u16>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let out = Out {
            answers: Both {
                read: &self.answers,
                unread: &self.unread,
            },
            instances: &self.instances,
            rest: &self.rest,
        };
        if serializer.is_human_readable() {
            return out.serialize(serializer);
        }
        // What this version cannot read has no shape that a binary format could be told.
        let json = serde_json::to_string(&out).map_err(S::Error::custom)?;
        serializer.serialize_str(&json)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = if deserializer.is_human_readable() {
            In::deserialize(deserializer)?
        } else {
            from_json(&String::deserialize(deserializer)?).map_err(D::Error::custom)?
        };
        let mut answers = Answers {
            instances: wire.instances,
            rest: wire.rest,
            ..Answers::default()
        };
        answers.instances.retain(|_, count| *count > 0);
        let Entries { read, unread } = wire.answers;
        let paths = read.iter().map(|(path, _)| path);
        paths
            .chain(unread.keys())
            .for_each(|path| answers.make_room(path));
        // They come in order, of which a map is made without a search for each.
        answers.answers = read.into_iter().collect();
        answers.unread = unread;
        Ok(answers)
    }
}

fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(json)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn path(text: &str) -> Path {
        text.parse().unwrap()
    }

    fn text(words: &str) -> Answer {
        Answer::Given(Value::Text(words.into()))
    }

    #[test]
    fn removing_an_instance_moves_the_later_ones_up() {
        let mut answers = Answers::new();
        for number in 1..=11 {
            let gift = answers.add_instance(&path("s/gift"));
            assert_eq!(gift, path(&format!("s/gift[{number}]")));
            answers.set(path(&format!("{gift}/what")), text(&number.to_string()));
        }
        answers.add_instance(&path("s/gift[3]/part"));
        assert!(answers.remove_instance(&path("s/gift[2]")));
        assert!(!answers.remove_instance(&path("s/gift[11]")));
        assert_eq!(answers.instances(&path("s/gift")), 10);
        assert_eq!(answers.get(&path("s/gift[2]/what")), Some(&text("3")));
        assert_eq!(answers.get(&path("s/gift[10]/what")), Some(&text("11")));
        assert_eq!(answers.get(&path("s/gift[11]/what")), None);
        assert_eq!(answers.instances(&path("s/gift[2]/part")), 1);
    }

    #[test]
    fn a_photo_comes_and_goes_without_the_others() {
        let photo = |digit: &str| MediaRef {
            sha256: digit.repeat(64).parse().unwrap(),
            bytes: 1,
            mime: "image/jpeg".into(),
        };
        let (mut answers, at) = (Answers::new(), path("g/photo"));
        answers.remove_media(&at, &photo("a"));
        assert_eq!(answers, Answers::new());
        for digit in ["a", "b", "a"] {
            answers.add_media(&at, photo(digit), Value::Photos);
        }
        answers.remove_media(&at, &photo("a"));
        answers.remove_media(&at, &photo("a"));
        assert!(answers.media().eq([&photo("b")]));
        answers.remove_media(&at, &photo("b"));
        assert_eq!(answers.get(&at), None);
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let json = r#"{"answers":{"house/roof":{"one":"tile"},"new/scan":{"barcode":"893"}},"instances":{"a/b":2},"signed":true}"#;
        let answers: Answers = serde_json::from_str(json).unwrap();
        assert_eq!(answers.len(), 1);
        assert!(answers.is_unread(&path("new/scan")));
        assert_eq!(serde_json::to_string(&answers).unwrap(), json);
    }

    #[test]
    fn an_answer_inside_an_instance_makes_it() {
        let mut answers = Answers::new();
        answers.set(path("a/b[2]/c[3]/d"), text("x"));
        assert_eq!(answers.instances(&path("a/b")), 2);
        assert_eq!(answers.instances(&path("a/b[2]/c")), 3);
        answers.clear(&path("a/b"));
        assert_eq!(answers, Answers::new());
    }
}
