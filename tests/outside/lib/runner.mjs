// Plays the steps of a composite action in a repository of its own, as a runner does: inputs, outputs, the summary, bash.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** Runs an action in `folder` with inputs; its exit code, output, summary and outputs. */
export async function play(actionFile, folder, given, environment = {}) {
  const action = parse(await fs.readFile(actionFile, 'utf8'));
  if (action.runs.using !== 'composite') throw new Error(`${action.runs.using} is not played here`);
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown}`);
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, given[name] ?? value ?? '']));
  const github = { action_ref: 'v0.0.0', action_repository: 'somebody/waxseal' };
  const context = { inputs, github, steps: {} };
  const files = path.join(folder, '.runner');
  await fs.mkdir(files, { recursive: true });
  const summary = path.join(files, 'summary.md');
  const run = { code: 0, said: '', outputs: {} };
  for (const step of action.runs.steps) {
    if (step.shell !== 'bash' || step.uses) throw new Error(`the step ${step.name} is not played here`);
    const output = path.join(files, `${step.id}.output`);
    await fs.writeFile(output, '');
    const env = {
      PATH: process.env.PATH, HOME: files, RUNNER_TEMP: files, RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64', ...environment,
      GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_ACTION_PATH: path.dirname(actionFile),
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(String(value), context)])),
    };
    const { code, said } = await bash(filled(step.run, context), folder, env);
    run.said += said;
    context.steps[step.id] = { outputs: await outputs(output) };
    if (code !== 0) {
      run.code = code;
      break;
    }
  }
  run.summary = await fs.readFile(summary, 'utf8').catch(() => '');
  for (const [name, { value }] of Object.entries(action.outputs ?? {})) run.outputs[name] = filled(value, context);
  return run;
}

/** A text with its expressions worked out: contexts, and the first of several that is not empty. */
function filled(text, context) {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression) => {
    for (const name of expression.split('||')) {
      if (!/^\s*[a-z]+(\.[a-zA-Z0-9_-]+)+\s*$/.test(name)) throw new Error(`the expression ${expression} is not worked out here`);
      const value = name.trim().split('.').reduce((at, key) => at?.[key], context);
      if (value) return value;
    }
    return '';
  });
}

async function outputs(file) {
  const lines = (await fs.readFile(file, 'utf8')).split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

const bash = (script, cwd, env) => new Promise((resolve) => {
  execFile('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], { cwd, env }, (error, stdout, stderr) => {
    resolve({ code: error ? (error.code ?? 1) : 0, said: stdout + stderr });
  });
});
