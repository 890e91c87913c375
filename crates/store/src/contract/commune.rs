//! The small commune that the stories happen in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::settings::Settings;
use dong_hanh_domain::{
    Courtesy, DeviceId, DeviceTime, Extra, Fact, Hamlet, HamletId, HamletKind, Household,
    HouseholdChange, HouseholdId, Member, MemberId, OperationId, Person, PersonName,
    ReviewDecision, Role, Scope, Sex, UnitKey, UserId, VisitId,
};
use dong_hanh_form::{Answer, Answers, Value};
use dong_hanh_sync::feed::PageLimit;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{
    Action, ChangedHousehold, Cursors, FinishedVisit, FormRecord, Operation, Outcome, RawOperation,
    Receipt,
};
use uuid::Uuid;

use crate::{Account, Merger, PasswordHash, Store, Unit};

const FORM: &str = r#"{"name":"visit","title":{"vi":"Thăm","en":"Visit"},"version":"1","groups":[{"name":"a",
"label":{"vi":"Gặp","en":"Met"},"nodes":[{"type":"yes_no","name":"met","label":{"vi":"Có gặp không?","en":"Met?"},
"required":"true()"},{"type":"image","name":"pictures","label":{"vi":"Ảnh","en":"Pictures"},"max":3}]}]}"#;

/// A unit with two hamlets, a volunteer in the first and an officer.
#[derive(Debug)]
pub struct Commune {
    /// The unit.
    pub unit: UnitKey,
    /// The volunteer's hamlet.
    pub near: Hamlet,
    /// The other one.
    pub far: Hamlet,
    /// The form of visits.
    pub form: FormRecord,
    /// Visits the near hamlet.
    pub volunteer: Author,
    /// Answers for the unit.
    pub officer: Author,
    made: AtomicU64,
}

/// A moment so many minutes after the stories begin.
#[must_use]
pub fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_500_000_000).unwrap() + TimeDelta::minutes(minutes)
}

/// An arrival at a [`minute`], from a device whose clock is right.
#[must_use]
pub fn at(minutes: i64) -> Arrival {
    Arrival {
        now: minute(minutes),
        skew_ms: 0,
    }
}

/// The id with this number.
#[must_use]
pub fn number(n: u64) -> Uuid {
    Uuid::from_u128(n.into())
}

impl Commune {
    /// Puts the commune into an empty store.
    pub async fn settle(store: &dyn Store) -> Self {
        let unit: UnitKey = "19900@2025-07-01".parse().unwrap();
        let hamlet = |n, name: &str| Hamlet {
            id: HamletId(number(n)),
            unit: unit.clone(),
            name: name.to_owned(),
            kind: HamletKind::Neighbourhood,
            before: Vec::new(),
        };
        let (near, far) = (hamlet(11, "Gần"), hamlet(12, "Xa"));
        let commune = Self {
            volunteer: Author {
                user: UserId(number(21)),
                device: DeviceId(number(31)),
                role: Role::Volunteer {
                    unit: unit.clone(),
                    hamlets: [near.id].into(),
                },
                list: None,
            },
            officer: Author {
                user: UserId(number(22)),
                device: DeviceId(number(32)),
                role: Role::CommuneOfficer {
                    unit: unit.clone(),
                    hamlets: [near.id, far.id].into(),
                },
                list: None,
            },
            form: FormRecord::new(FORM, minute(0)).unwrap(),
            made: AtomicU64::new(1_000),
            unit,
            near,
            far,
        };
        store
            .put_hamlets(&[commune.near.clone(), commune.far.clone()], minute(0))
            .await
            .unwrap();
        store
            .publish_form(&commune.unit, &commune.form)
            .await
            .unwrap();
        for author in [&commune.volunteer, &commune.officer] {
            let password = PasswordHash("$hash".into());
            store
                .put_account(&commune.account(author), Some(&password), minute(0))
                .await
                .unwrap();
        }
        commune
    }

