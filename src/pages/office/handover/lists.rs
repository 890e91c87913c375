//! What the server says was handed over before it was finished: it is asked, has answered, or did not. A list that did not
//! come is never shown as an empty one.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::button;
use crate::device::handed::{self, HandedDraft};
use crate::device::people::PeopleError;
use crate::replica::Replica;
use crate::ui::{Banner, Button, Icon, Tone, focus_soon};
use crate::words::closing as words;
use crate::words::office;

/// The id of what says that the lists did not come.
const NOT_COME: &str = "handover-not-come";

/// The lists: what is open, and what was closed.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    replica: Replica,
    /// The last answer, while there is one.
    answer: RwSignal<Option<Result<Vec<HandedDraft>, PeopleError>>>,
    asking: RwSignal<bool>,
}

impl Lists {
    /// Before anybody has asked.
    pub(super) fn new(replica: Replica) -> Self {
        Self {
            replica,
            answer: RwSignal::new(None),
            asking: RwSignal::new(false),
        }
    }

    /// All that came, also what was closed.
    pub(super) fn came(self) -> Vec<HandedDraft> {
        let answer = self.answer.try_get().flatten();
        answer.and_then(Result::ok).unwrap_or_default()
    }

    /// Those that nobody has closed.
    pub(super) fn open(self) -> Vec<HandedDraft> {
        let mut open = self.came();
        open.retain(|draft| draft.closed.is_none());
        open
    }

    /// Asks for them; what came before stays until the answer.
    pub(super) async fn ask(self) {
        // The page may be gone when the answer comes.
        self.asking.try_set(true);
        let answer = handed::drafts(&self.replica.network()).await;
        drop(self.answer.try_set(Some(answer)));
        self.asking.try_set(false);
    }

    /// Asks for them after something was decided, and goes on at `next`, or where it says that they did not come.
    pub(super) async fn ask_and_go_on(self, next: String) {
        self.ask().await;
        let answer = self.answer.try_get_untracked().flatten();
        let has_failed = matches!(answer, Some(Err(_)));
        focus_soon(if has_failed {
            NOT_COME.to_owned()
        } else {
            next
        });
    }

    fn error(self) -> Option<PeopleError> {
        self.answer.get()?.err()
    }
}

/// Says that the lists are being asked for, or why they did not come; nothing where they are here.
#[component]
pub(super) fn NotCome(
    /// The lists.
    lists: Lists,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let is_first = Memo::new(move |_| lists.answer.read().is_none());
    let has_failed = Memo::new(move |_| lists.error().is_some());
    let first = move || {
        let loading = is_first.get().then(|| words::list_loading(lang));
        loading.map(|loading| view! { <p class="muted" role="status">{loading}</p> })
    };
    let failed = move || has_failed.get().then(|| failed(lists, lang));
    view! { {first} {failed} }.into_any()
}

/// It stays, with the focus on its button, until the lists come.
fn failed(lists: Lists, lang: Lang) -> AnyView {
    let why = move || {
        let error = lists.error()?;
        Some(match error {
            PeopleError::NoAnswer | PeopleError::Busy => words::list_no_answer(lang),
            PeopleError::SessionEnded => words::list_session_ended(lang),
            PeopleError::Refused(code) => words::list_refused(lang, &code),
        })
    };
    let busy = Signal::derive(move || lists.asking.get().then(|| words::list_loading(lang)));
    let again = move |()| {
        spawn_local(async move {
            lists.ask().await;
            let answer = lists.answer.try_get_untracked().flatten();
            // Else the button is still there.
            if let Some(Ok(_)) = answer {
                let first = untrack(|| lists.open()).first().map(button);
                focus_soon(first.unwrap_or_else(|| "main".to_owned()));
            }
        });
    };
    view! {
        <div id=NOT_COME tabindex="-1">
            <Banner tone=Tone::Wait icon=Icon::Attention title=words::list_not_come(lang)>
                <p class="small">{why}</p>
                <Button class="mt-2" busy on_press=again>{office::try_again(lang)}</Button>
            </Banner>
        </div>
    }
    .into_any()
}
