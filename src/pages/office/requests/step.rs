//! The dialog of one step: what it means, what it needs, and the course that comes of it.

use chrono::NaiveDate;
use dong_hanh_domain::request::latest_extension;
use dong_hanh_domain::request::{Answered, Course, End, Extended, Refusal, RequestKind, Way};
use dong_hanh_domain::{Fact, Word};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::pages::households::read_day;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::requests::what;
use crate::replica::{Asked, use_replica};
use crate::ui::{Icon, SelectField, TextField, focus_soon, full_day, sentence_case, use_toaster};
use crate::words::{help, of, requests as words};

/// What the office does next about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Đã trả lời.
    Answer,
    /// Gia hạn.
    Extend,
    /// Đã làm xong.
    Finish,
    /// Không thực hiện.
    Refuse,
    /// Gia đình thôi yêu cầu.
    TakeBack,
    /// Gỡ.
    Lift,
}

/// The id of the link of a row.
pub(super) fn row_id(asked: &Asked) -> String {
    format!("request-{}", asked.id)
}

/// A step of one request.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stepping {
    pub(super) asked: Asked,
    pub(super) step: Step,
}

impl Step {
    pub(super) fn word(self, lang: Lang) -> String {
        match self {
            Self::Answer => words::answer(lang),
            Self::Extend => words::extend(lang),
            Self::Finish => words::finish(lang),
            Self::Refuse => words::refuse(lang),
            Self::TakeBack => words::take_back(lang),
            Self::Lift => words::lift(lang),
        }
    }

    /// The id of the button that asks; the focus comes back to it.
    pub(super) fn button(self, asked: &Asked) -> String {
        format!("request-{}-{self:?}", asked.id)
    }

