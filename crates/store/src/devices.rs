//! What the server knows of devices, and what it gives them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::{Epoch, Fate, Report};

use crate::Loss;

/// What a pull brings.
#[derive(Clone, Debug)]
pub struct Pulled {
    /// Changes, scope by scope.
    pub feeds: Vec<FeedPage>,
    /// The epoch in which they were read; `None` before the first one.
    pub epoch: Option<Epoch>,
}

/// A device of one person, as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSummary {
    /// Whose.
    pub user: UserId,
    /// Which.
    pub device: DeviceId,
    /// What it is called: `Samsung A05, Chrome`.
    pub label: String,
    /// When it signed in for the first time.
    pub first: DateTime<Utc>,
    /// When it was last heard of, to the hour.
    pub seen: DateTime<Utc>,
    /// How many of its operations have a receipt.
    pub received: u64,
    /// How many of those that could not be applied have which fate.
    pub held: BTreeMap<Fate, u64>,
    /// How it said that it stands, and when.
    pub report: Option<(Report, DateTime<Utc>)>,
    /// That it is lost, where the office was told so.
    pub lost: Option<Loss>,
}
