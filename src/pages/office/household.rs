//! One household: its facts, its people, and every visit with its versions.

use dong_hanh_domain::request::Way;
use dong_hanh_domain::{Birth, FactKey, Household, HouseholdId, Member, SelfCheck, Sensitivity};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::arranging::{ArrangeButtons, ArrangeDialog, ArrangedBanners, Asked};
use super::conflicts::ConflictsOf;
use super::looking::{CameFrom, Looking};
use super::visits::Visits;
use super::whole::WholeFile;
use super::{say, standing};
use crate::device::clipboard;
use crate::office::{Topbar, path};
use crate::pages::consent::ConsentOf;
use crate::pages::facts;
use crate::pages::help::HelpOf;
use crate::pages::households::{OddInHousehold, lacking};
use crate::pages::requests::RequestsOf;
use crate::pages::story::{Paper, knows, past, telling, years};
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Empty, Icon, Sensitive, full_day, use_lang, use_page};
use crate::words::erasing as erase_words;
use crate::words::office as words;
use crate::words::requests;
use crate::words::review;
use crate::words::shell;
use crate::words::story as story_words;
use crate::words::{consent, help, of, whole};

/// The page.
#[component]
pub fn HouseholdPage() -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get("id")
            .and_then(|id| id.parse::<HouseholdId>().ok())
    });
    let household = Memo::new(move |_| id.get().and_then(|id| replica.household(id)));
    let erased = Memo::new(move |_| id.get().and_then(|id| replica.erased(id)));
    let came: CameFrom = expect_context();
    let answered = RwSignal::new(None::<HouseholdId>);
    // Whether it is in turn is asked once, when it is opened; nothing of it is shown before the answer. One memo: what
    // depends on two, of which one depends on the other, misses a change of theirs.
    let shown = Memo::new(move |before: Option<&Shown>| {
        let answered = answered.get();
        let (Some(id), true) = (id.get(), household.read().is_some()) else {
            return Shown::Unknown;
        };
        match before {
            Some(Shown::Known(before)) if *before == id => Shown::Known(id),
            Some(Shown::Asks(before)) if *before == id && answered == Some(id) => Shown::Known(id),
            Some(Shown::Asks(before)) if *before == id => Shown::Asks(id),
            _ => {
                let from_list = came.take(id);
                if untrack(|| replica.asks_why(id, from_list)) {
                    Shown::Asks(id)
                } else {
                    Shown::Known(id)
                }
            }
        }
    });
    let title = Signal::derive(move || match &*household.read() {
        Some(_) if matches!(shown.get(), Shown::Asks(_)) => shell::tab_household(lang),
        Some(household) => name(replica, household),
        None if erased.read().is_some() => erase_words::gone_title(lang),
        None => words::household_unknown(lang),
    });
    use_page(shell::tab_household(lang).into());
    let about = RwSignal::new(None::<Asked>);
    let ask = Callback::new(move |asked| about.set(Some(asked)));
    let said = Callback::new(move |()| answered.set(id.get_untracked()));
    let content = move || {
        match shown.get() {
        Shown::Asks(household) => view! { <Looking household on_said=said lang/> }.into_any(),
        Shown::Known(id) => content(replica, id, household, ask, lang),
        Shown::Unknown if erased.read().is_some() => view! {
            <Empty icon=Icon::Erase title=erase_words::gone_title(lang)>
                <p>{move || erased.get().map(|erased| erase_words::gone_on(lang, &say::exactly(erased.at)))}</p>
                <p>{erase_words::gone_text(lang)}</p>
                <a class="btn secondary" href=path("erased")>{erase_words::rail(lang)}</a>
            </Empty>
        }
        .into_any(),
        Shown::Unknown => view! {
            <Empty icon=Icon::House title=words::household_unknown(lang)>
                <p>{words::household_unknown_hint(lang)}</p>
                <a class="btn secondary" href=path("households")>{words::back_to_households(lang)}</a>
            </Empty>
        }
        .into_any(),
    }
    };
    view! {
        <Topbar title back=(path("households"), words::back_to_households(lang))/>
        <main class="cover" id="main" tabindex="-1">{content}</main>
        <ArrangeDialog about lang/>
    }
    .into_any()
}

