//! The project's commands: `cargo xtask <command>`. One module a command; the others are what they share.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod app;
mod bench;
mod count;
mod dependencies;
mod dist;
mod finish;
mod fixtures;
mod fuzz;
mod icons;
mod kills;
mod linted;
mod native;
mod openapi;
mod outside;
mod run;
mod screenshots;
mod server;
mod simulate;
mod sizes;
mod steps;
mod test;
mod tidy;
mod tools;
mod tree;

/// Builds, runs and tests Đồng Hành, and installs what that needs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, load the demo commune and serve it on this machine
    Run(run::Run),
    /// Run what every change has to pass
    Test(test::Test),
    /// Make one server binary with the app inside, ready to copy to a server
    Dist(dist::Dist),
    /// Print what is downloaded before the first form can be filled, and what it is made of
    Sizes(sizes::Sizes),
    /// Kill the server and the browser at random moments, many times, and see that nothing is lost
    Kills(kills::Kills),
    /// Let one server and several phones live through random work over a bad network, thousands of times
    Simulate(simulate::Simulate),
    /// Ask the server for everything that its description says, and see that no answer is another
    Openapi(openapi::Openapi),
    /// Have strangers look at the door: testssl.sh at TLS, wapiti at pages and the API
    Outside(outside::Outside),
    /// Let every decoder of bytes from outside meet whatever libFuzzer finds
    Fuzz(fuzz::Fuzz),
    /// Write what this version leaves behind, for later versions to open
    Fixtures(fixtures::Fixtures),
    /// Measure the app beside raw IndexedDB and PouchDB
    Bench(bench::Bench),
    /// Take the pictures of the README from the demo
    Screenshots(screenshots::Screenshots),
    /// Draw the PNG icons from their SVG
    Icons(icons::Icons),
}

fn main() -> ExitCode {
    let done = match Xtask::parse().command {
        Command::Run(command) => command.run(),
        Command::Test(command) => command.run(),
        Command::Dist(command) => command.run(),
        Command::Sizes(command) => command.run(),
        Command::Kills(command) => command.run(),
        Command::Simulate(command) => command.run(),
        Command::Openapi(command) => command.run(),
        Command::Outside(command) => command.run(),
        Command::Fuzz(command) => command.run(),
        Command::Fixtures(command) => command.run(),
        Command::Bench(command) => command.run(),
        Command::Screenshots(command) => command.run(),
        Command::Icons(command) => command.run(),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
