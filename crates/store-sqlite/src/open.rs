//! Opening the database: one connection that writes, several that read.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, SqlSafeStr};

use crate::error::SqlResult;

const READERS: u32 = 4;

/// Bytes of a page.
const PAGE: u32 = 8 * 1024;

/// Longer than any batch takes; who waits longer is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// The two ways into the database.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    /// One connection: writers wait in line here rather than collide in SQLite.
    pub(crate) writer: SqlitePool,
    /// For reading alone; with a write-ahead log nobody waits for the writer.
    pub(crate) readers: SqlitePool,
}

impl Pools {
    pub(crate) async fn open(path: &Path) -> SqlResult<Self> {
        let in_memory = path.as_os_str() == ":memory:";
        let options = SqliteConnectOptions::new()
            .filename(path)
            .in_memory(in_memory)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A receipt promises that the operation survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            // Records have one to two kilobytes: in larger pages a batch is fewer of them to write. It holds for new files.
            .page_size(PAGE)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // What was erased does not stay in pages that are free.
            .pragma("secure_delete", "on")
            .pragma("temp_store", "memory")
            .disable_statement_logging();
        let writer = pool(1).connect_with(options.clone()).await?;
        forget_free_pages(&writer).await?;
        migrations().run(&writer).await?;
        let readers = if in_memory {
            // A database in memory belongs to its connection.
            writer.clone()
        } else {
            let reading = options.pragma("query_only", "on");
            pool(READERS).connect_lazy_with(reading)
        };
        Ok(Self { writer, readers })
    }
}

#[cfg(feature = "backup")]
impl Pools {
    /// Puts a copy of a database in memory in the place of another one.
    pub(crate) async fn copy_into(&self, other: &Self) -> SqlResult<()> {
        let all = self.writer.acquire().await?.serialize(None).await?;
        let mut there = other.writer.acquire().await?;
        Ok(there.deserialize(None, all, false).await?)
    }
}

/// Before something can be erased: earlier versions left words in pages that are free. Done before the migration that says so,
/// it is done again where it was cut short.
async fn forget_free_pages(writer: &SqlitePool) -> SqlResult<()> {
    let is_from_before: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'operation') \
         AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'erased')",
    )
    .fetch_one(writer)
    .await?;
    if is_from_before {
        sqlx::query("VACUUM").execute(writer).await?;
    }
    Ok(())
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

fn migrations() -> Migrator {
    let released = [
        (1, "begin", include_str!("../migrations/0001_begin.sql")),
        (
            2,
            "together",
            include_str!("../migrations/0002_together.sql"),
        ),
        (
            3,
            "handover",
            include_str!("../migrations/0003_handover.sql"),
        ),
        (4, "offices", include_str!("../migrations/0004_offices.sql")),
        (5, "quiet", include_str!("../migrations/0005_quiet.sql")),
        (6, "closing", include_str!("../migrations/0006_closing.sql")),
        (7, "forms", include_str!("../migrations/0007_forms.sql")),
        (8, "imports", include_str!("../migrations/0008_imports.sql")),
        (9, "cities", include_str!("../migrations/0009_cities.sql")),
        (10, "vault", include_str!("../migrations/0010_vault.sql")),
        (
            11,
            "invitations",
            include_str!("../migrations/0011_invitations.sql"),
        ),
        (12, "audit", include_str!("../migrations/0012_audit.sql")),
        (
            13,
            "factors",
            include_str!("../migrations/0013_factors.sql"),
        ),
        (
            14,
            "periods",
            include_str!("../migrations/0014_periods.sql"),
        ),
        (15, "lost", include_str!("../migrations/0015_lost.sql")),
        (
            16,
            "erasure",
            include_str!("../migrations/0016_erasure.sql"),
        ),
        (
            17,
            "breaches",
            include_str!("../migrations/0017_breaches.sql"),
        ),
    ];
    let migrations = released.map(|(number, name, sql)| {
        Migration::new(
            number,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.into())
}
