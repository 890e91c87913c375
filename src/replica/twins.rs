//! Records that may be one household, among all of this device: looked for anew when something changes by which they are
//! compared, and told without those that an officer has answered.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::near::{Answers, Index, Traits, Twins, alike};
use dong_hanh_domain::{FactKey, HouseholdId};
use leptos::prelude::Track;

use super::Replica;
use super::state::State;
use dong_hanh_records::HouseholdHead;

/// What was found, and in which households.
#[derive(Default)]
pub(super) struct Twinned {
    /// What tells these households from others by which something else is found.
    print: Option<u64>,
    alike: Arc<[Twins]>,
}

/// What an officer has said of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The record of which he said it.
    pub record: HouseholdId,
    /// The other one, which stands for both where they are one.
    pub other: HouseholdId,
    /// Whether they are one household.
    pub is_one: bool,
    /// When, where that is known.
    at: Option<DateTime<Utc>>,
}

impl Replica {
    /// All households of this device, findable by what they have in common with one that is typed.
    #[must_use]
    pub fn near_index(self) -> Index {
        self.0.topics.records.track();
        self.0.state.borrow().near_index()
    }

    /// The pairs of records that may be one household and of which nobody has said whether they are, the likeliest
    /// first.
    #[must_use]
    pub fn twins(self) -> Vec<Twins> {
        self.0.topics.records.track();
        self.0.state.borrow_mut().twins()
    }

    /// What officers have said of such pairs, the latest first.
    #[must_use]
    pub fn answered(self) -> Vec<Answered> {
        self.0.topics.records.track();
        self.0.state.borrow().answered()
    }
}

impl State {
    fn near_index(&self) -> Index {
        self.with_heads(|heads| {
            Index::new(heads.map(|(id, head)| {
                // Whoever types in the way of a double means the record that stands for it.
                (head.same_as.unwrap_or(id), traits(head))
            }))
        })
    }

    fn twins(&mut self) -> Vec<Twins> {
        let print = self.with_heads(|heads| {
            // In no order: the same households may come in another one.
            heads.fold(0_u64, |print, (id, head)| {
                print.wrapping_add(compared(id, head))
            })
        });
        if self.twinned.print != Some(print) {
            let records: Vec<_> =
                self.with_heads(|heads| heads.map(|(id, head)| (id, traits(head))).collect());
            self.twinned = Twinned {
                print: Some(print),
                alike: alike(&records).into(),
            };
        }
        let answers = self.with_heads(|heads| {
            let mut answers = Answers::default();
            for (id, head) in heads {
                answers.note(id, head.same_as, &head.not_same);
            }
            answers
        });
        answers.open(&self.twinned.alike)
    }

    fn answered(&self) -> Vec<Answered> {
        let said: Vec<_> = self.with_heads(|heads| {
            let said = heads.flat_map(|(record, head)| {
                let one = head.same_as.map(|other| (record, other, true));
                let two = head
                    .not_same
                    .iter()
                    .map(move |other| (record, *other, false));
                one.into_iter().chain(two).collect::<Vec<_>>()
            });
            said.collect()
        });
        let mut known = HashMap::new();
        let mut answered: Vec<_> = said
            .into_iter()
            .map(|(record, other, is_one)| {
                let household = known
                    .entry(record)
                    .or_insert_with(|| self.household(record));
                let key = if is_one {
                    FactKey::SameAs
                } else {
                    FactKey::NotSame(other)
                };
                let said = household
                    .as_ref()
                    .and_then(|known| known.versions.get(&key));
                Answered {
                    record,
                    other,
                    is_one,
                    at: said.map(|said| said.at),
                }
            })
            .collect();
        answered.sort_by_key(|one| std::cmp::Reverse((one.at, one.record, one.other)));
        answered
    }
}

/// By what a household is compared with others.
fn traits(head: &HouseholdHead) -> Traits {
    let phone = head.phone.as_deref().unwrap_or_default();
    let hamlet = Some(head.hamlet);
    let members = head.members();
    let traits = Traits::new(
        head.name.as_str(),
        head.birth(),
        hamlet,
        &head.address,
        phone,
        members,
    );
    traits.coded(head.code().unwrap_or_default())
}

/// A number that is another one where anything is otherwise by which a household is compared.
fn compared(id: HouseholdId, head: &HouseholdHead) -> u64 {
    let mut hasher = DefaultHasher::new();
    let texts = (head.name.as_str(), &head.others, &head.address, &head.phone);
    (id, texts, head.hamlet, head.code().is_some()).hash(&mut hasher);
    head.birth().hash(&mut hasher);
    hasher.finish()
}
