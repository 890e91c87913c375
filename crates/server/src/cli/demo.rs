//! The demo commune, for `serve --demo`.

use std::collections::HashMap;

use anyhow::ensure;
use chrono::Utc;
use dong_hanh_demo::{Demo, DemoPerson, generate, load, load_city};
use dong_hanh_domain::RoleKind;
use dong_hanh_store::{PasswordHash, Store};
use tracing::info;

use super::{say, today};
use crate::password::Passwords;

/// Any number; the same one makes the same commune.
const SEED: u64 = 1;

const HOUSEHOLDS: usize = 150;

/// Fills an empty database, and says how to sign in.
///
/// # Errors
/// Where the database holds real records.
pub(super) async fn ready(store: &impl Store, passwords: &Passwords) -> anyhow::Result<()> {
    let demo = generate(SEED, today(), HOUSEHOLDS)?;
    if store.is_empty().await? {
        info!(households = HOUSEHOLDS, "loading the demo");
        fill(&demo, store, passwords).await?;
    } else {
        ensure!(
            is_demo(store, passwords).await?,
            "this database holds the records of a real installation; the demo is not mixed with them. Leave out --demo, or name \
             another database."
        );
        // The last who came to the demo: an earlier version has loaded the others at the most.
        let last = &demo.administrator;
        if store
            .credentials(&last.sign_in, Utc::now())
            .await?
            .is_none()
        {
            let hash = passwords.hash(&last.password)?;
            load_city(&demo, store, |_| hash.clone()).await?;
        }
    }
    say(&format!(
        "Bản dùng thử, {}. Mọi người và mọi việc trong đó đều là hư cấu.",
        demo.unit.name
    ))?;
    for person in everybody(&demo) {
        let role = match person.role.kind() {
            RoleKind::Volunteer => "tình nguyện viên",
            RoleKind::CommuneOfficer => "cán bộ phường (/office/)",
            RoleKind::CityOfficer => "cán bộ thành phố (/office/)",
            RoleKind::Administrator => "quản trị viên (/office/)",
        };
        say(&format!(
            "  {:<6} mật khẩu {}   {role}: {}",
            person.sign_in,
            person.password,
            person.person.called()
        ))?;
    }
    Ok(())
}

/// Who signs in.
fn everybody(demo: &Demo) -> impl Iterator<Item = &DemoPerson> {
    let city = [&demo.city_officer, &demo.administrator];
    demo.people.iter().chain(city)
}

/// Whether a database opens to the demo's passwords, which everybody knows.
pub(super) async fn is_demo(store: &impl Store, passwords: &Passwords) -> anyhow::Result<bool> {
    for person in generate(SEED, today(), 0)?.people {
        let kept = store.credentials(&person.sign_in, Utc::now()).await?;
        if let Some(kept) = kept
            && passwords
                .verify(person.password, Some(kept.password))
                .await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn fill(demo: &Demo, store: &impl Store, passwords: &Passwords) -> anyhow::Result<()> {
    let mut hashes = HashMap::new();
    for person in everybody(demo) {
        hashes.insert(person.password.as_str(), passwords.hash(&person.password)?);
    }
    // Every password of the demo is among them; another would open to nobody.
    let hash = |password: &str| {
        hashes
            .get(password)
            .cloned()
            .unwrap_or_else(|| PasswordHash(String::new()))
    };
    Ok(load(demo, store, hash).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use argon2::Params;
    use dong_hanh_store::MemoryStore;

    #[tokio::test]
    async fn the_demo_is_loaded_once_and_known_again() {
        let passwords =
            Passwords::with(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap()).unwrap();
        let store = MemoryStore::default();
        assert!(!is_demo(&store, &passwords).await.unwrap());
        ready(&store, &passwords).await.unwrap();
        assert!(is_demo(&store, &passwords).await.unwrap());
        let people = store
            .people(&generate(SEED, today(), 0).unwrap().unit.key, Utc::now())
            .await
            .unwrap();
        ready(&store, &passwords).await.unwrap();
        let again = store.people(people[0].role.unit(), Utc::now()).await;
        assert_eq!(again.unwrap(), people);
    }
}
