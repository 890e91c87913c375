//! Records of gifts of which each gift is there once.

use std::collections::BTreeMap;

use super::{Pair, SupportId};
use crate::following::Received;

/// Takes the records that are of another one's gift out of the count: each names the one that stands for it, which is the
/// first by day and id.
pub fn once(supports: &mut [Received], pairs: &BTreeMap<Pair, bool>) {
    let mut stands: BTreeMap<SupportId, usize> = BTreeMap::new();
    supports.sort_by_key(|support| (support.day, support.id));
    for (at, support) in supports.iter().enumerate() {
        stands.insert(support.id, at);
    }
    let places: Vec<_> = pairs
        .iter()
        .filter(|(_, same)| **same)
        .filter_map(|(pair, _)| {
            let [one, other] = pair.both();
            Some((*stands.get(&one)?, *stands.get(&other)?))
        })
        .collect();
    // Groups grow until no pair joins two of them; of each the first record stands.
    let mut first: Vec<usize> = (0..supports.len()).collect();
    let mut is_joining = true;
    while is_joining {
        is_joining = false;
        for (one, other) in &places {
            let least = first[*one].min(first[*other]);
            is_joining |= first[*one] != least || first[*other] != least;
            (first[*one], first[*other]) = (least, least);
        }
    }
    for at in 0..supports.len() {
        let of = supports[first[at]].id;
        supports[at].same_as = (first[at] != at).then_some(of);
    }
}
