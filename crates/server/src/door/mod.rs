//! The door: who comes in, how long they may stay without saying anything, and how it is closed.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::rustls::ServerConfig;
use tracing::error;

pub mod certificate;
mod connection;
mod limits;
pub mod proxies;
pub mod redirect;
mod still;
pub mod tls;

pub use limits::Limits;
use limits::Seats;
use proxies::Proxies;

/// How long nobody is let in after the system refused a connection, mostly because too many files are open.
const PAUSE: Duration = Duration::from_secs(1);

/// Says that a request came by this server's own TLS.
#[derive(Clone, Copy, Debug)]
pub struct Encrypted;

/// How to let somebody in.
#[derive(Clone, Default)]
pub struct Door {
    /// What a connection may cost.
    pub limits: Limits,
    /// What to agree on with whoever comes, where this server encrypts itself.
    pub tls: Option<Arc<ServerConfig>>,
    /// Through whom everybody may come.
    pub proxies: Proxies,
    /// Whether it only leads to where there is TLS, and answers anybody without it.
    pub leads_on: bool,
}

/// Serves until `stop` comes, then finishes what is under way, for as long as [`Limits::grace`] says.
///
/// # Errors
/// Never at present: what goes wrong with one connection ends that one.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    door: Door,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let door = Arc::new(door);
    let seats = Seats::of(&door.limits);
    let (stopping, stopped) = watch::channel(());
    let mut guests = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            Some(_) = guests.join_next(), if !guests.is_empty() => continue,
            arrived = arrival(&listener) => arrived,
        };
        let is_proxy = door.proxies.trusts(peer.ip());
        // What is not encrypted goes to nobody but a proxy that encrypts it, and to this machine.
        let is_here = peer.ip().to_canonical().is_loopback();
        if door.tls.is_none() && !door.leads_on && !is_proxy && !is_here {
            continue;
        }
        // Where there is no seat the stream is dropped, which closes it.
        if let Some(seat) = seats.take(peer.ip(), is_proxy) {
            let guest = connection::serve(
                stream,
                peer,
                router.clone(),
                Arc::clone(&door),
                stopped.clone(),
            );
            guests.spawn(async move {
                guest.await;
                drop(seat);
            });
        }
    }
    drop(listener);
    drop(stopping);
    let gone = async { while guests.join_next().await.is_some() {} };
    // Whoever is not gone by then is cut off.
    let _ = tokio::time::timeout(door.limits.grace, gone).await;
    Ok(())
}

/// The next who comes.
async fn arrival(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(arrived) => return arrived,
            Err(error) if is_theirs(&error) => {}
            Err(error) => {
                error!(%error, "no connection can be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether a connection failed by whoever made it.
fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}
