//! A phone: what it said, which receipts it has, and what it has read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::Sender;

use chrono::{DateTime, Utc};
use dong_hanh_demo::{Demo, DemoPerson, Rng};
use dong_hanh_domain::{DeviceId, OperationId};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use dong_hanh_sync::{RawOperation, Receipt};
use serde_json::value::RawValue;

use crate::reader::Reader;
use crate::wire::{NoAnswer, Wire};
use crate::words::{Words, clock};

/// Somebody's phone.
pub(crate) struct Client<'d> {
    device: DeviceId,
    wire: Wire,
    words: Words<'d>,
    rng: Rng,
    /// Everything it said, in order.
    said: Vec<Said>,
    places: BTreeMap<(OperationId, ContentDigest), usize>,
    pub(crate) reader: Reader,
}

/// One operation.
pub(crate) struct Said {
    pub(crate) raw: RawOperation,
    receipt: Option<Box<RawValue>>,
}

impl Said {
    /// What the office answered; every phone has all its receipts when this is asked.
    pub(crate) fn receipt(&self) -> Receipt {
        serde_json::from_str(self.receipt.as_ref().unwrap().get()).unwrap()
    }
}

impl<'d> Client<'d> {
    pub(crate) fn sign_in(
        demo: &'d Demo,
        person: &'d DemoPerson,
        mut rng: Rng,
        address: &str,
    ) -> Self {
        let device = DeviceId(rng.id(clock().utc_ms));
        Self {
            device,
            wire: Wire::sign_in(person, device, address),
            words: Words::of(demo, person, device, rng.clone()),
            rng,
            said: Vec::new(),
            places: BTreeMap::new(),
            reader: Reader::default(),
        }
    }

    /// Everything it said.
    pub(crate) fn said(&self) -> &[Said] {
        &self.said
    }

    /// The kinds of what it said.
    pub(crate) fn kinds(&self) -> &BTreeSet<&'static str> {
        self.words.kinds()
    }

    /// Sends and reads until the server is gone. Tells of every request before it is made.
    pub(crate) fn work(&mut self, address: &str, sends: &Sender<()>) {
        loop {
            let batch = self.batch();
            // Nobody may listen any more.
            let _ = sends.send(());
            let done = if self.rng.percent(20) {
                self.reader.pull(&self.wire, address).map(drop)
            } else {
                self.push(address, &batch)
            };
            if done.is_err() {
                return;
            }
            self.words.read(&self.reader);
        }
    }

    /// What waits, something new, and something that has been sent before, perhaps twice.
    fn batch(&mut self) -> Vec<usize> {
        let mut batch = self.waiting();
        let size = self.rng.weighed(&[(50, 1), (35, 5), (10, 20), (5, 60)]);
        for _ in 0..size {
            let raw = self.words.say();
            batch.push(self.said.len());
            self.places
                .insert((raw.id().unwrap(), raw.digest()), self.said.len());
            self.said.push(Said { raw, receipt: None });
        }
        while self.rng.percent(40) {
            batch.push(self.rng.index(self.said.len()));
        }
        if self.rng.percent(10) {
            batch.extend(batch.clone());
        }
        batch.truncate(PUSH_LIMIT);
        batch
    }

    fn waiting(&self) -> Vec<usize> {
        let waiting = self
            .said
            .iter()
            .enumerate()
            .filter(|(_, said)| said.receipt.is_none());
        waiting.map(|(at, _)| at).collect()
    }

    /// [S2.2] A receipt that comes again is the same, to the byte.
    fn push(&mut self, address: &str, batch: &[usize]) -> Result<(), NoAnswer> {
        let operations = batch.iter().map(|at| self.said[*at].raw.clone()).collect();
        let receipts = self.wire.push(address, self.device, clock(), operations)?;
        for (at, receipt) in batch.iter().zip(receipts) {
            let said = &mut self.said[*at];
            match &said.receipt {
                Some(before) => assert_eq!(
                    before.get(),
                    receipt.get(),
                    "another receipt for {}",
                    said.raw.text()
                ),
                None => {
                    said.receipt = Some(receipt);
                    self.words.hear(&said.raw, &said.receipt());
                }
            }
        }
        Ok(())
    }

    /// Sends what waits, and everything once more. Gives how much of what had waited was received before `since`.
    pub(crate) fn settle(&mut self, address: &str, since: DateTime<Utc>) -> usize {
        let waiting = self.waiting();
        for batch in waiting.chunks(PUSH_LIMIT) {
            self.push(address, batch).unwrap();
        }
        let all: Vec<usize> = (0..self.said.len()).collect();
        for batch in all.chunks(PUSH_LIMIT) {
            self.push(address, batch).unwrap();
        }
        let received_before = |at: &&usize| self.said[**at].receipt().received < since;
        waiting.iter().filter(received_before).count()
    }

    /// Reads on to the end.
    pub(crate) fn catch_up(&mut self, address: &str) {
        self.reader.pull(&self.wire, address).unwrap();
    }

    /// Everything that it may read, read from the beginning.
    pub(crate) fn read_anew(&self, address: &str) -> Reader {
        let mut reader = Reader::default();
        reader.pull(&self.wire, address).unwrap();
        reader
    }
}
