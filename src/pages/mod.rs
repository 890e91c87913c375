//! The pages, one folder a noun.

pub mod account;
pub mod consent;
pub mod coverage;
pub mod facts;
pub mod help;
pub mod households;
pub mod left_behind;
pub mod office;
pub mod outbox;
pub mod reasons;
pub mod requests;
pub mod review;
pub mod route;
pub mod sign_in;
pub mod story;
pub mod tally;
pub mod today;
pub mod visit;
