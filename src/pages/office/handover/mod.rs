//! Taking in a file that a phone has made: what is in it is received as if that phone had sent it.

mod close;
mod closed;
mod draft;
mod drafts;
mod lists;
mod result;

use dong_hanh_form::Lang;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{DragEvent, File, FileList};

use crate::device::handed::{ImportError, Imported, Upload};
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Icon, Look, Meter, Tone, use_lang, use_page};
use crate::words::handover as words;

use drafts::Drafts;
use result::result;

/// How far it has come.
#[derive(Clone)]
enum Stage {
    Waiting,
    Going(SendWrapper<Upload>),
    Done(Box<Imported>),
    Failed(ImportError),
}

/// The page.
#[component]
pub fn HandoverPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::office_title(lang).into());
    let replica = use_replica();
    let stage = RwSignal::new(Stage::Waiting);
    let gone = RwSignal::new((0_u64, 0_u64));
    // How many files were taken in, after each of which there may be other drafts.
    let taken = RwSignal::new(0);
    let take = Callback::new(move |file: SendWrapper<File>| {
        if matches!(stage.get_untracked(), Stage::Going(_)) {
            return;
        }
        gone.set((0, 0));
        let progress = move |done, of| {
            gone.try_set((done, of));
        };
        match Upload::begin(&replica.network(), &file, progress) {
            Ok((upload, told)) => {
                stage.set(Stage::Going(SendWrapper::new(upload)));
                spawn_local(async move {
                    let came = told.await.unwrap_or(Err(ImportError::NoAnswer));
                    let came = match came {
                        Ok(imported) => {
                            // What came is in the feeds as well.
                            replica.sync_now();
                            taken.try_update(|taken| *taken += 1);
                            Stage::Done(Box::new(imported))
                        }
                        Err(ImportError::Stopped) => Stage::Waiting,
                        Err(error) => Stage::Failed(error),
                    };
                    drop(stage.try_set(came));
                });
            }
            Err(_) => stage.set(Stage::Failed(ImportError::NoAnswer)),
        }
    });
    let shown = move || match stage.get() {
        Stage::Waiting => view! { <Place take lang /> }.into_any(),
        Stage::Going(upload) => going(upload, gone, lang),
        Stage::Done(imported) => {
            view! { {result(replica, &imported, lang)} <Place take lang /> }.into_any()
        }
        Stage::Failed(error) => view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_taken(lang)>
                <p class="small">{why(&error, lang)}</p>
            </Banner>
            <Place take lang />
        }
        .into_any(),
    };
    view! {
        <Topbar title=words::office_title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted">{words::office_text(lang)}</p>
            {shown}
            <Drafts taken=taken.into() lang />
        </main>
    }
    .into_any()
}

/// Where a file is chosen, or dropped.
#[component]
fn Place(take: Callback<SendWrapper<File>>, lang: Lang) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let first = move |files: Option<FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            take.run(SendWrapper::new(file));
        }
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            first(input.files());
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
        first(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            on:dragover=dragged
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {Icon::Sealed.with("icon big")}
            <p>{words::drop_here(lang)}</p>
            <Button look=Look::Primary main=true on_press=choose>{words::choose(lang)}</Button>
            <input type="file" hidden aria-label=words::choose(lang) node_ref=input on:change=chosen/>
        </div>
    }
    .into_any()
}

fn going(upload: SendWrapper<Upload>, gone: RwSignal<(u64, u64)>, lang: Lang) -> AnyView {
    let said = Signal::derive(move || {
        let (done, of) = gone.get();
        if of > 0 && done >= of {
            words::importing(lang)
        } else {
            words::uploading(lang, (done * 100).checked_div(of).unwrap_or(0))
        }
    });
    let done = Signal::derive(move || gone.get().0);
    let of = Signal::derive(move || gone.get().1);
    view! {
        <div class="drop">
            <p role="status">{said}</p>
            <Meter done of label=words::office_title(lang) />
            <Button on_press=move |()| upload.stop()>{words::cancel(lang)}</Button>
        </div>
    }
    .into_any()
}

/// What happened to what is in the file, and what to do.
fn why(error: &ImportError, lang: Lang) -> String {
    match error {
        ImportError::NoAnswer | ImportError::Stopped => words::no_answer(lang),
        ImportError::SignedOut => words::signed_out(lang),
        ImportError::Refused(code) => match code.as_str() {
            "too-large" => words::too_large(lang),
            "not-handover" => words::not_handover(lang),
            "handover-newer" => words::newer(lang),
            "other-office" => words::other_office(lang),
            "foreign-handover" => words::foreign(lang),
            code => words::refused(lang, code),
        },
    }
}
