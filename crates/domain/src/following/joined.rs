//! Households of which each is there once, however often it was registered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{Came, Commitment, Followed, Kept, Need, Received, Told, Urgency, Urgent};
use crate::fact::FactKey;
use crate::help::{CommitmentId, Help, NeedKind, SupportId, once};
use crate::ids::{HouseholdId, VisitId};
use crate::search::fold;

/// Households that are counted: a double is not among them, and what is known of it is known of the record that stands
/// for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    standing: BTreeMap<HouseholdId, Followed>,
    /// Which record names which other one that stands for it.
    named: HashMap<HouseholdId, HouseholdId>,
    /// The same, from the one that is named.
    doubles: HashMap<HouseholdId, BTreeSet<HouseholdId>>,
}

impl Joined {
    /// Joins doubles, and reads from the visits what was promised and needed.
    ///
    /// A double whose other record is not here is not counted: whoever has that record counts it. Of records that name
    /// each other, the one with the smallest id stands, so that nobody is lost.
    #[must_use]
    pub fn of(households: Vec<Followed>) -> Self {
        let mut households: BTreeMap<_, _> =
            households.into_iter().map(|one| (one.id, one)).collect();
        let ids: BTreeSet<_> = households.keys().copied().collect();
        let mut joined = Self::default();
        joined.renew(&ids, |id| households.remove(&id));
        joined
    }

    /// Looks at some households again, and at those with which they are or were joined; says which these are.
    ///
    /// `known` is asked once for each of them, and says nothing of one that is not here any more.
    pub fn renew(
        &mut self,
        changed: &BTreeSet<HouseholdId>,
        mut known: impl FnMut(HouseholdId) -> Option<Followed>,
    ) -> BTreeSet<HouseholdId> {
        let mut fresh: BTreeMap<_, _> = changed.iter().map(|id| (*id, known(*id))).collect();
        let mut touched: BTreeSet<_> = changed.iter().flat_map(|id| self.kin(*id)).collect();
        for (id, household) in &fresh {
            self.name(*id, household.as_ref().and_then(|one| one.same_as));
        }
        touched.extend(changed.iter().flat_map(|id| self.kin(*id)));
        for id in &touched {
            self.standing.remove(id);
            fresh.entry(*id).or_insert_with(|| known(*id));
        }
        let mut doubles: HashMap<HouseholdId, Vec<Followed>> = HashMap::new();
        let mut standing = Vec::with_capacity(fresh.len());
        for household in fresh.into_values().flatten() {
            match stands_for(household.id, &self.named) {
                id if id == household.id => standing.push(household),
                id => doubles.entry(id).or_default().push(household),
            }
        }
        for mut household in standing {
            for double in doubles.remove(&household.id).into_iter().flatten() {
                household.take(double);
            }
            household.read_visits();
            self.standing.insert(household.id, household);
        }
        touched
    }

    /// Each of them, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Followed> {
        self.standing.values()
    }

    /// One that stands.
    #[must_use]
    pub fn get(&self, id: HouseholdId) -> Option<&Followed> {
        self.standing.get(&id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.standing.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.standing.is_empty()
    }

    fn name(&mut self, id: HouseholdId, other: Option<HouseholdId>) {
        let before = match other {
            Some(other) => self.named.insert(id, other),
            None => self.named.remove(&id),
        };
        if before == other {
            return;
        }
        if let Some(doubles) = before.and_then(|before| self.doubles.get_mut(&before)) {
            doubles.remove(&id);
        }
        if let Some(other) = other {
            self.doubles.entry(other).or_default().insert(id);
        }
    }

    /// A record with all that are joined with it by any way.
    fn kin(&self, id: HouseholdId) -> Vec<HouseholdId> {
        let mut kin = vec![id];
        let mut at = 0;
        while let Some(id) = kin.get(at).copied() {
            let doubles = self.doubles.get(&id).into_iter().flatten();
            for next in self.named.get(&id).into_iter().chain(doubles) {
                if !kin.contains(next) {
                    kin.push(*next);
                }
            }
            at += 1;
        }
        kin
    }
}

/// The record that stands for another one.
fn stands_for(id: HouseholdId, named: &HashMap<HouseholdId, HouseholdId>) -> HouseholdId {
    let mut at = id;
    let mut way = vec![id];
    while let Some(next) = named.get(&at) {
        if let Some(start) = way.iter().position(|seen| seen == next) {
            return way[start..].iter().copied().min().unwrap_or(id);
        }
        way.push(*next);
        at = *next;
    }
    at
}

