//! What of one part of a form would change: a row for each, with before and after.

use dong_hanh_domain::{Purpose, Word as _};
use dong_hanh_form::{Aspect, Change, Choices, Expr, Lang, Node, Question, Text};
use leptos::prelude::*;

use super::kinds::kind;
use crate::words::{forms as words, of};

/// A table of what is other; of what is new, what it asks for.
pub(super) fn inside(change: &Change, lang: Lang) -> Option<AnyView> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return asks(change.node()?, lang);
    };
    let rows = change.aspects.iter().map(|aspect| {
        let (was, is) = said(*aspect, before, after, lang);
        view! {
            <tr>
                <th scope="row">{name(*aspect, lang)}</th>
                <td>{was}</td>
                <td><b>{is}</b></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <table class="table diff">
                <thead>
                    <tr>
                        <th scope="col">{words::column_what(lang)}</th>
                        <th scope="col">{words::column_before(lang)}</th>
                        <th scope="col">{words::column_after(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

/// What a question that is new or gone asks for.
fn asks(node: &Node, lang: Lang) -> Option<AnyView> {
    let Node::Question(question) = node else {
        return None;
    };
    let choices = question.kind.chosen_from().map(|choices| match choices {
        Choices::Own(choices) => labels(choices.iter().map(|choice| &choice.label), lang),
        Choices::Table(table) => table.table.clone(),
        Choices::Answers(from) => from.question.clone(),
    });
    let choices = choices.map(|choices| format!(": {choices}"));
    let text = format!(
        "{}{}",
        kind(&question.kind, lang),
        choices.unwrap_or_default()
    );
    Some(view! { <p class="small">{text}</p> }.into_any())
}

fn name(aspect: Aspect, lang: Lang) -> String {
    match aspect {
        Aspect::Words => words::words(lang),
        Aspect::Help => words::help(lang),
        Aspect::Kind => words::kind(lang),
        Aspect::Choices => words::choices(lang),
        Aspect::Condition => words::condition(lang),
        Aspect::Requirement => words::requirement(lang),
        Aspect::Constraint => words::constraint(lang),
        Aspect::Reckoned => words::reckoned(lang),
        Aspect::Look => words::look(lang),
        Aspect::SaveTo => words::save_to(lang),
        Aspect::Care => words::care(lang),
        Aspect::Place => words::place(lang),
    }
}

/// How it was and how it is.
fn said(aspect: Aspect, before: &Node, after: &Node, lang: Lang) -> (String, String) {
    match (aspect, before, after) {
        (Aspect::Place, ..) => (String::new(), words::moved(lang)),
        (Aspect::Look, ..) => (String::new(), words::shown_otherwise(lang)),
        (Aspect::Choices, Node::Question(before), Node::Question(after)) => {
            choices(before, after, lang)
        }
        _ => {
            let texts = [before, after].map(|node| texts(aspect, node, lang));
            let both = in_words(&texts[0], &texts[1], lang);
            let [was, is] = both.map(|words| or_nothing(words, lang));
            (was, is)
        }
    }
}

/// Sentences of a form, or of the app about it.
enum Said {
    Own(Text),
    App(String),
}

/// What there is to say of an aspect.
fn texts(aspect: Aspect, node: &Node, lang: Lang) -> Vec<Said> {
    let (label, hint, relevant) = match node {
        Node::Question(question) => (&question.label, &question.hint, &question.relevant),
        Node::Group(group) => (&group.label, &group.hint, &group.relevant),
        Node::Repeat(repeat) => (&repeat.label, &repeat.hint, &repeat.relevant),
    };
    let own = |text: &Option<Text>| text.clone().map(Said::Own);
    let app = |text: String| vec![Said::App(text)];
    match (aspect, node) {
        (Aspect::Words, Node::Repeat(repeat)) => {
            let all = [label, &repeat.each, &repeat.add];
            all.map(|text| Said::Own(text.clone())).into()
        }
        (Aspect::Words, _) => vec![Said::Own(label.clone())],
        (Aspect::Help, Node::Question(question)) => {
            let media = &question.media;
            let media = [&media.image, &media.big_image, &media.audio, &media.video];
            let help = [hint, &question.guidance].into_iter().chain(media);
            help.filter_map(own).collect()
        }
        (Aspect::Help, _) => own(hint).into_iter().collect(),
        (Aspect::Condition, _) => {
            app(expression(relevant.as_ref()).unwrap_or_else(|| words::always(lang)))
        }
        (Aspect::Kind, Node::Question(question)) => app(kind(&question.kind, lang)),
        (Aspect::Requirement, Node::Question(question)) => required(question, lang),
        (Aspect::Constraint, Node::Question(question)) => {
            let constraint = question.constraint.iter();
            let said = constraint.flat_map(|constraint| {
                let message = Said::Own(constraint.message.clone());
                [Said::App(constraint.expr.0.clone()), message]
            });
            said.collect()
        }
        (Aspect::Reckoned, Node::Question(question)) => {
            let read_only = expression(question.read_only.as_ref());
            let read_only = read_only.map(|expression| words::read_only(lang, &expression));
            let reckoned =
                [&question.default, &question.calculate].map(|expr| expression(expr.as_ref()));
            let reckoned = reckoned.into_iter().chain([read_only]).flatten();
            reckoned.map(Said::App).collect()
        }
        (Aspect::Reckoned, Node::Repeat(repeat)) => {
            let count = expression(repeat.count.as_ref());
            let count = count.unwrap_or_else(|| repeat.begins.to_string());
            app(words::repeated(lang, &count))
        }
        (Aspect::Care, Node::Question(question)) => {
            let purpose = question.purpose.as_deref().map(|code| {
                Purpose::coded(code)
                    .map_or_else(|| code.to_owned(), |known| of(lang, known.both().owned()))
            });
            let sensitive = question.sensitive.then(|| words::sensitive(lang));
            purpose
                .into_iter()
                .chain(sensitive)
                .map(Said::App)
                .collect()
        }
        (Aspect::SaveTo, Node::Question(question)) => question
            .save_to
            .clone()
            .map(Said::App)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

fn required(question: &Question, lang: Lang) -> Vec<Said> {
    let required = match expression(question.required.as_ref()).as_deref() {
        None | Some("false()") => words::optional(lang),
        Some("true()") => words::required(lang),
        Some(expression) => words::required_if(lang, expression),
    };
    let message = question.required_message.clone().map(Said::Own);
    let phrases = question.declinable.iter().map(|reason| reason.label(lang));
    let phrases: Vec<_> = phrases.collect();
    let declined = (!phrases.is_empty()).then(|| words::declined_by(lang, &phrases.join(", ")));
    let said = [Some(Said::App(required)), message, declined.map(Said::App)];
    said.into_iter().flatten().collect()
}

fn expression(expression: Option<&Expr>) -> Option<String> {
    expression.map(|expression| expression.0.clone())
}

/// Both in the language of the reader; where they say the same there, in all others.
fn in_words(before: &[Said], after: &[Said], lang: Lang) -> [String; 2] {
    let read = |said: &[Said]| {
        let said = said.iter().map(|said| match said {
            Said::Own(text) => text.get(lang).to_owned(),
            Said::App(text) => text.clone(),
        });
        said.collect::<Vec<_>>().join(" · ")
    };
    let both = [before, after].map(read);
    if both[0] != both[1] {
        return both;
    }
    [before, after].map(|said| {
        let texts = said.iter().filter_map(|said| match said {
            Said::Own(text) => Some(text),
            Said::App(_) => None,
        });
        let others = texts
            .flat_map(Text::iter)
            .filter(|(tag, _)| *tag != lang.tag());
        let others: Vec<_> = others
            .map(|(tag, words)| format!("{tag}: {words}"))
            .collect();
        others.join(" · ")
    })
}

/// What one can choose no more, and what is new or said otherwise.
fn choices(before: &Question, after: &Question, lang: Lang) -> (String, String) {
    let (Some(was), Some(is)) = (before.kind.chosen_from(), after.kind.chosen_from()) else {
        return (words::nothing(lang), words::nothing(lang));
    };
    let (Choices::Own(was), Choices::Own(is)) = (was, is) else {
        let (was, is) = (listed(was, lang), listed(is, lang));
        let is = if was == is {
            words::other_rows(lang, &is)
        } else {
            is
        };
        return (was, is);
    };
    let gone = was.iter().filter(|choice| !is.contains(choice));
    let new = is.iter().filter(|choice| !was.contains(choice));
    let gone = labels(gone.map(|choice| &choice.label), lang);
    let new = labels(new.map(|choice| &choice.label), lang);
    if gone.is_empty() && new.is_empty() {
        return (String::new(), words::other_order(lang));
    }
    (or_nothing(gone, lang), or_nothing(new, lang))
}

fn listed(choices: &Choices, lang: Lang) -> String {
    match choices {
        Choices::Own(choices) => labels(choices.iter().map(|choice| &choice.label), lang),
        Choices::Table(table) => match &table.filter {
            Some(filter) => format!("{} [{}]", table.table, filter.0),
            None => table.table.clone(),
        },
        Choices::Answers(from) => from.question.clone(),
    }
}

fn labels<'t>(labels: impl Iterator<Item = &'t Text>, lang: Lang) -> String {
    let labels: Vec<_> = labels.map(|label| label.get(lang)).collect();
    labels.join(", ")
}

fn or_nothing(words: String, lang: Lang) -> String {
    if words.is_empty() {
        words::nothing(lang)
    } else {
        words
    }
}
