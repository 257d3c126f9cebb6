/* Builds static/dist: hashed bundles, their compressed twins, the manifest and the licence notices.
 *
 *   node esbuild.config.mjs            the build that is shipped
 *   node esbuild.config.mjs --watch    rebuilds on every change, readable, with source maps
 */
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import * as esbuild from "esbuild";

const DIST = "static/dist";

/** The ways into the front end, `logical name: source`: modules that share chunks. One more is one line more. */
const ENTRIES = {
  "main.js": "static/src/main.js",
  "main.css": "static/css/main.css",
  "embed.js": "static/src/embed.js",
  "embed.css": "static/css/embed.css",
  "docs.js": "static/src/docs.js",
  "docs.css": "static/css/docs.css",
  "embedding.js": "static/src/embedding.js",
  "embedding.css": "static/css/embedding.css",
  "handout.js": "static/src/handout.js",
  "handout.css": "static/css/handout.css",
  "slides.js": "static/src/slides.js",
  "slides.css": "static/css/slides.css",
  "favicon.svg": "static/css/favicon.svg",
};

/** What has to be one file, fonts and all: classic scripts for decks of other people and for files without a server. */
const PIECES = {
  "standalone.js": "static/src/standalone.js",
  "standalone.css": "static/css/embed.css",
  "reveal-backprop.js": "static/src/reveal/index.js",
};

const COMPRESSED = new Set([".js", ".css", ".json", ".svg"]);
const NOTICE_FILE = /^(licen[cs]e|notice|copying)(\.|$)|\.licen[cs]e\.txt$/i;

const watch = process.argv.includes("--watch");

/** @type {esbuild.BuildOptions} */
const options = {
  outdir: DIST,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  // The second half tells esbuild how far to translate CSS, which has no edition numbers.
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  // Strict as the modules are; said here so that the build depends on no other configuration file.
  tsconfigRaw: { compilerOptions: { alwaysStrict: true } },
  minify: !watch,
  sourcemap: watch ? "linked" : false,
  // D3 marks no comment as legal, so these would be incomplete; THIRD-PARTY.txt holds every notice.
  legalComments: "none",
  // Every browser of the target list reads woff2: the older formats stay out of the bundle.
  loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty", ".svg": "copy", ".png": "copy" },
  metafile: true,
  logLevel: "warning",
};

/** @type {esbuild.BuildOptions} */
const modules = {
  ...options,
  entryPoints: pointsOf(ENTRIES),
  // Modules, so that what few need is fetched when it is needed, and what is shared is fetched once.
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
};

/** Letters that nothing of ours is written in. */
const STRANGE_FONTS =
  /(cyrillic|vietnamese|latin-ext|greek-ext|Fraktur|Caligraphic|SansSerif|Script|Typewriter).*\.woff2$/;

/** A file that carries its fonts carries those it needs. @type {esbuild.Plugin} */
const fewFonts = {
  name: "few fonts",
  setup: (build) => build.onLoad({ filter: STRANGE_FONTS }, () => ({ contents: "", loader: "empty" })),
};

/** @type {esbuild.BuildOptions} */
const pieces = {
  ...options,
  entryPoints: pointsOf(PIECES),
  format: "iife",
  loader: { ...options.loader, ".woff2": "dataurl" },
  plugins: [fewFonts],
};

const BUILDS = [modules, pieces].map((build, i) => {
  /** @type {esbuild.Plugin} */
  const plugin = { name: "publish", setup: (running) => running.onEnd((result) => finished(i, result)) };
  return { ...build, plugins: [...(build.plugins ?? []), plugin] };
});

/** @param {Record<string, string>} sources */
function pointsOf(sources) {
  return Object.entries(sources).map(([name, source]) => ({
    in: source,
    out: name.slice(0, -posix.extname(name).length),
  }));
}

/** What each build made last. @type {Map<number, esbuild.Metafile>} */
const made = new Map();
let publishing = Promise.resolve();

/**
 * Publishes when every build has something to show, one time after the other.
 * @param {number} i which build
 * @param {esbuild.BuildResult} result
 */
async function finished(i, { errors, metafile }) {
  if (errors.length > 0 || !metafile) return;
  made.set(i, metafile);
  if (made.size < BUILDS.length) return;
  const all = [...made.values()];
  const publishNow = () =>
    publish({
      inputs: Object.assign({}, ...all.map(({ inputs }) => inputs)),
      outputs: Object.assign({}, ...all.map(({ outputs }) => outputs)),
    });
  publishing = publishing.then(publishNow, publishNow);
  await publishing;
}

/**
 * Completes a build: everything that stands beside the bundles, then no file of an older build.
 * @param {esbuild.Metafile} metafile
 */
