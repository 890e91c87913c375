//! A passing word about what is done and can be taken back. Never an error.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Button;
use super::Look;

/// How long a toast stays, in milliseconds; longer while the focus or the pointer is on it.
const STAYS_MS: u32 = 8_000;

/// What takes something back. Not a `Callback`: the page that made it may be gone before the toast is.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    text: String,
    /// The word on the button, and what it does.
    undo: Option<(String, Undo)>,
}

/// Where toasts are shown; one at a time, the newest.
#[derive(Clone, Copy)]
pub struct Toaster(RwSignal<Option<Toast>>);

impl Toaster {
    /// Says what is done.
    pub fn say(self, text: String) {
        self.0.set(Some(Toast { text, undo: None }));
    }

    /// Says what is done, with a button called `word` that takes it back.
    pub fn say_with_undo(
        self,
        text: String,
        word: String,
        undo: impl Fn() + Send + Sync + 'static,
    ) {
        let undo = Some((word, Arc::new(undo) as Undo));
        self.0.set(Some(Toast { text, undo }));
    }
}

/// The toaster of the app.
///
/// # Panics
/// Outside of [`ToastPlace`]'s app.
#[must_use]
pub fn use_toaster() -> Toaster {
    expect_context()
}

/// Provides the toaster to what is below the current owner.
pub fn provide_toaster() {
    provide_context(Toaster(RwSignal::new(None)));
}

/// The place on the page where toasts appear.
#[component]
pub fn ToastPlace() -> impl IntoView {
    let Toaster(current) = use_toaster();
    let held = RwSignal::new(false);
    Effect::new(move |_| {
        if current.read().is_none() || held.get() {
            return None;
        }
        // Dropping the timeout of the run before cancels it.
        Some(Timeout::new(STAYS_MS, move || drop(current.try_set(None))))
    });
    let shown = move || {
        current.get().map(|Toast { text, undo }| {
            let undo = undo.map(|(word, action)| {
                view! {
                    <Button
                        look=Look::Quiet
                        on_press=move |()| {
                            action();
                            current.set(None);
                        }
                    >
                        {word.clone()}
                    </Button>
                }
            });
            view! { <div class="toast"><span class="grow">{text}</span> {undo}</div> }
        })
    };
    view! {
        <div
            class="toast-place"
            role="status"
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
            on:mouseenter=move |_| held.set(true)
            on:mouseleave=move |_| held.set(false)
        >
            {shown}
        </div>
    }
    .into_any()
}
