//! Help from both ends: what visits told, what was said of it later, what looks like one gift, and what it adds up to.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::VisitId;
use crate::coverage::{Period, Span};
use crate::following::joined::tests::{came, household, tells, told};
use crate::following::{Asked, Came, Followed, Intervals, Joined, Kept, Received};
use crate::left_behind::{Behind, ReasonKind};

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn gift(dong: Option<u64>, goods: &str, on: &str) -> Gift {
    Gift {
        kind: SupportKind::Health,
        giver: Some(Giver::RedCross),
        from: String::new(),
        programme: String::new(),
        dong,
        goods: goods.into(),
        on: Some(day(on)),
    }
}

/// A visit on which something came.
fn brought(mut came: Came, author: u128, gift: Gift) -> Came {
    came = told(came, None, None);
    came.author = UserId(Uuid::from_u128(author));
    tells(&mut came).gifts = vec![(1, gift)];
    came
}

fn joined(visits: Vec<Came>, help: Help) -> Followed {
    all(visits, help).iter().next().unwrap().clone()
}

fn all(visits: Vec<Came>, help: Help) -> Joined {
    let household = Followed {
        visits,
        ..household(1)
    };
    let by = help
        .supports
        .keys()
        .map(|id| (*id, UserId(Uuid::from_u128(9))));
    let by = by.collect();
    let household = household.with_outside(Some(Outside {
        help,
        by,
        ..Outside::default()
    }));
    Joined::of(vec![household])
}

/// [S14.9]
#[rstest]
#[case(&[], CommitmentState::Open, "2026-11-20", Kept::Open)]
#[case(&["2026-11-03"], CommitmentState::Open, "2026-11-20", Kept::Open)]
#[case(&["2026-11-04"], CommitmentState::Open, "2026-11-20", Kept::Untold)]
#[case(&["2026-11-04"], CommitmentState::Kept { on: day("2026-11-05") }, "2026-11-20", Kept::Yes { on: day("2026-11-05") })]
#[case(&[], CommitmentState::Moved { due: day("2026-12-01") }, "2026-12-01", Kept::Open)]
fn what_was_promised_outside_a_visit_is_a_promise_like_any_other(
    #[case] visits: &[&str],
    #[case] state: CommitmentState,
    #[case] due: &str,
    #[case] kept: Kept,
) {
    let id = CommitmentId::recorded(Uuid::from_u128(5));
    let made = r#"{"what":"sửa mái","by":"commune","who":"chị Mỹ Lệ","on":"2026-11-03","due":"2026-11-20"}"#;
    let mut help = Help::default();
    help.promises
        .insert(id, serde_json::from_str(made).unwrap());
    help.commitments.insert(id, state);
    let visits = visits.iter().map(|day| told(came(1, day), None, None));
    let joined = all(visits.collect(), help);
    let household = joined.iter().next().unwrap();
    let promise = &household.commitments[0];
    assert_eq!((promise.id, promise.visit), (id, None));
    assert_eq!((promise.due, promise.kept), (Some(day(due)), kept));
    let later = day("2026-12-05");
    let is_waiting = !matches!(kept, Kept::Yes { .. });
    assert_eq!(promise.overdue_on(later).is_some(), is_waiting);
    let is_asked = household.asked(later).contains(&Asked::Promise(id));
    assert_eq!(is_asked, is_waiting);
    let behind = Behind::of(household, &Intervals::default(), later);
    let is_told = behind.is_some_and(|behind| behind.bears(ReasonKind::PromiseOverdue));
    assert_eq!(is_told, is_waiting);
}

/// [S14.9]
#[test]
fn what_was_taken_back_is_gone_also_where_a_double_has_it() {
    let (made, came) = (CommitmentId::recorded(Uuid::from_u128(5)), recorded(6));
    let text = r#"{"what":"sửa mái","on":"2026-11-03","due":"2026-11-20"}"#;
    let mut help = Help::default();
    help.promises
        .insert(made, serde_json::from_str(text).unwrap());
    let gift = gift(None, "gạo", "2026-11-03");
    let support = Support {
        gift,
        keeps: None,
        extra: Extra::default(),
    };
    help.supports.insert(came, support);
    let outside = Outside {
        help,
        ..Outside::default()
    };
    let double = Followed {
        same_as: Some(household(1).id),
        ..household(2)
    };
    let double = double.with_outside(Some(outside));
    let known = |standing: Followed| {
        let joined = Joined::of(vec![standing, double.clone()]);
        let one = joined.iter().next().unwrap();
        (one.commitments.len(), one.supports.len())
    };
    assert_eq!(known(household(1)), (1, 1));
    let taken_back = Outside {
        taken_back: [FactKey::Promise(made), FactKey::Support(came)].into(),
        ..Outside::default()
    };
    let standing = household(1).with_outside(Some(taken_back));
    assert_eq!(known(standing), (0, 0));
}

