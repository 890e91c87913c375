//! The facts of a household's record, by their names: read, and set.

use super::{Fact, FactKey, Heading, MemberFact, MemberKey};
use crate::household::{Household, Left, Member, Other, Relation};
use crate::ids::MemberId;

impl Household {
    /// What is known under a name; `None` for somebody who was never there, or what this version does not know.
    #[must_use]
    pub fn fact(&self, key: &FactKey) -> Option<Fact> {
        Some(match key {
            FactKey::Code => Fact::Code(self.code.clone()),
            FactKey::Address => Fact::Address(self.address.clone()),
            FactKey::Phone => Fact::Phone(self.phone.clone()),
            FactKey::Area => Fact::Area(self.dwelling.area_m2),
            FactKey::Roof => Fact::Roof(self.dwelling.roof),
            FactKey::Wall => Fact::Wall(self.dwelling.wall),
            FactKey::Pillar => Fact::Pillar(self.dwelling.pillar),
            FactKey::Water => Fact::Water(self.dwelling.water),
            FactKey::Latrine => Fact::Latrine(self.dwelling.latrine),
            FactKey::Internet => Fact::Internet(self.dwelling.internet),
            FactKey::Devices => Fact::Devices(self.dwelling.devices.clone()),
            FactKey::Count(counted) => Fact::Count {
                counted: *counted,
                people: self.counts.of(*counted),
            },
            FactKey::Place => Fact::Place(self.place),
            FactKey::Class => Fact::Class(self.class.clone()),
            FactKey::IncomeScore => Fact::IncomeScore(self.income_score),
            FactKey::Ended => Fact::Ended(self.ended),
            // What the one before was is not kept; whoever is the head is what counts.
            FactKey::Head => Fact::Head(Heading {
                who: self.head.id,
                former: Relation::Other,
            }),
            FactKey::Hamlet => Fact::Hamlet(self.hamlet),
            FactKey::SameAs => Fact::SameAs(self.same_as),
            FactKey::NotSame(other) => Fact::NotSame {
                other: *other,
                is_so: self.not_same.contains(other),
            },
            FactKey::Need(_)
            | FactKey::Commitment(_)
            | FactKey::Promise(_)
            | FactKey::Support(_)
            | FactKey::Helped(_)
            | FactKey::SameGift(_) => self.help.fact(key)?,
            FactKey::Request(_) | FactKey::RequestCourse(_) => self.requests.fact(key)?,
            FactKey::Member(member, key) => Fact::Member {
                member: *member,
                fact: self.member_fact(*member, *key)?,
            },
            FactKey::Other(_) => return None,
        })
    }

    fn member_fact(&self, id: MemberId, key: MemberKey) -> Option<MemberFact> {
        let left = self.left.iter().find(|left| left.who.member.id == id);
        let other = self.others.iter().find(|other| other.member.id == id);
        let other = other.or(left.map(|left| &left.who));
        let member = match other {
            Some(other) => &other.member,
            None if self.head.id == id => &self.head,
            None => return None,
        };
        Some(match key {
            MemberKey::Name => MemberFact::Name(member.name.clone()),
            MemberKey::Sex => MemberFact::Sex(member.sex),
            MemberKey::Birth => MemberFact::Birth(member.birth),
            MemberKey::Insured => MemberFact::Insured(member.insured),
            MemberKey::Occupation => MemberFact::Occupation(member.occupation.clone()),
            MemberKey::Work => MemberFact::Work(member.work),
            MemberKey::Attends => MemberFact::Attends(member.attends),
            MemberKey::Learnt => MemberFact::Learnt(member.learnt),
            MemberKey::Disability => MemberFact::Disability(member.disability),
            MemberKey::Allowance => MemberFact::Allowance(member.allowance),
            MemberKey::Malnourished => MemberFact::Malnourished(member.malnourished),
            MemberKey::Online => MemberFact::Online(member.online),
            MemberKey::Ethnicity => MemberFact::Ethnicity(member.ethnicity),
            MemberKey::Relation => MemberFact::Relation(other?.relation),
            MemberKey::Gone => MemberFact::Gone(left.map(|left| left.why)),
        })
    }

