//! See `dong_hanh_fuzz::target`.
#![no_main]

dong_hanh_fuzz::fuzz!("register");
