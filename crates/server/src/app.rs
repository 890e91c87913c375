//! The server's parts, and the router that answers for them.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use dong_hanh_store::Store;
use dong_hanh_sync::protocol::BODY_LIMIT;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::csrf::CsrfLayer;
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::allowance::Allowance;
use crate::audit::{Checked, owed};
use crate::auth::ClientAddress;
use crate::door::proxies::Proxies;
use crate::erasures::Erasures;
use crate::error::Problem;
use crate::files::Files;
use crate::followers::Followers;
use crate::handover::HandoverIdentity;
use crate::imports::Jobs;
use crate::media::MediaFolder;
use crate::password::Passwords;
use crate::requests::observe;
use crate::routes;
use crate::tries::{Bucket, Tries};

/// A request that takes longer is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// For bodies: 2 MB take 40 s at the 400 kbit/s of a poor signal.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(150);

/// The largest body where no route takes more: the longest of ours is a pull's, with the cursors of a hundred feeds.
const SMALL: usize = 64 * 1024;

/// Smaller answers gain nothing from gzip, as its frame alone is 18 bytes and a header 24.
const COMPRESS_FROM: u64 = 200;

/// Tells the time.
pub type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What every request may use.
pub struct App {
    /// The database.
    pub store: Arc<dyn Store>,
    /// Where pictures and sound lie.
    pub media: MediaFolder,
    /// What opens the files that phones hand over.
    pub handover: Arc<HandoverIdentity>,
    /// The app in the browser.
    pub files: Files,
    /// Makes and checks password hashes.
    pub passwords: Passwords,
    /// Who tried to sign in, and how often.
    pub tries: Tries,
    /// How much each may send in pictures and sound.
    pub allowance: Allowance,
    /// Who is left behind in each unit, as far as somebody asked.
    pub followers: Followers,
    /// Lists that are being said or taken back now.
    pub imports: Arc<Jobs>,
    /// How far the audit was looked at.
    pub audit: Checked,
    /// What was erased, beside the database.
    pub erasures: Erasures,
    /// The server's clock.
    pub clock: Clock,
    /// Who is to be told of a breach of personal data.
    pub authority: String,
    /// Proxies that stand in front, whose word on addresses is taken.
    pub proxies: Proxies,
}

impl App {
    /// The server's time, to the millisecond, as it is stored and sent.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = (self.clock)();
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// Lets somebody try a password, if all the buckets that it counts in hold a try.
    ///
    /// # Errors
    /// [`Problem::TooManyTries`].
    pub fn take_try(&self, from: &[Bucket]) -> Result<(), Problem> {
        self.tries
            .take(from, self.now())
            .map_err(|retry_after| Problem::TooManyTries { retry_after })
    }

    /// Counts what somebody at an address asks for. Who asks from this machine itself is not counted: that is whoever
    /// looks after the server, or a proxy that nobody told of, behind which everybody would be held up by one.
    ///
    /// # Errors
    /// [`Problem::TooManyRequests`].
    pub fn count(&self, at: Option<IpAddr>, of: &[Bucket]) -> Result<(), Problem> {
        if at.is_some_and(|address| address.is_loopback()) {
            return Ok(());
        }
        self.tries
            .take(of, self.now())
            .map_err(|retry_after| Problem::TooManyRequests { retry_after })
    }

    /// The problem of somebody who has shown nothing by which they are known, or that they ask too often.
    pub fn unknown(&self, at: Option<IpAddr>, problem: Problem) -> Problem {
        self.count(at, &[Bucket::stranger(at)])
            .err()
            .unwrap_or(problem)
    }
}

/// Everything that the server answers.
pub fn router(app: Arc<App>) -> Router {
    let quick = routes::quick()
        .split_for_parts()
        .0
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(DefaultBodyLimit::max(SMALL));
    let bodies = routes::bodies()
        .split_for_parts()
        .0
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            UPLOAD_TIMEOUT,
        ));
    let streams = routes::streams().split_for_parts().0;
    let api = quick.merge(bodies).merge(streams).layer(
        ServiceBuilder::new()
            .layer(CompressionLayer::new().compress_when(SizeAbove::new(COMPRESS_FROM)))
            .layer(RequestDecompressionLayer::new())
            // What is read from a body is counted behind the decompression.
            .layer(DefaultBodyLimit::max(BODY_LIMIT)),
    );
    // Before what answers for files, which are the same for everybody.
    let api = api.layer(middleware::from_fn(owed));
    api.fallback(file)
        // A browser says which page has it send something: what changes anything comes from our own, or from no browser.
        .layer(CsrfLayer::new().with_rejection_response(|_| Problem::ForeignPage.into_response()))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::Internal.into_response()
        }))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

/// Whatever is no request of the API is an address of the app.
async fn file(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    request: Request,
) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return app.unknown(address, Problem::NotFound).into_response();
    }
    let answer = app.files.answer(request.method(), path, request.headers());
    if !answer.status().is_client_error() {
        return answer;
    }
    match app.count(address, &[Bucket::stranger(address)]) {
        Ok(()) => answer,
        Err(problem) => problem.into_response(),
    }
}
