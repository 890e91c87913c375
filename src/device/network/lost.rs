//! What a device asks and hands over that may be lost: without a session, by its name and the locks of its key.

use dong_hanh_domain::DeviceId;
use dong_hanh_form::Sha256;
use dong_hanh_sync::device::Failure;
use js_sys::encode_uri_component;
use serde::Deserialize;

use super::Network;
use super::wire::Body;

/// The header in which the locks of a key are shown.
const KEYRING: &str = "Vault-Keyring";

#[derive(Deserialize)]
struct Standing {
    lost: bool,
}

#[derive(Deserialize)]
struct Here {
    here: bool,
}

#[derive(Deserialize)]
struct Taken {
    #[serde(rename = "new")]
    _new: bool,
}

#[derive(Deserialize)]
struct Ended {
    device: DeviceId,
}

impl Network {
    /// Whether the office was told that a device is lost.
    ///
    /// # Errors
    /// [`Failure`]: nothing is known of it.
    pub async fn is_lost(&self, device: DeviceId) -> Result<bool, Failure> {
        let standing: Standing = self.get(&format!("/api/v1/lost/{device}")).await?;
        Ok(standing.lost)
    }

    /// Whether the office has a picture of a lost device.
    ///
    /// # Errors
    /// [`Failure`]: nothing is known of it.
    pub async fn has_of_lost(&self, device: DeviceId, sha256: &Sha256) -> Result<bool, Failure> {
        let path = format!("/api/v1/lost/{device}/media/{sha256}");
        let here: Here = self.get(&path).await?;
        Ok(here.here)
    }

    /// Hands over a value of a lost device, sealed as it lies on its shelf.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `vault-closed` where the office cannot open it; it lies here as it did.
    pub async fn hand_over_lost(
        &self,
        device: DeviceId,
        keyring: &str,
        (shelf, name): (&str, &str),
        sealed: &[u8],
    ) -> Result<(), Failure> {
        let name = String::from(encode_uri_component(name));
        let path = format!("/api/v1/lost/{device}/{shelf}/{name}");
        let body = Body::Bytes(sealed, "application/octet-stream");
        let headers = [(KEYRING, keyring)];
        let answer = self.exchange_with("PUT", &path, &headers, body).await?;
        // Whatever else says that all is well is not the office.
        let _: Taken = answer.json()?;
        Ok(())
    }

    /// Says that all of a lost device has come, which erases itself then.
    ///
    /// # Errors
    /// [`Failure`]: it erases nothing.
    pub async fn end_lost(&self, device: DeviceId, keyring: &str) -> Result<(), Failure> {
        let path = format!("/api/v1/lost/{device}/end");
        let headers = [(KEYRING, keyring)];
        let answer = self.exchange_with("POST", &path, &headers, Body::None);
        let ended: Ended = answer.await?.json()?;
        if ended.device == device {
            Ok(())
        } else {
            Err(Failure::NoAnswer)
        }
    }
}
