//! A list in hand: what recording it would do or has done, how it is read, household by household.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::ask::Asked;
use super::course::Course;
use super::{columns, rows, sums};
use crate::device::clipboard;
use crate::device::imports::{Kind, State, Summary};
use crate::pages::office::say;
use crate::ui::{Banner, Button, Icon, Look, Meter, Tone};
use crate::words::imports as words;

/// It.
#[component]
pub(super) fn Looked(
    /// The list.
    course: Course,
    /// What is asked before something is done.
    about: RwSignal<Option<Asked>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let import = Memo::new(move |_| {
        course
            .details
            .with(|details| Some(details.as_ref()?.import.clone()))
    });
    let reading = Memo::new(move |_| {
        course.details.with(|details| {
            let details = details.as_ref()?;
            let is_checked = details.import.state == State::Checked;
            is_checked.then(|| Details(details.clone()))
        })
    });
    let head = move || {
        import.get().map(|import| {
            let when = say::moment(import.at, course.replica.today());
            view! { <p>{words::file_at(lang, &import.file, &when)}</p> }
        })
    };
    let failed = move || {
        course.failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_done(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    let state = move || {
        import
            .get()
            .map(|import| state(course, &import, about, lang))
    };
    let drawn = move || import.get().map(|import| sums::sums(&import, lang));
    let columns = move || {
        reading
            .get()
            .map(|details| columns::columns(course, &details.0, lang))
    };
    view! {
        <section class="tile print stacked" aria-labelledby="import-sums">
            {head}
            <h2 class="sec" id="import-sums">{words::sums(lang)}</h2>
            {failed}
            {drawn}
            {state}
        </section>
        {columns}
        <rows::Rows course lang/>
    }
    .into_any()
}

/// The details as far as they make the table of columns another one.
#[derive(Clone)]
struct Details(crate::device::imports::Details);

impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        one.import.id == other.import.id && one.reading == other.reading
    }
}

/// How far it has come, and what can be done.
fn state(course: Course, import: &Summary, about: RwSignal<Option<Asked>>, lang: Lang) -> AnyView {
    let (done, of) = import.said();
    let (wrong, left) = (import.of(Kind::Wrong), of - done);
    let file = import.file.clone();
    let undo = move || {
        let file = file.clone();
        view! {
            <Button icon=Icon::Returned on_press=move |()| about.set(Some(Asked::Undo { file: file.clone() }))>
                {words::undo(lang)}
            </Button>
        }
    };
    let apply = move |word: String| {
        let ask = move |()| about.set(Some(Asked::Apply { count: left, wrong }));
        view! { <Button look=Look::Primary icon=Icon::Check on_press=ask>{word.clone()}</Button> }
    };
    let said = match import.state {
        State::Checked if of == 0 => view! { <p>{words::nothing(lang)}</p> }.into_any(),
        State::Checked => {
            let apply = move || apply(words::apply(lang, of)).into_any();
            checked(course, apply, lang)
        }
        State::Applying => going(course, words::applying(lang, done, of), (done, of), lang),
        State::Stopped | State::Applied if import.counts.is_empty() => {
            view! { <p role="status">{words::emptied(lang)}</p> }.into_any()
        }
        State::Stopped => view! {
            <p role="status">{words::stopped(lang, done, of)}</p>
            <div class="ruling no-print">{apply(words::go_on(lang, left))} {undo()}</div>
        }
        .into_any(),
        State::Applied => view! {
            {result(import, lang)}
            <div class="ruling no-print">{undo()}</div>
        }
        .into_any(),
        State::Undoing => {
            let back = taken_back(import);
            going(course, words::undoing(lang, back, of), (back, of), lang)
        }
        State::Undone => result(import, lang),
    };
    let rejects = (wrong > 0 || import.became("held") > 0).then(|| {
        view! {
            <Button icon=Icon::Download on_press=move |()| course.rejects()>{words::rejects(lang)}</Button>
        }
    });
    let forget = (import.state == State::Checked).then(|| {
        view! {
            <Button look=Look::Quiet on_press=move |()| course.forget()>{words::forget(lang)}</Button>
        }
    });
    view! {
        {said}
        <div class="ruling no-print">
            {rejects}
            <Button icon=Icon::Print on_press=move |()| clipboard::print()>{words::print(lang)}</Button>
            {forget}
            <Button look=Look::Quiet on_press=move |()| course.put_aside()>{words::another(lang)}</Button>
        </div>
    }
    .into_any()
}

/// What was looked at can be recorded, and nothing else.
fn checked(course: Course, apply: impl Fn() -> AnyView + Send + 'static, lang: Lang) -> AnyView {
    let is_otherwise = Memo::new(move |_| course.otherwise.read().is_some());
    let busy = Signal::derive(move || course.busy.get().then(|| words::looking(lang)));
    let said = move || match is_otherwise.get() {
        true => words::otherwise(lang),
        false => words::dry(lang),
    };
    let button = move || {
        match is_otherwise.get() {
        true => view! {
            <Button look=Look::Primary icon=Icon::Search busy on_press=move |()| course.look_again()>
                {words::look_first(lang)}
            </Button>
        }
        .into_any(),
        false => apply(),
    }
    };
    view! {
        <p role="status" class="muted">{said}</p>
        <div class="ruling no-print">{button}</div>
    }
    .into_any()
}

/// How many were looked at when a list is taken back.
fn taken_back(import: &Summary) -> u64 {
    ["taken_back", "partly", "stays"]
        .iter()
        .map(|outcome| import.became(outcome))
        .sum()
}

fn going(course: Course, text: String, (done, of): (u64, u64), lang: Lang) -> AnyView {
    view! {
        <p role="status">{text.clone()}</p>
        <Meter done=Signal::derive(move || done) of=Signal::derive(move || of) label=text/>
        <div class="ruling no-print">
            <Button icon=Icon::Pause on_press=move |()| course.stop()>{words::cancel(lang)}</Button>
        </div>
    }
    .into_any()
}

/// What became of it, in sentences.
fn result(import: &Summary, lang: Lang) -> AnyView {
    let is_undone = import.state == State::Undone;
    let recorded = import.became("applied") + import.became("clashed");
    let title = if is_undone {
        words::undone(lang, import.became("taken_back"))
    } else {
        words::applied(lang, recorded)
    };
    let lines = [
        (
            import.became("clashed"),
            words::clashed as fn(Lang, u64) -> String,
        ),
        (import.became("held"), words::held),
        (import.became("partly"), words::partly),
        (import.became("stays"), words::stays),
    ];
    let lines = lines.into_iter().filter(|(count, _)| *count > 0);
    let lines = lines.map(move |(count, say)| view! { <p class="small">{say(lang, count)}</p> });
    let lines = lines.collect_view();
    view! {
        <Banner tone=Tone::Ok icon=Icon::Received title>
            {lines}
        </Banner>
    }
    .into_any()
}
