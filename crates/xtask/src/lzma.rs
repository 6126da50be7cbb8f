//! Programs packed for the way: hosts pack with gzip at best. Of a program taken apart, LZMA makes three quarters of what that makes of
//! it. Browsers do not know it, so `web/assets/unpack.mjs` goes with what loads them.

use crate::steps::root;
use crate::streams::{self, Apart, COUNT, Source, Stream};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaReader, LzmaWriter, MfType};
use std::cell::RefCell;
use std::io::{Read, Write};

/// What unpacks a program in the browser.
const UNPACKER: &str = "web/assets/unpack.mjs";
/// Where it stands in a script that loads programs.
const PLACE: &str = "// Here stands unpack.mjs.";
/// How the name of a packed file ends.
pub(crate) const ENDING: &str = ".wasm.lzma";
/// How many bits of the octet before tell what comes: the unpacker knows this figure, and no bits of places, which a stream has none of.
const CONTEXT: u32 = 2;
/// What a packed file begins with: it says of the bits that tell what comes what a header of LZMA does, and is no program's first octet.
const PROPERTIES: u8 = 2;
/// How far back a copy may lie, in octets: as far as the largest program is long, and then as far again.
const WINDOW: u32 = 1 << 23;
/// The longest copy there is; one that long is taken without looking further.
const LONGEST: u32 = 273;
/// How many places are looked at for a copy.
const DEPTH: i32 = 1000;
/// The longest that a program may be, in octets: the unpacker makes none that is longer.
const LARGEST: usize = 1 << 24;
/// How many octets say a length.
const LENGTH: usize = 4;

/// Packs a program. The same octets come out of every run: the lengths of the program and of its streams, and then, of all streams packed
/// apart, each octet where what unpacks them asks for it. So it can be unpacked while it comes, and no block or buffer parts it.
///
/// # Errors
/// Where it cannot be packed, or would not come out again as it is.
pub(crate) fn pack(program: &[u8]) -> Result<Vec<u8>, String> {
    if program.len() > LARGEST {
        return Err(format!("{} octets are more than are unpacked", program.len()));
    }
    let mut apart = Apart::of(program);
    if streams::assembled(&mut apart, program.len())? != program {
        return Err("the size of a body is not written as short as it can be".to_owned());
    }
    let mut lengths = vec![program.len()];
    lengths.extend(apart.streams.iter().map(Vec::len));
    let mut whole = vec![PROPERTIES];
    for length in &lengths {
        whole.extend(u32::try_from(*length).map_err(|e| e.to_string())?.to_le_bytes());
    }
    let (packed, whole) = (packed_apart(&apart.streams)?, RefCell::new(whole));
    let taps = packed.iter().map(|octets| Tap { octets, taken: 0, whole: &whole });
    // The order in which it is unpacked is that in which the octets are asked for.
    let mut sources = Unpacked::new(taps, &lengths[1..])?;
    if streams::assembled(&mut sources, program.len())? != program {
        return Err("it does not come out again".to_owned());
    }
    drop(sources);
    let whole = whole.into_inner();
    if unpack(&whole)? == program { Ok(whole) } else { Err("it does not come out again".to_owned()) }
}

/// Each stream packed for itself.
fn packed_apart(streams: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, String> {
    let options = LzmaOptions {
        dict_size: WINDOW,
        lc: CONTEXT,
        lp: 0,
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LONGEST,
        mf: MfType::Bt4,
        depth_limit: DEPTH,
        preset_dict: None,
    };
    let pack = |stream: &Vec<u8>| {
        let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
        writer.write_all(stream)?;
        writer.finish()
    };
    streams.iter().map(|stream| pack(stream).map_err(|e| e.to_string())).collect()
}

/// The program that was packed.
///
/// # Errors
/// Where this is none.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let damaged = || "the file is damaged".to_owned();
    let (properties, rest) = packed.split_first().ok_or_else(damaged)?;
    let (lengths, octets) = rest.split_at_checked(LENGTH * (COUNT + 1)).ok_or_else(damaged)?;
    let (lengths, _) = lengths.as_chunks::<LENGTH>();
    let lengths: Vec<usize> = lengths.iter().map(|length| u32::from_le_bytes(*length) as usize).collect();
    let [length, lengths @ ..] = lengths.as_slice() else { return Err(damaged()) };
    if *properties != PROPERTIES || *length > LARGEST || lengths.iter().sum::<usize>() > *length {
        return Err(damaged());
    }
    let left = RefCell::new(octets);
    let shares = (0..COUNT).map(|_| Share { is_begun: false, left: &left });
    let mut sources = Unpacked::new(shares, lengths)?;
    let program = streams::assembled(&mut sources, *length)?;
    if sources.is_at_the_end() && left.borrow().is_empty() { Ok(program) } else { Err(damaged()) }
}

/// Every stream, as it is unpacked octet by octet.
struct Unpacked<R: Read> {
    readers: Vec<LzmaReader<R>>,
}

