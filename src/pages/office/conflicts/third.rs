//! A value that nobody said before: the control that fits the fact, and what was typed as a fact.

use chrono::NaiveDate;
use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::{
    Class, Fact, FactKey, Household, Latrine, Leaving, Material, MemberFact, MemberId, MemberKey,
    OfficialClass, PersonName, Relation, Roof, Sex, Water,
};
use dong_hanh_form::Lang;

use crate::pages::households::read_birth;
use crate::replica::Replica;
use crate::words::conflicts as words;

/// How a value is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Control {
    /// It is typed; `inputmode` of the field.
    Text(Option<&'static str>),
    /// It is one of a few.
    Pick(Vec<Fact>),
}

/// The largest home that is believed, in square metres.
const LARGEST_M2: f32 = 2000.0;

/// The control for a fact of a household.
pub(super) fn control(replica: Replica, household: &Household, key: &FactKey) -> Control {
    let today = replica.today();
    match key {
        FactKey::Code | FactKey::Address | FactKey::Other(_) => Control::Text(None),
        FactKey::Phone => Control::Text(Some("tel")),
        FactKey::Area => Control::Text(Some("decimal")),
        FactKey::Roof => Control::Pick(all(Roof::ALL, Fact::Roof)),
        FactKey::Wall => Control::Pick(all(Material::ALL, Fact::Wall)),
        FactKey::Water => Control::Pick(all(Water::ALL, Fact::Water)),
        FactKey::Latrine => Control::Pick(all(Latrine::ALL, Fact::Latrine)),
        FactKey::Class => {
            let classes = Class::ALL.iter().map(|class| {
                Fact::Class(Some(OfficialClass {
                    class: *class,
                    since: today,
                    decision: None,
                }))
            });
            Control::Pick(classes.chain([Fact::Class(None)]).collect())
        }
        FactKey::Head => {
            let heads = household.members().map(|member| {
                Fact::Head(Heading {
                    who: member.id,
                    former: Relation::Other,
                })
            });
            Control::Pick(heads.collect())
        }
        FactKey::Hamlet => {
            let hamlets = replica.hamlets().into_iter();
            Control::Pick(hamlets.map(|hamlet| Fact::Hamlet(hamlet.id)).collect())
        }
        FactKey::SameAs => Control::Pick(vec![Fact::SameAs(None)]),
        FactKey::Member(member, key) => of_member(*member, *key),
    }
}

fn all<T: Copy>(values: &[T], fact: impl Fn(Option<T>) -> Fact) -> Vec<Fact> {
    let values = values.iter().map(|value| Some(*value));
    values.chain([None]).map(fact).collect()
}

fn of_member(member: MemberId, key: MemberKey) -> Control {
    let pick = |facts: &[MemberFact]| {
        let facts = facts.iter().cloned();
        Control::Pick(facts.map(|fact| Fact::Member { member, fact }).collect())
    };
    match key {
        MemberKey::Name | MemberKey::Occupation => Control::Text(None),
        MemberKey::Birth => Control::Text(Some("numeric")),
        MemberKey::Sex => pick(&[MemberFact::Sex(Sex::Male), MemberFact::Sex(Sex::Female)]),
        MemberKey::Insured => pick(&[Some(true), Some(false), None].map(MemberFact::Insured)),
        MemberKey::Relation => pick(
            &[
                Relation::Spouse,
                Relation::Child,
                Relation::Grandchild,
                Relation::Parent,
                Relation::Sibling,
                Relation::Other,
            ]
            .map(MemberFact::Relation),
        ),
        MemberKey::Gone => {
            let gone = Leaving::ALL.iter().map(|why| MemberFact::Gone(Some(*why)));
            let facts: Vec<_> = [MemberFact::Gone(None)].into_iter().chain(gone).collect();
            pick(&facts)
        }
    }
}

/// Reads what was typed for a fact.
///
/// # Errors
/// What to mend, for the screen.
pub(super) fn read(
    key: &FactKey,
    typed: &str,
    today: NaiveDate,
    lang: Lang,
) -> Result<Fact, String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    // Whoever presses Enter too early erases nothing: that there is none is said by a word.
    if text.is_empty() {
        return Err(words::third_empty(lang));
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
        FactKey::Phone => phone(&text)
            .map(Fact::Phone)
            .ok_or_else(|| words::phone_unread(lang)),
        FactKey::Area => area(&text)
            .map(Fact::Area)
            .ok_or_else(|| words::area_unread(lang)),
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

fn is_none(text: &str) -> bool {
    let text = text.to_lowercase();
    ["không", "không có", "khong", "khong co", "none", "-"].contains(&text.as_str())
}

/// A number as it is dialled; the outer `None` for what is none.
fn phone(text: &str) -> Option<Option<String>> {
    let dialled: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')'))
        .collect();
    let digits = dialled.strip_prefix('+').unwrap_or(&dialled);
    match dialled.len() {
        0 => Some(None),
        8..=15 if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(Some(dialled)),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn read_it(key: &FactKey, typed: &str) -> Option<Fact> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        read(key, typed, today, Lang::Vi).ok()
    }

    #[test]
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
    }

    #[test]
    fn a_fact_of_a_person_stays_theirs() {
        let member = MemberId(Uuid::from_u128(7));
        let key = |key| FactKey::Member(member, key);
        let birth = read_it(&key(MemberKey::Birth), "1958");
        assert_eq!(birth.map(|fact| fact.key()), Some(key(MemberKey::Birth)));
        assert_eq!(read_it(&key(MemberKey::Birth), "năm Tuất"), None);
        assert_eq!(read_it(&key(MemberKey::Name), "  "), None);
        for picked in [MemberKey::Sex, MemberKey::Gone] {
            let Control::Pick(facts) = of_member(member, picked) else {
                unreachable!("it is picked");
            };
            assert!(facts.iter().all(|fact| fact.key() == key(picked)));
        }
    }
}
