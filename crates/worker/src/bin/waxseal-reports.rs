//! What reads the reports of receivers, in every language.

fn main() {
    waxseal_worker::listen();
}
