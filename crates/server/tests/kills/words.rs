//! What people say on their phones: all kinds of operations there are, such as the office applies, such as it holds,
//! and such as it has never heard of.

use std::collections::BTreeSet;

use chrono::Utc;
use dong_hanh_demo::{Demo, DemoPerson, Rng};
use dong_hanh_domain::household::{Ended, Ending};
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    DeviceId, DeviceTime, Extra, Fact, Household, HouseholdChange, HouseholdId, MemberFact,
    OperationId, ReviewDecision, VisitId,
};
use dong_hanh_form::{Answers, FormId};
use dong_hanh_sync::operation::{ChangedHousehold, Ruling};
use dong_hanh_sync::{
    Action, FinishedVisit, HeldRecord, Operation, Outcome, RawOperation, Receipt,
};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::reader::Reader;

/// Every kind of operation; `kind` below does not compile where one is missing.
pub(crate) const KINDS: &[&str] = &[
    "register_household",
    "finish_visit",
    "review_visit",
    "change_household",
    "release",
    "change_settings",
    "acknowledge",
    "plant_tree",
];

fn kind(action: &Action) -> &'static str {
    match action {
        Action::RegisterHousehold { .. } => "register_household",
        Action::FinishVisit(_) => "finish_visit",
        Action::ReviewVisit { .. } => "review_visit",
        Action::ChangeHousehold(_) => "change_household",
        Action::Release { .. } => "release",
        Action::ChangeSettings { .. } => "change_settings",
        Action::Erase { .. } => "erase",
        Action::Acknowledge {} => "acknowledge",
    }
}

/// Somebody who has something to say.
pub(crate) struct Words<'d> {
    demo: &'d Demo,
    person: &'d DemoPerson,
    device: DeviceId,
    rng: Rng,
    counter: u64,
    kinds: BTreeSet<&'static str>,
    /// Visits that were made once, with answers that the form allows on their day.
    made: Vec<&'d FinishedVisit>,
    /// What has been registered or is in the register from the beginning.
    households: Vec<Household>,
    /// Own visits that were applied and not amended.
    visits: Vec<FinishedVisit>,
    /// Own operations that are held.
    held: Vec<Operation>,
    /// Own operations that have a receipt.
    answered: Vec<Operation>,
    /// Visits that have been read.
    seen: Vec<VisitId>,
    /// A household as it has been read.
    home: Option<Household>,
    /// Something that is held, as it has been read.
    holding: Option<HeldRecord>,
}

#[derive(Clone, Copy)]
enum Say {
    Household,
    Visit,
    LargeVisit,
    VisitOfNobody,
    VisitWithoutAnswers,
    VisitByUnknownForm,
    Amendment,
    Review,
    Facts,
    Release,
    Settings,
    Acknowledgement,
    Again,
    OtherContent,
    Future,
}

const SAYS: [(u16, Say); 15] = [
    (14, Say::Household),
    (30, Say::Visit),
    (2, Say::LargeVisit),
    (4, Say::VisitOfNobody),
    (4, Say::VisitWithoutAnswers),
    (3, Say::VisitByUnknownForm),
    (10, Say::Amendment),
    (12, Say::Review),
    (14, Say::Facts),
    (6, Say::Release),
    (4, Say::Settings),
    (6, Say::Acknowledgement),
    (5, Say::Again),
    (3, Say::OtherContent),
    (3, Say::Future),
];

/// The phone's clock.
pub(crate) fn clock() -> DeviceTime {
    DeviceTime {
        utc_ms: Utc::now().timestamp_millis(),
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    }
}

impl<'d> Words<'d> {
    pub(crate) fn of(demo: &'d Demo, person: &'d DemoPerson, device: DeviceId, rng: Rng) -> Self {
        let sent = demo.sendings.iter().flat_map(|sending| &sending.operations);
        let made = sent.filter_map(|operation| match &operation.action {
            Action::FinishVisit(visit) => Some(visit),
            _ => None,
        });
        Self {
            demo,
            person,
            device,
            rng,
            counter: 0,
            kinds: BTreeSet::new(),
            made: made.collect(),
            households: demo.households.clone(),
            visits: Vec::new(),
            held: Vec::new(),
            answered: Vec::new(),
            seen: Vec::new(),
            home: None,
            holding: None,
        }
    }

