/* What a person can do, against a server that answers when the test says so. */
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { createSession, initialState } from "../../static/src/session.js";
import { createStore } from "../../static/src/store.js";
import { catalog, presets } from "./recorded.js";

/**
 * @typedef {import("../../static/src/session.js").State} State
 * @typedef {{ path: string, body: any, answer: (value?: any) => void, refuse: (status: number, problem: object) => void,
 *             lose: () => void, ended: boolean }} Request
 */

/** @type {Request[]} */
let requests = [];
/** Whether requests are answered at once. */
let prompt = true;

/**
 * A server whose networks lose a tenth of every weight in each learning step, and whose cost is the first weight.
 * @param {string} path
 * @param {any} body
 */
function served(path, body) {
  /** @param {any} network @param {number} count */
  const learned = (network, count) => ({
    layers: network.layers.map((/** @type {any} */ layer) => ({
      ...layer,
      weights: layer.weights.map((/** @type {number[]} */ row) => row.map((w) => w * 0.9 ** count)),
    })),
  });
  const steps = (body.optimizer_state?.step ?? 0) + (body.count ?? 1);
  if (path.endsWith("/networks")) {
    return { layers: [{ weights: [[1, 1, 1]], biases: [0], activation: "tanh" }] };
  }
  const cost = body.network.layers[0].weights[0][0];
  if (path.endsWith("/step")) {
    const losses = Array.from({ length: body.count }, (_, i) => cost * 0.9 ** i);
    return { losses, network: learned(body.network, body.count), optimizer_state: { step: steps } };
  }
  const layers = learned(body.network, 1).layers.map((/** @type {any} */ layer) => ({
    updated_weights: layer.weights,
    updated_biases: layer.biases,
  }));
  return { loss: { value: cost }, layers: [{}, ...layers], optimizer_state: { step: steps } };
}

/** @param {string} path @param {RequestInit} init */
function fakeFetch(path, init) {
  return new Promise((resolve, reject) => {
    const body = JSON.parse(String(init.body));
    /** @type {Request} */
    const request = {
      path,
      body,
      ended: false,
      answer: (value = served(path, body)) => resolve({ ok: true, json: async () => value }),
      refuse: (status, problem) =>
        resolve({ ok: false, status, statusText: "no", json: async () => problem }),
      lose: () => reject(new TypeError("Failed to fetch")),
    };
    const end = () => {
      request.ended = true;
      reject(new DOMException("given up", "AbortError"));
    };
    if (init.signal?.aborted) return end();
    init.signal?.addEventListener("abort", end);
    requests.push(request);
    return prompt ? request.answer() : undefined;
  });
}
globalThis.fetch = /** @type {any} */ (fakeFetch);

beforeEach(() => {
  requests = [];
  prompt = true;
});

async function started(id = "2-2-2") {
  const store = createStore(
    initialState(/** @type {Pick<State, "catalog" | "presets">} */ ({ catalog, presets })),
  );
  const session = createSession(store);
  await session.loadPreset(id);
  store.set({ undoable: [] });
  requests = [];
  return { store, session };
}

/** All promises that are ready come through. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param {State} state */
const firstWeight = ({ history, index }) => history[index].network?.layers[0].weights[0][0];

test("a preset is recorded as it stands, with nothing remembered", async () => {
  const { store, session } = await started();
  store.set({ example: 0, selected: "neuron.2.1" });
  await session.loadPreset("xor");
  const [{ path, body }] = requests;
  const xor = presets.find(({ id }) => id === "xor");
  assert.equal(path, "/api/v1/trace");
  assert.deepEqual(body.network, xor?.network);
  assert.deepEqual(body.inputs, xor?.inputs);
  assert.equal(body.optimizer_state, null);
  const { preset, edited, history, index, selected, busy } = store.get();
  assert.deepEqual([preset, edited, history.length, index, selected, busy], ["xor", false, 1, 0, null, null]);
});

test("an edit starts learning again from the weights on show", async () => {
  const { store, session } = await started();
  await session.learn();
  const shown = firstWeight(store.get());
  await session.edit({ loss: "mean_squared_error" });
  const { history, index, edited, experiment } = store.get();
  assert.deepEqual([history.length, index, edited, experiment.loss], [1, 0, true, "mean_squared_error"]);
  assert.equal(firstWeight(store.get()), shown);
  assert.equal(requests.at(-1)?.body.optimizer_state, null);
});

