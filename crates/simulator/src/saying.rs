//! What is found otherwise of a household, said as the app says it: from what the phone shows, with what was seen there.

use chrono::NaiveDate;
use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::help::{
    CommitmentState, Gift, Helped, NeedKind, NeedState, Pair, Promise, Support, SupportId,
    SupportKind,
};
use dong_hanh_domain::household::{Ended, Ending, Other};
use dong_hanh_domain::request::{Answered, Asker, Course, End, Request, RequestKind, Way};
use dong_hanh_domain::{
    Counted, Ethnicity, Extra, Fact, Household, HouseholdChange, HouseholdId, Leaving, Material,
    MemberFact, Relation, Roof,
};
use dong_hanh_sync::{Action, ChangedHousehold, Conflict};

use uuid::Uuid;

use crate::facts::{PROMISE, RECORDED, REQUEST};
use crate::mutation::Mutation;
use crate::step::Deed;
use crate::work::Work;

impl Work<'_> {
    pub(crate) fn facts(&mut self) -> Option<Action> {
        let household = self.shown()?;
        let mut facts: Vec<Fact> = Vec::new();
        for _ in 0..=self.chance.below(2) {
            let fact = self.fact(&household)?;
            // A screen has one field for a fact.
            if facts.iter().all(|said| said.key() != fact.key()) {
                facts.push(fact);
            }
        }
        self.say_otherwise(&household, facts)
    }

    /// What all quarrel over: the telephone number of one household, and now and then the address with it.
    pub(crate) fn number(&mut self) -> Option<Action> {
        let first = self.view.households().into_iter().min()?;
        let household = self.view.household(first)?;
        let number = self.chance.below(5);
        let mut facts = vec![Fact::Phone(Some(format!("090{number}")))];
        if self.chance.percent(40) {
            facts.push(Fact::Address(format!("kiệt {number}")));
        }
        self.say_otherwise(&household, facts)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn fact(&mut self, household: &Household) -> Option<Fact> {
        let number = self.chance.below(3);
        Some(match self.chance.below(10) {
            0 if number == 2 => Fact::Count {
                counted: Counted::Uninsured,
                people: Some(self.chance.below(2) as u16),
            },
            0 => Fact::Area(Some(number as f32 + 30.5)),
            1 => Fact::Address(format!("kiệt {number}")),
            2 if self.chance.percent(50) => {
                Fact::Pillar(Material::ALL.get(number as usize).copied())
            }
            2 => Fact::Roof(Roof::ALL.get(number as usize).copied()),
            3 if number == 0 => Fact::IncomeScore(Some(135)),
            3 if number == 1 => Fact::Ended(self.chance.any(Ending::ALL).map(|why| Ended {
                why: *why,
                on: NaiveDate::default(),
            })),
            3 => Fact::Code(Some(format!("{number}"))),
            4 if number == 0 => {
                let is = self.chance.any(Ethnicity::ALL).copied();
                self.member_fact(household, MemberFact::Ethnicity(is))?
            }
            4 => self.member_fact(household, MemberFact::Insured(Some(number == 1)))?,
            5..=7 if self.chance.percent(20) => self.request(),
            5..=7 => self.help()?,
            _ => Fact::Phone(Some(format!("090{number}"))),
        })
    }

    /// What became of a promise or a need, what came, or that two records are one gift, which a volunteer may not say.
    fn help(&mut self) -> Option<Fact> {
        let number = self.chance.below(3);
        let on = NaiveDate::default() + chrono::Days::new(number);
        let came = |number: u64| SupportId::recorded(Uuid::from_u128(number.into()));
        Some(match self.chance.below(6) {
            0 => Fact::Need {
                need: NeedKind::Bhyt,
                state: NeedState::Met { on, told: None },
            },
            1 => Fact::Support {
                support: came(number),
                came: self.chance.percent(80).then(|| {
                    let gift = Gift {
                        kind: SupportKind::Housing,
                        giver: None,
                        from: String::new(),
                        programme: String::new(),
                        dong: Some(number),
                        goods: String::new(),
                        on: Some(on),
                    };
                    Box::new(Support {
                        gift,
                        keeps: Some(PROMISE),
                        extra: Extra::default(),
                    })
                }),
            },
            2 => Fact::SameGift {
                pair: Pair::new(came(number), came(number + 1))?,
                is_one: Some(number == 0).filter(|_| self.chance.percent(70)),
            },
            3 if number == 2 => Fact::Promise {
                promise: RECORDED,
                made: self.chance.percent(80).then(|| {
                    Box::new(Promise {
                        what: "sửa mái".to_owned(),
                        by: None,
                        who: String::new(),
                        on,
                        due: on + chrono::Days::new(self.chance.below(3)),
                        extra: Extra::default(),
                    })
                }),
            },
            3 => Fact::Helped {
                support: came(number),
                helped: self.chance.percent(80).then_some(if number == 0 {
                    Helped::Yes
                } else {
                    Helped::No
                }),
            },
            _ => Fact::Commitment {
                commitment: PROMISE,
                state: match number {
                    0 => CommitmentState::Kept { on },
                    1 if self.chance.percent(50) => CommitmentState::Missing { on },
                    1 => CommitmentState::Withdrawn { on },
                    _ => CommitmentState::Moved { due: on },
                },
            },
        })
    }

    /// Somebody asks for something about their data, or what was done about it, which a volunteer may not say.
    fn request(&mut self) -> Fact {
        let on = NaiveDate::default() + chrono::Days::new(self.chance.below(3));
        if self.chance.percent(50) {
            let made = Request {
                kind: RequestKind::Withdraw,
                of: None,
                by: Asker::Head,
                who: String::new(),
                way: Way::Visit,
                on,
                note: String::new(),
                extra: Extra::default(),
            };
            return Fact::Request {
                request: REQUEST,
                made: self.chance.percent(80).then(|| Box::new(made)),
            };
        }
        let way = Way::Telephone;
        let course = match self.chance.below(3) {
            0 => Course::default(),
            1 => Course {
                answered: Some(Answered { on, way }),
                ..Course::default()
            },
            _ => Course {
                end: Some(End::TakenBack { on }),
                ..Course::default()
            },
        };
        Fact::RequestCourse {
            request: REQUEST,
            course: Box::new(course),
        }
    }

    /// Somebody is gone or there after all, or is the head.
    pub(crate) fn of_member(&mut self, deed: Deed) -> Option<Action> {
        let household = self.shown()?;
        let fact = if deed == Deed::Head {
            let others: Vec<_> = household.others.iter().collect();
            Fact::Head(Heading {
                who: self.chance.any(&others)?.member.id,
                former: Relation::Other,
            })
        } else {
            let why = Some(Leaving::Moved).filter(|_| self.chance.percent(75));
            self.member_fact(&household, MemberFact::Gone(why))?
        };
        self.say_otherwise(&household, vec![fact])
    }

    pub(crate) fn add_member(&mut self) -> Option<Action> {
        let household = self.household()?;
        let member = self.member()?;
        let relation = Relation::Grandchild;
        let member = Box::new(Other { member, relation });
        self.say(household, vec![HouseholdChange::Add { member }])
    }

    /// What an officer says of a household, whether it is known already or not.
    pub(crate) fn arrange(&mut self, fact: Fact) -> Option<Action> {
        let household = self.household()?;
        self.say(household, vec![HouseholdChange::Set(fact)])
    }

    /// One of the values that were said, having seen all of them.
    pub(crate) fn choose(&mut self) -> Option<Action> {
        let mut open = self.view.conflicts();
        open.retain(Conflict::is_open);
        let conflict = self.chance.any(&open)?;
        let sides: Vec<_> = conflict.sides().collect();
        let fact = self.chance.any(&sides)?.fact.clone();
        let change = HouseholdChange::Set(fact);
        let mut changed = self.changed(conflict.household, vec![change])?;
        for version in conflict.versions() {
            self.looked_at.insert((version, conflict.id.fact.clone()));
            changed.seen.insert(version);
        }
        Some(Action::ChangeHousehold(changed))
    }

    fn shown(&mut self) -> Option<Household> {
        let household = self.household()?;
        self.view.household(household)
    }

    fn member_fact(&mut self, household: &Household, fact: MemberFact) -> Option<Fact> {
        let left = household.left.iter().map(|left| &left.who.member);
        let members: Vec<_> = household.members().chain(left).collect();
        let member = self.chance.any(&members)?.id;
        Some(Fact::Member { member, fact })
    }

    /// [S7.11] Who says what is known already says nothing.
    fn say_otherwise(&mut self, household: &Household, facts: Vec<Fact>) -> Option<Action> {
        let new = facts.into_iter().filter(|fact| !household.says(fact));
        let changes: Vec<_> = new.map(HouseholdChange::Set).collect();
        if changes.is_empty() {
            return None;
        }
        self.say(household.id, changes)
    }

    fn say(&mut self, household: HouseholdId, changes: Vec<HouseholdChange>) -> Option<Action> {
        let changed = self.changed(household, changes)?;
        Some(Action::ChangeHousehold(changed))
    }

    fn changed(
        &mut self,
        household: HouseholdId,
        changes: Vec<HouseholdChange>,
    ) -> Option<ChangedHousehold> {
        let recorded = self.view.recorded(household)?;
        let shown = self.view.overlay().over(recorded.clone()).versions;
        let versions = shown.into_iter().map(|(key, said)| (said.operation, key));
        self.looked_at.extend(versions);
        let conflicts = self.view.conflicts();
        let overlay = self.view.overlay();
        let mut changed = overlay.change(&recorded, changes, &conflicts);
        if self.phone.mutation == Some(Mutation::SeesWhatIsHidden) {
            let facts = changed.changes.iter().flat_map(HouseholdChange::facts);
            let facts: Vec<_> = facts.collect();
            changed.seen.extend(recorded.seen(&facts));
        }
        Some(changed)
    }
}
