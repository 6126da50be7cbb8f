// Unpacks a program while it comes. `cargo xtask dist` packs each, since hosts and browsers know nothing as good, and puts this into what loads
// them. Opcodes and each kind of immediate are a stream of its own, each packed by the LZMA SDK's lzma-specification.txt with lc=2, lp=0 and
// pb=0. The octets of all stand in the order in which they are asked for here, as xtask/src/streams.rs and lzma.rs write them. What the
// service worker keeps is unpacked already, and is told by its first octet.

/** What a program may come to and what it may weigh packed, in octets: the largest has 2 million. */
const LARGEST = 1 << 24;
/** The streams; FURTHER has what follows the first octet of an offset, REST what is rare. */
const STREAMS = 15;
const [OPCODES, GETS, SETS, GLOBALS, FUNCTIONS, LABELS, TYPES, ALIGNS, OFFSETS, FURTHER, I32S, I64S, LOCALS, REST, DATA] = Array(STREAMS).keys();
/** Opcodes from and to, and the streams of the one or two numbers that follow them. */
const IMMEDIATES = [
  [2, 4, TYPES], [12, 13, LABELS], [16, 16, FUNCTIONS], [17, 17, TYPES, TYPES], [32, 32, GETS], [33, 34, SETS], [35, 38, GLOBALS],
  [40, 62, ALIGNS, OFFSETS], [63, 64, REST], [65, 65, I32S], [66, 66, I64S], [208, 208, REST], [210, 210, FUNCTIONS],
];
/** What a section of code begins with. */
const CODE = 10;
/** The octets of the header, and those that begin the numbers of all streams: what packs them; the program's length and that of each. */
const [HEADER, START] = [65, 125];
/** What the first octet says of lc, lp and pb. */
const PROPERTIES = 2;
/** What a program begins with that is not packed. */
const PLAIN = 0;
/** The most octets that a number may have, with 7 bits each. */
const LONGEST_NUMBER = 10;
/** More than any one step reads, so that none is begun before all that it reads is there: 32 octets of streams, of 20 at most each. */
const READ_AT_ONCE = 640;
/** How many octets are unpacked between two looks at the clock, and how long at a piece, in milliseconds: whoever types waits for no longer. */
const [PIECE, LONGEST] = [1024, 8];
/** Where the chances of each choice stand, of which one is an even chance at first. */
const [EVEN, IS_REP, IS_OLDER, IS_THIRD, IS_FOURTH, IS_LONG, LENGTHS, REP_LENGTHS, SLOTS, SPECIAL, ALIGN, LITERALS, ALL] = [
  1024, 12, 24, 36, 48, 60, 72, 346, 620, 876, 1004, 1020, 1020 + 0x300 * 4,
];

const damaged = () => new Error("integrity: the file is damaged");

/**
 * What tells how a packed number was chosen, bit by bit, from what `next` reads, in the stream that `turn` chose last; `begin` takes its
 * first four octets. All streams share these few functions, since a compiler makes one that is there once faster.
 */
const chooser = (next) => {
  const chances = new Uint16Array(ALL * STREAMS).fill(EVEN);
  // The width of what is left, and where in it the number is: of the stream at hand, and of each. As fields of an array they are whole
  // numbers to the compiler.
  const [at, all] = [Uint32Array.of(-1, 0), new Uint32Array(2 * STREAMS).fill(-1)];
  let [start, turned] = [0, 0];
  const turn = (stream) => {
    if (stream === turned) return;
    all[2 * turned] = at[0];
    all[2 * turned + 1] = at[1];
    turned = stream;
    start = ALL * stream;
    at[0] = all[2 * stream];
    at[1] = all[2 * stream + 1];
  };
  const widen = () => {
    if (at[0] >= 1 << 24) return;
    at[0] <<= 8;
    at[1] = at[1] << 8 | next();
  };
  const bit = (place) => {
    const chance = chances[start + place];
    const bound = (at[0] >>> 11) * chance;
    const is = at[1] >= bound;
    at[0] = is ? at[0] - bound : bound;
    if (is) at[1] -= bound;
    chances[start + place] = is ? chance - (chance >> 5) : chance + (2048 - chance >> 5);
    widen();
    return is ? 1 : 0;
  };
  const even = (bits) => {
    let found = 0;
    for (let left = bits; left > 0; left -= 1) {
      at[0] >>>= 1;
      const is = at[1] >= at[0];
      if (is) at[1] -= at[0];
      found = found << 1 | is;
      widen();
    }
    return found;
  };
  const begin = () => { for (let read = 0; read < 4; read += 1) at[1] = at[1] << 8 | next(); };
  return { turn, bit, even, begin, isAtTheEnd: () => at[1] === 0 };
};

