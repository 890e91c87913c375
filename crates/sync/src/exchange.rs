//! How far the exchange of a device with the office has come.
//!
//! Nothing here changes in place: every answer gives another [`Exchange`], which is stored in the transaction that
//! stores the answer, and taken up in memory after that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceTime, Scope};
use serde::{Deserialize, Serialize};

use crate::feed::{Change, Cursors, Epoch, FeedPage, Seq};
use crate::protocol::{PROTOCOL, PullAnswer, PullRequest, Report};
use crate::record::RecordKey;
use crate::server::CLOCK_TOLERANCE_MS;

/// What a device remembers of the office's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// How far the feeds are read.
    pub cursors: Cursors,
    /// The epoch in which the last of them was.
    #[serde(default)]
    pub epoch: Option<Epoch>,
    /// Server clock minus device clock, in milliseconds.
    #[serde(default)]
    pub skew_ms: Option<i64>,
    /// When the office last answered, by its clock.
    #[serde(default)]
    pub last_contact: Option<DateTime<Utc>>,
    /// Operations up to this counter that have receipts are in the feeds by now.
    #[serde(default)]
    pub settled: u64,
    /// The feeds have been read to their end once.
    #[serde(default)]
    pub complete: bool,
    /// How the device stood when the office was last told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Report>,
    /// Records that have left these scopes, and stay here as long as something unsent is about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaving: Vec<(Scope, RecordKey)>,
    /// Scopes of which some of what lies before the cursor may not be here, or may be of a time that is lost.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unsure: BTreeSet<Scope>,
    /// Scopes of which more was waiting when they were last read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub midway: BTreeSet<Scope>,
    /// What is here of scopes that are being given from their beginning, and has not come again so far.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stale: BTreeMap<Scope, BTreeSet<RecordKey>>,
    /// The epoch in which all that was sent was sent again, as the office had forgotten some of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resent: Option<Epoch>,
    /// Whether what was read was given to an officer; `None` where nobody has noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_officer: Option<bool>,
}

impl Exchange {
    /// Reads every feed from its beginning, while the records that are here are worked with.
    #[must_use]
    pub fn anew() -> Self {
        Self {
            complete: true,
            ..Self::default()
        }
    }

    /// The same, with every feed to be read from its beginning once more.
    #[must_use]
    pub fn from_the_beginning(self) -> Self {
        Self {
            cursors: Cursors::default(),
            ..self
        }
    }

    /// Asks for what is new.
    #[must_use]
    pub fn request(&self) -> PullRequest {
        PullRequest {
            protocol: PROTOCOL,
            cursors: self.sure_cursors(),
            epoch: self.epoch,
            acknowledged: None,
            report: None,
        }
    }

    fn sure_cursors(&self) -> Cursors {
        let mut cursors = self.cursors.clone();
        let unsure = cursors.0.iter_mut();
        unsure
            .filter(|(scope, _)| self.unsure.contains(scope))
            .for_each(|(_, cursor)| *cursor = Seq(0));
        cursors
    }

    /// The server has answered: how the clocks stand is known anew.
    #[must_use]
    pub fn heard(self, now: DateTime<Utc>, device: DeviceTime) -> Self {
        Self {
            skew_ms: Some(now.timestamp_millis().saturating_sub(device.utc_ms)),
            last_contact: Some(now),
            ..self
        }
    }

    /// Receipts came for the operations with these counters. What had been set aside comes later than its turn, and no
    /// feed has brought it yet.
    #[must_use]
    pub fn receipted(self, counters: impl IntoIterator<Item = u64>) -> Self {
        let before = |counter: u64| counter.saturating_sub(1);
        let settled = counters
            .into_iter()
            .map(before)
            .fold(self.settled, u64::min);
        Self { settled, ..self }
    }

