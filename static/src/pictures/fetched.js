/* A file that the server makes. It is fetched and then saved, so that a refusal can be told. */

/**
 * @param {string} address
 * @param {AbortSignal} signal gives it up
 * @returns {Promise<{ blob: Blob, name: string }>} name: as the server calls it
 */
export async function fetchedFile(address, signal) {
  let response;
  let blob;
  try {
    response = await fetch(address, { signal });
    blob = await response.blob();
  } catch {
    signal.throwIfAborted();
    throw new Error("The server does not answer, so no file was made. Try again in a moment.");
  }
  if (!response.ok) throw new Error(`The server made no file: ${await refusal(blob, response)}`);
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  return { blob, name: name ?? "backprop" };
}

/**
 * What a problem document says; somebody between us and the server may have written something else.
 * @param {Blob} blob
 * @param {Response} response
 * @returns {Promise<string>}
 */
async function refusal(blob, { status, statusText }) {
  try {
    const { detail } = JSON.parse(await blob.text());
    if (typeof detail === "string") return detail.endsWith(".") ? detail : `${detail}.`;
  } catch {
    // no problem document
  }
  return `it answered ${status} ${statusText}`.trim() + ".";
}
