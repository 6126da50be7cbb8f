//! A program taken apart and put together: opcodes, and each kind of immediate, are a stream of its own. What packs a stream then meets
//! like beside like, and an instruction that comes again is known again where only its numbers differ. `web/assets/unpack.mjs` puts
//! together what was taken apart here, and asks for the octets in the same order.

use Stream::{
    Alignment, Data, Function, Further, Get, Global, I32, I64, Label, Local, Offset, Opcode, Rest, Set, Type,
};

/// What an octet of a program is, in the order of the streams.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Opcode,
    /// The local of a `local.get`.
    Get,
    /// The local of a `local.set` or `local.tee`.
    Set,
    Global,
    Function,
    Label,
    Type,
    Alignment,
    /// The first octet of a memory offset.
    Offset,
    /// What follows that.
    Further,
    I32,
    I64,
    /// The declarations of locals.
    Local,
    /// What is rare: lanes, fractions, second halves of opcodes, counts.
    Rest,
    /// All that is no code.
    Data,
}

/// How many streams there are.
pub(crate) const COUNT: usize = 15;
/// What a program begins with, in octets.
const PREAMBLE: usize = 8;
/// What a section of code begins with.
const CODE: u32 = 10;
/// The most octets that a number may have, with 7 bits each.
const LONGEST_NUMBER: u32 = 10;
/// Opcodes from and to, and the numbers that follow them.
const IMMEDIATES: [(u8, u8, &[Stream]); 13] = [
    (0x02, 0x04, &[Type]),
    (0x0c, 0x0d, &[Label]),
    (0x10, 0x10, &[Function]),
    (0x11, 0x11, &[Type, Type]),
    (0x20, 0x20, &[Get]),
    (0x21, 0x22, &[Set]),
    (0x23, 0x26, &[Global]),
    (0x28, 0x3e, &[Alignment, Offset]),
    (0x3f, 0x40, &[Rest]),
    (0x41, 0x41, &[I32]),
    (0x42, 0x42, &[I64]),
    (0xd0, 0xd0, &[Rest]),
    (0xd2, 0xd2, &[Function]),
];

/// Where the octets come from: a program that is taken apart, or its streams.
pub(crate) trait Source {
    /// The next octet, which is of this stream.
    ///
    /// # Errors
    /// Where there is none.
    fn octet(&mut self, stream: Stream) -> Result<u8, String>;

    /// Passes over the size of a body where it stands; it is in no stream.
    ///
    /// # Errors
    /// Where there is none.
    fn size_of_body(&mut self) -> Result<(), String>;
}

/// A program that is taken apart.
pub(crate) struct Apart<'p> {
    rest: &'p [u8],
    /// What was taken from it, by streams.
    pub(crate) streams: [Vec<u8>; COUNT],
}

impl<'p> Apart<'p> {
    pub(crate) fn of(program: &'p [u8]) -> Self {
        Self { rest: program, streams: Default::default() }
    }

    fn next(&mut self) -> Result<u8, String> {
        let (first, rest) = self.rest.split_first().ok_or("it ends within an instruction")?;
        self.rest = rest;
        Ok(*first)
    }
}

impl Source for Apart<'_> {
    fn octet(&mut self, stream: Stream) -> Result<u8, String> {
        let octet = self.next()?;
        self.streams[stream as usize].push(octet);
        Ok(octet)
    }

    fn size_of_body(&mut self) -> Result<(), String> {
        while self.next()? > 127 {}
        Ok(())
    }
}

/// The program that a source makes, of so many octets.
///
/// # Errors
/// Where it makes none.
pub(crate) fn assembled(source: &mut impl Source, length: usize) -> Result<Vec<u8>, String> {
    let mut program = Program { source, length, octets: Vec::new() };
    program.octets(Data, PREAMBLE.min(length))?;
    while program.octets.len() < length {
        program.section()?;
    }
    Ok(program.octets)
}

struct Program<'s, S> {
    source: &'s mut S,
    length: usize,
    octets: Vec<u8>,
}