fn promised() -> Came {
    told(came(1, "2026-10-01"), None, Some(("sửa mái", "2026-11-20")))
}

fn promise() -> CommitmentId {
    CommitmentId::told(came(1, "2026-10-01").visit, 1)
}

fn recorded(number: u128) -> SupportId {
    SupportId::recorded(Uuid::from_u128(number))
}

#[rstest]
#[case(CommitmentState::Open, Kept::Open)]
#[case(CommitmentState::Kept { on: day("2026-11-01") }, Kept::Yes { on: day("2026-11-01") })]
#[case(CommitmentState::Withdrawn { on: day("2026-11-01") }, Kept::Withdrawn { on: day("2026-11-01") })]
fn what_was_said_of_a_promise_is_what_became_of_it(
    #[case] state: CommitmentState,
    #[case] kept: Kept,
) {
    let mut help = Help::default();
    help.commitments.insert(promise(), state);
    assert_eq!(joined(vec![promised()], help).commitments[0].kept, kept);
}

#[test]
fn support_that_keeps_a_promise_keeps_it() {
    let mut help = Help::default();
    let support = Support {
        gift: gift(Some(60_000_000), "", "2026-11-03"),
        keeps: Some(promise()),
        extra: Extra::default(),
    };
    help.supports.insert(recorded(1), support);
    let household = joined(vec![promised()], help);
    let on = day("2026-11-03");
    assert_eq!(household.commitments[0].kept, Kept::Yes { on });
    assert_eq!(household.supported, Some(on));
    assert_eq!(household.supports[0].by, Some(UserId(Uuid::from_u128(9))));
}

/// [S14.1]
#[test]
fn an_amended_visit_tells_of_the_same_promise_and_gift() {
    let mut amended = brought(came(2, "2026-10-02"), 1, gift(None, "gạo", "2026-09-30"));
    amended.first = came(1, "2026-10-01").visit;
    tells(&mut amended).promises = promised().told().unwrap().promises.clone();
    let mut help = Help::default();
    let on = day("2026-11-01");
    help.commitments
        .insert(promise(), CommitmentState::Kept { on });
    let household = joined(vec![amended.clone()], help);
    assert_eq!(household.commitments[0].kept, Kept::Yes { on });
    assert_eq!(household.supports[0].id, SupportId::told(amended.first, 1));
}

#[rstest]
#[case("2026-10-01", 0)]
#[case("2026-09-30", 1)]
fn a_need_that_was_met_waits_again_when_a_later_day_names_it(
    #[case] met: &str,
    #[case] waits: usize,
) {
    let mut visit = told(came(1, "2026-10-01"), None, None);
    tells(&mut visit).needs = Some(vec![NeedKind::Bhyt]);
    let mut help = Help::default();
    help.needs.insert(NeedKind::Bhyt, met_on(met, None));
    assert_eq!(joined(vec![visit.clone()], help).needs.len(), waits);
    // Nobody asked on the next visit: it waits as it did, since it was told first.
    let unasked = told(came(2, "2026-11-01"), None, None);
    let household = joined(vec![visit, unasked], Help::default());
    assert_eq!(household.needs[0].since, day("2026-10-01"));
}

fn met_on(on: &str, told: Option<VisitId>) -> NeedState {
    NeedState::Met { on: day(on), told }
}

#[test]
fn what_is_urgent_in_the_evening_is_not_what_was_met_in_the_morning() {
    let morning = told(came(1, "2026-10-01"), Some("hết gạo"), None);
    let mut evening = told(came(2, "2026-10-01"), Some("sốt cao"), None);
    evening.at += chrono::Duration::hours(5);
    let mut help = Help::default();
    let met = met_on("2026-10-01", Some(morning.first));
    help.needs.insert(NeedKind::Urgent, met);
    assert_eq!(joined(vec![morning.clone()], help.clone()).urgent, []);
    let urgent = joined(vec![morning, evening], help).urgent;
    assert_eq!(urgent[0].what, "sốt cao");
}

#[test]
fn what_is_urgent_is_urgent_no_more_when_it_was_met() {
    let visit = told(came(1, "2026-10-01"), Some("hết gạo"), None);
    let mut help = Help::default();
    help.needs
        .insert(NeedKind::Urgent, met_on("2026-10-01", None));
    assert_eq!(joined(vec![visit.clone()], help.clone()).urgent, []);
    let again = told(came(2, "2026-10-02"), Some("hết gạo"), None);
    let urgent = joined(vec![visit, again], help).urgent;
    assert_eq!(urgent[0].since, day("2026-10-02"));
}

