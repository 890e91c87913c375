//! A household that a volunteer found: a few things, saved as one operation, then visited at once.

use dong_hanh_domain::{HamletId, Relation};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::new_form::{Fault, Typed, TypedOther, TypedPerson};
use super::new_person::PersonFields;
use super::people::relation_words;
use crate::device::SaveError;
use crate::device::preferences;
use crate::replica::use_replica;
use crate::ui::{
    Banner, Bar, Button, Choices, Icon, Look, Page, Sheet, SyncPill, TextField, Tone, focus_soon,
    sentence_case, use_lang, use_toaster,
};
use crate::words::households as words;

/// Where what was typed waits until it is saved, so that a reload costs nothing.
const KEPT: &str = "dong-hanh.new-household";

const HEAD: &str = "new-head";

/// The page.
#[component]
pub fn NewHouseholdPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let typed = RwSignal::new(preferences::read::<Typed>(KEPT).unwrap_or_default());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    Effect::new(move || preferences::write(KEPT, &*typed.read()));

    let hamlets: Vec<(HamletId, String)> = {
        let mine = replica.me().role.hamlets().clone();
        let of_mine = replica
            .hamlets()
            .into_iter()
            .filter(|hamlet| mine.contains(&hamlet.id));
        of_mine
            .map(|hamlet| (hamlet.id, sentence_case(&hamlet.full_name())))
            .collect()
    };
    if let [(only, _)] = hamlets[..] {
        typed.update(|typed| typed.hamlet = Some(only));
    }

    let navigate = use_navigate();
    let save = move |()| {
        tried.set(true);
        failed.set(None);
        let household = typed.read_untracked().household(
            replica.today(),
            || replica.new_member_id(),
            |hamlet, head| replica.new_household(hamlet, head),
        );
        let Ok(household) = household else {
            return focus_first_fault();
        };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match replica.register_household(household).await {
                Ok(id) => {
                    // The page may have been left; what was typed is a household now all the same.
                    drop(typed.try_set(Typed::default()));
                    preferences::write(KEPT, &Typed::default());
                    if busy.try_set(false).is_none() {
                        navigate(
                            &format!("/households/{id}"),
                            NavigateOptions {
                                replace: true,
                                ..NavigateOptions::default()
                            },
                        );
                    }
                }
                Err(error) => {
                    let _ = busy.try_set(false);
                    drop(failed.try_set(Some(error)));
                }
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::new_saving(lang)));
    let missing = Memo::new(move |_| {
        if tried.get() {
            typed.read().faults(replica.today())
        } else {
            0
        }
    });

    let head = move || {
        view! {
            <Bar back="/households" back_label=words::back(lang) title=words::new_title(lang)><SyncPill /></Bar>
        }
    };
    let save = Callback::new(save);
    let dock = move || {
        view! {
            <div class="dock-one">
                {move || failed.get().map(|error| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> })}
                {move || (missing.get() > 0).then(|| view! { <p class="small t-bad mb-2" role="status">{words::new_missing(lang, missing.get())}</p> })}
                <Button look=Look::Primary main=true wide=true busy=verb on_press=save>{words::new_save(lang)}</Button>
            </div>
        }
    };
    let fault = move |find: fn(&Typed) -> Option<Fault>| {
        Signal::derive(move || {
            tried
                .get()
                .then(|| find(&typed.read()))
                .flatten()
                .map(|fault| fault.text(lang))
        })
    };
    view! {
        <Page title=words::new_title(lang) head dock>
            <div class="sheet">
                <p class="muted mb-4">{words::new_text(lang)}</p>
                <PersonFields
                    id=HEAD
                    name_label=words::new_name(lang)
                    person=Signal::derive(move || typed.read().head.clone())
                    change=move |person: TypedPerson| typed.update(|typed| typed.head = person)
                    tried
                />
                {(hamlets.len() > 1).then(|| view! {
                    <Choices
                        label=words::new_hamlet(lang)
                        options=hamlets.clone()
                        value=Signal::derive(move || typed.read().hamlet)
                        on_choose=move |hamlet| typed.update(|typed| typed.hamlet = Some(hamlet))
                        error=fault(|typed| typed.hamlet().err())
                    />
                })}
                <Same typed />
                <TextField
                    label=words::new_address(lang)
                    hint=words::new_address_hint(lang)
                    value=Signal::derive(move || typed.read().address.clone())
                    on_type=move |text: String| typed.update(|typed| typed.address = text)
                />
                <TextField
                    label=words::new_phone(lang)
                    hint=words::new_phone_hint(lang)
                    value=Signal::derive(move || typed.read().phone.clone())
                    on_type=move |text: String| typed.update(|typed| typed.phone = text)
                    error=fault(|typed| typed.phone().err())
                    kind="tel"
                    inputmode="tel"
                />
            </div>
            <Others typed tried />
            <Discard typed tried />
        </Page>
    }
    .into_any()
}

