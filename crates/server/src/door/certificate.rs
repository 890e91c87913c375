//! The certificate and its key, read again when their files change, without a restart.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{self};
use tracing::{error, info, warn};
use x509_cert::der::Decode as _;

/// How often the files are looked at.
pub const LOOKED_AT_EVERY: Duration = Duration::from_secs(60);

/// So many days before its end a certificate is spoken of: time to ask for one, to hurry, and to run.
const REMINDED: [i64; 3] = [21, 7, 1];

/// Why a pair of files is not taken.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("{path} cannot be read: {error}", path = .0.display(), error = .1)]
    Unreadable(PathBuf, io::Error),
    /// It holds nothing of its kind.
    #[error("{path} holds no {kind} in PEM: {error}", path = .0.display(), kind = .1, error = .2)]
    NoPem(PathBuf, &'static str, pem::Error),
    /// The two do not belong together, or are of a kind that is not spoken.
    #[error("the certificate and the key do not go together: {0}")]
    NoPair(rustls::Error),
    /// No certificate of X.509.
    #[error("the certificate cannot be read: {0}")]
    NoCertificate(x509_cert::der::Error),
    /// It ended already, and one that has not is in use.
    #[error("the certificate ended on {0}")]
    Ended(DateTime<Utc>),
}

/// What became of looking at the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// They are as they were.
    Same,
    /// A new pair counts from now on.
    Taken,
    /// They changed to what cannot be taken; the pair of before counts on.
    Refused,
}

/// The two files, and what was last taken from them.
pub struct Certificate {
    certificate: PathBuf,
    key: PathBuf,
    now: RwLock<Now>,
}

struct Now {
    pair: Arc<CertifiedKey>,
    ends: DateTime<Utc>,
    /// Of what was last looked at, be it taken or not.
    seen: [u8; 32],
    /// The fewest days of which somebody was reminded.
    reminded: Option<i64>,
}

struct Content {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Certificate {
    /// Reads both files.
    ///
    /// # Errors
    /// Where they cannot be used.
    pub async fn read(certificate: PathBuf, key: PathBuf) -> Result<Arc<Self>, CertificateError> {
        let content = content(&certificate, &key).await?;
        let (pair, ends) = content.pair(&certificate, &key)?;
        let now = RwLock::new(Now {
            pair: Arc::new(pair),
            ends,
            seen: content.digest(),
            reminded: None,
        });
        Ok(Arc::new(Self {
            certificate,
            key,
            now,
        }))
    }

    /// When it ends.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).ends
    }

    /// Looks at the files again, and takes what is new in them: whoever comes from now on gets it, whoever is here stays.
    pub async fn look(&self, now: DateTime<Utc>) -> Looked {
        let content = match content(&self.certificate, &self.key).await {
            Ok(content) => content,
            Err(error) => return self.refuse([0; 32], &error),
        };
        let seen = content.digest();
        if self.now.read().unwrap_or_else(PoisonError::into_inner).seen == seen {
            return Looked::Same;
        }
        match content.pair(&self.certificate, &self.key) {
            // While a good one is in use, as one that was copied back by mistake would lock out all.
            Ok((_, ends)) if ends <= now && self.ends() > now => {
                self.refuse(seen, &CertificateError::Ended(ends))
            }
            Ok((pair, ends)) => {
                let mut held = self.now.write().unwrap_or_else(PoisonError::into_inner);
                *held = Now {
                    pair: Arc::new(pair),
                    ends,
                    seen,
                    reminded: None,
                };
                info!(%ends, "a new certificate is in use");
                Looked::Taken
            }
            Err(error) => self.refuse(seen, &error),
        }
    }

    /// Said once for each content: the second of two files is often written a moment later.
    fn refuse(&self, seen: [u8; 32], error: &CertificateError) -> Looked {
        let mut held = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if held.seen == seen {
            return Looked::Same;
        }
        held.seen = seen;
        warn!(%error, "the new certificate is not taken, the one of before stays in use");
        Looked::Refused
    }

