//! The visits that wait for an answer, in the order in which they are offered.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_form::Text;

/// How closely a visit has to be looked at; the groups of the list, top first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Something urgent, or an answer to what the office asked.
    Look,
    /// Facts changed, or it is the first visit.
    Changed,
    /// As the time before.
    Same,
}

impl Group {
    /// Top first.
    pub const ALL: [Self; 3] = [Self::Look, Self::Changed, Self::Same];
}

/// The one thing that a row says of its visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Flag {
    /// What the office must know now.
    Urgent(String),
    /// A new version of a visit that was returned.
    Amended,
    /// The household did not agree to be recorded.
    Refused,
    /// Its form has not reached this computer.
    Unreadable,
    /// Nobody was at home.
    Nobody,
    /// The household's first visit.
    First,
    /// One fact changed: heading of its screen, before, after.
    Changed {
        /// The heading above the question.
        about: Text,
        /// Before.
        before: Option<Text>,
        /// After.
        after: Option<Text>,
    },
    /// Several facts changed.
    ManyChanged(usize),
    /// Nothing changed, and so many facts were found out that nobody knew before.
    Learnt(usize),
    /// As the time before.
    Same,
}

impl Flag {
    fn is_urgent(&self) -> bool {
        matches!(self, Self::Urgent(_))
    }

    /// Where a visit with this flag stands.
    #[must_use]
    pub fn group(&self) -> Group {
        match self {
            Self::Urgent(_) | Self::Amended | Self::Refused | Self::Unreadable => Group::Look,
            Self::First | Self::Changed { .. } | Self::ManyChanged(_) | Self::Learnt(_) => {
                Group::Changed
            }
            Self::Nobody | Self::Same => Group::Same,
        }
    }
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The visit.
    pub visit: VisitId,
    /// Who was visited.
    pub household: HouseholdId,
    /// The head of the household inside a sentence: `bà Hồ Thị Gái`.
    pub called: String,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// What the row says.
    pub flag: Flag,
}

/// The list under the officer's hand. What was shown once keeps its place until it is decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    entries: Vec<Entry>,
    later: BTreeSet<VisitId>,
}

impl Queue {
    /// Takes up what waits now: new visits are read and come at the end of their group, decided ones
    /// leave, the rest stay where they are and say what they said.
    pub fn refresh(&mut self, waiting: &[VisitId], read: impl FnMut(VisitId) -> Option<Entry>) {
        let now: BTreeSet<VisitId> = waiting.iter().copied().collect();
        self.entries.retain(|entry| now.contains(&entry.visit));
        self.later.retain(|visit| now.contains(visit));
        let known: BTreeSet<VisitId> = self.entries.iter().map(|entry| entry.visit).collect();
        let mut new: Vec<Entry> = waiting
            .iter()
            .copied()
            .filter(|visit| !known.contains(visit))
            .filter_map(read)
            .collect();
        new.sort_by_key(|entry| !entry.flag.is_urgent());
        self.entries.extend(new);
        // Stable, so only the groups are put in order.
        self.entries.sort_by_key(|entry| entry.flag.group());
    }

