//! `cargo xtask run`: builds everything and serves it on this machine with the demo commune.

use std::fs;
use std::net::TcpListener;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::tools::Builders;
use crate::{app, server, tree};

/// Options of `run`.
#[derive(Args)]
pub(crate) struct Run {
    /// The port on localhost
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begin with an empty database: what is in data/ is deleted
    #[arg(long)]
    fresh: bool,
}

impl Run {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let listen = format!("127.0.0.1:{}", self.port);
        if TcpListener::bind(&listen).is_err() {
            bail!(
                "port {} is taken by another program; choose another: cargo xtask run --port {}",
                self.port,
                self.port + 1
            );
        }
        let builders = Builders::ready()?;
        app::build(&builders, app::Kind::Shipped)?;
        let binary = server::build(server::Kind::Release)?;

        let data = tree::root().join("data");
        if self.fresh && data.exists() {
            fs::remove_dir_all(&data).context("data/ could not be emptied")?;
        }
        fs::create_dir_all(data.join("media"))?;

        println!(
            "\nĐồng Hành: http://localhost:{0}/ (phone), http://localhost:{0}/office/ (office)",
            self.port
        );
        println!("Stop with Ctrl+C. Begin anew with: cargo xtask run --fresh\n");
        let mut serve = Command::new(binary);
        serve.arg("serve").arg("--demo").args(["--listen", &listen]);
        serve
            .arg("--database")
            .arg(format!("sqlite:{}", data.join("dong-hanh.db").display()));
        serve
            .arg("--media")
            .arg(data.join("media"))
            .arg("--app")
            .arg(app::Kind::Shipped.folder());
        let status = serve.status().context("the server could not be started")?;
        if !status.success() {
            bail!("the server stopped: {status}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
