//! A household that a volunteer found: a few things, saved as one operation, then visited at once.

use dong_hanh_domain::HamletId;
use leptos::prelude::*;

use super::new_form::{Typed, TypedOther, TypedPerson};
use super::new_person::{PersonFields, RelationField};
use super::new_same::{NearTyped, Same};
use super::new_saving::Entry;
use super::odd::OddInTyped;
use super::typing::SaveDock;
use crate::replica::{Replica, use_replica};
use crate::ui::{
    Bar, Button, Choices, Icon, Look, Page, Sheet, SyncPill, TextField, focus_soon, sentence_case,
    use_lang, use_toaster,
};
use crate::words::households as words;

const HEAD: &str = "new-head";

/// The page.
#[component]
pub fn NewHouseholdPage() -> impl IntoView {
    let lang = use_lang();
    let entry = Entry::take_up();
    let kept = entry.page.state();
    let head = move || {
        view! {
            <Bar back="/households" back_label=words::back(lang) title=words::new_title(lang) sub=kept><SyncPill /></Bar>
        }
    };
    let save = entry.saving();
    let same = NearTyped::of(entry.typed);
    let missing = Memo::new(move |_| entry.faults());
    let dock = move || {
        view! {
            <SaveDock page=entry.page save=words::new_save(lang) on_save=save>
                {move || (missing.get() > 0).then(|| view! { <p class="small t-bad mb-2" role="status">{words::new_missing(lang, missing.get())}</p> })}
            </SaveDock>
        }
    };
    view! {
        <Page title=words::new_title(lang) head dock>
            <fieldset class="all" disabled=move || entry.page.following.get()>
                <div class="sheet">
                    <p class="muted mb-4">{words::new_text(lang)}</p>
                    <PersonFields
                        id=HEAD
                        name_label=words::new_name(lang)
                        person=Signal::derive(move || entry.typed.read().head.clone())
                        change=move |person: TypedPerson| entry.change(|typed| typed.head = person)
                        tried=entry.tried
                    />
                    <OddInTyped typed=entry.typed other=None />
                    <Hamlets entry />
                    <Same near=same.named />
                    <Reached entry />
                    <Same near=same.reached />
                </div>
                <Others entry />
                <Discard entry />
            </fieldset>
        </Page>
    }
    .into_any()
}

/// In which of his hamlets; nothing is asked of a volunteer who has one.
#[component]
fn Hamlets(entry: Entry) -> impl IntoView {
    let lang = use_lang();
    let hamlets = hamlets_of(use_replica());
    if let [(only, _)] = hamlets[..] {
        entry.change(|typed| typed.hamlet = Some(only));
        return ().into_any();
    }
    view! {
        <Choices
            label=words::new_hamlet(lang)
            options=hamlets
            value=Signal::derive(move || entry.typed.read().hamlet)
            on_choose=move |hamlet| entry.change(|typed| typed.hamlet = Some(hamlet))
            error=entry.fault(|typed| typed.hamlet().err())
        />
    }
    .into_any()
}

/// The hamlets that were given to who uses this device.
fn hamlets_of(replica: Replica) -> Vec<(HamletId, String)> {
    let mine = replica.me().role.hamlets().clone();
    let hamlets = replica.hamlets().into_iter();
    hamlets
        .filter(|hamlet| mine.contains(&hamlet.id))
        .map(|hamlet| (hamlet.id, sentence_case(&hamlet.full_name())))
        .collect()
}

/// How the household is found and called.
#[component]
fn Reached(entry: Entry) -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField
            label=words::new_address(lang)
            hint=words::new_address_hint(lang)
            value=Signal::derive(move || entry.typed.read().address.clone())
            on_type=move |text: String| entry.change(|typed| typed.address = text)
        />
        <TextField
            label=words::new_phone(lang)
            hint=words::new_phone_hint(lang)
            value=Signal::derive(move || entry.typed.read().phone.clone())
            on_type=move |text: String| entry.change(|typed| typed.phone = text)
            error=entry.fault(|typed| typed.phone().err())
            kind="tel"
            inputmode="tel"
        />
    }
    .into_any()
}

/// Empties the page, and can be taken back; nothing while nothing was typed.
#[component]
fn Discard(entry: Entry) -> impl IntoView {
    let lang = use_lang();
    let toaster = use_toaster();
    let has_words = Memo::new(move |_| entry.typed.read().has_words());
    let discard = move |()| {
        let before = entry.typed.get_untracked();
        let hamlet = before.hamlet;
        entry.change(|typed| {
            *typed = Typed {
                hamlet,
                ..Typed::default()
            };
        });
        entry.tried.set(false);
        focus_soon(HEAD.to_owned());
        let undo = move || entry.keep(before.clone());
        toaster.say_with_undo(words::new_discarded(lang), words::undo(lang), undo);
    };
    move || {
        has_words.get().then(|| {
            view! {
                <div class="sheet">
                    <Button look=Look::Quiet wide=true on_press=discard>{words::new_discard(lang)}</Button>
                </div>
            }
        })
    }
}

#[component]
fn Others(entry: Entry) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| entry.typed.read().others.len());
    let add = move |()| {
        let number = entry.typed.read_untracked().others.len();
        entry.change(|typed| typed.others.push(TypedOther::default()));
        focus_soon(other_id(number));
    };
    view! {
        <Sheet title=words::new_members(lang)>
            {move || (0..count.get()).map(|index| view! { <OtherFields entry index /> }).collect_view()}
            <Button wide=true icon=Icon::Plus class="mt-4" on_press=add>{words::new_member_add(lang)}</Button>
        </Sheet>
    }
    .into_any()
}

fn other_id(index: usize) -> String {
    format!("new-other-{index}")
}

#[component]
fn OtherFields(entry: Entry, index: usize) -> impl IntoView {
    let lang = use_lang();
    // Read for a moment longer than the person is there, while the page takes their fields away.
    let other = Memo::new(move |_| {
        entry
            .typed
            .read()
            .others
            .get(index)
            .cloned()
            .unwrap_or_default()
    });
    let change = move |put: &dyn Fn(&mut TypedOther)| {
        entry.change(|typed| {
            if let Some(other) = typed.others.get_mut(index) {
                put(other);
            }
        });
    };
    let wrong = Signal::derive(move || {
        entry
            .tried
            .get()
            .then(|| other.read().relation().err())
            .flatten()
            .map(|fault| fault.text(lang))
    });
    let remove = move |()| {
        entry.change(|typed| {
            typed.others.remove(index);
        });
    };
    view! {
        <div class="q person" role="group" aria-label=words::new_member(lang, index + 1)>
            <div class="sheet-head">
                <h3>{words::new_member(lang, index + 1)}</h3>
                <Button look=Look::Quiet on_press=remove>{words::new_member_remove(lang)}</Button>
            </div>
            <PersonFields
                id=other_id(index)
                name_label=words::new_member_name(lang)
                person=Signal::derive(move || other.read().person.clone())
                change=move |person: TypedPerson| change(&|other| other.person.clone_from(&person))
                tried=entry.tried
            />
            <RelationField
                label=words::new_relation(lang)
                value=Signal::derive(move || other.read().relation)
                on_choose=move |relation| change(&|other| other.relation = Some(relation))
                error=wrong
            />
            <OddInTyped typed=entry.typed other=Some(index) />
        </div>
    }
    .into_any()
}
