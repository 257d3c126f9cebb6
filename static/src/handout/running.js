/* What paper needs and a style sheet cannot know: its size, and the title, the address and the number on every page. */
import { PAPERS } from "./options.js";

const TYPE = 'font: 8.5px "Inter Variable", system-ui, sans-serif; color: #1f2630;';

/** @param {string} text a string of CSS */
const quoted = (text) =>
  `"${text.replaceAll(/["\\\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;

/** @param {string} place @param {string} content */
const box = (place, content) => `@${place} { content: ${content}; ${TYPE} }`;

/**
 * The rules of the pages. Where a browser knows no margin boxes it prints its own.
 * @param {import("./sheet.js").About} about
 * @param {keyof typeof PAPERS} paper
 */
export const pageRules = ({ title, address }, paper) => `
@page {
  size: ${PAPERS[paper]};
  margin: 14mm 15mm 13mm;
  ${box("top-left", quoted(title))}
  ${box("top-right", '"Page " counter(page) " of " counter(pages)')}
  ${box("bottom-left", quoted(address))}
  ${box("bottom-right", '"Backprop Visualizer"')}
}
@page key {
  ${box("top-left", quoted(`Answer key: ${title}`))}
}
`;
