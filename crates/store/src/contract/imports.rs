//! Stories of lists that an office takes in, and of households that are taken back with them.

use std::sync::Arc;

use dong_hanh_domain::{Extra, Fact, HouseholdChange, HouseholdId, ListId, Scope};
use dong_hanh_sync::{Action, ChangedHousehold, Cursors, RecordKey, Seq};

use super::commune::{Commune, at, changes, is_applied, minute, number, seal};
use crate::{Import, ImportCount, ImportRow, ImportRows, ImportState, Merger, Store, Unit};

fn import(commune: &Commune, id: u64) -> Import {
    Import {
        id: ListId(number(id)),
        unit: commune.unit.clone(),
        officer: commune.officer.user,
        at: minute(1),
        file: "ho-ngheo.xlsx".into(),
        state: ImportState::Checked,
        reading: "{}".into(),
    }
}

fn row(place: u32, kind: &str, operation: Option<&str>) -> ImportRow {
    ImportRow {
        place,
        kind: kind.into(),
        household: Some(HouseholdId(number(70 + u64::from(place)))),
        body: "{}".into(),
        operation: operation.map(str::to_owned),
        outcome: None,
    }
}

fn all() -> ImportRows {
    ImportRows {
        most: 100,
        ..ImportRows::default()
    }
}

/// [S15.1] [S15.2]
/// A list is looked at as often as somebody wants, until something of it is said; what became of each row is kept.
pub async fn a_list_is_kept_row_by_row(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let list = import(&commune, 60);
    let first = [row(0, "new", Some("a")), row(1, "wrong", None)];
    assert!(store.put_import(&list, Some(b"PK"), &first).await.unwrap());
    let again = [
        row(0, "new", Some("b")),
        row(1, "same", None),
        row(2, "changed", Some("c")),
    ];
    assert!(store.put_import(&list, None, &again).await.unwrap());
    let file = store.import_file(list.id).await.unwrap();
    assert_eq!(file.as_deref(), Some(&b"PK"[..]), "the file stays");
    assert_eq!(store.import_rows(list.id, &all()).await.unwrap(), again);

    let left = ImportRows {
        outcome: Some(None),
        with_operation: true,
        most: 1,
        ..ImportRows::default()
    };
    assert_eq!(store.import_rows(list.id, &left).await.unwrap(), again[..1]);
    let applied = [(0, "applied".to_owned())];
    store
        .note_import(list.id, ImportState::Applying, &applied)
        .await
        .unwrap();
    assert_eq!(store.import_rows(list.id, &left).await.unwrap(), again[2..]);
    let of_kind = ImportRows {
        kinds: vec!["new".into(), "same".into()],
        behind: Some(0),
        ..all()
    };
    assert_eq!(
        store.import_rows(list.id, &of_kind).await.unwrap(),
        again[1..2]
    );
    let count = |kind: &str, outcome: Option<&str>| ImportCount {
        kind: kind.into(),
        outcome: outcome.map(str::to_owned),
        count: 1,
    };
    let counts = [
        count("changed", None),
        count("new", Some("applied")),
        count("same", None),
    ];
    assert_eq!(store.import_counts(list.id).await.unwrap(), counts);

    // What was begun is neither read otherwise nor forgotten.
    assert!(!store.put_import(&list, None, &first).await.unwrap());
    assert!(!store.forget_import(&commune.unit, list.id).await.unwrap());
    let known = store.import(&commune.unit, list.id).await.unwrap().unwrap();
    assert_eq!(known.state, ImportState::Applying);
    let other = Import {
        at: minute(2),
        ..import(&commune, 61)
    };
    assert!(store.put_import(&other, Some(b""), &[]).await.unwrap());
    let listed = store.imports(&commune.unit).await.unwrap();
    assert_eq!(listed, [other.clone(), known]);
    let elsewhere = "46@2025-07-01".parse().unwrap();
    assert_eq!(store.import(&elsewhere, list.id).await.unwrap(), None);
    assert!(!store.forget_import(&elsewhere, other.id).await.unwrap());
    assert!(store.forget_import(&commune.unit, other.id).await.unwrap());
    assert_eq!(store.import_file(other.id).await.unwrap(), None);
}

