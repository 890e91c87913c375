//! What goes, asked twice: the server empties what only it keeps, and then the records of households are said to be erased.

use dong_hanh_domain::retention::{Kind, Which};
use dong_hanh_domain::{Because, HouseholdId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use crate::device::retention::{Emptied, empty};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::ui::{Icon, focus_soon, use_toaster};
use crate::words::{erasing, retention as words};

/// The dialog.
#[component]
pub(super) fn Confirm(page: Page) -> impl IntoView {
    let body = Callback::new(move |(shown, title): (Vec<Which>, String)| {
        view! { <Body page shown title/> }.into_any()
    });
    view! { <Asking about=page.erasing body/> }
}

#[component]
fn Body(page: Page, shown: Vec<Which>, title: String) -> impl IntoView {
    let lang = page.lang;
    let toaster = use_toaster();
    let is_sure = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let all = shown.len();
    let count = |kind| shown.iter().filter(|one| one.kind() == kind).count();
    let goes = words::goes(
        lang,
        count(Kind::Household),
        count(Kind::Draft),
        count(Kind::Workbook),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if !is_sure.get_untracked() {
            return is_sure.set(true);
        }
        busy.set(true);
        let shown = shown.clone();
        spawn_local(async move {
            match erase(page, &shown).await {
                Ok(said) => {
                    toaster.say(said);
                    page.erasing.try_set(None);
                    focus_soon("main".to_owned());
                }
                Err(text) => drop(failed.try_set(Some(text))),
            }
            busy.try_set(false);
            page.asked().await;
        });
    };
    let question = move || {
        if is_sure.get() {
            words::sure_title(lang, all)
        } else {
            words::erase_title(lang, all)
        }
    };
    let text = move || {
        if is_sure.get() {
            view! { <p>{words::sure_text(lang)}</p> }.into_any()
        } else {
            view! {
                <p>{goes.clone()}</p>
                <p class="small">{words::stays(lang)}</p>
            }
            .into_any()
        }
    };
    let word = Signal::derive(move || {
        if is_sure.get() {
            erasing::for_good(lang)
        } else {
            erasing::go_on(lang)
        }
    });
    let trouble = move || {
        failed.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question}</h2>
            {text}
            <div role="alert">{trouble}</div>
            <Buttons about=page.erasing busy icon=Icon::Erase word lang/>
        </form>
    }
    .into_any()
}

/// Erases what was shown and is due still, and says what came of it, or why it did not.
async fn erase(page: Page, shown: &[Which]) -> Result<String, String> {
    let (replica, lang) = (page.replica, page.lang);
    let due: Vec<Which> = untrack(|| {
        let known = page.known.read();
        let due = known.schedule.due(replica.today());
        let due = due.filter(|one| shown.contains(&one.which));
        due.map(|one| one.which.clone()).collect()
    });
    let is_household = |which: &&Which| which.kind() == Kind::Household;
    let on_server: Vec<_> = due
        .iter()
        .filter(|one| !is_household(one))
        .cloned()
        .collect();
    let emptied = if on_server.is_empty() {
        Emptied::default()
    } else {
        let unit = untrack(|| replica.me()).role.unit().clone();
        let emptied = empty(&replica.network(), &unit, &on_server).await;
        emptied.map_err(|error| words::not_erased(lang, &error.text(lang)))?
    };
    let households = due.iter().filter_map(|which| match which {
        Which::Household { household } => Some(*household),
        Which::Draft { .. } | Which::Workbook { .. } => None,
    });
    let households: Vec<HouseholdId> = households.collect();
    for household in &households {
        let said = replica.erase(*household, Because::Retention).await;
        said.map_err(|error| error.text(lang))?;
    }
    Ok(words::erased(
        lang,
        households.len(),
        emptied.drafts,
        emptied.workbooks,
    ))
}
