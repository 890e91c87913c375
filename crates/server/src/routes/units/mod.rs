//! What follows from the records of a unit: who is left behind there, how far visits reach, and what is kept too long.

pub mod city;
pub mod communes;
pub mod coverage;
pub mod left_behind;
pub mod retention;
