//! Writes down what somebody promises outside a visit.

use dong_hanh_domain::help::{Promise, Promiser};
use dong_hanh_domain::{Extra, Fact, Word as _};
use leptos::prelude::*;

use super::recording::coded;
use super::{Open, Sayer};
use crate::pages::households::read_day;
use crate::replica::{new_promise, use_replica};
use crate::ui::{Button, Look, SelectField, TextField, use_lang};
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
        let day = match read_day(&due.get_untracked()) {
            None => Err(words::day_unread(lang)),
            Some(day) if day < on => Err(words::day_passed(lang)),
            Some(day) => Ok(day),
        };
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
    let choose = [(String::new(), words::choose(lang))];
    let promisers = choose.into_iter().chain(coded::<Promiser>(lang)).collect();
    view! {
        <form class="mt-3" on:submit=submit novalidate>
            <h3 class="sec">{words::promise(lang)}</h3>
            <TextField
                label=words::promised_what(lang)
                value=what
                on_type=move |text| what.set(text)
                error=wrong_what
            />
            <SelectField label=words::promiser(lang) options=promisers value=by error=wrong_by />
            <TextField label=words::promiser_name(lang) value=who on_type=move |text| who.set(text) />
            <TextField
                label=words::new_due(lang)
                hint=words::day_hint(lang)
                value=due
                on_type=move |text| due.set(text)
                inputmode="numeric"
                error=wrong_due
            />
            <div class="help-row">
                <Button look=Look::Primary submit=true>{words::save(lang)}</Button>
                <Button look=Look::Quiet on_press=move |()| open.set(None)>{words::cancel(lang)}</Button>
            </div>
        </form>
    }
    .into_any()
}
