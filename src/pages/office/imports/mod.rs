//! Taking in a list of households from Excel: what its columns are, what it would make of the record, saying it, taking it
//! back.

mod ask;
mod columns;
mod course;
mod earlier;
mod looked;
mod rows;
mod sums;

use dong_hanh_form::Lang;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::File;

use crate::device::sending::{Upload, UploadError};
use crate::office::Topbar;
use crate::pages::office::sending::{Going, Place};
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, Tone, use_lang, use_page};
use crate::words::imports as words;

use ask::{Ask, Asked};
use course::{Course, Stage};

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let course = Course::new(use_replica());
    let about = RwSignal::new(None::<Asked>);
    course.list_earlier();
    let take = Callback::new(move |files: SendWrapper<Vec<File>>| {
        if let Some(file) = files.first() {
            course.take(file);
        }
    });
    let shown = move || match course.stage.get() {
        Stage::Waiting => place(take, lang),
        Stage::Going(upload) => going(course, upload, lang),
        Stage::Failed(error) => (trouble(&error, lang), place(take, lang)).into_any(),
        Stage::Looked => view! { <looked::Looked course about lang/> }.into_any(),
    };
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted no-print">{words::text(lang)}</p>
            <div id=course::RESULT tabindex="-1" class="stacked">{shown}</div>
            <earlier::Earlier course lang/>
        </main>
        <Ask about course lang/>
    }
    .into_any()
}

fn place(take: Callback<SendWrapper<Vec<File>>>, lang: Lang) -> AnyView {
    let (words, choose) = (words::drop_here(lang), words::choose(lang));
    view! { <Place icon=Icon::Download words choose take/> }.into_any()
}

fn going(course: Course, upload: SendWrapper<Upload>, lang: Lang) -> AnyView {
    let said = Callback::new(move |percent: Option<u64>| {
        percent.map_or_else(
            || words::checking(lang),
            |percent| words::uploading(lang, percent),
        )
    });
    let (label, stop, gone) = (words::choose(lang), words::stop(lang), course.gone);
    view! { <Going upload gone said label stop/> }.into_any()
}

fn trouble(error: &UploadError, lang: Lang) -> AnyView {
    let text = match error {
        UploadError::NoAnswer | UploadError::Stopped => words::no_answer(lang),
        UploadError::SignedOut => words::signed_out(lang),
        UploadError::Refused(code) => match code.as_str() {
            "too-large" => words::too_large(lang),
            "not-workbook" | "wrong-type" => words::not_workbook(lang),
            code => words::refused(lang, code),
        },
    };
    view! {
        <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_done(lang)>
            <p class="small">{text}</p>
        </Banner>
    }
    .into_any()
}
