//! Records packed together: a table and heads that are read at the start, bodies that are read one by one.
//!
//! ```text
//! layout u8 · rows u8 · length of table u32 · length of heads u32 · table · heads · bodies
//! ```
//! Table and heads are postcard under lz4. Bodies lie one behind another, byte for byte as they came, cut
//! into blocks of at least [`BLOCK`] bytes, each under lz4 by itself, so that one body costs one block.

use std::cell::RefCell;
use std::rc::Rc;

use dong_hanh_domain::{HouseholdId, Scope, VisitId};
use dong_hanh_sync::RecordKey;
use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::head::{Head, ROWS, read};
use super::place_in;

const LAYOUT: u8 = 1;
const PREFIX: usize = 10;

/// A block of bodies is closed when it has so many bytes, the window of lz4.
const BLOCK: usize = 64 * 1024;

/// Bytes that are no segment of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the packed records cannot be read")]
pub struct Unreadable;

/// One record on its way into a segment.
pub(super) struct Packed<'a> {
    pub(super) scope: &'a Scope,
    pub(super) key: &'a RecordKey,
    pub(super) head: Head,
    pub(super) body: &'a str,
}

/// A segment in memory: its table, and its bodies still packed.
#[derive(Debug)]
pub(super) struct Segment {
    bytes: Vec<u8>,
    /// Block, place and length of every body.
    bodies: Vec<(usize, usize, usize)>,
    /// Where every block lies in `bytes`.
    blocks: Vec<(usize, usize)>,
    /// Pages ask for several facts of the same household in a row.
    open: RefCell<Option<(usize, Rc<[u8]>)>>,
}

/// What a segment holds, in its order, and what it takes out of those before it.
pub(super) struct Opened {
    pub(super) segment: Segment,
    pub(super) scopes: Vec<Scope>,
    pub(super) entries: Vec<(u16, RecordKey, Head)>,
    pub(super) gone: Vec<RecordKey>,
}

#[derive(Serialize, Deserialize)]
struct Table {
    scopes: Vec<String>,
    entries: Vec<Entry>,
    blocks: Vec<u32>,
    gone: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    scope: u16,
    key: Key,
    len: u32,
}

/// [`RecordKey`] in a few bytes.
#[derive(Serialize, Deserialize)]
enum Key {
    Household(HouseholdId),
    Visit(VisitId),
    Text(String),
}

impl From<&RecordKey> for Key {
    fn from(key: &RecordKey) -> Self {
        match key {
            RecordKey::Household(id) => Self::Household(*id),
            RecordKey::Visit(id) => Self::Visit(*id),
            other => Self::Text(other.to_string()),
        }
    }
}

impl From<Key> for RecordKey {
    fn from(key: Key) -> Self {
        match key {
            Key::Household(id) => Self::Household(id),
            Key::Visit(id) => Self::Visit(id),
            // Reading a key never fails: what it does not know, it keeps as it is.
            Key::Text(text) => text.parse().unwrap_or(Self::Other(text)),
        }
    }
}

/// Packs records in the order given; `gone` were in an earlier segment and are no more.
pub(super) fn encode<'a>(
    records: impl IntoIterator<Item = Packed<'a>>,
    gone: impl IntoIterator<Item = &'a RecordKey>,
) -> Vec<u8> {
    let mut table = Table {
        scopes: Vec::new(),
        entries: Vec::new(),
        blocks: Vec::new(),
        gone: gone.into_iter().map(Key::from).collect(),
    };
    let (mut heads, mut bodies, mut block) = (Vec::new(), Vec::new(), Vec::new());
    let mut close = |block: &mut Vec<u8>, blocks: &mut Vec<u32>| {
        let packed = compress_prepend_size(block);
        blocks.push(small(packed.len()));
        bodies.extend(packed);
        block.clear();
    };
    for record in records {
        if block.len() >= BLOCK {
            close(&mut block, &mut table.blocks);
        }
        let scope = place_in(&mut table.scopes, record.scope.to_string());
        table.entries.push(Entry {
            scope,
            key: record.key.into(),
            len: small(record.body.len()),
        });
        heads.push(record.head);
        block.extend_from_slice(record.body.as_bytes());
    }
    if !block.is_empty() {
        close(&mut block, &mut table.blocks);
    }
    let pack =
        |bytes: Result<Vec<u8>, postcard::Error>| compress_prepend_size(&bytes.unwrap_or_default());
    let (table, heads) = (
        pack(postcard::to_allocvec(&table)),
        pack(postcard::to_allocvec(&heads)),
    );
    let mut bytes = vec![LAYOUT, ROWS];
    bytes.extend(small(table.len()).to_le_bytes());
    bytes.extend(small(heads.len()).to_le_bytes());
    bytes.extend(table);
    bytes.extend(heads);
    bytes.extend(bodies);
    bytes
}

