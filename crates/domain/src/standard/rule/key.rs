//! The names of facts in a rule.

pub(super) mod member_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::MemberKey;

    pub(in crate::standard::rule) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<MemberKey, D::Error> {
        let name = String::deserialize(from)?;
        let known = MemberKey::named_so(&name);
        known.ok_or_else(|| D::Error::custom(format!("nobody has a fact “{name}”")))
    }
}

pub(super) mod some_house_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::FactKey;

    pub(in crate::standard::rule) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<FactKey, D::Error> {
        let key = FactKey::deserialize(from)?;
        match key {
            FactKey::Other(name) => Err(D::Error::custom(format!("no house has a fact “{name}”"))),
            key => Ok(key),
        }
    }
}

pub(super) mod house_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::FactKey;

    pub(in crate::standard::rule) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<FactKey>, D::Error> {
        match Option::<FactKey>::deserialize(from)? {
            None => Ok(None),
            Some(FactKey::Internet) => Ok(Some(FactKey::Internet)),
            Some(other) => Err(D::Error::custom(format!(
                "“{other}” is not said of a house by yes or no; internet is"
            ))),
        }
    }
}
