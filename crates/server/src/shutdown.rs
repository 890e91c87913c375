//! Stopping, as [`crate::door::serve`] is told to.

use std::future::Future;
use std::io;

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
