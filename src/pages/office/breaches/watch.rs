//! The breaches that are known here, for the page and for the warning over every page.

use dong_hanh_domain::{Act, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::breaches::{self, Row};
use crate::device::people::PeopleError;
use crate::office::path;
use crate::replica::{Replica, use_replica};
use crate::ui::{Banner, Icon, LinkButton, Tone};
use crate::words::breaches as words;

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
pub(super) enum Answer {
    Asking,
    Came(Vec<Row>),
    Failed(PeopleError),
}

/// What is known of breaches; in the context of the whole office.
#[derive(Clone, Copy)]
pub struct Watch {
    replica: Replica,
    pub(super) answer: RwSignal<Answer>,
}

impl Watch {
    /// Asks the server where whoever works here sees to breaches, and provides the answer to the pages.
    pub fn provide(replica: Replica) {
        let watch = Self {
            replica,
            answer: RwSignal::new(Answer::Asking),
        };
        provide_context(watch);
        let role = untrack(|| replica.me()).role;
        if may(&role, &Act::SeeToBreaches(role.unit().clone())) {
            watch.ask();
        }
    }

    /// Asks again.
    pub(super) fn ask(self) {
        spawn_local(async move {
            let came = breaches::list(&self.replica.network()).await;
            let _ = self
                .answer
                .try_set(came.map_or_else(Answer::Failed, Answer::Came));
        });
    }
}

/// Says that the authority is still to be told; nothing where it is not, or nobody knows.
#[component]
pub fn BreachNotice(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let (watch, replica): (Watch, _) = (expect_context(), use_replica());
    let open = Memo::new(move |_| {
        let now = untrack(|| replica.now()).corrected();
        let Answer::Came(rows) = &*watch.answer.read() else {
            return 0;
        };
        let open = rows.iter().filter(|row| row.breach.notice(now).is_open());
        open.count()
    });
    move || {
        let count = open.get();
        (count > 0).then(|| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::notice_title(lang, count)>
                    <LinkButton class="mt-2" href=path("breaches")>{words::notice_link(lang)}</LinkButton>
                </Banner>
            }
        })
    }
}
