//! Short texts that mean something, and names that are searched for.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use dong_hanh_domain::search::{Indexed, Query, fold};
use dong_hanh_domain::{PersonName, Scope, UnitKey, UserId};
use dong_hanh_form::{Decimal, Path, Sha256};
use dong_hanh_store::VisitPlace;
use dong_hanh_sync::RecordKey;

/// Names of records, scopes, units, people and questions: read, written and read they are the same.
pub(crate) fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    same::<RecordKey>(text);
    same::<Scope>(text);
    same::<UnitKey>(text);
    same::<UserId>(text);
    same::<VisitPlace>(text);
    same::<Decimal>(text);
    same::<Path>(text);
    if let Ok(digest) = text.parse::<Sha256>() {
        assert_eq!(digest.as_str(), text);
    }
    if let Ok(path) = text.parse::<Path>() {
        assert_eq!(path.to_string(), text, "a path has one spelling");
        assert!(path.parent().is_none_or(|parent| path.is_within(&parent)));
    }
    // A place on earth or a number of a newer version must not drift with every hand that it passes through.
    if let Ok(read) = serde_json::from_str::<f64>(text) {
        assert_eq!(Ok(read), text.trim().parse());
        assert_eq!(serde_json::to_string(&read).unwrap().parse(), Ok(read));
    }
    if let Ok(name) = PersonName::new(text) {
        assert_eq!(PersonName::new(name.as_str()).as_ref(), Ok(&name));
    }
}

fn same<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        let written = read.to_string();
        let again = written.parse::<T>().ok();
        assert_eq!(again.as_ref(), Some(&read), "written {written}");
    }
}

/// A name and, in the next line, what somebody types.
pub(crate) fn search(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (name, typed) = text.split_once('\n').unwrap_or((text, text));
    let folded = fold(name);
    assert_eq!(fold(&folded), folded, "folding is done after once");
    let record = Indexed::new(name, typed.lines());
    let found = |typed: &str| Query::new(typed).map(|query| query.rank(&record));
    assert_ne!(found(name), Some(None), "a name is found by itself");
    assert_ne!(found(&folded), Some(None), "and without its marks");
    found(typed);
}
