//! Sentences in both languages at once.

use crate::both::Both;
use crate::household::{Birth, Member, Sex};
use crate::standard::{Ages, Under};

/// Of so many people the names are said; of more how many they are.
const NAMED: usize = 3;

impl Both<String> {
    /// Texts in a row.
    pub(super) fn joined(parts: &[Self], between: &str) -> Self {
        let join = |text: fn(&Self) -> &str| {
            let texts: Vec<_> = parts.iter().map(text).collect();
            texts.join(between)
        };
        Self::new(join(|part| &part.vi), join(|part| &part.en))
    }

    /// The same with a capital first letter.
    pub(super) fn capital(self) -> Self {
        let capital = |text: String| {
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        };
        Self::new(capital(self.vi), capital(self.en))
    }
}

/// Somebody with the age that counts: `Lê An (17 tuổi)`, `Lê Bưởi (sinh 1958)`.
pub(super) fn person(member: &Member, ages: Option<(u16, u16)>) -> Both<String> {
    let name = &member.name;
    match (member.birth, ages) {
        (Some(Birth::Year(year)), _) => Both::new(
            format!("{name} (sinh {year})"),
            format!("{name} (born {year})"),
        ),
        (_, Some((age, _))) => Both::new(format!("{name} ({age} tuổi)"), format!("{name} ({age})")),
        _ => Both::new(name.to_string(), name.to_string()),
    }
}

/// Some of the people with what is known of them, and how many more there are.
pub(super) fn some(people: &[Both<String>]) -> Both<String> {
    let mut parts: Vec<_> = people.iter().take(NAMED).cloned().collect();
    let more = people.len().saturating_sub(NAMED);
    if more > 0 {
        parts.push(Both::new(
            format!("và {more} người khác"),
            format!("and {more} more"),
        ));
    }
    Both::joined(&parts, "; ")
}

/// Of whom is spoken: `từ 6 tuổi`, `dưới 16 tuổi`, `16–30 tuổi`.
pub(super) fn aged(ages: &Ages) -> Both<String> {
    match (ages.from, last(ages, Sex::Male)) {
        (None, None) => Both::new("mọi tuổi".into(), "of any age".into()),
        (Some(from), None) => Both::new(format!("từ {from} tuổi"), format!("of {from} or more")),
        (None, Some(oldest)) => {
            let under = oldest + 1;
            Both::new(format!("dưới {under} tuổi"), format!("under {under}"))
        }
        (Some(from), Some(oldest)) => match (ages.under, last(ages, Sex::Female)) {
            (Some(Under::BySex { .. }), Some(woman)) => Both::new(
                format!("{from}–{oldest} tuổi (nữ đến {woman})"),
                format!("of {from}–{oldest} (women to {woman})"),
            ),
            _ => Both::new(
                format!("{from}–{oldest} tuổi"),
                format!("of {from}–{oldest}"),
            ),
        },
    }
}

fn last(ages: &Ages, sex: Sex) -> Option<u16> {
    ages.under.map(|under| under.of(sex).saturating_sub(1))
}

/// A number as people write it, with at most two decimals: `57,14`.
pub(super) fn number(value: f64) -> Both<String> {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Both::new(text.replace('.', ","), text.to_owned())
}

/// Whole numbers in groups of three: `1.500.000`.
pub(crate) fn grouped(value: u64) -> Both<String> {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    let english = text.replace('.', ",");
    Both::new(text, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(60.0).vi, "60");
        assert_eq!(
            number(400.0 / 7.0),
            Both::new("57,14".into(), "57.14".into())
        );
        assert_eq!(grouped(1_500_000).vi, "1.500.000");
        assert_eq!(grouped(950), Both::new("950".into(), "950".into()));
    }
}
