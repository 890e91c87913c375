//! What a visit lacks that came through ODK Collect, in words: the person who sent it was told that it had arrived.

use dong_hanh_form::{Form, Lang, Path};
use dong_hanh_sync::{Elsewhere, Lack, LackReason, Refused};
use leptos::prelude::*;

use crate::ui::{Banner, Icon, Tone};
use crate::words::collect as words;

/// What the office should know of it, a line each; nothing where all came, and came to the same.
pub(super) fn lines(elsewhere: &Elsewhere, form: Option<&Form>, lang: Lang) -> Vec<String> {
    let lacks = elsewhere.lacks.iter();
    let lacks = lacks.map(|lack| lacked(lack, form, lang));
    let otherwise = elsewhere.otherwise.iter();
    let otherwise = otherwise.map(|path| words::otherwise(lang, &called(form, path, lang)));
    lacks.chain(otherwise).collect()
}

/// The banner; `who` sent it, inside a sentence.
pub(super) fn banner(lines: Vec<String>, who: &str, lang: Lang) -> AnyView {
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let to_do = words::lacks_text(lang, who);
    view! {
        <Banner tone=Tone::Wait icon=Icon::Attention title=words::lacks_title(lang)>
            <ul class="listed small">{lines}</ul>
            <p class="small">{to_do}</p>
        </Banner>
    }
    .into_any()
}

fn lacked(lack: &Lack, form: Option<&Form>, lang: Lang) -> String {
    let (question, file) = (called(form, &lack.question, lang), lack.file.as_str());
    match lack.why {
        LackReason::NeverCame => words::never_came(lang, &question, file),
        LackReason::Refused(Refused::TooLarge) => words::too_large(lang, &question, file),
        LackReason::Refused(Refused::WrongKind) => words::wrong_kind(lang, &question, file),
        LackReason::Refused(Refused::BearsPlace) => words::bears_place(lang, &question, file),
    }
}

/// A question by its words, or by its name where it has none or its form is not here.
fn called(form: Option<&Form>, path: &Path, lang: Lang) -> String {
    let question = form.and_then(|form| form.question(path));
    let label = question.map(|question| question.label.get(lang).to_owned());
    label.filter(|label| !label.is_empty()).unwrap_or_else(|| {
        let last = path.steps().last();
        last.map(|step| step.name.to_owned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn each_file_and_each_other_result_is_said_with_its_question() {
        let form = r#"{"name":"visit","title":{"vi":"Thăm","en":"Visit"},"version":"1","nodes":[
            {"type":"image","name":"roof","label":{"vi":"Ảnh mái nhà","en":"The roof"},"max":1},
            {"type":"calculate","name":"score","calculate":"1"}]}"#;
        let form = Form::parse(form).unwrap();
        let lack = |file: &str, why| Lack {
            question: "roof".parse().unwrap(),
            file: file.into(),
            why,
        };
        let elsewhere = Elsewhere {
            instance: "uuid:1".into(),
            lacks: vec![
                lack("1.jpg", LackReason::NeverCame),
                lack("2.heic", LackReason::Refused(Refused::WrongKind)),
            ],
            otherwise: BTreeSet::from(["score".parse().unwrap()]),
        };
        let said = lines(&elsewhere, Some(&form), Lang::Vi);
        let begins = [
            "“Ảnh mái nhà”: tệp 1.jpg chưa bao giờ đến",
            "“Ảnh mái nhà”: tệp 2.heic",
            "“score”: ODK Collect tính ra khác",
        ];
        assert_eq!(said.len(), begins.len());
        for (said, begin) in said.iter().zip(begins) {
            assert!(said.starts_with(begin), "{said}");
        }
        let unread = lines(&elsewhere, None, Lang::Vi);
        assert!(unread[0].starts_with("“roof”"), "{}", unread[0]);
        let whole = Elsewhere {
            instance: "uuid:2".into(),
            ..Elsewhere::default()
        };
        assert!(lines(&whole, Some(&form), Lang::Vi).is_empty());
    }
}
