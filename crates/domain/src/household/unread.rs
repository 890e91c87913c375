//! Words of a newer version: the record stays readable, the word counts as not known, and is written back as it came.
//!
//! Such a word lies among what a newer version knows besides ([`Extra`](crate::extra::Extra)), under its own name.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Device, Dwelling, Household, Leaving, Left, Member, Other, Relation, Word};
use crate::extra::Extra;
use crate::fact::{FactKey, MemberKey};

impl Extra {
    /// Takes out a word that this version knows.
    fn word<T: Word>(&mut self, name: &str) -> Option<T> {
        let word = T::coded(self.0.get(name)?.as_str()?)?;
        self.0.remove(name);
        Some(word)
    }

    /// Takes out a set of words, all of which this version knows.
    fn words<T: Word + Ord>(&mut self, name: &str) -> Option<std::collections::BTreeSet<T>> {
        let all = self.0.get(name)?.as_array()?.iter();
        let words = all
            .map(|word| T::coded(word.as_str()?))
            .collect::<Option<_>>()?;
        self.0.remove(name);
        Some(words)
    }

    /// Takes out what has words in it; it is read from text, as everything else.
    fn whole<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let whole = serde_json::from_str(&self.0.get(name)?.to_string()).ok()?;
        self.0.remove(name);
        Some(whole)
    }

    /// That nothing is known is no word.
    fn tidy(&mut self, names: &[&str]) {
        self.0
            .retain(|name, value| !value.is_null() || !names.contains(&name.as_str()));
    }
}

impl Dwelling {
    fn read_words(&mut self) {
        let extra = &mut self.extra;
        extra.tidy(&["roof", "wall", "pillar", "water", "latrine", "devices"]);
        self.roof = extra.word("roof");
        self.wall = extra.word("wall");
        self.pillar = extra.word("pillar");
        self.water = extra.word("water");
        self.latrine = extra.word("latrine");
        self.devices = extra.words::<Device>("devices");
    }
}

impl Member {
    fn read_words(&mut self) {
        let extra = &mut self.extra;
        extra.tidy(&[
            "work",
            "attends",
            "learnt",
            "disability",
            "allowance",
            "ethnicity",
        ]);
        self.work = extra.word("work");
        self.attends = extra.word("attends");
        self.learnt = extra.word("learnt");
        self.disability = extra.word("disability");
        self.allowance = extra.word("allowance");
        self.ethnicity = extra.word("ethnicity");
    }
}

impl Household {
    fn read_words(&mut self) {
        let extra = &mut self.extra;
        extra.tidy(&["class", "place", "classes_before", "ended"]);
        self.class = extra.whole("class");
        self.place = extra.whole("place");
        self.ended = extra.whole("ended");
        self.classes_before = extra.whole("classes_before").unwrap_or_default();
    }

    /// What a newer version says under a name, in a word that this one does not know.
    #[must_use]
    pub fn unread(&self, key: &FactKey) -> Option<&Value> {
        let (extra, name) = match key {
            FactKey::Roof
            | FactKey::Wall
            | FactKey::Pillar
            | FactKey::Water
            | FactKey::Latrine
            | FactKey::Devices => (&self.dwelling.extra, key.to_string()),
            FactKey::Class | FactKey::Place | FactKey::Ended => (&self.extra, key.to_string()),
            FactKey::Member(who, of) => {
                let left = self.left.iter().map(|left| &left.who.member);
                let member = self
                    .members()
                    .chain(left)
                    .find(|member| member.id == *who)?;
                (&member.extra, Member::written(*of)?.to_owned())
            }
            _ => return None,
        };
        extra.0.get(&name)
    }

