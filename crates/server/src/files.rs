//! The app's files, held in memory: read once at the start, so that a folder which is built anew meanwhile
//! is never served half, and an address is only ever looked up.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::headers;
use crate::token::hex;

/// Asked anew each time, answered with 304 where nothing changed.
const CHECKED: &str = "no-cache";

/// For names that say their bytes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// A build of the app.
#[derive(Default)]
pub struct Files(HashMap<String, File>);

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    media_type: &'static str,
    digest: String,
    cache: &'static str,
}

impl Files {
    /// Reads a folder.
    ///
    /// # Errors
    /// Where it or a file in it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Some(name) = path.strip_prefix(folder).ok().and_then(Path::to_str) {
                    found.push((name.replace('\\', "/"), Bytes::from(fs::read(&path)?)));
                }
            }
        }
        Ok(Self::of(found))
    }

    /// The app that this binary was built with.
    #[cfg(feature = "embed-app")]
    #[must_use]
    pub fn embedded() -> Self {
        use rust_embed::RustEmbed;

        #[derive(RustEmbed)]
        #[folder = "../../dist/"]
        struct Built;

        Self::of(Built::iter().filter_map(|name| {
            let content = match Built::get(&name)?.data {
                std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((name.into_owned(), content))
        }))
    }

    /// Files by their path; `x.br` and `x.gz` are the compressed forms of `x`.
    #[must_use]
    pub fn of(found: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let mut all: HashMap<String, Bytes> = found.into_iter().collect();
        let names: Vec<String> = all
            .keys()
            .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
            .cloned()
            .collect();
        let mut files = HashMap::with_capacity(names.len());
        for name in names {
            let Some(plain) = all.remove(&name) else {
                continue;
            };
            let digest = hex(&Sha256::digest(&plain));
            let file = File {
                brotli: all.remove(&format!("{name}.br")),
                gzip: all.remove(&format!("{name}.gz")),
                media_type: media_type(&name),
                cache: if says_its_bytes(&name, &digest) {
                    FOREVER
                } else {
                    CHECKED
                },
                digest,
                plain,
            };
            files.insert(name, file);
        }
        Self(files)
    }

    /// Whether there is an app at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Answers a request for an address of the app.
    #[must_use]
    pub fn answer(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return (
                StatusCode::METHOD_NOT_ALLOWED,
                [(header::ALLOW, "GET, HEAD")],
            )
                .into_response();
        }
        match self.find(path) {
            Some(file) => file.answer(method, request),
            None => (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, CHECKED)]).into_response(),
        }
    }

    /// The file of an address; addresses inside the app, which name no file, open its page.
    fn find(&self, path: &str) -> Option<&File> {
        let name = path.trim_start_matches('/');
        if let Some(file) = self.0.get(name) {
            return Some(file);
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        if last.contains('.') {
            return None;
        }
        let office = name == "office" || name.starts_with("office/");
        self.0.get(if office {
            "office/index.html"
        } else {
            "index.html"
        })
    }
}

impl File {
    fn answer(&self, method: &Method, request: &HeaderMap) -> Response {
        let (bytes, encoding) = self.encoded(request);
        let suffix = encoding
            .map(|encoding| format!("-{encoding}"))
            .unwrap_or_default();
        let etag = format!("\"{}{suffix}\"", &self.digest[..32]);

        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            headers.insert(header::ETAG, etag);
        }
        if is_known(request, &etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        headers.extend(
            encoding.map(|encoding| (header::CONTENT_ENCODING, HeaderValue::from_static(encoding))),
        );
        headers::protect(headers, self.media_type);
        if method == Method::GET {
            *response.body_mut() = Body::from(bytes.clone());
        }
        response
    }

    /// The smallest form that the browser takes.
    fn encoded(&self, request: &HeaderMap) -> (&Bytes, Option<&'static str>) {
        let forms = [(&self.brotli, "br"), (&self.gzip, "gzip")];
        let taken = forms.into_iter().find_map(|(bytes, name)| {
            Some((bytes.as_ref()?, name)).filter(|_| accepts(request, name))
        });
        taken.map_or((&self.plain, None), |(bytes, name)| (bytes, Some(name)))
    }
}

/// Whether a request takes an encoding: named, and not with `q=0`.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let values = request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0))
        });
        named && !refused
    })
}

/// Whether the browser holds these bytes already.
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    let values = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag
    })
}

/// Whether a name bears the first sixteen digits of the file's own digest: `phone-0f3c….js`. It is
/// checked against the bytes, so no build can promise too much.
fn says_its_bytes(name: &str, digest: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, said)| said.len() >= 16 && digest.starts_with(said))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
