//! What somebody says of a household, with who said it: as the server merges it, and as a device shows it meanwhile.

use super::{Fact, FactKey, HouseholdChange, MemberKey, Said};
use crate::household::{Household, Other};

impl Household {
    /// Sets a fact that it [takes](Self::takes), and notes who said it; another one changes nothing.
    pub fn hear(&mut self, fact: Fact, said: &Said) {
        if !self.takes(&fact) {
            return;
        }
        let key = fact.key();
        if !self.says(&fact) || self.unread(&key).is_some() {
            self.note(&key);
        }
        // Who becomes the head says with it what the one before is to them.
        if let Fact::Head(heading) = &fact {
            self.note(&FactKey::Member(heading.who, MemberKey::Relation));
            let former = FactKey::Member(self.head.id, MemberKey::Relation);
            self.versions.insert(former, said.clone());
        }
        self.versions.insert(key, said.clone());
        self.set(fact);
    }

    /// Hears what somebody found: what is new, and what was counted again.
    pub fn hear_found(&mut self, fact: Fact, said: &Said) {
        if self.says(&fact) {
            self.hear_again(&fact, said);
        } else {
            self.hear(fact, said);
        }
    }

    /// Whoever counts people again and finds as many has found it anew (SPEC.md S7.22); of other facts it says nothing.
    pub fn hear_again(&mut self, fact: &Fact, said: &Said) {
        let Fact::Count { counted, .. } = fact else {
            return;
        };
        let known = self.versions.get_mut(&FactKey::Count(*counted));
        if let Some(known) = known.filter(|known| known.at <= said.at) {
            *known = said.clone();
        }
    }

    /// Adds somebody who was never there, and notes who said so.
    pub fn hear_of(&mut self, other: Other, said: &Said) {
        let key = FactKey::Member(other.member.id, MemberKey::Gone);
        if self.fact(&key).is_none() {
            self.add(other);
            self.versions.insert(key, said.clone());
        }
    }

    /// Whether somebody who says this says nothing new.
    #[must_use]
    pub fn says(&self, fact: &Fact) -> bool {
        let known = self.fact(&fact.key());
        known.is_some_and(|known| known.agrees(fact))
    }
}

impl HouseholdChange {
    /// The facts that it says; one more person is there, besides all that is said of them.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Set(fact) => vec![fact.clone()],
            Self::Add { member } => member.facts(),
        }
    }

    /// What names it in a list of what was said: the fact, or that the person is there.
    #[must_use]
    pub fn key(&self) -> FactKey {
        match self {
            Self::Set(fact) => fact.key(),
            Self::Add { member } => FactKey::Member(member.member.id, MemberKey::Gone),
        }
    }
}
