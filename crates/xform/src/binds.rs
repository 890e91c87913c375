//! What is said of each node: its type, when it is asked, what must be true of it, what it follows from.

use dong_hanh_form::{Definition, Expr, Kind, Node, Question};

use crate::asks::declined;
use crate::element::Element;
use crate::expression::Reader;
use crate::instance::literal;
use crate::itext::Itext;
use crate::kinds::{bind_type, preloaded};
use crate::names::{Names, Spot};

/// What the model says.
pub(crate) struct Binds<'f> {
    pub(crate) form: &'f Definition,
    pub(crate) names: &'f Names,
    pub(crate) declinable: bool,
    pub(crate) binds: Vec<Element>,
    /// What is reckoned once, when the form begins.
    pub(crate) begin: Vec<Element>,
}

impl Binds<'_> {
    pub(crate) fn all(&mut self, itext: &mut Itext) {
        let form = self.form;
        self.nodes(&form.nodes, &Spot::default(), itext);
        for entity in &form.entities {
            self.entity(entity);
        }
        let meta = Spot::default().child("meta");
        self.binds.push(
            Element::new("bind")
                .with("nodeset", meta.child("instanceID").path())
                .with("type", "string")
                .with("readonly", "true()")
                .with("jr:preload", "uid"),
        );
        if let Some(name) = &form.instance_name {
            let spot = meta.child("instanceName");
            let calculate = self.reader(&spot).written(&name.0);
            self.binds.push(
                Element::new("bind")
                    .with("nodeset", spot.path())
                    .with("type", "string")
                    .with("calculate", calculate),
            );
        }
    }

    pub(crate) fn reader<'a>(&'a self, here: &'a Spot) -> Reader<'a> {
        Reader {
            names: self.names,
            here,
            in_predicate: false,
        }
    }

    fn nodes(&mut self, nodes: &[Node], within: &Spot, itext: &mut Itext) {
        for node in nodes {
            let spot = within.node(node);
            let (relevant, inner) = match node {
                Node::Question(question) => {
                    self.question(question, &spot, nodes, itext);
                    if let Some(name) = declined(question, nodes).filter(|_| self.declinable) {
                        self.why(question, &spot, &within.child(&name));
                    }
                    continue;
                }
                Node::Group(group) => (&group.relevant, &group.nodes),
                Node::Repeat(repeat) => (&repeat.relevant, &repeat.nodes),
            };
            if let Some(relevant) = relevant {
                // A repeat's own condition is that of its whole.
                let relevant = self.reader(&spot).written(&relevant.0);
                let bind = Element::new("bind").with("nodeset", spot.path());
                self.binds.push(bind.with("relevant", relevant));
            }
            self.nodes(inner, &spot, itext);
        }
    }

    fn question(&mut self, question: &Question, spot: &Spot, beside: &[Node], itext: &mut Itext) {
        let (path, reader) = (spot.path(), self.reader(spot));
        let written = |expr: Option<&Expr>| expr.map(|expr| reader.written(&expr.0));
        let mut required = written(question.required.as_ref());
        if let Some(name) = declined(question, beside).filter(|_| self.declinable) {
            required = required.map(|required| format!("({required}) and ../{name} = ''"));
        }
        let message = |kind: &str, itext: &mut Itext, words: Option<&_>| {
            words.map(|words| itext.message(&format!("{path}:jr:{kind}"), words, reader))
        };
        let required_message = message("requiredMsg", itext, question.required_message.as_ref());
        let constraint = question.constraint.as_ref();
        let constraint_message = message(
            "constraintMsg",
            itext,
            constraint.map(|constraint| &constraint.message),
        );
        let read_only = match &question.kind {
            Kind::Note => Some("true()".to_owned()),
            _ => written(question.read_only.as_ref()),
        };
        let calculate = written(
            question
                .calculate
                .as_ref()
                .filter(|_| question.trigger.is_empty()),
        );
        let mut bind = Element::new("bind").with("nodeset", path.as_str());
        if let Kind::Known(known) = question.kind {
            let (preload, parameter) = preloaded(known);
            bind = bind
                .with("jr:preload", preload)
                .with("jr:preloadParams", parameter);
        }
        let pixels = match question.kind {
            Kind::Photo { pixels, .. } => pixels.map(|pixels| pixels.to_string()),
            _ => None,
        };
        let property = question.save_to.as_deref();
        let property = property.map(|saved| saved.rsplit('#').next().unwrap_or(saved).to_owned());
        let bind = bind
            .with("type", bind_type(&question.kind))
            .maybe("relevant", written(question.relevant.as_ref()))
            .maybe("required", required)
            .maybe("jr:requiredMsg", required_message)
            .maybe(
                "constraint",
                written(constraint.map(|constraint| &constraint.expr)),
            )
            .maybe("jr:constraintMsg", constraint_message)
            .maybe("readonly", read_only)
            .maybe("calculate", calculate)
            .maybe("orx:max-pixels", pixels)
            .maybe("entities:saveto", property);
        let begin = begin(question, spot, self.names).filter(|_| !spot.is_repeated());
        self.binds.push(bind);
        self.begin.extend(begin);
    }

    /// Why a question has no answer is asked where the question is, and while it has none. Whether an answer is required
    /// follows from the reason; if the reason followed from the answer too, Collect would refuse the form for a circle.
    fn why(&mut self, question: &Question, asked: &Spot, spot: &Spot) {
        let reader = self.reader(asked);
        let relevant = question.relevant.as_ref();
        let relevant = relevant.map(|relevant| reader.written(&relevant.0));
        let blank = format!("../{} = ''", question.name);
        let relevant = match (relevant, &question.required) {
            (relevant, Some(_)) => relevant,
            (None, None) => Some(blank),
            (Some(relevant), None) => Some(format!("({relevant}) and {blank}")),
        };
        let bind = Element::new("bind")
            .with("nodeset", spot.path())
            .with("type", "string")
            .maybe("relevant", relevant);
        self.binds.push(bind);
    }
}

/// What a question begins with, where that is reckoned.
pub(crate) fn begin(question: &Question, spot: &Spot, names: &Names) -> Option<Element> {
    let default = question
        .default
        .as_ref()
        .filter(|default| literal(default).is_none())?;
    let reader = Reader {
        names,
        here: spot,
        in_predicate: false,
    };
    let event = if spot.is_repeated() {
        "odk-instance-first-load odk-new-repeat"
    } else {
        "odk-instance-first-load"
    };
    Some(
        Element::new("setvalue")
            .with("ref", spot.path())
            .with("event", event)
            .with("value", reader.written(&default.0)),
    )
}
