//! Files opened ahead of whoever counts what is in them, on all cores, and handed on in their order.
//!
//! Opening takes most of the time: unpacking, and reading XML. What is counted has an order (the first of two equal reports counts),
//! so the files stand in a queue, some at a time, and each batch has a channel of its own. Both are bounded: readers that are ahead
//! wait.

use super::{Found, open_file};
use std::slice::Chunks;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, available_parallelism};
use waxseal_reports::unpack::Document;

/// The most threads that open files. Each may hold a file of the largest size.
pub(crate) const MAX_READERS: usize = 4;
/// The files of a batch.
const BATCH: usize = 16;
/// The batches that may be open ahead of the one that is counted.
const AHEAD: usize = 4;
/// The documents that are handed over together.
const HANDFUL: usize = 64;

/// Documents, each with the place of its file.
type Opened = Vec<(usize, Document)>;

/// The batches that are still to be opened, and where their documents will come from.
struct Queue<'a> {
    left: std::iter::Enumerate<Chunks<'a, Found>>,
    opened: SyncSender<Receiver<Opened>>,
}

/// Opens files, and hands on each document with the name of its file, in the order of the files.
pub(super) fn opened(files: &[Found], mut hand_on: impl FnMut(&str, Document)) {
    let names: Vec<String> = files.iter().map(|file| file.path.display().to_string()).collect();
    let mut named = |at: usize, document| {
        if let Some(name) = names.get(at) {
            hand_on(name, document);
        }
    };
    let batches = files.len().div_ceil(BATCH);
    let readers = available_parallelism().map_or(1, usize::from).min(MAX_READERS).min(batches);
    let (sender, receiver) = sync_channel(AHEAD);
    let queue = Mutex::new(Queue { left: files.chunks(BATCH).enumerate(), opened: sender });
    std::thread::scope(|scope| {
        let started = (1..=readers).filter(|_| readers > 1 && starts(scope, &queue)).count();
        if started == 0 {
            files.iter().enumerate().for_each(|(at, file)| open_file(file, &mut |found| named(at, found)));
            return;
        }
        for batch in receiver.iter().take(batches) {
            batch.iter().flatten().for_each(|(at, document)| named(at, document));
        }
    });
}

/// Starts a reader; `false` where the system has no thread for one.
fn starts<'s>(scope: &'s Scope<'s, '_>, queue: &'s Mutex<Queue<'_>>) -> bool {
    Builder::new().spawn_scoped(scope, || while read_next(queue).is_some() {}).is_ok()
}

/// Opens the next batch; `None` where there is none, or nobody counts any more.
fn read_next(queue: &Mutex<Queue<'_>>) -> Option<()> {
    let (sender, receiver) = sync_channel(1);
    let (at, batch) = {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let next = queue.left.next()?;
        // Under the lock, so that the batches stand in their order.
        queue.opened.send(receiver).ok()?;
        next
    };
    let mut opened = Opened::new();
    for (place, file) in batch.iter().enumerate() {
        open_file(file, &mut |document| {
            opened.push((at * BATCH + place, document));
            if opened.len() >= HANDFUL {
                // Where nobody counts any more there is nothing to be done either.
                let _ = sender.send(std::mem::take(&mut opened));
            }
        });
    }
    sender.send(opened).ok()
}
