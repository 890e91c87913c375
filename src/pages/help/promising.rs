//! Writes down what somebody promises outside a visit.

use dong_hanh_domain::help::{Promise, Promiser};
use dong_hanh_domain::{Extra, Fact, Word as _};
use leptos::prelude::*;

use super::fields::{DueField, SaveOrCancel, options, read_due};
use super::{Open, Sayer};
use crate::replica::{new_promise, use_replica};
use crate::ui::{SelectField, TextField, use_lang};
use crate::words::help as words;

/// The fields.
#[component]
pub(super) fn Promising(
    /// Says it.
    sayer: Sayer,
    /// Closed afterwards.
    open: RwSignal<Option<Open>>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let text = || RwSignal::new(String::new());
    let (by, who, what, due) = (text(), text(), text(), text());
    let wrong = || RwSignal::new(None);
    let (wrong_by, wrong_what, wrong_due) = (wrong(), wrong(), wrong());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let promiser = Promiser::coded(&by.get_untracked());
        wrong_by.set(promiser.is_none().then(|| words::promiser_missing(lang)));
        let said = what.get_untracked().trim().to_owned();
        wrong_what.set(said.is_empty().then(|| words::promised_missing(lang)));
        let on = replica.today();
        let day = read_due(lang, &due.get_untracked(), on);
        wrong_due.set(day.clone().err());
        let (Some(by), Ok(due), false) = (promiser, day, said.is_empty()) else {
            return;
        };
        open.set(None);
        sayer.say(Fact::Promise {
            promise: new_promise(),
            made: Some(Box::new(Promise {
                what: said,
                by: Some(by),
                who: who.get_untracked().trim().to_owned(),
                on,
                due,
                extra: Extra::default(),
            })),
        });
    };
    let promisers = options::<Promiser>(lang, words::choose(lang));
    view! {
        <form data-unkept="" class="mt-3" on:submit=submit novalidate>
            <h3 class="sec">{words::promise(lang)}</h3>
            <TextField
                label=words::promised_what(lang)
                value=what
                on_type=move |text| what.set(text)
                error=wrong_what
            />
            <SelectField label=words::promiser(lang) options=promisers value=by error=wrong_by />
            <TextField label=words::promiser_name(lang) value=who on_type=move |text| who.set(text) />
            <DueField typed=due wrong=wrong_due />
            <SaveOrCancel open />
        </form>
    }
    .into_any()
}