impl Followed {
    /// Takes up what is known of a double.
    fn take(&mut self, double: Followed) {
        self.visits.extend(double.visits);
        self.commitments.extend(double.commitments);
        self.urgent.extend(double.urgent);
        self.supported = self.supported.max(double.supported);
        let taken_back = &self.taken_back;
        let stands = |id: &SupportId| !taken_back.contains(&FactKey::Support(*id));
        let gifts = double.supports.into_iter();
        self.supports.extend(gifts.filter(|gift| stands(&gift.id)));
        let mut help = double.help;
        help.supports.retain(|id, _| stands(id));
        help.promises
            .retain(|id, _| !taken_back.contains(&FactKey::Promise(*id)));
        self.help.take(help);
        self.promised_by.extend(double.promised_by);
        self.requests.take(double.requests);
        self.listed = [self.listed, double.listed].into_iter().flatten().min();
        self.classes.extend(double.classes);
        self.classes.sort_by_key(|classed| classed.since);
        self.classes.dedup();
    }

    /// What the visits told, and what was said of it outside them.
    ///
    /// A promise waits until somebody says what became of it: rice that came is not the roof that was promised.
    /// What is urgent stays so until somebody says that it is over, or a visit is told that nothing is urgent; that
    /// something else is named ends nothing. What is wished for is what the last visit named on which that was asked.
    fn read_visits(&mut self) {
        self.visits.sort_by_key(|came| (came.at, came.visit));
        self.visits.dedup_by_key(|came| came.visit);
        let visits = std::mem::take(&mut self.visits);
        let last = visits.iter().rposition(|came| came.told().is_some());
        for (at, came) in visits.iter().enumerate() {
            if let Some(told) = came.told() {
                self.read(came, told, Some(at) == last);
            }
        }
        let last = last.map(|at| visits[at].day());
        for (id, promise) in &self.help.promises {
            let is_untold = last.is_some_and(|last| last > promise.on);
            self.commitments.push(Commitment {
                id: *id,
                visit: None,
                what: promise.what.clone(),
                by: promise.by,
                who: promise.who.clone(),
                recorded_by: self.promised_by.get(id).copied(),
                due: Some(promise.due),
                kept: if is_untold { Kept::Untold } else { Kept::Open },
            });
        }
        self.visits = visits;
        self.settle();
    }

    fn read(&mut self, came: &Came, told: &Told, is_last: bool) {
        let day = came.day();
        if told.supported {
            // What is told today may have come long ago.
            let came = told.gifts.iter().map(|(_, gift)| gift.on.unwrap_or(day));
            self.supported = self.supported.max(Some(came.max().unwrap_or(day)));
        }
        for (number, gift) in &told.gifts {
            self.supports.push(Received {
                id: SupportId::told(came.first, *number),
                gift: gift.clone(),
                helped: None,
                day: gift.on.unwrap_or(day),
                by: Some(came.author),
                visit: Some(came.visit),
                same_as: None,
            });
        }
        for promise in &told.promises {
            let id = CommitmentId::told(came.first, promise.number);
            self.commitments.push(Commitment {
                id,
                visit: Some(came.visit),
                what: promise.what.clone(),
                by: promise.by,
                who: promise.who.clone(),
                recorded_by: None,
                due: promise.due,
                kept: if is_last { Kept::Open } else { Kept::Untold },
            });
        }
        match &told.urgent {
            Urgency::Untold => {}
            Urgency::Nothing => self.urgent.clear(),
            Urgency::Need(what) => {
                let is_same = |before: &mut Urgent| fold(&before.what) == fold(what);
                let before = self.urgent.extract_if(.., is_same).last();
                // What was over before it was named again is named anew.
                let before = before
                    .filter(|before| self.help.waits(NeedKind::Urgent, before.since, before.told));
                self.urgent.push(Urgent {
                    what: what.clone(),
                    told: came.first,
                    since: before.map_or(day, |before| before.since),
                });
            }
        }
        if let Some(causes) = &told.causes {
            self.causes.clone_from(causes);
        }
        if let Some(needs) = &told.needs {
            let before = std::mem::take(&mut self.needs);
            let need = |kind: &NeedKind| {
                let mut before = before.iter().filter(|before| before.kind == *kind);
                let before =
                    before.find(|before| self.help.waits(*kind, before.since, before.told));
                Need {
                    kind: *kind,
                    told: came.first,
                    since: before.map_or(day, |before| before.since),
                }
            };
            self.needs = needs.iter().map(need).collect();
        }
    }

