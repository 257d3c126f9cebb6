/* A short visit with Firefox, over WebDriver BiDi; prints what was seen and what was complained about, as JSON.
 *
 *   node smoke.mjs /usr/bin/firefox http://127.0.0.1:8000 http://127.0.0.1:9000
 *
 * The second address is that of a page of somebody else's, with a frame of ours in it.
 */
import { createRequire } from "node:module";

const { default: puppeteer } = await import(
  createRequire(new URL("../decks/package.json", import.meta.url)).resolve("puppeteer-core")
);
const [executablePath, app, host] = process.argv.slice(2);
const PATIENCE = 30000;
const SLIDER = '[role="slider"][aria-label="Position in the learning step"]';

/** @type {string[]} */
const complaints = [];
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  // Each step arrives at once.
  extraPrefsFirefox: { "ui.prefersReducedMotion": 1 },
});
try {
  const seen = { version: await browser.version(), page: await visitPage(), frame: await visitFrame() };
  console.log(JSON.stringify({ ...seen, complaints }));
} finally {
  await browser.close();
}

async function open(/** @type {string} */ address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => {
    if (["error", "warn", "assert"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "NS_BINDING_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

/** The page: every step forward, then every step back. */
async function visitPage() {
  const page = await open(`${app}/?preset=2-2-1`);
  await page.waitForSelector("[data-ready]");
  const steps = [await place(page)];
  for (const key of [...Array(10).fill("ArrowRight"), ...Array(10).fill("ArrowLeft")]) {
    await page.keyboard.press(key);
    steps.push(await settled(page, steps.at(-1)));
  }
  const numbers = await page.$$eval('[data-part="network"] svg text', (texts) => texts.length);
  await page.close();
  return { steps, numbers };
}

/** The frame in a page at another origin: it is drawn, a click steps, and the keys stay with the page around it. */
async function visitFrame() {
  const page = await open(host);
  const frame = await (await page.waitForSelector("iframe"))?.contentFrame();
  if (!frame) throw new Error("there is no frame");
  await frame.waitForSelector("[data-ready]");
  const before = await place(frame);
  await page.evaluate(() => frames[0].postMessage({ ns: "backprop-viz", v: 1, id: 1, cmd: "next" }, "*"));
  const after = await settled(frame, before);
  const button = await frame.waitForSelector('[data-part="controls"] button');
  await button?.click();
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.body.dataset.keys !== undefined);
  return {
    before,
    after,
    numbers: await frame.$$eval('[data-part="network"] svg text', (texts) => texts.length),
    keys: await page.evaluate(() => document.body.dataset.keys),
    heard: await page.evaluate(() => document.body.dataset.heard),
  };
}

/** What the timeline says of where it is. */
function place(/** @type {any} */ frame) {
  return frame.$eval(SLIDER, (/** @type {Element} */ slider) => slider.getAttribute("aria-valuetext"));
}

/** The next place, once the step has been taken. */
async function settled(/** @type {any} */ frame, /** @type {string | null | undefined} */ before) {
  await frame.waitForFunction(
    (/** @type {string} */ slider, /** @type {string} */ old) =>
      document.querySelector(slider)?.getAttribute("aria-valuetext") !== old,
    {},
    SLIDER,
    before,
  );
  return place(frame);
}
