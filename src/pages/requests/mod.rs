//! What a family may ask for about its data, what it has asked for, and the form that records it. Without a frame: the
//! phone puts it into a sheet, the office into a tile.

mod asking;
mod news;
mod plain;

use dong_hanh_domain::{Act, Fact, HouseholdId, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::asking::Asking;
use crate::pages::help::Sayer;
use crate::replica::{Asked, Replica, use_replica};
use crate::ui::{Button, Icon, Look, Reason, Tone, focus_first, fresh_id, full_day, use_lang};
use crate::words::requests as words;

pub(crate) use news::RequestNews;
pub(crate) use plain::{countdown, course_words, of_whom, standing, what, withheld_title};

/// What they may ask for, and what they have.
#[component]
pub fn RequestsOf(
    /// Whose.
    household: HouseholdId,
    /// How a request comes here, as a word of the form: at a visit, at the office.
    way: dong_hanh_domain::request::Way,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let sayer = Sayer::new(household);
    let open = RwSignal::new(false);
    let asked = Memo::new(move |_| replica.requests_of(household));
    let says = Memo::new(move |_| {
        let row = replica.row(household);
        row.is_some_and(|row| may(&replica.me().role, &Act::Record(row.hamlet)))
    });
    let lines = move || {
        let lines = asked.get();
        if lines.is_empty() {
            return view! { <p class="small muted">{words::none(lang)}</p> }.into_any();
        }
        let lines = lines.iter().map(|one| line(lang, replica, sayer, one));
        view! { <ul class="help-lines">{lines.collect_view()}</ul> }.into_any()
    };
    let fields = move || {
        if open.get() {
            view! { <Asking household sayer way open /> }.into_any()
        } else {
            view! {
                <div class="help-row mt-3">
                    <Button icon=Icon::Plus on_press=move |()| open.set(true)>{words::record(lang)}</Button>
                </div>
            }
            .into_any()
        }
    };
    // The button that was pressed is gone once the fields stand in its place, and they are gone once they are sent.
    let id = fresh_id("requests");
    let within = id.clone();
    let follow = move |now: &bool, _: Option<&bool>, _: Option<()>| {
        let first = if *now { "form select" } else { "button" };
        focus_first(format!("#{within} {first}"));
    };
    Effect::watch(move || open.get(), follow, false);
    view! {
        <p class="small">{words::rights(lang)}</p>
        {lines}
        <div id=id>{move || says.get().then(fields)}</div>
    }
    .into_any()
}

/// A request with how it stands; one about which nothing was done yet can be taken out.
fn line(lang: Lang, replica: Replica, sayer: Sayer, asked: &Asked) -> AnyView {
    let (tone, standing) = standing(lang, asked, replica.today());
    let title = words::line(
        lang,
        &what(lang, asked.made.kind),
        &of_whom(lang, replica, asked),
        &full_day(asked.made.on),
    );
    let note = Some(asked.made.note.clone()).filter(|note| !note.is_empty());
    let request = asked.id;
    let out = asked.course.is_empty().then(|| {
        view! {
            <Button look=Look::Quiet on_press=move |()| sayer.say(Fact::Request { request, made: None })>
                {words::mistake(lang)}
            </Button>
        }
    });
    let icon = if tone == Tone::Ok {
        Icon::Check
    } else {
        Icon::Clock
    };
    view! {
        <li>
            <Reason tone icon>
                {title} <span class="sub">{standing}</span> {note.map(|note| view! { <span class="sub">{note}</span> })}
            </Reason>
            {out}
        </li>
    }
    .into_any()
}