    /// The kinds of what was said.
    pub(crate) fn kinds(&self) -> &BTreeSet<&'static str> {
        &self.kinds
    }

    /// The next operation.
    pub(crate) fn say(&mut self) -> RawOperation {
        let say = self.rng.weighed(&SAYS);
        let (settles, action) = match say {
            Say::Household => (None, self.register()),
            Say::Visit => (None, Action::FinishVisit(self.visit())),
            Say::LargeVisit => {
                let large = "á".repeat(self.rng.index(150_000));
                let extra = Extra([("remark".to_owned(), large.into())].into_iter().collect());
                (
                    None,
                    Action::FinishVisit(FinishedVisit {
                        extra,
                        ..self.visit()
                    }),
                )
            }
            Say::VisitOfNobody => {
                let household = HouseholdId(self.id());
                (
                    None,
                    Action::FinishVisit(FinishedVisit {
                        household,
                        ..self.visit()
                    }),
                )
            }
            Say::VisitWithoutAnswers => {
                let answers = Answers::new();
                (
                    None,
                    Action::FinishVisit(FinishedVisit {
                        answers,
                        ..self.visit()
                    }),
                )
            }
            Say::VisitByUnknownForm => {
                let form = FormId("sha256:0".to_owned());
                (
                    None,
                    Action::FinishVisit(FinishedVisit {
                        form,
                        ..self.visit()
                    }),
                )
            }
            Say::Amendment => (None, self.amend()),
            Say::Review => (None, self.review()),
            Say::Facts => (None, self.change()),
            Say::Release => (None, self.release()),
            Say::Settings => (None, self.set()),
            Say::Acknowledgement => (self.one_held().map(|held| held.id), Action::Acknowledge {}),
            Say::Again => match self.one_held() {
                Some(held) => (Some(held.id), held.action),
                None => (None, self.register()),
            },
            Say::OtherContent => {
                if self.answered.is_empty() {
                    return self.plant_tree();
                }
                let answered = self.rng.pick(&self.answered).clone();
                let made = clock();
                return RawOperation::seal(&Operation { made, ..answered }).unwrap();
            }
            Say::Future => return self.plant_tree(),
        };
        self.kinds.insert(kind(&action));
        self.counter += 1;
        let operation = Operation {
            id: OperationId(self.id()),
            device: self.device,
            counter: self.counter,
            made: clock(),
            settles,
            action,
        };
        RawOperation::seal(&operation).unwrap()
    }

    /// The office has answered.
    pub(crate) fn hear(&mut self, raw: &RawOperation, receipt: &Receipt) {
        let Ok(operation) = raw.open() else {
            return;
        };
        self.answered.push(operation.clone());
        match (&receipt.outcome, operation.action.clone()) {
            (Outcome::Held { .. }, _) => self.held.push(operation),
            (_, Action::RegisterHousehold { household }) => self.households.push(*household),
            (_, Action::FinishVisit(visit)) => {
                self.visits
                    .retain(|earlier| Some(earlier.visit) != visit.amends);
                self.visits.push(visit);
            }
            _ => {}
        }
    }

    /// The feeds have been read.
    pub(crate) fn read(&mut self, reader: &Reader) {
        let visits = reader.of_kind("visit");
        self.seen = visits.keys().filter_map(|id| id.parse().ok()).collect();
        self.home = self.one_of(reader, "household");
        self.holding = self.one_of(reader, "held");
    }

    fn one_of<T: DeserializeOwned>(&mut self, reader: &Reader, kind: &str) -> Option<T> {
        let records: Vec<&str> = reader.of_kind(kind).into_values().collect();
        let body = records.get(self.rng.index(records.len()))?;
        Some(serde_json::from_str(body).unwrap())
    }

    fn id(&mut self) -> uuid::Uuid {
        self.rng.id(clock().utc_ms)
    }

    fn register(&mut self) -> Action {
        let hamlet = if self.rng.percent(90) {
            let own: Vec<_> = self.person.role.hamlets().iter().collect();
            **self.rng.pick(&own)
        } else {
            self.rng.pick(&self.demo.hamlets).id
        };
        let id = HouseholdId(self.id());
        let household = Household {
            id,
            hamlet,
            code: None,
            ..self.rng.pick(&self.demo.households).clone()
        };
        Action::RegisterHousehold {
            household: Box::new(household),
        }
    }

    /// Mostly of a household that is one's own to visit.
    fn visit(&mut self) -> FinishedVisit {
        let strange = self.rng.percent(10);
        let hamlets = self.person.role.hamlets();
        let theirs = |household: &&Household| strange || hamlets.contains(&household.hamlet);
        let theirs: Vec<_> = self.households.iter().filter(theirs).collect();
        let household = self.rng.pick(&theirs).id;
        FinishedVisit {
            visit: VisitId(self.id()),
            household,
            amends: None,
            ..(*self.rng.pick(&self.made)).clone()
        }
    }

    fn amend(&mut self) -> Action {
        let visit = self.visit();
        if self.visits.is_empty() {
            return Action::FinishVisit(visit);
        }
        let earlier = self.rng.pick(&self.visits);
        Action::FinishVisit(FinishedVisit {
            household: earlier.household,
            started: earlier.started,
            answers: earlier.answers.clone(),
            amends: Some(earlier.visit),
            ..visit
        })
    }

    fn review(&mut self) -> Action {
        let visit = match &self.seen[..] {
            [] => VisitId(self.id()),
            seen => *self.rng.pick(seen),
        };
        let reason = "Xin đo lại diện tích nhà.".to_owned();
        let decision = match self.rng.index(4) {
            0 => ReviewDecision::Return { reason },
            1 => ReviewDecision::Reopen,
            _ => ReviewDecision::Accept,
        };
        Action::ReviewVisit { visit, decision }
    }

    /// Also by volunteers, who may not.
    fn set(&mut self) -> Action {
        let mut settings = Settings::default();
        settings.intervals.poor = 1 + u16::try_from(self.rng.index(90)).unwrap();
        Action::ChangeSettings {
            unit: self.person.role.unit().clone(),
            settings: Box::new(settings),
        }
    }

    /// Facts of a household as it was read; who says them has not always seen what was said before.
    fn change(&mut self) -> Action {
        let Some(home) = self.home.clone() else {
            return self.register();
        };
        let number = self.rng.index(3);
        let fact = match self.rng.index(9) {
            0 => Fact::Phone(Some(format!("090{number}"))),
            1 => Fact::Area(Some(30.5)),
            2 => Fact::Hamlet(self.rng.pick(&self.demo.hamlets).id),
            3 => Fact::Member {
                member: home.head.id,
                fact: MemberFact::Insured(Some(number == 0)),
            },
            // Also by volunteers, who may not.
            4 => Fact::NotSame {
                other: self.rng.pick(&self.demo.households).id,
                is_so: number > 0,
            },
            5 => Fact::Ended((number > 0).then(|| Ended {
                why: Ending::MovedAway,
                on: Utc::now().date_naive(),
            })),
            6 => Fact::SameAs(Some(self.rng.pick(&self.demo.households).id)),
            _ => Fact::Address(format!("kiệt {number}")),
        };
        let facts = [fact];
        let seen = if self.rng.percent(60) {
            home.seen(&facts)
        } else {
            BTreeSet::new()
        };
        Action::ChangeHousehold(ChangedHousehold {
            household: home.id,
            changes: facts.map(HouseholdChange::Set).to_vec(),
            seen,
            visit: None,
            extra: Extra::default(),
        })
    }

    fn release(&mut self) -> Action {
        let Some(holding) = self.holding.clone() else {
            return self.review();
        };
        let note = "Đã hỏi lại.".to_owned();
        let ruling = match (self.rng.index(4), &self.home) {
            (0, Some(home)) => Ruling::Place { household: home.id },
            (1, _) => Ruling::SendBack { note },
            (2, _) => Ruling::Close { note },
            _ => Ruling::Apply,
        };
        Action::Release {
            held: holding.operation,
            digest: holding.digest,
            ruling,
        }
    }

    fn one_held(&mut self) -> Option<Operation> {
        let at = self.rng.index(self.held.len());
        self.held.get(at).cloned()
    }

    /// A kind that nobody has heard of.
    fn plant_tree(&mut self) -> RawOperation {
        self.kinds.insert("plant_tree");
        self.counter += 1;
        let text = json!({
            "id": self.id(), "device": self.device, "counter": self.counter, "made": clock(),
            "action": { "plant_tree": { "kind": "mít", "height_cm": 40 } },
        });
        RawOperation::from_text(text.to_string()).unwrap()
    }
}
