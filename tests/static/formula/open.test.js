/* The catalog's formulas in letters alone. */
import assert from "node:assert/strict";
import test from "node:test";
import { openFormula } from "../../../static/src/formula/open.js";
import { catalog } from "../recorded.js";

/** @param {string} latex without colours and spaces */
const bare = (latex) => latex.replaceAll(/\\htmlClass\{[^}]*\}/g, "").replaceAll(/\\,|[{} ]/g, "");

test("the four equations are those of the book", () => {
  const bp = (/** @type {string} */ id, /** @type {object} */ which) => bare(openFormula(catalog, id, which));
  assert.equal(
    bp("BP1_half_squared_error", { layer: "L" }),
    "\\delta^L_j=\\frac\\partialC\\partiala^L_jf'(z^L_j)",
  );
  assert.equal(
    bp("BP2", { form: "matrix", result: "delta" }),
    "\\delta^l=(w^l+1)^\\mathsfT\\delta^l+1\\odotf'(z^l)",
  );
  assert.equal(bp("BP3_BP4", { result: "nabla_b" }), "\\frac\\partialC\\partialb^l_j=\\delta^l_j");
  assert.equal(bp("BP3_BP4", { result: "nabla_w" }), "\\frac\\partialC\\partialw^l_jk=a^l-1_k\\delta^l_j");
});

test("an update is an arrow, with the letter of its setting", () => {
  const latex = bare(openFormula(catalog, "update_sgd", { result: "updated_w" }));
  assert.equal(latex, "w^l_jk\\leftarroww^l_jk-\\eta\\frac\\partialC\\partialw^l_jk");
});

test("every equation can be written in letters, in every form that it has", () => {
  const lines = catalog.equations.flatMap(({ id, index, matrix }) =>
    Object.entries({ index, matrix }).flatMap(([form, all]) =>
      all.map(({ result }) => ({ id, form, result: result.op === "symbol" ? result.name : undefined })),
    ),
  );
  for (const { id, form, result } of lines) {
    const latex = openFormula(catalog, id, { form, result });
    assert.doesNotMatch(latex, /undefined|NaN|underset|\\mathrm\{[a-z]+_/, `${id}, ${form}`);
  }
  assert.ok(lines.length > 60, `${lines.length} lines`);
});

test("a formula that is not there is an error that names it", () => {
  assert.throws(() => openFormula(catalog, "BP9"), /BP9/);
  assert.throws(() => openFormula(catalog, "BP2", { form: "matrix", result: "z" }), /BP2 for z/);
});
