//! Whose host handed the message over: told once, with what shows it, for everything that asks.
//!
//! What shows it is what a receiver can have seen, and what DNS says of it: the address, and the names that have the address.
//! What the client calls itself shows nothing, and neither does anything a sender can have written, but for the weak word of a
//! field below the border, which is never more than a question to the reader.

mod ask;
mod forwarder;
mod whose;

pub(crate) use ask::{Sight, classify};
pub(crate) use whose::{Client, Own, Provided, Strength};

#[cfg(test)]
mod tests;
