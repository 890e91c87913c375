//! Answers as texts, for whoever fills a form from outside.

use crate::filling::Filling;
use crate::model::Role;
use crate::offers::keys;
use crate::reckon::Changed;
use crate::spelling::read;
use crate::{Answer, Kind, MediaRef, Path, Sha256, Value};

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing lies there.
    #[error("no such node")]
    NoSuchNode,
    /// It is a group, a repeat, or what nobody answers.
    #[error("not a question")]
    NotAQuestion,
    /// It is not asked.
    #[error("not relevant")]
    NotRelevant,
    /// It can be seen and not changed.
    #[error("read only")]
    ReadOnly,
    /// The form decides how many instances there are.
    #[error("counted by the form")]
    Counted,
    /// It is no repeat, or no instance of one.
    #[error("not a repeat")]
    NotARepeat,
    /// An order was given to some of the choices, and not to all.
    #[error("not all of the choices")]
    NotAll,
}

impl Filling {
    /// Answers a question with a text as an XForm spells it. What does not fit the question or is not on offer, and an
    /// empty text, takes the answer away.
    ///
    /// # Errors
    /// [`Refused`]: nothing was changed.
    pub fn say(&mut self, path: &Path, text: &str) -> Result<Changed, Refused> {
        let state = self.state();
        let (node, row) = self.find(path).ok_or(Refused::NoSuchNode)?;
        let question = state.model().nodes[node]
            .question
            .as_deref()
            .ok_or(Refused::NotAQuestion)?;
        if !question.kind.is_answerable() {
            return Err(Refused::NotAQuestion);
        }
        if !state.cell(node, row).relevant {
            return Err(Refused::NotRelevant);
        }
        if state.is_read_only(node, row) {
            return Err(Refused::ReadOnly);
        }
        let value =
            named(&question.kind, text).unwrap_or_else(|| read(&question.kind, text, state.zone()));
        let offered = keys(&state, node, row).unwrap_or_default();
        let is_offered = |key: &String| offered.contains(&key.as_str());
        let value = match value {
            Some(Value::One(key)) if question.kind.chosen_from().is_some() => {
                Some(key).filter(is_offered).map(Value::One)
            }
            Some(Value::Many(keys)) => {
                Some(Value::Many(keys.into_iter().filter(is_offered).collect()))
            }
            other => other,
        };
        if let (Kind::Rank { .. }, Some(Value::Ranked(keys))) = (&question.kind, &value) {
            let all = offered
                .iter()
                .all(|key| keys.iter().any(|ranked| ranked == key));
            if !all || keys.len() != offered.len() {
                return Err(Refused::NotAll);
            }
        }
        Ok(self.put(path, value.map(Answer::Given)))
    }

    /// Adds an instance to a repeat, unless the form counts them.
    ///
    /// # Errors
    /// [`Refused`]: nothing was changed.
    pub fn add(&mut self, repeat: &Path) -> Result<(Path, Changed), Refused> {
        let (node, row) = self.find(repeat).ok_or(Refused::NoSuchNode)?;
        let state = self.state();
        let part = &state.model().nodes[node];
        if !matches!(part.role, Role::Repeat(_)) || repeat.instance().is_some() {
            return Err(Refused::NotARepeat);
        }
        if part.count.is_some() {
            return Err(Refused::Counted);
        }
        if !state.cell(node, row).relevant {
            return Err(Refused::NotRelevant);
        }
        Ok(self.add_instance(repeat))
    }

    /// Removes an instance of a repeat, unless the form counts them.
    ///
    /// # Errors
    /// [`Refused`]: nothing was changed.
    pub fn remove(&mut self, instance: &Path) -> Result<Changed, Refused> {
        let repeat = instance.repeat().ok_or(Refused::NotARepeat)?;
        let (node, row) = self.find(&repeat).ok_or(Refused::NoSuchNode)?;
        if self.find(instance).is_none() {
            return Err(Refused::NoSuchNode);
        }
        if self.state().model().nodes[node].count.is_some() {
            return Err(Refused::Counted);
        }
        if !self.state().cell(node, row).relevant {
            return Err(Refused::NotRelevant);
        }
        self.remove_instance(instance).ok_or(Refused::NoSuchNode)
    }
}

/// A file by its name, where the question takes one: it stands for one that holds its name and no more.
fn named(kind: &Kind, name: &str) -> Option<Option<Value>> {
    let (value, mime): (fn(Vec<MediaRef>) -> Value, _) = match kind {
        Kind::Photo { .. } => (Value::Photos, "image/jpeg"),
        Kind::Sound { .. } => (Value::Sounds, "audio/mp4"),
        Kind::Film => (Value::Files, "video/mp4"),
        Kind::File => (Value::Files, "application/octet-stream"),
        _ => return None,
    };
    let media = || MediaRef {
        sha256: Sha256::of(name.as_bytes()),
        bytes: name.len().try_into().unwrap_or(u32::MAX),
        mime: mime.to_owned(),
    };
    Some((!name.is_empty()).then(|| value(vec![media()])))
}
