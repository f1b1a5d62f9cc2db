/** The views of the manager's page, in the order of their tabs. */

export const VIEWS = /** @type {const} */ (["live", "statistics", "report", "screens", "devices"]);
/** @typedef {typeof VIEWS[number]} View */
