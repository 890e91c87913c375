//! Whether the process answers.

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "server", security(()), responses((status = OK, body = String)))]
pub async fn live() -> &'static str {
    "ok\n"
}
