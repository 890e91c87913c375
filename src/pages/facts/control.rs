//! How a fact is given: the control that fits it, and what was typed as a fact.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::odd::{HIGHEST_SCORE, LARGEST_M2, MOST_PEOPLE};
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{
    Allowance, Attends, Device, Disability, Ethnicity, Fact, FactKey, Household, Latrine, Learnt,
    Leaving, Material, MemberFact, MemberId, MemberKey, PersonName, Relation, Roof, Sex, Water,
    Word, Work,
};
use dong_hanh_form::Lang;

use super::{area_words, birth_words, place};
use crate::pages::households::{RELATIONS, read_birth, read_phone};
use crate::words::facts as words;

/// How a value is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// It is typed; `inputmode` of the field.
    Text(Option<&'static str>),
    /// It is one of a few.
    Pick(Vec<Fact>),
}

/// The control for a fact of a household that whoever comes to the door may find otherwise.
#[must_use]
pub fn control(household: &Household, key: &FactKey) -> Control {
    match key {
        FactKey::Phone => Control::Text(Some("tel")),
        FactKey::Area => Control::Text(Some("decimal")),
        FactKey::IncomeScore | FactKey::Count(_) => Control::Text(Some("numeric")),
        FactKey::Roof => Control::Pick(all(Roof::ALL, Fact::Roof)),
        FactKey::Wall => Control::Pick(all(Material::ALL, Fact::Wall)),
        FactKey::Pillar => Control::Pick(all(Material::ALL, Fact::Pillar)),
        FactKey::Internet => Control::Pick(all(&[true, false], Fact::Internet)),
        FactKey::Water => Control::Pick(all(Water::ALL, Fact::Water)),
        FactKey::Latrine => Control::Pick(all(Latrine::ALL, Fact::Latrine)),
        FactKey::Head => {
            let heads = household.members().map(|member| {
                Fact::Head(Heading {
                    who: member.id,
                    former: Relation::Other,
                })
            });
            Control::Pick(heads.collect())
        }
        FactKey::Member(member, key) => of_member(*member, *key),
        _ => Control::Text(None),
    }
}

/// Every value of a fact, and that nothing is known.
pub(crate) fn all<T: Copy>(values: &[T], fact: impl Fn(Option<T>) -> Fact) -> Vec<Fact> {
    let values = values.iter().map(|value| Some(*value));
    values.chain([None]).map(fact).collect()
}

fn of_member(member: MemberId, key: MemberKey) -> Control {
    let of = |fact| Fact::Member { member, fact };
    let flag = |fact: fn(Option<bool>) -> MemberFact| all(&[true, false], |is| of(fact(is)));
    Control::Pick(match key {
        MemberKey::Name | MemberKey::Occupation => return Control::Text(None),
        MemberKey::Birth => return Control::Text(Some("numeric")),
        MemberKey::Sex => [Sex::Male, Sex::Female]
            .map(|sex| of(MemberFact::Sex(sex)))
            .into(),
        MemberKey::Insured => flag(MemberFact::Insured),
        MemberKey::Malnourished => flag(MemberFact::Malnourished),
        MemberKey::Online => flag(MemberFact::Online),
        MemberKey::Work => all(Work::ALL, |is| of(MemberFact::Work(is))),
        MemberKey::Attends => all(Attends::ALL, |is| of(MemberFact::Attends(is))),
        MemberKey::Learnt => all(Learnt::ALL, |is| of(MemberFact::Learnt(is))),
        MemberKey::Disability => all(Disability::ALL, |is| of(MemberFact::Disability(is))),
        MemberKey::Allowance => all(Allowance::ALL, |is| of(MemberFact::Allowance(is))),
        MemberKey::Ethnicity => all(Ethnicity::ALL, |is| of(MemberFact::Ethnicity(is))),
        MemberKey::Relation => RELATIONS.map(|is| of(MemberFact::Relation(is))).into(),
        MemberKey::Gone => {
            let mut facts = all(Leaving::ALL, |why| of(MemberFact::Gone(why)));
            // That somebody lives there comes first.
            facts.rotate_right(1);
            facts
        }
    })
}

