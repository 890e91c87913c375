//! The phone's entry.

fn main() {
    dong_hanh::app::start();
}
