//! What a breach exposed, as the server reckoned it.

use dong_hanh_domain::breach::{Exposure, Reach, ReadKind, StoreState};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::breaches::Details;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::words::{breaches as words, of};

/// The part of the page.
pub(super) fn exposed(replica: Replica, details: &Details, lang: Lang) -> AnyView {
    let exposure = &details.exposure;
    let when = say::exactly(exposure.reckoned);
    let stands = if details.breach.frozen.is_some() {
        words::frozen(lang, &when)
    } else {
        words::reckoned(lang, &when)
    };
    let kinds = exposure.kinds.iter().map(|(kind, count)| {
        let said = words::kind(lang, of(lang, kind.both()), *count);
        let sensitive = kind.is_sensitive().then(|| {
            view! { " " <b>"(" {words::is_sensitive(lang)} ")"</b> }
        });
        view! { <li>{said} {sensitive}</li> }
    });
    let store = exposure.store.as_ref().map(|store| {
        view! { <div><dt>{words::device(lang)}</dt><dd>{stood(store, lang)}</dd></div> }
    });
    let read = details.breach.incident.user().map(|_| {
        view! { <div><dt>{words::read(lang)}</dt><dd>{read(exposure, lang)}</dd></div> }
    });
    let households = words::households(lang, exposure.households.len(), exposure.people);
    let erased = (exposure.erased > 0).then(|| words::erased_since(lang, exposure.erased));
    view! {
        <section class="tile" aria-labelledby="exposed">
            <h2 id="exposed">{words::exposed(lang)}</h2>
            <p class="small muted">{stands}</p>
            <p><b>{households}</b> ". " {words::sensitive(lang, exposure.sensitive)} ". " {erased}</p>
            <dl class="facts two-columns">
                <div><dt>{words::reach(lang)}</dt><dd>{reach(replica, exposure, lang)}</dd></div>
                <div><dt>{words::kinds(lang)}</dt><dd><ul>{kinds.collect_view()}</ul></dd></div>
                <div><dt>{words::accounts(lang)}</dt><dd>{exposure.accounts}</dd></div>
                {store}
                {read}
            </dl>
        </section>
    }
    .into_any()
}

fn reach(replica: Replica, exposure: &Exposure, lang: Lang) -> String {
    match &exposure.reach {
        Reach::Unit {} => words::reach_unit(lang),
        Reach::Hamlets { hamlets } => {
            // Who sees to a whole city has none of them.
            let known = hamlets.iter().filter_map(|id| replica.hamlet(*id));
            let names: Vec<_> = known.map(|hamlet| hamlet.name).collect();
            let names = if names.is_empty() {
                String::new()
            } else {
                format!("({})", names.join(", "))
            };
            words::reach_hamlets(lang, hamlets.len(), &names)
        }
        Reach::Listed { rows } => words::reach_list(lang, *rows),
        Reach::ListGone {} => words::reach_gone(lang),
        Reach::Households {} => words::some_households(lang, exposure.households.len()),
        Reach::Nothing {} => words::reach_nothing(lang),
    }
}

fn stood(store: &StoreState, lang: Lang) -> String {
    let sealed = match store.sealed {
        Some(true) => words::sealed_yes(lang),
        Some(false) => words::sealed_no(lang),
        None => words::sealed_unknown(lang),
    };
    let seen = words::seen(lang, &say::exactly(store.seen));
    let lost = store.lost.map(|at| words::lost(lang, &say::exactly(at)));
    let rescued = (store.rescued > 0).then(|| words::rescued(lang, store.rescued));
    let erased = store
        .erased
        .map(|at| words::erased(lang, &say::exactly(at)));
    let parts = [Some(sealed), Some(seen), lost, rescued, erased];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn read(exposure: &Exposure, lang: Lang) -> String {
    let said = exposure.read.iter().map(|(kind, count)| match kind {
        ReadKind::Downloaded => words::downloaded(lang, *count),
        ReadKind::Read => words::opened(lang, *count),
        ReadKind::TakenOut => words::taken_out(lang, *count),
        ReadKind::Pictures => words::pictures(lang, *count),
    });
    let said: Vec<_> = said.collect();
    if said.is_empty() {
        return words::read_nothing(lang);
    }
    let said = said.join("; ");
    if exposure.read_more {
        return words::read_more(lang, &said);
    }
    said
}