    /// Changes came; they are to be stored together with this.
    #[must_use]
    pub fn read(mut self, answer: &PullAnswer) -> Self {
        let mut unsure = BTreeSet::new();
        if answer.epoch.is_some_and(|epoch| self.epoch != Some(epoch)) {
            // Where some of what was read is of a time that is lost, or nobody knows as its scope was not looked at, no
            // cursor is believed: a record may be back behind the place where a reading was cut, or in the scope that
            // it had left (S9.2).
            let is_lost = |scope: &Scope| !answer.scopes.contains(scope);
            let midway = std::mem::take(&mut self.midway);
            if !midway.is_empty()
                || answer.feeds.iter().any(|feed| feed.anew)
                || self.cursors.0.keys().any(is_lost)
            {
                unsure.extend(self.cursors.0.keys().cloned());
            }
        }
        self.epoch = answer.epoch.or(self.epoch);
        let is_officer = |scope: &Scope| matches!(scope, Scope::Office(_));
        let as_officer = Some(answer.scopes.iter().any(is_officer));
        if self.as_officer.is_some() && self.as_officer != as_officer {
            // An officer is given more of a household than a volunteer (S8.17).
            let hamlets = self.cursors.0.keys();
            let hamlets = hamlets.filter(|scope| matches!(scope, Scope::Hamlet(_)));
            unsure.extend(hamlets.cloned());
        }
        self.as_officer = as_officer;
        for feed in &answer.feeds {
            if matches!(feed.scope, Scope::Unit(_)) {
                // One that the user has lost and the device needs is read again where it comes back.
                self.doubt_units(|unit| !answer.scopes.contains(unit));
            }
            self.cursors.0.insert(feed.scope.clone(), feed.cursor);
            self.unsure.remove(&feed.scope);
            if feed.anew {
                unsure.remove(&feed.scope);
            }
            if feed.more {
                self.midway.insert(feed.scope.clone());
            } else {
                self.midway.remove(&feed.scope);
            }
        }
        self.unsure.append(&mut unsure);
        if !answer.has_more() {
            // A scope in which there is nothing yet is known all the same.
            for scope in &answer.scopes {
                self.cursors.0.entry(scope.clone()).or_insert(Seq(0));
            }
            self.complete = true;
        }
        self
    }

    /// There is nothing new, and more was waiting when some feed was last read: the office was put back to a backup in
    /// between, and has not got what the cursors stand for. Nothing that was read is believed. `None` where no reading was
    /// cut.
    #[must_use]
    pub fn cut_short(&self) -> Option<Self> {
        if self.midway.is_empty() {
            return None;
        }
        let mut doubting = self.clone();
        doubting.midway.clear();
        doubting.unsure.extend(self.cursors.0.keys().cloned());
        Some(doubting)
    }

    /// Two units may have the same form or person, of which the device has one: as the unit says that was read last, and
    /// it goes with either of them. So these are read again.
    fn doubt_units(&mut self, which: impl Fn(&Scope) -> bool) {
        let units = self.cursors.0.keys();
        let units = units.filter(|scope| matches!(scope, Scope::Unit(_)) && which(scope));
        self.unsure.extend(units.cloned());
    }

    /// What comes of a scope whose cursor was not believed takes the place of all that is here of it, also where there
    /// is nothing in it any more.
    pub fn begin_anew(&self, answer: &mut PullAnswer) {
        for scope in self
            .unsure
            .intersection(&answer.scopes.iter().cloned().collect())
        {
            match answer.feeds.iter_mut().find(|feed| feed.scope == *scope) {
                Some(feed) => feed.anew = true,
                None => answer.feeds.push(FeedPage {
                    scope: scope.clone(),
                    changes: Vec::new(),
                    cursor: Seq(0),
                    more: false,
                    anew: true,
                }),
            }
        }
    }

    /// What is `here` of a scope that is given from its beginning stays until its last page has come, so that a reading
    /// that is cut takes nothing away; what has not come again by then leaves with it (S9.5).
    #[must_use]
    pub fn renewed(
        mut self,
        feeds: &mut [FeedPage],
        here: impl Fn(&Scope) -> BTreeSet<RecordKey>,
    ) -> Self {
        for feed in feeds {
            if std::mem::take(&mut feed.anew) {
                self.stale.insert(feed.scope.clone(), here(&feed.scope));
            }
            let Some(stale) = self.stale.get_mut(&feed.scope) else {
                continue;
            };
            for change in &feed.changes {
                stale.remove(&change.key);
            }
            if !feed.more {
                let gone = self.stale.remove(&feed.scope).into_iter().flatten();
                feed.changes.extend(gone.map(|key| Change {
                    seq: feed.cursor,
                    key,
                    body: None,
                }));
            }
        }
        self
    }

