/* ESLint: mistakes, plus the house rules of the front end that can be seen in a single file. */
import js from "@eslint/js";
import globals from "globals";

const MARKUP =
  "Markup from strings invites injection and inline styles, which our pages refuse: build nodes.";
const STYLE = "Our content security policy refuses style attributes: use .style(name, value).";
const CSP_SYNTAX = [
  {
    selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]",
    message: MARKUP,
  },
  { selector: "CallExpression[callee.property.name='html']", message: MARKUP },
  {
    selector: "CallExpression[callee.property.name=/^(attr|setAttribute)$/][arguments.0.value='style']",
    message: STYLE,
  },
];

const OWN_ELEMENT = "A view selects inside its own element only.";
const OWN_ELEMENT_ONLY = [
  {
    selector: "MemberExpression[object.name='document'][property.name=/^(querySelector|getElement)/]",
    message: OWN_ELEMENT,
  },
  {
    selector: "CallExpression[callee.name=/^select(All)?$/][arguments.0.type='Literal']",
    message: OWN_ELEMENT,
  },
];

/** Globals that fail in a sandboxed frame, for every file of the front end. */
const NO_STORAGE = ["localStorage", "sessionStorage", "indexedDB"].map((name) => ({
  name,
  message: "Throws in a sandboxed frame; state worth keeping lives in the address.",
}));

/** What a view may not reach for: it owns no clock, fetches nothing, and is the same picture every time. */
const NOT_IN_A_VIEW = [
  "fetch",
  "setTimeout",
  "setInterval",
  "requestAnimationFrame",
  "performance",
  "Date",
  "location",
  "history",
].map((name) => ({ name, message: "A view draws (trace, t) into its own element and does nothing else." }));

export default [
  { ignores: ["static/dist/", "build/", "dist/", ".venv/", "**/*.d.ts"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^_" }],
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "no-else-return": "error",
      "no-param-reassign": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      curly: ["error", "multi-line"],
      complexity: ["error", 12],
      "max-depth": ["error", 3],
    },
  },
  {
    files: ["static/src/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-globals": ["error", ...NO_STORAGE],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Numbers come from the engine." },
      ],
      "no-restricted-syntax": ["error", ...CSP_SYNTAX],
    },
  },
  {
    files: ["static/src/views/**/*.js"],
    rules: {
      "no-restricted-globals": ["error", ...NO_STORAGE, ...NOT_IN_A_VIEW],
      "no-restricted-syntax": ["error", ...CSP_SYNTAX, ...OWN_ELEMENT_ONLY],
    },
  },
  {
    files: ["tests/**/*.{js,mjs}", "*.{js,mjs}"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["tests/browser/scripts/*.js"],
    languageOptions: { globals: globals.browser },
    // each is one function with its helpers in it, to be handed to the page
    rules: { complexity: "off" },
  },
  {
    // Parts of it are handed to the page, too.
    files: ["tests/firefox/*.mjs"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
