//! The communes of a city for its administrators: their hamlets, and how many people work there; of households nothing.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::people::{self, Commune, PeopleError};
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{Button, Empty, Icon, use_lang, use_page};
use crate::words::{office, people as words};

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
enum Answer {
    Asking,
    Came(Vec<Commune>),
    Failed(PeopleError),
}

/// The page.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    use_page(words::units(lang).into());
    let answer = RwSignal::new(Answer::Asking);
    let ask = move || {
        spawn_local(async move {
            let city = untrack(|| replica.me()).role.unit().clone();
            let came = people::communes(&replica.network(), &city).await;
            // The page may be gone by now.
            answer.try_set(match came {
                Ok(communes) => Answer::Came(communes),
                Err(error) => Answer::Failed(error),
            });
        });
    };
    ask();
    let again = move |()| {
        answer.set(Answer::Asking);
        ask();
    };
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{office::devices_loading(lang)}</p> }.into_any()
        }
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Offline title=office::devices_failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=again>{office::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(communes) if communes.is_empty() => view! {
            <Empty icon=Icon::Map title=words::units(lang)><p>{words::no_units(lang)}</p></Empty>
        }
        .into_any(),
        Answer::Came(communes) => table(communes, lang),
    };
    view! {
        <Topbar title=words::units(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted measure">{words::units_text(lang)}</p>
            {content}
        </main>
    }
    .into_any()
}

fn table(communes: Vec<Commune>, lang: Lang) -> AnyView {
    let rows = communes.into_iter().map(|commune| {
        let mut names: Vec<_> = commune.hamlets.iter().map(|one| one.name.clone()).collect();
        names.sort_unstable();
        view! {
            <tr>
                <th scope="row">{commune.name}</th>
                <td>{names.join(", ")}</td>
                <td class="n">{commune.officers}</td>
                <td class="n">{commune.volunteers}</td>
                <td class="n">{commune.closed}</td>
            </tr>
        }
    });
    let numbers = [words::officers, words::volunteers, words::closed_accounts];
    let numbers = numbers.map(|word| view! { <th scope="col" class="n">{word(lang)}</th> });
    view! {
        <section class="tile" aria-label=words::units(lang)>
            <div class="scroll-wide" tabindex="0" role="group" aria-label=words::units(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words::commune(lang)}</th>
                            <th scope="col">{words::hamlets(lang)}</th>
                            {numbers.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
