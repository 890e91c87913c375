//! The forms with which a new visit can begin.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use dong_hanh_domain::{DeviceTime, VisitId};
use dong_hanh_form::{Context, Form, FormId, Who};
use dong_hanh_sync::{FormRecord, Grounds};

use super::{Replica, SaveError};

impl Replica {
    /// What a form that is filled on this device knows besides its answers.
    pub(crate) fn form_context(
        self,
        visit: VisitId,
        started: DeviceTime,
        grounds: &Grounds,
    ) -> Context {
        let me = self.me();
        Context {
            who: Who {
                device: me.device.to_string(),
                user: me.person.name.to_string(),
                ..Who::default()
            },
            ..grounds.context(visit, started)
        }
    }
}

/// What was read of published forms. None of them ever changes, so each is read once.
#[derive(Default)]
pub(super) struct ReadForms {
    forms: RefCell<HashMap<FormId, Option<Arc<Form>>>>,
    names: RefCell<HashMap<FormId, Rc<str>>>,
}

impl ReadForms {
    /// A form; none that this app cannot read.
    pub(super) fn form(&self, record: &FormRecord) -> Option<Arc<Form>> {
        let mut forms = self.forms.borrow_mut();
        let make = || record.form().ok().map(Arc::new);
        forms.entry(record.id.clone()).or_insert_with(make).clone()
    }

    /// The name that its versions have in common; empty where there is none.
    fn name(&self, record: &FormRecord) -> Rc<str> {
        let mut names = self.names.borrow_mut();
        let make = || record.name().unwrap_or_default().into();
        names.entry(record.id.clone()).or_insert_with(make).clone()
    }
}

/// The form that a visit is recorded with where nobody asks for another one.
const HOME_VISIT: &str = "home-visit";

/// Forms that come with the installation and never are what a visit is: they are filled beside one.
const BESIDE: [&str; 2] = ["self-check", "income-items"];

/// How early a form of a name is offered.
fn turn(name: &str) -> u8 {
    match name {
        HOME_VISIT => 0,
        name if BESIDE.contains(&name) => 2,
        _ => 1,
    }
}

/// The forms that a visit of a household can begin with, the home visit first: of each name of which one is current the
/// newest current one that this app can read; where it can read none of those, the newest of the name that it can.
///
/// # Errors
/// [`SaveError::OldApp`] where all that have come need a newer app, [`SaveError::NoForm`] where none has, or none that is
/// current.
pub(super) fn beginnings<'a>(
    forms: impl Iterator<Item = &'a FormRecord>,
    read: &ReadForms,
) -> Result<Vec<(FormId, Arc<Form>)>, SaveError> {
    let mut named: BTreeMap<_, Vec<&FormRecord>> = BTreeMap::new();
    for form in forms {
        let name = read.name(form);
        named.entry((turn(&name), name)).or_default().push(form);
    }
    // Of another name the office has withdrawn all.
    named.retain(|_, forms| forms.iter().any(|form| form.current));
    if named.is_empty() {
        return Err(SaveError::NoForm);
    }
    let newest = |mut forms: Vec<&'a FormRecord>| {
        forms.sort_by_key(|form| Reverse((form.current, form.published)));
        let mut forms = forms.into_iter();
        forms.find_map(|form| Some((form.id.clone(), read.form(form)?)))
    };
    let of = named.len();
    let mut found: Vec<_> = named.into_values().filter_map(newest).collect();
    let is_one_unread = found.len() < of;
    found.retain(|(_, form)| form.about.is_household());
    match found[..] {
        [] if is_one_unread => Err(SaveError::OldApp),
        [] => Err(SaveError::NoForm),
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    /// A form with one question of this kind, published on this day.
    fn form(kind: &str, day: u8, current: bool) -> FormRecord {
        named("a", kind, day, current)
    }

    fn named(name: &str, kind: &str, day: u8, current: bool) -> FormRecord {
        let label = json!({ "vi": "a", "en": "a" });
        let record = json!({
            "id": format!("sha256:{day}"),
            "published": format!("2026-11-{day:02}T00:00:00Z"),
            "current": current,
            "definition": {
                "name": name, "version": "1", "title": label,
                "groups": [{ "name": "a", "label": label, "nodes": [{ "type": kind, "name": "a", "label": label }] }],
            },
        });
        serde_json::from_str(&record.to_string()).unwrap()
    }

    /// The forms with which a visit can begin, by their days.
    fn begun(forms: &[FormRecord]) -> Result<String, SaveError> {
        let found = beginnings(forms.iter(), &ReadForms::default())?;
        let ids: Vec<_> = found.into_iter().map(|(id, _)| id.0).collect();
        Ok(ids.join(" "))
    }

    #[wasm_bindgen_test]
    fn s10_5_a_form_that_this_app_cannot_read_leaves_the_one_before_it() {
        let (old, new) = (form("text", 1, false), form("text", 2, true));
        assert_eq!(begun(&[old.clone(), new.clone()]), Ok("sha256:2".into()));
        let retired = form("text", 2, false);
        let newest = form("dance", 3, true);
        assert_eq!(
            begun(&[old.clone(), newest.clone(), retired]),
            Ok("sha256:2".into())
        );
        assert_eq!(begun(&[newest.clone(), new]), Ok("sha256:2".into()));
        // A form that was current again is meant before one that is newer and is not.
        let later = form("text", 4, false);
        assert_eq!(
            begun(&[later, form("text", 1, true)]),
            Ok("sha256:1".into())
        );
    }

    #[wasm_bindgen_test]
    fn s10_5_where_no_form_can_be_read_an_update_is_asked_for() {
        assert_eq!(begun(&[form("dance", 3, true)]), Err(SaveError::OldApp));
        assert_eq!(begun(&[]), Err(SaveError::NoForm));
    }

    /// [S11.4]
    #[wasm_bindgen_test]
    fn s10_5_the_home_visit_comes_first_and_what_was_withdrawn_not_at_all() {
        let check = named("a-check", "text", 1, true);
        let home = named("home-visit", "text", 2, true);
        let gone = named("b-gone", "text", 3, false);
        assert_eq!(
            begun(&[check, home, gone.clone()]),
            Ok("sha256:2 sha256:1".into())
        );
        assert_eq!(begun(&[gone]), Err(SaveError::NoForm));
    }

    #[wasm_bindgen_test]
    fn s10_5_a_form_of_the_office_comes_before_what_is_filled_beside_a_visit() {
        let beside = named("income-items", "text", 1, true);
        let own = named("tham-ho", "text", 2, true);
        assert_eq!(begun(&[beside, own]), Ok("sha256:2 sha256:1".into()));
    }

    /// [S11.10]
    #[wasm_bindgen_test]
    fn s10_5_what_is_about_no_household_is_not_begun_at_one() {
        let home = named("home-visit", "text", 1, true);
        let practice = about_nobody(named("practice", "text", 2, true));
        assert_eq!(begun(&[home, practice.clone()]), Ok("sha256:1".into()));
        assert_eq!(
            begun(std::slice::from_ref(&practice)),
            Err(SaveError::NoForm)
        );
        // Of which one nobody knows what it is about.
        let newer = named("home-visit", "dance", 1, true);
        assert_eq!(begun(&[newer, practice]), Err(SaveError::OldApp));
    }

    fn about_nobody(record: FormRecord) -> FormRecord {
        let mut definition: serde_json::Value =
            serde_json::from_str(record.definition.get()).unwrap();
        definition["about"] = json!("none");
        FormRecord {
            definition: serde_json::value::to_raw_value(&definition).unwrap(),
            ..record
        }
    }
}
