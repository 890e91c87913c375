//! Requests as a phone makes them, to a server that may be gone at any moment.

use std::time::Duration;

use dong_hanh_demo::DemoPerson;
use dong_hanh_domain::{DeviceId, DeviceTime};
use dong_hanh_sync::{PROTOCOL, PullAnswer, PullRequest, PushRequest, RawOperation};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use ureq::Agent;

/// The server gave no answer, or not all of it.
#[derive(Debug)]
pub(crate) struct NoAnswer;

/// A phone's way to the office.
pub(crate) struct Wire {
    agent: Agent,
    token: String,
}

/// [`dong_hanh_sync::PushAnswer`] with its receipts as they came, byte for byte.
#[derive(Deserialize)]
struct Receipts {
    receipts: Vec<Box<RawValue>>,
}

impl Wire {
    /// Signs in on a device.
    pub(crate) fn sign_in(person: &DemoPerson, device: DeviceId, address: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut wire = Self {
            agent,
            token: String::new(),
        };
        let body = json!({
            "sign_in": person.sign_in, "password": person.password, "device": { "id": device, "label": "A05" },
        });
        let (status, answer) = wire.post(address, "session", &body).unwrap();
        assert_eq!(status, 200);
        let opened: Value = serde_json::from_slice(&answer).unwrap();
        wire.token = opened["token"].as_str().unwrap().to_owned();
        wire
    }

    /// The receipts of operations, as they came.
    pub(crate) fn push(
        &self,
        address: &str,
        device: DeviceId,
        sent: DeviceTime,
        operations: Vec<RawOperation>,
    ) -> Result<Vec<Box<RawValue>>, NoAnswer> {
        let asked = operations.len();
        let request = PushRequest {
            protocol: PROTOCOL,
            device,
            sent,
            operations,
        };
        let (status, answer) = self.post(address, "operations", &request)?;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        let Receipts { receipts } = serde_json::from_slice(&answer).unwrap();
        assert_eq!(receipts.len(), asked);
        Ok(receipts)
    }

    /// What is new; `None` where nothing is.
    pub(crate) fn pull(
        &self,
        address: &str,
        request: &PullRequest,
    ) -> Result<Option<PullAnswer>, NoAnswer> {
        let (status, answer) = self.post(address, "changes", request)?;
        if status == 204 {
            return Ok(None);
        }
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        Ok(Some(serde_json::from_slice(&answer).unwrap()))
    }

    fn post(
        &self,
        address: &str,
        route: &str,
        body: &impl Serialize,
    ) -> Result<(u16, Vec<u8>), NoAnswer> {
        let request = self
            .agent
            .post(format!("http://{address}/api/v1/{route}"))
            .header("Content-Type", "application/json")
            .header("Authorization", format!("Bearer {}", self.token));
        let mut answer = request
            .send(&serde_json::to_vec(body).unwrap()[..])
            .map_err(|_| NoAnswer)?;
        let body = answer
            .body_mut()
            .with_config()
            .limit(u64::MAX)
            .read_to_vec();
        Ok((answer.status().as_u16(), body.map_err(|_| NoAnswer)?))
    }
}