    fn text(self, lang: Lang, asked: &Asked) -> String {
        match self {
            Self::Answer => words::answer_text(lang),
            Self::Extend => {
                let last = latest_extension(&asked.made, asked.course.shared);
                words::extend_text(lang, &full_day(last))
            }
            Self::Finish if asked.made.kind.stops() => words::finish_stop(lang),
            Self::Finish if asked.made.kind == RequestKind::Delete => words::finish_delete(lang),
            Self::Finish => words::finish_text(lang),
            Self::Refuse => words::refuse_text(lang),
            Self::TakeBack => words::take_back_text(lang),
            Self::Lift => words::lift_text(lang),
        }
    }
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn StepDialog(about: RwSignal<Option<Stepping>>, lang: Lang) -> impl IntoView {
    Effect::new(move |before: Option<Option<Stepping>>| {
        let now = about.get();
        if let (Some(before), None) = (before.flatten(), &now) {
            // The button may be gone with the step, and the row with its end: the last one that is there has the focus.
            focus_soon("main".to_owned());
            focus_soon(row_id(&before.asked));
            focus_soon(before.step.button(&before.asked));
        }
        now
    });
    let body = Callback::new(move |(stepping, title): (Stepping, String)| {
        view! { <Form stepping about title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

/// What is typed in the dialog.
#[derive(Clone, Copy)]
struct Typed {
    day: RwSignal<String>,
    way: RwSignal<String>,
    shared: RwSignal<String>,
    reason: RwSignal<String>,
    text: RwSignal<String>,
}

#[component]
fn Form(
    stepping: Stepping,
    about: RwSignal<Option<Stepping>>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let Stepping { asked, step } = stepping;
    let today = untrack(|| replica.today());
    let first = match step {
        Step::Extend => latest_extension(&asked.made, asked.course.shared),
        _ => today,
    };
    let signal = |text: &str| RwSignal::new(text.to_owned());
    let typed = Typed {
        day: RwSignal::new(full_day(first)),
        way: signal(asked.made.way.code()),
        shared: signal(if asked.course.shared { "yes" } else { "" }),
        reason: signal(Refusal::Law.code()),
        text: signal(""),
    };
    let question = words::step_title(lang, &step.word(lang), &what(lang, asked.made.kind));
    let text = step.text(lang, &asked);
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let fields = fields(lang, step, &asked, typed);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let course = match course(lang, step, &asked, typed, replica.today()) {
            Ok(course) => course,
            Err(missing) => return wrong.set(Some(missing)),
        };
        wrong.set(None);
        busy.set(true);
        let (household, request) = (asked.household, asked.id);
        spawn_local(async move {
            let course = Box::new(course);
            let said = replica.arrange(household, Fact::RequestCourse { request, course });
            match said.await {
                Ok(()) => {
                    toaster.say(words::saved(lang));
                    about.try_set(None);
                }
                Err(error) => {
                    // Whoever has closed the dialog is told all the same.
                    if let Some(Some(text)) = wrong.try_set(Some(error.text(lang))) {
                        toaster.say(text);
                    }
                }
            }
            busy.try_set(false);
        });
    };
    let trouble = move || {
        wrong.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question}</h2>
            <p class="small">{text}</p>
            {fields}
            <div role="alert">{trouble}</div>
            <Buttons about busy icon=Icon::Check word=step.word(lang) lang/>
        </form>
    }
    .into_any()
}

/// What a step needs.
fn fields(lang: Lang, step: Step, asked: &Asked, typed: Typed) -> AnyView {
    let day_label = match step {
        Step::Extend => words::step_until(lang),
        _ => words::step_day(lang),
    };
    let text_label = match step {
        Step::Finish => Some(words::step_what(lang)),
        Step::Extend | Step::Refuse => Some(words::step_why(lang)),
        Step::Answer | Step::TakeBack | Step::Lift => None,
    };
    let reason = (step == Step::Refuse).then(|| {
        let options = every::<Refusal>(lang);
        view! { <SelectField label=words::step_reason(lang) options value=typed.reason/> }
    });
    let way = (step == Step::Answer).then(|| {
        let options = every::<Way>(lang);
        view! { <SelectField label=words::step_way(lang) options value=typed.way/> }
    });
    let shared = (step == Step::Answer && asked.made.kind.stops()).then(|| {
        let options = vec![
            (String::new(), words::step_not_shared(lang)),
            ("yes".to_owned(), words::step_shared(lang)),
        ];
        view! { <SelectField label=words::step_holders(lang) options value=typed.shared/> }
    });
    let text = text_label.map(|label| {
        view! { <TextField label value=typed.text on_type=move |text| typed.text.set(text)/> }
    });
    view! {
        {reason}
        <TextField
            label=day_label
            hint=help::day_hint(lang)
            value=typed.day
            on_type=move |text| typed.day.set(text)
            inputmode="numeric"
        />
        {way}
        {shared}
        {text}
    }
    .into_any()
}

/// The course after a step.
///
/// # Errors
/// What is missing, in words.
fn course(
    lang: Lang,
    step: Step,
    asked: &Asked,
    typed: Typed,
    today: NaiveDate,
) -> Result<Course, String> {
    let on = read_day(&typed.day.get_untracked()).ok_or_else(|| help::day_unread(lang))?;
    let words = typed.text.get_untracked().trim().to_owned();
    let mut course = asked.course.clone();
    if step == Step::Extend {
        let latest = latest_extension(&asked.made, course.shared);
        if on <= asked.made.act_by(&course) || on > latest {
            return Err(words::until_wrong(lang, &full_day(latest)));
        }
        if words.is_empty() {
            return Err(words::why_missing(lang));
        }
        course.extended = Some(Extended {
            until: on,
            why: words,
        });
        return Ok(course);
    }
    if on > today {
        return Err(words::day_ahead(lang));
    }
    if on < asked.made.on {
        return Err(words::day_before(lang));
    }
    match step {
        Step::Answer => {
            let way = Way::coded(&typed.way.get_untracked()).unwrap_or(asked.made.way);
            course.answered = Some(Answered { on, way });
            course.shared = !typed.shared.get_untracked().is_empty();
        }
        Step::Finish => {
            course.end = Some(End::Done {
                on,
                what: words,
                lifted: None,
            });
        }
        Step::Refuse if words.is_empty() => return Err(words::why_missing(lang)),
        Step::Refuse => {
            let why = Refusal::coded(&typed.reason.get_untracked()).unwrap_or(Refusal::Other);
            course.end = Some(End::Refused { on, why, words });
        }
        Step::TakeBack => course.end = Some(End::TakenBack { on }),
        Step::Lift => {
            if let Some(End::Done { lifted, .. }) = &mut course.end {
                *lifted = Some(on);
            }
        }
        Step::Extend => {}
    }
    Ok(course)
}

/// Every word of a list, to be chosen from.
fn every<T: Word>(lang: Lang) -> Vec<(String, String)> {
    let every = T::EVERY.iter();
    every
        .map(|word| (word.code().to_owned(), sentence_case(of(lang, word.both()))))
        .collect()
}
