//! Files of the project: where they lie, what is in a folder, and the digest of what has been read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.pop();
    path
}

/// Every file under `folder` with its content, by its path there (`/` between the parts).
///
/// # Errors
/// When something in it cannot be read.
pub(crate) fn read_all(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    files(folder)?
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(folder)?
                .to_string_lossy()
                .replace('\\', "/");
            Ok((
                name,
                fs::read(&path).with_context(|| path.display().to_string())?,
            ))
        })
        .collect()
}

/// Every file under `path`, or `path` itself when it is one; nothing when there is none. In order.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    let nested = entries
        .iter()
        .map(|entry| files(entry))
        .collect::<Result<Vec<_>>>()?;
    Ok(nested.concat())
}

/// One digest of all `paths` (files or folders under `root`): their names and contents.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn digest_of(root: &Path, paths: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in paths {
        for file in files(&root.join(path))? {
            let content = fs::read(&file).with_context(|| file.display().to_string())?;
            hasher.update(file.strip_prefix(root)?.to_string_lossy().as_bytes());
            hasher.update(content.len().to_le_bytes());
            hasher.update(content);
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// SHA-256 of `bytes` in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes `content` to `path`, making its folder when needed.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_follows_names_and_contents() {
        let folder = tempfile::tempdir().unwrap();
        let digest = || digest_of(folder.path(), &["a", "gone"]).unwrap();
        write(&folder.path().join("a/one"), "1").unwrap();
        let first = digest();
        assert_eq!(first, digest());
        fs::rename(folder.path().join("a/one"), folder.path().join("a/two")).unwrap();
        let renamed = digest();
        assert_ne!(first, renamed);
        write(&folder.path().join("a/two"), "2").unwrap();
        assert_ne!(renamed, digest());
    }

    #[test]
    fn sha256_is_the_known_one() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