/// Empties the page, and can be taken back; nothing while nothing was typed.
#[component]
fn Discard(typed: RwSignal<Typed>, tried: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let toaster = use_toaster();
    let has_words = Memo::new(move |_| typed.read().has_words());
    let discard = move |()| {
        let before = typed.get_untracked();
        let hamlet = before.hamlet;
        typed.set(Typed {
            hamlet,
            ..Typed::default()
        });
        tried.set(false);
        focus_soon(HEAD.to_owned());
        let undo = move || {
            // The page may have been left: then what was typed waits where it always does.
            if typed.try_set(before.clone()).is_some() {
                preferences::write(KEPT, &before);
            }
        };
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

/// Brings the first place that is wrong to the eye, once it is marked.
fn focus_first_fault() {
    request_animation_frame(|| {
        let first = document()
            .query_selector(".q.has-error input")
            .ok()
            .flatten();
        if let Some(id) = first.map(|input| crate::ui::ensure_id(&input)) {
            focus_soon(id);
        }
    });
}

/// Somebody of this name lives in the hamlet already: asked, not forbidden.
#[component]
fn Same(typed: RwSignal<Typed>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let same = Memo::new(move |_| typed.read().same_as(&replica.households()));
    move || {
        same.get().and_then(|id| replica.row(id)).map(|row| {
            view! {
                <div class="q">
                    <Banner tone=Tone::Wait icon=Icon::Question title=words::same_title(lang)>
                        <p class="small">{words::same_text(lang)}</p>
                        <a class="link" href=format!("/households/{}", row.id)>{row.name.to_string()}</a>
                    </Banner>
                </div>
            }
        })
    }
}

#[component]
fn Others(typed: RwSignal<Typed>, tried: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| typed.read().others.len());
    let add = move |()| {
        let number = typed.read_untracked().others.len();
        typed.update(|typed| typed.others.push(TypedOther::default()));
        focus_soon(other_id(number));
    };
    view! {
        <Sheet title=words::new_members(lang)>
            {move || (0..count.get()).map(|index| view! { <OtherFields typed tried index /> }).collect_view()}
            <Button wide=true icon=Icon::Plus class="mt-4" on_press=add>{words::new_member_add(lang)}</Button>
        </Sheet>
    }
    .into_any()
}

fn other_id(index: usize) -> String {
    format!("new-other-{index}")
}

#[component]
fn OtherFields(typed: RwSignal<Typed>, tried: RwSignal<bool>, index: usize) -> impl IntoView {
    let lang = use_lang();
    // Read for a moment longer than the person is there, while the page takes their fields away.
    let other = Memo::new(move |_| typed.read().others.get(index).cloned().unwrap_or_default());
    let change = move |put: &dyn Fn(&mut TypedOther)| {
        typed.update(|typed| {
            if let Some(other) = typed.others.get_mut(index) {
                put(other);
            }
        });
    };
    let relations = [
        Relation::Spouse,
        Relation::Child,
        Relation::Grandchild,
        Relation::Parent,
        Relation::Sibling,
        Relation::Other,
    ];
    let relations = relations
        .into_iter()
        .map(|relation| (relation, relation_words(lang, relation)))
        .collect::<Vec<_>>();
    let wrong = Signal::derive(move || {
        tried
            .get()
            .then(|| other.read().relation().err())
            .flatten()
            .map(|fault| fault.text(lang))
    });
    let remove = move |()| {
        typed.update(|typed| {
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
                tried
            />
            <Choices
                label=words::new_relation(lang)
                options=relations
                value=Signal::derive(move || other.read().relation)
                on_choose=move |relation| change(&|other| other.relation = Some(relation))
                error=wrong
            />
        </div>
    }
    .into_any()
}
