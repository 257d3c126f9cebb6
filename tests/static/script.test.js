/* The steps of the player, and when each quantity is made. */
import assert from "node:assert/strict";
import test from "node:test";
import { sizesOf } from "../../static/src/refs.js";
import { GRANULARITIES, hasStep, placeOf, scriptOf } from "../../static/src/script.js";
import { names, traces } from "./recorded.js";

/**
 * @typedef {import("../../static/src/types").Trace} Trace
 * @typedef {import("../../static/src/types").Granularity} Granularity
 */

/** @param {string} name @param {Granularity} granularity */
const ids = (name, granularity) => scriptOf(traces[name].trace, granularity).steps.map(({ id }) => id);

/** @param {(script: import("../../static/src/types").Script, trace: Trace, name: string) => void} claim */
function forEveryScript(claim) {
  for (const name of names) {
    for (const granularity of GRANULARITIES) {
      const { trace } = traces[name];
      claim(scriptOf(trace, granularity), trace, `${name} by ${granularity}`);
    }
  }
}

/**
 * Every quantity that the views ask about.
 * @param {Trace} trace
 */
function keysOf(trace) {
  const sizes = sizesOf(trace);
  const keys = [
    "x",
    "C",
    "u",
    ...each(sizes[0]).map((j) => `x.${j}`),
    ...each(sizes.at(-1) ?? 0).map((j) => `C.${j}`),
  ];
  for (const layer of trace.layers.slice(1)) {
    const l = layer.layer;
    keys.push(`u.${l}`);
    for (const kind of ["z", "a", "d", "g"]) {
      keys.push(`${kind}${l}`, ...each(sizes[l - 1]).map((j) => `${kind}${l}.${j}`));
    }
    for (const j of each(sizes[l - 1])) {
      keys.push(`u.${l}.${j}`);
      for (const k of each(sizes[l - 2])) keys.push(`z${l}.${j}.${k}`, `g${l}.${j}.${k}`);
    }
  }
  return keys;
}

/** @param {number} n */
const each = (n) => Array.from({ length: n }, (_, i) => i + 1);

test("by layer the steps are the frames", () => {
  assert.deepEqual(ids("2-2-1", "layer"), ["x", "z2", "a2", "z3", "a3", "C", "d3", "g3", "d2", "g2", "u"]);
  forEveryScript((script, trace) => {
    if (script.granularity === "layer") assert.equal(script.steps.length, trace.frames.length);
  });
});

test("by pass stepping halts at the beginning and at the end of each phase", () => {
  const { steps } = scriptOf(traces.deep.trace, "pass");
  assert.deepEqual(
    steps.filter(({ stop }) => stop).map(({ id }) => id),
    ["x", "a5", "C", "g2", "u"],
  );
});

test("by neuron each frame but the input opens into its neurons, and the update into its layers", () => {
  assert.deepEqual(
    ids("2-2-1", "neuron"),
    "x z2.1 z2.2 a2.1 a2.2 z3.1 a3.1 C d3.1 g3.1 d2.1 d2.2 g2.1 g2.2 u.2 u.3".split(" "),
  );
  assert.deepEqual(
    ids("2-2-2", "neuron").filter((id) => id.startsWith("C")),
    ["C.1", "C.2"],
  );
});

test("by term each sum opens into its terms, with a bias only where there is one", () => {
  assert.deepEqual(
    ids("2-2-1", "term").filter((id) => /^(z2|d2|g3)/.test(id)),
    "z2.1.1 z2.1.2 z2.2.1 z2.2.2 g3.1.1 g3.1.2 d2.1.1 d2.1.f d2.2.1 d2.2.f".split(" "),
  );
  assert.deepEqual(
    ids("2-3-1", "term").filter((id) => /^(z3|g3)/.test(id)),
    "z3.1.1 z3.1.2 z3.1.3 z3.1.b g3.1.1 g3.1.2 g3.1.3 g3.1.b".split(" "),
  );
  const mixed = ids("biases in the second layer only", "term");
  assert.equal(mixed.includes("z2.1.b"), false);
  assert.equal(mixed.includes("z3.1.b"), true);
});

test("softmax and a batch change nothing in the order", () => {
  assert.deepEqual(ids("softmax", "layer"), ids("2-2-1", "layer"));
  assert.deepEqual(ids("mini-batch", "layer"), ids("2-2-1", "layer"));
});

test("ids are unique, and every step belongs to its frame", () => {
  forEveryScript(({ steps, last }, _trace, what) => {
    assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length, what);
    assert.equal(last, steps.length - 1, what);
    for (const { id, frame } of steps) assert.equal(id.split(".")[0], frame.id, what);
  });
});

test("frames come in the order of the trace at every granularity", () => {
  forEveryScript(({ steps }, trace, what) => {
    const order = steps.map(({ frame }) => trace.frames.indexOf(frame));
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      what,
    );
  });
});

test("a quantity is not there before its step, is there afterwards, and never shrinks", () => {
  forEveryScript((script, trace, what) => {
    for (const key of keysOf(trace)) {
      let before = 0;
      for (let t = 0; t <= script.last; t += script.last > 60 ? 1 : 0.25) {
        const now = script.progress(key, t);
        assert.ok(now >= before && now <= 1, `${what}: ${key} at ${t}`);
        before = now;
      }
      assert.equal(before, 1, `${what}: ${key} at the end`);
      if (!key.startsWith("x")) assert.equal(script.progress(key, 0), 0, `${what}: ${key} at the beginning`);
    }
  });
});

