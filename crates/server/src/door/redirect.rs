//! Who types an address without `https` is sent to the one with it.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

/// Sends everything to the same address by TLS on a port.
pub fn router(port: u16) -> Router {
    Router::new()
        .fallback(async move |request: Request| elsewhere(request.uri(), request.headers(), port))
}

fn elsewhere(uri: &Uri, headers: &HeaderMap, port: u16) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    // As a name and a port, or nothing: what else is written there is not sent back.
    let host = host.and_then(|host| host.parse::<axum::http::uri::Authority>().ok());
    let Some(host) = host.filter(|host| !host.as_str().contains('@')) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let (name, colon) = (
        host.host(),
        if port == 443 {
            String::new()
        } else {
            format!(":{port}")
        },
    );
    let to = format!("https://{name}{colon}{path}");
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_same_address_with_tls() {
        let to = |host: Option<&'static str>, uri: &'static str, port| {
            let mut headers = HeaderMap::new();
            headers.extend(host.map(|host| (header::HOST, host.parse().unwrap())));
            let answer = elsewhere(&Uri::from_static(uri), &headers, port);
            let to = answer.headers().get(header::LOCATION);
            to.map(|to| to.to_str().unwrap().to_owned())
        };
        let office = Some("office.example");
        assert_eq!(
            to(office, "/a?b=c", 443).unwrap(),
            "https://office.example/a?b=c"
        );
        assert_eq!(
            to(Some("office.example:80"), "/", 8443).unwrap(),
            "https://office.example:8443/"
        );
        assert_eq!(
            to(Some("[::1]:80"), "//else.example/", 443).unwrap(),
            "https://[::1]//else.example/"
        );
        for nobody in [
            None,
            Some(""),
            Some("a b"),
            Some("office.example@else.example"),
        ] {
            assert_eq!(to(nobody, "/", 443), None, "{nobody:?}");
        }
    }
}
