/* Pictures and films of the animation as files. Fetched when somebody first asks for one. */
import { ownNetwork } from "../notes.js";
import { exportDialog } from "./dialog.js";
import { fileName } from "./names.js";
import { openRoom } from "./room.js";
import { PERIODS, schedule } from "./schedule.js";
import { pngFile, svgFile } from "./still.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./schedule.js").Moment} Moment
 * @typedef {(room: Room, moments: Moment[], watch: Watch) => Promise<Blob>} FilmWriter
 *
 * @typedef {object} Watch how far a file is, and whether it is still wanted
 * @property {AbortSignal} signal
 * @property {(fraction: number) => void} progress
 *
 * @typedef {object} Settings
 * @property {number} width
 * @property {number} height
 * @property {boolean} words
 * @property {boolean} transparent
 * @property {number} scale of PNG
 * @property {number} from the step that a film begins at
 * @property {number} to the step that it ends at
 *
 * @typedef {object} Format
 * @property {string} title
 * @property {"picture" | "film"} kind
 * @property {(room: Room, scene: Scene, settings: Settings & { t: number }, watch: Watch) => Promise<Blob>} make
 */

/** @type {Record<string, Format>} */
export const FORMATS = {
  svg: { title: "SVG", kind: "picture", make: (room, _scene, { t }) => svgFile(room, t) },
  png: { title: "PNG", kind: "picture", make: (room, _scene, { t, scale }) => pngFile(room, t, scale) },
  gif: {
    title: "GIF",
    kind: "film",
    make: film(PERIODS.gif, async () => (await import("./gif.js")).gifFile),
  },
  mp4: {
    title: "MP4",
    kind: "film",
    make: film(PERIODS.video, async () => (await import("./video.js")).videoFile),
  },
};

/**
 * What writes films is large, and fetched with the first of them.
 * @param {number} period
 * @param {() => Promise<FilmWriter>} fetchWriter
 * @returns {Format["make"]}
 */
function film(period, fetchWriter) {
  return async (room, { script }, { from, to }, watch) =>
    (await fetchWriter())(room, schedule(script, from, to, period), watch);
}

/**
 * One file, from what is on show.
 * @param {string} format
 * @param {{ scene: Scene, t: number, state: import("../session.js").State }} shown
 * @param {Settings} settings
 * @param {Watch} watch
 * @returns {Promise<{ blob: Blob, name: string }>}
 */
export async function produce(format, { scene, t, state }, settings, watch) {
  const { kind, make } = FORMATS[format];
  const here = Math.ceil(t);
  const range = kind === "film" ? settings : { from: here, to: here };
  const room = await openRoom(
    scene,
    { ...settings, transparent: kind === "picture" && settings.transparent },
    range,
  );
  try {
    const blob = await make(room, scene, { ...settings, t }, watch);
    const { steps, last } = scene.script;
    const whole = kind === "film" && range.from === 0 && range.to === last;
    const places = [...new Set([range.from, range.to])].map((i) => steps[i].id);
    const shown = { ...state, own: ownNetwork(state) !== null };
    return { blob, name: fileName(shown, whole ? [] : places, extensionOf(blob)) };
  } finally {
    room.close();
  }
}

/** `image/svg+xml` is `svg`; a browser may have had to write another kind than was asked for. @param {Blob} blob */
const extensionOf = ({ type }) => type.replace(/^.*\/|[+;].*$/g, "");

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => { scene: Scene | null, t: number, state: import("../session.js").State }} current
 * @param {import("./dialog.js").Naming} naming
 */
export const openPictures = (dialog, current, naming) =>
  exportDialog(dialog, FORMATS, produce, current, naming);
