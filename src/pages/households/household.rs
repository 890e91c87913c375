//! One household: who lives there, how they live, and what has happened.

use chrono::{DateTime, Utc};
use dong_hanh_domain::request::Way;
use dong_hanh_domain::today::Why;
use dong_hanh_domain::{Act, FactKey, Household, HouseholdId, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::facts::address as facts_address;
use super::lacks::Lacks;
use super::other_forms::OtherForms;
use super::people::People;
use super::story::Story;
use super::{NextVisit, NextVisitButton, OddInHousehold};
use crate::pages::consent::ConsentOf;
use crate::pages::facts;
use crate::pages::help::HelpOf;
use crate::pages::outbox;
use crate::pages::requests::{RequestsOf, withheld_title};
use crate::pages::story::{Paper, Tale, knows, past, telling};
use crate::replica::{HouseholdRow, OutboxWhat, Replica, Standing, Typing, use_replica};
use crate::ui::{
    Bar, Empty, Icon, LinkButton, Page, Reason, Sheet, SyncPill, Tone, clock, day, full_day,
    sentence_case, use_lang,
};
use crate::words::consent as consent_words;
use crate::words::erasing as erase_words;
use crate::words::help;
use crate::words::households as words;
use crate::words::of;
use crate::words::otherwise;
use crate::words::outbox as outbox_words;
use crate::words::requests;
use crate::words::shell;
use crate::words::state as state_words;
use crate::words::story as story_words;
use crate::words::time;

/// The page of the household that the address names.
#[component]
pub fn HouseholdPage() -> impl IntoView {
    let replica = use_replica();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get("id")
            .and_then(|id| id.parse::<HouseholdId>().ok())
    });
    let known = Memo::new(move |_| id.get().filter(|id| replica.row(*id).is_some()));
    let erased = Memo::new(move |_| id.get().and_then(|id| replica.erased(id)));
    move || match known.get() {
        Some(id) => view! { <Known id /> }.into_any(),
        None => match erased.get() {
            Some(erased) => view! { <Gone at=erased.at /> }.into_any(),
            None => view! { <Unknown /> }.into_any(),
        },
    }
}

