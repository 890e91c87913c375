//! On the phone's first page: what the office has answered to requests of the families that one visits.

use chrono::Days;
use leptos::prelude::*;

use super::plain::{standing, what};
use crate::pages::households::name_of;
use crate::replica::{Asked, use_replica};
use crate::ui::{Icon, Line, Row, Sheet, use_lang};
use crate::words::requests as words;

/// For so many days after its last step a request is told of.
const DAYS: u64 = 14;

/// The sheet; nothing where nothing was answered lately.
#[component]
pub(crate) fn RequestNews() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let news = Memo::new(move |_| {
        let since = replica.today().checked_sub_days(Days::new(DAYS));
        let is_news = |one: &Asked| {
            let answered = one.course.answered.map(|answered| answered.on);
            let last = one.course.closed().max(answered);
            last.is_some() && last >= since
        };
        let mut all = replica.requests();
        all.retain(is_news);
        all
    });
    let rows = move || {
        let rows = news.get().into_iter().map(|one| {
            let (tone, standing) = standing(lang, &one, replica.today());
            let href = format!("/households/{}", one.household);
            view! {
                <Row href tone lead=Icon::Report>
                    <span class="name">{name_of(lang, replica, Some(one.household))}</span>
                    <Line>{what(lang, one.made.kind)}</Line>
                    <Line tone>{standing}</Line>
                </Row>
            }
        });
        view! { <ul class="rows">{rows.collect_view()}</ul> }
    };
    let some = Memo::new(move |_| !news.read().is_empty());
    move || {
        some.get()
            .then(|| view! { <Sheet title=words::news(lang)>{rows}</Sheet> })
    }
}