    /// Takes up what was said outside the visits.
    fn settle(&mut self) {
        let help = &self.help;
        self.needs
            .retain(|need| help.waits(need.kind, need.since, need.told));
        self.urgent
            .retain(|urgent| help.waits(NeedKind::Urgent, urgent.since, urgent.told));
        for promise in &mut self.commitments {
            if let Some(state) = help.commitments.get(&promise.id) {
                promise.is_said(*state);
            }
        }
        for support in help.supports.values() {
            let Some(day) = support.gift.on else { continue };
            self.supported = self.supported.max(Some(day));
            let kept = |promise: &&mut Commitment| Some(promise.id) == support.keeps;
            if let Some(promise) = self.commitments.iter_mut().find(kept) {
                promise.kept = Kept::Yes { on: day };
            }
        }
        for received in &mut self.supports {
            received.helped = self.help.helped.get(&received.id).copied();
        }
        once(&mut self.supports, &self.help.pairs);
    }
}

impl Help {
    /// Whether a need that a visit told on a day still waits.
    fn waits(&self, need: NeedKind, since: NaiveDate, by: VisitId) -> bool {
        let state = self.needs.get(&need).copied().unwrap_or_default();
        state.leaves_waiting(since, by)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::following::{Answer, Came, Classed, Found, Promised, Told, Urgency};
    use crate::help::{CommitmentState, Gift, Promiser, SupportKind};
    use crate::household::Class;
    use crate::ids::{HamletId, UserId, VisitId};
    use uuid::Uuid;

    pub(crate) fn household(number: u128) -> Followed {
        let hamlet = HamletId(Uuid::from_u128(1));
        Followed::new(HouseholdId(Uuid::from_u128(number)), hamlet)
    }

    /// A visit at noon in Việt Nam.
    pub(crate) fn came(number: u128, day: &str) -> Came {
        Came {
            visit: VisitId(Uuid::from_u128(number)),
            first: VisitId(Uuid::from_u128(number)),
            author: UserId(Uuid::from_u128(1)),
            at: format!("{day}T05:00:00Z").parse().unwrap(),
            answer: Answer::Waiting,
            found: Found::Somebody,
            again: None,
        }
    }

    /// A visit on which there was nothing urgent where nothing is named.
    pub(crate) fn told(
        mut came: Came,
        urgent: Option<&str>,
        promise: Option<(&str, &str)>,
    ) -> Came {
        let promises = promise.map(|(what, due)| Promised {
            number: 1,
            what: what.into(),
            by: Some(Promiser::Commune),
            who: "chị Mỹ Lệ".into(),
            due: Some(due.parse().unwrap()),
        });
        came.found = Found::Told(Box::new(Told {
            promises: promises.into_iter().collect(),
            urgent: urgent.map_or(Urgency::Nothing, |what| Urgency::Need(what.to_owned())),
            ..Told::default()
        }));
        came
    }

    /// The same visit, if it was not asked whether anything is urgent.
    pub(crate) fn unasked(mut came: Came) -> Came {
        tells(&mut came).urgent = Urgency::Untold;
        came
    }

    /// What a visit tells, to be changed.
    pub(crate) fn tells(came: &mut Came) -> &mut Told {
        if came.told().is_none() {
            came.found = Found::Told(Box::default());
        }
        match &mut came.found {
            Found::Told(told) => told,
            Found::Nobody | Found::Somebody => unreachable!("it tells something"),
        }
    }

    fn same(number: u128, other: u128) -> Followed {
        Followed {
            same_as: Some(HouseholdId(Uuid::from_u128(other))),
            ..household(number)
        }
    }

    fn only(joined: &Joined) -> &Followed {
        joined.iter().next().unwrap()
    }

    fn ids(joined: &Joined) -> Vec<u128> {
        joined.iter().map(|one| one.id.0.as_u128()).collect()
    }

    #[test]
    fn s14_7_help_that_has_come_keeps_no_promise_that_nobody_says_is_kept() {
        let mut later = told(came(2, "2026-11-20"), None, None);
        tells(&mut later).supported = true;
        let promised = told(came(1, "2026-10-01"), None, Some(("sửa mái", "2026-11-20")));
        let mut household = household(1);
        household.visits = vec![promised, later];
        let kept =
            |household: &Followed| only(&Joined::of(vec![household.clone()])).commitments[0].kept;
        assert_eq!(kept(&household), Kept::Untold);
        let promise = only(&Joined::of(vec![household.clone()])).commitments[0].id;
        let on = "2026-11-20".parse().unwrap();
        let said = CommitmentState::Kept { on };
        household.help.commitments.insert(promise, said);
        assert_eq!(kept(&household), Kept::Yes { on });
    }

    #[test]
    fn a_double_of_a_double_is_counted_once_with_its_visits() {
        let far = Followed {
            visits: vec![came(9, "2026-11-20")],
            ..same(3, 2)
        };
        let joined = Joined::of(vec![far, same(2, 1), household(1)]);
        assert_eq!(ids(&joined), [1]);
        assert_eq!(only(&joined).visits.len(), 1);
    }

    #[test]
    fn the_classes_of_a_double_are_among_those_of_the_household() {
        let classed = |class, since: &str| Classed {
            class,
            since: since.parse().unwrap(),
            entry: None,
        };
        let (escaped, poor) = (
            classed(Class::Escaped, "2024-01-01"),
            classed(Class::Poor, "2026-01-01"),
        );
        let double = Followed {
            classes: vec![escaped, poor],
            ..same(2, 1)
        };
        let standing = Followed {
            classes: vec![poor],
            ..household(1)
        };
        assert_eq!(
            only(&Joined::of(vec![double, standing])).classes,
            [escaped, poor]
        );
    }

    #[test]
    fn support_counts_on_the_day_on_which_it_came() {
        let supported = |on: Option<&str>| {
            let mut visit = told(came(1, "2026-10-05"), None, None);
            let told = tells(&mut visit);
            told.supported = true;
            told.gifts = on.map(|on| (1, gift(on))).into_iter().collect();
            let visits = vec![visit];
            let one = Followed {
                visits,
                ..household(1)
            };
            only(&Joined::of(vec![one])).supported.unwrap().to_string()
        };
        assert_eq!(supported(Some("2026-09-01")), "2026-09-01");
        assert_eq!(supported(None), "2026-10-05");
    }

    pub(crate) fn gift(on: &str) -> Gift {
        Gift {
            kind: SupportKind::Housing,
            giver: None,
            from: String::new(),
            programme: String::new(),
            dong: None,
            goods: "tôn".to_owned(),
            on: on.parse().ok(),
        }
    }

    #[test]
    fn of_records_that_name_each_other_one_stands() {
        assert_eq!(
            ids(&Joined::of(vec![same(2, 1), same(1, 2), same(3, 2)])),
            [1]
        );
        assert_eq!(ids(&Joined::of(vec![same(4, 7), household(5)])), [5]);
    }

    #[test]
    fn a_promise_waits_however_many_visits_say_nothing_of_it() {
        let first = told(
            came(1, "2026-09-01"),
            Some("hết gạo"),
            Some(("sửa mái", "2026-10-01")),
        );
        let second = told(
            came(2, "2026-10-05"),
            Some("hết thuốc"),
            Some(("thẻ bảo hiểm", "2026-11-18")),
        );
        let nobody = came(3, "2026-11-01");
        let joined = Joined::of(vec![Followed {
            visits: vec![nobody, second, first],
            ..household(1)
        }]);
        let one = only(&joined);
        let needs: Vec<_> = one.urgent.iter().map(|need| need.what.as_str()).collect();
        let kept: Vec<_> = one.commitments.iter().map(|promise| promise.kept).collect();
        assert_eq!(needs, ["hết gạo", "hết thuốc"]);
        assert_eq!(kept, [Kept::Untold, Kept::Open]);
        let day = "2026-11-24".parse().unwrap();
        let overdue = one
            .commitments
            .iter()
            .map(|promise| promise.overdue_on(day));
        assert_eq!(overdue.collect::<Vec<_>>(), [Some(54), Some(6)]);
    }

    #[test]
    fn what_is_urgent_has_waited_since_it_was_named_first() {
        let rice = |number, day| told(came(number, day), Some("hết gạo"), None);
        let urgent = |visits: Vec<Came>| {
            let joined = Joined::of(vec![Followed {
                visits,
                ..household(1)
            }]);
            let needs = only(&joined).urgent.iter();
            needs
                .map(|need| (need.what.clone(), need.since.to_string()))
                .collect::<Vec<_>>()
        };
        let since = |what: &str, day: &str| vec![(what.to_owned(), day.to_owned())];
        let first = since("hết gạo", "2026-09-01");
        let later = told(came(2, "2026-10-05"), None, None);
        assert_eq!(urgent(vec![rice(1, "2026-09-01"), later.clone()]), vec![]);
        assert_eq!(
            urgent(vec![rice(1, "2026-09-01"), unasked(later.clone())]),
            first
        );
        // Named once more, it has waited since it was named first, unless it was over meanwhile.
        let again = told(came(3, "2026-11-01"), Some("Hết gạo"), None);
        assert_eq!(
            urgent(vec![rice(1, "2026-09-01"), again.clone()])[0].1,
            "2026-09-01"
        );
        assert_eq!(
            urgent(vec![rice(1, "2026-09-01"), later, again])[0].1,
            "2026-11-01"
        );
    }

    #[test]
    fn a_day_begins_at_midnight_in_viet_nam() {
        let at = |at: &str| Came {
            at: at.parse().unwrap(),
            ..came(1, "2026-11-24")
        };
        assert_eq!(at("2026-11-23T16:59:59Z").day().to_string(), "2026-11-23");
        assert_eq!(at("2026-11-23T17:00:00Z").day().to_string(), "2026-11-24");
    }
}
