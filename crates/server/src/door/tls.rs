//! What is agreed on with whoever comes by TLS: versions 1.2 and 1.3 with the suites that rustls holds safe, all of them with
//! forward secrecy.

use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::server::ResolvesServerCert;
use tokio_rustls::rustls::{self, ServerConfig};

/// HTTP/2, as it is agreed on.
pub(super) const H2: &[u8] = b"h2";

/// What this server agrees on, with the certificate that counts at the time.
///
/// # Errors
/// Where the system gives no randomness.
pub fn config(
    certificate: Arc<dyn ResolvesServerCert>,
) -> Result<Arc<ServerConfig>, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(certificate);
    // All are strong, and no phone is so slow that its own order would be felt.
    config.ignore_client_order = true;
    config.alpn_protocols = vec![H2.to_vec(), b"http/1.1".to_vec()];
    // A phone that comes again is spared the certificate, which is most of what a connection costs it; one ticket a time does.
    config.ticketer = ring::Ticketer::new()?;
    config.send_tls13_tickets = 1;
    Ok(Arc::new(config))
}
