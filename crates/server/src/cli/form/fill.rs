//! `form fill`: how every node stands, after each answer.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset, Utc};
use clap::Args;
use dong_hanh_domain::time::VIETNAM;
use dong_hanh_form::{Context, Filling, Form, Lang, Problem, Refused, Standing, What, Who};
use dong_hanh_xlsform::{Named, instance};
use serde::Serialize;
use serde_json::{Deserializer, json};
use uuid::Uuid;

use super::Workbook;
use super::step::{OUTERMOST, Step};

/// What the names of filled forms are made from, beside what is in them.
const NAMESPACE: Uuid = Uuid::from_u128(0x5f0c_1b6a_2e0d_4c55_8f6e_3d1b_7a90_46c2);

#[derive(Args, Debug)]
pub(in super::super) struct Fill {
    #[command(flatten)]
    workbook: Workbook,
    /// A list of steps in JSON, such as [{"path": "/data/group/question", "value": "…"}, {"path": "/data/repeat", "add":
    /// true}, {"path": "/data/repeat[2]", "remove": true}]; of several lists one after the other each begins the form
    /// anew; - reads them from the standard input
    #[arg(long, value_name = "FILE")]
    answers: PathBuf,
    /// When the form is filled; now, if absent
    #[arg(long, value_name = "RFC3339")]
    at: Option<DateTime<FixedOffset>>,
    /// What chance is drawn from, and what the filled form is called by
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// In which language choices are called by their words: vi or en
    #[arg(long, value_name = "LANGUAGE", default_value = "vi", value_parser = language)]
    language: Lang,
    /// What the phone knows of who fills it: deviceid, username, phonenumber or email; may be given several times
    #[arg(long = "known", value_name = "WHAT=TEXT", value_parser = known)]
    known: Vec<(Known, String)>,
}

#[derive(Clone, Copy, Debug)]
enum Known {
    Device,
    User,
    Phone,
    Email,
}

fn known(written: &str) -> Result<(Known, String), String> {
    let (what, text) = written.split_once('=').unwrap_or((written, ""));
    let what = match what {
        "deviceid" => Known::Device,
        "username" => Known::User,
        "phonenumber" => Known::Phone,
        "email" => Known::Email,
        _ => return Err("it is one of deviceid, username, phonenumber and email".to_owned()),
    };
    Ok((what, text.to_owned()))
}

fn language(tag: &str) -> Result<Lang, String> {
    let of_tag = |lang: &Lang| lang.tag() == tag;
    let known = [Lang::Vi, Lang::En].into_iter().find(of_tag);
    known.ok_or_else(|| "it is one of vi and en".to_owned())
}

impl Fill {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let form = Arc::new(Form::new(self.workbook.compiled()?.form)?);
        let file = self.answers.display();
        let steps: Box<dyn Read> = if self.answers.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            let opened = File::open(&self.answers);
            Box::new(opened.with_context(|| format!("{file} could not be read"))?)
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let lists = Deserializer::from_reader(BufReader::new(steps)).into_iter();
        for list in lists {
            let list: Vec<Step> = list.with_context(|| format!("{file} holds no list of steps"))?;
            self.fill(&form, &list, &mut out)?;
            out.flush()?;
        }
        Ok(())
    }

    fn fill(&self, form: &Arc<Form>, steps: &[Step], out: &mut impl Write) -> io::Result<()> {
        let mut filling = Filling::begin(Arc::clone(form), self.context());
        print(out, 0, None, &filling)?;
        for (number, step) in (1..).zip(steps) {
            let refused = step.take(&mut filling).err();
            filling.forget_counted_away();
            print(out, number, refused, &filling)?;
        }
        let instance_id = self.instance_id(&filling);
        let named = Named {
            instance: &instance_id,
            deprecated: None,
        };
        writeln!(out, "{}", instance(&filling, Some(named)))
    }

    /// What the filled form is called: the same for the same answers with the same seed, and otherwise another, since who
    /// takes filled forms refuses other answers under a name that it knows.
    fn instance_id(&self, filling: &Filling) -> String {
        let said = format!("{}\n{}", self.seed, instance(filling, None));
        format!("uuid:{}", Uuid::new_v5(&NAMESPACE, said.as_bytes()))
    }

    fn context(&self) -> Context {
        let now = || Utc::now().with_timezone(&VIETNAM);
        let mut who = Who::default();
        for (what, text) in &self.known {
            let field = match what {
                Known::Device => &mut who.device,
                Known::User => &mut who.user,
                Known::Phone => &mut who.phone,
                Known::Email => &mut who.email,
            };
            field.clone_from(text);
        }
        Context {
            lang: self.language,
            seed: self.seed,
            who,
            ..Context::at(self.at.unwrap_or_else(now))
        }
    }
}

/// How one node stands.
#[derive(Serialize)]
struct Line<'n> {
    step: usize,
    path: String,
    relevant: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(flatten)]
    question: Option<Question<'n>>,
}

#[derive(Serialize)]
struct Question<'n> {
    required: bool,
    readonly: bool,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    violated: Option<&'static str>,
    value: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<&'n [String]>,
}

/// A line of what became of the step, a line for each node in the order of the document, a line of the instance.
fn print(
    out: &mut impl Write,
    step: usize,
    refused: Option<Refused>,
    filling: &Filling,
) -> io::Result<()> {
    match refused {
        None => writeln!(out, "{}", json!({ "step": step }))?,
        Some(refused) => {
            let refused = refused.to_string();
            writeln!(out, "{}", json!({ "step": step, "refused": refused }))?;
        }
    }
    let outermost = json!({ "step": step, "path": OUTERMOST, "relevant": true });
    writeln!(out, "{outermost}")?;
    for node in filling.nodes() {
        serde_json::to_writer(&mut *out, &line(step, &node))?;
        writeln!(out)?;
    }
    let instance = json!({ "step": step, "instance": instance(filling, None) });
    writeln!(out, "{instance}")
}

fn line(step: usize, node: &Standing) -> Line<'_> {
    let (count, question) = match &node.what {
        What::Group | What::Instance => (None, None),
        What::Repeat { count, .. } => (Some(*count), None),
        What::Question(valued) => {
            let question = Question {
                required: valued.required,
                readonly: valued.read_only,
                valid: valued.problem.is_none(),
                violated: valued.problem.as_ref().map(violated),
                value: &valued.value,
                choices: valued.choices.as_deref(),
            };
            (None, Some(question))
        }
    };
    Line {
        step,
        path: format!("{OUTERMOST}/{}", node.path),
        relevant: node.relevant,
        count,
        question,
    }
}

fn violated(problem: &Problem) -> &'static str {
    match problem {
        Problem::Missing { .. } => "required",
        Problem::Constraint(_) => "constraint",
        Problem::WrongKind
        | Problem::UnknownChoice(_)
        | Problem::CannotDecline
        | Problem::TooManyPhotos { .. }
        | Problem::TooManySounds { .. } => "kind",
    }
}
