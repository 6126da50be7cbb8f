// What axe finds against a page.
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await fs.readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What is against the rules in a page, or in a part of it. Every rule looks at every element; only of what keeps them there is no list,
 * since describing a thousand elements that are in order takes as long as judging them.
 */
export async function violations(page, part) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const found = await page.evaluate(async (part) => (await window.axe.run(part ?? document, { resultTypes: ['violations'] })).violations, part);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3)}`);
}
