//! What is chosen of a question's choices, and what a press on one of them does.

use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_form::{AGREED, Answer, Offer, Value};
use leptos::prelude::*;

use super::asked::Asked;

/// The choices of a question.
#[derive(Clone)]
pub(super) struct Choosing {
    pub(super) asked: Asked,
    pub(super) takes: Takes,
    /// What is on offer now.
    pub(super) offers: Memo<Arc<[Offer]>>,
}

/// What is taken of the choices.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    One,
    Many,
    YesNo,
    /// There is but one choice, which says that one agrees.
    Agreed,
}

/// The key of yes among the boxes.
pub(super) const YES: &str = "yes";

impl Choosing {
    /// From what the form offers.
    pub(super) fn of(asked: &Asked, takes: Takes) -> Self {
        let offered = asked.clone();
        Self {
            asked: asked.clone(),
            takes,
            offers: Memo::new(move |_| offered.offers()),
        }
    }

    /// Whether a second press on the same box takes it back by the browser's own ways.
    pub(super) fn is_radio(&self) -> bool {
        matches!(self.takes, Takes::One | Takes::YesNo)
    }

    /// Whether a choice is taken. Tracked.
    pub(super) fn is_on(&self, key: &str) -> bool {
        match self.asked.value() {
            Some(Value::One(chosen)) => chosen == key,
            Some(Value::Many(keys)) => keys.contains(key),
            Some(Value::YesNo(yes)) => yes == (key == YES),
            _ => false,
        }
    }

    /// Takes a choice, or takes it back.
    pub(super) fn press(&self, key: &str, on: bool) {
        let value = match self.takes {
            Takes::One => on.then(|| Value::One(key.to_owned())),
            Takes::YesNo => on.then(|| Value::YesNo(key == YES)),
            Takes::Agreed => on.then(|| Value::One(AGREED.to_owned())),
            Takes::Many => {
                let mut keys = match self.asked.answer_untracked() {
                    Some(Answer::Given(Value::Many(keys))) => keys,
                    _ => BTreeSet::new(),
                };
                if on {
                    keys.insert(key.to_owned());
                } else {
                    keys.remove(key);
                }
                (!keys.is_empty()).then_some(Value::Many(keys))
            }
        };
        self.asked.put(value.map(Answer::Given));
    }

    /// Does something whenever another choice was taken.
    pub(super) fn when_chosen(&self, then: impl Fn() + 'static) {
        let asked = self.asked.clone();
        Effect::new(move |before: Option<_>| {
            let now = asked.value();
            if now.is_some() && before.is_some_and(|before| before != now) {
                then();
            }
            now
        });
    }

    /// What is taken, in the order in which it is offered. Tracked.
    pub(super) fn chosen(&self) -> Arc<[Offer]> {
        let offers = self.offers.read();
        let on = offers.iter().filter(|offer| self.is_on(&offer.key));
        on.cloned().collect()
    }
}
