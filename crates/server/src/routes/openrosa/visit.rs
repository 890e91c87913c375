//! A filled form as an operation, which says the same whenever it is made.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_domain::{DeviceTime, HouseholdId, OperationId, UserId, VisitId};
use dong_hanh_form::{Context, Form, FormId, otherwise};
use dong_hanh_sync::consent::round_places;
use dong_hanh_sync::{Action, Elsewhere, FinishedVisit, Grounds, Lack, LackReason, Operation};
use dong_hanh_xform::{Filled, Missing};
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
    // Such a client knows nothing of what a family said before: what the form does not ask is not agreed (SPEC.md S18.5).
    round_places(form, &mut read.answers, None);
    let household = asked.household.and_then(|household| household.parse().ok());
    let (id_of_visit, started) = (visit(user, name), clock(started));
    let context = Context {
        keeps_drawn: true,
        ..Grounds::default().context(id_of_visit, started)
    };
    let elsewhere = Elsewhere {
        instance: name.to_owned(),
        otherwise: otherwise(form, &read.answers, &context)
            .into_iter()
            .collect(),
        lacks: read
            .missing
            .into_iter()
            .map(|missing| lack(missing, came))
            .collect(),
    };
    Operation {
        id: OperationId(named("operation", user, name)),
        device: came.device,
        // Nobody counts what a client of another make has sent.
        counter: 0,
        made: clock(ended),
        settles: None,
        action: Action::FinishVisit(FinishedVisit {
            visit: id_of_visit,
            household: household.unwrap_or(HouseholdId(Uuid::nil())),
            form: id.clone(),
            answers: read.answers,
            started,
            amends: filled
                .deprecated
                .as_deref()
                .map(|earlier| visit(user, earlier)),
            // Such a client shows nothing of the record: what is otherwise there is for an officer to choose.
            seen: BTreeSet::new(),
            // It has reckoned for itself.
            grounds: Box::default(),
            extra: elsewhere.said(),
        }),
    }
}

fn lack(Missing { path, file }: Missing, came: &Submission) -> Lack {
    let refused = came.refused.get(&file).copied();
    Lack {
        why: refused.map_or(LackReason::NeverCame, LackReason::Refused),
        question: path,
        file,
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
