//! Stories of what is erased: what goes, what stays, and what becomes of what is said afterwards.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use dong_hanh_domain::coverage::{Counted, Period, Span, Whose, counted};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::{Because, Fact, HouseholdChange, HouseholdId, ReviewDecision, Scope};
use dong_hanh_form::{FormId, Sha256};
use dong_hanh_sync::{
    Action, ChangedHousehold, HeldReason, Operation, Outcome, RecordKey, Ruling, Subject,
};

use super::commune::{Commune, is_applied, minute, push, read_all, read_held, seal};
use super::office::with_picture;
use crate::{Follower, Handed, HandedDecision, HandedKind, HandedRuling, NewMedia, Store};

/// A word that stands in what was said of the household, and in nothing else.
const SECRET: &str = "sau nhà bà Sương";

fn erase(commune: &Commune, household: HouseholdId, minutes: i64) -> Operation {
    let action = Action::Erase {
        what: Subject::Household {
            household,
            hamlet: commune.near.id,
        },
        because: Because::ByMistake,
    };
    commune.operation(&commune.officer, minutes, action)
}

fn address(commune: &Commune, household: HouseholdId, minutes: i64) -> Operation {
    let action = Action::ChangeHousehold(ChangedHousehold {
        household,
        changes: vec![HouseholdChange::Set(Fact::Address(SECRET.to_owned()))],
        seen: std::collections::BTreeSet::new(),
        visit: None,
        extra: dong_hanh_domain::Extra::default(),
    });
    commune.operation(&commune.volunteer, minutes, action)
}

/// A day behind the stories, in the next month: the month of the stories is over.
fn later() -> NaiveDate {
    day_of(minute(0)) + TimeDelta::days(60)
}

async fn figures(store: &dyn Store, commune: &Commune, today: NaiveDate) -> Vec<Counted> {
    let mut follower = Follower::new(commune.unit.clone());
    let outlook = follower.read(store, today).await.unwrap();
    let month = Period::around(Span::Month, day_of(minute(0)));
    counted(outlook.households(), month, Whose::All, today).collect()
}

/// All feeds in which something of the household could stand.
async fn everything(store: &dyn Store, commune: &Commune) -> String {
    let mut all = String::new();
    for scope in [
        commune.scope(),
        Scope::Unit(commune.unit.clone()),
        Scope::Office(commune.unit.clone()),
        Scope::Person(commune.volunteer.user),
        Scope::Person(commune.officer.user),
    ] {
        for (_, key, body) in read_all(store, &scope).await {
            all.push_str(&key);
            all.push_str(&body);
        }
    }
    all
}

