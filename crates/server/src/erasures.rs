//! What an erasure needs beside the database: the bytes of pictures go from the disk, and a file beside the database
//! remembers what was erased, so that a backup which is put back does not bring it back (SPEC.md S20.9).

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dong_hanh_domain::OperationId;
use dong_hanh_store::{Erasure, Store, StoreError};
use dong_hanh_sync::server::Arrival;
use thiserror::Error;
use tokio::sync::Mutex;

use crate::media::{MediaError, MediaFolder};

/// The file, and whoever writes to it. Each line is one [`Erasure`] as JSON: ids and times, and no word of anybody.
#[derive(Clone, Debug, Default)]
pub struct Erasures {
    file: Option<Arc<Mutex<PathBuf>>>,
}

/// Why something that was erased is not gone everywhere yet. It is tried again within the hour and at every start.
#[derive(Debug, Error)]
pub enum ErasureError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The pictures.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The file beside the database.
    #[error("the file of what was erased: {0}")]
    File(#[from] io::Error),
}

impl Erasures {
    /// That of a file, which is made with the first erasure.
    #[must_use]
    pub fn beside(file: PathBuf) -> Self {
        Self {
            file: Some(Arc::new(Mutex::new(file))),
        }
    }

    /// Erases again what the file knows and the database does not, as it was put back to a backup; says how much that was.
    /// Then the two say the same, and no byte is left of what was erased.
    ///
    /// # Errors
    /// [`ErasureError`].
    pub async fn begin(
        &self,
        store: &dyn Store,
        media: &MediaFolder,
    ) -> Result<usize, ErasureError> {
        let again = self.again(store).await?;
        self.see_to(store, media).await?;
        Ok(again)
    }

    async fn again(&self, store: &dyn Store) -> Result<usize, ErasureError> {
        let known = ids(&store.erasures().await?);
        let mut lines = self.lines().await?;
        lines.retain(|erasure| {
            erasure
                .operation
                .id()
                .is_some_and(|id| !known.contains(&id))
        });
        if lines.is_empty() {
            return Ok(0);
        }
        let mut hamlets = BTreeSet::new();
        for unit in store.units().await? {
            let of_unit = store.hamlets(&unit.key).await?;
            hamlets.extend(of_unit.iter().map(|hamlet| hamlet.id));
        }
        for erasure in lines {
            let mut batch = Vec::new();
            let of_unit = store.hamlets(&erasure.unit).await?;
            hamlets.extend(of_unit.iter().map(|hamlet| hamlet.id));
            for (went, operation) in erasure.again() {
                let known = store.household(went.household).await?;
                hamlets.extend(known.iter().map(|household| household.hamlet));
                // Of a hamlet that was made after the backup there is nothing here yet; the line is asked again at the next
                // start, when the hamlet may be there.
                if known.is_some() || hamlets.contains(&went.hamlet) {
                    batch.push(operation);
                }
            }
            let arrival = Arrival {
                now: erasure.received,
                skew_ms: 0,
            };
            if !batch.is_empty() {
                let author = erasure.speaker(&hamlets);
                store.push(&author, &batch, arrival).await?;
            }
        }
        let now = ids(&store.erasures().await?);
        Ok(now.difference(&known).count())
    }

    /// Writes down what was erased, and takes the bytes of what nothing names any more from the disk.
    ///
    /// # Errors
    /// [`ErasureError`]; what was not reached is reached by the next call.
    pub async fn see_to(&self, store: &dyn Store, media: &MediaFolder) -> Result<(), ErasureError> {
        self.write(&store.erasures().await?).await?;
        let due = store.media_to_erase().await?;
        for digest in &due {
            media.erase(digest).await?;
        }
        if !due.is_empty() {
            store.note_media_gone(&due).await?;
        }
        Ok(())
    }

    /// Adds to the file what is not in it.
    async fn write(&self, erasures: &[Erasure]) -> Result<(), ErasureError> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let file = file.lock().await;
        let there = ids(&read(&file)?);
        let is_new = |erasure: &&Erasure| {
            let id = erasure.operation.id();
            id.is_some_and(|id| !there.contains(&id))
        };
        let mut text = Vec::new();
        for erasure in erasures.iter().filter(is_new) {
            serde_json::to_writer(&mut text, erasure).map_err(io::Error::other)?;
            text.push(b'\n');
        }
        if !text.is_empty() {
            // What a crash cut short would swallow the next line.
            if ends_short(file.as_path())? {
                text.insert(0, b'\n');
            }
            let mut out = OpenOptions::new().create(true).append(true).open(&*file)?;
            out.write_all(&text)?;
            out.sync_all()?;
        }
        Ok(())
    }

    async fn lines(&self) -> Result<Vec<Erasure>, ErasureError> {
        match &self.file {
            Some(file) => Ok(read(&*file.lock().await)?),
            None => Ok(Vec::new()),
        }
    }
}

/// The lines of the file; one that was cut by a crash is written again.
fn read(file: &PathBuf) -> io::Result<Vec<Erasure>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let lines = text.lines();
    Ok(lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect())
}