async function publish(metafile) {
  const outputs = Object.keys(metafile.outputs).map((path) => posix.relative(DIST, path));
  const keep = new Set([...outputs, "manifest.json", "chunks.json"]);
  await replace("chunks.json", `${JSON.stringify(chunks(metafile), null, 2)}\n`);
  await replace("manifest.json", `${JSON.stringify(manifest(metafile), null, 2)}\n`);
  if (!watch) {
    for (const name of await compress(outputs)) keep.add(name);
    // Written last and by no other build: its presence and date say "complete" to hatch_build.py and make.
    await replace("THIRD-PARTY.txt", await notices(metafile));
    keep.add("THIRD-PARTY.txt");
  }
  const stale = (await readdir(DIST)).filter((name) => !keep.has(name));
  await Promise.all(stale.map((name) => rm(join(DIST, name))));
}

/**
 * Logical name -> hashed file name, for entries ("main.js") and for the files they load ("inter.woff2").
 * @param {esbuild.Metafile} metafile
 */
function manifest(metafile) {
  /** @type {Record<string, string>} */
  const names = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    // A chunk is asked for by the bundles themselves, and by nobody else.
    if (path.endsWith(".map") || posix.basename(path).startsWith("chunk-")) continue;
    const entry = Object.entries({ ...ENTRIES, ...PIECES }).find(
      ([name, source]) =>
        source === output.entryPoint &&
        posix.extname(name) === posix.extname(path) &&
        posix.basename(path).startsWith(`${name.slice(0, -posix.extname(name).length)}-`),
    );
    const logical = entry?.[0] ?? posix.basename(Object.keys(output.inputs)[0] ?? path);
    if (logical in names) throw new Error(`${logical} is the logical name of two outputs; rename one`);
    names[logical] = posix.relative(DIST, path);
  }
  return Object.fromEntries(Object.entries(names).sort());
}

/**
 * Logical name of a script -> the chunks that it imports at once, its own imports' imports included.
 * @param {esbuild.Metafile} metafile
 */
function chunks({ outputs }) {
  /** @param {string} path @returns {string[]} */
  const imported = (path) =>
    outputs[path].imports
      .filter(({ kind, external }) => kind === "import-statement" && !external)
      .flatMap((found) => [found.path, ...imported(found.path)]);
  const scripts = Object.entries(manifest({ inputs: {}, outputs })).filter(([name]) => name.endsWith(".js"));
  return Object.fromEntries(
    scripts.map(([name, built]) => [
      name,
      [...new Set(imported(posix.join(DIST, built)))].map((path) => posix.relative(DIST, path)),
    ]),
  );
}

/**
 * Writes `.br` and `.gz` twins and returns their names. A hashed name pins the content, so a twin that
 * is already there is right: only what changed is compressed again.
 * @param {string[]} outputs
 */
async function compress(outputs) {
  const present = new Set(await readdir(DIST));
  const brotli = promisify(zlib.brotliCompress);
  const gzip = promisify(zlib.gzip);
  const twins = outputs.filter((name) => COMPRESSED.has(posix.extname(name)));
  const written = twins.map(async (name) => {
    const [br, gz] = [`${name}.br`, `${name}.gz`];
    if (!present.has(br) || !present.has(gz)) {
      const content = await readFile(join(DIST, name));
      const params = {
        [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      await replace(br, await brotli(content, { params }));
      await replace(gz, await gzip(content, { level: 9 }));
    }
    return [br, gz];
  });
  return (await Promise.all(written)).flat();
}

/**
 * The licence texts of every package with a file in the bundles.
 * @param {esbuild.Metafile} metafile
 */
async function notices(metafile) {
  const folders = Object.keys(metafile.inputs)
    .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const sections = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const files = (await readdir(folder)).filter((file) => NOTICE_FILE.test(file)).sort();
    if (files.length === 0) throw new Error(`${folder} has no licence text to ship with the bundle`);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    return [`${"=".repeat(80)}\n${name} ${version} (${license})\n`, ...texts].join("\n").trimEnd();
  });
  const head = "The bundles in this folder contain code or fonts of the following packages.\n";
  return `${[head, ...(await Promise.all(sections))].join("\n\n")}\n`;
}

/**
 * Writes a file of the build so that a reader sees the old one or the new one, never half.
 * @param {string} name
 * @param {string | Uint8Array} content
 */
async function replace(name, content) {
  const temporary = join(DIST, `.${name}.new`);
  await writeFile(temporary, content);
  await rename(temporary, join(DIST, name));
}

if (watch) {
  for (const build of BUILDS) await (await esbuild.context(build)).watch();
  console.log(`watching static/src and static/css, writing ${DIST}; Ctrl-C ends it`);
} else {
  // esbuild has printed what is wrong; a stack trace of ours on top would only hide it.
  await Promise.all(BUILDS.map((build) => esbuild.build(build))).catch(() => process.exit(1));
}
