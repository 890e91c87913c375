//! What the columns of `survey` say, in old and new spellings.

use crate::grid::Field;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    Type,
    Name,
    Label,
    Hint,
    Guidance,
    Appearance,
    Relevant,
    Required,
    RequiredMessage,
    Constraint,
    ConstraintMessage,
    ReadOnly,
    Default,
    Calculation,
    Trigger,
    ChoiceFilter,
    RepeatCount,
    Parameters,
    SaveTo,
    Image,
    BigImage,
    Audio,
    Video,
    Disabled,
    /// What an answer is asked for.
    Purpose,
    /// Whether it is sensitive.
    Sensitive,
    /// Of our own forms: the phrases by which an answer can be declined.
    Declinable,
    /// The most photos or recordings.
    Most,
    Unit,
    TextVersion,
    /// What one instance of a repeat is called.
    Each,
    /// The words on the button that adds one.
    Add,
    /// With how many it begins.
    Begins,
    /// Of other software.
    NotDone,
}

impl Field for Said {
    fn of(parts: &[String]) -> Option<(Said, usize)> {
        let first = parts.first()?.as_str();
        let second = || Some(parts.get(1)?.to_lowercase());
        let of_two = |field: Option<Said>| Some((field?, 2));
        match first {
            "media" => of_two(medium(&second()?)),
            "bind" => of_two(Some(bound(&second()?).unwrap_or(Said::NotDone))),
            "body" | "control" => of_two(Some(shown(&second()?).unwrap_or(Said::NotDone))),
            // What is written into the XML of an answer is nobody's question.
            "instance" => of_two(Some(Said::NotDone)),
            _ => Some((plain(first)?, 1)),
        }
    }

    fn is_words(self) -> bool {
        matches!(
            self,
            Said::Label
                | Said::Hint
                | Said::Guidance
                | Said::RequiredMessage
                | Said::ConstraintMessage
                | Said::Unit
                | Said::Each
                | Said::Add
        )
    }

    fn header(self) -> &'static str {
        match self {
            Said::Type => "type",
            Said::Name => "name",
            Said::Label => "label",
            Said::Hint => "hint",
            Said::Guidance => "guidance_hint",
            Said::Appearance => "appearance",
            Said::Relevant => "relevant",
            Said::Required => "required",
            Said::RequiredMessage => "required_message",
            Said::Constraint => "constraint",
            Said::ConstraintMessage => "constraint_message",
            Said::ReadOnly => "read_only",
            Said::Default => "default",
            Said::Calculation => "calculation",
            Said::Trigger => "trigger",
            Said::ChoiceFilter => "choice_filter",
            Said::RepeatCount => "repeat_count",
            Said::Parameters => "parameters",
            Said::SaveTo => "save_to",
            Said::Image => "image",
            Said::BigImage => "big-image",
            Said::Audio => "audio",
            Said::Video => "video",
            Said::Disabled => "disabled",
            Said::Purpose => "dh:purpose",
            Said::Sensitive => "dh:sensitive",
            Said::Declinable => "dh:declinable",
            Said::Most => "dh:max",
            Said::Unit => "dh:unit",
            Said::TextVersion => "dh:text_version",
            Said::Each => "dh:each",
            Said::Add => "dh:add",
            Said::Begins => "dh:begins",
            Said::NotDone => "",
        }
    }
}

fn plain(header: &str) -> Option<Said> {
    Some(match header {
        "type" | "command" => Said::Type,
        "name" | "tag" | "value" => Said::Name,
        "label" | "caption" => Said::Label,
        "hint" => Said::Hint,
        "guidance_hint" => Said::Guidance,
        "appearance" => Said::Appearance,
        "relevant" | "relevance" => Said::Relevant,
        "required" => Said::Required,
        "required_message" | "requiredmsg" => Said::RequiredMessage,
        "constraint" => Said::Constraint,
        "constraint_message" | "constraining_message" => Said::ConstraintMessage,
        "read_only" | "readonly" => Said::ReadOnly,
        "default" => Said::Default,
        "calculation" | "calculate" => Said::Calculation,
        "trigger" => Said::Trigger,
        "choice_filter" => Said::ChoiceFilter,
        "repeat_count" | "count" | "jr:count" => Said::RepeatCount,
        "parameters" => Said::Parameters,
        "save_to" => Said::SaveTo,
        "disabled" => Said::Disabled,
        "dh:purpose" => Said::Purpose,
        "dh:sensitive" => Said::Sensitive,
        "dh:declinable" => Said::Declinable,
        "dh:max" => Said::Most,
        "dh:unit" => Said::Unit,
        "dh:text_version" => Said::TextVersion,
        "dh:each" => Said::Each,
        "dh:add" => Said::Add,
        "dh:begins" => Said::Begins,
        "rows"
        | "autoplay"
        | "intent"
        | "noapperrorstring"
        | "no_app_error_string"
        | "query"
        | "compact_tag" => Said::NotDone,
        sms if sms.starts_with("sms_") => Said::NotDone,
        other => return medium(other),
    })
}

fn medium(name: &str) -> Option<Said> {
    Some(match name {
        "image" => Said::Image,
        "big-image" => Said::BigImage,
        "audio" => Said::Audio,
        "video" => Said::Video,
        _ => return None,
    })
}

fn bound(name: &str) -> Option<Said> {
    Some(match name {
        "relevant" => Said::Relevant,
        "required" => Said::Required,
        "jr:requiredmsg" => Said::RequiredMessage,
        "constraint" => Said::Constraint,
        "jr:constraintmsg" => Said::ConstraintMessage,
        "readonly" | "read_only" => Said::ReadOnly,
        "calculate" => Said::Calculation,
        "entities:saveto" => Said::SaveTo,
        _ => return None,
    })
}

fn shown(name: &str) -> Option<Said> {
    Some(match name {
        "appearance" => Said::Appearance,
        "jr:count" => Said::RepeatCount,
        _ => return None,
    })
}