    /// Says in the log that the end is near, once for each of some days before it, and that it has come.
    pub fn remind(&self, now: DateTime<Utc>) {
        let mut held = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let Some(days) =
            near(held.ends, now).filter(|days| held.reminded.is_none_or(|said| *days < said))
        else {
            return;
        };
        held.reminded = Some(days);
        let ends = held.ends;
        if days == 0 {
            error!(%ends, "the certificate has ended: no phone connects any more until there is a new one");
        } else {
            warn!(%ends, days, "the certificate ends soon");
        }
    }
}

/// The fewest of the days that count which the end is within; 0 once it has come.
fn near(ends: DateTime<Utc>, now: DateTime<Utc>) -> Option<i64> {
    let left = ends - now;
    let all = [0].into_iter().chain(REMINDED.into_iter().rev());
    all.into_iter().find(|days| left <= TimeDelta::days(*days))
}

/// Looks at the files every minute, and when the system says that there is something new (SIGHUP).
pub async fn watch(certificate: Arc<Certificate>, clock: impl Fn() -> DateTime<Utc>) {
    let mut minutes = tokio::time::interval(LOOKED_AT_EVERY);
    #[cfg(unix)]
    let mut hangups = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok();
    loop {
        #[cfg(unix)]
        let told = async {
            match &mut hangups {
                Some(hangups) => hangups.recv().await,
                None => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let told = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = minutes.tick() => {}
            _ = told => {}
        }
        certificate.look(clock()).await;
        certificate.remind(clock());
    }
}

async fn content(certificate: &PathBuf, key: &PathBuf) -> Result<Content, CertificateError> {
    let read = async |path: &PathBuf| {
        let read = tokio::fs::read(path).await;
        read.map_err(|error| CertificateError::Unreadable(path.clone(), error))
    };
    Ok(Content {
        certificate: read(certificate).await?,
        key: read(key).await?,
    })
}

impl Content {
    fn digest(&self) -> [u8; 32] {
        let (certificate, key) = (Sha256::digest(&self.certificate), Sha256::digest(&self.key));
        Sha256::new()
            .chain_update(certificate)
            .chain_update(key)
            .finalize()
            .into()
    }

    fn pair(
        &self,
        certificate: &Path,
        key: &Path,
    ) -> Result<(CertifiedKey, DateTime<Utc>), CertificateError> {
        let no_chain =
            |error| CertificateError::NoPem(certificate.to_owned(), "certificate", error);
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.certificate).collect();
        let chain = chain.map_err(no_chain)?;
        let first = chain
            .first()
            .ok_or_else(|| no_chain(pem::Error::NoItemsFound))?;
        let ends = ends(first).map_err(CertificateError::NoCertificate)?;
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|error| CertificateError::NoPem(key.to_owned(), "key", error))?;
        let pair = CertifiedKey::from_der(chain, key, &ring::default_provider());
        Ok((pair.map_err(CertificateError::NoPair)?, ends))
    }
}

fn ends(certificate: &CertificateDer<'_>) -> Result<DateTime<Utc>, x509_cert::der::Error> {
    let certificate = x509_cert::Certificate::from_der(certificate)?;
    Ok(certificate
        .tbs_certificate
        .validity
        .not_after
        .to_system_time()
        .into())
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let held = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&held.pair))
    }
}

impl fmt::Debug for Certificate {
    /// Without its key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_spoken_of_three_times_and_when_it_has_come() {
        let now = DateTime::UNIX_EPOCH;
        for (hours, days) in [
            (30 * 24, None),
            (21 * 24 + 1, None),
            (21 * 24, Some(21)),
            (7 * 24 + 1, Some(21)),
            (7 * 24, Some(7)),
            (24, Some(1)),
            (1, Some(1)),
            (0, Some(0)),
            (-100, Some(0)),
        ] {
            assert_eq!(
                near(now + TimeDelta::hours(hours), now),
                days,
                "{hours} hours"
            );
        }
    }
}