test("a learning step goes on from the updated weights, with what the optimizer remembers", async () => {
  const { store, session } = await started();
  await session.learn();
  await session.learn();
  const { history, index } = store.get();
  assert.deepEqual([history.length, index], [3, 2]);
  assert.equal(firstWeight(store.get()), 0.15 * 0.9 * 0.9);
  assert.equal(requests.at(-1)?.body.optimizer_state.step, 2);
});

test("in the middle of the history the next step is shown again, not made again", async () => {
  const { store, session } = await started();
  await session.learn();
  const made = store.get().history;
  session.rewind();
  requests = [];
  await session.learn();
  assert.equal(store.get().history, made);
  assert.equal(store.get().index, 1);
  assert.equal(requests.length, 0);
});

test("many learning steps are one request and one recording; the others are made up for later", async () => {
  const { store, session } = await started();
  await session.learnMany(10);
  assert.deepEqual(
    requests.map(({ path, body }) => [path.split("/").at(-1), body.count]),
    [
      ["step", 10],
      ["trace", undefined],
    ],
  );
  const { history, index } = store.get();
  assert.deepEqual([history.length, index], [11, 10]);
  assert.deepEqual(
    history.map(({ trace }) => trace !== null),
    [true, ...Array(9).fill(false), true],
  );
  history.forEach(({ loss }, i) => assert.ok(Math.abs(loss - 0.15 * 0.9 ** i) < 1e-12));
});

test("a step that was passed over is computed from the nearest one that is known, once", async () => {
  const { store, session } = await started();
  await session.learnMany(10);
  await session.returnTo(4);
  requests = [];
  await session.returnTo(6);
  assert.deepEqual([requests[0].path.split("/").at(-1), requests[0].body.count], ["step", 2]);
  assert.ok(Math.abs((firstWeight(store.get()) ?? 0) - 0.15 * 0.9 ** 6) < 1e-12);
  assert.equal(requests[1].body.optimizer_state.step, 6);
  requests = [];
  await session.returnTo(4);
  await session.returnTo(6);
  assert.equal(requests.length, 0);
  assert.equal(store.get().history.length, 11);
});

test("rewinding brings back the very same weights and keeps the history", async () => {
  const { store, session } = await started();
  const [initial] = store.get().history;
  await session.learnMany(10);
  session.rewind();
  assert.equal(store.get().history[store.get().index], initial);
  assert.equal(store.get().history.length, 11);
});

test("undo goes back edit by edit, with the history there was", async () => {
  const { store, session } = await started();
  await session.learn();
  const before = store.get();
  await session.edit({ loss: "mean_squared_error" });
  await session.edit({ inputs: [[1, 1]] });
  await session.build({ sizes: [3, 1] }, {});
  assert.equal(store.get().undoable.length, 3);
  session.undo();
  assert.deepEqual(store.get().experiment.inputs, [[1, 1]]);
  session.undo();
  session.undo();
  assert.equal(store.get().history, before.history);
  assert.equal(store.get().index, before.index);
  assert.equal(store.get().edited, false);
  session.undo();
  assert.equal(store.get().history, before.history);
});

test("a drag is undone at once, also where its first edit never arrived", async () => {
  const { store, session } = await started();
  const before = store.get().experiment;
  prompt = false;
  void session.edit({ inputs: [[1, 1]] });
  const last = session.edit({ inputs: [[2, 2]] }, { merge: true });
  assert.equal(requests[0].ended, true);
  requests[1].answer();
  await last;
  prompt = true;
  await session.edit({ inputs: [[3, 3]] }, { merge: true });
  assert.equal(store.get().undoable.length, 1);
  session.undo();
  assert.deepEqual(store.get().experiment, before);
});

test("what is chosen stays chosen when an edit is undone, but not in a network of other sizes", async () => {
  const { store, session } = await started();
  await session.edit({ inputs: [[1, 1]] });
  store.set({ selected: "neuron.2.1" });
  session.undo();
  assert.equal(store.get().selected, "neuron.2.1");
  await session.build({ sizes: [3, 1] }, {});
  store.set({ selected: "edge.2.1.3" });
  session.undo();
  assert.equal(store.get().selected, null);
});

test("no more than a hundred edits can be undone", async () => {
  const { store, session } = await started();
  for (let i = 0; i < 105; i += 1) await session.edit({ inputs: [[i, i]] });
  assert.equal(store.get().undoable.length, 100);
});

