//! What the office sets for everybody in the unit: how often households are to be visited, and what is to be reached.

mod retention;
mod targets;

use dong_hanh_domain::following::Intervals;
use dong_hanh_domain::household::Word;
use dong_hanh_domain::settings::{AloneDays, Settings};
use dong_hanh_domain::standard::Area;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::retention::OfRetention;
use self::targets::Targets;
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{
    Button, Choices, Look, TextField, Toaster, sentence_case, use_lang, use_page, use_toaster,
};
use crate::words::{lost, of, settings as words};

/// A number of days, as it is asked about: its name, where it lies.
type Days = (fn(Lang) -> String, fn(&mut Intervals) -> &mut u16);

/// All of them.
const DAYS: [Days; 7] = [
    (words::poor, |intervals| &mut intervals.poor),
    (words::near_poor, |intervals| &mut intervals.near_poor),
    (words::escaped, |intervals| &mut intervals.escaped),
    (words::unclassed, |intervals| &mut intervals.unclassed),
    (words::first, |intervals| &mut intervals.first),
    (words::soon, |intervals| &mut intervals.soon),
    (words::officer_after, |intervals| {
        &mut intervals.officer_after
    }),
];

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover settings" id="main" tabindex="-1">
            <OfIntervals lang/>
            <OfArea lang/>
            <OfAloneDays lang/>
            <OfRetention lang/>
            <Targets lang/>
        </main>
    }
    .into_any()
}

/// The days.
#[component]
fn OfIntervals(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let typed = DAYS.map(|(_, of)| {
        let mut known = untrack(|| replica.settings()).intervals;
        RwSignal::new(of(&mut known).to_string())
    });
    let wrong = DAYS.map(|_| RwSignal::new(None::<String>));
    let save = move |()| {
        let mut settings = replica.settings();
        let mut is_right = true;
        for ((typed, wrong), (_, of)) in typed.iter().zip(wrong).zip(DAYS) {
            let days = typed.read_untracked().trim().parse().ok();
            let days = days.filter(|days| Intervals::BOUNDS.contains(days));
            wrong.set(
                days.is_none()
                    .then(|| words::not_days(lang, *Intervals::BOUNDS.end())),
            );
            match days {
                Some(days) => *of(&mut settings.intervals) = days,
                None => is_right = false,
            }
        }
        if is_right {
            set(replica, toaster, lang, settings);
        }
    };
    let fields = DAYS.iter().zip(typed).zip(wrong);
    let fields = fields.map(|(((label, _), typed), wrong)| {
        view! {
            <TextField
                label=label(lang)
                value=typed
                on_type=move |text| typed.set(text)
                error=wrong
                inputmode="numeric"
                unit=move || view! { <span class="unit">{words::days(lang)}</span> }
            />
        }
    });
    let fields = fields.collect_view();
    view! {
        <section class="tile" aria-labelledby="intervals">
            <h2 id="intervals">{words::intervals(lang)}</h2>
            <p class="small muted">{words::intervals_text(lang)}</p>
            <div class="days">{fields}</div>
            <Button look=Look::Primary on_press=save>{words::save(lang)}</Button>
        </section>
    }
}

/// By which line of income the self-check goes; nothing where the kind of the unit says it.
#[component]
fn OfArea(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let me = untrack(|| replica.me());
    if Area::of_unit(&me.unit_name, me.role.unit().valid_from).is_some() {
        return ().into_any();
    }
    let areas = Area::ALL.iter().copied();
    let areas = areas.map(|area| (Some(area), sentence_case(of(lang, area.both()))));
    let options = [(None, words::area_not_said(lang))]
        .into_iter()
        .chain(areas);
    let choose = move |area: Option<Area>| {
        let settings = Settings {
            area,
            ..replica.settings()
        };
        set(replica, toaster, lang, settings);
    };
    view! {
        <section class="tile" aria-labelledby="area">
            <h2 id="area">{words::area(lang)}</h2>
            <p class="small muted">{words::area_text(lang)}</p>
            <Choices
                label=words::area_question(lang)
                options=options.collect()
                value=Signal::derive(move || Some(replica.settings().area))
                on_choose=choose
            />
        </section>
    }
    .into_any()
}

/// For how long phones open without having heard of the office.
#[component]
fn OfAloneDays(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let known = untrack(|| replica.settings()).alone_days;
    let typed = RwSignal::new(known.days().to_string());
    let wrong = RwSignal::new(None::<String>);
    let save = move |()| {
        let days: Option<u16> = typed.read_untracked().trim().parse().ok();
        let days = days.filter(|days| AloneDays::BOUNDS.contains(days));
        wrong.set(
            days.is_none()
                .then(|| lost::days_wrong(lang, *AloneDays::BOUNDS.end())),
        );
        if let Some(days) = days {
            let settings = Settings {
                alone_days: days.into(),
                ..replica.settings()
            };
            set(replica, toaster, lang, settings);
        }
    };
    view! {
        <section class="tile" aria-labelledby="alone">
            <h2 id="alone">{lost::days_title(lang)}</h2>
            <p class="small muted">{lost::days_text(lang)}</p>
            <div class="days">
                <TextField
                    label=lost::days_label(lang)
                    value=typed
                    on_type=move |text| typed.set(text)
                    error=wrong
                    inputmode="numeric"
                    unit=move || view! { <span class="unit">{words::days(lang)}</span> }
                />
            </div>
            <Button on_press=save>{lost::days_save(lang)}</Button>
        </section>
    }
    .into_any()
}

/// Says it, and says what became of it.
fn set(replica: Replica, toaster: Toaster, lang: Lang, settings: Settings) {
    spawn_local(async move {
        let said = match replica.set(settings).await {
            Ok(()) => words::saved(lang),
            Err(_) => words::failed(lang),
        };
        toaster.say(said);
    });
}