fn ends_short(file: &Path) -> io::Result<bool> {
    match fs::read(file) {
        Ok(there) => Ok(there.last().is_some_and(|last| *last != b'\n')),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn ids(erasures: &[Erasure]) -> BTreeSet<OperationId> {
    let ids = erasures.iter().filter_map(|erasure| erasure.operation.id());
    ids.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::{HamletId, HouseholdId};
    use dong_hanh_store::contract::commune::{Commune, push};
    use dong_hanh_store::{MemoryStore, NewMedia, Went};
    use dong_hanh_sync::{Action, Operation, RawOperation, Subject};

    /// [S20.4] [S20.9]
    #[tokio::test]
    async fn a_backup_that_is_put_back_does_not_bring_back_what_was_erased() {
        let folder = tempfile::TempDir::new().unwrap();
        let media = MediaFolder::open(folder.path()).unwrap();
        let erasures = Erasures::beside(folder.path().join("data.db.erased"));
        let store = MemoryStore::default();
        let commune = Commune::settle(&store).await;
        let household = commune.household(&store).await;
        let backup = store.backup().await;
        let action = Action::Erase {
            what: Subject::Household {
                household,
                hamlet: commune.near.id,
            },
            because: dong_hanh_domain::Because::Retention,
        };
        let erase = commune.operation(&commune.officer, 1, action);
        push(&store, &commune.officer, 1, [erase.clone()]).await;
        erasures.see_to(&store, &media).await.unwrap();
        let file = folder.path().join("data.db.erased");
        // A line that was cut stops none behind it.
        let whole = fs::read_to_string(&file).unwrap();
        fs::write(&file, &whole[..9]).unwrap();
        erasures.see_to(&store, &media).await.unwrap();
        assert!(!whole.contains("Hạnh"));

        assert!(backup.household(household).await.unwrap().is_some());
        assert_eq!(erasures.begin(&backup, &media).await.unwrap(), 1);
        assert!(backup.household(household).await.unwrap().is_none());
        assert_eq!(erasures.begin(&backup, &media).await.unwrap(), 0);
        // The officer's device sends it again, and gets the receipt that it had.
        let receipt = push(&store, &commune.officer, 2, [erase.clone()]).await;
        assert_eq!(push(&backup, &commune.officer, 2, [erase]).await, receipt);
    }

    /// [S20.9] In the backup it lives elsewhere, what went with it does not stand for it yet, and a hamlet is not there.
    #[tokio::test]
    async fn a_backup_that_knows_less_loses_what_was_erased_all_the_same() {
        let folder = tempfile::TempDir::new().unwrap();
        let media = MediaFolder::open(folder.path()).unwrap();
        let erasures = Erasures::beside(folder.path().join("data.db.erased"));
        let store = MemoryStore::default();
        let commune = Commune::settle(&store).await;
        let (household, double) = (
            commune.household(&store).await,
            commune.household(&store).await,
        );
        let erased = |household, hamlet, minutes| {
            let action = Action::Erase {
                what: Subject::Household { household, hamlet },
                because: dong_hanh_domain::Because::Retention,
            };
            commune.operation(&commune.officer, minutes, action)
        };
        let unknown = dong_hanh_domain::HamletId(uuid::Uuid::from_u128(77));
        let nobody = HouseholdId(uuid::Uuid::from_u128(78));
        let line = |operation: &Operation, went: &[(HouseholdId, HamletId)]| Erasure {
            author: commune.officer.user,
            device: commune.officer.device,
            unit: commune.unit.clone(),
            received: dong_hanh_store::contract::commune::minute(1),
            operation: RawOperation::seal(operation).unwrap(),
            went: went
                .iter()
                .map(|(household, hamlet)| Went {
                    household: *household,
                    hamlet: *hamlet,
                })
                .collect(),
        };
        let lines = [
            line(&erased(nobody, unknown, 1), &[(nobody, unknown)]),
            line(
                &erased(household, commune.far.id, 1),
                &[(household, commune.far.id), (double, unknown)],
            ),
        ];
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, &line).unwrap();
            text.push(b'\n');
        }
        fs::write(folder.path().join("data.db.erased"), text).unwrap();

        assert_eq!(erasures.begin(&store, &media).await.unwrap(), 2);
        assert!(store.household(household).await.unwrap().is_none());
        assert!(store.household(double).await.unwrap().is_none());
        assert_eq!(erasures.begin(&store, &media).await.unwrap(), 0);
    }

    /// [S20.4]
    #[tokio::test]
    async fn the_bytes_of_a_picture_go_with_its_visit() {
        let folder = tempfile::TempDir::new().unwrap();
        let media = MediaFolder::open(folder.path()).unwrap();
        let erasures = Erasures::default();
        let store = MemoryStore::default();
        let commune = Commune::settle(&store).await;
        let household = commune.household(&store).await;
        let bytes = b"\xff\xd8\xff\xe0 a picture \xff\xd9".to_vec();
        let digest = dong_hanh_form::Sha256::of(&bytes);
        let visit = dong_hanh_store::contract::office::with_picture(&commune, household, &digest);
        push(&store, &commune.volunteer, 1, [visit]).await;
        let kind = dong_hanh_form::MediaKind::Jpeg;
        media.put(kind, digest.clone(), bytes.into()).await.unwrap();
        let sent = NewMedia {
            digest: digest.clone(),
            by: commune.volunteer.user,
            bytes: 3,
            received: dong_hanh_store::contract::commune::minute(1),
        };
        store.put_media(&sent).await.unwrap();
        erasures.see_to(&store, &media).await.unwrap();
        assert!(media.get(&digest).await.unwrap().is_some());

        let action = Action::Erase {
            what: Subject::Household {
                household,
                hamlet: commune.near.id,
            },
            because: dong_hanh_domain::Because::Retention,
        };
        let erase = commune.operation(&commune.officer, 2, action);
        push(&store, &commune.officer, 2, [erase]).await;
        erasures.see_to(&store, &media).await.unwrap();
        assert!(media.get(&digest).await.unwrap().is_none());
    }
}
