//! Records what somebody asks for.

use dong_hanh_domain::request::{Asker, Request, RequestKind, Way};
use dong_hanh_domain::{Extra, Fact, HouseholdId, MemberId, Word};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::help::Sayer;
use crate::pages::households::read_day;
use crate::replica::{new_request, use_replica};
use crate::ui::{Button, Look, SelectField, TextField, full_day, sentence_case, use_lang};
use crate::words::{help, of, requests as words};

/// The fields. What most requests have in common stands there already, so that few need more than a choice and a press.
#[component]
pub(super) fn Asking(
    /// Of whom.
    household: HouseholdId,
    /// Says it.
    sayer: Sayer,
    /// How it came, unless it is said otherwise.
    way: Way,
    /// Closed afterwards.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let text = |first: &str| RwSignal::new(first.to_owned());
    let (kind, of_whom, who, note) = (text(""), text(""), text(""), text(""));
    let (by, way) = (text(Asker::Head.code()), text(way.code()));
    let day = RwSignal::new(full_day(untrack(|| replica.today())));
    let wrong_kind = RwSignal::new(None::<String>);
    let wrong_day = RwSignal::new(None::<String>);
    let known = untrack(|| replica.household(household));
    let people = known.iter().flat_map(|known| known.members());
    let people = people.map(|member| (member.id.to_string(), member.name.to_string()));
    let whom = std::iter::once((String::new(), words::whole(lang)));
    let whom: Vec<_> = whom.chain(people).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = RequestKind::coded(&kind.get_untracked());
        wrong_kind.set(chosen.is_none().then(|| words::kind_missing(lang)));
        let on = match read_day(&day.get_untracked()) {
            None => Err(help::day_unread(lang)),
            Some(on) if on > replica.today() => Err(words::day_ahead(lang)),
            Some(on) => Ok(on),
        };
        wrong_day.set(on.clone().err());
        let by = Asker::coded(&by.get_untracked());
        let way = Way::coded(&way.get_untracked());
        let (Some(kind), Ok(on), Some(by), Some(way)) = (chosen, on, by, way) else {
            return;
        };
        open.set(false);
        sayer.say(Fact::Request {
            request: new_request(),
            made: Some(Box::new(Request {
                kind,
                of: of_whom.get_untracked().parse::<MemberId>().ok(),
                by,
                who: who.get_untracked().trim().to_owned(),
                way,
                on,
                note: note.get_untracked().trim().to_owned(),
                extra: Extra::default(),
            })),
        });
    };
    let kinds = std::iter::once((String::new(), help::choose(lang)));
    let kinds: Vec<_> = kinds.chain(every::<RequestKind>(lang)).collect();
    let (askers, ways) = (every::<Asker>(lang), every::<Way>(lang));
    view! {
        <form data-unkept="" class="mt-3" on:submit=submit novalidate>
            <h3 class="sec">{words::record(lang)}</h3>
            <SelectField label=words::kind(lang) options=kinds value=kind error=wrong_kind />
            <SelectField label=words::of_whom(lang) options=whom value=of_whom />
            <SelectField label=words::by(lang) options=askers value=by />
            <TextField label=words::who(lang) value=who on_type=move |text| who.set(text) autocapitalize="words" />
            <SelectField label=words::way(lang) options=ways value=way />
            <TextField
                label=words::day(lang)
                hint=help::day_hint(lang)
                value=day
                on_type=move |text| day.set(text)
                inputmode="numeric"
                error=wrong_day
            />
            <TextField label=words::note(lang) value=note on_type=move |text| note.set(text) />
            <div class="help-row">
                <Button look=Look::Primary submit=true>{help::save(lang)}</Button>
                <Button look=Look::Quiet on_press=move |()| open.set(false)>{help::cancel(lang)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Every word of a list, to be chosen from.
fn every<T: Word>(lang: Lang) -> Vec<(String, String)> {
    let every = T::EVERY.iter();
    every
        .map(|word| (word.code().to_owned(), sentence_case(of(lang, word.both()))))
        .collect()
}
