//! Stories of what only the server keeps, and goes when its time is over.

use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::retention::{Cause, HeldBack, Which};
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{ListId, UnitKey, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::Action;

use super::commune::{Commune, minute, number, push};
use crate::retention::{due, on_server};
use crate::{
    Emptied, Handed, HandedDecision, HandedKind, HandedRuling, Import, ImportRow, ImportRows,
    ImportState, NewMedia, Store, StoreResult,
};

/// A draft, as its `made` minute has it.
fn draft(commune: &Commune, content: &str, made: i64) -> Handed {
    Handed {
        author: commune.volunteer.user,
        device: commune.volunteer.device,
        kind: HandedKind::Draft,
        content: content.as_bytes().to_vec(),
        made: minute(made),
        received: minute(made),
    }
}

fn list(commune: &Commune, id: u64, state: ImportState) -> Import {
    Import {
        id: ListId(number(id)),
        unit: commune.unit.clone(),
        officer: commune.officer.user,
        at: minute(1),
        file: "ho-ngheo.xlsx".into(),
        state,
        reading: "{}".into(),
    }
}

async fn all(store: &dyn Store, commune: &Commune) -> Vec<Which> {
    let kept = on_server(store, &commune.unit).await.unwrap();
    kept.into_iter().map(|one| one.kept.which).collect()
}

async fn empty_due(
    store: &dyn Store,
    unit: &UnitKey,
    shown: &[Which],
    today: NaiveDate,
) -> StoreResult<Emptied> {
    let emptying = due(store, unit, shown, today).await?;
    store.empty(unit, &emptying).await
}

async fn close(store: &dyn Store, commune: &Commune, draft: &Handed, ruling: HandedRuling) {
    let decision = HandedDecision {
        by: commune.officer.user,
        at: minute(5),
        ruling,
    };
    let found = store.decide_handed(&commune.unit, draft.id(), &decision);
    assert!(found.await.unwrap());
}

fn closed() -> HandedRuling {
    HandedRuling::Close {
        why: Some("chị Hạnh đã ghi lại".into()),
    }
}

/// [S20.10] [S20.12]
/// A draft that was closed is emptied when its term is over and no sooner, with those of the same, with why it was closed,
/// and with pictures that nothing else names; the same does not come again. What is open stays.
pub async fn a_closed_draft_is_emptied_when_its_time_is_over(store: Arc<dyn Store>) {
    let store = &*store;
    let commune = Commune::settle(store).await;
    let (roof, shared) = (Sha256::of(b"the roof"), Sha256::of(b"the yard"));
    for digest in [&roof, &shared] {
        let sent = NewMedia {
            digest: digest.clone(),
            by: commune.volunteer.user,
            bytes: 8,
            received: minute(1),
        };
        store.put_media(&sent).await.unwrap();
    }
    let visit = format!(r#"{{"visit":"{}","#, number(90));
    let early = draft(&commune, &format!(r#"{visit}"a":1}}"#), 1);
    let last = draft(
        &commune,
        &format!(r#"{visit}"p":["{roof}","{shared}"]}}"#),
        2,
    );
    let open = draft(&commune, &format!(r#"{{"p":["{shared}"]}}"#), 3);
    for draft in [&early, &last, &open] {
        assert!(store.keep_handed(draft).await.unwrap());
    }
    assert!(all(store, &commune).await.is_empty(), "nothing is closed");
    close(store, &commune, &last, closed()).await;
    let shown = all(store, &commune).await;
    assert_eq!(shown.len(), 2);

    let over =
        on_server(store, &commune.unit).await.unwrap()[0].kept.since + chrono::Months::new(6);
    let before = over.pred_opt().unwrap();
    let none = empty_due(store, &commune.unit, &shown, before).await;
    assert_eq!(none.unwrap(), Emptied::default());
    assert_eq!(all(store, &commune).await.len(), 2);
    // Whoever was shown only one of them empties that one; another unit's officer none.
    let elsewhere = "46@2025-07-01".parse().unwrap();
    let none = empty_due(store, &elsewhere, &shown, over).await.unwrap();
    assert_eq!(none, Emptied::default());
    let done = empty_due(store, &commune.unit, &shown, over).await.unwrap();
    assert_eq!((done.drafts, done.workbooks), (2, 0));
    assert!(all(store, &commune).await.is_empty());
    let again = empty_due(store, &commune.unit, &shown, over).await;
    assert_eq!(again.unwrap(), Emptied::default());

    let left = store.handed(&commune.unit, HandedKind::Draft).await;
    let left: Vec<_> = left.unwrap().into_iter().map(|one| one.handed).collect();
    assert_eq!(left, [open]);
    assert!(!store.keep_handed(&last).await.unwrap(), "it is known");
    assert_eq!(store.media_to_erase().await.unwrap(), [roof]);
}

/// [S20.11] [S20.12]
/// What is held back stays, and so does what somebody has opened again.
pub async fn what_is_held_back_or_open_again_is_not_emptied(store: Arc<dyn Store>) {
    let store = &*store;
    let commune = Commune::settle(store).await;
    let (held, opened) = (
        draft(&commune, "{\"a\":1}", 1),
        draft(&commune, "{\"b\":2}", 2),
    );
    for draft in [&held, &opened] {
        assert!(store.keep_handed(draft).await.unwrap());
        close(store, &commune, draft, closed()).await;
    }
    let kept = on_server(store, &commune.unit).await.unwrap();
    let over = kept[0].kept.since + chrono::Months::new(6);
    let shown = all(store, &commune).await;
    close(store, &commune, &opened, HandedRuling::Reopen).await;
    let [which] = &all(store, &commune).await[..] else {
        panic!("one is closed");
    };
    let mut settings = Settings::default();
    settings.retention = settings.retention.holding(HeldBack {
        which: which.clone(),
        because: Cause::Complaint,
        from: over,
        until: over + chrono::Months::new(2),
    });
    let action = Action::ChangeSettings {
        unit: commune.unit.clone(),
        settings: Box::new(settings.clone()),
    };
    let set = commune.operation(&commune.officer, 1, action);
    push(store, &commune.officer, 6, [set]).await;
    assert_eq!(store.settings(&commune.unit).await.unwrap(), settings);

    let later = over + chrono::Months::new(1);
    let none = empty_due(store, &commune.unit, &shown, later).await;
    assert_eq!(none.unwrap(), Emptied::default());
    let after = over + chrono::Months::new(2);
    let done = empty_due(store, &commune.unit, &shown, after).await;
    assert_eq!(done.unwrap().drafts, 1);
    let left = store.handed(&commune.unit, HandedKind::Draft).await;
    assert_eq!(left.unwrap().len(), 1);
}

/// [S20.10] [S20.12]
/// A list keeps its place among those that came and loses file and rows; one of which nothing was said is forgotten, and
/// one with which something is being done stays.
pub async fn a_list_is_emptied_when_its_time_is_over(store: Arc<dyn Store>) {
    let store = &*store;
    let commune = Commune::settle(store).await;
    let row = ImportRow {
        place: 0,
        kind: "same".into(),
        household: None,
        body: r#"{"name":"Hạnh"}"#.into(),
        operation: None,
        outcome: None,
    };
    let states = [
        ImportState::Checked,
        ImportState::Applied,
        ImportState::Applying,
    ];
    for (id, state) in (60..).zip(states) {
        let list = list(&commune, id, state);
        let rows = std::slice::from_ref(&row);
        assert!(store.put_import(&list, Some(b"PK"), rows).await.unwrap());
    }
    let shown = all(store, &commune).await;
    assert_eq!(shown.len(), 2, "nobody empties what is under way");
    let kept = on_server(store, &commune.unit).await.unwrap();
    assert_eq!(kept[0].file.as_deref(), Some("ho-ngheo.xlsx"));
    let over = kept[0].kept.since + chrono::Months::new(12);
    let unknown = Which::Draft {
        author: UserId(number(9)),
        digest: "no digest".into(),
    };
    let under_way = Which::Workbook {
        list: ListId(number(62)),
    };
    let asked: Vec<_> = shown.into_iter().chain([unknown, under_way]).collect();
    let none = empty_due(store, &commune.unit, &asked, over.pred_opt().unwrap()).await;
    assert_eq!(none.unwrap(), Emptied::default());
    let done = empty_due(store, &commune.unit, &asked, over).await.unwrap();
    assert_eq!((done.drafts, done.workbooks), (0, 2));
    assert!(all(store, &commune).await.is_empty());

    let left = store.imports(&commune.unit).await.unwrap();
    let mut left: Vec<_> = left.into_iter().map(|list| list.id).collect();
    left.sort();
    assert_eq!(left, [ListId(number(61)), ListId(number(62))]);
    let every = ImportRows {
        most: 10,
        ..ImportRows::default()
    };
    for (id, size) in [(61, 0), (62, 1)] {
        let id = ListId(number(id));
        let file = store.import_file(id).await.unwrap().unwrap();
        assert_eq!(file.len(), 2 * size);
        assert_eq!(store.import_rows(id, &every).await.unwrap().len(), size);
    }
}