    /// The rows of a group.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.flag.group() == group)
    }

    /// A visit's row.
    #[must_use]
    pub fn get(&self, visit: VisitId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.visit == visit)
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a visit was put aside for later.
    #[must_use]
    pub fn is_later(&self, visit: VisitId) -> bool {
        self.later.contains(&visit)
    }

    /// Puts a visit aside: it keeps its place, and [`Self::after`] passes it by.
    pub fn put_aside(&mut self, visit: VisitId) {
        self.later.insert(visit);
    }

    /// The first visit to open.
    #[must_use]
    pub fn first(&self) -> Option<VisitId> {
        self.open_from(0)
            .or_else(|| self.entries.first().map(|entry| entry.visit))
    }

    /// The visit to open once this one is dealt with: the next below that was not put aside, then from
    /// the top, at last one that was put aside.
    #[must_use]
    pub fn after(&self, visit: VisitId) -> Option<VisitId> {
        let at = self.place(visit)?;
        self.open_from(at + 1)
            .or_else(|| self.open_from(0))
            .filter(|next| *next != visit)
            .or_else(|| self.step(visit, 1))
            .or_else(|| self.step(visit, -1))
    }

    /// The row so many below (above, where negative), if there is one.
    #[must_use]
    pub fn step(&self, visit: VisitId, by: isize) -> Option<VisitId> {
        let at = self.place(visit)?.checked_add_signed(by)?;
        self.entries.get(at).map(|entry| entry.visit)
    }

    fn place(&self, visit: VisitId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.visit == visit)
    }

    fn open_from(&self, start: usize) -> Option<VisitId> {
        self.entries
            .iter()
            .skip(start)
            .map(|entry| entry.visit)
            .find(|visit| !self.is_later(*visit))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn visit(number: u128) -> VisitId {
        VisitId(Uuid::from_u128(number))
    }

    fn entry(number: u128, flag: Flag) -> Entry {
        Entry {
            visit: visit(number),
            household: HouseholdId(Uuid::from_u128(number)),
            called: number.to_string(),
            received: DateTime::UNIX_EPOCH,
            flag,
        }
    }

    fn order(queue: &Queue) -> Vec<u128> {
        queue
            .entries
            .iter()
            .map(|entry| entry.visit.0.as_u128())
            .collect()
    }

    fn refresh(queue: &mut Queue, entries: &[Entry]) {
        let waiting: Vec<VisitId> = entries.iter().map(|entry| entry.visit).collect();
        queue.refresh(&waiting, |visit| {
            entries.iter().find(|entry| entry.visit == visit).cloned()
        });
    }

    fn queue() -> Queue {
        let mut queue = Queue::default();
        refresh(
            &mut queue,
            &[
                entry(1, Flag::Same),
                entry(2, Flag::ManyChanged(4)),
                entry(3, Flag::Urgent("x".into())),
                entry(4, Flag::First),
            ],
        );
        queue
    }

    #[wasm_bindgen_test]
    fn what_is_urgent_comes_first_and_what_is_odd_before_what_is_not() {
        assert_eq!(order(&queue()), [3, 2, 4, 1]);
    }

    #[wasm_bindgen_test]
    fn what_is_urgent_comes_before_an_amendment() {
        let mut queue = Queue::default();
        refresh(
            &mut queue,
            &[entry(1, Flag::Amended), entry(2, Flag::Urgent("x".into()))],
        );
        assert_eq!(order(&queue), [2, 1]);
        refresh(
            &mut queue,
            &[
                entry(1, Flag::Amended),
                entry(2, Flag::Urgent("x".into())),
                entry(3, Flag::Urgent("y".into())),
            ],
        );
        assert_eq!(order(&queue), [2, 1, 3]);
    }

    #[wasm_bindgen_test]
    fn nothing_moves_when_more_arrive_or_one_is_decided() {
        let mut queue = queue();
        refresh(
            &mut queue,
            &[
                entry(9, Flag::ManyChanged(1)),
                entry(4, Flag::First),
                entry(3, Flag::Urgent("x".into())),
                // Another visit of the household arrived, so this one would read otherwise now.
                entry(1, Flag::ManyChanged(2)),
            ],
        );
        assert_eq!(order(&queue), [3, 4, 9, 1]);
    }

    #[wasm_bindgen_test]
    fn the_next_one_passes_by_what_was_put_aside_until_nothing_else_is_left() {
        let mut queue = queue();
        queue.put_aside(visit(2));
        assert_eq!(queue.after(visit(3)), Some(visit(4)));
        assert_eq!(queue.after(visit(1)), Some(visit(3)));
        for number in [3, 4, 1] {
            queue.put_aside(visit(number));
        }
        assert_eq!(queue.after(visit(3)), Some(visit(2)));
        assert_eq!(queue.after(visit(1)), Some(visit(4)));
        assert_eq!(queue.first(), Some(visit(3)));
    }

    #[wasm_bindgen_test]
    fn moving_stops_at_both_ends() {
        let queue = queue();
        assert_eq!(queue.step(visit(3), 1), Some(visit(2)));
        assert_eq!(queue.step(visit(3), -1), None);
        assert_eq!(queue.step(visit(1), 1), None);
    }

    #[wasm_bindgen_test]
    fn the_last_one_leaves_an_empty_list() {
        let mut queue = Queue::default();
        refresh(&mut queue, &[entry(1, Flag::Same)]);
        assert_eq!(queue.after(visit(1)), None);
        refresh(&mut queue, &[]);
        assert!(queue.is_empty());
        assert_eq!(queue.first(), None);
    }
}
