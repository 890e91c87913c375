//! A definition as JSON, and a node in it: one flat object whose `type` says which fields it may have.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    About, Choice, ChoiceLook, Choices, Constraint, DayPart, Decimal, DeclineReason, Definition,
    Enclosed, Entity, Expr, FromAnswers, FromTable, Group, Kind, Known, Media, Node, PhotoLook,
    Question, Repeat, Table, Text, TextLook,
};

/// Every field that any node may have. Flat, so that an unknown or misplaced field is refused.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WireNode {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    label: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guidance: Option<Text>,
    #[serde(skip_serializing_if = "Media::is_empty")]
    media: Media,
    /// Of the first definitions; [`WireNode::look`] says more.
    #[serde(skip_serializing_if = "Option::is_none")]
    multiline: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    look: Option<Look>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Vec<Choice>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<FromTable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_answers: Option<FromAnswers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pixels: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relevant: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_message: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraint: Option<Constraint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calculate: Option<Expr>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trigger: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_only: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    save_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sensitive: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    declinable: Vec<DeclineReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    add: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<Expr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nodes: Option<Vec<Node>>,
}

/// How something is shown, as XLSForm's appearances call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Look {
    Multiline,
    Numbers,
    MonthYear,
    Year,
    Minimal,
    Autocomplete,
    Columns(u8),
    Likert,
    List,
    Label,
    Quick,
    New,
    Signature,
    Draw,
    Annotate,
    PlacementMap,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum WireError {
    #[error("a form has either “groups” or “nodes” at its top, and not both")]
    TwoTops,
    #[error("“{name}” has the unknown type “{kind}”")]
    UnknownType { name: String, kind: String },
    #[error("“{name}” of type {kind} needs the field “{field}”")]
    Needs {
        name: String,
        kind: String,
        field: &'static str,
    },
    #[error("“{name}” of type {kind} cannot have the field “{field}”")]
    CannotHave {
        name: String,
        kind: String,
        field: &'static str,
    },
}

impl WireNode {
    fn need<T>(&self, field: &'static str, value: Option<T>) -> Result<T, WireError> {
        value.ok_or_else(|| WireError::Needs {
            name: self.name.clone(),
            kind: self.kind.clone(),
            field,
        })
    }

    /// What nobody answers asks for nothing.
    fn refuse_answering(&self) -> Result<(), WireError> {
        self.refuse(&[
            ("required", self.required.is_some()),
            ("required_message", self.required_message.is_some()),
            ("declinable", !self.declinable.is_empty()),
        ])
    }

    /// Whatever the type's own fields did not take is out of place.
    fn refuse_leftovers(&self) -> Result<(), WireError> {
        let leftovers = [
            ("guidance", self.guidance.is_some()),
            ("multiline", self.multiline.is_some()),
            ("look", self.look.is_some()),
            ("from", self.from.is_some()),
            ("from_answers", self.from_answers.is_some()),
            ("pixels", self.pixels.is_some()),
            ("start", self.start.is_some()),
            ("end", self.end.is_some()),
            ("step", self.step.is_some()),
            ("calculate", self.calculate.is_some()),
            ("trigger", !self.trigger.is_empty()),
            ("read_only", self.read_only.is_some()),
            ("save_to", self.save_to.is_some()),
            ("purpose", self.purpose.is_some()),
            ("sensitive", self.sensitive),
            ("count", self.count.is_some()),
            ("begins", self.begins.is_some()),
            ("unit", self.unit.is_some()),
            ("choices", self.choices.is_some()),
            ("max", self.max.is_some()),
            ("text_version", self.text_version.is_some()),
            ("required", self.required.is_some()),
            ("required_message", self.required_message.is_some()),
            ("constraint", self.constraint.is_some()),
            ("default", self.default.is_some()),
            ("declinable", !self.declinable.is_empty()),
            ("each", self.each.is_some()),
            ("add", self.add.is_some()),
            ("nodes", self.nodes.is_some()),
        ];
        self.refuse(&leftovers)
    }

