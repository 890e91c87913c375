//! `serve`: the server itself.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use chrono::{TimeDelta, Utc};
use clap::Args;
use dong_hanh_store::Store;
use dong_hanh_sync::Epoch;
use tokio::net::TcpListener;
use tracing::{info, warn};

use super::database::{Database, publish_everywhere};
use super::{demo, say};
use crate::allowance::Allowance;
use crate::app::{App, router};
use crate::audit::{Checked, tell};
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
    /// A proxy with TLS stands in front, on this machine or another: who asks is what it adds to X-Forwarded-For
    #[arg(long, env = "DONG_HANH_BEHIND_PROXY")]
    behind_proxy: bool,
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
        check_address(self.listen, self.behind_proxy)?;
        logging::start();
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
        tokio::spawn(tell(Arc::clone(&store) as Arc<dyn Store>, Utc::now));
        let sweeping = tokio::spawn(sweep_uploads(media.clone()));
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
            clock: Box::new(Utc::now),
            behind_proxy: self.behind_proxy,
        };
        let stop = shutdown::asked_to_stop()?;
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!(
                "{} is taken or not allowed; choose another with --listen",
                self.listen
            )
        })?;
        let address = listener.local_addr()?;
        info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
        say(&format!(
            "Đồng Hành: http://{address}/ (phone), http://{address}/office/ (office)"
        ))?;
        shutdown::serve(listener, router(Arc::new(app)), stop).await?;
        sweeping.abort();
        store.close().await;
        info!("stopped");
        Ok(())
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

/// Passwords and records never go over a network in the clear.
fn check_address(listen: SocketAddr, behind_proxy: bool) -> anyhow::Result<()> {
    ensure!(
        listen.ip().is_loopback() || behind_proxy,
        "{listen} can be reached from other machines, but this server does not encrypt: passwords and households' records would \
         go over the network in the clear, and phones install the app only over https. Put a proxy with TLS in front (Caddy, \
         nginx) and add --behind-proxy; where it runs on this machine, listen on 127.0.0.1 all the same."
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_a_proxy_makes_an_open_address_safe() {
        for (address, behind_proxy, fine) in [
            ("127.0.0.1:8080", false, true),
            ("[::1]:8080", false, true),
            ("0.0.0.0:8080", false, false),
            ("192.168.1.5:80", false, false),
            ("0.0.0.0:8080", true, true),
        ] {
            assert_eq!(
                check_address(address.parse().unwrap(), behind_proxy).is_ok(),
                fine,
                "{address} {behind_proxy}"
            );
        }
    }
}
