//! What is due and what goes next, by kind: the officer confirms, or holds something back.

mod confirm;
mod drawn;
mod holding;
mod rows;

use std::collections::BTreeMap;

use dong_hanh_domain::retention::{Schedule, Which};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::confirm::Confirm;
use self::drawn::Months;
use self::holding::Hold;
use self::rows::{Due, HeldBack, Next};
use super::say;
use crate::device::people::PeopleError;
use crate::device::retention::{Retained, on_server};
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{Banner, Button, Empty, Icon, Tone, use_lang, use_page};
use crate::words::retention as words;

/// What the server has said of what only it keeps.
type OnServer = RwSignal<Option<Result<Vec<Retained>, PeopleError>>>;

/// What goes when, and what workbooks are called.
#[derive(Clone, Default, PartialEq)]
struct Known {
    schedule: Schedule,
    files: BTreeMap<Which, String>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    replica: Replica,
    known: Memo<Known>,
    on_server: OnServer,
    /// What is about to be held back.
    holding: RwSignal<Option<Which>>,
    /// What is about to be erased.
    erasing: RwSignal<Option<Vec<Which>>>,
    lang: Lang,
}

/// The page.
#[component]
pub fn RetentionPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::rail(lang).into());
    let replica = use_replica();
    let on_server: OnServer = RwSignal::new(None);
    let page = Page {
        replica,
        known: Memo::new(move |_| known(replica, on_server)),
        on_server,
        holding: RwSignal::new(None),
        erasing: RwSignal::new(None),
        lang,
    };
    page.ask();
    let is_empty = Memo::new(move |_| {
        let known = page.known.read();
        let today = replica.today();
        let schedule = &known.schedule;
        let goes = schedule.due(today).chain(schedule.next(today)).next();
        goes.is_none() && schedule.held_back.is_empty()
    });
    let content = move || {
        if is_empty.get() {
            return view! {
                <Empty icon=Icon::Clock title=words::none_title(lang)>
                    <p>{words::none_text(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        view! {
            <Due page/>
            <Months page/>
            <Next page/>
            <HeldBack page/>
        }
        .into_any()
    };
    view! {
        <Topbar title=words::rail(lang)/>
        <main class="cover coverage" id="main" tabindex="-1">
            <p class="muted">{words::text(lang)} " " {words::text_whole(lang)}</p>
            {move || page.answer()}
            {content}
        </main>
        <Confirm page/>
        <Hold page/>
    }
    .into_any()
}

fn known(replica: Replica, on_server: OnServer) -> Known {
    let server = on_server.read();
    let server = server.iter().flatten().flatten();
    let files = server
        .clone()
        .filter_map(|one| Some((one.which.clone(), one.file.clone()?)));
    let kept = replica
        .retained()
        .into_iter()
        .chain(server.clone().map(Retained::kept));
    let rules = replica.settings().retention;
    Known {
        schedule: rules.schedule(kept, replica.today()),
        files: files.collect(),
    }
}

impl Page {
    /// Asks the server; the page may be gone when the answer comes.
    fn ask(self) {
        self.on_server.set(None);
        spawn_local(self.asked());
    }

    async fn asked(self) {
        let unit = untrack(|| self.replica.me()).role.unit().clone();
        let answer = on_server(&self.replica.network(), &unit).await;
        self.on_server.try_set(Some(answer));
    }

    /// That the server is asked, or what has come between.
    fn answer(self) -> Option<AnyView> {
        let lang = self.lang;
        match &*self.on_server.read() {
            None => {
                Some(view! { <p class="muted" role="status">{words::asking(lang)}</p> }.into_any())
            }
            Some(Ok(_)) => None,
            Some(Err(error)) => {
                let why = error.text(lang);
                let view = view! {
                    <Banner tone=Tone::Wait icon=Icon::Offline title=words::not_asked(lang)>
                        <p class="small">{why}</p>
                        <Button on_press=move |()| self.ask()>{words::again(lang)}</Button>
                    </Banner>
                };
                Some(view.into_any())
            }
        }
    }

    /// What something is called: `Bà Nguyễn Thị Hạnh`.
    fn called(self, which: &Which) -> String {
        let lang = self.lang;
        match which {
            Which::Household { household } => {
                let row = self.replica.row(*household);
                let name = row.map(|row| row.called());
                name.unwrap_or_else(|| words::a_household(lang))
            }
            Which::Draft { author, .. } => {
                let who = say::briefly(self.replica, *author);
                words::draft_of(lang, &who.unwrap_or_else(|| words::somebody(lang)))
            }
            Which::Workbook { .. } => {
                let known = self.known.read_untracked();
                let file = known.files.get(which).cloned();
                file.unwrap_or_else(|| words::a_workbook(lang))
            }
        }
    }
}