    /// Records leave with these pages, but stay for now. What comes again does not leave.
    #[must_use]
    pub fn holding_back(mut self, feeds: &[FeedPage], stays: Vec<(Scope, RecordKey)>) -> Self {
        for feed in feeds {
            let came = |key: &RecordKey| feed.changes.iter().any(|change| change.key == *key);
            self.leaving
                .retain(|(scope, key)| *scope != feed.scope || !came(key));
        }
        let new = stays.into_iter();
        let new = new.filter(|left| !self.leaving.contains(left));
        let new: Vec<_> = new.collect();
        self.leaving.extend(new);
        self
    }

    /// Lets go of what had been held back and is needed no more.
    #[must_use]
    pub fn let_go(
        mut self,
        needed: impl Fn(&RecordKey) -> bool,
    ) -> (Self, Vec<(Scope, RecordKey)>) {
        let (stays, goes) = self.leaving.into_iter().partition(|(_, key)| needed(key));
        self.leaving = stays;
        (self, goes)
    }

    /// How the device stands was told, where it was news.
    #[must_use]
    pub fn told(self, report: Option<Report>) -> Self {
        Self {
            reported: report.or(self.reported),
            ..self
        }
    }

    /// Whether the office has not been told that the device stands so.
    #[must_use]
    pub fn is_news(&self, report: &Report) -> bool {
        let known = self.reported.as_ref();
        !known.is_some_and(|known| known.says_the_same(report))
    }

    /// Whether all that was sent was sent again in this epoch already. What is still missing is not here any more.
    #[must_use]
    pub fn has_resent(&self, epoch: Option<Epoch>) -> bool {
        epoch.is_some() && self.resent == epoch
    }

    /// All that was sent waits again; no feed has brought it yet.
    #[must_use]
    pub fn resending(self) -> Self {
        Self {
            resent: self.epoch,
            settled: 0,
            ..self
        }
    }

    /// Server clock minus device clock in whole minutes, where they are too far apart.
    #[must_use]
    pub fn clock_off_min(&self) -> Option<i64> {
        let odd = self
            .skew_ms
            .filter(|skew| skew.abs() > CLOCK_TOLERANCE_MS)?;
        Some(odd / 60_000)
    }

    /// The feeds were read to their end, after the operation with this counter had its receipt.
    #[must_use]
    pub fn settled(self, receipted: u64) -> Self {
        Self {
            settled: self.settled.max(receipted),
            complete: true,
            ..self
        }
    }

