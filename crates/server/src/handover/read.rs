//! A file as it is opened: unlocked and taken apart piece by piece, whatever its size.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom};

use age::{DecryptError, Decryptor, Identity};
use dong_hanh_sync::handover::{Decoder, Entry, HandoverError};
use tokio::sync::mpsc::Sender;

use super::HandoverIdentity;
use crate::error::Problem;

/// Bytes that are unlocked at a time, as age locks them.
const PIECE: usize = 64 * 1024;

/// Reads a file and passes on what is in it, the header first. `true` where its end was reached, `false` where it was
/// cut or damaged behind the header; whoever takes no more entries ends the reading.
///
/// # Errors
/// A [`Problem`] where there is no header to be had, or the disk fails.
pub(super) fn entries(
    identity: &HandoverIdentity,
    mut file: File,
    to: &Sender<Entry>,
) -> Result<bool, Problem> {
    file.seek(SeekFrom::Start(0))?;
    let mut plain = Decryptor::new_buffered(BufReader::new(file))
        .and_then(|locked| locked.decrypt(std::iter::once(&identity.0 as &dyn Identity)))
        .map_err(locked)?;
    let mut decoder = Decoder::default();
    let mut piece = vec![0; PIECE];
    let mut begun = false;
    loop {
        let read = match plain.read(&mut piece) {
            // What is unlocked is what was locked: it ends in the right place, or it was cut.
            Ok(0) => return ended(begun, decoder.is_whole()),
            Ok(read) => read,
            Err(error) if is_damage(&error) => return ended(begun, false),
            Err(error) => return Err(error.into()),
        };
        decoder.feed(&piece[..read]);
        loop {
            match decoder.next_entry() {
                Ok(Some(entry)) => {
                    begun = true;
                    if to.blocking_send(entry).is_err() {
                        return Ok(false);
                    }
                }
                Ok(None) => break,
                Err(HandoverError::Newer(_)) => return Err(Problem::HandoverNewer),
                Err(_) => return ended(begun, false),
            }
        }
    }
}

fn ended(begun: bool, whole: bool) -> Result<bool, Problem> {
    if begun {
        Ok(whole)
    } else {
        Err(Problem::NotHandover)
    }
}

fn locked(error: DecryptError) -> Problem {
    match error {
        DecryptError::NoMatchingKeys => Problem::OtherOffice,
        DecryptError::Io(error) if !is_damage(&error) => error.into(),
        _ => Problem::NotHandover,
    }
}

/// How age says that bytes are not those that were locked, or that they end too early.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof
    )
}
