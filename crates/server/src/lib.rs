#![doc = include_str!("../README.md")]

pub mod allowance;
pub mod app;
pub mod audit;
pub mod auth;
pub mod body;
pub mod breaches;
pub mod cli;
pub mod door;
pub mod drawn;
pub mod erasures;
pub mod error;
pub mod factor;
pub mod files;
pub mod followers;
pub mod guessed;
pub mod handover;
pub mod headers;
pub mod imports;
pub mod invitation;
pub mod logging;
pub mod media;
pub mod password;
pub mod requests;
pub mod routes;
pub mod schema;
pub mod shutdown;
pub mod token;
pub mod tries;
pub mod units;
pub mod workbook;

pub use app::{App, Clock, router};
pub use error::Problem;