/// [S20.1] [S20.2] [S20.3] [S20.4] [S20.8]
pub async fn what_is_erased_leaves_its_counts_and_no_word(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let stays = commune.household(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let shared: Sha256 = "cd".repeat(32).parse().unwrap();
    let mut said = vec![
        address(&commune, household, 1),
        with_picture(&commune, household, &digest),
        with_picture(&commune, household, &shared),
        with_picture(&commune, stays, &shared),
    ];
    push(&*store, &commune.volunteer, 2, said.clone()).await;
    let Action::FinishVisit(visited) = said[1].action.clone() else {
        panic!("a visit");
    };
    let reason = SECRET.to_owned();
    let back = commune.review(visited.visit, 3, ReviewDecision::Return { reason });
    push(&*store, &commune.officer, 3, [back]).await;
    // One that no form here was filled with is held, and goes too.
    let (_, mut held) = commune.visit(&commune.volunteer, household, 4, None);
    if let Action::FinishVisit(visit) = &mut held.action {
        visit.form = FormId("sha256:0".into());
    }
    push(&*store, &commune.volunteer, 4, [held.clone()]).await;
    let media = |digest: &Sha256| NewMedia {
        digest: digest.clone(),
        by: commune.volunteer.user,
        bytes: 3,
        received: minute(5),
    };
    for digest in [&digest, &shared] {
        assert!(store.put_media(&media(digest)).await.unwrap());
    }
    let before = figures(&*store, &commune, later()).await;
    let receipts = push(&*store, &commune.volunteer, 6, said.clone()).await;
    assert!(everything(&*store, &commune).await.contains(SECRET));

    // Nobody but an officer of the commune erases.
    let foreign = Operation {
        device: commune.volunteer.device,
        ..erase(&commune, household, 7)
    };
    let refused = push(&*store, &commune.volunteer, 7, [foreign]).await;
    let scope = Outcome::Held {
        reason: HeldReason::ForeignScope,
    };
    assert_eq!(refused[0].outcome, scope);

    let erased = erase(&commune, household, 8);
    let receipt = push(&*store, &commune.officer, 8, [erased.clone()]).await;
    assert!(is_applied(&receipt[0]));
    let all = everything(&*store, &commune).await;
    assert!(!all.contains(SECRET), "{all}");
    assert!(all.contains(&RecordKey::Erased(household).to_string()));
    assert!(store.household(household).await.unwrap().is_none());
    assert!(store.visit(visited.visit).await.unwrap().is_none());
    let held_now = read_held(&*store, &commune.unit).await;
    assert_eq!(held_now.len(), 1, "the volunteer's own try to erase alone");
    assert_eq!(figures(&*store, &commune, later()).await, before);
    let devices = store.devices_of(&commune.unit).await.unwrap();
    let theirs = devices
        .iter()
        .find(|known| known.device == commune.volunteer.device)
        .unwrap();
    assert_eq!(theirs.held.values().sum::<u64>(), 1, "the rest is done");

    // The same sent again gets the receipts that it got.
    said.push(held);
    let again = push(&*store, &commune.volunteer, 9, said).await;
    assert_eq!(again[..receipts.len()], receipts);
    let again = push(&*store, &commune.officer, 9, [erased.clone()]).await;
    assert_eq!(again, receipt);

    // A picture that another visit names stays.
    let due = store.media_to_erase().await.unwrap();
    assert_eq!(due, std::slice::from_ref(&digest));
    store.note_media_gone(&due).await.unwrap();
    assert!(store.media_to_erase().await.unwrap().is_empty());
    assert!(store.media(&digest).await.unwrap().senders.is_empty());
    assert!(!store.media(&shared).await.unwrap().senders.is_empty());
    // One that comes after that is named by nothing, and goes again.
    store.put_media(&media(&digest)).await.unwrap();
    assert_eq!(store.media_to_erase().await.unwrap(), [digest]);

    let kept = store.erasures().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].household(), Some((household, commune.near.id)));
    // Two officers who erase the same have erased it once.
    let second = erase(&commune, household, 10);
    assert!(is_applied(
        &push(&*store, &commune.officer, 10, [second]).await[0]
    ));
    assert_eq!(store.erasures().await.unwrap().len(), 1);
}

/// [S20.5] [S20.6]
pub async fn what_is_said_of_an_erased_household_is_held_until_somebody_decides(
    store: Arc<dyn Store>,
) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 1, [operation]).await;
    push(
        &*store,
        &commune.officer,
        2,
        [erase(&commune, household, 2)],
    )
    .await;

    let (_, late) = commune.visit(&commune.volunteer, household, 3, None);
    let fact = address(&commune, household, 3);
    let reason = Outcome::Held {
        reason: HeldReason::Erased,
    };
    let receipts = push(&*store, &commune.volunteer, 3, [late, fact.clone()]).await;
    assert!(receipts.iter().all(|receipt| receipt.outcome == reason));
    let review = commune.review(visit, 4, ReviewDecision::Accept);
    let receipts = push(&*store, &commune.officer, 4, [review]).await;
    assert_eq!(receipts[0].outcome, reason);
    let held = read_held(&*store, &commune.unit).await;
    assert_eq!(held.len(), 3);
    assert!(held.iter().any(|(_, _, body)| body.contains(SECRET)));

    // Closed, it is nowhere any more, and neither is what the officer wrote of it.
    let close = commune.operation(
        &commune.officer,
        5,
        Action::Release {
            held: fact.id,
            digest: seal([fact.clone()])[0].digest().to_string(),
            ruling: Ruling::Close {
                note: SECRET.to_owned(),
            },
        },
    );
    let receipts = push(&*store, &commune.officer, 5, [close]).await;
    assert!(is_applied(&receipts[0]));
    assert!(!everything(&*store, &commune).await.contains(SECRET));
    assert_eq!(read_held(&*store, &commune.unit).await.len(), 2);
    // And the same sent again is what it was.
    let again = push(&*store, &commune.volunteer, 6, [fact]).await;
    assert_eq!(again[0].outcome, reason);

    // A family that is recorded anew is a new household.
    let anew = commune.household(&*store).await;
    assert!(store.household(anew).await.unwrap().is_some());
}

