//! A body that is read no faster than somebody takes it.

use std::mem::take;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use http_body::Frame;

/// Lets a body come in steps. Who takes a `multipart/form-data` apart first takes in all that is ready, and of what was
/// packed all is ready at once: without steps it would lie in memory whole.
pub(super) async fn stepwise(request: Request) -> Request {
    request.map(|body| Body::new(Stepwise { body, rests: false }))
}

struct Stepwise {
    body: Body,
    /// Whether whoever reads is to look at what it has before it gets more.
    rests: bool,
}

impl HttpBody for Stepwise {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if take(&mut self.rests) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        self.rests = true;
        Poll::Ready(frame)
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn what_is_ready_is_given_out_one_after_the_other() {
        let body = Body::from("a");
        let mut body = Stepwise { body, rests: false };
        let mut context = Context::from_waker(Waker::noop());
        let mut next = || Pin::new(&mut body).poll_frame(&mut context);
        assert!(matches!(next(), Poll::Ready(Some(Ok(_)))));
        assert!(next().is_pending());
        assert!(matches!(next(), Poll::Ready(None)));
    }
}
