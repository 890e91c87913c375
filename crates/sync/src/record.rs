//! What the feeds carry: the records that a device knows.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    DeviceId, DeviceTime, Erased, Extra, Given, Hamlet, HamletId, Household, HouseholdId, ListId,
    OperationId, Person, Review, UnitKey, UserId, VisitId,
};
use dong_hanh_form::{Answers, Form, FormError, FormId, Sha256 as PictureDigest};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::conflict::{Conflict, ConflictId};
use crate::forget::Forget;
use crate::grounds::Grounds;
use crate::operation::{Action, ContentDigest, Operation, Ruling};
use crate::picture::{ErasedPicture, ForgetPicture};
use crate::receipt::HeldReason;

/// One record of a feed.
#[derive(Clone, Debug)]
pub enum Record {
    /// A household.
    Household(Household),
    /// A visit.
    Visit(Visit),
    /// A published form.
    Form(FormRecord),
    /// A hamlet.
    Hamlet(Hamlet),
    /// A person who uses Đồng Hành.
    Person(Person),
    /// The hamlets that a volunteer was given, for the office.
    Given(Given),
    /// An operation that is held.
    Held(HeldRecord),
    /// Two values of one fact.
    Conflict(Conflict),
    /// What an officer decided on something held, for its author.
    Ruling(RulingRecord),
    /// What the office of a unit has set.
    Settings(SettingsRecord),
    /// What stays of a household that was erased.
    Erased(Box<Erased>),
    /// What a person's devices have to forget.
    Forget(Forget),
    /// A picture that a person's devices have to forget.
    ForgetPicture(ForgetPicture),
}

/// A visit as the office has it; its content never changes, only what the office says to it and erases of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Who was visited.
    pub household: HouseholdId,
    /// Where the household lived at the time.
    pub hamlet: HamletId,
    /// Who came.
    pub author: UserId,
    /// With which device.
    pub device: DeviceId,
    /// The definition that was filled.
    pub form: FormId,
    /// What was answered.
    pub answers: Answers,
    /// When the visit began, by the device's clock; an amendment keeps the moment of the first version.
    pub started: DeviceTime,
    /// When it was finished, by the device's clock.
    pub finished: DeviceTime,
    /// Server clock minus device clock when it arrived, in milliseconds, where they were more than
    /// [`crate::server::CLOCK_TOLERANCE_MS`] apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skew_ms: Option<i64>,
    /// When it arrived, by the server's clock.
    pub received: DateTime<Utc>,
    /// The version that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<VisitId>,
    /// What its answers are reckoned from besides.
    #[serde(default, skip_serializing_if = "Grounds::is_none")]
    pub grounds: Box<Grounds>,
    /// What the office says.
    pub review: Review,
    /// Pictures, recordings and files that its answers name and that were erased.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erased: Vec<ErasedPicture>,
    /// What a newer version of the app said beside it, apart from what the office knows under the same names.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub said: Extra,
    /// What a newer version knows of it.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Visit {
    /// When it began, corrected: the moment that orders visits and gives each its day. One that was amended stays on the
    /// day on which somebody was there.
    #[must_use]
    pub fn began_corrected(&self) -> DeviceTime {
        // An amendment is sent from another moment than the one on which somebody was there.
        let sent = self.skew_ms.filter(|_| self.amends.is_none());
        DeviceTime {
            skew_ms: sent.or(self.started.skew_ms).or(self.skew_ms),
            ..self.started
        }
    }

    /// When it was finished, corrected.
    #[must_use]
    pub fn finished_corrected(&self) -> DeviceTime {
        DeviceTime {
            skew_ms: self.skew_ms.or(self.finished.skew_ms),
            ..self.finished
        }
    }
}

/// A published form: immutable, named by its content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FormRecord {
    /// `sha256:` and the digest of the definition's text.
    pub id: FormId,
    /// When it was published.
    pub published: DateTime<Utc>,
    /// Whether new visits begin with it; older versions are kept for their drafts.
    pub current: bool,
    /// The definition, byte for byte as its id was taken.
    pub definition: Box<RawValue>,
}

