//! What draws up the records of a domain, in Dutch.

fn main() {
    waxseal_worker::listen();
}
