//! Requests in words: what is asked for, of whom, and how it stands on a day.

use chrono::{Datelike as _, NaiveDate};
use dong_hanh_domain::Word as _;
use dong_hanh_domain::request::{Course, Due, Duty, End, Pressing, RequestKind, Withheld};
use dong_hanh_domain::workdays::{Known, known};
use dong_hanh_form::Lang;

use crate::replica::{Asked, Replica};
use crate::ui::{Tone, full_day, sentence_case};
use crate::words::{facts, of, requests as words};

/// What is asked for: `Rút lại đồng ý`.
pub(crate) fn what(lang: Lang, kind: RequestKind) -> String {
    sentence_case(of(lang, kind.both()))
}

/// Of whom it is: the household, or one of its people. Tracked.
pub(crate) fn of_whom(lang: Lang, replica: Replica, asked: &Asked) -> String {
    let Some(member) = asked.made.of else {
        return words::whole(lang);
    };
    let household = replica.household(asked.household);
    let name = household.and_then(|known| {
        let left = known.left.iter().map(|left| &left.who.member);
        let mut people = known.members().chain(left);
        let found = people.find(|one| one.id == member)?;
        Some(found.name.to_string())
    });
    name.unwrap_or_else(|| facts::somebody(lang))
}

/// How it stands on a day, in one sentence.
pub(crate) fn standing(lang: Lang, asked: &Asked, today: NaiveDate) -> (Tone, String) {
    let Some(due) = asked.due() else {
        return (Tone::Ok, ended(lang, &asked.course));
    };
    let (tone, counted) = countdown(lang, due, today);
    let day = full_day(due.by);
    let by = match due.duty {
        Duty::Answer => words::answer_by(lang, &day),
        Duty::Act => words::act_by(lang, &day),
    };
    let unsure = (known(due.by.year()) != Known::Announced)
        .then(|| words::year_reckoned(lang, due.by.year()));
    let sentences = [format!("{by}, {counted}.")].into_iter().chain(unsure);
    (tone, sentences.collect::<Vec<_>>().join(" "))
}

/// What is left of a period: `còn 1 ngày làm việc`.
pub(crate) fn countdown(lang: Lang, due: Due, today: NaiveDate) -> (Tone, String) {
    match due.pressing(today) {
        Pressing::Calm(days) => (Tone::Plain, words::left(lang, days)),
        Pressing::Soon(0) => (Tone::Wait, words::left_none(lang)),
        Pressing::Soon(1) => (Tone::Wait, words::left_one(lang)),
        Pressing::Soon(days) => (Tone::Wait, words::left(lang, days)),
        Pressing::Overdue(1) => (Tone::Bad, words::overdue_one(lang)),
        Pressing::Overdue(days) => (Tone::Bad, words::overdue(lang, days)),
    }
}

/// What was done about a request, step by step.
pub(crate) fn course_words(lang: Lang, course: &Course) -> String {
    let answered = course.answered.map(|answered| {
        words::answered_on(lang, &full_day(answered.on), of(lang, answered.way.both()))
    });
    let extended = course.extended.as_ref();
    let extended =
        extended.map(|extended| words::extended_to(lang, &full_day(extended.until), &extended.why));
    let ended = Some(ended(lang, course)).filter(|ended| !ended.is_empty());
    let steps = [answered, extended, ended].into_iter().flatten();
    steps.collect::<Vec<_>>().join(". ")
}

/// How it ended.
fn ended(lang: Lang, course: &Course) -> String {
    match &course.end {
        None => String::new(),
        Some(End::Done {
            on,
            lifted: Some(lifted),
            ..
        }) => words::lifted_on(lang, &full_day(*on), &full_day(*lifted)),
        Some(End::Done { on, what, .. }) => {
            let done = words::done_on(lang, &full_day(*on));
            if what.is_empty() {
                done
            } else {
                format!("{done}: {what}")
            }
        }
        Some(End::Refused {
            on,
            why,
            words: text,
        }) => {
            let why = of(lang, why.both());
            let why = if text.is_empty() {
                why.to_owned()
            } else {
                format!("{why}. {text}")
            };
            words::refused_on(lang, &full_day(*on), &why)
        }
        Some(End::TakenBack { on }) => words::taken_back_on(lang, &full_day(*on)),
    }
}

/// What keeps a household's data from being used, and what that means.
pub(crate) fn withheld_title(lang: Lang, withheld: Withheld) -> (String, String) {
    let day = full_day(withheld.since);
    match withheld.kind {
        RequestKind::Withdraw => (words::withdrawn(lang, &day), words::withdrawn_text(lang)),
        RequestKind::Object => (words::objected(lang, &day), words::rests_text(lang)),
        _ => (words::restricted(lang, &day), words::rests_text(lang)),
    }
}