    /// The account behind an author.
    #[must_use]
    pub fn account(&self, author: &Author) -> Account {
        Account {
            sign_in: format!("user-{}", author.user.0.as_u128()),
            person: Person {
                id: author.user,
                name: PersonName::new("Trần Thị Lài").unwrap(),
                courtesy: Courtesy::Co,
                role: author.role.kind(),
                organisation: Some("Hội Phụ nữ".into()),
            },
            role: author.role.clone(),
            terms: BTreeMap::new(),
            disabled: false,
        }
    }

    /// A number that was not given out yet.
    pub fn fresh(&self) -> u64 {
        self.made.fetch_add(1, Ordering::Relaxed)
    }

    /// An operation of an author, made at a [`minute`].
    pub fn operation(&self, author: &Author, minutes: i64, action: Action) -> Operation {
        let counter = self.fresh();
        let id = OperationId(number(counter));
        Operation {
            id,
            device: author.device,
            counter,
            made: clock(minutes),
            settles: None,
            action,
        }
    }

    /// The same content once more, in the place of an earlier operation.
    pub fn again(&self, author: &Author, earlier: &Operation) -> Operation {
        Operation {
            settles: Some(earlier.id),
            ..self.operation(author, 0, earlier.action.clone())
        }
    }

    /// Somebody who has got another role.
    pub async fn promote(
        &self,
        store: &dyn Store,
        author: &Author,
        role: Role,
        minutes: i64,
    ) -> Author {
        let author = Author {
            role,
            ..author.clone()
        };
        let account = self.account(&author);
        let put = store.put_account(&account, None, minute(minutes)).await;
        put.unwrap();
        author
    }

    /// The unit merges into another one, with its hamlets and its people, who are the volunteer and the officer there.
    pub async fn merge(&self, store: &dyn Store, into: &UnitKey, minutes: i64) -> (Author, Author) {
        let into = Unit {
            key: into.clone(),
            name: "Phường Mới".to_owned(),
            province: None,
        };
        let merger = Merger::new([self.unit.clone()], into.clone());
        let merged = store.merge_units(&merger, minute(minutes)).await;
        merged.unwrap();
        let there = |author: &Author| Author {
            role: author.role.clone().in_unit(into.key.clone()),
            ..author.clone()
        };
        (there(&self.volunteer), there(&self.officer))
    }

    /// A hamlet of another unit.
    pub async fn elsewhere(&self, store: &dyn Store, unit: &UnitKey, minutes: i64) -> Hamlet {
        let there = Hamlet {
            id: HamletId(number(500)),
            unit: unit.clone(),
            ..self.near.clone()
        };
        let put = store.put_hamlets(std::slice::from_ref(&there), minute(minutes));
        put.await.unwrap();
        there
    }

    /// Gives the volunteer a hamlet more.
    pub fn give(&mut self, hamlet: HamletId) {
        if let Role::Volunteer { hamlets, .. } = &mut self.volunteer.role {
            hamlets.insert(hamlet);
        }
    }

    /// The registration of a new household.
    pub fn register(&self, author: &Author, hamlet: HamletId) -> (HouseholdId, Operation) {
        let id = HouseholdId(number(self.fresh()));
        let head = Member::new(
            MemberId(number(self.fresh())),
            PersonName::new("Tôn Nữ Thị Hạnh").unwrap(),
            Sex::Female,
        );
        let household = Household {
            address: "kiệt 12".into(),
            ..Household::new(id, hamlet, head, author.user)
        };
        let action = Action::RegisterHousehold {
            household: Box::new(household),
        };
        (id, self.operation(author, 0, action))
    }

