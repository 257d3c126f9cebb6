/* RevealBackprop: one press of the clicker is one step of the embedded network. */

/** @returns {{ id: string, init: (deck: unknown) => void }} */
export const RevealBackprop = () => ({
  id: "backprop",
  init() {},
});
