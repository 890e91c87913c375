//! The columns of a list: what each was guessed to be, and what the officer makes of it.

use std::collections::BTreeMap;
use std::iter;

use dong_hanh_domain::{Class, Word as _};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::course::Course;
use crate::device::imports::{Details, Heading, Meaning, Reading};
use crate::pages::office::say::capital;
use crate::ui::{Button, Icon, SelectField, TextField};
use crate::words::imports as words;

/// The table, and what is so for the whole list.
pub(super) fn columns(course: Course, details: &Details, lang: Lang) -> AnyView {
    let reading = details.reading.clone();
    let chosen: StoredValue<BTreeMap<u32, RwSignal<String>>> = StoredValue::new(
        details
            .headings
            .iter()
            .map(|heading| {
                let meaning = reading.columns.get(&heading.column.to_string());
                (
                    heading.column,
                    RwSignal::new(meaning.cloned().unwrap_or_default()),
                )
            })
            .collect(),
    );
    let sheet = RwSignal::new(reading.sheet.clone());
    let class = RwSignal::new(reading.class.clone().unwrap_or_default());
    let hamlet = RwSignal::new(reading.hamlet.map(|id| id.to_string()).unwrap_or_default());
    let since = RwSignal::new(reading.since.map(|day| day.to_string()).unwrap_or_default());
    let decision = RwSignal::new(reading.decision.clone().unwrap_or_default());
    let first = RwSignal::new(reading.first.to_string());
    let was = reading.sheet.clone();
    let typed = Memo::new(move |_| {
        let text = |signal: RwSignal<String>| {
            Some(signal.get().trim().to_owned()).filter(|text| !text.is_empty())
        };
        let columns = chosen.with_value(|chosen| {
            let said = chosen
                .iter()
                .map(|(at, meaning)| (at.to_string(), meaning.get()));
            said.filter(|(_, meaning)| !meaning.is_empty()).collect()
        });
        let reading = Reading {
            sheet: sheet.get(),
            first: first.get().trim().parse().unwrap_or(1),
            columns,
            class: text(class),
            since: text(since).and_then(|day| day.parse().ok()),
            decision: text(decision),
            hamlet: text(hamlet).and_then(|id| id.parse().ok()),
        };
        // Of another sheet the columns are others.
        if reading.sheet == was {
            reading
        } else {
            Reading {
                columns: BTreeMap::new(),
                ..reading
            }
        }
    });
    let looked_at = typed.get_untracked();
    Effect::new(move |_| {
        let now = typed.get();
        course.otherwise.set((now != looked_at).then_some(now));
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        course.look_again();
    };
    let meanings = details.meanings.clone();
    let rows = details.headings.iter().map(|heading| {
        let meaning = chosen.with_value(|chosen| chosen.get(&heading.column).copied());
        meaning.map(|meaning| row(heading, meaning, &meanings, lang))
    });
    let rows = rows.collect_view();
    let named = Class::ALL.iter().map(|class| {
        let words = crate::words::of(lang, class.both());
        (class.code().to_owned(), capital(words))
    });
    let classes = iter::once((String::new(), words::class_none(lang)));
    let classes: Vec<_> = classes.chain(named).collect();
    let hamlets = course.replica.hamlets().into_iter();
    let hamlets = hamlets.map(|hamlet| (hamlet.id.to_string(), capital(&hamlet.full_name())));
    let hamlets = std::iter::once((String::new(), words::hamlet_none(lang))).chain(hamlets);
    let sheets = (details.sheets.len() > 1).then(|| {
        let options = details
            .sheets
            .iter()
            .map(|title| (title.clone(), title.clone()));
        view! { <SelectField label=words::sheet(lang) options=options.collect() value=sheet/> }
    });
    let busy = Signal::derive(move || course.busy.get().then(|| words::looking(lang)));
    let named = words::table(lang, &words::reading(lang));
    view! {
        <section class="tile no-print" aria-labelledby="import-columns">
            <h2 class="sec" id="import-columns">{words::reading(lang)}</h2>
            <p class="small muted">{words::reading_text(lang)}</p>
            <form on:submit=submit novalidate>
                <div class="days">
                    <SelectField label=words::class(lang) options=classes.clone() value=class/>
                    <TextField label=words::since(lang) value=since on_type=move |text| since.set(text) kind="date"/>
                    <TextField label=words::decision(lang) value=decision on_type=move |text| decision.set(text)/>
                    <SelectField label=words::hamlet(lang) options=hamlets.collect() value=hamlet/>
                    {sheets}
                    <TextField label=words::first(lang) value=first on_type=move |text| first.set(text) inputmode="numeric"/>
                </div>
                <div class="scroll-wide" tabindex="0" role="region" aria-label=named>
                    <table class="table import-columns">
                        <thead>
                            <tr>
                                <th scope="col">{words::column(lang)}</th>
                                <th scope="col">{words::heading(lang)}</th>
                                <th scope="col">{words::samples(lang)}</th>
                                <th scope="col">{words::meaning(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <div class="ruling">
                    <Button icon=Icon::Search submit=true busy>{words::look_again(lang)}</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn row(heading: &Heading, meaning: RwSignal<String>, meanings: &[Meaning], lang: Lang) -> AnyView {
    let options = std::iter::once((String::new(), words::not_read(lang)));
    let known = meanings
        .iter()
        .map(|known| (known.code.clone(), capital(known.text(lang))));
    let options = options.chain(known).map(|(code, words)| {
        let selected = meaning.get_untracked() == code;
        view! { <option value=code selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    let label = words::meaning_of(lang, &heading.letters);
    // Whoever says what the column is all the same needs no reason any more.
    let why_id = format!("column-{}-passed", heading.letters);
    let why = heading.passed.as_ref().map(|why| {
        let text = crate::words::of(lang, why.borrowed()).to_owned();
        let id = why_id.clone();
        let is_read = move || !meaning.read().is_empty();
        view! { <p class="small muted" id=id hidden=is_read>{text}</p> }
    });
    let described = heading.passed.is_some().then_some(why_id);
    let described = move || described.clone().filter(|_| meaning.read().is_empty());
    view! {
        <tr>
            <th scope="row">{heading.letters.clone()}</th>
            <td>{heading.text.clone()} {why}</td>
            <td class="muted">{heading.samples.join(" · ")}</td>
            <td>
                <span class="filter select" class:is-on=move || !meaning.read().is_empty()>
                    <select aria-label=label aria-describedby=described on:change:target=move |event| meaning.set(event.target().value())>
                        {options}
                    </select>
                    {Icon::Down.small()}
                </span>
            </td>
        </tr>
    }
    .into_any()
}
