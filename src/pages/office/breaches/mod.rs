//! Breaches of personal data: those that there were, and how a new one is entered.

mod begin;
mod clock;
mod concerned;
mod exposed;
mod moments;
mod show;
mod telling;
mod watch;
mod what;

use dong_hanh_domain::breach::Incident;
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::begin::{Begin, Beginning};
use self::clock::clock;
pub use self::show::BreachPage;
use self::watch::Answer;
pub use self::watch::{BreachNotice, Watch};
use crate::device::breaches::Row;
use crate::office::{Topbar, path};
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Empty, Icon, Look, use_lang, use_page};
use crate::words::{breaches as words, of, office};

/// The address at which a breach about a device is begun.
#[must_use]
pub fn about_device(user: UserId, device: DeviceId, is_copied: bool) -> String {
    let kind = if is_copied { "account" } else { "device" };
    path(&format!("breaches?user={user}&{kind}={device}"))
}

/// The page.
#[component]
pub fn BreachesPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    use_page(words::title(lang).into());
    let watch: Watch = expect_context();
    watch.ask();
    let begin = RwSignal::new(begun());
    let content = move || {
        match watch.answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any()
        }
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Offline title=words::failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=move |()| watch.ask()>{office::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(rows) if rows.is_empty() => view! {
            <div class="tile"><Empty icon=Icon::Check title=words::none(lang)><p>{words::none_text(lang)}</p></Empty></div>
        }
        .into_any(),
        Answer::Came(rows) => {
            let rows = rows.iter().map(|row| tile(replica, row, lang));
            view! { <ul class="stacked" aria-label=words::list(lang)>{rows.collect_view()}</ul> }
                .into_any()
        }
    }
    };
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted measure">{words::text(lang)}</p>
            <div>
                <Button look=Look::Primary icon=Icon::Plus on_press=move |()| begin.set(Some(Beginning::Anything))>
                    {words::begin(lang)}
                </Button>
            </div>
            {content}
        </main>
        <Begin about=begin lang/>
    }
    .into_any()
}

/// What the address begins with: a device that was lost, or from which a token was copied.
fn begun() -> Option<Beginning> {
    let query = use_query_map();
    let of = |name: &str| query.with_untracked(|query| query.get(name));
    let user: UserId = of("user")?.parse().ok()?;
    let lost = of("device").and_then(|id| id.parse().ok());
    let copied = of("account").and_then(|id| id.parse().ok());
    let incident = match (lost, copied) {
        (Some(device), _) => Incident::LostDevice { user, device },
        (None, device @ Some(_)) => Incident::AccountUsed { user, device },
        (None, None) => return None,
    };
    Some(Beginning::About(incident))
}

fn tile(replica: Replica, row: &Row, lang: Lang) -> AnyView {
    let breach = &row.breach;
    let now = untrack(|| replica.now()).corrected();
    let href = path(&format!("breaches/{}", breach.id));
    let head = of(lang, breach.incident.both());
    let about = breach
        .incident
        .user()
        .and_then(|user| say::briefly(replica, user));
    let about = about.map(|about| format!(" ({about})"));
    let closed = breach.closed.map(|closed| {
        let why = of(lang, closed.why.both());
        let said = words::closed(lang, why, &say::exactly(closed.noted.at));
        view! { <p class="small">{said}</p> }
    });
    view! {
        <li class="tile">
            <h2 class="name"><a class="link tall" href=href>{head} {about}</a></h2>
            <p class="small muted">{row.unit_name.clone()} " · " {words::discovered(lang, &say::exactly(breach.discovered))}</p>
            {clock(breach, now, lang)}
            {closed}
        </li>
    }
    .into_any()
}
