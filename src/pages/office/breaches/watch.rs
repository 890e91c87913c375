//! The breaches that are known here, for the page and for the warning over every page.

use chrono::{DateTime, TimeDelta, Utc};
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

/// So long one answer is good enough for the warning: each question stands in the audit.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(10);

/// What is known of breaches; in the context of the whole office.
#[derive(Clone, Copy)]
pub struct Watch {
    replica: Replica,
    pub(super) answer: RwSignal<Answer>,
    asked: StoredValue<Option<DateTime<Utc>>>,
}

impl Watch {
    /// Asks the server where whoever works here sees to breaches, and provides the answer to the pages.
    pub fn provide(replica: Replica) {
        let watch = Self {
            replica,
            answer: RwSignal::new(Answer::Asking),
            asked: StoredValue::new(None),
        };
        provide_context(watch);
        let role = untrack(|| replica.me()).role;
        if may(&role, &Act::SeeToBreaches(role.unit().clone())) {
            // Whenever the office was heard of: somebody else may have entered one, and the hours run.
            let heard = Memo::new(move |_| replica.sync().last_contact);
            Effect::new(move || {
                heard.track();
                let now = untrack(|| replica.now()).corrected();
                if is_due(watch.asked.get_value(), now) {
                    watch.ask();
                }
            });
        }
    }

    /// Asks again.
    pub(super) fn ask(self) {
        let now = untrack(|| self.replica.now()).corrected();
        self.asked.set_value(Some(now));
        spawn_local(async move {
            let came = breaches::list(&self.replica.network()).await;
            let _ = self.answer.try_update(|answer| answer.hear(came));
        });
    }
}

impl Answer {
    /// What is known after another answer: what came once stays where the next one does not come, so that nobody loses the
    /// warning with the network.
    fn hear(&mut self, came: Result<Vec<Row>, PeopleError>) {
        match came {
            Ok(rows) => *self = Self::Came(rows),
            Err(_) if matches!(self, Self::Came(_)) => {}
            Err(error) => *self = Self::Failed(error),
        }
    }
}

fn is_due(asked: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    asked.is_none_or(|asked| now < asked || now - asked >= GOOD_FOR)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn what_came_stays_where_the_next_answer_does_not_come() {
        let mut answer = Answer::Asking;
        answer.hear(Err(PeopleError::NoAnswer));
        assert!(matches!(answer, Answer::Failed(_)));
        answer.hear(Ok(Vec::new()));
        answer.hear(Err(PeopleError::NoAnswer));
        assert!(matches!(answer, Answer::Came(_)));
    }

    #[wasm_bindgen_test]
    fn it_is_asked_at_the_start_and_again_after_ten_minutes() {
        let at: DateTime<Utc> = "2026-11-24T06:00:00Z".parse().unwrap();
        assert!(is_due(None, at));
        assert!(!is_due(Some(at), at + TimeDelta::minutes(9)));
        assert!(is_due(Some(at), at + TimeDelta::minutes(10)));
        // A clock that was turned back.
        assert!(is_due(Some(at), at - TimeDelta::minutes(1)));
    }
}