/// What stands on the page.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// Why it is opened is asked for.
    Asks(HouseholdId),
    /// It.
    Known(HouseholdId),
    /// There is none.
    Unknown,
}

fn name(replica: Replica, household: &Household) -> String {
    let courtesy = household.head.courtesy_on(replica.today());
    format!("{} {}", courtesy.title(), household.head.name)
}

fn content(
    replica: Replica,
    id: HouseholdId,
    household: Memo<Option<Household>>,
    ask: Callback<Asked>,
    lang: Lang,
) -> AnyView {
    let telling = telling(replica, id);
    let lacks = move || {
        let tale = telling.get()?;
        let (title, content) = lacking(lang, replica, &tale, |_| None)?;
        let years = years(lang, &tale);
        let notice = of(lang, SelfCheck::notice());
        Some(
            view! { <section class="tile" aria-labelledby="lacks"><h2 id="lacks">{title}</h2>{content}{years}<p class="small muted mt-3">{notice}</p></section> },
        )
    };
    let known = move || {
        let known = knows(lang, replica, telling.get()?.as_ref())?;
        Some(
            view! { <section class="tile" aria-labelledby="knows"><h2 id="knows">{story_words::knows(lang)}</h2>{known}</section> },
        )
    };
    // What is drawn anew when news come has nothing in it that may have the focus.
    let size = move || {
        household
            .get()
            .map(|known| words::people(lang, known.size()))
    };
    let people = move || household.get().map(|known| people(replica, &known, lang));
    // A button in it keeps the focus while news of others come.
    let known_facts = Memo::new(move |_| {
        let known = household.get()?;
        let lives = replica.lives_in(known.id).map(|lives| lives.is);
        let registered = say::colleague(replica, known.registered_by);
        Some((known, lives, registered))
    });
    let facts = move || {
        let (known, ..) = known_facts.get()?;
        Some(untrack(|| facts(replica, &known, lang)))
    };
    let odd = move || {
        household
            .get()
            .map(|household| view! { <OddInHousehold household href=|_, _| None/> })
    };
    view! {
        <ArrangedBanners household=id lang/>
        <ConflictsOf household=id lang/>
        <div class="cols">
            <div class="stacked">
                <section class="tile" aria-labelledby="people">
                    <h2 id="people">{size}</h2>
                    {people}
                    {odd}
                </section>
                <section class="tile" aria-labelledby="rights"><h2 id="rights">{requests::title(lang)}</h2><RequestsOf household=id way=Way::Office/></section>
                <section class="tile" aria-labelledby="help"><h2 id="help">{help::title(lang)}</h2><HelpOf household=id/></section>
                {lacks}
                <Visits telling lang/>
            </div>
            <div class="stacked">
                <aside class="tile" aria-labelledby="facts">
                    <h2 id="facts">{words::facts(lang)}</h2>
                    <ArrangeButtons household=id ask lang/>
                    <Button icon=Icon::Print on_press=|()| clipboard::print()>{story_words::print(lang)}</Button>
                    {facts}
                    {past(lang, replica, telling, |_| None)}
                </aside>
                {known}
                <section class="tile" aria-labelledby="consent"><h2 id="consent">{consent::title(lang)}</h2><ConsentOf household=id lang/></section>
                <section class="tile no-print" aria-labelledby="whole"><h2 id="whole">{whole::title(lang)}</h2><WholeFile household=id telling lang/></section>
            </div>
        </div>
        <Paper telling replica/>
    }
    .into_any()
}