test("a whole is made while its parts are made, and complete with the last of them", () => {
  const script = scriptOf(traces["2-3-1"].trace, "term");
  const last = script.steps.findIndex(({ id }) => id === "z2.3.b");
  const first = script.steps.findIndex(({ id }) => id === "z2.1.1");
  assert.equal(script.progress("z2", first - 1), 0);
  assert.ok(script.progress("z2", first) > 0);
  assert.ok(script.progress("z2", last - 0.01) < 1);
  assert.equal(script.progress("z2", last), 1);
});

test("a part without a step of its own is made with its whole", () => {
  const script = scriptOf(traces["2-3-1"].trace, "layer");
  assert.equal(script.progress("z2.3.1", 0.5), script.progress("z2", 0.5));
  assert.equal(script.alone("z2.3.1"), false);
  assert.equal(script.alone("z2"), true);
  assert.equal(scriptOf(traces["2-3-1"].trace, "term").alone("z2.3.1"), true);
});

test("a quantity that no step makes is a mistake that is named", () => {
  assert.throws(() => scriptOf(traces["2-2-1"].trace, "layer").progress("q9", 0), /no step makes q9/);
});

test("every step is found by its name", () => {
  forEveryScript((script, _trace, what) => {
    script.steps.forEach(({ id }, i) => assert.equal(placeOf(script, id), i, `${what}: ${id}`));
  });
});

test("a position of one granularity is found in every other, in the same frame", () => {
  for (const name of names) {
    const scripts = GRANULARITIES.map((granularity) => scriptOf(traces[name].trace, granularity));
    for (const [from, to] of scripts.flatMap((one) => scripts.map((other) => [one, other]))) {
      from.steps.forEach(({ id, frame }) => {
        const place = placeOf(to, id) ?? -1;
        assert.equal(to.steps[place]?.frame.id, frame.id, `${name}: ${id} by ${to.granularity}`);
      });
    }
  }
});

test("a whole that is opened further is reached at the end of its parts", () => {
  const script = scriptOf(traces["2-3-1"].trace, "term");
  assert.equal(script.steps[placeOf(script, "z2") ?? -1].id, "z2.3.b");
  assert.equal(script.steps[placeOf(script, "z2.1") ?? -1].id, "z2.1.b");
});

test("a name that the trace does not have is found nowhere", () => {
  forEveryScript((script, _trace, what) => {
    for (const id of ["", "q", "z1", "z99", "d1", "toString", "__proto__", "."]) {
      assert.equal(placeOf(script, id), undefined, `${what}: ${id}`);
    }
  });
});

test("a network with too many parts is opened less far, and never beyond 600 steps", () => {
  const wide = traceOf([20, 20, 20, 4]);
  const script = scriptOf(wide, "term");
  assert.equal(script.granularity, "neuron");
  assert.ok(script.steps.length <= 600);
  assert.equal(scriptOf(traceOf([400, 400, 4]), "term").granularity, "layer");
  forEveryScript(({ steps }) => assert.ok(steps.length <= 600));
});

/**
 * A trace with nothing in it but the sizes and the frames.
 * @param {number[]} sizes
 * @returns {Trace}
 */
function traceOf(sizes) {
  const layers = sizes.map((n, i) => ({
    layer: i + 1,
    a: [Array(n).fill(0)],
    biases: i ? Array(n).fill(0) : null,
  }));
  const forward = sizes.slice(1).flatMap((_, i) => [
    { id: `z${i + 2}`, phase: "forward", layer: i + 2, equation: "weighted_input" },
    { id: `a${i + 2}`, phase: "forward", layer: i + 2, equation: "activation" },
  ]);
  const backward = sizes
    .slice(1)
    .flatMap((_, i) => [
      { id: `g${i + 2}`, phase: "backward", layer: i + 2, equation: "BP3_BP4" },
      { id: `d${i + 2}`, phase: "backward", layer: i + 2, equation: i + 2 === sizes.length ? "BP1" : "BP2" },
    ])
    .reverse();
  const frames = [
    { id: "x", phase: "forward", layer: 1, equation: "input" },
    ...forward,
    { id: "C", phase: "loss", layer: null, equation: "cost" },
    ...backward,
    { id: "u", phase: "update", layer: null, equation: "update" },
  ];
  return /** @type {Trace} */ (/** @type {unknown} */ ({ layers, frames }));
}

test("a name is known where the trace has such a step, however far it is opened, and nowhere else", () => {
  for (const name of ["2-3-1", "softmax"]) {
    const { trace } = traces[name];
    for (const granularity of GRANULARITIES) {
      for (const id of ids(name, granularity)) assert.equal(hasStep(trace, id), true, id);
    }
    for (const id of ["z2.9", "z2.1.3", "z2.1.1.1", "x.1", "u.1", "z", "z1", "C.9", "z22", "constructor"]) {
      assert.equal(hasStep(trace, id), false, id);
    }
  }
});
