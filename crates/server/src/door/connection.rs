//! One connection, from the first byte to the last.

use std::convert::Infallible;
use std::error::Error;
use std::future::{Future, pending};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;
use tracing::debug;

use super::still::Still;
use super::tls::H2;
use super::{Door, Encrypted};

/// What goes wrong with a connection is whoever's is at its other end.
type Fault = Box<dyn Error + Send + Sync>;

/// Serves a connection until it ends, says nothing for too long, or the server stops and it has nothing under way.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    door: Arc<Door>,
    stopped: watch::Receiver<()>,
) {
    // Only latency is at stake: without it an answer is as right and a little later.
    let _ = stream.set_nodelay(true);
    let stream = Still::new(stream, door.limits.still);
    let asked = Arc::new(Notify::new());
    let guest = Guest {
        peer,
        router,
        door: Arc::clone(&door),
        asked: Arc::clone(&asked),
        stopped: stopped.clone(),
    };
    tokio::select! {
        ended = Box::pin(guest.talk(stream)) => if let Err(error) = ended {
            debug!(error, "a connection ended");
        },
        () = nothing_asked(&asked, &door, stopped) => {}
    }
}

/// Comes where nothing is asked in time, or not before the server stops.
async fn nothing_asked(asked: &Notify, door: &Door, mut stopped: watch::Receiver<()>) {
    tokio::select! {
        biased;
        () = asked.notified() => pending().await,
        // Only ever dropped: that is the signal.
        _ = stopped.changed() => {}
        () = sleep(door.limits.first) => {}
    }
}

struct Guest {
    peer: SocketAddr,
    router: Router,
    door: Arc<Door>,
    asked: Arc<Notify>,
    stopped: watch::Receiver<()>,
}

impl Guest {
    async fn talk(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    ) -> Result<(), Fault> {
        let Some(tls) = self.door.tls.clone() else {
            return self.http1(stream, false).await;
        };
        let stream = TlsAcceptor::from(tls).accept(stream).await?;
        if stream.get_ref().1.alpn_protocol() == Some(H2) {
            self.http2(stream).await
        } else {
            self.http1(stream, true).await
        }
    }

    async fn http1(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        encrypted: bool,
    ) -> Result<(), Fault> {
        let limits = &self.door.limits;
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.next);
        http.max_header_size(usize::try_from(limits.head)?);
        let service = service_fn(|request| self.answer(request, encrypted));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        finish(connection, self.stopped.clone()).await
    }

    async fn http2(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    ) -> Result<(), Fault> {
        let limits = &self.door.limits;
        let mut http = http2::Builder::new(TokioExecutor::new());
        http.timer(TokioTimer::new());
        http.max_header_list_size(limits.head)
            .max_concurrent_streams(limits.streams);
        let service = service_fn(|request| self.answer(request, true));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        finish(connection, self.stopped.clone()).await
    }

    fn answer(
        &self,
        request: hyper::Request<Incoming>,
        encrypted: bool,
    ) -> impl Future<Output = Result<Response, Infallible>> + use<> {
        self.asked.notify_one();
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(self.peer));
        if encrypted {
            request.extensions_mut().insert(Encrypted);
        }
        self.router.clone().oneshot(request)
    }
}

/// Serves a connection to its end, which comes after what is under way once the server stops.
async fn finish<C>(connection: C, mut stopped: watch::Receiver<()>) -> Result<(), Fault>
where
    C: GracefulConnection,
    C::Error: Into<Fault>,
{
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return ended.map_err(Into::into),
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    connection.await.map_err(Into::into)
}
