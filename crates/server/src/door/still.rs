//! A connection that ends when nothing moves on it any more.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// Ends reading and writing with an error once no byte has come or gone for some time.
pub(super) struct Still<S> {
    stream: S,
    longest: Duration,
    moved: Instant,
    until: Pin<Box<Sleep>>,
}

impl<S> Still<S> {
    pub(super) fn new(stream: S, longest: Duration) -> Self {
        let moved = Instant::now();
        Self {
            stream,
            longest,
            moved,
            until: Box::pin(sleep_until(moved + longest)),
        }
    }

    /// The clock is only set anew when it rings: bytes come far more often.
    fn or_end<T>(
        &mut self,
        moved: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            self.moved = Instant::now();
            return moved;
        }
        loop {
            ready!(self.until.as_mut().poll(context));
            let end = self.moved + self.longest;
            if end <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.until.as_mut().reset(end);
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Still<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.or_end(read, context)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Still<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.or_end(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.or_end(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.or_end(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.or_end(shut, context)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::time::advance;

    const LONGEST: Duration = Duration::from_secs(300);

    #[tokio::test(start_paused = true)]
    async fn it_ends_when_nothing_has_moved_for_too_long() {
        let (mut far, near) = duplex(64);
        let mut near = Still::new(near, LONGEST);
        for _ in 0..3 {
            advance(LONGEST - Duration::from_secs(1)).await;
            far.write_all(b"a").await.unwrap();
            assert_eq!(near.read_u8().await.unwrap(), b'a');
        }
        let error = near.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn it_ends_when_nobody_takes_what_is_sent() {
        let (_far, near) = duplex(64);
        let mut near = Still::new(near, LONGEST);
        let error = near.write_all(&[0; 65]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
