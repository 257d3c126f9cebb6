/* Which layer the four equations are shown for. */
import assert from "node:assert/strict";
import test from "node:test";
import { choiceIn, layerAt } from "../../../../static/src/views/explain/four_equations.js";
import { sceneFor } from "../../recorded.js";

test("without a choice it is the layer of the step, and never the input", () => {
  const scene = sceneFor("deep");
  const layers = scene.script.steps.map((_, i) => layerAt(scene, {}, i));
  scene.script.steps.forEach(({ layer }, i) => assert.equal(layers[i], Math.max(2, layer ?? 2)));
});

test("what is chosen in the diagram decides", () => {
  const scene = sceneFor("deep", { selected: "edge.4.2.3" });
  assert.equal(layerAt(scene, {}, 0), 4);
  assert.equal(layerAt(sceneFor("deep", { selected: "neuron.1.1" }), {}, 0), 2);
});

test("the layer that was chosen after that decides, until something else is chosen", () => {
  const settings = { layer: 3, of: "edge.4.2.3" };
  assert.equal(layerAt(sceneFor("deep", { selected: "edge.4.2.3" }), settings, 0), 3);
  assert.equal(layerAt(sceneFor("deep", { selected: "edge.5.1.1" }), settings, 0), 5);
  const following = { layer: null, of: "edge.4.2.3" };
  assert.equal(layerAt(sceneFor("deep", { selected: "edge.4.2.3" }), following, 0), 2);
});

test("a layer that a smaller network lacks is its last", () => {
  assert.equal(layerAt(sceneFor("2-2-1"), { layer: 5, of: "" }, 0), 3);
});

test("neuron and weight are those that were chosen, where they are of the layer", () => {
  const scene = sceneFor("deep", { selected: "edge.4.2.3" });
  assert.deepEqual(choiceIn(scene, 4), { l: 4, j: 2, k: 3 });
  assert.deepEqual(choiceIn(scene, 3), { l: 3, j: 1, k: 1 });
  assert.deepEqual(choiceIn(sceneFor("deep", { selected: "neuron.3.2" }), 3), { l: 3, j: 2, k: 1 });
});
