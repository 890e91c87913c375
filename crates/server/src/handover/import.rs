//! Takes in what a file holds, as if its device had sent it.

use std::fs::File;
use std::mem;
use std::sync::Arc;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_domain::{DeviceId, UnitKey, UserId};
use dong_hanh_form::{LARGEST_FILE, MediaKind, Sha256};
use dong_hanh_store::{
    Account, Handed, HandedKind, NewMedia, Rescued, Store, StoreError, TokenHash,
};
use dong_hanh_sync::RawOperation;
use dong_hanh_sync::handover::{Counts, Entry, Header, UNREAD};
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::server::{Arrival, Author};
use tokio::sync::mpsc;

use super::report::Tally;
use super::{HandoverIdentity, Imported, read};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::media::{MediaError, MediaFolder};
use crate::token::unhex;

/// Operations are received together up to so many bytes of text.
const BATCH_BYTES: usize = 1024 * 1024;

/// Entries that wait between reading and taking in. Each may be as long as a sound.
const AHEAD: usize = 2;

/// Whose files are taken.
#[derive(Clone, Debug)]
pub enum Trust {
    /// Those of people of this unit, of a device that proves that it was signed in.
    Unit(UnitKey),
    /// Everybody's: whoever has the database may do anything with it.
    Everybody,
}

/// What an import needs.
pub struct Importer {
    /// Where operations go.
    pub store: Arc<dyn Store>,
    /// Where pictures go.
    pub media: MediaFolder,
    /// What opens the file.
    pub identity: Arc<HandoverIdentity>,
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// Who takes it in.
    pub by: By,
}

/// Who takes a file in.
#[derive(Clone, Copy, Debug)]
pub struct By {
    actor: Actor,
    device: Option<DeviceId>,
}

impl By {
    /// Whoever works at the command line.
    pub const COMMAND_LINE: Self = Self {
        actor: Actor::CommandLine,
        device: None,
    };

    /// A device that is lost, and has no session any more.
    #[must_use]
    pub fn lost(device: DeviceId) -> Self {
        Self {
            actor: Actor::Stranger,
            device: Some(device),
        }
    }

    /// An officer.
    #[must_use]
    pub fn of(who: &SignedIn) -> Self {
        Self {
            actor: Actor::User(who.user()),
            device: Some(who.session.device),
        }
    }
}

/// The device whose work is taken in.
struct From {
    account: Account,
    author: Author,
    label: String,
    arrival: Arrival,
    /// When the file was made.
    made: DateTime<Utc>,
}

impl Importer {
    /// One with the parts of a server that runs.
    #[must_use]
    pub fn of(app: &App, by: By) -> Self {
        Self {
            store: Arc::clone(&app.store),
            media: app.media.clone(),
            identity: Arc::clone(&app.handover),
            now: app.now(),
            by,
        }
    }

    /// Takes in a file. What stands in it before a place where it was cut or damaged is taken in.
    ///
    /// # Errors
    /// A [`Problem`]: nothing was taken in where the file is not what it should be; where the database or the disk
    /// failed, some may have been, and the same file may be imported again.
    pub async fn import(self, file: File, trust: &Trust) -> Result<Imported, Problem> {
        let (to, mut entries) = mpsc::channel(AHEAD);
        let identity = Arc::clone(&self.identity);
        let reading = tokio::task::spawn_blocking(move || read::entries(&identity, file, &to));
        let Some(Entry::Header(header)) = entries.recv().await else {
            let read = reading.await.map_err(|_| Problem::Internal)?;
            return Err(read.err().unwrap_or(Problem::NotHandover));
        };
        let from = self.from(&header, trust).await?;
        self.note(&from).await?;
        let (mut tally, mut came) = (Tally::default(), Counts::default());
        let mut batch = Vec::new();
        while let Some(entry) = entries.recv().await {
            came += &entry;
            self.entry(&from, entry, &mut batch, &mut tally).await?;
        }
        self.push(&from, &mut batch, &mut tally).await?;
        let whole = reading.await.map_err(|_| Problem::Internal)??;
        Ok(Imported {
            person: from.account.person,
            device: from.label,
            made: header.made.corrected(),
            applied: tally.applied,
            held: Tally::into_list(tally.held),
            known: tally.known,
            media: tally.media,
            known_media: tally.known_media,
            refused: Tally::into_list(tally.refused),
            drafts: tally.drafts,
            known_drafts: tally.known_drafts,
            unread: tally.unread,
            whole,
            missing: if whole {
                Counts::default()
            } else {
                header.counts.without(came)
            },
        })
    }

