//! One file with everything that is kept of a household, or of one person in it: chosen, made and saved.
//!
//! It is made here from the replica, and only after the server has entered that it is: what leaves the system leaves a
//! trace.

mod paper;
mod telling;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dong_hanh_domain::{HouseholdId, MemberId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::telling::{About, Fetched, pictures, write};
use crate::device::audit::{self, Sought};
use crate::device::people::PeopleError;
use crate::device::share;
use crate::pages::story::Telling;
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Cells, Icon, Look, SelectField};
use crate::words::{requests, whole as words};

/// How far the file has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// Nothing is made.
    Idle,
    /// So many of its pictures are here.
    Making { done: usize, of: usize },
    /// How it ended, and whether well.
    Ended { text: String, well: bool },
}

/// Why there is no file.
enum NoFile {
    /// Somebody has stopped it.
    Stopped,
    /// The server did not enter it, or did not answer.
    Refused(PeopleError),
    /// The browser does not save it, or the household is here no more.
    Unsaved,
}

/// The choice and the button.
#[component]
pub fn WholeFile(
    /// Of which household.
    household: HouseholdId,
    /// What is told of it.
    telling: Telling,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let stage = RwSignal::new(Stage::Idle);
    let whom = RwSignal::new(String::new());
    let people = untrack(|| replica.household(household));
    let people = people.iter().flat_map(|known| {
        let left = known.left.iter().map(|left| &left.who.member);
        known.members().chain(left)
    });
    let people = people.map(|member| (member.id.to_string(), member.name.to_string()));
    let all = std::iter::once((String::new(), requests::whole(lang)));
    let options: Vec<_> = all.chain(people).collect();
    // Each run has its number: whoever stops one and begins another at once has only the other one going on.
    let run = RwSignal::new(0_u32);
    let make = move |()| {
        let chosen = whom.get_untracked().parse::<MemberId>();
        let about = chosen.map_or(About::Household, About::Person);
        stage.set(Stage::Making { done: 0, of: 0 });
        run.update(|run| *run += 1);
        let own = Run {
            stage,
            run,
            number: run.get_untracked(),
        };
        spawn_local(async move {
            let made = made(lang, replica, household, telling, about, own).await;
            if !own.is_last() {
                return;
            }
            let (text, well) = match made {
                Ok(0) => (words::made(lang), true),
                Ok(missing) => (words::made_without(lang, missing), true),
                Err(NoFile::Stopped) => (words::cancelled(lang), true),
                Err(NoFile::Refused(error)) => (words::failed(lang, &error.text(lang)), false),
                Err(NoFile::Unsaved) => (words::unsaved(lang), false),
            };
            stage.try_set(Stage::Ended { text, well });
        });
    };
    let below = move || {
        match stage.get() {
        Stage::Making { done, of } => view! {
            <p class="small" role="status">{words::making(lang)} " " {words::pictures(lang, done, of)}</p>
            <Cells done=done of=of now=true label=words::pictures(lang, done, of) />
            <div class="mt-3">
                <Button look=Look::Quiet on_press=move |()| stage.set(Stage::Idle)>{words::cancel(lang)}</Button>
            </div>
        }
        .into_any(),
        other => {
            let ended = match other {
                Stage::Ended { text, well } => Some((text, well)),
                Stage::Idle | Stage::Making { .. } => None,
            };
            let ended = ended.map(|(text, well)| {
                let class = if well { "small mt-2" } else { "small mt-2 t-bad" };
                view! { <p class=class role="status">{text}</p> }
            });
            view! {
                <div class="mt-3"><Button icon=Icon::File on_press=make>{words::make(lang)}</Button></div>
                {ended}
            }
            .into_any()
        }
    }
    };
    view! {
        <p class="small">{words::text(lang)}</p>
        <SelectField label=words::of_whom(lang) options value=whom/>
        {below}
    }
    .into_any()
}

/// Enters that the file is made, fetches what is not here, and saves it; says how many pictures are missing.
async fn made(
    lang: Lang,
    replica: Replica,
    household: HouseholdId,
    telling: Telling,
    about: About,
    own: Run,
) -> Result<usize, NoFile> {
    let network = replica.network();
    let at = replica.now().corrected();
    let noted = audit::note_rights(&network, household, at).await;
    noted.map_err(NoFile::Refused)?;
    let mut fetched = Fetched::default();
    let sought = Sought {
        household: Some(household),
        ..Sought::default()
    };
    let mut before = None;
    loop {
        let page = audit::entries(&network, &sought, before).await;
        let page = page.map_err(NoFile::Refused)?;
        fetched.entries.extend(page.entries);
        own.go_on()?;
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let tale = telling.try_get_untracked().flatten();
    let tale = tale.ok_or(NoFile::Unsaved)?;
    let wanted = match about {
        About::Household => untrack(|| pictures(replica, &tale)),
        About::Person(_) => Vec::new(),
    };
    let mut missing = 0;
    for (done, media) in wanted.iter().enumerate() {
        own.go_on()?;
        let of = wanted.len();
        own.stage.try_set(Stage::Making { done, of });
        match replica.medium_bytes(media).await {
            Some(bytes) => {
                let bytes = STANDARD.encode(bytes);
                fetched.pictures.insert(media.sha256.clone(), bytes);
            }
            None => missing += 1,
        }
    }
    own.go_on()?;
    let html = untrack(|| write(lang, replica, &tale, about, &fetched));
    // Browsers write the names of downloads down: it bears nobody's.
    let name = format!("ho-so-{}.html", replica.today());
    let saved = share::save_text(&name, "text/html", &html);
    saved.map_err(|_| NoFile::Unsaved)?;
    Ok(missing)
}

/// One making of the file.
#[derive(Clone, Copy)]
struct Run {
    stage: RwSignal<Stage>,
    /// The number of the last one.
    run: RwSignal<u32>,
    number: u32,
}

impl Run {
    fn is_last(self) -> bool {
        self.run.try_get_untracked() == Some(self.number)
    }

    /// Goes on unless somebody has stopped it, begun another one, or left the page.
    fn go_on(self) -> Result<(), NoFile> {
        let stage = self.stage.try_get_untracked();
        let is_making = stage.is_some_and(|stage| matches!(stage, Stage::Making { .. }));
        let is_wanted = is_making && self.is_last();
        is_wanted.then_some(()).ok_or(NoFile::Stopped)
    }
}
