//! Breaches of personal data: what they exposed, reckoned from the record and the audit, and the file for the authority.

mod concerned;
mod exposed;
mod file;
mod given;
mod taken_out;

pub use concerned::{Concerned, concerned};
pub use exposed::{device, exposure};
pub use file::{Notification, file};
pub use taken_out::{TakenOut, entry};

/// Whom the authority is, unless whoever keeps the server says otherwise (Law 91/2025/QH15, Article 23).
pub const AUTHORITY: &str = "Công an thành phố Huế, hoặc Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao (A05), Bộ Công an";
