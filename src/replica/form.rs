//! The forms with which a new visit can begin.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dong_hanh_domain::{DeviceTime, VisitId};
use dong_hanh_form::{Context, Who};
use dong_hanh_sync::{FormRecord, visit_context};

use super::{Replica, SaveError};

impl Replica {
    /// What a form that is filled on this device knows besides its answers.
    pub(crate) fn form_context(self, visit: VisitId, started: DeviceTime) -> Context {
        let me = self.me();
        Context {
            who: Who {
                device: me.device.to_string(),
                user: me.person.name.to_string(),
                ..Who::default()
            },
            ..visit_context(visit, started)
        }
    }
}

/// The form that a visit is recorded with where nobody asks for another one.
const HOME_VISIT: &str = "home-visit";

/// The forms that a visit can begin with, the home visit first: of each name of which one is current the newest current one
/// that this app can read; where it can read none of those, the newest of the name that it can.
///
/// # Errors
/// [`SaveError::OldApp`] where all that have come need a newer app, [`SaveError::NoForm`] where none has, or none that is
/// current.
pub(super) fn beginnings<'a, T>(
    forms: impl Iterator<Item = &'a FormRecord>,
    read: impl Fn(&'a FormRecord) -> Option<T>,
) -> Result<Vec<T>, SaveError> {
    let mut named: BTreeMap<_, Vec<&FormRecord>> = BTreeMap::new();
    for form in forms {
        let name = form.name().unwrap_or_default();
        named
            .entry((name != HOME_VISIT, name))
            .or_default()
            .push(form);
    }
    // Of another name the office has withdrawn all.
    named.retain(|_, forms| forms.iter().any(|form| form.current));
    if named.is_empty() {
        return Err(SaveError::NoForm);
    }
    let newest = |mut forms: Vec<&'a FormRecord>| {
        forms.sort_by_key(|form| Reverse((form.current, form.published)));
        forms.into_iter().find_map(&read)
    };
    let found: Vec<T> = named.into_values().filter_map(newest).collect();
    if found.is_empty() {
        return Err(SaveError::OldApp);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

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
        let found = beginnings(forms.iter(), |form| {
            form.form().is_ok().then(|| form.id.0.clone())
        });
        found.map(|found| found.join(" "))
    }

    #[test]
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

    #[test]
    fn s10_5_where_no_form_can_be_read_an_update_is_asked_for() {
        assert_eq!(begun(&[form("dance", 3, true)]), Err(SaveError::OldApp));
        assert_eq!(begun(&[]), Err(SaveError::NoForm));
    }

    /// [S11.4]
    #[test]
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
}
