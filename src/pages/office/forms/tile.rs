//! One form with its versions: which is in use, since when, and what can be done with it.

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::ask::Asked;
use super::lists::Lists;
use crate::device::forms::FormRow;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::Icon;
use crate::words::forms as words;
use crate::words::office;

/// The tile of one form.
pub(super) const TILE: &str = "li.form";

/// The tile.
pub(super) fn tile(
    replica: Replica,
    lists: Lists,
    versions: Vec<FormRow>,
    about: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let title = versions
        .first()
        .map(|form| title(form, lang))
        .unwrap_or_default();
    let name = versions
        .first()
        .map(|form| form.name.clone())
        .unwrap_or_default();
    let called = format!("{title} {name}");
    let withdrawn = (!versions.iter().any(|form| form.current)).then(|| {
        view! { <p class="state attention">{Icon::Pause.small()} {words::withdrawn(lang)}</p> }
    });
    let current = versions.iter().find(|form| form.current);
    let current = current.map(|form| form.id.clone());
    let no_household = move || {
        let form = current.as_ref().and_then(|id| replica.form(id));
        form.filter(|form| !form.about.is_household())
            .map(|_| view! { <p class="small muted">{words::no_household(lang)}</p> })
    };
    let rows = versions
        .into_iter()
        .map(|form| row(replica, lists, form, about, lang));
    let rows = rows.collect_view();
    view! {
        <li class="tile form">
            <h3 class="name">{title} " " <span class="sub nw">{name}</span></h3>
            {withdrawn}
            {no_household}
            <div class="scroll-wide" tabindex="0" role="region" aria-label=called>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words::version(lang)}</th>
                            <th scope="col">{words::state(lang)}</th>
                            <th scope="col">{words::published_at(lang)}</th>
                            <th scope="col" class="n">{words::visits(lang)}</th>
                            <th scope="col"><span class="vh">{words::deeds(lang)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </li>
    }
    .into_any()
}

fn row(
    replica: Replica,
    lists: Lists,
    form: FormRow,
    about: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let today = replica.today();
    let who = |id: Option<UserId>| match id {
        Some(id) => say::briefly(replica, id).unwrap_or_else(|| office::somebody(lang)),
        None => words::installation(lang),
    };
    let since = say::moment(form.since, today);
    let is_unused = !form.current && form.decided_by.is_none() && form.since == form.published;
    let (icon, state) = match form.current {
        true => (
            Icon::Check,
            words::current_since(lang, &since, &who(form.decided_by)),
        ),
        false if is_unused => (Icon::Pause, words::unused(lang)),
        false => (
            Icon::Pause,
            words::replaced(lang, &since, &who(form.decided_by)),
        ),
    };
    let published = say::moment(form.published, today);
    let published = words::published_by(lang, &published, &who(form.publisher));
    let named = words::about(lang, &title(&form, lang), &form.version);
    let deed = deed(&form, is_unused, &named, about, lang);
    let sources = sources(lists, &form, &named, lang);
    view! {
        <tr>
            <th scope="row" class="nw">{form.version.clone()}</th>
            <td><span class="state">{icon.small()} {state}</span></td>
            <td>{published}</td>
            <td class="n">{form.visits}</td>
            <td><div class="deeds">{deed} {sources}</div></td>
        </tr>
    }
    .into_any()
}

/// What can be done with a version.
fn deed(
    form: &FormRow,
    is_unused: bool,
    named: &str,
    about: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let (class, word, asked) = if form.current {
        let asked = Asked::Withdraw(form.clone());
        ("btn quiet", words::withdraw(lang), asked)
    } else {
        let word = if is_unused {
            words::begin(lang)
        } else {
            words::recall(lang)
        };
        ("btn secondary", word, Asked::Recall(form.clone()))
    };
    let named = named.to_owned();
    view! {
        <button
            type="button"
            class=class
            aria-haspopup="dialog"
            on:click=move |_| about.set(Some(asked.clone()))
        >
            {word} <span class="vh">{named}</span>
        </button>
    }
    .into_any()
}

/// What it was made from, to go on from there.
fn sources(lists: Lists, form: &FormRow, named: &str, lang: Lang) -> AnyView {
    let sources = form.sources.iter().enumerate().map(|(at, name)| {
        let (form, wanted) = (form.clone(), name.clone());
        let word = if at == 0 {
            words::download(lang)
        } else {
            name.clone()
        };
        let press = move |_| lists.download(form.clone(), wanted.clone());
        view! {
            <button type="button" class="btn quiet" on:click=press>
                {Icon::Download.small()} {word} <span class="vh">{named.to_owned()}</span>
            </button>
        }
    });
    sources.collect_view().into_any()
}

/// What people call a form.
pub(super) fn title(form: &FormRow, lang: Lang) -> String {
    let title = form.title.as_ref().map(|title| title.get(lang).to_owned());
    title.unwrap_or_else(|| form.name.clone())
}
