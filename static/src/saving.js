/* A file for the reader's disk. */

/** How long the address of a file lives that is being saved, in milliseconds. */
const KEPT = 60_000;

/**
 * @param {Blob} blob
 * @param {string} name of the file
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
