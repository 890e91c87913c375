//! What came in a month, quarter or year: by giver, programme, hamlet or household, each gift once.

use dong_hanh_domain::Word;
use dong_hanh_domain::coverage::Period;
use dong_hanh_domain::following::Joined;
use dong_hanh_domain::help::{By, Of, Sum, money, sums};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::super::coverage::PeriodFilter;
use super::super::say;
use super::overdue::called;
use crate::replica::{Replica, use_replica};
use crate::ui::{FilterChip, More, sentence_case};
use crate::words::{help, of, support as words};

/// So many rows are shown at first, those with most, and more at a time.
const FIRST: usize = 20;

/// The tile.
#[component]
pub(super) fn Sums(followed: Memo<Joined>, period: RwSignal<Period>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let by = RwSignal::new(By::Giver);
    let shown = RwSignal::new(FIRST);
    let rows = Memo::new(move |_| sums(&followed.read(), period.get(), by.get()));
    let all = move || {
        let all = rows
            .read()
            .iter()
            .fold(Sum::default(), |mut all, (_, sum)| {
                all += *sum;
                all
            });
        words::all(lang, all.gifts, &of(lang, money(all.dong)), all.in_kind)
    };
    let kinds = [
        (By::Giver, words::giver(lang)),
        (By::Name, words::giver_name(lang)),
        (By::Programme, words::programme(lang)),
        (By::Hamlet, words::hamlet(lang)),
        (By::Household, words::household(lang)),
    ];
    let kinds = kinds.map(|(one, word)| {
        let on = Signal::derive(move || by.get() == one);
        view! { <FilterChip on on_press=move |()| {
            by.set(one);
            shown.set(FIRST);
        }>{word}</FilterChip> }
    });
    let lines = move || {
        let rows = rows.read();
        let most = rows
            .iter()
            .map(|(_, sum)| sum.dong)
            .max()
            .unwrap_or_default();
        rows.iter()
            .take(shown.get())
            .map(|(of, sum)| line(lang, replica, of, sum, most))
            .collect_view()
    };
    let count = Signal::derive(move || rows.read().len());
    view! {
        <section class="tile" aria-labelledby="sums">
            <h2 id="sums">{words::sums(lang)}</h2>
            <div class="filters"><PeriodFilter period lang/></div>
            <div class="filters" role="group" aria-label=words::by(lang)>{kinds.into_iter().collect_view()}</div>
            <p role="status">{all}</p>
            <div class="scroll-wide" tabindex="0" role="group" aria-labelledby="sums">
                <table class="table sums">
                    <thead>
                        <tr>
                            <th scope="col">{words::column_of(lang)}</th>
                            <th scope="col"><span class="vh">{words::column_bar(lang)}</span></th>
                            <th scope="col" class="n">{words::column_money(lang)}</th>
                            <th scope="col" class="n">{words::column_gifts(lang)}</th>
                            <th scope="col" class="n">{words::column_in_kind(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <More all=count shown step=FIRST words=words::more />
        </section>
    }
    .into_any()
}

fn line(lang: Lang, replica: Replica, whose: &Of, sum: &Sum, most: u64) -> AnyView {
    let name = match whose {
        Of::Household(household) => called(replica, *household, lang),
        Of::Giver(giver) => giver
            .map_or_else(
                || help::unknown(lang),
                |giver| sentence_case(of(lang, giver.both())),
            )
            .into_any(),
        Of::Name(name) if name.is_empty() => words::no_name(lang).into_any(),
        Of::Programme(name) if name.is_empty() => words::no_programme(lang).into_any(),
        Of::Name(name) | Of::Programme(name) => name.clone().into_any(),
        Of::Hamlet(hamlet) => replica
            .hamlet(*hamlet)
            .map_or_else(
                || crate::words::facts::other_hamlet(lang),
                |hamlet| say::capital(&hamlet.full_name()),
            )
            .into_any(),
    };
    let share = (sum.dong * 100).checked_div(most).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="drawn"><svg class="meter" aria-hidden="true"><rect width=format!("{share}%") height="100%"></rect></svg></td>
            <td class="n">{of(lang, money(sum.dong))}</td>
            <td class="n">{sum.gifts}</td>
            <td class="n">{sum.in_kind}</td>
        </tr>
    }
    .into_any()
}
