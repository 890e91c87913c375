//! The door: TLS, who waits how long, what a browser is told, and how much may be asked for.

mod bodies;
mod cross_site;
mod drain;
mod limits;
mod observatory;
mod proxies;
mod secrets;
mod slow;
mod tls;
mod tls_reload;
mod tls_stop;
pub(crate) mod wire;