impl FormRecord {
    /// Publishes a definition as the current one.
    ///
    /// # Errors
    /// [`FormError`] where the definition is not valid; it names the place.
    pub fn new(definition: &str, published: DateTime<Utc>) -> Result<Self, FormError> {
        Form::parse(definition)?;
        // The same definition gets the same name however it was indented. The order in it means something: of languages the
        // one that the form prefers stands first.
        let definition = RawValue::from_string(compact(definition)).map_err(FormError::Json)?;
        let digest: [u8; 32] = Sha256::digest(definition.get().as_bytes()).into();
        let id = FormId(format!("sha256:{}", ContentDigest(digest)));
        Ok(Self {
            id,
            published,
            current: true,
            definition,
        })
    }

    /// Its name, which its versions have in common; also where this version of the program can read nothing else of it.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let named: Named = serde_json::from_str(self.definition.get()).ok()?;
        Some(named.name)
    }

    /// The form, ready to be filled.
    ///
    /// # Errors
    /// [`FormError`] where this version cannot read it.
    pub fn form(&self) -> Result<Form, FormError> {
        Form::parse(self.definition.get())
    }
}

/// JSON without the blanks between its words.
fn compact(json: &str) -> String {
    let (mut in_text, mut is_escaped) = (false, false);
    let stays = |letter: &char| {
        let stays = in_text || !letter.is_ascii_whitespace();
        if !is_escaped && *letter == '"' {
            in_text = !in_text;
        }
        is_escaped = in_text && !is_escaped && *letter == '\\';
        stays
    };
    json.chars().filter(stays).collect()
}

/// An operation that the server could not apply, as it came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldRecord {
    /// Its digest, so that two contents under one id are two records.
    pub digest: String,
    /// The id that it bears.
    pub operation: OperationId,
    /// Who sent it.
    pub author: UserId,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// Server clock minus device clock when it arrived, in milliseconds, where they were more than
    /// [`crate::server::CLOCK_TOLERANCE_MS`] apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skew_ms: Option<i64>,
    /// The office's list that said it; `None` where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<ListId>,
    /// Why it is held.
    pub why: HeldReason,
    /// The operation, byte for byte.
    pub content: Box<RawValue>,
    /// Whether somebody has to see to it.
    #[serde(default, skip_serializing_if = "HeldState::is_open")]
    pub state: HeldState,
}

impl HeldRecord {
    /// Whether pictures whose digests stand in it are part of it: that somebody wanted one erased keeps none.
    #[must_use]
    pub fn keeps_pictures(&self) -> bool {
        let operation = serde_json::from_str::<Operation>(self.content.get());
        !operation.is_ok_and(|operation| matches!(operation.action, Action::Erase { .. }))
    }
}

/// Whether somebody has to see to what is held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HeldState {
    /// Yes.
    #[default]
    Open,
    /// No: a later operation of its author took its place. It stays readable.
    Settled {
        /// Which.
        by: OperationId,
        /// When that arrived, by the server's clock.
        at: DateTime<Utc>,
    },
    /// An officer decided.
    Ruled {
        /// Who.
        officer: UserId,
        /// When that arrived, by the server's clock.
        at: DateTime<Utc>,
        /// What.
        #[serde(flatten)]
        ruling: Ruling,
    },
}

/// What an officer decided on an operation that was held, as its author is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingRecord {
    /// The operation.
    pub operation: OperationId,
    /// Its content.
    pub digest: String,
    /// Who.
    pub officer: UserId,
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// What.
    #[serde(flatten)]
    pub ruling: Ruling,
}

/// What the office of a unit has set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsRecord {
    /// Which unit.
    pub unit: UnitKey,
    /// Who said it.
    pub officer: UserId,
    /// When it arrived, by the server's clock.
    pub at: DateTime<Utc>,
    /// Whether it came from units that have become this one, whose own office has set nothing yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
    /// What.
    pub settings: Settings,
}

impl SettingsRecord {
    /// What a unit that others have become has set, see [`Settings::inherited`]; the last of them who said something has
    /// said it. `None` where nobody has.
    #[must_use]
    pub fn inherited(unit: &UnitKey, known: Option<Self>, others: Vec<Self>) -> Option<Self> {
        if others.is_empty() {
            return known;
        }
        // What came in an earlier merger is no word of this office, so that the order of mergers makes no difference.
        let (own, earlier) = match known {
            Some(known) if known.inherited => (None, Some(known)),
            own => (own, None),
        };
        let others: Vec<_> = earlier.into_iter().chain(others).collect();
        let newest = others.iter().max_by_key(|other| other.at);
        let last = own.as_ref().or(newest)?;
        let (officer, at) = (last.officer, last.at);
        let others = others.into_iter().map(|other| other.settings);
        Some(Self {
            unit: unit.clone(),
            officer,
            at,
            inherited: own.is_none(),
            settings: Settings::inherited(own.map(|own| own.settings), others),
        })
    }
}

