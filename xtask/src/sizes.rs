//! `cargo xtask sizes`: the bytes between an empty phone and the first form, and what the code is made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::finish::{Packing, brotli, gzip, kept_files};
use crate::steps::{output, step};
use crate::tools::Builders;
use crate::{app, tree};

/// What `design.md` allows for the whole phone app, in brotli.
const BUDGET: usize = 300 * 1024;

/// What the first question with a map asks for, and no other.
const MAP: &str = "/outlines.txt";

/// Options of `sizes`.
#[derive(Args)]
pub(crate) struct Sizes {
    /// How many parts of the code to list
    #[arg(long, default_value_t = 25)]
    parts: usize,
}

impl Sizes {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let builders = Builders::ready()?;
        app::build(&builders, app::Kind::Shipped)?;
        let total = print_files()?;
        println!(
            "budget {BUDGET} bytes of brotli: {} % used\n",
            total * 100 / BUDGET
        );

        let named = named_wasm(&builders)?;
        let parts = parts(&fs::read(&named)?)?;
        let whole: usize = parts.values().sum();
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
        println!("{:<32} {:>10} {:>6}", "the wasm is made of", "raw", "");
        for (part, bytes) in parts.iter().take(self.parts) {
            println!(
                "{part:<32} {bytes:>10} {:>5.1}%",
                *bytes as f64 * 100.0 / whole as f64
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Prints everything that a phone downloads before the first form, and gives the sum in brotli.
fn print_files() -> Result<usize> {
    let worker = fs::read_to_string(app::Kind::Shipped.folder().join("sw.js"))?;
    let mut files = kept_files(&worker)?;
    files.push("/sw.js".to_owned());
    println!(
        "\n{:<40} {:>10} {:>10} {:>10}",
        "downloaded before the first form", "raw", "gzip -9", "brotli"
    );
    let mut sum = [0; 3];
    let is_later = |file: &str| {
        let mut later = app::PHONE.later.iter();
        file == MAP || later.any(|name| file.starts_with(&format!("/{name}-")))
    };
    let (later, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_later(file));
    for file in files {
        let path = if file == "/" {
            "index.html"
        } else {
            file.trim_start_matches('/')
        };
        let content =
            fs::read(app::Kind::Shipped.folder().join(path)).with_context(|| path.to_owned())?;
        let sizes = [
            content.len(),
            gzip(&content, Packing::Smallest)?.len(),
            brotli(&content, Packing::Smallest)?.len(),
        ];
        println!(
            "{file:<40} {:>10} {:>10} {:>10}",
            sizes[0], sizes[1], sizes[2]
        );
        for (sum, size) in sum.iter_mut().zip(sizes) {
            *sum += size;
        }
    }
    println!("{:<40} {:>10} {:>10} {:>10}", "sum", sum[0], sum[1], sum[2]);
    for file in later {
        let content = fs::read(
            app::Kind::Shipped
                .folder()
                .join(file.trim_start_matches('/')),
        )?;
        let compressed = brotli(&content, Packing::Smallest)?.len();
        println!("kept for later: {file}, {compressed} bytes of brotli");
    }
    Ok(sum[2])
}

/// The phone's wasm once more, optimised alike but with the names of its functions.
fn named_wasm(builders: &Builders) -> Result<PathBuf> {
    let root = tree::root();
    let raw = app::bound(app::Kind::Shipped, &app::PHONE);
    let raw = raw.join(format!("{}_bg.wasm", app::PHONE.bin));
    let named = root.join("target/xtask/named.wasm");
    step("name the parts of the wasm", || {
        let mut optimise = builders.command("wasm-opt");
        optimise
            .args(["-Oz", "--debuginfo"])
            .args(app::FEATURES)
            .arg(raw)
            .arg("--output")
            .arg(&named);
        output(&mut optimise)
    })?;
    Ok(named)
}

/// Bytes by crate, and by section for what is not code.
fn parts(wasm: &[u8]) -> Result<BTreeMap<String, usize>> {
    let mut parts = BTreeMap::new();
    let mut add = |part: &str, bytes: usize| *parts.entry(part.to_owned()).or_insert(0) += bytes;
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                add("(imports and exports)", section.range().len());
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(section) => add("(imports and exports)", section.range().len()),
            Payload::DataSection(section) => add("(texts and tables)", section.range().len()),
            Payload::ElementSection(section) => add("(texts and tables)", section.range().len()),
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    for subsection in section {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    for (index, bytes) in (imported..).zip(bodies) {
        add(
            &names
                .get(&index)
                .map_or("(unnamed)".to_owned(), |name| crate_of(name)),
            bytes,
        );
    }
    Ok(parts)
}

/// The crate that a function belongs to, by its name: for a method of a trait, the type's.
fn crate_of(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let path = name
        .trim_start_matches(['<', '&', '[', '(', '*'])
        .trim_start_matches("mut ")
        .trim_start_matches("dyn ");
    let end = path
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(path.len());
    // What follows is the path's next part or, in names that are already readable, the crate's hash.
    match path[end..].starts_with("::") || path[end..].starts_with('[') {
        true => path[..end].to_owned(),
        false if path[end..].starts_with(" as ") => "core".to_owned(),
        false => "(other)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_of_its_type() {
        assert_eq!(
            crate_of("dong_hanh::pages::today::Today::{{closure}}"),
            "dong_hanh"
        );
        assert_eq!(
            crate_of("<&mut leptos::View as core::fmt::Display>::fmt"),
            "leptos"
        );
        assert_eq!(
            crate_of("_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE"),
            "core"
        );
        assert_eq!(
            crate_of("<dlmalloc[e24a27700634d609]::dlmalloc::Dlmalloc>::free"),
            "dlmalloc"
        );
        assert_eq!(crate_of("<&str as core::fmt::Display>::fmt"), "core");
        assert_eq!(crate_of("memcpy"), "(other)");
    }

    #[test]
    fn a_module_is_weighed_by_its_functions() {
        // One type, one function of that type named `a::b`, with an empty body.
        let wasm = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x01\x04\x01\x60\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x0e\x04name\x01\x07\x01\0\x04a::b",
        ]
        .concat();
        assert_eq!(parts(&wasm).unwrap(), BTreeMap::from([("a".to_owned(), 2)]));
    }
}
