//! The only place that touches the browser: store, network, clock, camera, place, tabs, worker.

pub mod audit;
pub mod barcode;
pub mod breaches;
pub mod camera;
pub(crate) mod chance;
pub mod city;
pub mod clipboard;
pub mod clock;
pub(crate) mod digest;
pub mod factor;
pub mod forms;
pub mod handed;
pub(crate) mod idle;
pub mod imports;
mod jpeg;
pub mod keys;
mod locks;
pub mod microphone;
pub mod network;
pub mod outlines;
pub mod pad;
pub mod people;
pub mod place;
pub mod preferences;
pub mod retention;
pub mod sending;
pub mod share;
pub mod sight;
pub mod storage;
pub mod store;
pub mod tabs;
pub mod wakes;
pub mod worker;

pub use store::SaveError;
