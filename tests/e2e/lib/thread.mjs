// How long the page's own thread works at one piece. The clock of a loaded machine runs while others have the processor, and the
// browser tells long tasks by that clock; its trace tells of each task what the thread itself worked.

/** The time that the longest task of a page took of its thread, in milliseconds, while `work` was done. Pages of one browser count together. */
export async function longestTask(browser, page, work) {
  await browser.startTracing(page, { categories: ['toplevel'] });
  try {
    await work();
  } catch (error) {
    await browser.stopTracing();
    throw error;
  }
  const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread));
  const worked = events.filter((event) => event.tdur && pages.has(thread(event))).map(({ tdur }) => tdur);
  if (worked.length === 0) throw new Error('the trace tells of no task');
  return worked.reduce((longest, one) => Math.max(longest, one), 0) / 1000;
}