    /// Takes in one thing of a device that is lost, and says what of it was new. A picture that is none is kept as it came,
    /// since it is nowhere else any more.
    ///
    /// # Errors
    /// A [`Problem`]: the same may be handed over again.
    pub async fn rescue(
        self,
        user: UserId,
        device: DeviceId,
        entry: Entry,
    ) -> Result<Rescued, Problem> {
        let account = self.store.account(user, self.now).await?;
        let account = account.ok_or(Problem::ForeignHandover)?;
        // How its clock was off, as far as it knew when it said this.
        let skew_ms = match &entry {
            Entry::Operation(text) => RawOperation::from_text(text.clone())
                .ok()
                .and_then(|raw| raw.open().ok()?.made.skew_ms),
            _ => None,
        };
        let skew_ms = skew_ms.unwrap_or(0);
        let from = self.device(account, device, self.now, skew_ms).await?;
        let (mut tally, mut batch) = (Tally::default(), Vec::new());
        let picture = match &entry {
            Entry::Media { bytes, .. } => Some(bytes.clone()),
            _ => None,
        };
        self.entry(&from, entry, &mut batch, &mut tally).await?;
        self.push(&from, &mut batch, &mut tally).await?;
        if let (Some(bytes), false) = (picture, tally.refused.is_empty()) {
            let new = self.keep(&from, HandedKind::of(UNREAD), bytes).await?;
            tally.unread += u64::from(new);
        }
        Ok(Rescued {
            operations: tally.applied + tally.held.values().sum::<u64>(),
            drafts: tally.drafts,
            media: tally.media,
            unread: tally.unread,
        })
    }

    async fn entry(
        &self,
        from: &From,
        entry: Entry,
        batch: &mut Vec<RawOperation>,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        match entry {
            Entry::Operation(text) => self.operation(from, text, batch, tally).await?,
            Entry::Draft(text) => {
                let new = self.keep(from, HandedKind::Draft, text.into_bytes());
                *if new.await? {
                    &mut tally.drafts
                } else {
                    &mut tally.known_drafts
                } += 1;
            }
            Entry::Media { sha256, bytes } => self.medium(from, sha256, bytes, tally).await?,
            Entry::Other { kind, content } => {
                let new = self.keep(from, HandedKind::of(kind), content).await?;
                tally.unread += u64::from(new);
            }
            Entry::Header(_) | Entry::End => {}
        }
        Ok(())
    }

    /// Who made the file, if it may be taken from them. A closed account and an ended session are no hindrance: they
    /// stop what is to come, not what was done.
    async fn from(&self, header: &Header, trust: &Trust) -> Result<From, Problem> {
        let account = self.store.account(header.user, self.now).await?;
        let account = account.ok_or(Problem::ForeignHandover)?;
        if let Trust::Unit(unit) = trust {
            let token = header.session.as_deref().and_then(unhex);
            let session = match token.map(TokenHash) {
                Some(token) => self.store.session_ever(&token).await?,
                None => None,
            };
            let proved = session.is_some_and(|session| {
                session.user == header.user && session.device == header.device
            });
            if !proved || account.role.unit() != unit {
                return Err(Problem::ForeignHandover);
            }
        }
        // How long the file was under way says nothing of the device's clock.
        let skew_ms = header.made.skew_ms.unwrap_or(0);
        let made = header.made.corrected();
        self.device(account, header.device, made, skew_ms).await
    }

