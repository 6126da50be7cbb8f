//! A program without what it would say if it panicked, which nobody hears: the page's programs end with a trap, and there is no
//! standard error in a browser. What says it is 1.4 % of a checker, and no stable compiler leaves it out.

use std::collections::HashMap;
use std::ops::Range;
use wasmparser::{
    BinaryReaderError, DataKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

/// How the names begin of functions that say something and do not return. What does return is left alone, whatever its name.
const LAST_WORDS: [&str; 14] = [
    "core::panicking::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "core::cell::panic_already",
    "core::cell::lazy::panic_poisoned",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::",
    "std::alloc::rust_oom",
    "std::panicking::",
    "std::thread::local::panic_access_error",
];
/// How the name ends of what a list says whose place is out of its bounds.
const OUT_OF_PLACE: &str = "::assert_failed";
/// What every program has that panics at all; one without it was compiled by a library that gives these functions other names.
const WITNESS: &str = "core::panicking::panic_fmt";

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;
/// A `core::panic::Location`: where a path stands, its length, a line and a column.
const LOCATION: usize = 16;
/// The longest path that is taken for one, in octets.
const MAX_PATH: usize = 250;
/// The last line, counted from 1.
const MAX_LINE: usize = 60_000;
/// The last column, counted from 1.
const MAX_COLUMN: usize = 1_000;

/// Takes out what a program says when it panics, and leaves every byte where it is: wasm-opt takes away what is not used any more.
///
/// # Errors
/// Where this is no program, or where none of these functions is known by its name.
pub(crate) fn silence(wasm: &mut [u8]) -> Result<(), String> {
    let parts = Parts::of(wasm).map_err(|e| e.to_string())?;
    if !parts.names.values().any(|name| name.starts_with(WITNESS)) {
        return Err(format!("no function is named {WITNESS}, so what it says on a panic is not known"));
    }
    for body in parts.last_words(wasm).map_err(|e| e.to_string())? {
        if let Some([locals, first, rest @ .., end]) = wasm.get_mut(body) {
            (*locals, *first, *end) = (0, UNREACHABLE, END);
            rest.fill(NOP);
        }
    }
    for place in parts.locations(wasm) {
        if let Some(octets) = wasm.get_mut(place) {
            octets.fill(0);
        }
    }
    Ok(())
}

/// What of a program is looked at.
struct Parts {
    /// Functions by their number, as the library's sources name them.
    names: HashMap<u32, String>,
    /// The number of the first function that is not imported.
    imported: u32,
    /// Where each function's body stands in the file.
    bodies: Vec<Range<usize>>,
    /// Where constants stand: in memory, and in the file.
    data: Vec<(usize, Range<usize>)>,
}

impl Parts {
    fn of(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut parts = Self { names: HashMap::new(), imported: 0, bodies: Vec::new(), data: Vec::new() };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        parts.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    parts.bodies.push(range.start as usize..range.end as usize);
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        parts.constants(&segment?)?;
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        names.into_iter().try_for_each(|subsection| parts.name(subsection?))?;
                    }
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    fn constants(&mut self, segment: &wasmparser::Data<'_>) -> Result<(), BinaryReaderError> {
        let DataKind::Active { offset_expr, .. } = &segment.kind else { return Ok(()) };
        if let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? {
            let end = segment.range.end as usize;
            self.data.push((value as u32 as usize, end - segment.data.len()..end));
        }
        Ok(())
    }

    fn name(&mut self, subsection: Name<'_>) -> Result<(), BinaryReaderError> {
        if let Name::Function(functions) = subsection {
            for named in functions {
                let named = named?;
                self.names.insert(named.index, plain(named.name));
            }
        }
        Ok(())
    }

    /// The bodies of functions that only say something before the end.
    fn last_words(&self, wasm: &[u8]) -> Result<Vec<Range<usize>>, BinaryReaderError> {
        let mut found = Vec::new();
        for (number, body) in (self.imported..).zip(&self.bodies) {
            let is_named = self.names.get(&number).is_some_and(|name| is_last_word(name));
            if is_named && never_returns(&wasm[body.clone()])? {
                found.push(body.clone());
            }
        }
        Ok(found)
    }

    /// Where places in the sources stand, and the paths that these name.
    fn locations(&self, wasm: &[u8]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (address, file) in &self.data {
            let aligned = file.start + address.next_multiple_of(4) - address;
            for at in (aligned..file.end.saturating_sub(LOCATION - 1)).step_by(4) {
                if let Some(path) = self.path(wasm, &wasm[at..at + LOCATION]) {
                    found.extend([at..at + LOCATION, path]);
                }
            }
        }
        found
    }

    /// The path of a place in the sources, if these octets are one.
    fn path(&self, wasm: &[u8], octets: &[u8]) -> Option<Range<usize>> {
        let word =
            |at: usize| octets.get(at..at + 4)?.try_into().ok().map(|word| u32::from_le_bytes(word) as usize);
        let (address, length, line, column) = (word(0)?, word(4)?, word(8)?, word(12)?);
        if length > MAX_PATH || !(1..=MAX_LINE).contains(&line) || !(1..=MAX_COLUMN).contains(&column) {
            return None;
        }
        let (start, file) =
            self.data.iter().find(|(start, file)| (*start..*start + file.len()).contains(&address))?;
        let at = file.start + address - start;
        let path = wasm.get(at..at + length).filter(|_| at + length <= file.end)?;
        let is_path = |octet: &u8| octet.is_ascii_alphanumeric() || b"/._-+@".contains(octet);
        (path.ends_with(b".rs") && path.iter().all(is_path)).then_some(at..at + length)
    }
}

/// A name without what tells versions of a library apart: `core[c5930c85a12de822]::panicking::panic` is `core::panicking::panic`.
fn plain(name: &str) -> String {
    let (mut plain, mut rest) = (String::new(), name);
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = after.split_once(']').map_or(after, |(_, after)| after);
    }
    plain + rest
}

