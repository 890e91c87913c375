//! Whether a household is still the commune's, and why and since when it is not.

use dong_hanh_domain::household::{Ended, Ending as Why};
use dong_hanh_domain::{Fact, HouseholdId, Word};
use dong_hanh_form::Lang;
use dong_hanh_sync::following::listed;
use leptos::prelude::*;

use super::answers::Answers;
use super::deciding::{Deciding, Step};
use super::{Asked, Kind, called};
use crate::pages::households::read_day;
use crate::replica::use_replica;
use crate::ui::{TextField, full_day, sentence_case};
use crate::words::arranging as words;
use crate::words::{facts, help, of};

/// The question.
#[component]
pub(super) fn Ending(
    /// Whose.
    household: HouseholdId,
    /// What is asked about.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title: String,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let known = untrack(|| replica.household(household)).and_then(|known| known.ended);
    // `None`: nothing is chosen; `Some(None)`: it is still here.
    let chosen = RwSignal::new(known.map(|ended| Some(ended.why)));
    let today = untrack(|| replica.today());
    let day = RwSignal::new(full_day(known.map_or(today, |ended| ended.on)));
    let wrong = RwSignal::new(None::<String>);
    let name = called(replica, household, lang);
    let question = words::end_title(lang, &name);
    let step = Callback::new(move |()| {
        let why = match chosen.get_untracked() {
            None => return Step::Missing(words::end_missing(lang)),
            Some(None) if known.is_none() => {
                about.set(None);
                return Step::Next;
            }
            Some(None) => {
                return Step::Say(household, Fact::Ended(None), words::stays(lang, &name));
            }
            Some(Some(why)) => why,
        };
        let on = match (why, read_day(&day.get_untracked())) {
            // One that never was is counted nowhere.
            (Why::NoSuch, _) => listed(household).unwrap_or(today),
            (_, None) => return Step::Missing(help::day_unread(lang)),
            (_, Some(on)) if on > replica.today() => return Step::Missing(words::end_ahead(lang)),
            (_, Some(on)) => on,
        };
        let ended = Fact::Ended(Some(Ended { why, on }));
        Step::Say(household, ended, words::ended(lang, &name))
    });
    let reasons = Why::ALL.iter();
    let answers = reasons.map(|why| (Some(*why), sentence_case(of(lang, why.both()))));
    let answers: Vec<_> = answers.chain([(None, facts::still_there(lang))]).collect();
    let focus = known.and_then(|ended| Why::ALL.iter().position(|why| *why == ended.why));
    let focus = focus.unwrap_or_default();
    let typed = move |text| {
        day.set(text);
        wrong.set(None);
    };
    let since = move || {
        let asks = chosen.get().flatten().filter(|why| *why != Why::NoSuch);
        asks.map(|_| view! {
            <div class="mt-3">
                <TextField label=words::end_day(lang) hint=help::day_hint(lang) value=day on_type=typed inputmode="numeric" />
            </div>
        })
    };
    view! {
        <Deciding
            about
            title_id=title
            title=question
            text=words::end_text(lang)
            word=words::end_write(lang)
            icon=Kind::End.icon()
            wrong
            step
            lang
        >
            <Answers label=words::end_why(lang) answers focus chosen wrong />
            {since}
        </Deciding>
    }
}
