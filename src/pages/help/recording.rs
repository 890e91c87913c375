//! Writes down support that came outside a visit.

use dong_hanh_domain::help::{CommitmentId, Gift, Giver, Support, SupportKind};
use dong_hanh_domain::odd::MOST_DONG;
use dong_hanh_domain::{Extra, Fact, Word};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::fields::{SaveOrCancel, options};
use super::{Open, Sayer};
use crate::pages::households::read_day;
use crate::replica::{new_support, use_replica};
use crate::ui::{SelectField, TextField, full_day, use_lang};
use crate::words::help as words;

/// The fields.
#[component]
pub(super) fn Recording(
    /// The promises that wait, of which it may keep one.
    promises: Vec<(CommitmentId, String)>,
    /// Says it.
    sayer: Sayer,
    /// Closed afterwards.
    open: RwSignal<Option<Open>>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let text = || RwSignal::new(String::new());
    let (from, programme, dong, goods, keeps) = (text(), text(), text(), text(), text());
    let kind = text();
    let giver = RwSignal::new(String::new());
    let day = RwSignal::new(untrack(|| full_day(replica.today())));
    let (wrong_kind, wrong_worth, wrong_day) = (
        RwSignal::new(None),
        RwSignal::new(None),
        RwSignal::new(None),
    );
    // What somebody was asked about and says again is meant.
    let asked = RwSignal::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let goods = goods.get_untracked().trim().to_owned();
        let worth = read_dong(&dong.get_untracked()).and_then(|dong| match dong {
            None if goods.is_empty() => Err(words::worth_missing as fn(Lang) -> String),
            Some(odd) if odd > MOST_DONG && asked.get_untracked() != Some(odd) => {
                asked.set(Some(odd));
                Err(words::dong_odd)
            }
            dong => Ok(dong),
        });
        let of_kind = SupportKind::coded(&kind.get_untracked());
        wrong_kind.set(of_kind.is_none().then(|| words::kind_missing(lang)));
        let on = match read_day(&day.get_untracked()) {
            None => Err(words::day_unread as fn(Lang) -> String),
            Some(on) if on > replica.today() => Err(words::day_ahead as fn(Lang) -> String),
            Some(on) => Ok(on),
        };
        wrong_worth.set(worth.err().map(|wrong| wrong(lang)));
        wrong_day.set(on.err().map(|wrong| wrong(lang)));
        let (Ok(dong), Ok(on), Some(kind)) = (worth, on, of_kind) else {
            return;
        };
        let gift = Gift {
            kind,
            giver: Giver::coded(&giver.get_untracked()),
            from: from.get_untracked().trim().to_owned(),
            programme: programme.get_untracked().trim().to_owned(),
            dong,
            goods,
            on: Some(on),
        };
        let came = Support {
            gift,
            keeps: keeps.get_untracked().parse().ok(),
            extra: Extra::default(),
        };
        open.set(None);
        sayer.say(Fact::Support {
            support: new_support(),
            came: Some(Box::new(came)),
        });
    };
    let field = move |label: String, value: RwSignal<String>| {
        view! { <TextField label value on_type=move |text| value.set(text) /> }
    };
    let none = [(String::new(), words::keeps_none(lang))];
    let promises = promises
        .into_iter()
        .map(|(id, what)| (id.to_string(), what));
    let promises: Vec<_> = none.into_iter().chain(promises).collect();
    let keeps = (promises.len() > 1)
        .then(|| view! { <SelectField label=words::keeps(lang) options=promises value=keeps /> });
    let kinds = options::<SupportKind>(lang, words::choose(lang));
    let givers = options::<Giver>(lang, words::unknown(lang));
    view! {
        <form data-unkept="" class="mt-3" on:submit=submit novalidate>
            <h3 class="sec">{words::record(lang)}</h3>
            {keeps}
            <SelectField label=words::kind(lang) options=kinds value=kind error=wrong_kind />
            <TextField
                label=words::dong(lang)
                value=dong
                on_type=move |text| dong.set(text)
                inputmode="numeric"
                error=wrong_worth
            />
            {field(words::goods(lang), goods)}
            <TextField
                label=words::day(lang)
                hint=words::day_hint(lang)
                value=day
                on_type=move |text| day.set(text)
                inputmode="numeric"
                error=wrong_day
            />
            <SelectField label=words::giver(lang) options=givers value=giver />
            {field(words::from(lang), from)}
            {field(words::programme(lang), programme)}
            <SaveOrCancel open />
        </form>
    }
    .into_any()
}

/// An amount as people write it, `60.000.000`; `None` where nothing was typed.
fn read_dong(text: &str) -> Result<Option<u64>, fn(Lang) -> String> {
    let text = text.trim().trim_end_matches(['đ', 'Đ']).trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | ',' | ' '))
        .collect();
    match digits.parse() {
        Ok(dong) if dong > 0 => Ok(Some(dong)),
        _ => Err(words::dong_unread),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_amount_is_read_as_people_write_it() {
        let read = |text: &str| read_dong(text).ok();
        assert_eq!(read("60.000.000 đ"), Some(Some(60_000_000)));
        assert_eq!(read(" 500,000"), Some(Some(500_000)));
        assert_eq!(read(" "), Some(None));
        assert_eq!(read("1.200.000.000"), Some(Some(1_200_000_000)));
        for odd in ["0", "nửa triệu", "-5"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
