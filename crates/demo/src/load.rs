//! Putting the demo into a store, through the same door as everybody.

use std::collections::BTreeMap;

use dong_hanh_store::{Account, PasswordHash, Store, StoreError};
use dong_hanh_sync::RawOperation;
use dong_hanh_sync::server::{Arrival, Author};
use thiserror::Error;

use crate::{Demo, DemoPerson};

/// Why the demo could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An operation could not be written down.
    #[error("an operation of the demo has no text")]
    Text(#[from] serde_json::Error),
}

/// Loads the demo, with received times in the past; `hash` makes the hash of a password. Loading it again
/// changes nothing.
///
/// # Errors
/// Where the store fails; what was loaded until then stays, and loading again goes on from there.
pub async fn load(
    demo: &Demo,
    store: &dyn Store,
    hash: impl Fn(&str) -> PasswordHash,
) -> Result<(), LoadError> {
    load_city(demo, store, &hash).await?;
    store.put_unit(&demo.unit).await?;
    store
        .put_hamlets(&demo.hamlets, demo.form.published)
        .await?;
    store.publish_form(&demo.unit.key, &demo.form).await?;
    for person in &demo.people {
        put(person, demo, store, &hash).await?;
    }
    for sending in &demo.sendings {
        let Some(sender) = demo
            .people
            .iter()
            .find(|person| person.person.id == sending.user)
        else {
            continue;
        };
        let author = Author {
            user: sending.user,
            device: sender.device,
            role: sender.role.clone(),
            list: None,
        };
        let batch = sending
            .operations
            .iter()
            .map(RawOperation::seal)
            .collect::<Result<Vec<_>, _>>()?;
        store
            .push(
                &author,
                &batch,
                Arrival {
                    now: sending.at,
                    skew_ms: 0,
                },
            )
            .await?;
    }
    Ok(())
}

/// Loads the city with its officer and its administrator alone, for a demo that an earlier version has loaded.
///
/// # Errors
/// Where the store fails.
pub async fn load_city(
    demo: &Demo,
    store: &dyn Store,
    hash: impl Fn(&str) -> PasswordHash,
) -> Result<(), LoadError> {
    store.put_unit(&demo.city).await?;
    for person in [&demo.city_officer, &demo.administrator] {
        put(person, demo, store, &hash).await?;
    }
    Ok(())
}

async fn put(
    person: &DemoPerson,
    demo: &Demo,
    store: &dyn Store,
    hash: impl Fn(&str) -> PasswordHash,
) -> Result<(), LoadError> {
    let account = Account {
        sign_in: person.sign_in.clone(),
        person: person.person.clone(),
        role: person.role.clone(),
        terms: BTreeMap::new(),
        disabled: false,
    };
    let password = hash(&person.password);
    let put = store.put_account(&account, Some(&password), demo.form.published);
    Ok(put.await?)
}