fn received(number: u128, by: u128, gift: Gift) -> Received {
    Received {
        id: recorded(number),
        day: gift.on.unwrap(),
        gift,
        helped: None,
        by: Some(UserId(Uuid::from_u128(by))),
        visit: None,
        same_as: None,
    }
}

#[rstest]
#[case(2, gift(Some(900_000), "", "2026-11-08"), true)]
#[case(2, gift(Some(899_999), "", "2026-11-08"), false)]
#[case(2, gift(Some(900_000), "", "2026-11-09"), false)]
#[case(2, gift(None, "10 kg gạo", "2026-11-01"), false)]
#[case(1, gift(Some(1_000_000), "", "2026-11-01"), true)]
#[case(2, Gift { kind: SupportKind::Housing, ..gift(Some(1_000_000), "", "2026-11-01") }, false)]
fn two_records_look_alike(#[case] by: u128, #[case] other: Gift, #[case] alike: bool) {
    let one = received(1, 1, gift(Some(1_000_000), "", "2026-11-01"));
    let other = received(2, by, other);
    assert_eq!(look_alike(&one, &other), alike);
    assert_eq!(look_alike(&other, &one), alike, "whichever came first");
}

#[test]
fn what_somebody_wrote_down_and_was_told_again_on_a_visit_may_be_one_gift() {
    let of = |visit: Option<u128>| Received {
        visit: visit.map(|visit| VisitId(Uuid::from_u128(visit))),
        ..received(1, 1, gift(Some(1_000_000), "", "2026-11-01"))
    };
    assert!(look_alike(&of(None), &of(Some(1))));
    assert!(look_alike(&of(Some(1)), &of(Some(2))));
    assert!(
        !look_alike(&of(Some(1)), &of(Some(1))),
        "two were told at one door"
    );
    // A gift without a day counts on the day of its visit.
    let mut undated = of(Some(1));
    undated.gift.on = None;
    undated.day = day("2027-02-01");
    assert!(look_alike(&of(None), &undated));
    undated.day = day("2027-02-02");
    assert!(!look_alike(&of(None), &undated));
}

#[test]
fn a_promise_that_is_moved_is_asked_for_by_its_new_day() {
    let due = day("2026-12-01");
    let told = told(came(1, "2026-11-01"), None, Some(("sửa mái", "2026-11-15")));
    let mut help = Help::default();
    help.commitments
        .insert(promise(), CommitmentState::Moved { due });
    let one = joined(vec![told], help).commitments[0].clone();
    assert_eq!(one.due, Some(due));
    assert_eq!(one.overdue_on(day("2026-11-20")), None);
    assert_eq!(one.overdue_on(day("2026-12-02")), Some(1));
}

#[test]
fn of_two_records_that_are_one_household_the_later_word_of_a_need_counts() {
    let met = |on: &str| Help {
        needs: [(NeedKind::Bhyt, met_on(on, None))].into(),
        ..Help::default()
    };
    for (one, other) in [("2025-03-01", "2026-11-01"), ("2026-11-01", "2025-03-01")] {
        let mut help = met(one);
        help.take(met(other));
        assert_eq!(help, met("2026-11-01"));
    }
}

#[test]
fn goods_are_alike_by_their_words() {
    let rice = |number, by, goods| received(number, by, gift(None, goods, "2026-11-01"));
    assert!(look_alike(&rice(1, 1, "Gạo 10 kg"), &rice(2, 2, "gao")));
    assert!(!look_alike(&rice(1, 1, "Gạo 10 kg"), &rice(2, 2, "chăn")));
}

fn pair(one: u128, other: u128) -> Pair {
    Pair::new(recorded(one), recorded(other)).unwrap()
}

#[test]
fn a_gift_that_was_written_down_twice_is_counted_once_until_that_is_taken_back() {
    let twice = |pairs: &[(Pair, bool)]| {
        let mut help = Help {
            pairs: pairs.iter().copied().collect(),
            ..Help::default()
        };
        for number in 1..=3 {
            let support = Support {
                gift: gift(Some(1_000_000), "", &format!("2026-11-0{number}")),
                keeps: None,
                extra: Extra::default(),
            };
            help.supports.insert(recorded(number), support);
        }
        all(vec![], help)
    };
    let period = Period::around(Span::Year, day("2026-11-24"));
    let sum = |joined: &Joined| sums(joined, period, By::Household)[0].1;
    let apart = twice(&[]);
    assert_eq!((sum(&apart).gifts, sum(&apart).dong), (3, 3_000_000));
    let one = twice(&[(pair(1, 3), true), (pair(2, 3), true)]);
    assert_eq!((sum(&one).gifts, sum(&one).dong), (1, 1_000_000));
    let one = one.iter().next().unwrap();
    let same: Vec<_> = one.supports.iter().map(|one| one.same_as).collect();
    assert_eq!(same, [None, Some(recorded(1)), Some(recorded(1))]);
    assert_eq!(sum(&twice(&[(pair(1, 3), false)])).gifts, 3);
    let far = Period::around(Span::Month, day("2026-12-24"));
    assert_eq!(sums(&apart, far, By::Hamlet), []);
}

