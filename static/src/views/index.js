/* VIEWS: the pictures of a scene, by the name under which the page has a place for each. */
export { builderView } from "./builder.js";
export { controlsView } from "./controls.js";
export { equationView } from "./equation.js";
export { inspectorView } from "./inspector.js";
export { lossView } from "./loss.js";
export { networkView } from "./network/index.js";
export { tableView } from "./table.js";
export { timelineView } from "./timeline.js";
