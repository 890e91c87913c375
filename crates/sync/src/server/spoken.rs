//! Who has words of a household on their devices.

use std::collections::BTreeSet;

use dong_hanh_domain::{Household, Review, UserId};

use super::world::Holding;
use crate::conflict::{Conflict, ConflictState};
use crate::record::{HeldState, Visit};

/// Everybody who said or decided something of a household: their devices may have the words.
pub(super) fn who_spoke(
    household: &Household,
    visits: &[Visit],
    conflicts: &[Conflict],
    held: &[Holding],
) -> BTreeSet<UserId> {
    let mut who: BTreeSet<_> = [household.registered_by].into();
    who.extend(household.versions.values().map(|said| said.by));
    who.extend(
        household
            .history
            .iter()
            .filter_map(|was| Some(was.said.as_ref()?.by)),
    );
    for visit in visits {
        who.insert(visit.author);
        match &visit.review {
            Review::Accepted { by, .. } | Review::Returned { by, .. } => drop(who.insert(*by)),
            Review::Waiting | Review::Amended { .. } => {}
        }
    }
    for conflict in conflicts {
        let chosen = match &conflict.state {
            ConflictState::Settled { chosen, between } => {
                between.iter().chain([chosen]).collect::<Vec<_>>()
            }
            ConflictState::Open => Vec::new(),
        };
        let sides = conflict.against.iter().chain([&conflict.stands]);
        who.extend(sides.chain(chosen).map(|side| side.said.by));
    }
    for holding in held {
        who.insert(holding.record.author);
        if let HeldState::Ruled { officer, .. } = &holding.record.state {
            who.insert(*officer);
        }
    }
    who
}
