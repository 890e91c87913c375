//! What this device knows of what is kept and for how long, and what an officer says of it.

use dong_hanh_domain::retention::{HeldBack, Kept, Retention, Which};
use dong_hanh_domain::settings::Settings;

use super::{Replica, SaveError};

impl Replica {
    /// The records of households whose term runs, without those that were said here to be erased.
    #[must_use]
    pub fn retained(self) -> Vec<Kept> {
        let mut kept: Vec<_> = self.with_outlook(|outlook, day| {
            let households = outlook.households().iter();
            let kept = households.filter_map(|household| Kept::household(household, day));
            kept.collect()
        });
        kept.retain(|kept| match kept.which {
            Which::Household { household } => !self.is_erasing(household),
            Which::Draft { .. } | Which::Workbook { .. } => true,
        });
        kept
    }

    /// Keeps something beyond its term, for a time.
    ///
    /// # Errors
    /// [`SaveError`]: what was set before stands.
    pub async fn hold_back(self, held: HeldBack) -> Result<(), SaveError> {
        self.retain(|known| known.holding(held)).await
    }

    /// Lets something go when its term is over, which was held back.
    ///
    /// # Errors
    /// [`SaveError`]: what was set before stands.
    pub async fn let_go(self, which: &Which) -> Result<(), SaveError> {
        self.retain(|known| known.letting_go(which)).await
    }

    async fn retain(self, other: impl FnOnce(Retention) -> Retention) -> Result<(), SaveError> {
        let known = leptos::prelude::untrack(|| self.settings());
        self.set(Settings {
            retention: other(known.retention.clone()),
            ..known
        })
        .await
    }
}