/// A fact as somebody would type it; nothing where it is empty, or picked.
#[must_use]
pub fn typed(fact: &Fact) -> String {
    match fact {
        Fact::Address(text) => text.clone(),
        Fact::Phone(number) => number.clone().unwrap_or_default(),
        Fact::Area(area) => area.map(area_words).unwrap_or_default(),
        Fact::IncomeScore(score) => score.map(|score| score.to_string()).unwrap_or_default(),
        Fact::Count { people, .. } => people.map(|people| people.to_string()).unwrap_or_default(),
        Fact::Devices(devices) => {
            let names = devices.iter().flatten().map(|device| device.words());
            names.collect::<Vec<_>>().join(", ")
        }
        Fact::Place(place) => place.map_or_else(String::new, |place| {
            let (latitude, longitude) = place.degrees();
            place::typed(latitude, longitude, place.coarseness())
        }),
        Fact::Member { fact, .. } => match fact {
            MemberFact::Name(name) => name.to_string(),
            MemberFact::Occupation(text) => text.clone(),
            MemberFact::Birth(birth) => birth.map(birth_words).unwrap_or_default(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Reads what was typed for a fact.
///
/// # Errors
/// What to mend, for the screen.
pub fn read(key: &FactKey, typed: &str, today: NaiveDate, lang: Lang) -> Result<Fact, String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    // Whoever presses Enter too early erases nothing: that there is none is said by a word.
    if text.is_empty() {
        return Err(words::nothing_typed(lang));
    }
    let text = if is_none(&text) { String::new() } else { text };
    let some = || (!text.is_empty()).then(|| text.clone());
    let of = |member: &MemberId, fact: MemberFact| Fact::Member {
        member: *member,
        fact,
    };
    match key {
        FactKey::Code => Ok(Fact::Code(some())),
        FactKey::Address => Ok(Fact::Address(text)),
        FactKey::Phone => read_phone(&text)
            .map(Fact::Phone)
            .map_err(|_| words::phone_unread(lang)),
        FactKey::Area => area(&text)
            .map(Fact::Area)
            .ok_or_else(|| words::area_unread(lang)),
        FactKey::IncomeScore => income_score(&text)
            .map(Fact::IncomeScore)
            .ok_or_else(|| words::income_score_unread(lang)),
        FactKey::Count(counted) => count(&text)
            .map(|people| Fact::Count {
                counted: *counted,
                people,
            })
            .ok_or_else(|| words::count_unread(lang)),
        FactKey::Devices => devices(&text)
            .map(|devices| Fact::Devices(Some(devices)))
            .ok_or_else(|| words::devices_unread(lang)),
        FactKey::Place => place::read(&text)
            .map(Fact::Place)
            .ok_or_else(|| words::place_unread(lang)),
        FactKey::Member(member, MemberKey::Name) => PersonName::new(&text)
            .map(|name| of(member, MemberFact::Name(name)))
            .map_err(|_| words::name_unread(lang)),
        FactKey::Member(member, MemberKey::Occupation) => {
            Ok(of(member, MemberFact::Occupation(text)))
        }
        FactKey::Member(member, MemberKey::Birth) => read_birth(&text, today)
            .map(|birth| of(member, MemberFact::Birth(birth)))
            .map_err(|_| words::birth_unread(lang)),
        // Picked, never typed.
        _ => Err(words::choose_first(lang)),
    }
}

/// A fact of which nothing is known, where it is typed and may be so.
#[must_use]
pub fn empty(key: &FactKey) -> Option<Fact> {
    Some(match key {
        FactKey::Address => Fact::Address(String::new()),
        FactKey::Phone => Fact::Phone(None),
        FactKey::Area => Fact::Area(None),
        FactKey::IncomeScore => Fact::IncomeScore(None),
        FactKey::Devices => Fact::Devices(None),
        FactKey::Count(counted) => Fact::Count {
            counted: *counted,
            people: None,
        },
        FactKey::Place => Fact::Place(None),
        FactKey::Member(member, key) => Fact::Member {
            member: *member,
            fact: match key {
                MemberKey::Birth => MemberFact::Birth(None),
                MemberKey::Occupation => MemberFact::Occupation(String::new()),
                _ => return None,
            },
        },
        _ => return None,
    })
}

fn is_none(text: &str) -> bool {
    let text = text.to_lowercase();
    ["không", "không có", "khong", "khong co", "none", "-"].contains(&text.as_str())
}

/// Square metres with a comma or a point; the outer `None` for what is none.
fn area(text: &str) -> Option<Option<f32>> {
    let number = text.trim_end_matches("m²").trim_end_matches("m2").trim();
    if number.is_empty() {
        return Some(None);
    }
    let area: f32 = number.replace(',', ".").parse().ok()?;
    (area > 0.0 && area <= LARGEST_M2).then_some(Some(area))
}

/// Whole points; the outer `None` for what is none.
fn income_score(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    let score = text.parse().ok()?;
    (score <= HIGHEST_SCORE).then_some(Some(score))
}

/// How many people; the outer `None` for more than a home has, or for what is no number.
fn count(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    let people = text.parse().ok()?;
    (people <= MOST_PEOPLE).then_some(Some(people))
}

/// What was named, in either language; `None` where something has no word.
fn devices(text: &str) -> Option<BTreeSet<Device>> {
    let named = |name: &str| {
        let name = fold(name);
        let mut all = Device::ALL.iter().copied();
        all.find(|device| fold(device.words()) == name || fold(device.both().en) == name)
    };
    let names = text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_domain::{Birth, Coarseness, Counted, Place};
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn read_it(key: &FactKey, typed: &str) -> Option<Fact> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        read(key, typed, today, Lang::Vi).ok()
    }

    #[wasm_bindgen_test]
    fn a_fact_is_read_as_people_write_it() {
        let phone = Some("0905123456".to_owned());
        assert_eq!(
            read_it(&FactKey::Phone, " 0905 123.456 "),
            Some(Fact::Phone(phone))
        );
        assert_eq!(
            read_it(&FactKey::Phone, "Không có"),
            Some(Fact::Phone(None))
        );
        assert_eq!(read_it(&FactKey::Phone, " "), None, "nothing was said");
        assert_eq!(read_it(&FactKey::Phone, "hỏi cháu"), None);
        assert_eq!(
            read_it(&FactKey::Area, "42,5 m²"),
            Some(Fact::Area(Some(42.5)))
        );
        assert_eq!(read_it(&FactKey::Area, "4200"), None);
        assert_eq!(read_it(&FactKey::Area, "NaN"), None);
        assert_eq!(read_it(&FactKey::IncomeScore, "1000"), None);
        assert_eq!(read_it(&FactKey::IncomeScore, "-1"), None);
        let uninsured = |typed| read_it(&FactKey::Count(Counted::Uninsured), typed);
        let counted = |people| {
            Some(Fact::Count {
                counted: Counted::Uninsured,
                people,
            })
        };
        assert_eq!(uninsured("0"), counted(Some(0)));
        assert_eq!(uninsured("không"), counted(None));
        assert_eq!(uninsured("31"), None);
    }

    #[wasm_bindgen_test]
    fn what_a_house_has_is_named_in_any_spelling_and_nothing_else_is() {
        let devices = |typed| match read_it(&FactKey::Devices, typed) {
            Some(Fact::Devices(Some(devices))) => Some(devices.len()),
            _ => None,
        };
        assert_eq!(devices("Tivi, dien thoai thong minh, radio"), Some(3));
        assert_eq!(devices("không có"), Some(0));
        assert_eq!(devices("tivi, xe máy"), None);
    }

    #[wasm_bindgen_test]
    fn a_fact_of_a_person_stays_theirs() {
        let member = MemberId(Uuid::from_u128(7));
        let key = |key| FactKey::Member(member, key);
        let birth = read_it(&key(MemberKey::Birth), "1958");
        assert_eq!(birth.map(|fact| fact.key()), Some(key(MemberKey::Birth)));
        assert_eq!(read_it(&key(MemberKey::Birth), "năm Tuất"), None);
        assert_eq!(read_it(&key(MemberKey::Name), "  "), None);
        for picked in [
            MemberKey::Sex,
            MemberKey::Gone,
            MemberKey::Work,
            MemberKey::Online,
        ] {
            let Control::Pick(facts) = of_member(member, picked) else {
                unreachable!("it is picked");
            };
            assert!(facts.iter().all(|fact| fact.key() == key(picked)));
        }
    }

    #[wasm_bindgen_test]
    fn a_fact_is_typed_as_it_is_read() {
        let member = MemberId(Uuid::from_u128(7));
        let born = MemberFact::Birth(Some(Birth::Year(1958)));
        let facts = [
            Fact::Address("kiệt 12".into()),
            Fact::Phone(Some("0905123456".into())),
            Fact::Area(Some(42.5)),
            Fact::IncomeScore(Some(135)),
            Fact::Count {
                counted: Counted::Jobless,
                people: Some(2),
            },
            Fact::Place(Place::new(16.463_71, 107.590_96, Coarseness::Agreed).ok()),
            Fact::Place(Place::new(16.463_71, 107.590_96, Coarseness::Rounded).ok()),
            Fact::Member { member, fact: born },
        ];
        for fact in facts {
            assert_eq!(read_it(&fact.key(), &typed(&fact)), Some(fact));
        }
        assert_eq!(typed(&Fact::Roof(Some(Roof::Tile))), "");
    }
}