fn is_last_word(name: &str) -> bool {
    LAST_WORDS.iter().any(|start| name.starts_with(start)) || name.ends_with(OUT_OF_PLACE)
}

/// Whether a body ends in `unreachable` and is left nowhere else: by no `return`, and by no branch to its end.
fn never_returns(body: &[u8]) -> Result<bool, BinaryReaderError> {
    let body = FunctionBody::new(wasmparser::BinaryReader::new(body, 0));
    let operators: Vec<Operator<'_>> = body.get_operators_reader()?.into_iter().collect::<Result<_, _>>()?;
    let mut depth = 0_u32;
    for operator in &operators {
        let leaves = match operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                depth += 1;
                false
            }
            Operator::End => {
                depth = depth.saturating_sub(1);
                false
            }
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => *relative_depth >= depth,
            // A table may lead anywhere; nothing that only panics has one.
            Operator::BrTable { .. } | Operator::Return => true,
            _ => false,
        };
        if leaves {
            return Ok(false);
        }
    }
    Ok(matches!(operators.as_slice(), [.., Operator::Unreachable, Operator::End]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        BlockType, CodeSection, ConstExpr, DataSection, Function, FunctionSection, MemorySection, MemoryType,
        Module, NameMap, NameSection, TypeSection,
    };

    const PATH: &[u8] = b"crates/core/src/lib.rs";
    const WORDS: &[u8] = b"what a person reads.rs";

    /// How a function is left.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Left {
        Never,
        AtItsEnd,
        ByReturn,
        ByBranch,
    }

    /// A program with these functions, each with how it is left, and a location at 1024.
    fn program(functions: &[(&str, Left)]) -> Vec<u8> {
        let (mut types, mut declared, mut code) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        let (mut names, mut data, mut memory) = (NameMap::new(), DataSection::new(), MemorySection::new());
        types.ty().function([], []);
        for (number, (name, left)) in (0..).zip(functions) {
            declared.function(0);
            names.append(number, name);
            let mut body = Function::new([]);
            let mut write = body.instructions();
            write.i32_const(7).drop();
            match left {
                Left::ByReturn => _ = write.i32_const(0).if_(BlockType::Empty).return_().end(),
                Left::ByBranch => _ = write.block(BlockType::Empty).i32_const(0).br_if(1).end(),
                Left::Never | Left::AtItsEnd => {}
            }
            if *left != Left::AtItsEnd {
                write.unreachable();
            }
            write.end();
            code.function(&body);
        }
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let words =
            [1064, PATH.len() as u32, 12, 5, 1064 + PATH.len() as u32, WORDS.len() as u32, 1, 1, 9, 9];
        let constants = [words.map(u32::to_le_bytes).as_flattened(), PATH, WORDS].concat();
        data.active(0, &ConstExpr::i32_const(1024), constants);
        let mut named = NameSection::new();
        named.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&declared)
            .section(&memory)
            .section(&code)
            .section(&data)
            .section(&named);
        module.finish()
    }

    #[test]
    fn last_words_are_taken_out_and_nothing_else() {
        let functions = [
            ("core[c5930c85a12de822]::panicking::panic_fmt", Left::Never),
            ("<alloc[3ca501edff3f0c7c]::vec::Vec<_, _>>::remove::assert_failed", Left::Never),
            ("alloc[3ca501edff3f0c7c]::raw_vec::finish_grow", Left::AtItsEnd),
            ("alloc[3ca501edff3f0c7c]::raw_vec::grow_one", Left::ByReturn),
            ("alloc[3ca501edff3f0c7c]::raw_vec::grow_amortized", Left::ByBranch),
            ("waxseal_core::of_failure::h69abd6b0e76b4138", Left::Never),
        ];
        let mut wasm = program(&functions);
        let before = wasm.clone();
        silence(&mut wasm).unwrap();
        let bodies = Parts::of(&before).unwrap().bodies;
        let changed: Vec<bool> =
            bodies.iter().map(|body| wasm[body.clone()] != before[body.clone()]).collect();
        assert_eq!(changed, [true, true, false, false, false, false]);
        assert_eq!(wasm[bodies[0].clone()], [0, UNREACHABLE, NOP, NOP, NOP, END]);
        let has = |octets: &[u8]| wasm.windows(octets.len()).any(|window| window == octets);
        assert!(!has(PATH), "the path is gone");
        assert!(has(WORDS), "what only looks like one is there: a path has no spaces");
        assert!(has(&9_u32.to_le_bytes().repeat(2)), "and so is what is no place");
        assert!(Parts::of(&wasm).is_ok());
    }

    #[test]
    fn a_library_with_other_names_is_told_of() {
        let told = silence(&mut program(&[("core::panics::say", Left::Never)])).unwrap_err();
        assert!(told.contains(WITNESS), "{told}");
    }
}
