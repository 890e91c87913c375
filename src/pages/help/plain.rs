//! The help of a household in lines, as paper has room for: what waits before what came.

use std::cmp::Reverse;

use chrono::NaiveDate;
use dong_hanh_domain::Word as _;
use dong_hanh_domain::following::Followed;
use dong_hanh_form::Lang;

use super::lines::{cause_words, gift_words, promise_words};
use crate::ui::{full_day, sentence_case};
use crate::words::{help as words, of};

/// What is urgent, what was promised and waits, the longest overdue first, what the family wishes for, why life is hard for
/// it, and what came, the newest first.
pub(crate) fn help_lines(lang: Lang, followed: &Followed, today: NaiveDate) -> Vec<String> {
    let urgent = followed
        .urgent
        .iter()
        .map(|urgent| words::need_since(lang, &urgent.what, &full_day(urgent.since)));
    let mut waiting: Vec<_> = followed
        .commitments
        .iter()
        .filter(|promise| promise.is_waiting())
        .collect();
    waiting.sort_by_key(|promise| (Reverse(promise.overdue_on(today)), promise.due));
    let promises = waiting.into_iter().map(|promise| {
        let standing = of(lang, promise.standing(today).borrowed()).to_owned();
        format!("{} ({standing})", promise_words(lang, promise))
    });
    let needs = followed.needs.iter().map(|need| {
        let name = sentence_case(of(lang, need.kind.both()));
        words::need_since(lang, &name, &full_day(need.since))
    });
    let mut came: Vec<_> = followed
        .supports
        .iter()
        .filter(|received| received.counts())
        .collect();
    came.sort_by_key(|received| Reverse(received.day));
    let came = came.into_iter().map(|received| gift_words(lang, received));
    let causes = cause_words(lang, followed);
    let causes = causes.map(|said| format!("{}: {said}", words::causes(lang)));
    let all = urgent.chain(promises).chain(needs).chain(causes);
    all.chain(came).collect()
}