#[test]
fn pairs_are_offered_until_somebody_says_whether_they_are_one() {
    let supports = [
        received(1, 1, gift(Some(1_000_000), "", "2026-11-01")),
        received(2, 2, gift(Some(1_000_000), "", "2026-11-02")),
    ];
    assert_eq!(pairs(&supports, &BTreeMap::new())[0].pair, pair(1, 2));
    let apart = BTreeMap::from([(pair(1, 2), false)]);
    assert_eq!(pairs(&supports, &apart), []);
}

#[test]
fn money_is_added_up_apart_from_what_was_none_and_a_programme_is_one_however_it_is_spelt() {
    let named = |programme: &str, dong| Gift {
        programme: programme.into(),
        from: if dong == Some(1) {
            "cong ty A "
        } else {
            "Công ty A"
        }
        .into(),
        ..gift(dong, "gạo", "2026-11-01")
    };
    let visits = vec![
        brought(
            came(1, "2026-11-01"),
            1,
            named("Tết vì người nghèo", Some(500_000)),
        ),
        brought(came(2, "2026-11-02"), 1, named("tet vi nguoi ngheo", None)),
        brought(came(3, "2026-11-03"), 1, named("", Some(1))),
    ];
    let joined = all(visits, Help::default());
    let period = Period::around(Span::Month, day("2026-11-24"));
    let (gifts, dong, in_kind) = (2, 500_000, 1);
    let tet = Of::Programme("Tết vì người nghèo".into());
    let sums_of = |by| sums(&joined, period, by);
    assert_eq!(
        sums_of(By::Programme)[0],
        (
            tet,
            Sum {
                gifts,
                dong,
                in_kind
            }
        )
    );
    assert_eq!(sums_of(By::Programme)[1].0, Of::Programme(String::new()));
    assert_eq!(sums_of(By::Giver)[0].1.dong, 500_001);
    let given = Sum {
        gifts: 3,
        dong: 500_001,
        in_kind,
    };
    assert_eq!(sums_of(By::Name), [(Of::Name("Công ty A".into()), given)]);
}

proptest! {
    /// However pairs are said to be one, no gift is lost and none is counted twice.
    #[test]
    fn of_each_group_one_is_counted(joins in prop::collection::vec((0u128..6, 0u128..6), 0..8)) {
        let pairs: BTreeMap<_, _> = joins
            .iter()
            .filter_map(|(one, other)| Pair::new(recorded(*one), recorded(*other)))
            .map(|pair| (pair, true))
            .collect();
        let mut supports: Vec<_> = (0..6).map(|n| received(n, n, gift(Some(1), "", "2026-11-01"))).collect();
        once(&mut supports, &pairs);
        let stands = |id: SupportId| {
            let one = supports.iter().find(|one| one.id == id).unwrap();
            one.same_as.unwrap_or(one.id)
        };
        for pair in pairs.keys() {
            let [one, other] = pair.both();
            prop_assert_eq!(stands(one), stands(other));
        }
        for one in &supports {
            prop_assert!(supports.iter().any(|other| other.id == stands(one.id) && other.counts()));
        }
        // As many groups as there are records less the joins that joined two.
        let mut groups: Vec<Vec<SupportId>> = supports.iter().map(|one| vec![one.id]).collect();
        for pair in pairs.keys() {
            let [one, other] = pair.both();
            let at = |groups: &[Vec<SupportId>], id| groups.iter().position(|group| group.contains(&id)).unwrap();
            let (first, second) = (at(&groups, one), at(&groups, other));
            if first != second {
                let group = groups[second].clone();
                groups[first].extend(group);
                groups.remove(second);
            }
        }
        prop_assert_eq!(supports.iter().filter(|one| one.counts()).count(), groups.len());
    }
}

#[test]
fn a_name_reads_back_and_a_pair_has_one() {
    let id = promise();
    assert_eq!(id.to_string().parse(), Ok(id));
    let both = pair(2, 1);
    assert_eq!(both.to_string().parse(), Ok(both));
    assert_eq!(both.both()[0], recorded(1));
    let turned = format!("{}+{}", recorded(2), recorded(1));
    assert!(turned.parse::<Pair>().is_err());
    assert_eq!(Pair::new(recorded(1), recorded(1)), None);
}
