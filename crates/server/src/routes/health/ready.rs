//! Whether the database answers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;

/// The database answers.
#[utoipa::path(
    get, path = "/readyz", tag = "server", security(()),
    responses((status = OK, body = String), (status = SERVICE_UNAVAILABLE, description = "It does not", body = String))
)]
pub async fn ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}
