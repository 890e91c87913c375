//! Makes what was built ready to be served and kept: one stylesheet, names by the digest of the finished bytes,
//! the service worker with its list, and compressed siblings of what is text or code.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Serialize;

use crate::tree;

/// One entry of the app: a page with its own bundle and its own service worker.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// The page's source.
    pub(crate) page: &'static str,
    /// The Rust binary that it starts.
    pub(crate) bin: &'static str,
    /// The addresses it answers for, with a slash at both ends.
    pub(crate) scope: &'static str,
    /// The addresses under its scope that are not its own.
    pub(crate) leave: &'static [&'static str],
    /// What is loaded when it is first wanted: `lock` is bundled from `src/device/lock`, and the page says where it lies
    /// in `data-lock`.
    pub(crate) later: &'static [&'static str],
    /// What is served as it lies in `public`: its path there, and under the scope.
    pub(crate) public: &'static [(&'static str, &'static str)],
}

/// What the service worker is told at its first line.
#[derive(Serialize)]
struct WorkerManifest<'a> {
    app: &'a str,
    scope: &'a str,
    leave: &'a [&'a str],
    build: &'a str,
    /// Address to SHA-256.
    files: BTreeMap<String, String>,
}

/// The files of one entry, by their path under its scope.
type Files = BTreeMap<String, Vec<u8>>;

const PAGE: &str = "index.html";
const WORKER: &str = "sw.js";

/// Where a page says which build it is.
const BUILD: &str = "data-build=\"BUILD\"";

/// What is worth compressing; pictures are already.
const COMPRESSIBLE: [&str; 8] = [
    ".css",
    ".html",
    ".js",
    ".json",
    ".svg",
    ".txt",
    ".wasm",
    ".webmanifest",
];

/// How hard to compress.
#[derive(Clone, Copy)]
pub(crate) enum Packing {
    /// For a phone that pays for bytes.
    Smallest,
    /// For a test that is over before it would have paid.
    Quick,
}

impl Entry {
    /// The stylesheets that the page names, by their path in the project, in its order.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub(crate) fn styles(&self) -> Result<Vec<String>> {
        let page = fs::read_to_string(tree::root().join(self.page))?;
        let (_, styles) = without_styles(&page, "");
        Ok(styles)
    }
}

/// Finishes what lies in `staging`, with the page, its stylesheet and what is public, and writes it to its place under
/// `dist`.
///
/// # Errors
/// When the page breaks the content policy, names what is not there, or a file cannot be read or written.
pub(crate) fn finish(
    entry: &Entry,
    staging: &Path,
    sheet: Vec<u8>,
    packing: Packing,
    dist: &Path,
) -> Result<()> {
    let root = tree::root();
    let mut files = tree::read_all(staging)?;
    for (from, to) in entry.public {
        let from = root.join("public").join(from);
        if from.is_dir() {
            let inside = tree::read_all(&from)?.into_iter();
            files.extend(inside.map(|(path, content)| (format!("{to}/{path}"), content)));
        } else {
            files.insert((*to).to_owned(), fs::read(from)?);
        }
    }
    let name = format!("{}.css", entry.name);
    let source = fs::read_to_string(root.join(entry.page))?;
    let (page, _) = without_styles(&source, &format!("{}{name}", entry.scope));
    files.insert(name, sheet);
    let icons = fs::read_to_string(root.join("style/icons.svg"))?;
    ensure!(
        page.contains("ICONS"),
        "the page has no place for its icons"
    );
    let mut page = one_line(&page.replace("ICONS", &icons));
    name_by_digest(entry, &mut page, &mut files)?;
    check_policy(&page)?;

    let build = build_id(&page, &files);
    ensure!(page.contains(BUILD), "the page has no place for its build");
    files.insert(
        PAGE.to_owned(),
        page.replace(BUILD, &format!("data-build=\"{build}\""))
            .into_bytes(),
    );
    let template = fs::read_to_string(root.join("public").join(WORKER))?;
    files.insert(
        WORKER.to_owned(),
        worker(entry, &build, &files, &template)?.into_bytes(),
    );

    let folder = dist.join(entry.scope.trim_matches('/'));
    for (path, content) in &files {
        write_compressed(&folder.join(path), content, packing)?;
    }
    Ok(())
}

/// The addresses that `worker` keeps, as its text says them.
///
/// # Errors
/// When it is not a finished service worker.
pub(crate) fn kept_files(worker: &str) -> Result<Vec<String>> {
    let start = worker
        .find("= {\"app\"")
        .context("the service worker has no list")?;
    let list = worker[start + 2..]
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches(';');
    let list: serde_json::Value = serde_json::from_str(list)?;
    let files = list["files"]
        .as_object()
        .context("the service worker's list has no files")?;
    Ok(files.keys().cloned().collect())
}

