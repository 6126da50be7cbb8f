//! Waiting for several things at once.

use futures_util::future::LocalBoxFuture;
use std::future::poll_fn;
use std::task::{Context, Poll};

/// Waits for all of them together, and gives what came of each in their order.
///
/// `futures_util::join_all` is compiled anew for every kind of future, with a queue for long lists. Here the futures stand
/// behind pointers, so it is compiled once for each kind of outcome, which keeps the page's download small. A waking
/// polls all that still wait, which is cheap at the few hundred questions that one check may ask.
pub(crate) async fn all<'a, F: Future + 'a>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let waiting = futures.into_iter().map(|future| Pending::Waiting(Box::pin(future)));
    settled(waiting.collect()).await
}

/// What waits, and then what came of it.
enum Pending<'a, T> {
    Waiting(LocalBoxFuture<'a, T>),
    There(T),
}

async fn settled<T>(mut places: Vec<Pending<'_, T>>) -> Vec<T> {
    poll_fn(|context| {
        // Each of them is polled, also where one before it still waits.
        let waiting = places.iter_mut().map(|place| usize::from(!place.is_there(context))).sum::<usize>();
        if waiting == 0 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    let outcomes = places.into_iter().filter_map(|place| match place {
        Pending::There(outcome) => Some(outcome),
        Pending::Waiting(_) => None,
    });
    outcomes.collect()
}

impl<T> Pending<'_, T> {
    fn is_there(&mut self, context: &mut Context<'_>) -> bool {
        if let Self::Waiting(future) = self {
            match future.as_mut().poll(context) {
                Poll::Ready(outcome) => *self = Self::There(outcome),
                Poll::Pending => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Ready at the poll of that number.
    async fn after(polls: u32, polled: &Cell<u32>) -> u32 {
        let mut left = polls;
        poll_fn(|context| {
            polled.set(polled.get() + 1);
            context.waker().wake_by_ref();
            left -= 1;
            if left == 0 { Poll::Ready(polls) } else { Poll::Pending }
        })
        .await
    }

    #[test]
    fn the_order_is_that_of_the_asking_and_what_is_there_is_left_alone() {
        let polled = Cell::new(0);
        let outcomes = pollster::block_on(all([3, 1, 2].map(|polls| after(polls, &polled))));
        assert_eq!(outcomes, [3, 1, 2]);
        assert_eq!(polled.get(), 6);
    }

    #[test]
    fn of_nothing_there_is_nothing_to_wait_for() {
        assert!(pollster::block_on(all(Vec::<std::future::Ready<u8>>::new())).is_empty());
    }
}
