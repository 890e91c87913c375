//! Logs: JSON lines on the standard error, as `RUST_LOG` asks (default `info`).

use std::env;

use tracing::error;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// What writes down heads and addresses of requests, once somebody asks for all there is.
const QUIET: [&str; 6] = [
    "axum=info",
    "h2=info",
    "hyper=info",
    "hyper_util=info",
    "rustls=info",
    "tower_http=off",
];

/// What is logged where somebody asks for this, as `info` or `dong_hanh_server=debug`.
#[must_use]
pub fn filter(asked: &str) -> EnvFilter {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .parse_lossy(asked);
    let quiet = QUIET.iter().filter_map(|library| library.parse().ok());
    quiet.fold(filter, EnvFilter::add_directive)
}

/// Starts logging, once for the process. A panic is logged by its place alone, as its message may quote
/// what somebody wrote.
pub fn start() {
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_target(false)
        .with_env_filter(filter(
            &env::var(EnvFilter::DEFAULT_ENV).unwrap_or_default(),
        ))
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        error!(place, "panicked");
    }));
}
