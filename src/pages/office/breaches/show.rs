//! One breach: how much time is left, what it exposed, who was told, what was done, and the file for the authority.

use dong_hanh_domain::BreachId;
use dong_hanh_domain::breach::Step;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::clock::clock;
use super::concerned::whom;
use super::exposed::exposed;
use super::telling::{Ask, Saying};
use super::watch::Watch;
use crate::device::breaches::{self, Details};
use crate::device::people::PeopleError;
use crate::office::{Topbar, path};
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{
    Banner, Button, Empty, Icon, Look, Tone, focus_soon, use_lang, use_page, use_toaster,
};
use crate::words::{breaches as words, of, office};

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
enum Answer {
    Asking,
    Came(Box<Details>),
    Failed(PeopleError),
}

/// The page.
#[component]
pub fn BreachPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let id = use_params_map().with_untracked(|map| map.get("id"));
    let id = id.and_then(|id| id.parse::<BreachId>().ok());
    let inside = match id {
        Some(id) => view! { <Shown id lang/> }.into_any(),
        None => view! {
            <Empty icon=Icon::Search title=words::no_breach(lang)>
                <a class="btn secondary" href=path("breaches")>{words::back(lang)}</a>
            </Empty>
        }
        .into_any(),
    };
    view! {
        <Topbar title=words::title(lang) back=(path("breaches"), words::back(lang))/>
        <main class="cover" id="main" tabindex="-1">{inside}</main>
    }
    .into_any()
}

#[component]
fn Shown(id: BreachId, lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let watch: Watch = expect_context();
    let answer = RwSignal::new(Answer::Asking);
    let about = RwSignal::new(None::<Saying>);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let ask = move || {
        spawn_local(async move {
            let came = breaches::show(&replica.network(), id).await;
            let came = came.map(Box::new);
            answer.try_set(came.map_or_else(Answer::Failed, Answer::Came));
        });
    };
    ask();
    let say = Callback::new(move |step: Step| {
        let Answer::Came(details) = answer.get_untracked() else {
            return;
        };
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let said = breaches::step(&replica.network(), &details.breach, &step).await;
            busy.try_set(false);
            match said {
                Ok(details) => {
                    answer.try_set(Answer::Came(Box::new(details)));
                    about.try_set(None);
                    toaster.say(words::noted(lang));
                    watch.ask();
                    focus_soon("main".to_owned());
                }
                Err(PeopleError::Refused(code)) if code == "breach-moved-on" => {
                    failed.try_set(Some(words::moved_on(lang)));
                    ask();
                }
                Err(PeopleError::Refused(code)) if code == "unfit-breach" => {
                    failed.try_set(Some(words::unfit(lang)));
                }
                Err(error) => drop(failed.try_set(Some(error.text(lang)))),
            }
        });
    });
    Effect::new(move || {
        // What was wrong with one thing is not wrong with the next.
        if about.read().is_none() {
            failed.set(None);
        }
    });
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any()
        }
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Offline title=words::failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=move |()| ask()>{office::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(details) => shown(replica, &details, about, say, lang),
    };
    // Of what is said without a dialog the page itself says why it was not noted.
    let trouble = move || {
        let text = failed.get().filter(|_| about.read().is_none());
        text.map(|text| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_noted(lang)><p>{text}</p></Banner>
            }
        })
    };
    view! {
        <div role="alert">{trouble}</div>
        {content}
        <Ask about busy trouble=failed say lang/>
    }
    .into_any()
}

fn shown(
    replica: Replica,
    details: &Details,
    about: RwSignal<Option<Saying>>,
    say: Callback<Step>,
    lang: Lang,
) -> AnyView {
    let breach = &details.breach;
    let now = untrack(|| replica.now()).corrected();
    let of_whom = breach.incident.user();
    let of_whom = of_whom.and_then(|user| say::briefly(replica, user));
    let of_whom = of_whom.map(|called| format!(" ({called})"));
    let reported = Some(&breach.reported_by).filter(|by| !by.is_empty());
    let reported = reported.map(|by| format!(" · {}", words::reported(lang, by)));
    let end = match breach.closed {
        Some(closed) => {
            let why = of(lang, closed.why.both());
            let said = words::closed(lang, why, &say::exactly(closed.noted.at));
            view! {
                <p>{said}</p>
                <Button look=Look::Secondary on_press=move |()| say.run(Step::Reopen {})>{words::reopen(lang)}</Button>
            }
            .into_any()
        }
        None => view! {
            <Button look=Look::Secondary icon=Icon::Lock on_press=move |()| about.set(Some(Saying::Close))>
                {words::close(lang)}
            </Button>
        }
        .into_any(),
    };
    let file = details.names.then(|| view! { <File id=breach.id lang/> });
    view! {
        <section class="tile" aria-labelledby="incident">
            <h2 id="incident">{of(lang, breach.incident.both())} {of_whom}</h2>
            <p class="small muted">
                {details.unit_name.clone()} " · " {words::since(lang, &say::exactly(breach.since))} " · "
                {words::discovered(lang, &say::exactly(breach.discovered))} {reported}
            </p>
            {clock(breach, now, lang)}
            {file}
        </section>
        {exposed(replica, details, lang)}
        {whom(replica, details, about, lang)}
        {measures(replica, details, about, lang)}
        <section class="tile">{end}</section>
    }
    .into_any()
}

fn measures(
    replica: Replica,
    details: &Details,
    about: RwSignal<Option<Saying>>,
    lang: Lang,
) -> AnyView {
    let done = details.breach.measures.iter().map(|one| {
        let by = say::briefly(replica, one.noted.by);
        let by = by.map(|by| format!(" · {}", words::noted_by(lang, &by)));
        let at = say::exactly(one.noted.at);
        let text = if one.text.is_empty() {
            words::measure_hidden(lang)
        } else {
            one.text.clone()
        };
        view! { <li><span>{text}<br/><span class="small muted">{at} {by}</span></span></li> }
    });
    let none = details.breach.measures.is_empty();
    let none = none.then(|| view! { <p class="small">{words::no_measures(lang)}</p> });
    let button = details.breach.closed.is_none().then(|| {
        view! {
            <Button look=Look::Secondary icon=Icon::Plus on_press=move |()| about.set(Some(Saying::Measure))>
                {words::measure(lang)}
            </Button>
        }
    });
    view! {
        <section class="tile" aria-labelledby="measures">
            <h2 id="measures">{words::measures(lang)}</h2>
            {none}
            <ul class="done">{done.collect_view()}</ul>
            {button}
        </section>
    }
    .into_any()
}

/// The button that saves the file.
#[component]
fn File(id: BreachId, lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<PeopleError>);
    let verb = Signal::derive(move || busy.get().then(|| words::filing(lang)));
    let save = move |()| {
        failed.set(None);
        busy.set(true);
        spawn_local(async move {
            match breaches::file(&replica.network(), id).await {
                Ok(()) => toaster.say(words::filed(lang)),
                Err(error) => drop(failed.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::file_failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    view! {
        <p class="small muted">{words::file_text(lang)}</p>
        <div><Button look=Look::Primary icon=Icon::Download busy=verb on_press=save>{words::file(lang)}</Button></div>
        {trouble}
    }
}
