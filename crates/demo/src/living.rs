//! What the twelve indicators ask of a household, drawn from a stream of its own so that everything else stays as it
//! was. Of some households not all of it is known, as in life.

use chrono::NaiveDate;
use dong_hanh_domain::{
    Allowance, Attends, Coarseness, Device, Disability, HamletId, Household, Learnt, Material,
    Member, Place, Work,
};

use crate::rng::Rng;

/// Adds what was asked of its people and its house.
pub(crate) fn live(household: &mut Household, today: NaiveDate) {
    let rng = &mut Rng::new(household.id.0.as_u64_pair().1);
    let others = household.others.iter_mut().map(|other| &mut other.member);
    for member in std::iter::once(&mut household.head).chain(others) {
        person(rng, member, today);
    }
    let house = &mut household.dwelling;
    house.pillar = rng.percent(90).then_some(match house.wall {
        Some(Material::Masonry) | None => Material::Masonry,
        Some(wall) => wall,
    });
    house.internet = rng.percent(85).then(|| rng.percent(70));
    house.devices = rng.percent(90).then(|| {
        let likely = [
            (75, Device::Tv),
            (20, Device::Radio),
            (45, Device::Phone),
            (65, Device::Smartphone),
            (6, Device::Laptop),
        ];
        let has = likely
            .into_iter()
            .filter(|(percent, _)| rng.percent(*percent));
        has.map(|(_, device)| device).collect()
    });
    household.place = place(rng, household.hamlet);
}

/// Somewhere in its hamlet, where anybody said so; exactly only where the family agreed.
#[allow(clippy::cast_precision_loss)]
fn place(rng: &mut Rng, hamlet: HamletId) -> Option<Place> {
    let (north, east) = {
        let middle = &mut Rng::new(hamlet.0.as_u64_pair().1);
        (middle.between(0, 15_000), middle.between(0, 15_000))
    };
    let coarseness = if rng.percent(60) {
        Coarseness::Agreed
    } else {
        Coarseness::Rounded
    };
    let degrees = |from: f64, middle: i64, off: i64| from + (middle + off) as f64 / 1e6;
    let latitude = degrees(16.545, north, rng.between(0, 5_000));
    let longitude = degrees(107.635, east, rng.between(0, 5_000));
    rng.percent(80)
        .then(|| Place::new(latitude, longitude, coarseness).ok())
        .flatten()
}

fn person(rng: &mut Rng, member: &mut Member, today: NaiveDate) {
    let age = member.age_on(today).unwrap_or_default();
    let is_disabled = rng.percent(5);
    member.disability = Some(if is_disabled {
        Disability::Severe
    } else {
        Disability::Nothing
    });
    member.allowance = rng.percent(92).then(|| match age {
        _ if is_disabled => Allowance::Disabled,
        80.. => Allowance::Elderly,
        60..80 if rng.percent(25) => Allowance::Elderly,
        _ => Allowance::Nothing,
    });
    member.attends = Some(match age {
        3..6 if rng.percent(88) => Attends::Kindergarten,
        6..12 => Attends::Primary,
        12..16 if rng.percent(94) => Attends::LowerSecondary,
        16..18 if rng.percent(70) => Attends::UpperSecondary,
        18..23 if rng.percent(30) => Attends::Higher,
        _ => Attends::Nothing,
    });
    if age < 16 {
        member.malnourished = rng.percent(90).then(|| rng.percent(8));
        return;
    }
    let is_learning = member.attends != Some(Attends::Nothing);
    member.learnt = rng.percent(92).then(|| match age {
        16..18 => Learnt::LowerSecondary,
        _ if is_learning => Learnt::UpperSecondary,
        60.. => Learnt::Primary,
        _ => rng.weighed(&[
            (15, Learnt::Primary),
            (45, Learnt::LowerSecondary),
            (30, Learnt::UpperSecondary),
            (10, Learnt::Elementary),
        ]),
    });
    member.work = rng.percent(92).then(|| match age {
        _ if is_learning => Work::Studying,
        _ if is_disabled => Work::Unable,
        70.. => Work::Unable,
        _ => rng.weighed(&[
            (62, Work::Own),
            (12, Work::NoContract),
            (10, Work::Contract),
            (6, Work::Seeking),
            (10, Work::Home),
        ]),
    });
}
