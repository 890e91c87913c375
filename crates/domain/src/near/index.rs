//! Households prepared so that those that may be the same are found between two key presses.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Near, Traits};
use crate::ids::HouseholdId;

/// Households, findable by what they have in common with another one.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<(HouseholdId, Traits)>,
    /// Which bear a word in the name of their head.
    words: HashMap<Box<str>, Vec<u32>>,
    /// In which somebody of a name lives who is not the head.
    members: HashMap<Box<str>, Vec<u32>>,
    /// The heads of each name.
    heads: HashMap<Box<str>, Vec<u32>>,
    /// Which are called by a number.
    phones: HashMap<Box<str>, Vec<u32>>,
}

impl Index {
    /// Prepares households; one that was written down in several ways may come several times.
    #[must_use]
    pub fn new(households: impl IntoIterator<Item = (HouseholdId, Traits)>) -> Self {
        let mut index = Self::default();
        for (id, traits) in households {
            // More than four thousand million households are nobody's.
            let at = u32::try_from(index.entries.len()).unwrap_or(u32::MAX);
            for word in words(&traits.name) {
                put(&mut index.words, word, at);
            }
            for member in &traits.members {
                put(&mut index.members, member, at);
            }
            put(&mut index.heads, &traits.name, at);
            put(&mut index.phones, &traits.phone, at);
            index.entries.push((id, traits));
        }
        index
    }

    /// Those that may be the same, each once, the likeliest first, at most so many.
    #[must_use]
    pub fn near(&self, sought: &Traits, most: usize) -> Vec<Near> {
        let candidates = self.candidates(sought);
        let near = candidates.into_iter().filter_map(|at| {
            let (household, traits) = self.entries.get(at as usize)?;
            Some(Near {
                household: *household,
                likeness: sought.likeness(traits)?,
            })
        });
        let mut near: Vec<_> = near.collect();
        // Of a household that came several times, the likeliest way in which it was written down stands first.
        near.sort_unstable_by_key(|near| (Reverse(near.likeness.points), near.household));
        let mut best: Vec<Near> = Vec::new();
        for near in near {
            if best.len() < most && best.iter().all(|best| best.household != near.household) {
                best.push(near);
            }
        }
        best
    }

    /// Those that may have a name or a number in common. Names that are near share all words but one.
    fn candidates(&self, sought: &Traits) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let exact = [(&self.phones, &sought.phone), (&self.members, &sought.name)];
        let members = sought.members.iter().map(|member| (&self.heads, member));
        for (map, key) in exact.into_iter().chain(members) {
            found.extend(map.get(key).into_iter().flatten());
        }
        let words = words(&sought.name);
        let is_whole = sought.name.contains(' ');
        let mut shared = vec![0_u8; self.entries.len()];
        let borne = words.iter().filter_map(|word| self.words.get(*word));
        for at in borne.flatten() {
            if let Some(shared) = shared.get_mut(*at as usize) {
                *shared = shared.saturating_add(1);
            }
        }
        let enough = words.len().saturating_sub(1).max(1);
        let sharing = (0_u32..)
            .zip(&shared)
            .filter(|(_, shared)| usize::from(**shared) >= enough);
        found.extend(sharing.map(|(at, _)| at).filter(|_| is_whole));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of a folded name, each once.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<_> = name.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn put(map: &mut HashMap<Box<str>, Vec<u32>>, key: &str, at: u32) {
    if key.is_empty() {
        return;
    }
    match map.get_mut(key) {
        Some(list) => list.push(at),
        None => drop(map.insert(key.into(), vec![at])),
    }
}
