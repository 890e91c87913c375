//! For how long what is recorded is kept, by kind.

use dong_hanh_domain::retention::{Kind, Months};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::set;
use crate::replica::use_replica;
use crate::ui::{Button, TextField, sentence_case, use_toaster};
use crate::words::{of, retention as words};

/// The terms.
#[component]
pub(super) fn OfRetention(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let known = untrack(|| replica.settings()).retention;
    let typed = Kind::ALL.map(|kind| RwSignal::new(known.term(kind).months().to_string()));
    let wrong = Kind::ALL.map(|_| RwSignal::new(None::<String>));
    let save = move |()| {
        let mut settings = replica.settings();
        let mut is_right = true;
        for ((typed, wrong), kind) in typed.iter().zip(wrong).zip(Kind::ALL) {
            let months: Option<u16> = typed.read_untracked().trim().parse().ok();
            let months = months.filter(|months| Months::BOUNDS.contains(months));
            wrong.set(
                months
                    .is_none()
                    .then(|| words::not_months(lang, *Months::BOUNDS.end())),
            );
            match months {
                Some(months) => {
                    settings.retention = settings.retention.with_term(kind, months.into());
                }
                None => is_right = false,
            }
        }
        if is_right {
            set(replica, toaster, lang, settings);
        }
    };
    let fields = Kind::ALL.iter().zip(typed).zip(wrong);
    let fields = fields.map(|((kind, typed), wrong)| {
        view! {
            <TextField
                label=sentence_case(of(lang, kind.both()))
                value=typed
                on_type=move |text| typed.set(text)
                error=wrong
                inputmode="numeric"
                unit=move || view! { <span class="unit">{words::months(lang)}</span> }
            />
        }
    });
    let fields = fields.collect_view();
    view! {
        <section class="tile" aria-labelledby="terms">
            <h2 id="terms">{words::terms(lang)}</h2>
            <p class="small muted">{words::terms_text(lang)}</p>
            <div class="days">{fields}</div>
            <Button on_press=save>{words::save(lang)}</Button>
        </section>
    }
    .into_any()
}
