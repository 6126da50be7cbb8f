// Unpacks a program while it comes. `cargo xtask dist` packs each with LZMA, which hosts and browsers do not know, and puts this into what
// loads them. The format is that of the LZMA SDK's lzma-specification.txt, with lc=4, lp=0 and pb=0, as xtask/src/lzma.rs writes it. What
// the service worker keeps is unpacked already, and is told by its first octet.

/** What a program may come to and what it may weigh packed, in octets: the largest has 2 million. */
const LARGEST = 1 << 24;
/** The octets of the header: what packs it, the size of its window, and its own length; then five that begin the numbers. */
const [HEADER, START] = [13, 18];
/** What the first octet says of lc, lp and pb. */
const PROPERTIES = 4;
/** What a program begins with that is not packed. */
const PLAIN = 0;
/** More than any one step reads, so that none is begun before all that it reads is there. */
const READ_AT_ONCE = 20;
/** How many octets are unpacked between two looks at the clock, and how long at a piece, in milliseconds: whoever types waits for no longer. */
const [PIECE, LONGEST] = [1024, 8];
/** Where the chances of each choice stand, of which one is an even chance at first. */
const [EVEN, IS_REP, IS_OLDER, IS_THIRD, IS_FOURTH, IS_LONG, LENGTHS, REP_LENGTHS, SLOTS, SPECIAL, ALIGN, LITERALS, ALL] = [
  1024, 12, 24, 36, 48, 60, 72, 346, 620, 876, 1004, 1020, 1020 + 0x300 * 16,
];

const damaged = () => new Error("integrity: the file is damaged");

/** What tells how a packed number was chosen, bit by bit, from what `next` reads; `begin` takes the first four octets. */
const chooser = (next) => {
  const chances = new Uint16Array(ALL).fill(EVEN);
  // The width of what is left, and where in it the number is. As fields of an array they are whole numbers to the compiler.
  const at = Uint32Array.of(-1, 0);
  const widen = () => {
    if (at[0] >= 1 << 24) return;
    at[0] <<= 8;
    at[1] = at[1] << 8 | next();
  };
  const bit = (place) => {
    const chance = chances[place];
    const bound = (at[0] >>> 11) * chance;
    const is = at[1] >= bound;
    at[0] = is ? at[0] - bound : bound;
    if (is) at[1] -= bound;
    chances[place] = is ? chance - (chance >> 5) : chance + (2048 - chance >> 5);
    widen();
    return is ? 1 : 0;
  };
  const tree = (place, bits) => {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = node << 1 | bit(place + node);
    return node - (1 << bits);
  };
  const reversed = (place, bits) => {
    let node = 1;
    let number = 0;
    for (let done = 0; done < bits; done += 1) {
      const one = bit(place + node);
      node = node << 1 | one;
      number |= one << done;
    }
    return number;
  };
  const even = (bits) => {
    let number = 0;
    for (let left = bits; left > 0; left -= 1) {
      at[0] >>>= 1;
      const is = at[1] >= at[0];
      if (is) at[1] -= at[0];
      number = number << 1 | is;
      widen();
    }
    return number;
  };
  const begin = () => { for (let read = 0; read < 4; read += 1) at[1] = at[1] << 8 | next(); };
  return { bit, tree, reversed, even, begin, isAtTheEnd: () => at[1] === 0 };
};

/** How many octets are copied, and from how far back, less one. */
const measures = ({ bit, tree, reversed, even }) => ({
  length(place) {
    if (!bit(place)) return 2 + tree(place + 2, 3);
    return bit(place + 1) ? 18 + tree(place + 18, 8) : 10 + tree(place + 10, 3);
  },
  distance(octets) {
    const slot = tree(SLOTS + 64 * Math.min(octets - 2, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | slot & 1) << bits;
    if (slot < 14) return start + reversed(SPECIAL + start - slot, bits);
    // The longest, which would mark an end, is below nothing, and is refused like it.
    return start + (even(bits - 4) << 4) + reversed(ALIGN, 4);
  },
});

/** One octet that is no copy. `match` is what a copy would have gone on with, which is what this one is not; nothing right after another. */
const literals = ({ bit }) => (before, match) => {
  const place = LITERALS + 0x300 * (before >> 4);
  let [node, same] = [1, match === null ? 0 : 256];
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

/** Unpacks into `out`, one step at a time; how far it is, is what a step gives back. */
const steps = (choose, out) => {
  const [{ bit }, { length, distance }, literal] = [choose, measures(choose), literals(choose)];
  let [put, state] = [0, 0];
  // How far back the last four copies began, less one.
  let [last, second, third, fourth] = [0, 0, 0, 0];
  const older = () => {
    let chosen = second;
    if (bit(IS_THIRD + state)) {
      chosen = third;
      if (bit(IS_FOURTH + state)) {
        chosen = fourth;
        fourth = third;
      }
      third = second;
    }
    second = last;
    last = chosen;
  };
  /** How many octets are copied, from where `last` says then. */
  const copied = () => {
    const isAfterLiteral = state < 7;
    if (!bit(IS_REP + state)) {
      fourth = third;
      third = second;
      second = last;
      state = isAfterLiteral ? 7 : 10;
      const octets = length(LENGTHS);
      last = distance(octets);
      return octets;
    }
    if (bit(IS_OLDER + state)) older();
    else if (!bit(IS_LONG + state)) {
      state = isAfterLiteral ? 9 : 11;
      return 1;
    }
    state = isAfterLiteral ? 8 : 11;
    return length(REP_LENGTHS);
  };
  return () => {
    if (!bit(state)) {
      out[put] = literal(put && out[put - 1], state > 6 ? out[put - last - 1] : null);
      put += 1;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      return put;
    }
    const end = put + copied();
    if (last < 0 || last >= put || end > out.length) throw damaged();
    for (; put < end; put += 1) out[put] = out[put - last - 1];
    return put;
  };
};

/** Takes what came, `add` by `add`, and unpacks it piece by piece. */
export const decoder = () => {
  let [bytes, length, at, put] = [new Uint8Array(1 << 16), 0, HEADER + 1, 0];
  let [out, step] = [null, null];
  const choose = chooser(() => {
    at += 1;
    return bytes[at - 1];
  });
  const begin = () => {
    const [size, more] = new Uint32Array(bytes.slice(HEADER - 8, HEADER).buffer);
    if (bytes[0] !== PROPERTIES || bytes[HEADER] || more || size > LARGEST) throw damaged();
    out = new Uint8Array(size);
    choose.begin();
    step = steps(choose, out);
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
      if (!out || put !== out.length || at !== length || !choose.isAtTheEnd()) throw damaged();
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
