//! What the forms of help have in common: a day that is to come, the words of a list, and the buttons below.

use chrono::NaiveDate;
use dong_hanh_domain::Word;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::Open;
use crate::pages::households::read_day;
use crate::ui::{Button, Look, TextField, sentence_case, use_lang};
use crate::words::{help as words, of};

/// By which day something is promised.
#[component]
pub(super) fn DueField(
    /// What is typed.
    typed: RwSignal<String>,
    /// What is wrong with it.
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField
            label=words::new_due(lang)
            hint=words::day_hint(lang)
            value=typed
            on_type=move |text| typed.set(text)
            inputmode="numeric"
            error=wrong
        />
    }
    .into_any()
}

/// Reads it.
///
/// # Errors
/// What to mend.
pub(super) fn read_due(lang: Lang, typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    match read_day(typed) {
        None => Err(words::day_unread(lang)),
        Some(day) if day < today => Err(words::day_passed(lang)),
        Some(day) => Ok(day),
    }
}

/// Saves what was typed, or closes the fields.
#[component]
pub(super) fn SaveOrCancel(
    /// What is open.
    open: RwSignal<Option<Open>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="help-row">
            <Button look=Look::Primary submit=true>{words::save(lang)}</Button>
            <Button look=Look::Quiet on_press=move |()| open.set(None)>{words::cancel(lang)}</Button>
        </div>
    }
    .into_any()
}

/// Every word of a list, to be chosen from; the first option is what stands where nothing was chosen.
pub(super) fn options<T: Word>(lang: Lang, first: String) -> Vec<(String, String)> {
    let every = T::EVERY.iter();
    let every = every.map(|word| (word.code().to_owned(), sentence_case(of(lang, word.both()))));
    std::iter::once((String::new(), first))
        .chain(every)
        .collect()
}
