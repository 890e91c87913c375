//! A question and its answer: label above, hint under it, what is wrong under the field.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, fresh_id};

/// A question around any control: `control` is given the ids of what names and what describes it.
#[component]
pub(super) fn Question(
    /// The question.
    #[prop(into)]
    label: String,
    /// A sentence of help.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong; first what happened to the data, then what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The id of the control.
    #[prop(into)]
    control_id: String,
    /// The control; it has to name `{control_id}-help` in `aria-describedby`.
    children: Children,
) -> impl IntoView {
    let help = format!("{control_id}-help");
    view! {
        <div class="q" class:has-error=move || error.read().is_some()>
            <label class="q-label" for=control_id>{label}</label>
            {hint.map(|hint| view! { <p class="q-before" id=help.clone()>{hint}</p> })}
            {children()}
            <ErrorLine id=format!("{help}-error") error />
        </div>
    }
    .into_any()
}

/// What is wrong, under a field; said at once to those who do not see it.
#[component]
pub(super) fn ErrorLine(id: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div id=id role="alert">
            {move || error.get().map(|words| view! { <p class="q-error">{Icon::Attention.small()} <span>{words}</span></p> })}
        </div>
    }
    .into_any()
}

/// One of many in a list that the device opens.
#[component]
pub fn SelectField(
    /// The question.
    #[prop(into)]
    label: String,
    /// (value, words).
    options: Vec<(String, String)>,
    /// The value chosen.
    value: RwSignal<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = fresh_id("select");
    let described = format!("{id}-help-error");
    let options = options.into_iter().map(|(option, words)| {
        let selected = value.get_untracked() == option;
        view! { <option value=option selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <Question label error control_id=id.clone()>
            <div class="field" class:is-bad=move || error.read().is_some()>
                <select
                    id=id
                    aria-describedby=described
                    on:change:target=move |event| value.set(event.target().value())
                >
                    {options}
                </select>
            </div>
        </Question>
    }
    .into_any()
}

/// A text of one line.
#[component]
pub fn TextField(
    /// The question.
    #[prop(into)]
    label: String,
    /// What was typed.
    #[prop(into)]
    value: Signal<String>,
    /// Is told what is typed.
    #[prop(into)]
    on_type: Callback<String>,
    /// A sentence of help.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// `type` of the input.
    #[prop(default = "text".into(), into)]
    kind: Signal<&'static str>,
    /// Which keyboard the phone shows: `numeric`, `tel`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// `autocomplete` of the input.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// `autocapitalize` of the input: `words` for names.
    #[prop(default = "sentences")]
    autocapitalize: &'static str,
    /// Behind the text, inside the field: a unit or a button.
    #[prop(optional, into)]
    unit: ViewFn,
    /// Its id, where something else has to find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Is told when the field is left after a change.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("field"));
    let described = format!("{id}-help {id}-help-error");
    let invalid = move || error.read().is_some();
    let input = NodeRef::<html::Input>::new();
    // What is typed is not written back: that would disturb a keyboard which composes words.
    Effect::new(move || {
        let (text, Some(input)) = (value.get(), input.get()) else {
            return;
        };
        if input.value() != text {
            input.set_value(&text);
        }
    });
    let left = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    view! {
        <Question label hint error control_id=id.clone()>
            <div class="field" class:is-bad=invalid>
                <input
                    id=id
                    type=kind
                    inputmode=inputmode
                    autocomplete=autocomplete
                    autocapitalize=autocapitalize
                    aria-describedby=described
                    aria-invalid=move || invalid().then_some("true")
                    node_ref=input
                    value=value.get_untracked()
                    on:input:target=move |event| on_type.run(event.target().value())
                    on:change=left
                />
                {unit.run()}
            </div>
        </Question>
    }
    .into_any()
}
