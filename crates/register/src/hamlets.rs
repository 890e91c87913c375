//! The hamlets of the unit, by the names that lists have for them: `Thôn 1`, `TDP An Hải`, `An Hải`.

use std::collections::HashMap;

use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Hamlet, HamletId};

/// The hamlets of a unit, findable by name.
#[derive(Clone, Debug, Default)]
pub struct Hamlets {
    /// `None` where two are called so.
    names: HashMap<String, Option<HamletId>>,
    titles: HashMap<HamletId, String>,
    /// Whether every name is a hamlet's.
    takes_any: bool,
}

/// What hamlets are called besides their names, longest first.
const KINDS: [&str; 10] = [
    "to dan pho so",
    "to dan pho",
    "thon so",
    "tdp so",
    "khu pho",
    "to so",
    "tdp",
    "thon",
    "ap",
    "to",
];

impl Hamlets {
    /// Those of a unit.
    #[must_use]
    pub fn new(hamlets: &[Hamlet]) -> Self {
        let mut known = Self::default();
        for hamlet in hamlets {
            known.titles.insert(hamlet.id, hamlet.full_name());
            known
                .names
                .entry(bare(&fold(&hamlet.name)))
                .and_modify(|id| *id = id.filter(|id| *id == hamlet.id))
                .or_insert(Some(hamlet.id));
        }
        known
    }

    /// Whatever a list names, for whoever has a list and no register.
    #[must_use]
    pub fn any() -> Self {
        Self {
            takes_any: true,
            ..Self::default()
        }
    }

    /// The one that is called so.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<HamletId> {
        if self.takes_any {
            let bare = bare(&fold(name));
            // Names of a list are few, and nothing is kept by these ids.
            let number =
                |number: u128, byte| number.wrapping_mul(0x0100_0000_01b3) ^ u128::from(byte);
            let number = bare.bytes().fold(0x811c_9dc5, number);
            return (!bare.is_empty()).then(|| HamletId(uuid::Uuid::from_u128(number)));
        }
        self.names.get(&bare(&fold(name))).copied().flatten()
    }

    pub(crate) fn take_any(&self) -> bool {
        self.takes_any
    }

    /// How it is called with its kind.
    #[must_use]
    pub fn title(&self, id: HamletId) -> &str {
        self.titles.get(&id).map_or("", String::as_str)
    }
}

/// Whether a text begins as names of hamlets do.
pub(crate) fn is_like_one(text: &str) -> bool {
    let folded = fold(text);
    KINDS.iter().any(|kind| {
        let rest = folded.strip_prefix(kind);
        rest.is_some_and(|rest| rest.starts_with(' '))
    })
}

/// A folded name without its kind, and a number without zeros in front.
fn bare(folded: &str) -> String {
    let name = KINDS
        .iter()
        .find_map(|kind| folded.strip_prefix(kind)?.strip_prefix(' '));
    let name = name.unwrap_or(folded);
    name.parse::<u64>()
        .map_or_else(|_| name.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::HamletKind;
    use uuid::Uuid;

    fn hamlet(number: u128, name: &str) -> Hamlet {
        Hamlet {
            id: HamletId(Uuid::from_u128(number)),
            unit: "19900@2025-07-01".parse().unwrap(),
            name: name.to_owned(),
            kind: HamletKind::Neighbourhood,
            before: Vec::new(),
        }
    }

    #[test]
    fn a_hamlet_is_found_by_any_of_its_names() {
        let hamlets = Hamlets::new(&[hamlet(1, "An Hải"), hamlet(2, "3"), hamlet(3, "Tổ 12")]);
        for name in [
            "An Hải",
            "tổ dân phố AN HẢI",
            "TDP An Ha\u{309}i",
            "Thôn An Hải",
        ] {
            assert_eq!(
                hamlets.named(name),
                Some(HamletId(Uuid::from_u128(1))),
                "{name}"
            );
        }
        for name in ["3", "Tổ 3", "TDP số 3", "tổ 03"] {
            assert_eq!(
                hamlets.named(name),
                Some(HamletId(Uuid::from_u128(2))),
                "{name}"
            );
        }
        assert_eq!(
            hamlets.named("tổ dân phố 12"),
            Some(HamletId(Uuid::from_u128(3)))
        );
        assert_eq!(hamlets.named("An Hòa"), None);
    }

    #[test]
    fn of_two_of_one_name_none_is_meant() {
        let hamlets = Hamlets::new(&[hamlet(1, "Trung"), hamlet(2, "Trung")]);
        assert_eq!(hamlets.named("Trung"), None);
    }
}
