//! The form with which a new visit begins.

use std::cmp::Reverse;

use dong_hanh_sync::FormRecord;

use super::SaveError;

/// The newest current form that this app can read; where it can read none of them, the newest of all that it can.
///
/// # Errors
/// [`SaveError::OldApp`] where all that have come need a newer app, [`SaveError::NoForm`] where none has.
pub(super) fn newest_readable<'a, T>(
    forms: impl Iterator<Item = &'a FormRecord>,
    read: impl Fn(&'a FormRecord) -> Option<T>,
) -> Result<T, SaveError> {
    let mut forms: Vec<_> = forms.collect();
    forms.sort_by_key(|form| Reverse((form.current, form.published)));
    let none = if forms.is_empty() {
        SaveError::NoForm
    } else {
        SaveError::OldApp
    };
    forms.into_iter().find_map(read).ok_or(none)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    /// A form with one question of this kind, published on this day.
    fn form(kind: &str, day: u8, current: bool) -> FormRecord {
        let label = json!({ "vi": "a", "en": "a" });
        let record = json!({
            "id": format!("sha256:{day}"),
            "published": format!("2026-11-{day:02}T00:00:00Z"),
            "current": current,
            "definition": {
                "name": "a", "version": "1", "title": label,
                "groups": [{ "name": "a", "label": label, "nodes": [{ "type": kind, "name": "a", "label": label }] }],
            },
        });
        serde_json::from_str(&record.to_string()).unwrap()
    }

    /// The day of the form with which a visit begins.
    fn begun(forms: &[FormRecord]) -> Result<String, SaveError> {
        newest_readable(forms.iter(), |form| {
            form.form().is_ok().then(|| form.id.0.clone())
        })
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
}
