//! The facts of a household as rules ask for them: by name, as one of a few words.

use crate::both::Both;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Household, Member, Word};

/// A word of a fact: how it is written, and how people say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) words: Both<&'static str>,
}

fn word<T: Word>(word: T) -> Known {
    Known {
        code: word.code(),
        words: word.both(),
    }
}

fn flag(is: bool, yes: Both<&'static str>, no: Both<&'static str>) -> Known {
    let (code, words) = if is { ("yes", yes) } else { ("no", no) };
    Known { code, words }
}

/// What is known of a person; `None` where nobody asked, or where the fact is not one of a few words.
pub(super) fn of_member(member: &Member, key: MemberKey) -> Option<Known> {
    match key {
        MemberKey::Work => member.work.map(word),
        MemberKey::Attends => member.attends.map(word),
        MemberKey::Learnt => member.learnt.map(word),
        MemberKey::Disability => member.disability.map(word),
        MemberKey::Allowance => member.allowance.map(word),
        MemberKey::Insured => member.insured.map(|is| {
            flag(
                is,
                Both::new("có thẻ bảo hiểm y tế", "has health insurance"),
                Both::new("chưa có thẻ bảo hiểm y tế", "has no health insurance"),
            )
        }),
        MemberKey::Malnourished => member.malnourished.map(|is| {
            flag(
                is,
                Both::new("suy dinh dưỡng", "is malnourished"),
                Both::new("không suy dinh dưỡng", "is not malnourished"),
            )
        }),
        MemberKey::Online => member.online.map(online),
        _ => None,
    }
}

/// What is known of a house: one word, or of devices as many as there are.
pub(super) fn of_house(household: &Household, key: &FactKey) -> Option<Vec<Known>> {
    let dwelling = &household.dwelling;
    let one = |known: Known| vec![known];
    match key {
        FactKey::Roof => dwelling.roof.map(word).map(one),
        FactKey::Wall => dwelling.wall.map(word).map(one),
        FactKey::Pillar => dwelling.pillar.map(word).map(one),
        FactKey::Water => dwelling.water.map(word).map(one),
        FactKey::Latrine => dwelling.latrine.map(word).map(one),
        FactKey::Internet => dwelling.internet.map(online).map(one),
        FactKey::Devices => {
            let devices = dwelling.devices.as_ref()?;
            Some(devices.iter().map(|device| word(*device)).collect())
        }
        _ => None,
    }
}

fn online(is: bool) -> Known {
    flag(
        is,
        Both::new("có dùng Internet", "uses the Internet"),
        Both::new("không dùng Internet", "does not use the Internet"),
    )
}