impl<S: Source> Program<'_, S> {
    fn octet(&mut self, stream: Stream) -> Result<u8, String> {
        if self.octets.len() >= self.length {
            return Err("it is longer than it says".to_owned());
        }
        let octet = self.source.octet(stream)?;
        self.octets.push(octet);
        Ok(octet)
    }

    fn octets(&mut self, stream: Stream, count: usize) -> Result<(), String> {
        (0..count).try_for_each(|_| self.octet(stream).map(drop))
    }

    /// A number in LEB128, signed or not; what it comes to counts only where it is not.
    fn number(&mut self, stream: Stream) -> Result<u32, String> {
        let mut number = 0;
        for read in 0..LONGEST_NUMBER {
            let octet = self.octet(if read > 0 && stream == Offset { Further } else { stream })?;
            number |= u32::from(octet & 127).wrapping_shl(7 * read);
            if octet < 128 {
                return Ok(number);
            }
        }
        Err("a number has no end".to_owned())
    }

    fn numbers(&mut self, stream: Stream, count: u64) -> Result<(), String> {
        (0..count).try_for_each(|_| self.number(stream).map(drop))
    }

    fn section(&mut self) -> Result<(), String> {
        let (id, size) = (self.number(Data)?, self.number(Data)?);
        if id != CODE {
            return self.octets(Data, size as usize);
        }
        for _ in 0..self.number(Data)? {
            self.body()?;
        }
        Ok(())
    }

    /// The size of a body stands before it, and is known behind it.
    fn body(&mut self) -> Result<(), String> {
        self.source.size_of_body()?;
        let start = self.octets.len();
        let groups = self.number(Local)?;
        self.numbers(Local, 2 * u64::from(groups))?;
        let mut open = 1_u32;
        while open > 0 {
            match self.instruction()? {
                0x02..=0x04 => open += 1,
                0x0b => open -= 1,
                _ => {}
            }
        }
        let mut size = self.octets.len() - start;
        let mut number = Vec::new();
        while size > 127 {
            number.push((size & 127 | 128) as u8);
            size >>= 7;
        }
        number.push(size as u8);
        self.octets.splice(start..start, number);
        Ok(())
    }

    fn instruction(&mut self) -> Result<u8, String> {
        let opcode = self.octet(Opcode)?;
        let immediates = IMMEDIATES.iter().find(|(from, to, _)| (*from..=*to).contains(&opcode));
        for stream in immediates.map_or(&[] as &[Stream], |(_, _, streams)| streams) {
            self.number(*stream)?;
        }
        match opcode {
            0x0e => {
                let labels = self.number(Rest)?;
                self.numbers(Label, u64::from(labels) + 1)?;
            }
            0x1c => {
                let types = self.number(Rest)?;
                self.numbers(Rest, u64::from(types))?;
            }
            0x43 => self.octets(Rest, 4)?,
            0x44 => self.octets(Rest, 8)?,
            0xfc => self.with_memory()?,
            0xfd => self.with_vectors()?,
            _ => {}
        }
        Ok(opcode)
    }

    /// What follows `0xfc`: conversions, and what handles whole memories and tables.
    fn with_memory(&mut self) -> Result<(), String> {
        let count = match self.number(Rest)? {
            0..=7 => 0,
            8 | 10 | 12 | 14 => 2,
            _ => 1,
        };
        self.numbers(Rest, count)
    }

    /// What follows `0xfd`: loads and stores, constants, lanes.
    fn with_vectors(&mut self) -> Result<(), String> {
        let opcode = self.number(Rest)?;
        if matches!(opcode, 0..=11 | 84..=93) {
            self.number(Alignment)?;
            self.number(Offset)?;
        }
        let octets = match opcode {
            12 | 13 => 16,
            21..=34 | 84..=91 => 1,
            _ => 0,
        };
        self.octets(Rest, octets)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Instructions with every kind of immediate.
    const INSTRUCTIONS: [&[u8]; 22] = [
        // block, loop, if and else, with no type, one of a value and one of the module.
        &[0x02, 0x40, 0x03, 0x7f, 0x41, 0x00, 0x04, 0x05, 0x05, 0x0b, 0x0b, 0x0b],
        // br, br_if, br_table.
        &[0x0c, 0x00, 0x0d, 0x85, 0x01, 0x0e, 0x03, 0x00, 0x01, 0x80, 0x01, 0x02, 0x0e, 0x00, 0x00],
        // call, call_indirect, ref.func, ref.null, select with a type.
        &[0x10, 0xff, 0x07, 0x11, 0x03, 0x00, 0xd2, 0x01, 0xd0, 0x70, 0x1c, 0x01, 0x7e],
        // Locals, globals, tables.
        &[0x20, 0x00, 0x21, 0x81, 0x01, 0x22, 0x02, 0x23, 0x00, 0x24, 0x01, 0x25, 0x00, 0x26, 0x00],
        // Loads and stores, offsets of one to three octets.
        &[0x28, 0x02, 0x04, 0x36, 0x02, 0xac, 0x02, 0x3e, 0x00, 0x80, 0x80, 0x01, 0x2d, 0x00, 0x00],
        // memory.size, memory.grow.
        &[0x3f, 0x00, 0x40, 0x00],
        // i32.const 0, -1, the smallest.
        &[0x41, 0x00, 0x41, 0x7f, 0x41, 0x80, 0x80, 0x80, 0x80, 0x78],
        // i64.const, the smallest, with ten octets.
        &[0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x42, 0x05],
        // f32.const, f64.const.
        &[0x43, 0x00, 0x00, 0x80, 0xff, 0x44, 0x0b, 0x0b, 0x0b, 0xff, 0xff, 0xff, 0xf0, 0x3f],
        // Conversions, and the four that have two indices, two that have one.
        &[0xfc, 0x00, 0xfc, 0x07, 0xfc, 0x08, 0x01, 0x00, 0xfc, 0x0a, 0x00, 0x00, 0xfc, 0x0c, 0x01, 0x02],
        &[0xfc, 0x0e, 0x00, 0x00, 0xfc, 0x09, 0x01, 0xfc, 0x0b, 0x00, 0xfc, 0x11, 0x00],
        // Vectors: load, store, constant, shuffle.
        &[0xfd, 0x00, 0x04, 0x10, 0xfd, 0x0b, 0x04, 0x80, 0x02],
        &[0xfd, 0x0c, 0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0x80],
        &[0xfd, 0x0d, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        // Lanes: extracted, loaded, stored; loads filled up with zeros; an opcode of two octets.
        &[0xfd, 0x15, 0x00, 0xfd, 0x22, 0x01, 0xfd, 0x54, 0x00, 0x04, 0x02, 0xfd, 0x5b, 0x03, 0x08, 0x01],
        &[0xfd, 0x5c, 0x02, 0x00, 0xfd, 0x5d, 0x03, 0x90, 0x01, 0xfd, 0xba, 0x01],
        // Without any: unreachable, nop, return, drop, select, i32.eqz, i32.add, i64.extend32_s.
        &[0x00],
        &[0x01],
        &[0x0f, 0x1a, 0x1b],
        &[0x45],
        &[0x6a],
        &[0xc4],
    ];

    fn number(mut number: usize) -> Vec<u8> {
        let mut octets = Vec::new();
        while number > 127 {
            octets.push((number & 127 | 128) as u8);
            number >>= 7;
        }
        octets.push(number as u8);
        octets
    }

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [&[id], number(content.len()).as_slice(), content].concat()
    }

    /// A program with every kind of immediate, and with bodies whose sizes have one, two and three octets.
    pub(crate) fn instructions() -> Vec<u8> {
        let all = INSTRUCTIONS.concat();
        let bodies = [
            [&[0x00], all.as_slice(), &[0x0b]].concat(),
            [&[0x02, 0x01, 0x7f, 0xac, 0x02, 0x7e], all.as_slice(), &[0x0b]].concat(),
            vec![0x00, 0x0b],
            [&[0x01, 0x03, 0x7b], INSTRUCTIONS.repeat(90).concat().as_slice(), &[0x0b]].concat(),
        ];
        let mut code = number(bodies.len());
        for body in bodies {
            code.extend(number(body.len()));
            code.extend(body);
        }
        let data: Vec<u8> = (0..900_u32).map(|at| (at * at / 7 % 251) as u8).collect();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[0]),
            section(10, &code),
            section(11, &data),
            section(0, &[]),
        ]
        .concat()
    }

    #[test]
    fn each_immediate_goes_to_its_stream() {
        let body = [0x00, 0x20, 0x05, 0x28, 0x02, 0x84, 0x01, 0x21, 0x06, 0x41, 0x7f, 0x0b];
        let program = [
            b"\0asm\x01\0\0\0".as_slice(),
            &section(10, &[&[1, body.len() as u8], body.as_slice()].concat()),
        ]
        .concat();
        let mut apart = Apart::of(&program);
        assert_eq!(assembled(&mut apart, program.len()).unwrap(), program);
        let of = |stream: Stream| apart.streams[stream as usize].as_slice();
        assert_eq!(of(Opcode), [0x20, 0x28, 0x21, 0x41, 0x0b]);
        assert_eq!((of(Get), of(Set), of(Local), of(I32)), (&[5][..], &[6][..], &[0][..], &[0x7f][..]));
        assert_eq!((of(Alignment), of(Offset), of(Further)), (&[2][..], &[0x84][..], &[1][..]));
        assert_eq!(of(Data), [b"\0asm\x01\0\0\0".as_slice(), &[10, 14, 1]].concat());
    }

    #[test]
    fn every_immediate_is_passed_over_whole() {
        let program = instructions();
        let mut apart = Apart::of(&program);
        assert_eq!(assembled(&mut apart, program.len()).unwrap(), program);
        // Ninety times and twice: no octet of another kind was taken for an opcode.
        let opcodes = &apart.streams[Opcode as usize];
        assert_eq!(opcodes.iter().filter(|opcode| **opcode == 0xc4).count(), 92);
        assert!(apart.streams.iter().all(|stream| !stream.is_empty()));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        let program = instructions();
        for end in [9, 12, 20, 200, program.len() - 1] {
            assert!(assembled(&mut Apart::of(&program[..end]), program.len()).is_err(), "{end}");
        }
        let endless = [b"\0asm\x01\0\0\0".as_slice(), &[0xff; 20]].concat();
        assert!(assembled(&mut Apart::of(&endless), endless.len()).is_err());
    }
}
