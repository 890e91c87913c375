//! One fact: what the record has, the control that fits it, and what says it.

use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::{
    Fact, FactKey, Household, HouseholdChange, HouseholdId, MemberKey, Relation,
};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::measured::Measured;
use super::saying::Saying;
use super::{address, kept};
use crate::pages::facts::{self, Control};
use crate::pages::households::new_person::RelationField;
use crate::pages::households::odd::OddIfSaid;
use crate::pages::households::typing::SaveDock;
use crate::replica::{Replica, use_replica, values};
use crate::ui::{
    Bar, Button, Choices, Icon, Look, Page, Reason, TextField, Tone, focus_soon, use_lang,
};
use crate::words::otherwise as words;

const FIELD: &str = "fact";

/// The page.
#[component]
pub(super) fn OneFact(household: HouseholdId, key: FactKey) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let Some(known) = untrack(|| replica.household(household)) else {
        return ().into_any();
    };
    let saying = Saying::take_up(household, key.to_string());
    let name = untrack(|| facts::fact_name(replica, household, &key));
    let kind = facts::fact_kind(lang, &key);
    let back = address(household, &beside(&key));
    let say = saying.says(back.clone());
    let stands = saying.stands(back.clone());
    let (control, read) = match facts::control(&known, &key) {
        Control::Text(mode) => text(lang, replica, saying, &known, &key, mode),
        Control::Pick(facts) => pick(lang, replica, saying, &known, &key, facts),
    };
    let save = Callback::new(move |()| match untrack(|| read.run(())) {
        // Whoever leaves all as it is says nothing of it.
        Ok(fact) if untrack(|| saying.typed()).is_none() => stands.run(fact),
        Ok(fact) => say.run(HouseholdChange::Set(fact)),
        Err(why) => {
            saying.fault.set(Some(why));
            focus_soon(FIELD.to_owned());
        }
    });
    let change = Signal::derive(move || read.run(()).ok().map(HouseholdChange::Set));
    let title = name.clone();
    let head = move || {
        view! {
            <Bar back=back.clone() back_label=words::to_facts(lang) title=title.clone() sub=saying.page.state() />
        }
    };
    let dock = move || {
        view! { <SaveDock page=saying.page save=words::save(lang) on_save=save /> }
    };
    view! {
        <Page title=kind head dock>
            <fieldset class="all" disabled=move || saying.page.following.get()>
                <div class="sheet">
                    {known_as(lang, replica, household, key.clone())}
                    {control}
                    <OddIfSaid household change />
                </div>
                {none(lang, &key, say)}
            </fieldset>
        </Page>
    }
    .into_any()
}

/// The last part of the address of the page on which a fact stands beside others.
fn beside(key: &FactKey) -> String {
    match key {
        // Who has gone has no page of their own.
        FactKey::Member(_, MemberKey::Gone) => String::new(),
        FactKey::Member(member, _) => format!("member:{member}"),
        _ => String::new(),
    }
}

/// What the record has now, and what others say.
fn known_as(lang: Lang, replica: Replica, household: HouseholdId, key: FactKey) -> AnyView {
    let of = key.clone();
    let known = Memo::new(move |_| {
        let fact = replica.household(household)?.fact(&of)?;
        Some(facts::fact_value(replica, household, &fact))
    });
    let others = Memo::new(move |_| {
        let open = replica.open_conflicts();
        let mut open = open.iter();
        let conflict = open.find(|one| one.household == household && one.id.fact == key)?;
        let values = values(conflict).into_iter();
        let values = values.map(|sides| facts::fact_value(replica, household, &sides[0].fact));
        Some(values.collect::<Vec<_>>().join("; "))
    });
    view! {
        <p class="muted mb-4">
            {move || known.get().map_or_else(|| words::gone_text(lang), |known| words::known(lang, &known))}
        </p>
        {move || others.get().map(|others| view! {
            <div class="mb-4"><Reason tone=Tone::Wait icon=Icon::Swap>{words::differ(lang, &others)}</Reason></div>
        })}
    }
    .into_any()
}

/// What the record has while nothing is typed: what it had when the page was opened may be somebody's old word.
fn recorded(replica: Replica, household: HouseholdId, key: &FactKey) -> Memo<Option<Fact>> {
    let key = key.clone();
    Memo::new(move |_| replica.household(household)?.fact(&key))
}

/// What is on the page as a fact, or what is to be mended.
type OnScreen = Callback<(), Result<Fact, String>>;

