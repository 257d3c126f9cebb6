/* Evaluates a formula as it is shown, from its LaTeX, with intervals for rounded numbers. */
import { add, divide, multiply, negative, point, power, rising, rounded, through } from "./interval.js";

/**
 * @typedef {import("./interval.js").Interval} Interval
 * @typedef {Interval[][]} Value a matrix; a number is one of a single row and column
 * @typedef {(ref: string | null, written: string) => Interval} Lookup what a number with this ref is
 */

/** The number that is written, as precisely as it is written. @type {Lookup} */
export const asShown = (_ref, written) => rounded(written);

/** @param {number} x */
const gauss = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The normal distribution function, by Simpson's rule.
 * @param {number} x
 */
export function normal(x) {
  const [n, end] = [400, Math.max(-9, Math.min(9, x))];
  const step = end / n;
  const values = Array.from({ length: n + 1 }, (_, i) => gauss(i * step) * (i % n === 0 ? 1 : i % 2 ? 4 : 2));
  return 0.5 + (values.reduce((sum, value) => sum + value, 0) * step) / 3;
}

/** @param {number} x */
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** @type {Record<string, (x: Interval) => Interval>} */
const FUNCTIONS = {
  id: (x) => x,
  "\\sigma": (x) => rising(sigmoid, x),
  "\\tanh": (x) => rising(Math.tanh, x),
  "\\ln": (x) => rising((value) => Math.log(Math.max(0, value)), x),
  sgn: (x) => rising(Math.sign, x),
  ReLU: (x) => rising((value) => Math.max(0, value), x),
  LReLU: (x) => rising((value) => (value > 0 ? value : 0.01 * value), x),
  ELU: (x) => rising((value) => (value > 0 ? value : Math.expm1(value)), x),
  softplus: (x) => rising((value) => Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value))), x),
  GELU: (x) => through((value) => value * normal(value), x),
  SiLU: (x) => through((value) => value * sigmoid(value), x),
  "\\Phi": (x) => rising(normal, x),
  "\\varphi": (x) => through(gauss, x),
};

const TOKEN = /\s*(\\[a-zA-Z]+|\\[,\\]|\d+(?:\.\d+)?|[-+(){}^&]|e(?=\^))/y;

/** @param {string} latex @returns {string[]} */
function tokens(latex) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < latex.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(latex);
    if (!match) throw new Error(`cannot read ${latex.slice(from)}`);
    found.push(match[1]);
    if (/^\\html|^\\(begin|end|mathrm|operatorname)$/.test(match[1])) {
      const word = /\{([^{}]*)\}/y;
      word.lastIndex = TOKEN.lastIndex;
      found.push(word.exec(latex)?.[1] ?? "");
      TOKEN.lastIndex = word.lastIndex;
    }
  }
  return found;
}

/** @param {Value} one @param {Value} other @param {(a: Interval, b: Interval) => Interval} by @returns {Value} */
function entrywise(one, other, by) {
  if (isNumber(one)) return other.map((row) => row.map((b) => by(one[0][0], b)));
  if (isNumber(other)) return one.map((row) => row.map((a) => by(a, other[0][0])));
  if (one.length !== other.length || one[0].length !== other[0].length) throw new Error("shapes differ");
  return one.map((row, j) => row.map((a, k) => by(a, other[j][k])));
}

/** @param {Value} value */
const isNumber = (value) => value.length === 1 && value[0].length === 1;

/** @param {Value} one @param {Value} other @returns {Value} */
function product(one, other) {
  if (isNumber(one) || isNumber(other)) return entrywise(one, other, multiply);
  if (one[0].length !== other.length) throw new Error("these matrices have no product");
  return one.map((row) =>
    other[0].map((_, k) => row.reduce((sum, a, i) => add(sum, multiply(a, other[i][k])), point(0))),
  );
}

class Reader {
  /** @param {string} latex @param {Lookup} lookup */
  constructor(latex, lookup) {
    this.rest = tokens(latex);
    this.lookup = lookup;
  }

  /** @param {string} [token] */
  take(token) {
    const next = this.rest.shift();
    if (next === undefined || (token && next !== token)) {
      throw new Error(`${token ?? "more"} expected at ${next}`);
    }
    return next;
  }

  /** @returns {Value} */
  sum() {
    let value = this.product();
    while (this.rest[0] === "+" || this.rest[0] === "-") {
      const minus = this.take() === "-";
      if (this.signed()) throw new Error("two signs stand together");
      const next = this.product();
      value = entrywise(value, minus ? entrywise(next, next, (a) => negative(a)) : next, add);
    }
    return value;
  }