    fn refuse(&self, fields: &[(&'static str, bool)]) -> Result<(), WireError> {
        match fields.iter().find(|(_, there)| *there) {
            None => Ok(()),
            Some((field, _)) => Err(WireError::CannotHave {
                name: self.name.clone(),
                kind: self.kind.clone(),
                field,
            }),
        }
    }

    /// How it is shown; the plain way if nothing is said.
    fn take_look<T: Default>(&mut self, known: impl Fn(Look) -> Option<T>) -> Result<T, WireError> {
        let Some(look) = self.look else {
            return Ok(T::default());
        };
        let known = known(look);
        if known.is_some() {
            self.look = None;
        }
        Ok(known.unwrap_or_default())
    }

    fn take_choices(&mut self) -> Result<Choices, WireError> {
        let own = self.choices.take().map(Choices::Own);
        let table = self.from.take().map(Choices::Table);
        let answers = self.from_answers.take().map(Choices::Answers);
        let mut said = [own, table, answers].into_iter().flatten();
        match (said.next(), said.next()) {
            (Some(choices), None) => Ok(choices),
            (Some(_), Some(_)) => self.need("one of “choices”, “from” and “from_answers”", None),
            (None, _) => self.need("choices", None),
        }
    }

    fn take_kind(&mut self) -> Result<Kind, WireError> {
        Ok(match self.kind.as_str() {
            "text" => {
                let look = self.take_look(text_look)?;
                let lines = self.multiline.take().unwrap_or(false);
                Kind::Text {
                    look: if lines { TextLook::Lines } else { look },
                }
            }
            "integer" => Kind::Integer {
                unit: self.unit.take(),
            },
            "decimal" => Kind::Decimal {
                unit: self.unit.take(),
            },
            "range" => {
                let (start, end, step) = (self.start.take(), self.end.take(), self.step.take());
                Kind::Range {
                    start: self.need("start", start)?,
                    end: self.need("end", end)?,
                    step: self.need("step", step)?,
                }
            }
            "date" => Kind::Date {
                part: self.take_look(day_part)?,
            },
            "time" => Kind::Time,
            "dateTime" => Kind::Moment,
            "select_one" => Kind::One {
                choices: self.take_choices()?,
                look: self.take_look(choice_look)?,
            },
            "select_multiple" => Kind::Many {
                choices: self.take_choices()?,
                look: self.take_look(choice_look)?,
            },
            "rank" => Kind::Rank {
                choices: self.take_choices()?,
            },
            "yes_no" => Kind::YesNo,
            "acknowledge" => Kind::Agreed,
            "note" => Kind::Note,
            "image" => Kind::Photo {
                max: self.max.take().unwrap_or(1),
                pixels: self.pixels.take(),
                look: self.take_look(photo_look)?,
            },
            "audio" => Kind::Sound {
                max: self.max.take().unwrap_or(1),
            },
            "video" => Kind::Film,
            "file" => Kind::File,
            "geopoint" => Kind::Place {
                on_map: self.take_look(|look| (look == Look::PlacementMap).then_some(true))?,
            },
            "geotrace" => Kind::Way,
            "geoshape" => Kind::Land,
            "barcode" => Kind::Barcode,
            "calculate" => Kind::Kept,
            "start" => Kind::Known(Known::Start),
            "end" => Kind::Known(Known::End),
            "today" => Kind::Known(Known::Today),
            "deviceid" => Kind::Known(Known::Device),
            "username" => Kind::Known(Known::User),
            "phonenumber" => Kind::Known(Known::Phone),
            "email" => Kind::Known(Known::Email),
            _ => {
                return Err(WireError::UnknownType {
                    name: self.name.clone(),
                    kind: self.kind.clone(),
                });
            }
        })
    }
}

fn text_look(look: Look) -> Option<TextLook> {
    match look {
        Look::Multiline => Some(TextLook::Lines),
        Look::Numbers => Some(TextLook::Digits),
        _ => None,
    }
}

fn day_part(look: Look) -> Option<DayPart> {
    match look {
        Look::MonthYear => Some(DayPart::Month),
        Look::Year => Some(DayPart::Year),
        _ => None,
    }
}

fn choice_look(look: Look) -> Option<ChoiceLook> {
    match look {
        Look::Minimal => Some(ChoiceLook::Folded),
        Look::Autocomplete => Some(ChoiceLook::Searched),
        Look::Columns(count) => Some(ChoiceLook::Columns(count)),
        Look::Likert => Some(ChoiceLook::Scale),
        Look::List => Some(ChoiceLook::Row),
        Look::Label => Some(ChoiceLook::Head),
        Look::Quick => Some(ChoiceLook::Quick),
        _ => None,
    }
}

fn photo_look(look: Look) -> Option<PhotoLook> {
    match look {
        Look::New => Some(PhotoLook::Camera),
        Look::Signature => Some(PhotoLook::Signature),
        Look::Draw => Some(PhotoLook::Drawing),
        Look::Annotate => Some(PhotoLook::Annotated),
        _ => None,
    }
}

impl TryFrom<WireNode> for Node {
    type Error = WireError;

    fn try_from(mut wire: WireNode) -> Result<Self, WireError> {
        let name = wire.name.clone();
        let kept = matches!(
            wire.kind.as_str(),
            "calculate"
                | "start"
                | "end"
                | "today"
                | "deviceid"
                | "username"
                | "phonenumber"
                | "email"
        );
        let label = match wire.label.take() {
            // What nobody sees is called by its name, where it has to be called anything.
            None if kept => Text::plain(name.as_str()),
            label => wire.need("label", label)?,
        };
        let (hint, relevant) = (wire.hint.take(), wire.relevant.take());
        let media = std::mem::take(&mut wire.media);
        let node = match wire.kind.as_str() {
            "group" | "repeat" => {
                let nodes = wire.nodes.take();
                let nodes = wire.need("nodes", nodes)?;
                if wire.kind == "group" {
                    Node::Group(Group {
                        name,
                        label,
                        hint,
                        media,
                        relevant,
                        nodes,
                    })
                } else {
                    let (each, add) = (wire.each.take(), wire.add.take());
                    Node::Repeat(Repeat {
                        name,
                        label,
                        hint,
                        media,
                        each: wire.need("each", each)?,
                        add: wire.need("add", add)?,
                        relevant,
                        count: wire.count.take(),
                        begins: wire.begins.take().unwrap_or(0),
                        nodes,
                    })
                }
            }
            _ => {
                let kind = wire.take_kind()?;
                let text_version = wire.text_version.take();
                if !kind.is_answerable() {
                    wire.refuse_answering()?;
                }
                Node::Question(Arc::new(Question {
                    name,
                    label,
                    hint,
                    guidance: wire.guidance.take(),
                    media,
                    kind,
                    text_version,
                    required: wire.required.take(),
                    required_message: wire.required_message.take(),
                    relevant,
                    constraint: wire.constraint.take(),
                    default: wire.default.take(),
                    calculate: wire.calculate.take(),
                    trigger: std::mem::take(&mut wire.trigger),
                    read_only: wire.read_only.take(),
                    save_to: wire.save_to.take(),
                    purpose: wire.purpose.take(),
                    sensitive: std::mem::take(&mut wire.sensitive),
                    declinable: std::mem::take(&mut wire.declinable),
                }))
            }
        };
        wire.refuse_leftovers()?;
        Ok(node)
    }
}

impl From<Node> for WireNode {
    fn from(node: Node) -> Self {
        match node {
            Node::Group(group) => WireNode {
                kind: "group".into(),
                name: group.name,
                label: Some(group.label),
                hint: group.hint,
                media: group.media,
                relevant: group.relevant,
                nodes: Some(group.nodes),
                ..WireNode::default()
            },
            Node::Repeat(repeat) => WireNode {
                kind: "repeat".into(),
                name: repeat.name,
                label: Some(repeat.label),
                hint: repeat.hint,
                media: repeat.media,
                each: Some(repeat.each),
                add: Some(repeat.add),
                relevant: repeat.relevant,
                count: repeat.count,
                begins: (repeat.begins > 0).then_some(repeat.begins),
                nodes: Some(repeat.nodes),
                ..WireNode::default()
            },
            Node::Question(question) => WireNode::from(Arc::unwrap_or_clone(question)),
        }
    }
}

impl From<Question> for WireNode {
    fn from(question: Question) -> Self {
        WireNode {
            name: question.name,
            label: Some(question.label),
            hint: question.hint,
            text_version: question.text_version,
            required: question.required,
            required_message: question.required_message,
            relevant: question.relevant,
            constraint: question.constraint,
            default: question.default,
            calculate: question.calculate,
            trigger: question.trigger,
            read_only: question.read_only,
            save_to: question.save_to,
            purpose: question.purpose,
            sensitive: question.sensitive,
            guidance: question.guidance,
            media: question.media,
            declinable: question.declinable,
            ..WireNode::from(question.kind)
        }
    }
}

impl From<Kind> for WireNode {
    fn from(kind: Kind) -> Self {
        let mut wire = WireNode::default();
        let choose = |wire: &mut WireNode, choices: Choices| match choices {
            Choices::Own(choices) => wire.choices = Some(choices),
            Choices::Table(from) => wire.from = Some(from),
            Choices::Answers(from) => wire.from_answers = Some(from),
        };
        wire.kind = match kind {
            Kind::Text { look } => {
                wire.look = match look {
                    TextLook::Line => None,
                    TextLook::Lines => Some(Look::Multiline),
                    TextLook::Digits => Some(Look::Numbers),
                };
                "text"
            }
            Kind::Integer { unit } => {
                wire.unit = unit;
                "integer"
            }
            Kind::Decimal { unit } => {
                wire.unit = unit;
                "decimal"
            }
            Kind::Range { start, end, step } => {
                (wire.start, wire.end, wire.step) = (Some(start), Some(end), Some(step));
                "range"
            }
            Kind::Date { part } => {
                wire.look = match part {
                    DayPart::Day => None,
                    DayPart::Month => Some(Look::MonthYear),
                    DayPart::Year => Some(Look::Year),
                };
                "date"
            }
            Kind::Time => "time",
            Kind::Moment => "dateTime",
            Kind::One { choices, look } => {
                choose(&mut wire, choices);
                wire.look = wire_look(look);
                "select_one"
            }
            Kind::Many { choices, look } => {
                choose(&mut wire, choices);
                wire.look = wire_look(look);
                "select_multiple"
            }
            Kind::Rank { choices } => {
                choose(&mut wire, choices);
                "rank"
            }
            Kind::YesNo => "yes_no",
            Kind::Agreed => "acknowledge",
            Kind::Note => "note",
            Kind::Photo { max, pixels, look } => {
                (wire.max, wire.pixels) = (Some(max), pixels);
                wire.look = match look {
                    PhotoLook::Any => None,
                    PhotoLook::Camera => Some(Look::New),
                    PhotoLook::Signature => Some(Look::Signature),
                    PhotoLook::Drawing => Some(Look::Draw),
                    PhotoLook::Annotated => Some(Look::Annotate),
                };
                "image"
            }
            Kind::Sound { max } => {
                wire.max = Some(max);
                "audio"
            }
            Kind::Film => "video",
            Kind::File => "file",
            Kind::Place { on_map } => {
                wire.look = on_map.then_some(Look::PlacementMap);
                "geopoint"
            }
            Kind::Way => "geotrace",
            Kind::Land => "geoshape",
            Kind::Barcode => "barcode",
            Kind::Kept => "calculate",
            Kind::Known(known) => match known {
                Known::Start => "start",
                Known::End => "end",
                Known::Today => "today",
                Known::Device => "deviceid",
                Known::User => "username",
                Known::Phone => "phonenumber",
                Known::Email => "email",
            },
        }
        .into();
        wire
    }
}

fn wire_look(look: ChoiceLook) -> Option<Look> {
    match look {
        ChoiceLook::List => None,
        ChoiceLook::Folded => Some(Look::Minimal),
        ChoiceLook::Searched => Some(Look::Autocomplete),
        ChoiceLook::Columns(count) => Some(Look::Columns(count)),
        ChoiceLook::Scale => Some(Look::Likert),
        ChoiceLook::Row => Some(Look::List),
        ChoiceLook::Head => Some(Look::Label),
        ChoiceLook::Quick => Some(Look::Quick),
    }
}

/// A definition as JSON. The first ones have only groups at the top, which need no type there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireDefinition {
    name: String,
    title: Text,
    version: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    nodes: Vec<Node>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tables: BTreeMap<String, Table>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instance_name: Option<Expr>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Entity>,
    #[serde(default, skip_serializing_if = "About::is_household")]
    about: About,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, Enclosed>,
}

impl TryFrom<WireDefinition> for Definition {
    type Error = WireError;

    fn try_from(wire: WireDefinition) -> Result<Self, WireError> {
        if !wire.groups.is_empty() && !wire.nodes.is_empty() {
            return Err(WireError::TwoTops);
        }
        let groups = wire.groups.into_iter().map(Node::Group);
        Ok(Definition {
            name: wire.name,
            title: wire.title,
            version: wire.version,
            nodes: groups.chain(wire.nodes).collect(),
            tables: wire.tables,
            instance_name: wire.instance_name,
            entities: wire.entities,
            about: wire.about,
            files: wire.files,
        })
    }
}

impl From<Definition> for WireDefinition {
    fn from(definition: Definition) -> Self {
        WireDefinition {
            name: definition.name,
            title: definition.title,
            version: definition.version,
            groups: Vec::new(),
            nodes: definition.nodes,
            tables: definition.tables,
            instance_name: definition.instance_name,
            entities: definition.entities,
            about: definition.about,
            files: definition.files,
        }
    }
}
