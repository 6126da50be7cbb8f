//! The checker that speaks English.

fn main() {
    waxseal_worker::listen();
}
