// What a release is made of: archives, notes, completions and the man page.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { folder, root, waxseal } from './lib/places.mjs';

const run = promisify(execFile);
const release = parse(await fs.readFile(path.join(root, '.github/workflows/release.yml'), 'utf8'));

test('the programs are those that the Action fetches', async () => {
  const fetch = await fs.readFile(path.join(root, '.github/actions/waxseal/fetch.sh'), 'utf8');
  const fetched = [...fetch.matchAll(/target=([\w-]+)/g)].map(([, target]) => target);
  const built = release.jobs.program.strategy.matrix.include.map(({ target }) => target);
  assert.deepEqual(built.sort(), fetched.sort());
  assert.equal(built.length, 5);
});

test('an archive has the program, its completions, its man page and the licences', async (t) => {
  const at = await folder(t);
  await run(path.join(root, '.ci/pack'), ['x86_64-unknown-linux-musl', waxseal, at]);
  await run('tar', ['-xzf', 'waxseal-x86_64-unknown-linux-musl.tar.gz'], { cwd: at });
  const { stdout } = await run(path.join(at, 'waxseal'), ['--version']);
  assert.match(stdout, /^waxseal \d+\.\d+\.\d+\n$/);
  for (const file of ['LICENSE-MIT', 'LICENSE-APACHE', 'README.md', 'CHANGELOG.md', 'waxseal.1', 'completions/waxseal.bash', 'completions/_waxseal', 'completions/waxseal.fish']) {
    assert.ok((await fs.stat(path.join(at, file))).size > 500, file);
  }
});

test('the notes are the part of the changelog, and a version without one is refused', async (t) => {
  const at = await folder(t, {
    'Cargo.toml': '[workspace.package]\nversion = "1.2.3"\n',
    'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.3 (2026-01-01)\n\n- This.\n  And that.\n\n## 1.2.2\n\n- Before.\n',
  });
  await fs.cp(path.join(root, '.ci/notes'), path.join(at, '.ci/notes'));
  const notes = path.join(at, '.ci/notes');
  assert.equal((await run(notes, ['1.2.3'])).stdout.trim(), '- This.\n  And that.');
  await assert.rejects(run(notes, ['1.2.2']), /another version than 1\.2\.2/);
  await fs.writeFile(path.join(at, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- Later.\n');
  await assert.rejects(run(notes, ['1.2.3']), /has no part/);
});

/** What bash offers for a line, the last word of which is being typed. */
async function offered(line, cwd) {
  const words = line.split(' ');
  const script = `. <("$WAXSEAL" completions bash); COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
    _waxseal; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['-c', script], { cwd, env: { ...process.env, WAXSEAL: waxseal } });
  return stdout.split('\n').filter(Boolean).sort();
}

test('bash completes commands, options, choices and files', async (t) => {
  const at = await folder(t, { 'a mail.eml': 'x', 'b.eml': 'x' });
  assert.deepEqual(await offered('waxseal m', at), ['mcp', 'message']);
  assert.deepEqual(await offered('waxseal message --m', at), ['--mail-from', '--markdown']);
  assert.deepEqual(await offered('waxseal zone --fail-on ', at), ['error', 'info', 'never', 'warning']);
  assert.deepEqual(await offered('waxseal domain a.example --lang ', at), ['en', 'nl']);
  assert.deepEqual(await offered('waxseal message a', at), ['a mail.eml']);
  assert.deepEqual(await offered('waxseal domain --file b', at), ['b.eml']);
  assert.deepEqual(await offered('waxseal domain b', at), []);
});

test('the completions of the other shells and the man page are read without a complaint', async (t) => {
  const at = await folder(t);
  const readers = { zsh: ['zsh', ['-n']], fish: ['fish', ['--no-execute']] };
  for (const [shell, [program, given]] of Object.entries(readers)) {
    const file = path.join(at, shell);
    await fs.writeFile(file, (await run(waxseal, ['completions', shell])).stdout);
    await run(program, [...given, file]).catch((error) => assert.equal(error.code, 'ENOENT', error.stderr));
  }
  for (const lang of ['en', 'nl']) {
    const page = path.join(at, `waxseal.${lang}.1`);
    await fs.writeFile(page, (await run(waxseal, ['man', '--lang', lang])).stdout);
    const shown = await run('groff', ['-man', '-Tutf8', '-ww', '-Kutf8', page]).catch((error) => assert.equal(error.code, 'ENOENT', error.stderr));
    if (shown) assert.equal(shown.stderr, '');
  }
  await assert.rejects(run(waxseal, ['completions', 'nonsense']), { code: 2 });
});