/// What is known of a household.
pub(super) fn facts(replica: Replica, household: &Household, lang: Lang) -> impl IntoView + use<> {
    let lives = replica.lives_in(household.id);
    let hamlet = replica
        .hamlet(lives.map_or(household.hamlet, |lives| lives.is))
        .map(|hamlet| hamlet.full_name())
        .unwrap_or_default();
    let address = match household.address.as_str() {
        "" => say::capital(&hamlet),
        address => format!("{}, {hamlet}", say::capital(address)),
    };
    let class = match &household.class {
        Some(official) => {
            let (class, day) = (say::capital(&official.words()), full_day(official.since));
            match &official.decision {
                Some(decision) => words::class_decision(lang, &class, &day, decision),
                None => review::class_since(lang, &class, &day),
            }
        }
        None => facts::known_in(lang, replica, household, &FactKey::Class)
            .unwrap_or_else(|| review::no_class(lang)),
    };
    let shown = [FactKey::Phone, FactKey::Code].into_iter();
    let shown = shown
        .chain(FactKey::OF_DWELLING)
        .chain([FactKey::Place, FactKey::IncomeScore]);
    let value_of = |key: &FactKey| facts::known_in(lang, replica, household, key);
    let name_of = |key: &FactKey| facts::name_in(lang, household, key);
    let care = |key: &FactKey| key.sensitivity();
    let of_house = shown.map(|key| (name_of(&key), value_of(&key), care(&key)));
    // Of people who were asked one by one nobody was counted.
    let counts = FactKey::counts();
    let counts = counts.filter_map(|key| Some((name_of(&key), Some(value_of(&key)?), care(&key))));
    let registered = say::colleague(replica, household.registered_by).map(|who| say::capital(&who));
    let basic = Sensitivity::Basic;
    let rows = [
        (words::fact_class(lang), Some(class), basic),
        (words::fact_address(lang), Some(address), basic),
    ];
    let rows = rows.into_iter().chain(of_house).chain(counts);
    let rows = rows.chain([(words::fact_registered(lang), registered, basic)]);
    let rows = rows.map(|(label, value, care)| {
        let value = match value {
            Some(value) if care.is_sensitive() => {
                view! { <dd><Sensitive of=label.clone() value/></dd> }.into_any()
            }
            Some(value) => view! { <dd>{value}</dd> }.into_any(),
            None => view! { <dd class="muted">{words::not_recorded(lang)}</dd> }.into_any(),
        };
        view! { <div><dt>{label}</dt>{value}</div> }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

fn people(replica: Replica, household: &Household, lang: Lang) -> impl IntoView + use<> {
    let others = household.others.iter().map(|other| {
        (
            &other.member,
            standing::relation(other.relation, other.member.sex, lang),
        )
    });
    let rows = std::iter::once((&household.head, words::head(lang)))
        .chain(others)
        .map(|(member, relation)| person(replica, member, relation, lang))
        .collect_view();
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-labelledby="people">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words::column_name(lang)}</th>
                        <th scope="col">{words::column_relation(lang)}</th>
                        <th scope="col" class="n">{words::column_age(lang)}</th>
                        <th scope="col">{words::column_born(lang)}</th>
                        <th scope="col">{words::column_insured(lang)}</th>
                        <th scope="col">{words::column_occupation(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn person(
    replica: Replica,
    member: &Member,
    relation: String,
    lang: Lang,
) -> impl IntoView + use<> {
    let born = match member.birth {
        Some(Birth::Date(day)) => full_day(day),
        Some(Birth::Year(year)) => year.to_string(),
        None => words::not_recorded(lang),
    };
    let insured = match member.insured {
        Some(true) => words::yes(lang),
        Some(false) => words::no(lang),
        None => words::not_recorded(lang),
    };
    let occupation = Some(member.occupation.clone()).filter(|words| !words.is_empty());
    let lives: Vec<String> = occupation
        .into_iter()
        .chain(facts::life(lang, member, Sensitivity::Basic))
        .collect();
    let sensitive = facts::life(lang, member, Sensitivity::Sensitive);
    let sensitive = (!sensitive.is_empty()).then(|| {
        let value = say::capital(&sensitive.join(", "));
        view! { " " <Sensitive of=member.name.to_string() value/> }
    });
    view! {
        <tr>
            <th scope="row" class="name">{member.name.to_string()}</th>
            <td>{relation}</td>
            <td class="n">{member.age_on(replica.today())}</td>
            <td>{born}</td>
            <td>{insured}</td>
            <td>{say::capital(&lives.join(", "))} {sensitive}</td>
        </tr>
    }
}
