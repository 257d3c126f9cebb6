/* The page's turn in long work: input is taken, and what has changed is drawn, before the work goes on. */

/**
 * Waits until the page has had its turn. Messages, unlike timers and frames, come without delay in a hidden tab too.
 * @returns {Promise<void>}
 */
export const nextTurn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
