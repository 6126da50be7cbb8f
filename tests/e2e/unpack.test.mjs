// What unpacks the page's programs: against files that xtask packed, cut everywhere, and against every kind of damage.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { decoder, unpacked } from '../../web/assets/unpack.mjs';
import { root } from './lib/site.mjs';

const folder = path.join(root, 'tests/e2e/packed');
/** Packed by `xtask`, whose own tests hold these files to what it packs today. */
const FILES = await Promise.all(['instructions.wasm', 'steps.wasm'].map(async (name) => ({
  name, plain: await fs.readFile(path.join(folder, name)), packed: await fs.readFile(path.join(folder, `${name}.lzma`)),
})));
const PROGRAM = FILES[1];
/** The streams; the last has all that is no code. */
const STREAMS = 15;
/** The octets of the header, and those of the beginning of every stream. */
const [HEADER, BEGINNING] = [65, 4 * STREAMS];
/** The header of so many octets, all of the last stream. */
const header = (length) => {
  const octets = Buffer.alloc(HEADER);
  octets[0] = 2;
  octets.writeUInt32LE(length, 1);
  octets.writeUInt32LE(length, 1 + 4 * STREAMS);
  return octets;
};
/** Random octets, the same in every run. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}

/** What comes of what arrives in such chunks. */
function unpack(chunks) {
  const unpacking = decoder();
  for (const chunk of chunks) {
    unpacking.add(chunk);
    while (unpacking.piece(false));
  }
  while (unpacking.piece(true));
  return Buffer.from(unpacking.whole()[1]);
}

const hash = (octets) => `sha384-${createHash('sha384').update(octets).digest('base64')}`;
const stream = (...chunks) => new ReadableStream({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
    controller.close();
  },
});

test('a file is what it was, wherever it is cut', () => {
  for (const { name, plain, packed } of FILES) {
    for (let at = 0; at <= packed.length; at += 1) {
      assert.deepEqual(unpack([packed.subarray(0, at), packed.subarray(at)]), plain, `${name} cut at ${at}`);
    }
    assert.deepEqual(unpack([...packed].map((octet) => Uint8Array.of(octet))), plain, `${name} by octets`);
  }
});

test('nothing is packed as nothing', () => {
  assert.equal(unpack([header(0), Buffer.alloc(BEGINNING)]).length, 0);
});

test('a file that ends early, or does not end, is refused', () => {
  const { packed } = PROGRAM;
  for (let length = 0; length < packed.length; length += 1) assert.throws(() => unpack([packed.subarray(0, length)]), /damaged/, `${length}`);
  for (const more of [[0], [0, 0, 0, 0, 0], [255], packed]) assert.throws(() => unpack([packed, Buffer.from(more)]), /damaged/);
});

test('a header that is not ours is refused', () => {
  const { packed, plain } = PROGRAM;
  const wrong = (change, octets = Buffer.from(packed)) => {
    change(octets);
    assert.throws(() => unpack([octets]), /damaged/);
  };
  for (const properties of [3, 4, 5, 13, 94, 224, 255]) wrong((octets) => { octets[0] = properties; });
  for (const length of [0, plain.length - 1, plain.length + 1, (1 << 24) + 1, 2 ** 32 - 1]) wrong((octets) => octets.writeUInt32LE(length, 1));
  assert.throws(() => unpack([Buffer.from('<!doctype html><title>There is no such page</title>'.repeat(9))]), /damaged/);
});

test('lengths of streams that lie are refused', () => {
  for (const { packed } of FILES) {
    for (let stream = 1; stream <= STREAMS; stream += 1) {
      const length = packed.readUInt32LE(1 + 4 * stream);
      for (const lie of [0, length - 1, length + 1, length + 100, packed.readUInt32LE(1), 2 ** 32 - 1]) {
        if (lie < 0 || lie === length) continue;
        const octets = Buffer.from(packed);
        octets.writeUInt32LE(lie, 1 + 4 * stream);
        assert.throws(() => unpack([octets]), /damaged/, `stream ${stream} of ${lie}`);
      }
    }
  }
  // Together they are not longer than the program.
  const octets = header(1000);
  octets.writeUInt32LE(1, 5);
  assert.throws(() => unpack([octets, Buffer.alloc(BEGINNING + 1000)]), /damaged/);
});

