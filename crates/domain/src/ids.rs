//! Identifiers: one type for each kind of thing, so that a visit is never looked up as a household.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    };
}

id! {
    /// A household, for as long as it is known.
    HouseholdId
}
id! {
    /// A person who lives in a household.
    MemberId
}
id! {
    /// One visit report; an amendment is a visit with an id of its own.
    VisitId
}
id! {
    /// One thing that a device says happened. UUIDv7, made on the device, never reused.
    OperationId
}
id! {
    /// A thôn or tổ dân phố.
    HamletId
}
id! {
    /// Somebody who signs in.
    UserId
}
id! {
    /// A list of households that an office has taken in.
    ListId
}
id! {
    /// A breach of personal data that an office sees to.
    BreachId
}
id! {
    /// One installation of the app for one user: a store in one browser.
    DeviceId
}
id! {
    /// One sign-in of a device, which can be listed and revoked.
    SessionId
}
id! {
    /// What somebody asks for about their data.
    RequestId
}