fn text(
    lang: Lang,
    replica: Replica,
    saying: Saying,
    household: &Household,
    key: &FactKey,
    inputmode: Option<&'static str>,
) -> (AnyView, OnScreen) {
    let before = recorded(replica, household.id, key);
    let before = Memo::new(move |_| before.read().as_ref().map(facts::typed).unwrap_or_default());
    let value = Signal::derive(move || saying.typed().unwrap_or_else(|| before.get()));
    let change = move |text: String| {
        saying.keep((text != *before.read_untracked()).then_some(text));
    };
    let of = key.clone();
    let read = Callback::new(move |()| facts::read(&of, &value.get(), replica.today(), lang));
    let is_name = matches!(key, FactKey::Member(_, MemberKey::Name));
    let measured = matches!(key, FactKey::Place)
        .then(|| view! { <Measured value on_change=Callback::new(change) /> });
    let field = view! {
        <TextField
            id=FIELD
            label=facts::fact_name(replica, household.id, key)
            value
            on_type=change
            error=saying.fault
            inputmode=inputmode.unwrap_or("text")
            autocapitalize=if is_name { "words" } else { "sentences" }
        />
        {measured}
    };
    (field.into_any(), read)
}

fn pick(
    lang: Lang,
    replica: Replica,
    saying: Saying,
    household: &Household,
    key: &FactKey,
    facts: Vec<Fact>,
) -> (AnyView, OnScreen) {
    let words = facts.iter().enumerate();
    let options = words
        .map(|(at, fact)| (at, facts::fact_value(replica, household.id, fact)))
        .collect::<Vec<_>>();
    let before = recorded(replica, household.id, key);
    let chosen = Memo::new(move |_| {
        let typed = saying.typed();
        let typed = typed.and_then(|text| serde_json::from_str::<Fact>(&text).ok());
        typed.or_else(|| before.get())
    });
    let facts = StoredValue::new(facts);
    let value = Signal::derive(move || {
        let chosen = chosen.read();
        let facts = facts.read_value();
        facts
            .iter()
            .position(|fact| chosen.as_ref().is_some_and(|chosen| chosen.agrees(fact)))
    });
    let keep = move |fact: Fact| {
        let known = before.read_untracked();
        let is_known = known.as_ref().is_some_and(|known| known.agrees(&fact));
        saying.keep(if is_known { None } else { kept(&fact) });
    };
    let opened = household.clone();
    let of = Memo::new(move |_| {
        let known = replica.household(opened.id);
        known.unwrap_or_else(|| opened.clone())
    });
    let choose = move |at: usize| {
        if let Some(fact) = facts.read_value().get(at).cloned() {
            keep(after(&of.read_untracked(), fact));
        }
    };
    let read = Callback::new(move |()| {
        let chosen = chosen.get();
        chosen.ok_or_else(|| crate::words::facts::choose_first(lang))
    });
    let label = match key {
        FactKey::Head => words::who_heads(lang),
        key => facts::fact_name(replica, household.id, key),
    };
    let heading = Memo::new(move |_| match chosen.get() {
        Some(Fact::Head(heading)) if heading.who != of.read().head.id => Some(heading),
        _ => None,
    });
    // It is drawn once for whoever is the head no more: drawn anew with each choice it would lose the focus.
    let before_them = Memo::new(move |_| {
        let changes = heading.read().is_some();
        changes.then(|| of.read().head.name.to_string())
    });
    let former = move || {
        let name = before_them.get()?;
        let value = Signal::derive(move || heading.get().map(|heading| heading.former));
        let relate = move |former| {
            if let Some(heading) = heading.get_untracked() {
                keep(Fact::Head(Heading { former, ..heading }));
            }
        };
        Some(view! {
            <RelationField label=words::former(lang, &name) value on_choose=relate />
            <p class="q-before mt-3">{words::head_hint(lang)}</p>
        })
    };
    let view = view! {
        <Choices id=FIELD label options value on_choose=choose error=saying.fault />
        {former}
    };
    (view.into_any(), read)
}

/// A choice with what follows from it: what the head before is to somebody who was this to them.
fn after(household: &Household, fact: Fact) -> Fact {
    let Fact::Head(heading) = fact else {
        return fact;
    };
    let mut others = household.others.iter();
    let next = others.find(|other| other.member.id == heading.who);
    let former = match next.map(|next| next.relation) {
        Some(Relation::Spouse) => Relation::Spouse,
        Some(Relation::Child) => Relation::Parent,
        Some(Relation::Parent) => Relation::Child,
        Some(Relation::Sibling) => Relation::Sibling,
        _ => Relation::Other,
    };
    Fact::Head(Heading { former, ..heading })
}

/// Says that there is none, where it is typed and may be so.
fn none(lang: Lang, key: &FactKey, say: Callback<HouseholdChange>) -> Option<AnyView> {
    let empty = facts::empty(key)?;
    let press = move |()| say.run(HouseholdChange::Set(empty.clone()));
    Some(view! {
        <div class="sheet"><Button look=Look::Quiet wide=true on_press=press>{words::none(lang)}</Button></div>
    }
    .into_any())
}