    /// Whether a fact could be set: its person is known, and a head is neither related to himself nor gone.
    #[must_use]
    pub fn takes(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Head(Heading { who, .. }) => {
                self.head.id == *who || self.others.iter().any(|other| other.member.id == *who)
            }
            Fact::SameAs(Some(other)) | Fact::NotSame { other, .. } => *other != self.id,
            // What a visit told is mended by amending the visit.
            Fact::Promise { promise, .. } => promise.is_recorded(),
            Fact::Support { support, .. } => support.is_recorded(),
            Fact::RequestCourse { .. } => self.requests.takes(fact),
            Fact::Member { member, fact } => match fact {
                MemberFact::Gone(Some(_)) | MemberFact::Relation(_) if self.head.id == *member => {
                    false
                }
                _ => self.member_fact(*member, MemberKey::Name).is_some(),
            },
            _ => true,
        }
    }

    /// Sets a fact that it [takes](Self::takes); another one changes nothing.
    pub fn set(&mut self, fact: Fact) {
        if !self.takes(&fact) {
            return;
        }
        self.forget_unread(&fact.key());
        match fact {
            Fact::Code(code) => self.code = code,
            Fact::Address(address) => self.address = address,
            Fact::Phone(phone) => self.phone = phone,
            Fact::Area(area) => self.dwelling.area_m2 = area,
            Fact::Roof(roof) => self.dwelling.roof = roof,
            Fact::Wall(wall) => self.dwelling.wall = wall,
            Fact::Pillar(pillar) => self.dwelling.pillar = pillar,
            Fact::Water(water) => self.dwelling.water = water,
            Fact::Latrine(latrine) => self.dwelling.latrine = latrine,
            Fact::Internet(internet) => self.dwelling.internet = internet,
            Fact::Devices(devices) => self.dwelling.devices = devices,
            Fact::Count { counted, people } => self.counts.set(counted, people),
            Fact::Place(place) => self.place = place,
            Fact::Class(class) => self.decide(class),
            Fact::IncomeScore(score) => self.income_score = score,
            Fact::Ended(ended) => self.ended = ended,
            Fact::Head(heading) => self.put_at_the_head(heading),
            Fact::Hamlet(hamlet) => self.hamlet = hamlet,
            Fact::SameAs(other) => self.same_as = other,
            Fact::NotSame { other, is_so: true } => drop(self.not_same.insert(other)),
            Fact::NotSame { other, .. } => drop(self.not_same.remove(&other)),
            Fact::Need { .. }
            | Fact::Commitment { .. }
            | Fact::Promise { .. }
            | Fact::Support { .. }
            | Fact::Helped { .. }
            | Fact::SameGift { .. } => self.help.set(fact),
            Fact::Request { .. } | Fact::RequestCourse { .. } => self.requests.set(fact),
            Fact::Member { member, fact } => self.set_member(member, fact),
        }
    }

    /// Adds somebody, unless they were there already.
    pub fn add(&mut self, other: Other) {
        if self.member_fact(other.member.id, MemberKey::Name).is_none() {
            self.others.push(other);
        }
    }

    fn put_at_the_head(&mut self, heading: Heading) {
        let former = self.head.id;
        let next = self
            .others
            .iter_mut()
            .find(|other| other.member.id == heading.who);
        if let Some(next) = next {
            std::mem::swap(&mut self.head, &mut next.member);
            next.relation = heading.former;
            // Nobody is related to themselves, and the one before is related in a word of this version.
            for who in [heading.who, former] {
                self.forget_unread(&FactKey::Member(who, MemberKey::Relation));
            }
        }
    }

    fn set_member(&mut self, id: MemberId, fact: MemberFact) {
        match fact {
            MemberFact::Gone(Some(why)) => {
                let at = self.others.iter().position(|other| other.member.id == id);
                if let Some(at) = at {
                    let who = self.others.remove(at);
                    self.left.push(Left { who, why });
                } else if let Some(left) =
                    self.left.iter_mut().find(|left| left.who.member.id == id)
                {
                    left.why = why;
                }
                return;
            }
            MemberFact::Gone(None) => {
                let at = self.left.iter().position(|left| left.who.member.id == id);
                self.others.extend(at.map(|at| self.left.remove(at).who));
                return;
            }
            _ => {}
        }
        let left = self.left.iter_mut().map(|left| &mut left.who);
        let other = self
            .others
            .iter_mut()
            .chain(left)
            .find(|other| other.member.id == id);
        let member = match other {
            Some(other) => {
                if let MemberFact::Relation(relation) = fact {
                    other.relation = relation;
                    return;
                }
                &mut other.member
            }
            None => &mut self.head,
        };
        match fact {
            MemberFact::Name(name) => member.name = name,
            MemberFact::Sex(sex) => member.sex = sex,
            MemberFact::Birth(birth) => member.birth = birth,
            MemberFact::Insured(insured) => member.insured = insured,
            MemberFact::Occupation(occupation) => member.occupation = occupation,
            MemberFact::Work(work) => member.work = work,
            MemberFact::Attends(attends) => member.attends = attends,
            MemberFact::Learnt(learnt) => member.learnt = learnt,
            MemberFact::Disability(disability) => member.disability = disability,
            MemberFact::Allowance(allowance) => member.allowance = allowance,
            MemberFact::Malnourished(malnourished) => member.malnourished = malnourished,
            MemberFact::Online(online) => member.online = online,
            MemberFact::Ethnicity(ethnicity) => member.ethnicity = ethnicity,
            MemberFact::Relation(_) | MemberFact::Gone(_) => {}
        }
    }
}

impl Other {
    /// All that is known of them, fact by fact. What an earlier version could not know is not said where it is not
    /// known, as nobody took it back.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let Member {
            id,
            name,
            sex,
            birth,
            insured,
            occupation,
            work,
            attends,
            learnt,
            disability,
            allowance,
            malnourished,
            online,
            ethnicity,
            extra: _,
        } = self.member.clone();
        let facts = [
            Some(MemberFact::Name(name)),
            Some(MemberFact::Sex(sex)),
            Some(MemberFact::Birth(birth)),
            Some(MemberFact::Insured(insured)),
            Some(MemberFact::Occupation(occupation)),
            work.map(|work| MemberFact::Work(Some(work))),
            attends.map(|attends| MemberFact::Attends(Some(attends))),
            learnt.map(|learnt| MemberFact::Learnt(Some(learnt))),
            disability.map(|disability| MemberFact::Disability(Some(disability))),
            allowance.map(|allowance| MemberFact::Allowance(Some(allowance))),
            malnourished.map(|flag| MemberFact::Malnourished(Some(flag))),
            online.map(|online| MemberFact::Online(Some(online))),
            ethnicity.map(|ethnicity| MemberFact::Ethnicity(Some(ethnicity))),
            Some(MemberFact::Relation(self.relation)),
        ];
        let facts = facts.into_iter().flatten();
        facts
            .map(|fact| Fact::Member { member: id, fact })
            .collect()
    }
}
