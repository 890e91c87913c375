//! The office's server; `dong-hanh-server help` says what it can do.

use std::process::ExitCode;

use clap::Parser as _;
use dong_hanh_server::cli::{Cli, run};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    run(Cli::parse()).await
}