impl HeldState {
    /// Whether the office has to see to it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether something that its author says may still take its place: the office has not decided, or wants just that.
    #[must_use]
    pub fn waits_for_author(&self) -> bool {
        let back = matches!(
            self,
            Self::Ruled {
                ruling: Ruling::SendBack { .. },
                ..
            }
        );
        back || self.is_open()
    }
}

/// Names a record in every feed and store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// A household.
    Household(HouseholdId),
    /// A visit.
    Visit(VisitId),
    /// A form.
    Form(FormId),
    /// A hamlet.
    Hamlet(HamletId),
    /// A person.
    Person(UserId),
    /// The hamlets that a volunteer was given.
    Given(UserId),
    /// A held operation, by its digest.
    Held(String),
    /// Two values of one fact.
    Conflict(ConflictId),
    /// What an officer decided on a held operation, by its digest.
    Ruling(String),
    /// What the office of a unit has set.
    Settings(UnitKey),
    /// What stays of a household that was erased.
    Erased(HouseholdId),
    /// What a person's devices have to forget of it.
    Forget(HouseholdId),
    /// A picture of a household that a person's devices have to forget.
    ForgetPicture(HouseholdId, PictureDigest),
    /// A kind that a newer version knows: kept as it came.
    Other(String),
}

impl Record {
    /// What names it.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Household(household) => RecordKey::Household(household.id),
            Self::Visit(visit) => RecordKey::Visit(visit.id),
            Self::Form(form) => RecordKey::Form(form.id.clone()),
            Self::Hamlet(hamlet) => RecordKey::Hamlet(hamlet.id),
            Self::Person(person) => RecordKey::Person(person.id),
            Self::Given(given) => RecordKey::Given(given.user),
            Self::Held(held) => RecordKey::Held(held.digest.clone()),
            Self::Conflict(conflict) => RecordKey::Conflict(conflict.id.clone()),
            Self::Ruling(ruling) => RecordKey::Ruling(ruling.digest.clone()),
            Self::Settings(set) => RecordKey::Settings(set.unit.clone()),
            Self::Erased(erased) => RecordKey::Erased(erased.household),
            Self::Forget(forget) => RecordKey::Forget(forget.household),
            Self::ForgetPicture(forget) => {
                RecordKey::ForgetPicture(forget.household, forget.picture.digest.clone())
            }
        }
    }

    /// The record as text.
    ///
    /// # Errors
    /// Never for the types of this crate; the error is serde's.
    pub fn to_body(&self) -> Result<Box<RawValue>, serde_json::Error> {
        use serde_json::value::to_raw_value;
        match self {
            Self::Household(household) => to_raw_value(household),
            Self::Visit(visit) => to_raw_value(visit),
            Self::Form(form) => to_raw_value(form),
            Self::Hamlet(hamlet) => to_raw_value(hamlet),
            Self::Person(person) => to_raw_value(person),
            Self::Given(given) => to_raw_value(given),
            Self::Held(held) => to_raw_value(held),
            Self::Conflict(conflict) => to_raw_value(conflict),
            Self::Ruling(ruling) => to_raw_value(ruling),
            Self::Settings(set) => to_raw_value(set),
            Self::Erased(erased) => to_raw_value(erased),
            Self::Forget(forget) => to_raw_value(forget),
            Self::ForgetPicture(forget) => to_raw_value(forget),
        }
    }

    /// Reads a record; `None` for a kind that this version does not know.
    ///
    /// # Errors
    /// Where a known kind is not as it must be.
    pub fn from_body(key: &RecordKey, body: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match key {
            RecordKey::Household(_) => Self::Household(serde_json::from_str(body)?),
            RecordKey::Visit(_) => Self::Visit(serde_json::from_str(body)?),
            RecordKey::Form(_) => Self::Form(serde_json::from_str(body)?),
            RecordKey::Hamlet(_) => Self::Hamlet(serde_json::from_str(body)?),
            RecordKey::Person(_) => Self::Person(serde_json::from_str(body)?),
            RecordKey::Given(_) => Self::Given(serde_json::from_str(body)?),
            RecordKey::Held(_) => Self::Held(serde_json::from_str(body)?),
            RecordKey::Conflict(_) => Self::Conflict(serde_json::from_str(body)?),
            RecordKey::Ruling(_) => Self::Ruling(serde_json::from_str(body)?),
            RecordKey::Settings(_) => Self::Settings(serde_json::from_str(body)?),
            RecordKey::Erased(_) => Self::Erased(serde_json::from_str(body)?),
            RecordKey::Forget(_) => Self::Forget(serde_json::from_str(body)?),
            RecordKey::ForgetPicture(..) => Self::ForgetPicture(serde_json::from_str(body)?),
            RecordKey::Other(_) => return Ok(None),
        }))
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Household(id) => write!(f, "household:{id}"),
            Self::Visit(id) => write!(f, "visit:{id}"),
            Self::Form(id) => write!(f, "form:{id}"),
            Self::Hamlet(id) => write!(f, "hamlet:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Given(user) => write!(f, "given:{user}"),
            Self::Held(digest) => write!(f, "held:{digest}"),
            Self::Conflict(id) => write!(f, "conflict:{id}"),
            Self::Ruling(digest) => write!(f, "ruling:{digest}"),
            Self::Settings(unit) => write!(f, "settings:{unit}"),
            Self::Erased(id) => write!(f, "erased:{id}"),
            Self::Forget(id) => write!(f, "forget:{id}"),
            Self::ForgetPicture(id, digest) => write!(f, "forget-picture:{id}/{digest}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl FromStr for RecordKey {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = match text.split_once(':') {
            Some(("household", id)) => id.parse().map(Self::Household).ok(),
            Some(("visit", id)) => id.parse().map(Self::Visit).ok(),
            Some(("form", id)) => Some(Self::Form(FormId(id.to_owned()))),
            Some(("hamlet", id)) => id.parse().map(Self::Hamlet).ok(),
            Some(("person", id)) => id.parse().map(Self::Person).ok(),
            Some(("given", user)) => user.parse().map(Self::Given).ok(),
            Some(("held", digest)) => Some(Self::Held(digest.to_owned())),
            Some(("conflict", id)) => id.parse().map(Self::Conflict).ok(),
            Some(("ruling", digest)) => Some(Self::Ruling(digest.to_owned())),
            Some(("settings", unit)) => unit.parse().map(Self::Settings).ok(),
            Some(("erased", id)) => id.parse().map(Self::Erased).ok(),
            Some(("forget", id)) => id.parse().map(Self::Forget).ok(),
            Some(("forget-picture", named)) => forget_picture(named),
            _ => None,
        };
        Ok(known.unwrap_or_else(|| Self::Other(text.to_owned())))
    }
}

fn forget_picture(named: &str) -> Option<RecordKey> {
    let (household, digest) = named.split_once('/')?;
    let digest = digest.parse().ok()?;
    let household = household.parse().ok()?;
    Some(RecordKey::ForgetPicture(household, digest))
}

impl Serialize for RecordKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn s11_1_a_form_is_named_by_its_content_however_it_was_indented() {
        let text = r#"{"name":"a","version":"1 \" \\","title":{"vi":"Một \"a b\" ","en":"A"},
            "nodes":[{"type":"note","name":"n","label":{"vi":"N","en":"N"}}]}"#;
        let new = |text: &str| FormRecord::new(text, DateTime::UNIX_EPOCH).unwrap();
        let (form, indented) = (new(text), new(&text.replace(":{", " :\n\t{ ")));
        assert_eq!(form.id, indented.id);
        assert_eq!(form.definition.get(), text.replace("\n            ", ""));
        assert_ne!(form.id, new(&text.replace("Một", "Hai")).id);
        let other = new(&text.replace(r#""vi":"N","en":"N""#, r#""en":"N","vi":"N""#));
        assert_ne!(form.id, other.id, "another language is preferred");
        assert_eq!(form.name().as_deref(), Some("a"));
    }
}
