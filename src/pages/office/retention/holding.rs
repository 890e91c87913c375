//! Holding something back beyond its term: why, and until when.

use dong_hanh_domain::retention::{Cause, HeldBack, Which};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use crate::pages::households::read_day;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::ui::{Choices, Icon, TextField, full_day, sentence_case, use_toaster};
use crate::words::{help, of, retention as words};

/// The dialog.
#[component]
pub(super) fn Hold(page: Page) -> impl IntoView {
    let body = Callback::new(move |(which, title): (Which, String)| {
        view! { <Body page which title/> }.into_any()
    });
    view! { <Asking about=page.holding body/> }
}

#[component]
fn Body(page: Page, which: Which, title: String) -> impl IntoView {
    let Page {
        replica,
        holding,
        lang,
        ..
    } = page;
    let toaster = use_toaster();
    let today = untrack(|| replica.today());
    let last = HeldBack::AT_MOST.after(today);
    let chosen = RwSignal::new(None::<Cause>);
    let day = RwSignal::new(full_day(last));
    let (no_cause, no_day) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let question = words::hold_title(lang, &untrack(|| page.called(&which)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let until = read_day(&day.get_untracked()).filter(|day| *day > today && *day <= last);
        let because = chosen.get_untracked();
        no_cause.set(because.is_none().then(|| words::hold_missing(lang)));
        no_day.set(
            until
                .is_none()
                .then(|| words::hold_days(lang, &full_day(last))),
        );
        let (Some(because), Some(until), false) = (because, until, busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        let held = HeldBack {
            which: which.clone(),
            because,
            from: today,
            until,
        };
        spawn_local(async move {
            match replica.hold_back(held).await {
                Ok(()) => {
                    toaster.say(words::held_said(lang));
                    holding.try_set(None);
                }
                Err(error) => drop(failed.try_set(Some(error.text(lang)))),
            }
            busy.try_set(false);
        });
    };
    let causes = Cause::ALL.map(|cause| (cause, sentence_case(of(lang, cause.both()))));
    let choose = move |cause: Cause| {
        chosen.set(Some(cause));
        no_cause.set(None);
    };
    let typed = move |text| {
        day.set(text);
        no_day.set(None);
    };
    let trouble = move || {
        failed.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question}</h2>
            <p class="small">{words::hold_text(lang)}</p>
            <Choices label=words::hold_why(lang) options=causes.to_vec() value=chosen on_choose=choose error=no_cause/>
            <TextField label=words::hold_until(lang) hint=help::day_hint(lang) value=day on_type=typed error=no_day inputmode="numeric"/>
            <div role="alert">{trouble}</div>
            <Buttons about=holding busy icon=Icon::Pause word=words::hold(lang) lang/>
        </form>
    }
    .into_any()
}