/** How many octets are copied, and from how far back, less one. */
const measures = ({ bit, even }) => {
  const tree = (place, bits) => {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = node << 1 | bit(place + node);
    return node - (1 << bits);
  };
  const reversed = (place, bits) => {
    let node = 1;
    let found = 0;
    for (let done = 0; done < bits; done += 1) {
      const one = bit(place + node);
      node = node << 1 | one;
      found |= one << done;
    }
    return found;
  };
  const length = (place) => {
    if (!bit(place)) return 2 + tree(place + 2, 3);
    return bit(place + 1) ? 18 + tree(place + 18, 8) : 10 + tree(place + 10, 3);
  };
  const distance = (octets) => {
    const slot = tree(SLOTS + 64 * Math.min(octets - 2, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | slot & 1) << bits;
    if (slot < 14) return start + reversed(SPECIAL + start - slot, bits);
    // The longest, which would mark an end, is below nothing, and is refused like it.
    return start + (even(bits - 4) << 4) + reversed(ALIGN, 4);
  };
  return { length, distance };
};

/** One octet that is no copy. `match` is what a copy would have gone on with, which is what this one is not; nothing right after another. */
const literals = ({ bit }) => (before, match) => {
  const place = LITERALS + 0x300 * (before >> 6);
  let node = 1;
  let same = match === null ? 0 : 256;
  for (let rest = match; same && node < 256;) {
    rest <<= 1;
    const expected = rest & same;
    const is = bit(place + same + expected + node);
    node = node << 1 | is;
    same &= is ? expected : ~expected;
  }
  while (node < 256) node = node << 1 | bit(place + node);
  return node;
};

/** Where the marks of a stream stand: what came before, and how far back its last four copies began, less one. */
const [STATE, LAST, SECOND, THIRD, FOURTH, MARKS] = Array(6).keys();

/** How many octets are copied, from where the mark of the last says then. */
const copies = (choose, marks) => {
  const [{ bit }, { length, distance }] = [choose, measures(choose)];
  const older = (of) => {
    let chosen = marks[of + SECOND];
    if (bit(IS_THIRD + marks[of + STATE])) {
      chosen = marks[of + THIRD];
      if (bit(IS_FOURTH + marks[of + STATE])) {
        chosen = marks[of + FOURTH];
        marks[of + FOURTH] = marks[of + THIRD];
      }
      marks[of + THIRD] = marks[of + SECOND];
    }
    marks[of + SECOND] = marks[of + LAST];
    marks[of + LAST] = chosen;
  };
  return (of) => {
    const state = marks[of + STATE];
    const isAfterLiteral = state < 7;
    if (!bit(IS_REP + state)) {
      marks[of + FOURTH] = marks[of + THIRD];
      marks[of + THIRD] = marks[of + SECOND];
      marks[of + SECOND] = marks[of + LAST];
      marks[of + STATE] = isAfterLiteral ? 7 : 10;
      const octets = length(LENGTHS);
      marks[of + LAST] = distance(octets);
      return octets;
    }
    if (bit(IS_OLDER + state)) older(of);
    else if (!bit(IS_LONG + state)) {
      marks[of + STATE] = isAfterLiteral ? 9 : 11;
      return 1;
    }
    marks[of + STATE] = isAfterLiteral ? 8 : 11;
    return length(REP_LENGTHS);
  };
};

/** Unpacks streams into `outs`, one step at a time: how much of each is ready, and how much was taken; a step is made where all is. */
const streamed = (choose, outs) => {
  const [ready, taken, marks] = [new Int32Array(STREAMS), new Int32Array(STREAMS), new Int32Array(MARKS * STREAMS)];
  const [{ turn, bit }, copied, literal] = [choose, copies(choose, marks), literals(choose)];
  const step = (stream) => {
    const of = MARKS * stream;
    const out = outs[stream];
    let put = ready[stream];
    if (put === out.length) throw damaged();
    turn(stream);
    const state = marks[of + STATE];
    if (!bit(state)) {
      out[put] = literal(put && out[put - 1], state > 6 ? out[put - marks[of + LAST] - 1] : null);
      ready[stream] = put + 1;
      marks[of + STATE] = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      return;
    }
    const end = put + copied(of);
    const back = marks[of + LAST] + 1;
    if (back < 1 || back > put || end > out.length) throw damaged();
    for (; put < end; put += 1) out[put] = out[put - back];
    ready[stream] = end;
  };
  for (const stream of outs.keys()) {
    turn(stream);
    choose.begin();
  }
  const isWhole = ({ length: all }, stream) => {
    turn(stream);
    return taken[stream] === all && choose.isAtTheEnd();
  };
  return { outs, ready, taken, step, isAtTheEnd: () => outs.every(isWhole) };
};

/** Writes what it takes from streams: an octet, or a number with all of its octets. A body gets its size, which is in none of them. */
const written = ({ outs, ready, taken, step }, out) => {
  let put = 0;
  const octet = (stream) => {
    const at = taken[stream];
    if (at === ready[stream]) step(stream);
    taken[stream] = at + 1;
    const one = outs[stream][at];
    out[put] = one;
    put += 1;
    return one;
  };
  const number = (stream) => {
    let one = octet(stream);
    if (one < 128) return one;
    let value = one & 127;
    for (let read = 1; one > 127; read += 1) {
      if (read === LONGEST_NUMBER) throw damaged();
      one = octet(stream === OFFSETS ? FURTHER : stream);
      value |= (one & 127) << 7 * read;
    }
    return value >>> 0;
  };
  const sized = (start) => {
    let [size, width] = [put - start, 1];
    for (let rest = size >>> 7; rest; rest >>>= 7) width += 1;
    out.copyWithin(start + width, start, put);
    for (let place = start; place < start + width; place += 1) {
      out[place] = size > 127 ? size | 128 : size;
      size >>>= 7;
    }
    put += width;
  };
  return { octet, number, sized, place: () => put };
};

/** The streams of what follows each opcode; below nothing where there is nothing. */
const immediates = () => {
  const [first, second] = [new Int8Array(256).fill(-1), new Int8Array(256).fill(-1)];
  for (const [from, to, one, other = -1] of IMMEDIATES) {
    first.fill(one, from, to + 1);
    second.fill(other, from, to + 1);
  }
  return [first, second];
};

/** Puts a program together from its streams, one instruction at a time; each puts at least one octet. How far it is, is what it gives back. */
const assembled = ({ octet, number, sized, place }) => {
  const [first, second] = immediates();
  // Of the module: what is left of a section or a list, and what copies one of it. Of the code: bodies, and the blocks that are open.
  let [left, from, copy, bodies, start, open] = [0, 0, null, 0, 0, 0];
  const follow = (how, stream, count) => { [copy, from, left] = [how, stream, count]; };
  const beginBody = () => {
    [start, open] = [place(), 1];
    follow(number, LOCALS, 2 * number(LOCALS));
  };
  const section = () => {
    const [id, size] = [number(DATA), number(DATA)];
    if (id !== CODE) return follow(octet, DATA, size);
    bodies = number(DATA);
    if (bodies) beginBody();
  };
  const withVectors = (opcode) => {
    if (opcode < 12 || (opcode > 83 && opcode < 94)) {
      number(ALIGNS);
      number(OFFSETS);
    }
    if (opcode === 12 || opcode === 13) follow(octet, REST, 16);
    else if ((opcode > 20 && opcode < 35) || (opcode > 83 && opcode < 92)) octet(REST);
  };
  const others = (opcode) => {
    if (opcode === 14) follow(number, LABELS, number(REST) + 1);
    else if (opcode === 28) follow(number, REST, number(REST));
    else if (opcode === 67 || opcode === 68) follow(octet, REST, opcode === 67 ? 4 : 8);
    else if (opcode === 253) withVectors(number(REST));
    else if (opcode === 252) {
      const second = number(REST);
      if (second > 7) number(REST);
      if (second > 7 && second < 15 && second % 2 === 0) number(REST);
    }
  };
  const instruction = () => {
    const opcode = octet(OPCODES);
    if (first[opcode] >= 0) {
      number(first[opcode]);
      if (second[opcode] >= 0) number(second[opcode]);
      if (opcode < 5) open += 1;
    } else if (opcode === 11) {
      open -= 1;
      if (open) return;
      sized(start);
      bodies -= 1;
      if (bodies) beginBody();
    } else others(opcode);
  };
  follow(octet, DATA, 8);
  return () => {
    if (left) {
      left -= 1;
      copy(from);
    } else if (bodies) instruction();
    else section();
    return place();
  };
};

/** Takes what came, `add` by `add`, and unpacks it piece by piece. */
export const decoder = () => {
  let [bytes, length, at, put] = [new Uint8Array(1 << 16), 0, HEADER, 0];
  let [out, step, streams] = [null, null, null];
  const next = () => {
    at += 1;
    return bytes[at - 1];
  };
  const begin = () => {
    const [size, ...lengths] = new Uint32Array(bytes.slice(1, HEADER).buffer);
    if (bytes[0] !== PROPERTIES || size > LARGEST || lengths.reduce((sum, one) => sum + one) > size) throw damaged();
    out = new Uint8Array(size);
    streams = streamed(chooser(next), lengths.map((one) => new Uint8Array(one)));
    step = assembled(written(streams, out));
  };
  return {
    add(more) {
      const end = length + more.length;
      if (end > LARGEST) throw damaged();
      if (end > bytes.length) {
        const grown = new Uint8Array(2 * end);
        grown.set(bytes);
        bytes = grown;
      }
      bytes.set(more, length);
      length = end;
    },
    /** Unpacks a piece of what is there; whether there is another. At the end of all, what is left is read to its last octet. */
    piece(isAll) {
      if (bytes[0] === PLAIN || (!out && length < START)) return false;
      if (!out) begin();
      const [until, readable] = [Math.min(put + PIECE, out.length), isAll ? length : length - READ_AT_ONCE];
      while (put < until && at <= readable) put = step();
      return put >= until && put < out.length;
    },
    /** All that came and all that came of it. */
    whole() {
      const came = bytes.subarray(0, length);
      if (length > 0 && bytes[0] === PLAIN) return [came, came];
      if (!out || put !== out.length || at !== length || !streams.isAtTheEnd()) throw damaged();
      return [came, out];
    },
  };
};

/** Holds a file to its hashes, packed or not. Where the browser has none for a script, on a line that is not secure, it did so itself. */
const fits = async (bytes, integrity) => {
  if (!crypto.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  if (!integrity.split(" ").includes(`sha384-${btoa(String.fromCharCode(...hash))}`)) throw damaged();
};

/** A file, as it comes: a browser that holds it to its hash hands out nothing of it before the end. */
export const brought = async (file, integrity, priority) => {
  const answer = await fetch(file, { integrity: crypto.subtle ? "" : integrity, priority });
  return answer.body;
};

/** Unpacks what a stream brings, as it comes. Whatever else waits has its turn in between. */
const inTurns = async (reader, unpacking, { port1, port2 }) => {
  const turn = () => new Promise((then) => {
    port1.onmessage = then;
    port2.postMessage(null);
  });
  let began = performance.now();
  for (let isAll = false; !isAll;) {
    const { done, value = [] } = await reader.read();
    isAll = done;
    unpacking.add(value);
    while (unpacking.piece(isAll)) {
      if (performance.now() - began < LONGEST) continue;
      await turn();
      began = performance.now();
    }
  }
  return unpacking.whole();
};

/** The program that a stream brings, compiled once all of it is there and is what its hash says. */
export const unpacked = async (stream, integrity) => {
  const turns = new MessageChannel();
  const [came, program] = await inTurns(stream.getReader(), decoder(), turns).finally(() => turns.port1.close());
  await fits(came, integrity);
  return WebAssembly.compile(program);
};
