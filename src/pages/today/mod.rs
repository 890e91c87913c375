//! Today: one next step, and what comes after it.

mod month;
mod next;
mod targets;
mod task;

use leptos::prelude::*;

use self::month::Month;
use self::next::Next;
use self::targets::Targets;
use self::task::TaskRow;
use crate::pages::account::LockButton;
use crate::pages::requests::RequestNews;
use crate::replica::use_replica;
use crate::ui::{
    Band, Button, Empty, Icon, LinkButton, Look, Page, Sheet, SyncLine, full_day, use_lang, weekday,
};
use crate::words::{households, left_behind, route, today as words};

/// How many tasks stand under the next one, and how many more a press brings.
const LATER: usize = 12;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let me = replica.me();
    let greeting = words::greeting(
        lang,
        &format!("{} {}", me.person.courtesy.word(), me.person.name.given()),
    );
    let tasks = Memo::new(move |_| replica.tasks());
    let next = Memo::new(move |_| tasks.read().first().cloned());
    let shown = RwSignal::new(LATER);
    let later = Memo::new(move |_| {
        tasks
            .read()
            .iter()
            .skip(1)
            .take(shown.get())
            .cloned()
            .collect::<Vec<_>>()
    });
    let rest = Memo::new(move |_| tasks.read().len().saturating_sub(1));

    let date = move || {
        let today = replica.today();
        view! { <p class="small muted">{weekday(lang, today)}", "<time datetime=today.to_string()>{full_day(today)}</time></p> }
    };
    let head = move || {
        view! { <Band title=greeting.clone() over=date end=LockButton><SyncLine /></Band> }
    };
    let now = move || match next.get() {
        Some(task) => view! { <Next task /> }.into_any(),
        None if replica.households().is_empty() => view! {
            <div class="sheet">
                <Empty icon=Icon::House title=words::no_households_title(lang)>
                    <p>{words::no_households_text(lang)}</p>
                    <LinkButton href="/households/new">{households::add(lang)}</LinkButton>
                </Empty>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="sheet">
                <Empty icon=Icon::Received title=words::done_title(lang)>
                    <p>{words::done_text(lang)}</p>
                    <LinkButton href="/households">{households::title(lang)}</LinkButton>
                </Empty>
            </div>
        }
        .into_any(),
    };
    let more = move || {
        let hidden = rest.get().saturating_sub(shown.get()).min(LATER);
        view! { <Button look=Look::Quiet wide=true on_press=move |()| shown.update(|shown| *shown += LATER)>{words::more(lang, hidden)}</Button> }
    };
    let then = move || {
        (rest.get() > 0).then(|| {
            let note = Signal::derive(move || words::tasks(lang, rest.get()));
            view! {
                <Sheet title=words::later(lang) note>
                    <ul class="rows">
                        {move || later.get().into_iter().map(|task| view! { <TaskRow task /> }).collect_view()}
                    </ul>
                    {move || (rest.get() > shown.get()).then(more)}
                    <a class="link tall" href="/route">{route::open(lang)}</a>
                </Sheet>
            }
        })
    };
    view! {
        <Page title=words::title(lang) head tabs=true>
            {now}
            {then}
            <RequestNews />
            <ToLeftBehind />
            <Targets />
            <Month />
        </Page>
    }
    .into_any()
}

/// Leads to the list of all who are left behind, however many tasks are shown here.
#[component]
fn ToLeftBehind() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let has_households = Memo::new(move |_| !replica.households().is_empty());
    move || {
        has_households.get().then(|| {
            view! {
                <div class="sheet">
                    <LinkButton href="/left-behind" icon=Icon::Behind wide=true>{left_behind::title(lang)}</LinkButton>
                </div>
            }
        })
    }
}
