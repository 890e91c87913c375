//! The second factor: six digits that a phone reckons from a key and the time (RFC 6238), and codes on paper for whoever has
//! lost the phone.

use chrono::{DateTime, Utc};
use dong_hanh_store::{Account, Factor, FactorKey, TokenHash};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Builder, Secret, Totp};

use crate::app::App;
use crate::error::Problem;
use crate::invitation::Code;
use crate::tries::Bucket;

/// What phones call the service beside the codes.
const ISSUER: &str = "Đồng Hành";

/// Bytes of a key, as the standard recommends.
const KEY_BYTES: usize = 20;

/// How many codes are on paper.
const RECOVERY_CODES: usize = 10;

/// Seconds for which a code counts; the one before and the one after are taken too.
const STEP: u64 = 30;

/// A new key.
///
/// # Errors
/// Where the system gives no randomness.
pub fn generate() -> Result<FactorKey, getrandom::Error> {
    let mut bytes = vec![0; KEY_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(FactorKey(bytes))
}

/// A key as somebody types it who cannot scan it.
#[must_use]
pub fn text(key: &FactorKey) -> String {
    codes_of(key).secret().to_base32()
}

/// The address that hands a key to a phone's app for codes.
#[must_use]
pub fn address(key: &FactorKey, name: &str) -> String {
    let [issuer, name] =
        [ISSUER, name].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    let key = text(key);
    format!("otpauth://totp/{issuer}:{name}?secret={key}&issuer={issuer}")
}

/// The step of which a code is, if it counts at a moment.
#[must_use]
pub fn step_of(key: &FactorKey, code: &str, now: DateTime<Utc>) -> Option<u64> {
    codes_of(key).check(code, u64::try_from(now.timestamp()).ok()?)
}

/// The code of a moment, as a phone shows it.
#[must_use]
pub fn code_at(key: &FactorKey, now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    codes_of(key).generate(seconds).to_string()
}

fn codes_of(key: &FactorKey) -> Totp {
    Builder::new()
        .with_step_duration(STEP)
        .with_secret(Secret::from(key.0.as_slice()))
        .build_noncompliant()
}

/// What somebody typed.
enum Typed {
    /// Six digits.
    Digits(String),
    /// What else stands in for them.
    Recovery(TokenHash),
}

impl Typed {
    fn read(text: &str) -> Self {
        let plain: String = text.split_whitespace().collect();
        if plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::Digits(plain)
        } else {
            Self::Recovery(Code::typed(text).recovery_hash())
        }
    }
}

/// The factor of an account, where it is asked for.
///
/// # Errors
/// Where the store fails.
pub async fn of(app: &App, account: &Account) -> Result<Option<Factor>, Problem> {
    let factor = app.store.factor(account.user()).await?;
    Ok(factor.filter(|factor| factor.since.is_some()))
}

/// Lets somebody show a code: one of the phone's, each once, or one that is on paper.
///
/// # Errors
/// [`Problem::WrongCode`], [`Problem::TooManyTries`].
pub async fn show(
    app: &App,
    account: &Account,
    factor: &Factor,
    typed: &str,
) -> Result<(), Problem> {
    let counted = [Bucket::code(&account.sign_in)];
    app.take_try(&counted)?;
    let user = account.user();
    let taken = match Typed::read(typed) {
        Typed::Digits(code) => match step_of(&factor.key, &code, app.now()) {
            Some(step) => app.store.use_step(user, step).await?,
            None => false,
        },
        Typed::Recovery(code) => app.store.use_recovery_code(user, &code).await?,
    };
    if !taken {
        return Err(Problem::WrongCode);
    }
    app.tries.forgive(&counted);
    Ok(())
}

/// New codes for the paper, and what is kept of them. They are 50 random bits each; beside them in the database lies the key
/// itself, so that a slow digest would protect nothing.
///
/// # Errors
/// Where the system gives no randomness.
pub fn recovery_codes() -> Result<(Vec<String>, Vec<TokenHash>), getrandom::Error> {
    let codes = (0..RECOVERY_CODES).map(|_| Code::generate());
    let codes = codes.collect::<Result<Vec<_>, _>>()?;
    let kept = codes.iter().map(Code::recovery_hash);
    Ok((codes.iter().map(Code::spoken).collect(), kept.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What RFC 6238, appendix B, says of SHA-1; of its eight digits the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        let key = FactorKey(b"12345678901234567890".to_vec());
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
            assert_eq!(code_at(&key, now), code, "{seconds}");
            let step = u64::try_from(seconds).unwrap_or_default() / STEP;
            assert_eq!(step_of(&key, code, now), Some(step), "{seconds}");
        }
    }

    #[test]
    fn the_step_before_and_the_one_after_are_taken_and_no_other() {
        let key = FactorKey(b"12345678901234567890".to_vec());
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let code = code_at(&key, at(1_111_111_110));
        let step = Some(1_111_111_110 / STEP);
        for (seconds, expected) in [
            (1_111_111_079, None),
            (1_111_111_080, step),
            (1_111_111_169, step),
            (1_111_111_170, None),
        ] {
            assert_eq!(step_of(&key, &code, at(seconds)), expected, "{seconds}");
        }
    }

    #[test]
    fn a_phone_reads_the_key_from_the_address() {
        let key = FactorKey(b"12345678901234567890".to_vec());
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(text(&key), secret);
        let issuer = "%C4%90%E1%BB%93ng%20H%C3%A0nh";
        assert_eq!(
            address(&key, "lai"),
            format!("otpauth://totp/{issuer}:lai?secret={secret}&issuer={issuer}")
        );
    }
}
