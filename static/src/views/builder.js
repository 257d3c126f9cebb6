/* The network builder: layers, activations, cost, optimizer, initializer, seed. Every menu comes from the catalog. */
import { examplesFields } from "./examples.js";
import { choiceField, numberField, parameterFields, switchField, takeNumbers } from "./fields.js";
import { html } from "./pen.js";

/**
 * @typedef {import("../types").Catalog} Catalog
 * @typedef {import("../types").Experiment} Experiment
 * @typedef {import("../types").Optimizer} Optimizer
 *
 * @typedef {{ sizes: number[], activations: string[], biases: boolean, initializer: Record<string, any>,
 *             seed: number }} Description
 *
 * @typedef {object} Actions
 * @property {(description: Description, change: Partial<Experiment>) => void} build a new network
 * @property {(change: Partial<Experiment>) => void} edit the same weights, other rules
 * @property {() => void} close
 */

/** What one builds by hand is well beyond what can be drawn; the API takes more. */
const WIDEST = 64;
const DEEPEST = 16;

/**
 * @param {HTMLElement} element
 * @param {Actions} actions
 */
export function builderView(element, actions) {
  /** What the form holds besides the experiment itself. */
  /** @type {{ initializer: Record<string, any>, seed: number }} */
  let draw = { initializer: {}, seed: 1 };
  /** @type {{ catalog: Catalog, experiment: Experiment } | null} */
  let shown = null;

  /** @param {Partial<Description>} change @param {Partial<Experiment>} [experiment] */
  function rebuild(change, experiment = {}) {
    if (!shown) return;
    actions.build({ ...describe(shown.experiment), ...draw, ...change }, experiment);
  }

  /** @param {HTMLElement} into @param {Catalog} catalog @param {Experiment} experiment */
  function layers(into, catalog, experiment) {
    const { sizes, activations } = describe(experiment);
    const list = html(into, "ol", "layers");
    sizes.forEach((size, i) => {
      const row = html(list, "li");
      html(
        row,
        "span",
        "layer-title",
        i === 0 ? "Input" : i === sizes.length - 1 ? "Output" : `Layer ${i + 1}`,
      );
      stepper(row, `Neurons in layer ${i + 1}`, size, WIDEST, (n) => rebuild({ sizes: sizes.with(i, n) }));
      if (i === 0) return;
      const options = catalog.activations.map(({ name, title }) => {
        const last = i === sizes.length - 1;
        const why = last && !allowed(catalog, experiment.loss).includes(name) ? "not with this cost" : "";
        return { value: name, title, why };
      });
      choiceField(row, `Activation of layer ${i + 1}`, activations[i - 1], options, (name) =>
        actions.edit({ network: withActivation(experiment, i - 1, name) }),
      );
      if (i === sizes.length - 1) return;
      const remove = html(row, "button", "quiet", "×");
      remove.type = "button";
      remove.setAttribute("aria-label", `Remove layer ${i + 1}`);
      remove.addEventListener("click", () =>
        rebuild({ sizes: sizes.toSpliced(i, 1), activations: activations.toSpliced(i - 1, 1) }),
      );
    });
    const add = html(into, "button", "", "Add a hidden layer");
    add.type = "button";
    add.disabled = sizes.length >= DEEPEST;
    add.addEventListener("click", () => {
      const at = sizes.length - 1;
      rebuild({
        sizes: sizes.toSpliced(at, 0, sizes[at - 1] === sizes[0] ? 3 : sizes[at - 1]),
        activations: activations.toSpliced(at - 1, 0, activations[Math.max(0, at - 2)]),
      });
    });
  }

  /** @param {HTMLElement} into @param {Catalog} catalog @param {Experiment} experiment */
  function start(into, catalog, experiment) {
    const initializers = catalog.initializers.map(({ name, title }) => ({ value: name, title, why: "" }));
    choiceField(into, "Weights", draw.initializer.name, initializers, (name) => {
      draw = { ...draw, initializer: { name } };
      rebuild({});
    });
    const rule = catalog.initializers.find(({ name }) => name === draw.initializer.name);
    parameterFields(into, rule?.parameters ?? [], draw.initializer, (settings) => {
      draw = { ...draw, initializer: { ...draw.initializer, ...settings } };
      rebuild({});
    });
    numberField(into, "Seed", draw.seed, { low: 0, high: 2 ** 32, step: 1 }, (seed) => {
      draw = { ...draw, seed };
      rebuild({});
    });
    const again = html(into, "button", "", "Draw other weights");
    again.type = "button";
    again.addEventListener("click", () => {
      draw = { ...draw, seed: draw.seed + 1 };
      rebuild({});
    });
    switchField(into, "Biases", describe(experiment).biases, (biases) => rebuild({ biases }));
  }

  /** @param {HTMLElement} into @param {Catalog} catalog @param {Experiment} experiment */
  function learning(into, catalog, experiment) {
    const { optimizer, loss, regularization } = experiment;
    const output = experiment.network.layers.at(-1)?.activation ?? "";
    const losses = catalog.losses.map(({ name, title, activations }) => ({
      value: name,
      title,
      why: activations.includes(output) ? "" : "not with this output",
    }));
    choiceField(into, "Cost", loss, losses, (name) => actions.edit({ loss: name }));
    const rules = catalog.optimizers.map(({ name, title }) => ({ value: name, title, why: "" }));
    choiceField(into, "Optimizer", optimizer.name, rules, (name) =>
      actions.edit({ optimizer: /** @type {Optimizer} */ ({ name, train_biases: optimizer.train_biases }) }),
    );
    const rule = catalog.optimizers.find(({ name }) => name === optimizer.name);
    parameterFields(into, rule?.parameters ?? [], optimizer, (settings) =>
      actions.edit({ optimizer: /** @type {Optimizer} */ ({ ...optimizer, ...settings }) }),
    );
    for (const name of /** @type {("l1" | "l2")[]} */ (["l1", "l2"])) {
      numberField(into, `Penalty ${name}`, regularization[name], { low: 0, high: 10, step: 0.01 }, (value) =>
        actions.edit({ regularization: { ...regularization, [name]: value } }),
      );
    }
    switchField(into, "Train the biases", optimizer.train_biases ?? true, (on) =>
      actions.edit({ optimizer: /** @type {Optimizer} */ ({ ...optimizer, train_biases: on }) }),
    );
  }

  return {
    /** @param {Catalog} catalog @param {Experiment} experiment */
    show(catalog, experiment) {
      shown = { catalog, experiment };
      draw = { ...draw, initializer: { name: catalog.default_initializer, ...draw.initializer } };
      const active = element.ownerDocument.activeElement;
      const field =
        active instanceof HTMLElement && element.contains(active) ? active.dataset.field : undefined;
      element.replaceChildren();
      const head = html(element, "div", "inspected-head");
      html(head, "h2", "step-title", "Build a network");
      const close = html(head, "button", "quiet", "×");
      close.type = "button";
      close.setAttribute("aria-label", "Close the builder");
      close.addEventListener("click", actions.close);
      layers(group(element, "Layers"), catalog, experiment);
      start(group(element, "Initial weights"), catalog, experiment);
      learning(group(element, "Cost and learning"), catalog, experiment);
      const most = catalog.limits.find(({ name }) => name === "traced_examples")?.value ?? 1;
      examplesFields(group(element, "Examples"), experiment, most, actions.edit);
      const again = field && element.querySelector(`[data-field="${CSS.escape(field)}"]`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {string} title
 */
function group(element, title) {
  const fieldset = html(element, "fieldset");
  html(fieldset, "legend", "", title);
  return fieldset;
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {number} value
 * @param {number} most
 * @param {(value: number) => void} action
 */
function stepper(into, label, value, most, action) {
  const node = html(into, "span", "stepper");
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", label);
  for (const [text, change] of /** @type {[string, number][]} */ ([
    ["−", -1],
    ["+", 1],
  ])) {
    if (change > 0) {
      const input = html(node, "input");
      input.type = "number";
      input.required = true;
      input.min = "1";
      input.max = String(most);
      input.step = "1";
      input.value = String(value);
      input.dataset.field = label;
      input.setAttribute("aria-label", label);
      takeNumbers(input, `${label}: a whole number from 1 to ${most}`, action);
    }
    const button = html(node, "button", "", text);
    button.type = "button";
    button.dataset.field = `${label} ${text}`;
    button.setAttribute("aria-label", `${change > 0 ? "More" : "Fewer"}: ${label}`);
    button.disabled = value + change < 1 || value + change > most;
    button.addEventListener("click", () => action(value + change));
  }
}

/** @param {Experiment} experiment */
function describe({ network: { layers } }) {
  return {
    sizes: [layers[0].weights[0].length, ...layers.map(({ weights }) => weights.length)],
    activations: layers.map(({ activation }) => activation),
    biases: layers.some(({ biases }) => biases),
  };
}

/** @param {Catalog} catalog @param {string} loss */
const allowed = (catalog, loss) => catalog.losses.find(({ name }) => name === loss)?.activations ?? [];

/** @param {Experiment} experiment @param {number} i @param {string} activation */
const withActivation = ({ network }, i, activation) => ({
  layers: network.layers.with(
    i,
    /** @type {typeof network.layers[0]} */ ({ ...network.layers[i], activation }),
  ),
});
