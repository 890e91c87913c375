//! What people do on their phones, from what the phone shows them.

use std::collections::BTreeSet;

use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    DeviceTime, Extra, Fact, HamletId, Household, HouseholdChange, HouseholdId, Leaving, Member,
    MemberFact, MemberId, OperationId, PersonName, Relation, ReviewDecision, Roof, Sex, VisitId,
};
use dong_hanh_form::{Answer, Answers, FormId, Value};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, ChangedHousehold, FinishedVisit, RawOperation, Ruling};
use uuid::Uuid;

use crate::disk::{Change, Draft};
use crate::phone::Phone;
use crate::step::Deed;
use crate::town::{self, Town};
use crate::view::View;
use dong_hanh_demo::{Rng, mixed};

/// Ids that are never used twice, in no order.
#[derive(Default)]
pub(crate) struct Ids(u64);

impl Ids {
    pub(crate) fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(u128::from(mixed(self.0)) << 64 | u128::from(self.0))
    }
}

/// What comes of a deed.
pub(crate) enum Done {
    /// Operations, and what is written in the same transaction.
    Says(Vec<Saying>, Vec<Change>),
    /// A text that this version could not make; an older one may not even read it.
    Text(RawOperation, bool),
    /// A text that the phone knows nothing of.
    Forged(RawOperation),
}

/// Somebody at work on a phone.
pub(crate) struct Work<'a> {
    pub(crate) town: &'a Town,
    pub(crate) phone: &'a Phone,
    pub(crate) view: View<'a>,
    pub(crate) ids: &'a mut Ids,
    pub(crate) chance: Rng,
    pub(crate) now: DeviceTime,
}

