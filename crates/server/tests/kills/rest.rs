//! What must hold when every phone has all its receipts and nobody sends.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_demo::Demo;
use dong_hanh_domain::{Review, VisitId};
use dong_hanh_sync::operation::Ruling;
use dong_hanh_sync::{Action, FinishedVisit, HeldRecord, HeldState, Outcome, Visit};

use crate::client::{Client, Said};
use crate::reader::Reader;

/// Looks at the feeds of every phone, and at what became of everything that was said.
pub(crate) fn check(clients: &[Client<'_>], address: &str, demo: &Demo) {
    let mut office = Reader::default();
    for client in clients {
        let anew = client.read_anew(address);
        // [S3.1] [S3.3] A phone that read in the middle of it all has what one has that begins now: it missed nothing.
        assert!(
            client.reader.records == anew.records,
            "a phone that reads on and one that begins anew differ"
        );
        if anew.records.len() > office.records.len() {
            office = anew;
        }
    }
    effects(clients, &office, demo);
}

/// [S2.1] [S2.2] [S3.4] What was applied is in the record, what was held is held, and there is nothing else.
fn effects(clients: &[Client<'_>], office: &Reader, demo: &Demo) {
    let mut households: BTreeSet<String> = demo
        .households
        .iter()
        .map(|household| household.id.to_string())
        .collect();
    let mut visits: BTreeSet<String> = demo
        .sendings
        .iter()
        .flat_map(|sending| &sending.operations)
        .filter_map(|operation| match &operation.action {
            Action::FinishVisit(visit) => Some(visit.visit.to_string()),
            _ => None,
        })
        .collect();
    let contents: BTreeMap<String, &Said> = said(clients)
        .map(|said| (said.raw.digest().to_string(), said))
        .collect();
    let (mut held, mut settled, mut ruled) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let mut amended: BTreeMap<VisitId, VisitId> = BTreeMap::new();
    let mut applied: BTreeMap<VisitId, FinishedVisit> = BTreeMap::new();
    let mut apply = |action: Action| match action {
        Action::RegisterHousehold { household } => {
            assert!(households.insert(household.id.to_string()), "applied twice");
        }
        Action::FinishVisit(visit) => {
            // Its author and an officer may have sent the same on its way at the same time (S8.8).
            if let Some(known) = applied.insert(visit.visit, visit.clone()) {
                assert_eq!(
                    (&known.answers, known.amends),
                    (&visit.answers, visit.amends)
                );
                return;
            }
            assert!(visits.insert(visit.visit.to_string()), "applied twice");
            if let Some(earlier) = visit.amends {
                assert_eq!(amended.insert(earlier, visit.visit), None, "amended twice");
            }
        }
        _ => {}
    };
    for said in said(clients) {
        settled.extend(said.raw.head().unwrap().settles);
        let receipt = said.receipt();
        if let Outcome::Held { reason } = receipt.outcome {
            let digest = said.raw.digest().to_string();
            held.insert(digest, (receipt.operation, said.raw.text(), reason));
            continue;
        }
        let action = said
            .raw
            .open()
            .expect("what was applied was understood")
            .action;
        if let Action::Release { digest, ruling, .. } = &action {
            if matches!(ruling, Ruling::Apply | Ruling::Place { .. }) {
                apply(contents[digest].raw.open().unwrap().action);
            }
            ruled.insert(digest.clone(), ruling.clone());
        }
        apply(action);
    }
    let keys = |kind| {
        office
            .of_kind(kind)
            .into_keys()
            .collect::<BTreeSet<String>>()
    };
    assert_eq!(keys("household"), households);
    assert_eq!(keys("visit"), visits);
    assert_eq!(keys("held"), held.keys().cloned().collect());
    for (digest, body) in office.of_kind("held") {
        let record: HeldRecord = serde_json::from_str(body).unwrap();
        let (id, text, why) = &held[&digest];
        assert_eq!(
            (&record.operation, record.content.get(), &record.why),
            (id, *text, why)
        );
        match record.state {
            HeldState::Open => assert_eq!(ruled.get(&digest), None, "decided, and open"),
            HeldState::Settled { .. } => assert!(settled.contains(id), "settled by nobody"),
            HeldState::Ruled { ruling, .. } => assert_eq!(ruled.get(&digest), Some(&ruling)),
        }
    }
    for body in office.of_kind("visit").into_values() {
        let visit: Visit = serde_json::from_str(body).unwrap();
        match (amended.get(&visit.id), &visit.review) {
            (Some(newer), Review::Amended { with, .. }) => assert_eq!(with, newer),
            (Some(newer), review) => panic!("amended by {newer}, and yet {review:?}"),
            (None, _) => {}
        }
    }
}

fn said<'c>(clients: &'c [Client<'_>]) -> impl Iterator<Item = &'c Said> {
    clients.iter().flat_map(Client::said)
}
