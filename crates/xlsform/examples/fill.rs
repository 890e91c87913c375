//! Fills a workbook by steps: `fill FILE STEPS.json` prints a JSON line a node after each step.
use std::io::Write as _;
use std::sync::Arc;

use dong_hanh_form::{Context, Filling, Form, Path, What};
use dong_hanh_xlsform::{Files, compile, instance};
use serde_json::{Value, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let (file, steps) = (args.next().unwrap(), args.next().unwrap());
    let bytes = std::fs::read(&file).unwrap();
    let mut files = Files::new();
    if let Ok(folder) = std::fs::read_dir(std::path::Path::new(&file).with_extension("")) {
        for entry in folder.flatten() {
            files.insert(
                entry.file_name().to_string_lossy().into_owned(),
                std::fs::read(entry.path()).unwrap(),
            );
        }
    }
    let steps: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(steps).unwrap()).unwrap();
    let mut out = std::io::stdout().lock();
    let compiled = match compile(&bytes, &files) {
        Ok(compiled) => compiled,
        Err(mistakes) => {
            writeln!(
                out,
                "{}",
                json!({"step": 0, "failed": format!("{mistakes:?}")})
            )
            .unwrap();
            return;
        }
    };
    let form = Arc::new(Form::new(compiled.form).unwrap());
    let context = Context::at("2027-01-01T09:00:00+07:00".parse().unwrap());
    let mut filling = Filling::begin(form, context);
    state(&mut out, 0, None, &filling);
    for (number, step) in steps.iter().enumerate() {
        let path = step["path"].as_str().unwrap();
        let path = path.strip_prefix("/data/").unwrap_or(path);
        let path: Result<Path, _> = path.parse();
        let refused = match path {
            Err(_) => Some("no such node".to_owned()),
            Ok(path) => {
                let done = if step["add"] == true {
                    filling.add(&path).map(drop)
                } else if step["remove"] == true {
                    filling.remove(&path).map(drop)
                } else {
                    filling
                        .say(&path, step["value"].as_str().unwrap())
                        .map(drop)
                };
                done.err().map(|refused| refused.to_string())
            }
        };
        state(&mut out, number + 1, refused, &filling);
    }
}

fn state(out: &mut impl std::io::Write, step: usize, refused: Option<String>, filling: &Filling) {
    let mut head = json!({ "step": step });
    if let Some(refused) = refused {
        head["refused"] = refused.into();
    }
    writeln!(out, "{head}").unwrap();
    writeln!(
        out,
        "{}",
        json!({"step": step, "path": "/data", "relevant": true})
    )
    .unwrap();
    for node in filling.nodes() {
        let mut line = json!({ "step": step, "path": format!("/data/{}", node.path), "relevant": node.relevant });
        match node.what {
            What::Repeat { count, .. } => line["count"] = count.into(),
            What::Question(valued) => {
                line["required"] = valued.required.into();
                line["readonly"] = valued.read_only.into();
                line["valid"] = valued.problem.is_none().into();
                line["value"] = valued.value.into();
                if let Some(choices) = valued.choices {
                    line["choices"] = choices.into();
                }
            }
            What::Group | What::Instance => {}
        }
        writeln!(out, "{line}").unwrap();
    }
    writeln!(
        out,
        "{}",
        json!({"step": step, "instance": instance(filling)})
    )
    .unwrap();
}