/// [S20.1] [S20.2]
pub async fn what_an_officer_placed_goes_with_the_household_that_it_was_placed_with(
    store: Arc<dyn Store>,
) {
    let commune = Commune::settle(&*store).await;
    let named = commune.household(&*store).await;
    let placed = commune.household(&*store).await;
    let gone = erase(&commune, named, 1);
    push(&*store, &commune.officer, 1, [gone]).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let late = [
        with_picture(&commune, named, &digest),
        address(&commune, named, 2),
    ];
    push(&*store, &commune.volunteer, 2, late.clone()).await;
    for late in late {
        let action = Action::Release {
            held: late.id,
            digest: seal([late])[0].digest().to_string(),
            ruling: Ruling::Place { household: placed },
        };
        let place = commune.operation(&commune.officer, 3, action);
        assert!(is_applied(
            &push(&*store, &commune.officer, 3, [place]).await[0]
        ));
    }
    assert!(store.media_to_erase().await.unwrap().is_empty());
    assert!(everything(&*store, &commune).await.contains(SECRET));

    let gone = erase(&commune, placed, 4);
    push(&*store, &commune.officer, 4, [gone]).await;
    let all = everything(&*store, &commune).await;
    assert!(!all.contains(SECRET), "{all}");
    assert!(read_held(&*store, &commune.unit).await.is_empty());
    let due = store.media_to_erase().await.unwrap();
    assert!(due.contains(&digest), "{due:?}");
}

/// [S20.6]
pub async fn what_its_author_lets_rest_takes_along_what_the_officer_had_written(
    store: Arc<dyn Store>,
) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let gone = erase(&commune, household, 1);
    push(&*store, &commune.officer, 1, [gone]).await;
    let (_, late) = commune.visit(&commune.volunteer, household, 2, None);
    push(&*store, &commune.volunteer, 2, [late.clone()]).await;
    let action = Action::Release {
        held: late.id,
        digest: seal([late.clone()])[0].digest().to_string(),
        ruling: Ruling::SendBack {
            note: SECRET.to_owned(),
        },
    };
    let back = commune.operation(&commune.officer, 3, action);
    assert!(is_applied(
        &push(&*store, &commune.officer, 3, [back]).await[0]
    ));
    assert!(everything(&*store, &commune).await.contains(SECRET));
    let rest = Operation {
        settles: Some(late.id),
        ..commune.operation(&commune.volunteer, 4, Action::Acknowledge {})
    };
    push(&*store, &commune.volunteer, 4, [rest]).await;
    let all = everything(&*store, &commune).await;
    assert!(!all.contains(SECRET), "{all}");
}

/// [S20.1] A draft that was handed over goes with its household; so does one that comes later, when it is closed, with what
/// was written about it and its pictures.
pub async fn drafts_that_were_handed_over_go_with_their_household(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let digest: Sha256 = "ab".repeat(32).parse().unwrap();
    let draft = |text: &str, minutes| Handed {
        author: commune.volunteer.user,
        device: commune.volunteer.device,
        kind: HandedKind::Draft,
        content: format!("{{\"{household}\":\"{digest}{text}\"}}").into_bytes(),
        made: minute(minutes),
        received: minute(minutes),
    };
    let (before, after) = (draft("a", 1), draft("b", 3));
    assert!(store.keep_handed(&before).await.unwrap());
    let media = NewMedia {
        digest: digest.clone(),
        by: commune.volunteer.user,
        bytes: 3,
        received: minute(1),
    };
    assert!(store.put_media(&media).await.unwrap());
    let gone = erase(&commune, household, 2);
    push(&*store, &commune.officer, 2, [gone]).await;
    let unit = &commune.unit;
    let drafts = async || store.handed(unit, HandedKind::Draft).await.unwrap();
    assert!(drafts().await.is_empty());
    assert_eq!(store.media_to_erase().await.unwrap(), [digest]);

    assert!(store.keep_handed(&after).await.unwrap());
    assert_eq!(drafts().await.len(), 1, "somebody has to read it");
    let close = HandedDecision {
        by: commune.officer.user,
        at: minute(4),
        ruling: HandedRuling::Close {
            why: Some(SECRET.to_owned()),
        },
    };
    let closed = store.decide_handed(unit, after.id(), &close).await;
    assert!(closed.unwrap());
    assert!(drafts().await.is_empty());
    assert!(!store.keep_handed(&after).await.unwrap(), "it came before");
}

/// [S20.9]
pub async fn a_database_that_was_put_back_erases_again(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, registered) = commune.register(&commune.volunteer, commune.near.id);
    // It knows nothing of the household: what comes again of it is held.
    let erased = erase(&commune, household, 1);
    assert!(is_applied(
        &push(&*store, &commune.officer, 1, [erased]).await[0]
    ));
    let receipts = push(&*store, &commune.volunteer, 2, [registered]).await;
    let reason = Outcome::Held {
        reason: HeldReason::Erased,
    };
    assert_eq!(receipts[0].outcome, reason);
    assert_eq!(store.erasures().await.unwrap().len(), 1);
}