/// The page with one stylesheet at `address`, where its first one stood, and the paths of those that it named.
fn without_styles(page: &str, address: &str) -> (String, Vec<String>) {
    let mut styles = Vec::new();
    let mut merged = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, tag, after)) = next_link(rest) {
        merged.push_str(before);
        if attribute(tag, "rel") == Some("stylesheet") {
            if styles.is_empty() {
                merged.push_str(&format!("<link rel=\"stylesheet\" href=\"{address}\">"));
            }
            styles.extend(attribute(tag, "href").map(str::to_owned));
        } else {
            merged.push_str(tag);
        }
        rest = after;
    }
    (merged + rest, styles)
}

/// The page without its indents, which only people see.
fn one_line(page: &str) -> String {
    page.lines().map(str::trim).collect()
}

/// Gives code and styles names that say their bytes, from the innermost file that others name outwards.
fn name_by_digest(entry: &Entry, page: &mut String, files: &mut Files) -> Result<()> {
    let named = |files: &Files, snippet: bool| -> Vec<String> {
        let code = |path: &&String| {
            [".js", ".css", ".wasm"]
                .iter()
                .any(|end| path.ends_with(end))
        };
        files
            .keys()
            .filter(|path| path.contains('/') == snippet)
            .filter(code)
            .cloned()
            .collect()
    };
    for path in named(files, true) {
        let (content, new) = take_named(files, &path)?;
        for (_, code) in files.iter_mut().filter(|(path, _)| path.ends_with(".js")) {
            *code = String::from_utf8(std::mem::take(code))?
                .replace(&path, &new)
                .into_bytes();
        }
        files.insert(new, content);
    }
    for path in named(files, false) {
        let (content, new) = take_named(files, &path)?;
        let (old, address) = (
            format!("{}{path}", entry.scope),
            format!("{}{new}", entry.scope),
        );
        ensure!(page.contains(&old), "the page does not name {old}");
        *page = page.replace(&old, &address);
        files.insert(new, content);
    }
    Ok(())
}

/// Takes the file at `path` out, with the name that says its bytes: `a/b.js` becomes `a/b-<digest>.js`.
fn take_named(files: &mut Files, path: &str) -> Result<(Vec<u8>, String)> {
    let content = files
        .remove(path)
        .with_context(|| format!("there is no {path}"))?;
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let digest = &tree::sha256(&content)[..16];
    Ok((content, format!("{stem}-{digest}.{ending}")))
}

/// The policy allows no script or style inside a page, and a browser would drop them without a word.
fn check_policy(page: &str) -> Result<()> {
    if page.contains(" style=") || page.contains("<style") {
        bail!("the page holds styles of its own, which its content policy forbids");
    }
    let inline = page
        .split("<script")
        .skip(1)
        .any(|tag| attribute(tag.split('>').next().unwrap_or_default(), "src").is_none());
    ensure!(
        !inline,
        "the page holds an inline script, which its content policy forbids"
    );
    Ok(())
}

/// Short, and other whenever a byte of the page or of a file is other.
fn build_id(page: &str, files: &Files) -> String {
    let list: String = files
        .iter()
        .map(|(path, content)| format!("{path} {}\n", tree::sha256(content)))
        .collect();
    tree::sha256(format!("{list}{page}").as_bytes())[..12].to_owned()
}

fn worker(entry: &Entry, build: &str, files: &Files, template: &str) -> Result<String> {
    // Its pictures are only read when the app is put on a home screen, which needs a network anyway.
    let kept = files.iter().filter(|(path, _)| !path.ends_with(".png"));
    let address = |path: &str| format!("{}{}", entry.scope, if path == PAGE { "" } else { path });
    let manifest = WorkerManifest {
        app: entry.name,
        scope: entry.scope,
        leave: entry.leave,
        build,
        files: kept
            .map(|(path, content)| (address(path), tree::sha256(content)))
            .collect(),
    };
    ensure!(
        template.contains("__MANIFEST__"),
        "public/{WORKER} has no place for its list"
    );
    // A phone reads no comments.
    let template: String = template
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    Ok(template.replace("__MANIFEST__", &serde_json::to_string(&manifest)?))
}