impl Segment {
    /// Opens a segment; heads of another version are made anew from the bodies.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Opened, Unreadable> {
        let (prefix, rest) = bytes.split_at_checked(PREFIX).ok_or(Unreadable)?;
        if prefix[0] != LAYOUT {
            return Err(Unreadable);
        }
        let (table_len, heads_len) = (length(&prefix[2..6])?, length(&prefix[6..10])?);
        let (table_bytes, rest) = rest.split_at_checked(table_len).ok_or(Unreadable)?;
        let heads_bytes = rest.get(..heads_len).ok_or(Unreadable)?;
        let table: Table = unpack(table_bytes)?;
        let heads: Option<Vec<Head>> = if prefix[1] == ROWS {
            Some(unpack(heads_bytes)?)
        } else {
            None
        };

        let mut at = PREFIX + table_len + heads_len;
        let blocks = table.blocks.iter().map(|len| {
            let start = at;
            at += *len as usize;
            (start, at)
        });
        let blocks = blocks.collect();
        let (mut block, mut place) = (0, 0);
        let bodies = table.entries.iter().map(|entry| {
            if place >= BLOCK {
                (block, place) = (block + 1, 0);
            }
            let body = (block, place, entry.len as usize);
            place += entry.len as usize;
            body
        });
        let bodies = bodies.collect();
        let segment = Self {
            bytes,
            bodies,
            blocks,
            open: RefCell::default(),
        };

        let keys = table
            .entries
            .into_iter()
            .map(|entry| (entry.scope, RecordKey::from(entry.key)));
        let entries = match heads {
            Some(heads) => keys
                .zip(heads)
                .map(|((scope, key), head)| (scope, key, head))
                .collect(),
            None => {
                let anew = keys.enumerate().map(|(at, (scope, key))| {
                    let body = segment.body(at).ok_or(Unreadable)?;
                    let (head, _) = read(&key, &body);
                    Ok((scope, key, head))
                });
                anew.collect::<Result<_, _>>()?
            }
        };
        let scopes = table
            .scopes
            .iter()
            .map(|scope| scope.parse().map_err(|_| Unreadable))
            .collect::<Result<_, _>>()?;
        Ok(Opened {
            segment,
            scopes,
            entries,
            gone: table.gone.into_iter().map(RecordKey::from).collect(),
        })
    }

    /// The body of an entry, as it came.
    pub(super) fn body(&self, entry: usize) -> Option<String> {
        let (block, place, len) = *self.bodies.get(entry)?;
        let mut open = self.open.borrow_mut();
        let bytes = match &*open {
            Some((at, bytes)) if *at == block => bytes.clone(),
            _ => {
                let (start, end) = *self.blocks.get(block)?;
                let bytes: Rc<[u8]> = decompress(self.bytes.get(start..end)?).ok()?.into();
                *open = Some((block, bytes.clone()));
                bytes
            }
        };
        String::from_utf8(bytes.get(place..place + len)?.to_vec()).ok()
    }
}

fn unpack<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let bytes = decompress(bytes)?;
    postcard::from_bytes(&bytes).map_err(|_| Unreadable)
}

/// Damaged bytes may claim any size; nothing under lz4 is more than 255 times larger than packed.
fn decompress(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let (size, packed) = bytes.split_at_checked(4).ok_or(Unreadable)?;
    if length(size)? / 255 > packed.len() {
        return Err(Unreadable);
    }
    decompress_size_prepended(bytes).map_err(|_| Unreadable)
}

fn length(bytes: &[u8]) -> Result<usize, Unreadable> {
    let bytes: [u8; 4] = bytes.try_into().map_err(|_| Unreadable)?;
    Ok(u32::from_le_bytes(bytes) as usize)
}

/// Segments are far smaller than 4 GiB.
fn small(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
