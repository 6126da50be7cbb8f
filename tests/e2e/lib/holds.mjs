// Assertions about a page that draws when it is ready to, not when a test asks.

/** The longest that an assertion may take to hold, in milliseconds: only what never holds is to fail. */
const LIMIT = 120_000;
/** How long to wait before the next try, in milliseconds. */
const PAUSE = 25;

/**
 * Tries an assertion again until it holds. A press is answered by a program in another thread, so what follows from it is there
 * some time after the press: sooner on a machine at rest than on a busy one.
 */
export async function holds(assertion) {
  const until = performance.now() + LIMIT;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (error.code !== 'ERR_ASSERTION' || performance.now() > until) throw error;
    }
    await new Promise((later) => { setTimeout(later, PAUSE); });
  }
}
