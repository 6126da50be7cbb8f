// Where things are, and folders outside of the checkout.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
export const waxseal = path.join(target, 'debug/waxseal');

/** A folder with files in it, gone at the end of the test. */
export async function folder(t, files = {}) {
  const made = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-outside-'));
  t.after(() => fs.rm(made, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(made, name)), { recursive: true });
    await fs.writeFile(path.join(made, name), text);
  }
  return made;
}
