//! Where a visit stands, and who somebody is in a household, in the office's words.

use chrono::NaiveDate;
use dong_hanh_domain::{Relation, Sex, UserId};
use dong_hanh_form::Lang;

use super::say;
use crate::replica::{Replica, Standing};
use crate::ui::{Icon, Tone};
use crate::words::office as words;
use crate::words::state;

/// The state of a visit as a sentence.
#[must_use]
pub fn words(replica: Replica, standing: &Standing, today: NaiveDate, lang: Lang) -> String {
    let who = |id: UserId| {
        say::capital(&say::briefly(replica, id).unwrap_or_else(|| words::somebody(lang)))
    };
    match standing {
        Standing::OnDevice | Standing::SetAside { .. } => words::state_on_device(lang),
        Standing::Sending => words::state_sending(lang),
        Standing::Received { .. } => words::state_waiting(lang),
        Standing::Accepted { by, at } => {
            words::state_accepted(lang, &who(*by), &say::moment(*at, today))
        }
        Standing::Returned { by, at, reason } => {
            words::state_returned(lang, &who(*by), &say::moment(*at, today), reason)
        }
        Standing::Amended {
            reason: Some(reason),
            ..
        } => words::state_amended_for(lang, reason),
        Standing::Amended { reason: None, .. } => words::state_amended(lang),
        Standing::Held { .. } => words::state_held(lang),
        Standing::Filed { at } => state::filed(lang, &say::moment(*at, today)),
        Standing::Closed { note } => state::closed(lang, note),
        Standing::Replaced => words::state_replaced(lang),
        Standing::Seen => words::state_seen(lang),
    }
}

/// The drawing and the colour that stand beside the sentence.
#[must_use]
pub fn look(standing: &Standing) -> (Icon, Tone) {
    match standing {
        Standing::OnDevice => (Icon::Phone, Tone::Plain),
        Standing::Sending => (Icon::Up, Tone::Plain),
        Standing::Received { .. } => (Icon::Clock, Tone::Wait),
        Standing::Accepted { .. } | Standing::Filed { .. } => (Icon::Received, Tone::Ok),
        Standing::Returned { .. } => (Icon::Returned, Tone::Bad),
        Standing::Amended { .. } | Standing::Replaced => (Icon::Swap, Tone::Plain),
        Standing::Seen | Standing::Closed { .. } => (Icon::Check, Tone::Plain),
        Standing::Held { .. } | Standing::SetAside { .. } => (Icon::Attention, Tone::Wait),
    }
}

/// Relation to the head.
#[must_use]
pub fn relation(relation: Relation, sex: Sex, lang: Lang) -> String {
    match relation {
        Relation::Spouse if sex == Sex::Female => words::wife(lang),
        Relation::Spouse => words::husband(lang),
        Relation::Child => words::child(lang),
        Relation::Grandchild => words::grandchild(lang),
        Relation::Parent if sex == Sex::Female => words::mother(lang),
        Relation::Parent => words::father(lang),
        Relation::Sibling => words::sibling(lang),
        Relation::Other => words::other_relation(lang),
    }
}
