//! What a visit rests on, and which places the office keeps of it (S18).

use super::*;

const HOME_VISIT: &str = include_str!("../../../../forms/home-visit.json");
const LAND: &str = r#"{"name":"land","title":{"vi":"Đất"},"version":"1","nodes":[
    {"type":"geopoint","name":"at","label":{"vi":"Ở đâu?"}},
    {"type":"calculate","name":"words","calculate":"${at}"}]}"#;
const OTHER_HOME: HouseholdId = HouseholdId(Uuid::from_u128(31));
const ON_LAND: VisitId = VisitId(Uuid::from_u128(45));

fn id(name: &str) -> FormId {
    FormId(format!("sha256:{name}"))
}

fn filled(
    number: u128,
    of: (VisitId, HouseholdId),
    form: &str,
    answers: &serde_json::Value,
    consent: Option<VisitId>,
) -> RawOperation {
    operation(number, finishing(of, form, answers, consent))
}

fn finishing(
    (visit, household): (VisitId, HouseholdId),
    form: &str,
    answers: &serde_json::Value,
    consent: Option<VisitId>,
) -> Action {
    Action::FinishVisit(FinishedVisit {
        visit,
        household,
        form: id(form),
        answers: serde_json::from_value(serde_json::json!({ "answers": answers })).unwrap(),
        started: clock(),
        amends: None,
        seen: BTreeSet::new(),
        grounds: Box::new(Grounds {
            consent,
            ..Grounds::default()
        }),
        extra: Extra::default(),
    })
}

fn asked(decision: &str, place: bool) -> serde_json::Value {
    serde_json::json!({
        "meeting/met": { "yes_no": true }, "meeting/present": { "many": ["head"] },
        "consent/decision": { "one": decision }, "consent/by": { "one": "head" },
        "consent/how": { "one": "spoken" }, "consent/photos_allowed": { "yes_no": false },
        "consent/place_allowed": { "yes_no": place }, "house/area": { "integer": 40 },
    })
}

fn on_land() -> serde_json::Value {
    serde_json::json!({ "at": { "place": { "lat": 16.463714, "lon": 107.590866, "accuracy_m": 12 } } })
}

fn begun() -> World {
    let mut world = world();
    for (name, form) in [("home-visit", HOME_VISIT), ("land", LAND)] {
        world
            .forms
            .insert(id(name), Form::parse(form).unwrap().into());
    }
    for (number, household) in [(1, HOME), (2, OTHER_HOME)] {
        let household = Box::new(household_of(household));
        let register = Action::RegisterHousehold { household };
        receive(&mut world, &volunteer(), &operation(number, register));
    }
    world
}

fn household_of(id: HouseholdId) -> Household {
    Household {
        id,
        ..household(OWN)
    }
}

fn text(world: &World, visit: VisitId) -> String {
    serde_json::to_string(&world.visits[&visit].answers).unwrap()
}

#[test]
fn s18_5_the_office_rounds_a_place_to_which_nobody_agreed() {
    for (decision, place, is_exact) in [
        ("given", true, true),
        ("given", false, false),
        ("refused", true, false),
    ] {
        let mut world = begun();
        let visit = filled(
            3,
            (VISIT, HOME),
            "home-visit",
            &asked(decision, place),
            None,
        );
        receive(&mut world, &volunteer(), &visit);
        assert!(world.visits.contains_key(&VISIT), "{decision}");
        let land = filled(4, (ON_LAND, HOME), "land", &on_land(), Some(VISIT));
        receive(&mut world, &volunteer(), &land);
        let kept = text(&world, ON_LAND);
        assert_eq!(kept.contains("16.463714"), is_exact, "{kept}");
        assert_eq!(
            kept.contains(r#""lat":16.46,"lon":107.59"#),
            !is_exact,
            "{kept}"
        );
    }
}

#[test]
fn s18_5_what_was_said_of_another_household_or_nowhere_allows_nothing() {
    let mut world = begun();
    let visit = filled(
        3,
        (VISIT, OTHER_HOME),
        "home-visit",
        &asked("given", true),
        None,
    );
    receive(&mut world, &volunteer(), &visit);
    for (number, consent) in [(4, Some(VISIT)), (5, None), (6, Some(AMENDMENT))] {
        let id = VisitId(Uuid::from_u128(50 + number));
        let land = filled(number, (id, HOME), "land", &on_land(), consent);
        receive(&mut world, &volunteer(), &land);
        // Also what follows from it.
        assert!(!text(&world, id).contains("16.4637"), "{consent:?}");
    }
}

#[test]
fn s18_4_a_visit_without_consent_is_part_of_the_record() {
    let mut world = begun();
    let land = filled(4, (ON_LAND, HOME), "land", &on_land(), None);
    let outcome = receive(&mut world, &volunteer(), &land);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[test]
fn s18_3_what_a_visit_rests_on_is_loaded_with_it() {
    let land = filled(4, (ON_LAND, HOME), "land", &on_land(), Some(VISIT));
    let needs = needs_of(&[land]);
    assert!(needs.visits.contains(&VISIT));
}

/// A measured place is long; a rounded one is short.
const MEASURED: &str = r#"{"name":"land","title":{"vi":"Đất"},"version":"1","nodes":[
    {"type":"geopoint","name":"at","label":{"vi":"Ở đâu?"},
     "constraint":{"expr":"string-length(.) > 20","message":{"vi":"Đo lại."}}}]}"#;

#[test]
fn s18_5_a_place_that_is_rounded_is_not_judged_as_a_measured_one() {
    let mut world = begun();
    let form = Form::parse(MEASURED).unwrap().into();
    world.forms.insert(id("land"), form);
    // As the phone sends it, and as another client does.
    let sent = serde_json::json!({ "at": { "place": { "lat": 16.46, "lon": 107.59, "accuracy_m": 800 } } });
    for (number, answers) in [(4, on_land()), (5, sent)] {
        let visit = VisitId(Uuid::from_u128(50 + number));
        let land = filled(number, (visit, HOME), "land", &answers, None);
        let outcome = receive(&mut world, &volunteer(), &land);
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
}

#[test]
fn s18_5_a_visit_rests_on_the_newest_version_of_what_was_said() {
    for (first, then) in [(true, false), (false, true)] {
        let mut world = begun();
        let visit = filled(3, (VISIT, HOME), "home-visit", &asked("given", first), None);
        receive(&mut world, &volunteer(), &visit);
        let newer = asked("given", then);
        let mut newer = finishing((AMENDMENT, HOME), "home-visit", &newer, None);
        if let Action::FinishVisit(visit) = &mut newer {
            visit.amends = Some(VISIT);
        }
        receive(&mut world, &volunteer(), &operation(4, newer));
        assert!(world.visits[&VISIT].review.newer() == Some(AMENDMENT));
        let land = filled(5, (ON_LAND, HOME), "land", &on_land(), Some(VISIT));
        receive(&mut world, &volunteer(), &land);
        let kept = text(&world, ON_LAND);
        assert_eq!(kept.contains("16.463714"), then, "{kept}");
        // What is loaded goes on to it.
        let needs = needs_of(&[land]);
        assert_eq!(needs.newer(&world), [AMENDMENT].into());
    }
}
