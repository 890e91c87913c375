//! A store before it is open: what lies on the shelf at the door, which nothing protects.

use dong_hanh_vault::DataKey;

use super::{Batch, Job, SaveError, Shelf, Store, Value};

/// The store of one user that nobody has opened.
#[derive(Clone, Debug)]
pub struct Doorway(Store);

impl Doorway {
    /// Goes to the store of a name; a new one is empty.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub async fn open(name: &str) -> Result<Self, SaveError> {
        Ok(Self(Store::behind_the_door(name).await?))
    }

    /// What lies at the door under a name.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn get(&self, name: &str) -> Result<Option<String>, SaveError> {
        let value = self.0.get(Shelf::Door, name).await?;
        Ok(value.and_then(Value::text))
    }

    /// Lays something down at the door, where it is on the disk when this resolves.
    ///
    /// # Errors
    /// [`SaveError`]: what lay there still does.
    pub async fn put(&self, name: &str, text: impl Into<Value>) -> Result<(), SaveError> {
        let batch = Batch::strict().put(Shelf::Door, name, text);
        self.0.write(batch).await
    }

    /// Takes away what lies at the door under a name; it is gone from the disk when this resolves.
    ///
    /// # Errors
    /// [`SaveError`]: it lies there still.
    pub async fn take_away(&self, name: &str) -> Result<(), SaveError> {
        self.0
            .write(Batch::strict().delete(Shelf::Door, name))
            .await
    }

    /// Goes in with the key of the store.
    #[must_use]
    pub fn enter(self, key: DataKey) -> Store {
        // A store that is gone says so when it is asked for something.
        let _ = self.0.jobs.unbounded_send(Job::UseKey(Some(key)));
        self.0
    }
}
