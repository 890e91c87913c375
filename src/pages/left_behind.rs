//! Who is left behind among the households of this phone, and why: the most urgent first.

mod dots;

use std::sync::Arc;

use dong_hanh_domain::left_behind::{Behind, LeftBehind};
use leptos::prelude::*;

use self::dots::Dots;
use super::reasons::drawn;
use crate::replica::use_replica;
use crate::ui::{Bar, Empty, Icon, Line, More, Page, Row, Sheet, SyncPill, Tone, use_lang};
use crate::words::{left_behind as words, of, time, today};

/// How many are shown at first, and more at a time.
const FIRST: usize = 30;

/// The page.
#[component]
pub fn LeftBehindPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let list = Memo::new(move |_| replica.left_behind());
    let head = move || {
        view! { <Bar back="/" back_label=words::back(lang) title=words::title(lang)><SyncPill /></Bar> }
    };
    let nobody_is = Memo::new(move |_| match &*list.read() {
        list if list.of == 0 && replica.households().is_empty() => Some(Nobody::Known),
        list if list.rows.is_empty() => Some(Nobody::Behind),
        _ => None,
    });
    let content = move || match nobody_is.get() {
        Some(Nobody::Known) => nobody(
            Icon::House,
            words::no_households_title(lang),
            words::no_households_text(lang),
        ),
        Some(Nobody::Behind) => nobody(
            Icon::Received,
            words::none_title(lang),
            words::none_text(lang),
        ),
        None => view! { <Listed list /> }.into_any(),
    };
    view! { <Page title=words::title(lang) head>{content}</Page> }.into_any()
}

/// Why there is no list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nobody {
    Known,
    Behind,
}

/// The households, and how many they are among all.
#[component]
fn Listed(list: Memo<LeftBehind>) -> impl IntoView {
    let lang = use_lang();
    let shown = RwSignal::new(FIRST);
    let count = Memo::new(move |_| (list.read().rows.len(), list.read().of));
    let dots = move || {
        let (behind, of) = count.get();
        view! { <Dots behind of /> }
    };
    // A row that says the same as before stays as it is: laying all of them out anew takes a cheap phone longer than
    // reckoning who they are.
    let rows = move || {
        let list = list.read();
        list.rows
            .iter()
            .take(shown.get())
            .cloned()
            .collect::<Vec<_>>()
    };
    let all = Signal::derive(move || count.get().0);
    view! {
        <div class="sheet">{dots}</div>
        <Sheet title=words::urgent_first(lang)>
            <ol class="rows">
                <For each=rows key=Arc::clone let:behind><BehindRow behind /></For>
            </ol>
            <More all shown step=FIRST words=words::more wide=true />
        </Sheet>
    }
    .into_any()
}

fn nobody(icon: Icon, title: String, text: String) -> AnyView {
    view! { <div class="sheet"><Empty icon title><p>{text}</p></Empty></div> }.into_any()
}

/// A household with its most urgent reasons.
#[component]
fn BehindRow(behind: Arc<Behind>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let reasons = behind.reasons();
    let (tone, icon) = reasons
        .first()
        .map_or((Tone::Plain, Icon::House), |reason| drawn(reason.kind()));
    let (household, hamlet) = (behind.household, behind.hamlet);
    let known = Memo::new(move |_| {
        let row = replica.row(household);
        let age = row.as_ref().and_then(|row| row.age);
        let age = age.map(|age| time::age(lang, age));
        let hamlet = replica.hamlet(hamlet).map(|hamlet| hamlet.full_name());
        let who: Vec<_> = [age, hamlet].into_iter().flatten().collect();
        let name = row.map_or_else(|| today::somebody(lang), |row| row.called());
        (name, who.join(", "))
    });
    let name = move || known.get().0;
    let who = move || known.get().1;
    let why = (0..reasons.len()).map(|at| {
        let behind = Arc::clone(&behind);
        let said = move || {
            let reason = behind.reasons().get(at);
            reason.map(|reason| of(lang, reason.both(replica.today())))
        };
        let tone = if at == 0 { tone } else { Tone::Plain };
        view! { <Line tone>{said}</Line> }
    });
    let why = why.collect_view();
    view! {
        <Row href=format!("/households/{household}") tone lead=icon>
            <span class="name">{name}</span>
            <Line>{who}</Line>
            {why}
        </Row>
    }
    .into_any()
}
