//! Programs packed for the way: hosts pack with gzip at best, and LZMA makes four fifths of what that makes of a program. Browsers
//! do not know it, so `web/assets/unpack.mjs` goes with what loads them.

use crate::steps::root;
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaReader, LzmaWriter, MfType};
use std::io::{Read, Write};

/// What unpacks a program in the browser.
const UNPACKER: &str = "web/assets/unpack.mjs";
/// Where it stands in a script that loads programs.
const PLACE: &str = "// Here stands unpack.mjs.";
/// How the name of a packed file ends.
pub(crate) const ENDING: &str = ".wasm.lzma";
/// How many bits of the octet before tell what comes: the unpacker knows this figure, and no bits of places, which a program has none of.
const CONTEXT: u32 = 4;
/// How far back a copy may lie, in octets: as far as the largest program is long, and then as far again.
const WINDOW: u32 = 1 << 23;
/// The longest copy there is; one that long is taken without looking further.
const LONGEST: u32 = 273;
/// How many places are looked at for a copy.
const DEPTH: i32 = 1000;
/// The longest that a program may be, in octets: the unpacker makes none that is longer.
const LARGEST: usize = 1 << 24;
/// The most memory that unpacking may take, in kilobytes.
const MEMORY: u32 = 1 << 16;

/// Packs a program, with its length before it and nothing that marks its end. The same octets come out of every run.
///
/// # Errors
/// Where it cannot be packed.
pub(crate) fn pack(program: &[u8]) -> Result<Vec<u8>, String> {
    if program.len() > LARGEST {
        return Err(format!("{} octets are more than are unpacked", program.len()));
    }
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
    let length = u64::try_from(program.len()).map_err(|e| e.to_string())?;
    let mut writer =
        LzmaWriter::new_use_header(Vec::new(), &options, Some(length)).map_err(|e| e.to_string())?;
    writer.write_all(program).map_err(|e| e.to_string())?;
    writer.finish().map_err(|e| e.to_string())
}

/// The program that was packed.
///
/// # Errors
/// Where this is none.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut program = Vec::new();
    let mut reader = LzmaReader::new_mem_limit(packed, MEMORY, None).map_err(|e| e.to_string())?;
    reader.read_to_end(&mut program).map_err(|e| e.to_string())?;
    Ok(program)
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

    #[test]
    fn what_is_packed_is_the_same_each_time_and_comes_out_again() {
        let program: Vec<u8> = (0..40_000_u32).map(|at| (at * at / 7 % 251) as u8).collect();
        for length in [0, 1, 2, 300, program.len()] {
            let program = &program[..length];
            let packed = pack(program).unwrap();
            assert_eq!(packed, pack(program).unwrap());
            assert_eq!(unpack(&packed).unwrap(), program);
            assert!(unpack(&packed[..packed.len() - 6]).is_err() || length < 2);
        }
    }

    /// The unpacker is tried with files that were packed once: `unpack.test.mjs` reads them.
    #[test]
    fn what_the_unpacker_is_tried_with_is_what_is_packed_today() {
        let folder = root().join("tests/e2e/packed");
        let mut count = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "lzma") {
                let packed = std::fs::read(&path).unwrap();
                assert_eq!(pack(&std::fs::read(path.with_extension("")).unwrap()).unwrap(), packed);
                count += 1;
            }
        }
        assert_eq!(count, 2);
    }

    #[test]
    fn a_loader_gets_the_unpacker() {
        let script = with_unpacker("a\n// Here stands unpack.mjs.\nb").unwrap();
        assert!(script.starts_with("a\n") && script.ends_with("\nb"));
        assert!(script.contains("\nconst unpacked = ") && !script.contains("export"));
        assert!(with_unpacker("a").is_err());
    }
}
