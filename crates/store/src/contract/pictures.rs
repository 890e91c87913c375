//! Stories of a picture that is erased: its bytes go, its visits stay and say so.

use std::sync::Arc;

use dong_hanh_domain::{Because, HouseholdId, Scope, VisitId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::{Action, HeldReason, Operation, Outcome, RecordKey, Subject, Visit};

use super::commune::{Commune, is_applied, minute, push, read_all};
use super::office::with_picture;
use crate::{NewMedia, Store};

fn erase(
    commune: &Commune,
    (household, visit): (HouseholdId, VisitId),
    digest: &Sha256,
    minutes: i64,
) -> Operation {
    let what = Subject::Picture {
        household,
        hamlet: commune.near.id,
        visit,
        digest: digest.clone(),
    };
    let because = Because::Identity;
    commune.operation(&commune.officer, minutes, Action::Erase { what, because })
}

/// Another visit with the picture, or a newer version of one.
fn visit_with(
    commune: &Commune,
    household: HouseholdId,
    digest: &Sha256,
    amends: Option<VisitId>,
) -> (VisitId, Operation) {
    let mut operation = with_picture(commune, household, digest);
    let Action::FinishVisit(visit) = &mut operation.action else {
        panic!("a visit");
    };
    visit.amends = amends;
    (visit.visit, operation)
}

async fn sent(store: &dyn Store, commune: &Commune, digest: &Sha256) {
    let media = NewMedia {
        digest: digest.clone(),
        by: commune.volunteer.user,
        bytes: 3,
        received: minute(5),
    };
    store.put_media(&media).await.unwrap();
}

async fn visit(store: &dyn Store, id: VisitId) -> Visit {
    store.visit(id).await.unwrap().unwrap()
}

async fn is_told(store: &dyn Store, commune: &Commune, told: &RecordKey) -> bool {
    let feed = read_all(store, &Scope::Person(commune.volunteer.user)).await;
    let told = told.to_string();
    feed.iter().any(|(_, key, _)| *key == told)
}

/// [S20.20] [S20.21] [S20.22]
pub async fn a_picture_that_was_erased_leaves_its_visits(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let other: Sha256 = "cd".repeat(32).parse().unwrap();
    let (id, said) = visit_with(&commune, household, &digest, None);
    let (stays, beside) = visit_with(&commune, household, &other, None);
    push(&*store, &commune.volunteer, 2, [said.clone(), beside]).await;
    for digest in [&digest, &other] {
        sent(&*store, &commune, digest).await;
    }
    let before = visit(&*store, id).await;

    // Nobody but an officer of the commune erases.
    let foreign = Operation {
        device: commune.volunteer.device,
        ..erase(&commune, (household, id), &digest, 3)
    };
    let refused = push(&*store, &commune.volunteer, 3, [foreign]).await;
    let scope = Outcome::Held {
        reason: HeldReason::ForeignScope,
    };
    assert_eq!(refused[0].outcome, scope);
    assert!(store.media_to_erase().await.unwrap().is_empty());

    let erased = erase(&commune, (household, id), &digest, 4);
    let receipt = push(&*store, &commune.officer, 4, [erased.clone()]).await;
    assert!(is_applied(&receipt[0]));
    let after = visit(&*store, id).await;
    assert_eq!(after.answers, before.answers);
    assert_eq!(after.erased.len(), 1);
    assert_eq!(after.erased[0].digest, digest);
    assert_eq!(after.erased[0].because, Because::Identity);
    assert_eq!(after.erased[0].by, commune.officer.user);
    assert_eq!(after.erased[0].at, minute(4));
    assert!(visit(&*store, stays).await.erased.is_empty());
    let told = RecordKey::ForgetPicture(household, digest.clone());
    assert!(is_told(&*store, &commune, &told).await);

    // The bytes are to go, nobody sees them, and they are not taken in again.
    assert_eq!(
        store.media_to_erase().await.unwrap(),
        std::slice::from_ref(&digest)
    );
    let uses = store.media(&digest).await.unwrap();
    assert!(uses.senders.is_empty() && uses.hamlets.is_empty());
    assert!(store.is_media_erased(&digest).await.unwrap());
    assert!(!store.is_media_erased(&other).await.unwrap());
    store
        .note_media_gone(std::slice::from_ref(&digest))
        .await
        .unwrap();
    assert!(store.media_to_erase().await.unwrap().is_empty());
    sent(&*store, &commune, &digest).await;
    assert_eq!(
        store.media_to_erase().await.unwrap(),
        std::slice::from_ref(&digest)
    );

    // A newer version from a phone that had not heard says it too.
    let (newer, amended) = visit_with(&commune, household, &digest, Some(id));
    assert!(is_applied(
        &push(&*store, &commune.volunteer, 5, [amended]).await[0]
    ));
    assert_eq!(visit(&*store, newer).await.erased, after.erased);
    assert!(store.is_media_erased(&digest).await.unwrap());

    // Two officers who erase the same have erased it once, and what is sent again gets its receipt.
    let second = erase(&commune, (household, id), &digest, 6);
    assert!(is_applied(
        &push(&*store, &commune.officer, 6, [second]).await[0]
    ));
    assert_eq!(visit(&*store, id).await.erased, after.erased);
    assert_eq!(store.erasures().await.unwrap().len(), 1);
    let again = push(&*store, &commune.officer, 7, [erased]).await;
    assert_eq!(again, receipt);
    let again = push(&*store, &commune.volunteer, 7, [said]).await;
    assert!(is_applied(&again[0]));
}

/// [S20.21]
pub async fn a_picture_that_another_household_has_too_stays_there(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let neighbour = commune.household(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let (id, first) = visit_with(&commune, household, &digest, None);
    let (theirs, second) = visit_with(&commune, neighbour, &digest, None);
    push(&*store, &commune.volunteer, 2, [first, second]).await;
    sent(&*store, &commune, &digest).await;

    let erased = erase(&commune, (household, id), &digest, 3);
    push(&*store, &commune.officer, 3, [erased]).await;
    assert_eq!(visit(&*store, id).await.erased.len(), 1);
    assert!(visit(&*store, theirs).await.erased.is_empty());
    assert!(store.media_to_erase().await.unwrap().is_empty());
    assert!(!store.is_media_erased(&digest).await.unwrap());
    assert!(!store.media(&digest).await.unwrap().hamlets.is_empty());

    let erased = erase(&commune, (neighbour, theirs), &digest, 4);
    push(&*store, &commune.officer, 4, [erased]).await;
    assert_eq!(store.media_to_erase().await.unwrap(), [digest]);
}

/// [S20.23]
pub async fn a_database_that_was_put_back_erases_a_picture_again(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let (id, said) = visit_with(&commune, household, &digest, None);
    // It knows nothing of the visit yet: what comes again of it has lost the picture.
    let erased = erase(&commune, (household, id), &digest, 1);
    assert!(is_applied(
        &push(&*store, &commune.officer, 1, [erased]).await[0]
    ));
    let kept = store.erasures().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].household(), Some((household, commune.near.id)));
    push(&*store, &commune.volunteer, 2, [said]).await;
    assert_eq!(visit(&*store, id).await.erased.len(), 1);
    assert!(store.is_media_erased(&digest).await.unwrap());
    let told = RecordKey::ForgetPicture(household, digest);
    assert!(is_told(&*store, &commune, &told).await);
}
