//! Bytes as they come in: kept every [`STEP`], so that a break of any kind costs little.

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use dong_hanh_domain::DeviceId;
use tokio::time::timeout;

use super::finish;
use super::headers::Checksum;
use crate::app::App;
use crate::body::next_bytes;
use crate::error::Problem;
use crate::media::{Seat, Upload, UploadKey};

/// After so many bytes they are made to last, in bytes.
const STEP: usize = 256 * 1024;

/// A connection that brings nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// A piece that a request brings for an upload.
pub(super) struct Piece {
    pub(super) app: Arc<App>,
    pub(super) device: DeviceId,
    pub(super) key: UploadKey,
    pub(super) seat: Seat,
    pub(super) upload: Upload,
    pub(super) checksum: Option<Checksum>,
}

/// How a body ended.
enum End {
    Whole,
    Cut,
    Silent,
    Wanted,
    TooLong,
}

impl Piece {
    /// Takes the body in; answers with how far the upload is then. What came of a piece that broke off is kept, as
    /// what is whole is checked as a whole; what came whole and is not what its checksum says is dropped.
    ///
    /// It runs to its end also where the connection is gone, and with it whoever waits for the answer.
    pub(super) async fn receive(self, body: Body) -> Result<Upload, Problem> {
        let receiving = tokio::spawn(self.take_in(body));
        receiving.await.map_err(|_| Problem::Internal)?
    }

    async fn take_in(mut self, mut body: Body) -> Result<Upload, Problem> {
        let before = self.upload.offset;
        self.upload.touched = self.app.now();
        let mut pending = Vec::new();
        let end = loop {
            let bytes = tokio::select! {
                biased;
                () = self.seat.wanted() => break End::Wanted,
                frame = timeout(SILENCE, next_bytes(&mut body)) => match frame {
                    Ok(Some(Ok(bytes))) => bytes,
                    Ok(Some(Err(_))) => break End::Cut,
                    Ok(None) => break End::Whole,
                    Err(_) => break End::Silent,
                },
            };
            let room = self.upload.about.length - self.upload.offset - pending.len() as u64;
            if bytes.len() as u64 > room {
                break End::TooLong;
            }
            if let Some(checksum) = &mut self.checksum {
                checksum.update(&bytes);
            }
            pending.extend_from_slice(&bytes);
            // The last bytes wait until the piece is known to be right, so that nothing wrong is ever whole.
            if pending.len() >= STEP && (bytes.len() as u64) < room {
                self.keep(mem::take(&mut pending)).await?;
            }
        };
        let right = match end {
            End::Whole => self.checksum.take().is_none_or(Checksum::holds),
            End::TooLong => false,
            End::Cut | End::Silent | End::Wanted => true,
        };
        if right {
            self.keep(pending).await?;
        } else if self.upload.offset > before {
            self.upload.offset = before;
            let back = self.app.media.put_upload(&self.key, self.upload.clone());
            back.await?;
        }
        match end {
            End::Whole if !right => return Err(Problem::WrongChecksum),
            End::TooLong => return Err(Problem::TooLarge),
            // Whatever ended the connection, nothing is missing.
            _ if self.upload.is_whole() => {
                finish(&self.app, self.device, &self.key, &self.upload).await?;
            }
            End::Whole => {}
            End::Cut => return Err(Problem::NotJson("…".to_owned())),
            End::Silent => return Err(Problem::Timeout),
            End::Wanted => return Err(Problem::Taken),
        }
        Ok(self.upload)
    }

    async fn keep(&mut self, bytes: Vec<u8>) -> Result<(), Problem> {
        let media = &self.app.media;
        self.upload = media.grow(&self.key, self.upload.clone(), bytes).await?;
        Ok(())
    }
}
