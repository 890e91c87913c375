//! `cargo xtask dist`: one server binary with the app inside.

use std::fs;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::tools::Builders;
use crate::{app, server, tree};

/// Options of `dist`.
#[derive(Args)]
pub(crate) struct Dist {}

impl Dist {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        app::build(&Builders::ready()?, app::Kind::Shipped)?;
        let built = server::build(server::Kind::Embedded)?;
        let folder = tree::root().join("target/dist");
        fs::create_dir_all(&folder)?;
        let binary = folder.join("dong-hanh-server");
        fs::copy(built, &binary)?;

        let content = fs::read(&binary)?;
        let digest = tree::sha256(&content);
        tree::write(
            &folder.join("dong-hanh-server.sha256"),
            format!("{digest}  dong-hanh-server\n"),
        )?;
        println!(
            "\n{}\n{:.1} MB\nsha256 {digest}",
            binary.display(),
            content.len() as f64 / 1e6
        );
        Ok(ExitCode::SUCCESS)
    }
}
