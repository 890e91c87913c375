//! Something that is typed on an open page, and where it is; and the dock that saves it.

use dong_hanh_sync::device::Phase;
use leptos::prelude::*;

use super::keeping::Keeper;
use crate::form::Keeping;
use crate::pages::visit::not_kept;
use crate::replica::{Replica, SaveError, Typing, use_replica};
use crate::ui::{Banner, Button, Icon, Look, Tone, use_lang};
use crate::words::{households as words, visit};

/// What is typed; a handle that lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct OnPage {
    what: Typing,
    /// As it is stored; nothing where nothing was typed.
    pub(super) typed: RwSignal<Option<String>>,
    /// Where it is.
    pub(super) keeping: Signal<Keeping>,
    /// Whether another tab works, so that this one only shows.
    pub(super) following: Memo<bool>,
    /// It is being said.
    pub(super) busy: RwSignal<bool>,
    /// Why it could not be said.
    pub(super) failed: RwSignal<Option<SaveError>>,
    replica: Replica,
}

impl OnPage {
    /// Goes on with what was typed before, where it was not said.
    pub(super) fn take_up(what: Typing) -> Self {
        let replica = use_replica();
        let keeper = Keeper::of(replica, what);
        keeper.renew();
        let keeping = keeper.keeping.clone();
        let page = Self {
            what,
            typed: RwSignal::new(keeper.typed()),
            keeping: Signal::derive(move || keeping.get()),
            following: Memo::new(move |_| {
                matches!(replica.sync().phase, Phase::Starting | Phase::Following)
            }),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            replica,
        };
        page.go_with_other_tabs();
        page
    }

    /// What another tab has stored is shown; what could not be stored while it worked is written afterwards.
    fn go_with_other_tabs(self) {
        Effect::new(move |_| {
            self.replica.track_reloaded();
            let keeper = self.keeper();
            keeper.renew();
            let typed = keeper.typed();
            if *self.typed.read_untracked() != typed {
                self.typed.set(typed);
            }
        });
        Effect::new(move |_| {
            if !self.following.get() {
                self.retry();
            }
        });
    }

    /// Tries again to keep what could not be kept.
    pub(super) fn retry(self) {
        self.keeper().write();
    }

    /// Puts words in the place of those that were typed, also when the page has been left.
    pub(super) fn keep(self, typed: Option<String>) {
        self.keeper().keep(typed.clone());
        drop(self.typed.try_set(typed));
    }

    /// It is being said: nothing more of it is written, and a failure before is no news.
    pub(super) fn begin(self) {
        self.failed.set(None);
        self.busy.set(true);
        self.keeper().hand_on();
    }

    /// The same, from what is kept.
    pub(super) fn change(self, change: impl FnOnce(Option<&str>) -> Option<String>) {
        let kept = self.keeper().typed();
        self.keep(change(kept.as_deref()));
    }

    /// It was not said, and is kept as it was.
    pub(super) fn take_back(self) {
        self.keeper().take_back();
        let _ = self.busy.try_set(false);
    }

    /// The same, as it could not be stored.
    pub(super) fn fail(self, error: SaveError) {
        self.take_back();
        drop(self.failed.try_set(Some(error)));
    }

    /// Where what was typed is, in words; while nothing is, the line keeps its place.
    pub(super) fn state(self) -> Signal<String> {
        let lang = use_lang();
        Signal::derive(move || match self.keeping.get() {
            Keeping::Kept { .. } if self.typed.read().is_some() => words::new_kept(lang),
            Keeping::Kept { .. } => "\u{a0}".to_owned(),
            Keeping::Writing => visit::saving(lang),
            Keeping::Failed(_) => visit::not_saved(lang),
        })
    }

    fn keeper(self) -> std::rc::Rc<Keeper> {
        Keeper::of(self.replica, self.what)
    }
}

/// The one next step: to say what was typed. It tells what keeps it from being durable.
#[component]
pub(super) fn SaveDock(
    /// What is typed.
    page: OnPage,
    /// The words on the button.
    #[prop(into)]
    save: String,
    /// Says it.
    on_save: Callback<()>,
    /// What stands over the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let save = StoredValue::new(save);
    let verb = Signal::derive(move || page.busy.get().then(|| words::new_saving(lang)));
    let failed = move || {
        let told = matches!(page.keeping.get(), Keeping::Failed(_));
        page.failed.get().filter(|_| !told).map(|error| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    view! {
        <div class="dock-one">
            {not_kept(page.keeping, page.following.into(), move || page.retry())}
            {failed}
            {children.map(|children| children())}
            <Show when=move || !page.following.get()>
                <Button look=Look::Primary main=true wide=true busy=verb on_press=on_save>{save.get_value()}</Button>
            </Show>
        </div>
    }
    .into_any()
}
