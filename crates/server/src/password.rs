//! Passwords: made, kept as Argon2id hashes, and checked with the same work for names that do not exist.

use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use dong_hanh_store::PasswordHash;
use thiserror::Error;
use tokio::sync::Semaphore;

use crate::guessed::is_guessed;

/// The shortest password that a person may choose, in characters.
pub const MIN_CHARS: usize = 10;

/// The longest, in bytes: beyond this somebody only wants to keep the server busy.
pub const MAX_BYTES: usize = 256;

/// Letters that nobody mistakes for one another by eye, on one layer of a phone's keyboard.
const ALPHABET: &[u8; 16] = b"abcdeghkmnpqrtuy";

/// Why a password could not be kept.
#[derive(Debug, Error)]
pub enum PasswordError {
    /// Too short.
    #[error("Mật khẩu cần ít nhất {MIN_CHARS} ký tự.")]
    TooShort,
    /// One of those that are tried first.
    #[error(
        "Mật khẩu này dễ bị đoán: hay được dùng, theo dãy phím, ngày tháng hoặc tên người. Xin chọn vài từ không ai ghép với nhau."
    )]
    Common,
    /// Too long.
    #[error("Mật khẩu dài quá {MAX_BYTES} byte.")]
    TooLong,
    /// The system gives no randomness.
    #[error("no randomness")]
    Random(#[from] getrandom::Error),
    /// The parameters do not work on this machine.
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
}

/// Hashes that are computed at the same time: each takes 19 MiB and all of a processor.
const AT_ONCE: usize = 2;

/// Hashes that may be asked for before one is turned away: the last of them waits about a second.
const IN_LINE: usize = 32;

/// So many passwords are being checked that one more would wait too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too many passwords are being checked")]
pub struct Crowded;

/// Makes and checks hashes, a few at a time.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Checked where there is no account, so that the time of an answer does not tell who exists.
    decoy: PasswordHash,
    turns: Semaphore,
    line: Semaphore,
    checked: AtomicU64,
}

impl Passwords {
    /// With the parameters that OWASP names first for Argon2id: 19 MiB, two passes, one lane.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn new() -> Result<Self, PasswordError> {
        Self::with(Params::default())
    }

    /// With other parameters.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn with(params: Params) -> Result<Self, PasswordError> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, &generate()?)?;
        Ok(Self {
            argon2,
            decoy,
            turns: Semaphore::new(AT_ONCE),
            line: Semaphore::new(IN_LINE),
            checked: AtomicU64::new(0),
        })
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn hash(&self, password: &str) -> Result<PasswordHash, PasswordError> {
        hash(&self.argon2, password)
    }

    /// Hashes a password when its turn comes.
    ///
    /// # Errors
    /// [`Crowded`]; inside, where the system gives no randomness.
    pub async fn hash_in_turn(
        &self,
        password: String,
    ) -> Result<Result<PasswordHash, PasswordError>, Crowded> {
        self.in_turn(move |argon2| hash(argon2, &password)).await
    }

    /// Whether a password is the one of a hash; `None` is the hash of a name that does not exist.
    ///
    /// # Errors
    /// [`Crowded`].
    pub async fn verify(
        &self,
        password: String,
        kept: Option<PasswordHash>,
    ) -> Result<bool, Crowded> {
        let exists = kept.is_some();
        let kept = kept.unwrap_or_else(|| self.decoy.clone());
        let fits = self.in_turn(move |argon2| {
            let password = if password.len() > MAX_BYTES {
                ""
            } else {
                &password
            };
            let parsed = argon2::PasswordHash::new(&kept.0);
            parsed.is_ok_and(|kept| argon2.verify_password(password.as_bytes(), &kept).is_ok())
        });
        let fits = fits.await?;
        self.checked.fetch_add(1, Ordering::Relaxed);
        Ok(fits && exists)
    }

    /// How many passwords were checked against a hash, be it somebody's or nobody's.
    #[must_use]
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, Crowded> {
        let _place = self.line.try_acquire().map_err(|_| Crowded)?;
        let _turn = self.turns.acquire().await.map_err(|_| Crowded)?;
        let argon2 = self.argon2.clone();
        let done = tokio::task::spawn_blocking(move || work(&argon2));
        done.await.map_err(|_| Crowded)
    }
}

/// Whether a password that somebody chose will do; `about` them are their names.
///
/// # Errors
/// [`PasswordError::TooShort`], [`PasswordError::TooLong`], [`PasswordError::Common`].
pub fn check_chosen(password: &str, about: &[&str]) -> Result<(), PasswordError> {
    if password.chars().count() < MIN_CHARS {
        return Err(PasswordError::TooShort);
    }
    if password.len() > MAX_BYTES {
        return Err(PasswordError::TooLong);
    }
    if is_guessed(password, about) {
        return Err(PasswordError::Common);
    }
    Ok(())
}

/// A password of sixteen letters (64 bits) in groups of four: `kahm-pqtr-uyed-gnbc`.
///
/// # Errors
/// Where the system gives no randomness.
pub fn generate() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    let letters: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte & 15)]))
        .collect();
    Ok(letters
        .chunks(4)
        .map(String::from_iter)
        .collect::<Vec<_>>()
        .join("-"))
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<PasswordHash, PasswordError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    let salt = SaltString::encode_b64(&salt).map_err(PasswordError::Hash)?;
    let hash = argon2
        .hash_password(password.as_bytes(), &salt)
        .map_err(PasswordError::Hash)?;
    Ok(PasswordHash(hash.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn the_line_has_an_end() {
        let weak = Params::new(Params::MIN_M_COST, 1, 1, None).unwrap();
        let passwords = Passwords::with(weak).unwrap();
        let kept = passwords.hash("mưa nguồn").unwrap();
        let others = passwords.line.try_acquire_many(IN_LINE as u32).unwrap();
        let verify = || passwords.verify("mưa nguồn".into(), Some(kept.clone()));
        assert_eq!(verify().await, Err(Crowded));
        drop(others);
        assert_eq!(verify().await, Ok(true));
    }
}
