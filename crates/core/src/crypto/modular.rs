//! Powers modulo an odd number, by Montgomery's multiplication (Mathematics of Computation 44, 1985; "coarsely integrated operand
//! scanning" in Koç, Acar, Kaliski, IEEE Micro 16, 1996).
//!
//! Signatures and public keys are no secrets, so that nothing here has to take the same time for every number.

use std::cmp::Ordering;

/// The bits of a limb. Two limbs and a carry fit what the browser multiplies in one step.
const LIMB: usize = 32;

/// An odd number above one, ready to reckon with. With `k` limbs, `R` is 2^(32k).
#[derive(Clone, Debug)]
pub(super) struct Modulus {
    /// The limbs, least first; the last is not zero.
    limbs: Vec<u32>,
    /// What times the number ends in a limb of ones: −n⁻¹ mod 2³².
    inverse: u32,
    /// R² mod n, by which numbers become multiples of R.
    square: Vec<u32>,
}

impl Modulus {
    /// The number of big-endian octets; `None` where it is even or below three.
    pub(super) fn new(octets: &[u8]) -> Option<Self> {
        let mut limbs = limbs(octets);
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        let &least = limbs.first().filter(|&&least| least & 1 == 1 && (limbs.len() > 1 || least > 1))?;
        let mut modulus = Self { limbs, inverse: inverse(least).wrapping_neg(), square: Vec::new() };
        modulus.square = modulus.square_of_r();
        Some(modulus)
    }

    /// How many bits the number has.
    pub(super) fn bits(&self) -> u32 {
        let unused = self.limbs.last().map_or(0, |limb| limb.leading_zeros());
        u32::try_from(self.limbs.len() * LIMB).unwrap_or(u32::MAX) - unused
    }

    /// How many octets the number has.
    pub(super) fn octets(&self) -> usize {
        self.bits().div_ceil(8) as usize
    }

    /// `base` to the power of `exponent`, as many octets as the modulus has; `None` where the base is not below the modulus.
    pub(super) fn power(&self, base: &[u8], exponent: u64) -> Option<Vec<u8>> {
        let mut base = limbs(base);
        base.resize(self.limbs.len().max(base.len()), 0);
        if compare(&base, &self.limbs) != Ordering::Less {
            return None;
        }
        let base = self.product(&base, &self.square);
        let mut one = vec![0; self.limbs.len()];
        if let Some(least) = one.first_mut() {
            *least = 1;
        }
        let mut power = self.product(&one, &self.square);
        for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
            power = self.product(&power, &power);
            if exponent >> bit & 1 == 1 {
                power = self.product(&power, &base);
            }
        }
        let power = self.product(&power, &one);
        let octets: Vec<u8> = power.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect();
        octets.get(octets.len() - self.octets()..).map(<[u8]>::to_vec)
    }

    /// R² mod n: first R from the highest power of two below n, then, as 2^a·R times 2^b·R is 2^(a+b)·R, the bits of 32k.
    fn square_of_r(&self) -> Vec<u32> {
        let mut power = vec![0; self.limbs.len()];
        let below = self.bits() as usize - 1;
        if let Some(limb) = power.get_mut(below / LIMB) {
            *limb = 1 << (below % LIMB);
        }
        let r = self.limbs.len() * LIMB;
        for _ in below..r {
            self.double(&mut power);
        }
        for bit in (0..usize::BITS - r.leading_zeros()).rev() {
            power = self.product(&power, &power);
            if r >> bit & 1 == 1 {
                self.double(&mut power);
            }
        }
        power
    }

    /// Twice a number below n, modulo n.
    fn double(&self, number: &mut [u32]) {
        let mut carry = 0;
        for limb in number.iter_mut() {
            (*limb, carry) = (*limb << 1 | carry, *limb >> (LIMB - 1));
        }
        self.reduce(number, carry != 0);
    }

    /// a·b/R modulo n, of numbers below n.
    fn product(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        let mut sum = vec![0; self.limbs.len()];
        let mut above = 0;
        for &limb in a {
            above += add_product(&mut sum, limb, b);
            // The multiple of n that makes the least limb zero, which is then dropped.
            let factor = sum.first().map_or(0, |least| least.wrapping_mul(self.inverse));
            above += add_product(&mut sum, factor, &self.limbs);
            sum.rotate_left(1);
            if let Some(last) = sum.last_mut() {
                *last = low(above);
            }
            above >>= LIMB;
        }
        self.reduce(&mut sum, above != 0);
        sum
    }

    /// Brings a number below 2n, with a bit above its limbs or without, below n.
    fn reduce(&self, number: &mut [u32], above: bool) {
        if !above && compare(number, &self.limbs) == Ordering::Less {
            return;
        }
        let mut borrow = false;
        for (limb, &less) in number.iter_mut().zip(&self.limbs) {
            let (once, first) = limb.overflowing_sub(less);
            let (twice, second) = once.overflowing_sub(u32::from(borrow));
            (*limb, borrow) = (twice, first || second);
        }
    }
}

