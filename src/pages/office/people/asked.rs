//! What the page asks the server: everybody, and the communes in which they work.

use dong_hanh_domain::{Act, Hamlet, HamletId, UnitKey, may};
use leptos::prelude::*;

use crate::device::people::{self, Colleague, Commune, PeopleError};
use crate::replica::Replica;

/// Everybody, and where they may work: a commune's officer knows its hamlets without asking.
pub(super) async fn asked(replica: Replica) -> Answer {
    let network = replica.network();
    let me = untrack(|| replica.me());
    let city = me.role.unit();
    let places = if may(&me.role, &Act::SeeUnits(city.clone())) {
        match people::communes(&network, city).await {
            Ok(communes) => communes,
            Err(error) => return Answer::Failed(error),
        }
    } else {
        vec![Commune {
            unit: city.clone(),
            name: me.unit_name,
            hamlets: untrack(|| replica.hamlets()),
            officers: 0,
            volunteers: 0,
            closed: 0,
        }]
    };
    match people::everybody(&network).await {
        Ok(people) => Answer::Came(people, Places(places)),
        Err(error) => Answer::Failed(error),
    }
}

/// The communes whose people are seen to, with their hamlets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Places(pub(super) Vec<Commune>);

impl Places {
    /// The hamlets of a unit, where it is one of them.
    pub(super) fn hamlets(&self, unit: &UnitKey) -> Option<Vec<Hamlet>> {
        let commune = self.0.iter().find(|commune| commune.unit == *unit);
        commune.map(|commune| commune.hamlets.clone())
    }

    /// What a hamlet is called.
    pub(super) fn name(&self, hamlet: HamletId) -> Option<String> {
        let mut hamlets = self.0.iter().flat_map(|commune| &commune.hamlets);
        let hamlet = hamlets.find(|one| one.id == hamlet);
        hamlet.map(|hamlet| hamlet.name.clone())
    }
}

/// How far the questions to the server have come.
#[derive(Clone, PartialEq)]
pub(super) enum Answer {
    Asking,
    Came(Vec<Colleague>, Places),
    Failed(PeopleError),
}
