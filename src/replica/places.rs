//! Where households are: as their records say, and where those do not, as far as a visit has said it.

use std::sync::Arc;

use dong_hanh_domain::{Coarseness, HouseholdId, Place as Home};
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
        let mut state = self.0.state.borrow_mut();
        // The list has what was registered on this phone too.
        let rows = Arc::clone(&state.list().rows);
        let hamlet = state.household(household).map(|household| household.hamlet);
        let others = rows
            .iter()
            .filter(|row| row.id != household && Some(row.hamlet) == hamlet)
            .filter_map(|row| place_of(&state, row.id))
            .take(MOST);
        (place_of(&state, household), others.collect())
    }

    /// Where a household is, as its record says, or as a visit has found it: nearer than a kilometre only where the family
    /// agreed. Tracked.
    #[must_use]
    pub fn place_of(self, household: HouseholdId) -> Option<Home> {
        let home = self.household(household).and_then(|known| known.place);
        home.or_else(|| {
            let place = visited_at(&self.0.state.borrow(), household)?;
            Home::new(place.lat(), place.lon(), Coarseness::Rounded).ok()
        })
    }

    /// The code of the unit in which a household lives.
    #[must_use]
    pub fn unit_of(self, household: HouseholdId) -> Option<String> {
        let household = self.household(household)?;
        Some(self.hamlet(household.hamlet)?.unit.code)
    }
}

fn place_of(state: &State, household: HouseholdId) -> Option<Place> {
    let home = state.household(household).and_then(|known| known.place);
    home.and_then(on_map)
        .or_else(|| visited_at(state, household))
}

/// A place of the record on the map, as near to the house as the family lets it be; a dot says nothing of how exact it is.
fn on_map(home: Home) -> Option<Place> {
    let (lat, lon) = home.degrees();
    Place::new(lat, lon, 0.0).ok()
}

fn visited_at(state: &State, household: HouseholdId) -> Option<Place> {
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
