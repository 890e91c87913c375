//! How safe and how full the browser's storage is.

use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// So many bytes stay free for answers when a photo is kept.
pub const RESERVE: u64 = 20 * 1024 * 1024;

/// Bytes in use and at most, where the browser says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// In use.
    pub used: Option<u64>,
    /// At most.
    pub quota: Option<u64>,
}

impl Room {
    /// Whether so many bytes more leave the reserve untouched. An unknown quota is not in the way.
    #[must_use]
    pub fn holds(&self, bytes: u64) -> bool {
        match (self.used, self.quota) {
            (Some(used), Some(quota)) => {
                used.saturating_add(bytes).saturating_add(RESERVE) <= quota
            }
            _ => true,
        }
    }
}

/// Asks the browser never to clear the data by itself; some ask the person. `None` where it cannot say.
pub async fn persist() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?)
        .await
        .ok()?
        .as_bool()
}

/// Whether the browser has promised that.
pub async fn is_persisted() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?)
        .await
        .ok()?
        .as_bool()
}

/// How full the storage is.
pub async fn room() -> Room {
    estimate().await.unwrap_or_default()
}

async fn estimate() -> Option<Room> {
    let estimate: StorageEstimate = JsFuture::from(manager()?.estimate().ok()?)
        .await
        .ok()?
        .into();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = |number: f64| number as u64;
    Some(Room {
        used: estimate.get_usage().map(whole),
        quota: estimate.get_quota().map(whole),
    })
}

fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    // Pages without a secure origin have none, whatever the type says.
    (!manager.is_undefined()).then_some(manager)
}
