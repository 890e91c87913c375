//! Finds a target by its name: those of `dong-hanh-outside`, and those of what a phone keeps.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dong_hanh_outside::{TARGETS, Target};

/// What looks at bytes of this kind. Where `DONG_HANH_SEEDS` names a folder, bytes as they really come are written
/// there first, and the words in them to a file beside it, of which libFuzzer makes others.
///
/// # Panics
/// Where there is no such target, or the folder cannot be written to.
#[must_use]
pub fn target(name: &str) -> fn(&[u8]) {
    let mut all = dong_hanh_records::outside::TARGETS
        .into_iter()
        .chain(TARGETS);
    let Target { check, seeds, .. } = all.find(|target| target.name == name).expect("a target");
    if let Some(folder) = std::env::var_os("DONG_HANH_SEEDS") {
        let folder = Path::new(&folder);
        let mut words = BTreeSet::new();
        for (number, seed) in seeds().into_iter().enumerate() {
            let text = String::from_utf8_lossy(&seed);
            let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let parts = parts.filter(|part| (3..=24).contains(&part.len()));
            words.extend(parts.map(|part| format!("\"{part}\"\n")));
            fs::write(folder.join(format!("seed-{number}")), &seed).expect("a folder");
        }
        let words: String = words.into_iter().take(2_000).collect();
        fs::write(folder.with_extension("dict"), words).expect("a folder");
    }
    check
}

/// A fuzz target of this name.
#[macro_export]
macro_rules! fuzz {
    ($name:literal) => {
        static CHECK: std::sync::OnceLock<fn(&[u8])> = std::sync::OnceLock::new();

        libfuzzer_sys::fuzz_target!(
            init: {
                CHECK.get_or_init(|| $crate::target($name));
            },
            |bytes: &[u8]| CHECK.get_or_init(|| $crate::target($name))(bytes)
        );
    };
}
