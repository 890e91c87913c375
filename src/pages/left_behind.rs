//! Who is left behind among the households of this phone, and why: the most urgent first.

mod dots;

use std::sync::Arc;

use dong_hanh_domain::left_behind::Behind;
use leptos::prelude::*;

use self::dots::Dots;
use super::reasons::drawn;
use crate::replica::use_replica;
use crate::ui::{Bar, Button, Empty, Icon, Line, Look, Page, Row, Sheet, SyncPill, Tone, use_lang};
use crate::words::{left_behind as words, of, time, today};

/// How many are shown at first, and more at a time.
const FIRST: usize = 30;

/// How many reasons a row has room for; all of them stand on the page of the household.
const REASONS: usize = 2;

/// The page.
#[component]
pub fn LeftBehindPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let list = Memo::new(move |_| replica.left_behind());
    let shown = RwSignal::new(FIRST);
    let head = move || {
        view! { <Bar back="/" back_label=words::back(lang) title=words::title(lang)><SyncPill /></Bar> }
    };
    let content = move || {
        let (behind, of) = (list.read().rows.len(), list.read().of);
        if of == 0 {
            return nobody(
                Icon::House,
                words::no_households_title(lang),
                words::no_households_text(lang),
            );
        }
        if behind == 0 {
            return nobody(
                Icon::Received,
                words::none_title(lang),
                words::none_text(lang),
            );
        }
        view! {
            <div class="sheet"><Dots behind of /></div>
            <Sheet title=words::urgent_first(lang)>
                <ol class="rows">
                    {move || {
                        let list = list.read();
                        let rows = list.rows.iter().take(shown.get()).cloned();
                        rows.map(|behind| view! { <BehindRow behind /> }).collect_view()
                    }}
                </ol>
                {move || (behind > shown.get()).then(|| view! {
                    <Button look=Look::Quiet wide=true on_press=move |()| shown.update(|shown| *shown += FIRST)>
                        {words::more(lang, (behind - shown.get()).min(FIRST))}
                    </Button>
                })}
            </Sheet>
        }
        .into_any()
    };
    view! { <Page title=words::title(lang) head>{content}</Page> }.into_any()
}

fn nobody(icon: Icon, title: String, text: String) -> AnyView {
    view! { <div class="sheet"><Empty icon title><p>{text}</p></Empty></div> }.into_any()
}

/// A household with its most urgent reasons.
#[component]
fn BehindRow(behind: Arc<Behind>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let day = replica.today();
    let reasons = behind.reasons();
    let (tone, icon) = reasons
        .first()
        .map_or((Tone::Plain, Icon::House), |reason| drawn(reason.kind()));
    let row = replica.row(behind.household);
    let name = row.as_ref().map_or_else(
        || today::somebody(lang),
        |row| format!("{} {}", row.courtesy.title(), row.name),
    );
    let age = row.and_then(|row| row.age).map(|age| time::age(lang, age));
    let hamlet = replica
        .hamlet(behind.hamlet)
        .map(|hamlet| hamlet.full_name());
    let who: Vec<_> = [age, hamlet].into_iter().flatten().collect();
    let lines = reasons
        .iter()
        .take(REASONS)
        .enumerate()
        .map(|(at, reason)| {
            let tone = if at == 0 { tone } else { Tone::Plain };
            let said = of(lang, reason.both(day));
            view! { <Line tone>{said}</Line> }
        });
    let why = lines.collect_view();
    view! {
        <Row href=format!("/households/{}", behind.household) tone lead=icon>
            <span class="name">{name}</span>
            <Line>{who.join(", ")}</Line>
            {why}
        </Row>
    }
    .into_any()
}
