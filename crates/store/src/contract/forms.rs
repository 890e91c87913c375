//! Stories of forms: officers publish them, go back to earlier ones and withdraw them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Scope, UnitKey, UserId};
use dong_hanh_form::FormId;
use dong_hanh_sync::FormRecord;

use super::commune::{Commune, is_applied, minute, push, read_all};
use crate::{FormDecision, FormFile, FormRuling, KeptForm, Merger, NewForm, Store, Unit, WHOLE};

/// Another version of the commune's form.
fn version(commune: &Commune, version: &str, minutes: i64) -> FormRecord {
    let text = commune.form.definition.get();
    let text = text.replace(r#""version":"1""#, &format!(r#""version":"{version}""#));
    FormRecord::new(&text, minute(minutes)).unwrap()
}

fn new(commune: &Commune, record: FormRecord, over: Option<&FormId>) -> NewForm {
    let file = |name: &str, content: &[u8]| FormFile {
        name: name.to_owned(),
        content: content.to_vec(),
    };
    NewForm {
        sources: vec![
            file("tham-ho.xlsx", record.id.0.as_bytes()),
            file("a.csv", b"name"),
        ],
        record,
        by: commune.officer.user,
        over: over.cloned(),
    }
}

fn decide(commune: &Commune, ruling: FormRuling, minutes: i64) -> FormDecision {
    FormDecision {
        by: commune.officer.user,
        at: minute(minutes),
        ruling,
    }
}

async fn in_feed(store: &dyn Store, unit: &UnitKey) -> Vec<(FormId, bool)> {
    let feed = read_all(store, &Scope::Unit(unit.clone())).await;
    let forms = feed.iter().filter(|(_, key, _)| key.starts_with("form:"));
    forms
        .map(|(_, _, body)| serde_json::from_str::<FormRecord>(body).unwrap())
        .map(|form| (form.id, form.current))
        .collect()
}

/// By version: whether it is current, since when, and who decided that.
async fn listed(
    store: &dyn Store,
    unit: &UnitKey,
) -> Vec<(String, bool, DateTime<Utc>, Option<UserId>)> {
    let forms = store.forms(unit).await.unwrap().into_iter();
    forms
        .map(|form| (form.version, form.current, form.since, form.decided_by))
        .collect()
}

/// [S11.1] [S11.2] [S11.3]
/// What an officer publishes takes the place of the version before, whose visits are received as before, and is kept with
/// what it was made from. Published again it changes nothing.
pub async fn an_officer_publishes_a_form(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (unit, officer) = (&commune.unit, commune.officer.user);
    let newer = new(&commune, version(&commune, "2", 5), Some(&commune.form.id));
    assert!(store.publish_new_form(unit, &newer).await.unwrap());
    let id = newer.record.id.clone();
    let expected = [(commune.form.id.clone(), false), (id.clone(), true)];
    assert_eq!(in_feed(&*store, unit).await, expected);

    let before = read_all(&*store, &Scope::Unit(unit.clone())).await;
    let again = new(&commune, version(&commune, "2", 9), None);
    assert!(store.publish_new_form(unit, &again).await.unwrap());
    assert_eq!(
        read_all(&*store, &Scope::Unit(unit.clone())).await,
        before,
        "the same again is no change"
    );

    let household = commune.household(&*store).await;
    let (_, visit) = commune.visit(&commune.volunteer, household, 1, None);
    let receipts = push(&*store, &commune.volunteer, 10, [visit]).await;
    assert!(is_applied(&receipts[0]), "of the version before");

    let forms = store.forms(unit).await.unwrap();
    let kept = |form: &FormRecord, version: &str| KeptForm {
        id: form.id.clone(),
        name: "visit".to_owned(),
        title: Some(form.form().unwrap().title.clone()),
        version: version.to_owned(),
        published: form.published,
        publisher: None,
        current: false,
        since: minute(5),
        decided_by: Some(officer),
        visits: 1,
        sources: Vec::new(),
    };
    let published = KeptForm {
        publisher: Some(officer),
        current: true,
        visits: 0,
        sources: vec!["tham-ho.xlsx".to_owned(), "a.csv".to_owned()],
        ..kept(&newer.record, "2")
    };
    assert_eq!(forms, [published, kept(&commune.form, "1")]);
    let one = store.form(unit, &id).await.unwrap().unwrap();
    assert_eq!(one.definition.get(), newer.record.definition.get());
    let file = store.form_file(unit, &id, "a.csv", WHOLE).await.unwrap();
    assert_eq!(file.as_deref(), Some(&b"name"[..]));
    for (bytes, part) in [(1..3, &b"am"[..]), (2..9, b"me"), (4..9, b"")] {
        let file = store.form_file(unit, &id, "a.csv", bytes).await.unwrap();
        assert_eq!(file.as_deref(), Some(part));
    }
    assert_eq!(
        store.form_file(unit, &id, "b.csv", WHOLE).await.unwrap(),
        None
    );
    let elsewhere: UnitKey = "46@2025-07-01".parse().unwrap();
    let foreign = store.form_file(&elsewhere, &id, "a.csv", WHOLE).await;
    assert_eq!(foreign.unwrap(), None);
    assert!(store.form(&elsewhere, &id).await.unwrap().is_none());
    assert!(store.forms(&elsewhere).await.unwrap().is_empty());
}

/// [S11.2]
/// Who has compared a form with a version that is not the current one any more publishes nothing.
pub async fn two_officers_do_not_publish_past_each_other(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (unit, first) = (&commune.unit, Some(&commune.form.id));
    let one = new(&commune, version(&commune, "2", 5), first);
    let other = new(&commune, version(&commune, "3", 6), first);
    assert!(store.publish_new_form(unit, &one).await.unwrap());
    let before = read_all(&*store, &Scope::Unit(unit.clone())).await;
    assert!(!store.publish_new_form(unit, &other).await.unwrap());
    let unknown = new(&commune, version(&commune, "3", 6), None);
    assert!(!store.publish_new_form(unit, &unknown).await.unwrap());
    assert_eq!(read_all(&*store, &Scope::Unit(unit.clone())).await, before);
    assert_eq!(store.forms(unit).await.unwrap().len(), 2);
    let seen = new(&commune, version(&commune, "3", 7), Some(&one.record.id));
    assert!(store.publish_new_form(unit, &seen).await.unwrap());
}

/// [S11.2]
/// An officer goes back to an earlier version, and withdraws a form; each decision is kept and reaches the phones.
pub async fn an_officer_goes_back_and_withdraws(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (unit, officer, old) = (&commune.unit, commune.officer.user, &commune.form.id);
    let newer = new(&commune, version(&commune, "2", 5), Some(old));
    assert!(store.publish_new_form(unit, &newer).await.unwrap());
    let back = decide(&commune, FormRuling::Use, 6);
    assert!(store.decide_form(unit, old, &back).await.unwrap());
    let expected = [(newer.record.id.clone(), false), (old.clone(), true)];
    assert_eq!(in_feed(&*store, unit).await, expected);
    let again = decide(&commune, FormRuling::Use, 7);
    assert!(store.decide_form(unit, old, &again).await.unwrap());
    let version = |version: &str, current, minutes| {
        let by = Some(officer);
        (version.to_owned(), current, minute(minutes), by)
    };
    let expected = [version("2", false, 6), version("1", true, 6)];
    assert_eq!(listed(&*store, unit).await, expected);

    let withdraw = decide(&commune, FormRuling::Withdraw, 8);
    assert!(store.decide_form(unit, old, &withdraw).await.unwrap());
    let later = decide(&commune, FormRuling::Withdraw, 9);
    assert!(store.decide_form(unit, old, &later).await.unwrap());
    let expected = [version("2", false, 6), version("1", false, 8)];
    assert_eq!(listed(&*store, unit).await, expected);
    let expected = [(newer.record.id.clone(), false), (old.clone(), false)];
    assert_eq!(in_feed(&*store, unit).await, expected);

    let unknown = FormId("sha256:none".to_owned());
    assert!(!store.decide_form(unit, &unknown, &back).await.unwrap());
    let elsewhere: UnitKey = "46@2025-07-01".parse().unwrap();
    assert!(!store.decide_form(&elsewhere, old, &back).await.unwrap());
}

/// [S11.5]
/// A start of the server publishes what it brings along, and takes the place of nothing that an officer has decided on.
pub async fn what_comes_along_takes_no_officers_place(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (unit, old) = (&commune.unit, &commune.form.id);
    let second = version(&commune, "2", 1);
    store.publish_form(unit, &second).await.unwrap();
    let expected = [(old.clone(), false), (second.id.clone(), true)];
    assert_eq!(in_feed(&*store, unit).await, expected);

    let made_from = |content: &str| {
        let content = content.as_bytes().to_vec();
        let name = "a.xlsx".to_owned();
        [FormFile { name, content }]
    };
    for content in ["first", "second"] {
        let sources = made_from(content);
        store.keep_form_sources(&second.id, &sources).await.unwrap();
    }
    let kept = store
        .form_file(unit, &second.id, "a.xlsx", WHOLE)
        .await
        .unwrap();
    assert_eq!(kept, Some(b"first".to_vec()));

    let back = decide(&commune, FormRuling::Use, 2);
    assert!(store.decide_form(unit, old, &back).await.unwrap());
    let third = version(&commune, "3", 3);
    for record in [&second, &third] {
        store.publish_form(unit, record).await.unwrap();
    }
    let mut current = in_feed(&*store, unit).await;
    current.retain(|(_, current)| *current);
    assert_eq!(current, [(old.clone(), true)]);
    let versions = listed(&*store, unit).await.into_iter();
    let versions: Vec<_> = versions.map(|(version, ..)| version).collect();
    assert_eq!(versions, ["3", "2", "1"], "it can be chosen");

    let withdraw = decide(&commune, FormRuling::Withdraw, 4);
    assert!(store.decide_form(unit, old, &withdraw).await.unwrap());
    let fourth = version(&commune, "4", 5);
    store.publish_form(unit, &fourth).await.unwrap();
    let forms = in_feed(&*store, unit).await;
    assert!(forms.iter().all(|(_, current)| !current), "{forms:?}");
}

/// [S8.14] [S11.2]
/// What officers of a unit decided on its forms comes along when it becomes another one, with what they were made from.
pub async fn forms_come_along_with_their_history(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let newer = new(&commune, version(&commune, "2", 5), Some(&commune.form.id));
    assert!(store.publish_new_form(&commune.unit, &newer).await.unwrap());
    let before = listed(&*store, &commune.unit).await;
    let into = Unit {
        key: "19969@2026-07-01".parse().unwrap(),
        name: "Phường Mới".to_owned(),
        province: None,
    };
    let merger = Merger::new([commune.unit.clone(), into.key.clone()], into.clone());
    store.merge_units(&merger, minute(6)).await.unwrap();
    assert_eq!(listed(&*store, &into.key).await, before);
    let known = store.form_of_any_unit(&commune.form.id).await.unwrap();
    assert_eq!(
        known.unwrap().definition.get(),
        commune.form.definition.get()
    );
    let unknown = version(&commune, "9", 1).id;
    let unknown = store.form_of_any_unit(&unknown).await;
    assert!(unknown.unwrap().is_none());
    let forms = store.forms(&into.key).await.unwrap();
    assert_eq!(forms[0].sources, ["tham-ho.xlsx", "a.csv"]);
}
