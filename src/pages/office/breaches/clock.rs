//! The 72 hours: drawn and in words.

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Notice, WITHIN};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::office::say;
use crate::ui::{Icon, Meter, Reason, Tone};
use crate::words::breaches as words;

/// How the notice to the authority stands: a line, and a meter as long as the time runs.
pub(super) fn clock(breach: &Breach, now: DateTime<Utc>, lang: Lang) -> AnyView {
    let notice = breach.notice(now);
    let (tone, icon, said) = match notice {
        Notice::Due { left } if left.num_hours() == 0 => {
            (Tone::Bad, Icon::Clock, words::due_soon(lang))
        }
        Notice::Due { left } => (Tone::Wait, Icon::Clock, words::due(lang, left.num_hours())),
        Notice::Overdue { by } => (
            Tone::Bad,
            Icon::Attention,
            words::overdue(lang, by.num_hours()),
        ),
        Notice::Given { at, late: None } => {
            (Tone::Ok, Icon::Check, words::given(lang, &say::exactly(at)))
        }
        Notice::Given { at, late: Some(by) } => (
            Tone::Wait,
            Icon::Attention,
            words::given_late(lang, &say::exactly(at), by.num_hours()),
        ),
        Notice::NotNeeded => (Tone::Ok, Icon::Check, words::not_needed(lang)),
    };
    let meter = notice.is_open().then(|| {
        let all = WITHIN.num_hours();
        let gone = (now - breach.discovered).num_hours().clamp(0, all);
        let said = words::gone(lang, gone);
        view! {
            <Meter done=gone.unsigned_abs() of=all.unsigned_abs() label=said/>
            <p class="small muted">{words::deadline(lang, &say::exactly(breach.deadline()))}</p>
        }
    });
    view! { <Reason tone icon><b>{said}</b></Reason> {meter} }.into_any()
}
