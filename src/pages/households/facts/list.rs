//! What is known of a household, and of a person in it: each row leads to where it is said otherwise.

use std::collections::BTreeSet;

use dong_hanh_domain::household::Left;
use dong_hanh_domain::{FactKey, Household, HouseholdId, Member, MemberId, MemberKey};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{ADD, Discard, TypedFacts, address, of_house};
use crate::pages::facts;
use crate::pages::households::people::about;
use crate::replica::{Replica, Typing, use_replica};
use crate::ui::{
    Bar, Icon, Line, LinkButton, Page, Reason, Row, Sheet, SyncPill, Tone, sentence_case, use_lang,
};
use crate::words::otherwise as words;
use crate::words::shell;

/// What is known here of a household, and what of it is on its way.
#[derive(Clone, PartialEq)]
struct Known {
    household: Household,
    unsent: BTreeSet<FactKey>,
    typed: TypedFacts,
}

impl Known {
    fn of(replica: Replica, id: HouseholdId) -> Option<Self> {
        Some(Self {
            household: replica.household(id)?,
            unsent: replica.unsent_facts(id),
            typed: TypedFacts::read(id, replica.typed(Typing::Facts(id)).as_deref()),
        })
    }

    /// Under a row: that something of it is typed, or that it waits.
    fn on_its_way(&self, lang: Lang, is_of_it: impl Fn(&FactKey) -> bool) -> AnyView {
        let typed = self.typed.typed.keys();
        let begun = typed
            .filter_map(|part| part.parse().ok())
            .any(|key| is_of_it(&key));
        let begun = begun.then(|| view! { <Line tone=Tone::Wait>{words::begun(lang)}</Line> });
        let unsent = self.unsent.iter().any(is_of_it).then(|| {
            view! { <span class="state">{Icon::Phone.small()} <span>{words::unsent(lang)}</span></span> }
        });
        view! { {begun} {unsent} }.into_any()
    }

    fn fact(&self, lang: Lang, replica: Replica, key: &FactKey, name: String) -> Option<AnyView> {
        let id = self.household.id;
        let fact = self.household.fact(key)?;
        let value = facts::known_in(lang, replica, &self.household, key)
            .unwrap_or_else(|| facts::value_in(lang, replica, &self.household, &fact));
        let on_its_way = self.on_its_way(lang, |other| other == key);
        let row = view! {
            <Row href=address(id, &key.to_string())>
                <span>{name}</span>
                <Line>{value}</Line>
                {on_its_way}
            </Row>
        };
        Some(row.into_any())
    }

    /// Somebody who lives there, or does not any more.
    fn person(&self, lang: Lang, member: &Member, part: &str, line: String) -> AnyView {
        let id = member.id;
        let of_them = move |key: &FactKey| matches!(key, FactKey::Member(whom, _) if *whom == id);
        let on_its_way = self.on_its_way(lang, of_them);
        let name = member.name.to_string();
        view! {
            <Row href=address(self.household.id, part)>
                <span class="name">{name}</span>
                <Line>{line}</Line>
                {on_its_way}
            </Row>
        }
        .into_any()
    }
}

/// All that is known of a household and may be said otherwise.
#[component]
pub(super) fn FactList(household: HouseholdId) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let known = Memo::new(move |_| Known::of(replica, household));
    let name = Signal::derive(move || {
        let row = replica.row(household);
        row.map(|row| row.called()).unwrap_or_default()
    });
    let head = move || {
        view! {
            <Bar back=format!("/households/{household}") back_label=words::to_household(lang) title=words::title(lang)>
                <SyncPill />
            </Bar>
        }
    };
    let sheets = move || known.get().map(|known| sheets(lang, replica, &known));
    view! {
        <Page title=words::title(lang) head>
            <div class="sheet">
                <p class="name">{name}</p>
                <p class="muted mt-1">{words::text(lang)}</p>
            </div>
            {sheets}
            <Discard household />
        </Page>
    }
    .into_any()
}

