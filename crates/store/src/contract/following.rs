//! Stories of who is left behind and how far visits reach, as a store is asked.

use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::coverage::{Counted, Figure, Period, Span, Whose, counted};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::left_behind::{LeftBehind, ReasonKind};
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{HouseholdId, ReviewDecision};

use super::commune::{Commune, minute, push};
use crate::{Follower, Store};

/// The day of the stories.
fn today() -> NaiveDate {
    day_of(minute(0))
}

fn all_of(outlook: &Outlook) -> (LeftBehind, Vec<Counted>) {
    let month = Period::around(Span::Month, today());
    let counted = counted(outlook.households(), month, Whose::All, today());
    (outlook.left_behind(), counted.collect())
}

/// What a follower says that has read before, which is what one says that reads all of it now.
async fn read(
    follower: &mut Follower,
    store: &dyn Store,
    commune: &Commune,
) -> (LeftBehind, Vec<Counted>) {
    let known = all_of(follower.read(store, today()).await.unwrap());
    let mut anew = Follower::new(commune.officer.role.unit().clone());
    assert_eq!(known, all_of(anew.read(store, today()).await.unwrap()));
    known
}

fn why(list: &LeftBehind, household: HouseholdId) -> Vec<ReasonKind> {
    let row = list.rows.iter().find(|row| row.household == household);
    row.map_or_else(Vec::new, |row| {
        row.reasons().iter().map(|reason| reason.kind()).collect()
    })
}

fn number(counted: &[Counted], figure: Figure) -> usize {
    counted.iter().map(|one| figure.of(&one.tally)).sum()
}

/// Visits, what the office says to them, amendments, moves.
pub async fn what_is_learnt_bit_by_bit_is_what_the_records_say(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut follower = Follower::new(commune.officer.role.unit().clone());
    let (list, counted) = read(&mut follower, &*store, &commune).await;
    assert_eq!((list.of, counted.len()), (0, 0));

    let household = commune.household(&*store).await;
    let other = commune.household(&*store).await;
    let (list, counted) = read(&mut follower, &*store, &commune).await;
    assert_eq!(why(&list, household), [ReasonKind::NeverVisited]);
    assert_eq!((list.of, number(&counted, Figure::Left)), (2, 2));

    let (first, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 2, [operation]).await;
    let (list, counted) = read(&mut follower, &*store, &commune).await;
    assert_eq!(why(&list, household), []);
    assert_eq!(why(&list, other), [ReasonKind::NeverVisited]);
    assert_eq!(number(&counted, Figure::Reached), 1);
    assert_eq!(number(&counted, Figure::Waiting), 1);

    let reason = "Xin đo lại diện tích nhà".to_owned();
    let back = commune.review(first, 3, ReviewDecision::Return { reason });
    push(&*store, &commune.officer, 3, [back]).await;
    let (list, _) = read(&mut follower, &*store, &commune).await;
    assert_eq!(why(&list, household), [ReasonKind::Returned]);

    let (second, operation) = commune.visit(&commune.volunteer, household, 4, Some(first));
    push(&*store, &commune.volunteer, 5, [operation]).await;
    let accept = commune.review(second, 6, ReviewDecision::Accept);
    push(&*store, &commune.officer, 6, [accept]).await;
    let (list, counted) = read(&mut follower, &*store, &commune).await;
    assert_eq!(why(&list, household), []);
    let figures = [Figure::Accepted, Figure::Returned, Figure::Waiting];
    assert_eq!(figures.map(|figure| number(&counted, figure)), [1, 0, 0]);

    let far = commune.far.id;
    push(
        &*store,
        &commune.officer,
        7,
        [commune.moves(household, 7, far)],
    )
    .await;
    let (list, counted) = read(&mut follower, &*store, &commune).await;
    assert_eq!(list.of, 2);
    let there = counted.iter().find(|one| one.household == household);
    assert_eq!(there.map(|one| one.hamlet), Some(far));
}

/// S13.1: an interval that the office changes is what the list is made by at the next question.
pub async fn what_the_office_sets_is_reckoned_by(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (_, operation) = commune.visit(&commune.volunteer, household, 1, None);
    push(&*store, &commune.volunteer, 2, [operation]).await;
    let unit = commune.officer.role.unit().clone();
    let mut follower = Follower::new(unit);
    let later = today() + chrono::TimeDelta::days(30);
    let list = follower.read(&*store, later).await.unwrap().left_behind();
    assert_eq!(why(&list, household), []);

    let mut settings = Settings::default();
    settings.intervals.unclassed = 29;
    let set = commune.set(3, &settings);
    push(&*store, &commune.officer, 3, [set]).await;
    let list = follower.read(&*store, later).await.unwrap().left_behind();
    assert_eq!(why(&list, household), [ReasonKind::NotVisited]);
    assert_eq!(follower.settings().intervals.unclassed, 29);
}
