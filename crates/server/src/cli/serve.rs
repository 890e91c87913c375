//! `serve`: the server itself.

use std::future::pending;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use chrono::{TimeDelta, Utc};
use clap::Args;
use dong_hanh_store::Store;
use dong_hanh_sync::Epoch;
use ipnet::IpNet;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tracing::{info, warn};

use super::database::{Database, publish_everywhere};
use super::{demo, say};
use crate::allowance::Allowance;
use crate::app::{App, router};
use crate::audit::{Checked, tell};
use crate::breaches::AUTHORITY;
use crate::door::certificate::{self, Certificate};
use crate::door::proxies::{Proxies, network};
use crate::door::{self, Door, Limits, redirect, tls};
use crate::erasures::Erasures;
use crate::files::Files;
use crate::followers::Followers;
use crate::handover::HandoverIdentity;
use crate::logging;
use crate::media::MediaFolder;
use crate::password::Passwords;
use crate::shutdown;
use crate::tries::Tries;

#[derive(Args, Debug)]
pub(super) struct Serve {
    #[command(flatten)]
    database: Database,
    /// Where pictures lie; it is created where there is none
    #[arg(long, env = "DONG_HANH_MEDIA", value_name = "DIR")]
    media: PathBuf,
    /// Where to listen
    #[arg(
        long,
        env = "DONG_HANH_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:8080"
    )]
    listen: SocketAddr,
    /// The app's files, as the build left them; without it those inside the binary, if it was built with them
    #[arg(long, env = "DONG_HANH_APP", value_name = "DIR")]
    app: Option<PathBuf>,
    /// The certificate in PEM, with those that it rests on; it and its key are read again when they change
    #[arg(
        long,
        env = "DONG_HANH_TLS_CERT",
        value_name = "FILE",
        requires = "tls_key"
    )]
    tls_cert: Option<PathBuf>,
    /// The certificate's key in PEM
    #[arg(
        long,
        env = "DONG_HANH_TLS_KEY",
        value_name = "FILE",
        requires = "tls_cert"
    )]
    tls_key: Option<PathBuf>,
    /// Another address, mostly port 80, at which whoever comes without TLS is sent to where there is
    #[arg(
        long,
        env = "DONG_HANH_REDIRECT_FROM",
        value_name = "ADDR",
        requires = "tls_cert"
    )]
    redirect_from: Option<SocketAddr>,
    /// Proxies that stand in front, by address (127.0.0.1) or network (10.1.0.0/16), several with commas between: who asks,
    /// and whether by TLS, is what they say in X-Forwarded-For and X-Forwarded-Proto
    #[arg(long, env = "DONG_HANH_BEHIND_PROXY", value_name = "NETWORK", value_delimiter = ',', value_parser = network)]
    behind_proxy: Vec<IpNet>,
    /// Who is to be told of a breach of personal data within 72 hours, as it stands on the page and in the notice
    #[arg(long, env = "DONG_HANH_BREACH_AUTHORITY", value_name = "TEXT", default_value = AUTHORITY)]
    breach_authority: String,
    /// Fill an empty database with the demo commune, and print how to sign in
    #[arg(long)]
    demo: bool,
}

/// What left a scope is remembered so long; a phone that was away for longer reads the scope from its beginning.
const REMEMBERED: TimeDelta = TimeDelta::days(180);

