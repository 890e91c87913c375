//! The help of a household in lines, as paper has room for: what waits before what came.

use std::cmp::Reverse;

use chrono::NaiveDate;
use dong_hanh_domain::Word as _;
use dong_hanh_domain::following::Followed;
use dong_hanh_form::Lang;

use super::lines::{cause_words, gift_words, promise_words};
use crate::ui::full_day;
use crate::words::{help as words, of};

/// Of each kind so many, lest what waits for ever leaves no room for what came.
const MOST: usize = 2;

/// What is urgent; what was promised and waits, the longest overdue first; what the family wishes for, why life is hard for
/// it, and what came, the newest first.
pub(crate) fn help_lines(lang: Lang, followed: &Followed, today: NaiveDate) -> Vec<String> {
    lines(lang, followed, today, MOST)
}

/// The same, and all of it.
pub(crate) fn all_help_lines(lang: Lang, followed: &Followed, today: NaiveDate) -> Vec<String> {
    lines(lang, followed, today, usize::MAX)
}

fn lines(lang: Lang, followed: &Followed, today: NaiveDate, most: usize) -> Vec<String> {
    let urgent = followed
        .urgent
        .iter()
        .map(|urgent| words::need_since(lang, &urgent.what, &full_day(urgent.since)));
    let mut waiting: Vec<_> = followed
        .commitments
        .iter()
        .filter(|promise| promise.is_waiting())
        .collect();
    waiting.sort_by_key(|promise| promise.due.unwrap_or(NaiveDate::MAX));
    let besides = waiting.len().saturating_sub(most);
    let promises = waiting.into_iter().take(most).map(|promise| {
        let standing = of(lang, promise.standing(today).borrowed()).to_owned();
        format!("{} ({standing})", promise_words(lang, promise))
    });
    let besides = (besides > 0).then(|| words::more_promises(lang, besides));
    let needs: Vec<_> = followed
        .needs
        .iter()
        .map(|need| of(lang, need.kind.both()))
        .collect();
    let needs =
        (!needs.is_empty()).then(|| format!("{}: {}", words::needs(lang), needs.join(", ")));
    let causes = cause_words(lang, followed);
    let causes = causes.map(|said| format!("{}: {said}", words::causes(lang)));
    let mut came: Vec<_> = followed
        .supports
        .iter()
        .filter(|received| received.counts())
        .collect();
    came.sort_by_key(|received| Reverse(received.day));
    let came = came
        .into_iter()
        .take(most)
        .map(|received| gift_words(lang, received));
    let waits = urgent.chain(promises).chain(besides);
    waits.chain(needs).chain(causes).chain(came).collect()
}