    /// Without the scopes that the user has lost and that nothing on the device needs; `None` where there are none.
    #[must_use]
    pub fn without_lost(&self, scopes: &[Scope], needed: impl Fn(&Scope) -> bool) -> Option<Self> {
        let mut left = self.clone();
        let stays = |scope: &Scope| scopes.contains(scope) || needed(scope);
        left.cursors.0.retain(|scope, _| stays(scope));
        left.leaving.retain(|(scope, _)| stays(scope));
        left.unsure.retain(|scope| stays(scope));
        left.midway.retain(|scope| stays(scope));
        left.stale.retain(|scope, _| stays(scope));
        let mut before = self.cursors.0.keys();
        if before.any(|scope| matches!(scope, Scope::Unit(_)) && !stays(scope)) {
            left.doubt_units(|_| true);
        }
        (left.cursors.0.len() < self.cursors.0.len()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn answer(epoch: u64, scope: &str, cursor: u64) -> PullAnswer {
        let scope: Scope = scope.parse().unwrap();
        PullAnswer {
            scopes: vec![scope.clone()],
            feeds: vec![FeedPage {
                scope,
                changes: Vec::new(),
                cursor: Seq(cursor),
                more: false,
                anew: false,
            }],
            now: DateTime::UNIX_EPOCH,
            epoch: Some(Epoch(epoch)),
            forgotten: false,
        }
    }

    #[test]
    fn s9_2_a_lost_scope_that_was_kept_over_another_epoch_begins_anew_where_it_comes_back() {
        let (kept, own) = ("z:kept", "z:own");
        let exchange = Exchange::default().read(&answer(1, kept, 7));
        let exchange = exchange.read(&answer(1, own, 3));
        assert_eq!(exchange.request().cursors.0.len(), 2);
        let exchange = exchange.read(&answer(2, own, 3));
        let asked: Vec<_> = exchange.request().cursors.0.into_values().collect();
        assert_eq!(asked, [Seq(0), Seq(0)]);
        let mut back = answer(2, kept, 5);
        exchange.begin_anew(&mut back);
        assert!(back.feeds[0].anew);
        let mut empty = answer(2, kept, 0);
        empty.feeds.clear();
        exchange.begin_anew(&mut empty);
        assert!(empty.feeds[0].anew);
        let asked = exchange.read(&back).request().cursors;
        assert_eq!(asked.0.into_values().next(), Some(Seq(5)));
    }

    #[test]
    fn s1_12_what_two_units_have_is_read_again_where_one_of_them_goes() {
        let (lost, own) = ("u:19900@2025-07-01", "u:19901@2025-07-01");
        let exchange = Exchange::default().read(&answer(1, lost, 7));
        let exchange = exchange.read(&answer(1, own, 3));
        let own: Scope = own.parse().unwrap();
        let left = exchange.without_lost(std::slice::from_ref(&own), |_| false);
        let asked = left.unwrap().request().cursors;
        assert_eq!(asked.0, [(own, Seq(0))].into());
    }

    #[test]
    fn s3_3_what_two_units_have_is_read_again_where_a_lost_one_comes_back() {
        let (lost, own) = ("u:19900@2025-07-01", "u:19901@2025-07-01");
        let exchange = Exchange::default().read(&answer(1, lost, 7));
        let exchange = exchange.read(&answer(1, own, 3));
        let asked: Vec<_> = exchange.request().cursors.0.into_values().collect();
        assert_eq!(asked, [Seq(0), Seq(3)]);
    }

    #[test]
    fn s8_17_who_becomes_an_officer_or_is_one_no_more_reads_the_hamlets_anew() {
        let (hamlet, other) = (
            "h:01936f00-0000-7000-8000-000000000001",
            "h:01936f00-0000-7000-8000-000000000002",
        );
        let office = "o:19900@2025-07-01";
        let answered = |feeds: &[(&str, u64)], scopes: &[&str]| PullAnswer {
            scopes: scopes.iter().map(|scope| scope.parse().unwrap()).collect(),
            feeds: feeds
                .iter()
                .flat_map(|(scope, cursor)| answer(1, scope, *cursor).feeds)
                .collect(),
            ..answer(1, hamlet, 0)
        };
        let cursors = |exchange: &Exchange| {
            let cursors = exchange.request().cursors.0.into_values();
            cursors.map(|seq| seq.0).collect::<Vec<_>>()
        };
        // Also in the midst of a first reading.
        let mut first = answered(&[(hamlet, 7)], &[hamlet]);
        first.feeds[0].more = true;
        let volunteer = Exchange::default().read(&first);
        assert_eq!(cursors(&volunteer), [7]);
        let scopes = [hamlet, other, office];
        let promoted = volunteer.read(&answered(&[(hamlet, 8), (other, 3), (office, 2)], &scopes));
        assert_eq!(
            cursors(&promoted),
            [0, 3, 2],
            "what came to an officer is whole"
        );
        let mut anew = answered(&[(hamlet, 8)], &scopes);
        promoted.begin_anew(&mut anew);
        assert!(anew.feeds[0].anew);
        let officer = promoted.read(&anew);
        assert_eq!(cursors(&officer), [8, 3, 2]);
        // In another unit an officer is one as before.
        let elsewhere = "o:19901@2025-07-01";
        let moved = officer
            .clone()
            .read(&answered(&[(elsewhere, 1)], &[hamlet, elsewhere]));
        assert_eq!(cursors(&moved), [8, 3, 2, 1]);
        let demoted = officer.read(&answered(&[], &[hamlet, other]));
        assert_eq!(cursors(&demoted), [0, 0, 2]);
    }

    #[test]
    fn s9_2_a_reading_that_was_cut_begins_anew_in_another_epoch() {
        let scope = "z:long";
        let mut cut = answer(1, scope, 3);
        cut.feeds[0].more = true;
        let cursors = |exchange: &Exchange| exchange.request().cursors.0.into_values().next();
        let exchange = Exchange::default().read(&cut);
        assert_eq!(
            cursors(&exchange.clone().read(&answer(1, scope, 4))),
            Some(Seq(4))
        );
        let restored = exchange.clone().read(&answer(2, scope, 4));
        assert_eq!(cursors(&restored), Some(Seq(0)));
        let mut anew = answer(2, scope, 4);
        anew.feeds[0].anew = true;
        assert_eq!(cursors(&exchange.read(&anew)), Some(Seq(4)));
    }
}
