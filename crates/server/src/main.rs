//! The office's server; `dong-hanh-server help` says what it can do.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use dong_hanh_server::cli::{Cli, run};

/// A push makes and drops many small texts; the system's allocator slows down as they break up its heap.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even that cannot be written, the exit code says it alone.
            let _ = writeln!(io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}