test('a copy from before the beginning is refused', () => {
  // The largest number there is chooses a copy of what was copied last, the others one at some distance.
  for (const first of [[255, 255, 255, 255], [192, 0, 0, 0], [160, 0, 0, 0]]) {
    const beginning = Buffer.alloc(BEGINNING);
    beginning.set(first, BEGINNING - 4);
    assert.throws(() => unpack([header(100), beginning, Buffer.alloc(40, 85)]), /damaged/);
  }
});

test('a changed octet is never taken for the program', async () => {
  const { packed, plain } = PROGRAM;
  let unlike = 0;
  for (let at = HEADER; at < packed.length; at += 1) {
    const octets = Buffer.from(packed);
    octets[at] ^= 1 << (at % 8);
    try {
      // It may come out as long as the program is, and is told by its hash then.
      assert.notDeepEqual(unpack([octets]), plain);
      unlike += 1;
    } catch (error) {
      assert.match(error.message, /damaged/);
    }
    await assert.rejects(unpacked(stream(octets), hash(packed)), /damaged/);
  }
  assert.ok(unlike < packed.length / 2, `${unlike} were found by the hash alone`);
});

test('whatever comes, it ends, and makes no more than it said', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const next = chance(seed);
    const length = next() * 16;
    const octets = Buffer.from(Array.from({ length: next() * 8 + BEGINNING }, next));
    const begin = header(length);
    // As well of code as of what is none.
    if (seed % 2) for (let stream = 1; stream <= STREAMS; stream += 1) begin.writeUInt32LE(length >> 4, 1 + 4 * stream);
    try {
      assert.equal(unpack([begin, octets]).length, length);
    } catch (error) {
      assert.match(error.message, /damaged/, `seed ${seed}`);
    }
  }
  // A copy of one octet, over and over, is the most that little input can make.
  assert.throws(() => unpack([header(1 << 24), Buffer.alloc(BEGINNING), Buffer.alloc(1000)]), /damaged/);
  assert.throws(() => unpack(Array.from({ length: 20 }, () => Buffer.alloc(1 << 20))), /damaged/);
});

test('a program that is not packed is held to its hash as well', async () => {
  const { packed, plain } = PROGRAM;
  const both = `${hash(packed)} ${hash(plain)}`;
  for (const octets of [packed, plain]) await unpacked(stream(octets.subarray(0, 5), octets.subarray(5)), both);
  const changed = Buffer.from(plain);
  changed[plain.length - 2] ^= 1;
  for (const octets of [changed, plain.subarray(0, 800), [0]]) await assert.rejects(unpacked(stream(octets), both), /damaged/);
});

test('a program is compiled once all of it fits its hash', async () => {
  const { packed } = PROGRAM;
  const [half, rest] = [packed.subarray(0, 400), packed.subarray(400)];
  const program = await unpacked(stream(half, rest), hash(packed));
  const { exports } = await WebAssembly.instantiate(program);
  assert.equal(exports.step3(5), (5 + (9 * 7919) % 65_521) ^ 3);
  const [compile, compiled] = [WebAssembly.compile, []];
  WebAssembly.compile = (octets) => compiled.push(octets);
  try {
    // Another file of ours, whole, is no less refused than half of the right one.
    await assert.rejects(unpacked(stream(packed), hash(FILES[0].packed)), /damaged/);
    await assert.rejects(unpacked(stream(packed), ''), /damaged/);
    await assert.rejects(unpacked(stream(half), hash(packed)), /damaged/);
    await assert.rejects(unpacked(stream(), hash(packed)), /damaged/);
  } finally {
    WebAssembly.compile = compile;
  }
  assert.deepEqual(compiled, []);
});
