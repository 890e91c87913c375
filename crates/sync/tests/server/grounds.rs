//! What a visit keeps of the moment in which it began.

use super::*;

const RECALLING: &str = r#"{"name":"recalling","title":{"vi":"Thăm","en":"Visit"},"version":"1","nodes":[
    {"type":"group","name":"who","label":{"vi":"Ai","en":"Who"},"nodes":[
        {"type":"text","name":"met","label":{"vi":"Gặp ai?","en":"Whom?"},"required":"true()"}]},
    {"type":"calculate","name":"before","calculate":"${last-saved#met}"},
    {"type":"calculate","name":"drawn","calculate":"random()"}]}"#;

fn recalling() -> FormId {
    FormId("sha256:recalling".into())
}

fn of(number: u128, visit: VisitId, amends: Option<VisitId>, grounds: Grounds) -> RawOperation {
    operation(
        number,
        Action::FinishVisit(FinishedVisit {
            visit,
            household: HOME,
            form: recalling(),
            answers: met("bà Hạnh"),
            started: clock(),
            amends,
            seen: BTreeSet::new(),
            grounds: grounds.into(),
            extra: Extra::default(),
        }),
    )
}

#[test]
fn s11_9_an_amendment_is_reckoned_from_what_the_visit_began_with() {
    let mut world = world();
    let form = Form::parse(RECALLING).unwrap();
    world.forms.insert(recalling(), form.into());
    receive(&mut world, &volunteer(), &register(1, OWN));
    let began = Grounds {
        last: met("cháu Vy"),
        ..Grounds::default()
    };
    receive(&mut world, &volunteer(), &of(2, VISIT, None, began));
    let path = |name: &str| name.parse().unwrap();
    let first = world.visits[&VISIT].clone();
    let before = first.answers.get(&path("before"));
    assert_eq!(
        before,
        Some(&Answer::Given(Value::Text("cháu Vy".into()))),
        "{first:?}"
    );
    assert!(first.answers.get(&path("drawn")).is_some());

    // The first version of the amended one is named by every version that follows.
    let third = VisitId(Uuid::from_u128(42));
    for (number, earlier, id) in [(3, VISIT, AMENDMENT), (4, AMENDMENT, third)] {
        let grounds = world.visits[&earlier].grounds.clone().handed_on(earlier);
        let amendment = of(number, id, Some(earlier), grounds);
        receive(&mut world, &volunteer(), &amendment);
        assert_eq!(world.visits[&id].answers, first.answers);
        assert_eq!(world.visits[&id].grounds.chance, Some(VISIT));
    }
    let fourth = VisitId(Uuid::from_u128(43));
    let other = of(5, fourth, None, Grounds::default());
    receive(&mut world, &volunteer(), &other);
    let drawn = |id| world.visits[&id].answers.get(&path("drawn"));
    assert_ne!(drawn(fourth), drawn(VISIT), "another visit draws anew");
}

#[test]
fn s10_1_what_a_newer_version_keeps_of_the_beginning_is_kept() {
    let came = r#"{"chance":"00000000-0000-0000-0000-000000000028","of_tomorrow":[1]}"#;
    let grounds: Grounds = serde_json::from_str(came).unwrap();
    assert!(!grounds.is_none());
    assert_eq!(serde_json::to_string(&grounds).unwrap(), came);
}
