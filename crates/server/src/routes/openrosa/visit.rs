//! A filled form as an operation, which says the same whenever it is made.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_domain::{DeviceTime, Extra, HouseholdId, OperationId, UserId, VisitId};
use dong_hanh_form::{Form, FormId};
use dong_hanh_sync::{Action, FinishedVisit, Operation};
use dong_hanh_xform::Filled;
use serde_json::json;
use uuid::Uuid;

use super::Keyed;
use crate::media::Submission;

/// What the ids of this door are made from, beside what the client calls things.
const NAMESPACE: Uuid = Uuid::from_u128(0x9c04_6f0e_7d5b_4a43_9d5e_2f6b_1a7c_8e31);

/// The visit that a filled form is. Which household it is about the office sees to, where the answers do not say.
pub(super) fn operation(
    keyed: &Keyed,
    filled: &Filled,
    id: &FormId,
    form: &Form,
    came: &Submission,
) -> Operation {
    let user = keyed.who.user();
    let name = filled.instance.as_deref().unwrap_or_default();
    let asked = filled.asked(form);
    let first = came.first.with_timezone(&VIETNAM);
    let ended = asked.ended.or(asked.started).unwrap_or(first);
    let started = asked.started.unwrap_or(ended);
    let mut read = filled.read(form, *started.offset(), &came.files);
    read.missing
        .retain(|missing| !came.refused.contains_key(&missing.file));
    let household = asked.household.and_then(|household| household.parse().ok());
    let missing: Vec<&str> = read
        .missing
        .iter()
        .map(|missing| missing.file.as_str())
        .collect();
    let mut said = json!({ "instance": name });
    if !missing.is_empty() {
        said["missing"] = json!(missing);
    }
    if !came.refused.is_empty() {
        said["refused"] = json!(came.refused);
    }
    Operation {
        id: OperationId(named("operation", user, name)),
        device: came.device,
        // Nobody counts what a client of another make has sent.
        counter: 0,
        made: clock(ended),
        settles: None,
        action: Action::FinishVisit(FinishedVisit {
            visit: visit(user, name),
            household: household.unwrap_or(HouseholdId(Uuid::nil())),
            form: id.clone(),
            answers: read.answers,
            started: clock(started),
            amends: filled
                .deprecated
                .as_deref()
                .map(|earlier| visit(user, earlier)),
            // Such a client shows nothing of the record: what is otherwise there is for an officer to choose.
            seen: BTreeSet::new(),
            extra: Extra([("openrosa".to_owned(), said)].into_iter().collect()),
        }),
    }
}

fn visit(user: UserId, instance: &str) -> VisitId {
    VisitId(named("visit", user, instance))
}

/// The same id for the same name of the same person, and for no other.
fn named(kind: &str, user: UserId, instance: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}\n{user}\n{instance}").as_bytes())
}

/// A moment as a device's clock tells it.
pub(super) fn clock(moment: DateTime<FixedOffset>) -> DeviceTime {
    let east = moment.offset().fix().local_minus_utc() / 60;
    DeviceTime {
        utc_ms: moment.with_timezone(&Utc).timestamp_millis(),
        zone_min: i16::try_from(east).unwrap_or_default(),
        mono_ms: 0,
        skew_ms: None,
    }
}
