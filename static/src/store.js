/* State: one frozen value at a time, and those who want to know when there is another. */

/**
 * @template {object} S
 * @typedef {{ get: () => S, set: (change: Partial<S>) => void, subscribe: (listener: (state: S, before: S) => void) => void }} Store
 */

/**
 * @template {object} S
 * @param {S} initial
 * @returns {Store<S>}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {((state: S, before: S) => void)[]} */
  const listeners = [];
  return {
    get: () => state,
    set(change) {
      const before = state;
      state = Object.freeze({ ...state, ...change });
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
