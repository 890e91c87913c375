//! A list that is stopped, or whose server ends in the middle, goes on where it was.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_domain::DeviceId;
use dong_hanh_server::imports::{Jobs, say, undo};
use dong_hanh_store::{Import, ImportRows, ImportState};
use dong_hanh_sync::RawOperation;
use dong_hanh_sync::server::{Arrival, Author};

use crate::imports::{book, counts, told};
use crate::office::{Office, Phone};

/// More than two transactions of rows.
const HOUSEHOLDS: usize = 450;

async fn long_list(office: &Office, thanh: &Phone) -> Import {
    let near = &office.commune.near.name;
    let mut lines = vec!["Mã hộ|Họ tên chủ hộ|Giới tính|Thôn".to_owned()];
    lines.extend((0..HOUSEHOLDS).map(|at| format!("{at:04}|Lê Bưởi {at}|Nữ|{near}")));
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let (id, _) = office.brought(thanh, &book(&lines)).await;
    let unit = &office.commune.unit;
    let id = id.parse().unwrap();
    office.store.import(unit, id).await.unwrap().unwrap()
}

async fn state(office: &Office, list: &Import) -> ImportState {
    let import = office.store.import(&list.unit, list.id).await.unwrap();
    import.unwrap().state
}

async fn registered(office: &Office) -> usize {
    let near = [office.commune.near.id].into();
    office.store.households(&near).await.unwrap().len()
}

/// [S15.2] [S15.4]
#[tokio::test]
async fn s15_2_a_list_that_was_stopped_goes_on_where_it_was_either_way() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let list = long_list(&office, &thanh).await;
    let jobs = Arc::new(Jobs::default());
    let running = jobs.begin(list.id).unwrap();
    assert!(jobs.begin(list.id).is_none(), "nobody begins it twice");
    let store = || Arc::clone(&office.store);
    let officer = &office.commune.officer;
    // The clock is read for each transaction: somebody stops it while the first one is under way.
    let stopping = || {
        jobs.stop(list.id);
        list.at
    };
    say(store(), &list, officer, &running, stopping)
        .await
        .unwrap();
    assert_eq!(state(&office, &list).await, ImportState::Stopped);
    assert_eq!(registered(&office).await, 200);
    drop(running);

    let import = office
        .worked(&thanh, &list.id.to_string(), "/application")
        .await;
    assert_eq!(counts(&import), told(&[("new applied", HOUSEHOLDS as u64)]));
    assert_eq!(registered(&office).await, HOUSEHOLDS);

    let running = jobs.begin(list.id).unwrap();
    let part = Cell::new(0);
    let stopping = || {
        part.set(part.get() + 1);
        if part.get() == 2 {
            jobs.stop(list.id);
        }
        list.at
    };
    undo(store(), &list, officer, &running, stopping)
        .await
        .unwrap();
    assert_eq!(state(&office, &list).await, ImportState::Applied);
    assert_eq!(registered(&office).await, HOUSEHOLDS - 400);
    drop(running);
    let import = office
        .worked(&thanh, &list.id.to_string(), "/undoing")
        .await;
    assert_eq!(
        counts(&import),
        told(&[("new taken_back", HOUSEHOLDS as u64)])
    );
    assert_eq!(registered(&office).await, 0);
}

/// [S15.2]
#[tokio::test]
async fn s15_2_a_server_that_ended_before_it_noted_what_it_had_said_says_nothing_twice() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let list = long_list(&office, &thanh).await;
    let wanted = ImportRows {
        with_operation: true,
        most: 200,
        ..ImportRows::default()
    };
    let rows = office.store.import_rows(list.id, &wanted).await.unwrap();
    let texts = rows.into_iter().filter_map(|row| row.operation);
    let said: Vec<_> = texts
        .map(|text| RawOperation::from_text(text).unwrap())
        .collect();
    let author = Author {
        device: DeviceId(list.id.0),
        list: Some(list.id),
        ..office.commune.officer.clone()
    };
    let arrival = Arrival {
        now: list.at,
        skew_ms: 0,
    };
    office.store.push(&author, &said, arrival).await.unwrap();
    let applying = office
        .store
        .note_import(list.id, ImportState::Applying, &[]);
    applying.await.unwrap();
    assert_eq!(registered(&office).await, 200);

    let import = office
        .worked(&thanh, &list.id.to_string(), "/application")
        .await;
    assert_eq!(import["state"], "applied");
    assert_eq!(counts(&import), told(&[("new applied", HOUSEHOLDS as u64)]));
    let near = [office.commune.near.id].into();
    let households = office.store.households(&near).await.unwrap();
    let codes: BTreeSet<_> = households.iter().map(|one| one.code.clone()).collect();
    assert_eq!((households.len(), codes.len()), (HOUSEHOLDS, HOUSEHOLDS));
}
