//! The API: one folder a noun, one file a verb.

use std::sync::Arc;

use axum::http::StatusCode;
use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

pub mod audit;
pub mod breaches;
pub mod changes;
pub mod devices;
pub mod forms;
pub mod handovers;
pub mod health;
pub mod households;
pub mod imports;
pub mod invitation;
pub mod lost;
pub mod me;
pub mod media;
pub mod openapi;
pub mod openrosa;
pub mod operations;
pub mod overview;
pub mod people;
pub mod session;
pub mod sessions;
pub mod units;
pub mod uploads;
pub mod visits;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Đồng Hành",
        description = "What phones and the office ask of the server. A request that fails gets an RFC 9457 problem document \
            with a stable `code`. What is wrong with one operation of a push is no problem of the request: it is a receipt."
    ),
    security(("session" = []))
)]
struct Base;

/// Requests whose bodies are small.
pub fn quick() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(session::open::open, session::close::close))
        .routes(routes!(session::vault::secret))
        .routes(routes!(session::token::turn))
        .routes(routes!(me::show::show))
        .routes(routes!(me::password::change))
        .routes(routes!(
            me::factor::show::show,
            me::factor::begin::begin,
            me::factor::confirm::confirm
        ))
        .routes(routes!(me::factor::codes::renew))
        .routes(routes!(me::factor::remove::remove))
        .routes(routes!(sessions::list::list))
        .routes(routes!(sessions::revoke::revoke))
        .routes(routes!(invitation::look::look))
        .routes(routes!(invitation::take::take))
        .routes(routes!(invitation::choose::choose))
        .routes(routes!(people::list::list, people::add::add))
        .routes(routes!(people::change::change))
        .routes(routes!(people::close::close))
        .routes(routes!(people::open::open))
        .routes(routes!(people::invite::invite))
        .routes(routes!(people::sessions::list))
        .routes(routes!(people::revoke::revoke))
        .routes(routes!(people::key::give))
        .routes(routes!(people::lost::lose, people::lost::find))
        .merge(lost::quick())
        .routes(routes!(devices::list::list))
        .routes(routes!(changes::pull::pull))
        .routes(routes!(visits::list::list))
        .routes(routes!(visits::show::show))
        .routes(routes!(visits::xform::xform))
        .routes(routes!(households::show::show))
        .routes(routes!(overview::show::show))
        .routes(routes!(units::left_behind::left_behind))
        .routes(routes!(units::coverage::show))
        .routes(routes!(units::city::show))
        .routes(routes!(units::communes::list))
        .routes(routes!(units::retention::show, units::retention::empty))
        .routes(routes!(handovers::drafts::drafts))
        .routes(routes!(handovers::close::close, handovers::reopen::reopen))
        .routes(routes!(forms::list::list))
        .routes(routes!(forms::current::decide))
        .routes(routes!(forms::file::file))
        .merge(audit::routes())
        .merge(breaches::quick())
        .merge(imports::quick())
        .merge(openrosa::reading())
        .routes(routes!(openapi::show::show))
        .routes(routes!(health::live::live))
        .routes(routes!(health::ready::ready))
}

/// Requests whose bodies may take long on a poor signal.
pub fn bodies() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(operations::push::push))
        .merge(media::routes())
        .merge(forms::workbooks())
        .merge(breaches::reckoned())
        .merge(imports::workbooks())
        .routes(routes!(forms::medium::medium))
}

/// Requests that take as long as bytes keep coming.
pub fn streams() -> OpenApiRouter<Arc<App>> {
    uploads::routes()
        .merge(lost::values())
        .routes(routes!(handovers::import::import))
        .merge(openrosa::sending())
}

/// The description of all of them.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = OpenApiRouter::with_openapi(Base::openapi())
        .merge(quick())
        .merge(bodies())
        .merge(streams())
        .into_openapi();
    describe_limits(&mut document);
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        "session",
        SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
    );
    document
}

/// What the door says wherever somebody comes: a page of another site has the browser send something, or there was too much.
fn describe_limits(document: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        if !path.starts_with("/api/") {
            continue;
        }
        let changing = [
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in changing.into_iter().flatten() {
            add_answer(
                operation,
                StatusCode::FORBIDDEN,
                "`foreign-page`: the page of another site sent it",
            );
        }
        let all = [
            &mut item.get,
            &mut item.head,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in all.into_iter().flatten() {
            add_answer(
                operation,
                StatusCode::TOO_MANY_REQUESTS,
                "`too-many-requests`, with Retry-After",
            );
        }
    }
}

/// Describes an answer beside those that the route gives itself.
fn add_answer(operation: &mut Operation, status: StatusCode, description: &str) {
    let problem = Content::new(Some(Ref::from_schema_name("ProblemDocument")));
    let answer = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", problem)
        .build();
    operation
        .responses
        .responses
        .entry(status.as_str().to_owned())
        .or_insert(answer.into());
}
