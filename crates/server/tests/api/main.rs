//! The server as a client sees it: the real router on a store in memory, and on a socket with SQLite.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod office;

mod abuse;
mod audit;
mod bad_input;
mod breaches;
mod changes;
mod closing;
mod devices;
mod door;
mod employing;
mod factor;
mod faults;
mod files;
mod followers;
mod forms;
mod handover;
mod imports;
mod imports_stopped;
mod invitations;
mod lost;
mod media;
mod openapi;
mod openrosa;
mod operations;
mod password;
mod people;
mod record;
mod retention;
mod rights;
mod schema;
mod second_step;
mod session;
mod socket;
mod turning;
mod uploads;
mod versions;
