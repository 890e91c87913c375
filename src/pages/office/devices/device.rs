//! One device: whose it is, what to call about, how it stands, and that its count is the office's.

use chrono::NaiveDate;
use dong_hanh_form::Lang;
use dong_hanh_sync::{Account, Fate, Report};
use leptos::prelude::*;

use super::lost::{self, Losing};
use super::needs::{self, Need};
use super::sessions::{self, Stopping};
use crate::device::people::{Colleague, DeviceRow, SessionRow};
use crate::pages::office::say;
use crate::pages::tally;
use crate::replica::Replica;
use crate::ui::{Icon, Meter, Reason, Tone, mebibytes};
use crate::words::devices as words;

/// Room beyond this many megabytes is enough for anything.
const ENOUGH_MB: u64 = 1024;

/// A device with what it needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    /// It.
    pub(super) device: DeviceRow,
    /// Whose it is.
    pub(super) owner: Colleague,
    /// What to call about, most urgent first.
    pub(super) needs: Vec<Need>,
}

/// What a tile asks about.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    /// Stopping a session.
    pub(super) stop: Callback<Stopping>,
    /// Reporting it lost.
    pub(super) lose: Callback<Losing>,
    /// Saying that it was found.
    pub(super) found: Callback<Losing>,
}

/// The tile.
pub(super) fn tile(replica: Replica, standing: Standing, asking: Asking, lang: Lang) -> AnyView {
    let Standing {
        device,
        owner,
        needs,
    } = standing;
    let label = (!device.label.is_empty()).then(|| format!(", {}", device.label));
    let today = replica.today();
    let who = sessions::briefly(&owner);
    let owner_name = say::capital(&owner.person.called());
    let line = sessions::about(replica, &owner, lang);
    let reasons = match &device.report {
        _ if device.lost.is_some() => ().into_any(),
        None if needs.is_empty() => {
            view! { <Reason icon=Icon::Question>{words::unknown(lang)}</Reason> }.into_any()
        }
        _ => reasons(&needs, &who, lang),
    };
    let stands = match &device.report {
        Some(report) => facts(&device, report, today, lang),
        None => view! { <p class="small">{words::no_report(lang, device.received)}</p> }.into_any(),
    };
    let account = device.account.as_ref();
    let account = account.filter(|account| account.made + account.since > 0);
    let account = account.map(|account| sum(account, lang));
    let of_device = |session: &&SessionRow| session.device == device.device;
    let mut rows: Vec<_> = owner.sessions.iter().filter(of_device).cloned().collect();
    // Whoever reports the device that they sit at would be shut out.
    let is_own = rows.iter().any(|session| session.current);
    let copied = rows.iter().any(|session| session.copied).then(|| {
        view! {
            <Reason tone=Tone::Bad icon=Icon::Attention><b>{words::copied(lang)}</b></Reason>
            <p class="done-head small"><span class="grow"></span> {lost::breach(&device, &owner, true, lang)}</p>
        }
    });
    // One that has ended says nothing where another one is open.
    if rows.iter().any(|session| session.ended.is_none()) {
        rows.retain(|session| session.ended.is_none());
    }
    rows.truncate(1);
    let rows = rows
        .into_iter()
        .map(|session| sessions::line(session, &owner, today, asking.stop, lang))
        .collect_view();
    let loss = match &device.lost {
        Some(loss) => lost::told(replica, &device, loss, &owner, asking.found, lang),
        None if is_own => ().into_any(),
        None => view! {
            <p class="done-head small"><span class="grow"></span> {lost::report(&device, &owner, asking.lose, lang)}</p>
        }
        .into_any(),
    };
    view! {
        <li class="tile device">
            <h2 class="name">{owner_name} {label}</h2>
            <p class="small muted">{line}</p>
            <div class="reasons">{reasons}</div>
            {account}
            {stands}
            {rows}
            {copied}
            {loss}
        </li>
    }
    .into_any()
}

fn reasons(needs: &[Need], who: &str, lang: Lang) -> AnyView {
    if needs.is_empty() {
        return view! { <Reason tone=Tone::Ok icon=Icon::Check>{words::fine(lang)}</Reason> }
            .into_any();
    }
    let reasons = needs.iter().map(|need| {
        let (what, act) = needs::say(need, who, lang);
        let tone = if *need < Need::ClockOff(i64::MIN) {
            Tone::Bad
        } else {
            Tone::Wait
        };
        view! { <Reason tone icon=Icon::Attention><b>{what}"."</b> " " {act}</Reason> }
    });
    reasons.collect_view().into_any()
}

/// The account in one line, and drawn.
fn sum(account: &Account, lang: Lang) -> AnyView {
    let said = tally::sum(lang, account);
    let here = tally::count(account, |fate| !fate.is_at_office());
    let held = tally::count(account, Fate::is_at_office);
    let total = account.done + here + held + account.missing;
    let parts = [
        ("done", account.done),
        ("held", held),
        ("here", here),
        ("missing", account.missing),
    ];
    let mut from = 0;
    let bars = parts.map(|(class, count)| {
        let (x, width) = (share(from, total), share(count, total));
        from += count;
        view! { <rect class=class x=format!("{x}%") width=format!("{width}%") height="100%"></rect> }
    });
    view! {
        <p class="mt-2">{said}</p>
        <svg class="meter parts" aria-hidden="true">{bars.into_iter().collect_view()}</svg>
    }
    .into_any()
}

/// A part of a whole in percent.
fn share(part: u64, whole: u64) -> u64 {
    part.saturating_mul(100).checked_div(whole).unwrap_or(0)
}

fn facts(device: &DeviceRow, report: &Report, today: NaiveDate, lang: Lang) -> AnyView {
    let unsent = if report.waiting + report.photos + report.drafts == 0 {
        words::nothing(lang)
    } else {
        words::unsent_parts(lang, report.waiting, report.photos, report.drafts)
    };
    let room = match report.room_mb {
        Some(mb) => {
            let said = mebibytes(lang, mb);
            view! { {said.clone()} <Meter done=mb.min(ENOUGH_MB) of=ENOUGH_MB label=said/> }
                .into_any()
        }
        None => words::room_unknown(lang).into_any(),
    };
    let kept = if report.persisted {
        words::kept_yes(lang)
    } else {
        words::kept_no(lang)
    };
    let reported = device.reported.map(|at| say::moment(at, today));
    view! {
        <dl class="facts two-columns">
            <div><dt>{words::seen(lang)}</dt><dd>{say::moment(device.seen, today)}</dd></div>
            <div><dt>{words::reported(lang)}</dt><dd>{reported}</dd></div>
            <div><dt>{words::version(lang)}</dt><dd>{report.app.clone()}</dd></div>
            <div><dt>{words::unsent(lang)}</dt><dd>{unsent}</dd></div>
            <div><dt>{words::room(lang)}</dt><dd>{room}</dd></div>
            <div><dt>{words::kept(lang)}</dt><dd>{kept}</dd></div>
        </dl>
    }
    .into_any()
}
