//! Second factors, and the codes on paper that stand in for them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;

use super::tables::Tables;
use crate::{Factor, FactorKey, TokenHash};

/// A second factor with what was used of it.
#[derive(Clone, Debug)]
pub(super) struct KeptFactor {
    key: FactorKey,
    since: Option<DateTime<Utc>>,
    /// The last step of which a code was taken.
    step: u64,
    codes: BTreeSet<TokenHash>,
}

impl KeptFactor {
    /// As it is told.
    pub(super) fn told(&self) -> Factor {
        Factor {
            key: self.key.clone(),
            since: self.since,
            recovery: self.codes.len() as u64,
        }
    }
}

impl Tables {
    pub(super) fn begin_factor(&mut self, user: UserId, key: &FactorKey) -> bool {
        if self.counting(user).is_some() || !self.accounts.contains_key(&user) {
            return false;
        }
        let begun = KeptFactor {
            key: key.clone(),
            since: None,
            step: 0,
            codes: BTreeSet::new(),
        };
        self.factors.insert(user, begun);
        true
    }

    pub(super) fn confirm_factor(
        &mut self,
        user: UserId,
        key: &FactorKey,
        step: u64,
        codes: &[TokenHash],
        now: DateTime<Utc>,
    ) -> bool {
        let begun = self.factors.get_mut(&user);
        let begun = begun.filter(|begun| begun.since.is_none() && begun.key == *key);
        let Some(begun) = begun else {
            return false;
        };
        begun.since = Some(now);
        begun.step = step;
        begun.codes = codes.iter().copied().collect();
        true
    }

    pub(super) fn use_step(&mut self, user: UserId, step: u64) -> bool {
        let Some(factor) = self.counting(user).filter(|factor| factor.step < step) else {
            return false;
        };
        factor.step = step;
        true
    }

    pub(super) fn use_recovery_code(&mut self, user: UserId, code: &TokenHash) -> bool {
        self.counting(user)
            .is_some_and(|factor| factor.codes.remove(code))
    }

    pub(super) fn put_recovery_codes(&mut self, user: UserId, codes: &[TokenHash]) -> bool {
        let Some(factor) = self.counting(user) else {
            return false;
        };
        factor.codes = codes.iter().copied().collect();
        true
    }

    fn counting(&mut self, user: UserId) -> Option<&mut KeptFactor> {
        let factor = self.factors.get_mut(&user)?;
        factor.since.is_some().then_some(factor)
    }
}
