//! A server on a socket, with TLS or without, and a client beside it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use chrono::{DateTime, Datelike as _, Utc};
use dong_hanh_server::door::certificate::Certificate;
use dong_hanh_server::door::{self, Door, Limits, tls};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};

/// The files of a certificate.
pub(crate) struct Files {
    folder: TempDir,
}

impl Files {
    /// With a certificate for `office.example` that ends at the beginning of a day.
    pub(crate) fn ending(day: DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Self { folder };
        files.renew(day);
        files
    }

    pub(crate) fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// Puts another pair in their place.
    pub(crate) fn renew(&self, day: DateTime<Utc>) {
        let mut asked = CertificateParams::new(vec!["office.example".to_owned()]).unwrap();
        asked.not_before = date_time_ymd(2020, 1, 1);
        let (month, date) = (
            u8::try_from(day.month()).unwrap(),
            u8::try_from(day.day()).unwrap(),
        );
        asked.not_after = date_time_ymd(day.year(), month, date);
        let key = KeyPair::generate().unwrap();
        let certificate = asked.self_signed(&key).unwrap();
        std::fs::write(self.certificate(), certificate.pem()).unwrap();
        std::fs::write(self.key(), key.serialize_pem()).unwrap();
    }

    pub(crate) async fn read(&self) -> Arc<Certificate> {
        Certificate::read(self.certificate(), self.key())
            .await
            .unwrap()
    }

    /// Speaks TLS of a version, and trusts what lies in the files now.
    pub(crate) fn connector(
        &self,
        version: &'static SupportedProtocolVersion,
        alpn: &[&[u8]],
    ) -> TlsConnector {
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::from_pem_file(self.certificate()).unwrap())
            .unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
        TlsConnector::from(Arc::new(config))
    }

    /// Comes in, if what is shown is what lies in the files now.
    pub(crate) async fn connect(
        &self,
        address: SocketAddr,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(address).await.unwrap();
        let connector = self.connector(&version::TLS13, &[]);
        connector
            .connect(ServerName::try_from("office.example").unwrap(), stream)
            .await
    }
}

/// A server that runs.
pub(crate) struct Serving {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Serving {
    pub(crate) async fn plain(router: Router, limits: Limits) -> Self {
        let door = Door {
            limits,
            ..Door::default()
        };
        Self::by(router, door).await
    }

    pub(crate) async fn encrypted(router: Router, certificate: Arc<Certificate>) -> Self {
        let tls = Some(tls::config(certificate).unwrap());
        Self::by(
            router,
            Door {
                tls,
                ..Door::default()
            },
        )
        .await
    }

    async fn by(router: Router, door: Door) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(door::serve(listener, router, door, async {
            // The sender is only ever dropped.
            let _ = stopped.await;
        }));
        Self {
            address,
            stop,
            server,
        }
    }

    /// Tells it to stop; gives what there is to wait for.
    pub(crate) fn stop(self) -> JoinHandle<std::io::Result<()>> {
        drop(self.stop);
        self.server
    }
}

/// Sends these bytes, and reads until the server closes.
pub(crate) async fn told(mut stream: impl AsyncReadWrite, bytes: &[u8]) -> String {
    stream.write_all(bytes).await.unwrap();
    rest(&mut stream).await
}

/// What is still said until the server closes, if need be with a reset because nobody read what was sent.
pub(crate) async fn rest(stream: &mut impl AsyncReadWrite) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

pub(crate) trait AsyncReadWrite:
    tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin
{
}

impl<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin> AsyncReadWrite for S {}
