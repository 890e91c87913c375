//! What every answer owes the audit: an entry, written before the answer is given, or a row that says why there is none.
//!
//! Whoever forgets both gives no answer at all: [`owed`] keeps it back, in the first test of the route.

mod chain;
mod free;

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_domain::DeviceId;
use tracing::error;

use crate::app::App;
use crate::error::Problem;

pub use chain::{Checked, Verified, check, tell};
pub use free::{FREE, is_free};

/// Whether a request has left what it owes.
#[derive(Clone, Debug, Default)]
pub struct Trace(Arc<AtomicBool>);

impl Trace {
    /// Enters notes. What they tell is done, and what they say was read is given out, after that.
    ///
    /// # Errors
    /// [`Problem::Busy`] or [`Problem::NotNoted`]: nothing is to be done or given out then.
    pub async fn leave(&self, app: &App, notes: &[Note]) -> Result<(), Problem> {
        let entered = app.store.audit(notes).await;
        entered.map_err(Problem::not_noted)?;
        self.owe_nothing();
        Ok(())
    }

    /// The same for somebody who is not signed in.
    ///
    /// # Errors
    /// As [`leave`](Self::leave).
    pub async fn stranger(
        &self,
        app: &App,
        device: Option<DeviceId>,
        act: AuditAct,
    ) -> Result<(), Problem> {
        let note = Note {
            at: app.now(),
            actor: Actor::Stranger,
            device,
            act,
            why: None,
        };
        self.leave(app, &[note]).await
    }

    /// Says that the store has entered what is to be entered, or that nothing of anybody was given or changed.
    pub fn owe_nothing(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_left(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl FromRequestParts<Arc<App>> for Trace {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Trace {
    /// That of a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        parts.extensions.get().cloned().unwrap_or_default()
    }
}

/// Keeps an answer back that left nothing in the audit and whose route does not say why.
pub async fn owed(mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(String::new, |path| path.as_str().to_owned());
    let trace = Trace::default();
    request.extensions_mut().insert(trace.clone());
    let response = next.run(request).await;
    if !response.status().is_success() || trace.is_left() || is_free(&method, &route) {
        return response;
    }
    error!(%method, route, "an answer was kept back, as it left nothing in the audit");
    Problem::Internal.into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    /// Of a route that forgets what it owes, of one that does not, and of one that owes nothing.
    #[tokio::test]
    async fn an_answer_that_left_nothing_is_kept_back() {
        let honest = |request: Request| async move {
            let trace: Option<&Trace> = request.extensions().get();
            trace.unwrap().owe_nothing();
            "a household"
        };
        let router = Router::new()
            .route("/forgetful", get(|| async { "a household" }))
            .route("/honest", get(honest))
            .route("/healthz", get(|| async { "ok" }))
            .layer(from_fn(owed));
        for (path, status) in [("/forgetful", 500), ("/honest", 200), ("/healthz", 200)] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status().as_u16(), status, "{path}");
        }
    }
}
