//! The checker that speaks Dutch.

fn main() {
    waxseal_worker::listen();
}
