//! A workbook that an officer takes in: on its way, checked, published.

use std::sync::Arc;

use dong_hanh_form::{Form, Lang};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::File;

use super::ask::Asked;
use super::checked;
use super::lists::Lists;
use super::notes;
use crate::device::camera;
use crate::device::forms::{self, Checked, Note, Right, Workbook};
use crate::device::sending::{Upload, UploadError};
use crate::form::AtHand;
use crate::pages::office::sending::{Going, Gone, Place};
use crate::replica::Replica;
use crate::ui::{Banner, Icon, Tone, focus_soon};
use crate::words::forms as words;

/// The id of what is said of a workbook.
pub(super) const RESULT: &str = "forms-result";

/// How far it has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// There is none.
    Waiting,
    /// It is on its way to be checked, or to be published.
    Going(SendWrapper<Upload>, Aim),
    /// It has mistakes.
    Wrong(Vec<Note>),
    /// It can be published.
    Right(SendWrapper<Box<Right>>),
    /// Files came, and no workbook among them.
    NoBook,
    /// It was not taken.
    Failed(UploadError),
}

/// What for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    Check,
    Publish,
}

/// The workbook that is taken in, and how far it has come.
#[derive(Clone, Copy)]
pub(super) struct Staging {
    replica: Replica,
    pub(super) lists: Lists,
    pub(super) stage: RwSignal<Stage>,
    workbook: StoredValue<Workbook, LocalStorage>,
    gone: Gone,
}

impl Staging {
    pub(super) fn new(replica: Replica, lists: Lists) -> Self {
        Self {
            replica,
            lists,
            stage: RwSignal::new(Stage::Waiting),
            workbook: StoredValue::new_local(Workbook::default()),
            gone: RwSignal::new((0, 0)),
        }
    }

    /// Takes what somebody has chosen, and has it checked.
    fn take(self, chosen: Vec<File>) {
        if matches!(*self.stage.read_untracked(), Stage::Going(..)) {
            return;
        }
        self.workbook.update_value(|workbook| workbook.add(chosen));
        if self.workbook.with_value(|workbook| workbook.book.is_none()) {
            return self.stage.set(Stage::NoBook);
        }
        let network = self.replica.network();
        let begun = self
            .workbook
            .with_value(|workbook| forms::check(&network, workbook, self.progress()));
        self.follow(begun, Aim::Check, move |checked| {
            // The list says what it is compared with.
            self.lists.again();
            match checked {
                Checked::Right(right) => Stage::Right(SendWrapper::new(right)),
                Checked::Wrong { mistakes } => Stage::Wrong(mistakes),
            }
        });
    }

    /// Publishes it as it was checked; says so to `done` when it is.
    pub(super) fn publish(self, right: &Right, done: impl FnOnce() + 'static) {
        let network = self.replica.network();
        let begun = self
            .workbook
            .with_value(|workbook| forms::publish(&network, workbook, right, self.progress()));
        self.follow(begun, Aim::Publish, move |()| {
            self.put_aside();
            self.lists.again();
            // Phones hear of it by the feed, and so does this device.
            self.replica.sync_now();
            done();
            Stage::Waiting
        });
    }

    /// Forgets it.
    pub(super) fn put_aside(self) {
        self.workbook.set_value(Workbook::default());
        self.stage.set(Stage::Waiting);
    }

    /// Addresses of the chosen files that the form shows.
    pub(super) fn at_hand(self, form: &Form) -> AtHand {
        let urls = self.workbook.with_value(|workbook| {
            let files = workbook.files.iter();
            let shown = files.filter(|file| form.files.contains_key(&file.name()));
            let url = |file: &File| Some((file.name(), camera::url_of(file).ok()?));
            shown.filter_map(url).collect()
        });
        AtHand(Arc::new(urls))
    }

    /// The name of the workbook's file.
    pub(super) fn file(self) -> String {
        let name = |workbook: &Workbook| workbook.book.as_ref().map(File::name);
        self.workbook.with_value(name).unwrap_or_default()
    }

    fn progress(self) -> impl Fn(u64, u64) + 'static {
        self.gone.set((0, 0));
        move |done, of| {
            self.gone.try_set((done, of));
        }
    }

    fn follow<T: 'static>(
        self,
        begun: Result<(Upload, crate::device::sending::Told<T>), wasm_bindgen::JsValue>,
        aim: Aim,
        next: impl FnOnce(T) -> Stage + 'static,
    ) {
        let Ok((upload, told)) = begun else {
            return self.stage.set(Stage::Failed(UploadError::NoAnswer));
        };
        self.stage.set(Stage::Going(SendWrapper::new(upload), aim));
        spawn_local(async move {
            let stage = match told.await.unwrap_or(Err(UploadError::NoAnswer)) {
                Ok(came) => next(came),
                Err(UploadError::Stopped) => Stage::Waiting,
                Err(error) => Stage::Failed(error),
            };
            let is_said = !matches!(stage, Stage::Waiting);
            // The page may be gone.
            if self.stage.try_set(stage).is_none() && is_said {
                focus_soon(RESULT.to_owned());
            }
        });
    }
}

/// The place for a workbook, and what is said of it.
#[component]
pub(super) fn Taking(
    /// The workbook.
    staging: Staging,
    /// What is asked before something is done.
    about: RwSignal<Option<Asked>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let take = Callback::new(move |files: SendWrapper<Vec<File>>| staging.take(files.take()));
    let place = move || {
        let (words, choose) = (words::drop_here(lang), words::choose(lang));
        view! { <Place icon=Icon::Edit words choose many=true take/> }.into_any()
    };
    let shown = move || match staging.stage.get() {
        Stage::Waiting => place(),
        Stage::Going(upload, aim) => going(staging, upload, aim, lang),
        Stage::Wrong(mistakes) => (notes::mistakes(staging, &mistakes, lang), place()).into_any(),
        Stage::Right(right) => checked::right(staging, &right, about, lang),
        Stage::NoBook => (trouble(words::no_book(lang), lang), place()).into_any(),
        Stage::Failed(error) => (trouble(why(&error, lang), lang), place()).into_any(),
    };
    view! { <div id=RESULT tabindex="-1" class="stacked">{shown}</div> }.into_any()
}

fn going(staging: Staging, upload: SendWrapper<Upload>, aim: Aim, lang: Lang) -> AnyView {
    let said = Callback::new(move |percent: Option<u64>| match (percent, aim) {
        (Some(percent), _) => words::uploading(lang, percent),
        (None, Aim::Check) => words::checking(lang),
        (None, Aim::Publish) => words::publishing(lang),
    });
    let (label, stop, gone) = (words::choose(lang), words::stop(lang), staging.gone);
    view! { <Going upload gone said label stop/> }.into_any()
}

fn trouble(text: String, lang: Lang) -> AnyView {
    view! {
        <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_done(lang)>
            <p class="small">{text}</p>
        </Banner>
    }
    .into_any()
}

/// What happened, and what to do.
fn why(error: &UploadError, lang: Lang) -> String {
    match error {
        UploadError::NoAnswer | UploadError::Stopped => words::no_answer(lang),
        UploadError::SignedOut => words::signed_out(lang),
        UploadError::Refused(code) => match code.as_str() {
            "too-large" => words::too_large(lang),
            "form-too-large" => words::form_too_large(lang),
            "form-changed" | "form-mistakes" => words::changed(lang),
            "form-moved-on" => words::moved_on(lang),
            code => words::refused(lang, code),
        },
    }
}
