#![doc = include_str!("../README.md")]

pub mod conflict;
pub mod consent;
pub mod device;
pub mod elsewhere;
pub mod exchange;
pub mod feed;
pub mod following;
pub mod forget;
pub mod grounds;
pub mod handover;
pub mod operation;
pub mod outbox;
pub mod overlay;
pub mod photos;
pub mod picture;
pub mod protocol;
pub mod receipt;
pub mod record;
pub mod saved;
pub mod server;
pub mod tally;

pub use conflict::{Conflict, ConflictId, ConflictState, Side};
pub use elsewhere::{Elsewhere, Lack, LackReason, Refused};
pub use feed::{Change, Cursors, Epoch, Seq};
pub use forget::{Forget, Gone};
pub use grounds::Grounds;
pub use operation::{
    Action, ChangedHousehold, FinishedVisit, Operation, RawOperation, Ruling, Subject,
};
pub use overlay::{Overlay, Spoken, Visited};
pub use picture::{ErasedPicture, ForgetPicture};
pub use protocol::{PROTOCOL, PullAnswer, PullRequest, PushAnswer, PushRequest, Report};
pub use receipt::{HeldReason, Notice, Outcome, Receipt};
pub use record::{
    FormRecord, HeldRecord, HeldState, Record, RecordKey, RulingRecord, SettingsRecord, Visit,
};
pub use tally::{Account, Exception, Fate, Tally};
