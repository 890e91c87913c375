//! Stopping: no new requests, and those under way are finished first.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A request that has not ended by then is cut off; the phone keeps what has no receipt and sends again.
const GRACE: Duration = Duration::from_secs(20);

/// Serves until `stop` comes, then finishes what is under way.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel::<()>();
    let listener = listener.tap_io(|stream| {
        // Only latency is at stake: without it an answer is as right and a little later.
        let _ = stream.set_nodelay(true);
    });
    let serving = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stop.await;
        drop(stopping);
    });
    let patience = async {
        // The sender is only ever dropped: that is the signal.
        let _ = stopped.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = serving => result,
        () = patience => Ok(()),
    }
}

/// Comes when somebody presses Ctrl+C, or the system asks the server to end.
///
/// # Errors
/// Where the system's signals cannot be listened to.
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        // Where Ctrl+C cannot be listened to, the process ends by it at once.
        let _ = tokio::signal::ctrl_c().await;
    })
}
