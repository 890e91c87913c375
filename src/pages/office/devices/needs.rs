//! What somebody has to be called about, most urgent first.

use chrono::{DateTime, Utc};
use dong_hanh_form::Lang;
use dong_hanh_sync::Fate;

use crate::device::people::DeviceRow;
use crate::pages::tally;
use crate::ui::mebibytes;
use crate::words::devices as words;

/// A device with unsent work is silent after so many days.
const SILENT_DAYS: i64 = 3;

/// Any other one after so many.
const QUIET_DAYS: i64 = 14;

/// That data was thrown away is told for so many days: by then somebody has called, or nobody remembers.
const EVICTED_DAYS: i64 = 30;

/// Below so many megabytes a phone is almost full.
const LITTLE_ROOM_MB: u64 = 200;

/// Something that a device needs; the order is that of urgency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// The browser threw its data away, so often.
    Evicted(u64),
    /// It has unsent work and has not been heard of for so many days.
    Silent(i64),
    /// The server has lost so many of its operations.
    Missing(u64),
    /// So much lies there that it cannot read.
    Unreadable(u64),
    /// The server refused so much of it.
    SetAside(u64),
    /// Its clock is off by so many minutes.
    ClockOff(i64),
    /// The version of its app is not the office's.
    Old(String),
    /// So many megabytes are left.
    LittleRoom(u64),
    /// So much was sent back and is not mended.
    SentBack(u64),
    /// It has not been heard of for so many days.
    Quiet(i64),
}

/// What a device needs, most urgent first; `version` is the app's that the office has.
pub(super) fn of(device: &DeviceRow, now: DateTime<Utc>, version: &str) -> Vec<Need> {
    let days = now.signed_duration_since(device.seen).num_days();
    let quiet = (days >= QUIET_DAYS).then_some(Need::Quiet(days));
    let Some(report) = &device.report else {
        return quiet.into_iter().collect();
    };
    let is_unsent = report.waiting + report.photos + report.drafts + report.unreadable > 0;
    let silent = (is_unsent && days >= SILENT_DAYS).then_some(Need::Silent(days));
    let some = |count: u64, need: fn(u64) -> Need| (count > 0).then(|| need(count));
    let account = device.account.as_ref();
    let sent_back = account.map_or(0, |account| {
        tally::count(account, |fate| *fate == Fate::SentBack)
    });
    let is_recent = report
        .evicted
        .is_none_or(|at| now.signed_duration_since(at).num_days() < EVICTED_DAYS);
    let evictions = if is_recent { report.evictions } else { 0 };
    let is_old = !report.app.is_empty() && report.app != version;
    let room = report.room_mb.filter(|mb| *mb < LITTLE_ROOM_MB);
    let quiet = quiet.filter(|_| silent.is_none());
    let needs = [
        some(evictions, Need::Evicted),
        silent,
        some(account.map_or(0, |account| account.missing), Need::Missing),
        some(report.unreadable, Need::Unreadable),
        some(report.set_aside, Need::SetAside),
        report.clock_off_min.map(Need::ClockOff),
        is_old.then(|| Need::Old(report.app.clone())),
        room.map(Need::LittleRoom),
        some(sent_back, Need::SentBack),
        quiet,
    ];
    needs.into_iter().flatten().collect()
}

/// What is so, and what to do about it.
pub(super) fn say(need: &Need, who: &str, lang: Lang) -> (String, String) {
    match need {
        Need::Evicted(count) => (words::evicted(lang, *count), words::evicted_do(lang, who)),
        Need::Silent(days) => (words::silent(lang, *days), words::silent_do(lang, who)),
        Need::Missing(count) => (words::missing(lang, *count), words::missing_do(lang, who)),
        Need::Unreadable(count) => (
            words::unreadable(lang, *count),
            words::unreadable_do(lang, who),
        ),
        Need::SetAside(count) => (
            words::set_aside(lang, *count),
            words::set_aside_do(lang, who),
        ),
        Need::ClockOff(minutes) => (
            words::clock_off(lang, minutes.abs()),
            words::clock_off_do(lang, who),
        ),
        Need::Old(version) => (words::old(lang, version), words::old_do(lang, who)),
        Need::LittleRoom(mb) => (
            words::little_room(lang, &mebibytes(lang, *mb)),
            words::little_room_do(lang, who),
        ),
        Need::SentBack(count) => (
            words::sent_back(lang, *count),
            words::sent_back_do(lang, who),
        ),
        Need::Quiet(days) => (words::quiet(lang, *days), words::quiet_do(lang, who)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use dong_hanh_domain::{DeviceId, UserId};
    use dong_hanh_sync::Report;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn needs(days: i64, report: Option<Report>) -> Vec<Need> {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(days);
        let device = DeviceRow {
            user: UserId(Uuid::nil()),
            device: DeviceId(Uuid::nil()),
            label: String::new(),
            seen: DateTime::UNIX_EPOCH,
            received: 0,
            reported: Some(DateTime::UNIX_EPOCH),
            report,
            account: None,
            lost: None,
        };
        of(&device, now, "2")
    }

    #[wasm_bindgen_test]
    fn unsent_work_makes_silence_urgent() {
        let waits = Report {
            waiting: 1,
            ..Report::default()
        };
        assert_eq!(needs(2, Some(waits.clone())), []);
        assert_eq!(needs(3, Some(waits.clone())), [Need::Silent(3)]);
        assert_eq!(needs(20, Some(waits)), [Need::Silent(20)]);
        assert_eq!(needs(13, Some(Report::default())), []);
        assert_eq!(needs(14, Some(Report::default())), [Need::Quiet(14)]);
        assert_eq!(needs(14, None), [Need::Quiet(14)]);
    }

    #[wasm_bindgen_test]
    fn what_may_be_lost_comes_before_what_is_only_wrong() {
        let report = Report {
            app: "1".into(),
            evictions: 1,
            clock_off_min: Some(-12),
            room_mb: Some(40),
            ..Report::default()
        };
        let expected = [
            Need::Evicted(1),
            Need::ClockOff(-12),
            Need::Old("1".into()),
            Need::LittleRoom(40),
        ];
        let found = needs(0, Some(report));
        assert_eq!(found, expected);
        assert!(found.is_sorted());
        let long_ago = Report {
            evictions: 1,
            evicted: Some(DateTime::UNIX_EPOCH),
            ..Report::default()
        };
        assert_eq!(needs(9, Some(long_ago.clone())), [Need::Evicted(1)]);
        assert_eq!(needs(EVICTED_DAYS, Some(long_ago)), [Need::Quiet(30)]);
    }
}