/// The office has erased its record.
#[component]
fn Gone(
    /// When.
    at: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let head = move || view! { <Bar back="/households" back_label=words::back(lang) /> };
    let when = format!("{} {}", full_day(day(at)), clock(at));
    view! {
        <Page title=erase_words::gone_title(lang) head>
            <div class="sheet">
                <Empty icon=Icon::Erase title=erase_words::gone_title(lang) heading=true>
                    <p>{erase_words::gone_on(lang, &when)}</p>
                    <p>{erase_words::gone_text(lang)}</p>
                    <LinkButton href="/households">{words::back(lang)}</LinkButton>
                </Empty>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
pub(super) fn Unknown(
    /// What can be done there all the same.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let head = move || view! { <Bar back="/households" back_label=words::back(lang) /> };
    view! {
        <Page title=words::unknown_title(lang) head>
            <div class="sheet">
                <Empty icon=Icon::House title=words::unknown_title(lang) heading=true>
                    <p>{words::unknown_text(lang)}</p>
                    <LinkButton href="/households">{words::back(lang)}</LinkButton>
                </Empty>
            </div>
            {children.map(|children| children())}
        </Page>
    }
    .into_any()
}

#[component]
fn Known(id: HouseholdId) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let household = Memo::new(move |_| replica.household(id));
    let telling = telling(replica, id);
    let next = Memo::new(move |_| NextVisit::of(replica, id));
    let name = Memo::new(move |_| replica.row(id).map(|row| row.called()).unwrap_or_default());
    let head =
        move || view! { <Bar back="/households" back_label=words::back(lang)><SyncPill /></Bar> };
    let dock = move || {
        view! { <div class="dock-one">{move || view! { <NextVisitButton next=next.get() /> }}</div> }
    };
    view! {
        <Page title=shell::tab_household(lang) head dock>
            <div class="sheet flush-top">
                <h1 class="name hero">{name}</h1>
                {move || household.get().zip(replica.row(id)).map(|(household, row)| view! { <About household row /> })}
            </div>
            {move || household.get().map(|household| view! { <People household /> })}
            {move || household.get().and_then(|household| dwelling(lang, replica, &household))}
            {move || telling.get().map(|tale| view! { <Lacks tale /> })}
            <Sheet title=help::title(lang)><HelpOf household=id /></Sheet>
            <Sheet title=consent_words::title(lang)><div class="mt-3"><ConsentOf household=id lang /></div></Sheet>
            <Sheet title=requests::title(lang)><RequestsOf household=id way=Way::Visit /></Sheet>
            <OtherForms household=id />
            {move || telling.get().and_then(|tale| known_by(lang, replica, &tale))}
            <Sheet>{past(lang, replica, telling, |visit| Some(format!("/visits/{visit}/read")))}</Sheet>
            <Story telling />
            <Paper telling replica />
        </Page>
    }
    .into_any()
}

/// Under the name: age and place, class, how long nobody has come, and how to call.
#[component]
fn About(household: Household, row: HouseholdRow) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let place = replica.hamlet(row.hamlet).map(|hamlet| hamlet.full_name());
    let address = (!row.address.is_empty()).then(|| row.address.clone());
    let where_ = [row.age.map(|age| time::age(lang, age)), address, place]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let odd = view! { <OddInHousehold household=household.clone() href=|household, fact| Some(facts_address(household, &fact.to_string())) /> };
    let class = household.class.map(|class| {
        words::class_since(lang, &sentence_case(&class.words()), &full_day(class.since))
    });
    let code = household.code.map(|code| words::code(lang, &code));
    let phone = row.phone.clone().map(|number| {
        let label = words::call_who(lang, row.name.as_str(), &number);
        view! {
            <a class="btn secondary grow" href=format!("tel:{number}") aria-label=label>
                {Icon::Call.small()} {words::call(lang)}
            </a>
        }
    });
    let otherwise = may(&replica.me().role, &Act::Record(row.hamlet)).then(|| {
        let href = facts_address(row.id, "");
        view! { <LinkButton class="grow" icon=Icon::Edit href>{otherwise::title(lang)}</LinkButton> }
    });
    let same_as = row.same_as.map(|other| {
        let link = replica.row(other).map(|_| {
            view! { " " <a class="link tall" href=format!("/households/{other}")>{words::see_other(lang)}</a> }
        });
        view! { <Reason tone=Tone::Wait icon=Icon::Swap>{words::is_double(lang)} {link}</Reason> }
    });
    let gone = replica.erased(row.id).map(|_| {
        view! { <Reason tone=Tone::Bad icon=Icon::Erase>{erase_words::draft_title(lang)}</Reason> }
    });
    let ended = household.ended.filter(|_| row.has_ended(replica.today()));
    let ended = ended.map(|ended| {
        view! { <Reason tone=Tone::Wait icon=Icon::House>{facts::ended_words(lang, ended)}</Reason> }
    });
    let withheld = row.withheld.map(|withheld| {
        let (title, text) = withheld_title(lang, withheld);
        view! { <Reason tone=Tone::Wait icon=Icon::Lock><b>{title}</b> <span class="sub">{text}</span></Reason> }
    });
    let since = match row.days_since_visit(replica.today()) {
        _ if row.same_as.is_some() || ended.is_some() || withheld.is_some() => ().into_any(),
        None => view! { <Reason tone=Tone::Wait icon=Icon::Clock>{words::nobody_yet(lang)}</Reason> }.into_any(),
        Some(days) if row.is_due(&replica.settings().intervals, replica.today()) => view! {
            <Reason tone=Tone::Wait icon=Icon::Clock><b>{words::days(lang, days)}</b>" "{words::days_rest(lang)}</Reason>
        }
        .into_any(),
        Some(_) => ().into_any(),
    };
    let id = row.id;
    let on_device = row.on_device;
    let on_device = move || {
        held_registration(replica, id).or_else(|| {
            on_device.then(|| {
                view! { <Reason icon=Icon::Phone>{words::on_device(lang)}</Reason> }.into_any()
            })
        })
    };
    // Which of two values counts, an officer chooses; whoever comes to the door may know.
    let differ = move || {
        let open = replica.open_conflicts();
        let of_it = open.iter().filter(|conflict| conflict.household == id);
        let count = of_it.count();
        (count > 0).then(|| {
            view! { <Reason tone=Tone::Wait icon=Icon::Swap>{words::differ(lang, count)}</Reason> }
        })
    };
    let expected = move || {
        let followed = replica.followed_one(id)?;
        let on = followed
            .appointment()
            .filter(|_| !followed.is_left_alone(replica.today()))?;
        let text = of(lang, Why::Appointed { on }.both(replica.today()));
        Some(view! { <Reason tone=Tone::Wait icon=Icon::Calendar>{text}</Reason> })
    };
    view! {
        <p class="muted mt-1">{sentence_case(&where_)}</p>
        {class.map(|class| view! { <p class="muted">{class}</p> })}
        {code.map(|code| view! { <p class="muted">{code}</p> })}
        <div class="reasons">{gone} {same_as} {ended} {withheld} {since} {expected} {on_device} {differ} {odd} {move || otherwise_here(lang, replica, id)}</div>
        <div class="filters mt-3">{phone} {otherwise}</div>
    }
    .into_any()
}