impl Work<'_> {
    /// Does something; `None` where there is nothing to do it with.
    pub(crate) fn does(&mut self, deed: Deed) -> Option<Done> {
        let action = match deed {
            Deed::Register => self.register()?,
            Deed::OpenDraft => return self.open_draft(),
            Deed::FinishDraft => return self.finish_draft(),
            Deed::Visit => self.visits()?,
            Deed::VisitNobody => {
                let nobody = HouseholdId(self.ids.next());
                self.visit(nobody, None)?
            }
            Deed::BadVisit => self.bad_visit()?,
            Deed::StrangeForm => {
                let household = self.household()?;
                self.visit(household, Some(town::strange_form()))?
            }
            Deed::Amend => self.amend()?,
            Deed::Review => self.review()?,
            Deed::Facts => self.facts()?,
            Deed::AddMember => self.add_member()?,
            Deed::Gone | Deed::Head => self.of_member(deed)?,
            Deed::Move => {
                let hamlet = self.hamlet()?;
                self.say_fact(|_| Some(Fact::Hamlet(hamlet)))?
            }
            Deed::SameAs => {
                let other = self.household().filter(|_| self.chance.percent(70));
                self.say_fact(|_| Some(Fact::SameAs(other)))?
            }
            Deed::Choose => self.choose()?,
            Deed::Resend | Deed::Acknowledge | Deed::Correct => return self.settle(deed),
            Deed::Release => self.release()?,
            Deed::Future => return self.future(),
            Deed::Forge => return self.forge(),
        };
        Some(Done::Says(vec![Saying::now(self.now, action)], Vec::new()))
    }

    fn household(&mut self) -> Option<HouseholdId> {
        let known = self.view.households();
        self.chance.any(&known).copied()
    }

    /// Mostly one that the phone knows of, which are those of its unit.
    fn hamlet(&mut self) -> Option<HamletId> {
        let known = self.view.hamlets();
        if self.chance.percent(80) && !known.is_empty() {
            return self.chance.any(&known).copied();
        }
        let all = &self.town.hamlets;
        self.chance.any(all).map(|hamlet| hamlet.id)
    }

    fn register(&mut self) -> Option<Action> {
        let member = self.member()?;
        let hamlet = self.hamlet()?;
        let id = HouseholdId(self.ids.next());
        let mut household = Household::new(id, hamlet, member, town::user(self.phone.user));
        let relation = Relation::Child;
        for _ in 0..self.chance.below(3) {
            let member = self.member()?;
            household.others.push(Other { member, relation });
        }
        let household = Box::new(household);
        Some(Action::RegisterHousehold { household })
    }

    fn member(&mut self) -> Option<Member> {
        Some(Member {
            id: MemberId(self.ids.next()),
            name: PersonName::new("Lê Thị Bưởi").ok()?,
            sex: Sex::Female,
            birth: None,
            insured: None,
            occupation: String::new(),
        })
    }

    fn answers(&mut self) -> Answers {
        let mut answers = Answers::new();
        if let Ok(path) = "who/met".parse() {
            let whom = format!("bà {}", self.chance.below(1000));
            answers.set(path, Answer::Given(Value::Text(whom)));
        }
        answers
    }

    fn form(&mut self) -> Option<FormId> {
        let forms = self.view.forms();
        self.chance.any(&forms).cloned()
    }

    fn visits(&mut self) -> Option<Action> {
        let household = self.household()?;
        self.visit(household, None)
    }

    fn visit(&mut self, household: HouseholdId, form: Option<FormId>) -> Option<Action> {
        let form = form.or_else(|| self.form())?;
        // What a newer version of the app says beside it.
        let extra = if self.phone.newer {
            // Some of it under names that the record uses for something else.
            let names = ["weather", "hamlet", "received", "review", "said"];
            let said = names.map(|name| (name.to_owned(), "mưa".into()));
            Extra(said.into_iter().collect())
        } else {
            Extra::default()
        };
        Some(Action::FinishVisit(FinishedVisit {
            visit: VisitId(self.ids.next()),
            household,
            form,
            answers: self.answers(),
            started: self.now,
            amends: None,
            extra,
        }))
    }

    fn bad_visit(&mut self) -> Option<Action> {
        let Action::FinishVisit(visit) = self.visits()? else {
            return None;
        };
        Some(Action::FinishVisit(FinishedVisit {
            answers: Answers::new(),
            ..visit
        }))
    }

    fn open_draft(&mut self) -> Option<Done> {
        let draft = Draft {
            household: self.household()?,
            form: self.form()?,
            amends: None,
            amid: self.phone.is_storing(),
        };
        let visit = VisitId(self.ids.next());
        Some(Done::Says(Vec::new(), vec![Change::Draft(visit, draft)]))
    }

    fn finish_draft(&mut self) -> Option<Done> {
        let drafts: Vec<_> = self.phone.shelves().drafts.iter().collect();
        let (visit, draft) = *self.chance.any(&drafts)?;
        let action = Action::FinishVisit(FinishedVisit {
            visit: *visit,
            household: draft.household,
            form: draft.form.clone(),
            answers: self.answers(),
            started: self.now,
            amends: draft.amends,
            extra: Extra::default(),
        });
        let saying = Saying::now(self.now, action);
        Some(Done::Says(vec![saying], vec![Change::Undraft(*visit)]))
    }

    /// Amends a visit of one's own; now and then somebody else's, or one that was amended before.
    fn amend(&mut self) -> Option<Action> {
        let (visit, household, started) = if self.chance.percent(70) {
            let own = self.view.own_visits();
            let own = self.chance.any(&own)?;
            (own.visit, own.household, own.started)
        } else {
            let known = self.view.visits();
            let known = self.view.visit(*self.chance.any(&known)?)?;
            (known.id, known.household, known.started)
        };
        let Action::FinishVisit(newer) = self.visit(household, None)? else {
            return None;
        };
        Some(Action::FinishVisit(FinishedVisit {
            started,
            amends: Some(visit),
            ..newer
        }))
    }

    fn review(&mut self) -> Option<Action> {
        let visits = self.view.visits();
        let visit = *self.chance.any(&visits)?;
        let reason = "Xin đo lại.".to_owned();
        let decision = match self.chance.below(5) {
            0 => ReviewDecision::Reopen,
            1 | 2 => ReviewDecision::Return { reason },
            _ => ReviewDecision::Accept,
        };
        Some(Action::ReviewVisit { visit, decision })
    }

    /// One fact, with the versions that the phone shows and with what was said on it before.
    fn say_fact(&mut self, fact: impl FnOnce(&Household) -> Option<Fact>) -> Option<Action> {
        let household = self.household()?;
        let household = self.view.household(household)?;
        let fact = fact(&household)?;
        Some(self.say(&household, vec![fact]))
    }

    fn say(&mut self, household: &Household, facts: Vec<Fact>) -> Action {
        let mut seen = household.seen(&facts);
        if self.chance.percent(80) {
            let keys: BTreeSet<_> = facts.iter().map(Fact::key).collect();
            for (operation, changed) in self.view.own_changes(household.id) {
                let says = |change: &HouseholdChange| matches!(change, HouseholdChange::Set(fact) if keys.contains(&fact.key()));
                if changed.changes.iter().any(says) {
                    seen.insert(operation.id);
                }
            }
        }
        Action::ChangeHousehold(ChangedHousehold {
            household: household.id,
            changes: facts.into_iter().map(HouseholdChange::Set).collect(),
            seen,
            visit: None,
            extra: Extra::default(),
        })
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn facts(&mut self) -> Option<Action> {
        let household = self.household()?;
        let household = self.view.household(household)?;
        let mut facts = Vec::new();
        for _ in 0..=self.chance.below(2) {
            let number = self.chance.below(3);
            facts.push(match self.chance.below(7) {
                0 => Fact::Area(Some(number as f32 + 30.5)),
                1 => Fact::Address(format!("kiệt {number}")),
                2 => Fact::Roof(Roof::ALL.get(number as usize).copied()),
                3 => Fact::Code(Some(format!("{number}"))),
                4 => self.member_fact(&household, MemberFact::Insured(Some(number == 0)))?,
                _ => Fact::Phone(Some(format!("090{number}"))),
            });
        }
        // A screen has one field for a fact.
        let mut said = BTreeSet::new();
        facts.retain(|fact| said.insert(fact.key()));
        Some(self.say(&household, facts))
    }

    fn member_fact(&mut self, household: &Household, fact: MemberFact) -> Option<Fact> {
        let left = household.left.iter().map(|left| &left.who.member);
        let members: Vec<_> = household.members().chain(left).collect();
        let member = self.chance.any(&members)?.id;
        Some(Fact::Member { member, fact })
    }

    fn add_member(&mut self) -> Option<Action> {
        let household = self.household()?;
        let member = self.member()?;
        let relation = Relation::Grandchild;
        Some(Action::ChangeHousehold(ChangedHousehold {
            household,
            changes: vec![HouseholdChange::Add {
                member: Box::new(Other { member, relation }),
            }],
            seen: BTreeSet::new(),
            visit: None,
            extra: Extra::default(),
        }))
    }

    fn of_member(&mut self, deed: Deed) -> Option<Action> {
        let household = self.household()?;
        let household = self.view.household(household)?;
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
        Some(self.say(&household, vec![fact]))
    }

    /// One of the values that were said, having seen all of them.
    fn choose(&mut self) -> Option<Action> {
        let mut open = self.view.conflicts();
        open.retain(dong_hanh_sync::Conflict::is_open);
        let conflict = self.chance.any(&open)?;
        let household = self.view.household(conflict.household)?;
        let sides: Vec<_> = conflict.sides().collect();
        let fact = self.chance.any(&sides)?.fact.clone();
        let mut seen = household.seen(std::slice::from_ref(&fact));
        seen.extend(sides.iter().map(|side| side.said.operation));
        Some(Action::ChangeHousehold(ChangedHousehold {
            household: household.id,
            changes: vec![HouseholdChange::Set(fact)],
            seen,
            visit: None,
            extra: Extra::default(),
        }))
    }

    fn settle(&mut self, deed: Deed) -> Option<Done> {
        let held: Vec<_> = self.phone.device.outbox().held().collect();
        let (_, _, operation) = *self.chance.any(&held)?;
        let saying = match deed {
            Deed::Resend => Saying::again(operation),
            Deed::Acknowledge => Saying {
                settles: Some(operation.id),
                ..Saying::now(self.now, Action::Acknowledge {})
            },
            _ => Saying {
                settles: Some(operation.id),
                ..Saying::now(self.now, self.visits()?)
            },
        };
        Some(Done::Says(vec![saying], Vec::new()))
    }

    fn release(&mut self) -> Option<Action> {
        let mut held = self.view.holdings();
        // Now and then somebody decides on what was decided already.
        let strict = self.chance.percent(85);
        held.retain(|held| !strict || held.state.waits_for_author());
        let held = self.chance.any(&held)?;
        let note = "Đã hỏi lại.".to_owned();
        let ruling = match self.chance.below(6) {
            0 => Ruling::SendBack { note },
            1 => Ruling::Close { note },
            2 | 3 => Ruling::Place {
                household: self.household()?,
            },
            _ => Ruling::Apply,
        };
        Some(Action::Release {
            held: held.operation,
            digest: held.digest.clone(),
            ruling,
        })
    }

    /// A kind of which nobody has heard.
    fn future(&mut self) -> Option<Done> {
        let operation = dong_hanh_sync::Operation {
            id: OperationId(self.ids.next()),
            device: self.phone.device.id(),
            counter: self.phone.next_counter(),
            made: self.now,
            settles: None,
            action: Action::Acknowledge {},
        };
        let text = serde_json::to_string(&operation).ok()?;
        let text = text.replace(
            r#"{"acknowledge":{}}"#,
            r#"{"plant_tree":{"height_cm":40}}"#,
        );
        let sealed = self.phone.newer && self.chance.percent(50);
        Some(Done::Text(RawOperation::from_text(text).ok()?, sealed))
    }

    /// Something else under an id that this phone has used.
    fn forge(&mut self) -> Option<Done> {
        let said: Vec<_> = self.phone.device.outbox().operations().collect();
        let (_, _, operation) = *self.chance.any(&said)?;
        let mut operation = operation.clone();
        operation.made.mono_ms += 1;
        if let Action::FinishVisit(visit) = &mut operation.action {
            visit.answers = self.answers();
        }
        Some(Done::Forged(RawOperation::seal(&operation).ok()?))
    }
}
