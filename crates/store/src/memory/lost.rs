//! Devices that were lost.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};

use super::tables::Tables;
use crate::{Loss, LostDevice, Rescued};

impl Tables {
    pub(super) fn set_lost(
        &mut self,
        user: UserId,
        device: DeviceId,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> bool {
        let mut sessions = self.sessions.iter();
        let has_signed_in =
            sessions.any(|(_, session)| (session.user, session.device) == (user, device));
        if !has_signed_in && !self.devices.contains_key(&(user, device)) {
            return false;
        }
        let Some(by) = by else {
            self.lost.remove(&(user, device));
            return true;
        };
        self.lost.entry((user, device)).or_insert(Loss {
            since: now,
            by,
            rescued: Rescued::default(),
            erased: None,
        });
        self.invitations.remove(&user);
        for (_, session) in &mut self.sessions {
            if (session.user, session.device) == (user, device) {
                session.ended.get_or_insert(now);
            }
        }
        true
    }

    pub(super) fn lost_by_name(&self, device: DeviceId) -> Vec<LostDevice> {
        let lost = self.lost.iter().filter(|((_, lost), _)| *lost == device);
        lost.map(|((user, _), loss)| LostDevice {
            user: *user,
            device,
            recovery: self.recovery.get(&(*user, device)).copied(),
            loss: loss.clone(),
        })
        .collect()
    }
}
