//! A visit: recorded part by part, looked over, finished, read.

mod course;
mod done;
mod draft;
mod finish;
mod head;
mod part;
mod progress;
mod read;
pub(crate) mod reading;
mod renewal;
mod who;

use dong_hanh_domain::VisitId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::ui::{Empty, Icon, LinkButton, Page, use_lang};
use crate::words::visit as words;

use done::DonePage;
use draft::DraftPages;
pub(crate) use finish::replacing;
pub(crate) use head::not_kept;
use read::ReadPage;
pub(crate) use read::{Way, mend};

/// Which page of a visit is shown: `/visits/:id/:step?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// The form.
    #[default]
    Form,
    /// The last page of the form.
    Finish,
    /// What became of it after finishing.
    Done,
    /// A finished visit.
    Read,
}

impl Step {
    fn of(step: Option<&str>) -> Option<Self> {
        match step {
            None | Some("") => Some(Self::Form),
            Some("finish") => Some(Self::Finish),
            Some("done") => Some(Self::Done),
            Some("read") => Some(Self::Read),
            Some(_) => None,
        }
    }
}

/// All pages of one visit. Form and last page share one open draft, so that what is on the screen
/// outlives the step between them.
#[component]
pub fn VisitPage() -> impl IntoView {
    let params = use_params_map();
    let visit = Memo::new(move |_| {
        params
            .read()
            .get("id")
            .and_then(|id| id.parse::<VisitId>().ok())
    });
    let step = Memo::new(move |_| Step::of(params.read().get("step").as_deref()));
    let drafting = Memo::new(move |_| matches!(step.get(), Some(Step::Form | Step::Finish)));
    move || match (visit.get(), drafting.get()) {
        (Some(visit), true) => {
            let at_end = Signal::derive(move || step.get() == Some(Step::Finish));
            view! { <DraftPages visit at_end /> }.into_any()
        }
        (Some(visit), false) => finished(visit, step),
        (None, _) => not_here(),
    }
}

fn finished(visit: VisitId, step: Memo<Option<Step>>) -> AnyView {
    let page = move || match step.get() {
        Some(Step::Done) => view! { <DonePage visit /> }.into_any(),
        Some(Step::Read) => view! { <ReadPage visit /> }.into_any(),
        _ => not_here(),
    };
    page.into_any()
}

/// There is neither a draft nor a visit of this id.
fn not_here() -> AnyView {
    let lang = use_lang();
    view! {
        <Page title=words::not_here(lang) head=|| () tabs=true>
            <Empty icon=Icon::Search title=words::not_here(lang) heading=true>
                <p>{words::not_here_help(lang)}</p>
                <LinkButton href="/households">{words::to_households(lang)}</LinkButton>
            </Empty>
        </Page>
    }
    .into_any()
}

/// The address of a page of a visit.
fn address(visit: VisitId, step: Step) -> String {
    match step {
        Step::Form => format!("/visits/{visit}"),
        Step::Finish => format!("/visits/{visit}/finish"),
        Step::Done => format!("/visits/{visit}/done"),
        Step::Read => format!("/visits/{visit}/read"),
    }
}

/// The address of a part of the form.
fn part_address(visit: VisitId, part: &str) -> String {
    format!("/visits/{visit}?part={part}")
}
