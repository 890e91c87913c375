//! The account of a device in one line; the same on the phone and at the office, so that nobody hears two numbers.

use dong_hanh_form::Lang;
use dong_hanh_sync::{Account, Fate};

use crate::words::tally as words;

type Is = fn(&Fate) -> bool;
type Say = fn(Lang, u64) -> String;

/// `52 việc đã làm = 50 văn phòng đã ghi nhận + 1 đang chờ gửi + 1 văn phòng đang giữ`.
#[must_use]
pub fn sum(lang: Lang, account: &Account) -> String {
    let mut made = words::made(lang, account.made);
    if account.since > 0 {
        made = format!("{made} + {}", words::since(lang, account.since));
    }
    let mut parts = vec![words::done(lang, account.done)];
    let fates: [(Is, Say); 6] = [
        (|fate| *fate == Fate::Waiting, words::waiting),
        (|fate| *fate == Fate::SetAside, words::set_aside),
        (|fate| *fate == Fate::Unreadable, words::unreadable),
        (|fate| matches!(fate, Fate::Held { .. }), words::held),
        (|fate| *fate == Fate::SentBack, words::sent_back),
        (|fate| *fate == Fate::Closed, words::closed),
    ];
    for (is, say) in fates {
        let count = count(account, is);
        if count > 0 {
            parts.push(say(lang, count));
        }
    }
    if account.missing > 0 {
        parts.push(words::missing(lang, account.missing));
    }
    format!("{made} = {}", parts.join(" + "))
}

/// How many of an account have such a fate.
#[must_use]
pub fn count(account: &Account, is: impl Fn(&Fate) -> bool) -> u64 {
    let exceptions = account.exceptions.iter();
    let such = exceptions.filter(|exception| is(&exception.fate));
    such.map(|exception| exception.count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_sync::Exception;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn s8_9_the_line_says_every_part_of_the_sum_once() {
        let held = |reason: &str| Fate::Held {
            reason: reason.to_owned(),
        };
        let exception = |fate, count| Exception { fate, count };
        let account = Account {
            made: 55,
            done: 50,
            exceptions: vec![
                exception(Fate::Waiting, 1),
                exception(held("answers"), 1),
                exception(held("unknown-form"), 2),
                exception(Fate::Closed, 1),
            ],
            missing: 0,
            since: 0,
        };
        let said = "55 việc đã làm = 50 văn phòng đã ghi nhận + 1 đang chờ gửi + 3 văn phòng đang giữ + 1 văn phòng đã đóng";
        assert_eq!(sum(Lang::Vi, &account), said);
    }
}
