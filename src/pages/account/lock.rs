//! The PIN of this phone, when it locks by itself, and locking it now.

use dong_hanh_form::Lang;
use dong_hanh_vault::Pin;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::preferences;
use crate::form;
use crate::pages::households;
use crate::pages::sign_in::unfit;
use crate::replica::{Replica, use_replica, use_session};
use crate::ui::{
    Banner, Button, Choices, Icon, IconButton, Panel, PinPad, Sheet, Toaster, Tone, use_lang,
    use_toaster,
};
use crate::words::{account, vault as words};

/// The part of the page.
#[component]
pub(crate) fn Lock() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let changes = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let minutes = RwSignal::new(preferences::locks_after());
    let choices =
        preferences::LOCKS_AFTER.map(|minutes| (minutes, words::after_minutes(lang, minutes)));
    // After success the page is gone, and its signals with it.
    let lock = move |()| {
        let is_locked = session.lock();
        refused.try_set(!is_locked);
    };
    let choose = move |chosen| {
        minutes.set(chosen);
        preferences::set_locks_after(chosen);
    };
    view! {
        <Sheet title=words::title(lang)>
            <Button wide=true on_press=move |()| changes.set(true)>{words::change(lang)}</Button>
            <div class="mt-4">
                <Choices
                    label=words::after(lang)
                    options=choices.to_vec()
                    value=Signal::derive(move || Some(minutes.get()))
                    on_choose=choose
                />
            </div>
            <p class="small muted mt-2">{words::after_hint(lang)}</p>
            {move || refused.get().then(|| view! {
                <Banner tone=Tone::Wait icon=Icon::Attention title=account::lock_unwritten(lang) />
            })}
            <Button wide=true class="mt-4" icon=Icon::Lock on_press=lock>{account::lock(lang)}</Button>
            <p class="small muted mt-2">{account::lock_text(lang)}</p>
            <Panel open=changes title=words::change(lang) done=words::change_not(lang)>
                <ChangePin open=changes />
            </Panel>
        </Sheet>
    }
    .into_any()
}

/// Locks at once; for a page on which nobody writes anything.
#[component]
pub(crate) fn LockButton() -> impl IntoView {
    let (lang, session, toaster) = (use_lang(), use_session(), use_toaster());
    let lock = move |()| {
        if !session.lock() {
            toaster.say(account::lock_unwritten(lang));
        }
    };
    view! { <IconButton icon=Icon::Lock label=account::lock(lang) on_press=lock /> }.into_any()
}

/// Whether something on the screen is not stored yet, or runs.
pub(crate) fn is_unwritten() -> bool {
    form::has_unwritten() || households::has_unwritten()
}

/// The PIN of now, the one that takes its place, and that once more.
#[derive(Clone)]
enum Step {
    Old,
    New(Pin),
    Again(Pin, Pin),
}

#[derive(Clone, Copy)]
struct Change {
    lang: Lang,
    replica: Replica,
    toaster: Toaster,
    open: RwSignal<bool>,
    step: RwSignal<Step>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

impl Change {
    fn take(self, text: &str) {
        self.failed.set(None);
        match (self.step.get_untracked(), Pin::chosen(text)) {
            (Step::Old, _) => {
                if let Some(old) = Pin::typed(text) {
                    self.step.set(Step::New(old));
                }
            }
            (Step::New(old), Ok(new)) => self.step.set(Step::Again(old, new)),
            (Step::New(_), Err(why)) => self.failed.set(Some(unfit(self.lang, why))),
            (Step::Again(old, new), Ok(again)) if new == again => self.send(old, new),
            (Step::Again(old, _), _) => {
                self.failed.set(Some(words::differs(self.lang)));
                self.step.set(Step::New(old));
            }
        }
    }

    fn send(self, old: Pin, new: Pin) {
        self.busy.set(true);
        spawn_local(async move {
            let changed = self.replica.change_pin(&old, &new).await;
            let there = self.busy.try_set(false).is_none();
            match changed {
                Ok(()) => {
                    self.toaster.say(words::changed(self.lang));
                    self.open.set(false);
                }
                Err(error) if there => {
                    self.failed.set(Some(error.text(self.lang)));
                    self.step.set(Step::Old);
                }
                Err(_) => {}
            }
        });
    }
}

#[component]
fn ChangePin(open: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let change = Change {
        lang,
        replica: use_replica(),
        toaster: use_toaster(),
        open,
        step: RwSignal::new(Step::Old),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    let asks = move || match (change.busy.get(), change.step.get()) {
        (true, _) => words::locking(lang),
        (false, Step::Old) => words::old(lang),
        (false, Step::New(_)) => words::choose_new_title(lang),
        (false, Step::Again(..)) => words::again(lang),
    };
    let typed = RwSignal::new(String::new());
    view! {
        {move || change.failed.get().map(|text| view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=text />
        })}
        <p class="mt-2 mb-4" role="status">{asks}</p>
        <PinPad typed busy=change.busy on_full=move |text: String| change.take(&text) />
    }
    .into_any()
}