    /// A finished visit.
    pub fn visit(
        &self,
        author: &Author,
        household: HouseholdId,
        minutes: i64,
        amends: Option<VisitId>,
    ) -> (VisitId, Operation) {
        let visit = VisitId(number(self.fresh()));
        let mut answers = Answers::new();
        answers.set("a/met".parse().unwrap(), Answer::Given(Value::YesNo(true)));
        let action = Action::FinishVisit(FinishedVisit {
            visit,
            household,
            form: self.form.id.clone(),
            answers,
            started: clock(minutes),
            amends,
            seen: BTreeSet::new(),
            grounds: Box::default(),
            extra: Extra::default(),
        });
        (visit, self.operation(author, minutes, action))
    }

    /// An officer's answer to a visit.
    pub fn review(&self, visit: VisitId, minutes: i64, decision: ReviewDecision) -> Operation {
        self.operation(
            &self.officer,
            minutes,
            Action::ReviewVisit { visit, decision },
        )
    }

    /// What the officer sets for the unit.
    pub fn set(&self, minutes: i64, settings: &Settings) -> Operation {
        let action = Action::ChangeSettings {
            unit: self.unit.clone(),
            settings: Box::new(settings.clone()),
        };
        self.operation(&self.officer, minutes, action)
    }

    /// A household's move, as the officer says it.
    pub fn moves(&self, household: HouseholdId, minutes: i64, to: HamletId) -> Operation {
        let action = Action::ChangeHousehold(ChangedHousehold {
            household,
            changes: vec![HouseholdChange::Set(Fact::Hamlet(to))],
            seen: Default::default(),
            visit: None,
            extra: Extra::default(),
        });
        self.operation(&self.officer, minutes, action)
    }

    /// A household of the near hamlet that is in the register already.
    pub async fn household(&self, store: &dyn Store) -> HouseholdId {
        let (household, operation) = self.register(&self.volunteer, self.near.id);
        push(store, &self.volunteer, 0, [operation]).await;
        household
    }

    /// The feed of the near hamlet.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Hamlet(self.near.id)
    }
}

/// Sends operations that are all to be received.
pub async fn push(
    store: &dyn Store,
    author: &Author,
    minutes: i64,
    operations: impl IntoIterator<Item = Operation>,
) -> Vec<Receipt> {
    let batch = seal(operations);
    let receipts = store.push(author, &batch, at(minutes)).await.unwrap();
    receipts
        .into_iter()
        .map(|receipt| receipt.expect("each has an id"))
        .collect()
}

/// Operations as they travel.
pub fn seal(operations: impl IntoIterator<Item = Operation>) -> Vec<RawOperation> {
    operations
        .into_iter()
        .map(|operation| RawOperation::seal(&operation).unwrap())
        .collect()
}

/// Whether a receipt says that its operation is part of the record.
#[must_use]
pub fn is_applied(receipt: &Receipt) -> bool {
    matches!(receipt.outcome, Outcome::Applied { .. })
}

/// A limit of changes alone.
#[must_use]
pub fn changes(changes: usize) -> PageLimit {
    PageLimit {
        changes,
        bytes: usize::MAX,
    }
}

/// The whole feed of a scope: number, key and text of each record that is in it.
pub async fn read_all(store: &dyn Store, scope: &Scope) -> Vec<(u64, String, String)> {
    let pages = store
        .pull(
            std::slice::from_ref(scope),
            &Cursors::default(),
            None,
            changes(10_000),
        )
        .await
        .unwrap()
        .feeds;
    pages
        .into_iter()
        .flat_map(|page| page.changes)
        .filter_map(|change| {
            let body = change.body?.get().to_owned();
            Some((change.seq.0, change.key.to_string(), body))
        })
        .collect()
}

/// What the office of a unit holds, as [`read_all`] reads its feed.
pub async fn read_held(store: &dyn Store, unit: &UnitKey) -> Vec<(u64, String, String)> {
    let mut feed = read_all(store, &Scope::Office(unit.clone())).await;
    feed.retain(|(_, key, _)| key.starts_with("held:"));
    feed
}

fn clock(minutes: i64) -> DeviceTime {
    DeviceTime {
        utc_ms: minute(minutes).timestamp_millis(),
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    }
}