/// Adds `factor` times `number` to `sum`; what does not fit is given back.
fn add_product(sum: &mut [u32], factor: u32, number: &[u32]) -> u64 {
    let mut carry = 0;
    for (limb, &other) in sum.iter_mut().zip(number) {
        let wide = u64::from(*limb) + u64::from(factor) * u64::from(other) + carry;
        *limb = low(wide);
        carry = wide >> LIMB;
    }
    carry
}

/// The limbs of big-endian octets, least first.
fn limbs(octets: &[u8]) -> Vec<u32> {
    let limb = |octets: &[u8]| octets.iter().fold(0, |limb, &octet| limb << 8 | u32::from(octet));
    octets.rchunks(LIMB / 8).map(limb).collect()
}

/// Compares numbers; where one has more limbs, those count too.
fn compare(a: &[u32], b: &[u32]) -> Ordering {
    let longer = a.len().max(b.len());
    let limb = |number: &[u32], at: usize| number.get(at).copied().unwrap_or(0);
    let mut places = (0..longer).rev().map(|at| limb(a, at).cmp(&limb(b, at)));
    places.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// What times an odd number ends in one, modulo 2³². Each step doubles the bits that are right, and an odd number has three to
/// begin with.
fn inverse(odd: u32) -> u32 {
    (0..4).fold(odd, |inverse, _| inverse.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(inverse))))
}

/// The lower half.
fn low(wide: u64) -> u32 {
    (wide & u64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rsa::BoxedUint;
    use rsa::PublicKey;
    use rsa::hazmat::rsa_encrypt;
    use rsa::traits::PublicKeyParts;

    #[test]
    fn small_numbers() {
        for n in (3_u32..200).step_by(2) {
            let modulus = Modulus::new(&n.to_be_bytes()).unwrap();
            for base in 0..n {
                for exponent in [1_u32, 2, 3, 17] {
                    let expected = (0..exponent).fold(1, |power, _| power * base % n);
                    let power = modulus.power(&base.to_be_bytes(), u64::from(exponent)).unwrap();
                    assert_eq!(power, [u8::try_from(expected).unwrap()], "{base}^{exponent} mod {n}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_modulus() {
        for octets in [&[][..], &[0], &[1], &[2], &[1, 0], &[0, 0, 0, 0, 1]] {
            assert!(Modulus::new(octets).is_none(), "{octets:?}");
        }
        let modulus = Modulus::new(&[0, 0, 0xff]).unwrap();
        assert_eq!((modulus.bits(), modulus.octets()), (8, 1));
        assert_eq!(modulus.power(&[0xff], 3), None);
        assert_eq!(modulus.power(&[1, 0, 0, 0, 0], 3), None);
    }

    proptest! {
        /// Another library's powers are the same, at lengths that fill their limbs and that do not.
        #[test]
        fn as_another_library_reckons(
            mut modulus in prop::collection::vec(any::<u8>(), 64..260),
            base in prop::collection::vec(any::<u8>(), 64..260),
            exponent in prop_oneof![Just(3_u64), Just(65_537), (1_u64..1 << 32).prop_map(|half| half * 2 + 1)],
        ) {
            *modulus.first_mut().unwrap() |= 0x01;
            *modulus.last_mut().unwrap() |= 0x01;
            let base = &base[..base.len().min(modulus.len())];
            let ours = Modulus::new(&modulus).unwrap();
            let number = BoxedUint::from_be_slice_vartime(&modulus);
            let key = PublicKey::new_with_size_limits(number, BoxedUint::from(exponent), 8..=8192).unwrap();
            let theirs = BoxedUint::from_be_slice(base, key.n_bits_precision()).ok().filter(|base| base < key.n().as_ref());
            let theirs = theirs.map(|base| rsa_encrypt(&key, &base).unwrap().to_be_bytes());
            let theirs = theirs.map(|octets| octets[octets.len() - ours.octets()..].to_vec());
            prop_assert_eq!(ours.power(base, exponent), theirs);
        }
    }
}
