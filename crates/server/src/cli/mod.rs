//! The commands of the binary.

use std::io::{self, Write as _};

use chrono::{NaiveDate, Utc};
use clap::{Parser, Subcommand};
use dong_hanh_domain::time::VIETNAM;

use crate::routes;

mod account;
mod admin;
mod audit;
mod coverage;
mod database;
mod demo;
mod form;
mod hamlet;
mod handover;
mod import;
mod noting;
mod own_forms;
mod people;
mod self_check;
mod serve;
mod unit;
mod volunteer;

/// Đồng Hành, the office's server.
#[derive(Debug, Parser)]
#[command(
    name = "dong-hanh-server",
    version,
    about,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the app
    Serve(serve::Serve),
    /// Officers of the commune or ward
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Communes and wards that change
    #[command(subcommand)]
    Unit(unit::Units),
    /// Hamlets of the commune or ward
    #[command(subcommand)]
    Hamlet(hamlet::Hamlets),
    /// Volunteers, each with the hamlets that they visit
    #[command(subcommand)]
    Volunteer(volunteer::Volunteers),
    /// Accounts: passwords, and who may sign in
    #[command(subcommand)]
    Account(account::Accounts),
    /// Print how far visits reach in every unit and in all of them, as JSON: numbers without names of households
    Coverage(coverage::Coverage),
    /// Files in which phones hand over what they could not send
    #[command(subcommand)]
    Handover(handover::Handover),
    /// Lists of households that offices keep in Excel
    #[command(subcommand)]
    Import(import::Imports),
    /// Who did and read what
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Forms as workbooks, in the manner of XLSForm
    #[command(subcommand)]
    Form(form::Forms),
    /// Print what a household lacks by the poverty standard of a day, as JSON; not the official classification
    SelfCheck(self_check::Check),
    /// Print the description of the API (OpenAPI)
    Openapi,
}

/// Does what the command line says.
///
/// # Errors
/// With a sentence for the person at the terminal.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(command) => command.run().await,
        Command::Admin(command) => command.run().await,
        Command::Unit(command) => command.run().await,
        Command::Hamlet(command) => command.run().await,
        Command::Volunteer(command) => command.run().await,
        Command::Account(command) => command.run().await,
        Command::Coverage(command) => command.run().await,
        Command::Handover(command) => command.run().await,
        Command::Import(command) => command.run().await,
        Command::Audit(command) => command.run().await,
        Command::Form(command) => command.run(),
        Command::SelfCheck(command) => command.run(),
        Command::Openapi => Ok(say(&routes::document().to_pretty_json()?)?),
    }
}

/// Prints for the person at the terminal.
fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

/// The day in Việt Nam.
fn today() -> NaiveDate {
    Utc::now().with_timezone(&VIETNAM).date_naive()
}
