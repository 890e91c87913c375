//! What people do on their phones, from what the phone shows them.

use std::collections::BTreeSet;

use dong_hanh_demo::{Rng, mixed};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    DeviceTime, Fact, HamletId, Household, HouseholdId, Member, MemberId, PersonName, Relation, Sex,
};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, RawOperation};
use uuid::Uuid;

use crate::disk::Change;
use crate::phone::Phone;
use crate::step::Deed;
use crate::town::{self, Town};
use crate::truth::Version;
use crate::view::View;

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
    /// What of a household was on the screen meanwhile.
    pub(crate) looked_at: BTreeSet<Version>,
}

impl Work<'_> {
    /// Does something; `None` where there is nothing to do it with.
    pub(crate) fn does(&mut self, deed: Deed) -> Option<Done> {
        let action = match deed {
            Deed::Register => self.register()?,
            Deed::OpenDraft => return self.open_draft(),
            Deed::TypeOn => return self.type_on(),
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
            Deed::Number => self.number()?,
            Deed::AddMember => self.add_member()?,
            Deed::Gone | Deed::Head => self.of_member(deed)?,
            Deed::Move => {
                let hamlet = self.hamlet()?;
                self.arrange(Fact::Hamlet(hamlet))?
            }
            Deed::SameAs => {
                let other = self.household().filter(|_| self.chance.percent(70));
                self.arrange(Fact::SameAs(other))?
            }
            Deed::NotSame => {
                let other = self.household()?;
                let is_so = self.chance.percent(70);
                self.arrange(Fact::NotSame { other, is_so })?
            }
            Deed::Choose => self.choose()?,
            Deed::Resend | Deed::Acknowledge | Deed::Correct => return self.settle(deed),
            Deed::Release => self.release()?,
            Deed::Future => return self.future(),
            Deed::Forge => return self.forge(),
        };
        Some(Done::Says(vec![Saying::now(self.now, action)], Vec::new()))
    }

    pub(crate) fn household(&mut self) -> Option<HouseholdId> {
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

    pub(crate) fn member(&mut self) -> Option<Member> {
        Some(Member::new(
            MemberId(self.ids.next()),
            PersonName::new("Lê Thị Bưởi").ok()?,
            Sex::Female,
        ))
    }
}
