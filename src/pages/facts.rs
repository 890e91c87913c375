//! What somebody said of a household, in words: what each fact is called, and what it is. The phone and the office
//! read the same.

mod control;
pub mod place;

use dong_hanh_domain::household::{Ended, Ending, Other};
use dong_hanh_domain::{
    Allowance, Attends, Birth, Coarseness, Device, Disability, Fact, FactKey, Household,
    HouseholdChange, HouseholdId, Learnt, Member, MemberFact, MemberId, MemberKey, Place,
    Sensitivity, Sex, Word, Work,
};
use dong_hanh_form::Lang;
use dong_hanh_sync::ChangedHousehold;
use leptos::prelude::*;

use crate::pages::households::relation_words;
use crate::pages::requests::course_words;
use crate::replica::Replica;
use crate::ui::{full_day, sentence_case, use_lang};
use crate::words::{facts as words, households, of, requests, story};

pub(crate) use control::all;
pub use control::{Control, control, empty, read, typed};

/// A fact in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactWords {
    /// What it is called: `Điện thoại`, `Năm sinh của Lê Thị Bưởi`.
    pub name: String,
    /// What it is: `0905123456`, `1958`.
    pub value: String,
}

/// All that somebody said of a household, as a list of names and values. Tracked.
#[must_use]
pub fn changes(replica: Replica, changed: &ChangedHousehold) -> AnyView {
    let lines = changed_words(replica, changed)
        .into_iter()
        .map(|FactWords { name, value }| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! { <dl class="facts">{lines}</dl> }.into_any()
}

/// All that somebody said of a household, in their order. Tracked.
#[must_use]
pub fn changed_words(replica: Replica, changed: &ChangedHousehold) -> Vec<FactWords> {
    let lang = use_lang();
    // Who was added by the same statement may be spoken of in it.
    let added = |id: MemberId| {
        changed.changes.iter().find_map(|change| match change {
            HouseholdChange::Add { member } if member.member.id == id => {
                Some(member.member.name.to_string())
            }
            _ => None,
        })
    };
    let who = |id| added(id).or_else(|| person(replica, changed.household, id));
    let said = changed.changes.iter();
    said.map(|change| words_of(lang, replica, change, &who))
        .collect()
}

/// One thing that somebody says of a household. Tracked.
#[must_use]
pub fn change_words(
    replica: Replica,
    household: HouseholdId,
    change: &HouseholdChange,
) -> FactWords {
    words_of(use_lang(), replica, change, &|id| {
        person(replica, household, id)
    })
}

fn words_of(
    lang: Lang,
    replica: Replica,
    change: &HouseholdChange,
    who: &dyn Fn(MemberId) -> Option<String>,
) -> FactWords {
    match change {
        HouseholdChange::Set(fact) => FactWords {
            name: name_of(lang, &fact.key(), who),
            value: value_of(lang, replica, fact, who),
        },
        HouseholdChange::Add { member } => FactWords {
            name: words::add(lang),
            value: added_words(lang, member),
        },
    }
}

/// What a fact of a household is called: `Điện thoại`, `Năm sinh của Lê Thị Bưởi`. Tracked.
#[must_use]
pub fn fact_name(replica: Replica, household: HouseholdId, key: &FactKey) -> String {
    name_of(use_lang(), key, &|id| person(replica, household, id))
}

/// What a fact is called, of whomever it is: for what is written down where names must not be.
#[must_use]
pub fn fact_kind(lang: Lang, key: &FactKey) -> String {
    name_of(lang, key, &|_| None)
}

/// What a fact of a household is, in words. Tracked.
#[must_use]
pub fn fact_value(replica: Replica, household: HouseholdId, fact: &Fact) -> String {
    value_of(use_lang(), replica, fact, &|id| {
        person(replica, household, id)
    })
}

/// What a fact of this household is called; for lists of many, where it is not read for each.
#[must_use]
pub fn name_in(lang: Lang, household: &Household, key: &FactKey) -> String {
    name_of(lang, key, &|id| person_in(household, id))
}

/// What a fact of this household is, in words; for lists of many. Tracked.
#[must_use]
pub fn value_in(lang: Lang, replica: Replica, household: &Household, fact: &Fact) -> String {
    value_of(lang, replica, fact, &|id| person_in(household, id))
}

/// What this household has under a name, in words, also in a word of a newer version; nothing where nothing is known.
/// Tracked.
#[must_use]
pub fn known_in(
    lang: Lang,
    replica: Replica,
    household: &Household,
    key: &FactKey,
) -> Option<String> {
    if let Some(text) = household.unread(key) {
        return Some(unread_words(lang, text));
    }
    let fact = household.fact(key).filter(|fact| !fact.is_blank())?;
    Some(value_in(lang, replica, household, &fact))
}

/// A word of a newer version, as it is written.
fn unread_words(lang: Lang, text: &serde_json::Value) -> String {
    let written = text
        .as_str()
        .map_or_else(|| text.to_string(), str::to_owned);
    story::unread(lang, &written)
}

/// The name of somebody who lives or lived in a household.
fn person(replica: Replica, household: HouseholdId, id: MemberId) -> Option<String> {
    person_in(&replica.household(household)?, id)
}

fn person_in(household: &Household, id: MemberId) -> Option<String> {
    let left = household.left.iter().map(|left| &left.who.member);
    let mut people = household.members().chain(left);
    let member = people.find(|member| member.id == id)?;
    Some(member.name.to_string())
}

fn name_of(lang: Lang, key: &FactKey, who: &dyn Fn(MemberId) -> Option<String>) -> String {
    match key {
        FactKey::Member(id, key) => {
            let who = who(*id).unwrap_or_else(|| words::somebody(lang));
            match key {
                MemberKey::Gone => sentence_case(&words::gone(lang, &who)),
                key => words::of(lang, &of_person(lang, *key), &who),
            }
        }
        key => {
            let name = key.both().map(|name| sentence_case(of(lang, name)));
            name.unwrap_or_else(|| words::unknown(lang))
        }
    }
}

/// What a fact of a person is called beside their name: `Năm sinh`.
#[must_use]
pub fn of_person(lang: Lang, key: MemberKey) -> String {
    match key {
        MemberKey::Gone => words::here(lang),
        key => sentence_case(of(lang, key.both())),
    }
}

fn value_of(
    lang: Lang,
    replica: Replica,
    fact: &Fact,
    who: &dyn Fn(MemberId) -> Option<String>,
) -> String {
    let empty = || words::empty(lang);
    if fact.is_blank()
        && !matches!(
            fact,
            Fact::SameAs(_) | Fact::NotSame { .. } | Fact::Ended(_)
        )
    {
        return empty();
    }
    match fact {
        Fact::Code(code) => code.clone().unwrap_or_else(empty),
        Fact::Address(address) => address.clone(),
        Fact::Phone(phone) => phone.clone().unwrap_or_else(empty),
        Fact::Area(area) => area.map_or_else(empty, area_words),
        Fact::Roof(roof) => word(lang, *roof),
        Fact::Wall(material) | Fact::Pillar(material) => word(lang, *material),
        Fact::Water(water) => word(lang, *water),
        Fact::Latrine(latrine) => word(lang, *latrine),
        Fact::Internet(internet) => yes_no(lang, *internet),
        Fact::Devices(devices) => devices_words(lang, devices.iter().flatten()),
        Fact::Count { people, .. } => people.map_or_else(empty, |people| people.to_string()),
        Fact::Place(place) => place.map_or_else(empty, |place| place_words(lang, place)),
        Fact::Class(class) => class.as_ref().map_or_else(empty, |official| {
            let class = sentence_case(&official.words());
            words::class_since(lang, &class, &full_day(official.since))
        }),
        Fact::IncomeScore(score) => score.map_or_else(empty, |score| score.to_string()),
        Fact::Ended(None) => words::still_there(lang),
        Fact::Ended(Some(ended)) => ended_words(lang, *ended),
        Fact::Head(heading) => who(heading.who).unwrap_or_else(|| words::somebody(lang)),
        Fact::Hamlet(hamlet) => replica.hamlet(*hamlet).map_or_else(
            || words::other_hamlet(lang),
            |hamlet| sentence_case(&hamlet.full_name()),
        ),
        Fact::SameAs(None) => words::not_same(lang),
        Fact::SameAs(Some(other)) => replica
            .row(*other)
            .map_or_else(|| words::other_household(lang), |row| row.called()),
        Fact::NotSame { is_so, .. } => yes_no(lang, Some(*is_so)),
        Fact::Need { state, .. } => sentence_case(of(lang, state.both().borrowed())),
        Fact::Commitment { state, .. } => sentence_case(of(lang, state.both().borrowed())),
        Fact::Promise { made, .. } => made.as_ref().map_or_else(empty, |made| {
            words::promised(lang, &made.what, &full_day(made.due))
        }),
        Fact::Support { came, .. } => came.as_ref().map_or_else(empty, |came| {
            sentence_case(of(lang, came.gift.both().borrowed()))
        }),
        Fact::Helped { helped, .. } => {
            helped.map_or_else(empty, |helped| sentence_case(of(lang, helped.both())))
        }
        Fact::SameGift { is_one, .. } => yes_no(lang, *is_one),
        Fact::Request { made, .. } => made.as_ref().map_or_else(empty, |made| {
            let kind = sentence_case(of(lang, made.kind.both()));
            let whom = made.of.map_or_else(
                || requests::whole(lang),
                |member| who(member).unwrap_or_else(|| words::somebody(lang)),
            );
            requests::line(lang, &kind, &whom, &full_day(made.on))
        }),
        Fact::RequestCourse { course, .. } => course_words(lang, course),
        Fact::Member { fact, .. } => member_value(lang, fact),
    }
}

fn member_value(lang: Lang, fact: &MemberFact) -> String {
    match fact {
        MemberFact::Name(name) => name.to_string(),
        MemberFact::Sex(sex) => sex_words(lang, *sex),
        MemberFact::Birth(birth) => birth.map_or_else(|| words::empty(lang), birth_words),
        MemberFact::Insured(Some(true)) => words::insured_yes(lang),
        MemberFact::Insured(Some(false)) => words::insured_no(lang),
        MemberFact::Insured(None) => words::empty(lang),
        MemberFact::Occupation(text) if text.is_empty() => words::empty(lang),
        MemberFact::Occupation(text) => sentence_case(text),
        MemberFact::Work(work) => word(lang, *work),
        MemberFact::Attends(attends) => word(lang, *attends),
        MemberFact::Learnt(learnt) => word(lang, *learnt),
        MemberFact::Disability(disability) => word(lang, *disability),
        MemberFact::Allowance(allowance) => word(lang, *allowance),
        MemberFact::Malnourished(yes) | MemberFact::Online(yes) => yes_no(lang, *yes),
        MemberFact::Ethnicity(ethnicity) => word(lang, *ethnicity),
        MemberFact::Relation(relation) => relation_words(lang, *relation),
        MemberFact::Gone(None) => words::still_here(lang),
        MemberFact::Gone(why) => word(lang, *why),
    }
}

/// What is known of somebody's work, learning and allowances, and at the office of their ethnicity, where it is anything:
/// `đang học tiểu học`. What is sensitive of it, or what is not.
#[must_use]
pub fn life(lang: Lang, member: &Member, care: Sensitivity) -> Vec<String> {
    // What somebody wrote in words of their own says it better; only what helps is told beside it.
    let is_told = !member.occupation.is_empty();
    let work = member
        .work
        .filter(|work| !is_told || matches!(work, Work::NoContract | Work::Seeking));
    let attends = member
        .attends
        .filter(|is| !is_told && *is != Attends::Nothing);
    let malnourished = member.malnourished.filter(|is| *is);
    use MemberKey as Key;
    let told = [
        (Key::Work, work.map(Word::both)),
        (Key::Attends, attends.map(Word::both)),
        (
            Key::Learnt,
            member
                .learnt
                .filter(|is| *is != Learnt::Nothing)
                .map(Word::both),
        ),
        (
            Key::Disability,
            member
                .disability
                .filter(|is| *is != Disability::Nothing)
                .map(Word::both),
        ),
        (
            Key::Allowance,
            member
                .allowance
                .filter(|is| *is != Allowance::Nothing)
                .map(Word::both),
        ),
        (
            Key::Malnourished,
            malnourished.map(|_| Key::Malnourished.both()),
        ),
    ];
    let told = told
        .into_iter()
        .filter_map(|(key, words)| Some((key, of(lang, words?).to_owned())));
    let ethnicity = member.ethnicity.map(|is| {
        let name = of_person(lang, Key::Ethnicity);
        (
            Key::Ethnicity,
            words::line(lang, &name, of(lang, is.both())),
        )
    });
    let unread = member.unread().map(|(key, text)| {
        let name = of_person(lang, key);
        (key, words::line(lang, &name, &unread_words(lang, text)))
    });
    let all = told.chain(ethnicity).chain(unread);
    let meant = all.filter(|(key, _)| key.sensitivity() == care);
    meant.map(|(_, words)| words).collect()
}

/// `Không còn từ 01/11/2026: đã chuyển khỏi xã, phường`.
#[must_use]
pub fn ended_words(lang: Lang, ended: Ended) -> String {
    let why = of(lang, ended.why.both());
    match ended.why {
        Ending::NoSuch => sentence_case(why),
        _ => words::ended(lang, &full_day(ended.on), why),
    }
}

/// One of a few words, at the start of a line.
fn word<T: Word>(lang: Lang, word: Option<T>) -> String {
    word.map_or_else(
        || words::empty(lang),
        |word| sentence_case(of(lang, word.both())),
    )
}

fn yes_no(lang: Lang, yes: Option<bool>) -> String {
    match yes {
        Some(true) => words::yes(lang),
        Some(false) => words::no(lang),
        None => words::empty(lang),
    }
}

/// `Tivi, điện thoại thường`.
fn devices_words<'a>(lang: Lang, devices: impl Iterator<Item = &'a Device>) -> String {
    let names: Vec<_> = devices.map(|device| of(lang, device.both())).collect();
    if names.is_empty() {
        words::no_devices(lang)
    } else {
        sentence_case(&names.join(", "))
    }
}

