#![doc = include_str!("../README.md")]

mod answers;
mod household;
mod living;
mod load;
mod names;
mod rng;
mod ward;
mod words;
mod year;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, Hamlet, Household, Person, Role, UserId};
use dong_hanh_form::FormError;
use dong_hanh_store::Unit;
use dong_hanh_sync::{FormRecord, Operation};

pub use load::{LoadError, load, load_city};
pub use rng::{Rng, mixed};

use crate::year::Year;

/// The number of the household that the register did not have, until a volunteer found it.
const FOUND: usize = 5;

/// The form of home visits, as the project publishes it.
pub const HOME_VISIT: &str = include_str!("../../../forms/home-visit.json");

/// A ward and its year.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The ward.
    pub unit: Unit,
    /// The city in which it lies.
    pub city: Unit,
    /// Its hamlets.
    pub hamlets: Vec<Hamlet>,
    /// The officer, then the volunteers.
    pub people: Vec<DemoPerson>,
    /// Somebody at the city.
    pub city_officer: DemoPerson,
    /// Somebody who sees to people and units there, and to no household.
    pub administrator: DemoPerson,
    /// The form that was filled.
    pub form: FormRecord,
    /// Its households, as their registration says them; one of them was found by a volunteer in the year.
    pub households: Vec<Household>,
    /// What devices sent, in the order in which it arrived.
    pub sendings: Vec<Sending>,
}

/// Somebody who signs in to the demo.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// What they type.
    pub sign_in: String,
    /// And this.
    pub password: String,
    /// The device that their operations come from.
    pub device: DeviceId,
}

/// One request of a device.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Whose.
    pub user: UserId,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// What it said.
    pub operations: Vec<Operation>,
}

/// Makes the ward as it is on a day, with so many households.
///
/// # Errors
/// [`FormError`] where [`HOME_VISIT`] is no valid form.
pub fn generate(seed: u64, today: NaiveDate, households: usize) -> Result<Demo, FormError> {
    let founded = (today - TimeDelta::days(401))
        .and_time(NaiveTime::MIN)
        .and_utc();
    let founded_ms = founded.timestamp_millis();
    let form = FormRecord::new(HOME_VISIT, founded)?;
    let unit = ward::unit();
    let hamlets = ward::hamlets(&mut Rng::of(seed, "hamlets"), &unit.key, founded_ms);
    let people = ward::people(
        &mut Rng::of(seed, "people"),
        &unit.key,
        &hamlets,
        founded_ms,
    );
    let households: Vec<Household> = (1..=households)
        .map(|number| {
            // A stream for each, so that a larger ward begins with the households of a smaller one.
            let mut rng = Rng::of(seed, &number.to_string());
            let hamlet = rng.pick(&hamlets);
            let visitor = year::visitor(&people, hamlet.id);
            let found_by = visitor.filter(|_| number == FOUND);
            let by = found_by.unwrap_or(&people[0]).person.id;
            let household = household::household(&mut rng, number, hamlet, by, today, founded_ms);
            match found_by {
                // What the register says, it says later.
                Some(_) => Household {
                    code: None,
                    class: None,
                    ..household
                },
                None => household,
            }
        })
        .collect();
    let definition = form.form()?;
    let year = Year {
        people: &people,
        form: &definition,
        form_id: &form.id,
        today,
        seed,
    };
    let sendings = year.sendings(&households);
    Ok(Demo {
        unit,
        city: ward::city(),
        hamlets,
        city_officer: ward::city_officer(&mut Rng::of(seed, "city"), founded_ms),
        administrator: ward::administrator(&mut Rng::of(seed, "administrator"), founded_ms),
        people,
        form,
        households,
        sendings,
    })
}