test("a new network keeps inputs and targets as far as they fit", async () => {
  const { store, session } = await started();
  await session.build({ sizes: [3, 1], seed: 4 }, { loss: "mean_squared_error" });
  assert.deepEqual(requests[0].body, { sizes: [3, 1], seed: 4 });
  const { experiment, edited, selected } = store.get();
  assert.deepEqual(experiment.inputs, [[0.05, 0.1, 0.5]]);
  assert.deepEqual(experiment.targets, [[0.01]]);
  assert.equal(experiment.loss, "mean_squared_error");
  assert.deepEqual([edited, selected], [true, null]);
});

test("a mistake is told and leaves everything as it was", async () => {
  const { store, session } = await started();
  const { history, experiment, undoable } = store.get();
  prompt = false;
  const edit = session.edit({ targets: [[2, 2]] });
  assert.notEqual(store.get().busy, null);
  requests[0].refuse(422, { detail: "targets must be between 0 and 1" });
  assert.equal(await edit, false);
  assert.equal(store.get().fault, "targets must be between 0 and 1");
  assert.equal(store.get().busy, null);
  assert.equal(store.get().history, history);
  assert.equal(store.get().experiment, experiment);
  assert.equal(store.get().undoable, undoable);
  prompt = true;
  await session.learn();
  assert.equal(store.get().fault, null);
});

test("a server that is away is told in a sentence, and the next attempt works", async () => {
  const { store, session } = await started();
  prompt = false;
  const lost = session.learn();
  requests[0].lose();
  assert.equal(await lost, false);
  assert.match(String(store.get().fault), /server does not answer/);
  prompt = true;
  assert.equal(await session.learn(), true);
  assert.equal(store.get().index, 1);
});

test("where the first recording failed, whatever is asked for records it", async () => {
  for (const name of /** @type {const} */ (["learn", "learnMany", "edit"])) {
    const { store, session } = await started();
    store.set({ history: [], index: 0 });
    await /** @type {any} */ (session)[name]({});
    assert.equal(store.get().history.length, 1, name);
  }
});

test("the newest wins: an older answer that comes late changes nothing", async () => {
  const { store, session } = await started();
  prompt = false;
  const older = session.edit({ inputs: [[1, 1]] });
  const newer = session.edit({ inputs: [[2, 2]] });
  requests[1].answer();
  requests[0].answer();
  assert.deepEqual(await Promise.all([older, newer]), [false, true]);
  assert.deepEqual(store.get().experiment.inputs, [[2, 2]]);
  assert.equal(store.get().busy, null);
});

test("an older action of two requests does not go on after a newer one", async () => {
  const { store, session } = await started();
  prompt = false;
  const older = session.learnMany(10);
  const newer = session.edit({ inputs: [[2, 2]] });
  requests[0].answer();
  await settled();
  assert.deepEqual(
    requests.map(({ path }) => path.split("/").at(-1)),
    ["step", "trace"],
  );
  requests[1].answer();
  assert.deepEqual(await Promise.all([older, newer]), [false, true]);
  assert.equal(store.get().history.length, 1);
});

test("rewinding and undoing give up what is under way", async () => {
  const { store, session } = await started();
  await session.edit({ inputs: [[1, 1]] });
  await session.learn();
  prompt = false;
  for (const action of [session.rewind, session.undo]) {
    const late = session.learnMany(3);
    action();
    assert.equal(store.get().busy, null);
    const { history, index } = store.get();
    assert.equal(await late, false);
    assert.deepEqual([store.get().history, store.get().index], [history, index]);
  }
});

test("learning goes on from an edit that is under way, and not without it", async () => {
  const { store, session } = await started();
  prompt = false;
  void session.edit({ inputs: [[1, 1]] });
  const learning = session.learn();
  await settled();
  assert.equal(requests.length, 1);
  assert.equal(requests[0].ended, false);
  requests[0].answer();
  await settled();
  assert.deepEqual(requests[1].body.inputs, [[1, 1]]);
  requests[1].answer();
  assert.equal(await learning, true);
  assert.deepEqual(store.get().experiment.inputs, [[1, 1]]);
  assert.equal(store.get().history.length, 2);
});

test("where the edit is refused, nothing is learned", async () => {
  const { store, session } = await started();
  prompt = false;
  void session.edit({ targets: [[2, 2]] });
  const learning = session.learn();
  requests[0].refuse(422, { detail: "targets must be between 0 and 1" });
  assert.equal(await learning, false);
  assert.equal(requests.length, 1);
  assert.equal(store.get().fault, "targets must be between 0 and 1");
});
