/* Requests to the server, which can be given up. */

/**
 * @typedef {import("./types").Problem} Problem
 */

const BASE = "/api/v1";

/** An answer that is a problem document, or no answer at all. */
export class RequestError extends Error {
  /**
   * @param {string} message
   * @param {Partial<Problem>} [problem]
   */
  constructor(message, problem = {}) {
    super(message);
    this.problem = problem;
  }
}

/** No answer at all. */
export class Unanswered extends RequestError {}

/** Why there is nobody to ask, as a sentence; null where there is a server. @type {string | null} */
let alone = null;

/** @param {string} why every request is refused with */
export function withoutServer(why) {
  alone = why;
}

/** Thrown where a request was given up for something newer. */
export class Superseded extends Error {}

/** Whether the server answers. @returns {Promise<boolean>} */
export async function reach() {
  try {
    return (await fetch(`${BASE}/presets`, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {string} path below the API's base, such as `/catalog`
 * @returns {Promise<any>}
 */
export const get = (path) => request(path, {});

/**
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} signal gives it up
 * @returns {Promise<any>}
 */
export const post = (path, body, signal) =>
  request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

/**
 * @param {string} path
 * @param {RequestInit} init
 */
async function request(path, init) {
  if (alone) throw new RequestError(alone);
  let response;
  let answer;
  try {
    response = await fetch(BASE + path, init);
    answer = await response.json();
  } catch (error) {
    if (init.signal?.aborted) throw new Superseded();
    throw new Unanswered("The server does not answer. What is on the screen stays; try again in a moment.", {
      detail: String(error),
    });
  }
  if (!response.ok) throw new RequestError(answer.detail ?? response.statusText, answer);
  return answer;
}
