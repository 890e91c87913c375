//! Who knows this family: everybody who came, how often, and when for the last time.

use dong_hanh_domain::story::who_knows;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Tale, called};
use crate::replica::Replica;
use crate::ui::{full_day, sentence_case};
use crate::words::story as words;

/// The list; nothing where nobody came. Tracked.
#[must_use]
pub fn knows(lang: Lang, replica: Replica, tale: &Tale) -> Option<AnyView> {
    let known = who_knows(&tale.stops);
    let rows = known.iter().map(|knows| {
        let who = sentence_case(&called(lang, replica, knows.who));
        let came = words::came(lang, knows.visits, &full_day(knows.last));
        view! { <li><span class="body"><span class="name">{who}</span><span class="sub">{came}</span></span></li> }
    });
    (!known.is_empty()).then(|| view! { <ul class="people">{rows.collect_view()}</ul> }.into_any())
}
