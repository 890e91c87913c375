//! Households.

pub mod show;
