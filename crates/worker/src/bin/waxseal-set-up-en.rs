//! What draws up the records of a domain, in English.

fn main() {
    waxseal_worker::listen();
}