    /// A word is said that this version knows: what a newer one had said in its place is no more.
    pub(crate) fn forget_unread(&mut self, key: &FactKey) {
        match key {
            FactKey::Class | FactKey::Place | FactKey::Ended => {
                drop(self.extra.0.remove(&key.to_string()));
            }
            FactKey::Member(who, of) => {
                let others = self.others.iter_mut();
                let left = self.left.iter_mut().map(|left| &mut left.who);
                let members = others.chain(left).map(|other| &mut other.member);
                let mut members = members.chain([&mut self.head]);
                let member = members.find(|member| member.id == *who);
                if let Some((member, name)) = member.zip(Member::written(*of)) {
                    member.extra.0.remove(name);
                }
            }
            key => drop(self.dwelling.extra.0.remove(&key.to_string())),
        }
    }
}

impl Member {
    /// What a newer version says of them in words that this one does not know.
    pub fn unread(&self) -> impl Iterator<Item = (MemberKey, &Value)> {
        let keys = [
            MemberKey::Work,
            MemberKey::Attends,
            MemberKey::Learnt,
            MemberKey::Disability,
            MemberKey::Allowance,
            MemberKey::Ethnicity,
            MemberKey::Relation,
        ];
        let unread = move |key: MemberKey| Some((key, self.extra.0.get(Self::written(key)?)?));
        keys.into_iter().filter_map(unread)
    }

    /// The name under which one of these words is written; why somebody has left has a name of its own.
    fn written(key: MemberKey) -> Option<&'static str> {
        match key {
            MemberKey::Work
            | MemberKey::Attends
            | MemberKey::Learnt
            | MemberKey::Disability
            | MemberKey::Allowance
            | MemberKey::Ethnicity
            | MemberKey::Relation => Some(key.name()),
            MemberKey::Gone => Some("why"),
            _ => None,
        }
    }
}

/// Reads and writes a record with its words read out of what is not known, and back.
macro_rules! with_words {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, to)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let mut read = Self::deserialize(from)?;
                read.read_words();
                Ok(read)
            }
        }
    )+};
}

with_words!(Dwelling, Member, Household);

/// Somebody with a word beside what is known of them, unless that lies there already.
#[derive(Serialize)]
struct Beside<'a, T, W> {
    #[serde(flatten)]
    who: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<W>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Leaving>,
}

impl Serialize for Other {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let known = !self.member.extra.0.contains_key("relation");
        Beside {
            who: &self.member,
            relation: known.then_some(self.relation),
            why: None,
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for Other {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut member = Member::deserialize_known(from)?;
        let relation = member.word_or("relation", Relation::Other)?;
        Ok(Self { member, relation })
    }
}

impl Serialize for Left {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let known = !self.who.member.extra.0.contains_key("why");
        Beside::<_, Relation> {
            who: &self.who,
            relation: None,
            why: known.then_some(self.why),
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for Left {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut who = <Other as Deserialize>::deserialize(from)?;
        let why = who.member.word_or("why", Leaving::Moved)?;
        Ok(Self { who, why })
    }
}

impl Member {
    fn deserialize_known<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <Self as Deserialize>::deserialize(from)
    }

