//! `account factor-off`: the way back in for whoever has lost phone and paper.

use chrono::Utc;
use dong_hanh_store::{FactorKey, Store as _};
use dong_hanh_store_sqlite::SqliteStore;
use tempfile::TempDir;

use super::{installed, refused, said};

async fn store(folder: &TempDir) -> SqliteStore {
    SqliteStore::open(folder.path().join("data.db"))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_second_factor_is_taken_off_for_somebody() {
    let folder = installed();
    let off = ["account", "factor-off", "--user", "Hong"];
    assert!(said(&folder, &off).contains("no second factor"));
    let opened = store(&folder).await;
    let hong = opened
        .credentials("hong", chrono::Utc::now())
        .await
        .unwrap()
        .unwrap();
    let (user, key) = (hong.account.user(), FactorKey(vec![7; 20]));
    assert!(opened.begin_factor(user, &key).await.unwrap());
    let confirmed = opened.confirm_factor(user, &key, 7, &[], Utc::now()).await;
    assert!(confirmed.unwrap());
    opened.close().await;

    assert!(said(&folder, &off).contains("by the password alone"));
    let opened = store(&folder).await;
    assert_eq!(opened.factor(user).await.unwrap(), None);
    opened.close().await;
    let nobody = ["account", "factor-off", "--user", "nobody"];
    assert!(refused(&folder, &nobody).contains("nobody"));
}
