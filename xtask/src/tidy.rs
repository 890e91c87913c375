//! Rules of the house that no other tool checks, as a list of findings.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::tools::locked_version;
use crate::tree;

/// Everything that is not as it should be, one sentence each; empty when all is well.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn findings() -> Result<Vec<String>> {
    let root = tree::root();
    let mut findings = Vec::new();
    for file in rust_files(&root)? {
        let text = fs::read_to_string(root.join(&file)).with_context(|| file.clone())?;
        findings.extend(header(&file, &text));
        if PURE.iter().any(|folder| file.starts_with(folder)) {
            findings.extend(impure(&file, &text));
        }
    }
    findings.extend(bindgen_version(
        &fs::read_to_string(root.join("Cargo.toml"))?,
        &locked_version("wasm-bindgen")?,
    ));
    let spec = root.join("crates/sync/SPEC.md");
    if spec.is_file() {
        let mut tests = Vec::new();
        for file in test_files(&root)? {
            tests.push(fs::read_to_string(root.join(file))?);
        }
        findings.extend(untested_rules(&fs::read_to_string(spec)?, &tests));
    }
    Ok(findings)
}

/// Crates that know neither clock, network, browser nor chance.
const PURE: [&str; 8] = [
    "crates/domain/src/",
    "crates/form/src/",
    "crates/records/src/",
    "crates/register/src/",
    "crates/sync/src/",
    "crates/workbook/src/",
    "crates/xform/src/",
    "crates/xlsform/src/",
];
const IMPURE: [&str; 9] = [
    "web_sys",
    "js_sys",
    "tokio",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "rand::",
    "getrandom",
];

fn rust_files(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in ["src", "crates", "xtask", "tests", "benches", "fuzz"] {
        for file in tree::files(&root.join(folder))? {
            let name = file.strip_prefix(root)?.to_string_lossy().into_owned();
            if name.ends_with(".rs") && !name.contains("/target/") {
                names.push(name);
            }
        }
    }
    Ok(names)
}

/// Whatever may hold a test of a rule: all but this file, which speaks of rules itself.
fn test_files(root: &Path) -> Result<Vec<String>> {
    let mut files = rust_files(root)?;
    files.retain(|file| file != "xtask/src/tidy.rs");
    for file in tree::files(&root.join("tests"))? {
        let name = file.strip_prefix(root)?.to_string_lossy().into_owned();
        if name.ends_with(".spec.mjs") {
            files.push(name);
        }
    }
    Ok(files)
}

fn header(file: &str, text: &str) -> Option<String> {
    // A crate's words may stand in its README.
    let says_what_it_is = text.starts_with("//!") || text.starts_with("#![doc = include_str!");
    (!says_what_it_is).then(|| format!("{file}: begin with a `//!` line that says what it is"))
}

fn impure(file: &str, text: &str) -> Vec<String> {
    let code = |line: &str| !line.trim_start().starts_with("//");
    let lines = text.lines().enumerate().filter(|(_, line)| code(line));
    lines
        .flat_map(|(number, line)| {
            IMPURE
                .iter()
                .filter(|word| holds_word(line, word))
                .map(move |word| (number, word))
        })
        .map(|(number, word)| {
            format!(
                "{file}:{}: `{word}` has no place in a pure crate; let the caller pass it in",
                number + 1
            )
        })
        .collect()
}

/// Whether `word` is in `line` and not only the tail of a longer one (`operand::` is not `rand::`).
fn holds_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
    })
}

/// Library and tool understand each other only at exactly the same version.
fn bindgen_version(cargo: &str, locked: &str) -> Option<String> {
    let wanted = format!("wasm-bindgen = \"={locked}\"");
    let is_there = cargo.lines().any(|line| line == wanted);
    (!is_there).then(|| {
        format!("Cargo.toml: Cargo.lock has wasm-bindgen {locked}, so this must say `{wanted}`")
    })
}

/// A rule of the specification is written `**S3.2**`; a test carries it in its name, as `s3_2_…`, or as `[S3.2]` in its
/// name or in the comment above it.
fn untested_rules(spec: &str, files: &[String]) -> Vec<String> {
    let borne: BTreeSet<String> = files.iter().flat_map(|text| borne(text)).collect();
    let untested = rules(spec).into_iter();
    let untested = untested.filter(|rule| !borne.contains(rule));
    untested
        .map(|rule| format!("crates/sync/SPEC.md: rule {rule} has no test that carries its number"))
        .collect()
}

/// The rules whose numbers tests of a file carry.
fn borne(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_start);
    let carriers = lines.flat_map(|line| {
        let named = line.strip_prefix("fn ").or(line.strip_prefix("async fn "));
        let is_told = line.starts_with("///") || line.starts_with("test(");
        let named = named.and_then(numbered);
        let told = is_told.then(|| line.split('[').skip(1).filter_map(bracketed));
        named.into_iter().chain(told.into_iter().flatten())
    });
    carriers.collect()
}

/// `s3_2_what_holds` carries S3.2.
fn numbered(name: &str) -> Option<String> {
    let mut parts = name.strip_prefix('s')?.split('_');
    let (chapter, rule) = (parts.next()?, parts.next()?);
    (is_number(chapter) && is_number(rule)).then(|| format!("S{chapter}.{rule}"))
}

/// `S3.2] what holds` carries S3.2.
fn bracketed(text: &str) -> Option<String> {
    let rule = text.split_once(']')?.0;
    is_rule(rule).then(|| rule.to_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_rule(word: &str) -> bool {
    word.strip_prefix('S')
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(chapter, rule)| is_number(chapter) && is_number(rule))
}

fn rules(spec: &str) -> Vec<String> {
    let mut rules: Vec<String> = spec
        .split("**")
        .skip(1)
        .step_by(2)
        .filter(|word| is_rule(word))
        .map(str::to_owned)
        .collect();
    rules.dedup();
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is() {
        assert!(header("a.rs", "//! One idea.\n").is_none());
        assert!(header("a.rs", "use b;\n").is_some());
    }

    #[test]
    fn pure_crates_take_time_and_chance_from_their_callers() {
        assert_eq!(
            impure("a.rs", "let now = Utc::now();\nlet id = rand::random();").len(),
            2
        );
        assert_eq!(
            impure("a.rs", "// never Utc::now()\nlet x = operand::value();"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_library_has_exactly_the_locked_version() {
        let check = |cargo| bindgen_version(cargo, "0.2.130");
        assert_eq!(check("wasm-bindgen = \"=0.2.130\""), None);
        assert!(check("wasm-bindgen = \"0.2.130\"").is_some());
    }

    #[test]
    fn a_rule_needs_a_test_that_carries_its_number() {
        let spec = "**S1.1** once. **S1.2** twice, **not a rule**. **S1.21** more. **S2.1** last.";
        assert_eq!(rules(spec), ["S1.1", "S1.2", "S1.21", "S2.1"]);
        let tests = "    fn s1_1_once() {\n/// [S1.21]\n// [S1.2] said, not tested\nlet s1_2 = 1;";
        let story = "test('[S2.1] last', async () => {";
        let untested = untested_rules(spec, &[tests.to_owned(), story.to_owned()]);
        assert_eq!(
            untested,
            ["crates/sync/SPEC.md: rule S1.2 has no test that carries its number"]
        );
    }
}
