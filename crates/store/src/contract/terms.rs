//! Stories of hamlets that are given from a day to a day.
//!
//! They begin on 24 November 2026 at 13:00 in Việt Nam; eleven hours later that day is over there.

use std::sync::Arc;

use dong_hanh_domain::{Given, HamletId, Role, Scope, Term, UnitKey};
use dong_hanh_sync::Epoch;
use dong_hanh_sync::server::Author;

use super::commune::{Commune, is_applied, minute, push, read_all};
use crate::{Account, Store};

/// The first minute of 25 November.
const MIDNIGHT: i64 = 660;

/// The minutes of a day.
const DAY: i64 = 24 * 60;

fn term(from: &str, until: &str) -> Term {
    let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    Term {
        from: day(from),
        until: day(until),
    }
}

/// The volunteer's account, who has the near hamlet and the far one for a time.
fn account(commune: &Commune, far: Term) -> Account {
    Account {
        terms: [(commune.far.id, far)].into(),
        ..commune.account(&commune.volunteer)
    }
}

/// Who the volunteer is at a minute, as each request asks.
async fn as_of(store: &dyn Store, commune: &Commune, minutes: i64) -> Author {
    let user = commune.volunteer.user;
    let account = store.account(user, minute(minutes)).await.unwrap();
    Author {
        role: account.unwrap().role,
        ..commune.volunteer.clone()
    }
}

/// [S9.6]
/// What somebody may do is reckoned from the days, and an account that is put back as it was asked for keeps all of them.
pub async fn a_hamlet_is_given_from_a_day_to_a_day(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (near, far) = (commune.near.id, commune.far.id);
    let given = account(&commune, term("2026-11-25", "2026-11-26"));
    store.put_account(&given, None, minute(0)).await.unwrap();
    let both: &[HamletId] = &[near, far];
    for (minutes, hamlets) in [
        (0, &[near][..]),
        (MIDNIGHT - 1, &[near]),
        (MIDNIGHT, both),
        (MIDNIGHT + 2 * DAY - 1, both),
        (MIDNIGHT + 2 * DAY, &[near]),
    ] {
        let author = as_of(&*store, &commune, minutes).await;
        let expected = hamlets.iter().copied().collect();
        assert_eq!(*author.role.hamlets(), expected, "{minutes}");
        let reads = author.role.scopes(author.user);
        assert_eq!(reads.contains(&Scope::Hamlet(far)), hamlets.len() == 2);

        let now = minute(minutes);
        let kept = store.account(author.user, now).await.unwrap().unwrap();
        assert_eq!(kept.terms, given.terms);
        assert_eq!(kept.given(), given.given());
        store.put_account(&kept, None, now).await.unwrap();
        let people = store.people(&commune.unit, now).await.unwrap();
        assert!(people.contains(&kept));
        let found = store.credentials(&kept.sign_in, now).await.unwrap();
        assert_eq!(found.unwrap().account, kept);
    }
}

/// [S9.7]
/// Work of the time counts whenever it comes, and no other.
pub async fn work_of_a_term_counts_after_it_is_over(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.officer, commune.far.id);
    push(&*store, &commune.officer, 0, [register]).await;
    let given = account(&commune, term("2026-11-25", "2026-11-25"));
    store.put_account(&given, None, minute(0)).await.unwrap();
    let visit = |minutes| {
        commune
            .visit(&commune.volunteer, household, minutes, None)
            .1
    };
    let sent = async |minutes: i64, visits: &[i64]| {
        let author = as_of(&*store, &commune, minutes).await;
        let visits = visits.iter().map(|minutes| visit(*minutes));
        let receipts = push(&*store, &author, minutes, visits).await;
        receipts.iter().map(is_applied).collect::<Vec<_>>()
    };
    assert_eq!(sent(MIDNIGHT - 1, &[MIDNIGHT - 1]).await, [false]);
    assert_eq!(sent(MIDNIGHT + 1, &[MIDNIGHT]).await, [true]);
    let over = MIDNIGHT + DAY;
    let late = [MIDNIGHT - 1, MIDNIGHT, over - 1, over];
    assert_eq!(sent(over + 9, &late).await, [false, true, true, false]);

    // Taken away long after, or given for another time: what was theirs was theirs.
    let another = account(&commune, term("2026-12-24", ""));
    let kept = commune.account(&commune.volunteer);
    for (minutes, account) in [(over + DAY, another), (over + 2 * DAY, kept)] {
        let put = store.put_account(&account, None, minute(minutes)).await;
        put.unwrap();
        assert_eq!(sent(minutes + 1, &late).await, [false, true, true, false]);
    }
}

/// [S9.7]
/// A term that is shortened takes back nothing that was done before anybody said so.
pub async fn a_shorter_term_takes_back_no_time(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.officer, commune.far.id);
    push(&*store, &commune.officer, 0, [register]).await;
    let whole = account(&commune, term("2026-11-20", ""));
    store.put_account(&whole, None, minute(0)).await.unwrap();
    let shorter = account(&commune, term("2026-11-20", "2026-11-22"));
    let put = store.put_account(&shorter, None, minute(30)).await;
    put.unwrap();
    let author = as_of(&*store, &commune, 40).await;
    assert_eq!(*author.role.hamlets(), [commune.near.id].into());
    let visits = [-3 * DAY, 20, 35];
    let visits = visits.map(|minutes| commune.visit(&author, household, minutes, None).1);
    let receipts = push(&*store, &author, 40, visits).await;
    let applied: Vec<_> = receipts.iter().map(is_applied).collect();
    assert_eq!(applied, [true, true, false]);
}

/// [S9.8]
/// The office is told the days, a start of the server says them once, and they go along to another unit.
pub async fn an_office_is_told_from_which_day_to_which(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let bound = term("2026-11-25", "2026-12-24");
    let given = account(&commune, bound);
    store.put_account(&given, None, minute(0)).await.unwrap();
    let told = async |unit: &UnitKey| {
        let feed = read_all(&*store, &Scope::Office(unit.clone())).await;
        let given = feed.iter();
        let given = given.map(|(_, _, body)| serde_json::from_str::<Given>(body).unwrap());
        given.collect::<Vec<_>>()
    };
    let expected = Given {
        user: commune.volunteer.user,
        hamlets: [commune.near.id, commune.far.id].into(),
        terms: [(commune.far.id, bound)].into(),
    };
    assert_eq!(told(&commune.unit).await, std::slice::from_ref(&expected));
    let office = Scope::Office(commune.unit.clone());
    let before = read_all(&*store, &office).await;
    let begins = store.begin_epoch(Epoch(1), minute(90 * DAY)).await;
    begins.unwrap();
    assert_eq!(read_all(&*store, &office).await, before);

    let into: UnitKey = "19760@2026-12-01".parse().unwrap();
    commune.merge(&*store, &into, 5).await;
    assert_eq!(told(&commune.unit).await, []);
    assert_eq!(told(&into).await, [expected]);
    let now = MIDNIGHT + 40 * DAY;
    let author = as_of(&*store, &commune, now).await;
    let volunteer = Role::Volunteer {
        unit: into,
        hamlets: [commune.near.id].into(),
    };
    assert_eq!(author.role, volunteer);
    let account = store.account(author.user, minute(now)).await.unwrap();
    assert_eq!(account.unwrap().terms, [(commune.far.id, bound)].into());
}