  /** @returns {Value} */
  product() {
    if (this.rest[0] === "-") {
      this.take();
      if (this.signed()) throw new Error("two signs stand together");
      return this.product().map((row) => row.map(negative));
    }
    let value = this.factor();
    while (this.rest.length && !/^([-+)}&]|\\\\|\\end|\\right)$/.test(this.rest[0])) {
      const sign = this.rest[0];
      if (/^\\(cdot|odot|,)$/.test(sign)) this.take();
      if (this.signed()) throw new Error("a sign stands behind a multiplication sign");
      const next = this.factor();
      value = sign === "\\odot" ? entrywise(value, next, multiply) : product(value, next);
    }
    return value;
  }

  /** @returns {Value} */
  factor() {
    const signed = this.signed();
    const base = this.atom();
    if (this.rest[0] !== "^") return base;
    if (signed) throw new Error("the sign of a base stands outside of the power");
    this.take("^");
    const exponent = this.group();
    return entrywise(base, exponent, power);
  }

  /** Whether a minus comes next, on its own or in front of a number. */
  signed() {
    const visible = this.rest.findIndex((token, i) => !/^(\\html|\{|ref=|symbol )/.test(token) || i > 6);
    return /^[-+]$/.test(this.rest[visible]);
  }

  /** @returns {Value} */
  group() {
    this.take("{");
    const value = this.sum();
    this.take("}");
    return value;
  }

  /** @returns {Value} */
  bracketed() {
    const left = this.take();
    if (left === "\\left") this.take("(");
    const value = this.sum();
    if (left === "\\left") this.take("\\right");
    this.take(")");
    return value;
  }

  /** @returns {Value} */
  atom() {
    const next = this.rest[0];
    if (next === "(" || next === "\\left") return this.bracketed();
    if (next === "\\frac") {
      this.take();
      return entrywise(this.group(), this.group(), divide);
    }
    if (next === "\\sqrt") {
      this.take();
      return this.group().map((row) => row.map((x) => rising((v) => Math.sqrt(Math.max(0, v)), x)));
    }
    if (next === "\\htmlData" || next === "\\htmlClass") return this.number();
    if (next === "\\begin") return this.matrix();
    if (/^\d/.test(next ?? "")) return [[point(Number(this.take()))]];
    return this.call();
  }

  /** A number that stands for a symbol. @returns {Value} */
  number() {
    let ref = null;
    if (this.rest[0] === "\\htmlData") {
      this.take();
      ref = this.take().replace("ref=", "");
      this.take("{");
    }
    this.take("\\htmlClass");
    this.take();
    this.take("{");
    const written = this.written();
    this.take("}");
    if (ref !== null) this.take("}");
    return [[this.lookup(ref, written)]];
  }

  /** A mantissa, and a power of ten where there is one. */
  written() {
    const mantissa = (this.rest[0] === "-" ? this.take() : "") + this.take();
    if (!/^-?\d/.test(mantissa)) throw new Error(`a symbol is left: ${mantissa}`);
    if (this.rest[0] === "}") return mantissa;
    for (const token of ["\\cdot", "10", "^", "{"]) this.take(token);
    const exponent = (this.rest[0] === "-" ? this.take() : "") + this.take();
    this.take("}");
    return `${mantissa}e${exponent}`;
  }

  /** @returns {Value} */
  matrix() {
    this.take();
    if (this.take() !== "bmatrix") throw new Error("only matrices are known");
    const rows = [[this.sum()[0][0]]];
    for (;;) {
      const between = this.take();
      if (between === "\\end") break;
      if (between === "&") rows[rows.length - 1].push(this.sum()[0][0]);
      else rows.push([this.sum()[0][0]]);
    }
    this.take();
    return rows;
  }

  /** @returns {Value} */
  call() {
    const word = this.take();
    if (word === "e") {
      this.take("^");
      return this.group().map((row) => row.map((x) => rising(Math.exp, x)));
    }
    const name = /^\\(mathrm|operatorname)$/.test(word) ? this.take() : word;
    const f = FUNCTIONS[name];
    if (!f) throw new Error(`${name} is unknown`);
    const bare = this.rest[0] !== "(" && this.rest[0] !== "\\left";
    return (bare ? this.atom() : this.bracketed()).map((row) => row.map(f));
  }
}

/**
 * @param {string} latex
 * @param {Lookup} lookup
 * @returns {Value}
 */
export function evaluate(latex, lookup) {
  const reader = new Reader(latex, lookup);
  const value = reader.sum();
  if (reader.rest.length) throw new Error(`left over: ${reader.rest.join(" ")}`);
  return value;
}

/**
 * A number as LaTeX writes it, as text.
 * @param {string} latex
 */
export const numberOf = (latex) => new Reader(`${latex}}`, asShown).written();
