//! One more person in a household.

use dong_hanh_domain::{HouseholdChange, HouseholdId, MemberId};
use leptos::prelude::*;
use uuid::Uuid;

use super::saying::Saying;
use super::{ADD, address};
use crate::pages::households::new_form::{TypedOther, TypedPerson};
use crate::pages::households::new_person::{PersonFields, RelationField};
use crate::pages::households::new_saving::focus_first_fault;
use crate::pages::households::odd::OddIfSaid;
use crate::pages::households::typing::SaveDock;
use crate::replica::use_replica;
use crate::ui::{Bar, Page, use_lang};
use crate::words::{households, otherwise as words};

/// The page.
#[component]
pub(super) fn OnePerson(household: HouseholdId) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let saying = Saying::take_up(household, ADD.to_owned());
    let tried = RwSignal::new(false);
    let back = address(household, "");
    let say = saying.says(back.clone());
    let other = Memo::new(move |_| {
        let typed = saying.typed();
        let other = typed.and_then(|text| serde_json::from_str::<TypedOther>(&text).ok());
        other.unwrap_or_default()
    });
    let change = move |put: &dyn Fn(&mut TypedOther)| {
        let mut other = other.get_untracked();
        put(&mut other);
        let typed = (other != TypedOther::default()).then(|| serde_json::to_string(&other));
        saying.keep(typed.and_then(Result::ok));
    };
    let save = Callback::new(move |()| {
        tried.set(true);
        let other = other.get_untracked();
        match other.other(replica.new_member_id(), replica.today()) {
            Ok(other) => say.run(HouseholdChange::Add {
                member: Box::new(other),
            }),
            Err(_) => focus_first_fault(),
        }
    });
    let change_said = Signal::derive(move || {
        let nobody = MemberId(Uuid::nil());
        let member = other.read().other(nobody, replica.today()).ok()?;
        Some(HouseholdChange::Add {
            member: Box::new(member),
        })
    });
    let wrong = Signal::derive(move || {
        let fault = tried.get().then(|| other.read().relation().err());
        fault.flatten().map(|fault| fault.text(lang))
    });
    let head = move || {
        view! {
            <Bar back=back.clone() back_label=words::to_facts(lang) title=words::add(lang) sub=saying.page.state() />
        }
    };
    let dock = move || {
        view! { <SaveDock page=saying.page save=words::save_person(lang) on_save=save /> }
    };
    view! {
        <Page title=words::add(lang) head dock>
            <fieldset class="all" disabled=move || saying.page.following.get()>
                <div class="sheet">
                    <PersonFields
                        id="fact"
                        name_label=households::new_member_name(lang)
                        person=Signal::derive(move || other.read().person.clone())
                        change=move |person: TypedPerson| change(&|other| other.person.clone_from(&person))
                        tried
                    />
                    <RelationField
                        label=households::new_relation(lang)
                        value=Signal::derive(move || other.read().relation)
                        on_choose=move |relation| change(&|other| other.relation = Some(relation))
                        error=wrong
                    />
                    <OddIfSaid household change=change_said />
                </div>
            </fieldset>
        </Page>
    }
    .into_any()
}
