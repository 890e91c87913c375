//! What travels between a device and the server.

use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::{PullAnswer, PullRequest, PushAnswer, PushRequest};

use crate::trip::{round_trip, settled};

/// A push on its way to the office. Its operations are passed on byte for byte.
pub(crate) fn push_request(bytes: &[u8]) {
    let Some(request) = round_trip::<PushRequest>(bytes) else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    for operation in &request.operations {
        assert!(text.contains(operation.text()));
    }
}

/// The receipts on their way back.
pub(crate) fn push_answer(bytes: &[u8]) {
    round_trip::<PushAnswer>(bytes);
}

/// A device asks; a server reads so, and a device reads its own memory so.
pub(crate) fn pull_request(bytes: &[u8]) {
    round_trip::<PullRequest>(bytes);
    if let Some(exchange) = round_trip::<Exchange>(bytes) {
        settled(&exchange.request());
    }
}

/// Changes come. Their bodies are kept byte for byte, and a device that has read them asks for what is behind them.
pub(crate) fn pull_answer(bytes: &[u8]) {
    let Some(answer) = round_trip::<PullAnswer>(bytes) else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    for change in answer.feeds.iter().flat_map(|feed| &feed.changes) {
        if let Some(body) = &change.body {
            assert!(text.contains(body.get()));
        }
    }
    let exchange = Exchange::default().read(&answer);
    for feed in &answer.feeds {
        assert!(exchange.cursors.0.contains_key(&feed.scope));
    }
    settled(&exchange);
}
