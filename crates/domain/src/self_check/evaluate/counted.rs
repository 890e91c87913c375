//! What a visit counted of all people at once, beside what is known of each of them.

use chrono::{DateTime, Utc};

use super::{Case, Doubt};
use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::following::day_of;
use crate::household::{Counted, Word as _};
use crate::self_check::{Answer, Reason};
use crate::standard::Ages;

impl Case<'_> {
    /// The answer by what is known of each, or by the count where that is open or older than the count.
    pub(super) fn or_counted(self, counted: &[Counted], ages: &[&Ages], of_each: Answer) -> Answer {
        // Whoever counted had the ages in mind that are written; with others it may have been somebody else.
        if self.doubt != Doubt::AsWritten && !ages.iter().all(|ages| ages.verified) {
            return of_each;
        }
        let Some(count) = self.count(counted, ages) else {
            return of_each;
        };
        let is_open = matches!(of_each, Answer::Missing(_));
        let is_older = self.known_since(&of_each) < self.known_since(&count);
        if is_open || is_older { count } else { of_each }
    }

    /// Whether there is anybody, as far as it was counted.
    fn count(self, counted: &[Counted], ages: &[&Ages]) -> Option<Answer> {
        let counts: Vec<_> = counted
            .iter()
            .map(|who| (*who, self.counted(*who, ages)))
            .collect();
        let some: Vec<_> = counts
            .iter()
            .filter_map(|(who, count)| Some((*who, count.filter(|count| *count > 0)?)))
            .collect();
        if !some.is_empty() {
            let said = some.iter().map(|(who, count)| {
                let who = who.both();
                Both::new(format!("{count} {}", who.vi), format!("{count} {}", who.en))
            });
            let facts = some.iter().map(|(who, _)| FactKey::Count(*who));
            return Some(Answer::Deprived(reason(said, facts)));
        }
        let all_are_known = !counts.is_empty() && counts.iter().all(|(_, count)| count.is_some());
        all_are_known.then(|| {
            let said = counts.iter().map(|(who, _)| {
                let who = who.both();
                Both::new(format!("không có {}", who.vi), format!("no {}", who.en))
            });
            let facts = counts.iter().map(|(who, _)| FactKey::Count(*who));
            Answer::NotDeprived(reason(said, facts))
        })
    }

    /// How many were counted; `None` where nobody has since somebody came or went, or grew into or out of the ages.
    fn counted(self, who: Counted, ages: &[&Ages]) -> Option<u16> {
        let count = self.household.counts.of(who)?;
        let at = self.said_at(&FactKey::Count(who));
        let versions = self.household.versions.iter();
        let came_or_went = versions
            .filter(|(key, _)| matches!(key, FactKey::Member(_, MemberKey::Gone)))
            .map(|(_, said)| said.at)
            .max();
        let then = Self {
            day: at.map_or(self.day, day_of),
            ..self
        };
        let mut people = self.household.members();
        let are_as_old = people.all(|member| {
            let mut ages = ages.iter();
            ages.all(|ages| then.meant(ages, member) == self.meant(ages, member))
        });
        (came_or_went <= at && are_as_old).then_some(count)
    }

    /// Since when an answer is known: one is enough for a lack, and for none of it all have to be asked. `None` where it
    /// stands on what was registered, or on nobody.
    fn known_since(self, answer: &Answer) -> Option<DateTime<Utc>> {
        let said = answer.reason().facts.iter().map(|key| self.said_at(key));
        match answer {
            Answer::Deprived(_) => said.max(),
            _ => said.min(),
        }
        .flatten()
    }

    /// When a fact was said last; of somebody who was added later with it, when that was.
    fn said_at(self, key: &FactKey) -> Option<DateTime<Utc>> {
        let versions = &self.household.versions;
        let added = || match key {
            FactKey::Member(who, _) => versions.get(&FactKey::Member(*who, MemberKey::Gone)),
            _ => None,
        };
        let said = versions.get(key).or_else(added);
        said.map(|said| said.at)
    }
}

fn reason(
    said: impl Iterator<Item = Both<String>>,
    facts: impl Iterator<Item = FactKey>,
) -> Reason {
    let said: Vec<_> = said.collect();
    Reason {
        sentence: Both::joined(&said, ", ").capital(),
        facts: facts.collect(),
    }
}
