//! What must hold of a phone after every step.

use dong_hanh_domain::RoleKind;
use dong_hanh_sync::outbox::{Outbox, Sent};
use dong_hanh_sync::{Action, RecordKey};

use crate::audit::{Audit, is_published};
use crate::broken::{Holds, holds};
use crate::disk::{Draft, Photo};
use crate::phone::Phone;
use crate::truth::Truth;

/// Looks at a phone.
pub(crate) fn phone(phone: &Phone, audit: &Audit, truth: &Truth) -> Holds {
    work(phone, truth)?;
    memory(phone)?;
    drafts(phone, truth)?;
    photos(phone, truth)?;
    records(phone, audit)
}

/// [S1.2] Everything that was ever made is in one place, as it was made: it waits, or it has a receipt that the office
/// has given, or it was forgotten by right. There are no holes.
fn work(phone: &Phone, truth: &Truth) -> Holds {
    let (at, shelves) = (phone.at, phone.shelves());
    let made = &truth.made[at];
    holds(shelves.counter == made.len() as u64, "S1.2", || {
        format!(
            "phone {at} made {} and counts {}",
            made.len(),
            shelves.counter
        )
    })?;
    for (counter, key) in made {
        let waits = shelves.outbox.get(counter);
        let sent = shelves.sent.get(counter);
        let text = match (waits, sent.map(|sent| &**sent)) {
            (Some(raw), None) => raw.text(),
            (None, Some(Sent { operation, receipt })) => {
                holds(truth.is_given(key, receipt), "S1.2", || {
                    format!(
                        "phone {at} has a receipt for {counter} that nobody has given: {receipt:?}"
                    )
                })?;
                operation.text()
            }
            (None, None) if truth.forgotten[at].contains(counter) => continue,
            (waits, sent) => {
                let places = usize::from(waits.is_some()) + usize::from(sent.is_some());
                let what = || format!("phone {at} has {counter} in {places} places");
                return holds(false, "S1.2", what);
            }
        };
        let as_made = truth.said(key).is_some_and(|said| said.raw.text() == text);
        holds(as_made, "S1.2", || {
            format!("phone {at} has another text for {counter}")
        })?;
    }
    Ok(())
}

/// What the device knows is what is on its disk, unless one of the two is just following the other.
fn memory(phone: &Phone) -> Holds {
    if phone.is_storing() || phone.follows {
        return Ok(());
    }
    let shelves = phone.shelves();
    let mut known = phone.device.outbox().iter();
    let same = known.all(|(counter, entry)| match &entry.receipt {
        None => shelves.outbox.contains_key(&counter),
        Some(receipt) => shelves
            .sent
            .get(&counter)
            .is_some_and(|sent| sent.receipt == *receipt),
    });
    let is_whole = same && *phone.device.exchange() == shelves.exchange;
    holds(is_whole, "memory", || {
        format!("phone {} remembers something else than its disk", phone.at)
    })
}

/// [S1.1] [S6.2] What was called saved of a draft is there, until it is finished. [S1.15] What it is about is there too,
/// whatever became of it elsewhere; but what was let go before it was opened may go in the same moment.
fn drafts(phone: &Phone, truth: &Truth) -> Holds {
    let shelves = phone.shelves();
    let saved = &truth.drafts[phone.at];
    holds(shelves.drafts.keys().eq(saved), "S1.1", || {
        let here: Vec<_> = shelves.drafts.keys().collect();
        format!(
            "phone {} has the drafts {here:?}, and saved {saved:?}",
            phone.at
        )
    })?;
    for draft in shelves.drafts.values().filter(|draft| !draft.amid) {
        let household = RecordKey::Household(draft.household);
        let is_here = shelves.records.contains_key(&household)
            || registers(phone.device.outbox(), draft)
            // As the other tab knows it, in which somebody works.
            || phone.follows && registers(phone.stored()?.0.outbox(), draft);
        holds(is_here, "S1.15", || {
            format!(
                "phone {} has a draft about {household}, and not that",
                phone.at
            )
        })?;
        let form = RecordKey::Form(draft.form.clone());
        holds(shelves.records.contains_key(&form), "S1.15", || {
            format!("phone {} has a draft by {form}, and not that", phone.at)
        })?;
    }
    Ok(())
}

/// [S4.14] A photo that was called saved is on the phone as long as what names it. It is called received where it is.
fn photos(phone: &Phone, truth: &Truth) -> Holds {
    for operation in &truth.photos[phone.at] {
        let at = phone.shelves().photos.get(operation);
        let is_right = match at {
            Some(Photo::Here) => true,
            Some(Photo::Received) => truth.has_photos(phone.user, *operation) || truth.time > 0,
            None => truth.is_forgotten(phone.at, *operation),
        };
        holds(is_right, "S4.14", || {
            format!("phone {} has {at:?} of the photos of {operation}", phone.at)
        })?;
    }
    Ok(())
}

/// Whether the household of a draft was registered here.
fn registers(outbox: &Outbox, draft: &Draft) -> bool {
    let mut said = outbox.operations();
    said.any(|(_, _, operation)| {
        matches!(&operation.action, Action::RegisterHousehold { household } if household.id == draft.household)
    })
}

/// [S1.9] [S3.3] Up to its cursors, a phone has what the feeds gave.
fn records(phone: &Phone, audit: &Audit) -> Holds {
    let shelves = phone.shelves();
    if shelves
        .exchange
        .epoch
        .is_none_or(|epoch| epoch < audit.began)
    {
        return Ok(());
    }
    // As it says them: those that nobody believes it says to be at the beginning.
    let cursors = shelves.exchange.request().cursors.0;
    for (key, known) in audit.all() {
        if cursors
            .get(&known.scope)
            .is_none_or(|read| *read < known.seq)
        {
            continue;
        }
        let has = shelves.records.get(key);
        let same = has.is_some_and(|(scope, body)| {
            // What two units have is one record on a phone that reads both.
            // Who has become an officer, or is one no more, reads again what was given to them as what they were.
            let is_given = || {
                let text: &str = body;
                *body == known.body || known.is_as_given_to(RoleKind::Volunteer, key, text)
            };
            is_published(key) || *scope == known.scope && is_given()
        });
        holds(same, "S1.9", || {
            format!(
                "phone {} has read {} up to {:?}, and has {has:?} for {key}, which is {} at {:?}",
                phone.at,
                known.scope,
                cursors.get(&known.scope),
                known.body,
                known.seq
            )
        })?;
    }
    Ok(())
}