    /// A word that has to be there; another one stays, and counts as this.
    fn word_or<T: DeserializeOwned, E: serde::de::Error>(
        &mut self,
        name: &'static str,
        or: T,
    ) -> Result<T, E> {
        match self.extra.0.get(name) {
            Some(Value::String(_)) => Ok(self.extra.whole(name).unwrap_or(or)),
            _ => Err(E::missing_field(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fact::{Fact, MemberFact};
    use crate::household::{Class, Ended, Ending, Material, Roof, Water};
    use proptest::prelude::*;
    use serde_json::{Map, json};

    const NIL: &str = "00000000-0000-0000-0000-000000000000";

    /// A word of this version, or of a newer one.
    fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Value> {
        let known = prop::sample::select(T::EVERY).prop_map(|word| json!(word.code()));
        prop_oneof![known, "[a-z_]{1,9}[0-9]".prop_map(|text| json!(text))]
    }

    fn some_of(
        words: Vec<(&'static str, BoxedStrategy<Value>)>,
    ) -> impl Strategy<Value = Map<String, Value>> {
        let fields = words.into_iter().map(|(name, word)| {
            prop::option::of(word).prop_map(move |word| Some((name.to_owned(), word?)))
        });
        let fields: Vec<_> = fields.collect();
        fields.prop_map(|fields| fields.into_iter().flatten().collect())
    }

    fn person(id: u8, beside: Vec<&'static str>) -> impl Strategy<Value = Value> {
        use crate::household::{Allowance, Attends, Disability, Ethnicity, Learnt, Work};
        let relation = prop_oneof![Just("child"), Just("cousin")];
        let why = prop_oneof![Just("died"), Just("married")];
        let words = some_of(vec![
            ("work", word::<Work>().boxed()),
            ("attends", word::<Attends>().boxed()),
            ("learnt", word::<Learnt>().boxed()),
            ("disability", word::<Disability>().boxed()),
            ("allowance", word::<Allowance>().boxed()),
            ("ethnicity", word::<Ethnicity>().boxed()),
        ]);
        (words, relation, why).prop_map(move |(mut person, relation, why)| {
            let id = format!("{}{id}", &NIL[..35]);
            person.extend([
                ("id".to_owned(), json!(id)),
                ("name".to_owned(), json!("Lê Vy")),
                ("sex".to_owned(), json!("female")),
            ]);
            for name in &beside {
                let value = if *name == "why" { why } else { relation };
                person.insert((*name).to_owned(), json!(value));
            }
            Value::Object(person)
        })
    }

    fn households() -> impl Strategy<Value = Value> {
        let material = || word::<Material>().boxed();
        let dwelling = some_of(vec![
            ("roof", word::<Roof>().boxed()),
            ("wall", material()),
            ("pillar", material()),
            ("water", word::<Water>().boxed()),
            ("latrine", word::<crate::household::Latrine>().boxed()),
            (
                "devices",
                prop::collection::btree_set(
                    prop::sample::select(vec!["phone", "robot", "tv"]),
                    0..3,
                )
                .prop_map(|set| {
                    let known: std::collections::BTreeSet<_> =
                        set.iter().filter_map(|code| Device::coded(code)).collect();
                    // Sets that are known are written in the order of this version.
                    if known.len() == set.len() {
                        json!(known)
                    } else {
                        json!(set)
                    }
                })
                .boxed(),
            ),
        ]);
        let decided =
            || word::<Class>().prop_map(|class| json!({"class": class, "since": "2026-01-01"}));
        let place = prop_oneof![Just("rounded"), Just("guessed")]
            .prop_map(|by| json!({"lat": 1_646_000, "lon": 10_759_000, "by": by}));
        let ended = word::<Ending>().prop_map(|why| json!({"why": why, "on": "2026-01-01"}));
        let of_it = some_of(vec![
            ("class", decided().boxed()),
            ("ended", ended.boxed()),
            ("place", place.boxed()),
            (
                "classes_before",
                prop::collection::vec(decided(), 1..3)
                    .prop_map(|all| json!(all))
                    .boxed(),
            ),
        ]);
        let people = (
            person(0, vec![]),
            person(1, vec!["relation"]),
            person(2, vec!["relation", "why"]),
        );
        (of_it, dwelling, people).prop_map(|(mut household, dwelling, (head, other, left))| {
            household.extend([
                ("id".to_owned(), json!(NIL)),
                ("hamlet".to_owned(), json!(NIL)),
                ("registered_by".to_owned(), json!(NIL)),
                ("head".to_owned(), head),
                ("others".to_owned(), json!([other])),
                ("left".to_owned(), json!([left])),
                ("dwelling".to_owned(), Value::Object(dwelling)),
            ]);
            Value::Object(household)
        })
    }

    proptest! {
        /// An older version reads whatever words a newer one wrote, and writes back the same.
        #[test]
        fn s10_6_words_of_a_newer_version_pass_through(text in households()) {
            let household: Household = serde_json::from_str(&text.to_string()).unwrap();
            prop_assert_eq!(serde_json::to_value(&household).unwrap(), text.clone());
            let whole: Household = serde_json::from_value(text).unwrap();
            prop_assert_eq!(whole, household);
        }
    }

    fn household(text: &str) -> Household {
        let person = |id: u8| format!(r#""id":"{}{id}","name":"Lê Vy","sex":"female""#, &NIL[..35]);
        serde_json::from_str(&format!(
            r#"{{"id":"{NIL}","hamlet":"{NIL}","registered_by":"{NIL}","head":{{{}}},"others":[{{{},"relation":"cousin","work":"space"}}],{text}}}"#,
            person(0),
            person(1),
        ))
        .unwrap()
    }

    #[test]
    fn s10_6_such_a_word_counts_as_not_known_until_somebody_says_another() {
        let mut home = household(
            r#""dwelling":{"roof":"glass"},"class":{"class":"rich","since":"2030-01-01"},"ended":{"why":"abroad","on":"2030-01-01"}"#,
        );
        assert_eq!(home.ended, None);
        assert!(home.unread(&FactKey::Ended).is_some());
        let moved = Ended {
            why: Ending::MovedAway,
            on: "2030-01-02".parse().unwrap(),
        };
        home.set(Fact::Ended(Some(moved)));
        assert_eq!(home.ended, Some(moved));
        assert_eq!(home.unread(&FactKey::Ended), None);
        assert_eq!((home.dwelling.roof, home.class.clone()), (None, None));
        assert_eq!(home.unread(&FactKey::Roof), Some(&json!("glass")));
        assert!(home.unread(&FactKey::Class).is_some());
        let child = home.others[0].member.id;
        let work = FactKey::Member(child, MemberKey::Work);
        assert_eq!(home.unread(&work), Some(&json!("space")));
        home.set(Fact::Roof(Some(Roof::Tile)));
        home.set(Fact::Member {
            member: child,
            fact: MemberFact::Relation(Relation::Child),
        });
        assert_eq!(home.unread(&FactKey::Roof), None);
        let poor = crate::household::OfficialClass {
            class: Class::Poor,
            since: "2030-01-02".parse().unwrap(),
            decision: None,
            entry: None,
        };
        let text = serde_json::to_value(&home).unwrap();
        assert_eq!(text["dwelling"], json!({"roof": "tile"}));
        assert_eq!(text["others"][0]["relation"], "child");
        assert_eq!(text["class"]["class"], "rich");
        home.set(Fact::Class(Some(poor.clone())));
        assert_eq!(home.class, Some(poor));
        assert_eq!(home.unread(&FactKey::Class), None);
    }

    #[test]
    fn s10_6_what_was_decided_before_in_such_a_word_stays_before() {
        let decided = |since: &str| crate::household::OfficialClass {
            class: Class::Poor,
            since: since.parse().unwrap(),
            decision: None,
            entry: None,
        };
        let mut home = household(r#""classes_before":[{"class":"rich","since":"2029-01-01"}]"#);
        for since in ["2030-01-01", "2031-01-01"] {
            home.set(Fact::Class(Some(decided(since))));
        }
        let text = serde_json::to_string(&home).unwrap();
        assert_eq!(text.matches("classes_before").count(), 1);
        let text: Value = serde_json::from_str(&text).unwrap();
        let before = text["classes_before"].as_array().unwrap().iter();
        let since: Vec<_> = before.map(|class| class["since"].clone()).collect();
        assert_eq!(since, ["2029-01-01", "2030-01-01"]);
    }

    #[test]
    fn who_is_related_in_no_word_at_all_is_no_member() {
        let text = format!(r#"{{"id":"{NIL}","name":"Lê Vy","sex":"female"}}"#);
        assert!(serde_json::from_str::<Other>(&text).is_err());
        assert!(serde_json::from_str::<Member>(&text).is_ok());
    }
}
