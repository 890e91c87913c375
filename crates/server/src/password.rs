//! Passwords: made, kept as Argon2id hashes, and checked with the same work for names that do not exist.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use dong_hanh_store::PasswordHash;
use thiserror::Error;
use tokio::sync::Semaphore;

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

/// Makes and checks hashes, a few at a time, as each takes 19 MiB.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Checked where there is no account, so that the time of an answer does not tell who exists.
    decoy: PasswordHash,
    turns: Semaphore,
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
            turns: Semaphore::new(2),
        })
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn hash(&self, password: &str) -> Result<PasswordHash, PasswordError> {
        hash(&self.argon2, password)
    }

    /// Whether a password is the one of a hash; `None` is the hash of a name that does not exist.
    pub async fn verify(&self, password: String, kept: Option<PasswordHash>) -> bool {
        let exists = kept.is_some();
        let kept = kept.unwrap_or_else(|| self.decoy.clone());
        let Ok(_turn) = self.turns.acquire().await else {
            return false;
        };
        let argon2 = self.argon2.clone();
        let fits = tokio::task::spawn_blocking(move || {
            let password = if password.len() > MAX_BYTES {
                ""
            } else {
                &password
            };
            let parsed = argon2::PasswordHash::new(&kept.0);
            parsed.is_ok_and(|kept| argon2.verify_password(password.as_bytes(), &kept).is_ok())
        });
        fits.await.unwrap_or(false) && exists
    }
}

/// Whether a password that somebody chose will do.
///
/// # Errors
/// [`PasswordError::TooShort`], [`PasswordError::TooLong`].
pub fn check_chosen(password: &str) -> Result<(), PasswordError> {
    if password.chars().count() < MIN_CHARS {
        return Err(PasswordError::TooShort);
    }
    if password.len() > MAX_BYTES {
        return Err(PasswordError::TooLong);
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