/// How often uploads with which nobody goes on are looked for. They are not given out meanwhile.
const SWEPT_EVERY: Duration = Duration::from_secs(3600);

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        check_address(
            self.listen,
            self.tls_cert.is_some() || !self.behind_proxy.is_empty(),
        )?;
        logging::start();
        let certificate = self.certificate().await?;
        let passwords = Passwords::new()?;
        let store = Arc::new(self.database.open().await?);
        if self.demo {
            demo::ready(&*store, &passwords).await?;
        }
        publish_everywhere(&*store).await?;
        // 53 bits, which every reader of JSON takes for what they are.
        let epoch = Epoch(getrandom::u64()? >> 11);
        store.begin_epoch(epoch, Utc::now()).await?;
        store.sweep(Utc::now() - REMEMBERED).await?;
        let media = MediaFolder::open(&self.media)
            .with_context(|| format!("{} cannot be used for pictures", self.media.display()))?;
        let erasures = Erasures::beside(self.database.erased());
        let again = erasures.begin(&*store, &media).await;
        match again.context("what was erased could not be erased again: nothing is served")? {
            0 => {}
            again => {
                warn!(again, "erased again, as the database knew nothing of it");
                say(&format!(
                    "The database was put back to a backup: {again} records that had been erased since are erased again."
                ))?;
            }
        }
        let handover = Arc::new(HandoverIdentity::of(&*store).await?);
        let app = App {
            store: Arc::clone(&store) as Arc<dyn Store>,
            media,
            handover,
            files: self.files()?,
            passwords,
            tries: Tries::default(),
            allowance: Allowance::default(),
            followers: Followers::default(),
            imports: Arc::default(),
            audit: Checked::default(),
            erasures,
            clock: Box::new(Utc::now),
            authority: self.breach_authority.clone(),
            proxies: Proxies::of(self.behind_proxy.clone()),
        };
        let stop = shutdown::asked_to_stop()?;
        let listener = listen(self.listen, "--listen").await?;
        let address = listener.local_addr()?;
        let scheme = if certificate.is_some() {
            "https"
        } else {
            "http"
        };
        info!(%address, scheme, version = env!("CARGO_PKG_VERSION"), "listening");
        say(&format!(
            "Đồng Hành: {scheme}://{address}/ (phone), {scheme}://{address}/office/ (office)"
        ))?;
        let door = Door {
            tls: certificate
                .clone()
                .map(|certificate| tls::config(certificate))
                .transpose()?,
            proxies: app.proxies.clone(),
            leads_on: false,
            limits: make_room(Limits::default()),
        };
        let mut aside = JoinSet::new();
        aside.spawn(sweep_uploads(app.media.clone()));
        aside.spawn(see_to_erasures(
            app.erasures.clone(),
            Arc::clone(&app.store),
            app.media.clone(),
        ));
        aside.spawn(tell(Arc::clone(&app.store), Utc::now));
        if let Some(certificate) = certificate {
            say(&format!(
                "TLS until {}",
                certificate.ends().format("%Y-%m-%d %H:%M UTC")
            ))?;
            aside.spawn(certificate::watch(certificate, Utc::now));
        }
        if let Some(from) = self.redirect_from {
            let plain = Door {
                tls: None,
                leads_on: true,
                ..door.clone()
            };
            let from = listen(from, "--redirect-from").await?;
            say(&format!("http://{}/ leads there", from.local_addr()?))?;
            aside.spawn(async move {
                // It ends with the server, and has nothing under way that matters.
                let _ = door::serve(from, redirect::router(address.port()), plain, pending()).await;
            });
        }
        door::serve(listener, router(Arc::new(app)), door, stop).await?;
        aside.shutdown().await;
        store.close().await;
        info!("stopped");
        Ok(())
    }

    async fn certificate(&self) -> anyhow::Result<Option<Arc<Certificate>>> {
        let (Some(certificate), Some(key)) = (&self.tls_cert, &self.tls_key) else {
            return Ok(None);
        };
        let certificate = Certificate::read(certificate.clone(), key.clone()).await;
        let certificate =
            certificate.context("TLS cannot be spoken: see --tls-cert and --tls-key")?;
        info!(ends = %certificate.ends(), "the certificate");
        certificate.remind(Utc::now());
        Ok(Some(certificate))
    }

    fn files(&self) -> anyhow::Result<Files> {
        let files = match &self.app {
            Some(folder) => Files::read(folder)
                .with_context(|| format!("{} could not be read", folder.display()))?,
            #[cfg(feature = "embed-app")]
            None => Files::embedded(),
            #[cfg(not(feature = "embed-app"))]
            None => Files::default(),
        };
        if files.is_empty() {
            warn!("there is no app to serve, only the API; name its folder with --app");
        }
        Ok(files)
    }
}

/// Throws away uploads with which nobody goes on, now and as long as the server runs.
async fn sweep_uploads(media: MediaFolder) {
    let mut hours = tokio::time::interval(SWEPT_EVERY);
    loop {
        hours.tick().await;
        match media.sweep(Utc::now()).await {
            Ok(0) => {}
            Ok(thrown) => info!(thrown, "uploads with which nobody went on"),
            Err(error) => warn!(%error, "uploads could not be swept"),
        }
    }
}

/// Sees that of what was erased no byte stays, now and as long as the server runs: a picture may come after its visit went.
async fn see_to_erasures(erasures: Erasures, store: Arc<dyn Store>, media: MediaFolder) {
    let mut hours = tokio::time::interval(SWEPT_EVERY);
    loop {
        hours.tick().await;
        if let Err(error) = erasures.see_to(&*store, &media).await {
            warn!(%error, "what was erased is not gone everywhere");
        }
    }
}

/// Takes an address.
async fn listen(address: SocketAddr, option: &str) -> anyhow::Result<TcpListener> {
    let taken = || format!("{address} is taken or not allowed; choose another with {option}");
    TcpListener::bind(address).await.with_context(taken)
}

/// Asks the system for as many open files as there may be connections, and as many again for what they read and write; where
/// it allows fewer, there are fewer connections, so that the database never lacks one.
fn make_room(mut limits: Limits) -> Limits {
    let wanted = u64::try_from(limits.seats).unwrap_or(u64::MAX);
    let wanted = wanted.saturating_mul(2);
    match rlimit::increase_nofile_limit(wanted) {
        Ok(files) if files < wanted => {
            limits.seats = usize::try_from(files / 2).unwrap_or(limits.seats);
            limits.seats_each = limits.seats_each.min(limits.seats / 2);
            let connections = limits.seats;
            warn!(
                files,
                connections, "the system allows few open files, and so few connections"
            );
        }
        Ok(_) => {}
        Err(error) => warn!(%error, "how many files may be open cannot be said"),
    }
    limits
}

/// Passwords and records never go over a network in the clear.
fn check_address(listen: SocketAddr, encrypted: bool) -> anyhow::Result<()> {
    ensure!(
        listen.ip().is_loopback() || encrypted,
        "{listen} can be reached from other machines, but nothing encrypts: passwords and households' records would \
         go over the network in the clear, and phones install the app only over https. Give a certificate with --tls-cert \
         and --tls-key, or put a proxy with TLS in front (Caddy, nginx) and name its address with --behind-proxy; where it \
         runs on this machine, listen on 127.0.0.1 all the same."
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_encrypts_makes_an_open_address_safe() {
        for (address, encrypted, fine) in [
            ("127.0.0.1:8080", false, true),
            ("[::1]:8080", false, true),
            ("0.0.0.0:8080", false, false),
            ("192.168.1.5:80", false, false),
            ("0.0.0.0:8080", true, true),
        ] {
            assert_eq!(
                check_address(address.parse().unwrap(), encrypted).is_ok(),
                fine,
                "{address} {encrypted}"
            );
        }
    }
}
