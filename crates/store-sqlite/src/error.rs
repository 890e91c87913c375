//! What SQLite says, in the words of the store.

use dong_hanh_store::StoreError;
use sqlx::migrate::MigrateError;

/// The result of a statement.
pub(crate) type SqlResult<T> = Result<T, Failure>;

/// Why a transaction came to nothing.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) StoreError);

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(error.into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self(match &error {
            sqlx::Error::PoolTimedOut => StoreError::Busy,
            sqlx::Error::ColumnDecode { .. } => StoreError::Corrupt(error.to_string()),
            sqlx::Error::Database(database) => {
                let code = database.code().and_then(|code| code.parse::<u32>().ok());
                // The low byte is the primary code: https://sqlite.org/rescode.html
                match code.map(|code| code & 0xff) {
                    Some(5 | 6) => StoreError::Busy,
                    Some(8 | 13) => StoreError::Full(database.to_string()),
                    Some(11 | 26) => StoreError::Corrupt(database.to_string()),
                    _ => StoreError::Other(error.into()),
                }
            }
            _ => StoreError::Other(error.into()),
        })
    }
}

impl From<MigrateError> for Failure {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self(StoreError::Newer(format!(
                "its schema has number {version}"
            ))),
            MigrateError::VersionMismatch(version) => Self(StoreError::Corrupt(format!(
                "schema {version} is not the one that was released"
            ))),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self(StoreError::Other(other.into())),
        }
    }
}
