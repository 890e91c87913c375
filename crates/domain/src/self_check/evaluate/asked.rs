//! What was found out of the people that a rule asks, and what has to be asked first.

use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::Member;
use crate::self_check::sentence::some;
use crate::self_check::{Answer, Reason};

/// What was found out of the people that a rule asks.
#[derive(Default)]
pub(super) struct Asked {
    /// Of whom it is certain that they lack it, in words.
    pub(super) lacking: Vec<Both<String>>,
    /// On which facts that stands.
    pub(super) lacking_facts: Vec<FactKey>,
    /// Of whom it is certain that they do not.
    pub(super) fine: Vec<Both<String>>,
    pub(super) fine_facts: Vec<FactKey>,
    /// What has to be asked, and of whom.
    pub(super) missing: Vec<(FactKey, String)>,
}

impl Asked {
    pub(super) fn add(&mut self, said: Both<String>, fact: FactKey, lacks: bool) {
        if lacks {
            self.lacking.push(said);
            self.lacking_facts.push(fact);
        } else {
            self.fine.push(said);
            self.fine_facts.push(fact);
        }
    }

    pub(super) fn miss(&mut self, member: &Member, key: MemberKey) {
        let fact = FactKey::Member(member.id, key);
        self.missing.push((fact, member.name.to_string()));
    }

    /// Where one is enough; `who` are those who were asked.
    pub(super) fn answer(self, who: &Both<String>) -> Answer {
        if !self.lacking.is_empty() {
            return Answer::Deprived(Reason {
                sentence: some(&self.lacking),
                facts: self.lacking_facts,
            });
        }
        if !self.missing.is_empty() {
            return Answer::Missing(missing(&self.missing));
        }
        let sentence = if self.fine.is_empty() {
            Both::new(
                format!("Trong nhà không có ai {}", who.vi),
                format!("Nobody {} lives there", who.en),
            )
        } else {
            some(&self.fine)
        };
        Answer::NotDeprived(Reason {
            sentence,
            facts: self.fine_facts,
        })
    }
}

/// What has to be asked, fact by fact, with the names of those of whom.
pub(super) fn missing(facts: &[(FactKey, String)]) -> Reason {
    let mut asked: Vec<(Both<&'static str>, Vec<&str>)> = Vec::new();
    for (key, who) in facts {
        let Some(name) = key.both() else { continue };
        let at = asked.iter().position(|(known, _)| *known == name);
        let at = at.unwrap_or_else(|| {
            asked.push((name, Vec::new()));
            asked.len() - 1
        });
        if !who.is_empty() {
            asked[at].1.push(who);
        }
    }
    let each = asked.into_iter().map(|(name, who)| {
        if who.is_empty() {
            return name.owned();
        }
        let who = who.join(", ");
        Both::new(
            format!("{} của {who}", name.vi),
            format!("{} of {who}", name.en),
        )
    });
    let each: Vec<_> = each.collect();
    let each = Both::joined(&each, "; ");
    Reason {
        sentence: Both::new(
            format!("Chưa biết {}", each.vi),
            format!("Not known: {}", each.en),
        ),
        facts: facts.iter().map(|(key, _)| key.clone()).collect(),
    }
}
