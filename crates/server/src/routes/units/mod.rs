//! What follows from the records of a unit: who is left behind there, and how far visits reach.

pub mod city;
pub mod communes;
pub mod coverage;
pub mod left_behind;
