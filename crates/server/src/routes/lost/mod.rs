//! What a lost device asks and hands over (SPEC.md S17). It has no session any more: the office knows it by the name that
//! was made for it by chance, and what it hands over opens only by the key of its own vault.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::HeaderMap;
use dong_hanh_domain::DeviceId;
use dong_hanh_store::LostDevice;
use dong_hanh_vault::{DataKey, Keyring, RecoverySecret};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::error::Problem;

pub mod end;
pub mod has;
pub mod look;
pub mod take;

/// The header in which a device shows the locks of its key.
const KEYRING: &str = "vault-keyring";

/// Requests whose bodies are small.
pub fn quick() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(look::look))
        .routes(routes!(end::end))
}

/// A value may be a sound.
pub fn values() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(take::take, has::has))
}

/// A device that is lost, with the key of its vault.
struct Opened {
    device: LostDevice,
    key: DataKey,
}

impl Opened {
    /// Opens the vault of a lost device by what the office keeps for it.
    async fn of(
        app: &App,
        at: Option<IpAddr>,
        device: Uuid,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let lost = app.store.lost(DeviceId(device)).await?;
        if lost.is_empty() {
            return Err(app.unknown(at, Problem::NotFound));
        }
        let keyring = headers.get(KEYRING).and_then(|text| text.to_str().ok());
        let keyring: Option<Keyring> = keyring.and_then(|text| serde_json::from_str(text).ok());
        let keyring = keyring.ok_or_else(|| Problem::WrongShape(KEYRING.to_owned()))?;
        let opened = lost.into_iter().find_map(|device| {
            let secret = RecoverySecret::new(device.recovery?.0);
            let key = keyring.rescue(&secret).ok()?;
            Some(Self { device, key })
        });
        opened.ok_or_else(|| app.unknown(at, Problem::VaultClosed))
    }
}