/// Writes a file, and beside it `.br` and `.gz` where those are smaller.
fn write_compressed(path: &Path, content: &[u8], packing: Packing) -> Result<()> {
    tree::write(path, content)?;
    if !COMPRESSIBLE
        .iter()
        .any(|ending| path.to_string_lossy().ends_with(ending))
    {
        return Ok(());
    }
    let packed = [
        ("br", brotli(content, packing)?),
        ("gz", gzip(content, packing)?),
    ];
    for (ending, compressed) in packed {
        // A few bytes less are not worth a second file.
        if compressed.len() + 64 < content.len() {
            let name = format!("{}.{ending}", path.display());
            tree::write(Path::new(&name), compressed)?;
        }
    }
    Ok(())
}

/// Brotli.
///
/// # Errors
/// Never for memory; the writer's signature has them.
pub(crate) fn brotli(content: &[u8], packing: Packing) -> Result<Vec<u8>> {
    let quality = match packing {
        Packing::Smallest => 11,
        Packing::Quick => 1,
    };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

/// gzip.
///
/// # Errors
/// Never for memory; the writer's signature has them.
pub(crate) fn gzip(content: &[u8], packing: Packing) -> Result<Vec<u8>> {
    let level = match packing {
        Packing::Smallest => flate2::Compression::best(),
        Packing::Quick => flate2::Compression::fast(),
    };
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), level);
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

/// What lies before the next `<link …>`, the tag itself, and what follows.
fn next_link(page: &str) -> Option<(&str, &str, &str)> {
    let start = page.find("<link")?;
    let end = start + page[start..].find('>')? + 1;
    Some((&page[..start], &page[start..end], &page[end..]))
}

/// The value of an attribute, quoted or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}="))?.1;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry = Entry {
        name: "phone",
        page: "index.html",
        bin: "app",
        scope: "/",
        leave: &["/api/"],
        later: &[],
        public: &[],
    };

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, content)| ((*path).to_owned(), content.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn stylesheets_become_one_in_the_order_of_the_page() {
        let page = "<link rel=\"stylesheet\" href=\"b.css\"/><link rel=icon href=/i.svg><link rel=stylesheet href=a.css>";
        let (page, styles) = without_styles(page, "/phone.css");
        assert_eq!(
            page,
            "<link rel=\"stylesheet\" href=\"/phone.css\"><link rel=icon href=/i.svg>"
        );
        assert_eq!(styles, ["b.css", "a.css"]);
    }

    #[test]
    fn a_name_says_the_bytes_and_everyone_who_names_it_follows() {
        let mut page = "<script src=/app.js></script>".to_owned();
        let name = |snippet: &str| {
            let mut page = page.clone();
            let mut files = files(&[
                ("app.js", "import './snippets/x/inline.js'"),
                ("snippets/x/inline.js", snippet),
            ]);
            name_by_digest(&ENTRY, &mut page, &mut files).unwrap();
            (page, files)
        };
        let (first, files) = name("1");
        let (second, _) = name("2");
        assert_ne!(
            first, second,
            "a changed snippet changes the name of what imports it"
        );
        let snippet = files
            .keys()
            .find(|path| path.starts_with("snippets/"))
            .unwrap();
        let app = files
            .iter()
            .find(|(path, _)| path.starts_with("app-"))
            .unwrap();
        assert!(String::from_utf8_lossy(app.1).contains(snippet.as_str()));
        assert!(first.contains(app.0.as_str()));

        let unnamed = &mut self::files(&[("other.js", "")]);
        assert!(name_by_digest(&ENTRY, &mut page, unnamed).is_err());
    }

    #[test]
    fn the_policy_refuses_what_is_inside_the_page() {
        assert!(
            check_policy("<script src=/a.js></script><script type=module src=/b.js></script>")
                .is_ok()
        );
        assert!(check_policy("<script>1</script>").is_err());
        assert!(check_policy("<p style=\"color:red\">").is_err());
        assert!(check_policy("<style>p{}</style>").is_err());
    }

    #[test]
    fn the_worker_keeps_everything_but_the_icons_of_the_home_screen() {
        let files = files(&[
            (PAGE, "page"),
            ("app.js", "app"),
            ("icons/icon-512.png", "png"),
        ]);
        let worker = worker(&ENTRY, "b1", &files, "const { app } = __MANIFEST__;\n").unwrap();
        assert_eq!(kept_files(&worker).unwrap(), ["/", "/app.js"]);
        assert!(worker.contains(&tree::sha256(b"page")));
    }

    #[test]
    fn a_build_is_another_when_any_file_is() {
        let id = |content| build_id("page", &files(&[("a", content)]));
        assert_eq!(id("1"), id("1"));
        assert_ne!(id("1"), id("2"));
        assert_ne!(
            build_id("page", &Files::new()),
            build_id("other", &Files::new())
        );
    }
}
