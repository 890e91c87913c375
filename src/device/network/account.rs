//! What is said of a person and a device at a sign-in.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Person, Role, SessionId, UnitKey, UserId};
use serde::{Deserialize, Serialize};

/// A sign-in.
#[derive(Clone, Debug, Serialize)]
pub struct NewSession<'a> {
    /// User name.
    pub sign_in: &'a str,
    /// Password.
    pub password: &'a str,
    /// This installation.
    pub device: DeviceName,
    /// A code of the second factor, where the office has asked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'a str>,
}

/// Another token for a session.
#[derive(Clone, Debug, Deserialize)]
pub struct Turned {
    /// What every later request bears.
    pub token: String,
}

/// The invitation of a code, taken on a device.
#[derive(Clone, Debug, Serialize)]
pub struct TakenInvitation<'a> {
    /// As it was scanned or typed.
    pub code: &'a str,
    /// This installation.
    pub device: DeviceName,
}

/// A password that is chosen by the code of an invitation.
#[derive(Clone, Debug, Serialize)]
pub struct ChosenPassword<'a> {
    /// As it was scanned or typed.
    pub code: &'a str,
    /// The password.
    pub password: &'a str,
    /// Where it is chosen: there alone the code counts again, where the answer was lost.
    pub device: DeviceId,
}

/// How somebody signs in who has chosen a password.
#[derive(Clone, Debug, Deserialize)]
pub struct SignsIn {
    /// The name to sign in with.
    pub sign_in: String,
}

/// Who invites whom to what.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Invited {
    /// Who is invited.
    pub user: UserId,
    /// Who that is, as others see them.
    pub person: Person,
    /// Who invites, with the form of address.
    pub by: String,
    /// The unit.
    pub unit: String,
    /// The hamlets that they are given.
    pub hamlets: Vec<String>,
}

/// An installation as the list of sessions shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DeviceName {
    /// Its id.
    pub id: DeviceId,
    /// What people recognise it by.
    pub label: String,
}

/// A session that was opened.
#[derive(Clone, Debug, Deserialize)]
pub struct SignedIn {
    /// What every later request bears.
    pub token: String,
    /// The session.
    pub session: SessionId,
    /// Who signed in.
    pub me: Account,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Who is signed in, as the server says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Their id.
    pub user: UserId,
    /// As others see them.
    pub person: Person,
    /// What they may do, and where.
    pub role: Role,
    /// The unit that they work for.
    pub unit: UnitName,
    /// For whom hand-over files are locked: an age recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<String>,
}

/// A unit with its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitName {
    /// Which.
    pub key: UnitKey,
    /// What it is called: `Phường Thuận An`.
    pub name: String,
}

/// What people recognise this device by: browser and system.
#[must_use]
pub fn device_label() -> String {
    let agent = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    let find = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = find(&[
        ("CocCoc", "Cốc Cốc"),
        ("coc_coc", "Cốc Cốc"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}
