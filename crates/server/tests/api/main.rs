//! The server as a client sees it: the real router on a store in memory, and on a socket with SQLite.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod office;

mod abuse;
mod bad_input;
mod changes;
mod closing;
mod devices;
mod door;
mod faults;
mod files;
mod followers;
mod forms;
mod handover;
mod imports;
mod imports_stopped;
mod invitations;
mod media;
mod openapi;
mod openrosa;
mod operations;
mod password;
mod people;
mod record;
mod rights;
mod schema;
mod session;
mod socket;
mod uploads;
mod versions;
