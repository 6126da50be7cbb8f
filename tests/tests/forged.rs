//! Nothing a sender wrote moves a verdict: forgeries below the layouts of many receivers, made up at random.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use waxseal_tests::fuzzed::run;

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_forger_never_passes_and_nothing_of_his_is_advised(octets in vec(any::<u8>(), 8..64)) {
        run("forged", &octets);
    }
}
