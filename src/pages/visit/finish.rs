//! The last page of a draft: everything in words, what is missing on top, and one next step.

use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_form::{Path, Recorded, recorded};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::Open;
use super::{Step, address, head, part_address, who};
use crate::form::{Part, fact};
use crate::pages::help::StillOpen;
use crate::replica::{SaveError, use_replica};
use crate::ui::{Banner, Button, Dialog, Icon, LinkButton, Look, Page, Tone, clock, use_lang};
use crate::words::form as form_words;
use crate::words::visit as words;

/// The last page of a draft.
#[component]
pub(super) fn FinishPage(
    /// The draft.
    open: Open,
) -> impl IntoView {
    let lang = use_lang();
    let Open { visit, filling, .. } = open;
    filling.enter("");
    let parts = untrack(|| filling.parts());
    let start = open
        .draft
        .with_value(|draft| clock(draft.started.corrected()));
    let done = parts.iter().map(|part| part.done).sum();
    let of = parts.iter().map(|part| part.of).sum();
    let back = parts.last().map_or_else(
        || address(visit, Step::Form),
        |part| part_address(visit, &part.name),
    );
    let head = move || {
        view! {
            <header class="bar">
                <a class="btn quiet icon-only" href=back.clone() aria-label=words::back(lang)>{Icon::Back.view()}</a>
                {head::title(open)}
            </header>
        }
    };
    let dock = {
        let parts = Arc::clone(&parts);
        move || {
            let parts = Arc::clone(&parts);
            let step = move || (!filling.is_following()).then(|| next_step(open, &parts));
            view! { {head::trouble(open)} {step} }
        }
    };
    view! {
        <Page title=words::review_title(lang) head dock>
            {head::wanted(open)}
            <section class="sheet flush-top">
                <h1 class="name hero">{words::review(lang)}</h1>
                <p class="muted">{words::progress(lang, &start, done, of)}</p>
                {missing(open, &parts)}
            </section>
            <StillOpen household=open.household />
            {everything(open, &parts)}
            {move || (!filling.is_following()).then(|| deleting(open, done))}
        </Page>
    }
    .into_any()
}

fn gap_address(open: Open, part: &Part, path: &Path) -> String {
    format!("{}&at={path}", part_address(open.visit, &part.name))
}

fn missing(open: Open, parts: &[Part]) -> Option<AnyView> {
    let lang = use_lang();
    let count: usize = parts.iter().map(|part| part.gaps.len()).sum();
    if count == 0 {
        return None;
    }
    let gaps = parts
        .iter()
        .flat_map(|part| part.gaps.iter().map(move |gap| (part, gap)));
    let rows = gaps.map(|(part, gap)| {
        let label = gap.label.get(lang).to_owned();
        view! { <li><a class="link tall" href=gap_address(open, part, &gap.path)>{label}</a></li> }
    });
    let banner = view! {
        <div class="banner bad mt-4" role="group" aria-labelledby="missing">
            {Icon::Attention.view()}
            <div class="grow">
                <h2 id="missing">{words::missing(lang, count)}</h2>
                <ul>{rows.collect_view()}</ul>
            </div>
        </div>
    };
    Some(banner.into_any())
}

/// What was answered, part by part. What is not asked any more is left out, as it will be left out of the visit.
fn everything(open: Open, parts: &Arc<[Part]>) -> AnyView {
    let lang = use_lang();
    let (form, answers) = (open.filling.form(), open.filling.answers());
    let all = recorded(&form, &answers);
    let rows = parts.iter().map(|part| {
        let gaps: BTreeSet<&Path> = part.gaps.iter().map(|gap| &gap.path).collect();
        let said = |one: &&Recorded<'_>| open.filling.asks(&part.name, &one.path) && !one.answer.is_blank() && !gaps.contains(&one.path);
        let facts = all.iter().filter(said).map(|one| fact(&form, one, None, &[])).collect_view();
        let gaps = part.gaps.iter().map(|gap| {
            let nothing = form_words::nothing(lang);
            view! { <div><dt>{gap.label.get(lang).to_owned()}</dt><dd><b class="t-bad">{nothing}</b></dd></div> }
        });
        let blank = part.of.saturating_sub(part.done + gaps.len());
        let blank = (blank > 0).then(|| view! { <p class="small muted mt-2">{words::left_blank(lang, blank)}</p> });
        let label = part.label.get(lang).to_owned();
        view! {
            <section class="sheet">
                <div class="sheet-head">
                    <h2>{label.clone()}</h2>
                    <a class="btn quiet" href=part_address(open.visit, &part.name)>
                        {words::change(lang)}
                        <span class="vh">{words::change_part(lang, &label)}</span>
                    </a>
                </div>
                <dl class="facts">{facts} {gaps.collect_view()}</dl>
                {blank}
            </section>
        }
    });
    rows.collect_view().into_any()
}

fn deleting(open: Open, done: usize) -> AnyView {
    let (lang, replica) = (use_lang(), use_replica());
    let asks = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let navigate = use_navigate();
    let delete = move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            // What is still under way would bring the draft back.
            let _ = open.filling.settled().await;
            match replica.delete_draft(open.visit).await {
                Ok(()) => {
                    open.filling.give_up();
                    navigate(&who::address(open.household), replacing());
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let trouble = move || {
        failed.get().map(
            |error| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> },
        )
    };
    let loses = move || words::delete_draft_loses(lang, &open.who.get(), done);
    view! {
        <div class="sheet">
            {trouble}
            <Button look=Look::Danger wide=true icon=Some(Icon::Erase) on_press=move |()| asks.set(true)>
                {words::delete_draft(lang)}
            </Button>
            <Dialog
                open=asks
                title=words::delete_draft_asks(lang)
                safe=words::keep_draft(lang)
                risky=words::delete_draft(lang)
                on_risky=delete
            >
                <p>{loses}</p>
            </Dialog>
        </div>
    }
    .into_any()
}

fn next_step(open: Open, parts: &[Part]) -> AnyView {
    let lang = use_lang();
    let gap = parts
        .iter()
        .find_map(|part| Some(gap_address(open, part, &part.gaps.first()?.path)));
    match gap {
        Some(href) => view! {
            <LinkButton look=Look::Primary main=true wide=true href=href>{words::answer_missing(lang)}</LinkButton>
        }
        .into_any(),
        None => finishing(open),
    }
}

fn finishing(open: Open) -> AnyView {
    let (lang, replica) = (use_lang(), use_replica());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let navigate = use_navigate();
    let finish = move |()| {
        busy.set(true);
        failed.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let finished = async {
                open.filling.settled().await?;
                replica.finish_visit(open.visit).await
            };
            match finished.await {
                Ok(()) => navigate(&address(open.visit, Step::Done), replacing()),
                Err(error) => {
                    let _ = busy.try_set(false);
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::unfinished_title(lang)>
                    <p>{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    let verb = Signal::derive(move || busy.get().then(|| words::finishing(lang)));
    view! {
        {trouble}
        <Button look=Look::Primary main=true wide=true busy=verb on_press=finish>{words::finish(lang)}</Button>
    }
    .into_any()
}

/// The page of a draft that is no more must not be gone back to.
pub(crate) fn replacing() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    }
}
