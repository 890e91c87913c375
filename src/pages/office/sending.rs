//! Where an officer chooses files or drops them, and what is seen while they are on their way.

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{DragEvent, File, FileList};

use crate::device::sending::Upload;
use crate::ui::{Button, Icon, Look, Meter};

/// Where files are chosen, or dropped.
#[component]
pub(super) fn Place(
    /// Over the words.
    icon: Icon,
    /// Before the button.
    words: String,
    /// The button.
    choose: String,
    /// Several may be chosen at once.
    #[prop(optional)]
    many: bool,
    /// Takes what was chosen.
    take: Callback<SendWrapper<Vec<File>>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let came = move |files: Option<FileList>| {
        let files = files.into_iter().flat_map(|files| {
            let count = if many {
                files.length()
            } else {
                files.length().min(1)
            };
            (0..count).filter_map(move |at| files.get(at))
        });
        let files: Vec<File> = files.collect();
        if !files.is_empty() {
            take.run(SendWrapper::new(files));
        }
    };
    let press = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            came(input.files());
            // The same file may be chosen again.
            input.set_value("");
        }
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        came(event.data_transfer().and_then(|data| data.files()));
    };
    let named = choose.clone();
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            on:dragover=dragged
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {icon.with("icon big")}
            <p>{words}</p>
            <Button look=Look::Primary main=true on_press=press>{choose.clone()}</Button>
            <input type="file" hidden multiple=many aria-label=named node_ref=input on:change=chosen/>
        </div>
    }
    .into_any()
}

/// How many bytes are gone, and of how many.
pub(super) type Gone = RwSignal<(u64, u64)>;

/// Files on their way, which can be given up.
#[component]
pub(super) fn Going(
    /// They.
    upload: SendWrapper<Upload>,
    /// How many bytes are gone.
    gone: Gone,
    /// What is said: by how much of a hundred is gone, or when all is there.
    said: Callback<Option<u64>, String>,
    /// What is measured.
    label: String,
    /// The button that gives them up.
    stop: String,
) -> impl IntoView {
    let said = Signal::derive(move || {
        let (done, of) = gone.get();
        let is_there = of > 0 && done >= of;
        said.run((!is_there).then(|| (done * 100).checked_div(of).unwrap_or(0)))
    });
    let done = Signal::derive(move || gone.get().0);
    let of = Signal::derive(move || gone.get().1);
    view! {
        <div class="drop">
            <p role="status">{said}</p>
            <Meter done of label />
            <Button on_press=move |()| upload.stop()>{stop.clone()}</Button>
        </div>
    }
    .into_any()
}
