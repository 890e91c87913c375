//! Proxies that stand in front: only their word is taken on who asks, and whether that was encrypted.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use ipnet::IpNet;
use thiserror::Error;

use super::Encrypted;

/// Where a proxy says whom it asks for; each proxy adds whom it heard to what it was told.
pub const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The networks in which trusted proxies are; none where nobody stands in front.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpNet>);

/// Why a network is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// Neither `10.0.0.1` nor `10.0.0.0/8`.
    #[error("is no address or network, as 127.0.0.1 or 10.1.0.0/16 are")]
    Unreadable,
    /// Who trusts all has everybody name the address that they like.
    #[error("is everybody: name the proxies alone")]
    Everybody,
}

/// Reads `10.0.0.1` or `10.0.0.0/8`.
///
/// # Errors
/// Where it is neither, or is everybody.
pub fn network(text: &str) -> Result<IpNet, NetworkError> {
    let alone = || {
        text.parse()
            .map(|address: IpAddr| IpNet::from(address.to_canonical()))
    };
    let network: IpNet = text
        .parse()
        .or_else(|_| alone())
        .map_err(|_| NetworkError::Unreadable)?;
    if network.prefix_len() == 0 {
        return Err(NetworkError::Everybody);
    }
    Ok(network)
}

impl Proxies {
    /// Those in these networks.
    #[must_use]
    pub fn of(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// Whether nobody stands in front.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Who asks: the peer, or whom the proxies heard: from the last that was added back to the first that is none of them.
    /// What stands before that anybody could have written.
    #[must_use]
    pub fn client(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        let mut from = peer(extensions)?;
        let values = headers.get_all(FORWARDED_FOR).iter().rev();
        for heard in values.flat_map(|value| value.to_str().unwrap_or_default().rsplit(',')) {
            let Some(before) = address(heard).filter(|_| self.trusts(from)) else {
                break;
            };
            from = before;
        }
        Some(from)
    }

    /// Whether a request came encrypted as far as this server, or as far as a trusted proxy.
    #[must_use]
    pub fn encrypted(&self, extensions: &Extensions, headers: &HeaderMap) -> bool {
        let told = || {
            let last = headers.get_all(FORWARDED_PROTO).iter().next_back();
            let last = last.and_then(|value: &HeaderValue| value.to_str().ok()?.rsplit(',').next());
            last.is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
        };
        let by_proxy = || peer(extensions).is_some_and(|peer| self.trusts(peer));
        extensions.get::<Encrypted>().is_some() || (by_proxy() && told())
    }
}

/// Whose connection it is.
fn peer(extensions: &Extensions) -> Option<IpAddr> {
    let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(peer.ip().to_canonical())
}

/// An address, as proxies write it: some put the port behind it.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse().map(|socket: SocketAddr| socket.ip());
    let address = bare.parse().or_else(|_| with_port()).ok()?;
    Some(IpAddr::to_canonical(&address))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn from(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 40_000)));
        extensions
    }

    fn proxies(networks: &[&str]) -> Proxies {
        Proxies::of(networks.iter().map(|text| network(text).unwrap()).collect())
    }

    #[test]
    fn who_asks_is_the_last_that_is_no_proxy() {
        let trusted = ["127.0.0.1", "10.1.0.0/16", "2001:db8::/32"];
        for (trusted, peer, told, who) in [
            // Nobody stands in front: nothing that is told counts.
            (
                &trusted[..0],
                "203.0.113.9",
                &["198.51.100.1"][..],
                "203.0.113.9",
            ),
            (&trusted, "203.0.113.9", &["198.51.100.1"], "203.0.113.9"),
            (&trusted, "127.0.0.1", &[], "127.0.0.1"),
            (&trusted, "127.0.0.1", &["203.0.113.7"], "203.0.113.7"),
            // What a client wrote itself stands before what the proxy added.
            (
                &trusted,
                "127.0.0.1",
                &["198.51.100.1, 203.0.113.7"],
                "203.0.113.7",
            ),
            (
                &trusted,
                "127.0.0.1",
                &["198.51.100.1", "203.0.113.7"],
                "203.0.113.7",
            ),
            (
                &trusted,
                "127.0.0.1",
                &["203.0.113.7, 10.1.2.3"],
                "203.0.113.7",
            ),
            (
                &trusted,
                "127.0.0.1",
                &["203.0.113.7, 10.2.2.3"],
                "10.2.2.3",
            ),
            (&trusted, "127.0.0.1", &["10.1.0.1, 10.1.0.2"], "10.1.0.1"),
            (
                &trusted,
                "127.0.0.1",
                &["203.0.113.7, unknown"],
                "127.0.0.1",
            ),
            (&trusted, "127.0.0.1", &["203.0.113.7:5120"], "203.0.113.7"),
            (
                &trusted,
                "2001:db8::1",
                &["[2001:db9::7]:5120"],
                "2001:db9::7",
            ),
            (
                &trusted,
                "::ffff:10.1.0.1",
                &["::ffff:203.0.113.7"],
                "203.0.113.7",
            ),
        ] {
            let mut headers = HeaderMap::new();
            for line in told {
                headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
            }
            let found = proxies(trusted).client(&from(peer), &headers);
            assert_eq!(found, Some(who.parse().unwrap()), "{peer} {told:?}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_says_that_it_was_encrypted() {
        let asked = |peer, told: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_PROTO, HeaderValue::from_static(told));
            proxies(&["10.1.0.1"]).encrypted(&from(peer), &headers)
        };
        assert!(asked("10.1.0.1", "https"));
        assert!(asked("10.1.0.1", "http, HTTPS"));
        assert!(!asked("10.1.0.1", "https, http"));
        assert!(!asked("10.1.0.2", "https"));
        let mut own = from("203.0.113.7");
        own.insert(Encrypted);
        assert!(Proxies::default().encrypted(&own, &HeaderMap::new()));
    }

    #[test]
    fn everybody_is_no_proxy() {
        assert_eq!(network("0.0.0.0/0"), Err(NetworkError::Everybody));
        assert_eq!(network("::/0"), Err(NetworkError::Everybody));
        assert_eq!(network("caddy"), Err(NetworkError::Unreadable));
        assert_eq!(network("127.0.0.1").unwrap().to_string(), "127.0.0.1/32");
    }
}
