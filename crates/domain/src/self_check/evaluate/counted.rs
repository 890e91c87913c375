//! What a visit counted of all people at once, beside what is known of each of them.

use chrono::{DateTime, Utc};

use super::{Case, Doubt};
use crate::both::Both;
use crate::fact::FactKey;
use crate::household::{Counted, Word as _};
use crate::self_check::{Answer, Reason};

impl Case<'_> {
    /// The answer by what is known of each, or by the count where that is open or older than the count.
    pub(super) fn or_counted(
        self,
        counted: &[Counted],
        ages_are_verified: bool,
        of_each: Answer,
    ) -> Answer {
        // Whoever counted had the ages in mind that are written; with others it may have been somebody else.
        if self.doubt != Doubt::AsWritten && !ages_are_verified {
            return of_each;
        }
        let Some(count) = self.count(counted) else {
            return of_each;
        };
        let is_open = matches!(of_each, Answer::Missing(_));
        let is_older = self.last_said(of_each.reason()) < self.last_said(count.reason());
        if is_open || is_older { count } else { of_each }
    }

    /// Whether there is anybody, as far as it was counted.
    fn count(self, counted: &[Counted]) -> Option<Answer> {
        let counts = counted
            .iter()
            .map(|who| (*who, self.household.counts.of(*who)));
        let counts: Vec<_> = counts.collect();
        let some = counts
            .iter()
            .filter_map(|(who, count)| Some((*who, count.filter(|count| *count > 0)?)));
        let some: Vec<_> = some.collect();
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

    /// When the last of the facts was said on which an answer stands; `None` where all are as they were registered.
    fn last_said(self, reason: &Reason) -> Option<DateTime<Utc>> {
        let versions = &self.household.versions;
        let said = reason.facts.iter().filter_map(|key| versions.get(key));
        said.map(|said| said.at).max()
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
