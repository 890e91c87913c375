//! The office's entry: a volunteer's phone never downloads it.

fn main() {
    dong_hanh::office::start();
}
