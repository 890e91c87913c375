//! What somebody has to have seen who says a fact, so that nobody's word is overwritten unread.

use std::collections::BTreeSet;

use super::{Fact, FactKey, MemberFact, MemberKey, Said};
use crate::household::Household;
use crate::ids::OperationId;

impl Household {
    /// Whether somebody who says this has to have seen what is known under `known`: the fact itself; all that is known
    /// of somebody who is said to be gone, or to have been there after all; and what those two are to the head of whom
    /// one takes the other's place.
    #[must_use]
    pub fn has_to_see(&self, fact: &Fact, known: &FactKey) -> bool {
        match (fact, known) {
            (
                Fact::Member {
                    member: of,
                    fact: MemberFact::Gone(_),
                },
                FactKey::Member(whom, _),
            ) => of == whom,
            (Fact::Member { member: of, .. }, FactKey::Member(whom, MemberKey::Gone)) => of == whom,
            (Fact::Head(heading), FactKey::Member(whom, MemberKey::Relation)) => {
                *whom == heading.who || *whom == self.head.id
            }
            (fact, known) => fact.key() == *known,
        }
    }

    /// Who said last what somebody who says this has to have seen.
    pub fn beside<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = (&'a FactKey, &'a Said)> {
        self.versions
            .iter()
            .filter(move |(known, _)| self.has_to_see(fact, known))
    }

    /// The versions that somebody sees who looks at these facts now, for [`beside`](Self::beside) later.
    #[must_use]
    pub fn seen(&self, facts: &[Fact]) -> BTreeSet<OperationId> {
        let said = facts.iter().flat_map(|fact| self.beside(fact));
        said.map(|(_, said)| said.operation).collect()
    }
}