/// What this device says otherwise than the record: what waits to be sent, and what is not finished.
fn otherwise_here(lang: Lang, replica: Replica, id: HouseholdId) -> AnyView {
    let count = replica.unsent_facts(id).len();
    let unsent = (count > 0).then(|| {
        view! { <Reason icon=Icon::Phone>{otherwise::unsent_count(lang, count)}</Reason> }
    });
    let begun = replica.typed(Typing::Facts(id)).map(|_| {
        view! { <Reason tone=Tone::Wait icon=Icon::Edit>{otherwise::begun_here(lang)}</Reason> }
    });
    view! { {unsent} {begun} }.into_any()
}

/// Where the office did not file the registration: that it did not, and why or the way to the reason.
fn held_registration(replica: Replica, household: HouseholdId) -> Option<AnyView> {
    let lang = use_lang();
    let line = replica.outbox().into_iter().find(|line| {
        line.what == OutboxWhat::Household { household }
            && matches!(
                line.standing,
                Standing::Held { .. } | Standing::Closed { .. }
            )
    })?;
    if let Standing::Closed { note } = &line.standing {
        let closed = state_words::closed(lang, note);
        return Some(view! { <Reason icon=Icon::Check>{closed}</Reason> }.into_any());
    }
    let reason = view! {
        <Reason tone=Tone::Bad icon=Icon::Attention>
            {outbox_words::registration_held(lang)} " "
            <a class="link tall" href=outbox::address(line.operation)>{outbox_words::registration_why(lang)}</a>
        </Reason>
    };
    Some(reason.into_any())
}

/// Who knows this family; nothing where nobody came.
fn known_by(lang: Lang, replica: Replica, tale: &Tale) -> Option<AnyView> {
    let known = knows(lang, replica, tale)?;
    Some(view! { <Sheet title=story_words::knows(lang)>{known}</Sheet> }.into_any())
}

/// What is known of the house; nothing where nothing is.
fn dwelling(lang: Lang, replica: Replica, household: &Household) -> Option<AnyView> {
    let line = |key: FactKey| {
        let value = facts::known_in(lang, replica, household, &key)?;
        let name = facts::name_in(lang, household, &key);
        let marked = key.sensitivity().is_sensitive();
        let marked = marked
            .then(|| view! { <span class="muted">" ("{consent_words::sensitive(lang)}")"</span> });
        Some(view! { <div><dt>{name}</dt><dd>{value}{marked}</dd></div> })
    };
    let shown = FactKey::OF_DWELLING.into_iter().chain([FactKey::Place]);
    let known: Vec<_> = shown.filter_map(line).collect();
    (!known.is_empty()).then(|| {
        view! { <Sheet title=words::dwelling(lang)><dl class="facts brief">{known}</dl></Sheet> }.into_any()
    })
}
