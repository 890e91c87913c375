//! Stories of records that are one household, and of those that are not.

use std::sync::Arc;

use dong_hanh_domain::{Extra, Fact, FactKey, HouseholdChange, HouseholdId, OperationId};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Action, ChangedHousehold};

use super::commune::{Commune, is_applied, push, read_all};
use crate::Store;

/// Somebody says a fact, having seen these.
async fn says(
    store: &dyn Store,
    commune: &Commune,
    author: &Author,
    household: HouseholdId,
    seen: &[OperationId],
    fact: Fact,
) -> OperationId {
    let action = Action::ChangeHousehold(ChangedHousehold {
        household,
        changes: vec![HouseholdChange::Set(fact)],
        seen: seen.iter().copied().collect(),
        visit: None,
        extra: Extra::default(),
    });
    let said = commune.operation(author, 1, action);
    let id = said.id;
    let receipts = push(store, author, 1, [said]).await;
    assert!(receipts.iter().all(is_applied));
    id
}

/// [S7.20]
/// What a phone that was out says of a double becomes part of the record that stands too, from batch to batch, clashes there
/// with what nobody on the phone had seen, and stays with the double where it is taken back.
pub async fn what_is_said_of_a_double_reaches_the_record_that_stands(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (officer, volunteer) = (&commune.officer, &commune.volunteer);
    let double = commune.household(&*store).await;
    let kept = commune.household(&*store).await;
    let say = async |author, of, seen: &[OperationId], fact| {
        says(&*store, &commune, author, of, seen, fact).await
    };
    let joined = say(officer, double, &[], Fact::SameAs(Some(kept))).await;
    let phone = |number: &str| Fact::Phone(Some(number.into()));
    say(officer, kept, &[], phone("0905")).await;
    let said = say(volunteer, double, &[], phone("0914")).await;
    let address = Fact::Address("kiệt 3".into());
    say(volunteer, double, &[], address.clone()).await;
    let known = async |of| store.household(of).await.unwrap().unwrap();
    assert_eq!(known(double).await.phone.as_deref(), Some("0914"));
    let standing = known(kept).await;
    assert_eq!(standing.phone.as_deref(), Some("0905"));
    assert_eq!(standing.fact(&FactKey::Address), Some(address));
    let feed = read_all(&*store, &commune.scope()).await;
    let clash = feed
        .iter()
        .filter(|(_, key, _)| key.starts_with("conflict:"));
    let clash: Vec<_> = clash.collect();
    assert_eq!(clash.len(), 1);
    assert!(clash[0].2.contains(&kept.to_string()) && clash[0].2.contains(&said.to_string()));

    say(officer, double, &[joined], Fact::SameAs(None)).await;
    say(volunteer, double, &[said], phone("0936")).await;
    assert_eq!(known(double).await.phone.as_deref(), Some("0936"));
    assert_eq!(known(kept).await.phone.as_deref(), Some("0905"));
}

/// [S7.19]
/// That two records are two households is there for every device of the office, until it is taken back.
pub async fn that_two_records_are_two_households_reaches_the_office(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let one = commune.household(&*store).await;
    let other = commune.household(&*store).await;
    let officer = &commune.officer;
    let two = |is_so| Fact::NotSame { other, is_so };
    let is_told = async || {
        let feed = read_all(&*store, &commune.scope()).await;
        let text = other.to_string();
        let mut of_it = feed
            .iter()
            .filter(|(_, key, _)| *key == format!("household:{one}"));
        of_it.any(|(_, _, body)| body.contains("not_same") && body.contains(&text))
    };
    let said = says(&*store, &commune, officer, one, &[], two(true)).await;
    assert!(is_told().await);
    says(&*store, &commune, officer, one, &[said], two(false)).await;
    let known = store.household(one).await.unwrap().unwrap();
    assert!(known.not_same.is_empty());
}
