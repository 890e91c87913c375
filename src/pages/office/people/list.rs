//! The list of people, below what of theirs ends soon.

use dong_hanh_domain::{Role, RoleKind, Standing};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::asked::Places;
use super::row::{Deeds, row};
use crate::device::people::Colleague;
use crate::replica::Replica;
use crate::ui::{Banner, Empty, Icon, Tone};
use crate::words::{joining, people as words};

/// The list, as somebody of this role sees it.
pub(super) fn rows(
    replica: Replica,
    me: &Role,
    places: &Places,
    people: &[Colleague],
    deeds: Deeds,
    lang: Lang,
) -> AnyView {
    if people.is_empty() {
        let (title, text) = if me.kind() == RoleKind::Administrator {
            (words::title(lang), words::nobody(lang))
        } else {
            (joining::people_title(lang), joining::nobody(lang))
        };
        return view! { <Empty icon=Icon::People title><p>{text}</p></Empty> }.into_any();
    }
    let today = replica.today();
    let open = people.iter().filter(|colleague| !colleague.disabled);
    let terms = open.flat_map(|colleague| colleague.terms.values());
    let ending = terms.filter(|term| matches!(term.stands_on(today), Standing::EndsSoon { .. }));
    let ending = ending.count();
    let ending = (ending > 0).then(|| {
        view! {
            <Banner tone=Tone::Wait icon=Icon::Clock title=words::ending_title(lang)>
                <p class="small">{words::ending(lang, ending)}</p>
            </Banner>
        }
    });
    let rows = people.iter();
    let rows = rows.map(|colleague| row(me, places, colleague, today, deeds, lang));
    let rows = rows.collect_view();
    view! {
        {ending}
        <section class="tile"><ul class="done">{rows}</ul></section>
    }
    .into_any()
}
