//! The session of this device.

use dong_hanh_domain::{Person, Role, UserId};
use dong_hanh_store::{Account, StoreResult, Unit};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::schema;

pub mod close;
pub mod open;
pub mod token;
pub mod vault;

/// The person who is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    /// Their id.
    #[schema(value_type = Uuid)]
    pub user: UserId,
    /// Who they are.
    #[schema(value_type = schema::Person)]
    pub person: Person,
    /// What they may do.
    #[schema(value_type = schema::Role)]
    pub role: Role,
    /// The unit that they work for.
    #[schema(value_type = schema::Unit)]
    pub unit: Unit,
    /// For whom files are locked in which a device hands over what it cannot send: an age recipient.
    pub handover: String,
}

impl Me {
    /// What an account's own device is told of it.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn of(app: &App, account: Account) -> StoreResult<Self> {
        let key = account.role.unit().clone();
        let unit = app.store.unit(&key).await?;
        let unit = unit.unwrap_or_else(|| Unit {
            name: key.code.clone(),
            key,
            province: None,
        });
        Ok(Self {
            user: account.user(),
            person: account.person,
            role: account.role,
            unit,
            handover: app.handover.recipient(),
        })
    }
}