/// `16,46; 107,59 (làm tròn khoảng 1 km)`.
fn place_words(lang: Lang, place: Place) -> String {
    let (latitude, longitude) = place.degrees();
    let degrees = format!("{latitude}; {longitude}").replace('.', ",");
    match place.coarseness() {
        Coarseness::Rounded => words::place_rounded(lang, &degrees),
        Coarseness::Agreed => degrees,
    }
}

/// `Nguyễn Văn An, con, nam, sinh 2015`.
fn added_words(lang: Lang, other: &Other) -> String {
    let born = other
        .member
        .birth
        .map(|birth| words::born(lang, &birth_words(birth)));
    let parts = [
        Some(other.member.name.to_string()),
        Some(relation_words(lang, other.relation).to_lowercase()),
        Some(sex_words(lang, other.member.sex).to_lowercase()),
        born,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn sex_words(lang: Lang, sex: Sex) -> String {
    match sex {
        Sex::Male => households::male(lang),
        Sex::Female => households::female(lang),
    }
}

/// `1958`, `02/03/1958`.
pub(crate) fn birth_words(birth: Birth) -> String {
    match birth {
        Birth::Date(day) => full_day(day),
        Birth::Year(year) => year.to_string(),
    }
}

/// `42,5 m²`.
pub(crate) fn area_words(area: f32) -> String {
    format!("{} m²", area.to_string().replace('.', ","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_domain::household::Leaving;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_fact_of_a_person_bears_their_name() {
        let id = MemberId(Uuid::nil());
        let known = |_| Some("Lê Thị Bưởi".to_owned());
        let name = |key| name_of(Lang::Vi, &FactKey::Member(id, key), &known);
        assert_eq!(name(MemberKey::Birth), "Năm sinh của Lê Thị Bưởi");
        assert_eq!(name(MemberKey::Gone), "Lê Thị Bưởi còn ở đây không");
        let nobody = name_of(Lang::Vi, &FactKey::Member(id, MemberKey::Gone), &|_| None);
        assert_eq!(nobody, "Một người trong hộ còn ở đây không");
    }

    #[wasm_bindgen_test]
    fn what_is_taken_back_has_words_too() {
        let said = |fact| member_value(Lang::Vi, &fact);
        assert_eq!(said(MemberFact::Insured(None)), "Để trống");
        assert_eq!(said(MemberFact::Occupation(String::new())), "Để trống");
        assert_eq!(said(MemberFact::Gone(None)), "Còn ở đây");
        assert_eq!(said(MemberFact::Gone(Some(Leaving::Died))), "Đã mất");
    }

    #[wasm_bindgen_test]
    fn numbers_and_births_are_written_as_people_write_them() {
        assert_eq!(area_words(42.5), "42,5 m²");
        assert_eq!(area_words(42.0), "42 m²");
        assert_eq!(birth_words(Birth::Year(1958)), "1958");
    }
}
