//! The truth about where a record is: icon, word and time, always together. Green is for what has a
//! receipt, and for nothing earlier.

use chrono::NaiveDate;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Icon, moment, use_lang};
use crate::replica::Standing;
use crate::words::state as words;

/// The sentence of a standing, without its icon.
fn standing_words(lang: Lang, standing: &Standing, today: NaiveDate) -> String {
    let when = |at| moment(lang, at, today);
    match standing {
        Standing::OnDevice => words::on_device(lang),
        Standing::Sending => words::sending(lang),
        Standing::Received { at } => words::received(lang, &when(*at)),
        Standing::Accepted { at, .. } => words::accepted(lang, &when(*at)),
        Standing::Returned { .. } => words::returned(lang),
        Standing::Amended { .. } => words::amended(lang),
        Standing::Filed { at } => words::filed(lang, &when(*at)),
        Standing::Closed { note } => words::closed(lang, note),
        Standing::Held { back: Some(_), .. } => words::returned(lang),
        Standing::Held { back: None, .. } | Standing::SetAside { .. } => words::held(lang),
        Standing::Replaced => words::replaced(lang),
        Standing::Seen => words::seen(lang),
    }
}

fn look(standing: &Standing) -> (&'static str, Icon) {
    match standing {
        Standing::OnDevice => ("state", Icon::Phone),
        Standing::Sending => ("state sending", Icon::Up),
        Standing::Received { .. } | Standing::Accepted { .. } | Standing::Filed { .. } => {
            ("state received", Icon::Received)
        }
        Standing::Returned { .. } => ("state attention", Icon::Returned),
        Standing::Amended { .. } => ("state", Icon::Edit),
        Standing::Replaced => ("state", Icon::Swap),
        Standing::Seen | Standing::Closed { .. } => ("state", Icon::Check),
        Standing::Held { .. } | Standing::SetAside { .. } => ("state attention", Icon::Attention),
    }
}

/// A standing in a line: `Văn phòng đã nhận lúc 16:42`.
#[component]
pub fn StateLine(
    /// Where the record is.
    #[prop(into)]
    standing: Signal<Standing>,
    /// The running day.
    #[prop(into)]
    today: Signal<NaiveDate>,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let standing = standing.read();
        let (class, icon) = look(&standing);
        view! { <span class=class>{icon.small()} {standing_words(lang, &standing, today.get())}</span> }.into_any()
    }
}