    async fn device(
        &self,
        account: Account,
        device: DeviceId,
        made: DateTime<Utc>,
        skew_ms: i64,
    ) -> Result<From, Problem> {
        let sessions = self.store.sessions(account.user()).await?.into_iter();
        let mut of_device = sessions.filter(|session| session.device == device);
        // A database that was put back to a backup may not know that the device signed in; its work is no other's for that.
        let label = of_device.next().map(|session| session.label);
        let label = label.unwrap_or_else(|| device.to_string());
        Ok(From {
            author: Author {
                user: account.user(),
                device,
                role: account.role.clone(),
                list: None,
            },
            account,
            label,
            made,
            arrival: Arrival {
                now: self.now,
                skew_ms,
            },
        })
    }

    /// Enters whose work is taken in, before it is.
    async fn note(&self, from: &From) -> Result<(), Problem> {
        let note = Note {
            at: self.now,
            actor: self.by.actor,
            device: self.by.device,
            act: AuditAct::HandoverTaken {
                user: from.author.user,
                device: from.author.device,
            },
            why: None,
        };
        let entered = self.store.audit(&[note]).await;
        entered.map(drop).map_err(Problem::not_noted)
    }

    async fn operation(
        &self,
        from: &From,
        text: String,
        batch: &mut Vec<RawOperation>,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        match RawOperation::from_text(text.clone()) {
            Ok(raw) if raw.id().is_some() => batch.push(raw),
            _ => {
                let new = self.keep(from, HandedKind::Nameless, text.into_bytes());
                tally.unread += u64::from(new.await?);
            }
        }
        let bytes: usize = batch.iter().map(|raw| raw.text().len()).sum();
        if batch.len() >= PUSH_LIMIT || bytes >= BATCH_BYTES {
            self.push(from, batch, tally).await?;
        }
        Ok(())
    }

    async fn push(
        &self,
        from: &From,
        batch: &mut Vec<RawOperation>,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        let batch = mem::take(batch);
        // The parts that are still to be taken in, the next one last.
        let mut parts = vec![&batch[..]];
        while let Some(part) = parts.pop() {
            if part.is_empty() {
                continue;
            }
            match self.store.push(&from.author, part, from.arrival).await {
                Ok(receipts) => {
                    for receipt in receipts.iter().flatten() {
                        tally.receipt(receipt, self.now);
                    }
                }
                // Nothing in the file is to blame.
                Err(error @ (StoreError::Busy | StoreError::Full(_))) => return Err(error.into()),
                // No operation stops those behind it: one that cannot be written down is kept as it came.
                Err(_) if let [alone] = part => {
                    let content = alone.text().as_bytes().to_vec();
                    let new = self.keep(from, HandedKind::Nameless, content);
                    tally.unread += u64::from(new.await?);
                }
                Err(_) => {
                    let (first, rest) = part.split_at(part.len() / 2);
                    parts.extend([rest, first]);
                }
            }
        }
        Ok(())
    }

    /// It counts for nobody's allowance, as an officer wants it.
    async fn medium(
        &self,
        from: &From,
        digest: Sha256,
        bytes: Vec<u8>,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        let length = bytes.len() as u64;
        let put = match MediaKind::beginning(&bytes) {
            _ if length > LARGEST_FILE => Err(Problem::TooLarge),
            None => Err(Problem::NotMedia),
            Some(kind) => {
                let put = self.media.put(kind, digest.clone(), Bytes::from(bytes));
                match put.await {
                    Err(MediaError::Io(error)) => return Err(error.into()),
                    put => put.map_err(Problem::from),
                }
            }
        };
        if let Err(problem) = put {
            *tally.refused.entry(problem.code()).or_default() += 1;
            return Ok(());
        }
        let media = NewMedia {
            digest,
            by: from.author.user,
            bytes: length,
            received: self.now,
        };
        *if self.store.put_media(&media).await? {
            &mut tally.media
        } else {
            &mut tally.known_media
        } += 1;
        Ok(())
    }

    async fn keep(&self, from: &From, kind: HandedKind, content: Vec<u8>) -> Result<bool, Problem> {
        let handed = Handed {
            author: from.author.user,
            device: from.author.device,
            kind,
            content,
            made: from.made,
            received: self.now,
        };
        Ok(self.store.keep_handed(&handed).await?)
    }
}
