//! Where households are, as far as a visit has said it.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::{Answer, Place, Value};

use super::Replica;
use super::state::State;

/// A map with more of them would show nothing but dots.
const MOST: usize = 400;

/// Of so many visits of a household, the newest, one may say where it is.
const VISITS: usize = 3;

impl Replica {
    /// Where a household is, and others of its hamlet. For a map that is made once: nothing is tracked.
    #[must_use]
    pub fn places_around(self, household: HouseholdId) -> (Option<Place>, Vec<Place>) {
        let state = self.0.state.borrow();
        let hamlet = state.household(household).map(|household| household.hamlet);
        let others = state
            .records
            .households()
            .filter(|(id, head)| *id != household && Some(head.hamlet) == hamlet)
            .filter_map(|(id, _)| place_of(&state, id))
            .take(MOST);
        (place_of(&state, household), others.collect())
    }

    /// The code of the unit in which a household lives.
    #[must_use]
    pub fn unit_of(self, household: HouseholdId) -> Option<String> {
        let household = self.household(household)?;
        Some(self.hamlet(household.hamlet)?.unit.code)
    }
}

fn place_of(state: &State, household: HouseholdId) -> Option<Place> {
    let visits = state.visits_of(household).into_iter().take(VISITS);
    visits.into_iter().find_map(|row| {
        let answers = state.visit(row.id)?.answers;
        let mut places = answers.iter().filter_map(|(_, answer)| match answer {
            Answer::Given(Value::Place(place)) => Some(*place),
            _ => None,
        });
        places.next()
    })
}
