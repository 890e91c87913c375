//! Why a household is to be visited, as it is drawn: the same on a phone and at the office.

use dong_hanh_domain::left_behind::ReasonKind;
use dong_hanh_domain::today::Why;

use crate::ui::{Icon, Tone};

/// How a kind of reason is drawn.
#[must_use]
pub fn drawn(kind: ReasonKind) -> (Tone, Icon) {
    match kind {
        ReasonKind::Urgent => (Tone::Bad, Icon::Attention),
        ReasonKind::PromiseOverdue => (Tone::Bad, Icon::Promise),
        ReasonKind::FellBack => (Tone::Bad, Icon::Fell),
        ReasonKind::NeverVisited => (Tone::Wait, Icon::New),
        ReasonKind::NotVisited => (Tone::Wait, Icon::Clock),
        ReasonKind::Returned => (Tone::Wait, Icon::Edit),
    }
}

/// How a reason for a visit is drawn.
#[must_use]
pub fn look(why: &Why) -> (Tone, Icon) {
    match why {
        Why::Behind(reason) => drawn(reason.kind()),
        Why::PromiseSoon { .. } => (Tone::Wait, Icon::Promise),
        Why::VisitSoon { .. } | Why::Appointed { .. } => (Tone::Wait, Icon::Calendar),
        Why::Given { .. } => (Tone::Plain, Icon::New),
    }
}
