//! Reading an operation's text.

use dong_hanh_domain::{DeviceId, DeviceTime, OperationId};
use serde::Deserialize;

use crate::operation::{Action, FinishedVisit, Operation};

/// Reads an operation. A visit, by far the commonest and longest kind, is read straight from the text: through
/// `flatten` and `tag` serde would first copy every one of its answers.
pub(crate) fn open(text: &str) -> Result<Operation, serde_json::Error> {
    let envelope: Envelope = serde_json::from_str(text)?;
    if envelope.action == Kind::Other {
        return serde_json::from_str(text);
    }
    let mut visit: FinishedVisit = serde_json::from_str(text)?;
    // To the visit, what the operation bears is something that it does not know.
    for field in ["id", "device", "counter", "made", "settles", "action"] {
        visit.extra.0.remove(field);
    }
    Ok(Operation {
        id: envelope.id,
        device: envelope.device,
        counter: envelope.counter,
        made: envelope.made,
        settles: envelope.settles,
        action: Action::FinishVisit(visit),
    })
}

/// The fields of an [`Operation`] beside its action.
#[derive(Deserialize)]
struct Envelope {
    id: OperationId,
    device: DeviceId,
    counter: u64,
    made: DeviceTime,
    #[serde(default)]
    settles: Option<OperationId>,
    action: Kind,
}

#[derive(PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    FinishVisit,
    #[serde(other)]
    Other,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const VISIT: &str = r#"{"id":"00000000-0000-0000-0000-000000000001","device":"00000000-0000-0000-0000-000000000002","counter":7,"made":{"utc_ms":1,"zone_min":420,"mono_ms":2},"settles":"00000000-0000-0000-0000-000000000003","action":"finish_visit","visit":"00000000-0000-0000-0000-000000000004","household":"00000000-0000-0000-0000-000000000005","form":"sha256:f","answers":{"answers":{"who/met":{"text":"bà Hạnh"},"who/new":{"scan":1}},"signed":true},"started":{"utc_ms":0,"zone_min":420,"mono_ms":1},"amends":"00000000-0000-0000-0000-000000000006","weather":"mưa"}"#;

    #[test]
    fn a_visit_is_read_as_serde_reads_it() {
        let opened = open(VISIT).unwrap();
        assert_eq!(opened, serde_json::from_str(VISIT).unwrap());
        assert!(matches!(&opened.action, Action::FinishVisit(visit) if visit.extra.0.len() == 1));
    }

    #[test]
    fn what_serde_refuses_is_refused() {
        for (what, with) in [
            (r#""counter":7"#, r#""counter":-7"#),
            (r#""counter":7,"#, ""),
            (r#""counter":7"#, r#""counter":7,"counter":7"#),
            (r#""form":"sha256:f","#, ""),
            (r#""form":"sha256:f""#, r#""form":"sha256:f","form":"x""#),
            ("finish_visit", "burn_house"),
            (r#","action":"finish_visit""#, ""),
        ] {
            let text = VISIT.replacen(what, with, 1);
            assert_ne!(text, VISIT);
            assert!(open(&text).is_err(), "{text}");
            assert!(serde_json::from_str::<Operation>(&text).is_err(), "{text}");
        }
    }
}
