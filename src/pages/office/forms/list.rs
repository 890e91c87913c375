//! The forms of the unit, each with its versions: which is in use, since when, and what can be done with it.

use std::collections::BTreeMap;

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask::Asked;
use crate::device::forms::{self, FormRow};
use crate::device::people::PeopleError;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Banner, Button, Empty, Icon, Tone};
use crate::words::forms as words;
use crate::words::office;

/// The tile of one form.
pub(super) const TILE: &str = "li.form";

/// What the server says which forms there are: it is asked, has answered, or did not.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    replica: Replica,
    /// The last answer, while there is one.
    answer: RwSignal<Option<Result<Vec<FormRow>, PeopleError>>>,
    /// The file that was wanted and did not come.
    missed: RwSignal<Option<PeopleError>>,
}

impl Lists {
    /// Asks for them.
    pub(super) fn ask(replica: Replica) -> Self {
        let lists = Self {
            replica,
            answer: RwSignal::new(None),
            missed: RwSignal::new(None),
        };
        lists.again();
        lists
    }

    /// Asks again; what came before stays until the answer.
    pub(super) fn again(self) {
        spawn_local(async move {
            let answer = forms::list(&self.replica.network()).await;
            // The page may be gone when the answer comes.
            drop(self.answer.try_set(Some(answer)));
        });
    }

    /// All that came. Tracked.
    pub(super) fn came(self) -> Vec<FormRow> {
        self.answer.get().and_then(Result::ok).unwrap_or_default()
    }

    fn download(self, form: FormRow, name: String) {
        spawn_local(async move {
            let came = forms::download(&self.replica.network(), &form.id, &name).await;
            drop(self.missed.try_set(came.err()));
        });
    }
}

/// The lists, or why they did not come.
#[component]
pub(super) fn List(
    /// They.
    lists: Lists,
    /// What is asked before something is done.
    about: RwSignal<Option<Asked>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let again = move |()| lists.again();
    let missed = move || {
        lists.missed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_downloaded(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    let content = move || match lists.answer.get() {
        None => view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any(),
        Some(Err(error)) => {
            let text = match error {
                PeopleError::NoAnswer => words::offline_text(lang),
                error => error.text(lang),
            };
            view! {
                <Empty icon=Icon::Offline title=words::offline(lang)>
                    <p>{text}</p>
                    <Button on_press=again>{office::try_again(lang)}</Button>
                </Empty>
            }
            .into_any()
        }
        Some(Ok(forms)) if forms.is_empty() => view! {
            <Empty icon=Icon::Edit title=words::empty(lang)>
                <p>{words::empty_text(lang)}</p>
            </Empty>
        }
        .into_any(),
        Some(Ok(forms)) => {
            let tiles = by_name(forms).into_iter();
            let tiles =
                tiles.map(|versions| untrack(|| tile(replica, lists, versions, about, lang)));
            view! {
                <section aria-labelledby="forms-list">
                    <h2 class="sec" id="forms-list">{words::list(lang)}</h2>
                    <p class="small muted keys-hint">{words::keys(lang)}</p>
                    <ul class="stacked">{tiles.collect_view()}</ul>
                </section>
            }
            .into_any()
        }
    };
    view! { {missed} {content} }.into_any()
}

/// The versions of each form; those in use first.
fn by_name(forms: Vec<FormRow>) -> Vec<Vec<FormRow>> {
    let mut by_name = BTreeMap::<String, Vec<FormRow>>::new();
    for form in forms {
        by_name.entry(form.name.clone()).or_default().push(form);
    }
    let mut found: Vec<_> = by_name.into_values().collect();
    for versions in &mut found {
        versions.sort_by_key(|form| !form.current);
    }
    found.sort_by_key(|versions| !versions.iter().any(|form| form.current));
    found
}

fn tile(
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
    let rows = versions
        .into_iter()
        .map(|form| row(replica, lists, form, about, lang));
    let rows = rows.collect_view();
    view! {
        <li class="tile form">
            <h3 class="name">{title} " " <span class="sub nw">{name}</span></h3>
            {withdrawn}
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