fn sheets(lang: Lang, replica: Replica, known: &Known) -> AnyView {
    let household = &known.household;
    let of_house = of_house().filter_map(|key| {
        // Of people who are asked one by one nobody is counted.
        if matches!(key, FactKey::Count(_)) && household.fact(&key)?.is_blank() {
            return None;
        }
        let name = facts::fact_name(replica, household.id, &key);
        known.fact(lang, replica, &key, name)
    });
    let of_house = of_house.collect_view();
    let people = household.members().map(|member| {
        let part = format!("member:{}", member.id);
        known.person(lang, member, &part, about(lang, household, member))
    });
    let people = people.collect_view();
    let begun = known.typed.typed.contains_key(ADD).then(|| {
        view! {
            <div class="mb-2"><Reason tone=Tone::Wait icon=Icon::Edit>{words::begun(lang)}</Reason></div>
        }
    });
    let left = (!household.left.is_empty()).then(|| {
        let rows = household.left.iter().map(|Left { who, why }| {
            // Nothing else is asked of somebody who has left.
            let gone = FactKey::Member(who.member.id, MemberKey::Gone);
            known.person(
                lang,
                &who.member,
                &gone.to_string(),
                sentence_case(why.words()),
            )
        });
        let rows = rows.collect_view();
        view! { <Sheet title=words::left(lang)><ul class="rows">{rows}</ul></Sheet> }
    });
    view! {
        <Sheet title=words::people(lang)><ul class="rows">{people}</ul></Sheet>
        <div class="sheet joined">
            {begun}
            <LinkButton wide=true icon=Icon::Plus href=address(household.id, ADD)>{words::add(lang)}</LinkButton>
        </div>
        <Sheet title=words::of_house(lang)><ul class="rows">{of_house}</ul></Sheet>
        {left}
    }
    .into_any()
}

/// What somebody who comes to the door may say of a person. Ethnicity is none of it: no visit needs it.
const OF_PERSON: [MemberKey; 14] = [
    MemberKey::Name,
    MemberKey::Sex,
    MemberKey::Birth,
    MemberKey::Insured,
    MemberKey::Occupation,
    MemberKey::Work,
    MemberKey::Attends,
    MemberKey::Learnt,
    MemberKey::Disability,
    MemberKey::Allowance,
    MemberKey::Malnourished,
    MemberKey::Online,
    MemberKey::Relation,
    MemberKey::Gone,
];

/// All that is known of somebody in a household.
#[component]
pub(super) fn PersonFacts(household: HouseholdId, member: MemberId) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let known = Memo::new(move |_| Known::of(replica, household));
    let name = Memo::new(move |_| {
        let known = known.read();
        let mut people = known.iter().flat_map(|known| known.household.members());
        let person = people.find(|person| person.id == member);
        person.map_or_else(|| words::gone_title(lang), |person| person.name.to_string())
    });
    let head = move || {
        view! {
            <Bar back=address(household, "") back_label=words::to_facts(lang) title=name><SyncPill /></Bar>
        }
    };
    let rows = move || {
        known
            .get()
            .map(|known| of_person(lang, replica, &known, member))
    };
    view! { <Page title=shell::tab_person(lang) head>{rows}</Page> }.into_any()
}

fn of_person(lang: Lang, replica: Replica, known: &Known, member: MemberId) -> AnyView {
    let household = &known.household;
    let heads = household.head.id == member;
    if !household.members().any(|person| person.id == member) {
        return view! { <p class="sheet">{words::gone_text(lang)}</p> }.into_any();
    }
    let keys = OF_PERSON
        .iter()
        .filter(|key| !heads || **key != MemberKey::Gone);
    let rows = keys.filter_map(|key| {
        let name = facts::of_person(lang, *key);
        known.fact(lang, replica, &FactKey::Member(member, *key), name)
    });
    let rows = rows.collect_view();
    let first_another = heads.then(|| {
        let href = address(household.id, &FactKey::Head.to_string());
        view! {
            <div class="sheet">
                <Reason icon=Icon::Question>
                    {words::head_gone(lang)} " " <a class="link tall" href=href>{words::who_heads(lang)}</a>
                </Reason>
            </div>
        }
    });
    view! { <div class="sheet"><ul class="rows">{rows}</ul></div> {first_another} }.into_any()
}