/// [S15.5]
/// A household leaves the record and its feed as long as nobody has said anything of it.
pub async fn what_nobody_went_on_with_is_withdrawn(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let hamlet = commune.near.id;
    let [
        (alone, first),
        (visited, second),
        (told, third),
        (twin, fourth),
        (kept, fifth),
    ] = [(); 5].map(|()| commune.register(&commune.officer, hamlet));
    let (_, visit) = commune.visit(&commune.officer, visited, 2, None);
    let moved = commune.moves(told, 3, commune.far.id);
    let same = Action::ChangeHousehold(ChangedHousehold {
        household: twin,
        changes: vec![HouseholdChange::Set(Fact::SameAs(Some(kept)))],
        seen: Default::default(),
        visit: None,
        extra: Extra::default(),
    });
    let same = commune.operation(&commune.officer, 3, same);
    let all = seal([first, second, third, fourth, fifth, visit, moved, same]);
    let receipts = store.push(&commune.officer, &all, at(4)).await.unwrap();
    assert!(receipts.iter().flatten().all(is_applied), "{receipts:?}");

    let sought = [alone, visited, told, twin, kept, HouseholdId(number(9_999))].into();
    let elsewhere = "46@2025-07-01".parse().unwrap();
    let none = store
        .withdraw(&elsewhere, &sought, minute(5))
        .await
        .unwrap();
    assert_eq!(none, [].into());
    let since = store.visited_since(&sought, minute(4)).await.unwrap();
    assert_eq!(since, [visited].into());
    let since = store.visited_since(&sought, minute(6)).await.unwrap();
    assert_eq!(since, [].into());

    let scopes = [Scope::Hamlet(hamlet)];
    let nothing = Cursors::default();
    let pulled = store.pull(&scopes, &nothing, None, changes(99)).await;
    let last: Seq = pulled.unwrap().feeds[0].changes.last().unwrap().seq;
    let read = Cursors([(Scope::Hamlet(hamlet), last)].into());
    let withdrawn = store
        .withdraw(&commune.unit, &sought, minute(5))
        .await
        .unwrap();
    assert_eq!(withdrawn, [alone].into());
    assert_eq!(store.household(alone).await.unwrap(), None);
    for stays in [visited, told, twin, kept] {
        assert!(store.household(stays).await.unwrap().is_some());
    }
    let again = store
        .withdraw(&commune.unit, &sought, minute(6))
        .await
        .unwrap();
    assert_eq!(again, [].into());
    // Who has read of it reads that it is gone, and who says something of it is told.
    let feeds = store.pull(&scopes, &read, None, changes(9)).await;
    let feeds = feeds.unwrap().feeds;
    let left = feeds.iter().flat_map(|page| &page.changes);
    let left: Vec<_> = left
        .map(|change| (change.key.clone(), change.body.is_none()))
        .collect();
    assert_eq!(left, [(RecordKey::Household(alone), true)]);
    let (_, late) = commune.visit(&commune.officer, alone, 7, None);
    let receipts = store
        .push(&commune.officer, &seal([late]), at(8))
        .await
        .unwrap();
    assert!(!receipts.iter().flatten().all(is_applied), "{receipts:?}");
}

/// [S8.14] [S15.4]
/// The lists of a unit that becomes another one are that one's, to be looked at and taken back there.
pub async fn lists_go_with_their_unit(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let list = import(&commune, 60);
    store.put_import(&list, Some(b"PK"), &[]).await.unwrap();
    let into = Unit {
        key: "19969@2026-07-01".parse().unwrap(),
        name: "Phường Mới".into(),
        province: None,
    };
    let merger = Merger::new([commune.unit.clone()], into.clone());
    store.rehearse_merger(&merger, minute(2)).await.unwrap();
    let listed = store.imports(&commune.unit).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&list));
    store.merge_units(&merger, minute(2)).await.unwrap();
    assert_eq!(store.imports(&commune.unit).await.unwrap(), []);
    let theirs = Import {
        unit: into.key.clone(),
        ..list
    };
    assert_eq!(store.imports(&into.key).await.unwrap(), [theirs]);
}