impl<R: Read> Unpacked<R> {
    fn new(packed: impl Iterator<Item = R>, lengths: &[usize]) -> Result<Self, String> {
        let reader = |(packed, length): (R, &usize)| {
            LzmaReader::new(packed, *length as u64, CONTEXT, 0, 0, WINDOW, None).map_err(|e| e.to_string())
        };
        Ok(Self { readers: packed.zip(lengths).map(reader).collect::<Result<_, _>>()? })
    }

    fn is_at_the_end(&mut self) -> bool {
        self.readers.iter_mut().all(|reader| reader.read(&mut [0]).is_ok_and(|read| read == 0))
    }
}

impl<R: Read> Source for Unpacked<R> {
    fn octet(&mut self, stream: Stream) -> Result<u8, String> {
        let mut octet = [0];
        self.readers[stream as usize].read_exact(&mut octet).map_err(|e| e.to_string())?;
        Ok(octet[0])
    }

    fn size_of_body(&mut self) -> Result<(), String> {
        Ok(())
    }
}

/// Hands out a packed stream one octet at a time, and notes each in the whole. The first is always nothing, and is left out there.
struct Tap<'w> {
    octets: &'w [u8],
    taken: usize,
    whole: &'w RefCell<Vec<u8>>,
}

impl Read for Tap<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (Some(place), Some(octet)) = (into.first_mut(), self.octets.get(self.taken)) else {
            return Ok(0);
        };
        *place = *octet;
        if self.taken > 0 {
            self.whole.borrow_mut().push(*octet);
        }
        self.taken += 1;
        Ok(1)
    }
}

/// Hands out to a stream what is next of the whole, one octet at a time.
struct Share<'w> {
    is_begun: bool,
    left: &'w RefCell<&'w [u8]>,
}

impl Read for Share<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let Some(place) = into.first_mut() else { return Ok(0) };
        *place = 0;
        if self.is_begun {
            let mut left = self.left.borrow_mut();
            let Some((first, rest)) = left.split_first() else { return Ok(0) };
            *place = *first;
            *left = rest;
        }
        self.is_begun = true;
        Ok(1)
    }
}

/// The script of a loader with what unpacks its programs.
///
/// # Errors
/// Where the script has no place for it, or it cannot be read.
pub(crate) fn with_unpacker(script: &str) -> Result<String, String> {
    let module = std::fs::read_to_string(root().join(UNPACKER)).map_err(|e| format!("{UNPACKER}: {e}"))?;
    let (before, after) = script.split_once(PLACE).ok_or_else(|| format!("it does not say {PLACE}"))?;
    Ok(format!("{before}{}{after}", module.replace("export const ", "const ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::tests::instructions;

    #[test]
    fn what_is_packed_is_the_same_each_time_and_comes_out_again() {
        let program = instructions();
        for program in [&[], b"a".as_slice(), b"\0asm\x01\0\0\0", &program] {
            let packed = pack(program).unwrap();
            assert_eq!(packed, pack(program).unwrap());
            assert_eq!(unpack(&packed).unwrap(), program);
            assert!(unpack(&packed[..packed.len() - 1]).is_err());
            assert!(unpack(&[packed.as_slice(), b"a"].concat()).is_err());
        }
    }

    #[test]
    fn what_would_not_come_out_as_it_is_is_refused() {
        // A body whose size is written with an octet more than it needs.
        let program = b"\0asm\x01\0\0\0\x0a\x05\x01\x82\x00\x00\x0b";
        assert!(pack(program).is_err());
        assert!(pack(b"<!doctype html><title>This is no program</title>").is_err());
    }

    #[test]
    fn lengths_that_lie_are_refused() {
        let packed = pack(&instructions()).unwrap();
        for place in (1..=LENGTH * (COUNT + 1)).step_by(LENGTH) {
            for change in [1, 255] {
                let mut packed = packed.clone();
                packed[place] = packed[place].wrapping_add(change);
                assert!(unpack(&packed).is_err(), "{place}");
            }
        }
    }

    /// The unpacker is tried with files that were packed once: `unpack.test.mjs` reads them.
    #[test]
    fn what_the_unpacker_is_tried_with_is_what_is_packed_today() {
        let folder = root().join("tests/e2e/packed");
        for name in ["instructions.wasm", "steps.wasm"] {
            let program = std::fs::read(folder.join(name)).unwrap();
            assert_eq!(pack(&program).unwrap(), std::fs::read(folder.join(format!("{name}.lzma"))).unwrap());
            assert!(name != "instructions.wasm" || program == instructions());
        }
    }

    #[test]
    fn a_loader_gets_the_unpacker() {
        let script = with_unpacker("a\n// Here stands unpack.mjs.\nb").unwrap();
        assert!(script.starts_with("a\n") && script.ends_with("\nb"));
        assert!(script.contains("\nconst unpacked = ") && !script.contains("export"));
        assert!(with_unpacker("a").is_err());
    }
}
