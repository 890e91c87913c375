//! What a family said when it was asked: who, how, when, to which text. On the phone and at the office.

use std::sync::Arc;

use dong_hanh_domain::consent::{Consent, Said};
use dong_hanh_domain::{HouseholdId, VisitId, Word as _};
use dong_hanh_form::{Form, Lang};
use dong_hanh_sync::consent::notice;
use leptos::prelude::*;

use crate::replica::{Replica, RestsOn, VisitView, use_replica};
use crate::ui::{Banner, Icon, Reason, Tone, day, full_day, sentence_case};
use crate::words::consent as words;
use crate::words::of;

/// What holds of a household now.
#[component]
pub fn ConsentOf(
    /// Which.
    household: HouseholdId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let standing = Memo::new(move |_| replica.consent_of(household));
    let content = move || match standing.get() {
        // A button in it keeps the focus while news of others come.
        Some(consent) => untrack(|| told(replica, &consent, lang)),
        None => {
            view! { <Reason tone=Tone::Wait icon=Icon::Question>{words::unasked(lang)}</Reason> }
                .into_any()
        }
    };
    view! { <div class="stack">{content}</div> }.into_any()
}

/// What one visit rests on; nothing where that is told elsewhere, or nobody was there.
#[must_use]
pub fn of_visit(replica: Replica, visit: &VisitView, lang: Lang) -> Option<AnyView> {
    let odd = |title: String| {
        view! {
            <Banner tone=Tone::Wait icon=Icon::Question title>
                <p>{words::odd_text(lang)}</p>
            </Banner>
        }
        .into_any()
    };
    match replica.rests_on(visit) {
        RestsOn::NotTold | RestsOn::Itself(None) => None,
        RestsOn::Itself(Some(consent)) => Some(told(replica, &consent, lang)),
        RestsOn::Nothing => Some(odd(words::odd_unasked(lang))),
        RestsOn::Earlier(consent) if !consent.is_given() => {
            Some(odd(words::odd_refused(lang, &on(&consent))))
        }
        RestsOn::Earlier(consent) => Some(
            view! { <p class="small muted">{words::rests_on(lang, &on(&consent))}</p> }.into_any(),
        ),
    }
}

/// Before a form that does not ask is begun: that the family has not agreed, and what to do first.
#[component]
pub fn FirstAsk(
    /// Where it would be filled.
    household: HouseholdId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    move || {
        let title = match replica.consent_of(household) {
            None => words::first_ask_title(lang),
            Some(consent) if !consent.is_given() => words::first_ask_refused(lang),
            Some(_) => return None,
        };
        Some(view! {
            <Banner tone=Tone::Wait icon=Icon::Question title>
                <p>{words::first_ask_text(lang)}</p>
            </Banner>
        })
    }
}

fn told(replica: Replica, consent: &Consent, lang: Lang) -> AnyView {
    let who = match consent.by() {
        Some(by) => sentence_case(of(lang, by.both())),
        None => words::the_family(lang),
    };
    let day = on(consent);
    let (tone, icon, sentence) = match consent.said {
        Said::Given { how: Some(how), .. } => {
            let sentence = words::given(lang, &who, of(lang, how.both()), &day);
            (Tone::Plain, Icon::Check, sentence)
        }
        Said::Given { how: None, .. } => (
            Tone::Plain,
            Icon::Check,
            words::given_plainly(lang, &who, &day),
        ),
        Said::Refused { .. } => {
            let said = words::refused(lang, &who, &day);
            let sentence = format!("{said} {}", words::asks_anew(lang));
            (Tone::Wait, Icon::Question, sentence)
        }
    };
    let besides = consent.is_given().then(|| {
        let allows = consent.allows();
        let pictures = match allows.pictures {
            true => words::pictures(lang),
            false => words::no_pictures(lang),
        };
        let place = match allows.place {
            true => words::place(lang),
            false => words::no_place(lang),
        };
        view! { <p class="small muted">{pictures} " " {place}</p> }
    });
    let form = form_of(replica, consent.visit);
    let text = form.map(|form| text(&form, consent.text.as_deref(), lang));
    view! {
        <Reason tone icon>{sentence}</Reason>
        {besides}
        {text}
    }
    .into_any()
}

fn form_of(replica: Replica, visit: VisitId) -> Option<Arc<Form>> {
    replica.form(&replica.visit(visit)?.form)
}

/// The text itself, as the form of that visit has it for ever, behind a button.
fn text(form: &Form, version: Option<&str>, lang: Lang) -> Option<AnyView> {
    let words = notice(form)?.label.get(lang).to_owned();
    let label = match version {
        Some(version) => words::text(lang, version),
        None => words::text_plainly(lang),
    };
    let is_open = RwSignal::new(false);
    let paragraphs = move || {
        is_open.get().then(|| {
            let paragraphs = words.split("\n\n");
            let paragraphs = paragraphs.map(|one| view! { <p>{one.to_owned()}</p> });
            view! { <div class="stack">{paragraphs.collect_view()}</div> }
        })
    };
    Some(
        view! {
            <button
                type="button"
                class="btn quiet pull"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {Icon::Down.small()}
                {label}
            </button>
            {paragraphs}
        }
        .into_any(),
    )
}

fn on(consent: &Consent) -> String {
    full_day(day(consent.at))
}
