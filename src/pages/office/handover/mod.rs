//! Taking in a file that a phone has made: what is in it is received as if that phone had sent it.

mod close;
mod closed;
mod draft;
mod drafts;
mod lists;
mod result;

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::File;

use crate::device::handed::{self, Imported};
use crate::device::sending::{Upload, UploadError};
use crate::office::Topbar;
use crate::pages::office::sending::{Going, Gone, Place};
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, Tone, use_lang, use_page};
use crate::words::handover as words;

use drafts::Drafts;
use result::result;

/// How far it has come.
#[derive(Clone)]
enum Stage {
    Waiting,
    Going(SendWrapper<Upload>),
    Done(Box<Imported>),
    Failed(UploadError),
}

/// The page.
#[component]
pub fn HandoverPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::office_title(lang).into());
    let replica = use_replica();
    let stage = RwSignal::new(Stage::Waiting);
    let gone: Gone = RwSignal::new((0, 0));
    // How many files were taken in, after each of which there may be other drafts.
    let taken = RwSignal::new(0);
    let take = Callback::new(move |files: SendWrapper<Vec<File>>| {
        let Some(file) = files.first() else { return };
        if matches!(stage.get_untracked(), Stage::Going(_)) {
            return;
        }
        gone.set((0, 0));
        let progress = move |done, of| {
            gone.try_set((done, of));
        };
        match handed::import(&replica.network(), file, progress) {
            Ok((upload, told)) => {
                stage.set(Stage::Going(SendWrapper::new(upload)));
                spawn_local(async move {
                    let came = told.await.unwrap_or(Err(UploadError::NoAnswer));
                    let came = match came {
                        Ok(imported) => {
                            // What came is in the feeds as well.
                            replica.sync_now();
                            taken.try_update(|taken| *taken += 1);
                            Stage::Done(Box::new(imported))
                        }
                        Err(UploadError::Stopped) => Stage::Waiting,
                        Err(error) => Stage::Failed(error),
                    };
                    drop(stage.try_set(came));
                });
            }
            Err(_) => stage.set(Stage::Failed(UploadError::NoAnswer)),
        }
    });
    let shown = move || match stage.get() {
        Stage::Waiting => place(take, lang),
        Stage::Going(upload) => going(upload, gone, lang),
        Stage::Done(imported) => {
            view! { {result(replica, &imported, lang)} {place(take, lang)} }.into_any()
        }
        Stage::Failed(error) => view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_taken(lang)>
                <p class="small">{why(&error, lang)}</p>
            </Banner>
            {place(take, lang)}
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

fn place(take: Callback<SendWrapper<Vec<File>>>, lang: Lang) -> AnyView {
    let (words, choose) = (words::drop_here(lang), words::choose(lang));
    view! { <Place icon=Icon::Sealed words choose take/> }.into_any()
}

fn going(upload: SendWrapper<Upload>, gone: Gone, lang: Lang) -> AnyView {
    let said = Callback::new(move |percent: Option<u64>| {
        percent.map_or_else(
            || words::importing(lang),
            |percent| words::uploading(lang, percent),
        )
    });
    let (label, stop) = (words::office_title(lang), words::cancel(lang));
    view! { <Going upload gone said label stop/> }.into_any()
}

/// What happened to what is in the file, and what to do.
fn why(error: &UploadError, lang: Lang) -> String {
    match error {
        UploadError::NoAnswer | UploadError::Stopped => words::no_answer(lang),
        UploadError::SignedOut => words::signed_out(lang),
        UploadError::Refused(code) => match code.as_str() {
            "too-large" => words::too_large(lang),
            "not-handover" => words::not_handover(lang),
            "handover-newer" => words::newer(lang),
            "other-office" => words::other_office(lang),
            "foreign-handover" => words::foreign(lang),
            code => words::refused(lang, code),
        },
    }
}
