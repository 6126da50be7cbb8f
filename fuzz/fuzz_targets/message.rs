//! No bytes panic the reading of a message, and its fields lie in order within it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::message::{MAX_FIELDS, Message, Origin};

fuzz_target!(|input: (&[u8], bool)| {
    let (bytes, is_paste) = input;
    let message = Message::parse(bytes, if is_paste { Origin::Paste } else { Origin::File });
    assert!(message.fields().len() <= MAX_FIELDS);
    let mut end = 0;
    for field in message.fields() {
        assert!(field.offset() >= end);
        end = field.offset() + field.raw().len();
        assert_eq!(message.bytes().get(field.offset()..end), Some(field.raw()));
        let _ = (field.text(), field.unfolded());
    }
});
