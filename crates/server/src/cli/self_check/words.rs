//! Words that somebody writes by hand: those of the record, those that people say in either language, and those of the
//! project's forms.

use anyhow::bail;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{
    Allowance, Attends, Device, Disability, Latrine, Learnt, Material, Roof, Water, Word, Work,
};

/// A fact that is one of a few words, with what else is written for them.
pub(super) trait Written: Word {
    /// What is written elsewhere, and what it is here.
    const ALSO: &'static [(&'static str, Self)] = &[];
}

/// Reads a word.
///
/// # Errors
/// A sentence with the words that are known.
pub(super) fn written<T: Written>(field: &str, text: &str) -> anyhow::Result<T> {
    let folded = |text: &str| fold(&text.replace(['_', '-'], " "));
    let meant = folded(text);
    let is_meant = |word: &T| {
        let words = word.both();
        [word.code(), words.vi, words.en]
            .iter()
            .any(|known| folded(known) == meant)
    };
    let mut every = T::EVERY.iter().copied();
    if let Some(word) = every.find(is_meant) {
        return Ok(word);
    }
    let also = T::ALSO.iter().find(|(known, _)| folded(known) == meant);
    if let Some((_, word)) = also {
        return Ok(*word);
    }
    let known: Vec<_> = T::EVERY.iter().map(|word| word.code()).collect();
    bail!("{field}: “{text}” is none of {}", known.join(", "))
}

impl Written for Work {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("no_job", Self::Seeking),
        ("unemployed", Self::Seeking),
        ("chưa có việc", Self::Seeking),
        ("study", Self::Studying),
        ("student", Self::Studying),
        ("not_able", Self::Unable),
        ("có hợp đồng", Self::Contract),
        ("không hợp đồng", Self::NoContract),
        ("self_employed", Self::Own),
    ];
}
impl Written for Attends {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("none", Self::Nothing),
        ("no", Self::Nothing),
        ("không", Self::Nothing),
        ("mầm non", Self::Kindergarten),
        ("tiểu học", Self::Primary),
        ("thcs", Self::LowerSecondary),
        ("trung học cơ sở", Self::LowerSecondary),
        ("thpt", Self::UpperSecondary),
        ("trung học phổ thông", Self::UpperSecondary),
        ("học nghề", Self::Vocational),
        ("college", Self::Higher),
        ("university", Self::Higher),
    ];
}
impl Written for Learnt {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("none", Self::Nothing),
        ("no", Self::Nothing),
        ("không", Self::Nothing),
        ("tiểu học", Self::Primary),
        ("thcs", Self::LowerSecondary),
        ("trung học cơ sở", Self::LowerSecondary),
        ("thpt", Self::UpperSecondary),
        ("trung học phổ thông", Self::UpperSecondary),
        ("sơ cấp", Self::Elementary),
        ("trung cấp", Self::Intermediate),
        ("cao đẳng", Self::College),
        ("đại học", Self::University),
    ];
}
impl Written for Disability {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("none", Self::Nothing),
        ("no", Self::Nothing),
        ("không", Self::Nothing),
        ("nhẹ", Self::Mild),
        ("nặng", Self::Severe),
        ("đặc biệt nặng", Self::Extreme),
    ];
}
impl Written for Allowance {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("none", Self::Nothing),
        ("no", Self::Nothing),
        ("không", Self::Nothing),
        ("người cao tuổi", Self::Elderly),
        ("người khuyết tật", Self::Disabled),
    ];
}
impl Written for Material {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("brick", Self::Masonry),
        ("concrete", Self::Masonry),
        ("gạch", Self::Masonry),
        ("bê tông", Self::Masonry),
        ("solid_wood", Self::Hardwood),
        ("steel", Self::Metal),
        ("tôn", Self::Metal),
        ("boards", Self::Makeshift),
        ("bamboo", Self::Makeshift),
        ("tre", Self::Makeshift),
        ("earth", Self::Makeshift),
    ];
}
impl Written for Roof {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("tiles", Self::Tile),
        ("tranh", Self::Thatch),
        ("bê tông", Self::Concrete),
    ];
}
impl Written for Water {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("piped", Self::Tap),
        ("open", Self::Surface),
        ("river", Self::Surface),
        ("spring", Self::ProtectedSpring),
    ];
}
impl Written for Latrine {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("temporary", Self::Makeshift),
        ("vip", Self::Ventilated),
        ("không", Self::None),
    ];
}
impl Written for Device {
    const ALSO: &'static [(&'static str, Self)] = &[
        ("television", Self::Tv),
        ("điện thoại", Self::Phone),
        ("computer", Self::Desktop),
    ];
}
